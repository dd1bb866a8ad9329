"""What the program makes of what the tests build is what the golden record has sealed (see record.py)."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))

import record

sys.path.extend(record.places(record.OURS))

pytestmark = pytest.mark.timeout(900)  # half a minute of the processor, and on a busy machine many times that
BARE = {section: every for section, every in record.QUICK.items() if section not in record.ASKING}
ASKED = {section: every for section, every in record.QUICK.items() if section in record.ASKING}
EVERY = [section for section in (*record.QUICK, *record.LONG) if section not in record.ASKING]
ours = pytest.mark.skipif(not record.programs_are_those(), reason="what reads pictures is another program")


@pytest.fixture(scope="module")
def bare():
    """One of so many entries of each section, made in one process, where no program is on the path."""
    return record.made(BARE)


@pytest.fixture(scope="module")
def asked():
    """The same of the sections that ask programs of the machine."""
    return record.made(ASKED)


@pytest.mark.parametrize("section", BARE)
def test_what_comes_out_is_what_came_out(section, bare):
    assert "\n".join(record.differences(section, bare[section], BARE[section])) == ""
    assert bare[section]


@ours
@pytest.mark.parametrize("section", ASKED)
def test_what_is_read_of_pictures_is_what_was_read(section, asked):
    assert "\n".join(record.differences(section, asked[section], ASKED[section])) == ""
    assert asked[section]


@pytest.mark.soak
@pytest.mark.parametrize("section", EVERY)
def test_all_of_it_is_what_came_out(section):
    assert "\n".join(record.differences(section, record.made({section: 1})[section])) == ""


def test_one_changed_letter_of_a_reading_is_told_by_its_name(monkeypatch):
    """The control that must fail."""
    import golden_sections
    from golden_samples import whole

    name = "sms messages"
    monkeypatch.setattr(golden_sections.golden_samples, "every", lambda: {name: whole()[name]})
    kept = {"readings": record.made_here("readings")}
    monkeypatch.setattr(record, "recorded", lambda: kept)
    assert record.differences("readings", record.made_here("readings")) == []
    values = golden_sections.program.read

    def changed(*given):
        for value in values(*given):
            is_it = getattr(value, "text", "") == "never sent"
            yield replace(value, text="never senT") if is_it else value

    monkeypatch.setattr(golden_sections.program, "read", changed)
    assert record.differences("readings", record.made_here("readings")) == [f"readings: {name}: differs"]

"""Numbers of a schedule are for ever: what is withdrawn stays with its number, the day and the reason; what
returns has a new one; each schedule says what changed since the last for this accused (reference/law.md K5)."""

import itertools
import re
from datetime import UTC, date, datetime

import openpyxl
import pytest

from evidence_review.domain.kinds import Relevance
from evidence_review.domain.progress import finish
from evidence_review.store import schedules
from evidence_review.store.items import LONDON
from evidence_review.workflow.case import opening
from evidence_review.workflow.finding.flagging import flag
from evidence_review.workflow.producing import checking
from evidence_review.workflow.redacting import redacting
from evidence_review.workflow.reviewing import holding
from tests import build
from tests.workflow.samples import four_chats as fc

FIRST, SECOND, THIRD, FOURTH = fc.LAST
NOT_RELEVANT = Relevance.NOT_RELEVANT_TO_LINE


def today() -> str:
    """The day of now, as schedules write it: a run may go past midnight."""
    return datetime.now(UTC).astimezone(LONDON).strftime("%d.%m.%Y")


@pytest.fixture
def folder(tmp_path):
    """Four entries of the schedule, each coded D and approved."""
    made = fc.case(tmp_path)
    fc.decide(made, *fc.LAST)
    build.disclose_all(made)
    return made


@pytest.fixture
def out(tmp_path):
    """A new folder for each bundle."""
    names = (tmp_path / f"bundle-{at}" for at in itertools.count(1))
    return lambda: next(names)


def produced(folder, out, accused: str = build.ACCUSED):
    """What the schedule of a new bundle says: its rows by number, and what changed."""
    to = out()
    fc.produce(folder, to, accused)
    rows = list(openpyxl.load_workbook(to / "schedule" / "mg6c.xlsx").active.iter_rows(values_only=True))
    entries = {int(row[0]): row[1:] for row in rows if re.fullmatch(r"\d+", row[0] or "")}
    said = [row[1] for row in rows if row[0] == "" and row[1]]
    at = next((place for place, one in enumerate(said) if " changed since schedule no. " in one), len(said))
    legend = next(place for place, one in enumerate(said) if one.startswith("CPS code:"))
    return entries, said[at:legend]


def is_withdrawn(entry, why: str) -> bool:
    what, where, code, comment = entry
    return (what, where, code) == (f"Withdrawn on {today()}: {why}.", "", "") and "Withdrawn" in comment


def test_K5_conversations_of_an_exhibit_are_numbered_by_the_time_at_which_each_is_first_relevant(
    tmp_path, out
) -> None:
    made = build.new_case(tmp_path / "case")
    chats = tmp_path / "chats"
    chats.mkdir()
    for name, days in (("Alex", (1, 9)), ("Blake", (3, 4)), ("Casey", (2, 8))):
        lines = [f"{day:02}/03/2025, 19:00 - {name}: the {name} of day {day}" for day in days]
        (chats / f"WhatsApp Chat with {name}.txt").write_text("\n".join(lines) + "\n", "utf-8")
    build.import_chats(made, chats)
    scope = {"people": (), "all_people": True, "date_from": None, "date_to": None, "all_dates": True}
    build.approve(made, build.another(build.line(), **scope))
    rita = build.as_user(made, "rita")
    finish(flag(rita))
    opening.close(rita)
    fc.decide(made, "the Alex of day 9", "the Blake of day 4", "the Casey of day 8", "the Casey of day 2")
    build.disclose_all(made)
    entries, _ = produced(made, out)
    days = [re.search(r"\d\d\.\d\d\.2025", entries[number][0])[0][:2] for number in sorted(entries)]
    assert days == ["02", "04", "09"]


@pytest.mark.parametrize("at", [0, 1, 3], ids=["first", "in the middle", "last"])
def test_K5_an_entry_that_is_withdrawn_keeps_its_number_day_and_reason_wherever_it_stood(
    folder, out, at
) -> None:
    entries, changed = produced(folder, out)
    assert (list(entries), changed) == ([1, 2, 3, 4], [])
    fc.decide(folder, fc.LAST[at], value=NOT_RELEVANT)
    entries, changed = produced(folder, out)
    assert list(entries) == [1, 2, 3, 4]
    assert [
        is_withdrawn(entry, "decided on further review not to be relevant") for entry in entries.values()
    ] == [number == at for number in range(4)]
    assert changed == [f"What changed since schedule no. 1 of {today()}:", f"Withdrawn: item {at + 1}."]


def test_K5_what_returns_has_a_new_number_and_the_old_one_stays_withdrawn(folder, out) -> None:
    produced(folder, out)
    fc.decide(folder, SECOND, value=NOT_RELEVANT)
    produced(folder, out)
    fc.decide(folder, SECOND)
    build.disclose_all(folder)
    entries, changed = produced(folder, out)
    assert list(entries) == [1, 2, 3, 4, 5]
    assert entries[2][0].startswith("Withdrawn on")
    assert "04.03.2025" in entries[5][0]
    assert changed == [f"What changed since schedule no. 2 of {today()}:", "New: item 5."]
    session = build.as_user(folder, "omar")
    assert [one.number for one in schedules.numbers(session.case) if one.is_withdrawn] == [2]
    opening.close(session)


def test_K5_what_is_held_is_withdrawn_in_words_that_say_nothing_of_its_content(folder, out) -> None:
    produced(folder, out)
    rita = build.as_user(folder, "rita")
    holding.hold(rita, 1, fc.item(rita, THIRD))
    opening.close(rita)
    build.disclose_all(folder)
    entries, changed = produced(folder, out)
    assert is_withdrawn(entries[3], "referred for independent consideration")
    assert changed[1:] == ["Withdrawn: item 3."]
    counsel = build.as_user(folder, "lena")
    holding.release(counsel, fc.item(counsel, THIRD), "RELEASED")
    opening.close(counsel)
    build.disclose_all(folder)
    entries, changed = produced(folder, out)
    assert list(entries) == [1, 2, 3, 4, 5]
    assert changed[1:] == ["New: item 5."]


def test_K5_what_a_narrowed_line_no_longer_covers_is_withdrawn(folder, out) -> None:
    produced(folder, out)
    narrow = build.another(
        build.line(), people=(), all_people=True, date_from=date(2025, 3, 4), date_to=date(2025, 3, 5)
    )
    build.approve(folder, narrow)
    entries, changed = produced(folder, out)
    assert [number for number, one in entries.items() if one[0].startswith("Withdrawn")] == [1, 4]
    assert is_withdrawn(entries[1], "no longer covered by the line of enquiry")
    assert changed[1:] == ["Withdrawn: items 1, 4."]


def test_K5_six_productions_in_a_row_number_on_and_each_says_what_changed(folder, out) -> None:
    """The second is the same again, then one is withdrawn, one marked, one returns, codes change, and last
    nothing stands."""
    heads = iter(f"What changed since schedule no. {number} of {today()}:" for number in range(2, 6))
    assert produced(folder, out)[1] == []
    assert produced(folder, out)[1] == [f"Nothing changed since schedule no. 1 of {today()}."]
    fc.decide(folder, FIRST, value=NOT_RELEVANT)
    rita = build.as_user(folder, "rita")
    fourth = fc.item(rita, FOURTH)
    redacting.mark(rita, 1, fourth, 4, 8, "OTHER", redacting.RedactionType.OTHER, reason="to try it with")
    opening.close(rita)
    build.disclose_all(folder)
    assert produced(folder, out)[1] == [
        next(heads),
        "Withdrawn: item 1.",
        "Item 4: 1 record edited otherwise.",
    ]
    fc.decide(folder, FIRST, fc.CHATS["Blake"][0])
    build.disclose_all(folder)
    entries, changed = produced(folder, out)
    assert list(entries) == [1, 2, 3, 4, 5]
    assert changed[:2] == [next(heads), "New: item 5."]
    assert changed[2].startswith("Item 2: 1 record more; 1 record newly copied")
    fc.code(folder, {THIRD: fc.INSPECT, FIRST: fc.NOT_MET})
    entries, changed = produced(folder, out)
    assert changed == [
        next(heads),
        "Item 3: code was D, is I; 1 record no longer copied.",
        "Item 5: code was D, is CND; 1 record no longer copied.",
    ]
    fc.decide(folder, *fc.LAST, fc.CHATS["Blake"][0], value=NOT_RELEVANT)
    entries, changed = produced(folder, out)
    assert list(entries) == [1, 2, 3, 4, 5]
    assert all(one[0].startswith("Withdrawn on") for one in entries.values())
    assert changed == [next(heads), "Withdrawn: items 2, 3, 4, 5."]


def test_K5_through_any_order_of_adding_and_removing_numbers_grow_by_one_and_none_stands_for_two_things(
    folder, out
) -> None:
    """Each schedule has every number from one; a number that was given keeps its entry until it is withdrawn, and
    then stays withdrawn."""
    steps = (
        (SECOND, NOT_RELEVANT), (FOURTH, NOT_RELEVANT), (SECOND, Relevance.RELEVANT), (FIRST, NOT_RELEVANT),
        (FOURTH, Relevance.RELEVANT), (SECOND, NOT_RELEVANT), (FIRST, Relevance.RELEVANT),
    )  # fmt: skip
    said: dict[int, tuple] = {}
    gone: set[int] = set()
    entries, _ = produced(folder, out)
    for number in range(len(steps) + 1):
        assert list(entries) == list(range(1, len(entries) + 1))
        assert len(entries) >= len(said)  # they only grow
        for one, (what, where, *_) in entries.items():
            withdrawn = what.startswith("Withdrawn on")
            assert one not in gone or withdrawn, one  # never reused
            if one in said and not withdrawn:
                assert said[one] == (what, where), one
            gone |= {one} if withdrawn else set()
            said.setdefault(one, (what, where))
        if number < len(steps):
            text, value = steps[number]
            fc.decide(folder, text, value=value)
            build.disclose_all(folder)
            entries, _ = produced(folder, out)
    assert (len(entries), gone) == (7, {1, 2, 4, 5})


def test_K5_what_changed_is_told_of_the_last_schedule_for_the_same_accused(folder, out) -> None:
    produced(folder, out)
    build.disclose_all(folder, fc.SECOND)
    fc.decide(folder, SECOND, value=NOT_RELEVANT)
    entries, changed = produced(folder, out, fc.SECOND)
    assert changed == []  # the first for this accused
    assert is_withdrawn(entries[2], "decided on further review not to be relevant")
    entries, changed = produced(folder, out)
    assert changed[1:] == ["Withdrawn: item 2."]  # it was ended by the bundle for the other
    assert list(entries) == [1, 2, 3, 4]


def test_a_nil_schedule_is_a_schedule(tmp_path, out) -> None:
    entries, changed = produced(fc.case(tmp_path), out)
    assert (entries, changed) == ({}, [])
    assert (tmp_path / "bundle-1" / "cover.pdf").is_file()


def test_a_check_gives_no_number(folder) -> None:
    fc.check(folder)
    session = build.as_user(folder, "omar")
    contents = checking.collected(session, build.production())
    assert [one.number for one in contents.numbers.new] == [1, 2, 3, 4]
    assert schedules.numbers(session.case) == ()
    opening.close(session)

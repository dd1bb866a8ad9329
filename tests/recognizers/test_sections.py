"""A very long text is read in sections: nothing is lost or told twice at a cut, and little of it is held."""

import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers import detect_many
from evidence_review.recognizers.reading import compact_hits, sections
from evidence_review.recognizers.reading.hits import Hit


@given(st.text(alphabet="ab \n\ud800é", max_size=400), st.integers(20, 60))
@settings(max_examples=80, deadline=None)
def test_every_place_is_in_the_zone_of_one_section(text: str, longest: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sections, "LONGEST", longest)
        found = sections.sections(text)
    zones = [place for section in found for place in range(section.first, section.last)]
    assert zones == list(range(len(text)))
    assert all(section.start <= section.first <= section.last <= section.end for section in found)


def test_a_hit_belongs_to_the_section_it_begins_in_and_finds_its_way_there_and_back() -> None:
    section = sections.Section(100, 300, 150, 250)
    hit = Hit(60, 70, "PERSON", Tier.LIKELY, "context", "a name")
    assert [(own.start, own.end) for own in section.own([hit, hit.moved(10, 20), hit.moved(150, 155)])] == [
        (160, 170)
    ]
    assert section.inside(section.own([hit])) == [hit]


@pytest.mark.parametrize("gap", [" ", "\n", "  ", "é "])
def test_names_and_numbers_at_every_cut_are_found_once(gap: str) -> None:
    part = f"tell Kieran Moss on 07700 900123 that the van is by the gate{gap}"
    text = part * (250_000 // len(part))
    found = detect_many([text])[0]
    assert [f.start for f in found] == sorted({f.start for f in found})
    assert sum(text[f.start : f.end] == "Kieran Moss" for f in found) == text.count("Kieran Moss")
    assert sum(text[f.start : f.end] == "07700 900123" for f in found) == text.count("07700 900123")


def test_what_is_found_in_one_section_is_found_in_all_and_in_the_thread() -> None:
    long = (
        "This is Zygmunta Vell speaking. "
        + "the van is by the gate and it rained " * 4_000
        + "then vell left"
    )
    found = detect_many([long, "vell knows"], threads=["a", "a"])
    assert [long[f.start : f.end] for f in found[0] if f.kind == "PERSON"][-1] == "vell"
    assert any(f.kind == "PERSON" and f.start == 0 and f.end == 4 for f in found[1])


@pytest.mark.soak  # three quarters of a minute by itself; what it finds is held by the tests above and below
def test_a_long_line_is_held_in_little_memory() -> None:
    line = "the van is by the gate and it rained on the road all day long " * 16_000
    detect_many(["warm Kieran Moss"])
    tracemalloc.start()
    detect_many([line])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 60_000_000


def test_held_hits_come_back_as_they_were_in_parts_that_stand_apart() -> None:
    zones = [sections.Section(0, 110, 0, 100), sections.Section(90, 200, 100, 200)]
    hit = Hit(95, 130, "PERSON", Tier.LIKELY, "context", "a name")
    first = [hit, hit.moved(10, 20), hit.moved(40, 50)]
    second = [
        hit.moved(125, 140),
        Hit(180, 190, "AGE", Tier.CERTAIN, "shape", "an age", person="p1", special=True),
    ]
    store = compact_hits.Held(zones)
    store.add(1, second)
    store.add(0, first)
    assert list(store) == [*first, *second]
    assert [[(one.start, one.end) for one in part] for part in store.stretches()] == [
        [(10, 20), (40, 50)],
        [(95, 130), (125, 140)],
        [(180, 190)],
    ]
    assert store.inside(zones[1]) == [one.moved(one.start - 90, one.end - 90) for one in (hit, *second)]

"""Old PowerPoint presentations: slides, notes, comments, links; the newest state; damage; encryption."""

import random

import ppt_samples as made
import pytest

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Declared, Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.choosing import choose, read


def values(tmp_path, data, name="talk.ppt"):
    path = tmp_path / name
    path.write_bytes(data)
    found = list(read(path, ReadOptions()))
    items, problems = (
        [each for each in found if isinstance(each, Item)],
        [each for each in found if isinstance(each, Problem)],
    )
    assert [each for each in found if isinstance(each, Tally)] == [
        Tally(len(items) + sum(each.records for each in problems))
    ]
    return items, problems, {each.what: each.count for each in found if isinstance(each, Declared)}


def test_each_slide_is_an_item_with_its_notes_and_comments(tmp_path):
    items, problems, declared = values(tmp_path, made.ppt())
    assert [item.text for item in items] == [
        (
            "Allotment – plan\nBring the key\nłopata\n[comment by Ann Example, 2004-06-05T10:00:00] "
            "Which shed?\n[notes]\nSay hello"
        ),
        "Second slide",
    ]
    assert [item.locator for item in items] == ["slide 1", "slide 2"]
    assert ("link", "https://example.org/plan") in items[0].extra
    assert ("hidden slide", "yes") in items[1].extra
    assert not any(name == "hidden slide" for name, _ in items[0].extra)
    assert (problems, declared) == ([], {"slides": 2})


@pytest.mark.parametrize("instance", [2, 3])
def test_the_name_and_the_own_words_of_a_design_are_kept_and_its_empty_places_are_not(tmp_path, instance):
    items, problems, _ = values(tmp_path, made.ppt(design=instance))
    said = [pair for pair in items[0].extra if "design" in pair[0]]
    assert said == [("design", "Plain Design"), ("words of the design", "Allotment Society, private")]
    assert not any("design" in name for name, _ in items[1].extra)
    assert problems == []


def test_a_design_that_is_lost_is_told(tmp_path):
    whole = made.ppt()
    at = whole.index("Plain Design".encode("utf-16-le"))
    start = whole.rindex(b"\xf8\x03", 0, at) - 2
    items, problems, _ = values(tmp_path, whole[:start] + bytes(8) + whole[start + 8 :])
    assert len(items) == 2
    assert [each.locator for each in problems] == ["designs"]


def test_words_of_an_earlier_state_are_not_taken_for_those_of_the_slide(tmp_path):
    older = made.slide(made.shape(made.plain("What it said before")))
    items, _, _ = values(tmp_path, made.ppt(older=older))
    assert len(items) == 2
    assert all("before" not in item.text for item in items)


def test_a_slide_that_is_listed_again_and_again_is_read_once_and_told_as_lost(tmp_path):
    items, problems, declared = values(tmp_path, made.ppt(twice=500))
    assert [item.locator for item in items] == ["slide 1", "slide 2"]
    assert {problem.kind for problem in problems} == {ProblemKind.NOT_READ}
    assert (len(problems), declared) == (500, {"slides": 502})


def test_where_the_order_of_slides_is_lost_the_words_are_taken_as_they_lie(tmp_path):
    items, problems, _ = values(tmp_path, made.ppt(edits=False))
    assert "Bring the key" in items[0].text
    assert "Second slide" in items[0].text
    assert [problem.kind for problem in problems] == [ProblemKind.PARTLY_READ]


def test_an_encrypted_presentation_is_refused(tmp_path):
    with pytest.raises(UnreadableExport, match="encrypted"):
        values(tmp_path, made.ppt(locked=True))


def test_it_is_known_by_its_streams_not_its_name(tmp_path):
    path = tmp_path / "note.txt"
    path.write_bytes(made.ppt())
    assert choose(path).name == "Old PowerPoint presentation"


def test_damage_is_told_and_never_raises(tmp_path):
    chance, whole = random.Random(3), made.ppt()
    for _ in range(120):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 8, 60))):
            data[chance.randrange(512, len(data))] = chance.randrange(256)
        del data[chance.choice((len(data), chance.randrange(600, len(data)))) :]
        try:
            items, problems, _ = values(tmp_path, bytes(data))
        except UnreadableExport:
            continue
        assert items or problems

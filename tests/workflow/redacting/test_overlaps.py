"""A mark on an item that meets the disclosure test goes to the prosecutor first (reference/law.md I4)."""

import pytest

from evidence_review.domain.errors import OutputProblem, RuleBroken
from evidence_review.domain.kinds import DisclosureCode, MarkRuling, RedactionType, Tag
from evidence_review.domain.progress import finish
from evidence_review.store import redactions
from evidence_review.workflow.auditing import auditing
from evidence_review.workflow.case import opening
from evidence_review.workflow.producing import checking
from evidence_review.workflow.redacting import approving, comparing, overlapping, redacting
from evidence_review.workflow.reviewing import tagging
from tests import build
from tests.workflow.samples import personal_case as pc

WHY = "the name takes nothing from what the message says of the taxi"


@pytest.fixture
def folder(tmp_path):
    return pc.case(tmp_path)


def marked(folder, *tags):
    """Messages 2 and 5 relevant, the name in message 2 marked, and tags set on it; the two items."""
    rita = build.as_user(folder, "rita")
    items = pc.decide(rita, 2, 5)
    at = pc.text(rita, items[0]).index("Priya Nair")
    redacting.mark(rita, 1, items[0], at, at + 10, "PERSON", RedactionType.NAMED_INDIVIDUAL)
    at = pc.text(rita, items[0]).index("07700 900123")
    redacting.mark(rita, 1, items[0], at, at + 12, "PHONE_NUMBER", RedactionType.PHONE_NUMBER)
    if tags:
        tagging.tag(rita, 1, items[0], tags)
    opening.close(rita)
    return items


@pytest.mark.parametrize("tag", [Tag.AWAY, Tag.UNDERMINES_OR_ASSISTS])
def test_I4_a_mark_on_a_tagged_item_blocks_approval_until_the_prosecutor_decides(folder, tag) -> None:
    item, other = marked(folder, tag)
    paul = build.as_user(folder, "paul")
    (found,) = overlapping.overlaps(paul)
    assert (found.item, len(found.marks)) == (item, 2)
    assert "line 1" in found.grounds[0]
    assert [one.overlap is not None for one in approving.waiting(paul)] == [True, False]
    with pytest.raises(RuleBroken, match=f"Item {item} meets the disclosure test and has 2 marks"):
        approving.approve(paul, (item, other), attested=True)
    overlapping.decide_overlap(paul, item, MarkRuling.REDACT, WHY)
    assert overlapping.overlaps(paul) == ()
    assert approving.approve(paul, (item, other), attested=True).items == (item, other)
    opening.close(paul)


@pytest.mark.parametrize("tags", [(), (Tag.TOWARDS,), (Tag.SUPPORTS,)])
def test_I4_other_marks_do_not_wait_for_the_prosecutor(folder, tags) -> None:
    items = marked(folder, *tags)
    paul = build.as_user(folder, "paul")
    assert overlapping.overlaps(paul) == ()
    approving.waiting(paul)
    approving.endorse(paul, items[0], build.ACCUSED, DisclosureCode.NOT_DISCLOSABLE, "it shows nothing")
    assert overlapping.overlaps(paul) == ()
    assert approving.approve(paul, tuple(items), attested=True).items == tuple(items)
    opening.close(paul)


def test_I4_an_endorsement_after_approval_stops_the_export(folder, tmp_path) -> None:
    items = marked(folder)
    pc.sign_all(folder)
    paul = build.as_user(folder, "paul")
    approving.waiting(paul)
    approving.approve(paul, tuple(items), attested=True)
    for item in items:
        approving.endorse(paul, item, build.ACCUSED, DisclosureCode.DISCLOSE, "it assists the accused")
    opening.close(paul)
    with pytest.raises(OutputProblem, match=f"Item {items[0]} meets the disclosure test"):
        pc.produce(folder, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    paul = build.as_user(folder, "paul")
    check = finish(checking.check_export(paul, build.production()))
    assert check.inventory
    assert len(check.inventory.obstacles) == 1
    assert [one.item for one in check.overlaps] == [items[0]]
    assert not check.is_ready
    overlapping.decide_overlap(paul, items[0], MarkRuling.REDACT, WHY)
    opening.close(paul)
    assert pc.produce(folder, tmp_path / "out").items == 2  # the marks are as they were approved
    index = (tmp_path / "out" / "schedule" / "redactions.csv").read_text("utf-8-sig")
    assert index.count("a prosecutor decided that it is taken out") == 2
    assert WHY not in index


def test_I4_words_that_the_prosecutor_keeps_are_visible_and_the_mark_is_taken_back(folder) -> None:
    item, _ = marked(folder, Tag.AWAY)
    paul = build.as_user(folder, "paul")
    approving.waiting(paul)
    name, number = redactions.standing(paul.case, item)
    overlapping.decide_overlap(paul, item, MarkRuling.KEEP, "who came is what assists him", [name.id])
    assert redactions.standing(paul.case, item) == (number,)
    assert redactions.is_kept(paul.case, item, name.start, name.end)
    assert [one.id for one in overlapping.overlaps(paul)[0].marks] == [number.id]
    opening.close(paul)
    rita = build.as_user(folder, "rita")
    preview = comparing.preview(rita, item)
    assert not any("not marked" in one for one in preview.warnings)
    assert (
        redacting.mark_suggested(rita, 1, item, attested=True) == ()
    )  # the number is marked, the name was kept by the prosecutor
    assert redactions.standing(rita.case, item) == (number,)
    opening.close(rita)


def test_I8_what_a_reviewer_kept_on_purpose_is_not_taken_up_again_and_the_rest_is(folder) -> None:
    rita = build.as_user(folder, "rita")
    (item,) = pc.decide(rita, 2)
    at = pc.text(rita, item).index("Priya Nair")
    redacting.keep(rita, 1, item, at, at + 5, "who came is needed to follow the issue")
    made = redacting.mark_suggested(rita, 1, item, attested=True)
    assert made
    assert not any(one.start < at + 10 and at < one.end for one in made)
    opening.close(rita)


def test_I4_the_decision_is_the_prosecutors_with_a_reason_after_a_look(folder) -> None:
    item, other = marked(folder, Tag.AWAY)
    rita = build.as_user(folder, "rita")
    with pytest.raises(RuleBroken, match="prosecutor"):
        overlapping.decide_overlap(rita, item, MarkRuling.REDACT, WHY)
    opening.close(rita)
    paul = build.as_user(folder, "paul")
    with pytest.raises(RuleBroken, match="Look at this item"):
        overlapping.decide_overlap(paul, item, MarkRuling.REDACT, WHY)
    comparing.preview(paul, item)
    with pytest.raises(RuleBroken, match="Say why"):
        overlapping.decide_overlap(paul, item, MarkRuling.REDACT, "  ")
    with pytest.raises(RuleBroken, match="No such mark"):
        overlapping.decide_overlap(paul, other, MarkRuling.REDACT, WHY)
    with pytest.raises(RuleBroken, match="No such mark"):
        overlapping.decide_overlap(paul, item, MarkRuling.REDACT, WHY, ["0" * 32])
    overlapping.decide_overlap(paul, item, MarkRuling.REDACT, WHY)
    row = next(one for one in reversed(auditing.events(paul)) if one.action == "decide overlap")
    assert (row.user, row.object) == ("paul", f"item:{item}")
    assert "said REDACT" in row.detail
    assert not auditing.verify_case(paul).status
    opening.close(paul)


def test_I4_a_ground_that_comes_later_opens_the_mark_again_and_one_that_goes_does_not(folder) -> None:
    item, _ = marked(folder, Tag.AWAY, Tag.UNDERMINES_OR_ASSISTS)
    paul = build.as_user(folder, "paul")
    comparing.preview(paul, item)
    overlapping.decide_overlap(paul, item, MarkRuling.REDACT, WHY)
    opening.close(paul)
    rita = build.as_user(folder, "rita")
    tagging.tag(rita, 1, item, [Tag.AWAY], on=False)
    assert overlapping.overlaps(rita) == ()
    opening.close(rita)
    paul = build.as_user(folder, "paul")
    approving.endorse(paul, item, build.ACCUSED, DisclosureCode.INSPECT, "it assists him")
    assert [one.item for one in overlapping.overlaps(paul)] == [item]
    approving.endorse(
        paul, item, build.ACCUSED, DisclosureCode.CLEARLY_NOT_DISCLOSABLE, "on another look it does not"
    )
    assert overlapping.overlaps(paul) == ()
    opening.close(paul)

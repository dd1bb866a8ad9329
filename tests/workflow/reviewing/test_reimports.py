"""The same material imported again under another hash: what becomes of holds, decisions, figures and what is
handed over (reference/law.md B4, C2, G2, O1)."""

import pytest

from evidence_review.domain.errors import OutputProblem, RuleBroken
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import Relevance
from evidence_review.domain.progress import finish
from evidence_review.workflow.auditing import account_of_looking
from evidence_review.workflow.case import opening
from evidence_review.workflow.finding import flagging
from evidence_review.workflow.importing import importing
from evidence_review.workflow.producing import producing
from evidence_review.workflow.reviewing import holding, reviewing
from tests import build

CHAT = "WhatsApp Chat with Callum Marsh.txt"
TAXI, PAID = map(ItemId, (4, 6))


def again(folder, tmp_path, ref: str = "DP/1", owner: str = "Dana P", name: str = CHAT) -> None:
    """The chat once more with one message after it, so another file by its hash; screened, searched and
    ranked."""
    changed = tmp_path / f"again {ref.replace('/', '')}"
    changed.mkdir()
    (changed / name).write_text(build.CHAT + "13/05/2025, 10:00 - Dana P: one more\n", "utf-8")
    session = build.as_user(folder, "omar")
    finish(
        importing.import_path(
            session, changed, build.exhibit(ref), ReadOptions(zone="Europe/London", owner=owner)
        )
    )
    opening.close(session)
    session = build.as_user(folder, "rita")
    finish(flagging.flag(session))
    opening.close(session)


def repeats_of(session, item: ItemId) -> list[ItemId]:
    rows = session.case.all(
        (
            "SELECT id FROM items WHERE id <> :item AND text = (SELECT text FROM items WHERE id = "
            ":item) ORDER BY id"
        ),
        {"item": item},
    )
    return [ItemId(row[0]) for row in rows]


def test_G2_what_is_held_stays_held_in_the_same_exhibit_imported_again(tmp_path) -> None:
    folder = build.flagged_case(tmp_path)
    session = build.as_user(folder, "rita")
    holding.hold(session, 1, TAXI)
    opening.close(session)
    again(folder, tmp_path)
    session = build.as_user(folder, "rita")
    (copy,) = repeats_of(session, TAXI)
    with pytest.raises(RuleBroken):
        reviewing.open_item(session, 1, copy)
    assert copy not in {row.item for row in reviewing.queue(session, 1)}
    opening.close(session)
    counsel = build.as_user(folder, "lena")
    assert "repeats" in {item: trigger for item, _, trigger in holding.held(counsel)}[copy]
    holding.release(counsel, copy, "RELEASED")
    opening.close(counsel)
    session = build.as_user(folder, "rita")
    finish(flagging.flag(session))
    assert "taxi" in reviewing.open_item(session, 1, copy).text, (
        "what counsel released stays open though its original is held"
    )
    opening.close(session)


def test_G3_a_hold_reaches_what_repeats_the_item_in_the_same_exhibit_and_no_copy_from_elsewhere(
    tmp_path,
) -> None:
    folder = build.flagged_case(tmp_path)
    build.approve(folder, build.another(build.line(2), people=(), all_people=True))
    again(folder, tmp_path)
    again(folder, tmp_path, "CM/1", "Callum Marsh", "WhatsApp Chat with Dana P.txt")
    session = build.as_user(folder, "rita")
    same, elsewhere = repeats_of(session, TAXI)
    assert {same, TAXI} <= set(holding.hold(session, 1, TAXI))
    with pytest.raises(RuleBroken):
        reviewing.open_item(session, 1, same)
    assert "taxi" in reviewing.open_item(session, 2, elsewhere).text
    opening.close(session)


def test_G2_the_same_words_from_another_phone_cannot_be_handed_over_while_they_are_held(tmp_path) -> None:
    folder = build.flagged_case(tmp_path)
    session = build.as_user(folder, "rita")
    holding.hold(session, 1, TAXI)
    opening.close(session)
    build.approve(folder, build.another(build.line(2), people=(), all_people=True))
    again(folder, tmp_path, "CM/1", "Callum Marsh", "WhatsApp Chat with Dana P.txt")
    session = build.as_user(folder, "rita")
    (copy,) = repeats_of(session, TAXI)
    reviewing.decide(session, 2, copy, Relevance.RELEVANT)
    opening.close(session)
    build.disclose_all(folder)
    officer = build.as_user(folder, "omar")
    with pytest.raises(OutputProblem, match=f"Item {copy} is a copy of item {TAXI}, which is held"):
        finish(producing.produce(officer, tmp_path / "out", build.production()))
    assert not (tmp_path / "out").exists()
    opening.close(officer)


def test_B4_decisions_stay_with_what_was_decided_and_every_copy_counts_for_itself(tmp_path) -> None:
    folder = build.flagged_case(tmp_path)
    session = build.as_user(folder, "rita")
    reviewing.decide(session, 1, TAXI, Relevance.RELEVANT)
    reviewing.decide(session, 1, PAID, Relevance.NOT_RELEVANT_TO_LINE)
    before = [count for _, count in account_of_looking.proportionality(session).whole.stages()]
    opening.close(session)
    again(folder, tmp_path)
    session = build.as_user(folder, "rita")
    after = [count for _, count in account_of_looking.proportionality(session).whole.stages()]
    assert [new - old for new, old in zip(after, before, strict=True)] == [8, 6, 6, 0, 0, 0]
    decided = {row.item: row.decision for row in reviewing.queue(session, 1)}
    assert (decided[TAXI], decided[PAID]) == (Relevance.RELEVANT, Relevance.NOT_RELEVANT_TO_LINE)
    assert not any(decided[copy] for item in (TAXI, PAID) for copy in repeats_of(session, item)), (
        "no decision goes to a copy by itself"
    )
    opening.close(session)

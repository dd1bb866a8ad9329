"""Safeguards attacked where lines overlap, phones repeat each other, scope narrows and clocks differ
(reference/law.md C2, G2, G3; reference/relevance.md 3.6)."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from evidence_review.domain.decisions import Quarantine
from evidence_review.domain.errors import OutputProblem, RuleBroken
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp, HoldKind, Relevance
from evidence_review.domain.progress import finish
from evidence_review.store import copies, decisions
from evidence_review.workflow.auditing import account_of_looking
from evidence_review.workflow.case import opening
from evidence_review.workflow.finding import flagging
from evidence_review.workflow.importing import importing
from evidence_review.workflow.producing import checking, producing
from evidence_review.workflow.redacting import redacting
from evidence_review.workflow.reviewing import holding, reviewing
from tests import build

TAXI, ITS_COPY, MUM, PAID, LETTER = map(ItemId, (4, 13, 8, 6, 7))


@pytest.fixture
def folder(tmp_path):
    """Two phones with the same conversation, 9 and 7 items; line 1 covers six items of the first, line 2 both
    evenings of everybody on both."""
    folder = build.flagged_case(tmp_path)
    chats = tmp_path / "other"
    chats.mkdir()
    (chats / "WhatsApp Chat with Dana P.txt").write_text(build.CHAT, "utf-8")
    session = build.as_user(folder, "omar")
    finish(
        importing.import_path(
            session, chats, build.exhibit("CM/1"), ReadOptions(zone="Europe/London", owner="Callum Marsh")
        )
    )
    opening.close(session)
    build.approve(folder, build.another(build.line(2), people=(), all_people=True))
    session = build.as_user(folder, "rita")
    finish(flagging.flag(session))
    opening.close(session)
    return folder


def test_C2_the_ledger_is_the_hand_count_where_lines_overlap_phones_repeat_and_scope_was_narrowed(
    folder,
) -> None:
    session = build.as_user(folder, "rita")
    for number, item, value in (
        (1, TAXI, Relevance.RELEVANT),
        (1, PAID, None),
        (2, ITS_COPY, Relevance.RELEVANT),
        (2, MUM, Relevance.NOT_RELEVANT_TO_LINE),
    ):
        reviewing.open_item(session, number, item)
        if value:
            reviewing.decide(session, number, item, value)
    opening.close(session)
    build.look_outside(folder, LETTER, "the defence named this message")
    session = build.as_user(folder, "rita")
    told = account_of_looking.proportionality(session)
    assert [count for _, count in told.whole.stages()] == [16, 14, 14, 4, 2, 0]
    assert [(one.line, one.seen, one.relevant, one.disclosed) for one in told.beyond] == [(1, 1, 0, 0)]
    opening.close(session)
    build.approve(folder, build.another(build.line(), date_from=date(2025, 3, 9)))
    session = build.as_user(folder, "rita")
    told = account_of_looking.proportionality(session)
    rows: dict[tuple[int, str], list[int]] = {}
    for row in (*told.rows, *told.sources):  # each chat is a source
        before = rows.get((row.line, row.exhibit), [0] * 6)
        rows[row.line, row.exhibit] = [
            one + count for one, (_, count) in zip(before, row.stages(), strict=True)
        ]
    assert rows == {
        (1, "DP/1"): [9, 2, 2, 1, 0, 0],  # what was sent on the 8th is out, the taxi with it
        (1, "CM/1"): [7, 0, 0, 0, 0, 0],
        (2, "DP/1"): [9, 8, 8, 1, 0, 0],
        (2, "CM/1"): [7, 6, 6, 1, 1, 0],
        (0, "DP/1"): [
            9,
            8,
            8,
            2,
            0,
            0,
        ],  # line 2 covers the taxi, but it was opened and decided for line 1 alone
        (0, "CM/1"): [7, 6, 6, 1, 1, 0],
    }
    assert [count for _, count in told.whole.stages()] == [16, 14, 14, 3, 1, 0]
    (beyond,) = told.beyond
    assert (beyond.line, beyond.seen, beyond.relevant, beyond.disclosed) == (1, 2, 1, 0), (
        "narrowing hides nothing that was looked at"
    )
    assert "seen by a person: 2; decided relevant: 1; disclosed: 0" in beyond.sentence()
    holding.hold(session, 2, ITS_COPY)
    assert [count for _, count in account_of_looking.proportionality(session).whole.stages()] == [
        16,
        14,
        14,
        3,
        1,
        0,
    ]
    opening.close(session)


def test_C2_disclosed_is_what_the_bundle_carried_by_line_and_source_and_narrowing_does_not_take_it_back(
    folder, tmp_path
) -> None:
    session = build.as_user(folder, "rita")
    for number, item in ((1, TAXI), (1, PAID), (2, TAXI), (2, ITS_COPY)):
        reviewing.decide(session, number, item, Relevance.RELEVANT, "about the taxi")
    for number, item in redacting.relevant(session):
        redacting.mark_suggested(session, number, item, attested=True)
    opening.close(session)
    build.disclose_all(folder)
    officer = build.as_user(folder, "omar")
    assert account_of_looking.proportionality(officer).whole.disclosed == 0, (
        "nothing is disclosed before a bundle is written"
    )
    for recipient in ("the defence", "counsel for the defence"):  # handed over twice, counted once
        assert (
            finish(producing.produce(officer, tmp_path / recipient, build.production(recipient))).items == 3
        )
    told = account_of_looking.proportionality(officer)
    disclosed: Counter[tuple[int, str]] = Counter()
    for row in told.rows:
        disclosed[row.line, row.exhibit] += row.disclosed
    assert disclosed == {(1, "DP/1"): 2, (1, "CM/1"): 0, (2, "DP/1"): 1, (2, "CM/1"): 1}
    assert (told.whole.relevant, told.whole.disclosed) == (3, 3)
    opening.close(officer)
    build.approve(folder, build.another(build.line(), date_from=date(2025, 3, 9)))
    officer = build.as_user(folder, "omar")
    told = account_of_looking.proportionality(officer)
    assert sum(row.disclosed for row in told.rows if row.line == 1) == 1
    assert [(one.line, one.disclosed) for one in told.beyond] == [(1, 1)], (
        "what was handed over stays told where no line covers it now"
    )
    opening.close(officer)


def test_G3_a_hold_through_one_line_closes_the_item_on_every_line_and_its_copy_cannot_be_handed_over(
    folder,
) -> None:
    session = build.as_user(folder, "rita")
    reviewing.decide(session, 1, TAXI, Relevance.RELEVANT)
    reviewing.decide(session, 2, TAXI, Relevance.RELEVANT)
    assert copies.beside_held(session.case) == {}
    holding.hold(session, 2, ITS_COPY)
    assert copies.beside_held(session.case)[TAXI] == ITS_COPY
    with pytest.raises(RuleBroken):
        reviewing.open_item(session, 2, ITS_COPY)
    holding.hold(session, 1, PAID)
    assert not {row.item for number in (1, 2) for row in reviewing.queue(session, number)} & {PAID, ITS_COPY}
    opening.close(session)
    counsel = build.as_user(folder, "lena")
    holding.release(counsel, TAXI, "RELEASED")  # the hold on what was paid closed its neighbours too
    opening.close(counsel)
    build.code_all(folder)
    officer = build.as_user(folder, "omar")
    beside = f"Item {TAXI} is a copy of item {ITS_COPY}, which is held"
    with pytest.raises(OutputProblem, match=beside):
        finish(producing.produce(officer, folder.parent / "out", build.production()))
    told = finish(checking.check_export(officer, build.production())).inventory.obstacles
    assert sum(one.sentence.startswith(beside) for one in told) == 1
    opening.close(officer)
    counsel = build.as_user(folder, "lena")
    holding.release(counsel, ITS_COPY, "RELEASED")
    opening.close(counsel)
    officer = build.as_user(folder, "omar")
    check = finish(checking.check_export(officer, build.production()))
    assert check.waiting == 1
    assert not any("held" in one.sentence for one in check.inventory.obstacles)
    opening.close(officer)


@pytest.mark.parametrize(
    "behind",
    [timedelta(0), timedelta(hours=1)],
    ids=["in the second of the release", "by a clock that runs behind"],
)
def test_G3_a_hold_after_a_release_holds_whatever_the_clock_says_and_a_release_after_it_releases(
    tmp_path, behind
) -> None:
    session = build.as_user(build.flagged_case(tmp_path), "rita")

    def held() -> bool:
        return bool(session.case.count("SELECT count(*) FROM held_items WHERE item_id = 4"))

    def hold(at: datetime) -> None:
        with session.case.change(session.signer, AuditOp.ALTER, "hold", about="item:4") as change:
            decisions.add_hold(
                change, Quarantine(TAXI, HoldKind.LPP, "marked by a person", session.user.id, at)
            )

    def release(outcome: str) -> None:
        with session.case.change(
            session.signer, AuditOp.ALTER, "counsel's outcome", about="item:4"
        ) as change:
            decisions.add_release(change, TAXI, outcome, session.user.id)

    hold(datetime.now(UTC).replace(tzinfo=None) + behind)  # this clock was right, or ahead of the other
    release("RELEASED")
    assert not held()
    hold(datetime.now(UTC).replace(tzinfo=None) - behind)
    assert held()
    release("UPHELD")
    assert held()
    release("RELEASED")
    assert not held()
    opening.close(session)

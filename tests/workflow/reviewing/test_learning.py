"""Decisions teach a line its order: stored with what it was made of, repeatable, apart from other lines, and
never a decision itself."""

import math
import shutil
from dataclasses import replace
from datetime import datetime

import pytest

from evidence_review.domain.decisions import Quarantine
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.kinds import AuditOp, Band, HoldKind, LineState, Relevance
from evidence_review.domain.progress import finish
from evidence_review.store import decisions, finding, suggestions
from evidence_review.store import learning as store
from evidence_review.trust import verify
from evidence_review.workflow.auditing import auditing
from evidence_review.workflow.case import opening
from evidence_review.workflow.enquiring import enquiring
from evidence_review.workflow.finding import flagging, learn_order
from evidence_review.workflow.reviewing import reviewing
from tests import build


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    tmp = tmp_path_factory.mktemp("learning")
    folder = build.new_case(tmp / "case")
    build.import_chats(folder, build.write_chats(tmp / "chats"))
    line = build.line()
    build.approve(folder, line)
    build.approve(folder, replace(line, number=2, title="Another line"))
    session = build.as_user(folder, "rita")
    finish(flagging.flag(session))
    opening.close(session)
    return folder


@pytest.fixture
def case(made, tmp_path):
    folder = shutil.copytree(made, tmp_path / "case")
    session = build.as_user(folder, "rita")
    yield folder, session
    opening.close(session)


def numbers(session):
    return [one.line.number for one in enquiring.list_lines(session) if one.line.state is LineState.APPROVED]


def line_id(session, number):
    return next(
        one.line.id
        for one in enquiring.list_lines(session)
        if one.line.number == number and one.line.state is LineState.APPROVED
    )


def decided(session, number, how):
    """Decide on items of the queue in order of time."""
    for row, value in zip(reviewing.queue(session, number), how, strict=False):
        reviewing.open_item(session, number, row.item)
        reviewing.decide(session, number, row.item, value)


HOW = [Relevance.RELEVANT, Relevance.NOT_RELEVANT_TO_LINE, Relevance.UNSURE, Relevance.NOT_RELEVANT_TO_LINE]


def test_nothing_decided_leaves_the_first_order(case) -> None:
    _, session = case
    number = numbers(session)[0]
    before = finding.ranks(session.case, line_id(session, number))
    report = finish(learn_order.learn(session, number))
    assert (report.decided, report.relevant) == (0, 0)
    assert finding.ranks(session.case, line_id(session, number)) == before


def test_a_learned_order_covers_the_pool_keeps_every_hit_and_says_what_it_was_made_of(case) -> None:
    _, session = case
    number = numbers(session)[0]
    line = line_id(session, number)
    before, flags = finding.ranks(session.case, line), store.flags(session.case, line)
    decided(session, number, HOW)
    report = finish(learn_order.learn(session, number))
    assert (report.decided, report.relevant) == (3, 1)  # UNSURE is no label
    assert auditing.verify_case(session).status == verify.INTACT  # learning leaves a hash of what it wrote
    assert set(finding.ranks(session.case, line)) == set(before)
    after = store.flags(session.case, line)
    assert {item for item, one in after.items() if one.band is Band.MUST_REVIEW} == {
        i for i, one in flags.items() if one.band is Band.MUST_REVIEW
    }
    for one in after.values():
        assert math.fsum(reason.weight for reason in one.reasons) == pytest.approx(one.score, abs=1e-9)
        assert one.engine.name == "learned order"
    for item, one in flags.items():
        hits = [reason for reason in one.reasons if reason.kind == "term" and not reason.weight]
        assert (
            hits == [reason for reason in after[item].reasons if reason.kind == "term"] or item not in after
        )
    (kept,) = store.orders(session.case, line)
    assert kept.decided == 3
    assert kept.pool_digest == suggestions.rankings(session.case)[line][1]
    assert kept.order_digest == suggestions.rankings(session.case)[line][2]


def test_the_same_decisions_give_the_same_order_and_another_line_changes_nothing(case) -> None:
    _, session = case
    one, other = numbers(session)
    decided(session, one, HOW)
    finish(learn_order.learn(session, one))
    order, flags = (
        finding.ranks(session.case, line_id(session, one)),
        store.flags(session.case, line_id(session, one)),
    )
    decided(session, other, [Relevance.NOT_RELEVANT_TO_LINE, Relevance.RELEVANT, Relevance.RELEVANT])
    finish(learn_order.learn(session, other))
    assert finding.ranks(session.case, line_id(session, one)) == order
    assert store.flags(session.case, line_id(session, one)) == flags
    finish(learn_order.learn(session, one))
    first, second = store.orders(session.case, line_id(session, one))
    assert first == second
    assert store.flags(session.case, line_id(session, one)) == flags


def test_an_undone_decision_is_no_label_and_a_changed_one_is_the_latest(case) -> None:
    _, session = case
    number = numbers(session)[0]
    line = line_id(session, number)
    first, second = [row.item for row in reviewing.queue(session, number)][:2]
    for item in (first, second):
        reviewing.open_item(session, number, item)
    made = reviewing.decide(session, number, first, Relevance.RELEVANT)
    reviewing.decide(session, number, second, Relevance.RELEVANT)
    reviewing.undo(session, made.id)
    reviewing.decide(session, number, second, Relevance.NOT_RELEVANT_TO_LINE)
    assert store.labels(session.case, line) == {second: False}


def test_what_is_held_leaves_the_order_and_what_is_new_must_be_searched_first(case, tmp_path) -> None:
    folder, session = case
    number = numbers(session)[0]
    decided(session, number, HOW)
    held = reviewing.queue(session, number)[-1].item
    with session.case.change(session.signer, AuditOp.ALTER, "hold", about=f"item:{held}") as change:
        decisions.add_hold(
            change,
            Quarantine(held, HoldKind.LPP, "marked by a person", session.user.id, datetime(2026, 1, 1)),
        )
    finish(learn_order.learn(session, number))
    assert held not in finding.ranks(session.case, line_id(session, number))
    opening.close(session)
    again = build.write_chats(tmp_path / "more")
    for file in again.rglob("*.txt"):
        file.write_text(file.read_text("utf-8") + "08/03/2025, 23:59 - Callum Marsh: one more\n", "utf-8")
    build.import_chats(folder, again)
    session = build.as_user(folder, "rita")
    finish(flagging._screen(session, [status.line for status in enquiring.list_lines(session)]))
    with pytest.raises(RuleBroken, match="Run the search again"):
        finish(learn_order.learn(session, number))
    opening.close(session)

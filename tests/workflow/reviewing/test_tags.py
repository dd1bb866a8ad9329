"""Which way an item points is said by a person, in rows that are only added; each tag has an order, counts
and a statement of its own (reference/relevance.md 3.5)."""

import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction

import pytest

from evidence_review.domain.errors import CaseProblem, ReviewError, RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp, Band, HoldKind, Points, Relevance, Tag
from evidence_review.domain.progress import finish
from evidence_review.domain.samples import SampleState
from evidence_review.store import finding, tags
from evidence_review.store import learning as store
from evidence_review.workflow.auditing import auditing
from evidence_review.workflow.case import opening
from evidence_review.workflow.enquiring import enquiring
from evidence_review.workflow.finding import flagging, learn_order
from evidence_review.workflow.reviewing import holding, reviewing, tagging
from evidence_review.workflow.sampling import pricing, sample_reading, sampling
from tests import build
from tests.workflow.samples import sampled

AWAY = "Somebody says thank you, or that it was lovely."


@pytest.fixture
def folder(tmp_path):
    folder = build.new_case(tmp_path / "case")
    build.import_chats(folder, build.write_chats(tmp_path / "chats"))
    build.approve(folder, replace(build.line(), points_away=AWAY))
    with sampled.user(folder, "rita") as session:
        finish(flagging.flag(session))
    return folder


def line_id(session, number=1):
    return enquiring.approved_line(session, number).id


def items_of(session, number=1):
    return [row.item for row in reviewing.queue(session, number)]


def relevant(session, item, *said, number=1):
    reviewing.decide(session, number, item, Relevance.RELEVANT)
    return tagging.tag(session, number, item, said)


def test_a_tag_stands_beside_a_relevant_decision_and_a_change_of_mind_is_a_new_row(folder) -> None:
    with sampled.user(folder, "rita") as session:
        item = items_of(session)[0]
        with pytest.raises(RuleBroken, match="Decide first"):
            tagging.tag(session, 1, item, [Tag.AWAY])
        assert relevant(session, item, Tag.AWAY, Tag.TOWARDS) == (Tag.TOWARDS, Tag.AWAY)
        assert tagging.tag(session, 1, item, [Tag.TOWARDS], on=False) == (Tag.AWAY,)
        assert tagging.tag(session, 1, item, [Tag.AWAY]) == (Tag.AWAY,)  # it stands already: no row
        assert [(act.tag, act.is_set) for act in tagging.tag_history(session, item)] == [
            (Tag.TOWARDS, True),
            (Tag.AWAY, True),
            (Tag.TOWARDS, False),
        ]
        assert reviewing.open_item(session, 1, item).tags == (Tag.AWAY,)
        assert next(row.tags for row in reviewing.queue(session, 1)) == (Tag.AWAY,)


def test_every_setting_is_in_the_log_with_its_row_and_rows_are_never_changed(folder) -> None:
    with sampled.user(folder, "rita") as session:
        item = items_of(session)[0]
        relevant(session, item, Tag.AWAY)
        entry = next(event for event in auditing.events(session) if event.action == "set tags")
        assert entry.object == f"item:{item}"
        assert "AWAY" in entry.detail
        before = (
            session.case.count("SELECT count(*) FROM tag_acts"),
            session.case.count("SELECT count(*) FROM audit"),
        )
        with (
            pytest.raises(CaseProblem, match="never changed"),
            session.case.change(session.signer, AuditOp.ALTER, "tamper") as change,
        ):
            change.run("UPDATE tag_acts SET is_set = 0")
        with (
            pytest.raises(ZeroDivisionError),
            session.case.change(session.signer, AuditOp.ALTER, "set tags", about="x") as change,
        ):
            tags.add(
                change,
                tagging.TagAct(item, line_id(session), Tag.SUPPORTS, True, session.user.id, reviewing.now()),
            )
            raise ZeroDivisionError
        assert before == (
            session.case.count("SELECT count(*) FROM tag_acts"),
            session.case.count("SELECT count(*) FROM audit"),
        )


def test_only_who_decides_may_say_which_way_an_item_points_and_only_through_the_gate(folder) -> None:
    with sampled.user(folder, "rita") as session:
        first, second = items_of(session)[:2]
        relevant(session, first)
        relevant(session, second)
        outside = session.case.one("SELECT id FROM items WHERE id NOT IN (SELECT item_id FROM in_scope)")[0]
        with pytest.raises(RuleBroken, match="outside this line"):
            tagging.tag(session, 1, ItemId(outside), [Tag.AWAY])
        holding.hold(session, 1, second, HoldKind.LPP)
        with pytest.raises(RuleBroken, match="held"):
            tagging.tag(session, 1, second, [Tag.AWAY])
    with sampled.user(folder, "paul") as session, pytest.raises(RuleBroken, match="may not do this"):
        tagging.tag(session, 1, first, [Tag.AWAY])


def test_a_tag_rests_while_its_item_is_not_relevant_and_is_no_decision(folder) -> None:
    with sampled.user(folder, "rita") as session:
        item = items_of(session)[0]
        relevant(session, item, Tag.AWAY)
        reviewing.decide(session, 1, item, Relevance.NOT_RELEVANT_TO_LINE)
        assert reviewing.open_item(session, 1, item).tags == ()
        assert tagging.balance(session)[0].count(Tag.AWAY) == 0
        reviewing.decide(session, 1, item, Relevance.RELEVANT)
        assert tagging.balance(session)[0].count(Tag.AWAY) == 1
        assert [one.value for one in reviewing.history(session, item)] == [
            "RELEVANT",
            "NOT_RELEVANT_TO_LINE",
            "RELEVANT",
        ]


def test_AWAY_is_seekable_before_anything_is_decided_from_the_approved_text(folder) -> None:
    with sampled.user(folder, "rita") as session:
        own = [row.item for row in reviewing.queue(session, 1, "rank")]
        away = [row.item for row in reviewing.queue(session, 1, "rank", tag=Tag.AWAY)]
        assert set(away) == set(own) == set(items_of(session))  # everything in scope is in every view
        assert own != away
        first = reviewing.open_item(session, 1, away[0], Tag.AWAY)
        assert "thank" in first.text or "lovely" in first.text
        assert (first.rank, first.pool) == (1, len(own))
        assert any("thank" in reason.words or "lovely" in reason.words for reason in first.reasons)
        (kept,) = tags.orders(session.case, line_id(session), Tag.AWAY)
        assert kept.decided == 0
        assert kept.engine.model_hash
        must = {
            item
            for item, flag in store.flags(session.case, line_id(session)).items()
            if flag.band is Band.MUST_REVIEW
        }
        assert must <= {
            item
            for item, flag in tags.flags(session.case, line_id(session), Tag.AWAY).items()
            if flag.band is Band.MUST_REVIEW
        }


def test_a_line_without_that_text_begins_from_its_own_order(tmp_path) -> None:
    with sampled.user(build.flagged_case(tmp_path), "rita") as session:
        assert not tagging.balance(session)[0].says_away
        assert [r.item for r in reviewing.queue(session, 1, "rank", tag=Tag.AWAY)] == [
            r.item for r in reviewing.queue(session, 1, "rank")
        ]


def test_a_tag_is_learned_from_what_was_judged_for_its_pair_and_limbs_apart_from_direction(folder) -> None:
    with sampled.user(folder, "rita") as session:
        one, two, three, four, five = items_of(session)[:5]
        relevant(session, one, Tag.AWAY)
        relevant(session, two, Tag.TOWARDS, Tag.SUPPORTS)
        relevant(session, three)  # nobody judged its direction
        reviewing.decide(session, 1, four, Relevance.NOT_RELEVANT_TO_LINE)
        reviewing.decide(session, 1, five, Relevance.UNSURE)
        line = line_id(session)
        assert tags.labels(session.case, line, Tag.AWAY) == {one: True, two: False, four: False}
        assert tags.labels(session.case, line, Tag.TOWARDS) == {one: False, two: True, four: False}
        assert tags.labels(session.case, line, Tag.SUPPORTS) == {two: True, four: False}
        assert tags.labels(session.case, line, Tag.UNDERMINES_OR_ASSISTS) == {two: False, four: False}
        assert store.labels(session.case, line) == {one: True, two: True, three: True, four: False}
        tagging.tag(session, 1, one, [Tag.AWAY], on=False)
        assert tags.labels(session.case, line, Tag.AWAY)[one] is False


def test_learning_a_tag_changes_its_own_order_alone(folder) -> None:
    with sampled.user(folder, "rita") as session:
        line = line_id(session)
        one, two, three = items_of(session)[:3]
        relevant(session, one, Tag.AWAY)
        relevant(session, two, Tag.TOWARDS)
        reviewing.decide(session, 1, three, Relevance.NOT_RELEVANT_TO_LINE)
        own = dump(session, "ranks", "flags", "rankings", "learned_orders", "first_scores")
        before = tags.ranks(session.case, line, Tag.AWAY)
        report = finish(learn_order.learn(session, 1, tag=Tag.AWAY))
        assert (report.decided, report.relevant, report.tag) == (3, 1, Tag.AWAY)
        assert dump(session, "ranks", "flags", "rankings", "learned_orders", "first_scores") == own
        assert tags.ranks(session.case, line, Tag.AWAY) != before
        away = dump(session, "tag_ranks", "tag_flags")
        finish(learn_order.learn(session, 1))
        finish(learn_order.learn(session, 1))
        assert dump(session, "tag_ranks", "tag_flags") == away
        seeds = {
            order.seed.split("\u2016")[3]
            for order in tags.orders(session.case, line, Tag.AWAY)
            if order.decided
        }
        assert seeds == {"AWAY"}


def dump(session, *tables, line=None):
    """Every byte of some tables, but for the times and running numbers of rows."""
    out = []
    for table in tables:
        columns = [
            row[1]
            for row in session.case.all(f"SELECT * FROM pragma_table_info('{table}')")
            if row[1] not in {"at", "id"}
        ]
        where = "WHERE line_id = :line" if line else ""
        rows = session.case.all(
            f"SELECT {', '.join(columns)} FROM {table} {where} ORDER BY {', '.join(columns)}",
            {"line": line} if line else {},
        )
        out.append((table, repr(rows)))
    return out


OF_A_LINE = (
    "ranks",
    "flags",
    "rankings",
    "learned_orders",
    "first_scores",
    "tag_ranks",
    "tag_flags",
    "tag_first_scores",
    "tag_orders",
    "term_counts",
    "term_hits",
)


def test_adding_deciding_tagging_and_closing_another_line_changes_no_byte_of_this_one(folder) -> None:
    """reference/relevance.md 3.6: order, reasons and labels of line 1 while line 2 comes, is worked on, and
    goes."""
    with sampled.user(folder, "rita") as session:
        one, two, three = items_of(session)[:3]
        relevant(session, one, Tag.AWAY, Tag.SUPPORTS)
        relevant(session, two, Tag.TOWARDS)
        reviewing.decide(session, 1, three, Relevance.NOT_RELEVANT_TO_LINE)
        for tag in (None, Tag.AWAY):
            finish(learn_order.learn(session, 1, tag=tag))
        line = line_id(session)
        kept, labels = dump(session, *OF_A_LINE, line=line), store.labels(session.case, line)
        reasons = [
            repr(reviewing.open_item(session, 1, item, tag).reasons)
            for item in items_of(session)
            for tag in (None, Tag.AWAY)
        ]
    other = replace(
        build.line(2),
        title="Another matter",
        question="Who said ok?",
        terms=(),
        points=Points.AWAY,
        points_away="A thank you.",
    )
    build.approve(folder, other)
    with sampled.user(folder, "rita") as session:
        assert dump(session, *OF_A_LINE, line=line) == kept
        finish(flagging._index(session))
        for item in items_of(session, 2)[:4]:
            reviewing.decide(
                session, 2, item, Relevance.NOT_RELEVANT_TO_LINE if item == one else Relevance.RELEVANT
            )
        tagging.tag(session, 2, items_of(session, 2)[1], [Tag.AWAY, Tag.TOWARDS])
        assert store.labels(session.case, line) == labels  # a decision on one line is no label on another
        assert tags.labels(session.case, line, Tag.AWAY) == {one: True, two: False, three: False}
        assert reviewing.open_item(session, 1, one).decision.value is Relevance.RELEVANT
        assert dump(session, *OF_A_LINE, line=line) == kept
        for tag in (None, Tag.AWAY):
            finish(learn_order.learn(session, 1, tag=tag))
        after = dump(session, *OF_A_LINE, line=line)
        same = [name for name in OF_A_LINE if name not in {"learned_orders", "tag_orders"}]
        assert [part for part in after if part[0] in same] == [part for part in kept if part[0] in same]
        for table, _ in kept:
            if table not in same:  # learned once more from the same: one more row, the same digest
                assert (
                    len({repr(row) for row in orders_of(session, line, table)})
                    == len(orders_of(session, line, table)) - 1
                )
    narrower = replace(other, scope=replace(other.scope, date_to=other.scope.date_from), version=2)
    build.approve(folder, narrower)
    with sampled.user(folder, "rita") as session:
        again = dump(session, *OF_A_LINE, line=line)
        assert again == after
        assert reasons == [
            repr(reviewing.open_item(session, 1, item, tag).reasons)
            for item in items_of(session)
            for tag in (None, Tag.AWAY)
        ]


def orders_of(session, line, table):
    made = (
        store.orders(session.case, line)
        if table == "learned_orders"
        else tags.orders(session.case, line, Tag.AWAY)
    )
    return list(made)


FRESH = """
import sys, json
from pathlib import Path
from evidence_review.domain.kinds import Tag
from evidence_review.domain.progress import finish
from evidence_review.workflow.finding import learn_order
from evidence_review.workflow.reviewing import reviewing
from tests import build
session = build.as_user(Path(sys.argv[1]), "rita")
out = []
for tag in (None, Tag.AWAY, Tag.SUPPORTS):
    finish(learn_order.learn(session, 1, tag=tag))
    rows = reviewing.queue(session, 1, "rank", tag=tag)
    out.append([[row.item, row.rank, row.band] for row in rows])
    out += [repr(reviewing.open_item(session, 1, row.item, tag).reasons) for row in rows]
sys.stdout.write(json.dumps(out))
"""


def test_D6_two_fresh_processes_give_the_same_bytes(folder) -> None:
    with sampled.user(folder, "rita") as session:
        one, two, three = items_of(session)[:3]
        relevant(session, one, Tag.AWAY, Tag.SUPPORTS)
        relevant(session, two, Tag.TOWARDS)
        reviewing.decide(session, 1, three, Relevance.NOT_RELEVANT_TO_LINE)
    said = []
    for seed in ("1", "2"):
        made = subprocess.run(
            [sys.executable, "-c", FRESH, str(folder)],
            capture_output=True,
            check=True,
            env={**__import__("os").environ, "PYTHONHASHSEED": seed},
        )
        said.append(made.stdout)
    assert len(json.loads(said[0])) > 10
    assert hashlib.sha256(said[0]).digest() == hashlib.sha256(said[1]).digest()


def test_C6_found_towards_and_away_stand_side_by_side(folder) -> None:
    with sampled.user(folder, "rita") as session:
        one, two, three, four = items_of(session)[:4]
        relevant(session, one, Tag.AWAY)
        relevant(session, two, Tag.TOWARDS, Tag.AWAY, Tag.UNDERMINES_OR_ASSISTS)
        relevant(session, three, Tag.SUPPORTS)
        reviewing.decide(session, 1, four, Relevance.NOT_RELEVANT_TO_LINE)
        (told,) = tagging.balance(session)
        assert (told.count(Tag.TOWARDS), told.count(Tag.AWAY), told.both, told.unsaid, told.relevant) == (
            1,
            2,
            1,
            1,
            3,
        )
        assert (told.count(Tag.SUPPORTS), told.count(Tag.UNDERMINES_OR_ASSISTS)) == (1, 1)
        (line,) = [one for one in enquiring.list_lines(session) if one.line.number == 1]
        assert dict(line.tags)[Tag.AWAY] == 2
        assert [row.item for row in reviewing.queue(session, 1, only="tagged", tag=Tag.AWAY)] == [one, two]
        assert [row.item for row in reviewing.queue(session, 1, only="tagged")] == [one, two, three]


@pytest.mark.parametrize("points", ["", 'points = "SIDEWAYS"\n'])
def test_C6_a_line_must_say_which_way_it_points(tmp_path, points: str) -> None:
    file = tmp_path / "lines.toml"
    file.write_text('[[line]]\nnumber = 1\ntitle = "Travel"\n' + points, "utf-8")
    with pytest.raises(ReviewError, match="points"):
        enquiring.lines_from_toml(file)


def test_a_word_that_is_masked_in_the_text_is_not_quoted_in_a_reason(folder) -> None:
    with sampled.user(folder, "rita") as session:
        for at, item in enumerate(items_of(session)):
            reviewing.decide(
                session, 1, item, Relevance.RELEVANT if at % 2 else Relevance.NOT_RELEVANT_TO_LINE
            )
        finish(learn_order.learn(session, 1))
        shown = [reviewing.open_item(session, 1, item) for item in items_of(session)]
        named = [view for view in shown if any(mark.sort == "name" for mark in view.marks)]
        assert named
        assert all("priya" not in f"{view.text} {view.reasons}".lower() for view in shown)
        raw = [
            flag
            for flag in store.flags(session.case, line_id(session)).values()
            if "priya" in repr(flag.reasons)
        ]
        assert raw  # the learner did use it: it is the showing that masks it


def test_a_statement_on_what_points_away_is_about_that_alone(tmp_path) -> None:
    folder = sampled.sampled_case(tmp_path)
    sampled.decide_some(folder, 200)
    with sampled.user(folder, "rita") as session:
        found = [item for item, text in sampled.texts(session).items() if sampled.is_relevant(text)]
        decided = [item for item in found if reviewing.history(session, item)]
        for at, item in enumerate(decided):
            tagging.tag(session, 1, item, [Tag.AWAY if at % 2 == 0 else Tag.TOWARDS])
        prices = pricing.sample_prices(session, 1, tag=Tag.AWAY)
        assert (prices.found, prices.tag) == (len(decided) // 2, Tag.AWAY)
        assert pricing.sample_prices(session, 1).found == len(decided)
        made = sampling.propose_sample(
            session, 1, "what points away", target=Fraction(1, 2), sample=20, tag=Tag.AWAY
        )
        assert made.record["tag"] == "AWAY"
    with sampled.user(folder, "sian") as session:
        sampling.authorise_sample(session, made.plan.id)
        sampling.draw_sample(session, made.plan.id)
    with sampled.user(folder, "rita") as session:
        while (one := sample_reading.next_sampled(session, made.plan.id)) is not None:
            bears = sampled.is_relevant(one.view.text)
            with pytest.raises(RuleBroken, match="Leave the tags out"):
                sample_reading.read_sampled(
                    session, made.plan.id, one.view.id, Relevance.UNSURE, tagged=[Tag.AWAY]
                )
            value, said = (
                (Relevance.RELEVANT, [Tag.TOWARDS]) if bears else (Relevance.NOT_RELEVANT_TO_LINE, [])
            )
            sample_reading.read_sampled(session, made.plan.id, one.view.id, value, tagged=said)
        stated = sampling.state_sample(session, made.plan.id)
        assert stated.hits == 0  # what bears on the line but points towards is no hit of this plan
        assert "none pointed away" in stated.result.sentence
        assert "recall of what points away" in stated.result.sentence
        assert sampling.list_samples(session)[0].state is SampleState.STATED
        again = sampling.propose_sample(session, 1, "all that bears on it", target=Fraction(1, 2), sample=5)
        assert again.plan.look == 1  # looks are counted for each tag
        tagging.tag(session, 1, decided[1], [Tag.AWAY])
        (was, _) = sampling.list_samples(session)
        assert was.state is SampleState.VOID
        assert "changed since" in was.void


def test_relevant_items_of_which_nobody_said_the_direction_are_told_beside_the_statement(tmp_path) -> None:
    folder = sampled.sampled_case(tmp_path)
    sampled.decide_some(folder, 236)
    with sampled.user(folder, "rita") as session:
        made = sampling.propose_sample(
            session, 1, "what points away", target=Fraction(1, 2), sample=4, tag=Tag.AWAY
        )
    with sampled.user(folder, "sian") as session:
        sampling.authorise_sample(session, made.plan.id)
        sampling.draw_sample(session, made.plan.id)
    sampled.read_all(folder, made.plan.id)
    with sampled.user(folder, "rita") as session:
        stated = sampling.state_sample(session, made.plan.id)
        assert any(
            "nobody said whether it points away or points towards" in row for row in stated.result.rows
        )
        assert stated.result.sentence.startswith("Recall of what points away cannot be certified")


def test_a_second_reading_is_of_the_decision_and_never_of_a_tag(tmp_path) -> None:
    folder = sampled.sampled_case(tmp_path)
    sampled.decide_some(folder, 40)
    with sampled.user(folder, "rita") as session, pytest.raises(RuleBroken, match="not a tag"):
        sampling.propose_sample(session, 1, "again", kind=sampling.SampleKind.SECOND, sample=3, tag=Tag.AWAY)


def test_a_line_of_an_earlier_version_is_not_learned_from_until_it_is_searched(folder) -> None:
    with sampled.user(folder, "rita") as session:
        relevant(session, items_of(session)[0], Tag.AWAY)
    build.approve(
        folder, replace(build.line(), points_away="another text", change_reason="it says more than before")
    )
    with sampled.user(folder, "rita") as session:
        with pytest.raises(RuleBroken, match="Run the search again"):
            finish(learn_order.learn(session, 1, tag=Tag.AWAY))
        before = finding.ranks(session.case, line_id(session))
        assert before
        finish(flagging.flag(session))
        finish(learn_order.learn(session, 1, tag=Tag.AWAY))
        opening.summary(session)

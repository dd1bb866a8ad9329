"""Samples of what is unread: registered, authorised by another person, drawn by a seed nobody chose, read to
the end, stated, voided."""

import dataclasses
import json
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

import pytest

from evidence_review.domain.errors import CaseProblem, RuleBroken
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import AuditOp, Relevance
from evidence_review.domain.progress import finish
from evidence_review.domain.samples import SampleKind, SampleState, plan_from
from evidence_review.store import audit
from evidence_review.trust import draws, verify
from evidence_review.workflow.auditing import auditing
from evidence_review.workflow.importing import importing
from evidence_review.workflow.reviewing import reviewing
from evidence_review.workflow.sampling.pricing import sample_prices, second_queue, try_sample, verify_sample
from evidence_review.workflow.sampling.sample_reading import around_sampled, next_sampled, read_sampled
from evidence_review.workflow.sampling.sampling import (
    authorise_sample,
    draw_sample,
    list_samples,
    propose_sample,
    refuse_sample,
    state_sample,
)
from tests import build
from tests.workflow.samples.sampled import MANY, decide_some, read_all, sampled_case, talk, texts, user

WHY = "to bound what was missed"
NINE = Fraction(9, 10)


def drawn(folder: Path, **wanted):
    """A plan proposed by rita, authorised by sian, drawn by rita."""
    with user(folder, "rita") as session:
        plan = propose_sample(session, 1, WHY, **wanted).plan.id
    with user(folder, "sian") as session:
        authorise_sample(session, plan)
    with user(folder, "rita") as session:
        return draw_sample(session, plan)


@pytest.fixture
def found(tmp_path) -> Path:
    """All but four of the 60 relevant items found, none of the others read."""
    folder = sampled_case(tmp_path)
    decide_some(folder, 56, only_relevant=True)
    return folder


def test_O1_a_plan_is_registered_with_all_it_needs_and_its_price(found) -> None:
    with user(found, "rita") as session:
        made = propose_sample(session, 1, WHY, target=NINE)
        plan = made.plan
        assert (plan.pool.size, plan.pool.read, plan.pool.found, plan.pool.left) == (240, 56, 56, 184)
        assert plan.alpha == Fraction(1, 40)
        assert dict(plan.foretold)["0 hits"].startswith("recall ≥ .9")
        assert plan_from(json.loads(json.dumps(plan.body()))) == plan
        with pytest.raises(RuleBroken, match="why this sample"):
            propose_sample(session, 1, "  ", target=NINE)
        with pytest.raises(RuleBroken, match="only 184 unread"):
            propose_sample(session, 1, WHY, kind=SampleKind.ELUSION, sample=185)


def test_J1_the_proposer_of_a_sample_cannot_authorise_it(found) -> None:
    with user(found, "sian") as session:
        plan = propose_sample(session, 1, WHY, target=NINE).plan.id
        with pytest.raises(RuleBroken, match="cannot authorise it"):
            authorise_sample(session, plan)
        with pytest.raises(RuleBroken, match="after another person has authorised"):
            draw_sample(session, plan)
    with user(found, "omar") as session:
        assert authorise_sample(session, plan).state is SampleState.AUTHORISED
        with pytest.raises(RuleBroken, match="Only a proposed plan"):
            authorise_sample(session, plan)


def test_a_plan_can_be_refused_with_a_reason(found) -> None:
    with user(found, "rita") as session:
        plan = propose_sample(session, 1, WHY, target=NINE).plan.id
    with user(found, "sian") as session:
        with pytest.raises(RuleBroken, match="Say why"):
            refuse_sample(session, plan, " ")
        assert refuse_sample(session, plan, "narrow the line first").state is SampleState.REFUSED


def test_O1_the_same_seed_draws_the_same_items_and_anyone_can_redo_it(found, tmp_path) -> None:
    made = drawn(found, target=NINE)
    out = tmp_path / "record.json"
    with user(found, "abel") as session:
        assert verify_sample(session, made.plan.id, out) == ()
        logged = {entry.action: entry for entry in (json_of(line) for line in audit.lines(session.case))}
    assert logged["authorise sample"].hash == made.draw.head
    alone = subprocess.run(
        [sys.executable, "-I", draws.__file__, str(out)], capture_output=True, text=True, check=False
    )
    assert (alone.returncode, alone.stdout) == (
        0,
        "The draw is as recorded: the seed follows from the log, the items from the seed.\n",
    )
    for spoil in ("seed", "items", "pool", "plan", "head"):
        record = json.loads(out.read_text())
        record[spoil] = {
            "seed": "0" * 64, "items": record["items"][::-1], "pool": [record["pool"][0][1:]], "plan": {**record["plan"], "sample": 1}, "head": "1" * 64,
        }[spoil]  # fmt: skip
        out2 = tmp_path / "spoilt.json"
        out2.write_text(json.dumps(record))
        assert (
            subprocess.run(
                [sys.executable, "-I", draws.__file__, str(out2)], capture_output=True, check=False
            ).returncode
            == 1
        ), spoil


@dataclasses.dataclass
class Logged:
    action: str
    hash: str
    object: str


def json_of(line: bytes) -> Logged:
    from evidence_review.domain.audit import entry_hash

    kept = json.loads(line)
    return Logged(kept["action"], entry_hash(line), kept["object"])


def test_the_seed_differs_where_the_log_differs(found) -> None:
    one = drawn(found, target=NINE)
    assert draws.seed_of(one.draw.head, one.digest) == one.draw.seed
    assert draws.seed_of("0" * 64, one.digest) != one.draw.seed
    assert draws.drawn(one.draw.seed, range(1000), 50) != draws.drawn("ab" * 32, range(1000), 50)


def test_O3_sampled_items_are_opened_one_by_one_bare_and_logged_as_sample(found) -> None:
    made = drawn(found, target=NINE)
    with user(found, "rita") as session:
        before = len(audit.lines(session.case))
        one = next_sampled(session, made.plan.id)
        assert one.view.id == made.draw.items[0]
        assert (one.place, one.of) == (1, made.size)
        assert (one.view.reasons, one.view.rank, one.view.band, one.view.decision, one.view.engine) == (
            (),
            None,
            None,
            None,
            "",
        )
        assert all(mark.sort in {"name", "special"} for mark in one.view.marks)
        last = json.loads(audit.lines(session.case)[-1])
        assert len(audit.lines(session.case)) == before + 1
        assert (last["op"], last["action"], last["detail"]["sample"]) == (
            str(AuditOp.CONSULT),
            "open sampled item",
            made.plan.id,
        )
        with pytest.raises(RuleBroken, match="one by one"):
            read_sampled(session, made.plan.id, made.draw.items[3], Relevance.RELEVANT)
        near = around_sampled(session, made.plan.id, one.view.id)
        assert len(near) > 1
        assert {(view.rank, view.reasons, view.decision) for view in near} == {(None, (), None)}
        with pytest.raises(RuleBroken, match="not read to its end"):
            state_sample(session, made.plan.id)


def test_O2_the_result_states_numbers_and_neither_pass_nor_fail(found) -> None:
    made = drawn(found, target=Fraction(8, 10))
    assert read_all(found, made.plan.id) == made.size
    with user(found, "rita") as session:
        stated = state_sample(session, made.plan.id, "the two hits go back to learning")
    result = stated.result
    assert result.hits == stated.hits
    assert f"Of 184 unread items in scope, {made.size} drawn at random were read and" in result.sentence
    assert "at 95 % confidence at most" in result.sentence
    assert "recall is therefore at least ." in result.sentence
    assert not {"pass", "fail", "complete", "irrelevant"} & set(
        result.sentence.lower().replace(".", " ").split()
    )
    truth = (56 + stated.hits) / 60
    assert float(result.recall_at_least) <= truth
    record = stated.record
    assert record["result"]["hits"] == stated.hits
    assert record["line"] == "L1"
    assert record["U"] == 184
    with user(found, "rita") as session, pytest.raises(RuleBroken, match="once"):
        state_sample(session, made.plan.id)


def test_few_found_say_that_recall_cannot_be_certified_in_the_agreed_words(tmp_path) -> None:
    folder = sampled_case(tmp_path)
    decide_some(folder, 12, only_relevant=True)
    with user(folder, "rita") as session:
        assert "will not be certified" in sample_prices(session, 1).few
    made = drawn(folder, target=NINE, sample=40)
    read_all(folder, made.plan.id, verdict=lambda _: False)
    with user(folder, "rita") as session:
        sentence = state_sample(session, made.plan.id).result.sentence
    assert sentence.startswith(
        (
            "Recall cannot be certified for this line: too few items were found. Of 228 unread items "
            "in scope, 40 drawn at random were read and none bore on it; at 95 % confidence at most "
        )
    )
    assert sentence.endswith("18 of the 188 still unread do (95.8 per 1,000).")


def test_looks_share_the_accepted_error_and_an_abandoned_plan_has_spent_its_part(found) -> None:
    first = drawn(found, target=Fraction(8, 10))
    with user(found, "rita") as session:
        assert sample_prices(session, 1).look == 2
        second = propose_sample(session, 1, WHY, target=Fraction(8, 10)).plan
        assert (first.plan.alpha, second.alpha) == (Fraction(1, 40), Fraction(1, 80))
        with pytest.raises(RuleBroken, match="5 %"):
            propose_sample(session, 1, WHY, target=Fraction(8, 10), single=True)


def test_after_a_single_look_nothing_is_left(found) -> None:
    assert drawn(found, target=Fraction(8, 10), single=True).plan.alpha == Fraction(1, 20)
    with user(found, "rita") as session:
        with pytest.raises(RuleBroken, match="spent"):
            propose_sample(session, 1, WHY, target=Fraction(8, 10))
        assert any("spent" in one for one in sample_prices(session, 1).waits)


def test_reading_on_after_the_plan_changes_its_price_so_it_is_proposed_again(found) -> None:
    with user(found, "rita") as session:
        plan = propose_sample(session, 1, WHY, target=NINE).plan.id
        item = next(item for item, text in texts(session).items() if "lift" not in text)
        reviewing.decide(session, 1, item, Relevance.NOT_RELEVANT_TO_LINE)
    with user(found, "sian") as session, pytest.raises(RuleBroken, match="has changed since"):
        authorise_sample(session, plan)


def state_of(folder: Path, plan: str) -> tuple[SampleState, str]:
    with user(folder, "abel") as session:
        one = next(one for one in list_samples(session) if one.plan.id == plan)
        return one.state, one.void


def test_a_changed_decision_voids_the_statement_and_the_log_says_so(found) -> None:
    made = drawn(found, target=Fraction(8, 10))
    read_all(found, made.plan.id)
    with user(found, "rita") as session:
        state_sample(session, made.plan.id)
    assert state_of(found, made.plan.id)[0] is SampleState.STATED
    with user(found, "rita") as session:
        unread = next(i for i, t in texts(session).items() if i not in made.draw.items and "lift" not in t)
        reviewing.decide(session, 1, unread, Relevance.NOT_RELEVANT_TO_LINE)
    assert state_of(found, made.plan.id)[0] is SampleState.STATED  # reading on changes no decision
    with user(found, "rita") as session:
        known = next(item for item, text in texts(session).items() if "lift" in text)
        reviewing.decide(session, 1, known, Relevance.NOT_RELEVANT_TO_LINE)
    assert state_of(found, made.plan.id) == (SampleState.VOID, "a decision was changed since")
    with user(found, "abel") as session:
        assert [row.action for row in auditing.events(session)].count("void sample") == 1
        list_samples(session)
        assert [row.action for row in auditing.events(session)].count("void sample") == 1
        data = b"".join(line + b"\n" for line in audit.lines(session.case))
        assert verify.check_log(data).status == verify.INTACT


@pytest.mark.parametrize(("many", "look"), [(8, 2), (MANY + 8, 1)])
def test_an_import_voids_and_starts_another_statement_where_most_of_the_pool_is_new(
    found, tmp_path, many, look
) -> None:
    made = drawn(found, target=Fraction(8, 10))
    time.sleep(1.1)  # when a plan was made is kept in whole seconds
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "WhatsApp Chat with Callum Marsh.txt").write_text(talk(many, 600), "utf-8")
    with user(found, "omar") as session:
        finish(
            importing.import_path(
                session,
                tmp_path / "more",
                build.exhibit("DP/2"),
                ReadOptions(zone="Europe/London", owner="Dana P"),
            )
        )
    assert state_of(found, made.plan.id) == (
        SampleState.VOID,
        "an import changed what is in scope of the line",
    )
    with user(found, "rita") as session:
        assert sample_prices(session, 1).look == look
        with pytest.raises(RuleBroken, match="no longer counts"):
            next_sampled(session, made.plan.id)


def test_a_new_version_of_the_line_voids(found) -> None:
    made = drawn(found, target=Fraction(8, 10))
    build.approve(found, build.another(build.line(), max_context=3))
    assert state_of(found, made.plan.id) == (SampleState.VOID, "line 1 has a newer approved version")


def test_E4_unsure_waits_for_another_person_before_and_in_a_sample(found) -> None:
    with user(found, "rita") as session:
        item = next(item for item, text in texts(session).items() if "lift" not in text)
        reviewing.decide(session, 1, item, Relevance.UNSURE)
        assert [(one.item, one.is_yours) for one in second_queue(session)] == [(item, False)]
        with pytest.raises(RuleBroken, match="unsure"):
            propose_sample(session, 1, WHY, target=NINE)
    with user(found, "omar") as session:
        assert [(one.item, one.by, one.is_yours) for one in second_queue(session)] == [(item, "rita", True)]
        reviewing.decide(session, 1, item, Relevance.NOT_RELEVANT_TO_LINE)
        assert second_queue(session) == ()
    made = drawn(found, target=Fraction(8, 10))
    with user(found, "rita") as session:
        one = next_sampled(session, made.plan.id)
        read_sampled(session, made.plan.id, one.view.id, Relevance.UNSURE)
        assert next_sampled(session, made.plan.id).place == 2
    read_all(found, made.plan.id)
    with user(found, "rita") as session, pytest.raises(RuleBroken, match="1 unsure"):
        state_sample(session, made.plan.id)
    assert read_all(found, made.plan.id, "omar") == 1
    with user(found, "rita") as session:
        assert state_sample(session, made.plan.id).state is SampleState.STATED


def test_a_second_reading_is_blind_by_another_and_overturned_decisions_leave_found(tmp_path) -> None:
    folder = sampled_case(tmp_path)
    decide_some(folder, 160)
    with user(folder, "rita") as session:  # one relevant message passed over, one other taken for relevant
        first, other = (
            next(i for i, t in texts(session).items() if ("lift" in t) is relevant)
            for relevant in (True, False)
        )
        reviewing.decide(session, 1, first, Relevance.NOT_RELEVANT_TO_LINE)
        reviewing.decide(session, 1, other, Relevance.RELEVANT)
    made = drawn(folder, kind=SampleKind.SECOND, sample=120, also=40)
    with user(folder, "rita") as session:
        assert next_sampled(session, made.plan.id) is None  # nobody reads again what she decided first
    with user(folder, "omar") as session:
        assert next_sampled(session, made.plan.id).view.decision is None
    assert read_all(folder, made.plan.id, "omar") == 160
    with user(folder, "rita") as session:
        stated = state_sample(session, made.plan.id)
        assert stated.result.hits == 1
        assert (
            "1 of 120 items decided as not relevant were found to bear on the line" in stated.result.sentence
        )
        assert "1 of 40 items decided as relevant were found not to" in stated.result.sentence
        prices = sample_prices(session, 1, second=made.plan.id)
        assert prices.found == 40
        assert [one.value for one in reviewing.history(session, other)] == [
            "NOT_RELEVANT_TO_LINE",
            "RELEVANT",
            "NOT_RELEVANT_TO_LINE",
        ]
    used = drawn(folder, target=Fraction(7, 10), second=made.plan.id)
    read_all(folder, used.plan.id)
    with user(folder, "rita") as session:
        result = state_sample(session, used.plan.id).result
        assert "This allows for a reader who passes over up to" in result.sentence
        assert any("second reading SP-0001" in row for row in result.rows)


def test_a_second_reading_is_refused_where_decisions_were_made_since(tmp_path) -> None:
    folder = sampled_case(tmp_path)
    decide_some(folder, 100)
    made = drawn(folder, kind=SampleKind.SECOND, sample=20, also=5)
    read_all(folder, made.plan.id, "omar")
    with user(folder, "rita") as session:
        state_sample(session, made.plan.id)
    decide_some(folder, 101)
    with user(folder, "rita") as session, pytest.raises(RuleBroken, match="since that second reading"):
        propose_sample(session, 1, WHY, target=NINE, second=made.plan.id)


def test_a_plan_tried_on_made_up_pools_says_how_often_it_is_right(found) -> None:
    with user(found, "rita") as session:
        tried = try_sample(session, 1, 90, runs=100)
        assert tried.held >= 95
        assert "made-up pools" in tried.sentence
        with pytest.raises(RuleBroken, match="between 1 and"):
            try_sample(session, 1, 500)


def test_nothing_of_a_plan_is_changed_or_deleted_later(found) -> None:
    made = drawn(found, target=NINE)
    with user(found, "rita") as session:
        for sql in (
            "UPDATE sample_plans SET body = '{}'",
            "DELETE FROM sample_items",
            "UPDATE sample_acts SET body = '{}'",
            "DELETE FROM sample_acts",
        ):
            with (
                pytest.raises(CaseProblem, match="never changed"),
                session.case.change(session.signer, AuditOp.ALTER, "tamper") as change,
            ):
                change.run(sql)
        assert verify_sample(session, made.plan.id) == ()


def test_N3_the_log_of_a_sample_holds_no_words_of_the_evidence(found) -> None:
    made = drawn(found, target=Fraction(8, 10))
    read_all(found, made.plan.id)
    with user(found, "rita") as session:
        state_sample(session, made.plan.id)
        whole = b"".join(audit.lines(session.case))
    for word in (b"lift", b"ok then", b"number", b"Callum"):
        assert word not in whole


def test_an_item_that_must_be_reviewed_comes_before_any_sample(tmp_path) -> None:
    folder = build.flagged_case(tmp_path)
    with user(folder, "rita") as session, pytest.raises(RuleBroken, match="must be reviewed"):
        propose_sample(session, 1, WHY, kind=SampleKind.ELUSION, sample=1)

"""The account of looking: scope changes, the ledger, terms that reconcile, figures, cautions
(reference/law.md C, D2, D3, Q3; reference/relevance.md 3.1, 6).
"""

from dataclasses import replace
from datetime import date

import pytest

from evidence_review.domain.audit import digest
from evidence_review.domain.enquiry import Term, cautions, missing_before_approval
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import Relevance, TermKind
from evidence_review.domain.progress import finish
from evidence_review.relevance import asked_texts, fts_query
from evidence_review.store import index, items
from evidence_review.workflow.auditing import account_of_looking
from evidence_review.workflow.case import opening
from evidence_review.workflow.enquiring import enquiring, forming
from evidence_review.workflow.finding import flagging, weighing
from evidence_review.workflow.redacting import approving
from evidence_review.workflow.reviewing import holding, reviewing
from tests import build

WHY = "Both now say that they wrote in May too."


@pytest.fixture
def folder(tmp_path):
    return build.flagged_case(tmp_path)


def flagged(folder, line):
    build.approve(folder, line)
    session = build.as_user(folder, "rita")
    finish(flagging.flag(session))
    return session


def logged(session, action: str) -> list[str]:
    return [
        bytes(row[0]).decode()
        for row in session.case.all("SELECT line FROM audit WHERE action = :a ORDER BY seq", {"a": action})
    ]


def test_a_wider_version_needs_its_reason_and_tells_what_it_opens(folder) -> None:
    wider = build.another(build.line(), date_to=date(2025, 5, 31))
    with pytest.raises(RuleBroken, match="opens 1 items"):
        build.approve(folder, wider)
    build.approve(folder, replace(wider, change_reason=WHY))
    session = build.as_user(folder, "omar")
    latest = enquiring.compare_scope(session, enquiring.approved_line(session, 1))
    assert (latest.version_before, latest.before, latest.after, latest.opened, latest.closed) == (
        1,
        6,
        7,
        1,
        0,
    )
    assert latest.parts == (("DP/1", "MESSAGE", 6, 7),)
    ids = [row[0] for row in session.case.all("SELECT item_id FROM in_scope WHERE line_id = 1 ORDER BY 1")]
    assert latest.digest == digest(ids)
    assert latest.digest in logged(session, "approve line")[-1]
    opening.close(session)


def test_D1_a_narrower_version_takes_its_words_out_of_the_index(folder) -> None:
    session = build.as_user(folder, "rita")
    query = index.Asked((fts_query("thank") or "",))
    assert len(index.find(session.case, session.case.one("SELECT id FROM lines")[0], query)) == 1
    opening.close(session)
    build.approve(folder, build.another(build.line(), date_to=date(2025, 3, 8)))
    session = build.as_user(folder, "rita")
    assert index.words(session.case, ["t"]) == ["taxi", "the"]
    for table in ("searchable", "detected", "findings", "flags", "ranks", "term_hits"):
        held = {row[0] for row in session.case.all(f"SELECT DISTINCT item_id FROM {table}")}
        assert held <= {row[0] for row in session.case.all("SELECT item_id FROM reviewable")}, table
    opening.close(session)


def test_D1_a_narrower_version_takes_the_vectors_of_its_texts_and_passages_and_those_alone(folder) -> None:
    def vectors(session) -> set[str]:
        return {row[0] for row in session.case.all("SELECT text_hash FROM vectors")}

    build.approve(folder, build.another(build.line(2)))
    session = build.as_user(folder, "rita")
    finish(flagging.flag(session))
    before = vectors(session)
    opening.close(session)
    build.approve(folder, build.another(build.line(2), max_context=3))
    session = build.as_user(folder, "rita")
    assert vectors(session) == before  # the same scope: nothing to forget
    opening.close(session)
    build.approve(folder, build.another(build.line(), date_to=date(2025, 3, 8)))
    session = build.as_user(folder, "rita")
    assert vectors(session) == before  # the second line still covers all of it
    opening.close(session)
    build.approve(folder, build.another(build.line(2), date_to=date(2025, 3, 8)))
    session = build.as_user(folder, "rita")
    assert vectors(session) < before
    covered = {
        row[0]
        for row in session.case.all("SELECT i.text_hash FROM reviewable g JOIN items i ON i.id = g.item_id")
    }
    asked = {items.text_hash(text) for line in (build.line(), build.line(2)) for text in asked_texts(line)}
    assert vectors(session) == covered | asked
    opening.close(session)


@pytest.mark.parametrize(
    "few", [index.FEW_THREADS, 0], ids=["conversations listed", "conversations looked up"]
)
def test_the_index_finds_through_the_same_gate_as_everything_else(folder, few, monkeypatch) -> None:
    monkeypatch.setattr(index, "FEW_THREADS", few)
    build.approve(folder, build.another(build.line(2), date_from=date(2025, 3, 9), date_to=date(2025, 3, 9)))
    session = build.as_user(folder, "rita")
    finish(flagging.flag(session))
    words = list(index.words(session.case, list("abcdefghijklmnopqrstuvwxyz0123456789")))
    assert len(words) > 15
    for line in (1, 2):
        gate = {
            row[0]
            for row in session.case.all("SELECT item_id FROM reviewable WHERE line_id = :l", {"l": line})
        }
        everything = index.Asked(tuple(f'"{word}"' for word in words))
        assert set(index.find(session.case, line, everything)) == gate
        assert index.count(session.case, line, everything) == len(gate)
        every = index.find(session.case, 1, everything)
        pages = (
            index.find(session.case, 1, everything, most=2),
            index.find(session.case, 1, everything, after=every[1], most=100),
        )
        assert len(every) > 2
        assert [one for page in pages for one in page] == every
    third = index.Asked(('"taxi"',), date(2025, 3, 9), date(2025, 3, 9))
    assert len(index.find(session.case, 1, third)) == 1
    assert index.find(session.case, 1, replace(third, senders=())) == []
    assert (index.count(session.case, 1, third), index.count(session.case, 1, index.Asked(()))) == (1, 0)
    opening.close(session)


def test_C2_the_ledger_counts_what_was_opened_unfolded_and_looked_at_outside(folder) -> None:
    session = build.as_user(folder, "rita")
    rows = reviewing.queue(session, 1)
    assert account_of_looking.proportionality(session).whole.seen == 0
    reviewing.open_item(session, 1, rows[0].item)
    reviewing.open_item(session, 1, rows[0].item)
    assert account_of_looking.proportionality(session).whole.seen == 1
    reviewing.unfold(session, 1, rows[0].item)
    outside = next(n for n in range(1, 10) if n not in {row.item for row in rows})
    opening.close(session)
    build.look_outside(folder, ItemId(outside), "the defence named this message")
    session = build.as_user(folder, "rita")
    reviewing.decide(session, 1, rows[1].item, Relevance.RELEVANT)
    told = account_of_looking.proportionality(session)
    first, other = told.rows
    assert [count for _, count in first.stages()] == [7, 6, 6, 6, 1, 0]
    assert [count for _, count in other.stages()] == [2, 0, 0, 0, 0, 0], (
        "what was opened outside scope is told apart"
    )
    assert [row.stages() for row in told.sources] == [row.stages() for row in told.rows]
    assert [count for _, count in told.whole.stages()] == [9, 6, 6, 6, 1, 0]
    assert {words: count for _, words, count in told.shown} == {
        "opened by itself": 1,
        "unfolded as context": 5,
        "opened outside scope, with a reason": 1,
    }
    assert [one.reason for one in told.widenings] == ["Both say so.", "the defence named this message"]
    opening.close(session)


def test_the_ledger_counts_reading_for_approval_once(folder) -> None:
    session = build.as_user(folder, "rita")
    item = reviewing.queue(session, 1)[0].item
    reviewing.decide(session, 1, item, Relevance.RELEVANT)
    opening.close(session)
    session = build.as_user(folder, "omar")
    approving.waiting(session)
    approving.waiting(session)
    assert session.case.all("SELECT item_id, how FROM openings") == [(item, "APPROVAL")]
    opening.close(session)


def test_D2_the_figures_of_each_term_add_up_and_every_rest_has_its_reason(folder) -> None:
    terms = (
        Term("taxi", TermKind.EXACT),
        Term("pay", TermKind.LEMMA),
        Term(r"07\d{3} ?\d{6}", TermKind.REGEX),
        Term("tell thank", TermKind.PHRASE, gap=2),
    )
    session = flagged(folder, replace(build.line(), terms=terms))
    rows = reviewing.queue(session, 1)
    by_text = {reviewing.open_item(session, 1, row.item).text.split()[0]: row.item for row in rows}
    reviewing.decide(session, 1, by_text["the"], Relevance.RELEVANT)
    reviewing.decide(session, 1, by_text["did"], Relevance.UNSURE)
    holding.hold(session, 1, by_text["yes."])
    report = account_of_looking.term_report(session, 1)
    assert {one.term: (one.hits, one.unique) for one in report.terms} == {
        "taxi": (2, 1),
        "pay": (1, 0),
        terms[2].text: (1, 1),
        "tell thank": (1, 1),
    }
    for one in report.terms:
        assert one.hits == one.reviewed + one.unsure + one.waiting + one.held + one.outside
        assert sum(count for _, count in one.why) == one.hits - one.reviewed + one.not_tried
    assert report.searched
    assert report.items_hit == 4
    opening.close(session)


def test_D3_what_no_search_can_find_stands_with_the_line(tmp_path) -> None:
    folder = build.new_case(tmp_path / "case")
    build.import_chats(folder, build.write_chats(tmp_path / "chats"))
    build.approve(folder, build.line())
    session = build.as_user(folder, "rita")
    report = account_of_looking.term_report(session, 1)
    assert not report.searched
    assert report.not_searchable == (("not yet screened for privilege, so not searched", 6),)
    opening.close(session)


def test_D9_every_form_is_listed_counted_and_can_be_switched_off_before_approval(folder) -> None:
    session = build.as_user(folder, "rita")
    wanted = replace(
        build.line(), terms=(Term("Lamplihter", TermKind.FUZZY), Term("pay", TermKind.LEMMA, off=("paid",)))
    )
    enquiring.propose_line(session, wanted)
    fuzzy, pay = forming.term_forms(session, 1)
    assert {form.form: form.hits for form in fuzzy.forms}["lamplighter"] == 1, (
        "the pool of the approved version is listed from, and counted"
    )
    assert {form.form: (form.is_on, form.hits) for form in pay.forms}["paid"] == (False, 0)
    assert {form.form: (form.is_on, form.hits) for form in pay.forms}["pay"] == (True, 1)
    opening.close(session)


def test_before_a_first_approval_no_word_of_the_phone_is_listed(tmp_path) -> None:
    folder = build.new_case(tmp_path / "case")
    build.import_chats(folder, build.write_chats(tmp_path / "chats"))
    session = build.as_user(folder, "rita")
    enquiring.propose_line(session, replace(build.line(), terms=(Term("Lamplihter", TermKind.FUZZY),)))
    (fuzzy,) = forming.term_forms(session, 1)
    assert "lamplighter" not in {form.form for form in fuzzy.forms}
    assert {form.hits for form in fuzzy.forms} == {None}
    opening.close(session)


def test_a_pattern_or_gap_that_cannot_be_used_is_refused_when_proposed(folder) -> None:
    session = build.as_user(folder, "rita")
    for term in (
        Term("(", TermKind.REGEX),
        Term("a b", TermKind.EXACT, gap=2),
        Term("a b", TermKind.PHRASE, gap=99),
    ):
        with pytest.raises(RuleBroken):
            enquiring.propose_line(session, replace(build.line(), terms=(term,)))
    opening.close(session)


def test_Q3_the_figures_tell_how_decisions_differ_from_suggestions(folder) -> None:
    session = flagged(folder, build.line())
    rows = reviewing.queue(session, 1)
    for row, value, seconds in zip(
        rows, [Relevance.RELEVANT, Relevance.NOT_RELEVANT_TO_LINE, Relevance.UNSURE], (1, 5, 9), strict=False
    ):
        reviewing.decide(session, 1, row.item, value, seconds=seconds)
    suggested = {row.item for row in rows if row.band}
    told = account_of_looking.decision_figures(session).whole
    assert (told.decided, told.unsure, told.timed, told.seconds_median, told.quick, told.bulk) == (
        3,
        1,
        3,
        5.0,
        1,
        0,
    )
    assert told.suggested_kept == (rows[0].item in suggested)
    differ = (rows[0].item not in suggested) + (rows[1].item in suggested)
    assert told.override_share == differ / 2
    assert account_of_looking.decision_figures(session).by_person[0].name == "rita"
    opening.close(session)


def test_C7_everything_opens_only_on_purpose_and_with_a_warning(tmp_path) -> None:
    scope = build.line().scope
    wide = replace(
        build.line(),
        scope=replace(scope, people=(), all_people=True, date_from=None, date_to=None, all_dates=True),
    )
    (caution,) = cautions(wide)
    assert "whole download" in caution.sentence()
    for narrower in (
        replace(wide.scope, threads=("Callum Marsh",)),
        replace(wide.scope, all_dates=False),
        replace(wide.scope, all_people=False),
    ):
        assert cautions(replace(wide, scope=narrower)) == ()
    assert missing_before_approval(wide) == (), "a warning is no refusal: the rationale has been given"
    folder = build.new_case(tmp_path / "case")
    build.approve(folder, wide)


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("Is she credible?", "credibility"),
        ("Did she sleep with other men?", "sexual history"),
        ("What was her sexual history before March?", "sexual history"),
        ("Did she delay in reporting it?", "earlier complaints or when it was reported"),
    ],
)
def test_a_question_about_belief_or_sexual_history_is_warned_of_and_needs_a_reason(
    tmp_path, question: str, subject: str
) -> None:
    line = replace(build.line(), question=question)
    (caution,) = cautions(line)
    assert caution.subject == subject
    assert ("section 41" in caution.note) == (subject == "sexual history")
    assert any("caution" in one for one in missing_before_approval(line))
    folder = build.new_case(tmp_path / "case")
    with pytest.raises(RuleBroken, match="caution"):
        build.approve(folder, line)
    build.approve(
        folder, replace(line, caution_reason="The defence statement puts this very message in issue.")
    )


def test_an_ordinary_question_is_not_warned_of() -> None:
    assert cautions(build.line()) == ()
    assert (
        cautions(
            replace(build.line(), question="Who belonged to the club, and did she relied on him to drive?")
        )
        == ()
    )


def test_the_heaviest_weights_are_for_those_who_answer_for_disclosure(folder) -> None:
    session = build.as_user(folder, "rita")
    with pytest.raises(RuleBroken, match="disclosure officer"):
        finish(weighing.heaviest_weights(session, 1))
    for at, row in enumerate(reviewing.queue(session, 1)):
        reviewing.decide(
            session, 1, row.item, Relevance.RELEVANT if at % 2 else Relevance.NOT_RELEVANT_TO_LINE
        )
    opening.close(session)
    session = build.as_user(folder, "paul")
    shown = finish(weighing.heaviest_weights(session, 1))
    weights = [abs(one.weight) for one in shown.heaviest]
    assert 0 < len(weights) <= 50
    assert weights == sorted(weights, reverse=True)
    assert all((one.way == "up") == (one.weight > 0) for one in shown.heaviest)
    assert {kind for kind, _ in shown.parts} >= {"words", "meaning", "sender"}
    assert "taxi" in {word for one in shown.heaviest for word in one.word.split()}
    assert not any(
        "priya" in one.word or "nair" in one.word for one in shown.heaviest
    )  # a third party's name
    assert any(one.word == weighing.MASKED for one in shown.heaviest)
    assert "taxi" not in logged(session, "show weights")[0]
    opening.close(session)

"""What the defence served makes issues and reviews; new material, a new line and a changed question reopen what
was decided, and nothing is kept in silence (reference/law.md M1, M2, M3)."""

import dataclasses
import json
from datetime import date

import pytest

from evidence_review.domain.disclosure import DefenceAnswer, DefenceSort, EntrySort, TriggerSort
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import DisclosureCode, Relevance
from evidence_review.domain.progress import finish
from evidence_review.relevance import rounds, vectors
from evidence_review.workflow.auditing import auditing
from evidence_review.workflow.deciding import defence_papers, entering_record, reviews_due
from evidence_review.workflow.finding import flagging, learn_order
from evidence_review.workflow.finding.suggesting import on_top
from evidence_review.workflow.importing import importing
from evidence_review.workflow.producing.inventory import inventory
from evidence_review.workflow.redacting import approving
from evidence_review.workflow.reviewing import reviewing
from tests import build
from tests.workflow.samples import four_chats as fc
from tests.workflow.samples.four_chats import acting

MORGAN, ROBIN = build.ACCUSED, fc.SECOND
SERVED = date(2026, 2, 3)
STATEMENT = "The accused denies having been in the taxi and says that the others walked home along the river."
CND, D = DisclosureCode.CLEARLY_NOT_DISCLOSABLE, DisclosureCode.DISCLOSE
LOOKED = "looked at again with the defence statement beside it"


@pytest.fixture
def folder(tmp_path):
    """Four relevant items: for the first accused one disclosed and three not, for the second one not."""
    made = fc.case(tmp_path)
    fc.decide(made, *fc.LAST)
    fc.code(made, {fc.LAST[0]: D, **dict.fromkeys(fc.LAST[1:], CND)})
    fc.code(made, {fc.LAST[1]: CND}, ROBIN)
    return made


def items(folder, *texts):
    return acting(folder, "omar", lambda omar: [fc.item(omar, text) for text in texts])


def serve(
    folder,
    sort=DefenceSort.DEFENCE_STATEMENT,
    accused=MORGAN,
    issues=(("Whether there was a taxi", (1,)),),
    asked=(),
):
    return acting(
        folder, "omar",
        lambda omar: defence_papers.serve_defence(omar, sort, accused, SERVED, STATEMENT, issues, asked),
    )  # fmt: skip


def due(folder, issue=0):
    found = acting(folder, "paul", lambda paul: reviews_due.reviews_due(paul, issue))
    return [(one.sort, one.item, one.line, bool(one.person)) for one in found]


def test_M1_a_defence_statement_makes_issues_and_requeues_by_issue_what_was_kept_from_its_accused(
    folder,
) -> None:
    assert due(folder) == []
    serve(folder)
    (issue,) = [
        one for one in acting(folder, "paul", entering_record.record_of_case) if one.sort is EntrySort.ISSUE
    ]
    assert (issue.number, issue.words, issue.document, issue.lines) == (
        1,
        "Whether there was a taxi",
        1,
        (1,),
    )
    kept_back = items(folder, *fc.LAST[1:])
    assert due(folder) == [(TriggerSort.DEFENCE_STATEMENT, item, 0, True) for item in kept_back]
    assert due(folder, issue=1) == due(folder)
    entry = lambda omar: entering_record.enter_in_record(omar, EntrySort.ISSUE, "Another matter", ROBIN)  # noqa: E731
    acting(folder, "omar", entry)
    assert due(folder, issue=2) == []  # nothing of the other accused is due


def test_M1_the_response_or_nil_is_recorded_with_its_date(folder) -> None:
    serve(folder)
    answered = acting(
        folder, "paul",
        lambda paul: defence_papers.answer_defence(
            paul, 1, DefenceAnswer.NOTHING_FURTHER, "nothing further to disclose", date(2026, 2, 17)
        ),
    )  # fmt: skip
    assert answered.answers == (
        (DefenceAnswer.NOTHING_FURTHER, "nothing further to disclose", date(2026, 2, 17)),
    )
    with pytest.raises(RuleBroken, match="before the document was served"):
        acting(
            folder, "paul",
            lambda paul: defence_papers.answer_defence(paul, 1, DefenceAnswer.REFUSED, "no", date(2026, 1, 1)),
        )  # fmt: skip
    with pytest.raises(RuleBroken, match="at least one fact in issue"):
        serve(folder, issues=())


def test_M1_a_review_ends_with_a_new_code_or_with_looking_again_and_keeping_it(folder) -> None:
    serve(folder)
    second, third, fourth = items(folder, *fc.LAST[1:])

    def act(paul):
        with pytest.raises(RuleBroken, match="Open this item again"):
            reviews_due.keep_decisions(paul, third, LOOKED)
        reviewing.open_item(paul, 1, third)
        reviews_due.keep_decisions(paul, third, LOOKED)
        reviewing.open_item(paul, 1, fourth)
        approving.endorse(paul, fourth, MORGAN, D, "it assists on the new issue")

    acting(folder, "paul", act)
    assert [one[1] for one in due(folder)] == [second]
    assert (
        acting(folder, "paul", lambda paul: approving_code(paul, second)) == CND
    )  # it stands until it is changed


def approving_code(session, item):
    row = session.case.one(
        "SELECT code FROM endorsements WHERE item_id = :item AND accused = :name ORDER BY number DESC",
        {"item": item, "name": MORGAN},
    )
    return DisclosureCode(row[0])


def test_M2_new_material_on_its_line_reopens_what_was_withheld(folder, tmp_path) -> None:
    chats = tmp_path / "more"
    chats.mkdir()
    (chats / "WhatsApp Chat with Evan.txt").write_text(
        "08/03/2025, 19:00 - Evan: the taxi came late\n", "utf-8"
    )

    def act(omar):
        options = ReadOptions(zone="Europe/London", owner="Dana P")
        finish(importing.import_path(omar, chats, build.exhibit("DP/2"), options))

    acting(folder, "omar", act)
    found = due(folder)
    assert {one[0] for one in found} == {TriggerSort.NEW_MATERIAL}
    assert sorted(one[1] for one in found) == sorted(
        [*items(folder, *fc.LAST[1:]), *items(folder, fc.LAST[1])]
    )


def test_M2_a_new_line_reopens_what_was_withheld_of_the_items_that_it_covers(folder) -> None:
    scope = {"people": (), "all_people": True, "date_from": None, "date_to": None, "all_dates": True}
    build.approve(folder, build.another(build.line(2), **scope))
    found = due(folder)
    assert {one[0] for one in found} == {TriggerSort.NEW_LINE}
    assert {one[1] for one in found} == set(items(folder, *fc.LAST[1:]))


def test_M2_a_changed_question_keeps_no_decision_in_silence(folder) -> None:
    relevant = items(folder, *fc.LAST)
    before = acting(folder, "rita", lambda rita: reviewing.history(rita, relevant[0]))
    scope = {"people": (), "all_people": True, "date_from": None, "date_to": None, "all_dates": True}
    changed = build.another(build.line(), **scope)
    build.approve(folder, dataclasses.replace(changed, question="Who else was on the way home?"))
    found = due(folder)
    assert [one for one in found if one[0] is TriggerSort.CHANGED_QUESTION] == [
        (TriggerSort.CHANGED_QUESTION, item, 1, False) for item in relevant
    ]

    def stops(paul):
        return [one.item for one in inventory(paul, MORGAN).obstacles if "another question" in one.sentence]

    assert acting(folder, "paul", stops) == relevant
    assert acting(folder, "rita", lambda rita: reviewing.history(rita, relevant[0])) == before  # it stands

    def again(rita):
        reviewing.open_item(rita, 1, relevant[0])
        reviews_due.keep_decisions(rita, relevant[0], LOOKED)
        reviewing.decide(rita, 1, relevant[1], Relevance.RELEVANT, "it bears on the new question too")

    acting(folder, "rita", again)
    assert acting(folder, "paul", stops) == relevant[2:]


def test_M2_the_same_question_in_a_new_version_reopens_nothing(folder) -> None:
    scope = {"people": (), "all_people": True, "date_from": None, "date_to": None, "all_dates": True}
    build.approve(
        folder, dataclasses.replace(build.another(build.line(), **scope), rationale="Both still say so.")
    )
    assert due(folder) == []


def test_M3_a_section_8_application_keeps_the_items_the_decision_and_the_outcome_at_court(folder) -> None:
    (asked,) = items(folder, fc.LAST[2])
    made = serve(folder, DefenceSort.SECTION_8, issues=(), asked=(asked,))
    assert (made.sort, made.day, made.items) == (DefenceSort.SECTION_8, SERVED, (asked,))
    assert (TriggerSort.SECTION_8, asked, 0, True) in due(folder)

    def act(paul):
        defence_papers.answer_defence(
            paul, 1, DefenceAnswer.REFUSED, "it does not meet the test", date(2026, 2, 10)
        )
        return defence_papers.answer_defence(
            paul, 1, DefenceAnswer.COURT_ORDERED, "to be disclosed by 20 March", date(2026, 3, 13)
        )

    assert [one[0] for one in acting(folder, "paul", act).answers] == [
        DefenceAnswer.REFUSED,
        DefenceAnswer.COURT_ORDERED,
    ]
    with pytest.raises(RuleBroken, match="which items, or which matters"):
        serve(folder, DefenceSort.SECTION_8, issues=())


@pytest.fixture
def ranked(folder):
    """Every message of the line decided on, the codes as before."""
    every = [text for texts in fc.CHATS.values() for text in texts]
    fc.decide(folder, *(text for text in every if text not in fc.LAST), value=Relevance.NOT_RELEVANT_TO_LINE)
    return folder


def suggested(folder):
    """The items that stand on top of the first order, read from the case file."""
    rows = acting(folder, "omar", lambda omar: omar.case.all("SELECT item_id, score FROM first_scores"))
    return {item for item, _ in sorted(rows, key=lambda row: (-row[1], row[0]))[: on_top(len(rows))]}


def searched(folder):
    acting(folder, "rita", lambda rita: finish(flagging.flag(rita)))
    lines = acting(
        folder,
        "omar",
        lambda omar: omar.case.all("SELECT line FROM audit WHERE action = 'flag' ORDER BY seq"),
    )
    return json.loads(bytes(lines[-1][0]))["detail"]


def test_D6_M2_another_model_makes_due_what_was_decided_and_is_suggested_otherwise_and_lists_it(
    ranked, monkeypatch
) -> None:
    before = suggested(ranked)
    assert "model_before" not in searched(ranked)  # the same model again: nothing differs
    assert due(ranked) == []
    monkeypatch.setattr(vectors, "LONG", 3)  # a model that reads two word pieces of each text is another one
    monkeypatch.setattr(vectors, "START", 3)
    told = searched(ranked)
    after = suggested(ranked)
    differ = before ^ after
    assert differ
    assert due(ranked) == [(TriggerSort.MODEL_CHANGE, item, 1, False) for item in sorted(differ)]
    assert {int(one) for one in told["newly"].split()} == after - before
    assert {int(one) for one in told["no_longer"].split()} == before - after
    assert (told["model_before"] != told["model"], told["due"]) == (True, len(differ))
    (first, *_) = acting(ranked, "rita", reviews_due.reviews_due)
    assert f"{len(after - before)} items newly suggested, {len(before - after)} no longer" in first.words
    assert searched(ranked).get("model_before") is None  # told once
    assert len(due(ranked)) == len(differ)
    assert acting(ranked, "abel", lambda abel: auditing.verify_case(abel).status) == 0


def test_M2_a_decision_made_due_by_another_model_stands_until_it_is_looked_at_again(
    ranked, monkeypatch
) -> None:
    monkeypatch.setattr(vectors, "LONG", 3)
    monkeypatch.setattr(vectors, "START", 3)
    searched(ranked)
    (item, *others) = [one[1] for one in due(ranked)]
    before = acting(ranked, "rita", lambda rita: reviewing.history(rita, item))

    def act(rita):
        with pytest.raises(RuleBroken, match="Open this item again"):
            reviews_due.keep_decisions(rita, item, LOOKED)
        reviewing.open_item(rita, 1, item)
        reviews_due.keep_decisions(rita, item, LOOKED)

    acting(ranked, "rita", act)
    assert [one[1] for one in due(ranked)] == others
    assert acting(ranked, "rita", lambda rita: reviewing.history(rita, item)) == before


def test_M2_another_learner_is_another_model_and_learning_from_further_decisions_is_none(
    ranked, monkeypatch
) -> None:
    def learned(session):
        return finish(learn_order.learn(session, 1))

    acting(ranked, "rita", learned)
    fc.decide(ranked, fc.LAST[0], value=Relevance.NOT_RELEVANT_TO_LINE)
    acting(ranked, "rita", learned)
    assert due(ranked) == []
    monkeypatch.setattr(rounds, "VERSION", "another")
    fc.decide(ranked, fc.LAST[1], value=Relevance.NOT_RELEVANT_TO_LINE)
    flags = lambda rita: {row[0] for row in rita.case.all("SELECT item_id FROM flags")}  # noqa: E731
    before = acting(ranked, "rita", flags)
    acting(ranked, "rita", learned)
    differ = before ^ acting(ranked, "rita", flags)
    assert differ
    assert due(ranked) == [(TriggerSort.MODEL_CHANGE, item, 1, False) for item in sorted(differ)]

"""Search terms that the defence proposes, with proposer, answer, reason and counts that are served back
(reference/law.md L4)."""

import subprocess
from datetime import date

import pytest

from evidence_review.domain.errors import RuleBroken
from evidence_review.workflow.auditing import auditing
from evidence_review.workflow.deciding import proposed_terms
from tests import build
from tests.workflow.samples import four_chats as fc
from tests.workflow.samples.four_chats import acting

DAY = date(2026, 2, 3)


@pytest.fixture
def folder(tmp_path):
    """Four relevant items, all disclosed to the first accused."""
    made = fc.case(tmp_path)
    fc.decide(made, *fc.LAST)
    build.disclose_all(made)
    return made


def propose(omar, term, why="it tells who was on the road"):
    return proposed_terms.propose_term(omar, build.ACCUSED, 1, term, why, DAY)


def test_L4_a_term_is_recorded_with_proposer_answer_and_reason_and_its_counts_are_served_back(
    folder, tmp_path
) -> None:
    def act(omar):
        propose(omar, "river")
        propose(omar, "water", "where the road was closed")
        propose(omar, "unicorn", "a nickname, it is said")
        proposed_terms.answer_term(omar, 1, True, "it goes to the way home")
        proposed_terms.answer_term(omar, 2, False, "the road is agreed")
        return proposed_terms.proposed_terms(omar)

    found = acting(folder, "omar", act)
    assert [(one.term.term, one.term.accepted, one.hits, one.relevant) for one in found] == [
        ("river", True, 1, 1), ("water", False, 1, 0), ("unicorn", None, 0, 0),
    ]  # fmt: skip
    entries = acting(folder, "abel", auditing.events)
    assert [one.action for one in entries if "defence term" in one.action] == [
        *["record defence term"] * 3, *["answer defence term"] * 2, "count defence terms",
    ]  # fmt: skip
    fc.produce(folder, tmp_path / "out", build.ACCUSED)
    told = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "out" / "schedule" / "management.pdf", "-"],
        capture_output=True,
        check=True,
    ).stdout.decode()
    rows = [" ".join(line.split()) for line in told.splitlines()]
    assert "Term proposed by the defence" in told
    for said in (
        "1 river 03.02.2026: it tells who",
        "1 water 03.02.2026: where the road",
        "1 unicorn 03.02.2026",
    ):
        assert any(row.startswith(said) for row in rows), rows
    assert any("accepted: it goes to the way home 1 1" in row for row in rows)
    assert any("refused: the road is agreed 1 0" in row for row in rows)
    assert any("not answered yet 0 0" in row for row in rows)


def test_L4_the_terms_of_one_accused_are_not_served_on_another(folder, tmp_path) -> None:
    acting(folder, "omar", lambda omar: propose(omar, "river"))
    build.disclose_all(folder, fc.SECOND)
    fc.produce(folder, tmp_path / "out", fc.SECOND)
    told = subprocess.run(
        ["pdftotext", tmp_path / "out" / "schedule" / "management.pdf", "-"], capture_output=True, check=True
    ).stdout.decode()
    assert "Term proposed by the defence" not in told


def test_L4_a_term_needs_its_line_its_reason_and_one_answer(folder) -> None:
    def act(omar):
        with pytest.raises(RuleBroken, match="No approved line of enquiry has the number 9"):
            proposed_terms.propose_term(omar, build.ACCUSED, 9, "river", "it bears on it", DAY)
        with pytest.raises(RuleBroken, match="why the defence proposes it"):
            propose(omar, "river", " ")
        propose(omar, "river")
        with pytest.raises(RuleBroken, match="Give the reason"):
            proposed_terms.answer_term(omar, 1, False, " ")
        proposed_terms.answer_term(omar, 1, False, "not in this case")
        with pytest.raises(RuleBroken, match="No open term"):
            proposed_terms.answer_term(omar, 1, True, "after all")

    acting(folder, "omar", act)

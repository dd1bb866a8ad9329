"""A package holds relevant chains alone; the whole of an extraction leaves only by the reasons of a supervisor
and of a prosecutor (reference/law.md I10)."""

import pymupdf
import pytest

from evidence_review.domain.errors import OutputProblem, RuleBroken
from evidence_review.workflow.case import opening
from evidence_review.workflow.enquiring import enquiring
from evidence_review.workflow.redacting import approving
from evidence_review.workflow.reviewing import reviewing
from tests import build
from tests.workflow.samples import four_chats as fc

ALL = tuple(text for texts in fc.CHATS.values() for text in texts)


def served(bundle) -> str:
    words = []
    for file in bundle.rglob("*.pdf"):
        with pymupdf.open(file) as paper:
            words += [page.get_text() for page in paper]
    return " ".join(" ".join(words).split())


def test_I10_a_package_holds_what_was_decided_relevant_and_nothing_else_of_the_extraction(tmp_path) -> None:
    folder = fc.case(tmp_path)
    going = (*fc.CHATS["Alex"], fc.CHATS["Casey"][1])
    fc.decide(folder, *going)
    fc.code(folder, dict.fromkeys(going, fc.DISCLOSE))
    fc.produce(folder, tmp_path / "out")
    said = served(tmp_path / "out")
    assert [text for text in ALL if text in said] == [text for text in ALL if text in going]


def test_I10_the_whole_of_an_extraction_needs_the_reasons_of_a_supervisor_and_of_a_prosecutor(
    tmp_path,
) -> None:
    folder = fc.case(tmp_path)  # a supervisor has approved a line over everything
    fc.decide(folder, *ALL)
    with pytest.raises(OutputProblem) as refused:
        fc.produce(folder, tmp_path / "out")
    assert str(refused.value).count("has no code of a prosecutor") == len(ALL)
    build.disclose_all(folder, code=fc.INSPECT)
    fc.produce(folder, tmp_path / "listed")
    assert not [text for text in ALL if text in served(tmp_path / "listed")]
    for who, reason in (("rita", "it bears on the way home"), ("paul", " ")):
        session = build.as_user(folder, who)
        with pytest.raises(RuleBroken):
            approving.endorse(session, fc.item(session, ALL[0]), build.ACCUSED, fc.DISCLOSE, reason)
        opening.close(session)
    fc.code(folder, dict.fromkeys(ALL, fc.DISCLOSE))
    fc.produce(folder, tmp_path / "whole")
    assert [text for text in ALL if text not in served(tmp_path / "whole")] == []


def test_I10_a_line_over_everything_opens_nothing_until_a_supervisor_approves_it(tmp_path) -> None:
    folder = fc.case(tmp_path)
    scope = {"people": (), "all_people": True, "date_from": None, "date_to": None, "all_dates": True}
    rita = build.as_user(folder, "rita")
    enquiring.propose_line(rita, build.another(build.line(2), **scope))
    with pytest.raises(RuleBroken):
        reviewing.queue(rita, 2)
    with pytest.raises(RuleBroken):
        enquiring.approve_line(rita, 2)
    opening.close(rita)

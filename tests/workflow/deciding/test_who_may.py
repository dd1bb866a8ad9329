"""Who may not do an act on disclosure is refused before anything is read or written."""

from datetime import date

import pytest

from evidence_review.domain.disclosure import (
    Assessed,
    DefenceAnswer,
    DefenceSort,
    EntrySort,
    PublicInterest,
    RequestSort,
    SensitivityView,
)
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.progress import finish
from evidence_review.store import audit
from evidence_review.workflow.deciding import (
    asking_police,
    assessing,
    claiming_sensitivity,
    defence_papers,
    entering_record,
    proposed_terms,
    reviews_due,
)
from evidence_review.workflow.producing import (
    blocking,
    describing,
    office_papers,
    plain_statement,
    refusing,
    wording_lines,
)
from tests import build
from tests.workflow.samples.four_chats import acting

DAY, A, WORDS = date(2026, 2, 3), build.ACCUSED, "words that are long enough to be a reason"
RECORD, POLICE, PROSECUTOR = (
    "rita lena abel gail",
    "rita paul lena abel gail",
    "rita omar sian lena abel gail",
)
OUT = "rita lena abel gail"
STEPS = {
    "enter in record": (RECORD, lambda s, _: entering_record.enter_in_record(s, EntrySort.CHARGE, WORDS)),
    "end entry": (RECORD, lambda s, _: entering_record.end_entry(s, EntrySort.CHARGE, 1, WORDS)),
    "serve": (RECORD, lambda s, _: defence_papers.serve_defence(s, DefenceSort.REQUEST, A, DAY, WORDS)),
    "court": (
        RECORD,
        lambda s, _: defence_papers.answer_defence(s, 1, DefenceAnswer.COURT_REFUSED, WORDS, DAY),
    ),
    "propose term": (RECORD, lambda s, _: proposed_terms.propose_term(s, A, 1, "taxi", WORDS, DAY)),
    "word line": (RECORD, lambda s, _: wording_lines.word_line(s, 1, WORDS)),
    "answer term": (RECORD, lambda s, _: proposed_terms.answer_term(s, 1, False, WORDS)),
    "assess": (POLICE, lambda s, _: assessing.assess(s, [1], A, Assessed.EVIDENCE, WORDS)),
    "claim": (
        POLICE,
        lambda s, _: claiming_sensitivity.claim_sensitive(s, 1, PublicInterest.POLICE_METHODS, WORDS),
    ),
    "end claim": (POLICE, lambda s, _: claiming_sensitivity.end_sensitivity(s, 1, WORDS)),
    "answer request": (POLICE, lambda s, _: asking_police.answer_request(s, 1, WORDS)),
    "describe": (POLICE, lambda s, _: describing.describe_entry(s, 1, WORDS)),
    "block": (POLICE, lambda s, _: blocking.list_in_block(s, [1, 2], WORDS, WORDS)),
    "end block": (POLICE, lambda s, _: blocking.end_block(s, 1, WORDS)),
    "view": (
        PROSECUTOR,
        lambda s, _: claiming_sensitivity.view_sensitivity(s, 1, SensitivityView.AGREED, WORDS),
    ),
    "ask": (PROSECUTOR, lambda s, _: asking_police.ask_police(s, RequestSort.MATERIAL, 1, WORDS)),
    "settle": (PROSECUTOR, lambda s, _: assessing.settle_difference(s, 1, A, WORDS)),
    "refuse": (
        PROSECUTOR,
        lambda s, _: defence_papers.answer_defence(s, 1, DefenceAnswer.REFUSED, WORDS, DAY),
    ),
    "office": (OUT, lambda s, out: office_papers.write_office_papers(s, A, out, WORDS)),
    "statement": (OUT, lambda s, out: plain_statement.write_statement(s, A, out)),
    "letter": (OUT, lambda s, out: finish(refusing.write_refusal(s, 1, "the defence", out))),
    "record": ("lena abel gail", lambda s, _: entering_record.record_of_case(s)),
    "served": ("lena abel gail", lambda s, _: defence_papers.defence_documents(s)),
    "claims": ("lena abel gail", lambda s, _: claiming_sensitivity.sensitive_claims(s)),
    "due": ("lena abel gail", lambda s, _: reviews_due.reviews_due(s)),
}


@pytest.mark.parametrize("step", STEPS)
def test_who_may_not_is_refused_and_nothing_is_written(tmp_path, step) -> None:
    folder = build.new_case(tmp_path / "case")
    who, act = STEPS[step]
    for name in who.split():

        def tried(session):
            before = audit.size(session.case)
            with pytest.raises(RuleBroken, match="may not do this"):
                act(session, tmp_path / "out")
            assert audit.size(session.case) == before

        acting(folder, name, tried)
    assert not (tmp_path / "out").exists()

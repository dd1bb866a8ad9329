"""I11: under- and over-redaction that came back is logged row by row and counted by type; a bad file leaves nothing."""

import pytest

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.kinds import RedactionType
from evidence_review.store import audit
from evidence_review.workflow import opening, returning
from evidence_review.workflow.returning import Fault, ReturnCount
from tests import build
from tests.workflow import personal_case as pc


@pytest.fixture
def session(tmp_path):
    made = build.as_user(pc.case(tmp_path), "rita")
    yield made
    opening.close(made)


def test_I11_returns_are_counted_by_type(session, tmp_path) -> None:
    path = tmp_path / "returns.csv"
    path.write_text("what,type,item,remark\nunder,Address,3,the road was left in\nOVER,phone number,,\nunder,Address,,\n", "utf-8-sig")
    assert returning.import_returns(session, path) == 3
    assert returning.returns(session) == (
        ReturnCount(Fault.OVER, RedactionType.PHONE_NUMBER, 1),
        ReturnCount(Fault.UNDER, RedactionType.ADDRESS, 2),
    )
    lines = b"".join(audit.lines(session.case))
    assert b"the road" not in lines
    assert b'"object":"item:3"' in lines


@pytest.mark.parametrize(
    "body",
    [
        "",
        "what,type\n",
        "what,type\nunder,Address\nneither,Address\n",
        "what,type\nunder,Shoe size\n",
        "a\nb\n",
        "what,type,item\nover,Title,x\n",
    ],
)
def test_a_file_that_cannot_be_read_leaves_no_return(session, tmp_path, body) -> None:
    path = tmp_path / "returns.csv"
    path.write_text(body, "utf-8")
    with pytest.raises(UnreadableExport):
        returning.import_returns(session, path)
    assert returning.returns(session) == ()

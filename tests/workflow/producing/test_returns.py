"""I11: under- and over-redaction that came back is logged row by row and counted by type; a bad file leaves
nothing."""

import json

import pytest

from evidence_review.domain.errors import RuleBroken, UnreadableExport
from evidence_review.domain.kinds import PageReason, RedactionType
from evidence_review.store import audit
from evidence_review.workflow.case import opening
from evidence_review.workflow.producing import returning
from evidence_review.workflow.producing.returned_lists import Fault
from evidence_review.workflow.producing.returning import ReturnCount
from tests import build
from tests.workflow.samples import personal_case as pc


@pytest.fixture
def session(tmp_path):
    made = build.as_user(pc.case(tmp_path), "rita")
    yield made
    opening.close(made)


def test_I11_returns_are_counted_by_type(session, tmp_path) -> None:
    path = tmp_path / "returns.csv"
    path.write_text(
        "what,type,item,remark\nunder,Address,3,the road was left in\nOVER,phone number,,\nunder,Address,,\n",
        "utf-8-sig",
    )
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
        "what,type,item\nover,Title," + "9" * 5_000 + "\n",
    ],
)
def test_a_file_that_cannot_be_read_leaves_no_return(session, tmp_path, body) -> None:
    path = tmp_path / "returns.csv"
    path.write_text(body, "utf-8")
    with pytest.raises(UnreadableExport):
        returning.import_returns(session, path)
    assert returning.returns(session) == ()


def log(urn, *redactions, **more):
    return {
        "urn": urn,
        "documentType": "MG11",
        "redactions": list(redactions),
        "notes": "the second page",
        "chargeStatus": 2,
        **more,
    }


UNDER = {
    "missedRedaction": {"id": "5", "name": "Address"},
    "redactionType": 1,
    "returnedToInvestigativeAuthority": True,
}
OVER = {
    "missedRedaction": {"name": "phone number"},
    "redactionType": "OverRedacted",
    "returnedToInvestigativeAuthority": "no",
}
PAGE = {
    "missedRedaction": {"id": 18, "name": "Blank page", "isDeletedPage": True},
    "redactionType": {"category": 2, "name": "OverRedacted"},
}


@pytest.mark.parametrize("many", [True, False])
def test_I11_a_redaction_log_of_the_cps_is_taken_in(session, tmp_path, many) -> None:
    path, urn = tmp_path / "log.json", session.case.facts.urn
    spaced = f"{urn[:2]} {urn[2:4].lower()}/{urn[4:]}"
    whole = [log(spaced, UNDER, OVER), log(urn, PAGE)] if many else log(urn, UNDER, OVER, PAGE)
    path.write_text(json.dumps(whole), "utf-8-sig")
    assert returning.import_returns(session, path) == 3
    assert returning.returns(session) == (
        ReturnCount(Fault.OVER, PageReason.BLANK, 1),
        ReturnCount(Fault.OVER, RedactionType.PHONE_NUMBER, 1),
        ReturnCount(Fault.UNDER, RedactionType.ADDRESS, 1),
    )
    lines = b"".join(audit.lines(session.case))
    assert b"the second page" not in lines
    assert lines.count(b"after charge") == 3
    assert lines.count(b'"returned":"yes"') == 1


@pytest.mark.parametrize(
    "whole",
    [
        [],
        {"redactions": "none"},
        {"redactions": []},
        [log("99ZZ9999999", UNDER)],
        {"redactions": [UNDER, {"missedRedaction": {"id": 40}, "redactionType": 1}]},
        {"redactions": [UNDER, {"missedRedaction": {"id": 1}, "redactionType": 3}]},
        {"redactions": [UNDER, "Address"]},
        {"redactions": [{"missedRedaction": {"id": "9" * 5_000}, "redactionType": 1}]},
        "[" * 100_000,
    ],
)
def test_a_log_that_is_broken_or_of_another_case_leaves_no_return(session, tmp_path, whole) -> None:
    path = tmp_path / "log.json"
    path.write_text(whole if isinstance(whole, str) else json.dumps(whole), "utf-8")
    with pytest.raises(UnreadableExport):
        returning.import_returns(session, path)
    assert returning.returns(session) == ()


def test_a_list_is_counted_once_and_goes_on_where_it_stopped(session, tmp_path, monkeypatch) -> None:
    path = tmp_path / "returns.csv"
    path.write_text("what,type,item,remark\nunder,Address,3,\nover,Title,,\nunder,Address,,\n", "utf-8")
    record, done = session.case.record, []

    def until_second(*given, **named):
        if done:
            raise KeyboardInterrupt
        done.append(record(*given, **named))

    with monkeypatch.context() as stopped, pytest.raises(KeyboardInterrupt):
        stopped.setattr(session.case, "record", until_second)
        returning.import_returns(session, path)
    assert returning.import_returns(session, path) == 2
    whole = returning.returns(session)
    assert whole == (
        ReturnCount(Fault.OVER, RedactionType.TITLE, 1),
        ReturnCount(Fault.UNDER, RedactionType.ADDRESS, 2),
    )
    with pytest.raises(RuleBroken, match="taken in before"):
        returning.import_returns(session, path)
    assert returning.returns(session) == whole

"""One table says who may do what (reference/house.md 3): steps, commands and pages ask it, and a role that it
does not name may do nothing."""

import ast
from pathlib import Path

import pytest

from evidence_review.cli import main
from evidence_review.domain import decisions
from evidence_review.domain.decisions import MAY, Act, may, require, require_any
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.kinds import Role
from evidence_review.gui.widgets.window.rail_pages import PAGES, first_page, is_for, pages_for
from evidence_review.workflow.case import opening
from tests import build

PACKAGE = Path(opening.__file__).resolve().parents[2]
READING = (
    "import, propose line, flag, read, decide, ask to look outside, link people, hold, propose sample, redact, "
    "audit"
)
ANSWERING = (
    "keep the case record, enter a person of the case, approve line, grant a look outside, see weights, authorise sample, "
    "approve redaction, produce"
)
REVIEW = "home review overview lines samples evidence personal approve produce held account log jobs"
ANSWER = REVIEW.replace("approve", "approve disclosure")
TABLE = {
    Role.REVIEWER: (READING, REVIEW, "home"),
    Role.DISCLOSURE_OFFICER: (f"{READING}, {ANSWERING}, assess for disclosure", ANSWER, "home"),
    Role.SUPERVISOR: (f"{READING}, {ANSWERING}, assess for disclosure, close find", ANSWER, "home"),
    Role.PROSECUTOR: (
        (
            f"propose line, flag, read, ask to look outside, hold, propose sample, redact, audit, {ANSWERING}, endorse, "
            f"decide overlap"
        ),
        ANSWER,
        "home",
    ),
    Role.LPP_COUNSEL: ("release hold, read held", "home held jobs", "home"),
    Role.AUDITOR: ("audit", "home lines evidence account log jobs", "home"),
    Role.ADMIN: ("add user, audit", "home lines evidence account log jobs", "home"),
}
"""Of each role the acts and the pages, as they were before the tables were one, and the page it begins on."""


@pytest.mark.parametrize("role", Role)
def test_each_role_may_what_it_might_before(role):
    acts, pages, first = TABLE[role]
    assert {str(act) for act in Act if may(act, role)} == set(acts.split(", "))
    assert [page.name for page in pages_for(role)] == pages.split()
    assert first_page(role) == first
    require_any(role)


def test_every_act_is_in_the_table_and_every_page_has_an_act():
    assert set(MAY) == set(Act)
    assert all(MAY.values())
    assert all(page.acts for page in PAGES)


@pytest.fixture
def planted(monkeypatch):
    """A role that was added to the kinds and to no table."""
    made = str.__new__(Role, "OBSERVER")
    made._name_, made._value_ = "OBSERVER", "OBSERVER"
    monkeypatch.setitem(Role._member_map_, "OBSERVER", made)
    monkeypatch.setitem(Role._value2member_map_, "OBSERVER", made)
    monkeypatch.setattr(Role, "_member_names_", [*Role._member_names_, "OBSERVER"])
    assert Role("OBSERVER") in list(Role)
    return made


def test_a_new_role_may_do_nothing_and_sees_no_page(planted):
    for act in Act:
        assert not may(act, planted)
        with pytest.raises(RuleBroken, match="An observer may not do this"):
            require(act, planted)
    assert pages_for(planted) == ()
    assert not any(is_for(page.name, planted) for page in PAGES)
    assert first_page(planted) == ""
    with pytest.raises(RuleBroken, match="may not do anything in a case"):
        require_any(planted)


def test_nobody_may_do_nothing():
    assert not any(may(act, None) for act in Act)
    assert pages_for(None) == ()


def test_a_role_that_the_table_does_not_name_opens_no_case(tmp_path, monkeypatch, capsys):
    folder = build.new_case(tmp_path / "case")
    monkeypatch.setattr(decisions, "MAY", {act: roles - {Role.REVIEWER} for act, roles in MAY.items()})
    with pytest.raises(RuleBroken, match="may not do anything in a case"):
        build.as_user(folder, "rita")
    monkeypatch.setenv("EVIDENCE_REVIEW_PASSPHRASE", build.PASSPHRASE)
    assert main(["lines", "list", str(folder), "--user", "rita"]) == 1
    assert "may not do anything" in capsys.readouterr().err


def test_no_second_table_of_roles_stands_beside_it():
    """A role is compared by name only where someone is enrolled or named in a paper."""
    naming = {"domain/decisions.py", "gui/models/plain_words.py", "workflow/case/opening.py", "cli/cases.py"}
    naming |= {"workflow/producing/bundling.py", "domain/kinds.py"}
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "Role"
        and node.attr in Role.__members__
    }
    assert found <= naming

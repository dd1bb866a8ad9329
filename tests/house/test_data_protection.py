"""The papers on data protection that are shipped: a template of the impact assessment, the text of the policy on
sensitive processing, and what each act of the log is beside section 62 (reference/law.md P5)."""

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from evidence_review.domain.kinds import AuditOp
from evidence_review.domain.shipped_files import RESOURCES
from evidence_review.workflow.auditing.act_words import ACTS
from evidence_review.workflow.case import opening
from tests import build

PAPERS = RESOURCES / "data_protection"
CODE = Path(__file__).resolve().parents[2] / "evidence_review"


def listed(text: str) -> dict[str, set[str]]:
    """The acts by operation, as the paper on logging lists them."""
    parts = [one.partition(")\n")[::2] for one in text.split("\n### ")[1:]]
    found: dict[str, set[str]] = {}
    for heading, body in parts:
        acts = re.search(r"Acts: (.*)\.", body, re.DOTALL)
        found[heading.partition("(")[2]] = (
            {" ".join(one.split()) for one in acts[1].split(";")} if acts else set()
        )
    return found


def logged_in_code() -> Iterator[tuple[str, str]]:
    """Every operation with the act that stands beside it in words, as the code logs it."""
    for path in CODE.rglob("*.py"):
        calls = (one for one in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(one, ast.Call))
        for given in (one.args for one in calls):
            for op, act in pairwise(given):
                if re.fullmatch(r"AuditOp\.[A-Z]+", ast.unparse(op)) and isinstance(act, ast.Constant):
                    yield ast.unparse(op).partition(".")[2], str(act.value)


def test_P5_assessment_policy_and_mapping_are_shipped_and_say_what_they_must() -> None:
    said = {
        "impact_assessment.md": ("necessary", "proportion", "What may go wrong", "data protection officer"),
        "sensitive_processing.md": (
            "section 42",
            "Schedule 8",
            "strictly necessary",
            "Retention and erasure",
        ),
        "logging.md": ("section 62", *(f"({op})" for op in AuditOp)),
    }
    for name, words in said.items():
        text = (PAPERS / name).read_text("utf-8")
        assert [one for one in words if one not in text] == [], name
        assert "nverified" in text, f"{name} prints as law what nobody checked"
        assert not re.search(r"\b(?:he|she|his|her|compliant|guilty)\b", text), name
    assert '(str(ROOT / "resources"), "resources")' in (CODE.parent / "build.spec").read_text("utf-8")


def test_P5_every_act_of_the_log_stands_under_its_operation_of_section_62() -> None:
    acts = listed((PAPERS / "logging.md").read_text("utf-8"))
    assert set(acts) == set(map(str, AuditOp))
    every = [act for those in acts.values() for act in those]
    assert sorted(every) == sorted(ACTS)
    pairs = set(logged_in_code())
    assert len(pairs) > 100
    assert [(op, act) for op, act in pairs if act not in acts[op]] == []
    elsewhere = listed("\n### Collection (COLLECT)\n\nActs: decide; flag.\n")
    assert elsewhere == {"COLLECT": {"decide", "flag"}}
    assert ("COLLECT", "flag") not in pairs  # the control: an act under another operation is seen


def test_P5_a_real_log_has_no_act_under_another_operation(tmp_path) -> None:
    acts = listed((PAPERS / "logging.md").read_text("utf-8"))
    session = build.as_user(build.flagged_case(tmp_path), "rita")
    rows = set(session.case.all("SELECT op, action FROM audit"))
    opening.close(session)
    assert len(rows) > 10
    assert [(op, act) for op, act in rows if act not in acts[op]] == []


@pytest.mark.parametrize("name", ["impact_assessment.md", "sensitive_processing.md"])
def test_P5_what_only_the_controller_knows_is_left_to_write(name) -> None:
    assert (PAPERS / name).read_text("utf-8").count("**[write]**") > 10

"""Engines suggest and nothing else, and what is searched belongs to a line (reference/law.md C7, D1, D4)."""

import ast
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

import evidence_review
from evidence_review.cli import main
from evidence_review.domain.audit import digest
from evidence_review.domain.enquiry import Term, cautions
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.kinds import Relevance, Tag, TermKind
from evidence_review.domain.progress import finish
from evidence_review.store import lines, suggestions
from evidence_review.workflow.auditing import account_of_looking
from evidence_review.workflow.case import opening
from evidence_review.workflow.enquiring import enquiring, forming
from evidence_review.workflow.finding import flagging, learn_order, weighing
from evidence_review.workflow.finding.known_items import known_ranks
from evidence_review.workflow.personal import seeking
from evidence_review.workflow.reviewing import reviewing, tagging
from tests import build

TOP = Path(evidence_review.__file__).parent
ENGINES = ("relevance", "recognizers")
STEPS = (
    "workflow/finding",
    "workflow/case/screening.py",
    "workflow/case/embedding.py",
    "workflow/case/running.py",
)
DECIDED = {
    *(
        [
            "decisions",
            "endorsements",
            "endorsement_grounds",
            "assessments",
            "settlements",
            "sensitive_claims",
            "sensitive_views",
        ]
    ),
    *(
        [
            "redactions",
            "withdrawals",
            "kept",
            "approvals",
            "approved_items",
            "approved_labels",
            "mark_rulings",
            "rulings",
            "answers",
        ]
    ),
    *(
        [
            "schedule_numbers",
            "schedule_ends",
            "scheduled",
            "productions",
            "production_items",
            "descriptions",
            "blocks",
        ]
    ),
    *(
        [
            "reviews_kept",
            "line_acts",
            "line_versions",
            "find_outcomes",
            "releases",
            "tag_acts",
            "case_entries",
            "allowed",
        ]
    ),
}
"""Tables of what people decide, mark, approve, schedule and release."""
OUTSIDE = ("secret", "marker", "hospital", "birthday", "mum")
"""Words that stand in what no line covers, and nowhere else."""


@pytest.fixture
def folder(tmp_path):
    return build.flagged_case(tmp_path)


def modules(*names: str) -> list[Path]:
    found = [
        path
        for name in names
        for path in ([TOP / name] if name.endswith(".py") else (TOP / name).rglob("*.py"))
    ]
    assert found
    return found


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {
        *(f"{node.module}.{one.name}" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for one in node.names),
        *(one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names),
    }  # fmt: skip


def test_D4_no_engine_can_reach_the_case_and_no_step_that_runs_one_writes_what_people_decide() -> None:
    for path in modules(*ENGINES):
        reached = {one.split(".")[1] for one in imports(path) if one.startswith("evidence_review.")}
        assert reached <= {path.relative_to(TOP).parts[0], "domain", "imaging"}, path
    written = re.compile(r"INSERT (?:OR \w+ )?INTO (\w+)|UPDATE (\w+) SET|DELETE FROM (\w+)")
    writers = {
        f"{path.stem}.{function.name}": {
            name for found in written.findall(ast.unparse(function)) for name in found if name
        }
        for path in (TOP / "store").rglob("*.py")
        for function in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(function, ast.FunctionDef)
    }
    forbidden = {name for name, tables in writers.items() if tables & DECIDED}
    assert {"decisions.add", "decisions.add_endorsement", "redactions.add_approval"} <= forbidden
    for path in modules(*STEPS):
        named = {
            node.asname or node.name: node.name
            for found in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(found, ast.ImportFrom) and (found.module or "").startswith("evidence_review.store")
            for node in found.names
        }
        used = {
            f"{named[node.value.id]}.{node.attr}"
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in named
        }
        assert not used & forbidden, path
        assert not set(named.values()) & {one.partition(".")[2] for one in forbidden} - {"add"}, path


def everything(session) -> dict[str, list[tuple]]:
    tables = {row[0] for row in session.case.all("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables >= DECIDED
    return {name: session.case.all(f"SELECT * FROM {name} ORDER BY 1") for name in sorted(DECIDED)}


def test_D4_every_engine_runs_and_what_people_decided_stays_as_it_was_to_the_byte(folder) -> None:
    session = build.as_user(folder, "sian")
    rows = reviewing.queue(session, 1)
    values = (Relevance.RELEVANT, Relevance.NOT_RELEVANT_TO_LINE, Relevance.RELEVANT)
    for row, value in zip(rows, values, strict=False):
        reviewing.decide(session, 1, row.item, value)
    tagging.tag(session, 1, rows[0].item, (Tag.AWAY,))
    before, entries = everything(session), session.case.count("SELECT max(seq) FROM audit")
    assert before["decisions"]
    finish(flagging.flag(session))
    finish(learn_order.learn(session, 1))
    finish(learn_order.learn(session, 1, tag=Tag.AWAY))
    finish(known_ranks(session, 1))
    finish(weighing.heaviest_weights(session, 1))
    assert everything(session) == before
    wrote = session.case.all("SELECT DISTINCT name FROM seals WHERE seq > :seq", {"seq": entries})
    assert not {row[0] for row in wrote} & DECIDED
    opening.close(session)


def test_D1_a_search_is_kept_with_its_line_version_terms_author_time_and_corpus(folder) -> None:
    session = build.as_user(folder, "rita")
    (line,) = lines.approved(session.case)
    covered = sorted(row[0] for row in session.case.all("SELECT item_id FROM reviewable WHERE line_id = 1"))
    (pool, corpus, _) = suggestions.rankings(session.case)[line.id]
    assert (pool, corpus) == (len(covered), digest(covered))
    for action in ("search by terms", "flag"):
        (entry,) = (
            json.loads(bytes(row[0]))
            for row in session.case.all("SELECT line FROM audit WHERE action = :a", {"a": action})
        )
        assert entry["object"] == f"line:{line.number}:{line.version}"
        assert entry["user"] == session.user.id
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", entry["utc"])
    assert entry["detail"]["pool"] == corpus
    kept = lines.versions(session.case, line.number)[-1]
    assert [term.text for term in kept.terms] == [term.text for term in build.line().terms]
    opening.close(session)
    other = build.another(build.line(), date_to=build.line().scope.date_from)
    build.approve(folder, replace(other, terms=(Term("Lamplighter", TermKind.EXACT, "where"),)))
    session = build.as_user(folder, "rita")
    finish(flagging.flag(session))
    (now,) = suggestions.rankings(session.case).values()
    assert now[1] != corpus  # another corpus, another hash
    assert [[t.text for t in one.terms] for one in lines.versions(session.case, 1)] == [
        ["taxi", "pay"],
        ["Lamplighter"],
    ]
    opening.close(session)


def test_D1_C7_an_ad_hoc_search_is_impossible_by_any_step_that_takes_words(folder) -> None:
    session = build.as_user(folder, "rita")
    for row in reviewing.queue(session, 1):
        reviewing.decide(session, 1, row.item, Relevance.RELEVANT)
    for word in OUTSIDE:
        sought = finish(seeking.search_to_mark(session, word))
        assert sought.places == ()
        assert sought.searched == 6
        for kind in TermKind:
            try:
                enquiring.propose_line(session, replace(build.line(), terms=(Term(word, kind, "to try it"),)))
            except RuleBroken:
                continue
            (told,) = forming.term_forms(session, 1)
            assert not sum(form.hits or 0 for form in told.forms), (word, kind)
    assert not [one for one in account_of_looking.term_report(session, 1).terms if one.term in OUTSIDE]
    opening.close(session)


TAKES_WORDS = {
    "mark search",
    "lines add",
    "privilege",
    "defence term",
    "check-file",
    "redact-file",
    "recognise",
}


def test_D1_no_step_finds_items_by_words_but_those_that_are_known(folder) -> None:
    """Who calls the index, the matcher or the remover's search; a new one is looked at here."""
    finders = {
        "index.find",
        "index.numbers_with",
        "index.count",
        "index.words",
        "match",
        "scan",
        "search_for",
        "indexed",
    }
    callers = {
        path.relative_to(TOP).as_posix()
        for path in modules("workflow", "cli", "gui")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in finders
    } | {
        path.relative_to(TOP).as_posix()
        for path in modules("workflow", "cli", "gui")
        if imports(path) & {"evidence_review.relevance.match", "evidence_review.relevance.scan"}
    }
    known = {
        "workflow/enquiring/forming.py",  # forms of a line's terms, counted in what that line covers
        "workflow/finding/flagging.py",  # a line's own terms
        "workflow/finding/banding.py",  # the same
        "workflow/deciding/proposed_terms.py",  # terms of the defence, in what a line covers
        "workflow/case/picturing.py",  # words of one page that was opened
        "workflow/personal/seeking.py",  # what goes out, to be marked
        "workflow/personal/ruling.py",  # the same
        "workflow/personal/mask_conflicts.py",  # the same
        "workflow/reviewing/line_search.py",  # words within one approved line, through its gate, on the log
    }
    assert callers - known == set()
    assert {one for one in known - callers if (TOP / one).is_file()} == set()


@pytest.mark.parametrize(
    "change",
    [
        {"people": (), "all_people": False},
        {"people": (), "all_people": True, "date_from": None, "all_dates": False},
        {"people": (), "all_people": False, "date_from": None, "date_to": None, "all_dates": True},
    ],
    ids=["nobody named", "no days", "all days and nobody named"],
)
def test_C7_a_search_of_the_whole_download_that_was_not_chosen_on_purpose_is_blocked(folder, change) -> None:
    wide = replace(
        build.another(build.line(2), **change), terms=(Term("marker", TermKind.EXACT, "to try it"),)
    )
    with pytest.raises(RuleBroken, match="Still missing"):
        build.approve(folder, wide)
    session = build.as_user(folder, "rita")
    finish(flagging.flag(session))
    with pytest.raises(RuleBroken, match="not approved"):
        reviewing.queue(session, 2)
    assert not session.case.count("SELECT count(*) FROM term_hits WHERE term = 'marker'")
    assert not {row[0] for row in session.case.all("SELECT item_id FROM searchable")} - {
        row[0] for row in session.case.all("SELECT item_id FROM reviewable")
    }
    opening.close(session)


def test_C7_chosen_on_purpose_by_two_people_it_is_warned_of_and_then_finds(
    folder, capsys, monkeypatch
) -> None:
    scope = {"people": (), "all_people": True, "date_from": None, "date_to": None, "all_dates": True}
    wide = replace(
        build.another(build.line(2), **scope), terms=(Term("marker", TermKind.EXACT, "to try it"),)
    )
    (caution,) = cautions(wide)
    assert "whole download" in caution.sentence()
    session = build.as_user(folder, "rita")
    enquiring.propose_line(session, wide)
    opening.close(session)
    monkeypatch.setenv("EVIDENCE_REVIEW_PASSPHRASE", build.PASSPHRASE)
    for before in (("scope", "2"), ("approve", "2")):  # to who approves, before and with it
        assert main(["lines", before[0], str(folder), *before[1:], "--user", "sian"]) == 0
        assert "whole download" in "".join(capsys.readouterr())
    session = build.as_user(folder, "sian")
    finish(flagging.flag(session))
    assert session.case.count("SELECT count(*) FROM term_hits WHERE term = 'marker'") == 2
    opening.close(session)

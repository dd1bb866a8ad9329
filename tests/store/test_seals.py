"""Seals: every row that a change writes stands under its entry, what was taken back does not, and a case of
before is sealed as it stands by the first entry after."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evidence_review.domain.kinds import AuditOp
from evidence_review.store import audit, seals
from evidence_review.trust import verify
from evidence_review.workflow.auditing import auditing, log_checks, row_checks
from evidence_review.workflow.case import opening
from tests import build
from tests.trust import tampering


@pytest.fixture
def session(tmp_path: Path):
    made = build.as_user(build.flagged_case(tmp_path), "omar")
    yield made
    opening.close(made)


def test_what_a_change_wrote_stands_under_its_entry(session) -> None:
    with session.case.change(session.signer, AuditOp.ALTER, "agree privilege names", about="x") as change:
        change.run("INSERT INTO privilege_names VALUES ('Penhale', 'x', '2025-01-01')")
    entry = json.loads(audit.lines(session.case)[-1])
    mine = [one for one in audit.seals(session.case) if one.seq == entry["seq"]]
    assert [one.name for one in mine] == ["privilege_names"]
    assert entry["detail"]["rows"] == seals.rows_digest(mine)


def test_a_look_that_writes_nothing_has_no_seals(session) -> None:
    session.case.record(session.signer, AuditOp.CONSULT, "look", about="x")
    assert "rows" not in json.loads(audit.lines(session.case)[-1])["detail"]


def test_what_was_taken_back_is_not_sealed(session) -> None:
    with session.case.change(session.signer, AuditOp.ALTER, "try", about="x") as change:
        with pytest.raises(ZeroDivisionError), change.attempt():
            change.run("INSERT INTO privilege_names VALUES ('Penhale', 'x', '2025-01-01')")
            raise ZeroDivisionError
        change.run("INSERT INTO privilege_names VALUES ('Stott', 'x', '2025-01-01')")
    (mine,) = [one for one in audit.seals(session.case) if one.seq == audit.size(session.case)]
    assert len(json.loads(mine.keys)) == 1


def test_a_change_that_failed_leaves_nothing_for_the_next(session) -> None:
    with pytest.raises(ZeroDivisionError), session.case.change(session.signer, AuditOp.ALTER, "x") as change:
        change.run("INSERT INTO privilege_names VALUES ('Penhale', 'x', '2025-01-01')")
        raise ZeroDivisionError
    session.case.record(session.signer, AuditOp.CONSULT, "look", about="x")
    assert "rows" not in json.loads(audit.lines(session.case)[-1])["detail"]


def test_every_table_that_is_only_added_to_is_sealed(session) -> None:
    guarded = {name for kind, name in session.case.schema_changed() or () if kind == "trigger"}
    assert guarded == set()
    rows = session.case.all(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_no_update'"
    )
    tables = {name.removesuffix("_no_update") for (name,) in rows}
    assert tables - seals.tables() == {"audit", "audit_words", "blob_parts", "seals"}
    assert session.case.sealed.keys() == seals.tables()


def test_keys_of_people_are_kept_as_hashes_alone(session) -> None:
    said = "".join(one.keys for one in audit.seals(session.case))
    assert "callum" not in said.lower()
    assert "priya" not in said.lower()


def test_a_column_that_a_later_format_adds_changes_no_seal() -> None:
    assert seals.leaf("salt", "x", '[1,"a",null]') == seals.leaf("salt", "x", '[1,"a"]')
    assert seals.leaf("salt", "x", '[1,"a",null,null]') != seals.leaf("salt", "x", '[1,"b"]')
    assert seals.leaf("other", "x", '[1,"a"]') != seals.leaf("salt", "x", '[1,"a"]')


def test_what_may_change_of_an_item_has_its_own_part_of_the_leaf() -> None:
    one, other = (seals.leaf("salt", "items", f'[1,"a"]\n["{day}"]') for day in ("2025-01-02", "2025-02-01"))
    assert one[: seals.WIDTH] == other[: seals.WIDTH]
    assert one != other
    assert len(one) == seals.WIDTH + seals.MORE


def test_a_case_of_before_is_sealed_as_it_stands_by_the_first_entry_after(
    tmp_path: Path, monkeypatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr(seals, "keep", lambda *_: "")  # as the program was
        folder = build._new_case(tmp_path / "case")
    session = build.as_user(folder, "abel")
    verdict, first = auditing.verify_case(session), min(one.seq for one in audit.seals(session.case))
    opening.close(session)
    assert (verdict.status, first > 1) == (verify.INTACT, True), verdict.lines
    with tampering.unguarded(folder) as db:
        db.execute("UPDATE users SET name = 'somebody' WHERE name = 'paul'")
    session = build.as_user(folder, "abel")
    lines = auditing.verify_case(session).lines
    opening.close(session)
    assert f"it was changed since entry {first} wrote it." in lines[0]


def test_where_the_log_is_broken_seals_of_what_follows_are_not_told_one_by_one(session) -> None:
    made, log = audit.seals(session.case), log_checks.read_log(session.case)
    assert row_checks.seal_faults(made, log) == []
    middle = made[len(made) // 2].seq
    read = {seq: entry for seq, entry in log.entries.items() if seq < middle}
    assert row_checks.seal_faults(made, replace(log, entries=read))  # nothing says that it is broken
    broken = replace(log, entries=read, report=log.report._replace(status=verify.INTACT + 1))
    assert row_checks.seal_faults(made, broken) == []
    changed = [replace(made[0], leaves=bytes(len(made[0].leaves))), *made[1:]]
    assert len(row_checks.seal_faults(changed, broken)) == 1

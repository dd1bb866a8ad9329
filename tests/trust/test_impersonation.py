"""Who a person is comes from the signed log: with a passphrase of her own, Python and SQL nobody becomes
another, and nobody gets another role."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import CaseProblem, RuleBroken
from evidence_review.domain.ids import UserId
from evidence_review.domain.kinds import Role
from evidence_review.trust import enrolments, keys, verify
from evidence_review.workflow.auditing import auditing
from evidence_review.workflow.case import opening
from tests import build
from tests.trust import served, tampering

HERS = "rita wrote this one herself"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return build.new_case(tmp_path / "case")


def told(folder: Path) -> tuple[int, str]:
    """What `verify` says of a case: status and sentences."""
    session = build.as_user(folder, "abel")
    try:
        verdict = auditing.verify_case(session)
    finally:
        opening.close(session)
    return verdict.status, "\n".join(verdict.lines)


def test_an_untouched_case_opens_for_everyone_in_her_role(case: Path) -> None:
    for name, role in build.PEOPLE.items():
        session = build.as_user(case, name)
        assert session.role is role
        opening.close(session)
    assert told(case)[0] == verify.INTACT


def test_a_role_edited_in_the_table_is_no_role(case: Path) -> None:
    with tampering.unguarded(case) as db:
        db.execute("UPDATE users SET role = 'PROSECUTOR' WHERE name = 'rita'")
    session = build.as_user(case, "rita")
    assert session.role is Role.REVIEWER
    with pytest.raises(RuleBroken):
        session.may(Act.ENDORSE)
    assert not [
        user for user in opening.list_users(session) if user.name == "rita" and user.role is not Role.REVIEWER
    ]
    opening.close(session)


def test_a_key_edited_in_the_table_is_no_key(case: Path) -> None:
    rita = served.key_of(case, "rita")
    tampering.add_box(case, "paul", _as("paul", rita), tampering.seed_of(case), HERS)
    with tampering.unguarded(case) as db:
        db.execute("UPDATE users SET public_key = 'x' WHERE name = 'rita'")
        db.execute("UPDATE users SET public_key = ? WHERE name = 'paul'", (rita.user.public_key,))
    with pytest.raises(CaseProblem, match="not the one enrolled"):
        opening.open_case(case, "paul", HERS)
    session = build.as_user(case, "rita")
    assert session.role is Role.REVIEWER
    opening.close(session)


def test_a_self_signed_enrolment_with_her_box_is_refused_and_named(case: Path) -> None:
    """The whole impersonation: his id, her key, her box under his name, an entry of her own."""
    rita, paul = served.key_of(case, "rita"), served.key_of(case, "paul").user
    seed = keys.new_secret()
    mine = replace(paul, public_key=keys.public_key(seed))
    shape = verify.enrolment_hash(str(Role.PROSECUTOR), mine.public_key)
    line = tampering.append(case, rita, action="add user", object=f"user:{paul.id}", object_hash=shape)
    tampering.add_box(case, "paul", keys.unlock(mine, keys.Secrets(b"", seed)), seed, HERS)
    with tampering.unguarded(case) as db:
        db.execute("UPDATE users SET public_key = ? WHERE name = 'paul'", (mine.public_key,))
    number = json.loads(line)["seq"]
    with pytest.raises(CaseProblem, match=f"entry {number} is signed by a user whose role may not"):
        opening.open_case(case, "paul", HERS)
    status, lines = told(case)
    assert status == verify.ALTERED
    assert f"entry {number} is signed by a user whose role may not do this (add user)" in lines


def test_a_new_prosecutor_whom_a_reviewer_enrols_is_refused_and_named(case: Path) -> None:
    rita, seed = served.key_of(case, "rita"), keys.new_secret()
    user = replace(
        rita.user, id=UserId("f" * 16), name="Pat", role=Role.PROSECUTOR, public_key=keys.public_key(seed)
    )
    shape = verify.enrolment_hash(str(user.role), user.public_key)
    tampering.append(case, rita, action="add user", object=f"user:{user.id}", object_hash=shape)
    tampering.add_box(case, "Pat", keys.unlock(user, keys.Secrets(b"", seed)), seed, HERS)
    with tampering.unguarded(case) as db:
        row = (user.id, "Pat", "PROSECUTOR", user.public_key, rita.user.id, "2026-01-01T00:00:00")
        db.execute("INSERT INTO users VALUES (?, ?, ?, ?, ?, ?)", row)
    with pytest.raises(CaseProblem, match="role may not do this"):
        opening.open_case(case, "Pat", HERS)
    assert told(case)[0] == verify.ALTERED


def test_an_entry_with_her_key_in_his_name_is_named(case: Path) -> None:
    rita, paul = served.key_of(case, "rita"), served.key_of(case, "paul")
    line = tampering.append(case, rita, user=paul.user.id, action="endorse", object="item:1")
    status, lines = told(case)
    assert status == verify.ALTERED
    assert f"entry {json.loads(line)['seq']} is signed by a key that was never enrolled" in lines


def test_an_act_beyond_her_role_in_her_own_name_is_named(case: Path) -> None:
    line = tampering.append(case, served.key_of(case, "rita"), action="endorse", object="item:1")
    status, lines = told(case)
    assert status == verify.ALTERED
    assert (
        f"entry {json.loads(line)['seq']} is signed by a user whose role may not do this (endorse)" in lines
    )


def test_an_enrolment_anew_under_another_key_is_refused_and_named(case: Path) -> None:
    """Even an administrator gives nobody a second key, and nobody's key a second name."""
    gail, paul = served.key_of(case, "gail"), served.key_of(case, "paul").user
    for about, key in ((f"user:{paul.id}", "0" * 64), (f"user:{'f' * 16}", paul.public_key)):
        shape = verify.enrolment_hash("PROSECUTOR", key)
        tampering.append(case, gail, action="add user", object=about, object_hash=shape)
        assert told(case)[0] == verify.ALTERED


def test_a_second_beginning_of_the_log_makes_nobody_an_administrator(case: Path) -> None:
    """She begins the log anew, as an administrator, in a row after the others."""
    rita = served.key_of(case, "rita")
    shape = verify.enrolment_hash("ADMIN", rita.user.public_key)
    first = {"action": "create case", "object": f"user:{rita.user.id}", "object_hash": shape}
    forged = served.entry_of(rita, served.lines_of(case), **first, seq=1, prev=verify.FIRST_PREV)
    with tampering.unguarded(case) as db:
        (seq,) = db.execute("SELECT max(seq) + 1 FROM audit").fetchone()
        row = (seq, forged, "x", "2026-01-01", rita.user.id, "CONFIG", "create case", f"user:{rita.user.id}")
        db.execute("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    session = build.as_user(case, "rita")
    assert session.role is Role.REVIEWER
    opening.close(session)
    assert told(case)[0] == verify.ALTERED


@pytest.mark.parametrize("name", ["PAUL", " paul ", "ｐａｕｌ"])
def test_a_name_that_looks_like_another_is_refused(case: Path, name: str) -> None:
    session = build.as_user(case, "gail")
    with pytest.raises(RuleBroken, match="of that name already"):
        opening.add_user(session, name, Role.REVIEWER, build.PASSPHRASE)
    opening.close(session)


def test_without_the_check_of_roles_the_impersonation_passes(case: Path, monkeypatch) -> None:
    rita, seed = served.key_of(case, "rita"), keys.new_secret()
    user = replace(
        rita.user, id=UserId("f" * 16), name="Pat", role=Role.PROSECUTOR, public_key=keys.public_key(seed)
    )
    shape = verify.enrolment_hash(str(user.role), user.public_key)
    tampering.append(case, rita, action="add user", object=f"user:{user.id}", object_hash=shape)
    tampering.add_box(case, "Pat", keys.unlock(user, keys.Secrets(b"", seed)), seed, HERS)
    with tampering.unguarded(case) as db:
        row = (user.id, "Pat", "PROSECUTOR", user.public_key, rita.user.id, "2026-01-01T00:00:00")
        db.execute("INSERT INTO users VALUES (?, ?, ?, ?, ?, ?)", row)
    monkeypatch.setattr(verify, "role_may", lambda *_: True)
    session = opening.open_case(case, "Pat", HERS)
    assert session.role is Role.PROSECUTOR
    opening.close(session)


def test_without_the_enrolment_from_the_log_the_table_would_count(case: Path, monkeypatch) -> None:
    with tampering.unguarded(case) as db:
        db.execute("UPDATE users SET role = 'PROSECUTOR' WHERE name = 'rita'")
    monkeypatch.setattr(opening, "_enrolled", lambda case, known, sealed: keys.unlock(known, sealed))
    session = build.as_user(case, "rita")
    assert session.role is Role.PROSECUTOR
    opening.close(session)


def test_keys_of_low_order_are_refused_by_the_library_s_side_too() -> None:
    low = (1).to_bytes(32, "little")
    assert not keys.Signatures().fits(low, b"whatever is said", low + bytes(32))


def test_enrolments_of_another_case_or_without_the_first_entry_are_none(case: Path) -> None:
    lines = served.lines_of(case)
    paul = served.key_of(case, "paul").user
    mine = json.loads(lines[0])["case"]
    assert enrolments.enrolments(lines[:8], mine).role(paul.id, paul.public_key) is Role.PROSECUTOR
    assert enrolments.enrolments(lines[:8], "f" * 32).role(paul.id, paul.public_key) is None
    assert enrolments.enrolments(lines[1:8], mine).role(paul.id, paul.public_key) is None


def _as(name: str, key: keys.Key) -> keys.Key:
    return keys.Key(replace(key.user, name=name), key.private)

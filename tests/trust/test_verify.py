"""The verifier that stands alone, against the attacks of reference/safety.md 2.1 and a second
implementation."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_review.domain.audit import AuditEvent, canonical, digest, entry_hash, entry_line, merkle_root
from evidence_review.domain.ids import UserId
from evidence_review.domain.kinds import AuditOp, Role
from evidence_review.domain.people import User
from evidence_review.trust import keys, verify
from evidence_review.trust.checkpoints import checkpoint, signed_note


def user_and_key(name: str, role: Role = Role.REVIEWER) -> keys.Key:
    seed = keys.new_secret()
    return keys.unlock(User(UserId(name), name, role, keys.public_key(seed)), keys.Secrets(b"", seed))


def a_log(count: int = 30, people: int = 2) -> tuple[list[bytes], list[keys.Key]]:
    """A log as the store writes it: the administrator enrols the others, then they act in turn."""
    signers = [user_and_key("u0", Role.ADMIN), *(user_and_key(f"u{n}") for n in range(1, people))]
    lines: list[bytes] = []
    prev = "0" * 64
    for seq in range(1, count + 1):
        enrolling = seq <= len(signers)
        signer = signers[0] if enrolling else signers[1 + seq % (len(signers) - 1)]
        about = signers[seq - 1].user if enrolling else None
        shape = digest({"role": str(about.role), "public_key": about.public_key}) if about else ""
        action = ("create case" if seq == 1 else "add user") if about else "decide"
        event = AuditEvent(
            "case1",
            seq,
            prev,
            signer.user.id,
            signer.user.public_key,
            f"2026-01-01T00:00:{seq:02d}.000Z",
            seq,
            "s",
            AuditOp.ALTER,
            action,
            f"user:{about.id}" if about else f"item:{seq}",
            shape,
            "",
            (("n", seq),),
            "0.1.0",
        )
        line = entry_line(event, signer.sign(event.signed_bytes()).hex())
        lines.append(line)
        prev = entry_hash(line)
    return lines, signers


def check(lines: list[bytes]) -> verify.Report:
    return verify.check_log(b"".join(line + b"\n" for line in lines))


def resigned(lines: list[bytes], at: int, keys_of: list[keys.Key], **changes: object) -> list[bytes]:
    """The log rewritten from entry `at` by someone who holds these keys."""
    by_key = {key.user.public_key: key for key in keys_of}
    out = lines[: at - 1]
    prev = entry_hash(out[-1]) if out else "0" * 64
    for number, line in enumerate(lines[at - 1 :], start=at):
        body = (
            {k: v for k, v in json.loads(line).items() if k != "sig"}
            | {"prev": prev}
            | (changes if number == at else {})
        )
        signer = by_key.get(body["key"], keys_of[0])
        body["key"] = signer.user.public_key
        signature = signer.sign(b"EVIDENCE-LOG-v1\n" + canonical(body)).hex()
        line = canonical({**body, "sig": signature})
        out.append(line)
        prev = entry_hash(line)
    return out


def test_the_verifier_knows_every_role_that_may_be_enrolled() -> None:
    assert set(verify.ROLES) == set(Role)


def test_an_untouched_log_is_intact() -> None:
    lines, _ = a_log()
    report = check(lines)
    assert (report.status, report.entries) == (verify.INTACT, 30)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_changed_bit_is_noticed_at_its_entry(data) -> None:
    lines, _ = a_log(8)
    number = data.draw(st.integers(1, 8))
    line = bytearray(lines[number - 1])
    at = data.draw(st.integers(0, len(line) - 1))
    line[at] ^= 1 << data.draw(st.integers(0, 7))
    report = check([*lines[: number - 1], bytes(line), *lines[number:]])
    assert report.status == verify.ALTERED
    assert any(f"entry {n} " in report.lines[0] for n in (number, number + 1))


@pytest.mark.parametrize(
    ("attack", "where"),
    [
        (lambda ls: [*ls[:9], *ls[10:]], 10),
        (lambda ls: [*ls[:2], ls[3], ls[2], *ls[4:]], 3),
        (lambda ls: [*ls, ls[5]], 31),
        (lambda ls: [*ls[:20], ls[5], *ls[20:]], 21),
    ],
)
def test_deleting_swapping_and_replaying_are_noticed(attack, where: int) -> None:
    lines, _ = a_log()
    report = check(attack(lines))
    assert report.status == verify.ALTERED
    assert f"entry {where} " in report.lines[0]


def test_rewriting_with_foreign_keys_is_noticed() -> None:
    lines, _ = a_log()
    report = check(resigned(lines, 10, [user_and_key("stranger")], action="decide otherwise"))
    assert report.status == verify.ALTERED
    assert "entry 10 " in report.lines[0]
    assert "never enrolled" in report.lines[0]


def test_an_insider_with_all_keys_is_seen_by_a_checkpoint_only() -> None:
    lines, signers = a_log()
    note = signed_note(checkpoint("case1", lines[:20]), signers[1])
    rewritten = resigned(lines, 10, signers, action="decide otherwise")
    assert check(rewritten).status == verify.INTACT  # the window that reference/safety.md 2.1 names
    known = [signer.user.public_key for signer in signers]
    assert "not the one" in verify.check_checkpoint(note, rewritten, known, "checkpoint")
    assert "shorter" in verify.check_checkpoint(note, lines[:15], known, "checkpoint")
    assert verify.check_checkpoint(note, lines, known, "checkpoint") == ""


def test_a_log_replaced_as_a_whole_is_seen_by_its_first_key() -> None:
    lines, signers = a_log()
    other, _ = a_log()
    data = b"".join(line + b"\n" for line in other)
    assert verify.check_log(data).status == verify.INTACT
    assert verify.check_log(data, signers[0].user.public_key).status == verify.ALTERED


def test_a_cut_last_line_and_an_empty_log_are_told_apart() -> None:
    lines, _ = a_log(5)
    data = b"".join(line + b"\n" for line in lines)
    assert verify.check_log(data[:-1]).status == verify.ALTERED
    assert verify.check_log(b"").status == verify.INCOMPLETE


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=200), st.binary(min_size=64, max_size=64))
def test_signatures_are_judged_as_the_library_judges_them(message: bytes, noise: bytes) -> None:
    key = Ed25519PrivateKey.generate()
    public, signature = key.public_key().public_bytes_raw(), key.sign(message)
    ours = verify.Signatures()
    assert ours.fits(public, message, signature)
    assert not ours.fits(public, message + b"x", signature)
    assert not ours.fits(public, message, noise)


def test_the_vectors_of_rfc_8032() -> None:
    public = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
    signature = bytes.fromhex(
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0"
            "f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        )
    )
    assert verify.Signatures().fits(public, b"\x72", signature)


@given(st.lists(st.binary(max_size=8), max_size=40))
def test_the_two_merkle_trees_agree(lines: list[bytes]) -> None:
    assert verify.merkle_root(lines) == merkle_root(lines)


def test_it_is_written_for_python_3_8() -> None:
    """By its words, and by what later versions added to what it calls."""
    tree = ast.parse(Path(verify.__file__).read_text("utf-8"), feature_version=(3, 8))
    later = {"strict", "removeprefix", "removesuffix", "bit_count", "is_relative_to", "slots", "kw_only"}
    used = {node.arg for node in ast.walk(tree) if isinstance(node, ast.keyword)}
    used |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not used & later
    assert used & {"sort_keys", "partition"}  # the names that are looked at are those that it uses


def test_it_runs_alone_on_any_python(tmp_path) -> None:
    lines, _ = a_log(6)
    (tmp_path / "log.jsonl").write_bytes(b"".join(line + b"\n" for line in lines))
    (tmp_path / "verify.py").write_bytes(open(verify.__file__, "rb").read())
    done = subprocess.run(
        [sys.executable, "-I", "-S", "verify.py", "log.jsonl"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "INTACT" in done.stdout

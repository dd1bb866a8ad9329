"""The post-quantum signature on checkpoints: the verifier's own ML-DSA-44 against the library's, the key that is
bound by the enrolment, and cases of people who were enrolled without one."""

import base64
import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey, MLDSA44PublicKey

from evidence_review.domain.errors import CaseProblem
from evidence_review.store import audit
from evidence_review.trust import keys, verify
from evidence_review.trust.checkpoints import checkpoint, signed_note
from evidence_review.trust.enrolments import enrolments
from evidence_review.workflow.auditing import auditing
from evidence_review.workflow.case import opening
from tests import build
from tests.trust import served, tampering
from tests.trust.test_verify import user_and_key

DRAWN = random.Random(44)


def library_says(public: bytes, message: bytes, signature: bytes) -> bool:
    try:
        MLDSA44PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def signed(message: bytes, seed: int = 1) -> tuple[bytes, bytes]:
    private = MLDSA44PrivateKey.from_seed_bytes(bytes([seed]) * 32)
    return private.public_key().public_bytes_raw(), private.sign(message)


def test_every_signature_of_the_library_fits() -> None:
    for number in range(60):
        message = DRAWN.randbytes(number * 3)
        public, signature = signed(message, number)
        assert verify.second_fits(public, message, signature)
        assert keys.Signatures().second_fits(public, message, signature)


def test_anything_changed_is_judged_as_the_library_judges_it() -> None:
    public, signature = signed(b"the log")
    for part in (public, signature):
        for _ in range(60):
            at, bit = DRAWN.randrange(len(part)), 1 << DRAWN.randrange(8)
            changed = part[:at] + bytes((part[at] ^ bit,)) + part[at + 1 :]
            pair = (changed, signature) if part is public else (public, changed)
            assert not verify.second_fits(pair[0], b"the log", pair[1])
            assert not library_says(pair[0], b"the log", pair[1])
    assert not verify.second_fits(public, b"another log", signature)
    assert not verify.second_fits(signed(b"", 2)[0], b"the log", signature)


def test_a_signature_with_a_context_is_none_of_ours() -> None:
    private = MLDSA44PrivateKey.generate()
    signature = private.sign(b"the log", b"elsewhere")
    assert not verify.second_fits(private.public_key().public_bytes_raw(), b"the log", signature)


@pytest.mark.parametrize("length", [0, 1, 2419, 2421])
def test_signatures_of_another_length_fit_nothing(length: int) -> None:
    public, signature = signed(b"the log")
    assert not verify.second_fits(public, b"the log", (signature + b"\0")[:length])
    assert not verify.second_fits(public[:-1], b"the log", signature)


def hint_lists(signature: bytes) -> tuple[bytes, list[list[int]]]:
    """What stands before the hints, and the hints row by row."""
    data, rows, first = signature[-84:], [], 0
    for end in data[80:]:
        rows.append(list(data[first:end]))
        first = end
    return signature[:-84], rows


def with_hints(before: bytes, places: list[int], ends: list[int]) -> bytes:
    return before + bytes(places) + bytes(80 - len(places)) + bytes(ends)


def test_hints_written_in_another_way_are_refused_as_the_library_refuses_them() -> None:
    """The same hints in another order, twice, or with something after them, would be a second signature of the
    same message."""
    public, signature = signed(b"the log")
    before, rows = hint_lists(signature)
    places = [place for row in rows for place in row]
    ends = list(signature[-4:])
    assert with_hints(before, places, ends) == signature
    row = next(at for at, one in enumerate(rows) if len(one) > 1)
    start = sum(map(len, rows[:row]))
    swapped = [*places[:start], places[start + 1], places[start], *places[start + 2 :]]
    twice = [*places[: start + 1], *places[start:]]
    for changed in (
        with_hints(before, swapped, ends),
        with_hints(before, twice, [end + (at >= row) for at, end in enumerate(ends)]),
        signature[:-5] + b"\1" + signature[-4:],
        signature[:-1] + b"\x51",
        signature[:-4] + bytes(reversed(signature[-4:])),
    ):
        assert len(changed) == 2420
        assert not verify.second_fits(public, b"the log", changed)
        assert not library_says(public, b"the log", changed)


def test_without_the_check_of_hints_another_order_passes(monkeypatch) -> None:
    public, signature = signed(b"the log")
    before, rows = hint_lists(signature)
    row = next(at for at, one in enumerate(rows) if len(one) > 1)
    rows[row].reverse()
    changed = with_hints(before, [place for one in rows for place in one], list(signature[-4:]))
    assert not verify.second_fits(public, b"the log", changed)
    monkeypatch.setattr(verify, "_hints", lambda data: hint_lists(data)[1])
    assert verify.second_fits(public, b"the log", changed)


# ---- the key in a case
# ---------------------------------------------------------------------------------------------------------
@pytest.fixture
def case(tmp_path: Path) -> Path:
    return build.new_case(tmp_path / "case")


def test_each_user_s_enrolment_binds_the_second_key(case: Path) -> None:
    session = build.as_user(case, "gail")
    people = enrolments(audit.enrolling_lines(session.case), session.case.facts.id)
    everyone = opening.list_users(session)
    opening.close(session)
    assert len({people.second(user.id) for user in everyone}) == len(everyone) == len(build.PEOPLE) + 1
    for user in everyone:
        seed = tampering.seed_of(case, user.name)
        assert people.second(user.id) == keys.second_public_key(seed)
        assert served.key_of(case, user.name).second


def test_the_second_key_is_drawn_from_the_seed_and_no_other() -> None:
    one, other = keys.new_secret(), keys.new_secret()
    assert keys.second_public_key(one) == keys.second_public_key(one) != keys.second_public_key(other)
    assert keys.second_public_key(bytes(32))[:24] == "yyB6AdzoRo1nZfOf2fNJW6+C"  # never another for a seed


def test_a_key_enrolled_that_the_seed_does_not_give_opens_nothing() -> None:
    mine, seed = user_and_key("u0"), keys.new_secret()
    user = replace(mine.user, public_key=keys.public_key(seed))
    assert keys.unlock(user, keys.Secrets(b"", seed)).second is None
    assert keys.unlock(user, keys.Secrets(b"", seed), keys.second_public_key(seed)).second
    with pytest.raises(CaseProblem, match="not the one enrolled"):
        keys.unlock(user, keys.Secrets(b"", seed), keys.second_public_key(keys.new_secret()))


def test_the_log_shown_and_printed_does_not_hold_the_key(case: Path) -> None:
    session = build.as_user(case, "abel")
    rows = auditing.events(session)
    opening.close(session)
    assert any(row.action == "add user" for row in rows)
    assert not [row for row in rows if verify.SECOND in row.detail or len(row.detail) > 400]


@pytest.mark.parametrize("written", ["", "AAAA", 3, "-" * 1752, base64.b64encode(bytes(1311)).decode()])
def test_an_enrolment_with_a_second_key_that_is_none_is_refused(case: Path, written: object) -> None:
    gail, lines = served.key_of(case, "gail"), served.lines_of(case)
    shape = verify.enrolment_hash("REVIEWER", keys.public_key(keys.new_secret()))
    about = {"action": "add user", "object": f"user:{'f' * 16}", "object_hash": shape}
    line = served.entry_of(gail, lines, **about, detail={verify.SECOND: written})
    report = verify.check_log(b"".join(one + b"\n" for one in [*lines, line]))
    assert report.status == verify.ALTERED
    assert "second key" in report.lines[0]


def test_another_s_second_key_cannot_be_enrolled(case: Path) -> None:
    gail, lines = served.key_of(case, "gail"), served.lines_of(case)
    theirs = next(json.loads(line) for line in lines if b'"add user"' in line)["detail"][verify.SECOND]
    shape = verify.enrolment_hash("REVIEWER", keys.public_key(keys.new_secret()))
    about = {"action": "add user", "object": f"user:{'f' * 16}", "object_hash": shape}
    line = served.entry_of(gail, lines, **about, detail={verify.SECOND: theirs})
    report = verify.check_log(b"".join(one + b"\n" for one in [*lines, line]))
    assert report.status == verify.ALTERED
    assert "another's" in report.lines[0]


def test_a_checkpoint_of_a_log_needs_the_line_of_its_signer(case: Path, tmp_path: Path) -> None:
    lines, omar, paul = served.lines_of(case), served.key_of(case, "omar"), served.key_of(case, "paul")
    log, kept = tmp_path / "log.jsonl", tmp_path / "kept.txt"
    log.write_bytes(b"".join(line + b"\n" for line in lines))
    point = checkpoint(json.loads(lines[0])["case"], lines)
    notes = {signer.user.name: signed_note(point, signer) for signer in (omar, paul)}
    bare = signed_note(point, replace(omar, second=None))
    crossed = bare + notes["paul"].split("\n")[5] + "\n"
    wanted = {notes["omar"]: verify.INTACT, bare: verify.ALTERED, crossed: verify.ALTERED}
    for note, status in wanted.items():
        kept.write_text(note, "utf-8")
        assert verify.check_path(log, checkpoint=kept).status == status
        session = build.as_user(case, "abel")
        assert auditing.verify_case(session, kept).status == status
        opening.close(session)


def test_a_case_of_people_without_a_second_key_works_on(case: Path, tmp_path: Path) -> None:
    """As one that an older program made: no key in the enrolments, one line on checkpoints, and bundles that say
    so."""
    signers = {name: served.key_of(case, name) for name in ("gail", *build.PEOPLE)}
    tampering.write_log_anew(case, [*signers.values()], lambda body: body["detail"].pop(verify.SECOND, ""))
    assert served.key_of(case, "omar").second is None
    out = served.bundle_of(case, tmp_path / "bundle", [])
    assert (out / "checkpoint.txt").read_text("utf-8").count("\u2014") == 1
    for path in (out, out / "schedule" / "mg6c.pdf"):
        report = verify.check_path(path)
        assert report.status == verify.INTACT, report.lines
        assert "no post-quantum signature" in "\n".join(report.lines)
    session = build.as_user(case, "abel")
    assert auditing.verify_case(session, out / "checkpoint.txt").status == verify.INTACT
    opening.close(session)

"""Bundles that were changed, signed anew or made odd by somebody who has a key of her own in the case: each
is told from what was handed over, and by the check that is there for it."""

import json
import os
import shutil
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest

from evidence_review.domain.audit import canonical, digest
from evidence_review.domain.decisions import MAY
from evidence_review.trust import keys, verify
from evidence_review.trust.proofs import inclusion, levels
from evidence_review.workflow.auditing import auditing
from evidence_review.workflow.producing.releasing import Production
from tests import build
from tests.trust import proving, served

TRANSCRIPT = "transcripts/item-0001.pdf"


@dataclass
class Played:
    """A bundle to attack, its case, its log, another bundle of the same case, and keys of people who have
    one."""

    folder: Path
    case: str
    lines: list[bytes]
    other: Path
    rita: keys.Key
    omar: keys.Key
    key: str = ""

    def report(self) -> verify.Report:
        """What the verifier says, given the key where one is known."""
        return verify.check_path(self.folder, self.key)

    def swap(self) -> None:
        """Other words in the place of what was handed over."""
        (self.folder / TRANSCRIPT).write_bytes(b"%PDF I was never there")

    def places(self) -> list[int]:
        """Where in the log the entries stand that the bundle shows."""
        return [one["index"] for one in json.loads((self.folder / "proof.json").read_bytes())["entries"]]

    def forge(self, signer: keys.Key, **fields: object) -> None:
        """The bundle as it is now, with an entry of a production signed by this key in the place of the
        true one, in a log of this signer's own making."""
        said = json.loads((self.folder / "manifest.json").read_bytes())
        true = json.loads(self.lines[self.places()[-1]])
        contents = served.contents_of(self.folder)
        about = {"op": "DISCLOSE", "action": "produce bundle", "object": f"production:{said['production']}"}
        detail = true["detail"] | {"files": len(contents)}
        lines = self.lines[: self.places()[-1]]
        lines.append(
            served.entry_of(
                signer, lines, **{**about, "object_hash": digest(contents), "detail": detail, **fields}
            )
        )
        enrols = [at for at, line in enumerate(lines) if f'"object":"user:{signer.user.id}"'.encode() in line]
        places = [*self.places()[:-1], enrols[0], len(lines) - 1]
        served.prove_anew(self.folder, self.case, lines, places, signer)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Played:
    tmp = tmp_path_factory.mktemp("bundles")
    folder, carried = served.served_case(tmp)
    out = served.bundle_of(folder, tmp / "bundle", carried)
    other = served.bundle_of(folder, tmp / "other", carried, Production("Somebody else"))
    lines = served.lines_of(folder)
    case = json.loads(lines[0])["case"]
    return Played(out, case, lines, other, served.key_of(folder, "rita"), served.key_of(folder, "omar"))


@pytest.fixture
def played(made: Played, tmp_path: Path) -> Played:
    shutil.copytree(made.folder, tmp_path / "bundle")
    return Played(tmp_path / "bundle", made.case, made.lines, made.other, made.rita, made.omar)


def test_the_untouched_bundle_is_intact_and_holds_no_log(played: Played) -> None:
    report = verify.check_path(played.folder)
    assert report.status == verify.INTACT, report.lines
    names = {path.name for path in played.folder.rglob("*")}
    assert not names & {"log.jsonl", "log.pdf"}
    shown = [json.loads(one["line"]) for one in _proof(played.folder)["entries"]]
    assert next(one["action"] for one in shown) == "create case"
    assert [one["action"] for one in shown][-1] == "produce bundle"
    assert {one["action"] for one in shown[1:-1]} == {"add user"}
    assert len(shown) == 4  # the administrator, who made it, who approved, and the production
    assert "Marsh" not in (played.folder / "proof.json").read_text("utf-8")


def _proof(folder: Path) -> dict:
    return json.loads((folder / "proof.json").read_bytes())


def test_the_table_of_roles_is_the_program_s() -> None:
    program = {str(act): {str(role) for role in roles} for act, roles in MAY.items()}
    assert {act: set(roles) for act, roles in verify.ROLES_OF.items()} == {
        act: roles for act, roles in program.items() if act in verify.ROLES_OF
    }
    assert set(verify.ACT_OF.values()) == set(verify.ROLES_OF)


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 7, 8, 13, 33])
def test_a_proof_leads_to_the_root_and_no_other_does(size: int) -> None:
    lines = [b"entry %d" % number for number in range(size)]
    tree, root = levels(lines), verify.merkle_root(lines)
    for place, line in enumerate(lines):
        path = inclusion(tree, place)
        assert verify.root_of_path(line, place, size, path) == root
        assert verify.root_of_path(line + b"x", place, size, path) != root
        assert verify.root_of_path(line, place, size, [*path, b"\0" * 32]) != root
        assert size == 1 or verify.root_of_path(line, (place + 1) % size, size, path) != root
        assert not path or verify.root_of_path(line, place, size, path[:-1]) != root


# ---- attacks -------------------------------------------------------------------------------------------


def swapped(played: Played) -> None:
    played.swap()


def swapped_and_signed_by_a_reviewer(played: Played) -> None:
    played.swap()
    served.resign(played.folder, played.rita)


def swapped_and_signed_under_another_name(played: Played) -> None:
    played.swap()
    served.resign(
        played.folder, played.rita, lambda said: said["signer"].update(public_key=played.omar.user.public_key)
    )


def swapped_and_signed_by_its_own_maker(played: Played) -> None:
    played.swap()
    served.resign(played.folder, played.omar)


def served_with_an_entry_of_another_production(played: Played) -> None:
    for name in ("proof.json", "checkpoint.txt"):
        shutil.copy(played.other / name, played.folder / name)
    served.resign(played.folder, played.omar)


def forged_by_a_reviewer(played: Played) -> None:
    played.swap()
    played.forge(played.rita)
    served.resign(played.folder, played.rita, lambda said: said["signer"].update(role="REVIEWER"))


def forged_by_a_reviewer_as_officer(played: Played) -> None:
    played.swap()
    played.forge(played.rita)
    served.resign(played.folder, played.rita)


def forged_after_a_self_signed_enrolment(played: Played) -> None:
    """She enrols a second self as disclosure officer, and produces as that."""
    played.swap()
    seed = keys.new_secret()
    user = played.rita.user.__class__("f" * 16, "Omar", played.omar.user.role, keys.public_key(seed))
    puppet = keys.unlock(user, keys.Secrets(b"", seed))
    lines = played.lines[: played.places()[-1]]
    shape = verify.enrolment_hash(str(user.role), user.public_key)
    lines.append(
        served.entry_of(played.rita, lines, action="add user", object=f"user:{user.id}", object_hash=shape)
    )
    said = json.loads((played.folder / "manifest.json").read_bytes())
    contents = served.contents_of(played.folder)
    detail = {"files": len(contents), "recipient": digest(said["recipient"])}
    lines.append(
        served.entry_of(
            puppet,
            lines,
            action="produce bundle",
            object=f"production:{said['production']}",
            object_hash=digest(contents),
            detail=detail | {"accused": digest(said["accused"])},
        )
    )
    places = [0, len(lines) - 2, len(lines) - 1]
    served.prove_anew(played.folder, played.case, lines, places, puppet)
    served.resign(played.folder, puppet, lambda said: said.update(users=[]))


def entry_not_in_the_log(played: Played) -> None:
    """The officer himself makes an entry that his log does not hold, under the checkpoint that others
    keep."""
    played.swap()
    kept = (played.folder / "checkpoint.txt").read_bytes()
    played.forge(played.omar)
    (played.folder / "checkpoint.txt").write_bytes(kept)
    served.resign(played.folder, played.omar)


def place_moved(played: Played) -> None:
    said = _proof(played.folder)
    said["entries"][-1]["index"] += 1
    (played.folder / "proof.json").write_bytes(canonical(said))
    served.resign(played.folder, played.omar)


def first_entry_left_out(played: Played) -> None:
    said = _proof(played.folder)
    said["entries"] = said["entries"][1:]
    (played.folder / "proof.json").write_bytes(canonical(said))
    served.resign(played.folder, played.omar)


def approver_not_shown(played: Played) -> None:
    said = _proof(played.folder)
    del said["entries"][-2]
    (played.folder / "proof.json").write_bytes(canonical(said))
    served.resign(played.folder, played.omar)


def recipient_exchanged(played: Played) -> None:
    served.resign(played.folder, played.omar, lambda said: said.update(recipient="Another firm"))


def accused_exchanged(played: Played) -> None:
    served.resign(played.folder, played.omar, lambda said: said.update(accused=""))


def file_left_out(played: Played) -> None:
    (played.folder / TRANSCRIPT).unlink()
    served.resign(played.folder, played.omar)


def file_put_in(played: Played) -> None:
    (played.folder / "schedule" / "more.pdf").write_bytes(b"more")
    served.resign(played.folder, played.omar)


def cache_put_in(played: Played) -> None:
    (played.folder / "__pycache__").mkdir()
    (played.folder / "__pycache__" / "verify.cpython-313.pyc").write_bytes(b"more")


def empty_folder_put_in(played: Played) -> None:
    (played.folder / "more").mkdir()


def linked_file(played: Played) -> None:
    kept = played.folder.parent / "kept.pdf"
    shutil.move(played.folder / TRANSCRIPT, kept)
    os.symlink(kept, played.folder / TRANSCRIPT)


def linked_folder(played: Played) -> None:
    shutil.move(played.folder / "schedule", played.folder.parent / "schedule")
    os.symlink(played.folder.parent / "schedule", played.folder / "schedule")


def pipe_put_in(played: Played) -> None:
    os.mkfifo(played.folder / "pipe")


def checkpoint_missing(played: Played) -> None:
    (played.folder / "checkpoint.txt").unlink()


def checkpoint_missing_and_unlisted(played: Played) -> None:
    (played.folder / "checkpoint.txt").unlink()
    served.resign(played.folder, played.omar)


def checkpoint_empty(played: Played) -> None:
    (played.folder / "checkpoint.txt").write_bytes(b"")
    served.resign(played.folder, played.omar)


def checkpoint_garbled(played: Played) -> None:
    text = (played.folder / "checkpoint.txt").read_text("utf-8")
    (played.folder / "checkpoint.txt").write_text(text.replace("\n", "\n+", 1), "utf-8")
    served.resign(played.folder, played.omar)


def checkpoint_signed_by_nobody(played: Played) -> None:
    body, _, _ = (played.folder / "checkpoint.txt").read_text("utf-8").partition("\n\n")
    (played.folder / "checkpoint.txt").write_text(f"{body}\n\n\u2014 omar {'A' * 92}\n", "utf-8")
    served.resign(played.folder, played.omar)


def checkpoint_of_another_case(played: Played) -> None:
    path = played.folder / "checkpoint.txt"
    path.write_text(path.read_text("utf-8").replace(played.case, "f" * 32), "utf-8")
    served.resign(played.folder, played.omar)


def proof_missing(played: Played) -> None:
    (played.folder / "proof.json").unlink()


def proof_of_a_document_missing(played: Played) -> None:
    (played.folder / (TRANSCRIPT + verify.PROOF)).unlink()


def proof_of_a_document_missing_and_unlisted(played: Played) -> None:
    (played.folder / (TRANSCRIPT + verify.PROOF)).unlink()
    served.resign(played.folder, played.omar)


def proofs_exchanged(played: Played) -> None:
    one, other = (played.folder / (name + verify.PROOF) for name in (TRANSCRIPT, "schedule/mg6c.pdf"))
    kept = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(kept)
    served.resign(played.folder, played.omar)


def proof_of_another_production(played: Played) -> None:
    """It is true of the same file, which was served twice."""
    shutil.copy(played.other / (TRANSCRIPT + verify.PROOF), played.folder / (TRANSCRIPT + verify.PROOF))
    served.resign(played.folder, played.omar)


def proof_edited(played: Played) -> None:
    proving.change(
        played.folder / (TRANSCRIPT + verify.PROOF), lambda parts: parts.said["file"].update(by="paul")
    )
    served.resign(played.folder, played.omar)


def proof_of_nothing_put_in(played: Played) -> None:
    shutil.copy(played.folder / (TRANSCRIPT + verify.PROOF), played.folder / ("more.pdf" + verify.PROOF))
    served.resign(played.folder, played.omar)


def proofs_taken_out_as_if_older(played: Played) -> None:
    for one in played.folder.rglob("*" + verify.PROOF):
        one.unlink()
    served.resign(played.folder, played.omar, lambda said: said.update(format=2))


def post_quantum_line_removed(played: Played) -> None:
    path = played.folder / "checkpoint.txt"
    path.write_text("\n".join(path.read_text("utf-8").split("\n")[:5]) + "\n", "utf-8")
    served.resign(played.folder, played.omar)


def post_quantum_line_changed(played: Played) -> None:
    path = played.folder / "checkpoint.txt"
    note = path.read_text("utf-8")
    path.write_text(note[:-200] + ("A" if note[-200] != "A" else "B") + note[-199:], "utf-8")
    served.resign(played.folder, played.omar)


def listed_outside(played: Played) -> None:
    (played.folder.parent / "outside.pdf").write_bytes(b"outside")
    _list(played, "../outside.pdf", b"outside")


def listed_absolute(played: Played) -> None:
    _list(played, str(played.folder / TRANSCRIPT), (played.folder / TRANSCRIPT).read_bytes())


def listed_twice_in_other_letters(played: Played) -> None:
    (played.folder / "schedule" / "MG6C.pdf").write_bytes(b"another")
    served.resign(played.folder, played.omar)


def listed_with_an_odd_name(played: Played) -> None:
    (played.folder / "schedule" / "mg6c.pdf ").write_bytes(b"another")
    served.resign(played.folder, played.omar)


def listed_in_parted_letters(played: Played) -> None:
    name = unicodedata.normalize("NFD", "é.pdf")
    (played.folder / name).write_bytes(b"another")
    served.resign(played.folder, played.omar)


def _list(played: Played, name: str, data: bytes) -> None:
    entry = {"name": name, "sha256": verify.hashlib.sha256(data).hexdigest(), "size": len(data)}
    served.resign(played.folder, played.omar, lambda said: said["files"].append(entry))


def listed_twice(played: Played) -> None:
    said = json.loads((played.folder / "manifest.json").read_bytes())
    said["files"].append(said["files"][-1])
    served.sign(played.folder, canonical(said), played.omar)


def said_twice(played: Played) -> None:
    raw = (played.folder / "manifest.json").read_bytes()
    served.sign(played.folder, b'{"recipient":"the other",' + raw[1:], played.omar)


def signed_by_a_key_of_low_order(played: Played) -> None:
    """With such a key a signature of zeros fits every message."""
    played.swap()
    low = (1).to_bytes(32, "little")
    served.resign(played.folder, played.omar, lambda said: said["signer"].update(public_key=low.hex()))
    forged = (1).to_bytes(32, "little") + bytes(32)
    (played.folder / "manifest.sig").write_bytes(forged.hex().encode() + b"\n")


def turned_into_the_older_form(played: Played) -> None:
    """The whole log of the case, as a bundle of the older form would have it, around swapped words."""
    played.swap()
    data = b"".join(line + b"\n" for line in played.lines)
    (played.folder / "log.jsonl").write_bytes(data)
    (played.folder / "proof.json").unlink()
    served.prove_anew(played.folder, played.case, played.lines, [0], played.rita)
    (played.folder / "proof.json").unlink()
    said = {"entries": len(played.lines), "root": verify.merkle_root(played.lines).hex()}
    served.resign(
        played.folder,
        played.rita,
        lambda known: known.update(
            format=1, log={"file": "log.jsonl", "checkpoint": "checkpoint.txt", **said}
        ),
    )


def log_of_another_key(played: Played) -> None:
    """Everything made anew with new keys: seen by the key that came by another route alone."""
    played.key = "0" * 64


ATTACKS = [
    log_of_another_key,
    swapped,
    swapped_and_signed_by_a_reviewer,
    swapped_and_signed_under_another_name,
    swapped_and_signed_by_its_own_maker,
    served_with_an_entry_of_another_production,
    forged_by_a_reviewer,
    forged_by_a_reviewer_as_officer,
    forged_after_a_self_signed_enrolment,
    entry_not_in_the_log,
    place_moved,
    first_entry_left_out,
    approver_not_shown,
    recipient_exchanged,
    accused_exchanged,
    file_left_out,
    file_put_in,
    cache_put_in,
    empty_folder_put_in,
    linked_file,
    linked_folder,
    pipe_put_in,
    checkpoint_missing,
    checkpoint_missing_and_unlisted,
    checkpoint_empty,
    checkpoint_garbled,
    checkpoint_signed_by_nobody,
    checkpoint_of_another_case,
    proof_missing,
    proof_of_a_document_missing,
    proof_of_a_document_missing_and_unlisted,
    proofs_exchanged,
    proof_of_another_production,
    proof_edited,
    proof_of_nothing_put_in,
    proofs_taken_out_as_if_older,
    post_quantum_line_removed,
    post_quantum_line_changed,
    listed_outside,
    listed_absolute,
    listed_twice_in_other_letters,
    listed_with_an_odd_name,
    listed_in_parted_letters,
    listed_twice,
    said_twice,
    signed_by_a_key_of_low_order,
    turned_into_the_older_form,
]
MISSING = (
    checkpoint_missing,
    checkpoint_missing_and_unlisted,
    proof_missing,
    proof_of_a_document_missing,
    proof_of_a_document_missing_and_unlisted,
)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda one: one.__name__)
def test_every_attack_on_a_bundle_is_seen(played: Played, attack) -> None:
    attack(played)
    report = played.report()
    wanted = (verify.INCOMPLETE, verify.ALTERED) if attack in MISSING else (verify.ALTERED,)
    assert report.status in wanted, report.lines
    assert all(line.endswith(".") for line in report.lines)


def test_it_is_seen_by_the_verifier_alone_on_another_machine(played: Played, tmp_path: Path) -> None:
    alone = tmp_path / "verify.py"
    shutil.copy(verify.__file__, alone)
    for attack in (None, swapped_and_signed_by_its_own_maker):
        if attack:
            attack(played)
        command = [sys.executable, "-I", "-S", str(alone), str(played.folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == (verify.ALTERED if attack else verify.INTACT), done.stdout


def accepts(*_: object, **__: object) -> list:
    return []


CHECKS = {
    "_faults_of_production": (accepts, swapped_and_signed_by_its_own_maker),
    "_faults_of_words": (accepts, recipient_exchanged),
    "_faults_of_named": (accepts, approver_not_shown),
    "_faults_of_signers": (accepts, log_of_another_key),
    "_faults_of_proofs": (accepts, proofs_exchanged),
    "role_may": (lambda *_: True, forged_by_a_reviewer),
    "_faults_of_inclusion": (accepts, entry_not_in_the_log),
    "_faults_of_files": (accepts, cache_put_in),
    "_faults_of_names": (accepts, listed_with_an_odd_name),
    "is_signed": (lambda *_: True, checkpoint_signed_by_nobody),
    "is_plain": (lambda *_: True, listed_with_an_odd_name),
    "second_fault": (lambda *_: "", post_quantum_line_removed),
}
SEEN_TWICE = {
    **dict.fromkeys(
        ("_faults_of_production", "_faults_of_named", "role_may", "_faults_of_inclusion", "second_fault"),
        ("_faults_of_proofs",),
    ),
    "is_signed": ("_faults_of_proofs", "second_fault"),
    **dict.fromkeys(
        ("_faults_of_names", "is_plain"), ("_faults_of_proofs", "_faults_of_production", "_faults_of_words")
    ),
}
"""What sees the attack on a check as well: the proofs, which are about other words or another log, and the
entry, which does not know the file."""


@pytest.mark.parametrize("name", [*CHECKS])
def test_without_its_check_an_attack_passes(played: Played, monkeypatch, name: str) -> None:
    accept, attack = CHECKS[name]
    attack(played)
    for other in SEEN_TWICE.get(name, ()):
        monkeypatch.setattr(verify, other, CHECKS[other][0])
    assert played.report().status == verify.ALTERED
    monkeypatch.setattr(verify, name, accept)
    assert played.report().status == verify.INTACT, played.report().lines


@pytest.mark.parametrize("key", ["", "a", "zz" * 32, "0" * 31, "0" * 65])
def test_a_key_that_says_nothing_is_refused(played: Played, capsys, key: str) -> None:
    assert verify.main([str(played.folder), "--key", key]) == verify.CANNOT_TELL
    assert "hexadecimal" in capsys.readouterr().out


def test_a_right_key_is_found_right_and_a_wrong_one_wrong(played: Played) -> None:
    first = json.loads(played.lines[0])["key"]
    assert verify.main([str(played.folder), "--key", first]) == verify.INTACT
    assert verify.main([str(played.folder), "--key", "0" * 64]) == verify.ALTERED
    assert verify.main([str(played.folder), "--key"]) == verify.CANNOT_TELL
    assert verify.main([str(played.folder), "--key", first, "--key", first]) == verify.CANNOT_TELL


def test_a_checkpoint_kept_elsewhere_is_compared(played: Played, tmp_path: Path) -> None:
    kept, other = played.folder / "checkpoint.txt", tmp_path / "other.txt"
    assert verify.check_path(played.folder, checkpoint=kept).status == verify.INTACT
    shutil.copy(played.other / "checkpoint.txt", other)
    assert verify.check_path(played.folder, checkpoint=other).status == verify.CANNOT_TELL
    other.write_bytes(b"")
    assert verify.check_path(played.folder, checkpoint=other).status == verify.ALTERED
    assert verify.check_path(played.folder, checkpoint=tmp_path / "none").status == verify.CANNOT_TELL


def test_keys_of_low_order_fit_nothing() -> None:
    p = verify.P
    eight = 2707385501144840649318225287225658788936804267575313519463743609750303021
    lows = [1, 0, p - 1, p, p + 1, eight, p - eight]
    ours = verify.Signatures()
    for y in lows:
        for sign in (0, 1 << 255):
            public = (y | sign).to_bytes(32, "little")
            for message in (b"%d" % number for number in range(16)):
                for nonce in lows:
                    forged = nonce.to_bytes(32, "little") + bytes(32)
                    assert not ours.fits(public, message, forged)


def test_without_its_check_a_key_of_low_order_fits(monkeypatch) -> None:
    low = (1).to_bytes(32, "little")
    monkeypatch.setattr(verify, "sound", lambda point: True)
    assert verify.Signatures().fits(low, b"whatever is said", low + bytes(32))


def test_a_bundle_is_private_to_who_made_it(played: Played) -> None:
    assert {path.stat().st_mode & 0o777 for path in played.folder.rglob("*") if path.is_file()} == {0o600}


def test_the_program_says_the_same(played: Played) -> None:
    assert auditing.verify_path(played.folder).status == verify.INTACT
    swapped(played)
    assert auditing.verify_path(played.folder).status == verify.ALTERED
    assert build.PASSPHRASE not in "".join(auditing.verify_path(played.folder).lines)


def test_a_bundle_of_the_older_form_still_verifies(played: Played) -> None:
    """The form that carried the whole log: files, then log, checkpoint, printed log and verifier beside
    them."""
    lines = played.lines[: played.places()[-1]]
    (played.folder / "proof.json").unlink()
    (played.folder / "verify.py").unlink()
    for one in played.folder.rglob("*" + verify.PROOF):
        one.unlink()
    contents = served.contents_of(played.folder)
    made = {"op": "DISCLOSE", "action": "produce bundle", "object": "production:1"}
    lines.append(served.entry_of(played.omar, lines, **made, object_hash=digest(contents)))
    served.prove_anew(played.folder, played.case, lines, [0], played.omar)
    (played.folder / "proof.json").unlink()
    (played.folder / "log.jsonl").write_bytes(b"".join(line + b"\n" for line in lines))
    (played.folder / "log.pdf").write_bytes(b"%PDF log")
    shutil.copy(verify.__file__, played.folder / "verify.py")
    said = {"entries": len(lines), "root": verify.merkle_root(lines).hex(), "file": "log.jsonl"}
    older = {"format": 1, "log": {**said, "checkpoint": "checkpoint.txt"}}
    served.resign(played.folder, played.omar, lambda known: known.update(older))
    report = verify.check_path(played.folder)
    assert report.status == verify.INTACT, report.lines
    played.swap()
    served.resign(played.folder, played.omar)
    assert verify.check_path(played.folder).status == verify.ALTERED

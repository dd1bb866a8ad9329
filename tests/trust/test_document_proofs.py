"""The proof of one document alone: it says what was handed over by whom on what day, nothing of other files,
and whatever is changed in it or in the file is seen by the check that is there for it."""

import base64
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from evidence_review.cli import main
from evidence_review.domain.audit import canonical
from evidence_review.domain.ids import UserId
from evidence_review.trust import keys, verify
from evidence_review.trust.checkpoints import Checkpoint, checkpoint, signed_note
from evidence_review.workflow.auditing import auditing
from tests import build
from tests.trust import proving, served

NAME = "transcripts/item-0001.pdf"
OTHER = "schedule/mg6c.pdf"


@dataclass
class Alone:
    """One document with its proof in a folder of its own, and what somebody with keys of the case has."""

    file: Path
    proof: Path
    bundle: Path
    lines: list[bytes]
    keys: dict[str, keys.Key]
    key: str = ""

    def report(self) -> verify.Report:
        """What the verifier says of the document."""
        return verify.check_path(self.file, self.key)

    def change(self, how) -> None:
        """Change something in the proof."""
        proving.change(self.proof, how)

    def sign_anew(self, signer: str, **told: object) -> None:
        """Put a checkpoint in the place of the proof's that says something else of the same log."""
        point = verify.read_checkpoint(proving.parts_of(self.proof.read_bytes()).note)
        assert point
        said = {"origin": point.origin, "size": point.size, "root": point.root, **told}
        note = signed_note(Checkpoint(**said), self.keys[signer])  # type: ignore[arg-type]
        self.change(lambda parts: setattr(parts, "note", note))

    def forge(
        self, signer: keys.Key, enrolling: list[int], lines: list[bytes] | None = None, **fields
    ) -> None:
        """A proof made by this signer in a log of this person's own making, for other words."""
        self.file.write_bytes(b"%PDF I was never there")
        made = proving.forged(
            lines or self.lines,
            enrolling,
            signer,
            {NAME: self.file.read_bytes(), OTHER: b"x"},
            lambda who, log, **said: served.entry_of(who, log, **{**said, **fields}),
        )
        self.proof.write_bytes(made[NAME + verify.PROOF])

    def enrolled(self, name: str) -> int:
        """Where in the log somebody is enrolled, from 0."""
        about = f"user:{self.keys[name].user.id}"
        return next(at for at, line in enumerate(self.lines) if json.loads(line)["object"] == about)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Alone:
    tmp = tmp_path_factory.mktemp("alone")
    folder, carried = served.served_case(tmp)
    out = served.bundle_of(folder, tmp / "bundle", carried)
    people = {name: served.key_of(folder, name) for name in ("rita", "omar", "paul", "gail")}
    return Alone(out / NAME, out / (NAME + verify.PROOF), out, served.lines_of(folder), people)


@pytest.fixture
def alone(made: Alone, tmp_path: Path) -> Alone:
    """The document and its proof, away from the bundle."""
    for path in (made.file, made.proof):
        shutil.copy(path, tmp_path / path.name)
    file, proof = (tmp_path / path.name for path in (made.file, made.proof))
    return Alone(file, proof, made.bundle, made.lines, made.keys)


def test_a_document_is_intact_alone_and_says_who_and_when(alone: Alone) -> None:
    report = alone.report()
    assert report.status == verify.INTACT, report.lines
    said = "\n".join(report.lines)
    entry = json.loads(proving.parts_of(alone.proof.read_bytes()).said["entry"])
    day = ".".join(reversed(entry["utc"][:10].split("-")))
    for word in (NAME, "omar", "disclosure officer", day, "62WR0099125", "post-quantum"):
        assert word in said
    assert verify.check_path(alone.file, json.loads(alone.lines[0])["key"]).status == verify.INTACT


def test_it_says_nothing_of_other_files(made: Alone) -> None:
    """Neither names nor hashes; and the hash beside it fits no line that somebody could make up."""
    for name in (NAME, OTHER, "verify.py"):
        if name == "verify.py":
            assert not (made.bundle / (name + verify.PROOF)).exists()
            continue
        parts = proving.parts_of((made.bundle / (name + verify.PROOF)).read_bytes())
        told = json.dumps(parts.said) + parts.note
        other = OTHER if name == NAME else NAME
        data = (made.bundle / other).read_bytes()
        assert Path(name).name in told
        assert Path(other).name not in told
        assert verify.hashlib.sha256(data).hexdigest() not in told
        guessed = {**parts.said["file"], "name": other, "size": len(data)}
        guessed |= {"sha256": verify.hashlib.sha256(data).hexdigest()}
        leaf = verify.hashlib.sha256(b"\x00" + canonical(guessed)).hexdigest()
        assert leaf not in parts.said["path"]


def test_each_document_of_a_bundle_is_intact_alone(made: Alone) -> None:
    proofs = sorted(made.bundle.rglob("*" + verify.PROOF))
    assert len(proofs) == 2
    for proof in proofs:
        file = proof.with_name(proof.name.removesuffix(verify.PROOF))
        assert verify.check_path(file).status == verify.INTACT


def test_a_proof_that_lies_elsewhere_or_under_another_name(alone: Alone, tmp_path: Path) -> None:
    elsewhere = shutil.move(alone.proof, tmp_path / "kept.txt")
    report = alone.report()
    assert report.status == verify.INCOMPLETE
    assert "is missing" in report.lines[0]
    assert verify.main([str(alone.file), "--proof", str(elsewhere)]) == verify.INTACT
    assert verify.main([str(alone.bundle), "--proof", str(elsewhere)]) == verify.CANNOT_TELL
    assert verify.main([str(alone.file), "--proof"]) == verify.CANNOT_TELL
    assert verify.main([str(tmp_path / "none.pdf"), "--proof", str(elsewhere)]) == verify.CANNOT_TELL


def test_it_is_told_by_the_verifier_alone_on_another_machine(alone: Alone, tmp_path: Path) -> None:
    shutil.copy(verify.__file__, tmp_path / "verify.py")
    command = [sys.executable, "-I", "-S", "verify.py", alone.file.name]
    for status in (verify.INTACT, verify.ALTERED):
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == status, done.stdout + done.stderr
        alone.file.write_bytes(b"%PDF the taxi is inside")


def test_a_checkpoint_kept_elsewhere_is_compared(alone: Alone, tmp_path: Path) -> None:
    kept = tmp_path / "kept.txt"
    shutil.copy(alone.bundle / "checkpoint.txt", kept)
    assert verify.check_path(alone.file, checkpoint=kept).status == verify.INTACT
    case = json.loads(alone.lines[0])["case"]
    kept.write_text(signed_note(checkpoint(case, alone.lines[:9]), alone.keys["omar"]), "utf-8")
    assert verify.check_path(alone.file, checkpoint=kept).status == verify.CANNOT_TELL
    point = verify.read_checkpoint((alone.bundle / "checkpoint.txt").read_text("utf-8"))
    assert point
    other = Checkpoint(point.origin, point.size, bytes(32))
    kept.write_text(signed_note(other, alone.keys["omar"]), "utf-8")
    assert verify.check_path(alone.file, checkpoint=kept).status == verify.ALTERED


def test_a_proof_of_a_newer_program_cannot_be_told(alone: Alone) -> None:
    alone.change(lambda parts: parts.said.update(format=3, more="x"))
    assert alone.report().status == verify.CANNOT_TELL


# ---- attacks -------------------------------------------------------------------------------------------
def words_swapped(alone: Alone) -> None:
    alone.file.write_bytes(b"%PDF the taxi is inside")


def another_file_of_the_bundle(alone: Alone) -> None:
    shutil.copy(alone.bundle / OTHER, alone.file)


def bytes_added_to_the_file(alone: Alone) -> None:
    alone.file.write_bytes(alone.file.read_bytes() + b"\n")


def proof_of_another_file(alone: Alone) -> None:
    shutil.copy(alone.bundle / (OTHER + verify.PROOF), alone.proof)


def line_made_up(alone: Alone) -> None:
    words_swapped(alone)
    data = alone.file.read_bytes()
    told = {"sha256": verify.hashlib.sha256(data).hexdigest(), "size": len(data)}
    alone.change(lambda parts: parts.said["file"].update(told))


def name_exchanged(alone: Alone) -> None:
    alone.change(lambda parts: parts.said["file"].update(name="transcripts/item-0002.pdf"))


def person_exchanged(alone: Alone) -> None:
    alone.change(lambda parts: parts.said["file"].update(by="paul"))


def urn_exchanged(alone: Alone) -> None:
    alone.change(lambda parts: parts.said["file"].update(urn="01AA0000126"))


def place_in_the_list_moved(alone: Alone) -> None:
    alone.change(lambda parts: parts.said.update(place=parts.said["place"] - 1))


def way_in_the_list_cut(alone: Alone) -> None:
    alone.change(lambda parts: parts.said["path"].pop())


def index_moved(alone: Alone) -> None:
    alone.change(lambda parts: setattr(parts, "place", parts.place - 1))


def path_cut(alone: Alone) -> None:
    alone.change(lambda parts: parts.path.pop())


def path_lengthened(alone: Alone) -> None:
    alone.change(lambda parts: parts.path.append(base64.b64encode(bytes(32)).decode()))


def path_out_of_order(alone: Alone) -> None:
    alone.change(lambda parts: parts.path.reverse())


def way_of_an_enrolment_cut(alone: Alone) -> None:
    alone.change(lambda parts: parts.said["people"][-1]["path"].pop())


def root_exchanged(alone: Alone) -> None:
    alone.sign_anew("omar", root=bytes(32))


def size_exchanged(alone: Alone) -> None:
    alone.sign_anew("omar", size=1 << 20)


def log_of_another_case(alone: Alone) -> None:
    alone.sign_anew("omar", origin="evidence_review/" + "f" * 32)


def checkpoint_by_another_signer(alone: Alone) -> None:
    alone.sign_anew("paul")


def checkpoint_by_nobody(alone: Alone) -> None:
    alone.change(
        lambda parts: setattr(parts, "note", parts.note.partition("\n\n")[0] + f"\n\n\u2014 x {'A' * 92}\n")
    )


def checkpoint_with_one_false_line(alone: Alone) -> None:
    """The true Ed25519 line once more, with its key id, over nothing."""
    line = proving.parts_of(alone.proof.read_bytes()).note.split("\n")[4].split(" ")
    false = base64.b64encode(base64.b64decode(line[2])[:4] + bytes(64)).decode()
    alone.change(lambda parts: setattr(parts, "note", f"{parts.note}{line[0]} {line[1]} {false}\n"))


def post_quantum_line_removed(alone: Alone) -> None:
    alone.change(lambda parts: setattr(parts, "note", "\n".join(parts.note.split("\n")[:5]) + "\n"))


def post_quantum_line_by_another_key(alone: Alone) -> None:
    """The Ed25519 line is true, as who breaks Ed25519 can make it; the other line is another person's."""
    mine = proving.parts_of(alone.proof.read_bytes()).note.split("\n")
    alone.sign_anew("paul")
    theirs = proving.parts_of(alone.proof.read_bytes()).note.split("\n")
    alone.change(lambda parts: setattr(parts, "note", "\n".join([*mine[:5], theirs[5], ""])))


def post_quantum_line_of_another_root(alone: Alone) -> None:
    """As above, with the signer's own line over another log: by the key id it is the right one."""
    mine = proving.parts_of(alone.proof.read_bytes()).note.split("\n")
    alone.sign_anew("omar", root=bytes(32))
    theirs = proving.parts_of(alone.proof.read_bytes()).note.split("\n")
    alone.change(lambda parts: setattr(parts, "note", "\n".join([*mine[:5], theirs[5], ""])))


def forged_by_a_reviewer(alone: Alone) -> None:
    alone.forge(alone.keys["rita"], [0, alone.enrolled("rita")])


def forged_by_the_administrator(alone: Alone) -> None:
    alone.forge(alone.keys["gail"], [0])


def forged_under_anothers_id(alone: Alone) -> None:
    alone.forge(alone.keys["rita"], [0, alone.enrolled("omar")], user=alone.keys["omar"].user.id)


def forged_without_an_enrolment(alone: Alone) -> None:
    alone.forge(alone.keys["omar"], [0])


def forged_after_a_self_signed_enrolment(alone: Alone) -> None:
    """She enrols a second self as disclosure officer, and produces as that."""
    seed, rita = keys.new_secret(), alone.keys["rita"]
    second = keys.second_public_key(seed)
    user = rita.user.__class__(UserId("f" * 16), "Omar", alone.keys["omar"].user.role, keys.public_key(seed))
    puppet = keys.unlock(user, keys.Secrets(b"", seed), second)
    shape = verify.enrolment_hash(str(user.role), user.public_key)
    about = {"action": "add user", "object": f"user:{user.id}", "object_hash": shape}
    line = served.entry_of(rita, alone.lines, **about, detail={verify.SECOND: second})
    alone.forge(puppet, [0, alone.enrolled("rita"), len(alone.lines)], [*alone.lines, line])


def another_act_of_the_officer(alone: Alone) -> None:
    alone.forge(alone.keys["omar"], [0, alone.enrolled("omar")], action="decide")


def entry_of_another_case(alone: Alone) -> None:
    alone.forge(alone.keys["omar"], [0, alone.enrolled("omar")], case="f" * 32)


def entry_edited(alone: Alone) -> None:
    alone.change(lambda parts: parts.said.update(entry=parts.said["entry"].replace("DISCLOSE", "CONSULT")))


def first_entry_left_out(alone: Alone) -> None:
    alone.change(lambda parts: parts.said["people"].pop(0))


def enrolment_left_out(alone: Alone) -> None:
    alone.change(lambda parts: parts.said["people"].pop(1))


def production_shown_as_an_enrolment(alone: Alone) -> None:
    def how(parts: proving.Parts) -> None:
        path = [base64.b64decode(one).hex() for one in parts.path]
        parts.said["people"].append({"index": parts.place, "line": parts.said["entry"], "path": path})

    alone.change(how)


def log_of_another_key(alone: Alone) -> None:
    alone.key = "0" * 64


def more_said(alone: Alone) -> None:
    alone.change(lambda parts: parts.said.update(more="x"))


def said_twice(alone: Alone) -> None:
    def how(parts: proving.Parts) -> None:
        parts.raw = b'{"place":0,' + canonical(parts.said)[1:]

    alone.change(how)


def said_with_blanks(alone: Alone) -> None:
    alone.change(lambda parts: setattr(parts, "raw", json.dumps(parts.said).encode()))


def other_form(alone: Alone) -> None:
    alone.change(lambda parts: setattr(parts, "form", "c2sp.org/tlog-proof@v2"))


def index_with_a_zero(alone: Alone) -> None:
    alone.proof.write_bytes(alone.proof.read_bytes().replace(b"\nindex ", b"\nindex 0"))


def hash_in_other_letters(alone: Alone) -> None:
    """Base64 whose last letter has bits that mean nothing: the same hash, written in another way."""

    def how(parts: proving.Parts) -> None:
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        last = parts.path[0][-2]
        parts.path[0] = parts.path[0][:-2] + letters[letters.index(last) + 1] + "="

    alone.change(how)


def bytes_after_the_end(alone: Alone) -> None:
    alone.proof.write_bytes(alone.proof.read_bytes() + b"x")


def line_after_the_end(alone: Alone) -> None:
    alone.proof.write_bytes(alone.proof.read_bytes() + b"\n")


def bytes_before_the_beginning(alone: Alone) -> None:
    alone.proof.write_bytes(b"\xef\xbb\xbf" + alone.proof.read_bytes())


def lines_of_another_system(alone: Alone) -> None:
    alone.proof.write_bytes(alone.proof.read_bytes().replace(b"\n", b"\r\n"))


def cut_in_the_middle(alone: Alone) -> None:
    alone.proof.write_bytes(alone.proof.read_bytes()[:400])


def emptied(alone: Alone) -> None:
    alone.proof.write_bytes(b"")


def no_letters(alone: Alone) -> None:
    alone.proof.write_bytes(b"\xff\xfe\x00")


FORM = (
    more_said,
    said_twice,
    said_with_blanks,
    other_form,
    index_with_a_zero,
    hash_in_other_letters,
    bytes_after_the_end,
    line_after_the_end,
    bytes_before_the_beginning,
    lines_of_another_system,
    cut_in_the_middle,
    emptied,
    no_letters,
)
"""A proof that is not written as one is."""
CHECKS = {
    words_swapped: ("_faults_of_document",),
    another_file_of_the_bundle: ("_faults_of_document",),
    bytes_added_to_the_file: ("_faults_of_document",),
    proof_of_another_file: ("_faults_of_document",),
    line_made_up: ("_faults_of_document",),
    name_exchanged: ("_faults_of_document",),
    person_exchanged: ("_faults_of_document",),
    urn_exchanged: ("_faults_of_document",),
    place_in_the_list_moved: ("_faults_of_document",),
    way_in_the_list_cut: ("_faults_of_document",),
    index_moved: ("_faults_of_place", "_faults_of_inclusion"),
    path_cut: ("_faults_of_inclusion",),
    path_lengthened: ("_faults_of_inclusion",),
    path_out_of_order: ("_faults_of_inclusion",),
    way_of_an_enrolment_cut: ("_faults_of_inclusion",),
    root_exchanged: ("_faults_of_inclusion",),
    size_exchanged: ("_faults_of_inclusion",),
    log_of_another_case: ("_faults_of_checkpoint",),
    checkpoint_by_another_signer: ("_faults_of_checkpoint",),
    checkpoint_by_nobody: ("_faults_of_checkpoint",),
    checkpoint_with_one_false_line: ("is_signed",),
    post_quantum_line_removed: ("second_fault",),
    post_quantum_line_by_another_key: ("second_fault",),
    post_quantum_line_of_another_root: ("second_fault",),
    forged_by_a_reviewer: ("role_may",),
    forged_by_the_administrator: ("role_may",),
    forged_under_anothers_id: ("_faults_of_signers", "_faults_of_act", "second_fault"),
    forged_without_an_enrolment: ("_faults_of_signers", "_faults_of_act"),
    forged_after_a_self_signed_enrolment: ("role_may",),
    another_act_of_the_officer: ("_faults_of_act",),
    entry_of_another_case: ("_faults_of_signers", "_faults_of_checkpoint"),
    enrolment_left_out: ("_faults_of_signers", "_faults_of_act"),
    production_shown_as_an_enrolment: ("_faults_of_place",),
    log_of_another_key: ("_faults_of_signers",),
}
"""Each attack with the checks that see it."""


@pytest.mark.parametrize(
    "attack", [*CHECKS, first_entry_left_out, entry_edited, *FORM], ids=lambda one: one.__name__
)
def test_every_attack_on_a_document_is_seen(alone: Alone, attack) -> None:
    attack(alone)
    report = alone.report()
    assert report.status == verify.ALTERED, report.lines
    assert all(line.endswith(".") for line in report.lines)


def test_the_attacks_are_seen_by_checks_that_let_true_documents_through(alone: Alone) -> None:
    assert alone.report().status == verify.INTACT
    alone.change(lambda parts: None)  # taken apart and put together again
    assert alone.report().status == verify.INTACT
    alone.forge(alone.keys["omar"], [0, alone.enrolled("omar")])  # whoever may produce can make a proof
    assert alone.report().status == verify.INTACT, alone.report().lines


ACCEPTS = {"role_may": lambda *_: True, "is_signed": lambda *_: True, "second_fault": lambda *_: ""}


@pytest.mark.parametrize("attack", [*CHECKS], ids=lambda one: one.__name__)
def test_without_its_checks_an_attack_passes(alone: Alone, monkeypatch, attack) -> None:
    attack(alone)
    for check in CHECKS[attack]:
        assert alone.report().status == verify.ALTERED
        monkeypatch.setattr(verify, check, ACCEPTS.get(check, lambda *_: []))
    assert alone.report().status == verify.INTACT, alone.report().lines


def test_any_changed_byte_of_a_proof_is_seen(alone: Alone) -> None:
    data = alone.proof.read_bytes()
    for at in range(0, len(data), len(data) // 150):
        changed = bytearray(data)
        changed[at] ^= 1
        alone.proof.write_bytes(bytes(changed))
        assert alone.report().status == verify.ALTERED, at


def test_a_document_is_told_by_the_program_too(alone: Alone, capsys) -> None:
    verdict = auditing.verify_path(alone.file)
    assert verdict.status == verify.INTACT
    assert auditing.verify_path(alone.file, proof=alone.proof).lines == verdict.lines
    assert build.PASSPHRASE not in "".join(verdict.lines)
    elsewhere = alone.proof.rename(alone.proof.with_name("kept.txt"))
    assert main(["verify", str(alone.file)]) == 1
    assert "INCOMPLETE" in capsys.readouterr().out
    assert main(["verify", str(alone.file), "--proof", str(elsewhere)]) == 0
    assert NAME in capsys.readouterr().out

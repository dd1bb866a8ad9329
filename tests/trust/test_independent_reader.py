"""Somebody else's implementation reads what we write: aics-tlog checks notes, checkpoints and inclusion, and
ML-DSA-44 is checked with the library over bytes that are put together here from the specification (C2SP
signed-note, tlog-checkpoint, tlog-proof, tlog-cosignature). Nothing of the program takes part in a check."""

import base64
import hashlib
import json
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aics_tlog
import pytest
from aics_tlog.note import key_hash
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

from evidence_review.trust.checkpoints import checkpoint, signed_note
from evidence_review.trust.proofs import inclusion, levels
from evidence_review.workflow.producing.releasing import Production
from tests import build
from tests.trust import served


@dataclass
class Read:
    """A tlog-proof as its specification says that it is read."""

    extra: dict[str, Any]
    index: int
    path: list[bytes]
    note: aics_tlog.Note


def read(data: bytes) -> Read:
    lines, checkpoint_text = data.decode().split("\n\n", 1)
    first, second, third, *hashes = lines.split("\n")
    assert first == "c2sp.org/tlog-proof@v1"
    assert second.startswith("extra ")
    assert third.startswith("index ")
    extra = json.loads(base64.b64decode(second.removeprefix("extra "), validate=True))
    path = [base64.b64decode(one, validate=True) for one in hashes]
    return Read(extra, int(third.removeprefix("index ")), path, aics_tlog.parse_note(checkpoint_text))


def jcs(value: object) -> bytes:
    """RFC 8785 for what has no numbers but whole ones."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def is_cosigned(note: aics_tlog.Note, name: str, public: bytes) -> bool:
    """Whether the ML-DSA-44 line of a note was made with this key (tlog-cosignature)."""
    origin, size, root = note.text.split("\n")[:3]
    wanted = key_hash(name, 0x06, public)
    line = next((one for one in note.signatures if (one.name, one.key_id) == (name, wanted)), None)
    if line is None:
        return False
    message = b"subtree/v1\n\x00" + struct.pack("B", len(name)) + name.encode() + line.signature[:8]
    message += struct.pack("B", len(origin)) + origin.encode() + struct.pack(">QQ", 0, int(size))
    try:
        MLDSA44PublicKey.from_public_bytes(public).verify(
            line.signature[8:], message + base64.b64decode(root)
        )
    except InvalidSignature:
        return False
    return True


def is_proved(proof: Read, file: bytes, first_key: str) -> bool:
    """The whole check of a document, by what safety.md 2.3 says a proof holds."""
    entry = json.loads(proof.extra["entry"])
    head = aics_tlog.parse_checkpoint(proof.note.text)
    key = aics_tlog.vkey_from_ed25519(head.origin, bytes.fromhex(entry["key"]))
    enrolled = [json.loads(one["line"]) for one in proof.extra["people"]]
    leaves = [(one["line"], one["index"], map(bytes.fromhex, one["path"])) for one in proof.extra["people"]]
    leaves.append((proof.extra["entry"], proof.index, iter(proof.path)))
    listed = [bytes.fromhex(one) for one in proof.extra["path"]]
    mine = next(one for one in enrolled if one["object"] == f"user:{entry['user']}")
    role = hashlib.sha256(jcs({"public_key": entry["key"], "role": "DISCLOSURE_OFFICER"})).hexdigest()
    return all(
        (
            aics_tlog.verify_checkpoint(proof.note, key, expected_origin=head.origin).ok,
            is_cosigned(proof.note, head.origin, base64.b64decode(mine["detail"]["mldsa44"])),
            *(
                aics_tlog.verify_leaf_inclusion(line.encode(), at, head.size, [*path], head.root)
                for line, at, path in leaves
            ),
            enrolled[0]["seq"] == 1,
            enrolled[0]["key"] == first_key,
            mine["object_hash"] == role,
            entry["action"] == "produce bundle",
            aics_tlog.verify_leaf_inclusion(
                jcs(proof.extra["file"]),
                proof.extra["place"],
                entry["detail"]["files"],
                listed,
                bytes.fromhex(entry["detail"]["served"]),
            ),
            hashlib.sha256(file).hexdigest() == proof.extra["file"]["sha256"],
        )
    )


def is_enrolled(entry: dict[str, Any], enrolled: list[dict[str, Any]], role: str) -> bool:
    """Whether who signed an entry was enrolled before it, with this key in this role."""
    shape = hashlib.sha256(jcs({"public_key": entry["key"], "role": role})).hexdigest()
    about = f"user:{entry['user']}"
    return any(
        one["object"] == about and one["object_hash"] == shape and one["seq"] < entry["seq"]
        for one in enrolled
    )


def is_authentic(line: str, index: int) -> bool:
    """Whether an entry has its number and its signature (Ed25519 over the entry without it)."""
    entry = json.loads(line)
    body = {name: value for name, value in entry.items() if name != "sig"}
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(entry["key"])).verify(
            bytes.fromhex(entry["sig"]), b"EVIDENCE-LOG-v1\n" + jcs(body)
        )
    except InvalidSignature:
        return False
    return entry["seq"] == index + 1 and jcs(entry) == line.encode()


def is_approved(proof: Read) -> bool:
    """Whether what stands in the document was approved and decided on, by what safety.md 2.3 says."""
    head, extra, line = aics_tlog.parse_checkpoint(proof.note.text), proof.extra, proof.extra["file"]
    enrolled = [json.loads(one["line"]) for one in extra["people"]]
    shown: list[tuple[str, int, str]] = []
    sound = all(
        is_authentic(one["line"], one["index"])
        and one["index"] < proof.index
        and aics_tlog.verify_leaf_inclusion(
            one["line"].encode(), one["index"], head.size, [*map(bytes.fromhex, one["path"])], head.root
        )
        and is_enrolled(json.loads(one["line"]), enrolled, "PROSECUTOR")
        for one in (*extra["approvals"], *extra["decisions"])
    )
    for one in extra["approvals"]:
        entry = json.loads(one["line"])
        sound = sound and entry["action"] == "approve redactions"
        for item in one["items"]:
            way = [*map(bytes.fromhex, item["path"])]
            size, root = entry["detail"]["places"], bytes.fromhex(entry["object_hash"])
            sound = sound and aics_tlog.verify_leaf_inclusion(
                item["line"].encode(), item["place"], size, way, root
            )
            told = json.loads(item["line"])
            shown.append((entry["object"], told["item"], told["text"]))
    decided = {(one["object"], one["object_hash"]) for one in map(_entry, extra["decisions"])}
    wanted = {
        (
            f"item:{one['item']}",
            hashlib.sha256(
                jcs({"accused": line["accused"], "code": "DISCLOSE", "item": one["item"]})
            ).hexdigest(),
        )
        for one in line["items"]
    }
    stated = [(f"approval:{one['approval']}", one["item"], one["text"]) for one in line["items"]]
    return sound and sorted(shown) == sorted(stated) and decided == wanted


def _entry(shown: dict[str, Any]) -> dict[str, Any]:
    return json.loads(shown["line"])


@dataclass
class Handed:
    """A bundle, and the first key of its log as it came by another route."""

    folder: Path
    key: str
    lines: list[bytes]
    case: Path


@pytest.fixture(scope="module")
def handed(tmp_path_factory) -> Handed:
    tmp = tmp_path_factory.mktemp("handed")
    folder, carried = served.served_case(tmp)
    build.code_all(folder)
    files = {f"transcripts/item-{at:04d}.pdf": b"%%PDF %d" % at for at in range(1, 6)}
    production = Production("Marsh & Co", accused=build.ACCUSED)
    out = served.bundle_of(folder, tmp / "bundle", carried, production, files)
    lines = served.lines_of(folder)
    return Handed(out, json.loads(lines[0])["key"], lines, folder)


def test_each_document_is_proved_to_another_s_reader(handed: Handed) -> None:
    proofs = sorted(handed.folder.rglob("*.tlog-proof"))
    assert len(proofs) == 5
    for proof in proofs:
        told = read(proof.read_bytes())
        assert is_proved(told, proof.with_suffix("").read_bytes(), handed.key)
        assert is_approved(told)
        assert len(told.extra["file"]["items"]) == len(told.extra["decisions"]) == 2


def approved_otherwise(**change: object) -> Callable[[Read], object]:
    """The entry of the approval with something else in it, as it may not stand."""

    def how(proof: Read) -> None:
        shown = proof.extra["approvals"][0]
        shown["line"] = jcs({**json.loads(shown["line"]), **change}).decode()

    return how


def item_on_the_list(**change: object) -> Callable[[Read], object]:
    """The line of the list with something else in it."""

    def how(proof: Read) -> None:
        shown = proof.extra["approvals"][0]["items"][0]
        shown["line"] = jcs({**json.loads(shown["line"]), **change}).decode()

    return how


APPROVALS: list[Callable[[Read], object]] = [
    lambda proof: proof.extra["approvals"].clear(),
    lambda proof: proof.extra["approvals"][0]["items"].pop(),
    lambda proof: proof.extra["approvals"][0]["path"].reverse(),
    lambda proof: proof.extra["decisions"].pop(),
    lambda proof: proof.extra["people"].pop(),
    lambda proof: proof.extra["file"].update(accused="Callum Marsh"),
    lambda proof: proof.extra["file"]["items"][0].update(text="f" * 64),
    lambda proof: setattr(proof, "index", proof.extra["approvals"][0]["index"]),
    approved_otherwise(utc="2020-01-01T00:00:00.000Z"),
    approved_otherwise(user="f" * 16),
    item_on_the_list(item=1),
    item_on_the_list(text="f" * 64),
]


@pytest.mark.parametrize("change", APPROVALS)
def test_the_other_reader_sees_another_approval(handed: Handed, change) -> None:
    proof = read((handed.folder / "transcripts/item-0003.pdf.tlog-proof").read_bytes())
    assert is_approved(proof)
    change(proof)
    assert not is_approved(proof)


def root_changed(proof: Read) -> None:
    text = proof.note.text.split("\n")
    text[2] = base64.b64encode(bytes(32)).decode()
    proof.note = aics_tlog.Note("\n".join(text), proof.note.signatures)


def second_line_taken_out(proof: Read) -> None:
    proof.note = aics_tlog.Note(proof.note.text, proof.note.signatures[:1])


def second_line_changed(proof: Read) -> None:
    first, second = proof.note.signatures
    changed = aics_tlog.SignatureLine(second.name, second.key_id, second.signature[:-1] + b"\xff")
    proof.note = aics_tlog.Note(proof.note.text, (first, changed))


CHANGES: list[Callable[[Read], object]] = [
    lambda proof: setattr(proof, "index", proof.index - 1),
    lambda proof: proof.path.pop(),
    lambda proof: proof.path.reverse(),
    lambda proof: proof.extra["file"].update(by="paul"),
    lambda proof: proof.extra.update(place=(proof.extra["place"] + 1) % 5),
    lambda proof: proof.extra["people"][0].update(index=1),
    root_changed,
    second_line_taken_out,
    second_line_changed,
]


@pytest.mark.parametrize("change", CHANGES)
def test_the_other_reader_sees_what_is_changed(handed: Handed, change) -> None:
    path = handed.folder / "transcripts/item-0003.pdf"
    proof = read(path.with_name(path.name + ".tlog-proof").read_bytes())
    assert is_proved(proof, path.read_bytes(), handed.key)
    assert not is_proved(proof, path.read_bytes() + b"x", handed.key)
    assert not is_proved(proof, path.read_bytes(), "0" * 64)
    change(proof)
    assert not is_proved(proof, path.read_bytes(), handed.key)


@pytest.mark.parametrize("size", [*range(1, 34), 127, 128, 129, 1000])
def test_trees_are_the_same(size: int) -> None:
    lines = [b"entry %d" % number for number in range(size)]
    tree, theirs = levels(lines), aics_tlog.MerkleTree(lines)
    assert checkpoint("case", lines).root == theirs.root()
    for place in {0, size // 2, size - 1}:
        assert inclusion(tree, place) == theirs.inclusion_proof(place)


def test_a_checkpoint_is_read_written_and_named_as_the_other_does(handed: Handed) -> None:
    """Also by whom: the key name is the origin, without blanks or plus."""
    text = (handed.folder / "checkpoint.txt").read_text("utf-8")
    note = aics_tlog.parse_note(text)
    assert note.serialise() == text
    head = aics_tlog.parse_checkpoint(note.text)
    assert (
        head.size == len(json.loads((handed.folder / "proof.json").read_bytes())["entries"]) or head.size > 4
    )
    assert {one.name for one in note.signatures} == {head.origin}
    omar, rita = (served.key_of(handed.case, name) for name in ("omar", "rita"))
    for signer, is_right in ((omar, True), (rita, False)):
        key = aics_tlog.vkey_from_ed25519(head.origin, bytes.fromhex(signer.user.public_key))
        assert aics_tlog.verify_checkpoint(note, key).ok is is_right
        other = aics_tlog.parse_note(signed_note(checkpoint("other", handed.lines), signer))
        theirs = aics_tlog.vkey_from_ed25519("evidence_review/other", bytes.fromhex(signer.user.public_key))
        assert aics_tlog.verify_checkpoint(other, theirs).ok
        assert aics_tlog.parse_checkpoint(other.text).root == aics_tlog.MerkleTree(handed.lines).root()

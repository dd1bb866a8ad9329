"""A real case with something to serve, its bundle, and what somebody with keys of her own can do to them."""

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path

from evidence_review.domain.audit import canonical, entry_hash
from evidence_review.domain.ids import ItemId, LineId
from evidence_review.domain.kinds import Relevance
from evidence_review.store import audit
from evidence_review.trust import keys, verify
from evidence_review.trust.checkpoints import checkpoint, signed_note
from evidence_review.trust.proofs import proof
from evidence_review.workflow.case import opening
from evidence_review.workflow.producing.releasing import Production, release
from evidence_review.workflow.redacting import approving
from evidence_review.workflow.reviewing import reviewing
from tests import build

FILES = {"transcripts/item-0001.pdf": b"%PDF the taxi is outside", "schedule/mg6c.pdf": b"%PDF one item"}


def served_case(tmp: Path) -> tuple[Path, list[tuple[LineId, ItemId]]]:
    """A case in which three items are relevant and approved; its folder, and what is to be carried."""
    folder = build.flagged_case(tmp)
    session = build.as_user(folder, "rita")
    rows = reviewing.queue(session, 1)
    chosen = [rows[at].item for at in (1, 3, 4)]
    for item in chosen:
        reviewing.open_item(session, 1, item)
        reviewing.decide(session, 1, item, Relevance.RELEVANT, "about the taxi")
    opening.close(session)
    session = build.as_user(folder, "paul")
    approving.waiting(session)
    approving.approve(session, tuple(chosen), attested=True)
    opening.close(session)
    return folder, [(LineId(1), item) for item in chosen]


def bundle_of(
    folder: Path,
    out: Path,
    carried: list[tuple[LineId, ItemId]],
    production: Production | None = None,
    files: Mapping[str, bytes] = FILES,
) -> Path:
    """A bundle of the case, released by omar, the disclosure officer; what is carried stands in each transcript,
    but the last item."""
    session, made = (
        build.as_user(folder, "omar"),
        production or Production("Marsh & Co", accused="Callum Marsh"),
    )
    within = {name: [item for _, item in carried[:-1]] for name in files if name.startswith("transcripts/")}
    try:
        release(session, out, made, files, carried, within=within)
    finally:
        opening.close(session)
    return out


def lines_of(folder: Path) -> list[bytes]:
    """The log of a case as its lines."""
    session = build.as_user(folder, "omar")
    try:
        return audit.lines(session.case)
    finally:
        opening.close(session)


def key_of(folder: Path, name: str) -> keys.Key:
    """The signing key of a user, as she has it herself."""
    session = build.as_user(folder, name)
    try:
        assert isinstance(session.signer, keys.Key)
        return session.signer
    finally:
        opening.close(session)


def entry_of(signer: keys.Key, lines: list[bytes], **fields: object) -> bytes:
    """An entry after the last, signed with a key of one's own, with any fields that one likes."""
    last = json.loads(lines[-1])
    body = {name: value for name, value in last.items() if name != "sig"}
    body |= {"seq": last["seq"] + 1, "prev": entry_hash(lines[-1]), "reason": "", "detail": {}}
    body |= {"user": signer.user.id, "key": signer.user.public_key, "object_hash": "", **fields}
    return canonical({**body, "sig": signer.sign(verify.LOG_PREFIX + canonical(body)).hex()})


def resign(folder: Path, signer: keys.Key, change: Callable[[dict], None] = lambda said: None) -> None:
    """Sign the manifest of a bundle anew, over the files as they are now, with a key of one's own."""
    said = json.loads((folder / "manifest.json").read_bytes())
    here = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in verify.OUTSIDE
    }
    said["files"] = [
        {"name": name, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
        for name, data in sorted(here.items())
    ]
    said["signer"]["public_key"] = signer.user.public_key
    change(said)
    sign(folder, canonical(said), signer)


def sign(folder: Path, manifest: bytes, signer: keys.Key) -> None:
    """Put a manifest into a bundle with a signature of one's own."""
    (folder / "manifest.json").write_bytes(manifest)
    signature = signer.sign(verify.MANIFEST_PREFIX + manifest).hex()
    (folder / "manifest.sig").write_bytes(signature.encode() + b"\n")


def contents_of(folder: Path) -> dict[str, str]:
    """What the entry of a production is about: SHA-256 of everything that is served, by name."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and path.name not in (*verify.OUTSIDE, *verify.PROVING)
        and path.suffix != verify.PROOF
    }


def prove_anew(folder: Path, case: str, lines: list[bytes], places: list[int], signer: keys.Key) -> None:
    """Put a proof and a checkpoint of another log into a bundle."""
    (folder / "proof.json").write_bytes(proof(case, lines, places))
    (folder / "checkpoint.txt").write_text(signed_note(checkpoint(case, lines), signer), "utf-8")

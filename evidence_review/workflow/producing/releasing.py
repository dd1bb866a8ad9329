"""Releasing: the production is logged, and what is served is written with what proves it (reference/safety.md
2.2)."""

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from evidence_review import __version__
from evidence_review.domain.audit import canonical, digest, merkle_root
from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.ids import ItemId, LineId
from evidence_review.domain.kinds import AuditOp
from evidence_review.domain.redaction_values import Level
from evidence_review.reports import audit_pdf
from evidence_review.reports.audit_extract import Extract
from evidence_review.store import audit, decisions, ledger, users
from evidence_review.store.case import Change
from evidence_review.trust import verify
from evidence_review.trust.checkpoints import checkpoint, signed_note
from evidence_review.workflow.auditing.auditing import events
from evidence_review.workflow.case.opening import Session


@dataclass(frozen=True, slots=True)
class Production:
    """What one production is: who receives it, how passages are taken out, and for which accused, where for one
    alone."""

    recipient: str
    level: Level = Level.TOKEN
    accused: str = ""


def release(
    session: Session,
    out: Path,
    production: Production,
    files: Mapping[str, bytes],
    carried: Sequence[tuple[LineId, ItemId]],
) -> tuple[int, str]:
    """Log the disclosure, then add log, checkpoint, manifest and verifier, and write it all.

    `files` are the contents by name within the folder, `carried` each item that is served with its line.
    Returns the number of entries of the log and its RFC 6962 root in hexadecimal. OutputProblem where the
    folder cannot be written.
    """
    recipient = production.recipient
    contents = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    with session.case.change(
        session.signer, AuditOp.DISCLOSE, "produce bundle", reason=f"for {recipient.strip()}"
    ) as change:
        made = _note(session, change, recipient, contents)
        ledger.add_production_items(change, made, carried)
        change.about(f"production:{made}", contents)
        change.detail.update(files=len(contents), level=str(production.level))
    lines = audit.lines(session.case)
    point = checkpoint(session.case.facts.id, lines)
    note = signed_note(point, session.signer)
    files = {
        **files,
        "log.jsonl": b"".join(line + b"\n" for line in lines),
        "checkpoint.txt": note.encode(),
        "log.pdf": audit_pdf(_extract(session, len(lines), merkle_root(lines).hex(), note)),
        "verify.py": Path(verify.__file__).read_bytes(),
    }
    manifest = canonical(_manifest(session, recipient, files, len(lines), merkle_root(lines).hex()))
    files |= {
        "manifest.json": manifest,
        "manifest.sig": session.signer.sign(verify.MANIFEST_PREFIX + manifest).hex().encode() + b"\n",
    }
    _write(session, out, files)
    return len(lines), merkle_root(lines).hex()


def _note(session: Session, change: Change, recipient: str, contents: dict[str, str]) -> str:
    production = decisions.new_id()
    decisions.add_production(
        change, production, recipient.strip(), json.dumps(contents, sort_keys=True), session.user.id
    )
    return production


def _manifest(
    session: Session, recipient: str, files: Mapping[str, bytes], entries: int, root: str
) -> dict[str, object]:
    return {
        "format": 1,
        "what": "bundle of evidence_review",
        "app": __version__,
        "case": session.case.facts.id,
        "urn": session.case.facts.urn,
        "recipient": recipient.strip(),
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "notice": (
            "Given for these criminal proceedings only: CPIA 1996 s.17 forbids any other use or disclosure."
        ),
        "signer": {
            "name": session.user.name,
            "role": str(session.role),
            "public_key": session.user.public_key,
        },
        "users": [
            {"id": user.id, "name": user.name, "role": str(user.role), "public_key": user.public_key}
            for user in users.everyone(session.case)
        ],
        "log": {"file": "log.jsonl", "entries": entries, "root": root, "checkpoint": "checkpoint.txt"},
        "files": [
            {"name": name, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
            for name, data in sorted(files.items())
        ],
        "contents": digest(sorted(files)),
    }


def _extract(session: Session, entries: int, root: str, note: str) -> Extract:
    read = (row for row in events(session) if row.seq <= entries)
    rows = [replace(row, reason="recorded" if row.reason else "", detail=row.detail[:60]) for row in read]
    return Extract(session.case.facts.urn, tuple(rows), entries, root, note)


def _write(session: Session, out: Path, files: Mapping[str, bytes]) -> None:
    try:
        for name, data in files.items():
            target = out / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    except OSError:
        shutil.rmtree(out, ignore_errors=True)
        session.case.record(session.signer, AuditOp.DISCLOSE, "bundle not written", about="bundle")
        raise OutputProblem(
            (
                "The bundle could not be written there, so nothing was left behind. Check the folder, "
                "its rights and the free space."
            )
        ) from None

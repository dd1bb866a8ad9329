"""Producing: the bundle is built in memory, proved by the gate, logged, and only then written
(reference/law.md I, K; reference/safety.md 1.6).
"""

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from evidence_review import __version__
from evidence_review.domain.audit import canonical, digest, merkle_root
from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.ids import ItemId, LineId
from evidence_review.domain.kinds import AuditOp
from evidence_review.domain.progress import Job, Progress
from evidence_review.domain.redaction_values import Level
from evidence_review.reports import audit_pdf
from evidence_review.reports.audit_extract import Extract
from evidence_review.store import audit, decisions, ledger, redactions, users
from evidence_review.store.case import Change
from evidence_review.trust import verify
from evidence_review.trust.checkpoints import checkpoint, signed_note
from evidence_review.workflow.auditing.auditing import events
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.views import Bundle
from evidence_review.workflow.producing import bundling, checking


def produce(
    session: Session, out: Path, recipient: str, executor: Executor | None = None, level: Level = Level.TOKEN
) -> Job[Bundle]:
    """Build the bundle of everything relevant and approved, prove it, log it, write it.

    OutputProblem says what stands in the way.

    The folder is written only when every conflict is answered, the clues on each masked person are signed,
    every file passed the gate, and what the detector still finds in the finished text was accepted. It holds
    the transcripts, the edited documents, the schedules, the index of redactions, the management document,
    the log with its checkpoint, a signed manifest and `verify.py`. `executor` runs the language models in
    other processes where one is given; `level` is how passages of documents are taken out (decision 0018).
    """
    session.may(Act.PRODUCE)
    _check_target(out, recipient)
    check, files, found = yield from checking.checked(
        session, recipient.strip(), executor, level, to_write=True
    )
    checking.refuse(check)
    yield Progress(len(files), len(files), "signing and writing")
    carried = [(part.line.id, kept.item.id) for part in found for kept in part.kept]
    log_entries, root = _release(session, out, recipient, files, carried, level)
    chosen = bundling.chosen_items(found)
    marks = sum(len(redactions.standing(session.case, item)) for item in chosen)
    written = tuple(path.relative_to(out).as_posix() for path in sorted(out.rglob("*")) if path.is_file())
    return Bundle(str(out), written, len(chosen), marks, log_entries, root, check.notes)


def _check_target(out: Path, recipient: str) -> None:
    if not recipient.strip():
        raise OutputProblem("Say who receives the bundle.")
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise OutputProblem("That folder is not empty. Choose a new folder for the bundle.")


def _release(
    session: Session,
    out: Path,
    recipient: str,
    files: dict[str, bytes],
    carried: Sequence[tuple[LineId, ItemId]],
    level: Level,
) -> tuple[int, str]:
    """Log the disclosure, then add log, checkpoint, manifest and verifier, and write it all."""
    contents = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    with session.case.change(
        session.signer, AuditOp.DISCLOSE, "produce bundle", reason=f"for {recipient.strip()}"
    ) as change:
        production = _note(session, change, recipient, contents)
        ledger.add_production_items(change, production, carried)
        change.about(f"production:{production}", contents)
        change.detail.update(files=len(contents), level=str(level))
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

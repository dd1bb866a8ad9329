"""Producing: the bundle is built in memory, proved by the gate, logged, and only then written (DOMAIN.md I, K; SAFETY.md 1.6)."""

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from evidence_review import __version__
from evidence_review.domain.audit import canonical, digest, merkle_root
from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.kinds import AuditOp
from evidence_review.domain.progress import Job, Progress
from evidence_review.domain.text import fold
from evidence_review.reports import (
    audit_pdf,
    chain_pdf,
    management_pdf,
    redaction_csv,
    redaction_pdf,
    schedule_pdf,
    schedule_xlsx,
    sdc_pdf,
    sdc_xlsx,
)
from evidence_review.reports.audit_extract import Extract, LogRow
from evidence_review.sandbox import Limits, call
from evidence_review.store import audit, decisions, items, redactions, users
from evidence_review.store.case import Change
from evidence_review.trust import verify
from evidence_review.trust.checkpoints import checkpoint, signed_note
from evidence_review.workflow import bundling
from evidence_review.workflow.auditing import events
from evidence_review.workflow.bundling import Part
from evidence_review.workflow.carrying import bytes_out
from evidence_review.workflow.opening import Session
from evidence_review.workflow.picturing import is_picture, page_of
from evidence_review.workflow.redacting import redact_document
from evidence_review.workflow.removals import Removed, conflicts, removed_from
from evidence_review.workflow.views import Bundle

_CHECKING = Limits(seconds=1800)
"""Every page that is a picture is read by machine, at some seconds each."""


def produce(session: Session, out: Path, recipient: str) -> Job[Bundle]:
    """Build the bundle of everything relevant and approved, prove it, log it, write it. OutputProblem says what stands in the way.

    The folder is written only when every file passed the gate. It holds the transcripts, the edited documents, the
    schedules, the index of redactions, the management document, the log with its checkpoint, a signed manifest and `verify.py`.
    """
    session.may("produce")
    _check_target(out, recipient)
    yield Progress(0, 0, "collecting what is relevant and approved")
    with session.case.change(session.signer, AuditOp.COMBINE, "collect bundle", about="bundle") as change:
        found = bundling.parts(session, change)
        change.detail.update(parts=len(found), items=len(bundling.chosen_items(found)))
    _check_ready(session, found)
    chosen = {kept.item.id: kept for part in found for kept in part.kept}
    removed = removed_from(session, chosen.values())
    _check_consistent(session, found, removed)
    files, names = yield from _documents(session, found, removed)
    files |= _reports(session, found, removed, names)
    yield from _gate(files, removed, redactions.kept_words(session.case, list(chosen)))
    yield Progress(len(files), len(files), "signing and writing")
    log_entries, root = _release(session, out, recipient, files)
    marks = sum(len(redactions.standing(session.case, item)) for item in chosen)
    written = tuple(path.relative_to(out).as_posix() for path in sorted(out.rglob("*")) if path.is_file())
    return Bundle(str(out), written, len(chosen), marks, log_entries, root)


def _check_target(out: Path, recipient: str) -> None:
    if not recipient.strip():
        raise OutputProblem("Say who receives the bundle.")
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise OutputProblem("That folder is not empty. Choose a new folder for the bundle.")


def _check_ready(session: Session, found: Sequence[Part]) -> None:
    """Nothing leaves without a second person's approval of exactly this text and these marks (J2)."""
    if not found:
        raise OutputProblem("Nothing is decided as relevant to an approved line yet, so there is nothing to hand over.")
    waiting = [item for item in bundling.chosen_items(found) if redactions.approved_by(session.case, item) is None]
    if waiting:
        raise OutputProblem(
            f"{len(waiting)} items wait for approval, the first is item {waiting[0]}. Have a second person approve them first."
        )


def _check_consistent(session: Session, found: Sequence[Part], removed: Sequence[Removed]) -> None:
    chosen = {kept.item.id: kept for part in found for kept in part.kept}
    visible = conflicts(session, chosen.values(), removed)
    if visible:
        item, token = visible[0]
        raise OutputProblem(
            f"What {token} stands for is marked in one place and still visible in item {item} ({len(visible)} such places). "
            "Mark it everywhere, or record why it stays visible."
        )


def _documents(session: Session, found: Sequence[Part], removed: Sequence[Removed]) -> Job[tuple[dict[str, bytes], dict[int, str]]]:
    """Transcripts and edited documents by file name, and the file name of each part."""
    files: dict[str, bytes] = {}
    names: dict[int, str] = {}
    for done, part in enumerate(found):
        yield Progress(done, len(found), "redacting and setting documents")
        original = items.document(session.case, part.thread_id) if part.is_document else None
        if original is not None and is_picture(original):
            names[part.number] = f"documents/item-{part.number:04d}-edited"
            files |= _pictures(session, original, part, names[part.number])
        elif original is None:
            names[part.number] = f"transcripts/item-{part.number:04d}.pdf"
            with session.case.change(session.signer, AuditOp.COMBINE, "set transcript", about=f"schedule:{part.number}") as change:
                files[names[part.number]] = chain_pdf(bundling.chain(session, change, part, removed))
        else:
            names[part.number] = f"documents/item-{part.number:04d}-edited.pdf"
            files[names[part.number]] = redact_document(session, original, part.kept)
    return files, names


def _pictures(session: Session, original: bytes, part: Part, name: str) -> dict[str, bytes]:
    """Each page of a picture file as a picture of its own."""
    out: dict[str, bytes] = {}
    for at, page in enumerate(part.pages, start=1):
        data = redact_document(session, original, [kept for kept in part.kept if page_of(kept.item) == page])
        ending = "jpg" if data[:2] == b"\xff\xd8" else "png"
        out[f"{name}{'' if len(part.pages) == 1 else f'-page-{at}'}.{ending}"] = data
    return out


def _reports(session: Session, found: Sequence[Part], removed: Sequence[Removed], names: dict[int, str]) -> dict[str, bytes]:
    schedule = bundling.schedule(session, found, removed)
    certificate = bundling.certificate(session, found, removed)
    rows = bundling.redaction_rows(session, found, names)
    return {
        "schedule/mg6c.xlsx": schedule_xlsx(schedule),
        "schedule/mg6c.pdf": schedule_pdf(schedule),
        "schedule/sdc.xlsx": sdc_xlsx(certificate),
        "schedule/sdc.pdf": sdc_pdf(certificate),
        "schedule/management.pdf": management_pdf(bundling.management(session, found, removed)),
        "schedule/redactions.csv": redaction_csv(rows),
        "schedule/redactions.pdf": redaction_pdf(rows, session.case.facts.urn),
    }


def _gate(files: Mapping[str, bytes], removed: Sequence[Removed], visible: frozenset[str]) -> Job[None]:
    """Every file is read again by other engines for every removed value; one finding stops the whole bundle."""
    terms = [one.value for one in removed if not one.is_word and fold(one.value).text not in visible]
    for done, (name, data) in enumerate(sorted(files.items())):
        yield Progress(done, len(files), "checking that what was removed is gone")
        asked = {"data": bytes_out(data), "terms": terms, "name": name, "allowed": sorted(visible)}
        leaks = call("evidence_review.redaction.carried:leaks", asked, _CHECKING)["leaks"]
        if leaks:
            raise OutputProblem(
                f"{name} still holds something that was to be removed ({leaks[0]}). Nothing was written; mark it there and try again."
            )


def _release(session: Session, out: Path, recipient: str, files: dict[str, bytes]) -> tuple[int, str]:
    """Log the disclosure, then add log, checkpoint, manifest and verifier, and write it all."""
    contents = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    with session.case.change(session.signer, AuditOp.DISCLOSE, "produce bundle", reason=f"for {recipient.strip()}") as change:
        production = _note(session, change, recipient, contents)
        change.about(f"production:{production}", contents)
        change.detail["files"] = len(contents)
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
    files |= {"manifest.json": manifest, "manifest.sig": session.signer.sign(verify.MANIFEST_PREFIX + manifest).hex().encode() + b"\n"}
    _write(session, out, files)
    return len(lines), merkle_root(lines).hex()


def _note(session: Session, change: Change, recipient: str, contents: dict[str, str]) -> str:
    production = decisions.new_id()
    decisions.add_production(change, production, recipient.strip(), json.dumps(contents, sort_keys=True), session.user.id)
    return production


def _manifest(session: Session, recipient: str, files: Mapping[str, bytes], entries: int, root: str) -> dict[str, object]:
    return {
        "format": 1,
        "what": "bundle of evidence_review",
        "app": __version__,
        "case": session.case.facts.id,
        "urn": session.case.facts.urn,
        "recipient": recipient.strip(),
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "notice": "Given for these criminal proceedings only: CPIA 1996 s.17 forbids any other use or disclosure.",
        "signer": {"name": session.user.name, "role": str(session.role), "public_key": session.user.public_key},
        "users": [
            {"id": user.id, "name": user.name, "role": str(user.role), "public_key": user.public_key}
            for user in users.everyone(session.case)
        ],
        "log": {"file": "log.jsonl", "entries": entries, "root": root, "checkpoint": "checkpoint.txt"},
        "files": [{"name": name, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)} for name, data in sorted(files.items())],
        "contents": digest(sorted(files)),
    }


def _extract(session: Session, entries: int, root: str, note: str) -> Extract:
    rows = [
        LogRow(
            row.seq,
            row.utc,
            row.user,
            row.role,
            row.op,
            row.action,
            row.object,
            "recorded" if row.reason else "",
            row.detail[:60],
            row.hash,
        )
        for row in events(session)
        if row.seq <= entries
    ]
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
            "The bundle could not be written there, so nothing was left behind. Check the folder, its rights and the free space."
        ) from None

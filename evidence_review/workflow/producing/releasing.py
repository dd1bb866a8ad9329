"""Releasing: the production is logged, and what is served is written with what proves it (reference/safety.md
2.2).

The log stays at home. A bundle holds one entry of it, the entries that enrol the people on whose signatures
the bundle rests, and the way from each to a signed checkpoint. Each document has a proof of its own beside it.
"""

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from evidence_review import __version__
from evidence_review.domain.audit import canonical, digest, merkle_root
from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.ids import ItemId, LineId
from evidence_review.domain.kinds import AuditOp
from evidence_review.domain.people import User
from evidence_review.domain.redaction_values import Level
from evidence_review.reports.serving import NOTICE
from evidence_review.store import audit, decisions, ledger, users
from evidence_review.store.case import Change
from evidence_review.trust import verify
from evidence_review.trust.checkpoints import checkpoint, signed_note
from evidence_review.trust.document_proofs import Stands, document_proofs, served_lines
from evidence_review.trust.proofs import proof
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.owner_only import owner_only
from evidence_review.workflow.producing.believing import believed
from evidence_review.workflow.producing.signed_items import stands_in


@dataclass(frozen=True, slots=True)
class Production:
    """What one production is: who receives it, how passages are taken out, and for which accused, where for
    one alone."""

    recipient: str
    level: Level = Level.TOKEN
    accused: str = ""
    why: str = ""
    """Why it is made, in the words of who makes it; printed on cover and schedule."""


@dataclass(frozen=True, slots=True)
class _Made:
    """A production on record: its id, the users on whose signatures it rests, the signer first, and the list of
    what is served, a line a file by its name."""

    id: str
    relied_on: tuple[User, ...]
    served: Mapping[str, bytes]


def _nothing_more(_: Change, __: str) -> None:
    """Nothing else is noted."""


def release(
    session: Session,
    out: Path,
    production: Production,
    files: Mapping[str, bytes],
    carried: Sequence[tuple[LineId, ItemId]],
    note: Callable[[Change, str], None] = _nothing_more,
    within: Mapping[str, Sequence[ItemId]] = MappingProxyType({}),
) -> tuple[int, str]:
    """Log the disclosure, then add proofs, checkpoint, manifest and verifier, and write it all.

    `files` are the contents by name within the folder, `carried` each item that is served with its line;
    `note` writes what else the production's own entry is to cover, given its id; `within` are the items that
    stand in each file, by its name.
    Returns the number of entries of the log and its RFC 6962 root in hexadecimal. OutputProblem where the
    folder cannot be written.
    """
    believed(session, [item for _, item in carried])
    stands = stands_in(session, production.accused.strip(), within)
    files = {**files, "verify.py": Path(verify.__file__).read_bytes()}
    made = _logged(session, production, files, carried, note, stands)
    lines = audit.lines(session.case)
    point = checkpoint(session.case.facts.id, lines)
    signed, own = signed_note(point, session.signer), _place(lines, made.id)
    signer = _enrolling(session, (session.user,))
    files |= {
        "checkpoint.txt": signed.encode(),
        "proof.json": proof(session.case.facts.id, lines, [*_enrolling(session, made.relied_on), own]),
        **document_proofs(lines, own, signer, signed, made.served, stands),
    }
    manifest = canonical(_manifest(session, production, made, files))
    files |= {
        "manifest.json": manifest,
        "manifest.sig": session.signer.sign(verify.MANIFEST_PREFIX + manifest).hex().encode() + b"\n",
    }
    _write(session, out, files)
    return point.size, point.root.hex()


def _logged(
    session: Session,
    production: Production,
    files: Mapping[str, bytes],
    carried: Sequence[tuple[LineId, ItemId]],
    note: Callable[[Change, str], None],
    stands: Mapping[str, Stands],
) -> _Made:
    """Put a production on record: its entry holds the hash of everything that is served, by name."""
    contents = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    served = served_lines(files, session.case.facts.urn, session.user.name, stands)
    recipient = production.recipient.strip()
    with session.case.change(
        session.signer, AuditOp.DISCLOSE, "produce bundle", reason=f"for {recipient}"
    ) as change:
        made = _note(session, change, recipient, contents)
        ledger.add_production_items(change, made, carried)
        note(change, made)
        change.about(f"production:{made}", contents)
        change.detail.update(files=len(contents), level=str(production.level), recipient=digest(recipient))
        change.detail[verify.SERVED] = merkle_root(list(served.values())).hex()
        if production.accused.strip():
            change.detail["accused"] = digest(production.accused.strip())
    others = audit.relied_on(session.case, [item for _, item in carried]) - {session.user.id}
    known = {user.id: user for user in users.everyone(session.case)}
    return _Made(made, (session.user, *(known[one] for one in sorted(others) if one in known)), served)


def _note(session: Session, change: Change, recipient: str, contents: dict[str, str]) -> str:
    production = decisions.new_id()
    decisions.add_production(
        change, production, recipient, json.dumps(contents, sort_keys=True), session.user.id
    )
    return production


def _enrolling(session: Session, people: Sequence[User]) -> list[int]:
    """Where in the log the entries stand that enrol these people: theirs, and the first."""
    enrolling = [json.loads(line) for line in audit.enrolling_lines(session.case)]
    shown = {f"user:{user.id}" for user in people}
    return [entry["seq"] - 1 for entry in enrolling if entry["seq"] == 1 or entry["object"] in shown]


def _place(lines: Sequence[bytes], production: str) -> int:
    """Where in the log the entry of a production stands."""
    about = f"production:{production}"
    return next(at for at in reversed(range(len(lines))) if json.loads(lines[at])["object"] == about)


def _manifest(
    session: Session, production: Production, made: _Made, files: Mapping[str, bytes]
) -> dict[str, object]:
    return {
        "format": 4,
        "what": "bundle of evidence_review",
        "app": __version__,
        "case": session.case.facts.id,
        "urn": session.case.facts.urn,
        "production": made.id,
        "recipient": production.recipient.strip(),
        "accused": production.accused.strip(),
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "notice": NOTICE,
        "signer": {
            "name": session.user.name,
            "role": str(session.role),
            "public_key": session.user.public_key,
        },
        "users": [
            {"id": user.id, "name": user.name, "role": str(user.role), "public_key": user.public_key}
            for user in made.relied_on
        ],
        "log": {"proof": "proof.json", "checkpoint": "checkpoint.txt"},
        "files": [
            {"name": name, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
            for name, data in sorted(files.items())
        ],
    }


def _write(session: Session, out: Path, files: Mapping[str, bytes]) -> None:
    try:
        for name, data in files.items():
            target = out / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        owner_only(out)
    except OSError:
        shutil.rmtree(out, ignore_errors=True)
        session.case.record(session.signer, AuditOp.DISCLOSE, "bundle not written", about="bundle")
        raise OutputProblem(
            (
                "The bundle could not be written there, so nothing was left behind. Check the folder, "
                "its rights and the free space."
            )
        ) from None

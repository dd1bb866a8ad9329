"""What the prosecution sends back: passages redacted too little or too much, counted by type (DOMAIN.md I11).

A return is an entry of the log and nothing else: the mark itself is put right by a mark or its withdrawal, each with an entry of its own.
"""

import csv
import json
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.kinds import AuditOp, RedactionType
from evidence_review.store import audit
from evidence_review.workflow.opening import Session

_ACTION = "redaction returned"
_FORM = (
    "Give a CSV file with the columns “what” (under or over), “type” (a redaction type) and, if known, “item” (its number) and “remark”."
)
_MOST_REMARK = 2_000


class Fault(StrEnum):
    """What was wrong with a redaction."""

    UNDER = "under"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class ReturnCount:
    """How many passages of one type came back, for one fault."""

    fault: Fault
    type: RedactionType
    count: int


@dataclass(frozen=True, slots=True)
class _Row:
    fault: Fault
    type: RedactionType
    item: int
    remark: str


def import_returns(session: Session, path: Path) -> int:
    """Log every row of the file, all or none; how many there were. UnreadableExport names the first line that cannot be read.

    Remarks go to the part of the log that holds words; the entry itself has fault, type and item only.
    """
    session.may("redact")
    rows = _read(path)
    for row in rows:
        about = f"item:{row.item}" if row.item else "bundle"
        session.case.record(
            session.signer, AuditOp.ALTER, _ACTION, about=about, reason=row.remark, fault=str(row.fault), type=str(row.type)
        )
    return len(rows)


def returns(session: Session) -> tuple[ReturnCount, ...]:
    """All returns by fault and type, from the log."""
    session.may("redact")
    session.case.record(session.signer, AuditOp.CONSULT, "count returns", about="bundle")
    counts: Counter[tuple[Fault, RedactionType]] = Counter()
    for entry in audit.entries(session.case, op=str(AuditOp.ALTER), limit=10_000_000):
        body = json.loads(entry.line)
        if body["action"] == _ACTION:
            counts[Fault(body["detail"]["fault"]), RedactionType(body["detail"]["type"])] += 1
    return tuple(ReturnCount(fault, kind, count) for (fault, kind), count in sorted(counts.items()))


def _read(path: Path) -> list[_Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError, csv.Error):
        raise UnreadableExport(f"The file of returns cannot be read. {_FORM}") from None
    if not rows:
        raise UnreadableExport(f"There is no return in this file. {_FORM}")
    return [
        _row({(key or "").strip().lower(): (value or "") for key, value in row.items() if isinstance(value, str)}, number)
        for number, row in enumerate(rows, 2)
    ]


def _row(said: dict[str, str], number: int) -> _Row:
    kinds = {str(one).lower(): one for one in RedactionType}
    fault, kind, item = said.get("what", "").strip().lower(), said.get("type", "").strip().lower(), said.get("item", "").strip()
    if fault not in set(Fault) or kind not in kinds or (item and not item.isdecimal()):
        raise UnreadableExport(f"Line {number} of the file of returns cannot be read, so none was taken. {_FORM}")
    return _Row(Fault(fault), kinds[kind], int(item or 0), said.get("remark", "").strip()[:_MOST_REMARK])

"""What the prosecution sends back: passages redacted too little or too much, counted by type (DOMAIN.md I11).

A return is an entry of the log and nothing else: the mark itself is put right by a mark or its withdrawal, each with an entry of its own.
"""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from evidence_review.domain.kinds import AuditOp, PageReason, RedactionType
from evidence_review.store import audit
from evidence_review.workflow.opening import Session
from evidence_review.workflow.returned_lists import Fault, read_returned

_ACTION = "redaction returned"
CHARGE = {1: "before charge", 2: "after charge"}


@dataclass(frozen=True, slots=True)
class ReturnCount:
    """How many passages of one type, or pages for one reason, came back, for one fault."""

    fault: Fault
    type: RedactionType | PageReason
    count: int


def import_returns(session: Session, path: Path) -> int:
    """Log every row of the file, all or none; how many there were. UnreadableExport names the first line that cannot be read.

    Remarks go to the part of the log that holds words; the entry itself has fault, type, item and, from a CPS log, whether it went back and when.
    """
    session.may("redact")
    rows = read_returned(path, session.case.facts.urn)
    for row in rows:
        about = f"item:{row.item}" if row.item else "bundle"
        more = {"returned": "yes"} if row.went_back else {}
        more |= {"charge": CHARGE[row.charge]} if row.charge else {}
        session.case.record(
            session.signer, AuditOp.ALTER, _ACTION, about=about, reason=row.remark, fault=str(row.fault), type=str(row.type), **more
        )
    return len(rows)


def returns(session: Session) -> tuple[ReturnCount, ...]:
    """All returns by fault and type, from the log."""
    session.may("redact")
    session.case.record(session.signer, AuditOp.CONSULT, "count returns", about="bundle")
    counts: Counter[tuple[Fault, RedactionType | PageReason]] = Counter()
    for entry in audit.entries(session.case, op=str(AuditOp.ALTER), limit=10_000_000):
        body = json.loads(entry.line)
        if body["action"] == _ACTION:
            counts[Fault(body["detail"]["fault"]), _type(body["detail"]["type"])] += 1
    return tuple(ReturnCount(fault, kind, count) for (fault, kind), count in sorted(counts.items()))


def _type(name: str) -> RedactionType | PageReason:
    return PageReason(name) if name in set(PageReason) else RedactionType(name)

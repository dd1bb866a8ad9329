"""What the prosecution sends back: passages redacted too little or too much, counted by type
(reference/law.md I11).

A return is an entry of the log and nothing else: the mark itself is put right by a mark or its withdrawal,
each with an entry of its own.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.kinds import AuditOp, PageReason, RedactionType
from evidence_review.store import audit
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.producing.returned_lists import Fault, read_returned

_ACTION = "redaction returned"
CHARGE = {1: "before charge", 2: "after charge"}


@dataclass(frozen=True, slots=True)
class ReturnCount:
    """How many passages of one type, or pages for one reason, came back, for one fault."""

    fault: Fault
    type: RedactionType | PageReason
    count: int


def import_returns(session: Session, path: Path) -> int:
    """Log every row of the list, or none where one cannot be read; how many were logged.

    UnreadableExport names the first such row.

    A list is taken in once: RuleBroken for one that is in the log whole, and one that stopped half-way goes
    on where it stopped. Remarks go to the part of the log that holds words; the entry itself has fault, type,
    item, the list's hash and, from a CPS log, whether it went back and when.
    """
    session.may(Act.REDACT)
    mark, rows = read_returned(path, session.case.facts.urn)
    taken = sum(detail.get("list") == mark for detail in _logged(session))
    if taken >= len(rows):
        raise RuleBroken("This list was taken in before, so it was not counted again. Choose another one.")
    for row in rows[taken:]:
        about = f"item:{row.item}" if row.item else "bundle"
        more = {"returned": "yes"} if row.went_back else {}
        more |= {"charge": CHARGE[row.charge]} if row.charge else {}
        session.case.record(
            session.signer,
            AuditOp.ALTER,
            _ACTION,
            about=about,
            reason=row.remark,
            fault=str(row.fault),
            type=str(row.type),
            list=mark,
            **more,
        )
    return len(rows) - taken


def returns(session: Session) -> tuple[ReturnCount, ...]:
    """All returns by fault and type, from the log."""
    session.may(Act.REDACT)
    session.case.record(session.signer, AuditOp.CONSULT, "count returns", about="bundle")
    counts = Counter((Fault(detail["fault"]), _type(detail["type"])) for detail in _logged(session))
    return tuple(ReturnCount(fault, kind, count) for (fault, kind), count in sorted(counts.items()))


def _logged(session: Session) -> Iterator[dict[str, Any]]:
    """The details of every return in the log."""
    for entry in audit.entries(session.case, op=str(AuditOp.ALTER), limit=10_000_000):
        body = json.loads(entry.line)
        if body["action"] == _ACTION:
            yield body["detail"]


def _type(name: str) -> RedactionType | PageReason:
    return PageReason(name) if name in set(PageReason) else RedactionType(name)

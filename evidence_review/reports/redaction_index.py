"""The index of redactions that goes with a bundle: number, where, type, purpose and reason, never what was
removed."""

import csv
import io
from dataclasses import dataclass

from evidence_review.domain.kinds import Purpose, RedactionType
from evidence_review.reports.paper import Column, Paper
from evidence_review.reports.serving import STAYS, Serving


@dataclass(frozen=True, slots=True)
class RedactionRow:
    """One redaction: its number, the document and message or page it is in, its CPS type, what it is for,
    why, and how it was taken out."""

    number: int
    document: str
    place: str
    type: RedactionType
    purpose: Purpose
    reason: str
    how: str = ""
    is_person: bool = False
    """Whether it is a sender or recipient who stands by a token, told once for each document."""


PEOPLE = "People by token, per document"
_COLUMNS = (
    ("No.", 6),
    ("Document", 29),
    ("Where", 12),
    ("Type", 18),
    ("Purpose", 12),
    ("Reason", 32),
    ("How", 24),
)


def redaction_csv(rows: tuple[RedactionRow, ...]) -> bytes:
    """The index as CSV: UTF-8 with a byte-order mark, every field in quotes.

    A field that a spreadsheet would take for a formula starts with an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([title for title, _ in _COLUMNS])
    for row in rows:
        writer.writerow([plain_cell(field) for field in _fields(row)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def redaction_pdf(rows: tuple[RedactionRow, ...], urn: str, serving: Serving = STAYS) -> bytes:
    """The index as a PDF, with the number of redactions of each type at its end."""
    paper = Paper("Index of redactions", f"Index of redactions · URN {urn}", wide=True, footer=serving.footer)
    paper.headline("Index of redactions")
    marks = [row for row in rows if not row.is_person]
    people = len(rows) - len(marks)
    paper.facts([("URN", urn), ("Redactions", f"{len(marks):,}"), (PEOPLE, f"{people:,}")])
    paper.table([Column(title, share) for title, share in _COLUMNS], [_fields(row) for row in rows])
    counts = {kind: sum(row.type is kind for row in marks) for kind in RedactionType}
    for kind, count in counts.items():
        if count:
            paper.text(f"{kind}: {count:,}")
    if not rows:
        paper.text("Nothing was redacted.")
    return paper.to_bytes()


def _fields(row: RedactionRow) -> tuple[str, ...]:
    return (
        str(row.number),
        row.document,
        row.place,
        str(row.type),
        row.purpose.replace("_", " ").lower(),
        row.reason,
        row.how,
    )


def plain_cell(field: str) -> str:
    """A field that no spreadsheet takes for a formula."""
    return (
        "'" + field
        if field.lstrip(" ").startswith(
            ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
        )
        else field
    )

"""Entries of the log that were chosen by a filter, one sentence each: as a paper and as CSV. No word of any item; of a
reason only that one is recorded."""

import csv
import io
from dataclasses import dataclass

from evidence_review.domain.audit import LogRow
from evidence_review.reports.paper import Column, Paper
from evidence_review.reports.redaction_index import plain_cell

NOTE = (
    "This list is for reading. What proves the log is the log itself with its checkpoint, which are exported apart. "
    "Order is proven by the log; clock times are the computer's own claim."
)
_COLUMNS = (("No.", 6), ("UTC", 14), ("Who", 18), ("What was done", 52), ("Reason", 10))


@dataclass(frozen=True, slots=True)
class LogList:
    """The URN, the day it was made (ISO, UTC), what the entries were chosen by ("" : all), the entries in order, how
    many fit, and the size of the log."""

    urn: str
    day: str
    chosen_by: str
    rows: tuple[LogRow, ...]
    fit: int
    size: int


def log_list_pdf(told: LogList) -> bytes:
    """The list as a PDF."""
    paper = Paper("List of entries of the log", f"Entries of the log · URN {told.urn}", wide=True)
    paper.headline("Entries of the log")
    shown = f"{len(told.rows):,} of {told.fit:,} that fit; the log has {told.size:,}"
    paper.facts(
        [
            ("URN", told.urn),
            ("Day", told.day),
            ("Chosen by", told.chosen_by or "all entries"),
            ("Entries", shown),
        ]
    )
    paper.text(NOTE)
    paper.gap(4)
    paper.table([Column(title, share) for title, share in _COLUMNS], map(_row, told.rows))
    if not told.rows:
        paper.text("No entry fits.")
    return paper.to_bytes()


def log_list_csv(told: LogList) -> bytes:
    """The list as CSV: UTF-8 with a byte-order mark, every field in quotes, none that a spreadsheet takes for a
    formula."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([title for title, _ in _COLUMNS])
    for row in told.rows:
        writer.writerow([plain_cell(field) for field in _row(row)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _row(row: LogRow) -> tuple[str, ...]:
    who = f"{row.user}\n{row.role.replace('_', ' ').lower()}".strip()
    return (str(row.seq), row.utc.replace("T", " ")[:19], who, row.sentence, "recorded" if row.reason else "")

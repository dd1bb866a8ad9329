"""Text tables (CSV, TSV) without what was agreed to go: cells are read with their quotes, rewritten only
where something was taken out."""

import csv
import io
import re
from collections.abc import Sequence

from evidence_review.domain.redaction_values import Removal
from evidence_review.redaction.new_files.redacted_values import redact_pieces
from evidence_review.redaction.new_files.writing import guarded

_MOST_CELL = 1 << 27


def redact_table(text: str, removals: Sequence[Removal]) -> tuple[str, int]:
    """The table with each removal's token in its place, and how many places that were. Cells that a
    spreadsheet would run as a formula get an apostrophe."""
    csv.field_size_limit(_MOST_CELL)
    between = _between(text)
    ends = "\r\n" if "\r\n" in text else "\n"
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=between))
    cells, removed = redact_pieces([cell for row in rows for cell in row], removals)
    left = iter(cells)
    out = io.StringIO(newline="")
    writer = csv.writer(
        out,
        delimiter=between,
        lineterminator=ends,
        quoting=csv.QUOTE_ALL if _quoted(text, between) else csv.QUOTE_MINIMAL,
    )
    for row in rows:
        writer.writerow([guarded(next(left)) for _ in row])
    new = out.getvalue()
    return (new if text.endswith(("\n", "\r")) else new.removesuffix(ends)), removed


def _between(text: str) -> str:
    first = re.sub(r'"[^"]*"', "", text[:20_000]).split("\n")[0]
    return max((",", ";", "\t", "|"), key=first.count)


def _quoted(text: str, between: str) -> bool:
    """Whether every cell of the first line stands in quotes."""
    first = text.lstrip("\ufeff").split("\n")[0].strip()
    return bool(re.fullmatch(rf'"[^"]*"(?:{re.escape(between)}"[^"]*")*', first))

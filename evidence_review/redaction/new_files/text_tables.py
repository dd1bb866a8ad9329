"""Text tables (CSV, TSV) without what was agreed to go: cells are read with their quotes, rewritten only
where something was taken out."""

import csv
import io
import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from evidence_review.domain.redaction_values import Removal
from evidence_review.redaction.new_files.pieces import Grid, redact_pieces
from evidence_review.redaction.new_files.writing import guarded
from evidence_review.redaction.terms.search import Search, holds, over_cells
from evidence_review.redaction.unpacked.parts_cells import as_table, edge_of_cells

_MOST_CELL = 1 << 27


def redact_table(text: str, removals: Sequence[Removal]) -> tuple[str, int]:
    """The table with each removal's token in its place, and how many places that were. Cells that a
    spreadsheet would run as a formula get an apostrophe."""
    csv.field_size_limit(_MOST_CELL)
    between = edge_of_cells(text) or _between(text)
    ends = "\r\n" if "\r\n" in text else "\n"
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=between))
    ends_of_rows = accumulate(map(len, rows), initial=0)
    grid = Grid([range(start, end) for start, end in pairwise(ends_of_rows)])
    cells, removed = redact_pieces([cell for row in rows for cell in row], removals, [grid])
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


def is_set_in_cells(text: str, search: Search) -> bool:
    """Whether text of any kind is a table, and something that is to go stands over the edges of its
    cells."""
    between = edge_of_cells(text)
    if not between:
        return False
    csv.field_size_limit(_MOST_CELL)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=between))
    return holds(as_table(rows), over_cells(search))


def _between(text: str) -> str:
    first = re.sub(r'"[^"]*"', "", text[:20_000]).split("\n")[0]
    return max((",", ";", "\t", "|"), key=first.count)


def _quoted(text: str, between: str) -> bool:
    """Whether every cell of the first line stands in quotes."""
    first = text.lstrip("\ufeff").split("\n")[0].strip()
    return bool(re.fullmatch(rf'"[^"]*"(?:{re.escape(between)}"[^"]*")*', first))

"""Cells that a workbook merges downwards: each of the rows shows the value."""

from collections.abc import Iterator, Sequence

from evidence_review.importers.tables.tables_cells import Cell, is_filled
from evidence_review.importers.tables.tables_proposals import Row
from evidence_review.importers.tables.tables_sheets import Sheet


def unmerged(sheet: Sheet) -> Iterator[Row]:
    """The rows with the value of a cell merged downwards in each of its rows, as the table shows it."""
    spread = _spread(sheet)
    for number, cells in sheet.rows:
        yield number, _with_merged(cells, spread[number]) if number in spread else cells


def _spread(sheet: Sheet) -> dict[int, list[tuple[Sequence[Cell], int]]]:
    """For the rows below a cell merged downwards: the row in which it stands, and its column."""
    tall = [
        (first, left, last) for first, left, last, right in sheet.merged if last > first and left == right
    ]
    firsts = {first for first, _, _ in tall}
    starts = {number: cells for number, cells in sheet.rows if number in firsts}
    spread = dict[int, list[tuple[Sequence[Cell], int]]]()
    for first, column, last in tall:
        for number in range(first + 1, min(last, first + 100_000) + 1) if first in starts else ():
            spread.setdefault(number, []).append((starts[first], column))
    return spread


def _with_merged(cells: Sequence[Cell], merged: Sequence[tuple[Sequence[Cell], int]]) -> list[Cell]:
    line = list(cells)
    for above, column in merged:
        if column < len(above):
            line += [""] * (column + 1 - len(line))
            line[column] = line[column] if is_filled(line[column]) else above[column]
    return line

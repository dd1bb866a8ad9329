"""A sheet as every kind of table gives it: its filled rows, and what stands beside the cells or is hidden."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evidence_review.domain.evidence import Problem
from evidence_review.importers.tables.tables_cells import Cell, is_filled
from evidence_review.importers.tables.tables_proposals import Row


@dataclass(frozen=True, slots=True)
class Aside:
    """What a workbook keeps beside the cells of one sheet; rows count from 1, columns from 0.

    `notes` are comments by (row, column), `cells` values that only the file itself has right (long numbers,
    faults, formulas without a result), `links` where a cell leads to, `words` the texts of drawings.
    """

    notes: Mapping[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    cells: Mapping[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    links: Mapping[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    words: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: `name` ("" for a text table), `rows` that hold anything, `merged` as (first row, first column,
    last row, last column).

    `spaces` counts the rows in which nothing but spaces stands, which other programs count among those that
    are filled.
    """

    name: str
    rows: Sequence[Row]
    hidden: bool = False
    aside: Aside = Aside()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    spaces: int = 0

    def place(self, row: int) -> str:
        """The locator of a row."""
        return f"{self.name}!{row}" if self.name else f"row {row}"


def spaces(cells: Sequence[Sequence[Cell]]) -> int:
    """How many rows hold spaces and nothing else."""
    return sum(any(cell != "" for cell in row) and not any(map(is_filled, row)) for row in cells)


def filled(
    cells: Sequence[Sequence[Cell]],
    first_row: int = 1,
    before: int = 0,
    better: Mapping[tuple[int, int], str] | None = None,
) -> list[Row]:
    """The rows that hold anything, numbered from `first_row`, with `before` empty cells in front and the
    cells in `better` set right."""
    rows = list[Row]()
    right = dict[int, list[tuple[int, str]]]()
    for (row, column), text in (better or {}).items():
        right.setdefault(row, []).append((column, text))
    for number, row in enumerate(cells, first_row):
        line = [*[""] * before, *row] if before or number in right else row
        for column, text in right.pop(number, ()):
            line = [*line, *[""] * (column + 1 - len(line))]
            line[column] = text
        if any(map(is_filled, line)):
            rows.append((number, line))
    for number, extra in sorted(right.items()):  # cells outside what the library gave
        line = [""] * (max(column for column, _ in extra) + 1)
        for column, text in extra:
            line[column] = text
        rows.append((number, line))
    return sorted(rows, key=lambda row: row[0])

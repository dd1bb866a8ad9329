"""The cells of a table in plain text (tabs or bars between them) column by column, as an eye reads letters
that are set one below the other."""

import re
from functools import lru_cache

_EDGE = re.compile(r"[\t|]")
_MOST_COLUMNS = 1_000
ROWS_APART = "\n\t:::\n"
"""Stands between two rows where the last cell of one does not lead to the first of the next."""
_APART = "\n:::\n"
"""Between two columns, over which nothing is one word."""


def column_order(text: str) -> list[tuple[int, int] | str] | None:
    """(from, to) of every cell, column after column, and what stands between them; None where there is no
    table."""
    if "\t" not in text and "|" not in text:
        return None
    out: list[tuple[int, int] | str] = []
    for start, end in _tables(text):
        at = start
        columns: dict[int, list[tuple[int, int]]] = {}
        for line in text[start:end].split("\n"):
            _line(line.rstrip("\r"), at, columns)
            at += len(line) + 1
        for number in sorted(columns):
            for cell in columns[number]:
                out += [cell, "\t"]
            out[-1] = _APART
    return out or None


def rows_from_right(text: str) -> list[tuple[int, int] | str] | None:
    """The cells of each row from the last to the first, as a sheet that begins on the right shows them; None
    where there is no table."""
    if "\t" not in text and "|" not in text:
        return None
    out: list[tuple[int, int] | str] = []
    for start, end in _tables(text):
        at = start
        for line in text[start:end].split("\n"):
            cells: dict[int, list[tuple[int, int]]] = {}
            _line(line.rstrip("\r"), at, cells)
            for number in sorted(cells, reverse=True):
                out += [*cells[number], "\t"]
            out.append(_APART)
            at += len(line) + 1
    return out or None


@lru_cache(maxsize=1)  # asked for twice for each text
def _tables(text: str) -> list[tuple[int, int]]:
    """(from, to) of lines in a row, each with a tab or a bar."""
    out: list[tuple[int, int]] = []
    at = 0
    while found := _EDGE.search(text, at):
        start = text.rfind("\n", 0, found.start()) + 1
        end = _end(text, found.start())
        while end < len(text) and _EDGE.search(text, end + 1, following := _end(text, end + 1)):
            end = following
        out.append((start, end))
        at = end
    return out


def _end(text: str, at: int) -> int:
    """Where the line ends in which a place lies."""
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def _line(line: str, at: int, columns: dict[int, list[tuple[int, int]]]) -> None:
    """The cells of a line, each without the blanks around it, and the sign behind it that parts it from the
    next."""
    start = 0
    for number, place in enumerate([*(one.start() for one in _EDGE.finditer(line)), len(line)]):
        cell = line[start:place]
        words = cell.strip(" ")
        if words and words != ":::" and number < _MOST_COLUMNS:
            first = at + start + len(cell) - len(cell.lstrip(" "))
            columns.setdefault(number, []).append((first, first + len(words)))
        start = place + 1

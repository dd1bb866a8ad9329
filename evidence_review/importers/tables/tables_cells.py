"""What a cell holds, and how it is written as text: digits stay digits, times are written year first
(reference/formats.md 3.3)."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

type Cell = str | int | float | datetime | date | time | timedelta
"""The value of a cell; "" is an empty one, and a truth value counts as a number."""

_ESCAPE = re.compile(
    r"_x(?![dD][89a-fA-F])([0-9A-Fa-f]{4})_(?:(?<=_x000[dD]_)\n|(?<=_x000[aA]_)\n|(?<=_x0009_)\n)?"
)


def shown(cell: Cell) -> str:
    """A cell as text, in full: a telephone number that a workbook keeps as 447700900123.0 is
    "447700900123"."""
    match cell:
        case str():
            return _ESCAPE.sub(_unescaped, cell) if "_x" in cell else cell
        case bool():
            return "TRUE" if cell else "FALSE"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e22 else repr(cell)
        case datetime():
            return whole(cell).isoformat(" ")
        case timedelta():
            return _length(cell)
        case _:
            return str(cell)


def _unescaped(found: re.Match[str]) -> str:
    """The character behind an escape that a writer left in the text; a carriage return with its line feed is
    one line break."""
    code = int(found[1], 16)
    if code in {0x0A, 0x0D}:
        return "\n"
    return chr(code) if code >= 0x20 or code == 9 else ""


def whole(cell: datetime) -> datetime:
    """A time to the millisecond: a workbook keeps fractions of a day, which are a little off."""
    rest = cell.microsecond % 1000
    return cell + timedelta(microseconds=1000 - rest if rest >= 500 else -rest)


def _length(cell: timedelta) -> str:
    seconds = round(abs(cell.total_seconds()))
    return f"{'-' if cell < timedelta(0) else ''}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def is_filled(cell: Cell) -> bool:
    """Whether anything stands in a cell; spaces alone do not count."""
    return bool(cell.strip()) if isinstance(cell, str) else True


def filled_texts(cells: Sequence[Cell]) -> list[str]:
    """The filled cells of a row as text."""
    return [shown(cell).strip() for cell in cells if is_filled(cell)]


def letters(column: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    name = ""
    while column >= 0:
        name = chr(65 + column % 26) + name
        column = column // 26 - 1
    return name

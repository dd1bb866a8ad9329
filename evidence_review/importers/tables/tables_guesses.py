"""The time of a row where no heading is known to name one: a column whose values are times is proposed, and
said to be a guess (reference/formats.md rules 12 and 24)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from evidence_review.domain.sheet_mapping import Field, SheetMapping
from evidence_review.importers.tables import tables_words as words
from evidence_review.importers.tables.tables_cells import Cell, is_filled
from evidence_review.importers.tables.tables_headers import Meaning, meaning, plain
from evidence_review.importers.tables.tables_times import written
from evidence_review.importers.text.spoken_words import TO_EACH_OTHER

_NAME = re.compile(r"[^\W\d_][^\d\n,;|/\\=]{1,40}")
_NUMBER = re.compile(r"\+?\(?\d[\d\s()-]{5,18}\d")
_CLOCKED = frozenset((Field.DATE, Field.TIME))
_LOOK = 500
"""How many rows are looked at."""

_TIME_WORDS = re.compile(
    r"\b(?:time|date|timestamp|datetime|day|at|on|zeit|zeitpunkt|datum|fecha|hora|data|heure|ora|"
    r"tijd|dato|tid)\b"
)
_OTHER_EVENT = re.compile(
    r"\b(?:birth\w*|dob|born|geburts\w*|naissance|nacimiento|nascimento|nascita|expir\w*|valid|"
    r"until|due|renew\w*|zone|offset)\b"
)
"""Headings whose days are not those of what the row tells."""


def with_time(
    meanings: Sequence[Meaning], headings: Sequence[str], body: Sequence[tuple[int, Sequence[Cell]]]
) -> list[Meaning]:
    """The meanings, with the first column of times as the time where none has it: its heading speaks of a
    time, or every value has a day and a clock."""
    found = list(meanings)
    if any(each.field in {Field.TIME, Field.DATE} for each in found):
        return found
    for index, heading in enumerate(headings):
        cells = [cells[index] for _, cells in body[:_LOOK] if index < len(cells) and is_filled(cells[index])]
        if (
            found[index].field is Field.EXTRA
            and len(cells) * 2 >= len(body[:_LOOK])
            and _are_times(plain(heading), cells)
        ):
            found[index] = replace(found[index], field=Field.TIME)
            return found
    return found


def without_headings(
    meanings: Sequence[Meaning], body: Sequence[tuple[int, Sequence[Cell]]]
) -> list[Meaning]:
    """The meanings of a table without headings, by its cells.

    Days and clocks in columns of their own are its time; with one column of words, and a direction and
    numbers, or else one of a few names that come again, the rows are messages.
    """
    found = list(meanings)
    at = _places(found, body)
    single = {field for field, places in at.items() if len(places) == 1}
    if not (any(each.field is Field.TIME for each in found) or single >= _CLOCKED):
        return found
    for field in (_CLOCKED | _talk(at, single, body)) & set(at):
        for index in at[field] if field is Field.PARTY else at[field][:1]:
            found[index] = replace(found[index], field=Field.SENDER if field is Field.NAME else field)
    return found


def _places(
    meanings: Sequence[Meaning], body: Sequence[tuple[int, Sequence[Cell]]]
) -> dict[Field, list[int]]:
    """The columns of no known meaning by what their cells look like."""
    at = dict[Field, list[int]]()
    for index, each in enumerate(meanings):
        rows = (cells for _, cells in body[:_LOOK] if index < len(cells)) if each.field is Field.EXTRA else ()
        cells = [str(row[index]).strip() for row in rows if is_filled(row[index])]
        if cells and (field := _looks_like(cells)):
            at.setdefault(field, []).append(index)
    return at


def _talk(
    at: Mapping[Field, list[int]], single: set[Field], body: Sequence[tuple[int, Sequence[Cell]]]
) -> frozenset[Field]:
    """The fields that make messages of rows with a time; none where the rows are no messages."""
    if single >= {Field.DIRECTION, Field.TEXT} and Field.PARTY in at:
        return frozenset((Field.DIRECTION, Field.TEXT, Field.PARTY))
    named = single >= {Field.TEXT, Field.NAME} and Field.DIRECTION not in at and len(body) > 2
    return frozenset((Field.TEXT, Field.NAME) if named and _is_talk(body, at[Field.TEXT][0]) else ())


def _is_talk(body: Sequence[tuple[int, Sequence[Cell]]], index: int) -> bool:
    """Whether one in five of the words of a column are said to somebody: goods and bookings have names, days
    and words too."""
    cells = [str(cells[index]) for _, cells in body[:_LOOK] if index < len(cells) and is_filled(cells[index])]
    return sum(TO_EACH_OTHER.search(cell) is not None for cell in cells) * 5 >= len(cells) > 0


def _looks_like(cells: Sequence[str]) -> Field | None:
    return _clock_field(cells) or next((field for field, holds in _LOOKS if holds(cells)), None)


def _clock_field(cells: Sequence[str]) -> Field | None:
    """Days or times of day, where all cells are such."""
    times = [found for cell in cells if (found := written(cell)) is not None and (":" in cell or found.day)]
    if len(times) < len(cells) or not (all(each.day for each in times) or all(each.clock for each in times)):
        return None
    return Field.DATE if times[0].day else Field.TIME


def _are_ways(cells: Sequence[str]) -> bool:
    return all(plain(cell) in words.IN or plain(cell) in words.OUT for cell in cells)


def _are_numbers(cells: Sequence[str]) -> bool:
    return sum(_NUMBER.fullmatch(cell) is not None for cell in cells) * 10 >= len(cells) * 8


def _are_names(cells: Sequence[str]) -> bool:
    """Whether all can be names, of which about half come again."""
    few = len(cells) > 2 and len(set(cells)) * 2 <= len(cells) + 1
    return few and all(_NAME.fullmatch(cell) for cell in cells)


def _are_words(cells: Sequence[str]) -> bool:
    """Whether half are of several words, and hardly one comes again."""
    several = sum(" " in cell and any(map(str.isalpha, cell)) for cell in cells)
    return several * 2 >= len(cells) and len(set(cells)) * 4 >= len(cells) * 3


_LOOKS = (
    (Field.DIRECTION, _are_ways),
    (Field.PARTY, _are_numbers),
    (Field.NAME, _are_names),
    (Field.TEXT, _are_words),
)
"""What the cells of a column look like; the first that holds decides."""


def _are_times(name: str, cells: Sequence[Cell]) -> bool:
    """Whether a column of at least one filled cell holds times of what its rows tell."""
    if not cells or _OTHER_EVENT.search(name):
        return False
    share = sum(map(_has_clock, cells)) if not _TIME_WORDS.search(name) else sum(map(_has_day, cells))
    return share * 10 >= len(cells) * 9


def _has_day(cell: Cell) -> bool:
    """Whether a cell is a day, with or without a clock. A bare number is one only below a heading that speaks
    of times, and then by its size."""
    found = written(cell)
    return found is not None and found.clock is None


def _has_clock(cell: Cell) -> bool:
    """Whether a cell leaves no doubt without its heading: a day and a time of day, no bare number."""
    found = written(cell) if isinstance(cell, datetime) or (isinstance(cell, str) and ":" in cell) else None
    return found is not None and found.clock is None and not found.day


def guessed(mapping: SheetMapping) -> str:
    """The heading of the column that was taken as the time though no list knows it; "" where none was."""
    times = mapping.of(Field.TIME)
    return times[0].heading if times and meaning(times[0].heading).field is Field.EXTRA else ""

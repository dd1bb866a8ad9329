"""From the cells of a sheet to a proposal how to read it: where the headings stand, what the columns hold,
what the rows are."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from evidence_review.domain.sheet_mapping import Column, Field, SheetMapping
from evidence_review.importers.tables import tables_words as words
from evidence_review.importers.tables.tables_cells import Cell, filled_texts, is_filled, letters, shown
from evidence_review.importers.tables.tables_guesses import with_time, without_headings
from evidence_review.importers.tables.tables_headers import Meaning, is_timeline, meaning, plain
from evidence_review.importers.tables.tables_kinds import PEOPLE, TIMES, kind_of_rows
from evidence_review.importers.tables.tables_phones import are_flags, flag_words
from evidence_review.importers.tables.tables_times import order_of, written, written_in

type Row = tuple[int, Sequence[Cell]]
"""A filled row: its number from 1 and its cells from column A on."""

_DEEPEST, _LONGEST, _LOOK = 40, 120, 5000
"""How many filled rows may stand above the headings, the longest heading, and how many rows are looked at to
decide."""

_YEAR = re.compile(r"(?:19|20)\d\d")

_SENDERS = frozenset((Field.SENDER, Field.SENDER_ID, Field.SENDER_NAME, Field.PARTY, Field.DIRECTION))
_SENT = TIMES | {Field.TEXT, Field.SUBJECT, Field.DURATION, Field.DIRECTION}
_ONE_ONLY = frozenset((Field.TIME, Field.DATE, Field.TEXT, Field.SUBJECT, Field.THREAD, Field.TITLE, Field.DIRECTION, Field.APP, Field.DURATION,
                       Field.DELETED))  # fmt: skip
"""Fields for which one column is chosen: the one whose name is the most usual."""


def propose_sheet(name: str, rows: Sequence[Row]) -> SheetMapping:
    """How a sheet is best read, from its headings and, for direction and day order, from the whole of its
    columns."""
    at = _header(rows[:_DEEPEST])
    header, cells = rows[at] if at is not None else (0, ())
    body = [row for row in rows if row[0] > header]
    width = max((len(cells) for _, cells in rows), default=0)
    headings = [shown(cell).strip() for cell in cells] + [""] * (width - len(cells))
    meanings = with_time(_chosen([meaning(heading) for heading in headings], headings, body), headings, body)
    if not header:
        meanings = without_headings(meanings, body)
    columns = _columns(headings, meanings, body)
    proposed = SheetMapping(name, header, kind_of_rows(name, columns), columns, repeats=is_timeline(name))
    return replace(proposed, day_first=_day_first(proposed, body))


def _columns(headings: Sequence[str], meanings: Sequence[Meaning], body: Sequence[Row]) -> tuple[Column, ...]:
    """The columns that have a heading or anything below it."""
    return tuple(
        Column(index, heading or f"column {letters(index)}", found.field, found.zone, found.day_first)
        for index, (heading, found) in enumerate(zip(headings, meanings, strict=True))
        if heading or any(index < len(cells) and is_filled(cells[index]) for _, cells in body)
    )


def _header(rows: Sequence[Row]) -> int | None:
    """The place of the headings among the first rows: where the most known names stand, else the first row of
    names only."""
    if not rows:
        return None
    usual = Counter(_width(cells) for _, cells in rows).most_common(1)[0][0]
    best = _known_header(rows, usual)
    if best is not None or len(rows) < 2:
        return best
    for at, (_, cells) in enumerate(rows[:-1]):
        if _width(cells) >= max(2, usual * 0.6):
            return at if _names(cells) else None
    return None


def _known_header(rows: Sequence[Row], usual: int) -> int | None:
    """The place of the row with the most known names, where it can be headings and is wider than those above
    it."""
    known = [
        sum(meaning(shown(cell)).field is not Field.EXTRA for cell in cells if isinstance(cell, str))
        for _, cells in rows
    ]
    best = max(range(len(rows)), key=lambda at: (known[at], -at))
    cells = rows[best][1]
    width = _width(cells)
    fits = known[best] >= 2 and _names(cells) and width * 2 >= usual
    return best if fits and all(_width(above) < width for _, above in rows[:best]) else None


def _width(cells: Sequence[Cell]) -> int:
    return sum(is_filled(cell) for cell in cells)


def _names(cells: Sequence[Cell]) -> bool:
    """Whether a row can be headings: words, short, none of them a number or a time, hardly one twice."""
    filled = filled_texts(cells)
    if not filled or any(not isinstance(cell, str | int | float) for cell in cells):
        return False
    others = [text for text in filled if not _YEAR.fullmatch(text)] or filled
    few = max(map(len, filled)) <= _LONGEST and len(set(filled)) * 4 >= len(filled) * 3
    return few and _are_words(others)


def _are_words(texts: Sequence[str]) -> bool:
    """Whether hardly one text is a number or a time."""
    numbers = sum(not any(c.isalpha() or c == "#" for c in text) for text in texts)
    return numbers * 4 <= len(texts) and sum(written(text) is not None for text in texts) * 4 <= len(texts)


def _chosen(meanings: list[Meaning], headings: Sequence[str], body: Sequence[Row]) -> list[Meaning]:
    """The meanings with one column for each field that can have but one; a second time of the same event
    stays as such."""
    chosen = list(meanings)
    for index, found in enumerate(meanings):
        if found.field is Field.DIRECTION and not _is_direction(index, headings, body):
            chosen[index] = replace(found, field=Field.EXTRA)
    _one_for_each(chosen, headings)
    _name_of_sender(chosen, body)
    fields = {each.field for each in chosen}
    _writer(chosen, headings, fields)
    return [
        replace(each, field=Field.EXTRA) if each.field in PEOPLE and _by_chance(heading, fields) else each
        for each, heading in zip(chosen, headings, strict=True)
    ]


def _one_for_each(chosen: list[Meaning], headings: Sequence[str]) -> None:
    for field in _ONE_ONLY:
        places = sorted((each.rank, index) for index, each in enumerate(chosen) if each.field is field)
        for _, index in places[1:]:
            spare = field is Field.TIME and _same(headings[index])
            chosen[index] = replace(chosen[index], field=Field.TIME_ELSE if spare else Field.EXTRA)


def _writer(chosen: list[Meaning], headings: Sequence[str], fields: set[Field]) -> None:
    """A column such as "author" is the sender of words with a time that have no other."""
    if not fields & TIMES or Field.TEXT not in fields or fields & _SENDERS:
        return
    for index, heading in enumerate(headings):
        if chosen[index].field is Field.EXTRA and plain(heading) in words.WRITER:
            chosen[index] = replace(chosen[index], field=Field.SENDER)
            return


def _name_of_sender(chosen: list[Meaning], body: Sequence[Row]) -> None:
    """A column "name" beside numbers of senders is theirs where each number has one name and not all the
    same."""
    whose, named, names = (
        [index for index, each in enumerate(chosen) if each.field is field]
        for field in (Field.SENDER_ID, Field.SENDER_NAME, Field.NAME)
    )
    if (len(whose), len(named), len(names)) != (1, 0, 1):
        return
    who, name = whose[0], names[0]
    pairs = {
        (shown(cells[who]), shown(cells[name])) for _, cells in body[:_LOOK] if max(who, name) < len(cells)
    }
    if len(pairs) == len(dict(pairs)) and len(set(dict(pairs).values())) > 1:
        chosen[name] = replace(chosen[name], field=Field.SENDER_NAME)


def _by_chance(heading: str, fields: set[Field]) -> bool:
    """Whether a heading as short as "a", "to" or "do" means no person: nothing else in the table says that
    anything was sent."""
    size = len(plain(heading))
    return (size <= 1 and Field.SENDER not in fields) or (size <= 4 and not fields & _SENT)


def _same(heading: str) -> bool:
    name = plain(heading)
    return any(name.startswith(known) for known in words.SAME_TIME)


def _is_direction(index: int, headings: Sequence[str], body: Sequence[Row]) -> bool:
    """Whether a column says which way a message went. A folder may be that of the whole conversation:
    LinkedIn's INBOX holds what was sent, too."""
    of_conversation = plain(headings[index]) == "folder" and any(
        plain(each) == "sender profile url" for each in headings
    )
    return not of_conversation and _tells_direction(index, body, headings[index])


def _tells_direction(index: int, body: Sequence[Row], heading: str) -> bool:
    """Whether the values of a column are words for a direction; a "type" that says anything else is no
    direction (rule 15)."""
    values = [
        plain(shown(cells[index]))
        for _, cells in body[:_LOOK]
        if index < len(cells) and is_filled(cells[index])
    ]
    if flag_words(heading) is not None and are_flags(values):
        return True
    known = sum(value in words.IN or value in words.OUT or value in words.SYSTEM for value in values)
    return known > 0 and known * 2 >= len(values)


def _day_first(mapping: SheetMapping, body: Sequence[Row]) -> bool | None:
    """Which of day and month comes first, where the whole of the time columns leaves no doubt."""
    columns = mapping.of(Field.TIME, Field.DATE)
    order = order_of([found for column in columns for found in written_in(body, column.index)])
    if order is None or order.other or order.how or "y" in order.order[0]:
        return None
    return order.order == "dmy"


def are_dated(mapping: SheetMapping, rows: Sequence[Row]) -> bool:
    """Whether nine in ten rows have a day in the column that is read as their time; a bare number is one only
    by its size."""
    body = [cells for number, cells in rows if number > mapping.header]
    return any(
        sum(_is_day(cells[column.index]) for cells in body if column.index < len(cells)) * 10 >= len(body) * 9
        for column in mapping.of(Field.TIME, Field.DATE)
    )


def _is_day(cell: Cell) -> bool:
    found = written(cell)
    bare = isinstance(cell, str) and re.fullmatch(r"\d{1,9}(?:\.\d+)?", cell.strip())
    return found is not None and found.clock is None and not bare

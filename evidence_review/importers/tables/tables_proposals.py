"""From the cells of a sheet to a proposal how to read it: where the headings stand, what the columns hold,
what the rows are."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from evidence_review.domain.kinds import ItemKind
from evidence_review.domain.sheet_mapping import Column, Field, SheetMapping
from evidence_review.importers.tables import tables_words as words
from evidence_review.importers.tables.tables_cells import Cell, is_filled, letters, shown
from evidence_review.importers.tables.tables_guesses import with_time, without_headings
from evidence_review.importers.tables.tables_headers import Meaning, is_timeline, meaning, plain, sheet_kind
from evidence_review.importers.tables.tables_phones import are_flags, flag_words
from evidence_review.importers.tables.tables_times import order_of, written

type Row = tuple[int, Sequence[Cell]]
"""A filled row: its number from 1 and its cells from column A on."""

_DEEPEST, _LONGEST, _LOOK = 40, 120, 5000
"""How many filled rows may stand above the headings, the longest heading, and how many rows are looked at to
decide."""

_YEAR = re.compile(r"(?:19|20)\d\d")

_PEOPLE = frozenset(
    (
        Field.SENDER,
        Field.SENDER_ID,
        Field.SENDER_NAME,
        Field.RECIPIENT,
        Field.RECIPIENT_ID,
        Field.RECIPIENT_NAME,
        Field.PARTY,
    )
)
_TIMES = frozenset((Field.TIME, Field.DATE))
_SENDERS = frozenset((Field.SENDER, Field.SENDER_ID, Field.SENDER_NAME, Field.PARTY, Field.DIRECTION))
_SENT = _TIMES | {Field.TEXT, Field.SUBJECT, Field.DURATION, Field.DIRECTION}
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
    columns = tuple(
        Column(index, heading or f"column {letters(index)}", found.field, found.zone, found.day_first)
        for index, (heading, found) in enumerate(zip(headings, meanings, strict=True))
        if heading or any(index < len(cells) and is_filled(cells[index]) for _, cells in body)
    )
    proposed = SheetMapping(name, header, _kind(name, columns), columns, repeats=is_timeline(name))
    return replace(proposed, day_first=_day_first(proposed, body))


def _header(rows: Sequence[Row]) -> int | None:
    """The place of the headings among the first rows: where the most known names stand, else the first row of
    names only."""
    known = [
        sum(meaning(shown(cell)).field is not Field.EXTRA for cell in cells if isinstance(cell, str))
        for _, cells in rows
    ]
    usual = Counter(_width(cells) for _, cells in rows).most_common(1)[0][0] if rows else 0
    best = max(range(len(rows)), key=lambda at: (known[at], -at), default=None)
    width = _width(rows[best][1]) if best is not None else 0
    fits = best is not None and known[best] >= 2 and _names(rows[best][1]) and width * 2 >= usual
    if fits and all(_width(cells) < width for _, cells in rows[:best]):
        return best
    if len(rows) < 2:
        return None
    for at, (_, cells) in enumerate(rows[:-1]):
        if _width(cells) >= max(2, usual * 0.6):
            return at if _names(cells) else None
    return None


def _width(cells: Sequence[Cell]) -> int:
    return sum(is_filled(cell) for cell in cells)


def _names(cells: Sequence[Cell]) -> bool:
    """Whether a row can be headings: words, short, none of them a number or a time, hardly one twice."""
    filled = [shown(cell).strip() for cell in cells if is_filled(cell)]
    if not filled or any(
        not isinstance(cell, str) for cell in cells if is_filled(cell) and not isinstance(cell, int | float)
    ):
        return False
    years = [text for text in filled if _YEAR.fullmatch(text)]
    others = [text for text in filled if not _YEAR.fullmatch(text)] or years
    numbers = sum(not any(c.isalpha() or c == "#" for c in text) for text in others)
    times = sum(written(text) is not None for text in others)
    return (
        all(len(text) <= _LONGEST for text in filled)
        and numbers * 4 <= len(others)
        and times * 4 <= len(others)
        and len(set(filled)) * 4 >= len(filled) * 3
    )


def _chosen(meanings: list[Meaning], headings: Sequence[str], body: Sequence[Row]) -> list[Meaning]:
    """The meanings with one column for each field that can have but one; a second time of the same event
    stays as such."""
    chosen = list(meanings)
    for index, found in enumerate(meanings):
        if found.field is Field.DIRECTION and (
            _of_conversation(index, headings) or not _tells_direction(index, body, headings[index])
        ):
            chosen[index] = replace(found, field=Field.EXTRA)
    for field in _ONE_ONLY:
        places = sorted((each.rank, index) for index, each in enumerate(chosen) if each.field is field)
        for _, index in places[1:]:
            spare = field is Field.TIME and _same(headings[index])
            chosen[index] = replace(chosen[index], field=Field.TIME_ELSE if spare else Field.EXTRA)
    _name_of_sender(chosen, body)
    fields = {each.field for each in chosen}
    writers = [
        index
        for index, heading in enumerate(headings)
        if plain(heading) in words.WRITER and chosen[index].field is Field.EXTRA
    ]
    if writers and fields & _TIMES and Field.TEXT in fields and not fields & _SENDERS:
        chosen[writers[0]] = replace(chosen[writers[0]], field=Field.SENDER)
    return [
        replace(each, field=Field.EXTRA) if each.field in _PEOPLE and _by_chance(heading, fields) else each
        for each, heading in zip(chosen, headings, strict=True)
    ]


def _name_of_sender(chosen: list[Meaning], body: Sequence[Row]) -> None:
    """A column "name" beside numbers of senders is theirs where each number has one name and not all the
    same."""
    at = {
        field: [index for index, each in enumerate(chosen) if each.field is field]
        for field in (Field.SENDER_ID, Field.SENDER_NAME, Field.NAME)
    }
    if len(at[Field.SENDER_ID]) != 1 or at[Field.SENDER_NAME] or len(at[Field.NAME]) != 1:
        return
    who, name = at[Field.SENDER_ID][0], at[Field.NAME][0]
    pairs = {
        (shown(cells[who]), shown(cells[name])) for _, cells in body[:_LOOK] if max(who, name) < len(cells)
    }
    if len(pairs) == len({number for number, _ in pairs}) and len({label for _, label in pairs}) > 1:
        chosen[name] = replace(chosen[name], field=Field.SENDER_NAME)


def _by_chance(heading: str, fields: set[Field]) -> bool:
    """Whether a heading as short as "a", "to" or "do" means no person: nothing else in the table says that
    anything was sent."""
    size = len(plain(heading))
    return (size <= 1 and Field.SENDER not in fields) or (size <= 4 and not fields & _SENT)


def _same(heading: str) -> bool:
    name = plain(heading)
    return any(name.startswith(known) for known in words.SAME_TIME)


def _of_conversation(index: int, headings: Sequence[str]) -> bool:
    """Whether a folder is that of the whole conversation: LinkedIn's INBOX holds what was sent, too."""
    return plain(headings[index]) == "folder" and any(
        plain(each) == "sender profile url" for each in headings
    )


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


def _kind(name: str, columns: Sequence[Column]) -> ItemKind:
    """What the rows are: their columns first, then the name of the sheet where the columns agree with it."""
    has = {column.field for column in columns}
    said, timed, people = sheet_kind(name), bool(has & _TIMES), bool(has & _PEOPLE)
    sender, recipient = (
        has & {Field.SENDER, Field.SENDER_ID, Field.SENDER_NAME},
        has & {Field.RECIPIENT, Field.RECIPIENT_ID},
    )
    if said == "EMAIL" and people and has & {Field.SUBJECT, Field.TEXT}:
        return ItemKind.EMAIL
    if (
        Field.TEXT in has
        and timed
        and (sender or recipient or (said == "MESSAGE" and people) or has & {Field.DIRECTION})
    ):
        return (
            ItemKind.EMAIL
            if Field.SUBJECT in has and Field.COPIED in has and not said and not has & {Field.THREAD}
            else ItemKind.MESSAGE
        )
    if (
        timed
        and people
        and (said == "CALL" or (Field.DURATION in has and (sender or recipient or Field.DIRECTION in has)))
    ):
        return ItemKind.CALL
    if said == "CONTACT" and has & {Field.NAME, Field.ENTRIES, Field.EMAIL, Field.PARTY}:
        return ItemKind.CONTACT
    if (
        Field.NAME in has
        and Field.EMAIL in has
        and sum(plain(column.heading).endswith("value") for column in columns) > 1
    ):
        return ItemKind.CONTACT
    return _by_name(said, has, timed)


def _by_name(said: str, has: set[Field], timed: bool) -> ItemKind:
    placed = {Field.LATITUDE, Field.LONGITUDE} <= has or Field.POSITION in has
    if said == "LOCATION" and (placed or timed):
        return ItemKind.LOCATION
    if said == "VISIT" and Field.URL in has:
        return ItemKind.VISIT
    if said == "SEARCH" or (Field.SEARCHED in has and timed):
        return ItemKind.SEARCH
    return (
        ItemKind(said)
        if said in {"NOTE", "CALENDAR", "ACCOUNT"} and (timed or has - {Field.EXTRA})
        else ItemKind.RECORD
    )


def _day_first(mapping: SheetMapping, body: Sequence[Row]) -> bool | None:
    """Which of day and month comes first, where the whole of the time columns leaves no doubt."""
    cells = [
        found
        for column in mapping.of(Field.TIME, Field.DATE)
        for _, row in body
        if column.index < len(row)
        and isinstance(row[column.index], str)
        and (found := written(row[column.index]))
    ]
    order = order_of(cells)
    sure = order is not None and not order.other and not order.how and "y" not in order.order[0]
    return order.order == "dmy" if order and sure else None


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

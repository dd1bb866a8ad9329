"""From a row of a table to an Item: what the mapping names goes to its field, and every cell is kept under its heading."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from evidence_review.domain.evidence import Attachment, Item, Moment, ReadOptions
from evidence_review.domain.kinds import Direction, ItemKind
from evidence_review.domain.people import Party
from evidence_review.importers import stamps, tables_people
from evidence_review.importers import tables_words as words
from evidence_review.importers.plugin import Clock, attach, file_chunks, media_type
from evidence_review.importers.tables_cells import Cell, is_filled, letters, shown
from evidence_review.importers.tables_headers import Field, plain
from evidence_review.importers.tables_mapping import Column, SheetMapping
from evidence_review.importers.tables_people import Owner, is_system, joined, parties
from evidence_review.importers.tables_sheets import Sheet
from evidence_review.importers.tables_times import Written, local_of, moment, written

_IN_TEXT = frozenset((ItemKind.MESSAGE, ItemKind.EMAIL, ItemKind.SYSTEM))
"""Kinds whose text is what was written; all others are shown as their headings and cells."""


@dataclass(slots=True)
class Frame:
    """What holds for the rows of one sheet, and what is counted over them."""

    sheet: Sheet
    mapping: SheetMapping
    orders: Mapping[int, stamps.Order | None]
    clock: Clock
    owner: Owner
    path: Path
    title: str = ""
    counts: Counter[str] = field(default_factory=Counter[str])

    @classmethod
    def of(
        cls, sheet: Sheet, mapping: SheetMapping, orders: Mapping[int, stamps.Order | None], options: ReadOptions, path: Path
    ) -> "Frame":
        """For a sheet, its mapping and the day orders of its columns by their index."""
        return cls(sheet, mapping, orders, Clock(options.zone), Owner.of(options), path)


@dataclass(frozen=True, slots=True)
class Line:
    """A row with what its mapping says. `cells` are as many as the row has."""

    frame: Frame
    number: int
    cells: Sequence[Cell]

    def cell(self, column: Column) -> Cell:
        """The cell of a column; "" where the row is shorter."""
        return self.cells[column.index] if column.index < len(self.cells) else ""

    def text(self, *fields: Field) -> str:
        """The first filled cell among columns of these fields, as text."""
        return next((shown(cell) for cell in self.filled(*fields)), "")

    def filled(self, *fields: Field) -> list[Cell]:
        """The filled cells of these fields."""
        return [cell for column in self.frame.mapping.of(*fields) if is_filled(cell := self.cell(column))]

    def pairs(self) -> list[tuple[str, str]]:
        """Every filled cell under its heading, also those beyond the headings; a heading that stands twice gets its column's letter."""
        named = {column.index: column.heading for column in self.frame.mapping.columns}
        often = Counter(named.values())
        found = list[tuple[str, str]]()
        for index, cell in enumerate(self.cells):
            if is_filled(cell):
                heading = named.get(index, f"column {letters(index)}")
                found.append((heading if often[heading] < 2 else f"{heading} ({letters(index)})", shown(cell)))
        return found


def item(frame: Frame, number: int, cells: Sequence[Cell]) -> Item:
    """The item of a row."""
    line = Line(frame, number, cells)
    kind = _kind(line)
    sent, other = (None, []) if kind is ItemKind.CONTACT else _sent(line)
    sender, recipients, direction = _people(line, kind)
    pairs = line.pairs()
    threaded = kind in _IN_TEXT
    attachments = _attachments(line) if threaded else ()
    return Item(
        frame.sheet.place(number),
        kind,
        _written_text(line, kind) if threaded else "\n".join(f"{name}: {text}" for name, text in pairs),
        (line.text(Field.THREAD) if threaded else "") or frame.sheet.name or frame.path.name,
        number,
        sender=sender,
        recipients=recipients,
        sent=sent,
        direction=direction,
        app=_app(line),
        thread_title=_title(line) if threaded else frame.title,
        attachments=attachments,
        deleted_as_reported=line.text(Field.DELETED) or None,
        extra=(*_kept(line, pairs, threaded=threaded), *other, *_beside(line)),
    )


def _kind(line: Line) -> ItemKind:
    kind = line.frame.mapping.kind
    if kind is ItemKind.MESSAGE:
        if is_system(line.text(Field.SENDER)) or plain(line.text(Field.DIRECTION)) in words.SYSTEM:
            return ItemKind.SYSTEM
        if not line.filled(
            Field.TEXT, Field.SENDER, Field.SENDER_ID, Field.SENDER_NAME, Field.TIME, Field.DATE, Field.ATTACHMENT, Field.SUBJECT
        ):
            return ItemKind.RECORD
    return kind


def _written_text(line: Line, kind: ItemKind) -> str | None:
    """The words of a message; those of an e-mail with the subject above. None where the row has none."""
    subject, text = line.text(Field.SUBJECT), line.text(Field.TEXT)
    if kind is ItemKind.EMAIL or not text:
        return "\n".join(part for part in (subject, text) if part) or None
    return text


def _kept(line: Line, pairs: Sequence[tuple[str, str]], *, threaded: bool) -> list[tuple[str, str]]:
    """Every cell but the text that the item shows already."""
    shown_already = {column.heading for column in line.frame.mapping.of(Field.TEXT)} if threaded else set[str]()
    return [(name, text) for name, text in pairs if name not in shown_already]


def _sent(line: Line) -> tuple[Moment | None, list[tuple[str, str]]]:
    """The time of a row: its first filled time column, joined with the date column where it holds a time of day only."""
    frame = line.frame
    raw = ""
    for column in frame.mapping.of(Field.TIME, Field.TIME_ELSE, Field.DATE):
        cell = line.cell(column)
        found = written(cell) if is_filled(cell) else None
        if found:
            whole, place = _with_day(line, column, found) if found.clock is not None else (found, column)
            if whole:
                return _told(frame, place, whole)
        raw = raw or (shown(cell) if is_filled(cell) else "")
    if raw:
        frame.counts["times that could not be read"] += 1
    return (Moment(raw) if raw else None), []


def _with_day(line: Line, column: Column, found: Written) -> tuple[Written | None, Column]:
    """A time of day with the day from the date column; None where there is none."""
    for dated in line.frame.mapping.of(Field.DATE):
        cell = line.cell(dated)
        day = written(cell) if is_filled(cell) else None
        local, other = local_of(day, line.frame.orders.get(dated.index)) if day else (None, None)
        if day and local and found.clock:
            joined_raw = f"{day.raw.removesuffix(' 00:00:00')} {found.raw}"
            if other is not None:
                line.frame.counts["open"] += 1
            return Written(joined_raw, local.replace(hour=found.clock.hour, minute=found.clock.minute, second=found.clock.second),
                           fraction=found.fraction, offset=found.offset), (column if column.zone else dated)  # fmt: skip
    return None, column


def _told(frame: Frame, column: Column, found: Written) -> tuple[Moment, list[tuple[str, str]]]:
    local, other = local_of(found, frame.orders.get(column.index))
    sent = moment(found, local, column.zone or frame.mapping.zone, frame.clock)
    if sent.local is None and sent.utc is None:
        frame.counts["times that could not be read"] += 1
    elif sent.utc is None and not found.day:
        frame.counts["times without zone"] += 1
    remarks = [("other reading of the date", other.isoformat(" "))] if other else []
    return sent, [*remarks, *(frame.clock.remarks(local) if sent.zone.value == "SET_BY_USER" else ())]


def _people(line: Line, kind: ItemKind) -> tuple[Party | None, tuple[Party, ...], Direction]:
    """Sender, recipients and direction. What the row does not say stays unknown (rule 15)."""
    owner = line.frame.owner
    if kind is ItemKind.CONTACT:
        name = line.text(Field.NAME) or None
        cells = [shown(cell) for cell in line.filled(Field.ENTRIES, Field.EMAIL, Field.PARTY)]
        found = tables_people.entries(cells, name, owner)
        return None, found or ((Party(None, name),) if name else ()), Direction.UNKNOWN
    sender = _side(line, (Field.SENDER, Field.SENDER_ID, Field.SENDER_NAME))
    recipients = _side(line, (Field.RECIPIENT, Field.RECIPIENT_ID, Field.RECIPIENT_NAME))
    recipients = (*recipients, *(party for cell in line.filled(Field.COPIED) for party in parties(shown(cell), owner, "copied")))
    said = plain(line.text(Field.DIRECTION))
    way = Direction.OUTGOING if said in words.OUT else Direction.INCOMING if said in words.IN else Direction.UNKNOWN
    first = sender[0] if sender else None
    if kind in {ItemKind.MESSAGE, ItemKind.CALL, ItemKind.EMAIL} and not (first and recipients):
        first, recipients = _others(line, first, recipients, way)
    if way is Direction.UNKNOWN and first and first.is_owner:
        way = Direction.OUTGOING
    elif way is Direction.UNKNOWN and first and any(party.is_owner for party in recipients):
        way = Direction.INCOMING
    return first, recipients, way


def _side(line: Line, fields: tuple[Field, Field, Field]) -> tuple[Party, ...]:
    """The people of one side: from one column, or from a column of numbers and one of names."""
    both, ids, names = (line.text(each) for each in fields)
    owner = line.frame.owner
    found = parties(both, owner) if both else ()
    if ids and not any(party.identifier for party in found):
        return joined(ids, names or both, owner)
    return found or parties(names, owner)


def _others(line: Line, first: Party | None, recipients: tuple[Party, ...], way: Direction) -> tuple[Party | None, tuple[Party, ...]]:
    """The people of a column that does not say who spoke: by their marks "From:" and "To:", else by the direction of the row."""
    name = None if line.frame.mapping.of(Field.THREAD) else line.text(Field.NAME) or None
    cells = [shown(cell) for cell in line.filled(Field.PARTY)] or ([name] if name and not first and not recipients else [])
    found = [party for cell in cells for party in parties(cell, line.frame.owner)]
    if len(found) == 1 and found[0].name is None and name and line.frame.mapping.kind is ItemKind.CALL:
        found = [Party(found[0].identifier, name, found[0].is_owner, found[0].role)]
    senders = [party for party in found if party.role.casefold() in {"from", "de", "von"}]
    rest = tuple(party for party in found if party not in senders and party != first)
    if not senders and way is Direction.INCOMING and len(rest) == 1 and first is None:
        return rest[0], recipients
    return first or (senders[0] if senders else None), recipients or rest


def _app(line: Line) -> str:
    """The app of a row; a "source" that is a file of the phone is none."""
    said = line.text(Field.APP)
    return said if len(said) <= 60 and not any(mark in said for mark in "/\\\n") else ""


def _title(line: Line) -> str:
    """The conversation's name. A column "Name" is one only beside the conversation's own id."""
    named = line.text(Field.NAME) if line.frame.mapping.of(Field.THREAD) else ""
    return line.text(Field.TITLE) or named or line.frame.title


def _attachments(line: Line) -> tuple[Attachment, ...]:
    """The files that a row names, with their bytes where they lie beside the table."""
    found = list[Attachment]()
    for column in line.frame.mapping.of(Field.ATTACHMENT):
        cell = line.cell(column)
        if not is_filled(cell):
            continue
        link = line.frame.sheet.aside.links.get((line.number, column.index), "")
        for name in [link] if link and "://" not in link else shown(cell).splitlines():
            if name.strip():
                found.append(_file(line.frame, name.strip()))
    return tuple(found)


def _file(frame: Frame, written_name: str) -> Attachment:
    name = written_name.replace("\\", "/").removeprefix("file:///")
    parts = PurePosixPath(name).parts
    label = PurePosixPath(name).name[:255] or "attachment"
    if parts and ".." not in parts and not name.startswith("/") and ":" not in parts[0] and len(name) < 1000:
        try:
            place = frame.path.parent.joinpath(*parts)
            if place.is_file() and not place.is_symlink() and place.resolve().is_relative_to(frame.path.parent.resolve()):
                return attach(label, file_chunks(place), name)
        except (OSError, ValueError):
            pass
    frame.counts["attachments missing"] += 1
    return Attachment(label, media_type(label))


def _beside(line: Line) -> list[tuple[str, str]]:
    """Comments and links of the cells of a row, and whether it was hidden."""
    aside = line.frame.sheet.aside
    last = max(len(line.cells), 1)
    found = [("hidden row", "yes")] if line.number in aside.hidden_rows else list[tuple[str, str]]()
    for what, kept in (("comment on", aside.notes), ("link of", aside.links)):
        if kept:
            found += [(f"{what} {letters(at)}{line.number}", kept[line.number, at]) for at in range(last) if (line.number, at) in kept]
    return found

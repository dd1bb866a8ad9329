"""From a row of a table to an Item: what the mapping names goes to its field, and every cell is kept under
its heading."""

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from evidence_review.domain.evidence import Attachment, Item, Moment
from evidence_review.domain.kinds import ItemKind
from evidence_review.domain.sheet_mapping import Column, Field
from evidence_review.importers.plugin import attach, file_chunks, media_type
from evidence_review.importers.tables import tables_words as words
from evidence_review.importers.tables.tables_cells import Cell, is_filled, letters, shown
from evidence_review.importers.tables.tables_headers import plain
from evidence_review.importers.tables.tables_people import is_system
from evidence_review.importers.tables.tables_rows import Frame, Line, people
from evidence_review.importers.tables.tables_times import Written, local_of, moment, written

_IN_TEXT = frozenset((ItemKind.MESSAGE, ItemKind.EMAIL, ItemKind.SYSTEM))
"""Kinds whose text is what was written; all others are shown as their headings and cells."""


def item(frame: Frame, number: int, cells: Sequence[Cell]) -> Item:
    """The item of a row."""
    line = Line(frame, number, cells)
    kind = _kind(line)
    sent, other = (None, []) if kind is ItemKind.CONTACT else _sent(line)
    sender, recipients, direction = people(line, kind)
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
            Field.TEXT,
            Field.SENDER,
            Field.SENDER_ID,
            Field.SENDER_NAME,
            Field.TIME,
            Field.DATE,
            Field.ATTACHMENT,
            Field.SUBJECT,
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
    shown_already = {column.heading for column in line.frame.columns(Field.TEXT)} if threaded else set[str]()
    return [(name, text) for name, text in pairs if name not in shown_already]


def _sent(line: Line) -> tuple[Moment | None, list[tuple[str, str]]]:
    """The time of a row: its first filled time column, joined with the date column where it holds a time of
    day only."""
    frame = line.frame
    raw = ""
    for column in frame.columns(Field.TIME, Field.TIME_ELSE, Field.DATE):
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
    for dated in line.frame.columns(Field.DATE):
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


def _app(line: Line) -> str:
    """The app of a row; a "source" that is a file of the phone is none."""
    said = line.text(Field.APP)
    return said if len(said) <= 60 and not any(mark in said for mark in "/\\\n") else ""


def _title(line: Line) -> str:
    """The conversation's name. A column "Name" is one only beside the conversation's own id."""
    named = line.text(Field.NAME) if line.frame.columns(Field.THREAD) else ""
    return line.text(Field.TITLE) or named or line.frame.title


def _attachments(line: Line) -> tuple[Attachment, ...]:
    """The files that a row names, with their bytes where they lie beside the table."""
    found = list[Attachment]()
    for column in line.frame.columns(Field.ATTACHMENT):
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
    label = PurePosixPath(name).name[:255] or "attachment"
    try:
        if place := _supplied(frame.path.parent, name):
            return attach(label, file_chunks(place), name)
    except (OSError, ValueError):
        pass
    frame.counts["attachments missing"] += 1
    return Attachment(label, media_type(label))


def _supplied(folder: Path, name: str) -> Path | None:
    """The file of this name in or below a folder."""
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or name.startswith("/") or ":" in parts[0] or len(name) >= 1000:
        return None
    place = folder.joinpath(*parts)
    inside = place.is_file() and not place.is_symlink() and place.resolve().is_relative_to(folder.resolve())
    return place if inside else None


def _beside(line: Line) -> list[tuple[str, str]]:
    """Comments and links of the cells of a row, and whether it was hidden."""
    aside = line.frame.sheet.aside
    last = max(len(line.cells), 1)
    found = [("hidden row", "yes")] if line.number in aside.hidden_rows else list[tuple[str, str]]()
    if line.frame.unused:
        found.append(("headings of columns in which no row has anything", line.frame.unused))
        line.frame.unused = ""
    for what, kept in (("comment on", aside.notes), ("link of", aside.links)):
        if kept:
            found += [
                (f"{what} {letters(at)}{line.number}", kept[line.number, at])
                for at in range(last)
                if (line.number, at) in kept
            ]
    return found

"""Notes of an iPhone or Mac: NoteStore.sqlite (since iOS 9; the text is a packed protocol buffer) and
notes.sqlite before (reference/formats.md 3.12)."""

import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from evidence_review.domain.evidence import Attachment, Item, Moment, Problem
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.markup.html_text import html_text
from evidence_review.importers.markup.protobuf_fields import fields, inner
from evidence_review.importers.phones.ios_sources import (
    Phone,
    Source,
    Values,
    apple,
    importer_of,
    utc,
    with_columns,
)
from evidence_review.importers.plugin import About
from evidence_review.importers.sqlite.databases import Database
from evidence_review.importers.text.row_values import number, words

type Row = dict[str, Any]

_LARGEST = 64 << 20
_LOCKED = (
    "This note is locked with a password. Its text has not been reviewed. Ask for it unlocked, as PDF "
    "or text."
)
_UNREAD = (
    "The text of this note could not be read: it is damaged or in a form that is not known here. Ask "
    "for it as PDF or text."
)
_FILES_ELSEWHERE = (
    "Files, drawings or tables of this note are named here and lie elsewhere on the phone. Ask for the "
    "note as PDF."
)
_CREATED = ("ZCREATIONDATE3", "ZCREATIONDATE1", "ZCREATIONDATE2", "ZCREATIONDATE")
_CHANGED = ("ZMODIFICATIONDATE1", "ZMODIFICATIONDATE", "ZMODIFICATIONDATE2")
_TITLES = ("ZTITLE1", "ZTITLE", "ZTITLE2")


def values(db: Database, phone: Phone) -> Values:
    """A NOTE for each row of ZICNOTEDATA, with the title, folder and dates of the object it belongs to."""
    objects = {
        number(row.get("Z_PK")): row for row in db.rows("ZICCLOUDSYNCINGOBJECT", (), phone.troubles.append)
    }
    files = _files(objects)
    for place, data in enumerate(db.rows("ZICNOTEDATA", (), phone.troubles.append), 1):
        note = objects.get(number(data.get("ZNOTE")), {})
        yield from _note(data, note, objects, files, place, phone)


def body(data: object) -> str | None:
    """The text of a note: a protocol buffer (document 2, note 3, text 2), packed with gzip or zlib; None
    where it cannot be read."""
    if not isinstance(data, bytes):
        return None
    try:
        unpacked = zlib.decompressobj(47).decompress(data, _LARGEST)
    except zlib.error:
        return None
    text = inner(fields(unpacked), 2, 3, 2)
    return None if text is None else text.decode("utf-8", "replace")


def _first(row: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((row[each] for each in names if row.get(each)), None)


def _files(objects: Mapping[int | None, Row]) -> dict[int, list[Attachment]]:
    """Names of the files in each note; the files themselves lie elsewhere."""
    found: dict[int, list[Attachment]] = {}
    for row in objects.values():
        note, kind = number(row.get("ZNOTE")) or number(row.get("ZNOTE1")), words(row.get("ZTYPEUTI"))
        if note and kind:
            name = words(_first(row, ("ZFILENAME", "ZTITLE", "ZTITLE1"))) or kind
            found.setdefault(note, []).append(Attachment(name, size=number(row.get("ZFILESIZE")) or None))
    return found


def _note(
    data: Row,
    note: Row,
    objects: Mapping[int | None, Row],
    files: Mapping[int, list[Attachment]],
    place: int,
    phone: Phone,
) -> Iterator[Item | Problem]:
    locator = phone.at("ZICNOTEDATA", data.get("Z_PK", place))
    locked = bool(number(note.get("ZISPASSWORDPROTECTED"))) or bool(data.get("ZCRYPTOINITIALIZATIONVECTOR"))
    text, folder = body(data.get("ZDATA")), objects.get(number(note.get("ZFOLDER")), {})
    title = words(_first(note, _TITLES))
    yield Item(
        locator=locator,
        kind=ItemKind.NOTE,
        text=text if text is not None else title,
        thread=f"folder {folder.get('Z_PK')}" if folder else "notes",
        position=place,
        sent=apple(_first(note, _CREATED)),
        app="Notes",
        thread_title=words(_first(folder, ("ZTITLE2", "ZTITLE1", "ZTITLE"))) or "",
        attachments=tuple(files.get(number(data.get("ZNOTE")) or 0, ())),
        deleted_as_reported="marked for deletion" if number(note.get("ZMARKEDFORDELETION")) else None,
        extra=tuple(_extra(note, title)),
    )
    if files.get(number(data.get("ZNOTE")) or 0):
        yield Problem(locator, ProblemKind.MISSING_ATTACHMENT, _FILES_ELSEWHERE)
    if text is None and (locked or data.get("ZDATA")):
        yield Problem(locator, ProblemKind.PARTLY_READ, _LOCKED if locked else _UNREAD)


def _extra(note: Row, title: str | None) -> Iterator[tuple[str, str]]:
    if title:
        yield "title", title
    if changed := utc(apple(_first(note, _CHANGED))):
        yield "changed", changed
    for name in ("ZSNIPPET", "ZPASSWORDHINT", "ZIDENTIFIER", "ZISPINNED"):
        if note.get(name):
            yield name, words(note[name]) or ""


# ---- before iOS 9 ------------------------------------------------------------------------------


def old_values(db: Database, phone: Phone) -> Values:
    """A NOTE for each row of ZNOTE (Core Data, HTML), or of Note (before iOS 4)."""
    yield from _stored(db, phone)
    bodies = {number(row.get("note_id")): row for row in db.rows("note_bodies")}
    for place, row in enumerate(db.rows("Note", (), phone.troubles.append), 1):
        at = row.get("ROWID", row.get("rowid"))
        said = {"title": words(row.get("title"))}
        dates = apple(row.get("creation_date")), apple(row.get("modification_date"))
        yield _old("Note", at, place, words(bodies.get(number(at), {}).get("data")), dates, said, phone)


def _stored(db: Database, phone: Phone) -> Values:
    """Rows of ZNOTE, then the words of those that are gone."""
    bodies = {number(row.get("ZOWNER")): row for row in db.rows("ZNOTEBODY", (), phone.troubles.append)}
    bodies |= {number(row.get("Z_PK")): row for row in db.rows("ZNOTEBODY") if row.get("ZOWNER") is None}
    used, place = set[int](), 0
    for place, row in enumerate(db.rows("ZNOTE", (), phone.troubles.append), 1):
        held = bodies.get(number(row.get("Z_PK"))) or bodies.get(number(row.get("ZBODY"))) or {}
        used.add(id(held))
        said = {"title": words(row.get("ZTITLE")), "author": words(row.get("ZAUTHOR"))}
        dates = apple(row.get("ZCREATIONDATE")), apple(row.get("ZMODIFICATIONDATE"))
        yield _old("ZNOTE", row.get("Z_PK"), place, words(held.get("ZCONTENT")), dates, said, phone)
    left = (row for row in bodies.values() if id(row) not in used)
    for position, row in enumerate(left, place + 1):
        at = row.get("Z_PK", row.get("rowid"))
        yield _old("ZNOTEBODY", at, position, words(row.get("ZCONTENT")), (None, None), _ALONE, phone)


_ALONE = {"title": None, "note": "The row of this note is no longer there; its words are."}


def _old(
    table: str,
    at: object,
    place: int,
    html: str | None,
    dates: tuple[Moment | None, Moment | None],
    said: Mapping[str, str | None],
    phone: Phone,
) -> Item:
    pairs = [(name, value) for name, value in said.items() if value]
    return Item(
        locator=phone.at(table, at),
        kind=ItemKind.NOTE,
        text=said["title"] if html is None else html_text(html),
        thread="notes",
        position=place,
        sent=dates[0],
        app="Notes",
        extra=(*pairs, *((("changed", changed),) if (changed := utc(dates[1])) else ())),
    )


SOURCE = Source(
    "iPhone notes (NoteStore.sqlite)",
    frozenset({"NoteStore.sqlite"}),
    with_columns(ZICNOTEDATA="ZDATA ZNOTE"),
    values,
    About(
        "NoteStore.sqlite of an iPhone, iPad or Mac",
        "iOS 9 to 26 and macOS 10.11 to 26 by their columns",
        "every note with text, title, folder and dates; names of the files in it",
        "drawings, tables and files inside notes; notes locked with a password (their title is kept)",
        "formatting is not kept",
    ),
)
OLD = Source(
    "iPhone notes (notes.sqlite)",
    frozenset({"notes.sqlite", "notes.db", "NotesV7.storedata"}),
    lambda tables: "ZNOTEBODY" in tables or {"note_bodies", "Note"} <= tables.keys(),
    old_values,
    About("notes.sqlite and notes.db of an iPhone", "iOS 3 to 8", "every note with text, title and dates", "pictures in notes", "formatting is not kept"),
)  # fmt: skip

IMPORTER = importer_of(SOURCE)
OLD_IMPORTER = importer_of(OLD)

"""WhatsApp for Android as its own databases: msgstore.db, old and new, and the address book wa.db
(reference/formats.md 3.13).

Decrypted files only: .crypt14 and the like are refused in words. The old tables are in `old`, the new in
`new`, other tables in `sides`, people in `people`.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.phones.android_whatsapp.new import Reader
from evidence_review.importers.phones.android_whatsapp.old import OldReader
from evidence_review.importers.phones.android_whatsapp.people import contacts, people_of
from evidence_review.importers.phones.android_whatsapp.sides import Sides, media_beside, media_file
from evidence_review.importers.plugin import About, Importer
from evidence_review.importers.sqlite import databases
from evidence_review.importers.sqlite.databases import Database, layout, open_database
from evidence_review.importers.sqlite.databases_hanging import hanging
from evidence_review.importers.tally import Unknown, distinct, tallied
from evidence_review.importers.text.row_values import Owner, words

_NEW = {"chat_row_id", "from_me"}
_OLD = {"key_remote_jid", "key_from_me"}


def recognises(path: Path) -> bool:
    """Whether the tables are those of a WhatsApp message store or address book of Android."""
    tables = layout(path)
    return (
        set(tables.get("message", ())) >= _NEW
        or set(tables.get("messages", ())) >= _OLD
        or "jid" in tables.get("wa_contacts", ())
    )


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Messages, events and calls in the order of the database, contacts of wa.db, and what stood beside them;
    nothing is written to."""
    yield from tallied(
        distinct(_values(path, options)),
        (
            "The tables of WhatsApp are there but hold no message. That does not mean that there were "
            "none on the phone."
        ),
    )


def _values(path: Path, options: ReadOptions) -> Iterator[Item | Problem | Declared]:
    with open_database(path) as db:
        owner = Owner(options, _push_name(db))
        if "jid" in db.tables.get("wa_contacts", ()):
            yield from contacts(db, owner)
        if "message" in db.tables or "messages" in db.tables:
            yield from _store(db, owner, path)
        yield from hanging(db)
        yield from db.stated()
        yield from db.unread()
        yield from db.remarks()
    yield from _address_book(path, owner)


def _push_name(db: Database) -> str | None:
    rows = db.rows("props") if db.has("props", "key", "value") else iter(())
    return next(
        (words(row["value"]) for row in rows if row["key"] == "user_push_name" and row["value"]), None
    )


def _store(db: Database, owner: Owner, path: Path) -> Iterator[Item | Problem | Declared]:
    troubles, unknown, media, people = (
        list[Problem](),
        Unknown(),
        media_beside(path),
        people_of(db, owner, path),
    )
    new, old = db.has("message", *_NEW), db.has("messages", *_OLD)
    counts = (
        _rows(db, "message", "chat_row_id IS NOT -1") if new else 0,
        _rows(db, "messages", "key_remote_jid IS NOT '-1'") if old else 0,
    )
    sides = Sides(db, people, troubles.append)
    reader = Reader(db, people, sides, media, unknown, set())
    if new and (counts[0] or not counts[1]):
        yield from reader.messages()
    if old and (counts[1] or not new):
        yield from OldReader(db, people, sides, media, unknown, reader.keys).messages()
    yield from reader.calls()
    yield from troubles
    if new and old:
        reason = (
            f"This database has two tables of messages, the new one ({counts[0]} messages) and the old "
            f"one ({counts[1]}). Both were read."
        )
        yield Problem("message, messages", ProblemKind.SOURCE_FLAG, reason)
    yield from _remarks(sides, media.missing)
    yield from unknown.problems()


def _rows(db: Database, table: str, which: str) -> int:
    """Rows besides the one that WhatsApp itself puts at the start. A damaged table counts as filled, so that
    it is read as far as it goes."""
    found = next(db.select(f"SELECT count(*) AS n FROM {table} WHERE {which}", table), None)  # our own words
    return 1 if found is None else int(found["n"])


def _remarks(sides: Sides, missing: int) -> Iterator[Problem]:
    if sides.reactions:
        reason = (
            f"{sides.reactions} reactions, votes and edits stand with the messages they belong to, not "
            f"as messages of their own."
        )
        yield Problem("message_add_on", ProblemKind.SOURCE_FLAG, reason)
    if missing:
        reason = (
            f"{missing} media files are named in this database but were not supplied. Ask for the "
            f"Media folder and put it beside the database."
        )
        yield Problem("message_media", ProblemKind.MISSING_ATTACHMENT, reason)


def _address_book(path: Path, owner: Owner) -> Iterator[Item | Problem]:
    """The contacts of a wa.db that lies beside a message store: it belongs to the same source."""
    book = path.with_name("wa.db")
    if book == path or "jid" not in layout(book).get("wa_contacts", ()):
        return
    try:
        with open_database(book) as db:
            yield from contacts(db, owner, "wa.db: ")
    except UnreadableExport as fault:
        yield Problem("wa.db", ProblemKind.NOT_READ, str(fault), 1)


def companions(path: Path) -> Iterator[Path]:
    """What lies beside a message store: -wal, -shm, -journal, wa.db with its own, and the media that the
    database names."""
    yield from databases.companions(path)
    book = path.with_name("wa.db")
    if book == path or not recognises(path):
        return
    if "jid" in layout(book).get("wa_contacts", ()):
        yield book
        yield from databases.companions(book)
    with suppress(UnreadableExport):
        yield from _named_media(path)


def _named_media(path: Path) -> Iterator[Path]:
    folders = media_beside(path).folders
    if not folders:
        return
    with open_database(path) as db:
        found = (media_file(folders, words(row.get("file_path")) or "") for row in db.rows("message_media"))
        yield from sorted({each for each in found if each})


IMPORTER = Importer(
    "WhatsApp database (Android)",
    "1",
    recognises,
    read,
    companions,
    about=About(
        "msgstore.db and wa.db of WhatsApp and WhatsApp Business for Android, decrypted",
        (
            "the old table messages (until about 2021), the new table message, and both in one file; "
            "aliases (@lid) through jid_map"
        ),
        (
            "messages, events, deleted messages, calls, contacts; quotes, reactions, votes, edits, "
            "places, cards and polls with their messages; media and previews; what a deleted message "
            "left in other tables"
        ),
        "encrypted backups (.crypt12, .crypt14, .crypt15); rows that were deleted from the database",
        (
            "WhatsApp keeps only the last wording of an edited message; of a group with over 100 "
            "members only the sender is named with each message"
        ),
    ),
)

"""What other tables of a WhatsApp database say of a batch of messages: media, quotes, places, cards,
reactions, edits.

Every table with a `message_row_id` is read, whether it is known here or not, so that a new version of the app
loses nothing.
"""

import base64
import binascii
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evidence_review.domain.evidence import Attachment, Problem
from evidence_review.importers.phones.android_whatsapp.people import People
from evidence_review.importers.phones.android_whatsapp.values import ADD_ONS
from evidence_review.importers.plugin import attach, file_chunks
from evidence_review.importers.sqlite.databases import Database, quoted
from evidence_review.importers.text.row_values import number, rest, words
from evidence_review.importers.times.epochs import epoch

type Row = dict[str, Any]

_LEFT_OUT = re.compile(r"receipt_device|_fts|^sqlite_|orphan|^message_text_?index")
_KEYS = frozenset({"message_row_id", "rowid", "_id", "chat_row_id", "message_table"})


@dataclass(slots=True)
class Sides:
    """Rows of the side tables for the messages between two ids; `reactions` counts add-ons that stand with
    their messages."""

    db: Database
    people: People
    troubles: Callable[[Problem], None]
    tables: list[str] = field(default_factory=list)
    details: list[str] = field(default_factory=list)
    rows: dict[int, dict[str, list[Row]]] = field(default_factory=dict)
    add_ons: dict[int, list[str]] = field(default_factory=dict)
    reactions: int = 0
    _broken: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Find the tables; views repeat what the tables hold."""
        real = {
            row["name"]
            for row in self.db.select("SELECT name FROM sqlite_master WHERE type = 'table'", "sqlite_master")
        }
        wanted = [name for name in self.db.tables if name in real and not _LEFT_OUT.search(name)]
        self.tables = [name for name in wanted if "message_row_id" in self.db.tables[name]]
        self.details = [name for name in wanted if "message_add_on_row_id" in self.db.tables[name]]

    def load(self, first: int, last: int) -> None:
        """Take up the rows that belong to messages from `first` to `last`, and forget all others."""
        self.rows, self.add_ons = defaultdict(lambda: defaultdict(list)), defaultdict(list)
        for table in self.tables:
            for row in self._between(table, "message_row_id", first, last):
                self.rows[number(row["message_row_id"]) or 0][table].append(row)
        if self.db.has("message_add_on", "parent_message_row_id"):
            self._load_add_ons(first, last)

    def _between(self, table: str, column: str, first: int, last: int) -> Iterator[Row]:
        sql = f"SELECT * FROM {quoted(table)} WHERE {quoted(column)} BETWEEN ? AND ?"  # quoted
        yield from self.db.select(sql, table, lambda problem: self._once(table, problem), (first, last))

    def _once(self, table: str, problem: Problem) -> None:
        if table not in self._broken:
            self._broken.add(table)
            self.troubles(problem)

    def _load_add_ons(self, first: int, last: int) -> None:
        found = {
            number(row.get("_id")): row
            for row in self._between("message_add_on", "parent_message_row_id", first, last)
        }
        ids = [at for at in found if at is not None]
        if not ids:
            return
        more: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for table in self.details:
            for row in self._between(table, "message_add_on_row_id", min(ids), max(ids)):
                said = self.said(
                    row,
                    table.removeprefix("message_add_on_") + ".",
                    _KEYS | {"message_add_on_row_id", "sender_timestamp"},
                )
                more[number(row["message_add_on_row_id"]) or 0] += said
        for at in ids:
            row = found[at]
            self.add_ons[number(row["parent_message_row_id"]) or 0].append(
                self._add_on(row, more.get(at, []))
            )
            self.reactions += 1

    def _add_on(self, row: Row, more: Sequence[tuple[str, str]]) -> str:
        kind = number(row.get("message_add_on_type"))
        who = (
            "the owner"
            if number(row.get("from_me")) == 1
            else self.people.address(row.get("sender_jid_row_id")) or "not named"
        )
        when = epoch(row.get("timestamp"))
        at = f" at {when.utc.isoformat(' ')} UTC" if when and when.utc else ""
        what = ", ".join(value if name == "reaction.reaction" else f"{name}: {value}" for name, value in more)
        said = ADD_ONS.get(kind or -1, "reaction" if kind is None else f"add-on {kind}")
        return f"{said} {what or '(taken back)'} by {who}{at}"

    def said(self, row: Row, prefix: str, used: frozenset[str] = _KEYS) -> Iterator[tuple[str, str]]:
        """The columns of a side row; rows of addresses as the addresses themselves."""
        for name, text in rest(row, used, prefix):
            address = (
                self.people.address(row[name.removeprefix(prefix)]) if name.endswith("jid_row_id") else None
            )
            if not (name.endswith("jid_row_id") and text == "0"):
                yield name, address or text

    def told(self, message: int) -> Iterator[tuple[str, str]]:
        """Everything that the side tables say of one message."""
        for table, rows in self.rows.get(message, {}).items():
            for row in rows:
                yield from self.said(row, f"{table}.")
        for each in self.add_ons.get(message, ()):
            yield "add-on", each

    def first(self, message: int, table: str) -> Row:
        """The first row of a side table for a message; empty where there is none."""
        return next(iter(self.rows.get(message, {}).get(table, ())), {})


@dataclass(slots=True)
class Media:
    """The media folders beside a database; counts files named but not supplied."""

    folders: tuple[Path, ...]
    missing: int = 0

    def attachment(self, path: str, name: str, kind: str, size: int | None, hashed: str | None) -> Attachment:
        """The file, where it was supplied and is the one; else its name, size and hash."""
        found = media_file(self.folders, path)
        shown = name or path.replace("\\", "/").rpartition("/")[2] or "media"
        if found:
            return attach(shown, file_chunks(found), str(found.name), kind)
        self.missing += 1
        return Attachment(shown, kind, size, _sha256(hashed))


def media_file(folders: tuple[Path, ...], path: str) -> Path | None:
    """The file that a database names, below one of these folders and nowhere else."""
    if not path or ".." in path.replace("\\", "/").split("/") or path.startswith("/"):
        return None
    try:
        places = (folder / path for folder in folders)
        return next((each for each in places if each.is_file() and not each.is_symlink()), None)
    except (OSError, ValueError):
        return None


def media_beside(path: Path) -> Media:
    """The folders in which the media named in a database may lie: beside it, or in WhatsApp beside it."""
    return Media(
        tuple(folder for folder in (path.parent, path.parent / "WhatsApp") if (folder / "Media").is_dir())
    )


def _sha256(hashed: str | None) -> str | None:
    """The SHA-256 that WhatsApp keeps as base64, as hexadecimal digits."""
    try:
        data = base64.b64decode(hashed or "", validate=True)
    except (binascii.Error, ValueError):
        return None
    return data.hex() if len(data) == 32 else None


def media_row(media: Media, row: Row, preview: object) -> list[Attachment]:
    """The attachment of a row of message_media, and its preview where the file itself is not there."""
    if not row:
        return (
            [attach("preview.jpg", (preview,), claimed_type="image/jpeg")]
            if isinstance(preview, bytes) and preview
            else []
        )
    size = number(row.get("file_size")) or number(row.get("file_length"))
    made = media.attachment(
        words(row.get("file_path")) or "",
        words(row.get("media_name")) or "",
        words(row.get("mime_type")) or "",
        size,
        words(row.get("file_hash")),
    )
    return [made, *(media_row(media, {}, preview) if made.data is None else [])]

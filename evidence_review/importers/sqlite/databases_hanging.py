"""Rows that hang on a message which is gone: a file, a place or quoted words of it may still stand in a table
of their own (reference/formats.md rules 1 and 5).

A reader that goes from message to message never meets them. They are kept as records, as they are stored, and
say what they are.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from evidence_review.domain.evidence import Item
from evidence_review.importers.sqlite.databases import Database, quoted
from evidence_review.importers.sqlite.sqlite_generic import record

_GONE = "hangs on a message that is no longer in this database"


@dataclass(frozen=True, slots=True)
class Hanging:
    """A table whose rows belong to messages: the column that `held`, a statement, lists for all rows whose
    message is there; `needs` names what it asks of."""

    table: str
    column: str
    held: str
    needs: tuple[tuple[str, str], ...]


def _side(table: str) -> Hanging:
    return Hanging(table, "message_row_id", "SELECT _id FROM message", (("message", "_id"),))


KNOWN = (
    Hanging(
        "messages_quotes",
        "_id",
        "SELECT quoted_row_id FROM messages WHERE quoted_row_id IS NOT NULL",
        (("messages", "quoted_row_id"),),
    ),
    Hanging(
        "attachment",
        "ROWID",
        (
            "SELECT attachment_id FROM message_attachment_join WHERE message_id IN (SELECT ROWID FROM "
            "message) AND attachment_id IS NOT NULL"
        ),
        (
            ("message_attachment_join", "attachment_id"),
            ("message_attachment_join", "message_id"),
            ("message", "ROWID"),
        ),
    ),
    Hanging(
        "ZWAMEDIAITEM",
        "Z_PK",
        "SELECT ZMEDIAITEM FROM ZWAMESSAGE WHERE ZMEDIAITEM IS NOT NULL"
        " UNION SELECT file.Z_PK FROM ZWAMEDIAITEM file JOIN ZWAMESSAGE message ON message.Z_PK = "
        "file.ZMESSAGE",
        (("ZWAMESSAGE", "Z_PK"), ("ZWAMESSAGE", "ZMEDIAITEM"), ("ZWAMEDIAITEM", "ZMESSAGE")),
    ),
)


def hanging(db: Database, prefix: str = "") -> Iterator[Item]:
    """Each such row as a RECORD, table by table, in the order of its number; `prefix` is the place of the
    database in a backup.

    Damage is told where the tables themselves are read.
    """
    made = [
        str(row["name"])
        for row in db.select(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name", "sqlite_master"
        )
    ]
    sides = (
        _side(table) for table in made if table.startswith("message_")
    )  # WhatsApp since 2021 has one for each kind
    for each in (*sides, *KNOWN):
        if not all(db.has(table, column) for table, column in ((each.table, each.column), *each.needs)):
            continue
        column, number = quoted(each.column), db.number_of(each.table)
        # names of our own
        sql = (
            f"SELECT {number or 'NULL'} AS '_rowid_', * FROM {quoted(each.table)} WHERE {column} IS "
            f"NOT NULL AND {column} NOT IN ({each.held}) ORDER BY {number or column}"
        )
        for place, row in enumerate(db.select(sql, each.table), 1):
            kept = record(each.table, place, row, row.pop("_rowid_"))
            yield replace(kept, locator=prefix + kept.locator, extra=(*kept.extra, ("left behind", _GONE)))

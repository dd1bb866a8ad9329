"""Files attached to items: how each stands, which were read into a source of their own, and by which message
the gate decides on what came of them (decision 0039)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from evidence_review.domain.ids import ItemId, LineId, SourceId
from evidence_review.store.case import Case, Change, now

DEEPEST = 3
"""Files in files: one attached to a message is 1, one within that is 2."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An attached file of an item in scope: its type as the source says it, a digest that is the same for the
    same bytes ("" where not known), and how it stands.

    `state`: waiting (can be read now), read, not_read (was tried), begun, not_supplied, held, unscreened,
    too_deep.
    """

    item: ItemId
    number: int
    kind: str
    sha256: str
    state: str


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """One file to be read: of an item, by its number there; `message` is the item by which the gate decides.
    `id` is 0 until it is planned."""

    item: ItemId
    number: int
    message: ItemId
    depth: int
    sha256: str
    size: int
    id: int = 0


_IS_ATTACHED = "(coalesce(a.member, '-') <> '' OR i.kind NOT IN ('PAGE', 'IMAGE', 'AUDIO', 'VIDEO'))"
"""Pages, pictures and recordings carry the file that they are, without a place in it."""
_DEPTH = (
    "coalesce((SELECT f.depth FROM attached_threads t JOIN attached_files f ON f.id = t.file_id WHERE "
    "t.thread_id = i.thread_id), 0) + 1"
)
_ROOT = "coalesce((SELECT t.message_id FROM attached_threads t WHERE t.thread_id = i.thread_id), i.id)"
_OPEN = (
    "NOT EXISTS (SELECT 1 FROM attached_files f LEFT JOIN attached_ends e ON e.file_id = f.id "
    "WHERE f.item_id = a.item_id AND f.number = a.number AND coalesce(e.outcome, '') <> 'LEFT')"
)
_ENDED = (
    "(SELECT iif(e.file_id IS NULL, 'begun', lower(e.outcome)) FROM attached_files f LEFT JOIN "
    "attached_ends e ON e.file_id = f.id "
    "WHERE f.item_id = a.item_id AND f.number = a.number AND coalesce(e.outcome, '') <> 'LEFT')"
)
_STATES = (
    "WITH scope (item_id) AS MATERIALIZED (SELECT DISTINCT item_id FROM in_scope WHERE :line IS "
    "NULL OR line_id = :line), "
    "held (item_id) AS MATERIALIZED (SELECT item_id FROM held_items) "
    "SELECT a.item_id, a.number, coalesce(nullif(a.media_type, ''), 'unknown type'), coalesce(b.sha256, ''), "
    f"coalesce({_ENDED}, CASE WHEN a.blob_id IS NULL THEN 'not_supplied' WHEN a.item_id IN (SELECT "
    f"item_id FROM held) THEN 'held' "
    f"WHEN NOT EXISTS (SELECT 1 FROM screened d WHERE d.item_id = a.item_id) THEN 'unscreened' "
    f"WHEN {_DEPTH} > {DEEPEST} THEN 'too_deep' ELSE 'waiting' END) "
    "FROM scope g JOIN attachments a ON a.item_id = g.item_id JOIN items i ON i.id = a.item_id "
    "LEFT JOIN blobs b ON b.id = a.blob_id "
    f"WHERE {_IS_ATTACHED} ORDER BY a.item_id, a.number"
)


def standing(case: Case, line: LineId | None = None) -> list[Standing]:
    """How every attached file of the items in scope stands, of one approved line or of all; types and
    digests, no names."""
    return [Standing(ItemId(row[0]), *row[1:]) for row in case.all(_STATES, {"line": line})]


def outside(case: Case) -> int:
    """How many files are attached to items that no approved line covers: a count."""
    return case.count(
        (
            f"SELECT count(*) FROM attachments a JOIN items i ON i.id = a.item_id WHERE a.item_id NOT "
            f"IN (SELECT item_id FROM in_scope) AND {_IS_ATTACHED}"
        )
    )


def waiting(case: Case, of: SourceId, line: LineId | None = None) -> list[AttachedFile]:
    """The files attached to items of a source that may be read now: through the gate, with their bytes, not
    read yet, not too deep."""
    rows = case.all(
        f"SELECT a.item_id, a.number, {_ROOT}, {_DEPTH}, b.sha256, b.size FROM attachments a JOIN "
        f"items i ON i.id = a.item_id JOIN blobs b ON b.id = a.blob_id "
        "WHERE i.source_id = :source AND a.item_id IN (SELECT item_id FROM reviewable WHERE :line "
        "IS NULL OR line_id = :line) "
        f"AND {_IS_ATTACHED} AND {_OPEN} AND {_DEPTH} <= {DEEPEST} ORDER BY a.item_id, a.number",
        {"source": of, "line": line},
    )
    return [
        AttachedFile(ItemId(item), number, ItemId(message), *rest) for item, number, message, *rest in rows
    ]


def name_of(case: Case, file: AttachedFile) -> str | None:
    """The name of a file, through the gate; None where its item may not be read now."""
    row = case.one(
        (
            "SELECT name FROM attachments WHERE item_id = :item AND number = :number AND EXISTS "
            "(SELECT 1 FROM reviewable g WHERE g.item_id = :item)"
        ),
        {"item": file.item, "number": file.number},
    )
    return row[0] if row else None


def plan(change: Change, source: SourceId, of: SourceId, files: Sequence[AttachedFile]) -> None:
    """Note of what files a source is made, in their order."""
    change.run("INSERT INTO attached_sources VALUES (:source, :of)", {"source": source, "of": of})
    change.run_many(
        (
            "INSERT INTO attached_files (source_id, item_id, number, message_id, depth) VALUES "
            "(:source, :item, :number, :message, :depth)"
        ),
        [
            {
                "source": source,
                "item": one.item,
                "number": one.number,
                "message": one.message,
                "depth": one.depth,
            }
            for one in files
        ],
    )


def made_of(case: Case, source: SourceId) -> SourceId | None:
    """The source to whose items the files of a source are attached; None of a source that came in by
    itself."""
    row = case.one("SELECT of_source_id FROM attached_sources WHERE source_id = :source", {"source": source})
    return SourceId(row[0]) if row else None


def sources_of(case: Case, of: SourceId) -> list[SourceId]:
    """The sources that were made of files attached to items of a source."""
    rows = case.all(
        "SELECT source_id FROM attached_sources WHERE of_source_id = :of ORDER BY source_id", {"of": of}
    )
    return [SourceId(row[0]) for row in rows]


def unfinished(case: Case) -> list[SourceId]:
    """Sources made of attached files whose reading was begun and has not ended."""
    rows = case.all(
        (
            "SELECT source_id FROM attached_sources WHERE source_id NOT IN (SELECT source_id FROM "
            "source_ends) ORDER BY source_id"
        )
    )
    return [SourceId(row[0]) for row in rows]


def to_read(case: Case, source: SourceId) -> list[AttachedFile]:
    """The files of a source of which nothing has been said yet, in their order."""
    rows = case.all(
        "SELECT f.item_id, f.number, f.message_id, f.depth, b.sha256, b.size, f.id FROM attached_files f "
        "JOIN attachments a ON a.item_id = f.item_id AND a.number = f.number JOIN blobs b ON b.id "
        "= a.blob_id "
        "WHERE f.source_id = :source AND NOT EXISTS (SELECT 1 FROM attached_ends e WHERE e.file_id "
        "= f.id) ORDER BY f.id",
        {"source": source},
    )
    return [
        AttachedFile(ItemId(item), number, ItemId(message), *rest) for item, number, message, *rest in rows
    ]


def place(change: Change, file: AttachedFile, threads: Sequence[int]) -> None:
    """Say of conversations that were just stored whose file they are, and let them stand, with their people
    and times, where its message stands."""
    new = [
        thread
        for thread in threads
        if not change.run(
            "SELECT 1 FROM attached_threads WHERE thread_id = :thread", {"thread": thread}
        ).fetchone()
    ]
    for thread in new:
        values = {"thread": thread, "file": file.id, "message": file.message, "item": file.item}
        change.run("INSERT INTO attached_threads VALUES (:thread, :file, :message)", values)
        change.run(
            "INSERT INTO attached_above SELECT item_id, :thread FROM attached_above WHERE "
            "thread_id = (SELECT thread_id FROM items WHERE id = :item) "
            "UNION SELECT :item, :thread",
            values,
        )
        change.run(
            "INSERT OR IGNORE INTO thread_people SELECT :thread, key, is_owner FROM thread_people "
            "WHERE thread_id = (SELECT thread_id FROM items WHERE id = :message)",
            values,
        )
    change.run(f"{_FOLLOW} AND a.file_id = :file", {"file": file.id})


_FOLLOW = (
    "UPDATE items SET sent_local = m.sent_local, sent_utc = m.sent_utc, day = m.day, sort_time = "
    "m.sort_time FROM attached_threads a "
    "JOIN items m ON m.id = a.message_id WHERE a.thread_id = items.thread_id AND (items.sent_local "
    "IS NOT m.sent_local "
    "OR items.sent_utc IS NOT m.sent_utc OR items.day IS NOT m.day OR items.sort_time IS NOT m.sort_time)"
)


def follow(change: Change, source: SourceId) -> None:
    """Put what was read of files attached to items of a source, and of files in these, at the times at which
    those items stand now."""
    change.run(f"{_FOLLOW} AND m.source_id = :source", {"source": source})


def items_of(case: Case, messages: Sequence[ItemId]) -> list[ItemId]:
    """Every item that was read of files attached to these messages, and of files in them."""
    rows = case.all(
        (
            "SELECT i.id FROM attached_threads a JOIN items i ON i.thread_id = a.thread_id WHERE "
            "a.message_id IN (SELECT value FROM json_each(:messages)) ORDER BY 1"
        ),
        {"messages": json.dumps(messages)},
    )
    return [ItemId(row[0]) for row in rows]


def read_of(case: Case, line: LineId, item: ItemId, most: int) -> list[tuple[int, ItemId]]:
    """What was read of an item's files and a line lets through: (number of the file, item), the first of each
    conversation."""
    rows = case.all(
        "SELECT f.number, min(i.id) FROM attached_files f JOIN attached_threads t ON t.file_id = "
        "f.id JOIN items i ON i.thread_id = t.thread_id "
        "JOIN reviewable g ON g.line_id = :line AND g.item_id = i.id WHERE f.item_id = :item GROUP "
        "BY t.thread_id ORDER BY 1, 2 LIMIT :most",
        {"line": line, "item": item, "most": most},
    )
    return [(number, ItemId(made)) for number, made in rows]


def carrier_of(case: Case, thread_id: int) -> tuple[ItemId, int] | None:
    """The item to which the file of a conversation is attached, and the number of the file there; None of a
    conversation that came in by itself."""
    row = case.one(
        (
            "SELECT f.item_id, f.number FROM attached_threads t JOIN attached_files f ON f.id = "
            "t.file_id WHERE t.thread_id = :thread"
        ),
        {"thread": thread_id},
    )
    return (ItemId(row[0]), row[1]) if row else None


def count_of(change: Change, file: AttachedFile) -> int:
    """How many items a file has given so far."""
    counted = (
        "SELECT count(*) FROM attached_threads a JOIN items i ON i.thread_id = a.thread_id WHERE "
        "a.file_id = :file"
    )
    return change.run(counted, {"file": file.id}).fetchone()[0]


def end(change: Change, file: AttachedFile, outcome: str, found: int, items: int, duplicates: int) -> None:
    """What became of a file: READ, NOT_READ or LEFT, and its counts of records."""
    values = {
        "file": file.id,
        "outcome": outcome,
        "found": found,
        "items": items,
        "duplicates": duplicates,
        "at": now(),
    }
    change.run("INSERT INTO attached_ends VALUES (:file, :outcome, :found, :items, :duplicates, :at)", values)


def totals(case: Case, source: SourceId) -> tuple[int, int, int]:
    """Records found, items and duplicates of all files of a source."""
    row = case.one(
        "SELECT coalesce(sum(found), 0), coalesce(sum(items), 0), coalesce(sum(duplicates), 0) "
        "FROM attached_ends e "
        "JOIN attached_files f ON f.id = e.file_id WHERE f.source_id = :source",
        {"source": source},
    )
    return tuple(row) if row else (0, 0, 0)


def outcomes(case: Case, sources: Sequence[SourceId]) -> dict[str, int]:
    """How many files of these sources came to which end."""
    rows = case.all(
        "SELECT e.outcome, count(*) FROM attached_ends e JOIN attached_files f ON f.id = e.file_id "
        "WHERE f.source_id IN (SELECT value FROM json_each(:sources)) GROUP BY 1",
        {"sources": json.dumps(sources)},
    )
    return dict(rows)


def in_scope_of_lines(case: Case, sources: Sequence[SourceId]) -> list[tuple[LineId, int]]:
    """By approved line, how many items of these sources it covers; lines that cover none are left out."""
    rows = case.all(
        "SELECT g.line_id, count(*) FROM in_scope g JOIN items i ON i.id = g.item_id WHERE "
        "i.source_id IN (SELECT value FROM json_each(:sources)) "
        "GROUP BY 1 ORDER BY 1",
        {"sources": json.dumps(sources)},
    )
    return [(LineId(line), count) for line, count in rows]


def held_above(case: Case, item: ItemId) -> ItemId | None:
    """The held item to which the file is attached that an item was read of; None where the item is held, or
    not, by itself alone."""
    row = case.one(
        "SELECT a.item_id FROM items i JOIN attached_above a ON a.thread_id = i.thread_id "
        "WHERE i.id = :item AND a.item_id IN (SELECT item_id FROM held_alone) ORDER BY 1 LIMIT 1",
        {"item": item},
    )
    return ItemId(row[0]) if row else None


def astray(case: Case) -> int:
    """How many items do not stand at the time of the message that their file is attached to; none, unless the
    case file was written by other means."""
    return case.count(
        "SELECT count(*) FROM attached_threads a JOIN items m ON m.id = a.message_id JOIN items i "
        "ON i.thread_id = a.thread_id "
        "WHERE i.sent_local IS NOT m.sent_local OR i.sent_utc IS NOT m.sent_utc OR i.day IS NOT "
        "m.day OR i.sort_time IS NOT m.sort_time"
    )

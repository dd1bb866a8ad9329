"""Items: stored once, never changed; read only through the gate (`reviewable`) or an authorised override."""

import functools
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from evidence_review.domain.evidence import Attachment, Item, Moment
from evidence_review.domain.ids import ItemId, LineId, SourceId
from evidence_review.domain.kinds import Direction, ItemKind, ZoneSource
from evidence_review.domain.people import Party, person_key
from evidence_review.store.case import Case, Change, Row

LONDON = ZoneInfo("Europe/London")
_PART = 1 << 20
type PoolRow = tuple[ItemId, str, int, int, str, str, str]
"""Id, text, thread, position, sender label, sort time, text hash."""
_ITEM = (
    "i.id, i.source_id, i.locator, i.kind, i.text, t.name, t.title, i.position, i.app, "
    "i.direction, i.deleted, i.extra, "
    "i.sent_raw, i.sent_local, i.sent_utc, i.sent_offset, i.sent_zone, p.identifier, p.name, "
    "p.is_owner, p.role, i.thread_id, x.ref, s.name"
)
_FROM = (
    "items i JOIN threads t ON t.id = i.thread_id JOIN sources s ON s.id = i.source_id JOIN "
    "exhibits x ON x.id = s.exhibit_id "
    "LEFT JOIN parties p ON p.id = i.sender_id"
)


@dataclass(frozen=True, slots=True)
class Kept:
    """An item with where it stands in the case."""

    item: Item
    thread_id: int
    exhibit: str
    source_name: str


def text_hash(text: str | None) -> str:
    """SHA-256 of a text, the key for vectors and repeated texts."""
    return hashlib.sha256((text or "").encode()).hexdigest()


def london(moment: Moment | None) -> datetime | None:
    """The wall-clock time in London: from the instant where it is known, else as written."""
    if moment is None:
        return None
    return (
        moment.utc.replace(tzinfo=UTC).astimezone(LONDON).replace(tzinfo=None) if moment.utc else moment.local
    )


def london_texts(utcs: Sequence[str | None], local: Sequence[str | None]) -> list[str | None]:
    """The same for many times in ISO, as texts. An hour is asked for once: the clocks of London change at its
    beginning, since there have been time zones."""
    return [
        here if utc is None else _hours[utc[:13]] + utc[13:] if utc > _ZONES_BEGAN else _shown(utc)
        for utc, here in zip(utcs, local, strict=True)
    ]


class _Hours(dict[str, str]):
    """By an hour of UTC, day and hour in London."""

    def __missing__(self, hour: str) -> str:
        if len(self) >= _MOST_HOURS:
            self.clear()
        shown = self[hour] = _shown(hour + ":00:00")[:13]
        return shown


_ZONES_BEGAN, _MOST_HOURS = "1848", 100_000
_hours = _Hours()


def _shown(utc: str) -> str:
    return datetime.fromisoformat(utc).replace(tzinfo=UTC).astimezone(LONDON).replace(tzinfo=None).isoformat()


def count_in_source(case: Case, source: SourceId) -> int:
    """How many items a source has given so far."""
    return case.count("SELECT count(*) FROM items WHERE source_id = :source", {"source": source})


def add_blob(change: Change, data: bytes) -> int:
    """Store bytes once, inside the encrypted file; their id."""
    sha256 = hashlib.sha256(data).hexdigest()
    found = change.run("SELECT id FROM blobs WHERE sha256 = :sha256", {"sha256": sha256}).fetchone()
    if found:
        return found[0]
    blob = change.run(
        "INSERT INTO blobs (sha256, size) VALUES (:sha256, :size)", {"sha256": sha256, "size": len(data)}
    ).lastrowid
    parts = [
        {"blob": blob, "number": at // _PART, "data": data[at : at + _PART]}
        for at in range(0, len(data), _PART)
    ]
    change.run_many("INSERT INTO blob_parts VALUES (:blob, :number, :data)", parts)
    return blob


def blob(case: Case, item: ItemId, number: int) -> bytes | None:
    """The bytes of an item's attachment, through the gate, or None where they were not supplied, or where
    what was read of them is held."""
    found = case.one(
        "SELECT blob_id FROM attachments WHERE item_id = :item AND number = :number AND EXISTS "
        "(SELECT 1 FROM reviewable g WHERE g.item_id = :item) "
        "AND NOT EXISTS (SELECT 1 FROM attached_files f JOIN attached_threads t ON t.file_id = "
        "f.id JOIN items i ON i.thread_id = t.thread_id "
        "WHERE f.item_id = :item AND f.number = :number AND i.id IN (SELECT item_id FROM held_items))",
        {"item": item, "number": number},
    )
    return blob_bytes(case, found[0]) if found and found[0] is not None else None


def document(case: Case, thread_id: int) -> bytes | None:
    """The original bytes of a document whose pages are the items of a thread, or None; where a page of it
    came through the gate."""
    found = case.one(
        "SELECT a.blob_id FROM attachments a JOIN items i ON i.id = a.item_id WHERE i.thread_id = "
        ":thread AND a.member = '' AND a.blob_id IS NOT NULL "
        "AND EXISTS (SELECT 1 FROM items p JOIN reviewable g ON g.item_id = p.id WHERE p.thread_id "
        "= :thread) ORDER BY i.position, i.id LIMIT 1",
        {"thread": thread_id},
    )
    return blob_bytes(case, found[0]) if found else None


def blob_bytes(case: Case, blob_id: int) -> bytes:
    """The content of a stored file, by its number."""
    return b"".join(
        bytes(row[0])
        for row in case.all(
            "SELECT data FROM blob_parts WHERE blob_id = :blob ORDER BY number", {"blob": blob_id}
        )
    )


def reviewable(case: Case, line: LineId, item: ItemId) -> Kept | None:
    """An item through the gate of a line, or None where the line does not cover it or it is held."""
    row = case.one(
        (
            f"SELECT {_ITEM} FROM {_FROM} JOIN reviewable g ON g.item_id = i.id WHERE g.line_id = "
            f":line AND g.item_id = :item"
        ),
        {"line": line, "item": item},
    )
    return _kept(case, row) if row else None


def through_any(case: Case, item: ItemId) -> Kept | None:
    """An item through the gate of any line, or None where none covers it or it is held."""
    row = case.one(
        (
            f"SELECT {_ITEM} FROM {_FROM} WHERE i.id = :item AND EXISTS (SELECT 1 FROM reviewable g "
            f"WHERE g.item_id = i.id)"
        ),
        {"item": item},
    )
    return _kept(case, row) if row else None


def days_of(case: Case, source: SourceId) -> tuple[str, ...]:
    """The first and the last day of a source's dated items, or nothing."""
    row = case.one("SELECT min(day), max(day) FROM items WHERE source_id = :source", {"source": source})
    return tuple(row) if row and row[0] else ()


def exists(case: Case, item: ItemId) -> bool:
    """Whether the case holds an item of that number."""
    return case.one("SELECT 1 FROM items WHERE id = :item", {"item": item}) is not None


def owner_keys(case: Case) -> frozenset[str]:
    """Keys of the people whose phones, accounts or records the exhibits are: by their parties, by inference,
    and as given at import."""
    given = case.all(
        (
            "SELECT owner_key FROM sources UNION SELECT key FROM evident_owners UNION SELECT key FROM "
            "given_owners"
        )
    )
    last = case.count("SELECT max(id) FROM parties")  # parties are only ever added to
    marked = case.remembered("owners", last, lambda: _marked(case))
    return marked | {row[0] for row in given if row[0]}


def _marked(case: Case) -> frozenset[str]:
    rows = case.all("SELECT identifier, name FROM parties WHERE is_owner")
    return frozenset(_key_of(word) for row in rows for word in row if word)


_key_of = functools.lru_cache(maxsize=20_000)(person_key)
"""Asked of the same few thousand words for every item that is opened."""


def looked_at(case: Case, request: str, user: str, at: str) -> Kept | None:
    """The item that a granted request opens for this user now, or None. What is held, or not screened, stays
    closed."""
    row = case.one(
        f"SELECT {_ITEM} FROM {_FROM} JOIN overrides o ON o.item_id = i.id WHERE o.request_id = :request "
        "AND o.by = :user AND o.until > :at AND i.id IN (SELECT item_id FROM screened) "
        "AND i.id NOT IN (SELECT item_id FROM held_items)",
        {"request": request, "user": user, "at": at},
    )
    return _kept(case, row) if row else None


def held(case: Case, item: ItemId) -> Kept | None:
    """A quarantined item, for independent counsel only; None where it is not held."""
    row = case.one(
        f"SELECT {_ITEM} FROM {_FROM} JOIN held_items g ON g.item_id = i.id WHERE g.item_id = :item",
        {"item": item},
    )
    return _kept(case, row) if row else None


def around(case: Case, line: LineId, item: ItemId, before: int, after: int) -> list[ItemId]:
    """Ids of the neighbours in the same thread that the line covers too, in order, the item itself left
    out."""
    here = case.one("SELECT thread_id, position, id FROM items WHERE id = :item", {"item": item})
    if here is None:
        return []
    values = {
        "line": line,
        "thread": here[0],
        "position": here[1],
        "id": here[2],
        "before": before,
        "after": after,
    }
    base = (
        "SELECT i.id FROM items i JOIN reviewable g ON g.item_id = i.id AND g.line_id = :line WHERE "
        "i.thread_id = :thread AND (i.position, i.id) "
    )
    earlier = case.all(f"{base} < (:position, :id) ORDER BY i.position DESC, i.id DESC LIMIT :before", values)
    later = case.all(f"{base} > (:position, :id) ORDER BY i.position, i.id LIMIT :after", values)
    return [ItemId(row[0]) for row in (*reversed(earlier), *later)]


def texts_for_screening(case: Case, line: LineId, after: int, limit: int) -> list[tuple[ItemId, str, int]]:
    """Unscreened items in scope of a line with text and thread id, for the privilege screen alone."""
    rows = case.all(
        "SELECT i.id, coalesce(i.text, ''), i.thread_id FROM in_scope g JOIN items i ON i.id = "
        "g.item_id WHERE g.line_id = :line AND i.id > :after "
        "AND NOT EXISTS (SELECT 1 FROM screened d WHERE d.item_id = i.id) ORDER BY i.id LIMIT :limit",
        {"line": line, "after": after, "limit": limit},
    )
    return [(ItemId(item), text, thread) for item, text, thread in rows]


def texts_with_carriers(case: Case, item: ItemId) -> list[tuple[ItemId, str, int]]:
    """An item with the messages that carry it where it was read of an attached file, the outermost first;
    with text and thread id, for the privilege screen alone."""
    rows = case.all(
        "SELECT i.id, coalesce(i.text, ''), i.thread_id FROM items i WHERE i.id = :item OR i.id IN "
        "(SELECT a.item_id FROM attached_above a JOIN items o ON o.thread_id = a.thread_id WHERE "
        "o.id = :item) ORDER BY i.id",
        {"item": item},
    )
    return [(ItemId(found), text, thread) for found, text, thread in rows]


def pool(case: Case, line: LineId) -> list[PoolRow]:
    """The text-bearing items of a line through the gate: id, text, thread, position, sender label, sort time,
    text hash."""
    rows = case.all(
        "SELECT i.id, i.text, i.thread_id, i.position, coalesce(nullif(p.name, ''), p.identifier, "
        "''), coalesce(i.sort_time, ''), i.text_hash "
        "FROM reviewable g JOIN items i ON i.id = g.item_id LEFT JOIN parties p ON p.id = i.sender_id "
        "WHERE g.line_id = :line AND i.text IS NOT NULL AND i.text <> '' ORDER BY i.id",
        {"line": line},
    )
    return [(ItemId(row[0]), *row[1:]) for row in rows]


def pool_texts(case: Case, line: LineId) -> list[tuple[ItemId, str]]:
    """The text-bearing items of a line through the gate: id and text alone."""
    rows = case.all(
        (
            "SELECT i.id, i.text FROM reviewable g JOIN items i ON i.id = g.item_id WHERE g.line_id = "
            ":line AND i.text IS NOT NULL AND i.text <> '' ORDER BY i.id"
        ),
        {"line": line},
    )
    return [(ItemId(item), text) for item, text in rows]


def thread_labels(case: Case, thread_ids: Sequence[int]) -> dict[int, list[str]]:
    """Names and identifiers of everyone who takes part in the threads, by thread id."""
    labels: dict[int, list[str]] = {}
    for thread in thread_ids:
        rows = case.all(
            "SELECT DISTINCT p.name, p.identifier FROM parties p WHERE p.id IN (SELECT sender_id "
            "FROM items WHERE thread_id = :thread) "
            "OR p.id IN (SELECT r.party_id FROM recipients r JOIN items i ON i.id = r.item_id "
            "WHERE i.thread_id = :thread)",
            {"thread": thread},
        )
        title = case.one("SELECT title FROM threads WHERE id = :thread", {"thread": thread})
        labels[thread] = [
            *(word for row in rows for word in row if word),
            *((title[0],) if title and title[0] else ()),
        ]
    return labels


def parties(case: Case) -> list[Party]:
    """Every person that any source names, for the case roster. Labels only, no content."""
    rows = case.all("SELECT identifier, name, is_owner, role FROM parties ORDER BY id")
    return [
        Party(identifier or None, name or None, bool(owner), role) for identifier, name, owner, role in rows
    ]


def _kept(case: Case, row: Row) -> Kept:
    (item, source, locator, kind, text, thread, title, position, app, direction, deleted, extra, *rest) = row
    (raw, local, utc, offset, zone, identifier, name, owner, role, thread_id, ref, source_name) = rest
    sent = raw is not None and Moment(
        raw,
        local and datetime.fromisoformat(local),
        utc and datetime.fromisoformat(utc),
        offset,
        ZoneSource(zone),
    )
    value = Item(
        locator=locator,
        kind=ItemKind(kind),
        text=text,
        thread=thread,
        position=position,
        sender=None if owner is None else Party(identifier or None, name or None, bool(owner), role),
        recipients=_recipients(case, item),
        sent=sent or None,
        direction=Direction(direction),
        app=app,
        thread_title=title,
        attachments=_attachments(case, item),
        deleted_as_reported=deleted,
        extra=_extra(case, item, extra),
        id=ItemId(item),
        source=SourceId(source),
    )
    return Kept(value, thread_id, ref, source_name)


_OF_TIME = frozenset(("other reading of the date", "clock change"))


def _extra(case: Case, item: int, kept: str) -> tuple[tuple[str, str], ...]:
    """What has no field of its own; where a time is read anew, what is said of it is said of the time as it
    is now."""
    pairs = tuple((key, value) for key, value in json.loads(kept))
    row = case.one(
        (
            "SELECT coalesce(f.sent_local, ''), t.remark FROM standing_times t JOIN first_times f ON "
            "f.item_id = t.item_id WHERE t.item_id = :item AND t.anew"
        ),
        {"item": item},
    )
    if row is None:
        return pairs
    told = (
        ("other reading of the date", f"{row[0].replace('T', ' ')}, as first read"),
        *([("clock change", row[1])] if row[1] else []),
    )
    return (*(pair for pair in pairs if pair[0] not in _OF_TIME), *told)


def _recipients(case: Case, item: int) -> tuple[Party, ...]:
    rows = case.all(
        (
            "SELECT p.identifier, p.name, p.is_owner, p.role FROM recipients r JOIN parties p ON p.id "
            "= r.party_id WHERE r.item_id = :item ORDER BY r.number"
        ),
        {"item": item},
    )
    return tuple(
        Party(identifier or None, name or None, bool(owner), role) for identifier, name, owner, role in rows
    )


def _attachments(case: Case, item: int) -> tuple[Attachment, ...]:
    rows = case.all(
        (
            "SELECT name, media_type, size, sha256, member FROM attachments WHERE item_id = :item "
            "ORDER BY number"
        ),
        {"item": item},
    )
    return tuple(Attachment(*row) for row in rows)

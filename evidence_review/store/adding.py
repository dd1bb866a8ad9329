"""Storing the items of an import in batches: few statements, many rows; what was seen before is not looked up again."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from evidence_review.domain.evidence import Item, Moment
from evidence_review.domain.ids import SourceId
from evidence_review.domain.people import Party, person_keys
from evidence_review.store.case import Change
from evidence_review.store.items import add_blob, london, text_hash

_written = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode  # made once: `json.dumps` would make one for every item
_ITEM = "INSERT INTO items VALUES (" + ", ".join("?" * 20) + ")"


@dataclass(slots=True)
class Known:
    """What one import has stored so far: ids of threads by name, ids of parties, who is in which thread. Not to be used after a fault."""

    threads: dict[str, int] = field(default_factory=dict[str, int])
    parties: dict[Party, int] = field(default_factory=dict[Party, int])
    keys: dict[Party, Sequence[str]] = field(default_factory=dict[Party, Sequence[str]])
    present: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])


def add(change: Change, source: SourceId, batch: Iterable[Item], known: Known | None = None) -> tuple[int, int]:
    """Store a batch; (new, already there). An item whose locator the source has already is left as it is."""
    seen_before = known or Known()
    offered = list(batch)
    new = _not_there(change, source, offered)
    first = change.run("SELECT coalesce(max(id), 0) + 1 FROM items").fetchone()[0]
    numbered = list(enumerate(new, first))
    rows = [(number, *_row(change, source, item, seen_before)) for number, item in numbered]
    change.db.executemany(_ITEM, rows)
    _add_recipients(change, numbered, seen_before)
    _add_attachments(change, numbered)
    return len(new), len(offered) - len(new)


def _not_there(change: Change, source: SourceId, offered: Sequence[Item]) -> list[Item]:
    asked = json.dumps([item.locator for item in offered])
    there = {
        row[0]
        for row in change.run(
            "SELECT locator FROM items WHERE source_id = :source AND locator IN (SELECT value FROM json_each(:asked))",
            {"source": source, "asked": asked},
        )
    }
    new: dict[str, Item] = {}
    for item in offered:
        if item.locator not in there:
            new.setdefault(item.locator, item)
    return list(new.values())


def _row(change: Change, source: SourceId, item: Item, known: Known) -> tuple[object, ...]:
    thread = _thread(change, source, item, known)
    sender = None if item.sender is None else _joined(change, thread, item.sender, known)
    for party in item.recipients:
        _joined(change, thread, party, known)
    return (
        source,
        item.locator,
        item.kind.value,
        thread,
        item.position,
        sender,
        *_times(item.sent),
        item.direction.value,
        item.app,
        item.text,
        text_hash(item.text),
        item.deleted_as_reported,
        _written(item.extra) if item.extra else "[]",
    )


def _times(sent: Moment | None) -> tuple[str | None, ...]:
    """Raw, local, UTC, offset, zone; then the London day and time by which it is sorted."""
    if sent is None:
        return (None,) * 7
    shown = london(sent)
    local = sent.local and sent.local.isoformat()
    utc = local if sent.utc == sent.local else sent.utc and sent.utc.isoformat()
    sort = local if shown == sent.local else shown and shown.isoformat()
    return sent.raw, local, utc, sent.offset, sent.zone.value, sort and sort[:10], sort


def _joined(change: Change, thread: int, party: Party, known: Known) -> int:
    """The id of a person, who from now on is known under every key of hers to take part in the thread.

    Asked item by item, so that ids follow the items and not where batches end: an import that resumes gives the same.
    """
    number = _party(change, party, known)
    if (thread, number) not in known.present:
        _join(change, thread, party, known)
        known.present.add((thread, number))
    return number


def _join(change: Change, thread: int, party: Party, known: Known) -> None:
    if party not in known.keys:
        known.keys[party] = sorted(person_keys(party))
    change.run_many(
        "INSERT OR IGNORE INTO thread_people VALUES (:thread, :key, :owner)",
        [{"thread": thread, "key": key, "owner": int(party.is_owner)} for key in known.keys[party]],
    )


def _add_recipients(change: Change, numbered: Sequence[tuple[int, Item]], known: Known) -> None:
    rows = [(at, place, _party(change, party, known)) for at, item in numbered for place, party in enumerate(item.recipients)]
    change.db.executemany("INSERT INTO recipients VALUES (?, ?, ?)", rows)


def _add_attachments(change: Change, numbered: Sequence[tuple[int, Item]]) -> None:
    rows = [
        (at, place, one.name, one.media_type, one.size, one.sha256, one.member, None if one.data is None else add_blob(change, one.data))
        for at, item in numbered
        for place, one in enumerate(item.attachments)
    ]
    change.db.executemany("INSERT INTO attachments VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _thread(change: Change, source: SourceId, item: Item, known: Known) -> int:
    if (there := known.threads.get(item.thread)) is not None:
        return there
    values = {"source": source, "name": item.thread, "title": item.thread_title, "app": item.app}
    found = change.run("SELECT id FROM threads WHERE source_id = :source AND name = :name", values).fetchone()
    made = "INSERT INTO threads (source_id, name, title, app) VALUES (:source, :name, :title, :app)"
    return known.threads.setdefault(item.thread, found[0] if found else change.run(made, values).lastrowid)


def _party(change: Change, party: Party, known: Known) -> int:
    if (there := known.parties.get(party)) is not None:
        return there
    values = {"identifier": party.identifier or "", "name": party.name or "", "owner": int(party.is_owner), "role": party.role}
    found = change.run(
        "SELECT id FROM parties WHERE identifier = :identifier AND name = :name AND is_owner = :owner AND role = :role", values
    ).fetchone()
    made = "INSERT INTO parties (identifier, name, is_owner, role) VALUES (:identifier, :name, :owner, :role)"
    return known.parties.setdefault(party, found[0] if found else change.run(made, values).lastrowid)

"""Storing the items of an import, many in a statement; what was seen before is not looked up again."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import repeat
from json.encoder import encode_basestring

from evidence_review.domain.columns import Columns, Setting, only
from evidence_review.domain.ids import SourceId
from evidence_review.domain.people import Party, person_keys
from evidence_review.store.case import Change, Conflict
from evidence_review.store.items import add_blob, london_texts

_ITEM = "INSERT INTO items VALUES (" + ", ".join("?" * 20) + ")"


@dataclass(slots=True)
class Known:
    """What one import has stored so far: ids of threads by name, ids of parties, who is in which thread. Not
    to be used after a fault."""

    threads: dict[str, int] = field(default_factory=dict[str, int])
    parties: dict[Party, int] = field(default_factory=dict[Party, int])
    keys: dict[Party, Sequence[str]] = field(default_factory=dict[Party, Sequence[str]])
    present: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])

    def forget(self) -> None:
        """Know nothing, as after a fault."""
        for kept in (self.threads, self.parties, self.keys, self.present):
            kept.clear()


@dataclass(frozen=True, slots=True)
class _Placed:
    """A setting by ids: thread, sender, recipients."""

    thread: int
    app: str
    sender: int | None
    recipients: tuple[int, ...]


def add(change: Change, source: SourceId, offered: Columns, known: Known | None = None) -> tuple[int, int]:
    """Store items; (new, already there). An item whose locator the source has already is left as it is.

    Hardly any is there already, so this is not asked before one of them is refused.
    """
    seen_before = known or Known()
    try:
        with change.attempt():
            _add(change, source, offered, seen_before)
        return len(offered), 0
    except Conflict:
        seen_before.forget()
    new = only(offered, _not_there(change, source, offered.locators))
    _add(change, source, new, seen_before)
    return len(new), len(offered) - len(new)


def add_further(change: Change, source: SourceId, offered: Columns, known: Known, number: int) -> int:
    """Store what a further reading of a source found and earlier ones did not; how many items.

    An item whose locator is there stays as it is. One of which no words were read before, and now are, is
    added beside it, under its place and the number of this reading, unless an earlier reading added the same.
    """
    there = _words_at(change, source, offered.locators)
    new: dict[str, tuple[int, str]] = {}
    for place, (locator, text) in enumerate(zip(offered.locators, offered.texts, strict=True)):
        words = hashlib.sha256((text or "").encode()).hexdigest()
        if locator not in there:
            new.setdefault(locator, (place, locator))
        elif text and there[locator] == {_NO_WORDS} and words not in _words_beside(change, source, locator):
            new.setdefault(locator, (place, _beside(locator, number)))
    places = [place for place, _ in new.values()]
    added = only(offered, places)
    _add(change, source, replace(added, locators=[locator for _, locator in new.values()]), known)
    return len(places)


_NO_WORDS = hashlib.sha256(b"").hexdigest()


def _beside(locator: str, number: int | str) -> str:
    return f"{locator} (reading {number})"


def _words_at(change: Change, source: SourceId, locators: Sequence[str]) -> dict[str, set[str]]:
    """The hash of the words of each item that is there, by locator."""
    rows = change.run(
        (
            "SELECT locator, text_hash FROM items WHERE source_id = :source AND locator IN (SELECT "
            "value FROM json_each(:asked))"
        ),
        {"source": source, "asked": json.dumps(locators)},
    ).fetchall()
    return {locator: {words} for locator, words in rows}


def _words_beside(change: Change, source: SourceId, locator: str) -> set[str]:
    """The hashes of words that earlier further readings added at a place."""
    asked = [_beside(locator, number) for number in range(2, 100)]
    return {words for kept in _words_at(change, source, asked).values() for words in kept}


def _not_there(change: Change, source: SourceId, locators: Sequence[str]) -> list[int]:
    """The places of locators that the source has not; the first of each."""
    there = {
        row[0]
        for row in change.run(
            (
                "SELECT locator FROM items WHERE source_id = :source AND locator IN (SELECT value FROM "
                "json_each(:asked))"
            ),
            {"source": source, "asked": json.dumps(locators)},
        )
    }
    new: dict[str, int] = {}
    for place, locator in enumerate(locators):
        if locator not in there:
            new.setdefault(locator, place)
    return list(new.values())


def _add(change: Change, source: SourceId, items: Columns, known: Known) -> None:
    first = change.run("SELECT coalesce(max(id), 0) + 1 FROM items").fetchone()[0]
    ids = range(first, first + len(items))
    # asked in the order of the items that are stored, so that ids do not depend on where batches end: an
    # import that resumes gives the same
    placed = {
        place: _place(change, source, items.settings[place], known) for place in dict.fromkeys(items.set_in)
    }
    of = [placed[place] for place in items.set_in]
    change.db.executemany(_ITEM, zip(ids, repeat(source), *_columns(items, of), strict=False))
    _add_recipients(change, ids, of)
    _add_attachments(change, first, items)


def _columns(items: Columns, of: Sequence[_Placed]) -> tuple[Iterable[object], ...]:
    """The columns of the table of items, from the locator on."""
    shown = london_texts(items.utcs, items.locals)
    return (
        items.locators,
        items.kinds,
        [one.thread for one in of],
        items.positions,
        [one.sender for one in of],
        items.raws,
        items.locals,
        items.utcs,
        items.offsets,
        items.zones,
        [time and time[:10] for time in shown],
        shown,
        items.directions,
        [one.app for one in of],
        items.texts,
        [hashlib.sha256((text or "").encode()).hexdigest() for text in items.texts],
        items.deleted,
        _extras(items),
    )


def _extras(items: Columns) -> list[str]:
    """The extra of each as `json` writes it: pairs of name and value."""
    texts = [_pairs(names, values) for names, values in zip(items.names, items.said, strict=True)]
    return [next(texts[place]) for place in items.named]


def _pairs(names: Sequence[str], values: Sequence[Sequence[str]]) -> Iterator[str]:
    """The same for items of the same names, without end where none of their values differ. What is the same
    for all is written once."""
    same = [
        f"[{encode_basestring(name)}, {encode_basestring(column[0])}]".replace("%", "%%")
        if len(column) == 1
        else f"[{encode_basestring(name)}, ".replace("%", "%%") + "%s]"
        for name, column in zip(names, values, strict=True)
    ]
    differing = [map(encode_basestring, column) for column in values if len(column) > 1]
    form = f"[{', '.join(same)}]"
    return map(form.__mod__, zip(*differing, strict=True) if differing else repeat(()))


def _add_recipients(change: Change, ids: Iterable[int], of: Sequence[_Placed]) -> None:
    rows = [
        (at, place, party)
        for at, one in zip(ids, of, strict=True)
        for place, party in enumerate(one.recipients)
    ]
    change.db.executemany("INSERT INTO recipients VALUES (?, ?, ?)", rows)


def _place(change: Change, source: SourceId, setting: Setting, known: Known) -> _Placed:
    thread = _thread(change, source, setting, known)
    sender = None if setting.sender is None else _joined(change, thread, setting.sender, known)
    return _Placed(
        thread,
        setting.app,
        sender,
        tuple([_joined(change, thread, party, known) for party in setting.recipients]),
    )


def _joined(change: Change, thread: int, party: Party, known: Known) -> int:
    """The id of a person, who from now on is known under every key of hers to take part in the thread."""
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


def _add_attachments(change: Change, first: int, items: Columns) -> None:
    rows = [
        (
            first + at,
            place,
            one.name,
            one.media_type,
            one.size,
            one.sha256,
            one.member,
            None if one.data is None else add_blob(change, one.data),
        )
        for at, held in sorted(items.attachments.items())
        for place, one in enumerate(held)
    ]
    change.db.executemany("INSERT INTO attachments VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _thread(change: Change, source: SourceId, setting: Setting, known: Known) -> int:
    if (there := known.threads.get(setting.thread)) is not None:
        return there
    values = {"source": source, "name": setting.thread, "title": setting.title, "app": setting.app}
    found = change.run("SELECT id FROM threads WHERE source_id = :source AND name = :name", values).fetchone()
    made = "INSERT INTO threads (source_id, name, title, app) VALUES (:source, :name, :title, :app)"
    return known.threads.setdefault(setting.thread, found[0] if found else change.run(made, values).lastrowid)


def _party(change: Change, party: Party, known: Known) -> int:
    if (there := known.parties.get(party)) is not None:
        return there
    values = {
        "identifier": party.identifier or "",
        "name": party.name or "",
        "owner": int(party.is_owner),
        "role": party.role,
    }
    found = change.run(
        (
            "SELECT id FROM parties WHERE identifier = :identifier AND name = :name AND is_owner = "
            ":owner AND role = :role"
        ),
        values,
    ).fetchone()
    made = "INSERT INTO parties (identifier, name, is_owner, role) VALUES (:identifier, :name, :owner, :role)"
    return known.parties.setdefault(party, found[0] if found else change.run(made, values).lastrowid)

"""Rulings on people and identifiers, the list of what is known anyway, and the findings they are about. Only
ever added to."""

from collections.abc import Iterator
from dataclasses import dataclass

from evidence_review.domain.ids import ItemId, UserId
from evidence_review.domain.kinds import RedactionType, Tier
from evidence_review.domain.people import identity_key
from evidence_review.domain.personal import (
    Allowed,
    AllowedSort,
    Because,
    Ruling,
    Stance,
    Subject,
    SubjectSort,
)
from evidence_review.store import items
from evidence_review.store.case import Case, Change, Row, now
from evidence_review.store.decisions import new_id

_RULING = "id, number, sort, key, stance, because, words, by, at"


@dataclass(frozen=True, slots=True)
class Sighting:
    """A kind of finding in one item of what may be read: the words as written, whose they are by the roster,
    and how often."""

    kind: str
    person: str | None
    words: str
    tier: Tier
    type: RedactionType
    item: ItemId
    mentions: int
    relevant: bool


def add(change: Change, subject: Subject, stance: Stance, because: Because, words: str, by: UserId) -> str:
    """Store a ruling; its id."""
    made = new_id()
    change.run(
        (
            "INSERT INTO rulings VALUES (:id, (SELECT coalesce(max(number), 0) + 1 FROM rulings), "
            ":sort, :key, :stance, :because, :words, :by, :at)"
        ),
        {
            "id": made,
            "sort": str(subject.sort),
            "key": subject.key,
            "stance": str(stance),
            "because": str(because),
            "words": words,
            "by": by,
            "at": now(),
        },
    )
    return made


def latest(case: Case) -> tuple[Ruling, ...]:
    """The last ruling on each subject, those that took one back among them, in the order they were made."""
    return tuple(_ruling(row) for row in case.all(f"SELECT {_RULING} FROM latest_rulings ORDER BY number"))


def history(case: Case, subject: Subject) -> tuple[Ruling, ...]:
    """Every ruling on a subject, in order."""
    rows = case.all(
        f"SELECT {_RULING} FROM rulings WHERE sort = :sort AND key = :key ORDER BY number",
        {"sort": str(subject.sort), "key": subject.key},
    )
    return tuple(_ruling(row) for row in rows)


def allow(change: Change, words: str, sort: AllowedSort, why: str, by: UserId) -> Allowed:
    """Put words on the list of what is known anyway."""
    made = Allowed(new_id(), words, sort, why, by, now())
    change.run(
        (
            "INSERT INTO allowed VALUES (:id, (SELECT coalesce(max(number), 0) + 1 FROM allowed), "
            ":words, :sort, :why, :by, :at)"
        ),
        {"id": made.id, "words": words, "sort": str(sort), "why": why, "by": by, "at": made.at},
    )
    return made


def disallow(change: Change, allowed: str, why: str, by: UserId) -> None:
    """Take words off the list by a later row."""
    change.run(
        "INSERT INTO allowed_ends VALUES (:id, :why, :by, :at)",
        {"id": allowed, "why": why, "by": by, "at": now()},
    )


def allowed(case: Case) -> tuple[Allowed, ...]:
    """What stands on the list, in order."""
    rows = case.all("SELECT id, words, sort, why, by, at FROM standing_allowed ORDER BY number")
    return tuple(
        Allowed(made, words, AllowedSort(sort), why, UserId(by), at)
        for made, words, sort, why, by, at in rows
    )


def taken_off(case: Case) -> tuple[tuple[Allowed, str, UserId, str], ...]:
    """What stood on the list and was taken off: the entry, why, by whom, when."""
    rows = case.all(
        (
            "SELECT a.id, a.words, a.sort, a.why, a.by, a.at, e.why, e.by, e.at FROM allowed a JOIN "
            "allowed_ends e ON e.allowed_id = a.id ORDER BY a.number"
        )
    )
    return tuple(
        (Allowed(made, words, AllowedSort(sort), why, UserId(by), at), off, UserId(who), when)
        for made, words, sort, why, by, at, off, who, when in rows
    )


def sightings(case: Case) -> Iterator[Sighting]:
    """Every kind of finding in what may be read through an approved line, item by item; special categories
    are left to each place."""
    relevant = {
        row[0] for row in case.all("SELECT DISTINCT item_id FROM current_decisions WHERE value = 'RELEVANT'")
    }
    rows = case.all(
        "SELECT f.kind, f.person, substr(i.text, f.start + 1, f.stop - f.start) AS words, f.tier, "
        "f.cps_type, f.item_id, count(*) FROM findings f "
        "JOIN items i ON i.id = f.item_id WHERE f.special = 0 AND f.item_id IN (SELECT item_id "
        "FROM reviewable) GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY min(f.id)"
    )
    for kind, person, words, tier, cps, item, mentions in rows:
        yield Sighting(
            kind, person, words, Tier(tier), RedactionType(cps), ItemId(item), mentions, item in relevant
        )


def names(case: Case) -> dict[str, tuple[str, ...]]:
    """By the key of a person, every name that a source has for her."""
    found: dict[str, dict[str, None]] = {}
    for party in items.parties(case):
        if party.name:
            found.setdefault(identity_key(party), {})[party.name] = None
    return {key: tuple(known) for key, known in found.items()}


def names_in_texts(case: Case) -> tuple[str, ...]:
    """Every name, as written, that was found in texts and that no source ties to anyone: to know which names
    two people bear."""
    rows = case.all(
        "SELECT DISTINCT substr(i.text, f.start + 1, f.stop - f.start) FROM findings f JOIN items "
        "i ON i.id = f.item_id "
        "WHERE f.kind = 'PERSON' AND f.person IS NULL AND f.tier <> 'possible' AND EXISTS (SELECT "
        "1 FROM reviewable r WHERE r.item_id = f.item_id) ORDER BY 1"
    )
    return tuple(row[0] for row in rows)


def _ruling(row: Row) -> Ruling:
    made, number, sort, key, stance, because, words, by, at = row
    return Ruling(
        made, number, Subject(SubjectSort(sort), key), Stance(stance), Because(because), words, UserId(by), at
    )

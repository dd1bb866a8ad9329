"""Who is who: the identities that take part in what may be read, and the links between them that people made
by hand.

An identity is a key (`domain.people.identity_key`): links join keys. They are only ever added and taken back,
and the scope gate (`covered_threads`) never looks at them: a link opens nothing.
"""

from dataclasses import dataclass

from evidence_review.domain.ids import UserId
from evidence_review.domain.people import Party, identity_key
from evidence_review.store.case import Case, Change, now
from evidence_review.store.decisions import new_id


@dataclass(frozen=True, slots=True)
class Link:
    """Two identities that someone said are one person."""

    id: str
    one: str
    other: str
    reason: str
    by: UserId
    at: str


@dataclass(frozen=True, slots=True)
class Identity:
    """One identity: its key, a number that stays (the lowest of its parties), the parties themselves, and
    where they take part."""

    key: str
    number: int
    parties: tuple[Party, ...]
    exhibits: tuple[str, ...]
    conversations: int


def add(change: Change, one: str, other: str, reason: str, by: UserId) -> Link:
    """Store a link between two keys."""
    made = Link(new_id(), one, other, reason, by, now())
    change.run(
        (
            "INSERT INTO people_links VALUES (:id, (SELECT coalesce(max(number), 0) + 1 FROM "
            "people_links), :one, :other, :reason, :by, :at)"
        ),
        {"id": made.id, "one": one, "other": other, "reason": reason, "by": by, "at": made.at},
    )
    return made


def take_back(change: Change, link: str, reason: str, by: UserId) -> None:
    """Store that a link stands no longer."""
    change.run(
        "INSERT INTO people_unlinks VALUES (:link, :reason, :by, :at)",
        {"link": link, "reason": reason, "by": by, "at": now()},
    )


def standing(case: Case) -> tuple[Link, ...]:
    """The links that stand, in the order they were made."""
    rows = case.all("SELECT id, one_key, other_key, reason, by, at FROM standing_links ORDER BY number")
    return tuple(Link(made, one, other, reason, UserId(by), at) for made, one, other, reason, by, at in rows)


def joined(case: Case) -> dict[str, tuple[str, ...]]:
    """By key, every key that stands for the same person, in the order in which they were linked; only keys
    that are linked."""
    groups: dict[str, tuple[str, ...]] = {}
    for link in standing(case):
        one, other = groups.get(link.one, (link.one,)), groups.get(link.other, (link.other,))
        whole = one if link.other in one else (*one, *other)
        groups |= dict.fromkeys(whole, whole)
    return groups


def parties_of(case: Case, keys: tuple[str, ...]) -> tuple[Party, ...]:
    """The parties behind these keys, in the order of the keys."""
    wanted = {key: at for at, key in enumerate(keys)}
    rows = case.all("SELECT identifier, name, is_owner, role FROM parties ORDER BY id")
    found = [
        Party(identifier or None, name or None, bool(owner), role) for identifier, name, owner, role in rows
    ]
    return tuple(
        sorted(
            (party for party in found if identity_key(party) in wanted),
            key=lambda party: wanted[identity_key(party)],
        )
    )


def identities(case: Case) -> tuple[Identity, ...]:
    """Everyone who sent or received anything that may be read through an approved line; whom no line covers
    is not among them."""
    rows = case.all(
        "WITH open (item_id) AS (SELECT DISTINCT item_id FROM reviewable), met (party_id, item_id) AS ("
        "SELECT i.sender_id, i.id FROM open o JOIN items i ON i.id = o.item_id WHERE i.sender_id IS NOT NULL "
        "UNION ALL SELECT r.party_id, r.item_id FROM open o JOIN recipients r ON r.item_id = o.item_id) "
        "SELECT DISTINCT p.id, p.identifier, p.name, p.is_owner, p.role, x.ref, i.thread_id FROM "
        "met m JOIN parties p ON p.id = m.party_id "
        "JOIN items i ON i.id = m.item_id JOIN sources s ON s.id = i.source_id JOIN exhibits x ON "
        "x.id = s.exhibit_id ORDER BY p.id, x.ref, i.thread_id"
    )
    parties: dict[str, dict[int, Party]] = {}
    refs: dict[str, set[str]] = {}
    threads: dict[str, set[int]] = {}
    for number, identifier, name, owner, role, ref, thread in rows:
        party = Party(identifier or None, name or None, bool(owner), role)
        if key := identity_key(party):
            parties.setdefault(key, {})[number] = party
            refs.setdefault(key, set()).add(ref)
            threads.setdefault(key, set()).add(thread)
    made = (
        Identity(key, min(found), tuple(found.values()), tuple(sorted(refs[key])), len(threads[key]))
        for key, found in parties.items()
    )
    return tuple(sorted(made, key=lambda one: one.number))

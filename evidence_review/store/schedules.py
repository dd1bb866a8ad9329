"""Schedules: numbers that are given once and stay for ever, what every bundle's schedule said, and for whom
bundles were made (reference/law.md K5). Only ever added to.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evidence_review.domain.ids import ItemId, LineId, UserId
from evidence_review.domain.kinds import DisclosureCode
from evidence_review.store.case import Case, Change, now


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number of the schedule: its line and conversation, and once it was withdrawn why and when (UTC)."""

    number: int
    line: LineId
    thread: int
    reason: str = ""
    at: str = ""

    @property
    def is_withdrawn(self) -> bool:
        """Whether the entry stands no longer."""
        return bool(self.at)


@dataclass(frozen=True, slots=True)
class Listed:
    """What a schedule said of a number: code, how many items it stands for, the digest approved of each item
    that was copied, description."""

    number: int
    code: str
    items: int
    copied: Mapping[ItemId, str]
    said: str


def numbers(case: Case) -> tuple[Numbered, ...]:
    """Every number given so far, in order."""
    rows = case.all(
        "SELECT n.number, n.line_id, n.thread_id, coalesce(e.reason, ''), coalesce(e.at, '') FROM "
        "schedule_numbers n LEFT JOIN schedule_ends e ON e.number = n.number ORDER BY n.number"
    )
    return tuple(Numbered(number, LineId(line), thread, why, at) for number, line, thread, why, at in rows)


def add_numbers(change: Change, given: Iterable[Numbered], by: UserId) -> None:
    """Keep numbers that a bundle gives for the first time."""
    change.run_many(
        "INSERT INTO schedule_numbers VALUES (:number, :line, :thread, :by, :at)",
        [
            {"number": one.number, "line": one.line, "thread": one.thread, "by": by, "at": now()}
            for one in given
        ],
    )


def end_numbers(change: Change, ended: Iterable[Numbered], by: UserId) -> None:
    """Keep that entries are withdrawn, and why."""
    change.run_many(
        "INSERT INTO schedule_ends VALUES (:number, :reason, :by, :at)",
        [{"number": one.number, "reason": one.reason, "by": by, "at": now()} for one in ended],
    )


def add_listed(change: Change, production: str, person: int, listed: Iterable[Listed]) -> None:
    """Keep for whom a bundle was made and what its schedule says."""
    change.run("INSERT INTO production_for VALUES (:id, :person)", {"id": production, "person": person})
    change.run_many(
        "INSERT INTO scheduled VALUES (:production, :number, :code, :items, :copied, :said)",
        [
            {
                "production": production,
                "number": one.number,
                "code": one.code,
                "items": one.items,
                "copied": json.dumps({str(item): mark for item, mark in sorted(one.copied.items())}),
                "said": one.said,
            }
            for one in listed
        ],
    )


def last_for(case: Case, person: int) -> tuple[str, str] | None:
    """The last bundle made for a person of the case: its id and when (UTC); None where there is none."""
    row = case.one(
        "SELECT p.id, p.at FROM productions p JOIN production_for f ON f.production_id = p.id WHERE "
        "f.person_id = :person ORDER BY p.rowid DESC LIMIT 1",
        {"person": person},
    )
    return (str(row[0]), str(row[1])) if row else None


def given_to(case: Case, person: int) -> frozenset[ItemId]:
    """Every item that was handed over in any bundle for a person of the case."""
    rows = case.all(
        "SELECT DISTINCT g.item_id FROM production_items g JOIN production_for f ON f.production_id = "
        "g.production_id WHERE f.person_id = :person",
        {"person": person},
    )
    return frozenset(ItemId(item) for (item,) in rows)


def was_given(case: Case, item: ItemId) -> bool:
    """Whether an item was handed over in any bundle."""
    return case.one("SELECT 1 FROM production_items WHERE item_id = :item", {"item": item}) is not None


def count_for(case: Case, person: int) -> int:
    """How many bundles were made for a person of the case."""
    return case.count("SELECT count(*) FROM production_for WHERE person_id = :person", {"person": person})


def listed_in(case: Case, production: str) -> dict[int, Listed]:
    """What the schedule of a bundle said, by number."""
    rows = case.all(
        "SELECT number, code, items, copied, said FROM scheduled WHERE production_id = :id ORDER BY number",
        {"id": production},
    )
    return {
        number: Listed(
            number, code, items, {ItemId(int(item)): mark for item, mark in json.loads(copied).items()}, said
        )
        for number, code, items, copied, said in rows
    }


def codes_for(case: Case, accused: str) -> dict[ItemId, tuple[DisclosureCode, str]]:
    """The standing code of each item for one accused, and the reason given; an item not yet assessed is not
    among them."""
    rows = case.all(
        "SELECT item_id, code, reason FROM endorsements WHERE accused = :accused ORDER BY number",
        {"accused": accused},
    )
    found = {ItemId(item): (DisclosureCode(code), str(reason)) for item, code, reason in rows}
    return {item: one for item, one in found.items() if one[0] is not DisclosureCode.TO_BE_ASSESSED}


HELD = "referred for independent consideration"
NARROWED = "no longer covered by the line of enquiry"
NOT_RELEVANT = "decided on further review not to be relevant"
_UNSURE = "under further review"

_OF_ENTRY = (
    "SELECT i.id FROM items i WHERE i.thread_id = :thread AND i.id IN (SELECT item_id FROM decisions WHERE "
    "line_id = :line AND value = 'RELEVANT')"
)


def why_ended(case: Case, line: LineId, thread: int) -> str:
    """Why nothing of a conversation stands as relevant to a line now: held, no longer covered, decided
    otherwise, or under review."""
    values = {"line": line, "thread": thread}

    def any_of(condition: str) -> bool:
        return case.count(f"SELECT count(*) FROM ({_OF_ENTRY}) e WHERE {condition}", values) > 0

    if any_of("e.id IN (SELECT item_id FROM held_items)"):
        return HELD
    if any_of(
        "e.id NOT IN (SELECT item_id FROM in_scope WHERE line_id = :line) AND e.id IN (SELECT item_id FROM "
        "current_decisions WHERE line_id = :line AND value = 'RELEVANT')"
    ):
        return NARROWED
    if any_of(
        "e.id IN (SELECT item_id FROM current_decisions WHERE line_id = :line AND value = "
        "'NOT_RELEVANT_TO_LINE')"
    ):
        return NOT_RELEVANT
    return _UNSURE

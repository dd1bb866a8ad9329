"""The people of the case: accused and complainants, entered once, chosen everywhere. Only ever added to."""

from collections.abc import Iterable

from evidence_review.domain.ids import UserId
from evidence_review.domain.kinds import CasePart
from evidence_review.domain.people import CasePerson, person_key
from evidence_review.store.case import Case, Change, now


def add(change: Change, name: str, part: CasePart, identifiers: Iterable[str], by: UserId) -> int:
    """Enter a person with every name, number and address by which the material knows her; her id."""
    person = change.run(
        "INSERT INTO case_people (name, part, by, at) VALUES (:name, :part, :by, :at)",
        {"name": name, "part": str(part), "by": by, "at": now()},
    ).lastrowid
    add_keys(change, person, (name, *identifiers), by)
    return person


def add_keys(change: Change, person: int, identifiers: Iterable[str], by: UserId) -> None:
    """Enter further names, numbers and addresses of a person."""
    keys = sorted({key for one in identifiers if (key := person_key(one))})
    change.run_many(
        "INSERT OR IGNORE INTO case_people_keys VALUES (:person, :key, :by, :at)",
        [{"person": person, "key": key, "by": by, "at": now()} for key in keys],
    )


def end(change: Change, person: int, reason: str, by: UserId) -> None:
    """Take a person off the record by a later row."""
    change.run(
        "INSERT INTO case_people_ends VALUES (:person, :reason, :by, :at)",
        {"person": person, "reason": reason, "by": by, "at": now()},
    )


def everyone(case: Case) -> tuple[CasePerson, ...]:
    """The people that stand on the record, in the order in which they were entered."""
    keys: dict[int, set[str]] = {}
    for person, key in case.all("SELECT person_id, key FROM case_people_keys"):
        keys.setdefault(person, set()).add(key)
    rows = case.all("SELECT id, name, part FROM standing_case_people ORDER BY id")
    return tuple(
        CasePerson(person, name, CasePart(part), frozenset(keys.get(person, {person_key(name)})))
        for person, name, part in rows
    )


def accused(case: Case) -> tuple[str, ...]:
    """The names of the accused, in the order in which they were entered."""
    return tuple(one.name for one in everyone(case) if one.part is CasePart.ACCUSED)

"""What police say of items for each accused, and how differences with the prosecutor were settled. Only ever
added to."""

from collections.abc import Sequence
from dataclasses import dataclass

from evidence_review.domain.disclosure import Assessed, Assessment, Limb, Presumption, differ
from evidence_review.domain.ids import ItemId, UserId
from evidence_review.domain.kinds import DisclosureCode
from evidence_review.store.case import Case, Change, Row, now

_ASSESSMENT = "id, item_id, person_id, value, limbs, issue, reason, presumption, exception, group_id, by, at"


def add(change: Change, made: Assessment) -> None:
    """Keep an assessment; an earlier one of the same item and accused is superseded."""
    change.run(
        "INSERT INTO assessments VALUES (:id, (SELECT coalesce(max(number), 0) + 1 FROM assessments), :item, "
        ":person, :value, :limbs, :issue, :reason, :presumption, :exception, :group, :by, :at)",
        {
            "id": made.id,
            "item": made.item,
            "person": made.person,
            "value": str(made.value),
            "limbs": " ".join(map(str, made.limbs)),
            "issue": made.issue,
            "reason": made.reason,
            "presumption": str(made.presumption or ""),
            "exception": made.exception,
            "group": made.group,
            "by": made.by,
            "at": now(),
        },
    )


def standing(case: Case, item: ItemId, person: int) -> Assessment | None:
    """The assessment that stands for an item and an accused, or None."""
    row = case.one(
        f"SELECT {_ASSESSMENT} FROM standing_assessments WHERE item_id = :item AND person_id = :person",
        {"item": item, "person": person},
    )
    return _assessment(row) if row else None


def of_accused(case: Case, person: int) -> tuple[Assessment, ...]:
    """Every assessment that stands for one accused, by item."""
    rows = case.all(
        f"SELECT {_ASSESSMENT} FROM standing_assessments WHERE person_id = :person ORDER BY item_id",
        {"person": person},
    )
    return tuple(map(_assessment, rows))


def history(case: Case, item: ItemId) -> tuple[Assessment, ...]:
    """Every assessment of an item, in order (F8)."""
    rows = case.all(
        f"SELECT {_ASSESSMENT} FROM assessments WHERE item_id = :item ORDER BY number", {"item": item}
    )
    return tuple(map(_assessment, rows))


def _assessment(row: Row) -> Assessment:
    made, item, person, value, limbs, issue, reason, presumption, exception, group, by, at = row
    return Assessment(
        made,
        ItemId(item),
        person,
        Assessed(value),
        tuple(map(Limb, limbs.split())),
        issue,
        reason,
        Presumption(presumption) if presumption else None,
        exception,
        group,
        UserId(by),
        at,
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """A code that goes against the police assessment of an item for an accused, and how it was settled ("" where
    it was not)."""

    item: ItemId
    person: int
    assessment: str
    endorsement: str
    police: Assessed
    prosecutor: DisclosureCode
    police_reason: str
    reason: str
    settled: str


def differences(case: Case, person: int = 0) -> tuple[Difference, ...]:
    """Where standing code and standing assessment differ, for one accused or all, settled or not."""
    rows = case.all(
        "SELECT a.item_id, a.person_id, a.id, e.id, a.value, e.code, a.reason, e.reason, coalesce(s.words, '') "
        "FROM standing_assessments a JOIN case_people p ON p.id = a.person_id JOIN endorsements e ON "
        "e.item_id = a.item_id AND e.accused = p.name AND e.number = (SELECT max(n.number) FROM endorsements n "
        "WHERE n.item_id = e.item_id AND n.accused = e.accused) LEFT JOIN settlements s ON s.assessment_id = "
        "a.id AND s.endorsement_id = e.id WHERE :person = 0 OR a.person_id = :person ORDER BY a.item_id, "
        "a.person_id",
        {"person": person},
    )
    found = (
        Difference(
            ItemId(item),
            who,
            assessment,
            endorsement,
            Assessed(value),
            DisclosureCode(code),
            police,
            said,
            settled,
        )
        for item, who, assessment, endorsement, value, code, police, said, settled in rows
    )
    return tuple(one for one in found if differ(one.police, one.prosecutor))


def settle(change: Change, one: Difference, words: str, by: UserId) -> None:
    """Keep how a difference was settled."""
    change.run(
        "INSERT INTO settlements VALUES (:assessment, :endorsement, :words, :by, :at)",
        {
            "assessment": one.assessment,
            "endorsement": one.endorsement,
            "words": words,
            "by": by,
            "at": now(),
        },
    )


def groups(case: Case, person: int) -> tuple[tuple[ItemId, ...], ...]:
    """The items that were assessed in combination for an accused and whose assessments still stand, group by
    group (E5)."""
    found: dict[str, list[ItemId]] = {}
    for one in of_accused(case, person):
        if one.group:
            found.setdefault(one.group, []).append(one.item)
    return tuple(tuple(items) for items in found.values() if len(items) > 1)


def issues_used(case: Case, items: Sequence[ItemId]) -> frozenset[int]:
    """The numbers of the issues to which standing assessments of these items go."""
    asked = frozenset(items)
    rows = case.all("SELECT DISTINCT item_id, issue FROM standing_assessments WHERE issue <> 0")
    return frozenset(issue for item, issue in rows if item in asked)

"""Why items meet the disclosure test, and what a prosecutor decided of the marks on them (reference/law.md
I4). Only ever added to.
"""

from collections.abc import Iterable

from evidence_review.domain.ids import ItemId, RedactionId, UserId
from evidence_review.domain.kinds import MarkRuling
from evidence_review.store.case import Case, Change, now

_ENDORSED = (
    "SELECT e.item_id, e.code || ' ' || e.accused FROM endorsements e WHERE e.code IN ('DISCLOSE', "
    "'INSPECT') AND NOT EXISTS "
    "(SELECT 1 FROM endorsements n WHERE n.item_id = e.item_id AND n.accused = e.accused AND "
    "n.number > e.number)"
)
_ASSESSED = (
    "SELECT a.item_id, 'PASSES ' || p.name FROM standing_assessments a JOIN case_people p ON p.id = "
    "a.person_id WHERE a.value = 'PASSES'"
)
_TAGGED = (
    "SELECT t.item_id, t.tag || ' line ' || l.number FROM current_tags t JOIN lines l ON l.id = t.line_id "
    "WHERE t.tag IN ('AWAY', 'UNDERMINES_OR_ASSISTS')"
)


def grounds(case: Case, item: ItemId | None = None) -> dict[ItemId, frozenset[str]]:
    """Why each item meets the disclosure test, or one item only: code and accused as last endorsed, the
    police assessment, tag and line as people set them."""
    where = " AND {0}.item_id = :item" if item is not None else ""
    sql = f"{_ENDORSED}{where.format('e')} UNION {_TAGGED}{where.format('t')} UNION "
    sql += f"{_ASSESSED}{where.format('a')}"
    found: dict[ItemId, set[str]] = {}
    for one, ground in case.all(sql, {"item": item} if item is not None else {}):
        found.setdefault(ItemId(one), set()).add(ground)
    return {one: frozenset(held) for one, held in sorted(found.items())}


def add(
    change: Change,
    marks: Iterable[RedactionId],
    said: MarkRuling,
    held: frozenset[str],
    reason: str,
    by: UserId,
) -> None:
    """Store what a prosecutor decided of these marks, with the grounds that she had before her."""
    for mark in marks:
        change.run(
            (
                "INSERT INTO mark_rulings (redaction_id, said, grounds, reason, by, at) VALUES (:mark, "
                ":said, :grounds, :reason, :by, :at)"
            ),
            {
                "mark": mark,
                "said": str(said),
                "grounds": "\n".join(sorted(held)),
                "reason": reason,
                "by": by,
                "at": now(),
            },
        )


def said_of(case: Case, mark: RedactionId) -> MarkRuling | None:
    """What a prosecutor last decided of a mark, or None where none did."""
    row = case.one(
        "SELECT said FROM mark_rulings WHERE redaction_id = :mark ORDER BY number DESC LIMIT 1",
        {"mark": mark},
    )
    return MarkRuling(row[0]) if row else None


def ruled_on(case: Case, mark: RedactionId) -> frozenset[str] | None:
    """The grounds under which a mark was last decided on, or None."""
    row = case.one(
        "SELECT grounds FROM mark_rulings WHERE redaction_id = :mark ORDER BY number DESC LIMIT 1",
        {"mark": mark},
    )
    return frozenset(row[0].split("\n")) if row else None

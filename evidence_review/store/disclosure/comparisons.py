"""Who compared what before and after: from the log itself, with the marks as they then stood."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from evidence_review.domain.audit import digest
from evidence_review.domain.ids import ItemId, UserId
from evidence_review.store import redactions
from evidence_review.store.case import Case


@dataclass(frozen=True, slots=True)
class Compared:
    """What one person was shown before and after: the items read in a list for approval, and for each item that
    was shown alone the states of its marks (`marks_state`)."""

    listed: frozenset[ItemId]
    alone: Mapping[ItemId, frozenset[str]]

    def covers(self, item: ItemId, state: str) -> bool:
        """Whether this person was shown the item with its marks as they stand."""
        return item in self.listed or state in self.alone.get(item, frozenset())


def marks_state(case: Case, item: ItemId) -> str:
    """A name for the marks that stand on an item, made of their numbers only: it holds no content, and another
    mark makes another."""
    return digest(sorted(one.id for one in redactions.standing(case, item)))[:16]


def compared_by(case: Case, user: UserId) -> Compared:
    """What the log shows that this person compared."""
    alone: dict[ItemId, set[str]] = {}
    for about, state in case.all(
        "SELECT object, json_extract(CAST(line AS TEXT), '$.detail.marks') FROM audit WHERE user = :user AND "
        "op = 'CONSULT' AND action = 'preview redaction' AND object LIKE 'item:%'",
        {"user": user},
    ):
        alone.setdefault(ItemId(int(about.removeprefix("item:"))), set()).add(state or "")
    lists = case.all(
        "SELECT json_extract(CAST(line AS TEXT), '$.detail.items') FROM audit WHERE user = :user AND "
        "action = 'read items for approval'",
        {"user": user},
    )
    listed = frozenset(ItemId(int(one)) for (items,) in lists for one in str(items or "").split())
    return Compared(listed, {item: frozenset(states) for item, states in alone.items()})


def returned(case: Case, items: list[ItemId]) -> frozenset[ItemId]:
    """Which of these items were sent back to the reviewer, at any time."""
    rows = case.all(
        "SELECT DISTINCT item_id FROM sent_back WHERE item_id IN (SELECT value FROM json_each(:items))",
        {"items": json.dumps(items)},
    )
    return frozenset(ItemId(row[0]) for row in rows)

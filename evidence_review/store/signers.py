"""Whose entries of the log something rests on: who enrolled, approved and endorsed, by the number of the
entry."""

import json
from collections.abc import Sequence

from evidence_review.domain.ids import ItemId, UserId
from evidence_review.store.case import Case

ENROLLING = ("create case", "add user")
"""The acts that enrol somebody."""


def enrolling_lines(case: Case) -> list[bytes]:
    """The entries that enrol people, as their exported lines, in order."""
    rows = case.all(
        "SELECT line FROM audit WHERE action IN (SELECT value FROM json_each(:acts)) ORDER BY seq",
        {"acts": json.dumps(ENROLLING)},
    )
    return [bytes(line) for (line,) in rows]


def relied_on(case: Case, items: Sequence[ItemId]) -> frozenset[UserId]:
    """Who approved or endorsed any of these items."""
    rows = case.all(
        "SELECT a.by FROM approved_items i JOIN approvals a ON a.id = i.approval_id WHERE i.item_id IN "
        "(SELECT value FROM json_each(:items)) UNION SELECT by FROM endorsements WHERE item_id IN "
        "(SELECT value FROM json_each(:items))",
        {"items": json.dumps(items)},
    )
    return frozenset(UserId(by) for (by,) in rows)

"""What the rows of a list say beside who and when: the words of items through the gate of a line, whom they went to,
and where the line's terms stand in them."""

import json
from collections.abc import Sequence

from evidence_review.domain.ids import ItemId, LineId
from evidence_review.domain.suggestions import Finding
from evidence_review.store.case import Case, Row
from evidence_review.store.detections import findings
from evidence_review.store.suggestions import reasons_from

MOST = 8_000
"""Letters of a text that a row may begin in; what stands behind them is not looked at for a list."""


def words(case: Case, line: LineId, among: Sequence[ItemId]) -> list[Row]:
    """Item, text (its first `MOST` letters), number of files, whether a decision on it is due again, and identifier,
    name and ownership of who sent it, of those of these items that the line lets through."""
    return case.all(
        f"SELECT i.id, substr(coalesce(i.text, ''), 1, {MOST}), (SELECT count(*) FROM attachments a WHERE "
        "a.item_id = i.id), EXISTS (SELECT 1 FROM open_reviews o WHERE o.item_id = i.id AND o.line_id = g.line_id), "
        "p.identifier, p.name, p.is_owner FROM reviewable g JOIN items i ON i.id = g.item_id LEFT JOIN parties p ON "
        "p.id = i.sender_id WHERE g.line_id = :line AND g.item_id IN (SELECT value "
        "FROM json_each(:among))",
        {"line": line, "among": json.dumps(list(among))},
    )


def recipients(case: Case, among: Sequence[ItemId]) -> list[Row]:
    """Item, identifier, name and ownership of each person that one of these items went to, in order."""
    return case.all(
        "SELECT r.item_id, p.identifier, p.name, p.is_owner FROM recipients r JOIN parties p ON p.id = r.party_id "
        "WHERE r.item_id IN (SELECT value FROM json_each(:among)) ORDER BY r.item_id, r.number",
        {"among": json.dumps(list(among))},
    )


def term_spans(case: Case, line: LineId, among: Sequence[ItemId]) -> dict[ItemId, list[tuple[int, int]]]:
    """Where agreed terms of a line stand in these items, by item."""
    rows = case.all(
        "SELECT item_id, reasons FROM flags WHERE line_id = :line AND item_id IN (SELECT value FROM "
        "json_each(:among))",
        {"line": line, "among": json.dumps(list(among))},
    )
    return {
        ItemId(item): [span for one in reasons_from(said) if one.kind == "term" for span in one.spans]
        for item, said in rows
    }


def findings_of(case: Case, among: Sequence[ItemId]) -> dict[ItemId, tuple[Finding, ...]]:
    """The findings of those of these items that have any, by item."""
    rows = case.all(
        "SELECT DISTINCT item_id FROM findings WHERE item_id IN (SELECT value FROM json_each(:among))",
        {"among": json.dumps(list(among))},
    )
    return {ItemId(item): findings(case, ItemId(item)) for (item,) in rows}

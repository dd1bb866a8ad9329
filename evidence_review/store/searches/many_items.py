"""All that some lines let through, seen at once: days and hours, who wrote to whom, calls, pictures, places. Every
statement passes the gate; an item that several lines let through counts once."""

import json
from collections.abc import Sequence

from evidence_review.domain.ids import LineId
from evidence_review.store.case import Case, Row

_OPEN = "SELECT DISTINCT item_id FROM reviewable WHERE line_id IN (SELECT value FROM json_each(:lines))"
_SENT = "FROM open g JOIN items i ON i.id = g.item_id LEFT JOIN parties p ON p.id = i.sender_id"
_ROWS = f"{_SENT} JOIN sources s ON s.id = i.source_id JOIN exhibits x ON x.id = s.exhibit_id"
_IN_TIME = "ORDER BY coalesce(i.sort_time, '9999'), i.id"
_TO = "(SELECT group_concat(r.party_id) FROM recipients r WHERE r.item_id = i.id)"


def _of(lines: Sequence[LineId]) -> dict[str, object]:
    return {"lines": json.dumps(list(lines))}


def hours(case: Case, lines: Sequence[LineId]) -> list[Row]:
    """Day ("" for none), hour of the day in London ("" for none), and how many items."""
    return case.all(
        f"WITH open (item_id) AS ({_OPEN}) SELECT coalesce(i.day, ''), coalesce(substr(i.sort_time, 12, 2), ''), "
        "count(*) FROM open g JOIN items i ON i.id = g.item_id GROUP BY 1, 2 ORDER BY 1, 2",
        _of(lines),
    )


def exchanges(case: Case, lines: Sequence[LineId]) -> list[Row]:
    """Number of the sender (None: none), numbers of the receivers with commas between (None: none), how many items,
    the first and the last time (None where none has one)."""
    return case.all(
        f"WITH open (item_id) AS ({_OPEN}) SELECT i.sender_id, {_TO} AS receivers, count(*), min(i.sort_time), "
        "max(i.sort_time) FROM open g JOIN items i ON i.id = g.item_id GROUP BY 1, 2",
        _of(lines),
    )


def parties(case: Case) -> list[Row]:
    """Number, identifier, name and ownership of every party of the case; no name of them may be shown that
    `exchanges` does not give."""
    return case.all("SELECT id, identifier, name, is_owner FROM parties ORDER BY id")


def calls(case: Case, lines: Sequence[LineId]) -> list[Row]:
    """Calls in order of time: item, time, sender, receivers as above, direction, text, what else is said, app and
    exhibit."""
    return case.all(
        f"WITH open (item_id) AS ({_OPEN}) SELECT i.id, coalesce(i.sort_time, ''), i.sender_id, {_TO}, i.direction, "
        f"coalesce(i.text, ''), i.extra, i.app, x.ref {_ROWS} WHERE i.kind = 'CALL' {_IN_TIME}",
        _of(lines),
    )


def pictures(case: Case, lines: Sequence[LineId]) -> list[Row]:
    """Pictures that were supplied, in order of time: item, number of the file, time, sender, exhibit, whether the item
    is the picture itself. What was read of one and is held keeps it back (`items.blob`)."""
    return case.all(
        f"WITH open (item_id) AS ({_OPEN}) SELECT i.id, a.number, coalesce(i.sort_time, ''), i.sender_id, x.ref, "
        f"i.kind = 'IMAGE' {_ROWS} JOIN attachments a ON a.item_id = i.id WHERE a.blob_id IS NOT NULL AND "
        f"(i.kind = 'IMAGE' OR a.media_type LIKE 'image/%') {_IN_TIME}, a.number",
        _of(lines),
    )


def placed(case: Case, lines: Sequence[LineId]) -> list[Row]:
    """Items that may name a place on earth, in order of time: item, time, sender, kind, exhibit, text, what else is
    said."""
    return case.all(
        f"WITH open (item_id) AS ({_OPEN}) SELECT i.id, coalesce(i.sort_time, ''), i.sender_id, i.kind, x.ref, "
        f"coalesce(i.text, ''), i.extra {_ROWS} WHERE i.kind = 'LOCATION' OR instr(i.extra, '\"latitude\"') > 0 "
        f"{_IN_TIME}",
        _of(lines),
    )

"""Looks outside every line: requests, answers, openings. Only ever added (migration 0015)."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from evidence_review.domain.ids import ItemId, LineId, UserId
from evidence_review.domain.looks import LookRequest
from evidence_review.store.case import Case, Change, Row, now

_REQUEST = (
    "SELECT r.id, r.number, r.item_id, r.line_id, l.number, x.ref, r.reason, r.minutes, r.by, r.at, "
    "a.answer, a.by, a.until, o.id FROM look_requests r JOIN lines l ON l.id = r.line_id "
    "JOIN items i ON i.id = r.item_id JOIN sources s ON s.id = i.source_id JOIN exhibits x ON "
    "x.id = s.exhibit_id LEFT JOIN look_answers a ON a.request_id = r.id "
    "LEFT JOIN overrides o ON o.request_id = r.id "
)


def add(change: Change, item: ItemId, line: LineId, reason: str, minutes: int, by: UserId) -> int:
    """Store a request; its number."""
    (number,) = change.run("SELECT coalesce(max(number), 0) + 1 FROM look_requests").fetchone()
    change.run(
        "INSERT INTO look_requests VALUES (:id, :number, :item, :line, :reason, :minutes, :by, :at)",
        {
            "id": secrets.token_hex(16),
            "number": number,
            "item": item,
            "line": line,
            "reason": reason,
            "minutes": minutes,
            "by": by,
            "at": now(),
        },
    )
    return number


def answer(change: Change, request: LookRequest, by: UserId, until: datetime | None) -> None:
    """Store the one answer to a request: granted until an instant, or refused."""
    change.run(
        "INSERT INTO look_answers VALUES (:request, :answer, :by, :at, :until)",
        {
            "request": request.id,
            "answer": "GRANTED" if until else "REFUSED",
            "by": by,
            "at": now(),
            "until": until.isoformat(timespec="seconds") if until else None,
        },
    )


def open_granted(change: Change, request: LookRequest) -> None:
    """Note that a granted request is being opened: once, by whom it was granted to."""
    if request.until is None:
        raise ValueError("a request that was not granted opens nothing")
    change.run(
        "INSERT INTO overrides VALUES (:id, :item, :line, :reason, :by, :at, :until, :request)",
        {
            "id": secrets.token_hex(16),
            "item": request.item,
            "line": request.line_id,
            "reason": request.reason,
            "by": request.by,
            "at": now(),
            "until": request.until.isoformat(timespec="seconds"),
            "request": request.id,
        },
    )


def by_number(case: Case, number: int) -> LookRequest | None:
    """The request of that number, or None."""
    row = case.one(f"{_REQUEST} WHERE r.number = :number", {"number": number})
    return _request(row) if row else None


def everything(case: Case) -> Sequence[LookRequest]:
    """Every request, the latest first."""
    return [_request(row) for row in case.all(f"{_REQUEST} ORDER BY r.number DESC")]


def others_granted(case: Case, item: ItemId, at: datetime) -> int:
    """How many other items were opened by a grant, or may still be."""
    return case.count(
        "SELECT count(*) FROM looks_granted WHERE until > :at AND item_id <> :item",
        {"item": item, "at": at.isoformat(timespec="seconds")},
    )


def _request(row: Row) -> LookRequest:
    made, number, item, line_id, line, exhibit, reason, minutes, by, at, said, answered_by, until, opened = (
        row
    )
    return LookRequest(
        made,
        number,
        ItemId(item),
        LineId(line_id),
        line,
        exhibit,
        reason,
        minutes,
        UserId(by),
        datetime.fromisoformat(at),
        None if said is None else said == "GRANTED",
        UserId(answered_by) if answered_by else None,
        datetime.fromisoformat(until) if until else None,
        opened is not None,
    )

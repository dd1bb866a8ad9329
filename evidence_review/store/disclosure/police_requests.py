"""What prosecutors ask of the police about items, and the answers. Only ever added to."""

from datetime import date

from evidence_review.domain.disclosure import PoliceRequest, RequestSort
from evidence_review.domain.ids import ItemId, UserId
from evidence_review.store.case import Case, Change, now


def add(change: Change, made: PoliceRequest) -> int:
    """Keep a request; its number."""
    (number,) = change.run("SELECT coalesce(max(number), 0) + 1 FROM police_requests").fetchone()
    change.run(
        "INSERT INTO police_requests VALUES (:id, :number, :sort, :item, :words, :due, :by, :at)",
        {
            "id": made.id,
            "number": number,
            "sort": str(made.sort),
            "item": made.item,
            "words": made.words,
            "due": made.due.isoformat() if made.due else None,
            "by": made.by,
            "at": now(),
        },
    )
    return int(number)


def answer(change: Change, request: str, words: str, by: UserId) -> None:
    """Keep the answer to a request."""
    change.run(
        "INSERT INTO police_answers VALUES (:request, :words, :by, :at)",
        {"request": request, "words": words, "by": by, "at": now()},
    )


def everything(case: Case) -> tuple[PoliceRequest, ...]:
    """Every request with its answer, by number."""
    rows = case.all(
        "SELECT r.id, r.number, r.sort, r.item_id, r.words, r.due, r.by, r.at, coalesce(a.words, ''), "
        "coalesce(a.by, ''), coalesce(a.at, '') FROM police_requests r LEFT JOIN police_answers a ON "
        "a.request_id = r.id ORDER BY r.number"
    )
    return tuple(
        PoliceRequest(
            made,
            number,
            RequestSort(sort),
            ItemId(item),
            words,
            date.fromisoformat(due) if due else None,
            UserId(by),
            at,
            answered,
            UserId(who),
            when,
        )
        for made, number, sort, item, words, due, by, at, answered, who, when in rows
    )

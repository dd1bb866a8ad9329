"""How the dates of a source are read: every order that a person set, the first reading of each item, and what
an order moved. Only ever added (decision 0038)."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidence_review.domain.dates import DateOrder
from evidence_review.domain.ids import ItemId, SourceId, UserId
from evidence_review.store.case import Case, Change, Row, now
from evidence_review.store.exhibits import Source


@dataclass(frozen=True, slots=True)
class Stamped:
    """An item with its time as written, as it was read first (local, UTC) and as it is read now; times in
    ISO, `day` and `sort_time` in London."""

    item: ItemId
    locator: str
    raw: str
    offset: str | None
    zone: str
    local: str | None
    utc: str | None
    first_day: str | None
    first_sort: str | None
    local_now: str | None


@dataclass(frozen=True, slots=True)
class ReadTime:
    """An item's time as an order reads it; `remark` where the clocks went forward or back then."""

    item: ItemId
    local: str | None
    utc: str | None
    day: str | None
    sort_time: str | None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """What an order would do to an approved line: in scope before and after, opened and closed, and how many
    of those closed are decided on."""

    line: int
    title: str
    version_id: int
    before: int
    after: int
    opened: int
    closed: int
    decided: int


@dataclass(frozen=True, slots=True)
class Order:
    """An order as it was set. `moved` items changed by it, `stayed` did not; `despite`: also where dates
    beside them show another order."""

    id: int
    source: SourceId
    number: int
    choice: DateOrder
    despite: bool
    moved: int
    stayed: int
    last_item: int
    reason: str
    by: UserId
    at: str


def stamped(case: Case, source: SourceId, many: int = 20_000) -> Iterator[list[Stamped]]:
    """Every item of a source that has a time as written, in order of id, so many at once."""
    after = case.count("SELECT min(id) - 1 FROM items WHERE source_id = :source", {"source": source})
    while True:
        rows = case.all(
            "SELECT i.id, i.locator, i.sent_raw, i.sent_offset, i.sent_zone, iif(f.item_id IS "
            "NULL, i.sent_local, f.sent_local), "
            "iif(f.item_id IS NULL, i.sent_utc, f.sent_utc), iif(f.item_id IS NULL, i.day, f.day), "
            "iif(f.item_id IS NULL, i.sort_time, f.sort_time), "
            "i.sent_local FROM items i LEFT JOIN first_times f ON f.item_id = i.id "
            "WHERE +i.source_id = :source AND i.sent_raw IS NOT NULL AND i.id > :after ORDER BY "
            "i.id LIMIT :many",
            {"source": source, "after": after, "many": many},
        )
        if not rows:
            return
        yield [Stamped(ItemId(row[0]), *row[1:]) for row in rows]
        after = rows[-1][0]


def orders(case: Case, source: SourceId | None = None) -> tuple[Order, ...]:
    """Every order that was set, of one source or of all, in the order in which they were set."""
    rows = case.all(
        "SELECT id, source_id, number, choice, despite, moved, stayed, last_item, reason, by, at "
        "FROM date_orders "
        "WHERE :source IS NULL OR source_id = :source ORDER BY id",
        {"source": source},
    )
    return tuple(map(_order, rows))


def _order(row: Row) -> Order:
    made, source, number, choice, despite, moved, stayed, last, reason, by, at = row
    return Order(
        made,
        SourceId(source),
        number,
        DateOrder(choice),
        bool(despite),
        moved,
        stayed,
        last,
        reason,
        UserId(by),
        at,
    )


def account_under(case: Case, source: SourceId) -> str:
    """The account of a source, as JSON, counted under the order that is in force; empty where its dates stand
    as they were first read."""
    row = case.one(
        "SELECT a.account FROM last_date_orders o JOIN date_order_accounts a ON a.order_id = o.id "
        "WHERE o.source_id = :source AND o.choice <> 'FIRST_READING'",
        {"source": source},
    )
    return row[0] if row else ""


def newest(case: Case) -> int:
    """The number of the last order of any source; 0 where none was set. It changes whenever a time does."""
    return case.count("SELECT max(id) FROM date_orders")


def last_item(case: Case, source: SourceId) -> int:
    """The highest number of an item of a source."""
    return case.count("SELECT max(id) FROM items WHERE source_id = :source", {"source": source})


def effect(case: Case, times: Sequence[tuple[ItemId, str | None]]) -> tuple[Moved, ...]:
    """What it does to each approved line when items stand at other days (item, day in London); lines that it
    does not touch are left out. Counts only."""
    rows = case.all(_EFFECT, {"moved": json.dumps(times)})
    return tuple(
        Moved(
            number,
            json.loads(body)["title"],
            version,
            before,
            before + opened - closed,
            opened,
            closed,
            decided,
        )
        for number, body, version, before, opened, closed, decided in rows
    )


_EFFECT = (
    "WITH moved (item_id, day) AS MATERIALIZED (SELECT json_extract(value, '$[0]'), "
    "json_extract(value, '$[1]') FROM json_each(:moved)), "
    "moving (item_id, day) AS MATERIALIZED (SELECT item_id, day FROM moved UNION ALL SELECT i.id, "
    "m.day FROM moved m "
    # what is read of attached files moves with them
    "JOIN attached_threads a ON a.message_id = m.item_id JOIN items i ON i.thread_id = a.thread_id), "
    "stands (version_id, line_id, item_id, was, becomes) AS MATERIALIZED (SELECT v.id, v.line_id, i.id, "
    "v.all_dates OR (i.day IS NULL AND v.undated) OR coalesce(i.day >= v.date_from AND i.day <= "
    "v.date_to, 0), "
    "v.all_dates OR (m.day IS NULL AND v.undated) OR coalesce(m.day >= v.date_from AND m.day <= "
    "v.date_to, 0) "
    "FROM moving m JOIN items i ON i.id = m.item_id JOIN covered_threads c ON c.thread_id = "
    "i.thread_id JOIN current_versions v ON v.id = c.version_id "
    "WHERE NOT EXISTS (SELECT 1 FROM scope_kinds k WHERE k.version_id = v.id) OR EXISTS (SELECT 1 "
    "FROM scope_kinds k WHERE k.version_id = v.id AND k.kind = coalesce(c.kind, i.kind))) "
    "SELECT l.number, v.body, v.id, (SELECT count(*) FROM in_scope g WHERE g.line_id = v.line_id), "
    "sum(becomes AND NOT was), sum(was AND NOT becomes), "
    "sum(was AND NOT becomes AND EXISTS (SELECT 1 FROM current_decisions d WHERE d.line_id = "
    "s.line_id AND d.item_id = s.item_id)) "
    "FROM stands s JOIN line_versions v ON v.id = s.version_id JOIN lines l ON l.id = v.line_id "
    "WHERE was <> becomes GROUP BY v.id ORDER BY l.number"
)


def approved_among(case: Case, items: Sequence[ItemId]) -> list[ItemId]:
    """Those of the items of which marks were ever approved."""
    rows = case.all(
        "SELECT DISTINCT item_id FROM approved_items WHERE item_id IN (SELECT value FROM json_each(:items))",
        {"items": json.dumps(items)},
    )
    return [ItemId(row[0]) for row in rows]


def screened_among(case: Case, items: Sequence[ItemId]) -> int:
    """How many of the items were screened for privilege, and are again once their time was read anew."""
    return case.count(
        "SELECT count(*) FROM screened WHERE item_id IN (SELECT value FROM json_each(:items))",
        {"items": json.dumps(items)},
    )


def handed_over(case: Case, items: Sequence[ItemId]) -> int:
    """How many of the items a bundle that was written carries."""
    return case.count(
        (
            "SELECT count(DISTINCT item_id) FROM production_items WHERE item_id IN (SELECT value FROM "
            "json_each(:items))"
        ),
        {"items": json.dumps(items)},
    )


def days_then(case: Case, source: SourceId, days: Mapping[ItemId, str | None]) -> tuple[str, ...]:
    """The first and the last day of a source's dated items if these stood at other days; nothing where none
    has one."""
    row = case.one(
        "SELECT min(day), max(day) FROM (SELECT day FROM items WHERE source_id = :source AND id "
        "NOT IN (SELECT value FROM json_each(:moved)) "
        "UNION ALL SELECT value FROM json_each(:days))",
        {"source": source, "moved": json.dumps(list(days)), "days": json.dumps(list(days.values()))},
    )
    return tuple(row) if row and row[0] else ()


def add(
    change: Change, order: Order, first: Sequence[ReadTime], times: Sequence[ReadTime], moved: Sequence[Moved]
) -> int:
    """Store an order with what it reads otherwise than was read first, and put every item of the source at
    the time that it now has; the order's id."""
    values = {
        "source": order.source,
        "number": order.number,
        "choice": str(order.choice),
        "despite": int(order.despite),
        "moved": order.moved,
        "stayed": order.stayed,
        "last": order.last_item,
        "reason": order.reason,
        "by": order.by,
        "at": order.at,
    }
    made = change.run(
        "INSERT INTO date_orders (source_id, number, choice, despite, moved, stayed, last_item, "
        "reason, by, at) "
        "VALUES (:source, :number, :choice, :despite, :moved, :stayed, :last, :reason, :by, :at)",
        values,
    ).lastrowid
    rows = [(one.item, one.local, one.utc, one.day, one.sort_time, one.item) for one in first]
    change.db.executemany(
        (
            "INSERT INTO first_times SELECT ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM first_times "
            "WHERE item_id = ?)"
        ),
        rows,
    )
    anew = [(one.item, made, one.local, one.utc, one.day, one.sort_time, one.remark) for one in times]
    change.db.executemany("INSERT INTO read_times VALUES (?, ?, ?, ?, ?, ?, ?)", anew)
    change.run(_MOVE, {"source": order.source})
    change.run_many(
        "INSERT INTO date_order_scopes VALUES (:order, :version, :before, :after, :opened, :closed, :decided)",
        [
            {"order": made, "version": one.version_id, "before": one.before, "after": one.after, "opened": one.opened, "closed": one.closed,
             "decided": one.decided} for one in moved
        ],
    )  # fmt: skip
    return made


_MOVE = (
    "UPDATE items SET sent_local = t.sent_local, sent_utc = t.sent_utc, day = t.day, sort_time = "
    "t.sort_time FROM standing_times t "
    "WHERE t.item_id = items.id AND t.source_id = :source AND (items.sent_local IS NOT "
    "t.sent_local OR items.sent_utc IS NOT t.sent_utc)"
)


def look_again(change: Change, moved: Sequence[ItemId]) -> None:
    """Put items whose time was read anew behind the privilege screen, and out of the first orders: as if they
    had just come in."""
    values = {"moved": json.dumps(moved)}
    for table in ("screened", "first_scores", "tag_first_scores"):
        change.run(f"DELETE FROM {table} WHERE item_id IN (SELECT value FROM json_each(:moved))", values)


def seal(case: Case, order: Order, source: Source) -> str:
    """SHA-256 over an order as it was set and the first reading and the time under it of every item that its
    source had then.

    It begins with the hash of the source, so that a date cannot be guessed from it by who has the log alone.
    """
    facts = (source.sha256, order.number, str(order.choice), int(order.despite), order.moved, order.stayed, order.last_item, order.reason, order.by, order.at)  # fmt: skip
    made = hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode())
    for row in case.all(_SEALED, {"order": order.id, "source": order.source, "last": order.last_item}):
        made.update(json.dumps(row, ensure_ascii=False).encode())
    return made.hexdigest()


_SEALED = (
    "SELECT i.id, iif(f.item_id IS NULL, i.sent_local, f.sent_local), iif(f.item_id IS NULL, "
    "i.sent_utc, f.sent_utc), "
    "r.item_id IS NOT NULL, r.sent_local, r.sent_utc, r.day, r.sort_time, iif(f.item_id IS NULL, "
    "i.day, f.day), iif(f.item_id IS NULL, i.sort_time, f.sort_time), "
    "coalesce(r.remark, '') FROM items i LEFT JOIN first_times f ON f.item_id = i.id LEFT JOIN "
    "read_times r ON r.item_id = i.id AND r.order_id = :order "
    "WHERE +i.source_id = :source AND i.id <= :last ORDER BY i.id"
)


def astray(case: Case, source: SourceId) -> int:
    """How many items of a source do not stand at the time that its last order gives them; none, unless the
    file was written by other means."""
    return case.count(
        "SELECT count(*) FROM standing_times t JOIN items i ON i.id = t.item_id WHERE t.source_id "
        "= :source AND (i.sent_local IS NOT t.sent_local "
        "OR i.sent_utc IS NOT t.sent_utc OR i.day IS NOT t.day OR i.sort_time IS NOT t.sort_time)",
        {"source": source},
    )


def widenings(case: Case) -> list[tuple[Order, int, int, int, int, int, int]]:
    """What orders opened and closed of lines: the order, number of the line, its version, before, after,
    opened, closed."""
    of = {one.id: one for one in orders(case)}
    rows = case.all(
        "SELECT s.order_id, l.number, v.version, s.before, s.after, s.opened, s.closed FROM "
        "date_order_scopes s JOIN line_versions v ON v.id = s.version_id "
        "JOIN lines l ON l.id = v.line_id ORDER BY s.order_id, l.number"
    )
    return [(of[order], *rest) for order, *rest in rows]


def new_order(
    source: SourceId,
    number: int,
    choice: DateOrder,
    counts: tuple[int, int, int],
    reason: str,
    by: UserId,
    *,
    despite: bool,
) -> Order:
    """An order to be set now; `counts`: how many items move, how many stay, and the number of the source's
    last item."""
    return Order(0, source, number, choice, despite, *counts, reason, by, now())

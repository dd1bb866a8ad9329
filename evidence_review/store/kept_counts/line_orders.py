"""The items of a line in order of time and of rank, kept as one array each, so that a queue of a million is there at
once; what is held is left out when an order is read (docs/decisions/0050)."""

import sys
from array import array
from collections.abc import Iterable, Mapping

from evidence_review.domain.ids import LineId
from evidence_review.domain.kinds import Tag
from evidence_review.store.case import Case, Change
from evidence_review.store.kept_counts.chosen_numbers import Ids, without

TIME, RANK = "time", "rank"
_UNPLACED = 1 << 40  # behind every rank


def way_of(*, by_rank: bool, tag: Tag | None) -> str:
    """The name of an order: by time, or by the rank of the line or of one of its tags."""
    return TIME if not by_rank else f"{RANK} {tag}" if tag else RANK


def kept(case: Case, line: LineId, way: str) -> Ids | None:
    """An order as it is kept, without what is held, or None where it has to be put together."""
    row = case.one(
        "SELECT items FROM line_orders WHERE line_id = :line AND way = :way", {"line": line, "way": way}
    )
    if row is None:
        return None
    held = {item for (item,) in case.all("SELECT item_id FROM held_items")}
    return without(unpacked(row[0]), held) if held else unpacked(row[0])


def made(case: Case, line: LineId, *, by_rank: bool, tag: Tag | None) -> Ids:
    """An order that is put together now, through the gate."""
    rows = case.all(
        "SELECT g.item_id FROM reviewable g JOIN items i ON i.id = g.item_id WHERE g.line_id = :line "
        "ORDER BY coalesce(i.sort_time, '9999'), i.thread_id, i.position, i.id",
        {"line": line},
    )
    ids = [item for (item,) in rows]
    if by_rank:
        ids = _by_rank(ids, dict(case.all(ranked_sql(tag), {"line": line, "tag": str(tag or "")})))
    return array("I", ids)


def last_number(case: Case) -> int:
    """The number of the last item that the case holds, 0 where it holds none."""
    return case.count("SELECT max(id) FROM items")


def years(case: Case, ids: Ids) -> tuple[str, str]:
    """The years of the first and the last dated item of some that stand in order of time, those without a date last;
    empty where none has one."""
    end = dated(case, ids)
    return (_year(case, ids[0]), _year(case, ids[end - 1])) if end else ("", "")


def dated(case: Case, ids: Ids) -> int:
    """How many of some items that stand in order of time, those without a date last, have one."""
    found, end = 0, len(ids)
    while found < end:
        middle = (found + end) // 2
        found, end = (middle + 1, end) if _year(case, ids[middle]) else (found, middle)
    return found


def _year(case: Case, item: int) -> str:
    row = case.one("SELECT substr(sort_time, 1, 4) FROM items WHERE id = :item", {"item": item})
    return str(row[0] or "") if row else ""


def recount(change: Change, line: LineId) -> None:
    """Put every order of a line together and keep it."""
    change.run("DELETE FROM line_orders WHERE line_id = :line", {"line": line})
    _keep(change, line, TIME, _column(change, line, TIME_SQL))
    tags = change.run("SELECT DISTINCT tag FROM tag_ranks WHERE line_id = :line", {"line": line}).fetchall()
    for tag in (None, *(Tag(row[0]) for row in tags)):
        reorder(change, line, tag)


def reorder(change: Change, line: LineId, tag: Tag | None = None) -> None:
    """After a run ranked a line, or one of its tags, anew: that order, where the line's order of time is kept. What
    has no place comes last, by its number."""
    row = change.run(
        "SELECT items FROM line_orders WHERE line_id = :line AND way = :way", {"line": line, "way": TIME}
    ).fetchone()
    if row is not None:
        rank = dict(change.run(ranked_sql(tag), {"line": line, "tag": str(tag or "")}))
        ids = unpacked(row[0])
        _keep(
            change,
            line,
            way_of(by_rank=True, tag=tag),
            sorted(ids, key=lambda one: (rank.get(one, _UNPLACED), one)),
        )


def forget(change: Change, line: LineId, tag: Tag) -> None:
    """Take away the order of a tag, whose ranks were taken away."""
    change.run(
        "DELETE FROM line_orders WHERE line_id = :line AND way = :way",
        {"line": line, "way": way_of(by_rank=True, tag=tag)},
    )


TIME_SQL = (
    "SELECT i.id FROM in_scope g JOIN items i ON i.id = g.item_id WHERE g.line_id = :line AND "
    "EXISTS (SELECT 1 FROM screened d WHERE d.item_id = i.id) "
    "ORDER BY coalesce(i.sort_time, '9999'), i.thread_id, i.position, i.id"
)


def ranked_sql(tag: Tag | None) -> str:
    """Items and ranks of a line's order, or of one of its tags."""
    return (
        "SELECT item_id, rank FROM tag_ranks WHERE line_id = :line AND tag = :tag"
        if tag
        else "SELECT item_id, rank FROM ranks WHERE line_id = :line"
    )


def _column(change: Change, line: LineId, sql: str) -> Iterable[int]:
    return (item for (item,) in change.run(sql, {"line": line}))


def _keep(change: Change, line: LineId, way: str, ids: Iterable[int]) -> None:
    change.run(
        "INSERT OR REPLACE INTO line_orders VALUES (:line, :way, :items)",
        {"line": line, "way": way, "items": packed(array("I", ids))},
    )


def faults(case: Case) -> list[str]:
    """Each kept order that is not the one that is made now: line and way, nothing of any item."""
    found: list[str] = []
    times: dict[int, list[int]] = {}
    for line, way, data in case.all(
        "SELECT line_id, way, items FROM line_orders ORDER BY line_id, way = 'time' DESC, way"
    ):
        if line not in times:
            times[line] = [item for (item,) in case.all(TIME_SQL, {"line": line})]
        if data != packed(array("I", _again(case, line, way, times[line]))):
            found.append(f"line {line}, order by {way}")
    return found


def _again(case: Case, line: int, way: str, ids: list[int]) -> list[int]:
    if way == TIME:
        return ids
    tag = Tag(way.removeprefix(f"{RANK} ")) if way != RANK else None
    return _by_rank(ids, dict(case.all(ranked_sql(tag), {"line": line, "tag": str(tag or "")})))


def _by_rank(ids: Iterable[int], rank: Mapping[int, int]) -> list[int]:
    return sorted(ids, key=lambda one: (rank.get(one, _UNPLACED), one))


def packed(ids: Ids) -> bytes:
    """Numbers of four bytes each, the lowest first."""
    if sys.byteorder == "big":
        ids = ids[:]
        ids.byteswap()
    return ids.tobytes()


def unpacked(data: bytes) -> Ids:
    """The numbers again."""
    ids = array("I", data)
    if sys.byteorder == "big":
        ids.byteswap()
    return ids

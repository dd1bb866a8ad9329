"""Direction and limb: what people say beside their decisions (only ever added), and the orders made for each
tag (reference/relevance.md 3.5)."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from evidence_review.domain.ids import ItemId, LineId, UserId
from evidence_review.domain.kinds import Band, Tag
from evidence_review.domain.suggestions import Engine, Flag
from evidence_review.domain.tags import BEGINS_AWAY, OTHER, TagAct
from evidence_review.store.case import Case, Change, Row
from evidence_review.store.kept_counts import line_orders
from evidence_review.store.kept_counts.line_counts import carried
from evidence_review.store.learning import LearnedOrder, order_values
from evidence_review.store.suggestions import flag_values, reasons_from


def add(change: Change, act: TagAct) -> None:
    """Store that a tag was set or taken off."""
    with carried(change, (act.item,)):
        change.run(
            (
                "INSERT INTO tag_acts (item_id, line_id, tag, is_set, by, at) VALUES (:item, :line, :tag, "
                ":set, :by, :at)"
            ),
            {
                "item": act.item,
                "line": act.line,
                "tag": str(act.tag),
                "set": int(act.is_set),
                "by": act.by,
                "at": act.at.isoformat(timespec="seconds"),
            },
        )


def history(case: Case, item: ItemId) -> tuple[TagAct, ...]:
    """Every tag set on an item or taken off, in order."""
    rows = case.all(
        "SELECT item_id, line_id, tag, is_set, by, at FROM tag_acts WHERE item_id = :item ORDER BY number",
        {"item": item},
    )
    return tuple(
        TagAct(ItemId(i), LineId(of), Tag(t), bool(s), UserId(b), datetime.fromisoformat(at))
        for i, of, t, s, b, at in rows
    )


def of_item(case: Case, line: LineId, item: ItemId) -> tuple[Tag, ...]:
    """The tags that stand on an item of a line, in the order of `Tag`."""
    rows = case.all(
        "SELECT tag FROM current_tags WHERE line_id = :line AND item_id = :item", {"line": line, "item": item}
    )
    held = {row[0] for row in rows}
    return tuple(tag for tag in Tag if tag in held)


def of_line(case: Case, line: LineId, among: Sequence[ItemId] | None = None) -> dict[ItemId, tuple[Tag, ...]]:
    """The tags that stand on the items of a line, or on these of them, through the gate; items without one are left
    out."""
    some = "AND t.item_id IN (SELECT value FROM json_each(:among))" if among is not None else ""
    rows = case.all(
        (
            "SELECT t.item_id, t.tag FROM current_tags t JOIN reviewable g ON g.line_id = t.line_id "
            f"AND g.item_id = t.item_id WHERE t.line_id = :line {some}"
        ),
        {"line": line, "among": json.dumps(among or ())},
    )
    found: dict[ItemId, set[str]] = {}
    for item, tag in rows:
        found.setdefault(ItemId(item), set()).add(tag)
    return {item: tuple(tag for tag in Tag if tag in held) for item, held in sorted(found.items())}


def counts(case: Case, line: LineId) -> dict[Tag, int]:
    """How many items of a line carry each tag."""
    rows = dict(
        case.all(
            "SELECT t.tag, count(*) FROM current_tags t JOIN scheduled_relevant r ON r.line_id = t.line_id AND "
            "r.item_id = t.item_id WHERE t.line_id = :line GROUP BY 1",
            {"line": line},
        )
    )
    return {tag: rows.get(str(tag), 0) for tag in Tag}


def relevant(case: Case, line: LineId) -> int:
    """How many items of a line stand as relevant and are not claimed to be sensitive, as every figure that is
    served counts them."""
    return case.count("SELECT count(*) FROM scheduled_relevant WHERE line_id = :line", {"line": line})


def without_direction(case: Case, line: LineId, tag: Tag) -> int:
    """How many relevant items of a line carry neither of the pair that a tag belongs to."""
    return case.count(
        "SELECT count(*) FROM scheduled_relevant d WHERE d.line_id = :line AND NOT EXISTS "
        "(SELECT 1 FROM current_tags t WHERE t.line_id = d.line_id AND t.item_id = d.item_id AND "
        "t.tag IN (:tag, :other))",
        {"line": line, "tag": str(tag), "other": str(OTHER[tag])},
    )


def labels(case: Case, line: LineId, tag: Tag) -> dict[ItemId, bool]:
    """What teaches a tag its order, through the gate: True carries it; False is not relevant to the line, or
    was judged for the pair and has it not.

    A relevant item of which nobody judged the pair is in neither.
    """
    rows = case.all(
        "SELECT d.item_id, d.value, EXISTS (SELECT 1 FROM current_tags t WHERE t.line_id = "
        "d.line_id AND t.item_id = d.item_id AND t.tag = :tag), "
        "EXISTS (SELECT 1 FROM current_tags t WHERE t.line_id = d.line_id AND t.item_id = "
        "d.item_id AND t.tag = :other) "
        "OR EXISTS (SELECT 1 FROM latest_tag_acts t WHERE t.line_id = d.line_id AND t.item_id = "
        "d.item_id AND t.tag = :tag AND NOT t.is_set) "
        "FROM current_decisions d JOIN reviewable g ON g.line_id = d.line_id AND g.item_id = d.item_id "
        "WHERE d.line_id = :line AND d.value IN ('RELEVANT', 'NOT_RELEVANT_TO_LINE') ORDER BY d.item_id",
        {"line": line, "tag": str(tag), "other": str(OTHER[tag])},
    )
    return {
        ItemId(item): bool(has) for item, value, has, judged in rows if value != "RELEVANT" or has or judged
    }


def last_number(case: Case) -> int:
    """The number of the last row of tags in the case."""
    return case.count("SELECT max(number) FROM tag_acts")


def changed_since(case: Case, line: LineId, tag: Tag, number: int, decision: int) -> int:
    """How many items that were decided by decision `decision` have had this tag set or taken off after row
    `number` of the tags."""
    return case.count(
        "SELECT count(DISTINCT item_id) FROM tag_acts WHERE line_id = :line AND tag = :tag AND "
        "number > :number "
        "AND item_id IN (SELECT item_id FROM decisions WHERE line_id = :line AND number <= :decision)",
        {"line": line, "tag": str(tag), "number": number, "decision": decision},
    )


def keep_first(change: Change, line: LineId, tag: Tag, begins: Mapping[ItemId, float]) -> None:
    """Keep of the order by which a tag's view begins the scores that later ones start from; the orders
    learned from an earlier one go with it."""
    for table in ("tag_first_scores", "tag_ranks", "tag_flags"):
        change.run(
            f"DELETE FROM {table} WHERE line_id = :line AND tag = :tag", {"line": line, "tag": str(tag)}
        )
    change.run_many(
        "INSERT INTO tag_first_scores VALUES (:line, :tag, :item, :score)",
        [{"line": line, "tag": str(tag), "item": item, "score": score} for item, score in begins.items()],
    )
    line_orders.forget(change, line, tag)


def forget(change: Change, line: LineId) -> None:
    """Take away every order of the tags of a line, since what they were made of has changed."""
    for table in ("tag_first_scores", "tag_ranks", "tag_flags"):
        change.run(f"DELETE FROM {table} WHERE line_id = :line", {"line": line})
    for tag in Tag:
        line_orders.forget(change, line, tag)


def first_scores(case: Case, line: LineId, tag: Tag) -> dict[ItemId, float]:
    """The score by which a tag's view begins, of each item that is still let through the gate."""
    rows = case.all(
        "SELECT f.item_id, f.score FROM tag_first_scores f JOIN reviewable g ON g.line_id = "
        "f.line_id AND g.item_id = f.item_id "
        "WHERE f.line_id = :line AND f.tag = :tag",
        {"line": line, "tag": str(tag)},
    )
    return {ItemId(item): score for item, score in rows}


def replace_order(
    change: Change,
    line: LineId,
    tag: Tag,
    version: int,
    flags: Sequence[Flag],
    ranks: Sequence[tuple[ItemId, int, float]],
) -> None:
    """Put a new order of a tag, and the reasons of what stands first in it, in the place of the last one."""
    where = {"line": line, "tag": str(tag)}
    for table in ("tag_ranks", "tag_flags"):
        change.run(f"DELETE FROM {table} WHERE line_id = :line AND tag = :tag", where)
    change.run_many(
        "INSERT INTO tag_ranks VALUES (:line, :tag, :item, :rank, :score)",
        [where | {"item": item, "rank": rank, "score": score} for item, rank, score in ranks],
    )
    change.run_many(
        (
            "INSERT INTO tag_flags VALUES (:line, :tag, :item, :version, :band, :rank, :score, "
            ":reasons, :engine)"
        ),
        [values | where for values in flag_values(change, line, version, flags)],
    )
    line_orders.reorder(change, line, tag)


def note(change: Change, line: LineId, tag: Tag, made: LearnedOrder) -> None:
    """Add what an order of a tag was made of; `made.relevant` counts the items that carry it."""
    change.run(
        "INSERT INTO tag_orders (line_id, tag, version_id, pool_digest, decided, found, "
        "decisions_digest, seed, settings, model_hash, order_digest, engine_id, at) "
        "VALUES (:line, :tag, :version, :pool, :decided, :relevant, :decisions, :seed, :settings, "
        ":model, :order, :engine, :at)",
        order_values(change, line, made) | {"tag": str(tag)},
    )


def orders(case: Case, line: LineId, tag: Tag) -> tuple[LearnedOrder, ...]:
    """Every order that was made for a tag of a line, the oldest first."""
    rows = case.all(
        "SELECT o.pool_digest, o.decided, o.found, o.decisions_digest, o.seed, o.settings, "
        "o.model_hash, o.order_digest, e.name, e.version, e.hash "
        "FROM tag_orders o JOIN engines e ON e.id = o.engine_id WHERE o.line_id = :line AND o.tag "
        "= :tag ORDER BY o.id",
        {"line": line, "tag": str(tag)},
    )
    return tuple(LearnedOrder(*row[:8], engine=Engine(*row[8:])) for row in rows)


def order_for(case: Case, line: LineId, tag: Tag | None) -> Tag | None:
    """The tag whose order serves a view now: its own, else the one that it begins from; None stands for the
    line's."""
    begins = Tag.AWAY if tag in BEGINS_AWAY else None
    return next((one for one in (tag, begins) if one is not None and has_order(case, line, one)), None)


def has_order(case: Case, line: LineId, tag: Tag) -> bool:
    """Whether a tag of a line has an order of its own."""
    return (
        case.one(
            "SELECT 1 FROM tag_ranks WHERE line_id = :line AND tag = :tag LIMIT 1",
            {"line": line, "tag": str(tag)},
        )
        is not None
    )


def ranks(case: Case, line: LineId, tag: Tag) -> dict[ItemId, int]:
    """The place of every item in a tag's order."""
    rows = case.all(
        "SELECT item_id, rank FROM tag_ranks WHERE line_id = :line AND tag = :tag",
        {"line": line, "tag": str(tag)},
    )
    return {ItemId(item): rank for item, rank in rows}


def flags(case: Case, line: LineId, tag: Tag) -> dict[ItemId, Flag]:
    """What a tag's order suggests, with reasons, through the gate."""
    rows = case.all(
        (
            f"{_FLAG} JOIN reviewable g ON g.line_id = f.line_id AND g.item_id = f.item_id WHERE "
            f"f.line_id = :line AND f.tag = :tag"
        ),
        {"line": line, "tag": str(tag)},
    )
    return {ItemId(row[0]): _flag(line, row) for row in rows}


def flag_of(case: Case, line: LineId, tag: Tag, item: ItemId) -> Flag | None:
    """Why an item is suggested in a tag's view, or None."""
    row = case.one(
        f"{_FLAG} WHERE f.line_id = :line AND f.tag = :tag AND f.item_id = :item",
        {"line": line, "tag": str(tag), "item": item},
    )
    return _flag(line, row) if row else None


def rank_of(case: Case, line: LineId, tag: Tag, item: ItemId) -> tuple[int, int] | None:
    """An item's place in a tag's order, and how many are in it."""
    row = case.one(
        "SELECT r.rank, (SELECT count(*) FROM tag_ranks a WHERE a.line_id = r.line_id AND a.tag = "
        "r.tag) FROM tag_ranks r "
        "WHERE r.line_id = :line AND r.tag = :tag AND r.item_id = :item",
        {"line": line, "tag": str(tag), "item": item},
    )
    return (row[0], row[1]) if row else None


_FLAG = (
    "SELECT f.item_id, f.band, f.rank, f.score, f.reasons, e.name, e.version, e.hash, v.version "
    "FROM tag_flags f "
    "JOIN engines e ON e.id = f.engine_id JOIN line_versions v ON v.id = f.version_id"
)


def _flag(line: LineId, row: Row) -> Flag:
    item, band, rank, score, reasons, name, version, made_of, line_version = row
    return Flag(
        ItemId(item),
        line,
        line_version,
        Band(band),
        rank,
        score,
        reasons_from(reasons),
        Engine(name, version, made_of),
    )

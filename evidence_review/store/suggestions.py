"""What machines say of an item: privilege screening, flags, ranks, and the queue that they order.

A run replaces its own rows; spans of personal data stand in `detections`.
"""

import json
from collections.abc import Iterable, Mapping, Sequence

from evidence_review.domain.ids import ItemId, LineId
from evidence_review.domain.kinds import Band, Tag
from evidence_review.domain.suggestions import Engine, Flag, Reason
from evidence_review.store import seals
from evidence_review.store.case import Case, Change, Row, now
from evidence_review.store.kept_counts import line_counts, line_orders
from evidence_review.store.kept_counts.chosen_numbers import Ids, numbers_in


def engine_id(change: Change, engine: Engine) -> int:
    """The id of an engine, stored once for each name, version and hash."""
    values = {"name": engine.name, "version": engine.version, "hash": engine.model_hash}
    change.run("INSERT OR IGNORE INTO engines (name, version, hash) VALUES (:name, :version, :hash)", values)
    return change.run(
        "SELECT id FROM engines WHERE name = :name AND version = :version AND hash = :hash", values
    ).fetchone()[0]


def engines(case: Case) -> tuple[Engine, ...]:
    """Every engine that has said anything in this case."""
    return tuple(Engine(*row) for row in case.all("SELECT name, version, hash FROM engines ORDER BY id"))


def add_screened(
    change: Change, items: Sequence[ItemId], reasons: Mapping[ItemId, str], engine: Engine
) -> None:
    """Note that items were screened for privilege, and why some may be privileged: those are held from then
    on."""
    made_by = engine_id(change, engine)
    seals.forget(change.db)
    change.run_many(
        "INSERT OR IGNORE INTO screened VALUES (:item, :engine)",
        [{"item": item, "engine": made_by} for item in items],
    )
    change.run_many(
        "INSERT OR IGNORE INTO privilege VALUES (:item, :reason, :engine)",
        [{"item": item, "reason": reason, "engine": made_by} for item, reason in sorted(reasons.items())],
    )


def screen_again(change: Change) -> None:
    """Put every item back behind the privilege screen, since what it looks for has changed; what it held
    stays held."""
    change.run("DELETE FROM screened")
    seals.forget(change.db)


def replace_flags(
    change: Change,
    line: LineId,
    version: int,
    flags: Sequence[Flag],
    ranks: Sequence[tuple[ItemId, int, float]],
) -> None:
    """Put a run's flags and whole order in the place of the last run's for this line."""
    for table in ("flags", "ranks"):
        change.run(f"DELETE FROM {table} WHERE line_id = :line", {"line": line})
    change.run_many(
        "INSERT INTO ranks VALUES (:line, :item, :rank, :score)",
        [{"line": line, "item": i, "rank": r, "score": s} for i, r, s in ranks],
    )
    change.run_many(
        "INSERT INTO flags VALUES (:line, :item, :version, :band, :rank, :score, :reasons, :engine)",
        flag_values(change, line, version, flags),
    )
    line_counts.recount_flags(change, line)
    line_orders.reorder(change, line)


def keep_band(change: Change, line: LineId, version: int, hits: Sequence[Flag]) -> None:
    """Flag what agreed terms hit, before the line is ranked: a hit that this version flagged as one already
    keeps its row, and all other flags stay until the next ranking."""
    change.run_many(
        "INSERT INTO flags VALUES (:line, :item, :version, :band, :rank, :score, :reasons, "
        ":engine) ON CONFLICT (line_id, item_id) DO UPDATE "
        "SET version_id = excluded.version_id, band = excluded.band, rank = excluded.rank, score = "
        "excluded.score, reasons = excluded.reasons, "
        "engine_id = excluded.engine_id WHERE flags.band <> excluded.band OR flags.version_id <> "
        "excluded.version_id",
        flag_values(change, line, version, hits),
    )
    line_counts.recount_flags(change, line)


def flag_values(change: Change, line: LineId, version: int, flags: Sequence[Flag]) -> list[dict[str, object]]:
    """What a row of flags holds, of a line or of one of its tags; `version` is that of the line."""
    version_id = change.run(
        "SELECT id FROM line_versions WHERE line_id = :line AND version = :version",
        {"line": line, "version": version},
    ).fetchone()[0]
    ids = {engine: engine_id(change, engine) for engine in {flag.engine for flag in flags}}
    return [
        {
            "line": line,
            "item": flag.item,
            "version": version_id,
            "band": str(flag.band),
            "rank": flag.rank,
            "score": flag.score,
            "reasons": reasons_text(flag.reasons),
            "engine": ids[flag.engine],
        }
        for flag in flags
    ]


def note_ranking(change: Change, line: LineId, pool: int, digests: tuple[str, str], engine: Engine) -> None:
    """Keep what a ranking was made of: size and digest of the pool, digest of the order, engine."""
    version = change.run("SELECT id FROM current_versions WHERE line_id = :line", {"line": line}).fetchone()[
        0
    ]
    change.run(
        (
            "INSERT OR REPLACE INTO rankings VALUES (:line, :version, :pool, :pool_digest, "
            ":order_digest, :engine, :at)"
        ),
        {
            "line": line,
            "version": version,
            "pool": pool,
            "pool_digest": digests[0],
            "order_digest": digests[1],
            "engine": engine_id(change, engine),
            "at": now(),
        },
    )


def rankings(case: Case) -> dict[LineId, tuple[int, str, str]]:
    """Pool size, pool digest and order digest of each line's last ranking."""
    return {
        LineId(row[0]): (row[1], row[2], row[3])
        for row in case.all("SELECT line_id, pool, pool_digest, order_digest FROM rankings")
    }


def replace_term_counts(
    change: Change,
    line: LineId,
    counts: Sequence[tuple[str, str, int, int]],
    hits: Iterable[tuple[str, ItemId]],
) -> None:
    """Hits per term and form, (term, form, hits, items only this form hits), and every (term, item) that was
    hit."""
    for table in ("term_counts", "term_hits"):
        change.run(f"DELETE FROM {table} WHERE line_id = :line", {"line": line})
    change.run_many(
        "INSERT INTO term_hits VALUES (:line, :term, :item)",
        [{"line": line, "term": t, "item": i} for t, i in sorted(set(hits))],
    )
    change.run_many(
        "INSERT INTO term_counts VALUES (:line, :term, :form, :hits, :unique)",
        [
            {"line": line, "term": term, "form": form, "hits": hits, "unique": unique}
            for term, form, hits, unique in counts
        ],
    )


def term_counts(case: Case, line: LineId) -> list[tuple[str, str, int, int]]:
    """Hits per term and form of a line's last run."""
    return [
        tuple(row)
        for row in case.all(
            "SELECT term, form, hits, unique_hits FROM term_counts WHERE line_id = :line ORDER BY term, form",
            {"line": line},
        )
    ]


def flag_of(case: Case, line: LineId, item: ItemId) -> Flag | None:
    """Why an item was flagged for a line, or None."""
    row = case.one(
        "SELECT f.band, f.rank, f.score, f.reasons, e.name, e.version, e.hash, v.version FROM "
        "flags f JOIN engines e ON e.id = f.engine_id "
        "JOIN line_versions v ON v.id = f.version_id WHERE f.line_id = :line AND f.item_id = :item",
        {"line": line, "item": item},
    )
    if row is None:
        return None
    return Flag(
        item, line, row[7], Band(row[0]), row[1], row[2], reasons_from(row[3]), Engine(row[4], row[5], row[6])
    )


def rank_of(case: Case, line: LineId, item: ItemId) -> tuple[int, int] | None:
    """An item's place in a line's order, and how many are in that order."""
    row = case.one(
        (
            "SELECT r.rank, coalesce((SELECT pool FROM rankings g WHERE g.line_id = r.line_id), (SELECT count(*) "
            "FROM ranks a WHERE a.line_id = r.line_id)) FROM ranks r WHERE r.line_id = :line AND r.item_id = :item"
        ),
        {"line": line, "item": item},
    )
    return (row[0], row[1]) if row else None


_ONLY = {
    "all": "",
    "flagged": "AND f.item_id IS NOT NULL",
    "undecided": "AND d.id IS NULL",
    "must": "AND f.band = 'MUST_REVIEW' AND d.id IS NULL",
    "unsure": "AND d.value = 'UNSURE'",
    "tagged": (
        "AND i.id IN (SELECT item_id FROM current_tags WHERE line_id = :line AND :carries IN ('', tag))"
    ),
}


def queue(
    case: Case,
    line: LineId,
    *,
    by_rank: bool,
    only: str,
    by_order_of: Tag | None = None,
    carries: Tag | None = None,
    among: Sequence[ItemId] | None = None,
) -> list[Row]:
    """Rows of a line's queue through the gate: item, kind, thread title, sender identifier, name, owner,
    time, band, rank, decision, exhibit.

    `by_order_of`: bands and ranks of that tag's order instead of the line's. `carries`: which tag "tagged"
    asks for; any where it is None. `among`: these items alone, where given.
    """
    order = (
        "coalesce(r.rank, 1 << 40), i.id"
        if by_rank
        else "coalesce(i.sort_time, '9999'), i.thread_id, i.position, i.id"
    )
    of, which = ("tag_", "AND {}.tag = :tag") if by_order_of else ("", "")
    some = "AND i.id IN (SELECT value FROM json_each(:among))" if among is not None else ""
    return case.all(
        "SELECT i.id, i.kind, t.title, p.identifier, p.name, coalesce(p.is_owner, 0), "
        "coalesce(i.sort_time, ''), f.band, r.rank, coalesce(d.value, ''), x.ref "
        "FROM reviewable g JOIN items i ON i.id = g.item_id JOIN threads t ON t.id = i.thread_id "
        "JOIN sources s ON s.id = i.source_id "
        f"JOIN exhibits x ON x.id = s.exhibit_id LEFT JOIN parties p ON p.id = i.sender_id LEFT "
        f"JOIN {of}flags f ON f.line_id = g.line_id AND f.item_id = i.id {which.format('f')} "
        f"LEFT JOIN {of}ranks r ON r.line_id = g.line_id AND r.item_id = i.id {which.format('r')} "
        f"LEFT JOIN current_decisions d ON d.line_id = g.line_id AND d.item_id = i.id "
        f"WHERE g.line_id = :line {_ONLY[only]} {some} ORDER BY {order}",
        {
            "line": line,
            "tag": str(by_order_of or ""),
            "carries": str(carries or ""),
            "among": json.dumps(among or ()),
        },
    )


def decided(case: Case, line: LineId) -> dict[int, str]:
    """The items of a line that have a decision, with its value; numbers alone."""
    return dict(
        case.all("SELECT item_id, value FROM current_decisions WHERE line_id = :line", {"line": line})
    )


def flagged(case: Case, line: LineId, of: Tag | None) -> Ids:
    """The items that the order of a line, or of one of its tags, suggests, held ones among them."""
    flags, which = ("tag_flags", "AND tag = :tag") if of else ("flags", "")
    ((listed,),) = case.all(
        f"SELECT coalesce(group_concat(item_id), '') FROM {flags} WHERE line_id = :line {which}",
        {"line": line, "tag": str(of or "")},
    )
    return numbers_in(listed)


def lines_with(case: Case, item: ItemId) -> tuple[int, ...]:
    """The numbers of the approved lines through which an item may be read."""
    rows = case.all(
        "SELECT l.number FROM lines l WHERE EXISTS (SELECT 1 FROM reviewable g WHERE g.line_id = l.id AND g.item_id = "
        ":item) ORDER BY l.number",
        {"item": item},
    )
    return tuple(number for (number,) in rows)


def must_review(case: Case, line: LineId, of: Tag | None) -> Ids:
    """The items of a line, or of one of its tags, that must be reviewed, held ones among them."""
    flags, which = ("tag_flags", "AND tag = :tag") if of else ("flags", "")
    ((listed,),) = case.all(
        f"SELECT coalesce(group_concat(item_id), '') FROM {flags} WHERE line_id = :line "
        f"AND band = 'MUST_REVIEW' {which}",
        {"line": line, "tag": str(of or "")},
    )
    return numbers_in(listed)


def tagged(case: Case, line: LineId, carries: Tag | None) -> frozenset[int]:
    """The items of a line that carry a tag, any where it is None; numbers alone."""
    rows = case.all(
        "SELECT item_id FROM current_tags WHERE line_id = :line AND :carries IN ('', tag)",
        {"line": line, "carries": str(carries or "")},
    )
    return frozenset(item for (item,) in rows)


def next_by_rank(case: Case, line: LineId, of: Tag | None, many: int) -> list[ItemId]:
    """The undecided items that stand first in the order of a line, or of one of its tags, through the gate;
    each with its undecided copies behind it.

    A copy whose original is undecided is not counted by itself.
    """
    ranks, which = ("tag_ranks", "AND r.tag = :tag") if of else ("ranks", "")
    open_ = "NOT EXISTS (SELECT 1 FROM current_decisions d WHERE d.line_id = :line AND d.item_id = {})"
    rows = case.all(
        f"WITH first AS (SELECT r.item_id, r.rank FROM {ranks} r JOIN reviewable g ON g.line_id = "
        f"r.line_id AND g.item_id = r.item_id WHERE r.line_id = :line {which} "
        f"AND {open_.format('r.item_id')} AND NOT EXISTS (SELECT 1 FROM copies c WHERE c.line_id = "
        f":line AND c.item_id = r.item_id AND {open_.format('c.original_id')}) "
        "ORDER BY r.rank, r.item_id LIMIT :many) SELECT item_id FROM first UNION SELECT c.item_id "
        "FROM first f JOIN copies c ON c.line_id = :line "
        f"AND c.original_id = f.item_id JOIN reviewable g ON g.line_id = c.line_id AND g.item_id = "
        f"c.item_id WHERE {open_.format('c.item_id')} ORDER BY 1",
        {"line": line, "tag": str(of or ""), "many": many},
    )
    return [ItemId(row[0]) for row in rows]


def shape(case: Case, line: LineId) -> tuple[int, int]:
    """How many text-bearing items of a line may be read, and in how many threads they stand: in as many where
    all are documents."""
    row = case.one(
        (
            "SELECT count(*), count(DISTINCT i.thread_id) FROM reviewable g JOIN items i ON i.id = "
            "g.item_id WHERE g.line_id = :line AND coalesce(i.text, '') <> ''"
        ),
        {"line": line},
    )
    return (row[0], row[1]) if row else (0, 0)


def reasons_text(reasons: Sequence[Reason]) -> str:
    """Reasons as JSON."""
    return json.dumps(
        [[r.kind, r.words, [list(span) for span in r.spans], r.weight] for r in reasons], ensure_ascii=False
    )


def reasons_from(text: str) -> tuple[Reason, ...]:
    """The reasons behind JSON made by `reasons_text`."""
    return tuple(
        Reason(kind, words, tuple((start, end) for start, end in spans), weight)
        for kind, words, spans, weight in json.loads(text)
    )

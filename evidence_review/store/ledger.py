"""The proportionality ledger in numbers: per source and line, how far what was held came. Counts only, never
text."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from evidence_review.domain.audit import digest
from evidence_review.domain.ids import ItemId, LineId
from evidence_review.store.case import Case, Change, Row, now

STAGES = ("held", "in_scope", "screened", "seen", "relevant", "disclosed")


@dataclass(frozen=True, slots=True)
class Counted:
    """How many items of a source (all of them for 0) came how far for a line (for any line for 0)."""

    source: int
    line: int
    held: int
    in_scope: int
    screened: int
    seen: int
    relevant: int
    disclosed: int


@dataclass(frozen=True, slots=True)
class ScopeChange:
    """What an approved version of a line covers against the approved one before it; by exhibit and kind as
    (exhibit, kind, before, after)."""

    line: int
    version: int
    held: int
    before: int
    after: int
    opened: int
    closed: int
    parts: tuple[tuple[str, str, int, int], ...]
    pool_digest: str
    reason: str
    proposed_by: str
    approved_by: str
    at: str


def counted(case: Case, going: Sequence[tuple[LineId, ItemId]] = ()) -> list[Counted]:
    """By source and approved line, by source over all lines (line 0), and over everything (source 0, line
    0). `going` counts as disclosed too: what the bundle that is being made hands over."""
    told = {"going": json.dumps([[line, item] for line, item in going])}
    held: dict[int, int] = dict(case.all("SELECT source_id, count(*) FROM items GROUP BY source_id"))
    rows: list[Counted] = []
    for line, number in case.all(
        (
            "SELECT l.id, l.number FROM lines l WHERE l.id IN (SELECT line_id FROM current_versions) "
            "ORDER BY l.number"
        )
    ):
        by_source = {row[0]: row[1:] for row in case.all(_OF_LINE, {"line": line, **told})}
        rows += [
            Counted(source, number, count, *by_source.get(source, (0,) * 5))
            for source, count in sorted(held.items())
        ]
    of_any = {row[0]: row[1:] for row in case.all(_OF_ANY, told)}
    whole = [
        Counted(source, 0, count, *of_any.get(source, (0,) * 5)) for source, count in sorted(held.items())
    ]
    return [*rows, *whole, Counted(0, 0, *(sum(getattr(one, stage) for one in whole) for stage in STAGES))]


# an item seen, decided or handed over counts where the line for which it was still covers it; what no line
# covers now is told apart (`beyond`)
_DISCLOSED = (
    "(SELECT line_id, item_id FROM production_items UNION SELECT json_extract(value, '$[0]'), "
    "json_extract(value, '$[1]') FROM json_each(:going))"
)
_OF_LINE = (
    "SELECT i.source_id, count(*), count(d.item_id), count(o.item_id), count(r.item_id), "
    "count(p.item_id) FROM in_scope g JOIN items i ON i.id = g.item_id "
    "LEFT JOIN screened d ON d.item_id = i.id LEFT JOIN (SELECT DISTINCT item_id FROM openings "
    "WHERE line_id = :line) o ON o.item_id = i.id "
    "LEFT JOIN (SELECT item_id FROM scheduled_relevant WHERE line_id = :line) r ON r.item_id = i.id "
    f"LEFT JOIN (SELECT DISTINCT item_id FROM {_DISCLOSED} WHERE line_id = :line) p ON "
    "p.item_id = i.id WHERE g.line_id = :line GROUP BY 1"
)
_OF_ANY = (
    "SELECT i.source_id, count(DISTINCT i.id), count(DISTINCT d.item_id), count(DISTINCT "
    "o.item_id), count(DISTINCT r.item_id), count(DISTINCT p.item_id) "
    "FROM in_scope g JOIN items i ON i.id = g.item_id LEFT JOIN screened d ON d.item_id = i.id "
    "LEFT JOIN (SELECT DISTINCT line_id, item_id FROM openings) o ON o.item_id = i.id AND "
    "o.line_id = g.line_id "
    "LEFT JOIN scheduled_relevant r ON r.item_id = i.id AND r.line_id = g.line_id "
    f"LEFT JOIN (SELECT DISTINCT line_id, item_id FROM {_DISCLOSED}) p ON p.item_id = i.id AND "
    "p.line_id = g.line_id GROUP BY 1"
)
_BEYOND = (
    "WITH acts (line_id, item_id, stage) AS (SELECT line_id, item_id, 'seen' FROM openings "
    "UNION SELECT line_id, item_id, 'relevant' FROM scheduled_relevant "
    "UNION SELECT line_id, item_id, 'disclosed' FROM production_items) "
    "SELECT l.number, sum(a.stage = 'seen'), sum(a.stage = 'relevant'), sum(a.stage = 'disclosed') "
    "FROM acts a JOIN lines l ON l.id = a.line_id "
    "WHERE NOT EXISTS (SELECT 1 FROM in_scope g WHERE g.line_id = a.line_id AND g.item_id = "
    "a.item_id) GROUP BY 1 ORDER BY 1"
)


def beyond(case: Case) -> list[tuple[int, int, int, int]]:
    """By line number, what was seen, is decided relevant and was handed over for a line that does not cover
    it, or no longer: a narrower version must not hide it."""
    return [(number, seen, relevant, disclosed) for number, seen, relevant, disclosed in case.all(_BEYOND)]


def looks_outside(case: Case) -> list[tuple[int, int, str, str, str, str]]:
    """Every look outside scope: line number, item, reason, who, by whose grant ("" before there were grants),
    when. The reason is a person's words."""
    rows = case.all(
        "SELECT l.number, o.item_id, o.reason, o.by, coalesce(a.by, ''), o.at FROM overrides o JOIN lines l "
        "ON l.id = o.line_id LEFT JOIN look_answers a ON a.request_id = o.request_id ORDER BY o.at, o.rowid"
    )
    return [(number, item, reason, by, granted, at) for number, item, reason, by, granted, at in rows]


def covered_parts(case: Case, line: LineId, version: int) -> dict[tuple[str, str], int]:
    """How many items a version covers, approved or not, by exhibit and kind."""
    rows = case.all(
        "SELECT x.ref, i.kind, count(*) FROM line_versions v JOIN covered c ON c.version_id = v.id "
        "JOIN items i ON i.id = c.item_id "
        "JOIN sources s ON s.id = i.source_id JOIN exhibits x ON x.id = s.exhibit_id WHERE "
        "v.line_id = :line AND v.version = :version GROUP BY 1, 2",
        {"line": line, "version": version},
    )
    return {(ref, kind): count for ref, kind, count in rows}


def covered_ids(case: Case, line: LineId, version: int) -> list[ItemId]:
    """Every item that a version covers, approved or not, by id. Ids only: nothing of them may be read by
    this."""
    rows = case.all(
        (
            "SELECT c.item_id FROM line_versions v JOIN covered c ON c.version_id = v.id WHERE "
            "v.line_id = :line AND v.version = :version ORDER BY 1"
        ),
        {"line": line, "version": version},
    )
    return [ItemId(row[0]) for row in rows]


def approved_before(case: Case, line: LineId, version: int) -> int:
    """The approved version that another follows, or 0."""
    row = case.one(
        "SELECT max(v.version) FROM line_versions v JOIN line_acts a ON a.version_id = v.id AND "
        "a.act = 'APPROVED' "
        "WHERE v.line_id = :line AND v.version < :version",
        {"line": line, "version": version},
    )
    return int(row[0] or 0) if row else 0


def compared(
    case: Case, line: LineId, version: int
) -> tuple[int, int, int, int, list[tuple[str, str, int, int]], str]:
    """What a version covers against the approved one before it: before, after, opened, closed, by exhibit and
    kind, digest of the sorted ids."""
    earlier = approved_before(case, line, version)
    old, new = covered_ids(case, line, earlier), covered_ids(case, line, version)
    was, now_ = covered_parts(case, line, earlier), covered_parts(case, line, version)
    parts = [
        (ref, kind, was.get((ref, kind), 0), now_.get((ref, kind), 0))
        for ref, kind in sorted(was.keys() | now_.keys())
    ]
    stays = set(old) & set(new)
    return len(old), len(new), len(new) - len(stays), len(old) - len(stays), parts, digest(new)


def add_change(
    change: Change,
    line: LineId,
    version: int,
    held: int,
    told: tuple[int, int, int, int, Sequence[Row], str],
    reason: str,
) -> None:
    """Keep what an approval opened and closed."""
    before, after, opened, closed, parts, pool = told
    change.run(
        "INSERT INTO scope_changes SELECT id, :held, :before, :after, :opened, :closed, :parts, "
        ":pool, :reason, :at FROM line_versions "
        "WHERE line_id = :line AND version = :version",
        {
            "line": line,
            "version": version,
            "held": held,
            "before": before,
            "after": after,
            "opened": opened,
            "closed": closed,
            "parts": json.dumps([list(part) for part in parts], ensure_ascii=False),
            "pool": pool,
            "reason": reason,
            "at": now(),
        },
    )


def changes(case: Case) -> list[ScopeChange]:
    """Every approval of a version, in the order in which they were approved."""
    rows = case.all(
        "SELECT l.number, v.version, c.held, c.before, c.after, c.opened, c.closed, c.parts, "
        "c.pool_digest, c.reason, v.proposed_by, a.by, c.at "
        "FROM scope_changes c JOIN line_versions v ON v.id = c.version_id JOIN lines l ON l.id = "
        "v.line_id JOIN line_acts a ON a.version_id = v.id ORDER BY c.at, v.id"
    )
    return [_change(*row) for row in rows]


def _change(
    line: int,
    version: int,
    held: int,
    before: int,
    after: int,
    opened: int,
    closed: int,
    parts: str,
    pool: str,
    reason: str,
    by: str,
    yes: str,
    at: str,
) -> ScopeChange:
    kept = tuple((ref, kind, was, now_) for ref, kind, was, now_ in json.loads(parts))
    return ScopeChange(line, version, held, before, after, opened, closed, kept, pool, reason, by, yes, at)


def add_production_items(change: Change, production: str, chosen: Sequence[tuple[LineId, ItemId]]) -> None:
    """Note which items of which lines a bundle carries."""
    change.run_many(
        "INSERT INTO production_items VALUES (:production, :line, :item)",
        [{"production": production, "line": line, "item": item} for line, item in sorted(set(chosen))],
    )

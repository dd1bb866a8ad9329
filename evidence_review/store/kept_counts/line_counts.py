"""The numbers of a line: counted whole, or kept and carried along with every act on an item (docs/decisions/0050).

What is kept follows from other tables. Figures on paper are always counted; `verify` compares both.
"""

import contextlib
import json
from collections import Counter
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence_review.domain.ids import ItemId, LineId
from evidence_review.domain.kinds import Tag
from evidence_review.store.case import Case, Change, Row
from evidence_review.store.seals import FOLLOWED

type Ask = Callable[[str, dict[str, Any]], list[Row]]
_NUMBERS = ("in_scope", "unscreened", "held", "flagged", "must_review", "decided", "relevant", "unsure")
_WHATS = (*_NUMBERS, *map(str, Tag))


@dataclass(frozen=True, slots=True)
class LineCounts:
    """One approved line in numbers."""

    in_scope: int
    unscreened: int
    held: int
    flagged: int
    must_review: int
    decided: int
    relevant: int
    unsure: int


@dataclass(frozen=True, slots=True)
class Kept:
    """The numbers of a line with those of its tags."""

    counts: LineCounts
    tags: Mapping[Tag, int]


def counts(case: Case, line: LineId) -> LineCounts:
    """The numbers of a line, counted through the gate."""
    return LineCounts(*_numbers(case.all, line))


def kept(case: Case, line: LineId) -> Kept | None:
    """The numbers of a line as they are kept, or None where they have to be counted."""
    found = _found(case.all, line)
    return (
        Kept(LineCounts(*(found[what] for what in _NUMBERS)), {tag: found[tag] for tag in Tag})
        if found
        else None
    )


def _found(ask: Ask, line: LineId) -> dict[str, int]:
    found = dict(ask("SELECT what, count FROM line_counts WHERE line_id = :line", {"line": line}))
    return found if found.keys() == set(_WHATS) else {}


def _numbers(ask: Ask, line: LineId) -> tuple[int, ...]:
    values = {"line": line}
    scope = "SELECT item_id FROM in_scope WHERE line_id = :line"
    ((covered, screened, held),) = ask(
        f"SELECT count(*), count(d.item_id), count(h.item_id) FROM ({scope}) g LEFT JOIN screened "
        f"d ON d.item_id = g.item_id "
        "LEFT JOIN (SELECT DISTINCT item_id FROM held_items) h ON h.item_id = g.item_id",
        values,
    )
    ((decided, relevant, unsure),) = ask(
        "SELECT count(*), sum(d.value = 'RELEVANT'), sum(d.value = 'UNSURE') FROM current_decisions d "
        "WHERE d.line_id = :line AND EXISTS (SELECT 1 FROM in_scope g WHERE g.line_id = :line AND g.item_id = d.item_id)",
        values,
    )
    return (covered, covered - screened, held, *_flags(ask, line), decided, relevant or 0, unsure or 0)


def _flags(ask: Ask, line: LineId) -> tuple[int, int]:
    ((flagged, must),) = ask(
        "SELECT count(*), sum(f.band = 'MUST_REVIEW') FROM flags f JOIN reviewable g ON g.item_id "
        "= f.item_id AND g.line_id = f.line_id WHERE f.line_id = :line",
        {"line": line},
    )
    return flagged, must or 0


def _tags(ask: Ask, line: LineId) -> list[Row]:
    return ask(
        "SELECT t.tag, count(*) FROM current_tags t WHERE t.line_id = :line AND t.item_id NOT IN "
        "(SELECT item_id FROM sensitive_items) GROUP BY 1",
        {"line": line},
    )


def recount(change: Change, line: LineId) -> None:
    """Count a line whole and keep it."""
    ask = _asking(change)
    found = (
        dict.fromkeys(_WHATS, 0)
        | dict(zip(_NUMBERS, _numbers(ask, line), strict=True))
        | dict(_tags(ask, line))
    )
    change.run("DELETE FROM line_counts WHERE line_id = :line", {"line": line})
    change.run_many(
        "INSERT INTO line_counts VALUES (:line, :what, :count)",
        [{"line": line, "what": what, "count": count} for what, count in found.items()],
    )


def recount_flags(change: Change, line: LineId) -> None:
    """After a run replaced its flags: count those, where the line is kept."""
    if _found(_asking(change), line):
        flagged, must = _flags(_asking(change), line)
        change.run_many(
            "UPDATE line_counts SET count = :count WHERE line_id = :line AND what = :what",
            [
                {"line": line, "what": "flagged", "count": flagged},
                {"line": line, "what": "must_review", "count": must},
            ],
        )


@contextlib.contextmanager
def carried(change: Change, items: Sequence[ItemId]) -> Generator[None]:
    """Carry the kept counts along with what is written about these items inside."""
    ask, written = _asking(change), len(change.writes.rows)
    lines = [line for (line,) in ask("SELECT DISTINCT line_id FROM line_counts", {})]
    about = _with_attached(ask, items) if lines else []
    before = _shares(ask, lines, about)
    yield
    change.writes.followed += sum(name in FOLLOWED for name, _, _ in change.writes.rows[written:])
    moved = _shares(ask, lines, about)
    moved.subtract(before)
    change.run_many(
        "UPDATE line_counts SET count = count + :by WHERE line_id = :line AND what = :what",
        [{"line": line, "what": what, "by": by} for (line, what), by in moved.items() if by],
    )


def _with_attached(ask: Ask, items: Sequence[ItemId]) -> list[int]:
    """These items, and those read of files attached to them, which are held with them."""
    rows = ask(
        "SELECT i.id FROM json_each(:items) e JOIN attached_above a ON a.item_id = e.value JOIN items i ON "
        "i.thread_id = a.thread_id",
        {"items": json.dumps(list(items))},
    )
    return sorted({*map(int, items), *(row[0] for row in rows)})


def _shares(ask: Ask, lines: Sequence[int], items: Sequence[int]) -> Counter[tuple[int, str]]:
    """What these items add to each count, by line and what is counted."""
    found = Counter[tuple[int, str]]()
    for line in lines:
        for item in items:
            found.update((line, what) for what in _share(ask, {"line": line, "item": item}))
    return found


def _share(ask: Ask, of: dict[str, Any]) -> list[str]:
    """By what one item counts for one line; asked by its number, which is a look-up in every table."""
    ((covered, screened, held, band, value),) = ask(
        "SELECT EXISTS (SELECT 1 FROM in_scope WHERE line_id = :line AND item_id = :item), "
        "EXISTS (SELECT 1 FROM screened WHERE item_id = :item), "
        "EXISTS (SELECT 1 FROM held_items WHERE item_id = :item), "
        "(SELECT band FROM flags WHERE line_id = :line AND item_id = :item), "
        "(SELECT value FROM current_decisions WHERE line_id = :line AND item_id = :item)",
        of,
    )
    is_open = screened and not held
    counts = {
        "in_scope": True,
        "unscreened": not screened,
        "held": held,
        "flagged": band and is_open,
        "must_review": band == "MUST_REVIEW" and is_open,
        "decided": value,
        "relevant": value == "RELEVANT",
        "unsure": value == "UNSURE",
    }
    tags = ask(
        "SELECT tag FROM current_tags WHERE line_id = :line AND item_id = :item AND :item NOT IN "
        "(SELECT item_id FROM sensitive_items)",
        of,
    )
    return [*(what for what, counts_it in counts.items() if covered and counts_it), *(tag for (tag,) in tags)]


def _asking(change: Change) -> Ask:
    return lambda sql, values: change.run(sql, values).fetchall()


def faults(case: Case) -> list[str]:
    """Each kept number that is not what is counted: line and name, nothing of any item."""
    found: list[str] = []
    for (line,) in case.all("SELECT DISTINCT line_id FROM line_counts ORDER BY 1"):
        rows = dict(case.all("SELECT what, count FROM line_counts WHERE line_id = :line", {"line": line}))
        right = dict.fromkeys(_WHATS, 0) | dict(zip(_NUMBERS, _numbers(case.all, line), strict=True))
        right |= dict(_tags(case.all, line))
        found += [
            f"line {line}, {what}" for what in sorted(rows | right) if rows.get(what) != right.get(what)
        ]
    return found

"""A benchmark collection: items.jsonl, lines.jsonl and labels.jsonl in one folder (reference/relevance.md
8.2), as the product's own values.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from evidence_review.domain.enquiry import LineOfEnquiry, ScopeRule, Term
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import Points, TermKind
from evidence_review.relevance import Ranked
from evidence_review.relevance.stopping import is_talk

type Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Task:
    """One line of a collection: its pool, the names of the pool's items, and how many labels lie outside the
    pool."""

    collection: str
    name: str
    line: LineOfEnquiry
    pool: list[Ranked]
    names: list[str]
    outside: int


class Reviewer:
    """Stands in for a person: answers for one item, and only after its place in the order is fixed."""

    def __init__(self, relevant: frozenset[int], order: list[int]) -> None:
        self._relevant, self._order = relevant, order

    def answer(self, place: int) -> bool:
        """Whether the item that stands at this place of the order bears on the line; AssertionError where
        none stands there yet."""
        assert 0 <= place < len(self._order), "a label was asked for before the item had its place"
        return self._order[place] in self._relevant

    def count(self) -> int:
        """How many there are, which only the end of a simulation may know."""
        return len(self._relevant)


def rows_of(path: Path, check: Callable[[Row], object]) -> list[Row]:
    """The rows of a JSON-lines file; a broken one stops the run with file and line number."""
    found: list[Row] = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            check(row)
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            raise SystemExit(
                f"{path.name}, line {number}: this row is broken ({type(fault).__name__})."
            ) from fault
        found.append(row)
    return found


def in_scope(items: list[Row], line: Row) -> list[Row]:
    """Items of threads in which a listed person sends, on days within the dates; undated items are outside a
    dated scope."""
    people = set(line.get("participants") or ())
    threads = {
        item["thread"] for item in items if item.get("sender") in people and item.get("thread") is not None
    }
    first, last = line.get("date_from") or "", line.get("date_to") or "9999"
    dated = bool(line.get("date_from") or line.get("date_to"))

    def covers(item: Row) -> bool:
        day = str(item.get("sent_at") or "")[:10]
        met = not people or item.get("thread") in threads or item.get("sender") in people
        return met and (not dated or (bool(day) and first <= day <= last))

    return [item for item in items if covers(item)]


def pool_of(items: list[Row]) -> list[Ranked]:
    """The product's values; an item without a thread stands alone."""
    threads: dict[object, int] = {}
    return [
        Ranked(
            ItemId(at),
            str(item["text"]),
            threads.setdefault(
                item["thread"] if item.get("thread") is not None else ("alone", at), len(threads)
            ),
            int(item.get("position") or 0),
            str(item.get("sender") or ""),
            str(item.get("sent_at") or "").replace("Z", "+00:00"),
        )
        for at, item in enumerate(items)
    ]


def line_of(row: Row) -> LineOfEnquiry:
    """The line with its terms as the product takes them."""
    day = {
        name: date.fromisoformat(str(row[name])) if row.get(name) else None
        for name in ("date_from", "date_to")
    }
    scope = ScopeRule(all_people=not row.get("participants"), all_dates=not any(day.values()), **day)
    terms = tuple(Term(term, TermKind.EXACT) for term in row.get("terms") or ())
    return LineOfEnquiry(1, str(row["title"]), str(row["question"]), "", Points.BOTH, "", "", scope, terms)


def labels_of(folder: Path) -> list[Row]:
    """The labels, read again each time they are asked for, so that none is at hand while an order is made."""
    return rows_of(folder / "labels.jsonl", lambda row: (row["line"], row["item"], row["label"]))


def tasks(folder: Path) -> list[Task]:
    """Every line of a collection. A null label takes the item out of the line's pool; items without text are
    not ranked."""
    items = rows_of(folder / "items.jsonl", lambda row: (row["id"], row["text"].strip))
    lines = rows_of(
        folder / "lines.jsonl", lambda row: (row["id"], row["title"].strip, row["question"].strip)
    )
    found: list[Task] = []
    for row in lines:
        mine = [label for label in labels_of(folder) if label["line"] == row["id"]]
        nulls = {label["item"] for label in mine if label["label"] is None}
        scoped = [
            item for item in in_scope(items, row) if item["id"] not in nulls and str(item["text"]).strip()
        ]
        names = [str(item["id"]) for item in scoped]
        outside = len({str(label["item"]) for label in mine if label["label"] == 1} - set(names))
        found.append(Task(folder.name, str(row["id"]), line_of(row), pool_of(scoped), names, outside))
    return found


def shape(pool: list[Ranked]) -> tuple[int, int]:
    """How many items and how many threads a pool holds."""
    return len(pool), len({one.thread for one in pool})


@lru_cache(maxsize=1)
def talk_in(folder: Path) -> bool:
    """Whether a collection is talk, as the rule that proposes a test has it."""
    return is_talk(
        *shape(pool_of(rows_of(folder / "items.jsonl", lambda row: (row["id"], row["text"].strip))))
    )


def reviewer(folder: Path, task: Task, order: list[int]) -> Reviewer:
    """Who answers for this task; `order` is the list that the simulation fills."""
    relevant = {
        str(label["item"])
        for label in labels_of(folder)
        if label["line"] == task.name and label["label"] == 1
    }
    return Reviewer(frozenset(at for at, name in enumerate(task.names) if name in relevant), order)

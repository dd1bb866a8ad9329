"""The same message in two exhibits: the complainant's copy of a conversation and the suspect's (FORMATS.md rule 18).

Copies are linked, never dropped: they share a place in the order, so that a page of the queue is not half repeats.
Two threads count as one conversation only where at least five messages, and half of the smaller thread in the days
both cover, agree in text and time; an "ok" sent in the same minute elsewhere is no copy.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from evidence_review.domain.ids import ItemId

APART = 60.0  # seconds that two exports of one message may differ: many write no seconds
FEWEST, SHARE = 5, 0.5


class Sent(Protocol):
    """What is compared: text, thread, and the ISO time in UTC (empty: never a copy)."""

    @property
    def item(self) -> ItemId:
        """Which item."""
        ...

    @property
    def text(self) -> str:
        """Its whole text."""
        ...

    @property
    def thread(self) -> int:
        """Its conversation."""
        ...

    @property
    def sent(self) -> str:
        """When, in UTC."""
        ...


def copies(pool: Sequence[Sent]) -> dict[ItemId, ItemId]:
    """For each item that repeats another one, the one that it repeats, which stands in the thread with the lower number."""
    times = {row.item: datetime.fromisoformat(row.sent).timestamp() for row in pool if row.sent and row.text.strip()}
    pairs = list(_pairs(pool, times))
    same = _same_conversations(pool, times, pairs)
    first: dict[ItemId, ItemId] = {}
    for one, other, threads in pairs:
        if threads in same and other not in first:
            first[other] = first.get(one, one)
    return first


def _pairs(pool: Sequence[Sent], times: dict[ItemId, float]) -> Iterator[tuple[ItemId, ItemId, tuple[int, int]]]:
    """Items of equal text within APART in two threads, each item at most once for each pair of threads, lower thread first."""
    by_text: dict[str, list[tuple[float, int, ItemId]]] = defaultdict(list)
    for row in pool:
        if row.item in times:
            by_text[row.text].append((times[row.item], row.thread, row.item))
    taken: set[tuple[ItemId, int]] = set()
    for text in sorted(by_text):
        rows = sorted(by_text[text])
        for at, (when, thread, item) in enumerate(rows):
            for near in range(bisect_left(rows, (when - APART, -1, ItemId(-1))), len(rows)):
                then, there, other = rows[near]
                if then > when + APART:
                    break
                if thread < there and near != at and (item, there) not in taken and (other, thread) not in taken:
                    taken |= {(item, there), (other, thread)}
                    yield item, other, (thread, there)


def _same_conversations(
    pool: Sequence[Sent], times: dict[ItemId, float], pairs: Sequence[tuple[ItemId, ItemId, tuple[int, int]]]
) -> set[tuple[int, int]]:
    agreed = Counter(threads for _, _, threads in pairs)
    by_thread: dict[int, list[float]] = defaultdict(list)
    for row in pool:
        if row.item in times:
            by_thread[row.thread].append(times[row.item])
    same: set[tuple[int, int]] = set()
    for (one, other), count in agreed.items():
        low = max(min(by_thread[one]), min(by_thread[other])) - APART
        high = min(max(by_thread[one]), max(by_thread[other])) + APART
        smaller = min(sum(low <= when <= high for when in by_thread[thread]) for thread in (one, other))
        if count >= FEWEST and count >= SHARE * smaller:
            same.add((one, other))
    return same

"""The same message in two exhibits: the complainant's copy of a conversation and the suspect's
(reference/formats.md rule 18).

Copies are linked, never dropped: they share a place in the order, so that a page of the queue is not half
repeats. Texts are compared folded (`domain.text.fold`), with spaces as one, so that a spreadsheet's copy with
other quotes and line ends counts. Two threads count as one conversation only where at least five messages,
and half of the smaller thread in the days both cover, agree in text and time; an "ok" sent in the same minute
elsewhere is no copy. Fewer are enough where everything that the smaller thread has in those days agrees, in
so many words, and the same two people take part by the same keys: an e-mail in two mailboxes, a short chat in
a report and in a spreadsheet.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from evidence_review.domain.ids import ItemId
from evidence_review.domain.text import fold_text

APART = 60.0  # seconds that two exports of one message may differ: many write no seconds
FEWEST, SHARE = 5, 0.5
SAME_PEOPLE, LETTERS = 2, 20  # for conversations too short for the first rule
type Pair = tuple[ItemId, ItemId, tuple[int, int]]


class Sent(Protocol):
    """What is compared: text, thread, and the ISO time in UTC or London, the same for all (empty: never a
    copy)."""

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
        """When."""
        ...


def same_text(text: str) -> str:
    """What two copies of a message agree in: folded, white space as one space, none at the ends."""
    return " ".join((text.lower() if text.isascii() else fold_text(text)).split())


def copies(pool: Sequence[Sent], people: Mapping[int, frozenset[str]] | None = None) -> dict[ItemId, ItemId]:
    """For each item that repeats another one, the one that it repeats, which stands in the thread with the
    lower number.

    `people`: by thread, the keys of who takes part; without them only the rule of five holds.
    """
    times = {
        row.item: datetime.fromisoformat(row.sent).timestamp()
        for row in pool
        if row.sent and row.text.strip()
    }
    texts = {row.item: same_text(row.text) for row in pool if row.item in times}
    pairs = list(_pairs(pool, times, texts))
    same = _same_conversations(pool, times, texts, pairs, people or {})
    first: dict[ItemId, ItemId] = {}
    for one, other, threads in pairs:
        if threads in same and other not in first:
            first[other] = first.get(one, one)
    return first


def _pairs(pool: Sequence[Sent], times: dict[ItemId, float], texts: dict[ItemId, str]) -> Iterator[Pair]:
    """Items of equal text within APART in two threads, each item at most once for each pair of threads, lower
    thread first."""
    by_text: dict[str, list[tuple[float, int, ItemId]]] = defaultdict(list)
    for row in pool:
        if texts.get(row.item):
            by_text[texts[row.item]].append((times[row.item], row.thread, row.item))
    taken: set[tuple[ItemId, int]] = set()
    for text in sorted(by_text):
        rows = sorted(by_text[text])
        for at, (when, thread, item) in enumerate(rows):
            for near in range(bisect_left(rows, (when - APART, -1, ItemId(-1))), len(rows)):
                then, there, other = rows[near]
                if then > when + APART:
                    break
                if (
                    thread < there
                    and near != at
                    and (item, there) not in taken
                    and (other, thread) not in taken
                ):
                    taken |= {(item, there), (other, thread)}
                    yield item, other, (thread, there)


def _same_conversations(
    pool: Sequence[Sent],
    times: dict[ItemId, float],
    texts: dict[ItemId, str],
    pairs: Sequence[Pair],
    people: Mapping[int, frozenset[str]],
) -> set[tuple[int, int]]:
    agreed = Counter(threads for _, _, threads in pairs)
    letters: Counter[tuple[int, int]] = Counter()
    for one, _, threads in pairs:
        letters[threads] += len(texts[one])
    by_thread: dict[int, list[float]] = defaultdict(list)
    for row in pool:
        if row.item in times:
            by_thread[row.thread].append(times[row.item])
    same: set[tuple[int, int]] = set()
    for (one, other), count in agreed.items():
        low = max(min(by_thread[one]), min(by_thread[other])) - APART
        high = min(max(by_thread[one]), max(by_thread[other])) + APART
        smaller = min(sum(low <= when <= high for when in by_thread[thread]) for thread in (one, other))
        shared = people.get(one, frozenset[str]()) & people.get(other, frozenset[str]())
        in_short = count == smaller and letters[one, other] >= LETTERS and len(shared) >= SAME_PEOPLE
        if (count >= FEWEST and count >= SHARE * smaller) or in_short:
            same.add((one, other))
    return same

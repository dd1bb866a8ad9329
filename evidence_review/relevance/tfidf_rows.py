"""What is said in a pool, as rows: TF-IDF of words and of pairs of words, from this pool alone and without
the watch list (reference/relevance.md 3.4 and 6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, overload

from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.relevance.alike import on_grid
from evidence_review.relevance.sparse_rows import Sparse
from evidence_review.relevance.watching import watched
from evidence_review.relevance.words import plain_words

SMALL = 5000  # below this many items a word of one item counts too
OFTEN_CHAT, OFTEN_DOCUMENTS = 0.5, 0.95  # a word in a larger share of the items tells nothing


@dataclass(frozen=True, slots=True)
class Names(Sequence[str]):
    """What the columns of words stand for, put into letters when it is asked for: a word's number in `known`,
    or a pair's, which is many·(1 + first) + second."""

    grams: Any
    known: Sequence[str]

    def __len__(self) -> int:
        """How many columns."""
        return len(self.grams)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> "Names": ...
    def __getitem__(self, at: int | slice) -> "str | Names":
        """The word, or both words of a pair."""
        if isinstance(at, slice):
            return Names(self.grams[at], self.known)
        gram, many = int(self.grams[at]), len(self.known)
        return (
            self.known[gram] if gram < many else f"{self.known[gram // many - 1]} {self.known[gram % many]}"
        )


@dataclass(frozen=True, slots=True)
class Words:
    """TF-IDF of words and pairs of words, each row of length 1, of the items and of the line's own text, in
    the same columns.

    A pair that one document alone has tells nothing of another one, and such pairs are most of all columns:
    they are left out, and of each item stands how many (`left`) and the sum of their squares (`lone`), so
    that its length stays what it was.
    """

    names: Names
    rows: Sparse
    own: Sparse
    lone: Any
    left: Any


def said_in(texts: Sequence[str], text: str, line: LineOfEnquiry) -> list[list[str]]:
    """The words of every item and, behind them, of the line's text, without those of the watch list."""
    kept = watched(line)
    return [[word for word in plain_words(one) if word not in kept] for one in (*texts, text)]


def spoken(said: Sequence[Sequence[str]], *, alone: bool) -> Words:
    """Of what is said in each item and, as the last, in the line's text; lone pairs are left out where every
    item stands `alone`."""
    import numpy as np

    size = len(said) - 1
    known = {word: number for number, word in enumerate(dict.fromkeys(chain.from_iterable(said)))}
    owners = np.repeat(np.arange(len(said)), [len(row) for row in said])
    numbers = np.fromiter(
        map(known.__getitem__, chain.from_iterable(said)), dtype=np.int64, count=len(owners)
    )
    owner, gram, times = _counted(owners, numbers, len(known))
    grams, of_gram = np.unique(gram, return_inverse=True)
    held = np.bincount(of_gram[owner < size], minlength=len(grams))
    good = (held >= (1 if size < SMALL else 2)) & (
        held <= max(1, (OFTEN_DOCUMENTS if alone else OFTEN_CHAT) * size)
    )
    stays = good[of_gram]
    rarity = np.log((1 + size) / (1 + held)) + 1
    columns, values = (
        (np.cumsum(good) - 1)[of_gram[stays]],
        (1 + np.log(times[stays])) * rarity[of_gram[stays]],
    )
    width = max(1, int(good.sum()))
    rows = Sparse(columns, values, np.searchsorted(owner[stays], np.arange(len(said) + 1)), width).unit()
    goes = np.zeros(width, dtype=bool)
    if alone:
        goes[: int(good.sum())] = (grams[good] >= len(known)) & (held[good] == 1)
        goes[rows.row(size)[0]] = False  # what the line itself says stays
    rows, lone, left = _without(rows, goes)
    named = Names(grams[good][~goes[: int(good.sum())]], tuple(known))
    return Words(named, rows.take(range(size)), rows.take([size]), lone[:size], left[:size])


def _without(rows: Sparse, goes: Any) -> tuple[Sparse, Any, Any]:
    """The rows without these columns, and of each row the sum of the squares left out, on the grid, and how
    many there were."""
    import numpy as np

    if not goes.any():
        return rows, np.zeros(len(rows)), np.zeros(len(rows), dtype=np.int64)
    out = goes[rows.columns]
    owners = np.repeat(np.arange(len(rows)), np.diff(rows.starts))
    lone = np.bincount(owners[out], on_grid(rows.numbers[out]) ** 2, minlength=len(rows))
    left = np.bincount(owners[out], minlength=len(rows))
    starts = rows.starts - np.concatenate([[0], np.cumsum(left)])
    kept = Sparse(
        (np.cumsum(~goes) - 1)[rows.columns[~out]], rows.numbers[~out], starts, max(1, int((~goes).sum()))
    )
    return kept, lone, left


def _counted(owners: Any, numbers: Any, many: int) -> tuple[Any, Any, Any]:
    """For each item and word, or pair of words next to each other, in order: the item, the gram, and how
    often. A pair is many·(1 + first) + second."""
    import numpy as np

    beside = np.flatnonzero(owners[1:] == owners[:-1])
    pairs = (numbers[beside] + 1) * many + numbers[beside + 1]
    span = (many + 1) * max(1, many)
    keys, times = np.unique(
        np.concatenate([owners * span + numbers, owners[beside] * span + pairs]), return_counts=True
    )
    return keys // span, keys % span, times

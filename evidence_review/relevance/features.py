"""What a line's pool is learned from: words, meaning, what stands around a message, who wrote it, and when
(reference/relevance.md 3.4).

Made once for a line and pool; between rounds only labels change. Each block is linear, so that every part of
a score can be told apart. Vocabulary and rarity come from this pool alone; no word of the watch list enters
unless the line itself has it (section 6).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import starmap
from typing import Any

from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.relevance.alike import Alike, on_grid
from evidence_review.relevance.chains import Chain, chain
from evidence_review.relevance.joined import Joined
from evidence_review.relevance.rank_fusion import Row
from evidence_review.relevance.signals import seconds
from evidence_review.relevance.sparse_rows import (
    Dense,
    Rows,
    Sparse,
    empty,
    mixed,
    mixed_dense,
    one_hot,
    sparse,
    stacked,
)
from evidence_review.relevance.talks import talks
from evidence_review.relevance.tfidf_rows import SMALL, said_in, spoken
from evidence_review.relevance.windows import in_parts, matrix, unit
from evidence_review.relevance.word_evidence import Holdings, holdings

REACH, FADE = 3, 0.7  # messages to either side that count as around, and how their weight fades
PAIR = 2  # people of a conversation in which one talk goes on at a time
STRETCHES = (4, 12)  # messages
SPANS = (3, 24, 72, 168)  # hours
MEANING_ALONE = 0.7  # what meaning counts beside words where every item is a document of its own
RARE = 1e-4  # a column whose mean is less has no part in the mean row
# what a column of sender, sitting, stretch or time counts: strong regularisation, since such columns tell
# much and carry over badly
SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Block:
    """One kind of feature: rows in order of the pool, then that of the line's own text, then their mean.
    `names` says what a column stands for, where it is a word."""

    kind: str
    rows: Rows
    names: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Features:
    """All blocks of a pool, and how alike their rows are, as far as that was asked for."""

    blocks: tuple[Block, ...]
    around: Sparse
    # of each item, log(1 + its words), less the mean of the pool; words of the watch list are not counted
    lengths: Any
    chains: tuple[
        Chain, ...
    ]  # along the conversations, and along what each person wrote in those of more than two
    alone: bool  # whether every item stands alone, as documents do
    alike: Alike
    held: Holdings | None  # what is counted of words; none in talk of at most SMALL messages

    def __len__(self) -> int:
        """How many items."""
        return len(self.around)

    @property
    def asked(self) -> int:
        """The place of the line's own text among the rows of a block."""
        return len(self)

    @property
    def mean(self) -> int:
        """The place of the mean of all items."""
        return len(self) + 1


def features(
    line: LineOfEnquiry, rows: Sequence[Row], vectors: Mapping[str, bytes], asked: str = ""
) -> Features:
    """The features of a pool whose rows stand in order of thread and position. `asked`: the text to learn
    towards, else the line's."""
    import numpy as np

    texts, threads = [row.text for row in rows], np.array([row.thread for row in rows])
    times = seconds([row.sent for row in rows])
    alone = len(set(threads.tolist())) == len(rows)
    around = _around(threads)
    said = said_in(texts, asked or line.text(), line)
    found = spoken(said, alone=alone)
    closed = _closed_words(found.rows, found.own)
    blocks = [Block("words", closed, found.names)]
    meaning, own_meaning = matrix(texts, vectors), _vector(asked or line.question, vectors)
    if meaning.any():
        blocks.append(_meaning(meaning, own_meaning, MEANING_ALONE if alone else 1.0))
    if not alone:
        blocks.append(
            Block("words around", _closed(mixed(around, found.rows).unit(), found.own), found.names)
        )
        if meaning.any():
            blocks.append(Block("meaning around", _closed(unit(mixed_dense(around, meaning)), own_meaning)))
        blocks += starmap(_shared, _places(rows, threads, times))
    whole = Joined(tuple(block.rows for block in blocks))
    return Features(
        tuple(blocks),
        around,
        _lengths(said[:-1]),
        () if alone else _chains(rows, threads, times),
        alone,
        Alike(lambda at: whole.take(at).parts, np.append(found.lone, [0.0, 0.0]) if alone else None),
        holdings(closed, len(rows), found.left) if alone or len(rows) > SMALL else None,
    )


def _meaning(meaning: Any, own: Any, scale: float) -> Block:
    return Block("meaning", _closed(meaning if scale == 1 else meaning * scale, own * scale))


def _shared(kind: str, ones: Sparse) -> Block:
    """What rows have in common besides words, of which the line's own text has nothing."""
    rows = Sparse(ones.columns, ones.numbers * SHARE, ones.starts, ones.width)
    return Block(kind, _closed(rows, empty(ones.width)))


def _closed_words(rows: Sparse, own: Sparse) -> Sparse:
    """The rows, the line's own and the mean as one block, on the grid; what is rarer than `RARE` is left out
    of the mean."""
    import numpy as np

    mean = rows.turned(np.full(len(rows), 1.0 / max(1, len(rows))))
    held = np.flatnonzero(np.abs(mean) >= RARE)
    whole = stacked(stacked(rows, own), sparse([(held, mean[held])], rows.width))
    return Sparse(whole.columns, on_grid(whole.numbers), whole.starts, whole.width)


def _closed(rows: Any, own: Any) -> Rows:
    """The same of rows of either kind."""
    import numpy as np

    if isinstance(rows, Sparse):
        return _closed_words(rows, own)
    return Dense(
        np.concatenate(
            [
                in_parts(lambda part: on_grid(part).astype(np.float32), one)
                for one in (rows, own, rows.mean(axis=0, keepdims=True))
            ]
        )
    )


def _around(threads: Any) -> Sparse:
    """For each item its neighbours in the same thread, their weights adding up to 1."""
    import numpy as np

    found = _steps(threads, REACH)
    whole = found.times(np.ones(len(threads)))
    return Sparse(
        found.columns,
        found.numbers / np.repeat(np.where(whole > 0, whole, 1.0), np.diff(found.starts)),
        found.starts,
        found.width,
    )


def _chains(rows: Sequence[Row], threads: Any, times: Any) -> tuple[Chain, ...]:
    """The chain of each conversation, and of each person in those of more than two, where several talks may
    go on at once."""
    import numpy as np

    people: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        people[row.thread].add(row.sender)
    if all(len(one) <= PAIR for one in people.values()):
        first = {thread: min(names) for thread, names in people.items()}
        return (chain(threads, times, np.array([int(row.sender != first[row.thread]) for row in rows])),)
    whole = chain(threads, times)
    known: dict[object, int] = {}
    names = [
        (row.thread, row.sender) if len(people[row.thread]) > PAIR else at for at, row in enumerate(rows)
    ]
    return (whole, chain([known.setdefault(name, len(known)) for name in names], times))


def _steps(threads: Any, reach: int) -> Sparse:
    """For each item those up to so many steps away in its thread, each weighted by FADE to the power of its
    distance."""
    import numpy as np

    size = len(threads)
    rows, columns, numbers = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)], [np.zeros(0)]
    for step in range(1, min(reach, size - 1) + 1):
        here = np.flatnonzero(threads[step:] == threads[:-step])
        weight = np.full(len(here), FADE**step)
        rows += [here, here + step]
        columns += [here + step, here]
        numbers += [weight, weight]
    row, column = np.concatenate(rows), np.concatenate(columns)
    order = np.lexsort((column, row))
    starts = np.searchsorted(row[order], np.arange(size + 1))
    return Sparse(column[order], np.concatenate(numbers)[order], starts, size)


def _lengths(said: Sequence[Sequence[str]]) -> Any:
    """On the grid, so that neither logarithm nor mean differs between machines."""
    import numpy as np

    logs = on_grid(np.log1p(np.array([len(words) for words in said], dtype=np.float64)))
    return on_grid(logs - logs.mean())


def _vector(text: str, vectors: Mapping[str, bytes]) -> Any:
    """The vector of a text as one row; zeros where there is none."""
    return matrix([text], vectors)


def _places(rows: Sequence[Row], threads: Any, times: Any) -> Iterable[tuple[str, Sparse]]:
    """Who wrote it and in which conversation, the sitting and stretch that it is part of, and the hours and
    days that it was sent in."""
    import numpy as np

    yield (
        "sender",
        _beside(
            one_hot([row.sender for row in rows]),
            one_hot([(row.thread, row.sender) for row in rows]),
            one_hot(threads.tolist()),
        ),
    )
    sitting = talks(threads, times).tolist()
    yield "sitting", one_hot(sitting)
    places = _place_in(sitting)
    yield "stretch", _beside(*(
        one_hot([(one, (place + shift) // long) for one, place in zip(sitting, places, strict=True)])
        for long in STRETCHES for shift in (0, long // 2)
    ))  # fmt: skip
    if not np.isnan(times).any():
        yield (
            "time",
            _beside(
                *(
                    one_hot(np.floor(times / 3600 / hours + shift).tolist())
                    for hours in SPANS
                    for shift in (0, 0.5)
                )
            ),
        )


def _place_in(sitting: Sequence[int]) -> list[int]:
    seen: dict[int, int] = defaultdict(int)
    places: list[int] = []
    for one in sitting:
        places.append(seen[one])
        seen[one] += 1
    return places


def _beside(*parts: Sparse) -> Sparse:
    """One-hot blocks side by side: every row has as many columns as there are parts."""
    import numpy as np

    moved = np.cumsum([0, *(part.width for part in parts)])
    columns = np.stack([part.columns + at for part, at in zip(parts, moved, strict=False)], axis=1).ravel()
    return Sparse(columns, np.ones(len(columns)), np.arange(0, len(columns) + 1, len(parts)), int(moved[-1]))

"""Which undecided items a reviewer is given next: chosen by score, shown in order of time and without scores
(reference/relevance.md 3.4)."""

from collections.abc import Sequence
from typing import Any

from evidence_review.relevance.tfidf_rows import SMALL

ON_SCREEN = 50  # never more than can be looked over
FEWEST, PART = 5, 20  # messages, and what part of the decided a batch of talk may have
FEWEST_SMALL, PART_SMALL = (
    2,
    100,
)  # the same in talk of at most SMALL messages, where a new order costs no wait
GROWTH = 1.1


def batch_size(round_number: int, pool: int, *, alone: bool, decided: int = 0) -> int:
    """How many items the batch of a round has, from round 0: 1 document, 5 messages or of small talk 2; a
    tenth more each round, 50 at most.

    Batches stay small, so that what is learned from one message can still change what comes next: at most a
    twentieth of what is `decided`, a hundredth of small talk, or of documents, which are alike in more ways,
    a two-hundredth of the pool.
    """
    fewest, part = (FEWEST_SMALL, PART_SMALL) if not alone and pool <= SMALL else (FEWEST, PART)
    most = min(ON_SCREEN, max(fewest, pool // 200 if alone else 0, decided // part))
    return max(1, min(most, int((1 if alone else fewest) * GROWTH**round_number)))


def round_at(decided: int, pool: int, *, alone: bool) -> int:
    """The round in which so many items are decided, counted from 0: every batch before it is filled."""
    number = done = 0
    while done + (size := batch_size(number, pool, alone=alone, decided=done)) <= decided:
        done, number = done + size, number + 1
    return number


def in_order(scores: Any, sent: Sequence[str], items: Sequence[int]) -> list[int]:
    """Places in the pool by score, equal ones by time, then id."""
    import numpy as np

    order = np.argsort(-np.asarray(scores), kind="stable")
    ranked = np.asarray(scores)[order]
    ends = np.flatnonzero(np.diff(ranked, append=np.nan) != 0) + 1
    places: list[int] = order.tolist()
    for end, many in zip(ends.tolist(), np.diff(ends, prepend=0).tolist(), strict=True):
        if many > 1:
            places[end - many : end] = sorted(places[end - many : end], key=lambda at: (sent[at], items[at]))
    return places

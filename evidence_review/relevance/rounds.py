"""A line's learned order, as the workflow asks for it: what stays the same between rounds is held, and only
labels change (reference/relevance.md 7).

`hold` and then `relearn` may run in a process of their own; both are functions of what they are given. At
most two pools are held.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.ids import ItemId
from evidence_review.domain.suggestions import Engine, Reason
from evidence_review.relevance.batches import in_order
from evidence_review.relevance.explain_learned import tell
from evidence_review.relevance.features import Features, features
from evidence_review.relevance.learned_order import Learned, Settings, learn, seed_of
from evidence_review.relevance.ranking import Ranked, Scored, with_copies
from evidence_review.relevance.watching import FILE

VERSION = "9"
HELD = 2


@dataclass(frozen=True, slots=True)
class Round:
    """What one round is asked for: decisions by item, the parts of its seed, how many to explain beside
    `explained`."""

    decided: Mapping[ItemId, bool]
    seed: tuple[str, ...]
    top: int
    explained: frozenset[ItemId] = frozenset()


@dataclass(frozen=True, slots=True)
class Pool:
    """A pool as it is held: its items in order of thread and position without copies, the copies, the
    features, the first order's scores."""

    rows: tuple[Ranked, ...]
    repeats: Mapping[ItemId, ItemId]
    features: Features
    prior: Any


@lru_cache(maxsize=1)
def _held() -> dict[str, Pool]:
    """The pools of this process, the oldest first."""
    return {}


def hold(
    key: str,
    line: LineOfEnquiry,
    pool: Sequence[Ranked],
    vectors: Mapping[str, bytes],
    first: Mapping[ItemId, float],
    repeats: Mapping[ItemId, ItemId],
    towards: str = "",
) -> None:
    """Make the features of a pool and keep them under `key`.

    `first` is the first order's score of each item, `repeats` its copies.

    `towards`: the text to learn towards, where it is not the line's own.
    """
    import numpy as np

    rows = sorted(
        (row for row in pool if row.item not in repeats),
        key=lambda row: (row.thread, row.position, row.sent, row.item),
    )
    pools = _held()
    while len(pools) >= HELD:
        pools.pop(next(iter(pools)))
    copied = {item: original for item, original in repeats.items() if original in {row.item for row in rows}}
    prior = np.array([first.get(row.item, 0.0) for row in rows])
    pools[key] = Pool(tuple(rows), copied, features(line, rows, vectors, towards), prior)


def relearn(key: str, asked: Round, texts: Mapping[ItemId, str]) -> list[Scored] | None:
    """The whole pool in its new order, with reasons for the first `top` and for `explained`; None where
    nothing is held under the key.

    A decision on a copy counts as one on what it repeats, unless that has its own; no decision is ever made
    by this. `texts`: of copies.
    """
    found = learned_of(key, asked)
    if found is None:
        return None
    pool, learned = found
    rows = pool.rows
    order = in_order(learned.score, [row.sent for row in rows], [row.item for row in rows])
    wanted = [at for number, at in enumerate(order) if number < asked.top or rows[at].item in asked.explained]
    told = tell(pool.features, learned, rows, {at: number for number, at in enumerate(order, 1)}, wanted)
    nothing: tuple[Reason, ...] = ()
    scored = [
        Scored(rows[at].item, number, float(learned.score[at]), told.get(at, nothing))
        for number, at in enumerate(order, 1)
    ]
    return with_copies(scored, pool.repeats, {row.item: row.text for row in rows} | dict(texts))


def learned_of(key: str, asked: Round) -> tuple[Pool, Learned] | None:
    """The pool held under a key and what these decisions teach of it; None where nothing is held."""
    pool = _held().get(key)
    if pool is None:
        return None
    place = {row.item: at for at, row in enumerate(pool.rows)}
    decided: dict[int, bool] = {}
    for item, relevant in sorted(asked.decided.items()):
        if (original := pool.repeats.get(item)) is not None and original not in asked.decided:
            decided[place[original]] = decided.get(place[original], False) or relevant
        elif item in place:
            decided[place[item]] = relevant
    return pool, learn(pool.features, decided, pool.prior, seed_of(*asked.seed))


def learning_engine() -> Engine:
    """Name, version and hash of what ranks from decisions: its settings and the list of words that it leaves
    out."""
    made_of = repr(sorted(asdict(Settings()).items())).encode() + FILE.read_bytes()
    return Engine("learned order", VERSION, hashlib.sha256(made_of).hexdigest())

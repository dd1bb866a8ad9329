"""Learns a line's order from people's decisions, round by round (RELEVANCE.md 3.4; what was measured is in docs/decisions/0017).

One L2-regularised logistic regression over all blocks of features; beside it how the neighbours were decided, whether anything near was
read yet, and the first order for as long as little is found. Everything is linear. A ranking is a function of the pool, the decisions
and the seed alone: never of earlier rounds, other lines or the clock.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evidence_review.relevance.features import Features
from evidence_review.relevance.fitting import Fit, fit
from evidence_review.relevance.rows import Dense, Rows, Sparse, empty, stacked
from evidence_review.relevance.signals import standard

LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be chosen; a ranking is stored with these."""

    strength: float = 10.0  # C of the regression
    presumed: int = 100  # unread items drawn as presumed negatives, and what each counts
    presumed_weight: float = 0.3
    most: int = 6000  # training rows above which only `kept` of those decided not relevant are drawn
    kept: int = 4000
    spread: float = 3.0  # what neighbours decided relevant add, and what others take away
    spread_against: float = 0.3
    unread: float = 0.5  # for an item near which nothing was read
    prior: float = 0.7  # the first order, divided by one more than were found
    asked: float = 1.0  # what the line's own text counts beside something found relevant, while nothing is, it counts 1


@dataclass(frozen=True, slots=True)
class Learned:
    """One ranking: the score of every item of the pool, and what it is made of.

    `score = (content - mean) / spread_of + near + unread + prior`; `content` is that of `fit` over the features' blocks in order.
    `trained` are the places in the pool of the fitted rows (-1 the line's text), `marks` 1, -spread_against or 0 for every item.
    """

    score: Any
    fit: Fit | None
    trained: Any
    mean: float
    deviation: float
    marks: Any
    near: Any
    unread: Any
    prior: Any
    near_share: float


@dataclass(frozen=True, slots=True)
class Joined:
    """Blocks side by side as one (`rows.Rows`)."""

    parts: tuple[Rows, ...]

    @property
    def width(self) -> int:
        """Columns of all."""
        return sum(part.width for part in self.parts)

    def slices(self) -> list[slice]:
        """Where the columns of each block stand."""
        found: list[slice] = []
        for part in self.parts:
            start = found[-1].stop if found else 0
            found.append(slice(start, start + part.width))
        return found

    def times(self, weights: Any) -> Any:
        """As `rows.Rows`."""
        return sum(part.times(weights[where]) for part, where in zip(self.parts, self.slices(), strict=True))

    def turned(self, weights: Any) -> Any:
        """As `rows.Rows`."""
        import numpy as np

        return np.concatenate([part.turned(weights) for part in self.parts])

    def column_squares(self, weights: Any) -> Any:
        """As `rows.Rows`."""
        import numpy as np

        return np.concatenate([part.column_squares(weights) for part in self.parts])

    def take(self, at: Any) -> "Joined":
        """As `rows.Rows`."""
        return Joined(tuple(part.take(at) for part in self.parts))


def seed_of(*parts: str) -> int:
    """The seed of a round: of case, line, version, tag, round and the seed given (RELEVANCE.md 3.6)."""
    return int.from_bytes(hashlib.sha256("\u2016".join(parts).encode()).digest(), "big")


def learn(features: Features, decided: Mapping[int, bool], prior: Any, seed: int, settings: Settings | None = None) -> Learned:
    """The order after these decisions: place in the pool → relevant or not. `prior` is the first order's score of every item.

    An undecided item, or one that waits for a second reader, is in neither. Without anything relevant the line's own text is what is
    learned from. `seed` draws the presumed negatives: the same seed and decisions give the same bytes.
    """
    import numpy as np

    chosen, size = settings or Settings(), len(features)
    labels = np.full(size, -1)
    for at, relevant in decided.items():
        labels[at] = relevant
    waiting = labels < 0 if (labels < 0).any() else labels > -2  # all read: over all of them
    trained, known, weights = _training(labels, np.random.Generator(np.random.PCG64(seed)), chosen)
    fitted = _fitted(_rows(features, trained), known, weights, chosen.strength)
    content = joined(features).times(fitted.weights) + fitted.intercept
    mean, deviation = float(content[waiting].mean()), float(content[waiting].std())
    deviation = deviation if deviation > LEAST else 1.0  # what differs by rounding alone is the same
    marks = np.where(labels == 1, 1.0, np.where(labels == 0, -chosen.spread_against, 0.0))
    near = chosen.spread * features.around.times(marks)
    read = np.minimum(1.0, features.near.times((labels >= 0).astype(np.float64)))
    unread = np.zeros(size) if features.alone else chosen.unread * (1.0 - read)
    first = chosen.prior / (1 + int((labels == 1).sum())) * standard(prior)
    score = (content - mean) / deviation + near + unread + first
    return Learned(score, fitted, trained, mean, deviation, marks, near, unread, first, chosen.spread)


def _fitted(rows: Joined, known: Any, weights: Any, strength: float) -> Fit:
    """The fit over the columns that these rows have; the weight of any other column is 0 at the optimum, so it need not be sought."""
    import numpy as np

    used = [np.unique(part.columns) if isinstance(part, Sparse) else np.arange(part.width) for part in rows.parts]
    small = fit(Joined(tuple(_only(part, columns) for part, columns in zip(rows.parts, used, strict=True))), known, weights, strength)
    full = np.zeros(rows.width)
    full[np.concatenate([columns + where.start for columns, where in zip(used, rows.slices(), strict=True)])] = small.weights
    return Fit(full, small.intercept, small.dual)


def _only(part: Rows, columns: Any) -> Rows:
    import numpy as np

    return Sparse(np.searchsorted(columns, part.columns), part.numbers, part.starts, len(columns)) if isinstance(part, Sparse) else part


def joined(features: Features) -> Joined:
    """All blocks of a pool as one."""
    return Joined(tuple(block.rows for block in features.blocks))


def _training(labels: Any, random: Any, chosen: Settings) -> tuple[Any, Any, Any]:
    """Places, labels and weights of the training rows; the line's own text is -1 and relevant."""
    import numpy as np

    relevant, other, unread = np.flatnonzero(labels == 1), np.flatnonzero(labels == 0), np.flatnonzero(labels < 0)
    if len(relevant) + len(other) > chosen.most and len(other) > chosen.kept:
        other = np.sort(random.choice(other, chosen.kept, replace=False))
    presumed = np.sort(random.choice(unread, min(chosen.presumed, len(unread)), replace=False))
    trained = np.concatenate([[-1], relevant, other, presumed]).astype(np.int64)
    known = np.concatenate([np.ones(1 + len(relevant)), np.zeros(len(other) + len(presumed))])
    against = np.concatenate([np.ones(len(other)), np.full(len(presumed), chosen.presumed_weight)])
    asked = chosen.asked if len(relevant) else 1.0
    towards = max(1.0, against.sum() / (asked + len(relevant))) * np.concatenate([[asked], np.ones(len(relevant))])
    return trained, known, np.concatenate([towards, against])


def _rows(features: Features, trained: Any) -> Joined:
    """The rows of these places; the first is the line's own text, as far as a block knows text."""
    return Joined(tuple(_with_asked(block.rows.take(trained[1:]), own) for block, own in zip(features.blocks, features.asked, strict=True)))


def _with_asked(rows: Rows, own: Any) -> Rows:
    import numpy as np

    if isinstance(rows, Sparse):
        return stacked(own or empty(rows.width), rows)
    if isinstance(rows, Dense):
        first = own.numbers if own is not None else np.zeros((1, rows.width), dtype=np.float32)
        return Dense(np.concatenate([first, rows.numbers]).astype(np.float64))
    raise TypeError("a block is sparse or dense")

"""Learns a line's order from people's decisions, round by round (reference/relevance.md 3.4; what was
measured is in docs/decisions/0017).

One L2-regularised logistic regression over all blocks of features; beside it what decisions carry along a
conversation, or, where every item is a document, what words tell by how often they stand in what was found;
and the first order, most while little is found. Everything is linear. A ranking is a function of the pool,
the decisions and the seed alone: never of earlier rounds, other lines or the clock.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evidence_review.relevance.chains import Carried, carried
from evidence_review.relevance.features import Features
from evidence_review.relevance.interleaved_talks import woven
from evidence_review.relevance.joined import Joined
from evidence_review.relevance.logistic_regression import Fit, fit
from evidence_review.relevance.signals import standard
from evidence_review.relevance.tfidf_rows import SMALL
from evidence_review.relevance.word_evidence import Counted, counted

LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be chosen; a ranking is stored with these."""

    strength: float = 3.0  # C of the regression
    strength_alone: float = 1.0  # the same where every item is a document of its own
    presumed: float = 30.0  # what the pool's mean counts, which is presumed not relevant
    presumed_alone: float = 100.0  # the same where every item is a document
    # decisions learned from in a large pool; above it they are drawn, at most half of them relevant ones
    most: int = 1000
    most_small: int = 2500  # the same in a pool of at most SMALL items
    # what the log-odds carried along a conversation count, and those along one person's messages in a group
    carried: float = 0.5
    carried_sender: float = 1.0
    carried_woven: float = 3.0  # the same where several talks go on at once in a conversation of two
    counted: float = (
        0.5  # what words by how often they stand in what was found count beside the regression, in documents
    )
    counted_talk: float = (
        0.15  # the same in talk of more than SMALL messages, at least: a smaller pool has too few against it
    )
    # there it counts found / (found + so many) where that is more: what many were found by is settled
    counted_half: float = 400.0
    prior: float = 0.7  # the first order, divided by one more than were found
    # what it counts in talk of at most SMALL messages however much was found: of unread talks it tells most
    lasting: float = 0.5
    # in the same, what a unit of log(1 + words) counts: short ones are found by what stands beside them
    length: float = 1.0
    asked: float = (
        1.0  # what the line's own text counts beside something found relevant, while nothing is, it counts 1
    )


@dataclass(frozen=True, slots=True)
class Learned:
    """One ranking: the score of every item of the pool, and what it is made of.

    `score = (content - mean) / deviation + counted + Σ carried + prior + length`; `content` is that of `fit`
    over the features' blocks in order. `trained` are the places of the fitted rows: `features.asked` and
    `features.mean` beside items of the pool, `marks` 1 relevant, -1 not, 0 undecided, for every item.
    """

    score: Any
    fit: Fit | None
    trained: Any
    mean: float
    deviation: float
    marks: Any
    counted: Counted | None
    carried: tuple[Carried, ...]
    prior: Any
    length: Any


def seed_of(*parts: str) -> int:
    """The seed of a round: of case, line, version, tag, round and the seed given (reference/relevance.md
    3.6)."""
    return int.from_bytes(hashlib.sha256("\u2016".join(parts).encode()).digest(), "big")


def learn(
    features: Features, decided: Mapping[int, bool], prior: Any, seed: int, settings: Settings | None = None
) -> Learned:
    """The order after these decisions: place in the pool → relevant or not.

    `prior` is the first order's score of every item.

    An undecided item, or one that waits for a second reader, is in neither. Without anything relevant the
    line's own text is what is learned from. `seed` draws from the decisions where there are very many: the
    same seed and decisions give the same bytes.
    """
    import numpy as np

    chosen, size = settings or Settings(), len(features)
    labels = np.full(size, -1)
    for at, relevant in decided.items():
        labels[at] = relevant
    waiting = labels < 0 if (labels < 0).any() else labels > -2  # all read: over all of them
    trained, known, weights = _training(features, labels, np.random.Generator(np.random.PCG64(seed)), chosen)
    strength = chosen.strength_alone if features.alone else chosen.strength
    dual = fit(features.alike.among(trained), known, weights, strength)
    fitted = Fit(joined(features).take(trained).turned(dual), float(dual.sum()), dual)
    content = joined(features).times(fitted.weights)[:size] + fitted.intercept
    mean, deviation = float(content[waiting].mean()), float(content[waiting].std())
    deviation = deviation if deviation > LEAST else 1.0  # what differs by rounding alone is the same
    is_small_talk = not features.alone and size <= SMALL
    lasting = chosen.lasting if is_small_talk else 0.0
    length = (chosen.length if is_small_talk else 0.0) * features.lengths
    first = (chosen.prior / (1 + int((labels == 1).sum())) + lasting) * standard(prior)
    sides = _sides(features, labels, chosen)
    words = _counted(features, labels, chosen)
    score = (
        (content - mean) / deviation
        + sum((side.values for side in sides), words.values if words else np.zeros(size))
        + first
        + length
    )
    marks = np.where(labels == 1, 1, np.where(labels == 0, -1, 0))
    return Learned(score, fitted, trained, mean, deviation, marks, words, sides, first, length)


def _counted(features: Features, labels: Any, chosen: Settings) -> Counted | None:
    """What words tell by counting, where every item is a document or the pool is large; of talk the more, the
    more was found."""
    found = int((labels == 1).sum())
    counts = (
        chosen.counted if features.alone else max(chosen.counted_talk, found / (found + chosen.counted_half))
    )
    return counted(features.held, labels, counts) if features.held and counts else None


def _sides(features: Features, labels: Any, chosen: Settings) -> tuple[Carried, ...]:
    """What decisions carry to every item, from before and after along its conversation, and along what its
    sender wrote in a group."""
    if features.chains and (found := woven(features.chains[0], labels)) is not None:
        return tuple(Carried(chosen.carried_woven * side.values, side.origins) for side in found)
    counts = zip(features.chains, (chosen.carried, chosen.carried_sender), strict=False)
    return tuple(
        Carried(count * side.values, side.origins)
        for along, count in counts
        for side in carried(along, labels)
    )


def joined(features: Features) -> Joined:
    """All blocks of a pool as one; the line's own text and the mean stand behind the items."""
    return Joined(tuple(block.rows for block in features.blocks))


def _training(features: Features, labels: Any, random: Any, chosen: Settings) -> tuple[Any, Any, Any]:
    """Places, labels and weights of the training rows: the line's own text, what was decided, and the mean of
    the pool."""
    import numpy as np

    relevant, other = np.flatnonzero(labels == 1), np.flatnonzero(labels == 0)
    most = chosen.most_small if len(features) <= SMALL else chosen.most
    if len(relevant) + len(other) > most:
        relevant = _some(relevant, max(most // 2, most - len(other)), random)
        other = _some(other, most - len(relevant), random)
    trained = np.concatenate([[features.asked], relevant, other, [features.mean]]).astype(np.int64)
    known = np.concatenate([np.ones(1 + len(relevant)), np.zeros(len(other) + 1)])
    against = np.concatenate(
        [np.ones(len(other)), [chosen.presumed_alone if features.alone else chosen.presumed]]
    )
    asked = chosen.asked if len(relevant) else 1.0
    towards = max(1.0, against.sum() / (asked + len(relevant))) * np.concatenate(
        [[asked], np.ones(len(relevant))]
    )
    return trained, known, np.concatenate([towards, against])


def _some(places: Any, most: int, random: Any) -> Any:
    """All of them, or so many drawn at random, in order of place."""
    import numpy as np

    return places if len(places) <= most else np.sort(random.choice(places, most, replace=False))

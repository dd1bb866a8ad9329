"""What words tell by how often they stand in what was found, where every item is a document of its own (docs/decisions/0017).

Naive Bayes: a word adds the log of its share among what was decided relevant over its share among all the rest. A handful of documents
found settles such shares before it settles a regression, and what is found last often has words that were in a few of the others alone.
Only words of what was found, or of the line's own text, add or take away; all others are left to the regression.
"""

from dataclasses import dataclass
from typing import Any

from evidence_review.relevance.rows import Sparse

SMOOTH = 0.1  # added to every count
LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Counted:
    """What is added to each item: the sum of the `weights` of the columns it holds, times its `scales`, less their mean over what is undecided."""

    values: Any
    weights: Any
    scales: Any


def counted(words: Sparse, labels: Any, counts: float) -> Counted:
    """By the words' block, in which the line's own text and the mean stand behind the items. `labels`: 1 relevant, 0 not, -1 undecided.

    What is undecided is presumed not relevant; the sums are brought to mean 0 and deviation `counts` over it.
    """
    import numpy as np

    size = len(labels)
    holds = Sparse(words.columns, np.ones(len(words.columns)), words.starts, words.width)
    behind = np.zeros(len(words) - size)
    held = [holds.turned(np.concatenate([one, behind])) for one in (labels == 1, labels != 1)]
    towards, against = held[0] + holds.take([size]).turned(np.ones(1)), held[1]  # the line's own text counts as one that was found
    found, other = 1 + int((labels == 1).sum()), int((labels != 1).sum())
    ratio = np.log((towards + SMOOTH) / (found + 2 * SMOOTH)) - np.log((against + SMOOTH) / (other + 2 * SMOOTH))
    ratio = np.where(towards > 0, ratio, 0.0)
    scales = 1 / np.sqrt(1.0 + np.diff(words.starts)[:size])
    sums = holds.times(ratio)[:size] * scales
    waiting = labels < 0 if (labels < 0).any() else labels > -2
    deviation = float(sums[waiting].std())
    unit = counts / deviation if deviation > LEAST else 0.0
    return Counted((sums - float(sums[waiting].mean())) * unit, ratio * unit, scales)

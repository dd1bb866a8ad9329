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

    size, relevant = len(labels), np.flatnonzero(labels == 1)
    items = Sparse(words.columns[: words.starts[size]], np.ones(words.starts[size]), words.starts[: size + 1], words.width)
    among = _holding(words.take(relevant))
    towards, against = among + _holding(words.take([size])), _holding(items) - among  # the line's own text counts as one that was found
    found, other = 1 + len(relevant), size - len(relevant)
    ratio = np.log((towards + SMOOTH) / (found + 2 * SMOOTH)) - np.log((against + SMOOTH) / (other + 2 * SMOOTH))
    ratio = np.where(towards > 0, ratio, 0.0)
    scales = 1 / np.sqrt(1.0 + np.diff(items.starts))
    sums = items.times(ratio) * scales
    waiting = labels < 0 if (labels < 0).any() else labels > -2
    deviation = float(sums[waiting].std())
    unit = counts / deviation if deviation > LEAST else 0.0
    return Counted((sums - float(sums[waiting].mean())) * unit, ratio * unit, scales)


def _holding(rows: Sparse) -> Any:
    """For each column how many of the rows hold it."""
    import numpy as np

    return np.bincount(rows.columns, minlength=rows.width)

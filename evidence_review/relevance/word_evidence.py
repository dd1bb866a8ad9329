"""What words tell by how often they stand in what was found, where every item is a document of its own
(docs/decisions/0017).

Naive Bayes: a word adds the log of its share among what was decided relevant over its share among all the
rest. A handful of documents found settles such shares before it settles a regression, and what is found last
often has words that were in a few of the others alone. Only words of what was found, or of the line's own
text, add or take away; all others are left to the regression.
"""

from dataclasses import dataclass
from typing import Any

from evidence_review.relevance.sparse_rows import Sparse

SMOOTH = 0.1  # added to every count
LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Counted:
    """What is added to each item: the sum of the `weights` of the columns it holds, times its `scales`, less
    their mean over what is undecided."""

    values: Any
    weights: Any
    scales: Any


@dataclass(frozen=True, slots=True)
class Holdings:
    """What stays the same between rounds: the words' block, and by column how many items hold it. `items` are
    its rows with every number 1."""

    words: Sparse
    items: Sparse
    held: Any
    scales: Any


def holdings(words: Sparse, size: int, left: Any) -> Holdings:
    """Of the words' block, in which the line's own text and the mean stand behind `size` items; `left`: how
    many words of each are in no column."""
    import numpy as np

    end = words.starts[size]
    items = Sparse(
        words.columns[:end], np.ones(1), words.starts[: size + 1], words.width
    )  # one number for all: it is multiplied by each
    return Holdings(words, items, _holding(items), 1 / np.sqrt(1.0 + np.diff(items.starts) + left))


def counted(known: Holdings, labels: Any, counts: float) -> Counted:
    """By what is known of the words. `labels` of the items: 1 relevant, 0 not, -1 undecided.

    What is undecided is presumed not relevant; the sums are brought to mean 0 and deviation `counts` over it.
    """
    import numpy as np

    size, relevant, scales = len(labels), np.flatnonzero(labels == 1), known.scales
    among = _holding(known.words.take(relevant))
    towards = among + _holding(known.words.take([size]))  # the line's own text counts as one that was found
    found, other, tells = 1 + len(relevant), size - len(relevant), np.flatnonzero(towards)
    against = (known.held - among)[tells]
    ratio = np.zeros(len(towards))
    ratio[tells] = np.log((towards[tells] + SMOOTH) / (found + 2 * SMOOTH)) - np.log(
        (against + SMOOTH) / (other + 2 * SMOOTH)
    )
    sums = known.items.times(ratio) * scales
    waiting = labels < 0 if (labels < 0).any() else labels > -2
    deviation = float(sums[waiting].std())
    unit = counts / deviation if deviation > LEAST else 0.0
    return Counted((sums - float(sums[waiting].mean())) * unit, ratio * unit, scales)


def _holding(rows: Sparse) -> Any:
    """For each column how many of the rows hold it."""
    import numpy as np

    return np.bincount(rows.columns, minlength=rows.width)

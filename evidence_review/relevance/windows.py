"""Values of items and of what stands around them, and places by value. Items are in order of thread and
position."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from evidence_review.relevance.vectors import WIDTH, vector_key

PART = 512  # rows of vectors worked on at once
AROUND = 0.8  # what the neighbours' mean counts beside the message itself
USUAL = 40  # messages of an answer, as they mostly are
LEAN, ABOVE, FARTHEST = (
    0.1,
    0.7,
    2.5,
    # what a deviation counts, how many of them a stretch must stand above the mean, and where a single
    # message's
    # are cut off
)


type Near = Sequence[tuple[int, Any]]


def neighbours(threads: Sequence[int], width: int, fade: float) -> list[tuple[int, Any]]:
    """For each step to either side, what the neighbour there counts for every item: 0 across threads, all
    steps adding up to 1."""
    import numpy as np

    thread = np.asarray(threads)
    weights: list[tuple[int, Any]] = []
    for step in (step for step in range(-width, width + 1) if step and abs(step) < len(thread)):
        weight = np.zeros(len(thread))
        here, there = _shifted(step)
        weight[here] = (thread[here] == thread[there]) * fade ** abs(step)
        weights.append((step, weight))
    total = sum((weight for _, weight in weights), np.zeros(len(thread)))
    return [(step, weight / np.where(total > 0, total, 1.0)) for step, weight in weights]


def _shifted(step: int) -> tuple[slice, slice]:
    """The items that have a neighbour `step` further on, and those neighbours."""
    return (slice(None, -step), slice(step, None)) if step > 0 else (slice(-step, None), slice(None, step))


def windowed(values: Any, near: Near) -> Any:
    """Each value with AROUND times the weighted mean of its neighbours'."""
    whole = values.copy()
    for step, weight in near:
        here, there = _shifted(step)
        whole[here] += AROUND * weight[here] * values[there]
    return whole


def smoothed(values: Any, threads: Any, spread: float) -> Any:
    """The mean of each value and those around it in its thread, each counting by how near it stands: a normal
    curve, `spread` messages wide.

    In a thread of fewer than ten times `spread` messages it is a tenth of the thread wide: over a short talk
    a wide curve tells only where the middle is.
    """
    import numpy as np

    _, at, many = np.unique(threads, return_inverse=True, return_counts=True)
    wide = np.minimum(spread, many[at] / 10)
    total, mass = values.copy(), np.ones(len(values))
    for step in range(1, min(int(3 * spread), len(values) - 1) + 1):
        here, there = _shifted(step)
        weight = np.exp(-0.5 * (step / wide[here]) ** 2) * (threads[here] == threads[there])
        total[here] += weight * values[there]
        total[there] += weight * values[here]
        mass[here] += weight
        mass[there] += weight
    return total / mass


def in_runs(values: Any, threads: Any) -> Any:
    """How much each place of a thread belongs to one run of high values: what all stretches that hold it
    weigh together; 1 at the most.

    A stretch weighs the more, the higher the values in it stand above most (in deviations from the mean,
    ABOVE less, each counting LEAN), and the nearer its length is to what is usual: USUAL messages, and no
    more than a tenth of a short thread (a normal curve over the logarithm, ending at twice as much).
    """
    import numpy as np

    _, at, many = np.unique(threads, return_inverse=True, return_counts=True)
    usual, spread = np.minimum(USUAL, many[at] / 10), values.std()
    raised = (
        np.clip((values - values.mean()) / spread, -FARTHEST, FARTHEST) - ABOVE
        if spread > 0
        else np.zeros(len(values))
    )
    sums, edges = np.concatenate([[0.0], np.cumsum(LEAN * raised)]), np.zeros(len(values) + 1)
    for length in range(1, min(2 * USUAL, len(values)) + 1):
        starts = slice(0, len(values) - length + 1)
        held = (threads[length - 1 :] == threads[starts]) & (length <= np.maximum(1, 2 * usual[starts]))
        weights = held * np.exp(sums[length:] - sums[:-length] - 0.5 * np.log(length / usual[starts]) ** 2)
        edges[starts] += weights
        edges[length:] -= weights
    whole = np.cumsum(edges)[:-1]
    return whole / whole.max()


def places(values: Any) -> Any:
    """Place by value, the highest 1; values that differ by no more than sums of the same numbers do (a
    billionth of a thousandth) share the best of their places."""
    import numpy as np

    values = np.round(values, 12)
    return 1 + len(values) - np.searchsorted(np.sort(values), values, side="right")


def matrix(texts: Sequence[str], vectors: Mapping[str, bytes]) -> Any:
    """The texts' vectors, each of length 1; zeros where there is none."""
    import numpy as np

    keys, none = [vector_key(text) for text in texts], bytes(2 * WIDTH)
    rows = np.empty((len(texts), WIDTH))
    for start in range(0, len(keys), PART):
        some = b"".join(vectors.get(key, none) for key in keys[start : start + PART])
        rows[start : start + PART] = np.frombuffer(some, "<f2").reshape(-1, WIDTH)
    return unit(rows)


def unit(rows: Any) -> Any:
    """Each row brought to length 1; a row of zeros stays."""
    return in_parts(_unit, rows)


def _unit(rows: Any) -> Any:
    import numpy as np

    lengths = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
    return rows / np.where(lengths > 0, lengths, 1.0)


def in_parts(work: Callable[[Any], Any], rows: Any) -> Any:
    """What `work` gives for the rows, some at a time: whole copies of a large pool's vectors cost more than
    the work on them."""
    import numpy as np

    first = work(rows[:PART])
    out = np.empty((len(rows), *first.shape[1:]), dtype=first.dtype)
    out[:PART] = first
    for start in range(PART, len(rows), PART):
        out[start : start + PART] = work(rows[start : start + PART])
    return out


def along(rows: Any, vector: Any) -> Any:
    """Each row's inner product with a vector, summed in one order whatever the machine: `@` splits its sums
    by the number of cores."""
    import numpy as np

    return np.einsum("ij,j->i", rows, vector)


def mixed(weights: Any, rows: Any) -> Any:
    """The sum of the rows by these weights, in one order likewise."""
    return (weights[:, None] * rows).sum(axis=0)

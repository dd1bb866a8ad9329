"""What decisions tell of the messages around them: exact by counting all cases, in parts, and no further than
the conversation."""

import itertools
import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_review.relevance import chains
from evidence_review.relevance.alike import Alike, on_grid
from evidence_review.relevance.chains import BASE, DOUBT, carried, chain
from evidence_review.relevance.sparse_rows import Dense, Rows, Sparse, sparse

MARKS = st.lists(st.sampled_from([-1, -1, 0, 1]), min_size=1, max_size=7)


def counted(labels: list[int], tie: float) -> list[float]:
    """The log-odds of each place beyond those of BASE, by adding up every way in which the chain can run."""
    weights = np.zeros((len(labels), 2))
    for states in itertools.product((0, 1), repeat=len(labels)):
        chance = BASE if states[0] else 1 - BASE
        for one, other in itertools.pairwise(states):
            up = BASE + (1 - BASE) * tie if one else BASE - BASE * tie
            chance *= up if other else 1 - up
        for state, label in zip(states, labels, strict=True):
            if label >= 0:
                chance *= 1 - DOUBT if state == label else DOUBT
        for at, state in enumerate(states):
            weights[at, state] += chance
    return [math.log(yes / no) - math.log(BASE / (1 - BASE)) for no, yes in weights]


@settings(max_examples=60, deadline=None)
@given(MARKS)
def test_D5_what_is_carried_from_both_sides_is_what_counting_every_case_gives(labels: list[int]) -> None:
    marks = np.array(labels)
    along = chain([1] * len(labels), np.full(len(labels), np.nan))
    before, after = carried(along, marks)
    # the same estimate, the sum done otherwise
    stay = chains._stay(marks, along.ties)  # pyright: ignore[reportPrivateUsage]
    exact = counted(labels, (stay - BASE) / (1 - BASE))
    for at, label in enumerate(labels):
        if label < 0:
            assert math.isclose(before.values[at] + after.values[at], exact[at], abs_tol=1e-6)
            nearest = [one for one in range(at) if labels[one] >= 0]
            assert before.origins[at] == (nearest[-1] if nearest else -1)


def test_nothing_is_carried_into_another_conversation_and_less_after_hours() -> None:
    times = np.array([0.0, 60.0, 7 * 3600.0, 120.0, 180.0])
    before, after = carried(chain([1, 1, 1, 2, 2], times), np.array([1, -1, -1, -1, -1]))
    assert before.values[1] > before.values[2] > 0
    assert before.origins.tolist() == [-1, 0, 0, -1, -1]
    assert not before.values[3:].any()
    assert not after.values.any()
    against, _ = carried(chain([1, 1, 1, 2, 2], times), np.array([0, -1, -1, -1, -1]))
    assert against.values[1] < 0


def test_how_alike_rows_are_does_not_depend_on_what_was_asked_before() -> None:
    random = np.random.default_rng(3)
    rows = [
        ([int(c) for c in np.sort(random.choice(40, 9, replace=False))], random.standard_normal(9).tolist())
        for _ in range(150)
    ]
    words = sparse(rows, 40).unit()
    blocks: tuple[Rows, ...] = (
        Sparse(words.columns, on_grid(words.numbers), words.starts, 40),
        Dense(on_grid(random.standard_normal((150, 8)) / 4).astype(np.float32)),
    )
    wanted = np.array([5, 80, 3, 149])
    once = Alike(lambda at: tuple(block.take(at) for block in blocks)).among(wanted)
    later = Alike(lambda at: tuple(block.take(at) for block in blocks))
    later.among(np.arange(149, 20, -1))
    later.among(np.array([3, 4]))
    assert later.among(wanted).tobytes() == once.tobytes()
    full = np.zeros((150, 40))
    for at in range(150):
        columns, numbers = words.row(at)
        full[at, columns] = numbers
    dense = blocks[1].take(wanted)
    assert isinstance(dense, Dense)
    assert np.allclose(
        once, full[wanted] @ full[wanted].T + dense.numbers.astype(np.float64) @ dense.numbers.T, atol=1e-4
    )

"""What the decisions before and after a message tell of it: talk about a matter comes in runs
(docs/decisions/0017).

A chain of two states along a conversation: a message bears on the line or does not, and is the more likely
like the one before it the sooner it follows. Given what was decided, the log-odds of each message are exact,
and they are a sum: what the nearest decision before it carries over, and what the nearest one after it does.
No text is looked at.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

BASE = 0.08  # the share that bears on a line, before anything is decided
STAY, SURE = 0.9, 20.0  # how often the next one bears on it too, and how many decisions that is worth
DOUBT = 0.03  # how far a decision is from certain, so that one stands against several
HOURS = 3.0  # after which a tie is worth a third
TIED = 0.5  # messages this closely tied tell how often the next one bears on the line too


@dataclass(frozen=True, slots=True)
class Chain:
    """Places of the pool in order, and how closely each is tied to the next: 1 at once, 0 in another
    conversation.

    `sides`: 0 or 1 in that order, who wrote it, where no conversation has more than two people (`woven`).
    """

    order: Any
    ties: Any
    sides: Any = None


@dataclass(frozen=True, slots=True)
class Carried:
    """For every item what is carried to it from one side, and the decided item that it comes from (-1:
    none)."""

    values: Any
    origins: Any


def chain(groups: Sequence[int], times: Any, sides: Any = None) -> Chain:
    """The chain of items that stand in order within their groups; without times every tie is 1. `sides`: of
    each item."""
    import numpy as np

    numbers = np.asarray(groups)
    order = np.argsort(numbers, kind="stable")
    gaps = np.nan_to_num(np.abs(np.diff(times[order])))
    return Chain(
        order,
        np.where(np.diff(numbers[order]) == 0, np.exp(-gaps / (HOURS * 3600)), 0.0),
        None if sides is None else sides[order],
    )


def carried(along: Chain, labels: Any) -> tuple[Carried, Carried]:
    """What is carried from before and from after. `labels`: 1 decided relevant, 0 not, -1 undecided, for
    every item of the pool."""
    here = labels[along.order]
    tie = _tied(along.ties, _stay(here, along.ties))
    before, after = _one_way(here, tie), _one_way(here[::-1], tie[::-1])
    last = len(here) - 1
    return placed(along, *before), placed(along, after[0][::-1], _turned(after[1][::-1], last))


def likelihood(along: Chain, labels: Any) -> float:
    """The logarithm of the chance of these decisions."""
    here = labels[along.order]
    return _known(here, _tied(along.ties, _stay(here, along.ties)))[3]


def _turned(origins: Any, last: int) -> Any:
    import numpy as np

    return np.where(origins >= 0, last - origins, -1)


def placed(along: Chain, values: Any, origins: Any) -> Carried:
    """From places in the chain to places in the pool."""
    import numpy as np

    out, whence = np.zeros(len(values)), np.full(len(values), -1)
    out[along.order] = values
    whence[along.order] = np.where(origins >= 0, along.order[origins], -1)
    return Carried(out, whence)


def _stay(here: Any, ties: Any) -> float:
    """How often a message beside a relevant one is relevant too, of those decided so far."""
    one, other = here[:-1], here[1:]
    both = (one >= 0) & (other >= 0) & (ties > TIED)
    runs = 2 * int(((one == 1) & (other == 1) & both).sum())
    ends = int(((one == 1) & both).sum()) + int(((other == 1) & both).sum())
    return (runs + STAY * SURE) / (ends + SURE)


def _tied(ties: Any, stay: float) -> Any:
    """What of the chance at one message is left at the next, beyond BASE."""
    return ties * max(0.0, (stay - BASE) / (1 - BASE))


def _known(here: Any, tie: Any) -> tuple[Any, Any, Any, float]:
    """The decided places; the logarithms of all ties, added up; the chance at each decided place, by it and
    those before; and how likely the decisions are."""
    import numpy as np

    decided = np.flatnonzero(here >= 0)
    ties = np.concatenate([[0.0], np.cumsum(np.log(np.maximum(tie, 1e-12)))])
    kept = np.exp(np.diff(ties[decided], prepend=0.0)).tolist()
    known, likely, last = np.empty(len(decided)), 0.0, BASE
    for number, relevant in enumerate((here[decided] == 1).tolist()):
        chance = BASE + (last - BASE) * kept[number] if number else BASE
        on = chance * (1 - DOUBT if relevant else DOUBT)
        off = (1 - chance) * (DOUBT if relevant else 1 - DOUBT)
        known[number] = last = on / (on + off)
        likely += math.log(on + off)
    return decided, ties, known, likely


def _one_way(here: Any, tie: Any) -> tuple[Any, Any]:
    """Log-odds beyond those of BASE that the decisions before each place carry to it, and the place of the
    nearest one."""
    import numpy as np

    size = len(here)
    decided, ties, known, _ = _known(here, tie)
    if not len(decided):
        return np.zeros(size), np.full(size, -1)
    nearest = np.searchsorted(decided, np.arange(size), side="left") - 1
    passed = np.where(nearest >= 0, np.exp(np.minimum(0.0, ties - ties[decided[nearest]])), 0.0)
    chances = BASE + (known[nearest] - BASE) * passed
    reached = passed > 1e-9
    values = np.where(reached, np.log(chances / (1 - chances)) - np.log(BASE / (1 - BASE)), 0.0)
    return values, np.where(reached, decided[nearest], -1)

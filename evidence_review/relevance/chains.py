"""What the decisions before and after a message tell of it: talk about a matter comes in runs (docs/decisions/0017).

A chain of two states along a conversation: a message bears on the line or does not, and is the more likely like the one before it the
sooner it follows. Given what was decided, the log-odds of each message are exact, and they are a sum: what the nearest decision before
it carries over, and what the nearest one after it does. No text is looked at.
"""

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
    """Places of the pool in order, and how closely each is tied to the next: 1 at once, 0 in another conversation."""

    order: Any
    ties: Any


@dataclass(frozen=True, slots=True)
class Carried:
    """For every item what is carried to it from one side, and the decided item that it comes from (-1: none)."""

    values: Any
    origins: Any


def chain(groups: Sequence[int], times: Any) -> Chain:
    """The chain of items that stand in order within their groups; without times every tie is 1."""
    import numpy as np

    numbers = np.asarray(groups)
    order = np.argsort(numbers, kind="stable")
    gaps = np.nan_to_num(np.abs(np.diff(times[order])))
    return Chain(order, np.where(np.diff(numbers[order]) == 0, np.exp(-gaps / (HOURS * 3600)), 0.0))


def carried(along: Chain, labels: Any) -> tuple[Carried, Carried]:
    """What is carried from before and from after. `labels`: 1 decided relevant, 0 not, -1 undecided, for every item of the pool."""
    here = labels[along.order]
    tie = along.ties * max(0.0, (_stay(here, along.ties) - BASE) / (1 - BASE))
    before, after = _one_way(here, tie), _one_way(here[::-1], tie[::-1])
    last = len(here) - 1
    return _placed(along, *before), _placed(along, after[0][::-1], _turned(after[1][::-1], last))


def _turned(origins: Any, last: int) -> Any:
    import numpy as np

    return np.where(origins >= 0, last - origins, -1)


def _placed(along: Chain, values: Any, origins: Any) -> Carried:
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


def _one_way(here: Any, tie: Any) -> tuple[Any, Any]:
    """Log-odds beyond those of BASE that the decisions before each place carry to it, and the place of the nearest one."""
    import numpy as np

    size = len(here)
    decided = np.flatnonzero(here >= 0)
    if not len(decided):
        return np.zeros(size), np.full(size, -1)
    ties = np.concatenate([[0.0], np.cumsum(np.log(np.maximum(tie, 1e-12)))])
    known = np.empty(len(decided))
    for number, at in enumerate(decided.tolist()):
        last = decided[number - 1]
        chance = BASE + (known[number - 1] - BASE) * np.exp(ties[at] - ties[last]) if number else BASE
        odds = chance / (1 - chance) * (1 / DOUBT if here[at] == 1 else DOUBT)
        known[number] = odds / (1 + odds)
    nearest = np.searchsorted(decided, np.arange(size), side="left") - 1
    passed = np.where(nearest >= 0, np.exp(np.minimum(0.0, ties - ties[decided[nearest]])), 0.0)
    chances = BASE + (known[nearest] - BASE) * passed
    reached = passed > 1e-9
    values = np.where(reached, np.log(chances / (1 - chances)) - np.log(BASE / (1 - BASE)), 0.0)
    return values, np.where(reached, decided[nearest], -1)

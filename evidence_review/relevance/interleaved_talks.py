"""What decisions tell of the messages around them where several talks between two people may be woven into
one conversation (docs/decisions/0017).

Of the talks that go on at once at most one is about the matter, and in it the two take turns. So a
conversation is off the matter, or on it and one side's turn to write of it: a chain of three states. A
message of that side belongs to the talk in SHARE of cases, another one seldom. Given who wrote and what was
decided, the chance of each message is exact up to REACH undecided ones away. No text is looked at.
"""

import math
from typing import Any

from evidence_review.relevance.chains import DOUBT, Carried, Chain, likelihood, placed

BEGINS = 0.01  # a message off the matter that begins a talk of it
SHARE, AGAIN = (
    0.4,
    0.1,
)  # messages of the side whose turn it is that belong to the talk; of the other side so many of these
GOES_ON = 0.93  # how often the talk goes on after one of its messages
FORGOTTEN = 0.01  # of what was known, with each message
REACH = 100
CLEARLY = 3.0  # by how much the logarithm of the decisions' chance must be greater than along the plain chain

type Row = list[float]


def woven(along: Chain, labels: Any) -> tuple[Carried, Carried] | None:
    """What is carried from before and from after, as log-odds beyond those without decisions; None where the
    decisions are not clearly likelier so.

    `labels`: 1 decided relevant, 0 not, -1 undecided, for every item of the pool.
    """
    import numpy as np

    here = labels[along.order]
    decided = np.flatnonzero(here >= 0)
    if along.sides is None or not len(decided):
        return None
    known = _Known(along, here, decided)
    before, chance = known.forwards()
    if chance <= likelihood(along, labels) + CLEARLY:
        return None
    after = known.backwards()
    alone = _odds(before, np.ones_like(before), along.sides)
    both = _odds(before, after, along.sides)
    rest = _odds(_still()[None], np.ones((1, 3)), along.sides[:1])[0]
    nearest = np.searchsorted(decided, np.arange(len(here)), side="left")
    last = _within(decided, nearest - 1, known.reset)
    following = _within(decided, nearest + (here >= 0), known.reset)
    earlier = np.where(last >= 0, alone - rest, 0.0)
    later = np.where(following >= 0, both - alone, 0.0)
    return placed(along, earlier, last), placed(along, later, following)


def _within(decided: Any, numbers: Any, reset: Any) -> Any:
    """Those of the decided places that are in the same conversation and within reach of each place, -1 where
    there is none."""
    import numpy as np

    places = np.arange(len(numbers))
    held = (numbers >= 0) & (numbers < len(decided))
    found = decided[np.clip(numbers, 0, len(decided) - 1)]
    block = np.cumsum(reset)
    return np.where(held & (np.abs(found - places) <= REACH) & (block[found] == block), found, -1)


def _moves(side: int) -> tuple[Any, Any]:
    """How a message of a side moves the state where it does not belong to the talk, and where it does: to
    (row) from (column) off, on and side 0's turn, side 1's."""
    import numpy as np

    out, into = np.zeros((3, 3)), np.zeros((3, 3))
    other = 2 - side
    for state, belongs in enumerate((BEGINS, *(SHARE if turn == side else SHARE * AGAIN for turn in (0, 1)))):
        out[state, state] = 1 - belongs
        into[other, state] += belongs * GOES_ON
        into[0, state] += belongs * (1 - GOES_ON)
    return out, into


def _still() -> Any:
    """The chances of the states where nothing was decided: what the moves leave as it is, sides in turn."""
    import numpy as np

    left = (1 - FORGOTTEN) * SHARE * (1 + AGAIN) / 2 * (1 - GOES_ON)
    on = BEGINS * GOES_ON / (BEGINS * GOES_ON + left)
    return np.array([1 - on, on / 2, on / 2])


def _odds(before: Any, after: Any, sides: Any) -> Any:
    """Logarithms of the odds that each message bears on the matter, by the chances before it and the
    likelihoods after."""
    import numpy as np

    found = np.empty(len(before))
    for side in (0, 1):
        out, into = _moves(side)
        at = np.flatnonzero(sides == side)
        moved = [np.einsum("kj,ij,ki->k", before[at], move, after[at]) for move in (into, out)]
        found[at] = np.log(moved[0] / moved[1])
    return found


class _Known:
    """The decided places of a pool in order, what each says, and what happens between them."""

    def __init__(self, along: Chain, here: Any, decided: Any) -> None:
        import numpy as np

        self.decided, self.size = decided, len(here)
        keeps = np.concatenate([[0.0], along.ties]) * (1 - FORGOTTEN)
        self.reset = keeps <= 1e-9
        self._sides, self._keeps = along.sides, keeps
        self._undecided = np.stack([sum(_moves(side)) for side in (0, 1)])
        sure = 1 - DOUBT
        said = {
            (side, label): (sure if label else DOUBT) * _moves(side)[1]
            + (DOUBT if label else sure) * _moves(side)[0]
            for side in (0, 1)
            for label in (0, 1)
        }
        marks = zip(along.sides[decided].tolist(), here[decided].tolist(), strict=True)
        self._said: list[list[Row]] = [said[mark].tolist() for mark in marks]
        self._between: list[list[Row]] = self._gaps().tolist()
        self._kept: list[float] = keeps[decided].tolist()

    def _kept_before(self, at: Any, states: Any) -> Any:
        """Chances of the states just before these places, from those just after the places before them."""
        keep = self._keeps[at][:, None]
        return keep * states + (1 - keep) * states.sum(axis=1, keepdims=True) * _still()

    def _gaps(self) -> Any:
        """For each decided place but the last, from each state just after it the chances of those before the
        next; nothing is kept beyond REACH."""
        import numpy as np

        ends = self.decided[1:]
        found = np.tile(np.eye(3), (len(ends), 1, 1))  # gap, from, to
        for step in range(1, REACH + 1):
            going = np.flatnonzero(self.decided[:-1] + step < ends)
            at = self.decided[going] + step
            for start in range(3):
                kept = self._kept_before(at, found[going, start])
                found[going, start] = np.einsum("kij,kj->ki", self._undecided[self._sides[at]], kept)
        found[ends - self.decided[:-1] > REACH] = _still()
        return found

    def forwards(self) -> tuple[Any, float]:
        """The chances of the states just before each place, by what was decided before it; and the logarithm
        of the decisions' chance."""
        import numpy as np

        still: Row = _still().tolist()
        state, chance, states = still, 0.0, np.empty((len(self.decided), 3))
        for number, (said, keep) in enumerate(zip(self._said, self._kept, strict=True)):
            if number:
                state = _turned(self._between[number - 1], state)
            state = [keep * one + (1 - keep) * rest for one, rest in zip(state, still, strict=True)]
            state, whole = _whole(_times(said, state))
            chance += math.log(whole)
            states[number] = state
        before = np.tile(_still(), (self.size, 1))
        limits = np.append(self.decided[1:], self.size - 1)
        for step in range(1, REACH + 1):
            going = np.flatnonzero(self.decided + step <= limits)
            at = self.decided[going] + step
            before[at] = self._kept_before(at, states[going])
            states[going] = np.einsum("kij,kj->ki", self._undecided[self._sides[at]], before[at])
        return before, chance

    def backwards(self) -> Any:
        """How likely what was decided after each place is, by the state just after it."""
        import numpy as np

        still: Row = _still().tolist()
        state, states = [1.0, 1.0, 1.0], np.empty((len(self.decided), 3))
        for number in range(len(self.decided) - 1, -1, -1):
            state, keep = _turned(self._said[number], state), self._kept[number]
            anew = math.fsum(rest * one for rest, one in zip(still, state, strict=True))
            state, _ = _whole([keep * one + (1 - keep) * anew for one in state])
            states[number] = state
            if number:
                state = _times(self._between[number - 1], state)
        after = np.ones((self.size, 3))
        limits = np.append(0, self.decided[:-1])
        for step in range(1, REACH + 1):
            going = np.flatnonzero(self.decided - step >= limits)
            at = self.decided[going] - step
            after[at] = states[going]
            moved = np.einsum("kij,ki->kj", self._undecided[self._sides[at]], states[going])
            keep = self._keeps[at][:, None]
            states[going] = keep * moved + (1 - keep) * (moved * _still()).sum(axis=1, keepdims=True)
        return after


def _times(rows: list[Row], state: Row) -> Row:
    return [math.fsum(one * other for one, other in zip(row, state, strict=True)) for row in rows]


def _turned(rows: list[Row], state: Row) -> Row:
    return _times([list(column) for column in zip(*rows, strict=True)], state)


def _whole(state: Row) -> tuple[Row, float]:
    """Brought to the sum 1, and what the sum was."""
    total = math.fsum(state)
    return [one / total for one in state], total

"""Where people and the ties between them are drawn: the same picture each time for the same counts. It is worked out
beside the window, since it takes longer than a moment."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from evidence_review.workflow.case.overview_views import PeopleCounts, PersonCount, Tie
from evidence_review.workflow.case.search_views import Exchange, Someone, Wanted, Way

MOST_PEOPLE = 48
"""People who are drawn, those with most items; all stand in the table."""
_ROUNDS = 120
type Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class TieLayout:
    """The people and ties that are drawn, where each person stands (0 to 1 across and down), and the highest count of
    a person and of a tie."""

    people: tuple[PersonCount, ...] = ()
    ties: tuple[Tie, ...] = ()
    spots: Mapping[int, Spot] = field(default_factory=dict[int, Spot])
    most_items: int = 1
    most_tie: int = 1

    def size(self, one: PersonCount) -> float:
        """How large a person is drawn, 0 to 1, by the area."""
        return math.sqrt((one.sent + one.received) / self.most_items)

    def weight(self, tie: Tie) -> float:
        """How wide a tie is drawn, 0 to 1."""
        return math.sqrt(tie.items / self.most_tie)


def laid_out(counts: PeopleCounts) -> TieLayout:
    """The picture of those with most items: people pull at those they write to and push all others away."""
    people = counts.people[:MOST_PEOPLE]
    drawn = {one.who.number for one in people}
    ties = tuple(tie for tie in counts.ties if {tie.one, tie.other} <= drawn)
    return TieLayout(
        people,
        ties,
        _scaled(_settled([one.who.number for one in people], ties)),
        max((one.sent + one.received for one in people), default=1) or 1,
        max((tie.items for tie in ties), default=1),
    )


def _settled(numbers: list[int], ties: tuple[Tie, ...]) -> dict[int, Spot]:
    """Springs between those with a tie (Fruchterman and Reingold), begun from a circle by counts."""
    many = len(numbers)
    spots = {
        one: (math.cos(2 * math.pi * at / many) * (1 + at % 3 / 5), math.sin(2 * math.pi * at / many))
        for at, one in enumerate(numbers)
    }
    apart = 2.2 / math.sqrt(many or 1)
    for step in range(_ROUNDS):
        moves = {one: _pushed(one, spots, apart) for one in numbers}
        for tie in ties:
            dx, dy, far = _between(spots[tie.one], spots[tie.other])
            pull = far / apart
            ax, ay = moves[tie.one]
            bx, by = moves[tie.other]
            moves[tie.one] = (ax - dx * pull, ay - dy * pull)
            moves[tie.other] = (bx + dx * pull, by + dy * pull)
        most = 0.12 * (1 - step / _ROUNDS) + 0.002
        spots = {one: _stepped(spots[one], moves[one], most) for one in numbers}
    return spots


def _pushed(one: int, spots: Mapping[int, Spot], apart: float) -> Spot:
    """How all others push a person away, and the middle draws a little."""
    x, y = spots[one]
    out_x, out_y = -0.35 * x, -0.35 * y
    for other, spot in spots.items():
        if other != one:
            dx, dy, far = _between((x, y), spot)
            push = apart * apart / (far * far)
            out_x, out_y = out_x + dx * push, out_y + dy * push
    return out_x, out_y


def _between(one: Spot, other: Spot) -> tuple[float, float, float]:
    dx, dy = one[0] - other[0], one[1] - other[1]
    return dx, dy, max(math.hypot(dx, dy), 0.01)


def _stepped(spot: Spot, move: Spot, most: float) -> Spot:
    long = math.hypot(*move)
    share = min(most, long) / long if long else 0.0
    return spot[0] + move[0] * share, spot[1] + move[1] * share


def _scaled(spots: Mapping[int, Spot]) -> dict[int, Spot]:
    """Between 0 and 1 both ways; a single person stands in the middle."""
    if not spots:
        return {}
    xs, ys = [x for x, _ in spots.values()], [y for _, y in spots.values()]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    return {
        one: ((x - min(xs)) / wide if wide > 0.01 else 0.5, (y - min(ys)) / high if high > 0.01 else 0.5)
        for one, (x, y) in spots.items()
    }


def wanted_of(one: Someone, other: Someone | None = None, way: Way = Way.EITHER) -> Wanted:
    """What went between two people, or from and to one, as a search."""
    return Wanted(exchange=Exchange(one, other, way))

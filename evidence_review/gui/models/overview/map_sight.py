"""What a map shows: where places stand on it, which stand too near to be told apart, its scale, and a place in words.

The world is flat here as Mercator drew it: across in degrees east, down in the same unit; a scale is in pixels a
degree."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from evidence_review.workflow.case.overview_views import PlaceRow

LEAST, MOST = 0.8, 200_000.0
"""The smallest and the largest scale."""
NEAR = 44
"""Pixels within which places are told as one."""
_TOP = 84.0
"""Degrees north or south beyond which nothing is told apart."""
_ROUND = 40_075_016.686
"""Metres around the earth at the equator."""
type Spot = tuple[float, float]


def spot_of(north: float, east: float) -> Spot:
    """Where a place stands on the flat world."""
    up = math.radians(max(-_TOP, min(_TOP, north)))
    return east, -math.degrees(math.log(math.tan(math.pi / 4 + up / 2)))


def north_of(down: float) -> float:
    """Degrees north of a place on the flat world."""
    return math.degrees(2 * math.atan(math.exp(-math.radians(down))) - math.pi / 2)


@dataclass(frozen=True, slots=True)
class Sight:
    """The middle of what is seen, and the scale."""

    middle: Spot = (-2.5, -60.0)
    scale: float = 20.0

    def panned(self, across: float, down: float) -> "Sight":
        """The same moved by so many pixels."""
        x, y = self.middle[0] + across / self.scale, self.middle[1] + down / self.scale
        return replace(self, middle=(max(-180.0, min(180.0, x)), max(-180.0, min(180.0, y))))

    def zoomed(self, times: float, at: Spot = (0.0, 0.0)) -> "Sight":
        """Nearer or farther; what lies `at` pixels from the middle stays where it is."""
        scale = max(LEAST, min(MOST, self.scale * times))
        keep = 1 / self.scale - 1 / scale
        return replace(
            self, middle=(self.middle[0] + at[0] * keep, self.middle[1] + at[1] * keep), scale=scale
        )

    def pixels(self, spot: Spot) -> Spot:
        """Where a spot is, in pixels from the middle."""
        return (spot[0] - self.middle[0]) * self.scale, (spot[1] - self.middle[1]) * self.scale


def fitted(rows: Sequence[PlaceRow], wide: int, high: int) -> Sight:
    """All places at once with a margin; Britain where there are none."""
    if not rows:
        return Sight()
    spots = [spot_of(row.north, row.east) for row in rows]
    west, east = min(x for x, _ in spots), max(x for x, _ in spots)
    top, foot = min(y for _, y in spots), max(y for _, y in spots)
    scale = min(wide * 0.8 / max(east - west, 0.02), high * 0.8 / max(foot - top, 0.02))
    return Sight(((west + east) / 2, (top + foot) / 2), max(LEAST, min(MOST, scale)))


@dataclass(frozen=True, slots=True)
class Cluster:
    """Places that stand near each other at a scale: where, and which rows they are."""

    spot: Spot
    rows: tuple[int, ...]


def clusters(rows: Sequence[PlaceRow], scale: float) -> tuple[Cluster, ...]:
    """The places in groups, the largest first; they stay the same while the map is moved."""
    cell = NEAR / scale
    found: dict[tuple[int, int], list[tuple[float, float, int]]] = {}
    for at, row in enumerate(rows):
        x, y = spot_of(row.north, row.east)
        found.setdefault((math.floor(x / cell), math.floor(y / cell)), []).append((x, y, at))
    made = (
        Cluster(
            (sum(x for x, _, _ in group) / len(group), sum(y for _, y, _ in group) / len(group)),
            tuple(at for _, _, at in group),
        )
        for group in found.values()
    )
    return tuple(sorted(made, key=lambda one: (-len(one.rows), one.rows[0])))


def scale_bar(sight: Sight, most: int = 130) -> tuple[int, str]:
    """A round length that fits into so many pixels: its pixels, and its words."""
    metres = _ROUND / 360 * math.cos(math.radians(north_of(sight.middle[1]))) / sight.scale
    power = 10 ** math.floor(math.log10(most * metres))
    length = next(step * power for step in (5, 2, 1) if step * power <= most * metres)
    said = f"{length / 1000:,.0f} km" if length >= 1000 else f"{length:,.0f} m"
    return round(length / metres), said


def place_words(row: PlaceRow) -> str:
    """A place as it is said: 53° 28.69′ north, 2° 14.68′ west."""
    return f"{_degrees(row.north, 'north', 'south')}, {_degrees(row.east, 'east', 'west')}"


def _degrees(value: float, ahead: str, back: str) -> str:
    whole, rest = divmod(round(abs(value) * 6000), 6000)
    return f"{whole}° {rest / 100:.2f}′ {back if value < 0 else ahead}"


def decimal_words(row: PlaceRow) -> str:
    """The degrees as the source wrote them."""
    return f"{row.north:.{row.decimals}f}, {row.east:.{row.decimals}f}"


def exactness(row: PlaceRow) -> str:
    """How exactly a place is known: what the source says, else what its decimals can tell at best."""
    if row.metres is not None:
        return f"{row.metres:,.0f} m, the source says"
    least = _ROUND / 360 / 10**row.decimals
    said = f"{least / 1000:,.0f} km" if least >= 1000 else f"{max(1, round(least)):,} m"
    return f"{said} by its decimals"

"""Areas that a person draws on pages, in shares of the page: added, moved, made larger and smaller by keys or
mouse."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from evidence_review.domain.redaction_values import PageArea

LEAST = 0.004
"""Shares of a page below which a drag was a click."""
STEP = 0.01
_FIRST = (0.4, 0.45, 0.6, 0.55)

type Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Drawn:
    """An area, what it is, and whether it goes: what the program proposes does not until a person takes it
    up."""

    area: PageArea
    why: str = "drawn by hand"
    goes: bool = True


@dataclass(frozen=True, slots=True)
class Areas:
    """All areas of a file; `at` is the place of the one in hand, -1 for none."""

    all: tuple[Drawn, ...] = ()
    at: int = -1

    def on(self, page: int) -> tuple[tuple[int, Drawn], ...]:
        """Place and area of those on a page (from 0)."""
        return tuple((at, one) for at, one in enumerate(self.all) if one.area.page == page)

    def going(self) -> tuple[PageArea, ...]:
        """The areas that are to be filled."""
        return tuple(one.area for one in self.all if one.goes)

    def add(self, page: int, box: Box | None = None) -> "Areas":
        """One more, in hand: in the middle of the page where no box is given; nothing where the box is no
        more than a point."""
        left, top, right, bottom = box or _FIRST
        if right - left < LEAST or bottom - top < LEAST:
            return self
        made = Drawn(PageArea(page, (left, top, right, bottom)))
        return Areas((*self.all, made), len(self.all))

    def without(self, at: int) -> "Areas":
        """One less; the one before it on the list comes to hand."""
        if not 0 <= at < len(self.all):
            return self
        left = (*self.all[:at], *self.all[at + 1 :])
        return Areas(left, min(at, len(left) - 1))

    def taken_up(self, at: int, *, goes: bool) -> "Areas":
        """With one that goes, or does not."""
        return replace(
            self,
            all=tuple(replace(one, goes=goes) if place == at else one for place, one in enumerate(self.all)),
            at=at,
        )

    def moved(self, across: float, down: float) -> "Areas":
        """The one in hand moved, as far as the page reaches."""
        if self.at < 0:
            return self
        left, top, right, bottom = self.all[self.at].area.box
        across = min(max(across, -left), 1 - right)
        down = min(max(down, -top), 1 - bottom)
        return self._put((left + across, top + down, right + across, bottom + down))

    def grown(self, across: float, down: float) -> "Areas":
        """The one in hand larger or smaller at its right and lower sides."""
        if self.at < 0:
            return self
        left, top, right, bottom = self.all[self.at].area.box
        return self._put(
            (left, top, min(1.0, max(left + STEP, right + across)), min(1.0, max(top + STEP, bottom + down)))
        )

    def next_on(self, page: int, step: int = 1) -> "Areas":
        """The next one of a page in hand, or the one before."""
        places = [at for at, _ in self.on(page)]
        if not places:
            return replace(self, at=-1)
        now = places.index(self.at) if self.at in places else -1 if step > 0 else 0
        return replace(self, at=places[(now + step) % len(places)])

    def _put(self, box: Box) -> "Areas":
        now = self.all[self.at]
        # four sides, always
        made = replace(now, area=PageArea(now.area.page, tuple(min(1.0, max(0.0, side)) for side in box)))  # pyright: ignore[reportArgumentType]
        return replace(self, all=(*self.all[: self.at], made, *self.all[self.at + 1 :]))


def proposed(areas: Sequence[tuple[PageArea, str]]) -> Areas:
    """Areas that the program proposes: none of them goes until a person takes it up."""
    return Areas(tuple(Drawn(area, why, goes=False) for area, why in areas))


def told(one: Drawn) -> str:
    """An area in words: where it is, what it is, whether it goes."""
    return f"Page {one.area.page + 1}, {box_words(one.area.box)}: {one.why}"


def box_words(box: Box) -> str:
    """Where an area lies, in words."""
    left, top, right, bottom = (round(100 * side) for side in box)
    return f"{left} to {right} % across, {top} to {bottom} % down"

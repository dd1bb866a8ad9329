"""Has the whole item been on the screen? Decisions wait until it has (reference/law.md Q2)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """The parts of an item of some height that have been on the screen, as ordered ranges that do not
    touch."""

    height: int = 0
    parts: tuple[tuple[int, int], ...] = ()

    def also(self, top: int, bottom: int) -> "Seen":
        """With the range top to bottom, cut to the item, added."""
        top, bottom = max(0, top), min(self.height, bottom)
        if top >= bottom:
            return self
        joined: list[tuple[int, int]] = []
        for part in sorted((*self.parts, (top, bottom))):
            if joined and part[0] <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(joined[-1][1], part[1]))
            else:
                joined.append(part)
        return Seen(self.height, tuple(joined))

    def at_height(self, height: int) -> "Seen":
        """The same share of an item that is now laid out at another height (the window was made wider)."""
        if height == self.height or not self.height:
            return Seen(height, self.parts if height == self.height else ())
        if self.whole:
            return Seen(height, ((0, height),))
        scaled = tuple((a * height // self.height, b * height // self.height) for a, b in self.parts)
        return Seen(height, scaled)

    @property
    def whole(self) -> bool:
        """Every part of it was on the screen at some time."""
        return self.height > 0 and self.parts == ((0, self.height),)

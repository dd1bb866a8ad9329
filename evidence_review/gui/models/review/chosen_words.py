"""Words that are chosen in a message with the keys: where the choice began, and the place the keys move."""

import re
from dataclasses import dataclass

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Chosen:
    """Places in the shown text; the words between them are chosen."""

    anchor: int
    place: int

    @property
    def span(self) -> tuple[int, int]:
        """Start and end of the words."""
        return min(self.anchor, self.place), max(self.anchor, self.place)


def moved(chosen: Chosen | None, text: str, by: int, *, words: bool, begin: int = 0) -> Chosen:
    """The choice after an arrow with Shift: one character on or back, or one word; it begins at `begin` with the word
    there."""
    if chosen is None:
        first = next((one.span() for one in _WORD.finditer(text) if one.end() > begin), (0, len(text)))
        return Chosen(*(first if by > 0 else first[::-1]))
    place = chosen.place
    if not words:
        return Chosen(chosen.anchor, max(0, min(len(text), place + by)))
    ends = (
        [one.end() for one in _WORD.finditer(text)]
        if by > 0
        else [one.start() for one in _WORD.finditer(text)]
    )
    if by > 0:
        return Chosen(chosen.anchor, next((at for at in ends if at > place), len(text)))
    return Chosen(chosen.anchor, next((at for at in reversed(ends) if at < place), 0))

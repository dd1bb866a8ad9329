"""The token that stands for what was removed: a box whose width its words decide, never what it stands for
(reference/safety.md 1.4)."""

from dataclasses import dataclass

from evidence_review.redaction.pdf.boxing import token_width
from evidence_review.redaction.streams.glyphs import Box

_WORDLESS = 3.0
"""Width of a token without words, in shares of the line's size."""
_MARGINS = 0.6
"""Free room left and right of the words together, in shares of their size."""


@dataclass(frozen=True, slots=True)
class TokenBox:
    """A token as painted: its place, words, left end of its baseline in PDF user space, direction, width,
    size of its letters and line."""

    place: int
    words: str
    origin: tuple[float, float]
    direction: tuple[float, float]
    wide: float
    letters: float
    size: float
    squeeze: float

    def box(self) -> Box:
        """The upright box round it in PDF user space."""
        (x, y), (ux, uy) = self.origin, self.direction
        low, high = -0.25 * self.size, 0.85 * self.size
        points = [(x + u * ux - v * uy, y + u * uy + v * ux) for u in (0, self.wide) for v in (low, high)]
        xs, ys = [one for one, _ in points], [one for _, one in points]
        return (min(xs), min(ys), max(xs), max(ys))


def token_wide(token: str, letters: float, size: float) -> float:
    """Points that a token takes; nothing of what it stands for is in it."""
    words = words_of(token)
    return token_width(words, letters) + _MARGINS * letters if words else _WORDLESS * size


def words_of(token: str) -> str:
    """What is written in the token's box: the token, or nothing where the box's font has not its letters."""
    return token if token.isascii() else ""


def letters_of(token: str, wide: float) -> float:
    """Size of the letters that a token of this width was measured with."""
    return wide / (token_width(token, 1) + _MARGINS) if token else 0.0

"""How passages of pages are taken out, in the words of the window: the choice, its warning, and what came of
it."""

from collections import Counter
from collections.abc import Sequence

from evidence_review.domain.redaction_values import Done, Level

CHOICES: tuple[tuple[str, Level], ...] = (
    ("A token in its place; the line is set anew", Level.TOKEN),
    ("The whole line", Level.LINE),
    ("A bar on the same place, as wide as the words", Level.BAR),
)
WARNING = (
    "A bar as wide as the words lets a reader measure them: with a short list of names the name "
    "may be guessed. The result says how many "
    "names would still fit."
)
ACCEPTED = "I know that these bars may give a name away, and they are wanted all the same."
_SHORT = {
    Level.TOKEN: "token, line set anew",
    Level.LINE: "whole line",
    Level.BAR: "bar as wide as the words",
}


def how(one: Done) -> str:
    """How one place was taken out, with how many names would still fit a bar."""
    fits = f"; {one.fits:,} of {one.tried:,} names would fit" if one.tried else ""
    return f"{_SHORT[one.level]}{fits}" if one.token or one.tried else "area filled"


def ways(marks: Sequence[Done]) -> str:
    """All places in one sentence: how many at each level, and the bar that leaves fewest names."""
    counts = Counter(one.level for one in marks if one.token or one.tried)
    filled = len(marks) - counts.total()
    parts = [f"{counts[level]:,} × {_SHORT[level]}" for level in Level if counts[level]]
    parts += [f"{filled:,} × area filled"] if filled else []
    known = [(one.fits, one.tried) for one in marks if one.tried]
    fewest = (
        f" The bar that leaves fewest fits {min(known)[0]:,} of {min(known)[1]:,} names." if known else ""
    )
    return f"{'; '.join(parts)}.{fewest}" if parts else ""

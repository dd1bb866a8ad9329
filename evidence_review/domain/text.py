"""One way to compare texts everywhere: folded text that knows where each character came from.

Terms, detectors and the redaction gate all match on folded text and report spans in the original.
"""

import re
import unicodedata
from dataclasses import dataclass

_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0e\ufe0f\u061c") | {
    chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
_SOFT = "\u00ad"
_SAME = {
    "\u2018": "'",
    "\u2019": "'",
    "\u02bc": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u2010": "-",
    "\u2011": "-",
    "\u2013": "-",
    "\u2014": "-",
}


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; `starts[i]` and `ends[i]` are the original code points behind folded character i."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text behind folded[start:end]; an empty span stays empty."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return at, at
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """NFKC and case folded, straight quotes, white space as single spaces, invisible marks dropped; a word
    parted by a soft hyphen is one.

    Every folded character maps back inside the original text, also where one becomes several.
    """
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    parted = False  # a soft hyphen stands before: where the line ends there, the word goes on in the next
    for at, original in enumerate(text):
        if parted and original in "\r\n":
            continue
        parted = original == _SOFT
        if original in _DROPPED:
            continue
        plain = _SAME.get(original) or unicodedata.normalize("NFKC", original).casefold()
        for piece in plain:
            blank = piece.isspace()
            if blank and out and out[-1] == " ":
                ends[-1] = at + 1
                continue
            out.append(" " if blank else _SAME.get(piece, piece))
            starts.append(at)
            ends.append(at + 1)
    return Folded("".join(out), tuple(starts), tuple(ends))


class _Folds(dict[int, str]):
    """What each character folds to by itself, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = fold(chr(code)).text
        return folded


_FOLDS = _Folds()
_BLANKS = re.compile("  +")


def fold_text(text: str) -> str:
    """The text of `fold` without the way back into the original, by table: the fast way over a whole pool."""
    return fold(text).text if _SOFT in text else _BLANKS.sub(" ", text.translate(_FOLDS))

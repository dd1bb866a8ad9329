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


STRIKE = "\u0336"
"""The mark of Unicode for a line through the letter before it: kept inside words, since a name with a letter
struck out is read without it."""
_STRUCK_RUN = re.compile(f"(?:[^{STRIKE}]{STRIKE})+")


_MOST_STRUCK = 8


def is_short(words: str) -> bool:
    """Whether words that are struck out may be letters inside a longer word; a mark of a reader is none."""
    return 0 < len(words) <= _MOST_STRUCK and " " not in words and words.isprintable()


def struck(words: str) -> str:
    """The words with a line through every letter."""
    return "".join(letter if letter.isspace() else letter + STRIKE for letter in words)


def struck_in_words(text: str) -> str:
    """The text with lines through letters only where the letters of a word go on before or behind them: of
    words struck out whole the letters alone."""
    if STRIKE not in text:
        return text

    def kept(found: re.Match[str]) -> str:
        before, after = text[: found.start()][-1:], text[found.end() :][:1]
        return found[0] if before.isalnum() or after.isalnum() else found[0].replace(STRIKE, "")

    return _STRUCK_RUN.sub(kept, text)

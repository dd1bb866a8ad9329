"""Words of a reading with their places, for the layers that look words up."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from evidence_review.recognizers.reading.reading import Reading
from evidence_review.recognizers.reading.word_lists import key

_WORD = re.compile(r"[^\W_]+(?:'[^\W\d_]+)*")
_POSSESSIVE = re.compile(r"'s?$")


class Token(NamedTuple):  # made for every word of every text: three times as fast as a frozen dataclass
    """A word. `cap` is "low", "cap" (first letter), "all" (every letter) or "none" (no letter); `opens` at a
    sentence's start."""

    start: int
    end: int
    text: str
    key: str
    cap: str
    opens: bool


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a reading; `style` is how capitals are used: "plain", "shouting", "titles"."""

    tokens: tuple[Token, ...]
    style: str

    @property
    def count(self) -> int:
        """How many words."""
        return len(self.tokens)


def words_of(reading: Reading) -> Words:
    """Tokens without possessive 's, in order."""
    tokens: list[Token] = []
    text = reading.text
    for match in _WORD.finditer(text):
        word = match.group()
        if "'" in word:
            word = _POSSESSIVE.sub("", word)
        end = match.start() + len(word)
        tokens.append(Token(match.start(), end, word, key(word), _cap(word), opens(text, match.start())))
    return Words(tuple(tokens), _style(tokens))


def _cap(word: str) -> str:
    if word.islower():
        return "low"
    if not word[0].isalpha() and not any(c.isalpha() for c in word):
        return "none"
    if word.isupper() and len(word) > 1:
        return "all"
    return "cap" if word[0].isupper() else "low"


def opens(text: str, start: int) -> bool:
    """Whether the word that starts there is the first of a sentence, a line or an item, quotation marks and
    the like left out."""
    at = start - 1
    while at >= 0 and text[at] in " \"'“([*_-":
        at -= 1
    return at < 0 or text[at] in ".!?\n\t…:;>|•·"


def _style(tokens: list[Token]) -> str:
    lettered = [token.cap for token in tokens if token.cap != "none"]
    if len(lettered) < 4:
        return "plain"
    if lettered.count("all") * 3 >= len(lettered) * 2:
        return "shouting"
    return "titles" if (lettered.count("cap") + lettered.count("all")) * 5 >= len(lettered) * 4 else "plain"


def joined(text: str, left: Token, right: Token, between: str = " ") -> bool:
    """Whether only one of the given characters (or a short mix of them) stands between two tokens."""
    gap = text[left.end : right.start]
    return 0 < len(gap) <= 2 and all(c in between for c in gap)

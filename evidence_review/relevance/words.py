"""Text as a row of words: the normal form in which terms are matched, counted and indexed
(reference/relevance.md 3.2).

A word is a run of letters, marks and digits. Each emoji or other symbol, and each character of a script
that writes no spaces, is a word of its own. Letters that repeat three times or more count twice, so that
"pleaaaase" is found by "pleaase". "don't" is one word; any other apostrophe ends a word, so that "Danny's"
is found by "Danny".
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from evidence_review.domain.text import Folded, fold, fold_text

_WORD, _SYMBOL, _POINT, _BLANK = "w", "s", "p", " "
_NOT = re.compile("(?<=n)(?:['`\u2032\u02b9]| \u0301)(?=t)")
_NOT_LETTER = "\u02bc"
_RUN = re.compile(r"(.)(?<=\1\1)\1+", re.DOTALL)  # the second letter of a run, with those that follow
_THRICE = re.compile(r"(.)\1\1", re.DOTALL)
_TOKEN = re.compile("w+|[sp]")
_PLAIN = re.compile(
    "[a-z0-9\u0080-\U0010ffff]+|[$+<=>^`|~]"
)  # letters and digits, or one symbol, once `_apart` has set apart what is not ASCII
_FOREIGN = re.compile("[\u0080-\U0010ffff]+")
_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x30FF),  # kana
    (0x3400, 0x9FFF),  # Han
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word in normal form and its span of code points in the original text; `point` marks punctuation."""

    text: str
    start: int
    end: int
    point: bool = False


class _Kinds(dict[int, str]):
    """The class of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        kind = self[code] = _kind(code)
        return kind


def _kind(code: int) -> str:
    group = unicodedata.category(chr(code))
    if any(low <= code <= high for low, high in _UNSPACED) and group[0] in "LMN":
        return _SYMBOL
    if group[0] in "LMN":
        return _WORD
    if group[0] == "P":
        return _POINT
    return _BLANK if group[0] == "Z" or group in {"Cc", "Cf", "Cs"} else _SYMBOL


class _Apart(dict[int, str]):
    """What stands for a character so that blanks part the words, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        kind = _KINDS[code]
        apart = self[code] = chr(code) if kind == _WORD else f" {chr(code)} " if kind == _SYMBOL else " "
        return apart


_KINDS = _Kinds()
_APART = _Apart()


def words(text: str) -> list[Word]:
    """Every word and punctuation mark of a text in order, with its span in the original."""
    normal = _normal(fold(text))
    classes = normal.text.translate(_KINDS)
    found: list[Word] = []
    for piece in _TOKEN.finditer(classes):
        start, end = piece.span()
        found.append(Word(normal.text[start:end], *normal.span(start, end), classes[start] == _POINT))
    return found


def plain_words(text: str, kind: Literal["plain", "full"] = "plain") -> list[str]:
    """The words alone, without spans: the fast way over a whole pool. "full" keeps punctuation marks."""
    # of ASCII text, folding changes nothing but capitals and runs of blanks, and blanks part words either way
    normal = text.lower() if text.isascii() else fold_text(text)
    for needed, pattern, replace in _STEPS:
        normal = pattern.sub(replace, normal) if needed(normal) else normal
    if kind == "plain":
        return _PLAIN.findall(normal if normal.isascii() else _FOREIGN.sub(_apart, normal))
    classes = normal.translate(_KINDS)
    return [normal[piece.start() : piece.end()] for piece in _TOKEN.finditer(classes)]


def _apart(match: re.Match[str]) -> str:
    """Signs that are not ASCII: those of words as they are, each symbol between blanks, a blank for all
    others."""
    return match[0].translate(_APART)


def indexed(text: str) -> str:
    """What the full-text index holds of a text: its words with one blank between, as `fts_query` asks for
    them."""
    return " ".join(plain_words(text))


def _normal(folded: Folded) -> Folded:
    for needed, pattern, replace in _STEPS:
        folded = _rewrite(folded, pattern, replace) if needed(folded.text) else folded
    return folded


def _rewrite(folded: Folded, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]) -> Folded:
    """`pattern.sub` that keeps the map: characters of a replacement stand for the whole span that was
    replaced."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for match in pattern.finditer(folded.text):
        start, end = match.span()
        new = replace(match)
        if new == match[0]:
            continue
        out += [folded.text[done:start], new]
        starts += [*folded.starts[done:start], *[folded.starts[start]] * len(new)]
        ends += [*folded.ends[done:start], *[folded.ends[end - 1]] * len(new)]
        done = end
    if not done:
        return folded
    return Folded(
        "".join((*out, folded.text[done:])), (*starts, *folded.starts[done:]), (*ends, *folded.ends[done:])
    )


def _shortened(match: re.Match[str]) -> str:
    return match[1] if match[1].isalpha() else match[0]


def _composed(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match[0])


def _clusters() -> re.Pattern[str]:
    """A character with the marks or Hangul parts that follow it, and so may be written as one or as
    several."""
    marks = [code for code in range(0x300, 0x20000) if unicodedata.category(chr(code))[0] == "M"] + list(
        range(0xE0100, 0xE01F0)
    )
    parts = re.escape("".join(map(chr, marks)))
    return re.compile(f".[{parts}\u1160-\u11ff]+", re.DOTALL)


# whether a text can need the step at all (a quick look, since most do not), where, and what stands there then
_STEPS: tuple[tuple[Callable[[str], object], re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (lambda text: "t" in text, _NOT, lambda _: _NOT_LETTER),
    (lambda text: not unicodedata.is_normalized("NFC", text), _clusters(), _composed),
    (_THRICE.search, _RUN, _shortened),
)

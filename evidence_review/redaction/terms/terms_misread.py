"""Terms in a text that a machine read from a picture, where a letter may be read wrongly (decision 0014).

One matcher serves those who cover and the gate: what one finds, the other covers.
"""

import re
from collections.abc import Iterator
from functools import cache

from evidence_review.redaction.terms.folding import plain, squash
from evidence_review.redaction.terms.search import Hit, Search, Wanted, find

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LEAST_LETTERS, _LEAST_DIGITS = 5, 7
_LOOKS = (("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l"), ("i", "l"), ("5", "s"))
_FRONTS = ("0044", "44", "0", "")
_MOST_WORDS = 12


def nearly(text: str, search: Search, allowed: frozenset[str] = frozenset()) -> list[Hit]:
    """Every place of every term, also with one letter wrong, missing or too many; in order, those within
    another left out.

    `allowed` are words (as `bare` gives them) that a person decided to leave visible: they are no reading
    error of a term.
    """
    hits = set(find(text, search))
    words = [(found.start(), found.end(), bare(found[0])) for found in _WORD.finditer(text)]
    for one in search.wanted:
        if _tolerant(one):
            hits |= {Hit(start, end, one.term) for start, end in _close(words, one, allowed)}
    return sorted(hits, key=lambda hit: (hit.start, hit.end, hit.term))


def bare(word: str) -> str:
    """Letters and digits of a word, with what a machine mixes up made one."""
    out = squash(plain(word).text)
    for mixed, one in _LOOKS:
        out = out.replace(mixed, one)
    return out


def _tolerant(one: Wanted) -> bool:
    least = _LEAST_DIGITS if any(letter.isdigit() for letter in one.needle) else _LEAST_LETTERS
    return not (one.capital or one.gaps or one.odd) and len(one.needle) >= least


def _close(
    words: list[tuple[int, int, str]], one: Wanted, allowed: frozenset[str]
) -> Iterator[tuple[int, int]]:
    wanted = _looks(one.needle)
    fronts = tuple(_looks(front) for front in _FRONTS) if one.needle.isdigit() else ("",)
    for first in range(len(words)):
        joined = ""
        for last in range(first, min(first + _MOST_WORDS, len(words))):
            joined += words[last][2]
            if len(joined) > len(wanted) + 5:
                break
            rest = (joined.removeprefix(front) for front in fronts if joined.startswith(front))
            if joined not in allowed and any(is_within_one(each, wanted) for each in rest):
                yield words[first][0], words[last][1]


@cache
def _looks(needle: str) -> str:
    for mixed, one in _LOOKS:
        needle = needle.replace(mixed, one)
    return needle


def is_within_one(one: str, other: str) -> bool:
    """Whether one letter changed, added or taken away at most tells two words apart."""
    if abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    at = next((k for k, letter in enumerate(short) if letter != long[k]), len(short))
    return short[at:] == long[at + 1 :] or short[at + 1 :] == long[at + 1 :]

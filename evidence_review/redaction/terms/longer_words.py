"""Longer words that hold a term: a surname inside a handle, an address, a key, a plural. They stay, since
whole words only is the rule (decision 0010), and a person is asked about them."""

import re
from collections import Counter
from collections.abc import Iterable

from evidence_review.redaction.terms.folding import plain, squashed
from evidence_review.redaction.terms.search import Search, Wanted, find

_LEAST, _LEAST_WITHIN, _LEAST_DIGITS = 4, 5, 7
"""Letters of a term from which a word that begins with it is one, and one that holds it further in; digits of
a number."""
_WORD = re.compile(r"[^\W_](?:[\w.@'’+-]*[^\W_])?")
_MOST_LETTERS = 100


def longer_words(texts: Iterable[str], search: Search) -> Counter[str]:
    """Each such word as it is written, and how often; words in which a term stands as a whole are none."""
    wanted = {one.needle: one for one in search.wanted if _counts(one)}
    out: Counter[str] = Counter()
    pattern = re.compile("|".join(sorted(map(re.escape, wanted), key=len, reverse=True)))
    for text in texts if wanted else ():
        letters = squashed(text)
        if any(needle in letters for needle in wanted):
            out.update(_in_text(text, search, wanted, pattern))
    return out


def _counts(one: Wanted) -> bool:
    digits = any(letter.isdigit() for letter in one.needle)
    return not (one.gaps or one.odd) and len(one.needle) >= (_LEAST_DIGITS if digits else _LEAST)


def _in_text(text: str, search: Search, wanted: dict[str, Wanted], pattern: re.Pattern[str]) -> Iterable[str]:
    seen = plain(text)
    places = [(*seen.span(*found.span()), wanted[found[0]]) for found in pattern.finditer(seen.text)]
    if not places:
        return
    whole = iter([(hit.start, hit.end) for hit in find(text, search)])
    hit = next(whole, None)
    done = 0
    for start, end, one in places:
        while hit and hit[1] <= start:
            hit = next(whole, None)
        if start < done or (hit and hit[0] < end):
            continue
        first, done = _around(text, start, end)
        if _is_longer(text, first, start, one):
            yield text[first:done]


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The word of letters, digits and the signs of addresses in which text[start:end] stands."""
    low = max(0, start - _MOST_LETTERS)
    for found in _WORD.finditer(text, low, end + _MOST_LETTERS):
        if found.start() <= start and end <= found.end():
            return found.span()
    return start, end


def _is_longer(text: str, first: int, start: int, one: Wanted) -> bool:
    """Whether a word may be one that a person would take out too: an ordinary word only where it begins with
    a capital, a short one only where it begins the word."""
    begins = first == start or not text[start - 1].isalnum()
    if one.capital:
        return begins and text[start].isupper()
    return begins or len(one.needle) >= _LEAST_WITHIN

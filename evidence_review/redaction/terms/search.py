"""Where terms stand in a text, however they are written there (reference/safety.md 1.3; rules in
docs/decisions/0010-redaction-rules.md).

A term is found as a whole word or phrase: case-free, accent-free, over line breaks, hyphens, soft hyphens,
doubled or no spaces, with letters spaced out, in reversed order for names; numbers with any grouping, British
ones with +44, 0044 or 0; dates in other formats. Of a personal name each word of three letters or more is
also found alone, unless it is a particle or kept by decision; where it is also an English word only with a
capital, and a word that begins sentences or names a month not at all (`Search.left`).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from evidence_review.redaction.terms.folding import Plain, plain, squash, squashed
from evidence_review.redaction.terms.look_alikes import as_meant, classes_of, has_signs, may_say
from evidence_review.redaction.terms.sights import Sight, sights
from evidence_review.redaction.terms.wordlists import COMMON, ORDINARY
from evidence_review.redaction.terms.written_forms import (
    Wanted,
    has_cases,
    name_words,
    ordinary_word,
    single_word,
    whole_term,
)

__all__ = [
    "Hit",
    "Search",
    "Wanted",
    "find",
    "holds",
    "may_hold",
    "name_words",
    "over_cells",
    "places",
    "search_for",
]

_APART = re.compile(r"[\W_]+")
_LEAST_IN_TEXT = 3
"""Fewest letters looked for in bytes that are text."""
_LEAST_IN_CELLS = 5, 7
"""Letters of a word, and signs of a number or code, from which they are looked for over the edges of
cells."""


@dataclass(frozen=True, slots=True)
class Search:
    """Everything to look for. `left` are (term number, word) that are ordinary words, not looked for alone.

    `beyond_latin` says that a term is written with letters that one byte cannot hold.
    """

    wanted: tuple[Wanted, ...]
    left: tuple[tuple[int, str], ...] = ()
    beyond_latin: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """Term number `term` stands at text[start:end]; `goes_on` where it began before, and this is the rest of
    it behind a mark or in another cell."""

    start: int
    end: int
    term: int
    goes_on: bool = False


def search_for(terms: Sequence[str], whole: Iterable[int] = (), keep: Sequence[Iterable[str]] = ()) -> Search:
    """The search for these terms; `whole` names terms of which no word is looked for alone, `keep[i]` words
    of term i that may stay."""
    wanted: list[Wanted] = []
    left: list[tuple[int, str]] = []
    only_whole = frozenset(whole)
    single = {squash(plain(term).text) for term in terms}
    for number, term in enumerate(terms):
        if not term.strip():
            continue
        wanted += whole_term(number, term)
        if number in only_whole:
            continue
        kept = {squash(plain(word).text) for word in (keep[number] if number < len(keep) else ())}
        for word in name_words(term):
            if squash(word) in kept:
                continue
            if squash(word) in COMMON:
                left += [] if squash(word) in single else [(number, word)]
            elif squash(word) in ORDINARY:
                wanted.append(ordinary_word(number, word))
            else:
                wanted += single_word(number, word)
    return Search(tuple(wanted), tuple(left), any(letter > "\xff" for term in terms for letter in term))


def find(text: str, search: Search, shortest: int = 1) -> list[Hit]:
    """Every place of every term in the text, in order.

    With `shortest` above 1 the text is no prose but bytes: terms of fewer letters and digits, and words with
    a capital only, are left out.
    """
    asked = _asked(_Same(search.wanted), shortest)
    if not asked.groups or not text:
        return []
    may = not text.isascii() or may_say(text, asked.classes)
    hits = _found(text, asked.groups) if may else set[Hit]()
    for sight in sights(text):
        hits.update(_seen(sight, asked))
    seems = shortest <= _LEAST_IN_TEXT and (may or has_signs(text))
    if seems and (meant := as_meant(text, asked.needles)) is not text:
        hits.update(_found(meant, asked.groups))
    return sorted(hits, key=lambda hit: (hit.start, hit.end, hit.term, hit.goes_on))


type _Groups = tuple[tuple[str, tuple[Wanted, ...]], ...]
"""What is wanted, by a needle without which none of a group stands in a text."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a search looks for in texts of one kind, and what of it over the edges of cells."""

    groups: _Groups
    over_cells: _Groups
    needles: tuple[str, ...]
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """Equal only for the very same tuple: comparing all that it holds takes longer than a search."""

    wanted: tuple[Wanted, ...]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.wanted is other.wanted

    def __hash__(self) -> int:
        return id(self.wanted)


@lru_cache(maxsize=32)
def _asked(same: _Same, shortest: int) -> _Asked:
    long = [one for one in same.wanted if one.letters >= shortest]
    wanted = [one for one in long if not _is_of_prose(one, shortest)]
    return _Asked(
        _grouped(wanted),
        _grouped(list(filter(_is_over_cells, wanted))),
        tuple(dict.fromkeys(one.needle for one in wanted if not one.odd)),
        classes_of(one.needle for one in wanted),
    )


def _grouped(wanted: Sequence[Wanted]) -> _Groups:
    out: dict[str, list[Wanted]] = {}
    for one in sorted(wanted, key=lambda one: len(one.needle)):
        least = next((needle for needle in out if needle and needle in one.needle), one.needle)
        out.setdefault(least, []).append(one)
    return tuple((needle, tuple(group)) for needle, group in out.items())


def _is_of_prose(one: Wanted, shortest: int) -> bool:
    """Whether a word is not looked for in what is no prose; where that is text, one that is hidden is."""
    return one.capital and shortest > (_LEAST_IN_TEXT if one.odd else 1)


def _seen(sight: Sight, asked: _Asked) -> Iterator[Hit]:
    """What stands in a sight of a text, as places of the text; each part that marks or cells set apart is a
    place."""
    for hit in _found(sight.text, asked.over_cells if sight.cells else asked.groups):
        for number, (start, end) in enumerate(sight.spans(hit.start, hit.end)):
            yield Hit(start, end, hit.term, goes_on=number > 0)


def over_cells(search: Search) -> Search:
    """What is also looked for over the edges of cells: long words and numbers, and letters set one by one."""
    return replace(search, wanted=tuple(filter(_is_over_cells, search.wanted)))


def _is_over_cells(one: Wanted) -> bool:
    word, number = _LEAST_IN_CELLS
    return one.gaps > 0 or one.letters >= (number if _has_digits(one.needle) else word)


def _has_digits(needle: str) -> bool:
    return any(letter.isdigit() for letter in needle)


def places(hits: Iterable[Hit], tokens: Sequence[str]) -> list[tuple[int, int, str]]:
    """The spans of hits with the token of each, which stands where a hit begins and not where it goes on."""
    return [(hit.start, hit.end, "" if hit.goes_on else tokens[hit.term]) for hit in hits]


def may_hold(text: str, search: Search) -> bool:
    """Whether any term may stand in a text with the same letters and digits in the same order, whatever
    stands between them."""
    asked = _asked(_Same(search.wanted), 1)
    return (
        bool(_present(text, asked.groups))
        or any(_present(sight.text, asked.groups) for sight in sights(text))
        or as_meant(text, asked.needles) is not text
    )


def _present(text: str, groups: _Groups) -> list[Wanted]:
    """What has its letters and digits in the text in their order, whatever stands between them."""
    letters = squashed(text)
    return [one for least, group in groups if least in letters for one in group if one.needle in letters]


def _found(text: str, groups: _Groups) -> set[Hit]:
    near = _present(text, groups)
    if not near:
        return set()
    seen = plain(text)
    return {
        Hit(*span, one.term)
        for one in near
        for span in _spans(text, seen, one.pattern)
        if _as_wanted(text[slice(*span)], one)
    }


def _as_wanted(written: str, one: Wanted) -> bool:
    return (not one.capital or written[0].isupper()) and (
        not one.gaps or len(_APART.findall(plain(written).text)) >= one.gaps
    )


def holds(text: str, search: Search, shortest: int = 1) -> bool:
    """Whether any term stands in the text."""
    return bool(find(text, search, shortest))


def _spans(text: str, seen: Plain, pattern: re.Pattern[str]) -> Iterable[tuple[int, int]]:
    at = 0
    while found := pattern.search(seen.text, at):
        start, end = found.span()
        at = start + 1
        if end > start:
            first, last = seen.span(start, end)
            if _bounded(text, first, last):
                at = end
                yield first, _with_marks(text, last)


def _with_marks(text: str, end: int) -> int:
    """The end moved behind accents that stand as characters of their own."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether a word may begin and end here: no letter goes on, or the case turns, or the script has no
    spaces."""
    before, first = text[start - 1] if start else " ", text[start]
    last, after = text[end - 1], text[end] if end < len(text) else " "
    return _edge(before, first) and _edge(last, after)


def _edge(left: str, right: str) -> bool:
    if not (left.isalnum() and right.isalnum()):
        return True
    if left.isdigit() != right.isdigit():
        return True
    return (left.islower() and right.isupper()) or (
        left.isalpha() and not (has_cases(left) and has_cases(right))
    )

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
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evidence_review.redaction.terms import date_forms
from evidence_review.redaction.terms.bidi_override import OVERRIDE, as_shown
from evidence_review.redaction.terms.folding import SOFT, Plain, plain, squash, squashed
from evidence_review.redaction.terms.wordlists import COMMON, ORDINARY, PARTICLES, PLACES

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_IN_WORD = f"[-'{SOFT}]?\n?"
_APART = re.compile(r"[\W_]+")
_BETWEEN = r"[\W_]{0,6}"
_IN_NUMBER = r"[\W_]{0,2}"
_BRITISH = rf"(?:(?:00|\+)?44{_IN_NUMBER}\(?0?\)?{_IN_NUMBER}|0)?"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One way in which a term may be written: `needle` is what its letters and digits must be, `term` the
    number of the term.

    `capital` means only where the first letter is a capital; such words are not looked for in raw bytes.
    `gaps` is how often, at least, the letters must be set apart.
    """

    term: int
    needle: str
    pattern: re.Pattern[str]
    letters: int
    capital: bool = False
    gaps: int = 0


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
    """Term number `term` stands at text[start:end]."""

    start: int
    end: int
    term: int


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
        wanted += _whole(number, term)
        if number in only_whole:
            continue
        kept = {squash(plain(word).text) for word in (keep[number] if number < len(keep) else ())}
        for word in name_words(term):
            if squash(word) in kept:
                continue
            if squash(word) in COMMON:
                left += [] if squash(word) in single else [(number, word)]
            elif squash(word) in ORDINARY:
                wanted.append(
                    Wanted(number, squash(word), re.compile(_of_word(word)), len(squash(word)), capital=True)
                )
            else:
                wanted += _variants(number, _of_word(word), squash(word), word)
    return Search(tuple(wanted), tuple(left), any(letter > "\xff" for term in terms for letter in term))


def find(text: str, search: Search, shortest: int = 1) -> list[Hit]:
    """Every place of every term in the text, in order.

    With `shortest` above 1 the text is no prose but bytes: terms of fewer letters and digits, and words with
    a capital only, are left out.
    """
    wanted = [one for one in search.wanted if one.letters >= shortest and not (one.capital and shortest > 1)]
    if not wanted or not text:
        return []
    hits = _found(text, wanted)
    if OVERRIDE in text:
        shown, places = as_shown(text)
        for hit in _found(shown, wanted):
            mine = places[hit.start : hit.end]
            hits.add(Hit(min(mine), max(mine) + 1, hit.term))
    return sorted(hits, key=lambda hit: (hit.start, hit.end, hit.term))


def may_hold(text: str, search: Search) -> bool:
    """Whether any term may stand in a text with the same letters and digits in the same order, whatever
    stands between them."""
    letters = squashed(text)
    return OVERRIDE in text or any(one.needle in letters for one in search.wanted)


def _found(text: str, wanted: Sequence[Wanted]) -> set[Hit]:
    letters = squashed(text)
    near = [one for one in wanted if one.needle in letters]
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
        not one.gaps or len(_APART.findall(written)) >= one.gaps
    )


def holds(text: str, search: Search, shortest: int = 1) -> bool:
    """Whether any term stands in the text."""
    return bool(find(text, search, shortest))


def name_words(term: str) -> tuple[str, ...]:
    """The words of a personal name that are looked for alone (plain), empty where the term is no personal
    name of several words.

    A personal name: two to five words, letters only, each but particles with a capital, none of them a word
    for a place or a body.
    """
    written = term.split()
    if not 2 <= len(written) <= 5 or not all(_NAME_WORD.fullmatch(word) for word in written):
        return ()
    words = {shown: plain(shown.strip(".,()\"'")).text for shown in written}
    if not PLACES.isdisjoint(words.values()):
        return ()
    named = {shown: word for shown, word in words.items() if word not in PARTICLES}
    if not all(map(_is_capital, named)):
        return ()
    parts = [part for word in named.values() for part in ({word} | set(word.split("-")))]
    return tuple(dict.fromkeys(part for part in parts if len(squash(part)) >= 3 or not _cased(part)))


def _is_capital(word: str) -> bool:
    """Whether a word has a capital where its script has any."""
    return next(filter(str.isalpha, word)).isupper() or not _cased(word)


_NAME_WORD = re.compile(r"[(\"']?[^\W\d_]+(?:['’\-‐‑.][^\W\d_]+)*[.,)\"']*")


def _cased(word: str) -> bool:
    return word.lower() != word.upper()


def _whole(number: int, term: str) -> list[Wanted]:
    seen = plain(term.strip()).text
    words = _WORD.findall(seen)
    if not words:
        return [Wanted(number, "", re.compile(re.escape(seen)), len(seen))]
    date = date_forms.pattern(seen)
    digits = squash(seen)
    if date:
        return [Wanted(number, "", re.compile(date), 6), *_variants(number, _of_code(words), digits, seen)]
    if digits.isdigit():
        return [_number(number, digits)]
    if any(letter.isdigit() for letter in digits):
        return _variants(number, _of_code(words), digits, seen)
    out = _variants(number, _BETWEEN.join(map(_of_word, words)), digits, seen)
    if len(words) > 1 and name_words(term):
        turned = [words[-1], *words[:-1]]
        out += _variants(number, _BETWEEN.join(map(_of_word, turned)), squash("".join(turned)), seen)
    return out


def _variants(number: int, pattern: str, needle: str, word: str) -> list[Wanted]:
    out = [Wanted(number, needle, re.compile(pattern), len(needle))]
    if len(needle) >= 4 and needle.isalpha() and " " not in word:
        spaced = "[ ._*\n-]{0,2}".join(map(re.escape, needle))
        out.append(Wanted(number, needle, re.compile(spaced), len(needle), gaps=2))
    return out


def _of_word(word: str) -> str:
    return _IN_WORD.join(re.escape(letter) for letter in squash(word))


def _of_code(words: Sequence[str]) -> str:
    """Letters and digits together (postcodes, registrations, addresses): separators may stand where a digit
    is."""
    letters = squash("".join(words))
    out = re.escape(letters[0])
    breaks = {sum(len(squash(word)) for word in words[: at + 1]) for at in range(len(words))}
    for at in range(1, len(letters)):
        gap = (
            _BETWEEN
            if at in breaks
            else _IN_NUMBER
            if letters[at].isdigit() or letters[at - 1].isdigit()
            else _IN_WORD
        )
        out += gap + re.escape(letters[at])
    return out


def _number(number: int, digits: str) -> Wanted:
    national = (
        digits.removeprefix("00").removeprefix("44").removeprefix("0") if _is_british(digits) else digits
    )
    front = _BRITISH if _is_british(digits) else ""
    return Wanted(number, national, re.compile(front + _IN_NUMBER.join(national)), len(national))


def _is_british(digits: str) -> bool:
    """Ten or eleven digits from 0, or the same behind 44 or 0044."""
    return bool(re.fullmatch(r"(?:0[1-9]\d{8,9})|(?:(?:00)?44(?:0)?[1-9]\d{8,9})", digits))


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
    return (left.islower() and right.isupper()) or (left.isalpha() and not (_cased(left) and _cased(right)))

"""Which items the agreed terms hit, and where: the must-review band (reference/relevance.md 3.2).

Every kind of term comes down to a listed row of words, so one matcher finds them all. `scanning.scan` finds
the same hits by another road; the two must agree. A new kind of term needs a line in `expansions.expand`.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from evidence_review.domain.enquiry import MOST_GAP, Term
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import TermKind
from evidence_review.relevance.words import Word, plain_words, words

# letters that the full-text tokenizer of SQLite 3.46 to 3.53 takes for something else (measured over all of
# Unicode)
_NOT_INDEXED = frozenset((0x166D, *range(0x19B0, 0x19CA), 0x1CF2, 0x1CF3))

type Pattern = tuple[bool, tuple[str, ...]]


@dataclass(frozen=True, slots=True, order=True)
class TermHit:
    """An agreed term found as one of its listed forms at text[start:end] (code points of the original
    text)."""

    term: str
    form: str
    start: int
    end: int


def match(texts: Sequence[tuple[ItemId, str]], terms: Sequence[Term]) -> dict[ItemId, tuple[TermHit, ...]]:
    """Every hit of every active form, by item, in order of place; items without a hit are left out.

    Words of a form must follow each other in the text, or with at most `gap` words between for a phrase that
    has one; punctuation between them does not matter, except for a form that is nothing but punctuation and
    for an emoticon, which are found as written. Patterns (`TermKind.REGEX`) are left to `patterns`.
    """
    forms = _forms(terms)
    hits: dict[ItemId, set[TermHit]] = defaultdict(set)
    for item, found in _gapped(texts, [term for term in terms if gap_of(term)]):
        hits[item] |= found
    for literal in (False, True):
        for item, found in _in_rows(texts, forms, literal=literal):
            hits[item] |= found
    return {
        item: tuple(sorted(hits[item], key=lambda hit: (hit.start, hit.end, hit.term, hit.form)))
        for item, _ in texts
        if item in hits
    }


def pattern_of(form: str, kind: TermKind) -> Pattern:
    """How a form is looked for: whether punctuation counts, and its words in normal form (none: never
    found)."""
    plain = tuple(plain_words(form))
    full = tuple(plain_words(form, "full"))
    literal = full != plain and (kind is TermKind.EMOJI or not plain)
    return literal, full if literal else plain


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """The distinct words of a pool in normal form: what lemma forms are worked out over."""
    return frozenset(word for text in texts for word in plain_words(text))


def fts_query(form: str, gap: int = 0) -> str | None:
    """An FTS5 query whose hits in an index of `words.indexed` texts include every item that the form hits,
    with or without words between.

    It asks for a quoted phrase only, so that no word is taken for an operator. None where the index
    holds nothing of the form (a skin tone, a sign, an emoticon): then the pool must be scanned.
    """
    row = plain_words(form)
    if not any(_is_indexed(letter) for word in row for letter in word):
        return None
    if gap:
        return " AND ".join(f'"{word}"' for word in row if any(map(_is_indexed, word)))
    return '"' + " ".join(row) + '"'


def _is_indexed(letter: str) -> bool:
    group = unicodedata.category(letter)
    return (group[0] in "LN" or group in {"Co", "So"}) and ord(letter) not in _NOT_INDEXED


def _forms(terms: Sequence[Term]) -> dict[Pattern, list[tuple[str, str]]]:
    found: dict[Pattern, list[tuple[str, str]]] = defaultdict(list)
    for term in terms:
        if term.kind is TermKind.REGEX or gap_of(term):
            continue
        for form in term.active_forms():
            pattern = pattern_of(form, term.kind)
            if pattern[1]:
                found[pattern].append((term.text, form))
    return found


def gap_of(term: Term) -> int:
    """How many words may stand between two words of a term: what it says for a phrase, none for any other."""
    return min(term.gap, MOST_GAP) if term.kind is TermKind.PHRASE else 0


def _in_rows(
    texts: Sequence[tuple[ItemId, str]], forms: dict[Pattern, list[tuple[str, str]]], *, literal: bool
) -> Iterator[tuple[ItemId, set[TermHit]]]:
    """Hits of words that follow each other, those as written or those without punctuation."""
    patterns = {pattern: names for (as_written, pattern), names in forms.items() if as_written is literal}
    for (item, text), places in _search(texts, sorted(patterns), literal=literal):
        row = [word for word in words(text) if literal or not word.point]
        yield item, {hit for first, last in places for hit in _named(row[first:last], patterns)}


def _gapped(
    texts: Sequence[tuple[ItemId, str]], terms: Sequence[Term]
) -> Iterator[tuple[ItemId, set[TermHit]]]:
    """Hits of phrases with a gap, each from its first word to where it can end first."""
    wanted = [
        (term, form, plain_words(form)) for term in terms for form in term.active_forms() if plain_words(form)
    ]
    for item, text in texts if wanted else ():
        said = frozenset(plain_words(text))
        asked = [one for one in wanted if said.issuperset(one[2])]
        row = [word for word in words(text) if not word.point] if asked else []
        found = {
            TermHit(term.text, form, row[at].start, row[end].end)
            for term, form, needed in asked
            for at, end in _reaches([word.text for word in row], needed, gap_of(term))
        }
        if found:
            yield item, found


def _reaches(row: Sequence[str], needed: Sequence[str], gap: int) -> Iterator[tuple[int, int]]:
    """First and last place of every way to read the needed words in order with at most so many between; of
    several, the one that ends first."""
    for start, word in enumerate(row):
        places = {start} if word == needed[0] else set[int]()
        for after in needed[1:]:
            places = {
                to for at in places for to in range(at + 1, min(at + gap + 2, len(row))) if row[to] == after
            }
        if places:
            yield start, min(places)


def _named(row: Sequence[Word], patterns: dict[tuple[str, ...], list[tuple[str, str]]]) -> Iterator[TermHit]:
    for term, form in patterns[tuple(word.text for word in row)]:
        yield TermHit(term, form, row[0].start, row[-1].end)


def _search(
    texts: Sequence[tuple[ItemId, str]], patterns: Sequence[tuple[str, ...]], *, literal: bool
) -> Iterator[tuple[tuple[ItemId, str], list[tuple[int, int]]]]:
    """The texts with a hit, each with its places as ranges of words."""
    if not patterns:
        return
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    vocab = Vocab()
    matcher: Any = PhraseMatcher(vocab, attr="ORTH")
    matcher.add("form", [Doc(vocab, words=list(pattern)) for pattern in patterns])
    known = {word for pattern in patterns for word in pattern}
    for entry in texts:
        row = plain_words(entry[1], "full" if literal else "plain")
        if known.isdisjoint(row):
            continue
        places = [(first, last) for _, first, last in matcher(Doc(vocab, words=row))]
        if places:
            yield entry, places

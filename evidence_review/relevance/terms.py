"""Which items the agreed terms hit, and where: the must-review band (RELEVANCE.md 3.2).

Every kind of term comes down to a listed row of words, so one matcher finds them all. `scanning.scan` finds
the same hits by another road; the two must agree. A new kind of term needs a line in `expansions.expand`.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from evidence_review.domain.enquiry import Term
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import TermKind
from evidence_review.relevance.words import Word, plain_words, words

# letters that the full-text tokenizer of SQLite 3.46 to 3.53 takes for something else (measured over all of Unicode)
_NOT_INDEXED = frozenset((0x166D, *range(0x19B0, 0x19CA), 0x1CF2, 0x1CF3))

type Pattern = tuple[bool, tuple[str, ...]]


@dataclass(frozen=True, slots=True, order=True)
class TermHit:
    """An agreed term found as one of its listed forms at text[start:end] (code points of the original text)."""

    term: str
    form: str
    start: int
    end: int


def match(texts: Sequence[tuple[ItemId, str]], terms: Sequence[Term]) -> dict[ItemId, tuple[TermHit, ...]]:
    """Every hit of every active form, by item, in order of place; items without a hit are left out.

    Words of a form must follow each other in the text; punctuation between them does not matter, except for
    a form that is nothing but punctuation and for an emoticon, which are found as written.
    """
    forms = _forms(terms)
    if not forms:
        return {}
    hits: dict[ItemId, set[TermHit]] = defaultdict(set)
    for literal in (False, True):
        patterns = {pattern: names for (as_written, pattern), names in forms.items() if as_written is literal}
        for (item, text), places in _search(texts, sorted(patterns), literal=literal):
            row = [word for word in words(text) if literal or not word.point]
            hits[item] |= {hit for first, last in places for hit in _named(row[first:last], patterns)}
    return {item: tuple(sorted(hits[item], key=lambda hit: (hit.start, hit.end, hit.term, hit.form))) for item, _ in texts if item in hits}


def pattern_of(form: str, kind: TermKind) -> Pattern:
    """How a form is looked for: whether punctuation counts, and its words in normal form (none: never found)."""
    plain = tuple(plain_words(form))
    full = tuple(plain_words(form, "full"))
    literal = full != plain and (kind is TermKind.EMOJI or not plain)
    return literal, full if literal else plain


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """The distinct words of a pool in normal form: what lemma forms are worked out over."""
    return frozenset(word for text in texts for word in plain_words(text))


def fts_query(form: str) -> str | None:
    """An FTS5 query whose hits in an index of `words.indexed` texts include every item that the form hits.

    It asks for a quoted phrase only, so that no word is taken for an operator. None where the index
    holds nothing of the form (a skin tone, a sign, an emoticon): then the pool must be scanned.
    """
    row = plain_words(form)
    if not any(_is_indexed(letter) for word in row for letter in word):
        return None
    return '"' + " ".join(row) + '"'


def _is_indexed(letter: str) -> bool:
    group = unicodedata.category(letter)
    return (group[0] in "LN" or group in {"Co", "So"}) and ord(letter) not in _NOT_INDEXED


def _forms(terms: Sequence[Term]) -> dict[Pattern, list[tuple[str, str]]]:
    found: dict[Pattern, list[tuple[str, str]]] = defaultdict(list)
    for term in terms:
        for form in term.active_forms():
            pattern = pattern_of(form, term.kind)
            if pattern[1]:
                found[pattern].append((term.text, form))
    return found


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

"""The further forms of an agreed term, each listed so that a person can count it and switch it off
(reference/relevance.md 3.2).

Lemma forms come from spaCy's rule tables over the words of the pool; txt-speak, slang spellings and short
names come from lists in resources/terms. To teach a new spelling, add a row to relevance_expansions.tsv.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

from evidence_review.domain.enquiry import Term
from evidence_review.domain.errors import CaseProblem
from evidence_review.domain.kinds import TermKind
from evidence_review.domain.models import checked
from evidence_review.domain.shipped_files import RESOURCES
from evidence_review.relevance.slips import near, slips
from evidence_review.relevance.words import plain_words

LISTED = RESOURCES / "terms" / "relevance_expansions.tsv"
NAMES = RESOURCES / "terms" / "nicknames.tsv"
MOST = 500  # forms of a term of several words; beyond it one word is varied at a time

_BY_LIST = frozenset({TermKind.LEMMA, TermKind.EXPANSION})
_EXPANDED = _BY_LIST | {TermKind.FUZZY, TermKind.NICKNAME}
_PARTS = ("NOUN", "VERB", "ADJ", "ADV")

type Alike = Mapping[str, frozenset[str]]


def expand(term: Term, vocabulary: frozenset[str]) -> Term:
    """The term with its forms filled in, those it had first; `vocabulary` is that of the pool in normal form.

    An exact term, a phrase, an emoji and a pattern stay as written. A lemma gets the word forms that occur in
    the pool ("pay": paid, paying) and the listed ones; an expansion the listed ones: other spellings,
    txt-speak, short names, and the same words without apostrophe or hyphen. A nickname gets short and full
    names alone. A fuzzy term gets the usual slips of the hand, and the words of the pool that are a letter or
    two away (`slips.near`).
    """
    if term.kind not in _EXPANDED:
        return term
    row = plain_words(term.text)
    alike = [_of_word(word, vocabulary, term.kind) for word in row]
    whole = [*_listed_whole(row), *_closed_up(term.text, vocabulary)] if term.kind in _BY_LIST else []
    found = [*whole, *_combined(row, alike, vocabulary)]
    seen = {tuple(plain_words(form)) for form in (term.text, *term.forms)}
    fresh = {tuple(plain_words(form)): form for form in found}
    return replace(
        term, forms=(*term.forms, *(form for words, form in fresh.items() if words and words not in seen))
    )


def lemma_forms(word: str, vocabulary: frozenset[str]) -> frozenset[str]:
    """The words of the pool that share a dictionary form with this one as noun, verb, adjective or adverb.

    >>> sorted(lemma_forms("pay", frozenset({"paid", "paying", "payment", "pay", "say"})))
    ['paid', 'pay', 'paying']
    """
    tables = _tables()
    bases = tables.lemmas(word)
    # a rule changes no more than the last two letters of a dictionary form ("woman", "women"); the rest are
    # exceptions
    stems = tuple(base[: max(1, len(base) - 2)] for base in bases)
    irregular = {form for base in bases for form in tables.irregular.get(base, ())}
    near = (
        other for other in vocabulary if other.isalpha() and (other.startswith(stems) or other in irregular)
    )
    return frozenset(other for other in near if not bases.isdisjoint(tables.lemmas(other)))


def dictionary_forms(word: str) -> frozenset[str]:
    """The dictionary forms a word may have, itself among them."""
    return _tables().lemmas(word)


def irregular_forms(base: str) -> frozenset[str]:
    """The forms of a dictionary word that no rule makes ("pay": paid)."""
    return frozenset(_tables().irregular.get(base, ()))


class _Tables:
    """spaCy's rule lemmatizer, with what it holds as dictionary words and which irregular forms belong to
    them."""

    def __init__(self, lemmatizer: Any, vocab: Any) -> None:
        self._lemmatizer = lemmatizer
        self._vocab = vocab
        index = lemmatizer.lookups.get_table("lemma_index")
        exceptions = lemmatizer.lookups.get_table("lemma_exc")
        self._index = {part: set(index.get(part.lower(), ())) for part in _PARTS}
        self._exceptions: dict[str, dict[str, list[str]]] = {
            part: exceptions.get(part.lower(), {}) for part in _PARTS
        }
        self.irregular: dict[str, set[str]] = defaultdict(set)
        for form, base in (
            (form, base)
            for known in self._exceptions.values()
            for form, bases in known.items()
            for base in bases
        ):
            self.irregular[base].add(form)
        self.known = frozenset[str]().union(*self._index.values(), *self._exceptions.values())

    def lemmas(self, word: str) -> frozenset[str]:
        """The dictionary forms a word may have. A rule's guess counts only for a word that no dictionary part
        knows."""
        from spacy.tokens import Doc

        guess = word not in self.known
        found = {word}
        for token, part in zip(
            Doc(self._vocab, words=[word] * len(_PARTS), pos=list(_PARTS)), _PARTS, strict=True
        ):
            sure, irregular = self._index[part], self._exceptions[part].get(word, ())
            found |= {
                form
                for form in self._lemmatizer.rule_lemmatize(token)
                if len(form) > 1 and (guess or form in sure or form in irregular)
            }
        self._lemmatizer.cache.clear()  # it would keep the words of the case
        return frozenset(found)


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    from spacy.lang.en.lemmatizer import EnglishLemmatizer
    from spacy.lookups import Lookups
    from spacy.vocab import Vocab

    vocab = Vocab()
    lemmatizer: Any = EnglishLemmatizer(vocab, None, mode="rule")
    lemmatizer.lookups = Lookups().from_bytes(checked("lemma-tables", "lemmas/lookups.bin"))
    return _Tables(lemmatizer, vocab)


def _of_word(word: str, vocabulary: frozenset[str], kind: TermKind) -> list[str]:
    """The other forms of one word: listed ones whether or not they occur, then those found in the pool."""
    found = sorted(_listed().get(word, ())) if kind in _BY_LIST else []
    if kind is not TermKind.FUZZY:
        found += sorted(_names().get(word, ()))
    if word.isalpha() and kind is not TermKind.NICKNAME:
        found += sorted(_stretched(word, vocabulary))
        found += sorted(lemma_forms(word, vocabulary)) if kind is TermKind.LEMMA else []
    if word.isalpha() and kind is TermKind.FUZZY:
        # beside a word of the language another one is no slip ("bills", "pills"); beside a name or a
        # misspelling it may be
        apart = _tables().known if word in _tables().known else frozenset[str]()
        found += sorted((slips(word) - _tables().known) | (near(word, vocabulary) - apart))
    return [form for form in dict.fromkeys(found) if form != word]


def short_names(name: str) -> frozenset[str]:
    """The short forms of a given name, and the names that a short form stands for, in normal form: "daniel"
    and "danny"."""
    return frozenset(_key(short) for short in _names().get(_key(name), ()))


def _stretched(word: str, vocabulary: frozenset[str]) -> Iterator[str]:
    """Spellings in the pool with a letter doubled ("pleease"), unless that is a word of its own ("to",
    "too")."""
    known = _tables().known
    bare = _undoubled(word)
    for other in vocabulary:
        if (
            other != word
            and other[0] == word[0]
            and len(other) > len(word)
            and other not in known
            and _undoubled(other) == bare
        ):
            yield other


def _undoubled(word: str) -> str:
    return "".join(letter for at, letter in enumerate(word) if letter != word[at - 1 : at])


def _listed_whole(row: list[str]) -> list[str]:
    return sorted(_listed().get(" ".join(row), ())) if len(row) > 1 else []


def _closed_up(text: str, vocabulary: frozenset[str]) -> list[str]:
    """The text without apostrophes and hyphens ("dont", "email"), or with the apostrophe that it has in the
    pool."""
    bare = "".join(letter for letter in text if letter not in "'’`-‐‑–")
    row = plain_words(text)
    with_mark = [
        word.replace("\u02bc", "'")
        for word in vocabulary
        if "\u02bc" in word and [word.replace("\u02bc", "")] == row
    ]
    return [*([bare] if bare != text and bare.strip() else []), *sorted(with_mark)]


def _combined(row: list[str], alike: list[list[str]], vocabulary: frozenset[str]) -> Iterator[str]:
    """The forms of one word; of several words every combination of forms that occur in the pool, if those are
    not too many."""
    if len(row) == 1:
        yield from alike[0]
        return
    present = [
        [word, *(form for form in forms if vocabulary.issuperset(plain_words(form)))]
        for word, forms in zip(row, alike, strict=True)
    ]
    if prod(map(len, present)) <= MOST:
        yield from (" ".join(words) for words in product(*present))
        return
    for at, forms in enumerate(present):
        yield from (" ".join((*row[:at], form, *row[at + 1 :])) for form in forms)


@lru_cache(maxsize=1)
def _listed() -> Alike:
    rows = [line.split("\t") for line in _lines(LISTED)][1:]
    return _both_ways((word, form) for word, form, _source in rows)


@lru_cache(maxsize=1)
def _names() -> Alike:
    rows = [line.split("\t") for line in _lines(NAMES)]
    return _both_ways((name, short) for name, shorts in rows for short in shorts.split())


def _both_ways(pairs: Iterator[tuple[str, str]]) -> Alike:
    """For a word its forms; for a form the words it stands for and their other forms. Keys are in normal
    form."""
    forms: dict[str, set[str]] = defaultdict(set)
    stands_for: dict[str, set[str]] = defaultdict(set)
    for word, form in pairs:
        forms[_key(word)].add(form)
        stands_for[_key(form)].add(word)
    alike = {key: set(values) for key, values in forms.items()}
    for key, names in stands_for.items():
        alike.setdefault(key, set()).update(names, *(forms[_key(word)] for word in names))
    return {key: frozenset(value for value in values if _key(value) != key) for key, values in alike.items()}


def _key(text: str) -> str:
    return " ".join(plain_words(text))


def _lines(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as fault:
        raise CaseProblem(
            f"The word list {path.name} that came with the program cannot be read; install the program again."
        ) from fault
    return [line for line in lines if line.strip() and not line.startswith("#")]

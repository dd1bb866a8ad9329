"""English word forms made by rule and from the tables of exceptions, so that a term's forms can be listed
before any evidence is read."""

import re

from evidence_review.domain.enquiry import Term
from evidence_review.relevance.expansions import dictionary_forms, irregular_forms
from evidence_review.relevance.words import plain_words

_VOWELS = "aeiou"
_ONE_SYLLABLE = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")


def regular_forms(base: str) -> frozenset[str]:
    """Third person or plural, past and -ing form of a dictionary word, as spelling rules make them.

    >>> sorted(regular_forms("stop")), sorted(regular_forms("try")), sorted(regular_forms("leave"))
    (['stop', 'stopped', 'stopping', 'stops'], ['tried', 'tries', 'try', 'trying'], ['leave', 'leaved', 'leaves', 'leaving'])
    """
    if len(base) < 2 or not base.isalpha():  # a letter has no forms
        return frozenset({base})
    stem = base[:-1]
    if base[-1] == "y" and base[-2] not in _VOWELS:
        return frozenset({base, stem + "ies", stem + "ied", base + "ing"})
    if base.endswith("ie"):
        return frozenset({base, base + "s", base + "d", base[:-2] + "ying"})
    if base[-1] == "e":
        return frozenset({base, base + "s", base + "d", (base if base[-2] in "eoy" else stem) + "ing"})
    if base.endswith("man"):
        return frozenset({base, base[:-2] + "en", base + "s"})
    plural = base + ("es" if base.endswith(("s", "x", "z", "ch", "sh")) else "s")
    last = base[-1] if _ONE_SYLLABLE.fullmatch(base) else ""
    return frozenset({base, plural, base + last + "ed", base + last + "ing"})


def vocabulary_of(term: Term) -> frozenset[str]:
    """Every form of each word of a term, in the normal form in which forms are compared."""
    bases = {base for word in plain_words(term.text) for base in dictionary_forms(word)}
    return frozenset(form for base in bases for form in (*regular_forms(base), *irregular_forms(base)))


def other_forms(words: frozenset[str]) -> frozenset[str]:
    """Every form of each of these words that are words of the dictionary ("paid": pay, pays, paying)."""
    bases = {base for word in words if word.isalpha() for base in dictionary_forms(word)}
    return frozenset(form for base in bases for form in (base, *regular_forms(base), *irregular_forms(base)))

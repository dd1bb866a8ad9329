"""Regular English word forms made by rule, so that a term's forms can be listed before any evidence is read."""

from evidence_review.domain.enquiry import Term
from evidence_review.relevance.words import plain_words

_VOWELS = frozenset("aeiou")


def candidates(word: str) -> frozenset[str]:
    """Spellings that may be forms of a word; the rule lemmatizer then keeps those that are.

    >>> sorted(candidates("stop"))[:4]
    ['stop', 'stoped', 'stopes', 'stopest']
    """
    stems = {word, word.removesuffix("e")}
    if word.endswith("y") and len(word) > 2 and word[-2] not in _VOWELS:
        stems.add(word[:-1] + "i")
    if word.endswith("ie"):
        stems.add(word[:-2] + "y")
    if len(word) > 2 and word[-1] not in _VOWELS and word[-2] in _VOWELS:
        stems.add(word + word[-1])
    for ending in ("ing", "ed", "es", "s", "er", "est", "d"):
        base = word.removesuffix(ending)
        if base != word and len(base) > 1:
            stems |= {base, base + "e", base + "y" if ending == "es" else base}
            stems |= {base[:-1]} if len(base) > 2 and base[-1] == base[-2] else set()
    endings = ("", "s", "es", "d", "ed", "ing", "er", "est")
    return frozenset(stem + ending for stem in stems for ending in endings)


def vocabulary_of(term: Term) -> frozenset[str]:
    """The candidates of every word of a term, in the normal form in which forms are compared."""
    return frozenset(form for word in plain_words(term.text) for form in candidates(word))

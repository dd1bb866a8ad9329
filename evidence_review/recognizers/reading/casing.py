"""What the classifier is told of a word beside its pieces: its capitals, and which word lists hold it.

The vocabulary knows no capitals, and three layers cannot learn six thousand names by heart; the lists know
both. Used in training too (models/).
"""

from functools import lru_cache

from evidence_review.recognizers.reading.word_lists import (
    british_places,
    common_words,
    english_words,
    everyday_words,
    first_names,
    key,
    name_words,
    other_tongues,
    surnames,
    things,
)

MARKS = 64  # four ways to use capitals, times sixteen sets of lists


def case_of(word: str) -> int:
    """0 no capital, 1 the first letter, 2 all of several, 3 mixed."""
    if word == word.lower():
        return 0
    if len(word) > 1 and word.isupper():
        return 2
    return 1 if word[0].isupper() and word[1:] == word[1:].lower() else 3


@lru_cache(maxsize=65536)
def mark_of(word: str) -> int:
    """`case_of` the word, and 4 for a first name, 8 a surname, 16 an ordinary word of any tongue or a place,
    32 a name that is also a word."""
    known = key(word)
    lists = (
        known in first_names(),
        known in surnames(),
        known in _nameless(),
        known in name_words(),
    )
    return case_of(word) + sum(4 << at for at, held in enumerate(lists) if held)


@lru_cache(maxsize=1)
def _nameless() -> frozenset[str]:
    return common_words() | everyday_words() | english_words() | other_tongues() | things() | british_places()

"""The brake: what may be looked for in other places because it is marked in one. What is short, bare or common
stays where it was marked; each further place of it is marked by hand (reference/law.md I4, I5).
"""

import re
from functools import cache

from evidence_review.domain.text import fold
from evidence_review.recognizers.reading import word_lists

_LEAST = 4
_LEAST_DIGITS = 7
_LONG = 12
_PHRASE = 3
_DATE = re.compile(r"\d{1,4}[./\s-]\d{1,2}[./\s-]\d{1,4}")
_ADDRESSED = re.compile(r"\S+@\S+")
_SORT_CODE = re.compile(r"\d{2}[ -]\d{2}[ -]\d{2}")
_WORDS = re.compile(r"[^\W_]+")
_PLACES = frozenset({"ADDRESS", "SCHOOL", "WORKPLACE", "MEDICAL_ORG", "LOCATION"})


def may_be_carried(value: str, kind: str) -> bool:
    """Whether a marked value may be looked for elsewhere by the program itself: not one of fewer than four
    letters and digits, a bare number, a time, a date, an amount, or nothing but words of the language.

    A name of two words and more, each with a capital, an e-mail address or handle, and an address of three and more, are more than their words.
    """
    folded = fold(value).text.strip()
    words = _WORDS.findall(folded)
    plain = "".join(words)
    if len(plain) < _LEAST:
        return False
    if _ADDRESSED.fullmatch(folded) or (kind == "UK_SORT_CODE" and _SORT_CODE.fullmatch(folded)):
        return True
    if all(map(_is_number, words)):
        return sum(map(str.isdigit, plain)) >= _LEAST_DIGITS and not _DATE.fullmatch(folded)
    if any(not _is_number(word) and word not in _language() for word in words):
        return True
    if kind == "PERSON":
        return len(words) > 1 and all(word[0].isupper() for word in _WORDS.findall(value))
    return kind in _PLACES and len(words) >= _PHRASE and len(plain) >= _LONG


def is_short(value: str) -> bool:
    """Whether a marked value has fewer letters and digits than the brake asks for."""
    return len("".join(_WORDS.findall(fold(value).text))) < _LEAST


def _is_number(word: str) -> bool:
    """Whether a word is a number, also with what stands behind one in a time or an amount."""
    return word[0].isdigit() and (word.isdigit() or word.lstrip("0123456789") in _BEHIND)


_BEHIND = frozenset(("am", "pm", "st", "nd", "rd", "th", "p", "k", "m", "ish", "hrs", "quid"))


def is_plain_word(word: str) -> bool:
    """Whether a word is one of the language and no name."""
    return word in _language() and word not in word_lists.first_names() | word_lists.surnames()


@cache
def _language() -> frozenset[str]:
    """Words that anybody uses: of the language, of chat, and names that are words too."""
    return (
        word_lists.common_words()
        | word_lists.english_words()
        | word_lists.name_words()
        | word_lists.everyday_words()
        | word_lists.other_tongues()
    )

"""Names written in Arabic, Cyrillic, Greek and other letters than Latin: by list, with what their tongues put
before and behind a name.

The classifier's word pieces are English; of a word in other letters it sees single signs. To add names:
resources/terms/names_in_scripts.txt.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers.reading.hits import Hit
from evidence_review.recognizers.reading.tokens import opens
from evidence_review.recognizers.reading.word_lists import lines, listed

_LETTERS = (
    "Greek:\u0370-\u03ff\u1f00-\u1fff Cyrillic:\u0400-\u052f Armenian:\u0531-\u0556\u0561-\u0587 "
    "Hebrew:\u0591-\u05bd\u05d0-\u05f2 "
    "Arabic:\u0620-\u065f\u0670-\u06d3\u06d5\u06fa-\u06ff Devanagari:\u0900-\u0963\u0971-\u097f "
    "Bengali:\u0980-\u09e3\u09fc Gurmukhi:\u0a01-\u0a65\u0a70-\u0a75 "
    "Gujarati:\u0a81-\u0ae3 Tamil:\u0b82-\u0bd7 Malayalam:\u0d00-\u0d63 Sinhala:\u0d81-\u0ddf "
    "Thai:\u0e01-\u0e4e Georgian:\u10d0-\u10ff Ethiopic:\u1200-\u135a "
    "Korean:\uac00-\ud7a3"
)
_SCRIPTS = {name: span for name, _, span in (part.partition(":") for part in _LETTERS.split())}
_WORD = re.compile("|".join(f"(?P<{name}>[{span}\u200c\u200d]{{2,}})" for name, span in _SCRIPTS.items()))
_ANY = re.compile(f"[{''.join(_SCRIPTS.values())}]")
_LONGEST = 40
_STEM, _STEM_AT_HEAD = 4, 5  # letters
_ALIKE = str.maketrans("أإآٱىیئکةؤёς", "اااايييكهوеσ", "\u0640\u200c\u200d")
# What is written in one with the name behind it: and, to, by, from, of.
_BEFORE = {
    "Arabic": ("و", "ل", "ب", "ف", "ك", "ول", "وب"),
    "Hebrew": ("ו", "ל", "ב", "ה", "ש", "מ", "כ", "של"),
    "Ethiopic": ("ለ", "በ", "የ", "ከ", "ና"),
}
# What is written in one with the name before it: cases, and, too, honorifics.
_BEHIND = {
    "Bengali": ("কে", "র", "ের", "এর", "রা", "দের", "ও", "ই", "দা", "দি", "ভাই", "আপা"),
    "Devanagari": ("जी", "को", "ने", "का", "की", "से", "लाई", "ले", "दाई", "दिदी"),
    "Gurmukhi": ("ਜੀ",),
    "Gujarati": ("ને", "નો", "ની", "નું", "ના", "એ", "ભાઈ", "બેન", "જી"),
    "Tamil": ("வை", "ை", "க்கு", "ுக்கு", "ோடு", "ின்", "ிடம்", "யை"),
    "Korean": (
        "이",
        "가",
        "은",
        "는",
        "을",
        "를",
        "씨",
        "아",
        "야",
        "님",
        "이가",
        "이는",
        "한테",
        "이랑",
        "랑",
    ),
    "Ethiopic": ("ን", "ም"),
    "Arabic": ("جان", "جون", "خان"),
}
_CASES = listed(
    "а у ом і ові еві ою е и о ы ой ей ю я єю ею ем єм ї ію ієм ии ию ией ией ата ът ка"
)  # endings of names in Cyrillic, put in place of a last vowel or sign
_GREEK_CASES = listed("α η ο οσ ου ε ασ ησ ω")
_SOFT = "аеиоуяюіїйьєыэ"


def find(text: str) -> Iterator[Hit]:
    """Names in other letters; two words of a name in one, “Олена Коваль”. Places are those of the text as
    given: a reading spells such letters anew."""
    if text.isascii() or not _ANY.search(text):
        return
    last: Hit | None = None
    for match in _WORD.finditer(text):
        script = str(match.lastgroup)
        cut = _name_in(match.group(), script) or _case_of_name(text, match.start(), match.group(), script)
        if cut is None:
            continue
        start, end = match.start() + cut[0], match.start() + cut[1]
        if last and text[last.end : start] in {" ", "-"}:
            last = _hit(last.start, end, script)
            continue
        if last:
            yield last
        last = _hit(start, end, script)
    if last:
        yield last


def _hit(start: int, end: int, script: str) -> Hit:
    return Hit(start, end, "PERSON", Tier.LIKELY, "gazetteer", f"a name on our list, in {script} letters")


def _name_in(word: str, script: str) -> tuple[int, int] | None:
    """Where in the word the name stands; None where it holds none."""
    if len(word) > _LONGEST:
        return None
    known = names()
    if bare(word) in known:
        return 0, len(word)
    for before in _BEFORE.get(script, ()):
        if word.startswith(before) and len(word) - len(before) >= 3 and bare(word[len(before) :]) in known:
            return len(before), len(word)
    for behind in _BEHIND.get(script, ()):
        if word.endswith(behind) and len(word) - len(behind) >= 2 and bare(word[: -len(behind)]) in known:
            return 0, len(word) - len(behind)
    return None


def _case_of_name(text: str, start: int, word: str, script: str) -> tuple[int, int] | None:
    """The whole word where it is a case of a name with a capital: “Олені”, “Тараса”, “Γιώργο”.

    At a sentence's head a capital says nothing and short stems are those of ordinary words (“Лилии”, “Мая”,
    “Добро”).
    """
    cases = {"Cyrillic": _CASES, "Greek": _GREEK_CASES}.get(script)
    if not cases or len(word) > _LONGEST or not word[0].isupper():
        return None
    least, spelt = (_STEM_AT_HEAD if opens(text, start) else _STEM), bare(word)
    told = any(
        spelt[:at] in stems() and spelt[at:] in cases for at in range(max(least, len(spelt) - 4), len(spelt))
    )
    return (0, len(word)) if told else None


def bare(word: str) -> str:
    """One spelling of a word for comparison: small letters, without signs of vowels and stress that are
    mostly left out."""
    word = unicodedata.normalize("NFC", word.lower()).translate(_ALIKE)
    if (
        word and "\u0370" <= word[0] <= "\u06ff" and not "\u0400" <= word[0] <= "\u052f"
    ):  # Greek, Hebrew, Arabic
        word = "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))
    return word


@lru_cache(maxsize=1)
def names() -> frozenset[str]:
    """Names of the list, each in its one spelling."""
    return frozenset(bare(word) for line in lines("names_in_scripts.txt") for word in line.split())


@lru_cache(maxsize=1)
def stems() -> frozenset[str]:
    """Names of four letters and more, without a last vowel or sign, and whole."""
    found = {name for name in names() if len(name) >= 4}
    return frozenset(
        found
        | {name[:-1] for name in found if name[-1] in _SOFT}
        | {_greek_stem(name) for name in found if "\u0370" <= name[0] <= "\u03ff"}
    )


def _greek_stem(name: str) -> str:
    return re.sub(r"(?:οσ|ησ|ασ|ου|α|η|ο|ω)\Z", "", name)

"""Whether a text is in another script or language than English, so that a search by English words may miss it
(reference/law.md D3). Measured so that no English chat is called foreign; a text of fewer than three words, or in a
language that is not in the list, is not told."""

import functools
import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass

from evidence_review.domain.shipped_files import RESOURCES

_LEAST_WORDS, _LEAST_LETTERS = 3, 3
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_FILE = RESOURCES / "tongues" / "tongues.toml"


@dataclass(frozen=True, slots=True)
class _Language:
    """A language by name, its own words, and letters that mark it."""

    name: str
    words: frozenset[str]
    letters: frozenset[str]


@functools.cache
def _languages() -> tuple[frozenset[str], tuple[_Language, ...]]:
    """English words, then every other language without them."""
    told = tomllib.loads(_FILE.read_text("utf-8"))
    english = frozenset(told.pop("english")["words"].split())
    others = (
        _Language(name, frozenset(one["words"].split()) - english, frozenset(one["letters"]))
        for name, one in told.items()
    )
    return english, tuple(others)


def tongue(text: str) -> str:
    """The script or language in which most of a text is written, as it is told: "in Cyrillic letters", "in Polish";
    "" for English, for a few words, and for what is not known."""
    plain = unicodedata.normalize("NFKC", text)
    if not plain.isascii() and (script := _script(plain)):
        return f"in {script} letters"
    words = [one.lower() for one in _WORD.findall(plain)]
    return f"in {language}" if len(words) >= _LEAST_WORDS and (language := _language(words)) else ""


def _script(text: str) -> str:
    letters = Counter(
        "Latin" if ord(sign) < 0x250 else unicodedata.name(sign, "Latin").split()[0].capitalize()
        for sign in text
        if sign.isalpha()
    )
    if not letters:
        return ""
    most, count = letters.most_common(1)[0]
    return most if most != "Latin" and count >= _LEAST_LETTERS and 2 * count > letters.total() else ""


def _language(words: list[str]) -> str:
    english_words, others = _languages()
    english = sum(one in english_words for one in words)
    best, most = "", 0
    for one in others:
        hits = [word for word in words if word in one.words]
        marked = [word for word in words if word not in one.words and not one.letters.isdisjoint(word)]
        total = len(hits) + len(marked)
        is_it = hits and len({*hits, *marked}) > 1 and total > 2 * english and 4 * total >= len(words)
        if is_it and total > most:
            best, most = one.name, total
    return best

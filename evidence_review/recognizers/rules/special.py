"""Special-category words: flagged and masked on screen, never ticked for redaction
(reference/personal_data.md 3.4, DPA 2018 s.35(8)).

Whose it is, and whether it is denied, is left to the reviewer. To add terms: resources/terms/special_*.txt.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers.reading.hits import Hit
from evidence_review.recognizers.reading.tokens import Words
from evidence_review.recognizers.reading.word_lists import key, phrases

_LISTS = (
    "HEALTH",
    "SOCIAL_CARE",
    "SEX_LIFE",
    "RELIGION",
    "ETHNICITY",
    "POLITICS",
    "TRADE_UNION",
    "BIOMETRIC",
)
_NAMES = {
    "HEALTH": "health",
    "SOCIAL_CARE": "social care",
    "SEX_LIFE": "sex life or orientation",
    "RELIGION": "religion or belief",
    "ETHNICITY": "ethnicity or nationality",
    "POLITICS": "political opinion",
    "TRADE_UNION": "trade union membership",
    "BIOMETRIC": "genetic or biometric data",
}
_WORD = re.compile(r"[^\W_]+(?:'[^\W\d_]+)*")


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Terms by first word, longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind in _LISTS:
        for phrase in phrases(f"special_{kind.lower()}.txt"):
            parts = tuple(_WORD.findall(phrase))
            if parts:
                table.setdefault(parts[0], []).append((parts, kind))
    return {first: tuple(sorted(group, key=lambda entry: -len(entry[0]))) for first, group in table.items()}


def find(words: Words) -> Iterator[Hit]:
    """Every special-category term, longest first, plural s allowed."""
    index, tokens = _index(), words.tokens
    at = 0
    while at < len(tokens):
        found = _at(index, words, at)
        if found:
            kind, count = found
            span = tokens[at].start, tokens[at + count - 1].end
            yield Hit(
                *span,
                kind,
                Tier.POSSIBLE,
                "gazetteer",
                f"a word about {_NAMES[kind]}; special category, so a person decides",
                special=True,
            )
            at += count
        else:
            at += 1


def _at(
    index: dict[str, tuple[tuple[tuple[str, ...], str], ...]], words: Words, at: int
) -> tuple[str, int] | None:
    tokens = words.tokens
    first = tokens[at].key
    for start in (first, first[:-1] if first.endswith("s") else ""):
        for parts, kind in index.get(start, ()):
            if at + len(parts) <= len(tokens) and all(
                _same(tokens[at + i].key, part) for i, part in enumerate(parts)
            ):
                return kind, len(parts)
    return None


def _same(word: str, part: str) -> bool:
    return word == part or (word == key(part) + "s")

"""How much each word of a line's text counts for in each item: BM25 over the line's own pool
(reference/relevance.md 3.3).
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from evidence_review.relevance.words import plain_words

K1, B = 1.2, 0.75


@dataclass(frozen=True, slots=True)
class Counts:
    """Per item the share of each of the line's words in its BM25 score; items without one have an empty
    row."""

    rows: tuple[dict[str, float], ...]

    def sums(self) -> list[float]:
        """The BM25 score of each item, its words added in order of spelling so that the sum is always the
        same."""
        return [math.fsum(row.values()) for row in self.rows]


def count(texts: Sequence[str], query: frozenset[str]) -> Counts:
    """BM25 shares of the query's words in each text; statistics come from these texts alone, so no other line
    can change them."""
    lengths: list[int] = []
    found: list[Counter[str]] = []
    for text in texts:
        row = plain_words(text)
        lengths.append(len(row))
        found.append(Counter() if query.isdisjoint(row) else Counter(word for word in row if word in query))
    held_by = Counter(word for row in found for word in row)
    rarity = {word: math.log(1 + (len(texts) - held + 0.5) / (held + 0.5)) for word, held in held_by.items()}
    mean = sum(lengths) / len(lengths) if any(lengths) else 1.0
    return Counts(
        tuple(
            _shares(row, length / mean, rarity) if row else {}
            for row, length in zip(found, lengths, strict=True)
        )
    )


def _shares(row: Counter[str], length: float, rarity: dict[str, float]) -> dict[str, float]:
    damp = K1 * (1 - B + B * length)
    return {word: rarity[word] * times * (K1 + 1) / (times + damp) for word, times in sorted(row.items())}

"""What a first order draws on besides the line's words and question: agreed terms near by, the days it names,
likeness to what came first.

In chat the relevant reply is often "yeah" or "when": it can be found by what stands around it and when it was
sent (reference/relevance.md 1, 3.3).
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.ids import ItemId
from evidence_review.relevance.term_hits import TermHit
from evidence_review.relevance.windows import along, mixed
from evidence_review.relevance.words import plain_words

REACH = 8  # messages to either side of a term hit
FADE = 0.8  # per message
STILL_TALKING = 7200.0  # seconds after which a hit near by counts for a third
BESIDE = 0.5  # what a hit near by counts beside one in the message itself
DAYS_FADE = 4.0  # days from a named evening after which it counts for a third
EVENING = 22 * 3600.0  # a named day counts from its evening, so that the hours after midnight belong to it
FEWEST = 5  # fewer than these have nothing in common yet
FIRST = 40  # messages of the first order that the second is like
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DAY = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(" + "|".join(_MONTHS) + r")(?:\s+(\d{4}))?\b", re.IGNORECASE
)


def seconds(sent: Sequence[str]) -> Any:
    """ISO times as seconds; nan where there is none."""
    import numpy as np

    return np.array([datetime.fromisoformat(one).timestamp() if one else math.nan for one in sent])


def term_weights(items: Sequence[ItemId], hits: Mapping[ItemId, Sequence[TermHit]]) -> Any:
    """For each item the rarity of the agreed terms in it, added up."""
    import numpy as np

    terms = [sorted({hit.term for hit in hits.get(item, ())}) for item in items]
    held_by = Counter(term for row in terms for term in row)
    return np.array([math.fsum(math.log(1 + len(items) / held_by[term]) for term in row) for row in terms])


def near_terms(own: Any, threads: Any, times: Any) -> Any:
    """The weight of terms in each item and, fading by messages and by time, in those around it in its
    thread."""
    import numpy as np

    whole = own.astype(np.float64).copy()
    for at in np.flatnonzero(own):
        low, high = max(0, at - REACH), min(len(own), at + REACH + 1)
        around = np.arange(low, high)
        around = around[(around != at) & (threads[around] == threads[at])]
        gap = np.abs(times[around] - times[at])
        gap = np.where(np.isnan(gap), 0.0, gap)
        whole[around] += BESIDE * own[at] * FADE ** np.abs(around - at) * np.exp(-gap / STILL_TALKING)
    return whole


def named_days(line: LineOfEnquiry) -> tuple[datetime, ...]:
    """The days that a line's title and question name, such as "8 March 2025"; the year of its first day where
    none is written."""
    year = line.scope.date_from.year if line.scope.date_from else None
    found: dict[datetime, None] = {}
    for day, month, written in _DAY.findall(f"{line.title}\n{line.question}"):
        if written or year:
            try:
                # a wall-clock day
                found[datetime(int(written or year or 0), _MONTHS.index(month.lower()) + 1, int(day))] = None  # noqa: DTZ001
            except ValueError:
                continue
    return tuple(found)


def near_days(days: Sequence[datetime], times: Any) -> Any:
    """How near each item was sent to the evening of a day that the line names: 1 there, a third after some
    days, 0 without a time."""
    import numpy as np

    best = np.zeros(len(times))
    for day in days:
        away = np.abs(times - (day.timestamp() + EVENING)) / 86400.0
        best = np.maximum(best, np.where(np.isnan(away), 0.0, np.exp(-away / DAYS_FADE)))
    return best


def like_the_first(texts: Sequence[str], vectors: Any, first: Sequence[int]) -> Any:
    """How like each item is, in words and in meaning, to the items that came first; an item is not compared
    with itself."""
    import numpy as np

    weights = 1.0 / (10.0 + np.arange(len(first)))
    return standard(_by_meaning(vectors, first, weights)) + standard(by_words(texts, first, weights))


def _by_meaning(vectors: Any, first: Sequence[int], weights: Any) -> Any:
    import numpy as np

    chosen = vectors[list(first)]
    total = along(vectors, mixed(weights, chosen))
    mass = np.full(len(vectors), weights.sum())
    for place, at in enumerate(first):
        total[at] -= weights[place] * float((chosen[place] * chosen[place]).sum())
        mass[at] -= weights[place]
    return total / mass - along(vectors, vectors.mean(axis=0))


def by_words(texts: Sequence[str], first: Sequence[int], weights: Any, most: float = 0.1) -> Any:
    """Weighted mean cosine of TF-IDF rows to those of the `first`; words of one text, or of more than this
    share of all, do not count."""
    import numpy as np

    rows = _weighted([Counter(plain_words(text)) for text in texts], most)
    centre: Counter[str] = Counter()
    for place, at in enumerate(first):
        for word, value in rows[at].items():
            centre[word] += weights[place] * value
    total = np.array(
        [math.fsum(value * centre[word] for word, value in row.items() if word in centre) for row in rows]
    )
    mass = np.full(len(rows), weights.sum())
    for place, at in enumerate(first):
        total[at] -= weights[place] * math.fsum(value * value for value in rows[at].values())
        mass[at] -= weights[place]
    return total / mass


def _weighted(counts: Sequence[Counter[str]], most: float) -> list[dict[str, float]]:
    """Rows of length one: how often a word is said, by how rare it is."""
    held_by = Counter(word for row in counts for word in row)
    rarity = {
        word: math.log(len(counts) / held)
        for word, held in held_by.items()
        if 2 <= held <= max(2, int(most * len(counts)))
    }
    return [
        _unit(
            {
                word: (1 + math.log(times)) * rarity[word]
                for word, times in sorted(row.items())
                if word in rarity
            }
        )
        for row in counts
    ]


def _unit(row: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(math.fsum(value * value for value in row.values()))
    return {word: value / length for word, value in row.items()} if length else {}


def standard(values: Any) -> Any:
    """Mean 0 and deviation 1; all 0 where all are equal."""
    spread = values.std()
    return (values - values.mean()) / spread if spread > 0 else values - values.mean()

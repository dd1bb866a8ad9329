"""Sittings put in order, where times are known: what bears on a line is mostly a whole sitting, and a sitting
says more than a message (docs/decisions/0007).

Each order gives every sitting a value (mean 0, deviation 1 over the sittings) that all its messages share; a
message's own score tells them apart.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.relevance.bm25 import count
from evidence_review.relevance.inflecting import other_forms
from evidence_review.relevance.question_terms import asked_texts, called, query_words
from evidence_review.relevance.signals import by_words, named_days, near_days, standard
from evidence_review.relevance.windows import along, matrix

ALL, WORDS, MEANING, DAY, PEOPLE, COMPANY, LIKE, BESIDE, SHORT = 1.0, 0.5, 0.75, 1.0, 0.5, 0.5, 1.0, 0.5, 1.0
"""What each order of the sittings counts."""
OFTEN = 0.2  # words in a larger share of the sittings tell nothing of what they are about
LEAST = 1e-9
SAME_DAYS = 86400.0  # seconds after which another conversation's sitting counts for a third


@dataclass(frozen=True, slots=True)
class Talk:
    """A pool in order of thread and position: the number of each item's sitting, and of each item thread,
    time (nan if unknown), sender, text, vector."""

    number: Any
    threads: Any
    times: Any
    senders: Sequence[str]
    texts: Sequence[str]
    meanings: Any

    def mean(self, values: Any) -> Any:
        """The mean of the items' values over each sitting."""
        import numpy as np

        return np.bincount(self.number, values) / np.bincount(self.number)

    def most(self, values: Any) -> Any:
        """The highest of the items' values in each sitting."""
        import numpy as np

        return np.maximum.reduceat(values, self.starts())

    def starts(self) -> Any:
        """The first item of each sitting."""
        import numpy as np

        return np.searchsorted(self.number, np.arange(self.number[-1] + 1))

    def read(self) -> list[str]:
        """Each sitting as one text."""
        import numpy as np

        edges = [*self.starts().tolist(), len(self.number)]
        return [
            "\n".join(self.texts[start:end])
            for start, end in zip(edges, np.array(edges[1:]).tolist(), strict=False)
        ]


def orders(
    line: LineOfEnquiry, talk: Talk, score: Any, vectors: Mapping[str, bytes]
) -> Iterator[tuple[str, float, Any]]:
    """Every order of the sittings for which the line gives ground: its kind, what it counts, and each
    sitting's value. `score` is what all else gave each item."""
    import numpy as np

    read, total = talk.read(), np.zeros(int(talk.number[-1]) + 1)
    for kind, counts, values in _asked_for(line, talk, score, vectors, read):
        even = _even(values)
        total = total + counts * even
        yield kind, counts, even
    first = np.lexsort((np.arange(len(total)), -total))[: max(5, len(total) // 20)]
    yield (
        "sitting like",
        LIKE,
        _even(by_words(read, first.tolist(), 1.0 / (10.0 + np.arange(len(first))), OFTEN)),
    )
    yield "beside", BESIDE, _even(_beside(talk, _even(total)))
    yield "short", SHORT, _even(-np.log(np.bincount(talk.number)))


def _even(values: Any) -> Any:
    """Mean 0 and deviation 1; all 0 where they differ by no more than sums of the same numbers do."""
    return standard(values) if values.std() > LEAST else 0.0 * values


def _asked_for(
    line: LineOfEnquiry, talk: Talk, score: Any, vectors: Mapping[str, bytes], read: Sequence[str]
) -> Iterator[tuple[str, float, Any]]:
    import numpy as np

    yield "talk", ALL, talk.mean(score)
    words = query_words(line)
    yield "sitting words", WORDS, np.array(count(read, words | other_forms(words)).sums())
    asked = matrix(asked_texts(line), vectors)
    near = [_even(talk.most(along(talk.meanings, one))) for one in asked if one.any()]
    if near:
        yield "sitting meaning", MEANING, sum(near[1:], near[0])
    if days := named_days(line):
        yield "sitting day", DAY, talk.mean(near_days(days, talk.times))
    named = called(line, set(talk.senders))
    theirs = np.array([one in named for one in talk.senders], dtype=np.float64)
    if named and not theirs.all():
        yield "sitting people", PEOPLE, talk.mean(theirs)
        _, thread = np.unique(talk.threads, return_inverse=True)
        yield "company", COMPANY, talk.mean((np.bincount(thread, theirs) / np.bincount(thread))[thread])


def _beside(talk: Talk, values: Any) -> Any:
    """What sittings of other conversations near in time have on average, each counting by its length and,
    fading by a day, by its distance; few count less."""
    import numpy as np

    known = ~np.isnan(talk.times)
    held = np.bincount(talk.number, known)
    times = np.bincount(talk.number, np.where(known, talk.times, 0.0)) / np.where(held > 0, held, np.nan)
    weights = np.where(np.isnan(times), 0.0, np.log1p(np.bincount(talk.number)))
    threads = talk.threads[talk.starts()]
    order = [at for at in np.lexsort((np.arange(len(times)), times)).tolist() if weights[at]]
    both = np.stack([weights * values, weights], axis=1)
    total = np.zeros_like(both)
    for way in (order, order[::-1]):
        _carry(way, times, threads, both, total)
    mass = total[:, 1]
    usual = np.median(mass[mass > 0]) if (mass > 0).any() else 1.0
    return total[:, 0] / (mass + usual / 2)


def _carry(way: Sequence[int], times: Any, threads: Any, both: Any, total: Any) -> None:
    """Adds to each sitting what those before it on the way carry, less its own conversation's part."""
    import numpy as np

    whole, last, own = np.zeros(2), 0.0, dict[int, tuple[Any, float]]()
    for at in way:
        whole = whole * np.exp(-abs(times[at] - last) / SAME_DAYS)
        mine, when = own.get(threads[at], (np.zeros(2), times[at]))
        mine = mine * np.exp(-abs(times[at] - when) / SAME_DAYS)
        total[at] += np.maximum(whole - mine, [-np.inf, 0.0])
        whole, last = whole + both[at], times[at]
        own[threads[at]] = (mine + both[at], times[at])

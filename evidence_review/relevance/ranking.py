"""The order of a line's pool before anyone has decided anything, with exact reasons (RELEVANCE.md 3.3 and 5).

Two orders are joined by reciprocal ranks: by the words of the line, each message with its neighbours, and by
nearness of meaning to the question, likewise. What people decide will enter here as a third part (3.4).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.ids import ItemId
from evidence_review.domain.suggestions import Reason
from evidence_review.relevance.bm25 import count
from evidence_review.relevance.explaining import AROUND, Parts, explain
from evidence_review.relevance.vectors import WIDTH, vector_key
from evidence_review.relevance.words import plain_words

WITH_TERMS, QUESTION_ONLY = (3, 0.7), (16, 0.92)  # messages to either side, fading per step


@dataclass(frozen=True, slots=True)
class Ranked:
    """An item to be ranked. `thread` and `position` say what stands beside what; `sent` is the ISO time in UTC, empty if unknown."""

    item: ItemId
    text: str
    thread: int
    position: int
    sender: str
    sent: str


@dataclass(frozen=True, slots=True)
class Scored:
    """An item's place in the order (1 is first), its score, and reasons whose weights add up to the score."""

    item: ItemId
    rank: int
    score: float
    reasons: tuple[Reason, ...]


def rank(line: LineOfEnquiry, pool: Sequence[Ranked], vectors: Mapping[str, bytes]) -> list[Scored]:
    """The whole pool, first place first; the same input gives the same order and reasons.

    `vectors` are those of `vectors.embed` by `vectors.vector_key`, of the items' texts and of `line.question`; where the
    question has none, words alone make the order. Equal scores stand in order of time, then id.
    """
    if not pool:
        return []
    import numpy as np

    rows = sorted(pool, key=lambda row: (row.thread, row.position, row.sent, row.item))
    counts = count([row.text for row in rows], query_words(line))
    near = neighbours([row.thread for row in rows], *(WITH_TERMS if line.terms else QUESTION_ONLY))
    own = np.array(counts.sums())
    words = _windowed(own, near)
    meaning, cosines = _meaning(line, rows, vectors, near)
    parts = Parts(
        counts=counts, own=own, words=words, meaning=meaning, cosines=cosines, near=near, places=_ranks(words), nearness=_ranks(meaning)
    )
    order = sorted(range(len(rows)), key=lambda at: (-parts.scores[at], rows[at].sent, rows[at].item))
    place_of = {at: place for place, at in enumerate(order, 1)}
    reasons = explain(parts, [row.text for row in rows], place_of)
    return [Scored(rows[at].item, place, float(parts.scores[at]), reasons[at]) for place, at in enumerate(order, 1)]


def query_words(line: LineOfEnquiry) -> frozenset[str]:
    """The words by which a line ranks: its title, question and terms, with every form that is switched on."""
    forms = (form for term in line.terms for form in term.active_forms())
    return frozenset(word for text in (line.title, line.question, *forms) for word in plain_words(text))


def neighbours(threads: Sequence[int], width: int, fade: float) -> list[tuple[int, Any]]:
    """For each step to either side, what the neighbour there counts for every item: 0 across threads, all steps adding up to 1."""
    import numpy as np

    thread = np.asarray(threads)
    weights: list[tuple[int, Any]] = []
    for step in (step for step in range(-width, width + 1) if step and abs(step) < len(thread)):
        weight = np.zeros(len(thread))
        here, there = _shifted(step)
        weight[here] = (thread[here] == thread[there]) * fade ** abs(step)
        weights.append((step, weight))
    total = sum((weight for _, weight in weights), np.zeros(len(thread)))
    return [(step, weight / np.where(total > 0, total, 1.0)) for step, weight in weights]


def _shifted(step: int) -> tuple[slice, slice]:
    """The items that have a neighbour `step` further on, and those neighbours."""
    return (slice(None, -step), slice(step, None)) if step > 0 else (slice(-step, None), slice(None, step))


def _windowed(values: Any, near: Sequence[tuple[int, Any]]) -> Any:
    whole = values.copy()
    for step, weight in near:
        here, there = _shifted(step)
        whole[here] += AROUND * weight[here] * values[there]
    return whole


def _ranks(values: Any) -> Any:
    """Place by value, the highest 1; equal values share the best of their places."""
    import numpy as np

    return 1 + len(values) - np.searchsorted(np.sort(values), values, side="right")


def _meaning(line: LineOfEnquiry, rows: Sequence[Ranked], vectors: Mapping[str, bytes], near: Sequence[tuple[int, Any]]) -> tuple[Any, Any]:
    """Windowed cosine to the question less its mean, and the plain cosine; a text without vector counts as average."""
    import numpy as np

    asked = vectors.get(vector_key(line.question), bytes(2 * WIDTH))
    question = np.frombuffer(asked, "<f2").astype(np.float64)
    cosines = np.full(len(rows), np.nan)
    for at, row in enumerate(rows):
        vector = vectors.get(vector_key(row.text))
        if vector is not None and question.any():
            here = np.frombuffer(vector, "<f2").astype(np.float64)
            length = np.sqrt((here * here).sum() * (question * question).sum())
            cosines[at] = (here * question).sum() / length if length else np.nan
    known = ~np.isnan(cosines)
    centred = np.where(known, cosines - (cosines[known].mean() if known.any() else 0.0), 0.0)
    return _windowed(centred, near), cosines

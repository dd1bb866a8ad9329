"""The order of a line's pool before anyone has decided anything, with exact reasons (RELEVANCE.md 3.3 and 5).

Five orders are joined by reciprocal ranks: by the words of the line, each message with its neighbours; by nearness
of meaning to the question, likewise; by agreed terms in the message and near by; by nearness to the days that the line
names; and by likeness to what these four put first. What people decide will enter here as a further part (3.4).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.ids import ItemId
from evidence_review.domain.suggestions import Reason
from evidence_review.relevance.bm25 import count
from evidence_review.relevance.explaining import AROUND, FUSION, Parts, Vote, explain
from evidence_review.relevance.signals import FEWEST, FIRST, like_the_first, named_days, near_days, near_terms, seconds, term_weights
from evidence_review.relevance.terms import match
from evidence_review.relevance.vectors import WIDTH, vector_key
from evidence_review.relevance.words import plain_words

TERMS, DAYS, LIKE = 3.0, 2.0, 2.0  # what these orders count beside words and meaning, 1 each (docs/decisions/0007)
FUNCTION_WORDS = frozenset(
    [
        "a",
        "about",
        "after",
        "all",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "before",
        "between",
        "both",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "each",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "him",
        "his",
        "how",
        "i",
        "if",
        "in",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "other",
        "others",
        "s",
        "say",
        "said",
        "she",
        "so",
        "t",
        "than",
        "that",
        "the",
        "their",
        "them",
        "there",
        "they",
        "this",
        "to",
        "was",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)
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
        counts=counts,
        own=own,
        words=words,
        meaning=meaning,
        cosines=cosines,
        near=near,
        places=_ranks(words),
        nearness=_ranks(meaning),
        votes=_votes(line, rows, _ranks(words), _ranks(meaning), near, vectors),
    )
    order = sorted(range(len(rows)), key=lambda at: (-parts.scores[at], rows[at].sent, rows[at].item))
    place_of = {at: place for place, at in enumerate(order, 1)}
    reasons = explain(parts, [row.text for row in rows], place_of)
    return [Scored(rows[at].item, place, float(parts.scores[at]), reasons[at]) for place, at in enumerate(order, 1)]


def _votes(
    line: LineOfEnquiry, rows: Sequence[Ranked], places: Any, nearness: Any, near: Sequence[tuple[int, Any]], vectors: Mapping[str, bytes]
) -> tuple[Vote, ...]:
    """The orders beside those by words and by meaning, as far as the line gives ground for them."""
    import numpy as np

    votes: list[Vote] = []
    times = seconds([row.sent for row in rows])
    own = term_weights([row.item for row in rows], match([(row.item, row.text) for row in rows], line.terms))
    if own.any():
        votes.append(Vote("term", TERMS, _ranks(near_terms(own, np.array([row.thread for row in rows]), times)), own > 0))
    if days := named_days(line):
        votes.append(Vote("date", DAYS, _ranks(near_days(days, times)), ~np.isnan(times)))
    first_score = 1.0 / (FUSION + places) + 1.0 / (FUSION + nearness)
    for vote in votes:
        first_score = first_score + vote.weights()
    if votes:
        first = np.lexsort((np.arange(len(rows)), -first_score))[: min(FIRST, len(rows) // 10)]
        if len(first) >= FEWEST:
            like = _windowed(like_the_first([row.text for row in rows], _matrix(rows, vectors), first.tolist()), near)
            votes.append(Vote("like", LIKE, _ranks(like), np.ones(len(rows), dtype=bool)))
    return tuple(votes)


def _matrix(rows: Sequence[Ranked], vectors: Mapping[str, bytes]) -> Any:
    """The items' vectors, each of length 1; zeros where there is none."""
    import numpy as np

    matrix = np.zeros((len(rows), WIDTH))
    for at, row in enumerate(rows):
        vector = vectors.get(vector_key(row.text))
        if vector is not None:
            here = np.frombuffer(vector, "<f2").astype(np.float64)
            length = np.sqrt((here * here).sum())
            matrix[at] = here / length if length else 0.0
    return matrix


def query_words(line: LineOfEnquiry) -> frozenset[str]:
    """The words by which a line ranks: those of its title and question that carry meaning, and its terms with every form switched on."""
    forms = (form for term in line.terms for form in term.active_forms())
    asked = frozenset(word for text in (line.title, line.question) for word in plain_words(text)) - FUNCTION_WORDS
    return asked | frozenset(word for form in forms for word in plain_words(form))


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

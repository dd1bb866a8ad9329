"""The order of a line's pool before anyone has decided anything, with exact reasons (reference/relevance.md
3.3 and 5).

Orders are joined by reciprocal ranks: by the words of the line, each message with its neighbours; by nearness
of meaning to the question, likewise; and by what `rank_fusion` adds: agreed terms near by, named days and people,
passages, likeness to what comes first, and the talk that a message is part of. Copies of a message share its
place. What people decide makes the order from then on (`rounds`, 3.4); this one stays a part of it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.ids import ItemId
from evidence_review.domain.suggestions import Reason
from evidence_review.relevance.bm25 import count
from evidence_review.relevance.copy_pairs import copies
from evidence_review.relevance.explain_score import Parts, explain
from evidence_review.relevance.question_terms import query_words
from evidence_review.relevance.rank_fusion import cast
from evidence_review.relevance.talks import MOST_READ, passages
from evidence_review.relevance.vectors import WIDTH, vector_key
from evidence_review.relevance.windows import PART, Near, neighbours, places, windowed

WITH_TERMS, QUESTION_ONLY = (3, 0.7), (16, 0.92)  # messages to either side, fading per step


@dataclass(frozen=True, slots=True)
class Ranked:
    """An item to be ranked. `thread` and `position` say what stands beside what; `sent` is the ISO time in
    UTC, empty if unknown."""

    item: ItemId
    text: str
    thread: int
    position: int
    sender: str
    sent: str


@dataclass(frozen=True, slots=True)
class Scored:
    """An item's place in the order (1 is first; a copy shares its original's), its score, and reasons whose
    weights add up to the score.

    `begins`, of a first order, is what learning starts from: the score before whole sittings are told apart.
    """

    item: ItemId
    rank: int
    score: float
    reasons: tuple[Reason, ...]
    begins: float = 0.0


def rank(
    line: LineOfEnquiry,
    pool: Sequence[Ranked],
    vectors: Mapping[str, bytes],
    repeats: Mapping[ItemId, ItemId] | None = None,
    told: bool = True,  # a switch of a function that other processes call by position
    first: int | None = None,
    beside: frozenset[ItemId] = frozenset(),
) -> list[Scored]:
    """The whole pool, first place first; the same input gives the same order and reasons.

    `vectors` are those of `vectors.embed` by `vectors.vector_key`, of the items' texts, of `line.question`
    and of `passage_texts(pool)`; where the question has none, words alone make the order. Equal scores stand
    in order of time, then id. `repeats` is what `copies` gave for this pool; without it that is worked out
    here. Without `told` no reasons are made: what learning starts from is the scores. With `first` only that
    many places, and the items `beside` them, get reasons: they cost more than the order where the pool is
    large.
    """
    if not pool:
        return []
    repeats = copies(pool) if repeats is None else repeats
    rows = _in_order(pool, repeats)
    parts = _parts(line, rows, vectors)
    order = sorted(range(len(rows)), key=lambda at: (-parts.scores[at], rows[at].sent, rows[at].item))
    place_of = {at: place for place, at in enumerate(order, 1)}
    originals = beside | {repeats[item] for item in beside if item in repeats}
    wanted = [
        at
        for place, at in enumerate(order, 1)
        if told and (first is None or place <= first or rows[at].item in originals)
    ]
    reasons = explain(parts, [row.text for row in rows], place_of, wanted)
    begins = parts.begins.tolist()
    scored = [
        Scored(rows[at].item, place, float(parts.scores[at]), reasons.get(at, ()), begins[at])
        for place, at in enumerate(order, 1)
    ]
    return with_copies(scored, repeats, {row.item: row.text for row in pool})


def passage_texts(pool: Sequence[Ranked], repeats: Mapping[ItemId, ItemId] | None = None) -> list[str]:
    """The passages of a pool, for which `rank` wants vectors beside those of its messages; none of a pool so
    large that they would take too long."""
    rows = _in_order(pool, copies(pool) if repeats is None else repeats)
    if len(rows) > MOST_READ:
        return []
    return passages([row.thread for row in rows], [row.text for row in rows])[0]


def _in_order(pool: Sequence[Ranked], repeats: Mapping[ItemId, ItemId]) -> list[Ranked]:
    kept = [row for row in pool if row.item not in repeats]
    return sorted(kept, key=lambda row: (row.thread, row.position, row.sent, row.item))


def _parts(line: LineOfEnquiry, rows: Sequence[Ranked], vectors: Mapping[str, bytes]) -> Parts:
    import numpy as np

    counts = count([row.text for row in rows], query_words(line))
    near = neighbours([row.thread for row in rows], *(WITH_TERMS if line.terms else QUESTION_ONLY))
    own = np.array(counts.sums())
    words = windowed(own, near)
    meaning, cosines = _meaning(line, rows, vectors, near)
    votes, begins = cast(line, rows, vectors, near, places(words), places(meaning))
    return Parts(
        counts=counts,
        own=own,
        words=words,
        meaning=meaning,
        cosines=cosines,
        near=near,
        places=places(words),
        nearness=places(meaning),
        begins=begins,
        votes=votes,
    )


def with_copies(
    scored: Sequence[Scored], repeats: Mapping[ItemId, ItemId], texts: Mapping[ItemId, str]
) -> list[Scored]:
    """Every copy behind its original, with the original's place, score and reasons; both say so. Spans stand
    only where the text is the very same."""
    held = Counter(repeats.values())
    copies_of: dict[ItemId, list[ItemId]] = {}
    for copy, original in sorted(repeats.items()):
        copies_of.setdefault(original, []).append(copy)
    out: list[Scored] = []
    for one in scored:
        also = (
            f"The same message lies in {held[one.item] + 1} conversations of this line; they share "
            f"this place."
        )
        told = replace(one, reasons=(*one.reasons, Reason("copy", also))) if held[one.item] else one
        without = replace(told, reasons=tuple(replace(reason, spans=()) for reason in told.reasons))
        out.append(told)
        out += [
            replace(told if texts[copy] == texts[one.item] else without, item=copy)
            for copy in copies_of.get(one.item, ())
        ]
    return out


def _meaning(
    line: LineOfEnquiry, rows: Sequence[Ranked], vectors: Mapping[str, bytes], near: Near
) -> tuple[Any, Any]:
    """Windowed cosine to the question less its mean, and the plain cosine; a text without vector counts as
    average."""
    import numpy as np

    asked = vectors.get(vector_key(line.question), bytes(2 * WIDTH))
    question = np.frombuffer(asked, "<f2").astype(np.float64)
    cosines = np.full(len(rows), np.nan)
    for start in range(0, len(rows) if question.any() else 0, PART):
        some = (vectors.get(vector_key(row.text), bytes(2 * WIDTH)) for row in rows[start : start + PART])
        here = np.frombuffer(b"".join(some), "<f2").reshape(-1, WIDTH).astype(np.float64)
        lengths = np.sqrt((here * here).sum(axis=1) * (question * question).sum())
        held = lengths > 0
        cosines[start : start + PART][held] = (here * question).sum(axis=1)[held] / lengths[held]
    known = ~np.isnan(cosines)
    centred = np.where(known, cosines - (cosines[known].mean() if known.any() else 0.0), 0.0)
    return windowed(centred, near), cosines

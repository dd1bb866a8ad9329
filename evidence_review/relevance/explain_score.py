"""Why an item stands where it stands: every part of its score as a reason, and what would lower it
(reference/relevance.md 5).

The weights of an item's reasons add up to its score. Sentences are templates with slots; no percentage, no
verdict.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from evidence_review.domain.suggestions import Reason
from evidence_review.relevance.bm25 import Counts
from evidence_review.relevance.windows import AROUND
from evidence_review.relevance.words import words

FUSION = 60  # reciprocal-rank fusion: 1 / (60 + rank)
SIGNS = {
    "term": "nearby",
    "named": "person",
    "like passage": "like",
    "passage words": "passage",
    "stretch": "talk",
    "sitting words": "talk",
    "sitting meaning": "talk",
    "sitting day": "date",
    "sitting people": "person",
    "company": "person",
    "sitting like": "like",
    "beside": "talk",
    "short": "talk",
    "own": "first",
}  # the kind of reason by which a vote is shown, where it is another
NAMED = 3  # neighbours named one by one; the others are one reason


@dataclass(frozen=True, slots=True)
class Vote:
    """One more order: its kind (see `_vote_reason`), what it counts, the place of each item by it, and which
    items have ground of their own.

    With `values` (mean 0, deviation 1) an item gets its value times `counts`, which may be less than nothing;
    without, by its place.
    """

    kind: str
    counts: float
    places: Any
    grounds: Any
    values: Any = None

    def weights(self) -> Any:
        """What the order adds to each item's score."""
        return self.counts / (FUSION + self.places) if self.values is None else self.counts * self.values

    def weight(self, at: int) -> float:
        """What it adds to one item's."""
        return float(
            self.counts / (FUSION + self.places[at]) if self.values is None else self.counts * self.values[at]
        )

    def least(self) -> float:
        """What it adds to the item that is last by it."""
        return float(
            self.counts / (FUSION + self.places.max())
            if self.values is None
            else self.counts * self.values.min()
        )


@dataclass(frozen=True, slots=True)
class Parts:
    """What went into the order, by item in order of thread and position.

    `own` and `words` are the BM25 score alone and with neighbours, `places` the ranks by it; `meaning` is the
    centred cosine with neighbours, `nearness` the ranks by it, `cosines` the item's own (nan: none); `near`
    the neighbours' weights; `begins` the score that learning starts from.
    """

    counts: Counts
    own: Any
    words: Any
    meaning: Any
    cosines: Any
    near: Sequence[tuple[int, Any]]
    places: Any
    nearness: Any
    begins: Any
    votes: tuple[Vote, ...] = ()
    scores: Any = field(init=False)

    def __post_init__(self) -> None:
        """The score is the sum of all reciprocal ranks, in float64."""
        scores = 1.0 / (FUSION + self.places) + 1.0 / (FUSION + self.nearness)
        for vote in self.votes:
            scores = scores + vote.weights()
        object.__setattr__(self, "scores", scores)


def explain(
    parts: Parts, texts: Sequence[str], place_of: dict[int, int], wanted: Sequence[int]
) -> dict[int, tuple[Reason, ...]]:
    """The reasons of each item that is wanted: its words, its neighbours, its meaning, and the strongest
    thing that would lower it."""
    import numpy as np

    if not wanted:
        return {}
    sorted_scores = np.sort(parts.scores)
    what_ifs = _what_ifs(parts, sorted_scores)
    return {
        at: (
            *_word_reasons(parts, texts[at], at),
            *_neighbour_reasons(parts, at),
            _meaning_reason(parts, at),
            *(_vote_reason(vote, at, len(texts)) for vote in parts.votes),
            _counter(what_ifs, place_of[at], at),
        )
        for at in wanted
    }


def _word_reasons(parts: Parts, text: str, at: int) -> list[Reason]:
    vote, whole = 1.0 / (FUSION + int(parts.places[at])), float(parts.words[at])
    if not whole:
        return [Reason("words", "No word of the line is in this message or in those around it.", (), vote)]
    row = parts.counts.rows[at]
    spans: dict[str, list[tuple[int, int]]] = {}
    for word in words(text) if row else ():
        if word.text in row:
            spans.setdefault(word.text, []).append((word.start, word.end))
    ranked = sorted(row.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        Reason(
            "words",
            f"The line's word “{_shown(word)}” is in this message.",
            tuple(spans[word]),
            vote * share / whole,
        )
        for word, share in ranked
    ]


def _neighbour_reasons(parts: Parts, at: int) -> list[Reason]:
    vote, whole = 1.0 / (FUSION + int(parts.places[at])), float(parts.words[at])
    if not whole:
        return []
    added = [
        (AROUND * float(weight[at]) * float(parts.own[at + step]), step)
        for step, weight in parts.near
        if weight[at] and parts.own[at + step]
    ]
    added.sort(key=lambda pair: (-pair[0], abs(pair[1]), pair[1]))
    reasons = [
        Reason(
            "neighbour",
            f"The line's words in the {side(step)} add {vote * part / whole:.5f}.",
            (),
            vote * part / whole,
        )
        for part, step in added[:NAMED]
    ]
    rest = vote * sum(part for part, _ in added[NAMED:]) / whole
    if rest:
        reasons.append(
            Reason(
                "neighbour",
                f"The line's words in other messages around it ({len(added) - NAMED}) add {rest:.5f}.",
                (),
                rest,
            )
        )
    return reasons


def side(step: int) -> str:
    """Which message, as seen from another of its conversation: “message before”, “2nd message after”."""
    way = "after" if step > 0 else "before"
    return (
        f"message {way}"
        if abs(step) == 1
        else f"{abs(step)}{'nd' if abs(step) == 2 else 'rd' if abs(step) == 3 else 'th'} message {way}"
    )


def _shown(word: str) -> str:
    return word.replace("\u02bc", "'")


def _meaning_reason(parts: Parts, at: int) -> Reason:
    place, cosine = int(parts.nearness[at]), float(parts.cosines[at])
    weight = 1.0 / (FUSION + place)
    if cosine != cosine:  # noqa: PLR0124 # nan: no vector
        return Reason(
            "meaning",
            (
                f"The meaning of this message alone was not compared with the question; with its "
                f"neighbours it is {place:,} of {len(parts.words):,}."
            ),
            (),
            weight,
        )
    return Reason(
        "meaning",
        (
            f"By nearness of meaning to the question, with its neighbours, it is {place:,} of "
            f"{len(parts.words):,} (its own text alone: {cosine:.3f}, where 1 is the same)."
        ),
        (),
        weight,
    )


def _vote_reason(vote: Vote, at: int, whole: int) -> Reason:
    place = f"{int(vote.places[at]):,} of {whole:,}"
    words = {
        ("term", True): f"Agreed terms in this message and near by make it {place}.",
        (
            "term",
            False,
        ): f"No agreed term is in this message; by those in the messages around it, it is {place}.",
        ("date", True): f"By how near it was sent to a day that the line names, it is {place}.",
        ("date", False): f"It has no time; by nearness to the days that the line names it is {place}.",
        (
            "named",
            True,
        ): (
            f"Its sender is someone whom the question names; by their share of the conversation it is "
            f"{place}."
        ),
        (
            "named",
            False,
        ): f"By how much of its conversation was written by someone whom the question names, it is {place}.",
        (
            "passage",
            True,
        ): f"Read together with the messages around it, its meaning is {place} in nearness to the question.",
        (
            "passage words",
            True,
        ): f"Read together with the messages around it, the line's words make it {place}.",
        (
            "like",
            True,
        ): f"By likeness, in words and meaning, to the messages that came first by all else, it is {place}.",
        (
            "like passage",
            True,
        ): f"By likeness of the passage around it to the passages that came first, it is {place}.",
        ("talk", True): f"By all of this, taken over the sitting that it is part of, it is {place}.",
        ("stretch", True): f"By all of this, taken over the messages around it, it is {place}.",
        (
            "sitting words",
            True,
        ): f"Its sitting read as one text, the line's words and their other forms make it {place}.",
        (
            "sitting meaning",
            True,
        ): (
            f"By how near what is said in its sitting comes to the title, the question and each part "
            f"of it, it is {place}."
        ),
        ("sitting day", True): f"By how near its sitting was to a day that the line names, it is {place}.",
        (
            "sitting people",
            True,
        ): (
            f"By how much of its sitting was written by someone whom the question calls by name, it is "
            f"{place}."
        ),
        (
            "company",
            True,
        ): (
            f"By how much of its conversation was written by someone whom the question calls by name, "
            f"it is {place}."
        ),
        (
            "sitting like",
            True,
        ): (
            f"By likeness of its sitting's words to those of the sittings that came first by all else, "
            f"it is {place}."
        ),
        ("beside", True): f"By how other conversations of the same days stand, it is {place}.",
        (
            "short",
            True,
        ): (
            f"By how few messages its sitting has, it is {place}: of a long one mostly a smaller part "
            f"bears on a matter."
        ),
        (
            "own",
            True,
        ): f"Before sittings are told apart it is {place}: one among the first there stays near the first.",
        ("own", False): f"Before sittings are told apart it is {place}, too far down for that to count.",
    }[vote.kind, bool(vote.grounds[at])]
    return Reason(SIGNS.get(vote.kind, vote.kind), words, (), vote.weight(at))


def _what_ifs(parts: Parts, sorted_scores: Any) -> list[tuple[str, Any]]:
    """Each what-if with the place every item would have by it, all other items' scores kept as they are."""
    import numpy as np

    top = np.array([max(row.values(), default=0.0) for row in parts.counts.rows])
    by_words, by_meaning = np.sort(parts.words), np.sort(parts.meaning)
    alone = _vote_among(by_words, parts.own, parts.words)
    without_top = _vote_among(by_words, parts.words - top, parts.words)
    last = 1.0 / (FUSION + np.where(parts.meaning > by_meaning[0], len(by_meaning), parts.nearness))
    words_vote, meaning_vote = 1.0 / (FUSION + parts.places), 1.0 / (FUSION + parts.nearness)
    others = parts.scores - words_vote - meaning_vote
    changed = [
        ("without the words of the messages around it", alone + meaning_vote + others),
        ("without its strongest word", without_top + meaning_vote + others),
        ("if its meaning were the farthest from the question", words_vote + last + others),
    ]
    names = {
        "term": "without agreed terms in it and near by",
        "date": "if it were sent far from the named days",
        "named": "if nobody whom the question names wrote in it",
        "passage": "if the passage around it were farthest from the question",
        "passage words": "without the line's words in the passage around it",
        "like": "if it were like none of the first",
        "like passage": "if the passage around it were like none of the first",
        "talk": "if the sitting that it is part of were the last",
        "stretch": "if the messages around it were the last",
        "sitting words": "if its sitting had none of the line's words",
        "sitting meaning": "if its sitting were farthest from the question",
        "sitting day": "if its sitting were far from the named days",
        "sitting people": "if nobody whom the question names wrote in its sitting",
        "company": "if nobody whom the question names wrote in its conversation",
        "sitting like": "if its sitting were like none of the first",
        "beside": "if nothing else of the same days bore on it",
        "short": "if its sitting were the longest",
        "own": "if it were not among the first before sittings are told apart",
    }
    changed += [(names[vote.kind], parts.scores - vote.weights() + vote.least()) for vote in parts.votes]
    return [(name, _lowest_place(sorted_scores, scores, parts.scores)) for name, scores in changed]


def _vote_among(ordered: Any, values: Any, now: Any) -> Any:
    """The reciprocal rank of each new value among all others as they are; beside its equals it ranks as they
    do now."""
    import numpy as np

    above = len(ordered) - np.searchsorted(ordered, values, side="right")
    equal = above < len(ordered) - np.searchsorted(ordered, values, side="left")
    return 1.0 / (FUSION + 1 + above - ((now > values) & ~equal))


def _lowest_place(ordered: Any, values: Any, now: Any) -> Any:
    """The place of each new score among all others as they are, with equal ones before it."""
    import numpy as np

    return 1 + len(ordered) - np.searchsorted(ordered, values, side="left") - (now >= values)


def _counter(what_ifs: list[tuple[str, Any]], place: int, at: int) -> Reason:
    name, then = max(((name, int(places[at])) for name, places in what_ifs), key=lambda pair: pair[1])
    if then <= place:
        return Reason("counter", "Nothing that was tried would lower its place.")
    return Reason("counter", f"Ranked {place:,}; {name}: as low as {then:,}.")

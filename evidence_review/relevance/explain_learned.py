"""Why a learned order puts an item where it stands: every part of its score as a signed reason, and what
would lower it (reference/relevance.md 5).

The parts and one line "all else" add up to the score. Sentences are templates with slots; no percentage, no
verdict, no generated prose.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence_review.domain.suggestions import Reason
from evidence_review.relevance.explain_score import side
from evidence_review.relevance.features import Block, Features
from evidence_review.relevance.learned_order import Learned, joined
from evidence_review.relevance.question_terms import FUNCTION_WORDS
from evidence_review.relevance.rank_fusion import Row
from evidence_review.relevance.sparse_rows import Sparse
from evidence_review.relevance.words import words

TOLD_WORDS, TOLD_AGAINST, TOLD_ITEMS, TOLD_NEIGHBOURS = 6, 3, 3, 3
EVERYDAY = frozenset(
    (FUNCTION_WORDS + " me my we us our am just then too i\u02bcm it\u02bcs that\u02bcs").split()
)
"""Words that tell a reader nothing by themselves. The order weighs them like any other; as reasons they are
one part, told last of the words."""
WHOLE = {
    "sender": "Who wrote it, and in which conversation, {adds}.",
    "sitting": "What was decided in the sitting that it is part of {adds}.",
    "stretch": "What was decided a few messages before and after it {adds}.",
    "time": "What was decided of the same hours and days, in any conversation, {adds}.",
}
"""The sentence of a block that is one part."""


@dataclass(frozen=True, slots=True)
class Told:
    """One part of a score: the kind of reason, its sentence, what it adds, its spans, and how its absence is
    said."""

    kind: str
    words: str
    weight: float
    spans: tuple[tuple[int, int], ...] = ()
    absent: str = ""

    def reason(self) -> Reason:
        """As it is stored."""
        return Reason(self.kind, self.words, self.spans, self.weight)


def tell(
    made: Features, learned: Learned, rows: Sequence[Row], place_of: Mapping[int, int], wanted: Sequence[int]
) -> dict[int, tuple[Reason, ...]]:
    """The reasons of the items at these places of the pool; `place_of` is each one's place in the order."""
    import numpy as np

    ordered = np.sort(learned.score)
    parts = Parts(made, learned, rows)
    found = {at: list(parts.of(at)) for at in wanted}
    return {
        at: (*(one.reason() for one in told), counter(told, learned, ordered, place_of[at], at))
        for at, told in found.items()
    }


class Parts:
    """Splits scores into parts; what all items share is worked out once."""

    def __init__(self, made: Features, learned: Learned, rows: Sequence[Row]) -> None:
        weights = learned.fit.weights if learned.fit is not None else None
        self.made, self.learned, self.rows = made, learned, rows
        where = joined(made).slices()
        self.weights = [weights[part] for part in where] if weights is not None else []

    def of(self, at: int) -> Iterator[Told]:
        """All parts of one score, largest of each kind first; the last is all else."""
        told: list[Told] = []
        rest = -self.learned.mean / self.learned.deviation
        if self.learned.fit is not None:
            rest += self.learned.fit.intercept / self.learned.deviation
        beside: dict[int, float] = {}
        for block, weights in zip(self.made.blocks, self.weights, strict=True):
            whole = float(block.rows.take([at]).times(weights)[0]) / self.learned.deviation
            if block.kind == "words" and self.learned.counted is not None:
                whole += float(self.learned.counted.values[at])
            mine, added = self._block(block, weights, at, whole)
            for other, value in added.items():
                beside[other] = beside.get(other, 0.0) + value
            told += mine
            rest += whole - math.fsum([*(one.weight for one in mine), *added.values()])
        neighbours, left = self._neighbours(at, beside)
        told += neighbours
        told += self._apart(at)
        rest += left
        told.append(
            Told("rest", f"All else, each part small or the same for every message, {_adds(rest)}.", rest)
        )
        yield from told

    def _apart(self, at: int) -> Iterator[Told]:
        """What is not learned from decisions: the first order, and how long it is."""
        first, long = float(self.learned.prior[at]), float(self.learned.length[at])
        said = f"What it had by the line's own words alone, before anyone decided, {_adds(first)}."
        yield Told("first", said, first, absent="without the first order")
        if long:
            said = (
                f"That it is {'longer' if long > 0 else 'shorter'} than messages here usually are "
                f"{_adds(long)}."
            )
            yield Told("length", said, long, absent="if its length did not count")

    def _block(
        self, block: Block, weights: Any, at: int, whole: float
    ) -> tuple[list[Told], dict[int, float]]:
        """What a block tells of an item by itself, and what it tells of its neighbours."""
        if block.kind in WHOLE:
            told = Told(
                block.kind,
                WHOLE[block.kind].format(adds=_adds(whole)),
                whole,
                absent=f"if the {block.kind} did not count",
            )
            return ([told] if whole else []), {}
        if block.kind == "words":
            return list(self._words(block, weights, at)), {}
        if block.kind == "meaning":
            return list(self._meaning(block, at)), {}
        return [], self._around(block, weights, at)

    def _words(self, block: Block, weights: Any, at: int) -> Iterator[Told]:
        pairs = self._shares(block, weights, at)
        everyday = math.fsum(share for share, word in pairs if says_nothing(word))
        added = [pair for pair in pairs if not says_nothing(pair[1])]
        for share, word in dict.fromkeys(_heaviest(added)):
            shown = word.replace("\u02bc", "'")
            yield Told(
                "words",
                f"“{shown}” {_adds(share)}.",
                share,
                spans_of(self.rows[at].text, word),
                f"without “{shown}”",
            )
        if everyday:
            said = (
                f"Everyday words of it (“and”, “the” and their like), taken together, "
                f"{'add' if everyday > 0 else 'take away'} {abs(everyday):.3f}."
            )
            yield Told("words", said, everyday, absent="without everyday words")

    def _shares(self, block: Block, weights: Any, at: int) -> list[tuple[float, str]]:
        """What each word of an item adds."""
        assert isinstance(block.rows, Sparse)
        columns, numbers = block.rows.row(at)
        shares = weights[columns] * numbers / self.learned.deviation
        if self.learned.counted is not None:
            shares = shares + self.learned.counted.weights[columns] * self.learned.counted.scales[at]
        return [
            (share, block.names[int(c)]) for c, share in zip(columns.tolist(), shares.tolist(), strict=True)
        ]

    def _meaning(self, block: Block, at: int) -> Iterator[Told]:
        """Split over the decided items that the fit rests on: each adds its dual weight times the likeness of
        the two."""
        import numpy as np

        assert self.learned.fit is not None
        # [attr-defined]  rows of numbers, here
        own = np.asarray(block.rows.take([at]).numbers[0], dtype=np.float64)  # type: ignore
        decided = [
            n
            for n, other in enumerate(self.learned.trained.tolist())
            if other < len(self.rows) and self.learned.marks[other] and other != at
        ]
        if not own.any() or not decided:
            return
        others = self.learned.trained[decided]
        alike = block.rows.take(others).times(own) * self.learned.fit.dual[decided] / self.learned.deviation
        for n in sorted(range(len(decided)), key=lambda n: (-abs(alike[n]), others[n]))[:TOLD_ITEMS]:
            relevant = self.learned.marks[others[n]] > 0
            said = "decided relevant" if relevant else "decided not relevant to this line"
            item = self.rows[int(others[n])].item
            yield Told("meaning", f"Its meaning beside that of item {item}, which was {said}, {_adds(float(alike[n]))}.", float(alike[n]), absent=f"without the likeness to item {item}")  # fmt: skip

    def _around(self, block: Block, weights: Any, at: int) -> dict[int, float]:
        """What each neighbour adds to a block of what stands around: its share of the mix, brought to length
        1."""
        import numpy as np

        own = next(one for one in self.made.blocks if one.kind == block.kind.removesuffix(" around"))
        columns, shares = self.made.around.row(at)
        if not len(columns):
            return {}
        taken = own.rows.take(columns)
        length = _length(taken, shares)
        added = np.asarray(shares) * taken.times(weights) / (length or 1.0) / self.learned.deviation
        return dict(zip(columns.tolist(), added.tolist(), strict=True))

    def _neighbours(self, at: int, beside: dict[int, float]) -> tuple[list[Told], float]:
        """One part for each neighbour: its words, its meaning and how it was decided; those not told add up
        to what is left."""
        decided: dict[int, float] = {}
        for side_of in self.learned.carried:
            other = int(side_of.origins[at])
            if other >= 0:
                decided[other] = decided.get(other, 0.0) + float(side_of.values[at])
        whole = {other: beside.get(other, 0.0) + decided.get(other, 0.0) for other in {*beside, *decided}}
        ranked = sorted(whole, key=lambda other: (-abs(whole[other]), other))
        told = [
            self._neighbour(at, other, whole[other], decided.get(other, 0.0))
            for other in ranked[:TOLD_NEIGHBOURS]
            if whole[other]
        ]
        return told, math.fsum(whole[other] for other in ranked[len(told) :])

    def _neighbour(self, at: int, other: int, weight: float, decided: float) -> Told:
        where = f"the {side(other - at)}"
        if not decided:
            return Told(
                "neighbour",
                f"{where.capitalize()}, by its words and meaning, {_adds(weight)}.",
                weight,
                absent=f"without {where}",
            )
        said = "decided relevant" if self.learned.marks[other] > 0 else "decided not relevant to this line"
        return Told(
            "neighbour",
            f"{where.capitalize()}, which was {said}, {_adds(weight)} ({decided:+.3f} for that).",
            weight,
            absent=f"without {where}",
        )


def _heaviest(pairs: list[tuple[float, str]]) -> list[tuple[float, str]]:
    """The words that add most, then those that take away most."""
    ranked = sorted(pairs, key=lambda pair: (-pair[0], pair[1]))
    adding = [pair for pair in ranked[:TOLD_WORDS] if pair[0] > 0]
    return adding + [pair for pair in ranked[-TOLD_AGAINST:] if pair[0] < 0]


def _length(rows: Any, shares: Any) -> float:
    """The length of the rows mixed by these shares."""
    import numpy as np

    mixed = rows.turned(np.asarray(shares, dtype=np.float64))
    return float(np.sqrt(mixed @ mixed))


def counter(told: Sequence[Told], learned: Learned, ordered: Any, place: int, at: int) -> Reason:
    """The two parts without which it would stand lowest, each place worked out anew with all other items as
    they are."""
    import numpy as np

    losses = sorted((one for one in told if one.absent and one.weight > 0), key=lambda one: -one.weight)[:2]
    said: list[str] = []
    for one in losses:
        then = 1 + len(ordered) - int(np.searchsorted(ordered, learned.score[at] - one.weight, side="right"))
        if then > place:
            said.append(f"{one.absent}: {then:,}")
    if not said:
        return Reason("counter", f"Ranked {place:,}. Nothing that was tried would lower its place.")
    return Reason("counter", f"Ranked {place:,}; " + "; ".join(said) + ".")


def says_nothing(gram: str) -> bool:
    """Whether a word, or a pair of words, is made of everyday words alone."""
    return all(word in EVERYDAY for word in gram.split(" "))


def spans_of(text: str, gram: str) -> tuple[tuple[int, int], ...]:
    """Every place in the original text where a word, or a pair of words next to each other, stands."""
    wanted = gram.split(" ")
    found = [word for word in words(text) if not word.point]
    return tuple(
        (found[at].start, found[at + len(wanted) - 1].end)
        for at in range(len(found) - len(wanted) + 1)
        if [word.text for word in found[at : at + len(wanted)]] == wanted
    )


def _adds(weight: float) -> str:
    return f"adds {weight:.3f}" if weight >= 0 else f"takes away {-weight:.3f}"

"""The heaviest weights of a learned order, for people to see what moves it, and the words that the published
list leaves out of it (reference/relevance.md 6).

Reads what `rounds` holds and changes nothing. A word's weight is on the scale of the score: what it adds for
each unit of the word.
"""

from collections import Counter
from dataclasses import dataclass

from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.relevance.learned_order import joined
from evidence_review.relevance.rounds import Round, learned_of
from evidence_review.relevance.watching import watched
from evidence_review.relevance.words import plain_words

NEGLIGIBLE = 1e-9
COUNTED = "words found"
"""The block of what words tell by how often they stand in what was found (`counting`): what one adds to a
document of middle length."""


@dataclass(frozen=True, slots=True)
class Heaviest:
    """`words`: block, word or pair, signed weight, the heaviest first.

    `blocks`: each kind of feature with the spread, in scores, of what it adds over the pool.

    `left_out`: words of the published list that stand in the pool and are in no feature, with the number of
    items that hold them.
    """

    words: tuple[tuple[str, str, float], ...]
    blocks: tuple[tuple[str, float], ...]
    left_out: tuple[tuple[str, int], ...]


def heaviest(key: str, asked: Round, line: LineOfEnquiry, most: int) -> Heaviest | None:
    """The heaviest named weights of the order that these decisions teach; None where no pool is held under
    the key."""
    found = learned_of(key, asked)
    if found is None:
        return None
    pool, learned = found
    words: list[tuple[str, str, float]] = []
    blocks: list[tuple[str, float]] = []
    if learned.fit is not None:
        items = len(pool.features)  # behind them stand the line's own text and the mean
        for block, where in zip(pool.features.blocks, joined(pool.features).slices(), strict=True):
            weights = learned.fit.weights[where] / learned.deviation
            blocks.append((block.kind, float(block.rows.times(weights)[:items].std())))
            named = zip(block.names, weights.tolist(), strict=False)
            words += [
                (block.kind, name.replace("\u02bc", "'"), weight)
                for name, weight in named
                if abs(weight) > NEGLIGIBLE
            ]
    if (counted := learned.counted) is not None:
        blocks.append((COUNTED, float(counted.values.std())))
        adds = (counted.weights * counted.scales.mean()).tolist()
        words += [
            (COUNTED, name.replace("\u02bc", "'"), one)
            for name, one in zip(pool.features.blocks[0].names, adds, strict=True)
            if abs(one) > NEGLIGIBLE
        ]
    if learned.length.any():
        blocks.append(("length", float(learned.length.std())))
    words.sort(key=lambda one: (-abs(one[2]), one[1], one[0]))
    listed = watched(line)
    seen = Counter(word for row in pool.rows for word in set(plain_words(row.text)) & listed)
    return Heaviest(
        tuple(words[:most]), tuple(blocks), tuple(sorted(seen.items(), key=lambda one: (-one[1], one[0])))
    )

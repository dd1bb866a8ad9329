"""What a random sample of the unread pool proves: at most so many missed, a recall of at least so much, and
what that costs to read (reference/relevance.md 4.2 to 4.4).

The bounds hold for any ranking, model or order of review, since only the draw is random. A recall is rounded
down, an elusion up. The accepted error `alpha` belongs to one statement (a line and a tag); several looks and
several unknowns share it.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from evidence_review.relevance.hypergeometric import binomial_at_most, is_rarer, proportion_at_most

ALPHA = Fraction(1, 20)
FEW = 20
"""Fewer found than this, and a recall is not stated (4.4)."""


@dataclass(frozen=True, slots=True)
class Second:
    """What a second reading of random slices showed.

    Of the `pile` decided as not relevant, `read` were read again and `hits` of them found relevant after all;
    `found` is how many the first reading found, those overturned left out.
    """

    pile: int
    read: int
    hits: int
    found: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sample read to its end: `found` relevant items before the draw, `unread` items in the pool, `sample`
    drawn, `hits` relevant among them.

    `error` is the chance that a reader passes over a relevant item, where it is assumed; `second` stands in
    its place where it was measured.
    """

    found: int
    unread: int
    sample: int
    hits: int
    alpha: Fraction = ALPHA
    error: Fraction = Fraction(0)
    second: Second | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """What may be said. `missed` counts relevant items still unread or passed over in the sample,
    `passed_over` those in what was read before."""

    missed: int
    passed_over: int
    recall: Fraction
    elusion: Fraction
    error: float


def certify(drawn: Drawn) -> Certificate:
    """The bounds that hold together with confidence 1 − alpha: recall ≥ (F + h + h_v)/(F + V⁺ + M⁺), elusion
    (M⁺ − h)/(U − m)."""
    part = drawn.alpha / (3 if drawn.second else 2 if drawn.error else 1)
    error = error_at_most(drawn.second, part) if drawn.second else float(drawn.error)
    most = most_relevant(drawn.unread, drawn.sample, drawn.hits, part, error)
    passed, again = _passed_over(drawn, part)
    base = drawn.found + passed + most
    recall = Fraction(drawn.found + drawn.hits + again, base) if base else Fraction(1)
    left = drawn.unread - drawn.sample
    missed = most - drawn.hits
    elusion = min(Fraction(missed, left), Fraction(1)) if left else Fraction(0)
    return Certificate(missed, passed - again, recall, elusion, error)


def _passed_over(drawn: Drawn, part: Fraction) -> tuple[int, int]:
    """V⁺, with what the second reading found of it among them, and that number."""
    if drawn.second:
        return most_relevant(drawn.second.pile, drawn.second.read, drawn.second.hits, part), drawn.second.hits
    return (passed_over_at_most(drawn.found, drawn.error, part) if drawn.error else 0), 0


def most_relevant(unread: int, sample: int, hits: int, alpha: Fraction, error: float = 0.0) -> int:
    """M⁺: the most relevant items that may have been in the pool, those found among them: max{M : P(X ≤ h |
    U, M, m) > alpha}, exact."""
    low, high = hits, unread - (sample - hits if not error else 0)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (
            (low, middle - 1) if is_rarer(alpha, unread, middle, sample, hits, error) else (middle, high)
        )
    return low


def passed_over_at_most(found: int, error: Fraction, alpha: Fraction) -> int:
    """V⁺ for an assumed error: the most relevant items a reader may have passed over on the way to finding so
    many."""
    low, high = 0, 1
    while not _is_rare(found, high, error, alpha):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _is_rare(found, middle, error, alpha) else (middle, high)
    return low


def _is_rare(found: int, passed: int, error: Fraction, alpha: Fraction) -> bool:
    """Whether so few would hardly ever be found where that many were passed over: P(Bin(F + V, 1 − e) ≤ F) ≤
    alpha."""
    return binomial_at_most(found + passed, found, float(1 - error)) <= alpha


def error_at_most(second: Second, alpha: Fraction) -> float:
    """The upper Clopper–Pearson limit of the chance that the first reader passes over a relevant item.

    Each relevant item she met was found (1 − e) or passed over and drawn again (e·s, s the slice's share of
    the pile); of those the second reading shows h_v, so h_v of h_v + F has the chance e·s/(e·s + 1 − e),
    whose limit p gives e = p/(p + s(1 − p)).
    """
    if not second.read:
        return 1.0
    share = second.read / second.pile
    chance = proportion_at_most(second.hits, second.hits + second.found, alpha)
    return chance / (chance + share * (1 - chance))


def price(before: Drawn, target: Fraction) -> int | None:
    """The smallest sample that, with no hit in it, states a recall of at least the target; None where no
    sample can. `before.sample` is not looked at.

    Without reviewer error m ≈ U·(1 − alpha^{1/(k+1)}), k = ⌊F(1 − τ)/τ⌋: a share of the unread pool that
    depends on how many were found.
    """

    def states(sample: int) -> bool:
        return certify(replace(before, sample=sample, hits=0)).recall >= target

    low, high = 0, before.unread
    if states(low):
        return low
    if not states(high):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if states(middle) else (middle, high)
    return high


def share_of_alpha(look: int, alpha: Fraction = ALPHA, *, single: bool = False) -> Fraction:
    """What look 1, 2, … may spend: alpha/2, alpha/4, …; all of it where a single look was registered, and
    then nothing is left for a second."""
    if single:
        return alpha if look == 1 else Fraction(0)
    return alpha / 2**look


def is_too_few(found: int, unread: int, cost: int | None) -> bool:
    """Whether recall is not stated for a line: fewer than 20 found, or a price of more than half the unread
    pool (4.4)."""
    return found < FEW or cost is None or 2 * cost > unread


def chapman(by_rules: int, by_ranking: int, by_both: int) -> int:
    """How many there may be in all, from what two methods found; an estimate and no bound: methods that agree
    make it err low."""
    return round(Fraction((by_rules + 1) * (by_ranking + 1), by_both + 1) - 1)


def rounded_down(recall: Fraction, digits: int = 3) -> str:
    """A recall as a decimal, never above its value: .901."""
    return f"{floor(recall * 10**digits) / 10**digits:.{digits}f}"


def per_thousand(elusion: Fraction) -> str:
    """An elusion per 1,000 unread items, never below its value."""
    return f"{ceil(elusion * 10_000) / 10:.1f}"

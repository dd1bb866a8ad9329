"""Exact tails of random draws: how few of what is in a pool a sample may show, and how rare that is.

Whole numbers and logarithms of factorials alone. Where a probability lies within CLOSE of its limit the
comparison is made again in whole numbers, so that a bound never rests on the last digits of a float; where
that would take too long, the wider bound is given.
"""

from collections.abc import Callable
from fractions import Fraction
from math import comb, exp, inf, lgamma, log, log1p

CLOSE = 1e-7
_EXACT_WORK = 3_000_000


def at_most(pool: int, relevant: int, sample: int, hits: int, missing: float = 0.0) -> float:
    """P(X ≤ hits), X what a reader finds of `relevant` items among `pool` in a sample drawn without
    replacement; each is passed over with chance `missing`."""
    first, last = max(0, sample + relevant - pool), min(sample, relevant)
    if hits >= last:
        return 1.0
    if not missing:
        return min(1.0, sum(exp(_log_share(pool, relevant, sample, at)) for at in range(first, hits + 1)))
    total = 0.0
    seen = 1.0  # the chance that of `at` items that are there no more than `hits` are found
    for at in range(last + 1):
        if at > hits:
            seen -= exp(_log_binomial(at - 1, hits, 1 - missing)) * (1 - missing)
        if seen < 1e-14:
            break
        total += exp(_log_share(pool, relevant, sample, at)) * seen if at >= first else 0.0
    return min(1.0, total)


def is_rarer(alpha: Fraction, pool: int, relevant: int, sample: int, hits: int, missing: float = 0.0) -> bool:
    """Whether P(X ≤ hits) ≤ alpha: a pool with that many relevant items would hardly ever show so few."""
    chance = at_most(pool, relevant, sample, hits, missing)
    limit = float(alpha)
    if missing or abs(chance - limit) > CLOSE * limit:
        return chance <= (limit * (1 - CLOSE) if missing else limit)
    few = min(relevant, sample)
    if (hits + 1) * few * few > _EXACT_WORK:
        return False
    many = max(relevant, sample)
    ways = sum(comb(many, at) * comb(pool - many, few - at) for at in range(hits + 1))
    return Fraction(ways, comb(pool, few)) <= alpha


def binomial_at_most(tries: int, hits: int, chance: float) -> float:
    """P(X ≤ hits) in so many independent tries."""
    return (
        1.0
        if hits >= tries
        else min(1.0, sum(exp(_log_binomial(tries, at, chance)) for at in range(hits + 1)))
    )


def proportion_at_most(hits: int, tries: int, alpha: Fraction) -> float:
    """The upper Clopper–Pearson limit of a proportion, one-sided; 1 where nothing was tried."""
    return 1.0 if hits >= tries else _limit(lambda chance: binomial_at_most(tries, hits, chance) > alpha)


def proportion_at_least(hits: int, tries: int, alpha: Fraction) -> float:
    """The lower Clopper–Pearson limit of a proportion, one-sided; 0 where nothing was found."""
    return 0.0 if not hits else 1 - proportion_at_most(tries - hits, tries, alpha)


def _limit(holds: Callable[[float], bool]) -> float:
    low, high = 0.0, 1.0
    while high - low > 1e-12:
        middle = (low + high) / 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return high


def _log_comb(whole: int, part: int) -> float:
    return lgamma(whole + 1) - lgamma(part + 1) - lgamma(whole - part + 1) if 0 <= part <= whole else -inf


def _log_share(pool: int, relevant: int, sample: int, at: int) -> float:
    if at > relevant or sample - at > pool - relevant:
        return -inf
    return _log_comb(relevant, at) + _log_comb(pool - relevant, sample - at) - _log_comb(pool, sample)


def _log_binomial(tries: int, hits: int, chance: float) -> float:
    if chance <= 0.0 or chance >= 1.0:
        return 0.0 if hits == (tries if chance >= 1.0 else 0) else -inf
    return _log_comb(tries, hits) + hits * log(chance) + (tries - hits) * log1p(-chance)

"""Made-up pools on which a plan or the bound itself is tried: what was missed is known there, so one can
count how often the bound holds.

The same code runs as a test, as a measurement (tests/benchmarks/certificates.py) and in the window as "try
this plan on made-up pools".
"""

import random
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from evidence_review.relevance.certifying import ALPHA, Drawn, Second, certify


@dataclass(frozen=True, slots=True)
class Tried:
    """Of `runs` pools: in how many the true recall was at least the bound, the middle bound, the middle true
    recall, and the middle number of hits."""

    runs: int
    held: int
    recall: float
    truth: float
    hits: int

    @property
    def share(self) -> float:
        """The share of pools in which the bound held."""
        return self.held / self.runs


@dataclass(frozen=True, slots=True)
class Pool:
    """A made-up pool: read so many, of them relevant so many, unread so many, of them relevant so many."""

    read: int
    met: int
    unread: int
    missed: int


def try_plan(
    read: int,
    found: int,
    unread: int,
    sample: int,
    alpha: Fraction = ALPHA,
    error: Fraction = Fraction(0),
    runs: int = 200,
    seed: int = 0,
) -> Tried:
    """A plan on pools like this one, of which the review so far found between 60 % and all of what is
    there."""
    rng = random.Random(seed)  # noqa: S311 - made-up pools; a real draw takes its seed from the log
    pools = [
        Pool(read, found, unread, min(unread, round(found * (1 / rng.uniform(0.6, 1) - 1))))
        for _ in range(runs)
    ]
    return _tried([_run(rng, pool, sample, alpha, error, 0.0) for pool in pools])


def try_bound(
    runs: int = 1000,
    seed: int = 0,
    error: Fraction = Fraction(0),
    second: float = 0.0,
    alpha: Fraction = ALPHA,
) -> Tried:
    """The bound on pools of all sorts: N 1,000 to 20,000, R 20 to 300, recall .6 to 1, samples of 5 to 60 %
    of the unread (reference/relevance.md 4.5).

    `second` is the share of what was decided as not relevant that is read a second time; the error is then
    measured and not assumed.
    """
    rng = random.Random(seed)  # noqa: S311 - made-up pools; a real draw takes its seed from the log
    done: list[tuple[Fraction, Fraction, int]] = []
    for _ in range(runs):
        size, relevant = rng.randint(1000, 20_000), rng.randint(20, 300)
        missed = round(relevant * (1 - rng.uniform(0.6, 1)))
        read = max(relevant - missed, round(size * rng.uniform(0.05, 0.5)))
        pool = Pool(read, relevant - missed, size - read, missed)
        done.append(_run(rng, pool, round(pool.unread * rng.uniform(0.05, 0.6)), alpha, error, second))
    return _tried(done)


def _run(
    rng: random.Random, pool: Pool, sample: int, alpha: Fraction, error: Fraction, share: float
) -> tuple[Fraction, Fraction, int]:
    """One pool read, sampled and certified: the bound on the recall, the true recall, and the hits."""
    found = _kept(rng, pool.met, 1 - error)
    passed = pool.met - found
    hits = _kept(rng, _drawn(rng, pool.unread, pool.missed, sample), 1 - error)
    second, again = None, 0
    if share:
        pile = pool.read - found
        again = _drawn(rng, pile, passed, round(pile * share))
        second = Second(pile, round(pile * share), again, found)
    made = certify(Drawn(found, pool.unread, sample, hits, alpha, error, second))
    truth = Fraction(found + hits + again, max(1, pool.met + pool.missed))
    return made.recall, truth if pool.met + pool.missed else Fraction(1), hits


def _drawn(rng: random.Random, pool: int, marked: int, sample: int) -> int:
    """How many of the marked items of a pool a sample holds."""
    got = 0
    for at in range(marked):
        got += rng.random() * (pool - at) < sample - got
    return got


def _kept(rng: random.Random, many: int, chance: Fraction) -> int:
    return many if chance == 1 else sum(rng.random() < chance for _ in range(many))


def _tried(done: list[tuple[Fraction, Fraction, int]]) -> Tried:
    held = sum(truth >= bound for bound, truth, _ in done)
    return Tried(
        len(done),
        held,
        float(median(bound for bound, _, _ in done)),
        float(median(truth for _, truth, _ in done)),
        round(median(hits for _, _, hits in done)),
    )

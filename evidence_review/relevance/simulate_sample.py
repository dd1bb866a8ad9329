"""Made-up pools on which a plan is tried before it is drawn: what was missed is known there, so one can count
how often the bound holds.

tests/benchmarks/certificates.py tries the bound itself with the same parts, on pools of all sorts.
"""

import random
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from evidence_review.relevance.certifying import ALPHA, Drawn, certify


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
    return tried([_run(rng, pool, sample, alpha, error) for pool in pools])


def _run(
    rng: random.Random, pool: Pool, sample: int, alpha: Fraction, error: Fraction
) -> tuple[Fraction, Fraction, int]:
    """One pool read, sampled and certified: the bound on the recall, the true recall, and the hits."""
    found = kept(rng, pool.met, 1 - error)
    hits = kept(rng, drawn(rng, pool.unread, pool.missed, sample), 1 - error)
    made = certify(Drawn(found, pool.unread, sample, hits, alpha, error))
    truth = Fraction(found + hits, max(1, pool.met + pool.missed))
    return made.recall, truth if pool.met + pool.missed else Fraction(1), hits


def drawn(rng: random.Random, pool: int, marked: int, sample: int) -> int:
    """How many of the marked items of a pool a sample holds."""
    got = 0
    for at in range(marked):
        got += rng.random() * (pool - at) < sample - got
    return got


def kept(rng: random.Random, many: int, chance: Fraction) -> int:
    """How many of so many come through, each with this chance."""
    return many if chance == 1 else sum(rng.random() < chance for _ in range(many))


def tried(done: list[tuple[Fraction, Fraction, int]]) -> Tried:
    """Runs summed up, each the bound on the recall, the true recall, and the hits."""
    held = sum(truth >= bound for bound, truth, _ in done)
    return Tried(
        len(done),
        held,
        float(median(bound for bound, _, _ in done)),
        float(median(truth for _, truth, _ in done)),
        round(median(hits for _, _, hits in done)),
    )

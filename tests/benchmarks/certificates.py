"""How often the certificate's bound holds, over made-up pools whose truth is known (reference/relevance.md
4.5 and 9: at least 95 %).

python3 tests/benchmarks/certificates.py [--runs 1000] [--seed 0]
"""

import argparse
import random
import sys
import time
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from evidence_review.relevance.certifying import ALPHA, Drawn, Second, certify
from evidence_review.relevance.hypergeometric import proportion_at_least
from evidence_review.relevance.simulate_sample import Pool, Tried, drawn, kept, tried

ROWS = (
    ("no reviewer error", Fraction(0), 0.0, ALPHA),
    ("the first of several looks", Fraction(0), 0.0, ALPHA / 2),
    ("5 % passed over, assumed", Fraction(1, 20), 0.0, ALPHA),
    ("5 % passed over, measured on 30 % of the pile", Fraction(1, 20), 0.3, ALPHA),
)


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
    rng = random.Random(seed)
    done: list[tuple[Fraction, Fraction, int]] = []
    for _ in range(runs):
        size, relevant = rng.randint(1000, 20_000), rng.randint(20, 300)
        missed = round(relevant * (1 - rng.uniform(0.6, 1)))
        read = max(relevant - missed, round(size * rng.uniform(0.05, 0.5)))
        pool = Pool(read, relevant - missed, size - read, missed)
        done.append(_run(rng, pool, round(pool.unread * rng.uniform(0.05, 0.6)), alpha, error, second))
    return tried(done)


def _run(
    rng: random.Random, pool: Pool, sample: int, alpha: Fraction, error: Fraction, share: float
) -> tuple[Fraction, Fraction, int]:
    """One pool read, sampled, a share of it read again, and certified: the bound on the recall, the true
    recall, and the hits."""
    found = kept(rng, pool.met, 1 - error)
    hits = kept(rng, drawn(rng, pool.unread, pool.missed, sample), 1 - error)
    second, again = None, 0
    if share:
        pile = pool.read - found
        again = drawn(rng, pile, pool.met - found, round(pile * share))
        second = Second(pile, round(pile * share), again, found)
    made = certify(Drawn(found, pool.unread, sample, hits, alpha, error, second))
    truth = Fraction(found + hits + again, max(1, pool.met + pool.missed))
    return made.recall, truth if pool.met + pool.missed else Fraction(1), hits


def main() -> None:
    """Print a row for each sort of reader."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=0)
    given = asked.parse_args()
    for words, error, second, alpha in ROWS:
        began = time.process_time()
        done = try_bound(given.runs, given.seed, error, second, alpha)
        low = proportion_at_least(done.held, done.runs, ALPHA)
        print(
            (
                f"{words:48} held in {done.held} of {done.runs} ({done.share:.3f}, at least "
                f"{low:.3f} at 95 %), middle bound {done.recall:.3f}, middle truth {done.truth:.3f}, "
                f"{time.process_time() - began:.1f} s"
            )
        )


if __name__ == "__main__":
    main()

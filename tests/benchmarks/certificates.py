"""How often the certificate's bound holds, over made-up pools whose truth is known (reference/relevance.md
4.5 and 9: at least 95 %).

python3 tests/benchmarks/certificates.py [--runs 1000] [--seed 0]
"""

import argparse
import sys
import time
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from evidence_review.relevance.certifying import ALPHA
from evidence_review.relevance.hypergeometric import proportion_at_least
from evidence_review.relevance.simulate_sample import try_bound

ROWS = (
    ("no reviewer error", Fraction(0), 0.0, ALPHA),
    ("the first of several looks", Fraction(0), 0.0, ALPHA / 2),
    ("5 % passed over, assumed", Fraction(1, 20), 0.0, ALPHA),
    ("5 % passed over, measured on 30 % of the pile", Fraction(1, 20), 0.3, ALPHA),
)


def main() -> None:
    """Print a row for each sort of reader."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=0)
    given = asked.parse_args()
    for words, error, second, alpha in ROWS:
        began = time.process_time()
        tried = try_bound(given.runs, given.seed, error, second, alpha)
        low = proportion_at_least(tried.held, tried.runs, ALPHA)
        print(
            (
                f"{words:48} held in {tried.held} of {tried.runs} ({tried.share:.3f}, at least "
                f"{low:.3f} at 95 %), middle bound {tried.recall:.3f}, middle truth {tried.truth:.3f}, "
                f"{time.process_time() - began:.1f} s"
            )
        )


if __name__ == "__main__":
    main()

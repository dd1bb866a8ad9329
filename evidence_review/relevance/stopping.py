"""When a line is ready to be tested: a rule of thumb that only proposes the sample; what was missed is for the certificate to say.

Two signs, both from the order in which decisions were made: a run of decisions without anything new, and a test of the whole history.
Which numbers stand here, and what else was tried, is in docs/decisions/0019-stopping.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from evidence_review.relevance.hypergeometric import at_most

RUN = 200
"""So many decisions in a row without anything relevant in a large pool; in a small one the same share of it."""
RUN_SHARE = Fraction(1, 20)
LEAST_RUN = 50


@dataclass(frozen=True, slots=True)
class Ready:
    """Whether to propose the sample, the run of decisions without anything new, how long it has to be, and the sentence to show."""

    is_ready: bool
    quiet: int
    wanted: int
    sentence: str


def ready(decided: Sequence[bool], pool: int) -> Ready:
    """From the decisions in the order made (True: relevant) and the size of the pool. Never says that anything is complete."""
    quiet = next((at for at, one in enumerate(reversed(decided)) if one), len(decided))
    wanted = run_wanted(pool)
    if len(decided) >= pool:
        return Ready(True, quiet, wanted, "Everything in scope that has text is decided. There is nothing left to sample.")
    if quiet >= wanted and any(decided):
        return Ready(True, quiet, wanted, f"Nothing new in the last {quiet:,}. Ready to test.")
    if not any(decided):
        return Ready(False, quiet, wanted, "Nothing relevant has been found yet, so there is nothing to test.")
    said = f"Nothing new in the last {quiet:,}." if quiet else "The last decision found something."
    return Ready(False, quiet, wanted, f"{said} A test is proposed after {wanted:,} in a row without anything new.")


def run_wanted(pool: int) -> int:
    """How long a run without anything new has to be in a pool of that size."""
    return max(LEAST_RUN, min(RUN, int(pool * RUN_SHARE)))


def least_chance(decided: Sequence[bool], pool: int, target: Fraction) -> float:
    """The least p over the last i of n decisions that recall is below the target (Callaghan and Müller-Hansen 2020).

    For each i the last i decisions are treated as a random draw from what was undecided before them: N_i items of which at least K_i bear on
    the line if recall is short, of which k_i were found. Minimum over windows, so that it is a sign and no bound.
    """
    found, least = sum(decided), 1.0
    needed = int(found / target) + 1
    before = found
    for at in range(len(decided), 0, -1):
        before -= decided[at - 1]
        if at - 1 and not decided[at - 2]:
            continue
        since = len(decided) - at + 1
        least = min(least, at_most(pool - len(decided) + since, needed - before, since, found - before))
    return least

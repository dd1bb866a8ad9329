"""When a line is ready to be tested: a rule of thumb that only proposes the sample; what was missed is for
the certificate to say.

Two conditions on the decisions in the order made: enough of the pool is read, and the last of them brought
nothing new. In a small pool a certificate costs most of what is unread, and reading on by rank finds more
than a sample of the same size: so half of it comes first, of talk, where what stands near what was found is
found soon after it, about a third. Which numbers stand here, what they gave, and what else was tried, is in
docs/decisions/0019-stopping.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

FIRST_SHARE, FIRST_OF_TALK, SMALL = Fraction(1, 2), Fraction(7, 20), 5_000
"""This share of a pool of up to so many items is read before a test is proposed, of talk the second at most;
of a larger one a share that falls with the square of its size."""
RUN_SHARE, RUN_OF_TALK, RUN_LEAST, RUN_MOST = Fraction(1, 20), Fraction(1, 10), 50, 200
"""So many decisions in a row without anything relevant: a share of the pool (of talk the second) within
bounds."""
AGAIN, AGAIN_MOST, LARGE = Fraction(3, 2), Fraction(3, 100), 40_000
"""Of talk of more than SMALL messages the run is at least so many times what was read in vain until the last
find, up to a share of the pool, which below so many messages falls with the size: where reading was much in
vain, what is left may stand far on.
"""
TALK = 10
"""Messages of a conversation, on average, from which a pool counts as talk: mail and documents with a few
messages among them were not measured as such."""


@dataclass(frozen=True, slots=True)
class Ready:
    """Whether to propose the sample, the run of decisions without anything new, how long it has to be, and
    the sentence to show."""

    is_ready: bool
    quiet: int
    wanted: int
    sentence: str


def is_talk(items: int, threads: int) -> bool:
    """Whether a pool is talk, by how many items and conversations it holds."""
    return items >= TALK * threads > 0


def ready(decided: Sequence[bool], pool: int, *, talk: bool) -> Ready:
    """From the decisions in the order made (True: relevant), the size of the pool, and whether it is talk.
    Never says that anything is complete."""
    quiet = next((at for at, one in enumerate(reversed(decided)) if one), len(decided))
    vain = len(decided) - quiet - sum(decided)
    wanted, first = (
        max(run_wanted(pool, talk=talk), _again(vain, pool) if talk else 0),
        first_wanted(pool, talk=talk),
    )
    if len(decided) >= pool:
        return Ready(
            True,
            quiet,
            wanted,
            "Everything in scope that has text is decided. There is nothing left to sample.",
        )
    if not any(decided):
        return Ready(
            False, quiet, wanted, "Nothing relevant has been found yet, so there is nothing to test."
        )
    said = f"Nothing new in the last {quiet:,}." if quiet else "The last decision found something."
    if quiet >= wanted and len(decided) >= first:
        return Ready(True, quiet, wanted, f"{said} Ready to test.")
    more = f"{wanted:,} in a row without anything new" if quiet < wanted else f"{first:,} are read"
    return Ready(False, quiet, wanted, f"{said} A test is proposed after {more}.")


def _again(vain: int, pool: int) -> int:
    """How long the run has to be in talk, by how many were read in vain until the last find."""
    most = pool * AGAIN_MOST * min(Fraction(1), Fraction(pool, LARGE)) if pool > SMALL else 0
    return int(min(AGAIN * vain, most))


def run_wanted(pool: int, *, talk: bool) -> int:
    """How long a run without anything new has to be in a pool of that size at least."""
    return max(RUN_LEAST, min(RUN_MOST, int(pool * (RUN_OF_TALK if talk else RUN_SHARE))))


def first_wanted(pool: int, *, talk: bool) -> int:
    """How much of a pool of that size is read before a test is proposed."""
    share = FIRST_SHARE * min(Fraction(1), Fraction(SMALL, max(1, pool))) ** 2
    return int(pool * (min(share, FIRST_OF_TALK) if talk else share))

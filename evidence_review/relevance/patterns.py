"""Regular expressions as terms: short, checked when proposed, and tried only in a child process with a limit
of time for each text.

A pattern meets a text as it is compared everywhere: folded, in lower case, on one line. Python's own engine
is used; a pattern that it cannot finish in time on a text leaves that text as not searched, which is told;
nothing is guessed.
"""

import re
import signal
import time
from collections.abc import Sequence

from evidence_review.domain.enquiry import LONGEST_PATTERN
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.text import fold

type Hit = tuple[str, int, int]


class _TooSlow(Exception):
    """The time for one text is over."""


def compiled_pattern(pattern: str) -> re.Pattern[str]:
    """The pattern ready for use. RuleBroken where it is too long, is no pattern, or would match nothing at
    all in a text."""
    if len(pattern) > LONGEST_PATTERN:
        raise RuleBroken(
            f"A pattern has at most {LONGEST_PATTERN} characters. Shorten it, or write it as two terms."
        )
    try:
        made = re.compile(pattern, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError):
        raise RuleBroken(
            "A pattern of this line is not a regular expression. Check its brackets and repeats."
        ) from None
    if made.match(""):
        raise RuleBroken(
            "A pattern of this line would also match nothing, and so every text. Say at least one "
            "character that must be there."
        )
    return made


def tried(text: str, patterns: Sequence[re.Pattern[str]], seconds: float) -> tuple[list[Hit], list[str]]:
    """Every hit as (pattern, start, end) of the original text, and the patterns that took too long on it."""
    folded = fold(text)
    hits: list[Hit] = []
    slow: list[str] = []
    for pattern in patterns:
        try:
            with _Clock(seconds):
                found = [match.span() for match in pattern.finditer(folded.text)]
        except _TooSlow:
            slow.append(pattern.pattern)
            continue
        hits += [(pattern.pattern, *folded.span(start, end)) for start, end in found if end > start]
    return sorted(set(hits), key=lambda hit: (hit[1], hit[2], hit[0])), slow


class _Clock:
    """Raises `_TooSlow` inside the block after some seconds of the clock, where the system can; elsewhere the
    parent's limit holds."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def __enter__(self) -> None:
        self.began = time.monotonic()
        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, self._over)
            signal.setitimer(signal.ITIMER_REAL, self._seconds)

    def __exit__(self, *_: object) -> None:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _over(self, *_: object) -> None:
        raise _TooSlow

"""One work shared out among processes: the one place that decides among how many, and of which kind.

On Linux a child goes on as copies of itself (`process_copies`), from two pages on. Elsewhere it asks for
children (`together`), each of which is a new interpreter, so that this pays for long documents alone
(docs/decisions/0030).
"""

import os
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, cast

from evidence_review.domain.tasks import Work
from evidence_review.sandbox.child import answers_of
from evidence_review.sandbox.limits import Limits
from evidence_review.sandbox.process_copies import in_copies, may_copy
from evidence_review.sandbox.together import together

type Json = dict[str, Any]

_LEAST = 12
"""Pages for which a new interpreter pays: starting it (three times for a redaction) takes as long as three
full pages or eight light ones."""
_MOST = 4
"""Processes at once: each holds the document and the libraries."""


def share_out(work: Work, count: int, worth: float = 1, limits: Limits | None = None) -> Iterator[Json]:
    """What the tasks that `work` gives for some of the numbers below `count` yield, each number done once, as
    it comes; a number is `worth` so many pages.

    Work that goes on as copies is begun at once. Closing the iterator ends it. Errors as `in_copies` and
    `together` have them.
    """
    bounds = limits or Limits()
    if may_copy():
        return in_copies(work, count, processes(min(count, round(count * worth))), bounds)
    ranges = shares(count, worth)
    if len(ranges) > 1:
        return together([work(range(first, last)) for first, last in ranges], bounds)
    return _alone(work, count)


def processes(count: int, least: int = 1) -> int:
    """As many as there are processors and as are worth it where each does at least so many."""
    return max(1, min(os.cpu_count() or 1, _MOST, count // least))


def shares(count: int, worth: float = 1) -> list[tuple[int, int]]:
    """(first number, number after the last) for each new interpreter, in order; a number is `worth` so many
    pages."""
    many = processes(int(count * worth), _LEAST)
    edges = [count * at // many for at in range(many + 1)]
    return list(pairwise(edges))


def _alone(work: Work, count: int) -> Iterator[Json]:
    asked = work(range(count))
    for value in answers_of(asked.function(**asked.arguments)):
        yield cast("Json", value)

"""The pages of one document shared out among processes that work at the same time (reference/house.md 6,
docs/decisions/0030)."""

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from evidence_review.domain.tasks import Json, Task

type Spread = Callable[[Sequence[Task]], Iterator[Json]]
"""Runs each of the tasks in a limited process of its own, all at once; gives the JSON objects that they yield
as they come. What any of them raises, or that it died, is raised and ends them all; so does closing the
iterator.
"""

_LEAST = 12
"""Pages for which a process of its own pays: starting it (three times for a redaction) takes as long as three
full pages or eight light ones."""
_MOST = 4
"""Processes at once: each holds the document and the libraries."""


def shares(pages: int) -> list[tuple[int, int]]:
    """(first page, page after the last) for each process, in order: as many as there are processors and as
    are worth it."""
    count = max(1, min(os.cpu_count() or 1, _MOST, pages // _LEAST))
    edges = [pages * at // count for at in range(count + 1)]
    return list(pairwise(edges))

"""Documents redacted and checked with their pages shared out among several limited processes
(docs/decisions/0030).

The functions here are asked for in a child, which starts the others and ends them with itself.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from evidence_review.domain.redaction_values import PagesToRedact
from evidence_review.domain.tasks import Json
from evidence_review.redaction import checked_file, child_tasks
from evidence_review.redaction.terms.spreading import Spread
from evidence_review.sandbox import Limits, share_out

SPREAD: Spread = partial(share_out, limits=Limits(seconds=300))
"""Each child may take five minutes for its start or for one page."""


def redact(asked: PagesToRedact) -> Iterator[Json]:
    """`redaction.child_tasks.redact` with the pages shared out."""
    return child_tasks.redact(asked, SPREAD)


def leaks(data: bytes, terms: Sequence[str], name: str, allowed: frozenset[str]) -> Iterator[Json]:
    """`redaction.child_tasks.leaks` with the pages shared out."""
    return child_tasks.leaks(data, terms, name, allowed, SPREAD)


def check(path: Path, terms: Sequence[str]) -> Iterator[Json]:
    """`redaction.checked_file.check` with the pages shared out."""
    return checked_file.check(path, terms, SPREAD)

"""Long documents redacted and checked with their pages shared out among several limited children (docs/decisions/0030).

The functions here are asked for in a child, which starts the others and ends them with itself; short documents stay in the one.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from evidence_review.redaction import carried, checked_file
from evidence_review.redaction.spreading import Spread
from evidence_review.sandbox import Limits, together

SPREAD: Spread = partial(together, limits=Limits(seconds=300))
"""Each child may take five minutes for its start or for one page."""


def redact(**asked: Any) -> Iterator[dict[str, Any]]:
    """`redaction.carried.redact` with the pages shared out."""
    return carried.redact(**asked, spread=SPREAD)


def leaks(**asked: Any) -> Iterator[dict[str, Any]]:
    """`redaction.carried.leaks` with the pages shared out."""
    return carried.leaks(**asked, spread=SPREAD)


def check(path: str, terms: list[str]) -> Iterator[dict[str, Any]]:
    """`redaction.checked_file.check` with the pages shared out."""
    return checked_file.check(path, terms, SPREAD)

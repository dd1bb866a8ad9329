"""Damage in a page that somebody may have written by hand."""

from collections.abc import Iterator
from pathlib import Path

from evidence_review.domain.evidence import Problem
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.documents.html_pages import html_of
from evidence_review.importers.markup.torn_pages import TORN, is_torn

_LARGEST = 64 << 20


def torn_page(path: Path) -> Iterator[Problem]:
    """One remark on a page whose tags are damaged, or whose larger parts do not fit; nothing for one beyond
    64 MiB."""
    if path.stat().st_size <= _LARGEST and is_torn(html_of(path.read_bytes()).text, by_program=False):
        yield Problem("file", ProblemKind.SOURCE_FLAG, TORN)

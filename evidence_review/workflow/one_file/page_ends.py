"""Names and numbers that go on from the end of one page on the next: neither page holds them by itself."""

from collections.abc import Sequence
from itertools import pairwise

from evidence_review.domain.redaction_values import PageSpan
from evidence_review.redaction import page_texts
from evidence_review.redaction.streams.preparing import open_pdf
from evidence_review.redaction.terms.search import Search, find

_NEAR = 200
"""Letters at the end and the beginning of a page in which they are looked for."""


def spans_over_page_ends(data: bytes, search: Search, tokens: Sequence[str]) -> list[PageSpan]:
    """The part of each such place on either page of a PDF; the texts in which marks are made are read only
    where a quicker look finds any."""
    with open_pdf(data) as document:
        quick = [page.get_text("text") for page in document] if document.page_count > 1 else []
    return _over_ends(page_texts(data), search, tokens) if _over_ends(quick, search, tokens) else []


def _over_ends(pages: Sequence[str], search: Search, tokens: Sequence[str]) -> list[PageSpan]:
    out: list[PageSpan] = []
    for number, (one, other) in enumerate(pairwise(pages)):
        end = one.rstrip()[-_NEAR:]
        first = len(one.rstrip()) - len(end)
        begin = other[: _NEAR + len(other) - len(other.lstrip())]
        for hit in find(f"{end}\n{begin}", search):
            if hit.start < len(end) and hit.end > len(end) + 1:
                token = tokens[hit.term]
                out.append(PageSpan(number, first + hit.start, first + len(end), token))
                blank = len(begin) - len(begin.lstrip())
                out.append(PageSpan(number + 1, blank, hit.end - len(end) - 1, token))
    return out

"""Runs of text that hold a term in a writing which the gate decodes (base64, hexadecimal, per cent signs): they
are taken out whole where that is asked for, since nothing can be taken out of them."""

import re

from evidence_review.redaction.gate.gate_bytes import found_in
from evidence_review.redaction.terms.search import Search

CODED = "[CODED TEXT REMOVED]"
_RUN = re.compile(
    r"(?:[0-9A-Fa-f]{2}[\s:,-]{0,2}){10,}|[A-Za-z0-9+/_-]{16,}(?:\r?\n[A-Za-z0-9+/_-]{4,})*={0,2}"
    r"|\S*[%=][0-9A-Fa-f]{2}\S*"
)
_LINE = re.compile(r"[^\n]+")


def without_coded(text: str, search: Search) -> tuple[str, int]:
    """The text without each such run, and without lines in which a term is still found; how many there
    were."""
    if not found_in(text.encode(), search):
        return text, 0
    out, count = _without(_RUN, text, search)
    if found_in(out.encode(), search):
        out, more = _without(_LINE, out, search)
        count += more
    return out, count


def _without(pattern: re.Pattern[str], text: str, search: Search) -> tuple[str, int]:
    count = 0

    def kept(found: re.Match[str]) -> str:
        nonlocal count
        if not found_in(found[0].encode(), search):
            return found[0]
        count += 1
        blank = found[0][len(found[0].rstrip()) :]
        return CODED + blank

    return pattern.sub(kept, text), count

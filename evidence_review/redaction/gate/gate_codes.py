"""What the codes of pictures and pages say, held against the terms: QR and bar codes are text to whoever
holds a phone over them."""

from collections.abc import Iterable

from evidence_review.redaction.gate.gate_bytes import found_in
from evidence_review.redaction.terms.search import Search, find, holds

CODE = "a code in the picture (QR or bar code) that a phone reads"


def says(text: str, search: Search) -> bool:
    """Whether a code says a term, also percent-encoded, in base64 or in hexadecimal."""
    return bool(search.wanted) and (holds(text, search) or bool(found_in(text.encode(), search)))


def any_says(texts: Iterable[str], search: Search) -> bool:
    """Whether any of the codes does."""
    return any(says(text, search) for text in texts)


def term_of(text: str, search: Search) -> int:
    """The number of the term that a code says; of one that says it in another writing, of the first."""
    hits = find(text, search)
    return hits[0].term if hits else 0

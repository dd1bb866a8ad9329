"""What the codes of pictures and pages say, held against the terms: QR and bar codes are text to whoever
holds a phone over them."""

from collections.abc import Iterable, Iterator, Mapping

from evidence_review.imaging.page_codes import page_codes
from evidence_review.redaction.gate.gate_bytes import found_in
from evidence_review.redaction.streams.covers import Log
from evidence_review.redaction.terms.search import Search, find, holds

CODE = "a code in the picture (QR or bar code) that a phone reads"


def says(text: str, search: Search) -> bool:
    """Whether a code says a term, also percent-encoded, in base64 or in hexadecimal."""
    return bool(search.wanted) and (holds(text, search) or bool(found_in(text.encode(), search)))


def any_says(texts: Iterable[str], search: Search) -> bool:
    """Whether any of the codes does."""
    return any(says(text, search) for text in texts)


def code_pages(
    data: bytes, first: int, last: int | None, search: Search, shapes: Mapping[int, Log]
) -> Iterator[str]:
    """For each page of a PDF from `first` (from 0) to before `last` what is wrong with its codes, empty where
    nothing is; `shapes` are what pages paint besides letters, as far as that is known."""
    import pymupdf

    with pymupdf.open(stream=data, filetype="pdf") as document:
        for number in range(document.page_count)[first:last]:
            found = page_codes(document[number], shapes.get(number))
            yield CODE if any_says((text for text, _ in found), search) else ""


def term_of(text: str, search: Search) -> int:
    """The number of the term that a code says; of one that says it in another writing, of the first."""
    hits = find(text, search)
    return hits[0].term if hits else 0

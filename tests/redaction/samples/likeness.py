"""Whether a redacted PDF still looks like its source outside the boxes, page by page: the parts of
`page_comparison` put together."""

from collections.abc import Mapping, Sequence

from evidence_review.domain.redaction_values import Leak
from evidence_review.redaction.pdf.boxing import Bar
from evidence_review.redaction.pdf.page_comparison import Expected, drawn, kept_of, looks_fault, words_fault
from evidence_review.redaction.streams.glyphs import Box, painted, seen_of
from evidence_review.redaction.streams.preparing import prepare


def compare(before: bytes, after: bytes, boxes: Mapping[int, Sequence[Box]]) -> list[Leak]:
    """Pages (named from 1) of a redacted PDF on which something outside the boxes moved, went, came or looks
    otherwise, or inside shows words.

    `boxes` are by page (from 0) in PDF user space, each solid black and without a token. Kept characters may
    move 0.05 pt, 0.2 % of the pixels outside may differ.
    """
    import pymupdf
    import pypdfium2

    prepared = prepare(before)
    out: list[Leak] = []
    shown = [pypdfium2.PdfDocument(data) for data in (prepared, after)]
    with (
        pymupdf.open(stream=prepared, filetype="pdf") as old,
        pymupdf.open(stream=after, filetype="pdf") as new,
    ):
        if old.page_count != new.page_count:
            return [Leak("file", "the number of pages changed")]
        for number in range(new.page_count):
            page = new[number]
            mine = boxes.get(number, ())
            expected = Expected(tuple(mine), tuple(Bar(box, "") for box in mine), seen_of(old[number]))
            fault = words_fault(kept_of(old[number], expected), painted(page), expected)
            fault = fault or looks_fault(drawn(shown[0][number]), drawn(shown[1][number]), page, expected)
            out += [Leak(f"page {number + 1}", fault)] if fault else []
    for document in shown:
        document.close()
    return out

"""An edited copy of a document or letter on paper, made from redacted values: its words and tables in order,
nothing of the original file.

The text arrives redacted: this report sets it on paper and takes nothing out.
"""

from evidence_review.domain.contents import Contents, Sheet
from evidence_review.reports.paper import Paper
from evidence_review.reports.text_lines import as_printed

_WIDEST = 8
"""Columns that fit beside each other on a page turned on its side; a wider sheet is set as lines."""


def remade_pdf(contents: Contents) -> bytes:
    """The words as paragraphs, each labelled line with its label in front, then every sheet as a table. No
    header and no title."""
    wide = any(len(row) > 4 for sheet in contents.sheets for row in sheet.rows)
    paper = Paper("", "", wide)
    for number, passage in enumerate(contents.passages):
        if number and not passage.label:
            paper.gap(6)
        paper.text(f"{passage.label}: {passage.text}" if passage.label else passage.text.strip("\n\f") or " ")
    for sheet in contents.sheets:
        _sheet(paper, sheet)
    return paper.to_bytes()


def printed(text: str) -> str:
    """A text as this report writes it, so that what is to be removed can be looked for in the very words that
    are printed."""
    return as_printed(text)


def _sheet(paper: Paper, sheet: Sheet) -> None:
    if sheet.name:
        paper.heading(sheet.name)
    columns = max(map(len, sheet.rows), default=0)
    if 0 < columns <= _WIDEST:
        paper.table((), [(*row, *[""] * (columns - len(row))) for row in sheet.rows], shares=[1.0] * columns)
    else:
        for row in sheet.rows:
            paper.text("    ".join(row))

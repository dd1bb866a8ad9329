"""What an edited copy says of itself: a caption at the foot of each page, and a last page that says what the codes
in its boxes mean and whom to ask (reference/law.md I1, I7, K12)."""

from collections.abc import Mapping, Sequence
from typing import Any

from evidence_review.domain.shipped_files import RESOURCES
from evidence_review.redaction.streams.preparing import open_pdf

_SIZE, _LEFT, _FOOT, _LEADING = 6.0, 18.0, 8.0, 1.25
_WIDE, _HIGH, _MARGIN, _TEXT, _LINES = 595.0, 842.0, 56.0, 9.0, 60
"""A page of the legend in points, its margin, size of letters and number of lines."""
_EVERY_LETTER = RESOURCES / "fonts" / "DejaVuSans.ttf"
"""For names with letters that the standard fonts of a PDF lack."""


def captioned(document: bytes, caption: str, legend: Sequence[str] = ()) -> bytes:
    """The PDF with lines of small letters at the foot of each page, as wide as the page and in every way a page
    may be turned; nothing else of it changes. `legend` stands on pages of its own behind it, a paragraph each, the
    first as their heading. The same bytes for the same document and words."""
    import pymupdf

    if not caption:
        return document
    is_plain = all(ord(letter) < 256 for word in (caption, *legend) for letter in word)
    given = {"fontname": "helv"} if is_plain else {"fontname": "caption", "fontfile": str(_EVERY_LETTER)}
    font = pymupdf.Font("helv") if is_plain else pymupdf.Font(fontfile=str(_EVERY_LETTER))
    with open_pdf(document) as opened:
        _add_legend(opened, legend, given, font)
        for page in opened:
            lines = _broken(caption, page.rect.width - 2 * _LEFT, font, _SIZE)
            top = page.rect.height - _FOOT - (len(lines) - 1) * _LEADING * _SIZE
            page.insert_text(
                pymupdf.Point(_LEFT, top) * page.derotation_matrix,
                lines,
                fontsize=_SIZE,
                lineheight=_LEADING,
                color=(0.25, 0.25, 0.25),
                rotate=page.rotation,
                **given,
            )
        data: bytes = opened.tobytes(garbage=0, deflate=True, no_new_id=True)
    return data


def _add_legend(opened: Any, legend: Sequence[str], given: Mapping[str, str], font: Any) -> None:
    """Pages of A4 with these paragraphs behind the last page."""
    import pymupdf

    lines = [line for one in legend for line in (*_broken(one, _WIDE - 2 * _MARGIN, font, _TEXT), "")]
    for at in range(0, len(lines), _LINES):
        page = opened.new_page(width=_WIDE, height=_HIGH)
        page.insert_text(
            pymupdf.Point(_MARGIN, _MARGIN + _TEXT),
            lines[at : at + _LINES],
            fontsize=_TEXT,
            lineheight=_LEADING,
            **given,
        )


def _broken(caption: str, room: float, font: Any, size: float) -> list[str]:
    """The caption in lines that are no wider than `room` points, broken between words."""
    lines: list[str] = []
    for word in caption.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.text_length(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines

"""The caption at the foot of each page of an edited copy: that it is edited, its entry on the schedule, for whom
it is (reference/law.md I7, K12)."""

from typing import Any

from evidence_review.domain.shipped_files import RESOURCES
from evidence_review.redaction.streams.preparing import open_pdf

_SIZE, _LEFT, _FOOT, _LEADING = 6.0, 18.0, 8.0, 1.25
_EVERY_LETTER = RESOURCES / "fonts" / "DejaVuSans.ttf"
"""For names with letters that the standard fonts of a PDF lack."""


def captioned(document: bytes, caption: str) -> bytes:
    """The PDF with lines of small letters at the foot of each page, as wide as the page and in every way a page
    may be turned; nothing else of it changes. The same bytes for the same document and caption."""
    import pymupdf

    if not caption:
        return document
    is_plain = all(ord(letter) < 256 for letter in caption)
    given = {"fontname": "helv"} if is_plain else {"fontname": "caption", "fontfile": str(_EVERY_LETTER)}
    font = pymupdf.Font("helv") if is_plain else pymupdf.Font(fontfile=str(_EVERY_LETTER))
    with open_pdf(document) as opened:
        for page in opened:
            lines = _broken(caption, page.rect.width - 2 * _LEFT, font)
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


def _broken(caption: str, room: float, font: Any) -> list[str]:
    """The caption in lines that are no wider than `room` points, broken between words."""
    lines: list[str] = []
    for word in caption.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.text_length(longer, _SIZE) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines

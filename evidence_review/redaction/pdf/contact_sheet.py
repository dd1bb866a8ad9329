"""Before and after side by side as a PDF, a page for each page or frame, for the person who checks a
redaction; it shows what was removed.

For her eyes only: it is never part of what leaves.
"""

from collections.abc import Sequence
from html import escape

from evidence_review.redaction.pictures.pictures import decoded, is_picture_file
from evidence_review.redaction.streams.preparing import open_pdf

_WIDE, _HIGH, _EDGE, _TOP, _DPI = 842.0, 595.0, 24.0, 56.0, 110
_CSS = "* { font-size: 9pt; margin: 0; }"
_MOST = 400
_WORDS = "Before (left) and after (right). This sheet shows what was removed: keep it inside the office."


def contact_sheet(before: bytes, after: bytes, heads: Sequence[str] = ()) -> bytes:
    """A PDF in which each page of two PDFs (or pictures) lies beside its counterpart, under what its head says it is;
    pages that one of them lacks are left empty."""
    import pymupdf

    old, new = _pictures(before), _pictures(after)
    with pymupdf.open() as sheet:
        for number in range(max(len(old), len(new))):
            page = sheet.new_page(width=_WIDE, height=_HIGH)
            head = heads[number] if number < len(heads) else f"Page {number + 1}"
            strip = pymupdf.Rect(_EDGE, _EDGE / 2, _WIDE - _EDGE, _TOP)
            page.insert_htmlbox(strip, f"<p>{escape(head)}.<br/>{_WORDS}</p>", css=_CSS)
            half = (_WIDE - 3 * _EDGE) / 2
            for left, pictures in ((_EDGE, old), (2 * _EDGE + half, new)):
                box = pymupdf.Rect(left, _TOP, left + half, _HIGH - _EDGE)
                if number < len(pictures):
                    page.insert_image(box, stream=pictures[number])
                page.draw_rect(box, color=(0.6, 0.6, 0.6), width=0.5)
        sheet.set_metadata({})
        data: bytes = sheet.tobytes(garbage=4, deflate=True)
    return data


def _pictures(data: bytes) -> list[bytes]:
    """The pages of a PDF, or the frames of a picture, as JPEG."""
    if is_picture_file(data):
        _, count = decoded(data)
        return [_jpeg(decoded(data, number)[0]) for number in range(min(count, _MOST))]
    with open_pdf(data) as document:
        return [
            page.get_pixmap(dpi=_DPI, alpha=False).tobytes("jpeg", 80)
            for page in document.pages(0, min(document.page_count, _MOST))
        ]


def _jpeg(image: object) -> bytes:
    import io
    from typing import Any, cast

    out = io.BytesIO()
    small = cast("Any", image)
    small.thumbnail((1000, 1000))
    small.save(out, "JPEG", quality=80)
    return out.getvalue()

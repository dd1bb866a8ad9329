"""The caption at the foot of each page of an edited copy: that it is edited, its entry on the schedule, for whom
it is (reference/law.md I7, K12)."""

from evidence_review.redaction.streams.preparing import open_pdf

_SIZE, _LEFT, _FOOT = 6.0, 18.0, 8.0


def captioned(document: bytes, caption: str) -> bytes:
    """The PDF with a line of small letters at the foot of each page, in every way a page may be turned; nothing
    else of it changes. The same bytes for the same document and caption."""
    import pymupdf

    if not caption:
        return document
    with open_pdf(document) as opened:
        for page in opened:
            place = pymupdf.Point(_LEFT, page.rect.height - _FOOT) * page.derotation_matrix
            page.insert_text(
                place,
                caption,
                fontsize=_SIZE,
                fontname="helv",
                color=(0.25, 0.25, 0.25),
                rotate=page.rotation,
            )
        data: bytes = opened.tobytes(garbage=0, deflate=True, no_new_id=True)
    return data

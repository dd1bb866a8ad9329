"""The drawings of emoji in a PDF that typst wrote, put so that readers find them in their line.

typst makes each a letter of a Type 3 font whose letters are pictures. Two things of it are put right. A drawing
begins "2550 0 d0/x0 Do": PDF lets the two words touch, and a validator (page) takes them for one. And Poppler
guesses how high such a font is from how wide its first letter is, as if a letter had half its height: Noto's have
1.25 of it, so that pdftotext takes an emoji for a letter of 22 points in a line of 9 and ends the line there. The
font's matrix is set to that guess, and each drawing is stretched back.
"""

import re
import zlib

from evidence_review.reports.typst_objects import with_objects

_TYPE3 = b"/Subtype/Type3"
_NUMBER = rb"-?[\d.]+"
_MATRIX = re.compile(rb"/FontMatrix\[(%s) 0 0 (%s) 0 0\]" % (_NUMBER, _NUMBER))
_WIDTH = re.compile(rb"/Widths\[(%s)" % _NUMBER)
_BOX = re.compile(rb"/FontBBox\[(%s) (%s) (%s) (%s)\]" % ((_NUMBER,) * 4))
_HEIGHTS = re.compile(rb"/Ascent %s/Descent %s" % (_NUMBER, _NUMBER))
_SMALL = re.compile(rb"\A(\d+ 0 obj\n)<</Length (\d{1,2})/Filter/FlateDecode>>\nstream\n")
_DRAWING = re.compile(rb"\s*(%s 0 d0)\s*(/\S+ Do)\s*" % _NUMBER)
_GUESS = 0.5
"""How wide Poppler takes the first letter of a Type 3 font to be, as a share of its size (`updateFont`)."""
_LINE = b"/Ascent 760/Descent -240"
"""How high a letter stands over and under the line, in thousandths, as with the font of the text."""


def with_drawings_in_line(pdf: bytes) -> bytes:
    """The same PDF with its Type 3 font, of which all letters are as wide as the first, so written; one without
    such a font comes back as it is."""
    at = pdf.find(_TYPE3)
    font = pdf[at : pdf.find(b"endobj", at)] if at >= 0 else b""
    matrix, width = _MATRIX.search(font), _WIDTH.search(font)
    if not matrix or not width:
        return pdf
    stretch = float(matrix[2]) * float(width[1]) / _GUESS
    down = b"%.10f" % (_GUESS / float(width[1]))

    def changed(one: bytes) -> bytes:
        if _TYPE3 in one[:80]:
            return _boxed(_MATRIX.sub(rb"/FontMatrix[\1 0 0 %s 0 0]" % down, one), stretch)
        if b"/Type/FontDescriptor" in one[:60] and b"/FontFile" not in one:
            return _HEIGHTS.sub(_LINE, _boxed(one, stretch))
        return _stretched(one, stretch)

    return with_objects(pdf, changed)


def _boxed(font: bytes, stretch: float) -> bytes:
    """A font or its description with the box of its letters in the new measure."""

    def box(old: re.Match[bytes]) -> bytes:
        low, high = (b"%.3f" % (float(old[at]) * stretch) for at in (2, 4))
        return b"/FontBBox[%s %s %s %s]" % (old[1], low, old[3], high)

    return _BOX.sub(box, font)


def _stretched(one: bytes, stretch: float) -> bytes:
    """A drawing, stretched; any other object as it is."""
    head = _SMALL.match(one)
    if not head:
        return one
    try:
        drawing = _DRAWING.fullmatch(zlib.decompress(one[head.end() : head.end() + int(head[2])]))
    except zlib.error:
        return one
    if not drawing:
        return one
    body = b"%s\nq 1 0 0 %.8f 0 0 cm %s Q" % (drawing[1], stretch, drawing[2])
    return b"%s<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (head[1], len(body), body)

"""A page as a picture with the redaction burnt in, and a fresh unseen layer of the words that stay
(reference/safety.md 1.6, fail closed).
"""

import io
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence_review.redaction.fonts.cmaps import write_cmap
from evidence_review.redaction.pdf.boxing import TOKEN_SIZE, Bar, fits, token_width
from evidence_review.redaction.streams.glyphs import Box, Glyph, placer

_DPI = 200
_MOST_PIXELS = 40_000_000
_WELL_PACKED = 3 << 20
"""Bytes to which the pixels of a page may pack without loss; above, they are coded with loss after the bars
were burnt in."""


@dataclass(frozen=True, slots=True)
class Word:
    """Characters of one word and where they stand on the page as shown: left, baseline from the bottom,
    width, size, in points."""

    text: str
    left: float
    base: float
    wide: float
    size: float


def picture_page(page: Any, bars: Sequence[Bar], kept: Sequence[Glyph]) -> Callable[[Any], Any]:
    """What makes this page (as shown, bars black, tokens white) as a picture in a new file; the page may be
    of any copy of the document."""
    import pymupdf

    width, height = page.rect.width, page.rect.height
    zoom = min(_DPI / 72, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
    picture = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), alpha=False, annots=False)
    place = placer(page)
    for bar in bars:
        box = place(bar.box)
        left, top, right, bottom = (
            int(box[0] * zoom) - 1,
            int(box[1] * zoom) - 1,
            int(box[2] * zoom) + 2,
            int(box[3] * zoom) + 2,
        )
        _blacken(picture, pymupdf.IRect(left, top, right, bottom) & picture.irect)
    if picture.is_monochrome or _is_grey(picture):
        picture = pymupdf.Pixmap(pymupdf.csGRAY, picture)
    shown = [Bar(place(bar.box), bar.token) for bar in bars]
    tokens = [(bar.token, bar.box) for bar in shown if fits(bar)]
    words = _words(page, kept, height)
    samples, size, grey = bytes(picture.samples), (picture.width, picture.height), picture.n == 1
    return lambda new: _page(new, (width, height), samples, size, words, tokens, grey=grey)


def _blacken(picture: Any, box: Any) -> None:
    """Fill a part; the library's own way does it pixel by pixel."""
    import numpy as np

    pixels = np.frombuffer(picture.samples_mv, np.uint8).reshape(picture.height, picture.stride)
    left, right = (side - picture.x for side in (box.x0, box.x1))
    pixels[box.y0 - picture.y : box.y1 - picture.y, left * picture.n : right * picture.n] = 0


def _is_grey(picture: Any) -> bool:
    samples = picture.samples_mv
    return picture.n == 3 and samples[0::3] == samples[1::3] and samples[0::3] == samples[2::3]


def _words(page: Any, kept: Sequence[Glyph], height: float) -> list[Word]:
    place = placer(page)
    out: list[Word] = []
    row: list[tuple[str, Box]] = []
    for glyph in kept:
        box, is_inked = place(glyph.box), bool(glyph.char.strip())
        if row and not (is_inked and _joins(row[-1][1], box)):
            out.append(_word(row, height))
            row = []
        if is_inked:
            row.append((glyph.char, box))
    return [*out, _word(row, height)] if row else out


def _joins(one: Box, other: Box) -> bool:
    """Whether a letter stands close behind another on its line."""
    return abs(other[1] - one[1]) < 2 and -2 < other[0] - one[2] < 0.15 * (other[3] - other[1])


def _word(row: Sequence[tuple[str, Box]], height: float) -> Word:
    left, right = min(box[0] for _, box in row), max(box[2] for _, box in row)
    top, bottom = row[0][1][1], row[0][1][3]
    size = max(bottom - top, 1)
    return Word(
        "".join(char for char, _ in row), left, height - bottom + 0.2 * size, max(right - left, 0.1), size
    )


def _page(
    new: Any,
    paper: tuple[float, float],
    samples: bytes,
    size: tuple[int, int],
    words: Sequence[Word],
    tokens: Sequence[tuple[str, Box]],
    *,
    grey: bool,
) -> Any:
    import pikepdf

    image = _coded(new, samples, size, grey=grey)
    image.Type, image.Subtype, image.Width, image.Height = pikepdf.Name.XObject, pikepdf.Name.Image, *size
    image.BitsPerComponent, image.ColorSpace = 8, pikepdf.Name.DeviceGray if grey else pikepdf.Name.DeviceRGB
    codes = {
        char: number for number, char in enumerate(sorted({char for word in words for char in word.text}), 1)
    }
    content = [f"q {paper[0]:.3f} 0 0 {paper[1]:.3f} 0 0 cm /X1 Do Q".encode()]
    content += [b"BT 3 Tr", *(_unseen(word, codes) for word in words), b"ET"] if words else []
    content += [_token(token, box, paper[1]) for token, box in tokens]
    page = pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=pikepdf.Array([0, 0, *paper]))
    page.Contents = new.make_indirect(pikepdf.Stream(new, b"\n".join(content)))
    helvetica = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    fonts = ({"/F1": _font(new, codes)} if words else {}) | ({"/F2": helvetica} if tokens else {})
    page.Resources = pikepdf.Dictionary(
        XObject=pikepdf.Dictionary({"/X1": new.make_indirect(image)}), Font=pikepdf.Dictionary(fonts)
    )
    return page


def _unseen(word: Word, codes: Mapping[str, int]) -> bytes:
    """What writes a word without ink, as wide as it is in the picture."""
    stretch = 100 * word.wide / (0.5 * word.size * len(word.text))
    shown = "".join(f"{codes[char]:04x}" for char in word.text)
    place = f"{word.left:.2f} {word.base:.2f}"
    return f"/F1 {word.size:.2f} Tf {stretch:.2f} Tz 1 0 0 1 {place} Tm <{shown}> Tj".encode()


def _coded(new: Any, samples: bytes, size: tuple[int, int], *, grey: bool) -> Any:
    """The pixels as they are, or as JPEG where they are a photograph that would not pack well."""
    import pikepdf
    from PIL import Image

    if len(zlib.compress(samples, 1)) < _WELL_PACKED:
        return pikepdf.Stream(new, samples)
    out = io.BytesIO()
    Image.frombytes("L" if grey else "RGB", size, samples).save(out, "JPEG", quality=90, subsampling=0)
    image = pikepdf.Stream(new, out.getvalue())
    image.Filter = pikepdf.Name.DCTDecode
    return image


def _token(token: str, box: Box, height: float) -> bytes:
    x = (box[0] + box[2] - token_width(token)) / 2
    y = height - (box[1] + box[3]) / 2 - 0.35 * TOKEN_SIZE
    written = token.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return (
        f"q 1 g BT 0 Tr 100 Tz /F2 {TOKEN_SIZE:g} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm ({written}) Tj ET Q".encode()
    )


def _font(new: Any, codes: dict[str, int]) -> Any:
    """A font without outlines: unseen text needs widths and a map to Unicode only, and so any script can be
    written."""
    import pikepdf

    meaning: dict[bytes, bytes | int] = {
        number.to_bytes(2, "big"): char.encode("utf-16-be") for char, number in codes.items()
    }
    info = pikepdf.Dictionary(
        Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
    )
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=pikepdf.Name("/Unseen"),
        Flags=4,
        ItalicAngle=0,
        Ascent=800,
        Descent=-200,
        CapHeight=700,
        StemV=80,
    )
    descriptor.FontBBox = pikepdf.Array([0, -200, 500, 800])
    child = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2,
        BaseFont=pikepdf.Name("/Unseen"),
        CIDSystemInfo=info,
        DW=500,
        FontDescriptor=descriptor,
    )
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type0,
        BaseFont=pikepdf.Name("/Unseen"),
        Encoding=pikepdf.Name("/Identity-H"),
        DescendantFonts=pikepdf.Array([new.make_indirect(child)]),
        ToUnicode=new.make_indirect(pikepdf.Stream(new, write_cmap(meaning, [(b"\0\0", b"\xff\xff")]))),
    )

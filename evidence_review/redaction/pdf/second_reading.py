"""Where readers other than MuPDF find a term on a page, so that it can go there too: letters that they join
over a line's end, a column or a font.

MuPDF alone says what is taken out of a page (`locating`). Where the gate still finds something on a page of
the finished file, each of these is asked for the place (docs/decisions/0036, eleventh round). To add a
reader, write what it says with places and add it to `_READINGS`.
"""

import ctypes
import html
import io
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from evidence_review.redaction.gate import gate_miner
from evidence_review.redaction.gate.gate_text import PATIENCE
from evidence_review.redaction.gate.gate_tracing import traces
from evidence_review.redaction.streams.gate_objects import text_of
from evidence_review.redaction.streams.gate_places import with_places
from evidence_review.redaction.streams.glyphs import Box, Glyph, in_orders, painted
from evidence_review.redaction.terms.search import Search, find

_BESIDE = 1.0
"""Points by which two readers may have the origin of one character apart."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One page of a rebuilt document, which has no turning, no crop and no unit of its own: its number from
    0, and its paper (left, low, right, top)."""

    data: bytes
    number: int
    paper: tuple[float, ...]


type Said = list[tuple[str, Box | None]]
"""What a reader says, piece by piece, and the area in which the origins (of words: the middles) of its
characters lie; None for gaps."""


def further_places(asked: Asked, search: Search) -> list[tuple[int, tuple[Glyph, ...]]]:
    """(number of the term, the characters that MuPDF paints there) for each place of a term on this page as
    the other readers have it.

    Whole words where a reader tells no single letters (Poppler). A reader that fails says nothing: the gate
    then finds the same again.
    """
    glyphs = glyphs_of(asked)
    out: dict[tuple[int, tuple[Glyph, ...]], None] = {}
    for reading in (*_READINGS, partial(_traced, glyphs, search)):
        with suppress(Exception):  # any reader may fail in its own way on a hostile file
            for said in list(reading(asked)):
                out |= dict.fromkeys(_places(said, glyphs, search))
    return list(out)


def _traced(glyphs: Sequence[Glyph], search: Search, asked: Asked) -> Iterator[Said]:
    """What the gate traces from letter to letter, as MuPDF and pdfminer.six have these."""
    left, low = asked.paper[:2]
    others = gate_miner.signs(asked.data, asked.number, asked.number + 1)
    for marks, across, up in ((glyphs, 0.0, 0.0), *((found, left, low) for found in others)):
        for trace in traces(marks, search):
            yield [
                (text, _about(glyph.origin[0] + across, glyph.origin[1] + up) if glyph else None)
                for text, glyph in trace
            ]


def glyphs_of(asked: Asked) -> list[Glyph]:
    """The characters that MuPDF paints on the page."""
    import pymupdf

    with pymupdf.open(stream=asked.data, filetype="pdf") as document:
        page = document[asked.number]
        page.set_rotation(0)
        return painted(page)


def _places(said: Said, glyphs: Sequence[Glyph], search: Search) -> Iterator[tuple[int, tuple[Glyph, ...]]]:
    pieces = list(_pieces(said))
    for hit in find("".join(text for text, _ in said), search):
        areas = [area for start, end, area in pieces if start < hit.end and hit.start < end]
        mine = tuple(glyph for glyph in glyphs if glyph.char.strip() and _in_one(glyph, areas))
        if mine:
            yield hit.term, mine


def _pieces(said: Said) -> Iterator[tuple[int, int, Box]]:
    """Where the pieces that have an area begin and end in what is said."""
    at = 0
    for text, area in said:
        if area and text.strip():
            yield at, at + len(text), area
        at += len(text)


def _in_one(glyph: Glyph, areas: Sequence[Box]) -> bool:
    x, y = glyph.origin
    middle, height = (glyph.box[0] + glyph.box[2]) / 2, (glyph.box[1] + glyph.box[3]) / 2
    for left, low, right, top in areas:
        across, up = (x, y) if right - left < 2.5 * _BESIDE else (middle, height)
        if left <= across <= right and low <= up <= top:
            return True
    return False


def _about(x: float, y: float) -> Box:
    return x - _BESIDE, y - _BESIDE, x + _BESIDE, y + _BESIDE


def _pdfium(asked: Asked) -> Iterator[Said]:
    import pypdfium2
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument(asked.data)
    text = document[asked.number].get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    said: Said = []
    for at in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text.raw, at)
        placed = not raw.FPDFText_IsGenerated(text.raw, at) and raw.FPDFText_GetCharOrigin(text.raw, at, x, y)
        sign = "-" if code in _PDFIUM_HYPHENS else chr(code) if 0 < code < 0x110000 else " "
        said.append((sign, _about(x.value, y.value) if placed else None))
    document.close()
    yield said


_PDFIUM_HYPHENS = (2, 0xFFFE)
"""What PDFium gives for the hyphen at a line's end."""


def _poppler(asked: Asked) -> Iterator[Said]:
    """Words with their boxes, in the order of its plain text; nothing where the machine has no Poppler."""
    program = shutil.which("pdftotext")
    if not program:
        return
    page = str(asked.number + 1)
    given = [program, "-q", "-bbox-layout", "-f", page, "-l", page, "-", "-"]
    done = subprocess.run(given, input=asked.data, capture_output=True, timeout=PATIENCE, check=True)
    left, top = asked.paper[0], asked.paper[3]
    said: Said = []
    for found in _WORD.finditer(done.stdout.decode("utf-8", "replace")):
        if found["word"] is None:
            said.append(("\n", None))
            continue
        x0, y0, x1, y1 = (float(found[name]) for name in ("x0", "y0", "x1", "y1"))
        said += [(" ", None)] if said and said[-1][1] else []
        said.append(
            (html.unescape(found["word"]), (left + x0, top - y1, left + max(x1, x0 + 3 * _BESIDE), top - y0))
        )
    yield said


_WORD = re.compile(
    (
        r'<word xMin="(?P<x0>[-\d.]+)" yMin="(?P<y0>[-\d.]+)" xMax="(?P<x1>[-\d.]+)" '
        r'yMax="(?P<y1>[-\d.]+)">(?P<word>[^<]*)</word>|</line>'
    )
)


def _miner(asked: Asked) -> Iterator[Said]:
    left, low = asked.paper[:2]
    for glyphs in gate_miner.signs(asked.data, asked.number, asked.number + 1):
        for order in in_orders(glyphs):
            yield [
                (text, _about(glyph.origin[0] + left, glyph.origin[1] + low) if glyph else None)
                for text, glyph in order
            ]


def _codes(asked: Asked) -> Iterator[Said]:
    """The codes of the page's own stream as if each were a letter, which some fonts read otherwise."""
    import pikepdf

    with pikepdf.open(io.BytesIO(asked.data)) as pdf:
        placed = with_places(pdf.pages[asked.number].obj, lambda _, code: text_of(code))
        yield [(text, _about(code.x, code.y) if code else None) for text, code in placed or ()]


_READINGS: tuple[Callable[[Asked], Iterator[Said]], ...] = (_pdfium, _poppler, _miner, _codes)

"""How far the pen moves for each code of a font (ISO 32000-1, 9.2.4, 9.7.4.3), so that our own map of a page
needs no library's.

Widths count in whole thousandths, as MuPDF has them, by whose trace the map is held; and exactly, as other
readers have them.
"""

import ctypes
import math
from collections.abc import Iterator
from typing import Any

from evidence_review.redaction.fonts.cmaps import CMap, read_cmap

_MILLI = 0.001
_STANDARD = (("courier", "cour"), ("times", "tiro"), ("symbol", "symb"), ("zapf", "zadb"))
"""Beginnings of names of the fourteen standard fonts, and MuPDF's names for them; all others are Helvetica to
a reader."""


class Advances:
    """Of one font as the rebuild wrote it: `split` gives its codes and their advances in text space (1 = the
    font size).

    `drawn`: its letters are drawings (Type 3), whose widths MuPDF cuts and PDFium rounds; of all others it is
    the other way about.

    ValueError where the font writes downwards, or where its codes cannot be told apart.
    """

    def __init__(self, font: Any) -> None:
        kind = str(font.get("/Subtype", ""))
        self._composite = kind == "/Type0"
        self.drawn = kind == "/Type3"
        self._rounds = kind == "/Type0" or ("/Widths" in font and kind != "/Type3")
        self._cmap: CMap | None = None
        self._widths: dict[int, float] = {}
        self._else = 0.0
        if self._composite:
            self._read_composite(font)
        else:
            self._read_simple(font, kind)

    def split(self, string: bytes) -> Iterator[tuple[bytes, float, float]]:
        """(code, advance, exact advance) in order."""
        if not self._composite:
            for code in string:
                yield (bytes([code]), *self._both(code))
            return
        for at in range(0, len(string) - 1, 2):
            code = string[at : at + 2]
            to = int.from_bytes(code, "big")
            if self._cmap:
                meant = self._cmap.meaning.get(code, 0)
                to = meant if isinstance(meant, int) else 0
            yield (code, *self._both(to))

    def _both(self, code: int) -> tuple[float, float]:
        exact = self._widths.get(code, self._else)
        if self.drawn:
            return math.trunc(
                _float(exact * 1000)
            ) * _MILLI, exact  # MuPDF cuts widths of letters that are drawings
        return (
            math.floor(exact / _MILLI + 0.5) * _MILLI if self._rounds else exact
        ), exact  # a half goes up, as there

    def _read_simple(self, font: Any, kind: str) -> None:
        scale = _MILLI
        if kind == "/Type3":
            matrix = [float(part) for part in font.get("/FontMatrix", [_MILLI, 0, 0, _MILLI, 0, 0])]
            if matrix[1] or matrix[2]:
                raise ValueError("slanted glyph space")
            scale = matrix[0]
        descriptor = font.get("/FontDescriptor")
        self._else = float(descriptor.get("/MissingWidth", 0)) * scale if descriptor is not None else 0.0
        if "/Widths" in font:
            first = int(font.get("/FirstChar", 0))
            self._widths = {first + at: float(width) * scale for at, width in enumerate(font.Widths)}
        elif kind != "/Type3":
            self._widths = _standard(font)

    def _read_composite(self, font: Any) -> None:
        import pikepdf

        encoding = font.get("/Encoding")
        if isinstance(encoding, pikepdf.Stream):
            self._cmap = read_cmap(encoding.read_bytes())
            if self._cmap.base or self._cmap.vertical or {len(low) for low, _ in self._cmap.spaces} != {2}:
                raise ValueError("codes of several lengths")
        elif str(encoding) != "/Identity-H":
            raise ValueError("a map that is not written here")
        child = font.DescendantFonts[0]
        self._else = float(child.get("/DW", 1000)) * _MILLI
        self._widths = dict(_listed(list(child.get("/W", []))))


def _float(number: float) -> float:
    """In single precision, as MuPDF counts: it decides on which side of a whole thousandth a width lies."""
    return ctypes.c_float(number).value


def _listed(entries: list[Any]) -> Iterator[tuple[int, float]]:
    """(CID, advance) of a /W array."""
    import pikepdf

    at = 0
    while at + 1 < len(entries):
        first = int(entries[at])
        if isinstance(entries[at + 1], pikepdf.Array):
            yield from ((first + k, float(width) * _MILLI) for k, width in enumerate(entries[at + 1]))
            at += 2
        else:
            width = float(entries[at + 2]) * _MILLI
            yield from ((cid, width) for cid in range(first, min(int(entries[at + 1]), 0xFFFF) + 1))
            at += 3


def _standard(font: Any) -> dict[int, float]:
    """Widths of a font that brings none: those of the standard font that a reader takes for it."""
    import pymupdf

    name = str(font.get("/BaseFont", ""))[1:].lower()
    plain = next((short for start, short in _STANDARD if name.startswith(start)), "helv")
    if plain in {"symb", "zadb"}:
        raise ValueError("a font of signs without widths")
    bold, slanted = "bold" in name, "italic" in name or "oblique" in name
    short = {
        "helv": ("helv", "hebo", "heit", "hebi"),
        "tiro": ("tiro", "tibo", "tiit", "tibi"),
        "cour": ("cour", "cobo", "coit", "cobi"),
    }[plain][bold + 2 * slanted]
    metrics = pymupdf.Font(short)
    return {
        code: metrics.glyph_advance(ord(char))
        for code, char in _characters(font).items()
        if metrics.has_glyph(ord(char))
    }


def _characters(font: Any) -> dict[int, str]:
    """Codes to characters by the encoding that the rebuild wrote."""
    import pikepdf
    from fontTools.agl import toUnicode
    from fontTools.encodings.StandardEncoding import StandardEncoding

    encoding = font.get("/Encoding")
    named = encoding.get("/BaseEncoding") if isinstance(encoding, pikepdf.Dictionary) else encoding
    codec = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}.get(str(named))
    if codec:
        out = {code: char for code in range(256) if (char := bytes([code]).decode(codec, "ignore"))}
    else:
        out = {code: char for code, name in enumerate(StandardEncoding) if len(char := toUnicode(name)) == 1}
    code = 0
    for part in encoding.get("/Differences", []) if isinstance(encoding, pikepdf.Dictionary) else []:
        if isinstance(part, pikepdf.Name):
            char = toUnicode(str(part)[1:])
            out |= {code: char} if len(char) == 1 else {}
            code += 1
        else:
            code = int(part)
    return out

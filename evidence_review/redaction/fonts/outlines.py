"""Font programs as glyphs: which have outlines, which sign each is, and which of them the codes of a PDF font
may paint (ISO 32000-1, 9.6 and 9.7)."""

import hashlib
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from evidence_review.redaction.fonts.cmaps import read_cmap
from evidence_review.redaction.fonts.eexec import GLYPH, PROGRAM, decrypted
from evidence_review.redaction.fonts.fontnames import encoding_names

_BLANK = 6
"""Bytes of a Type 2 charstring that can hold no more than a width and its end."""
_ENDS = b"\x0e"
"""The Type 2 operator that ends a glyph: one that begins with it paints nothing."""
_SIGNS = 0xF000
"""Where fonts of signs have their codes (cmap 3.0)."""


@dataclass(slots=True)
class Glyphs:
    """The glyphs of a program by name, in order: those with outlines, the sign of each that is known, and the
    parts of composed ones.

    `maps` are its own tables from numbers to names: of characters or of codes. `by_cid`: its order is that of
    CIDs, and CIDs are names.
    """

    order: list[str]
    inked: set[str]
    letters: dict[str, str]
    parts: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    maps: list[dict[int, str]] = field(default_factory=list[dict[int, str]])
    by_cid: bool = False

    def components(self, names: Iterable[str]) -> set[str]:
        """The glyphs of which these are composed, and those of which those are."""
        out: set[str] = set()
        waiting = list(names)
        while waiting:
            new = set(self.parts.get(waiting.pop(), ())) - out
            out |= new
            waiting += new
        return out


_MOST_KEPT = 64
_kept: dict[bytes, Glyphs] = {}


def read_glyphs(data: bytes) -> Glyphs:
    """The glyphs of a TrueType, OpenType, CFF or Type 1 program.

    Raises what fontTools raises where it is damaged; ValueError for other kinds.

    The last programs are remembered by their hash, since several checks of one file ask for the same; nobody
    may change what comes out.
    """
    mark = hashlib.sha256(data).digest()
    found = _kept.pop(mark, None) or _glyphs(data)
    _kept[mark] = found
    while len(_kept) > _MOST_KEPT:
        del _kept[next(iter(_kept))]
    return found


def _glyphs(data: bytes) -> Glyphs:
    if data[:4] in {b"\0\1\0\0", b"OTTO", b"true"}:
        return _sfnt(data)
    if data[:1] == b"\1":
        return _cff(data)
    if data[:2] == b"%!" or b"/FontName" in data[:2000]:
        return _type1(data)
    raise ValueError("a program of another kind")


def _sfnt(data: bytes) -> Glyphs:
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(data), lazy=True, recalcBBoxes=False)
    out = _cff(font.getTableData("CFF ")) if "CFF " in font else _glyf(font)
    tables = font["cmap"].tables if "cmap" in font else []
    out.maps += [dict(table.cmap) for table in tables if getattr(table, "cmap", None)]
    for table in tables:
        if table.isUnicode():
            out.letters |= {name: chr(code) for code, name in table.cmap.items() if name not in out.letters}
    if getattr(font.get("post"), "formatType", 0) == 2.0:
        out.letters = _by_name(out.order) | out.letters
    return out


def _glyf(font: Any) -> Glyphs:
    """The glyphs as they lie in the file: their curves, which take ten times as long, tell nothing here."""
    outlines, order = font["glyf"], font.getGlyphOrder()
    shapes = {name: outlines.glyphs[name] for name in order}
    inked = {name for name, shape in shapes.items() if getattr(shape, "data", b"\0\0")[:2] != b"\0\0"}
    parts = {name: shape.getComponentNames(outlines) for name, shape in shapes.items() if shape.isComposite()}
    return Glyphs(list(order), inked, {}, parts)


def _cff(data: bytes) -> Glyphs:
    from fontTools.cffLib import CFFFontSet

    programs = CFFFontSet()
    programs.decompile(io.BytesIO(data), None)
    top = programs[0]
    order, strings = list(top.charset), top.CharStrings
    shapes = {name: strings[name].bytecode or b"" for name in order}
    inked = {name for name, shape in shapes.items() if len(shape) > _BLANK and not shape.startswith(_ENDS)}
    by_cid = hasattr(top, "ROS")
    built_in = getattr(top, "Encoding", None)
    own = (
        {code: name for code, name in enumerate(built_in) if name != ".notdef"}
        if isinstance(built_in, list)
        else {}
    )
    return Glyphs(order, inked, {} if by_cid else _by_name(order), maps=[own], by_cid=by_cid)


def _type1(data: bytes) -> Glyphs:
    """A Type 1 program (Adobe Type 1 Font Format, chapter 7): its glyphs are found by their names and
    lengths, none is carried out."""
    shapes = dict(_charstrings(encrypted_part(data)[1]))
    standard = encoding_names(None)
    parts = {
        name: [standard[code] for code in codes if code in standard]
        for name, shape in shapes.items()
        if (codes := _accented(shape))
    }
    own = {
        int(code): name.decode("latin-1") for code, name in re.findall(rb"dup\s+(\d+)\s*/(\S+)\s+put", data)
    }
    inked = {name for name, shape in shapes.items() if len(shape) > _BLANK}
    return Glyphs(list(shapes), inked, _by_name(shapes), parts, maps=[own])


def encrypted_part(data: bytes) -> tuple[int, bytes]:
    """Where the encrypted part of a Type 1 program begins, and what it says."""
    start = data.find(b"eexec") + 5
    if start < 5:
        raise ValueError("no encrypted part")
    while data[start : start + 1] in {b" ", b"\r", b"\n", b"\t"}:
        start += 1
    body = data[start:]
    if re.fullmatch(rb"[0-9A-Fa-f\s]{8}", body[:8]):
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", body)
        body = bytes.fromhex(digits[: len(digits) // 2 * 2].decode())
    return start, decrypted(body, PROGRAM)


def _charstrings(clear: bytes) -> Iterator[tuple[str, bytes]]:
    """(name, what it paints, decrypted) of every glyph."""
    at = first_procedure(clear)
    while found := PROCEDURE.search(clear, at):
        at = found.end() + int(found[2])
        yield found[1].decode("latin-1"), decrypted(clear[found.end() : at], GLYPH)[4:]


def first_procedure(clear: bytes) -> int:
    """Where the procedures of glyphs begin: behind `/CharStrings 12 dict dup begin`, whose own words look
    like one. The end where there are none."""
    found = re.search(rb"/CharStrings(?:\s+\d+\s+dict\b(?:\s+dup)?(?:\s+begin)?)?", clear)
    return found.end() if found else len(clear)


def _accented(shape: bytes) -> tuple[int, int] | None:
    """The standard codes of the letter and the accent of which a glyph is composed (seac); None of any
    other."""
    if not shape.endswith(b"\x0c\x06"):
        return None
    numbers, at = [], 0
    while at < len(shape) - 2:
        first = shape[at]
        if first < 32:
            at += 1 + (first == 12)
        elif first == 255:
            numbers.append(int.from_bytes(shape[at + 1 : at + 5], "big", signed=True))
            at += 5
        elif first >= 247:
            numbers.append(
                (first - 247) * 256 + shape[at + 1] + 108
                if first < 251
                else -(first - 251) * 256 - shape[at + 1] - 108
            )
            at += 2
        else:
            numbers.append(first - 139)
            at += 1
    return (numbers[-2], numbers[-1]) if len(numbers) >= 2 else None


PROCEDURE = re.compile(rb"/(\S+)[ \t]+(\d{1,5})[ \t]+(\S{1,4}) ")
"""The name of a glyph, the length of its procedure, and the operator that reads it."""


def _by_name(names: Iterable[str]) -> dict[str, str]:
    return {name: sign for name in names if (sign := _sign_of(name))}


@lru_cache(maxsize=20_000)
def _sign_of(name: str) -> str:
    from fontTools.agl import toUnicode

    return toUnicode(name)


def painted_by(glyphs: Glyphs, font: Any, strings: Iterable[bytes]) -> set[str]:
    """The glyphs that a PDF font may paint for these strings; all of them where its codes cannot be told
    apart."""
    step = width_of(font)
    return painter(glyphs, font)({one[at : at + step] for one in strings for at in range(0, len(one), step)})


def width_of(font: Any) -> int:
    """Bytes of a code of a PDF font, as far as glyphs are told here."""
    return 2 if str(font.get("/Subtype", "")) == "/Type0" else 1


type Painter = Callable[[Iterable[bytes]], set[str]]
"""The glyphs that a font may paint for these codes."""


def painter(glyphs: Glyphs, font: Any) -> Painter:
    """What tells them, for a font whose encoding is read once."""
    return _composite(glyphs, font) if width_of(font) == 2 else _simple(glyphs, font)


def _simple(glyphs: Glyphs, font: Any) -> Painter:
    names, standard = encoding_names(font.get("/Encoding")), encoding_names(None)

    def painted(codes: Iterable[bytes]) -> set[str]:
        out: set[str] = set()
        for code in (one[0] for one in codes):
            wanted = {names.get(code, ""), standard.get(code, "")}
            numbers = {
                code,
                _SIGNS + code,
                *(ord(sign) for name in wanted if len(sign := _sign_of(name)) == 1),
            }
            out |= wanted | {own[number] for own in glyphs.maps for number in numbers if number in own}
        return out

    return painted


def _composite(glyphs: Glyphs, font: Any) -> Painter:
    import pikepdf

    encoding, child = font.get("/Encoding"), font.DescendantFonts[0]
    meaning: Mapping[bytes, Any] | None = None
    if isinstance(encoding, pikepdf.Stream):
        cmap = read_cmap(encoding.read_bytes())
        if cmap.base or {len(low) for low, _ in cmap.spaces} != {2}:
            return lambda _: set(glyphs.order)
        meaning = cmap.meaning
    elif str(encoding) not in {"/Identity-H", "/Identity-V"}:
        return lambda _: set(glyphs.order)
    mapping = child.get("/CIDToGIDMap")
    table = mapping.read_bytes() if isinstance(mapping, pikepdf.Stream) else None

    def painted(codes: Iterable[bytes]) -> set[str]:
        numbers = (
            {int.from_bytes(code, "big") for code in codes}
            if meaning is None
            else {to for code in codes if isinstance(to := meaning.get(code, 0), int)}
        )
        if table is not None:
            numbers = {int.from_bytes(table[2 * cid : 2 * cid + 2], "big") for cid in numbers}
        if glyphs.by_cid:
            return {f"cid{cid:05d}" for cid in numbers}
        return {glyphs.order[number] for number in numbers if number < len(glyphs.order)}

    return painted

"""Font programs without the glyphs that nothing paints: their outlines, widths and names tell which letters
were taken out (reference/safety.md 1.6 f).

Glyphs keep their numbers, so that every code goes on painting what it did. What the library's own subsetting
leaves, or cannot take, goes here.
"""

import io
import re
import struct
from collections.abc import Collection, Mapping, Sequence
from itertools import accumulate
from typing import Any

from evidence_review.redaction.fonts.eexec import PROGRAM, encrypted
from evidence_review.redaction.fonts.outlines import (
    PROCEDURE,
    Glyphs,
    encrypted_part,
    first_procedure,
    painted_by,
    read_glyphs,
)

_END, _NOTHING = 0x0E, ".notdef"
"""The Type 2 operator that ends a glyph."""


def blank_idle(fonts: Collection[tuple[Any, set[bytes]]]) -> None:
    """Blank what nothing paints in the programs of these fonts of one file (font dictionary, strings shown
    with it)."""
    uses: dict[tuple[int, int], list[tuple[Any, set[bytes]]]] = {}
    programs: dict[tuple[int, int], Any] = {}
    for font, strings in fonts:
        program = program_of(font)
        if program is not None:
            programs[program.objgen] = program
            uses.setdefault(program.objgen, []).append((font, strings))
    for at, program in programs.items():
        data = program.read_bytes()
        try:
            made = without_idle(data, uses[at])
        # a damaged program stays as it is; what it still shows is for the gate to say
        except Exception:  # noqa: BLE001, S112
            continue
        if made != data:
            program.write(made)
            if "/Length1" in program and "/Length2" in program:
                program.Length1 = made.find(b"eexec") + 6
                program.Length2, program.Length3 = len(made) - program.Length1, 0
            elif "/Length1" in program:
                program.Length1 = len(made)


def program_of(font: Any) -> Any:
    """The stream of the embedded program of a PDF font, None where it has none."""
    import pikepdf

    holder = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = holder.get("/FontDescriptor")
    if not isinstance(descriptor, pikepdf.Dictionary):
        return None
    return next(
        (
            descriptor[key]
            for key in ("/FontFile", "/FontFile2", "/FontFile3")
            if isinstance(descriptor.get(key), pikepdf.Stream)
        ),
        None,
    )


def without_idle(data: bytes, uses: Collection[tuple[Any, set[bytes]]]) -> bytes:
    """The program with nothing but the glyphs that these fonts may paint."""
    glyphs = read_glyphs(data)
    painted = {name for font, strings in uses for name in painted_by(glyphs, font, strings)} | {_NOTHING}
    keep = painted | glyphs.components(painted)
    if not glyphs.inked - keep:
        return data
    if data[:1] == b"\1":
        return _cff(data, glyphs, keep)
    return _sfnt(data, glyphs, keep) if data[:4] in {b"\0\1\0\0", b"OTTO", b"true"} else _type1(data, keep)


def _sfnt(data: bytes, glyphs: Glyphs, keep: Collection[str]) -> bytes:
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(data), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    order = glyphs.order
    # not a mapping
    tables = {tag: font.getTableData(tag) for tag in font.keys() if tag != "GlyphOrder"}  # noqa: SIM118
    if "CFF " in tables:
        tables["CFF "] = _cff(tables["CFF "], glyphs, keep)
    else:
        tables |= _glyf(font, tables, order, keep)
    if "cmap" in font:
        tables["cmap"] = _cmap(font, keep)
    if "post" in tables:
        tables["post"] = _names(tables["post"], order, keep)
    if "hmtx" in tables and "hhea" in tables:
        tables["hmtx"] = _widths(tables["hmtx"], struct.unpack(">H", tables["hhea"][34:36])[0], order, keep)
    return packed(data[:4], [(tag.encode("latin-1"), body) for tag, body in tables.items()])


def _glyf(
    font: Any, tables: Mapping[str, bytes], order: Sequence[str], keep: Collection[str]
) -> dict[str, bytes]:
    """The tables of outlines with those of these names only, the others empty."""
    places = list(font["loca"].locations)
    bodies = [
        tables["glyf"][first:last] if name in keep else b""
        for name, first, last in zip(order, places, places[1:], strict=False)
    ]
    padded = [body + bytes(-len(body) % 4) for body in bodies]
    ends = list(accumulate(map(len, padded), initial=0))
    return {
        "glyf": b"".join(padded) or b"\0",
        "loca": struct.pack(f">{len(ends)}I", *ends),
        "head": tables["head"][:50] + struct.pack(">h", 1) + tables["head"][52:],
    }


def _cmap(font: Any, keep: Collection[str]) -> bytes:
    """The table of characters with those of these names only."""
    for table in font["cmap"].tables:
        if getattr(table, "cmap", None):
            table.cmap = {code: name for code, name in table.cmap.items() if name in keep}
    return font["cmap"].compile(font)


def packed(kind: bytes, tables: Collection[tuple[bytes, bytes]]) -> bytes:
    """An sfnt file of these tables, with their sums."""
    power = max(len(tables), 1).bit_length() - 1
    head = kind + struct.pack(">HHHH", len(tables), 16 << power, power, 16 * len(tables) - (16 << power))
    start, bodies = 12 + 16 * len(tables), b""
    for tag, body in sorted(tables):
        whole = body + bytes(-len(body) % 4)
        check = sum(struct.unpack(f">{len(whole) // 4}I", whole)) & 0xFFFFFFFF
        head += struct.pack(">4sIII", tag, check, start + len(bodies), len(body))
        bodies += whole
    return head + bodies


def _widths(table: bytes, count: int, order: Collection[str], keep: Collection[str]) -> bytes:
    """The widths of idle glyphs are nought; the last one that counts for all behind it stays."""
    out = bytearray(table)
    for number, name in enumerate(order):
        if number < count - 1 and name not in keep and 4 * number + 2 <= len(out):
            out[4 * number : 4 * number + 2] = b"\0\0"
    return bytes(out)


def _names(table: bytes, order: Collection[str], keep: Collection[str]) -> bytes:
    """A `post` table of format 2 in which idle glyphs have no name, and no name stands that no glyph has."""
    if table[:4] != b"\0\2\0\0":
        return table
    count = struct.unpack(">H", table[32:34])[0]
    numbers = list(struct.unpack(f">{count}H", table[34 : 34 + 2 * count]))
    numbers = [number if name in keep else 0 for number, name in zip(numbers, order, strict=False)]
    used, at, words, place = set(numbers), 34 + 2 * count, b"", 258
    while at < len(table):
        length = table[at]
        words += table[at : at + 1 + length] if place in used else b"\1."
        at, place = at + 1 + length, place + 1
    return table[:34] + struct.pack(f">{len(numbers)}H", *numbers) + words


def _cff(data: bytes, glyphs: Glyphs, keep: Collection[str]) -> bytes:
    """Idle charstrings overwritten in their places, and their names in a list of names (charset format 0)."""
    from fontTools.cffLib import CFFFontSet

    programs = CFFFontSet()
    programs.decompile(io.BytesIO(data), None)
    top, out = programs[0], bytearray(data)
    at = top.rawDict["CharStrings"]
    count, size = struct.unpack(">H", data[at : at + 2])[0], data[at + 2]
    offsets = [
        int.from_bytes(data[at + 3 + size * k : at + 3 + size * (k + 1)], "big") for k in range(count + 1)
    ]
    base = at + 2 + size * (count + 1)
    idle = [number for number, name in enumerate(glyphs.order) if name not in keep]
    for number in idle:
        first, last = base + offsets[number], base + offsets[number + 1]
        out[first:last] = bytes([_END]) * (last - first)
    names = top.rawDict.get("charset", 0)
    if names > 2 and data[names] == 0 and not glyphs.by_cid:
        for number in idle:
            out[names + 1 + 2 * (number - 1) : names + 1 + 2 * number] = b"\0\0"
    return bytes(out)


def _type1(data: bytes, keep: Collection[str]) -> bytes:
    """Without the procedures of idle glyphs and their places in the encoding (Adobe Type 1 Font Format,
    chapters 2 and 7)."""
    start, clear = encrypted_part(data)
    at = first_procedure(clear)
    out, done = clear[:at], at
    while found := PROCEDURE.search(clear, at):
        at = found.end() + int(found[2])
        after = re.compile(rb"\s*(?:ND|\|-|noaccess def|def)\s*").match(clear, at)
        at = after.end() if after else at
        out += clear[done : found.start()] + (
            clear[found.start() : at] if found[1].decode("latin-1") in keep else b""
        )
        done = at
    out += clear[done:]
    front = re.sub(
        rb"dup\s+\d+\s*/(\S+)\s+put[ \t]*[\r\n]*",
        lambda one: one[0] if one[1].decode("latin-1") in keep else b"",
        data[:start],
    )
    return front + encrypted(out, PROGRAM)

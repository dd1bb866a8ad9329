"""Names of glyphs that nobody sees, put into names that say nothing: a font of signs calls them Telefon or
SHARP, and a term may be that word.

Every name goes that no standard gives, whatever is to be removed, so that what is renamed tells nothing of
it. New names are as long as the old ones: nothing in a program moves. They begin with a dot, as names do of
which every reader knows that no letter is meant.
"""

import re
import struct
from collections import Counter
from collections.abc import Callable, Collection
from functools import lru_cache
from typing import Any

from evidence_review.redaction.fonts.blanking import program_of
from evidence_review.redaction.fonts.eexec import PROGRAM, encrypted
from evidence_review.redaction.fonts.fontfiles import STANDARD_STRINGS, cff_strings
from evidence_review.redaction.fonts.fontnames import glyph_name
from evidence_review.redaction.fonts.outlines import PROCEDURE, encrypted_part, first_procedure

_LETTERS = "qzxjkvwbpfgmdhclrtsn"
"""No vowels, so that no name is a word; no digits, which some readers take for a code."""
_SHORT = 3
"""Shorter names can hold no term."""

_UNKNOWN = 0xFFFD
"""What MuPDF gives for a name that says no letter."""

type Rename = Callable[[str], str]


class GlyphNames:
    """The new names of one file: the same for the same name in all its fonts, and no two alike."""

    def __init__(self) -> None:
        self._made: dict[str, str] = {}
        self._counts: Counter[int] = Counter()

    def of(self, name: str) -> str:
        """The name that stands for this one: itself where a standard gives it, or where it is too short to
        say anything."""
        if name not in self._made:
            self._made[name] = self._new(name)
        return self._made[name]

    def _new(self, name: str) -> str:
        """Of `one.oldstyle` and `T_h` readers know the letters before the first dot: these stay, what stands
        behind it goes."""
        first, dot, rest = name.partition(".")
        spoken = bool(first) and all(map(_is_known, first.split("_")))
        said = rest if spoken else name[1:]
        if (
            len(name) < _SHORT
            or len(said) < _SHORT - 1
            or name == ".notdef"
            or not name.isascii()
            or re.fullmatch(r"[A-Za-z]?\d+", said)
        ):
            return name
        return (first + dot if spoken else ".") + self._next(len(said))

    def _next(self, length: int) -> str:
        number, out = self._counts[length], ""
        self._counts[length] += 1
        for _ in range(length):
            number, digit = divmod(number, len(_LETTERS))
            out = _LETTERS[digit] + out
        return out


@lru_cache(maxsize=4096)
def _is_known(name: str) -> bool:
    """Whether readers take the name for a letter: by the rules and the newer list of Adobe, by the older list
    and that of TeX (as pypdf has both), or by MuPDF's own."""
    from pymupdf.mupdf import fz_unicode_from_glyph_name
    from pypdf._codecs.adobe_glyphs import adobe_glyphs

    return (
        bool(glyph_name(name)) or f"/{name}" in adobe_glyphs or fz_unicode_from_glyph_name(name) != _UNKNOWN
    )


def rename_glyphs(fonts: Collection[Any]) -> None:
    """Rename the glyphs of the programs embedded in these fonts of one file, and where their encodings name
    them."""
    import pikepdf

    names, done = GlyphNames(), dict[tuple[int, int], bool]()
    for font in fonts:
        program = program_of(font)
        if program is None:
            continue
        if program.objgen not in done:
            done[program.objgen] = _renamed(program, names.of)
        encoding = font.get("/Encoding")
        if done[program.objgen] and isinstance(encoding, pikepdf.Dictionary) and "/Differences" in encoding:
            parts = [
                pikepdf.Name("/" + names.of(str(one)[1:])) if isinstance(one, pikepdf.Name) else one
                for one in encoding.Differences
            ]
            encoding.Differences = pikepdf.Array(parts)


def _renamed(program: Any, rename: Rename) -> bool:
    """Whether a program could be read; its names are other ones then."""
    data = program.read_bytes()
    try:
        made = with_names(data, rename)
    # a damaged program stays as it is; what its names say is for the gate to find
    except Exception:  # noqa: BLE001
        return False
    if made != data:
        program.write(made)
    return True


def with_names(data: bytes, rename: Rename) -> bytes:
    """A Type 1, CFF, TrueType or OpenType program with other names of its glyphs. Raises ValueError,
    IndexError or struct.error where it is damaged."""
    if data[:4] in {b"\0\1\0\0", b"OTTO", b"true"}:
        return _sfnt(data, rename)
    if data[:1] == b"\1":
        return _cff(data, rename)
    if data[:2] == b"%!" or b"/FontName" in data[:2000]:
        return _type1(data, rename)
    raise ValueError("a program of another kind")


def _type1(data: bytes, rename: Rename) -> bytes:
    """Names stand before the procedures, in the encrypted part, and in the encoding (Adobe Type 1 Font
    Format, chapters 2 and 7)."""
    start, clear = encrypted_part(data)
    out, at = bytearray(clear), first_procedure(clear)
    while found := PROCEDURE.search(clear, at):
        out[found.start(1) : found.end(1)] = _other(found[1], rename)
        at = found.end() + int(found[2])
    placed = re.compile(rb"(dup\s+\d+\s*/)(\S+)(\s+put\b)")
    front = placed.sub(lambda one: one[1] + _other(one[2], rename) + one[3], data[:start])
    if bytes(out) == clear:
        return front + data[start:]
    if len(clear) != len(data) - start:
        raise ValueError("written in hexadecimal")
    return front + encrypted(bytes(out), PROGRAM)


def _other(name: bytes, rename: Rename) -> bytes:
    return rename(name.decode("latin-1")).encode("latin-1")


def _cff(data: bytes, rename: Rename) -> bytes:
    """The strings of a program are names of glyphs, but for those of its top dictionary; in one with numbers
    for glyphs all are names of its parts."""
    out = bytearray(data)
    spans, words, ordering = cff_strings(data)
    for number, (first, last) in enumerate(spans, STANDARD_STRINGS):
        if number in ordering or number in words:
            continue
        out[first:last] = b"F" * (last - first) if ordering else _other(bytes(out[first:last]), rename)
    return bytes(out)


def _sfnt(data: bytes, rename: Rename) -> bytes:
    out = bytearray(data)
    for at in range(12, 12 + 16 * struct.unpack(">H", data[4:6])[0], 16):
        tag, _, start, length = struct.unpack(">4sIII", data[at : at + 16])
        body = data[start : start + length]
        made = _cff(body, rename) if tag == b"CFF " else _post(body, rename) if tag == b"post" else body
        if made != body:
            out[start : start + length] = made
            whole = made + bytes(-len(made) % 4)
            out[at + 4 : at + 8] = struct.pack(
                ">I", sum(struct.unpack(f">{len(whole) // 4}I", whole)) & 0xFFFFFFFF
            )
    return bytes(out)


def _post(table: bytes, rename: Rename) -> bytes:
    """A table of format 2: numbers, then names, each behind its length."""
    if table[:4] != b"\0\2\0\0":
        return table
    out, at = bytearray(table), 34 + 2 * struct.unpack(">H", table[32:34])[0]
    while at < len(table):
        last = at + 1 + table[at]
        if last > len(table):
            raise ValueError("a name is cut short")
        out[at + 1 : last] = _other(table[at + 1 : last], rename)
        at = last
    return bytes(out)

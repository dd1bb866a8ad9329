"""Fonts copied without their names, and with widths, encodings and Unicode maps of only those codes that are
still painted (reference/safety.md 1.5)."""

from collections.abc import Iterable
from typing import Any

from evidence_review.redaction.fonts.cmaps import CMap, read_cmap, write_cmap
from evidence_review.redaction.fonts.fontfiles import bare_program, body_of
from evidence_review.redaction.fonts.fontnames import PREDEFINED, font_name, is_map_to_unicode

_ENCODINGS = frozenset({"/WinAnsiEncoding", "/MacRomanEncoding", "/MacExpertEncoding", "/StandardEncoding"})
_NUMBERS = (
    "/Flags",
    "/ItalicAngle",
    "/Ascent",
    "/Descent",
    "/Leading",
    "/CapHeight",
    "/XHeight",
    "/StemV",
    "/StemH",
    "/AvgWidth",
    "/MaxWidth",
    "/MissingWidth",
    "/FontWeight",
)
_STANDARD_ORDERINGS = frozenset({"Identity", "Japan1", "GB1", "CNS1", "Korea1", "KR", "UCS"})


class Fonts:
    """The fonts of a new file. A font is claimed while contents are written again and filled in when all its
    codes are known."""

    def __init__(self, new: Any) -> None:
        self._new = new
        self._claimed: dict[Any, tuple[Any, Any, set[bytes]]] = {}
        self._programs: dict[Any, Any] = {}

    def claim(self, source: Any) -> Any:
        """The font in the new file, still empty."""
        import pikepdf

        key = source.objgen if source.is_indirect else id(source)
        if key not in self._claimed:
            self._claimed[key] = (source, self._new.make_indirect(pikepdf.Dictionary()), set())
        return self._claimed[key][1]

    def show(self, source: Any, strings: Iterable[bytes]) -> None:
        """These strings are painted with this font."""
        self.claim(source)
        self._claimed[source.objgen if source.is_indirect else id(source)][2].update(strings)

    def pending(self) -> list[tuple[Any, Any, set[bytes]]]:
        """(source, font in the new file, strings) of every font claimed so far."""
        return list(self._claimed.values())

    def fill(self, source: Any, font: Any, strings: set[bytes], number: int) -> None:
        """Write everything but the procedures of Type 3 fonts."""
        import pikepdf

        font.Type = pikepdf.Name.Font
        kind = str(source.get("/Subtype", "/Type1"))
        font.Subtype = pikepdf.Name(
            kind if kind in {"/Type1", "/MMType1", "/TrueType", "/Type3", "/Type0"} else "/Type1"
        )
        if kind == "/Type0":
            self._composite(source, font, strings, number)
        else:
            self._simple(source, font, {bytes([code]) for one in strings for code in one}, number)

    def _simple(self, source: Any, font: Any, codes: set[bytes], number: int) -> None:
        import pikepdf

        used = {code[0] for code in codes}
        _encoding(source, font, used)
        _widths(source, font, used)
        _to_unicode(self._new, source, font, codes)
        if font.Subtype == pikepdf.Name.Type3:
            for key in ("/FontBBox", "/FontMatrix"):
                font[key] = pikepdf.Array(list(source.get(key, [0, 0, 0, 0])))
            return
        font.BaseFont = pikepdf.Name(font_name(source, source.get("/FontDescriptor"), number))
        self._descriptor(source, font)

    def _composite(self, source: Any, font: Any, strings: set[bytes], number: int) -> None:
        import pikepdf

        child = source.DescendantFonts[0]
        codes, cids = self._codes(source, font, strings)
        _to_unicode(self._new, source, font, codes)
        kind = str(child.get("/Subtype", "/CIDFontType2"))
        new = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name("/CIDFontType0" if kind == "/CIDFontType0" else "/CIDFontType2"),
        )
        name = pikepdf.Name(font_name(child, child.get("/FontDescriptor"), number))
        new.BaseFont = font.BaseFont = name
        info = child.get("/CIDSystemInfo", {})
        ordering = str(info.get("/Ordering", "Identity"))
        known = ordering in _STANDARD_ORDERINGS
        new.CIDSystemInfo = pikepdf.Dictionary(
            Registry=pikepdf.String("Adobe"),
            Ordering=pikepdf.String(ordering if known else "Identity"),
            Supplement=int(info.get("/Supplement", 0)) if known else 0,
        )
        for key, size in (("/DW", 0), ("/DW2", 2)):
            if key in child:
                new[key] = pikepdf.Array(list(child[key])) if size else child[key]
        for key, size in (("/W", 1), ("/W2", 3)):
            if key in child:
                new[key] = pikepdf.Array(_cid_widths(list(child[key]), cids, size))
        mapping = child.get("/CIDToGIDMap")
        if isinstance(mapping, pikepdf.Stream):
            new.CIDToGIDMap = self._new.make_indirect(
                pikepdf.Stream(self._new, _gids(mapping.read_bytes(), cids))
            )
        elif mapping is not None:
            new.CIDToGIDMap = pikepdf.Name.Identity
        self._descriptor(child, new)
        font.DescendantFonts = pikepdf.Array([self._new.make_indirect(new)])

    def _codes(
        self, source: Any, font: Any, strings: set[bytes]
    ) -> tuple[set[bytes] | None, set[int] | None]:
        """Codes and CIDs in use (None: not known), and the encoding written again."""
        import pikepdf

        encoding = source.get("/Encoding")
        if isinstance(encoding, pikepdf.Stream):
            return self._own_codes(encoding, font, strings)
        name = str(encoding) if encoding is not None and str(encoding) in PREDEFINED else "/Identity-H"
        font.Encoding = pikepdf.Name(name)
        if name not in {"/Identity-H", "/Identity-V"}:
            return None, None
        codes = _split(strings, 2)
        return codes, _numbers(codes)

    def _own_codes(
        self, encoding: Any, font: Any, strings: set[bytes]
    ) -> tuple[set[bytes] | None, set[int] | None]:
        """The same of a font with a map of its own."""
        import pikepdf

        cmap = read_cmap(encoding.read_bytes())
        base = encoding.get("/UseCMap")
        named = cmap.base or (str(base)[1:] if isinstance(base, pikepdf.Name) else "")
        sizes = {len(low) for low, _ in cmap.spaces}
        codes = _split(strings, sizes.pop()) if len(sizes) == 1 and not named else None
        kept = {code: to for code, to in cmap.meaning.items() if codes is None or code in codes}
        named = named if "/" + named in PREDEFINED else ""
        stream = pikepdf.Stream(self._new, write_cmap(kept, cmap.spaces, named, cmap.vertical))
        stream.Type, stream.CMapName = pikepdf.Name.CMap, pikepdf.Name("/M")
        stream.CIDSystemInfo = pikepdf.Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
        )
        if cmap.vertical:
            stream.WMode = 1
        font.Encoding = self._new.make_indirect(stream)
        if codes is None:
            return None, None
        # Some programs write the numbers of glyphs as if they were characters, which some readers follow and
        # some do not.
        return codes, _numbers(kept.values()) | _numbers(codes)

    def _descriptor(self, source: Any, font: Any) -> None:
        import pikepdf

        old = source.get("/FontDescriptor")
        if not isinstance(old, pikepdf.Dictionary):
            return
        new = pikepdf.Dictionary(Type=pikepdf.Name.FontDescriptor, FontName=font.BaseFont)
        for key in _NUMBERS:
            if key in old and not isinstance(old[key], pikepdf.Object):
                new[key] = old[key]
        if isinstance(old.get("/FontBBox"), pikepdf.Array):
            new.FontBBox = pikepdf.Array(
                [part for part in old.FontBBox if not isinstance(part, pikepdf.Object)]
            )
        for key in ("/FontFile", "/FontFile2", "/FontFile3"):
            if isinstance(old.get(key), pikepdf.Stream):
                new[key] = self._program(old[key], key)
        font.FontDescriptor = self._new.make_indirect(new)

    def _program(self, source: Any, key: str) -> Any:
        import pikepdf

        if source.objgen not in self._programs:
            data = bare_program(body_of(source))
            stream = pikepdf.Stream(self._new, data)
            for length in ("/Length1", "/Length2", "/Length3"):
                if length in source and key == "/FontFile":
                    stream[length] = int(source[length])
            if key == "/FontFile2":
                stream.Length1 = len(data)
            kind = str(source.get("/Subtype", ""))
            if kind in {"/Type1C", "/CIDFontType0C", "/OpenType"}:
                stream.Subtype = pikepdf.Name(kind)
            self._programs[source.objgen] = self._new.make_indirect(stream)
        return self._programs[source.objgen]


def _split(strings: set[bytes], size: int) -> set[bytes]:
    return {one[at : at + size] for one in strings for at in range(0, len(one), size)}


def _numbers(codes: Iterable[bytes | int]) -> set[int]:
    """Codes as numbers."""
    return {code if isinstance(code, int) else int.from_bytes(code, "big") for code in codes}


def _encoding(source: Any, font: Any, used: set[int]) -> None:
    """Base encoding by its standard name, differences for the codes in use."""
    import pikepdf

    old = source.get("/Encoding")
    if isinstance(old, pikepdf.Name):
        if str(old) in _ENCODINGS:
            font.Encoding = pikepdf.Name(str(old))
        return
    if not isinstance(old, pikepdf.Dictionary):
        return
    new = pikepdf.Dictionary(Type=pikepdf.Name.Encoding)
    if str(old.get("/BaseEncoding", "")) in _ENCODINGS:
        new.BaseEncoding = pikepdf.Name(str(old.BaseEncoding))
    code, differences = 0, []
    for part in old.get("/Differences", []):
        if isinstance(part, pikepdf.Name):
            if code in used:
                differences += [code, pikepdf.Name(str(part))]
            code += 1
        elif not isinstance(part, pikepdf.Object):
            code = int(part)
    if differences:
        new.Differences = pikepdf.Array(differences)
    font.Encoding = new


def _widths(source: Any, font: Any, used: set[int]) -> None:
    import pikepdf

    widths = source.get("/Widths")
    if not isinstance(widths, pikepdf.Array) or not used:
        if isinstance(widths, pikepdf.Array):
            font.FirstChar, font.LastChar, font.Widths = 0, 0, pikepdf.Array([0])
        return
    first = int(source.get("/FirstChar", 0))
    known = dict(enumerate(widths, first))
    # Codes outside of the source's range stay outside: readers differ in how wide they take those to be.
    inside = used & known.keys() or {first}
    low, high = min(inside), max(inside)
    kept = [known.get(code, 0) if code in used else 0 for code in range(low, high + 1)]
    font.FirstChar, font.LastChar, font.Widths = (
        low,
        high,
        pikepdf.Array([0 if isinstance(one, pikepdf.Object) else one for one in kept]),
    )


def _cid_widths(entries: list[Any], cids: set[int] | None, size: int) -> list[Any]:
    """/W (size 1) or /W2 (size 3) as one entry for each CID in use."""
    import pikepdf

    out: list[Any] = []
    at = 0
    while at + 1 < len(entries):
        first = int(entries[at])
        if isinstance(entries[at + 1], pikepdf.Array):
            values = list(entries[at + 1])
            rows = {first + k: values[k * size : (k + 1) * size] for k in range(len(values) // size)}
            at += 2
        else:
            last, values = min(int(entries[at + 1]), 0xFFFF), entries[at + 2 : at + 2 + size]
            if cids is None:
                out += [first, last, *values]
                rows = {}
            else:
                rows = {cid: values for cid in cids if first <= cid <= last}
            at += 2 + size
        for cid, row in sorted(rows.items()):
            if cids is None or cid in cids:
                out += [cid, pikepdf.Array(row)]
    return out


def _gids(mapping: bytes, cids: set[int] | None) -> bytes:
    if cids is None:
        return mapping
    kept = bytearray(min(len(mapping), 2 * (max(cids, default=-1) + 1)))
    for cid in cids:
        kept[2 * cid : 2 * cid + 2] = mapping[2 * cid : 2 * cid + 2]
    return bytes(kept)


def _to_unicode(new: Any, source: Any, font: Any, codes: set[bytes] | None) -> None:
    import pikepdf

    old = source.get("/ToUnicode")
    if isinstance(old, pikepdf.Name) and is_map_to_unicode(str(old)):
        font.ToUnicode = pikepdf.Name(str(old))
    if not isinstance(old, pikepdf.Stream):
        return
    cmap: CMap = read_cmap(old.read_bytes())
    # By number, as readers look codes up: maps are written with codes of one byte for fonts of two, and the
    # other way round.
    used = None if codes is None else {int.from_bytes(code, "big") for code in codes}
    kept = {
        code: to for code, to in cmap.meaning.items() if used is None or int.from_bytes(code, "big") in used
    }
    base = cmap.base if is_map_to_unicode("/" + cmap.base) else ""
    font.ToUnicode = new.make_indirect(pikepdf.Stream(new, write_cmap(kept, cmap.spaces, base)))

"""The gate on font programs (reference/safety.md 1.6 a and f): text as the fonts themselves name their
glyphs, and outlines that nothing paints.

A file may show letters under codes that no map explains, or that a map explains falsely; and a font may still
hold the letters that only a removed word used. Which glyph a code paints depends on the reader where a font
says so in several ways: then every glyph that any reader may take counts as painted, and a sign is read only
where all of them agree. A program that cannot be read tells nothing here.
"""

import io
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from evidence_review.redaction.fonts.blanking import program_of
from evidence_review.redaction.fonts.outlines import Glyphs, painted_by, painter, read_glyphs, width_of
from evidence_review.redaction.streams.gate_places import by_place
from evidence_review.redaction.streams.lexing import split_plainly

_DEEPEST = 12
_BREAKS = frozenset({b"Td", b"TD", b"T*", b"Tm", b"ET"})
_SHOWS = frozenset({b"Tj", b"TJ", b"'", b'"'})
_WIDE = -150
"""A kern of more than this (thousandths of the font size) is a gap between words."""


@dataclass(frozen=True, slots=True)
class Idle:
    """Of one font program (the number of its object): letters and digits with outlines that nothing in the
    file paints.

    `nameless` counts idle outlines of which the program does not say which sign they are.
    """

    number: int
    letters: frozenset[str]
    nameless: int


class Stream(NamedTuple):
    """A stream of painting: the page it is told of, the object that holds it, its fonts by the names of its
    resources, and what it shows.

    That is (font, string) in order, and ("", text) for gaps.
    """

    place: str
    holder: Any
    keys: dict[str, Any]
    shown: list[tuple[Any, bytes]]


@dataclass(slots=True)
class Shown:
    """What a file shows: its fonts by key, the strings of each, and its streams."""

    fonts: dict[Any, Any] = field(default_factory=dict[Any, Any])
    strings: defaultdict[Any, set[bytes]] = field(default_factory=lambda: defaultdict(set))
    streams: list[Stream] = field(default_factory=list[Stream])


def shown_in(pdf: Any, *, apart: bool = False) -> Shown:
    """Every string that pages, forms, patterns, masks and glyph procedures show; empty where no font of the
    file is embedded.

    A form that several pages paint is told for the first of them; with `apart` for each.
    """
    import pikepdf

    out = Shown()
    if any(
        isinstance(one, pikepdf.Dictionary) and str(one.get("/Type", "")) == "/FontDescriptor"
        for one in pdf.objects
    ):
        seen: set[Any] = set()
        for number, page in enumerate(pdf.pages, 1):
            seen = set() if apart else seen
            _gather(f"page {number}", page.obj, page.obj.get("/Resources"), out, seen, 0)
    return out


@dataclass(frozen=True, slots=True)
class Embedded:
    """The fonts of a file as the gate looks at them: what it shows, and the letters that lie idle. `pdf` is
    the file opened, which nobody may change or close."""

    data: bytes
    pdf: Any
    shown: Shown
    idle: tuple[Idle, ...]


def looked_at(data: bytes) -> Embedded:
    """The fonts of a file. Those of a short one are kept until another file is asked for: two checks of an
    export ask one after the other."""
    import pikepdf

    if _last and _last[0].data == data:
        return _last[0]
    pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
    shown = shown_in(pdf)
    found = Embedded(data, pdf, shown, tuple(idle_letters(pdf, shown)))
    _last[:] = [found] if len(pdf.pages) <= _FEW_PAGES else []
    return found


_last: list[Embedded] = []
_FEW_PAGES = 100
"""Pages of a file whose strings are kept: those of a long one take hundreds of megabytes."""


def _gather(place: str, holder: Any, resources: Any, out: Shown, seen: set[Any], depth: int) -> None:
    import pikepdf

    if depth > _DEEPEST or holder.objgen in seen or not isinstance(resources, pikepdf.Dictionary):
        return
    seen.add(holder.objgen)
    fonts = resources.get("/Font", {})
    keys = {
        str(name): font.objgen if font.is_indirect else (holder.objgen, str(name))
        for name, font in fonts.items()
    }
    out.fonts |= {
        keys[str(name)]: font for name, font in fonts.items() if isinstance(font, pikepdf.Dictionary)
    }
    shown = list(_pieces(holder, keys))
    for key, string in shown:
        if key:
            out.strings[key].add(string)
    out.streams.append(Stream(place, holder, keys, shown))
    for inner in _inner(resources, fonts):
        _gather(place, inner, inner.get("/Resources", resources), out, seen, depth + 1)


def _inner(resources: Any, fonts: Any) -> Iterator[Any]:
    """The content streams that resources hold."""
    import pikepdf

    for kind in ("/XObject", "/Pattern"):
        for value in resources.get(kind, {}).values():
            if isinstance(value, pikepdf.Stream) and str(value.get("/Subtype", "")) != "/Image":
                yield value
    for value in resources.get("/ExtGState", {}).values():
        mask = value.get("/SMask") if isinstance(value, pikepdf.Dictionary) else None
        if isinstance(mask, pikepdf.Dictionary) and isinstance(mask.get("/G"), pikepdf.Stream):
            yield mask.G
    for font in fonts.values():
        if isinstance(font, pikepdf.Dictionary):
            yield from (one for one in font.get("/CharProcs", {}).values() if isinstance(one, pikepdf.Stream))


def _pieces(holder: Any, keys: dict[str, Any]) -> Iterator[tuple[Any, bytes]]:
    """(key of the font, string) in order; no key and a space where a kern is wide, no key and a line break
    where the place changes."""
    font, kept = "", list[str]()
    for operands, operator in _operations(holder):
        if operator == b"q":
            kept.append(font)
        elif operator == b"Q" and kept:
            font = kept.pop()
        elif operator == b"Tf" and len(operands) >= 2:
            font = operands[-2]
        elif operator in _BREAKS:
            yield "", b"\n"
        elif operator in _SHOWS and operands and font in keys:
            yield from _shown_by(operands[-1], keys[font])


def _shown_by(operand: Any, key: Any) -> Iterator[tuple[Any, bytes]]:
    """The strings that one operator shows in a font, and its wide kerns as spaces."""
    for part in operand if isinstance(operand, list) else [operand]:
        if isinstance(part, bytes):
            yield key, part
        elif isinstance(part, int | float) and part < _WIDE:
            yield "", b" "


def _operations(holder: Any) -> Sequence[tuple[list[Any], bytes]]:
    import pikepdf

    is_page = not isinstance(holder, pikepdf.Stream)
    contents = holder.get("/Contents") if is_page else holder
    plain = split_plainly(contents.read_bytes()) if isinstance(contents, pikepdf.Stream) else None
    if plain is not None:
        return plain
    parsed = pikepdf.parse_content_stream(pikepdf.Page(holder) if is_page else holder)
    return [
        ([_plain(part) for part in one.operands], bytes(one.operator))
        for one in parsed
        if hasattr(one, "operator")
    ]


def _plain(value: Any) -> Any:
    import pikepdf

    if isinstance(value, pikepdf.String):
        return bytes(value)
    if isinstance(value, pikepdf.Name):
        return str(value)
    if isinstance(value, pikepdf.Array):
        return [_plain(part) for part in value]
    return float(value) if isinstance(value, int | float) or type(value).__name__ == "Decimal" else None


def idle_letters(pdf: Any, shown: Shown | None = None) -> Iterator[Idle]:
    """Of every embedded font program that can be read and has any: the signs with outlines that are painted
    nowhere."""
    shown = shown or shown_in(pdf)
    uses: defaultdict[tuple[int, int], list[Any]] = defaultdict(list)
    for key, font in shown.fonts.items():
        program = program_of(font)
        if program is not None:
            uses[program.objgen].append(key)
    for at, keys in uses.items():
        glyphs = _read(shown.fonts[keys[0]])
        idle = None if glyphs is None else _idle_in(glyphs, at[0], shown, keys)
        if idle is not None and (idle.letters or idle.nameless):
            yield idle


def _idle_in(glyphs: Glyphs, number: int, shown: Shown, keys: Sequence[Any]) -> Idle:
    """The signs of a program that none of the fonts of these keys paints; a letter painted by another sign is
    not idle."""
    painted = {name for key in keys for name in _painted(glyphs, shown, key)} | {".notdef"}
    painted |= glyphs.components(painted)
    known = {glyphs.letters.get(name, "") for name in painted}
    idle = glyphs.inked - painted
    named = {glyphs.letters.get(name, "") for name in idle}
    letters = frozenset(char for char in named if char.isalnum() and char not in known)
    return Idle(number, letters, sum(name not in glyphs.letters for name in idle))


def _painted(glyphs: Glyphs, shown: Shown, key: Any) -> set[str]:
    try:
        return painted_by(glyphs, shown.fonts[key], shown.strings[key])
    except Exception:  # noqa: BLE001  # a damaged font dictionary: nothing can be told of what it paints
        return set(glyphs.order)


def _read(font: Any) -> Glyphs | None:
    """The glyphs of a font's program; None where it has none that can be read."""
    try:
        program = program_of(font)
        return None if program is None else read_glyphs(program.read_bytes())
    except Exception:  # noqa: BLE001  # damaged programs make fontTools raise whatever it likes
        return None


def naming(shown: Shown, wanted: Callable[[str], bool]) -> Iterator[str]:
    """The places of streams with something wanted in them as the programs of their fonts name the glyphs,
    whatever encodings and maps to Unicode say.

    Where letters are set one by one, as by most programs for books, every word begins at any of them: such a
    page is read by the places too.
    """
    tables = {key: _signs(shown, key) for key in shown.fonts}
    wide = {key for key, font in shown.fonts.items() if str(font.get("/Subtype", "")) == "/Type0"}
    for one in shown.streams:
        named = "".join(
            _named(string, tables.get(key, {}), 2 if key in wide else 1) if key else string.decode()
            for key, string in one.shown
        )
        if wanted(named) and ((placed := _placed(one, tables)) is None or wanted(placed)):
            yield one.place


def _named(string: bytes, table: Mapping[bytes, str], step: int) -> str:
    """A string as a table reads its codes of so many bytes."""
    return "".join(table.get(string[at : at + step], "") for at in range(0, len(string), step))


def _placed(one: Stream, tables: Mapping[Any, Mapping[bytes, str]]) -> str | None:
    """The same of the stream of a page, with gaps where letters stand apart; None where that cannot be
    told."""
    import pikepdf

    if isinstance(one.holder, pikepdf.Stream):
        return None
    return by_place(one.holder, lambda font, code: tables.get(one.keys.get(font), {}).get(code, ""))


def pages_naming(data: bytes, wanted: Callable[[str], bool]) -> set[int]:
    """Pages (from 0) that show something wanted as the programs of their fonts name the glyphs. To be asked
    before fonts lose these names."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        return {int(place.split()[1]) - 1 for place in naming(shown_in(pdf, apart=True), wanted)}


def _signs(shown: Shown, key: Any) -> dict[bytes, str]:
    """The sign that each code of a font paints, where its program says one and the same for all glyphs that
    readers may take."""
    font = shown.fonts[key]
    glyphs = _read(font)
    if glyphs is None:
        return {}
    step = width_of(font)
    codes = {one[at : at + step] for one in shown.strings[key] for at in range(0, len(one), step)}
    out: dict[bytes, str] = {}
    try:
        painted = painter(glyphs, font)
        for code in codes:
            named = {glyphs.letters[name] for name in painted([code]) if name in glyphs.letters}
            if len(named) == 1 and len(named) < len(glyphs.order):
                out[code] = named.pop()
    except Exception:  # noqa: BLE001  # a damaged font dictionary
        return {}
    return out

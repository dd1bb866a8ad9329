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
from dataclasses import dataclass
from typing import Any

from evidence_review.redaction.fonts.blanking import program_of
from evidence_review.redaction.fonts.outlines import Glyphs, painted_by, painter, read_glyphs, width_of
from evidence_review.redaction.gate.shown_strings import Shown, Stream, shown_in
from evidence_review.redaction.streams.gate_places import by_place


@dataclass(frozen=True, slots=True)
class Idle:
    """Of one font program (the number of its object): letters and digits with outlines that nothing in the
    file paints.

    `nameless` counts idle outlines of which the program does not say which sign they are.
    """

    number: int
    letters: frozenset[str]
    nameless: int


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

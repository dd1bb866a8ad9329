"""The gate on font programs: outlines of letters that nothing paints, which name the letters that were taken out (SAFETY.md 1.6 f).

Which glyph a code paints depends on the reader where a font says so in several ways: then every glyph that any reader may take counts as
painted. A program that fontTools cannot read tells nothing here; its bytes are looked through like all others.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from evidence_review.redaction.blanking import program_of
from evidence_review.redaction.outlines import painted_by, read_glyphs

_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Idle:
    """Of one font program (the number of its object): letters and digits with outlines that nothing in the file paints.

    `nameless` counts idle outlines of which the program does not say which sign they are.
    """

    number: int
    letters: frozenset[str]
    nameless: int


def idle_letters(pdf: Any) -> Iterator[Idle]:
    """Of every embedded font program that can be read and has any: the signs with outlines that are painted nowhere."""
    programs: defaultdict[tuple[int, int], list[tuple[Any, set[bytes]]]] = defaultdict(list)
    found: dict[tuple[int, int], Any] = {}
    for font, strings in shown_by_font(pdf).values():
        program = program_of(font)
        if program is not None:
            programs[program.objgen].append((font, strings))
            found[program.objgen] = program
    for at, uses in programs.items():
        try:
            glyphs = read_glyphs(found[at].read_bytes())
            painted = {name for font, strings in uses for name in painted_by(glyphs, font, strings)}
        except Exception:  # noqa: BLE001  # damaged programs make fontTools raise whatever it likes
            continue
        painted |= glyphs.components(painted) | {".notdef"}
        known = {glyphs.letters.get(name, "") for name in painted}
        idle = {name for name in glyphs.inked if name not in painted}
        letters = frozenset(char for name in idle if (char := glyphs.letters.get(name, "")).isalnum() and char not in known)
        nameless = sum(name not in glyphs.letters for name in idle)
        if letters or nameless:
            yield Idle(at[0], letters, nameless)


def shown_by_font(pdf: Any) -> dict[Any, tuple[Any, set[bytes]]]:
    """(font dictionary, strings shown with it) of every font that pages, forms, patterns and glyph procedures use."""
    out: dict[Any, tuple[Any, set[bytes]]] = {}
    seen: set[Any] = set()
    for page in pdf.pages:
        _gather(page.obj, page.obj.get("/Resources"), out, seen, 0, page)
    return out


def _gather(holder: Any, resources: Any, out: dict[Any, tuple[Any, set[bytes]]], seen: set[Any], depth: int, stream: Any = None) -> None:
    import pikepdf

    key = holder.objgen
    if depth > _DEEPEST or key in seen or not isinstance(resources, pikepdf.Dictionary):
        return
    seen.add(key)
    fonts = resources.get("/Font", {})
    font, kept = "", list[str]()
    for one in pikepdf.parse_content_stream(holder if stream is None else stream):
        operator = str(one.operator)
        if operator == "q":
            kept.append(font)
        elif operator == "Q" and kept:
            font = kept.pop()
        elif operator == "Tf":
            font = str(one.operands[0])
        elif operator in {"Tj", "TJ", "'", '"'} and font in fonts and len(one.operands):
            last = one.operands[-1]
            parts = [last] if isinstance(last, pikepdf.String) else list(last) if isinstance(last, pikepdf.Array) else []
            where = fonts[font].objgen if fonts[font].is_indirect else (key, font)
            out.setdefault(where, (fonts[font], set()))[1].update(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    for kind in ("/XObject", "/Pattern"):
        for value in resources.get(kind, {}).values():
            if isinstance(value, pikepdf.Stream) and str(value.get("/Subtype", "")) != "/Image":
                _gather(value, value.get("/Resources", resources), out, seen, depth + 1)
    for value in resources.get("/ExtGState", {}).values():
        mask = value.get("/SMask") if isinstance(value, pikepdf.Dictionary) else None
        if isinstance(mask, pikepdf.Dictionary) and isinstance(mask.get("/G"), pikepdf.Stream):
            _gather(mask.G, mask.G.get("/Resources", resources), out, seen, depth + 1)
    for value in fonts.values():
        for procedure in value.get("/CharProcs", {}).values():
            if isinstance(procedure, pikepdf.Stream):
                _gather(procedure, value.get("/Resources", resources), out, seen, depth + 1)

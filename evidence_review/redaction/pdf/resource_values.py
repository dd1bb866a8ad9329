"""Values of a page's resources, looked up and copied: fonts of a state, names, dashes, widths of one code."""

import re
from typing import Any

from evidence_review.redaction.streams.operators import BLEND_MODES, INTENTS

_LONGEST = 128
"""Characters of a name with its slash, at which some programs cut it."""


def merge(new: Any, data: bytes, own: Any, kept: Any, code: int) -> tuple[bytes, Any]:
    """Procedures of one font share one resource dictionary: each gets names of its own there."""
    import pikepdf

    names: dict[str, str] = {}
    for kind, values in own.items():
        if kind not in kept:
            kept[kind] = pikepdf.Dictionary()
        for name, value in values.items():
            names[name] = f"{name}c{code}"
            kept[kind][names[name]] = value
    if not names:
        return data, kept
    stream = pikepdf.Stream(new, data)
    out = [
        (
            [
                pikepdf.Name(names[str(part)]) if is_name(part) and str(part) in names else part
                for part in one.operands
            ],
            one.operator,
        )
        for one in pikepdf.parse_content_stream(stream)
    ]
    return pikepdf.unparse_content_stream(out), kept


def found(resources: Any, kind: str, key: str) -> Any:
    """A resource by its key, which some programs cut at 127 bytes where the resource is named and not where
    it is used."""
    return of_kind(resources, kind).get(
        key, of_kind(resources, kind).get(key[:_LONGEST], None) if len(key) > _LONGEST else None
    )


def writes_inside(font: Any) -> bool:
    """Whether a sign of a Type 3 font is itself text of another font."""
    import pikepdf

    if not isinstance(font, pikepdf.Dictionary) or str(font.get("/Subtype", "")) != "/Type3":
        return False
    procedures = [one for one in of_kind(font, "/CharProcs").values() if isinstance(one, pikepdf.Stream)]
    return any(
        re.search(rb"T[jJ]|['\"]", one.read_bytes()) and pikepdf.parse_content_stream(one, "Tf")
        for one in procedures
    )


def font_of_state(resources: Any, key: str) -> tuple[Any, Any]:
    """`font_in` of the graphics state with this key."""
    return font_in(found(resources, "/ExtGState", key))


def font_in(state: Any) -> tuple[Any, Any]:
    """(font, size) that a graphics state sets (ISO 32000-1, table 58), (None, 0) where it sets none."""
    import pikepdf

    pair = state.get("/Font") if isinstance(state, pikepdf.Dictionary) else None
    if not isinstance(pair, pikepdf.Array) or len(pair) != 2 or isinstance(pair[1], pikepdf.Object):
        return None, 0
    return (pair[0], pair[1]) if isinstance(pair[0], pikepdf.Dictionary) else (None, 0)


def copy_names(state: Any, source: Any) -> None:
    """The blend mode of a graphics state, the first known one of several, and the rendering intent."""
    import pikepdf

    modes = [str(mode) for mode in _listed(source.get("/BM"))]
    mode = next((mode for mode in modes if mode in BLEND_MODES), None)
    if mode:
        state.BM = pikepdf.Name(mode)
    if str(source.get("/RI", "")) in INTENTS:
        state.RI = pikepdf.Name(str(source.RI))


def copy_dash(state: Any, dash: Any) -> None:
    """Copy the pattern of dashes into a state."""
    import pikepdf

    if isinstance(dash, pikepdf.Array) and len(dash) == 2 and isinstance(dash[0], pikepdf.Array):
        lengths = [part for part in dash[0] if not isinstance(part, pikepdf.Object)]
        state.D = pikepdf.Array([pikepdf.Array(lengths), dash[1]])


def of_kind(resources: Any, kind: str) -> Any:
    """The resources of one kind, such as /Font; empty where there are none."""
    import pikepdf

    value = resources.get(kind)
    return value if isinstance(value, pikepdf.Dictionary) else pikepdf.Dictionary()


def is_name(value: Any) -> bool:
    """Whether a value is a name of PDF."""
    import pikepdf

    return isinstance(value, pikepdf.Name)


def _listed(value: Any) -> list[Any]:
    import pikepdf

    return [] if value is None else list(value) if isinstance(value, pikepdf.Array) else [value]

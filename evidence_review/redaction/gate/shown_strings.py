"""Every string that a file shows, with the font that shows it, stream by stream: for the gate on font
programs."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from evidence_review.redaction.streams.lexing import split_plainly

_DEEPEST = 12
_BREAKS = frozenset({b"Td", b"TD", b"T*", b"Tm", b"ET"})
_SHOWS = frozenset({b"Tj", b"TJ", b"'", b'"'})
_WIDE = -150
"""A kern of more than this (thousandths of the font size) is a gap between words."""


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
    """What a file shows: its fonts by key, the strings of each, and its streams; `read` are streams that were
    read already, by themselves and the fonts that they may paint with: a form may stand on every page."""

    fonts: dict[Any, Any] = field(default_factory=dict[Any, Any])
    strings: defaultdict[Any, set[bytes]] = field(default_factory=lambda: defaultdict(set))
    streams: list[Stream] = field(default_factory=list[Stream])
    read: dict[Any, tuple[dict[str, Any], list[tuple[Any, bytes]]]] = field(default_factory=dict[Any, Any])


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


def _gather(place: str, holder: Any, resources: Any, out: Shown, seen: set[Any], depth: int) -> None:
    import pikepdf

    if isinstance(resources, pikepdf.Dictionary):
        fonts = resources.get("/Font", {})
        named = tuple((str(name), font.objgen) for name, font in fonts.items())
        _Resources(resources, fonts, named).gather(place, holder, out, seen, depth)


@dataclass(frozen=True, slots=True)
class _Resources:
    """Resources with their fonts, and (name, object) of each font; those in no object have none."""

    held: Any
    fonts: Any
    named: tuple[tuple[str, Any], ...]

    def gather(self, place: str, holder: Any, out: Shown, seen: set[Any], depth: int) -> None:
        """What a stream with these resources shows, and all that it paints with."""
        if depth > _DEEPEST or not self._take(place, holder, out, seen):
            return
        for inner in _inner(self.held, self.fonts):
            if "/Resources" in inner:
                _gather(place, inner, inner.Resources, out, seen, depth + 1)
            else:  # it paints with these resources too, which are gone through here
                self._take(place, inner, out, seen)

    def _take(self, place: str, holder: Any, out: Shown, seen: set[Any]) -> bool:
        """Add what a stream itself shows; whether it was not there yet."""
        if holder.objgen in seen:
            return False
        seen.add(holder.objgen)
        at = holder.objgen, self.named
        keys, shown = out.read.get(at) or self._read(holder, out)
        if all(number for _, (number, _) in self.named):
            out.read[at] = keys, shown
        out.streams.append(Stream(place, holder, keys, shown))
        return True

    def _read(self, holder: Any, out: Shown) -> tuple[dict[str, Any], list[tuple[Any, bytes]]]:
        """The keys of the fonts by name and what the stream shows, both noted."""
        import pikepdf

        keys = {
            name: at if font.is_indirect else (holder.objgen, name)
            for (name, at), font in zip(self.named, self.fonts.values(), strict=True)
        }
        out.fonts |= {
            key: font
            for key, font in zip(keys.values(), self.fonts.values(), strict=True)
            if isinstance(font, pikepdf.Dictionary)
        }
        shown = list(_pieces(holder, keys))
        for key, string in shown:
            if key:
                out.strings[key].add(string)
        return keys, shown


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

"""Every object of a PDF, reachable or not: names, keys, strings, decoded streams, and text as its content
streams show it (reference/safety.md 1.6 a)."""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from evidence_review.redaction.fonts.standard_names import REGISTRY, beyond_standard
from evidence_review.redaction.streams.gate_places import by_place
from evidence_review.redaction.streams.lexing import split_plainly

_WIDE_KERN = -150
"""A kern of more than this (thousandths of the font size) is a gap between words."""
_DEEPEST = 60


def strings_of(data: bytes) -> Iterator[tuple[str, str]]:
    """(place, text) of every name, key and string of every object and of the trailer, but for names of the
    standard."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        yield from _strings("trailer", pdf.trailer, 0, top=True)
        for value in pdf.objects:
            if isinstance(value, pikepdf.Object):
                yield from _strings(f"object {value.objgen[0]}", value, 0, top=True)


def _strings(place: str, value: Any, depth: int, *, top: bool) -> Iterator[tuple[str, str]]:
    import pikepdf

    if depth > _DEEPEST or (not top and getattr(value, "is_indirect", False)):
        return
    if isinstance(value, pikepdf.Name):
        yield from _name(place, str(value)[1:])
    elif isinstance(value, pikepdf.String):
        yield place, text_of(bytes(value))
    elif isinstance(value, pikepdf.Array):
        for part in value:
            yield from _strings(place, part, depth + 1, top=False)
    elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        for key, part in value.items():
            yield from _name(place, str(key)[1:])
            if key != "/Registry" or str(part) != REGISTRY:
                yield from _strings(place, part, depth + 1, top=False)


def _name(place: str, name: str) -> Iterator[tuple[str, str]]:
    """The name, unless the standard asks for it: somebody called Page stands in no other way in a PDF than
    everybody does."""
    if beyond := beyond_standard(name):
        yield place, beyond


def text_of(string: bytes) -> str:
    """A PDF text string: UTF-16 or UTF-8 by its mark, else PDFDocEncoding (Latin-1 where they agree)."""
    if string[:2] == b"\xfe\xff":
        return string[2:].decode("utf-16-be", "replace")
    if string[:2] == b"\xff\xfe":
        return string[2:].decode("utf-16-le", "replace")
    if string[:3] == b"\xef\xbb\xbf":
        return string[3:].decode("utf-8", "replace")
    return string.replace(b"\0", b"").decode("latin-1")


def streams_of(data: bytes) -> Iterator[tuple[str, bytes, str]]:
    """(place, decoded bytes, joined text shown) of every stream; the raw bytes where no filter of ours
    decodes it."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        for value in pdf.objects:
            if isinstance(value, pikepdf.Stream):
                try:
                    body = value.read_bytes()
                except pikepdf.PdfError:
                    body = value.read_raw_bytes()
                yield f"stream {value.objgen[0]}", body, shown(pdf, body)


def shown(pdf: Any, body: bytes) -> str:
    """The strings that a content stream shows, kerned pieces joined, moves as line breaks; empty for any
    other stream."""
    import pikepdf

    if not any(word in body for word in (b"Tj", b"TJ", b"'", b'"')) or b"BT" not in body:
        return ""
    if (plain := split_plainly(body)) is not None:
        return "".join(_shown_plainly(plain))
    try:
        instructions = pikepdf.parse_content_stream(pikepdf.Stream(pdf, body))
    except (pikepdf.PdfError, ValueError, TypeError):  # bytes of a picture that look like text operators
        return ""
    out: list[str] = []
    for one in instructions:
        operator = _operator(one)
        if operator in {"Tj", "'", '"', "TJ"} and len(one.operands):
            out.append(_joined(one.operands[-1]))
        elif operator in {"Td", "TD", "T*", "Tm", "ET"}:
            out.append("\n")
    return "".join(out)


def _shown_plainly(operations: Sequence[tuple[list[Any], bytes]]) -> Iterator[str]:
    """The same of a stream that is written plainly, which was split for others already."""
    for operands, operator in operations:
        if operator in _SHOWS and operands:
            value = operands[-1]
            for part in value if isinstance(value, list) else [value] if isinstance(value, bytes) else ():
                if isinstance(part, bytes):
                    yield text_of(part)
                elif isinstance(part, int | float) and part < _WIDE_KERN:
                    yield " "
        elif operator in _MOVES:
            yield "\n"


_SHOWS, _MOVES = frozenset({b"Tj", b"TJ", b"'", b'"'}), frozenset({b"Td", b"TD", b"T*", b"Tm", b"ET"})
_BESIDE = re.compile(rb"/(?:ActualText|Alt|E|T|Lang)\b|#")
"""Keys of marked content with words for readers (ISO 32000-1, 14.9), or names that may be written to hide
one."""


def said_beside(body: bytes) -> list[str]:
    """The words that a content stream gives beside its letters: each string of its marked content, and all of
    them joined; none for any other stream."""
    import pikepdf

    if not (b"BDC" in body or b"DP" in body) or not _BESIDE.search(body):
        return []
    spare = pikepdf.new()
    try:
        marks = pikepdf.parse_content_stream(pikepdf.Stream(spare, body), "BDC DP")
    except (pikepdf.PdfError, ValueError, TypeError):  # bytes of a picture that look like operators
        return []
    given = [operand for one in marks for operand in one.operands if isinstance(operand, pikepdf.Dictionary)]
    out = [text for one in given for _, text in _strings("", one, 0, top=True)]
    values = [value for one in given for value in one.as_dict().values()]
    words = [text_of(bytes(value)) for value in values if isinstance(value, pikepdf.String)]
    return [*out, "".join(words), " ".join(words)] if out else []


def is_shown(data: bytes, place: str, wanted: Callable[[str], bool]) -> bool:
    """Whether something wanted that `shown` told of a stream is shown there: of a page's only stream, also by
    where its letters stand."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        for page in pdf.pages:
            contents = page.obj.get("/Contents")
            if isinstance(contents, pikepdf.Stream) and f"stream {contents.objgen[0]}" == place:
                placed = by_place(page.obj, lambda _, code: text_of(code))
                return placed is None or wanted(placed)
    return True


def _operator(instruction: Any) -> str:
    """The operator's name; bytes that are no name of one are none."""
    try:
        return str(instruction.operator)
    except UnicodeDecodeError:
        return ""


def _joined(value: Any) -> str:
    import pikepdf

    if isinstance(value, pikepdf.String):
        return text_of(bytes(value))
    if not isinstance(value, pikepdf.Array):
        return ""
    pieces = [
        text_of(bytes(part))
        if isinstance(part, pikepdf.String)
        else " "
        if isinstance(part, int | Decimal) and part < _WIDE_KERN
        else ""
        for part in value
    ]
    return "".join(pieces)

"""What pypdf reads on a page: first the letters alone, as its fonts tell them, and its whole text only where
these have a term in them.

pypdf puts letters together in the order in which they are painted, with spaces and line breaks between them,
unless one is written from right to left. So a page whose letters have no term in that order has none in its
text, and most pages need not be laid out (docs/decisions/0036).
"""

import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from evidence_review.redaction.gate.gate_weight import squeezed
from evidence_review.redaction.streams.lexing import Kinds, split, split_plainly
from evidence_review.redaction.terms.search import Search, may_hold

type _Operations = Sequence[tuple[list[Any], bytes]]


def pages(data: bytes, first: int, last: int | None, search: Search) -> Iterator[list[str]]:
    """For each page from `first` to before `last` what pypdf reads; nothing where its letters may not hold
    what is looked for."""
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        reader.decrypt("")
    tables = _Tables()
    for number in range(len(reader.pages))[first:last]:
        page = reader.pages[number]
        letters = _letters(page, tables)
        yield [] if letters is not None and not may_hold(letters, search) else [_text(page, reader)]


def _text(page: Any, reader: Any) -> str:
    """The text as pypdf has it; content that is plainly written is given to it already split."""
    from pypdf.generic import (
        ArrayObject,
        ByteStringObject,
        ContentStream,
        FloatObject,
        NameObject,
        NumberObject,
    )

    kinds = Kinds(
        NumberObject,
        FloatObject,
        lambda name: NameObject("/" + name.decode("ascii")),
        ByteStringObject,
        ArrayObject,
    )

    class Plain(ContentStream):
        def _parse_content_stream(self, stream: Any) -> None:
            operations = split(stream.getvalue(), kinds)
            if operations is None:
                super()._parse_content_stream(io.BytesIO(squeezed(stream.getvalue())))
            else:
                self._operations = list(operations)

    if "/Contents" in page:
        page[NameObject("/Contents")] = Plain(page["/Contents"].get_object(), reader, "bytes")
    return str(page.extract_text())


class _Tables:
    """What pypdf makes of the codes of each font, kept for all pages: it would work it out anew for each."""

    def __init__(self) -> None:
        self._kept: dict[int, Callable[[bytes], str]] = {}
        self._fonts: list[Any] = []  # held, so that no other object gets the number of one that is kept

    def of(self, font: Any) -> Callable[[bytes], str]:
        """The letters of a string in this font (its dictionary)."""
        if id(font) not in self._kept:
            self._fonts.append(font)
            self._kept[id(font)] = _reader_of(font)
        return self._kept[id(font)]


def _reader_of(font: Any) -> Callable[[bytes], str]:
    from pypdf.generic._font import Font

    told = Font.from_font_resource(font)
    encoding, signs = told.encoding, told.character_map
    if isinstance(encoding, str):

        def decoded(string: bytes) -> str:
            try:
                text = string.decode(encoding, "surrogatepass")
            except UnicodeDecodeError:
                text = string.decode(encoding, "replace")
            return "".join([signs.get(sign, sign) for sign in text])

        return decoded
    table = ["".join(signs.get(sign, sign) for sign in encoding.get(code, chr(code))) for code in range(256)]
    return lambda string: "".join([table[code] for code in string])


def _letters(page: Any, tables: _Tables) -> str | None:
    """The letters of a page in the order of painting; None where only pypdf itself can tell: forms, content
    or fonts written otherwise, signs from right to left."""
    from pypdf._text_extraction import RTL_CHARACTER_PATTERN

    try:
        contents, resources = page["/Contents"].get_object(), page["/Resources"].get_object()
        fonts = {name: tables.of(font.get_object()) for name, font in _named(resources, "/Font")}
        operations = None if isinstance(contents, list) else split_plainly(contents.get_data())
        if operations is None or any(
            one.get_object()["/Subtype"] != "/Image" for _, one in _named(resources, "/XObject")
        ):
            return None
        text = "".join(_shown(operations, fonts))
    # whatever is odd with a font or page is left to pypdf, which says so in its own way
    except Exception:  # noqa: BLE001
        return None
    return None if RTL_CHARACTER_PATTERN.search(text) else text


def _named(resources: Any, kind: str) -> Iterator[tuple[str, Any]]:
    return resources[kind].get_object().items() if kind in resources else iter(())


def _shown(operations: _Operations, fonts: dict[str, Callable[[bytes], str]]) -> Iterator[str]:
    """The letters of every string that pypdf takes for shown. KeyError where a font is not known; ValueError
    or TypeError where something else than strings is shown."""
    font, kept = "", list[str]()
    for operands, operator in operations:
        if operator == b"q":
            kept.append(font)
        elif operator == b"Q" and kept:
            font = kept.pop()
        elif operator == b"Tf":
            font = operands[0]
        elif operator in _SHOWS:
            at = 2 if operator == b'"' else 0
            shown = operands[at] if len(operands) > at else b""
            if isinstance(shown, list) != (operator == b"TJ"):
                raise ValueError("no string where one is shown")
            read = fonts[font]
            yield from (
                read(part)
                for part in (shown if isinstance(shown, list) else [shown])
                if not isinstance(part, int | float)
            )


_SHOWS = frozenset({b"Tj", b"TJ", b"'", b'"'})

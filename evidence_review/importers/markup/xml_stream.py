"""Large XML from strangers, read strictly and piece by piece; faults that exporters are known to make are
mended and counted.

Mended: characters that XML forbids (raw or as references), halves of surrogate pairs, unescaped `&`, `<` and
`]]>`, bytes that are not in the declared encoding. Never lxml's `recover`, which changes text
(reference/formats.md 3.1).
"""

import codecs
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol, cast

# lxml comes without types; Element below says what is used
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from evidence_review.importers.markup.xml_mending import Mender, encoding_of

_PIECE = 1 << 16
_BYTE_CODES = frozenset(("utf-8", "ascii", "iso8859-1", "cp1252"))
"""Codes in which the bytes of a line's end are never part of another character."""
_STRICT = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": True,
    "remove_comments": True,
    "remove_pis": True,
}


class Element(Protocol):
    """What is used of lxml's elements."""

    tag: str
    text: str | None
    tail: str | None
    attrib: Mapping[str, str]

    def get(self, key: str) -> str | None:
        """An attribute, None where it is not there."""
        ...

    def __iter__(self) -> Iterator["Element"]: ...

    def __len__(self) -> int: ...

    def __delitem__(self, place: int) -> None: ...

    def index(self, child: "Element") -> int:
        """The place of an element among those right below."""
        ...

    def iter(self) -> Iterator["Element"]:
        """The element and all below it, in document order."""
        ...

    def itertext(self) -> Iterator[str]:
        """All texts inside, in order."""
        ...

    def clear(self) -> None:
        """Drop what is inside."""
        ...

    def getparent(self) -> "Element | None":
        """The element around it."""
        ...

    def getprevious(self) -> "Element | None":
        """The element before it."""
        ...


def local(element: Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def all_text(element: Element) -> str:
    """All words inside an element, in order."""
    return "".join(element.itertext()).strip()


class Texts:
    """A source as text that a strict parser accepts. After the end, `mended` says in how many places it broke
    the rules."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks
        self._mender = Mender()
        self._undecodable = 0

    @property
    def mended(self) -> int:
        """In how many places the XML broke the rules and was mended."""
        return self._mender.mended + self._undecodable

    def texts(self) -> Iterator[str]:
        """The mended text, piece by piece."""
        for text in self.characters():
            yield self._mender.markup(text)
        yield self._mender.markup("", last=True)

    def characters(self) -> Iterator[str]:
        """The text in its allowed characters, line ends as XML has them, piece by piece; its markup not yet
        mended."""
        lines: _Lines | None = None
        for chunk in self._chunks:
            data = chunk
            if lines is None:
                name, skip = encoding_of(chunk)
                lines = _Lines(name)
                data = chunk[skip:]
            yield self._mender.characters(self._counted(lines.decode(data), data))
        if lines:
            yield self._mender.characters(self._counted(lines.decode(b"", final=True), b""))

    def markup(self, text: str, *, last: bool = False) -> str:
        """What is next of the text, with its markup mended, as far as that can be told."""
        return self._mender.markup(text, last=last)

    @property
    def waiting(self) -> bool:
        """Whether more than white space waits to be told."""
        return self._mender.waiting

    def _counted(self, text: str, data: bytes) -> str:
        replaced = text.count("\ufffd")
        if replaced:
            self._undecodable += max(0, replaced - data.count(b"\xef\xbf\xbd"))
        return text


class _Lines:
    """Bytes as text whose lines end as XML has them. In the codes that most files are in, this is done among
    the bytes, which is ten times as fast."""

    def __init__(self, name: str) -> None:
        decoder = codecs.getincrementaldecoder(name)("replace")
        self._plain = codecs.lookup(name).name in _BYTE_CODES
        self._decoder = decoder if self._plain else io.IncrementalNewlineDecoder(decoder, translate=True)
        self._cut = b""

    def decode(self, data: bytes, *, final: bool = False) -> str:
        """What is next of the text."""
        if self._plain:
            data = self._cut + data
            self._cut = b"\r" if data.endswith(b"\r") and not final else b""
            if b"\r" in data:
                data = data[: len(data) - len(self._cut)].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        return self._decoder.decode(data, final)


class Events:
    """The parser's events over chunks of bytes. After the end, `broken` says whether the XML ended early or
    stopped being XML."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self.broken = False
        self._texts = Texts(chunks)

    @property
    def mended(self) -> int:
        """In how many places the XML broke the rules and was mended."""
        return self._texts.mended

    def __iter__(self) -> Iterator[tuple[str, Element]]:
        """("start" | "end", element), in document order; elements are kept until the caller clears them."""
        parser = cast("Any", etree).XMLPullParser(("start", "end"), encoding="utf-8", **_STRICT)
        try:
            for text in self._texts.texts():
                for start in range(0, len(text), _PIECE):
                    parser.feed(text[start : start + _PIECE].encode("utf-8"))
                    yield from parser.read_events()
            parser.close()
        except cast("Any", etree).XMLSyntaxError:
            self.broken = True
        yield from _left(parser)


def _left(parser: Any) -> Iterator[tuple[str, Element]]:
    """Events from before a fault that have not been given yet."""
    try:
        yield from parser.read_events()
    except cast("Any", etree).XMLSyntaxError:
        return

"""Large XML from strangers, read strictly and piece by piece; faults that exporters are known to make are mended and counted.

Mended: characters that XML forbids (raw or as references), halves of surrogate pairs, unescaped `&`, `<` and `]]>`,
bytes that are not in the declared encoding. Never lxml's `recover`, which changes text (FORMATS.md 3.1).
"""

import codecs
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol, cast

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  lxml comes without types; Element below says what is used

from evidence_review.importers.xml_mending import Mender, encoding_of

_PIECE = 1 << 16
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


def value(element: Element, name: str) -> str | None:
    """An attribute; None where it is missing, or is the word "null", by which Android apps say so."""
    found = element.get(name)
    return None if found is None or found == "null" else found


def all_text(element: Element) -> str:
    """All words inside an element, in order."""
    return "".join(element.itertext()).strip()


def forget(element: Element) -> None:
    """Free an element and those before it, so that memory stays bounded (SAFETY.md 4.2)."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


class Texts:
    """A source as text that a strict parser accepts. After the end, `mended` says in how many places it broke the rules."""

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
        """The text in its allowed characters, line ends as XML has them, piece by piece; its markup not yet mended."""
        decoder: io.IncrementalNewlineDecoder | None = None
        for chunk in self._chunks:
            data = chunk
            if decoder is None:
                name, skip = encoding_of(chunk)
                decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(name)("replace"), translate=True)
                data = chunk[skip:]
            yield self._mender.characters(self._counted(decoder.decode(data), data))
        if decoder:
            yield self._mender.characters(self._counted(decoder.decode(b"", final=True), b""))

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


class Events:
    """The parser's events over chunks of bytes. After the end, `broken` says whether the XML ended early or stopped being XML."""

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

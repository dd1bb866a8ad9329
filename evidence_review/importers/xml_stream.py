"""Large XML from strangers, read strictly and piece by piece; faults that exporters are known to make are mended and counted.

Mended: characters that XML forbids (raw or as references), halves of surrogate pairs, unescaped `&`, `<` and `]]>`,
bytes that are not in the declared encoding. Never lxml's `recover`, which changes text (FORMATS.md 3.1).
"""

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol, cast

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  lxml comes without types; Element below says what is used

from evidence_review.domain.errors import UnreadableExport

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ODD = re.compile(r"&|\]\]>|<(?![A-Za-z_:/?])")
_TOKEN = re.compile(
    r"(?P<close>\]\]>)"
    r"|(?P<doctype><!DOCTYPE|<!ENTITY)"
    r"|(?P<pair>&#(?:[xX]0{0,8}[dD][89abAB][0-9a-fA-F]{2}|0{0,8}5[56]\d{3});&#(?:[xX]0{0,8}[dD][c-fC-F][0-9a-fA-F]{2}|0{0,8}5[67]\d{3});)"
    r"|(?P<reference>&#(?:[xX][0-9a-fA-F]{1,12}|[0-9]{1,12});)"
    r"|(?P<stray>&(?!(?:amp|lt|gt|quot|apos);)|<(?![A-Za-z_:/!?\u00c0-\uffff]))"
)
_ENDS = {"<![CDATA[": "]]>", "<!--": "-->"}
_ESCAPED = {"&": "&amp;", "<": "&lt;", "]]>": "]]&gt;"}
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
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


class Mender:
    """Text that a strict parser accepts. `mended` counts the places that were changed."""

    def __init__(self) -> None:
        self.mended = 0
        self._inside = ""  # the mark of the CDATA section or comment that is open
        self._held: list[str] = []

    def feed(self, text: str, *, last: bool = False) -> str:
        """The mended text as far as no token can be cut in two: tokens hold no white space, and `>` only at their end."""
        safe = len(text) if last else 1 + max(text.rfind(mark) for mark in "> \n")
        if not safe and not last:
            self._held.append(text)
            return ""
        whole = "".join((*self._held, text[:safe]))
        self._held = [text[safe:]]
        whole, forbidden = _FORBIDDEN.subn("\ufffd", whole)
        self.mended += forbidden
        return "".join(self._pieces(whole))

    def _pieces(self, text: str) -> Iterator[str]:
        """CDATA sections and comments as they are; the markup between them mended."""
        at, places = 0, {mark: text.find(mark) for mark in _ENDS}
        while at < len(text):
            if self._inside:
                end = text.find(_ENDS[self._inside], at)
                stop = len(text) if end < 0 else end + 3
                self._inside = self._inside if end < 0 else ""
                yield text[at:stop]
            else:
                for mark, place in places.items():
                    if 0 <= place < at:
                        places[mark] = text.find(mark, at)
                stop, self._inside = min(((place, mark) for mark, place in places.items() if place >= 0), default=(len(text), ""))
                yield self._markup(text[at:stop])
                yield self._inside
                stop += len(self._inside)
            at = stop

    def _markup(self, text: str) -> str:
        return _TOKEN.sub(self._mend, text) if _ODD.search(text) else text

    def _mend(self, found: re.Match[str]) -> str:
        kind, text = str(found.lastgroup), found.group()
        if kind == "doctype":
            raise UnreadableExport("This XML declares entities of its own, which is not safe to read. Nothing in it has been reviewed.")
        if kind == "reference" and _allowed(_number(text)):
            return text
        self.mended += 1
        return _joined(text) if kind == "pair" else _ESCAPED.get(text, "\ufffd")


def _number(reference: str) -> int:
    digits = reference[2:-1]
    return int(digits[1:], 16) if digits[0] in "xX" else int(digits)


def _allowed(point: int) -> bool:
    """The characters of XML 1.0 (production 2)."""
    return point in {9, 10, 13} or 0x20 <= point <= 0xD7FF or 0xE000 <= point <= 0xFFFD or 0x10000 <= point <= 0x10FFFF


def _joined(pair: str) -> str:
    high, low = (_number(half + ";") for half in pair.split(";")[:2])
    if not (0xD800 <= high <= 0xDBFF and 0xDC00 <= low <= 0xDFFF):
        return "".join(f"&#{half};" if _allowed(half) else "\ufffd" for half in (high, low))
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


def encoding_of(head: bytes) -> tuple[str, int]:
    """The encoding of an XML file by its first bytes, and how many of them are its byte order mark."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name, len(mark)
    if head.startswith(b"<\x00"):
        return "utf-16-le", 0
    if head.startswith(b"\x00<"):
        return "utf-16-be", 0
    declared = _DECLARED.match(head.lstrip()[:300])
    name = declared.group(1).decode("ascii") if declared else "utf-8"
    try:
        b"<".decode(name)  # UTF-16 would not decode one byte: such a declaration is a lie, the bytes are not UTF-16
        return codecs.lookup(name).name, 0
    except (LookupError, UnicodeError, ValueError):
        return "utf-8", 0


class Events:
    """The parser's events over chunks of bytes. After the end, `broken` says whether the XML ended early or stopped being XML."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self.broken = False
        self._chunks = chunks
        self._mender = Mender()
        self._undecodable = 0

    @property
    def mended(self) -> int:
        """In how many places the XML broke the rules and was mended."""
        return self._mender.mended + self._undecodable

    def __iter__(self) -> Iterator[tuple[str, Element]]:
        """("start" | "end", element), in document order; elements are kept until the caller clears them."""
        parser = cast("Any", etree).XMLPullParser(("start", "end"), encoding="utf-8", **_STRICT)
        try:
            for text in self._texts():
                for start in range(0, len(text), _PIECE):
                    parser.feed(text[start : start + _PIECE].encode("utf-8"))
                    yield from parser.read_events()
            parser.close()
        except cast("Any", etree).XMLSyntaxError:
            self.broken = True
        yield from _left(parser)

    def _texts(self) -> Iterator[str]:
        decoder: codecs.IncrementalDecoder | None = None
        for chunk in self._chunks:
            data = chunk
            if decoder is None:
                name, skip = encoding_of(chunk)
                decoder = codecs.getincrementaldecoder(name)("replace")
                data = chunk[skip:]
            yield self._mender.feed(self._counted(decoder.decode(data), data))
        rest = decoder.decode(b"", final=True) if decoder else ""
        yield self._mender.feed(rest, last=True)

    def _counted(self, text: str, data: bytes) -> str:
        replaced = text.count("\ufffd")
        if replaced:
            self._undecodable += max(0, replaced - data.count(b"\xef\xbf\xbd"))
        return text


def _left(parser: Any) -> Iterator[tuple[str, Element]]:
    """Events from before a fault that have not been given yet."""
    try:
        yield from parser.read_events()
    except cast("Any", etree).XMLSyntaxError:
        return

"""Text of XML files from strangers, mended before a strict parser sees it; each place that was changed is
counted.

Mended: characters that XML forbids (raw or as references), halves of surrogate pairs, unescaped `&`, `<` and
`]]>`.
"""

import codecs
import re
from collections.abc import Iterator
from typing import NoReturn

from evidence_review.domain.errors import UnreadableExport

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32)))
_ODD_AND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)")
_ODD_LESS = re.compile(r"<(?![A-Za-z_:/?])")
_TOKEN = re.compile(
    r"(?P<close>\]\]>)"
    r"|(?P<doctype><!DOCTYPE|<!ENTITY)"
    r"|(?P<pair>&#(?:[xX]0{0,8}[dD][89abAB][0-9a-fA-F]{2}|0{0,8}5[56]\d{3});&#(?:[xX]0{0,"
    r"8}[dD][c-fC-F][0-9a-fA-F]{2}|0{0,8}5[67]\d{3});)"
    r"|(?P<reference>&#(?:[xX][0-9a-fA-F]{1,12}|[0-9]{1,12});)"
    r"|(?P<stray>&(?!(?:amp|lt|gt|quot|apos);)|<(?![A-Za-z_:/!?\u00c0-\uffff]))"
)
_DAMAGED_TAG = re.compile("<[^<>\ufffd]*\ufffd[^<>]*>")
_QUOTED = re.compile(r"""("[^"]*"|'[^']*')""")
_CDATA, _COMMENT = "<![CDATA[", "<!--"
_SECTION = re.compile(r"<!\[CDATA\[[^\]]*+(?:\](?!\]>)[^\]]*+)*+\]\]>")
_ENDS = {_CDATA: "]]>", _COMMENT: "-->"}
_ESCAPED = {"&": "&amp;", "<": "&lt;", "]]>": "]]&gt;"}
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class Mender:
    """Text that a strict parser accepts. `mended` counts the places that were changed."""

    def __init__(self) -> None:
        self.mended = 0
        self._inside = ""  # the mark of the CDATA section or comment that is open
        self._held: list[str] = []

    @property
    def waiting(self) -> bool:
        """Whether the text so far ends in something other than white space that waits for more."""
        return any(text and not text.isspace() for text in self._held)

    def feed(self, text: str, *, last: bool = False) -> str:
        """The mended text as far as no tag or token can be cut in two: `>` comes only at their end."""
        return self.markup(self.characters(text), last=last)

    def characters(self, text: str) -> str:
        """The text without characters that XML forbids, wherever they stand."""
        if _allowed_only(text):
            return text
        text, forbidden = _FORBIDDEN.subn("\ufffd", text)
        self.mended += forbidden
        return text

    def markup(self, text: str, *, last: bool = False) -> str:
        """The same as `feed` for a text without such characters."""
        safe = len(text) if last else text.rfind(">") + 1
        if not safe and not last:
            self._held.append(text)
            return ""
        whole = "".join((*self._held, text[:safe]))
        self._held = [text[safe:]]
        return whole if self._sound(whole) else "".join(self._pieces(whole))

    def _sound(self, text: str) -> bool:
        """Whether the markup has nothing to mend, seen at a glance: nearly all text is so, and taking it to
        pieces costs four times as much."""
        if self._inside == _COMMENT or _COMMENT in text:
            return False
        if not self._inside and _nothing_odd(
            _SECTION.sub("\n", text)
        ):  # the sections whole, and no other begun: its `<` would be odd
            return True
        pieces = text.split(_CDATA)
        if not self._inside:
            pieces[0] = "]]>" + pieces[0]
        cut = [
            piece.partition("]]>") for piece in pieces
        ]  # each: the end of a section, its close, the markup after it
        markup = "\n".join([after for _, _, after in cut])
        if not _nothing_odd(markup):
            return False
        self._inside = "" if cut[-1][1] else _CDATA
        return True

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
                stop, self._inside = min(
                    ((place, mark) for mark, place in places.items() if place >= 0), default=(len(text), "")
                )
                yield self._markup(text[at:stop])
                yield self._inside
                stop += len(self._inside)
            at = stop

    def _markup(self, text: str) -> str:
        mended = _TOKEN.sub(self._mend, text)
        return _DAMAGED_TAG.sub(_named_again, mended) if "\ufffd" in mended else mended

    def _mend(self, found: re.Match[str]) -> str:
        kind, text = str(found.lastgroup), found.group()
        if kind == "doctype":
            refuse_declarations()
        if kind == "reference" and allowed(_number(text)):
            return text
        self.mended += 1
        return _joined(text) if kind == "pair" else _ESCAPED.get(text, "\ufffd")


def _nothing_odd(markup: str) -> bool:
    """Whether text outside CDATA sections has nothing to mend."""
    return not (
        "]]>" in markup
        or "\ufffd" in markup
        or _ODD_LESS.search(markup)
        or ("&" in markup and _ODD_AND.search(markup))
    )


def _named_again(tag: re.Match[str]) -> str:
    """A tag in whose names a byte was damaged, with names that every parser takes, so that reading goes on
    after it."""
    parts = _QUOTED.split(tag.group())
    return "".join(part if number % 2 else part.replace("\ufffd", "_") for number, part in enumerate(parts))


def _allowed_only(text: str) -> bool:
    """Whether no character is forbidden. Looked for among bytes, which is faster; some that are allowed are
    doubted too."""
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return len(data.translate(None, _CONTROLS)) == len(data) and b"\xef\xbf" not in data


def _number(reference: str) -> int:
    digits = reference[2:-1]
    return int(digits[1:], 16) if digits[0] in "xX" else int(digits)


def refuse_declarations(*_: object) -> NoReturn:
    """UnreadableExport for a document type, whoever meets it: the mender, or a parser that calls this."""
    raise UnreadableExport(
        "This XML declares entities of its own, which is not safe to read. Nothing in it has been reviewed."
    )


def allowed(point: int) -> bool:
    """The characters of XML 1.0 (production 2)."""
    return (
        point in {9, 10, 13}
        or 0x20 <= point <= 0xD7FF
        or 0xE000 <= point <= 0xFFFD
        or 0x10000 <= point <= 0x10FFFF
    )


def _joined(pair: str) -> str:
    high, low = (_number(half + ";") for half in pair.split(";")[:2])
    if not (0xD800 <= high <= 0xDBFF and 0xDC00 <= low <= 0xDFFF):
        return "".join(f"&#{half};" if allowed(half) else "\ufffd" for half in (high, low))
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
        b"<".decode(
            name
        )  # UTF-16 would not decode one byte: such a declaration is a lie, the bytes are not UTF-16
        return codecs.lookup(name).name, 0
    except (LookupError, UnicodeError, ValueError):
        return "utf-8", 0

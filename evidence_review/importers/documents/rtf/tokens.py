"""RTF taken apart: groups, control words, characters (RTF 1.9.1). Bytes become characters by the code page of
their font."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from evidence_review.importers.documents.office_fields import named_symbol
from evidence_review.importers.text.codepages import codec, text_of

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|"
    r"\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])"
    r"|(?P<blank>[\r\n\x00]+)|(?P<text>[^\\{}\r\n\x00]+)|\\\Z",
    re.DOTALL,
)
_CHARSETS = {
    77: 10000, 78: 10001, 80: 10008, 81: 10002, 83: 10005, 84: 10004, 85: 10006, 86: 10081, 87: 10021, 88: 10029, 89: 10007,
    128: 932, 129: 949, 130: 1361, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251,
    222: 874, 238: 1250, 254: 437, 255: 850,
}  # fmt: skip
SYMBOL = 2
_PICTORIAL = ("symbol", "wingdings", "webdings", "zapf", "marlett", "mt extra")
"""Fonts whose letters are signs; other fonts that claim to be of symbols carry ordinary words in many
files."""


@dataclass(frozen=True, slots=True)
class Token:
    r"""One piece: `kind` is "word", "hex", "sign", "brace" or "text"; `number` the parameter of a word;
    `data` what \\bin carries."""

    kind: str
    value: str
    number: int | None = None
    data: bytes = b""


def tokens(source: str) -> Iterator[Token]:
    """The pieces in order; line ends mean nothing and are left out."""
    at = 0
    while at < len(source):
        found = _TOKEN.match(source, at)
        if found is None:  # cannot be: every character fits
            return
        at, kind = found.end(), found.lastgroup or ""
        if found["word"] is not None:
            number = int(found["number"]) if found["number"] else None
            data = b""
            if found["word"] == "bin" and number and number > 0:
                data = source[at : at + number].encode("latin-1", "replace")
                at += number
            yield Token("word", found["word"], number, data)
        elif kind and kind != "blank":
            yield Token(kind, found[kind])


def source_of(data: bytes) -> tuple[str, bool]:
    """The file as characters, and whether it holds raw UTF-8, which RTF does not know but some programs
    write."""
    if not data.isascii():
        try:
            return data.decode("utf-8"), True
        except UnicodeDecodeError:
            pass
    return data.decode("latin-1"), False


@dataclass(slots=True)
class Fonts:
    """Code pages by font, and the document's own."""

    page: int = 1252
    pages: dict[int, int] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    symbols: set[int] = field(default_factory=set)

    def charset(self, font: int, number: int) -> None:
        """A font's character set, by Windows' number for it."""
        if number == SYMBOL:
            self.symbols.add(font)
        elif number in _CHARSETS:
            self.pages[font] = _CHARSETS[number]

    def text(self, data: bytes, font: int) -> str:
        """Bytes in a font as characters."""
        if font in self.symbols and self.names.get(font, "").lower().startswith(_PICTORIAL):
            return "".join(self.symbol(each, font) for each in data)
        page = self.pages.get(font, self.page)
        return text_of(data, page if codec(page) else 1252)

    def symbol(self, code: int, font: int) -> str:
        """A character of a symbol font: what it looks like, where that is known."""
        return named_symbol(self.names.get(font, ""), code) if code > 0x20 else chr(code)

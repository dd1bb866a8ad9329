"""Bodies that Outlook keeps as compressed RTF: unpacked (MS-OXRTFCP), then the HTML or text they were made
from (MS-OXRTFEX)."""

import re
import struct

from evidence_review.importers.text.codepages import text_of

_SEED = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    b"\\fscript \\fdecor MS Sans SerifSymbolArial"
    b"Times New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_LARGEST = 64 << 20
_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z0-9])|([{}])|[\r\n]+|([^\\{}\r\n]+)|\\",
    re.IGNORECASE,
)
_SILENT = frozenset(
    ("fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "footer", "listtable", "listoverridetable", "rsidtbl", "themedata",
     "generator", "xmlnstbl", "latentstyles", "datastore", "fldinst", "template", "filetbl", "revtbl", "pgptbl", "mmathpr", "colorschememapping")
)  # fmt: skip
_WORDS = {"par": "\n", "line": "\n", "sect": "\n", "page": "\n", "row": "\n", "tab": "\t", "cell": "\t", "lquote": "\u2018", "rquote": "\u2019",
          "ldblquote": "\u201c", "rdblquote": "\u201d", "bullet": "\u2022", "endash": "\u2013", "emdash": "\u2014", "emspace": " ", "enspace": " "}  # fmt: skip
_CHARSETS = {128: 932, 129: 949, 130: 1361, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251,
             222: 874, 238: 1250, 77: 10000, 0: 1252, 1: None}  # fmt: skip


def unpacked(data: bytes) -> tuple[bytes, bool]:
    """RTF from its packed form; the second value says whether it came out whole."""
    if len(data) < 16:
        return b"", False
    _size, raw_size, mark, _crc = struct.unpack("<IIII", data[:16])
    if mark == 0x414C454D:  # "MELA": stored as it is
        return data[16 : 16 + raw_size], len(data) - 16 >= raw_size
    if mark != 0x75465A4C:  # "LZFu"
        return b"", False
    out = _lzfu(data[16:], min(raw_size, _LARGEST))
    return out, len(out) >= raw_size


def _lzfu(data: bytes, size: int) -> bytes:
    """Runs of the last 4096 bytes, by place and length, among single bytes; eight of them to a byte of
    flags."""
    window = bytearray(_SEED.ljust(4096, b"\0"))
    write, at, out = len(_SEED), 0, bytearray()
    while at < len(data):
        flags = data[at]
        at += 1
        for bit in range(8):
            if at >= len(data) or len(out) >= size:
                return bytes(out)
            if not flags >> bit & 1:
                piece = data[at : at + 1]
                at += 1
                window[write] = piece[0]
                write = (write + 1) & 4095
                out += piece
                continue
            place, length = _reference(data[at : at + 2])
            at += 2
            if place == write:
                return bytes(out)
            for step in range(length):
                byte = window[(place + step) & 4095]
                out.append(byte)
                window[write] = byte
                write = (write + 1) & 4095
    return bytes(out)


def _reference(pair: bytes) -> tuple[int, int]:
    number = int.from_bytes(pair.ljust(2, b"\0"), "big")
    return number >> 4, (number & 15) + 2


def original(rtf: bytes) -> tuple[str, str]:
    """("html", text) or ("text", text) where the RTF says that it was made from that; else ("rtf", its
    words)."""
    start = rtf[:1024]
    kind = "html" if b"\\fromhtml1" in start else "text" if b"\\fromtext" in start else "rtf"
    return kind, _Words(html=kind == "html").read(rtf)


class _Words:
    """Reads RTF from left to right; a group inherits from the one around it whether it is silent, and its
    font."""

    def __init__(self, *, html: bool) -> None:
        self._html = html
        self._out: list[str] = []
        self._bytes = bytearray()
        self._page: int | None = 1252
        self._fonts: dict[int, int | None] = {}
        self._skip = 0
        self._unicode = 1
        self._silent, self._tag, self._font, self._table, self._star = False, False, 0, False, False
        self._stack: list[tuple[bool, bool, int, bool, int]] = []

    def read(self, rtf: bytes) -> str:
        for token in _TOKEN.finditer(rtf):
            word, number, code, symbol, brace, plain = token.groups()
            if brace:
                self._brace(opens=brace == b"{")
            elif word:
                self._control(word.decode().lower(), int(number) if number else None)
            elif code:
                self._put(bytes.fromhex(code.decode()))
            elif symbol:
                self._symbol(symbol)
            elif plain:
                self._put(plain)
        self._flush()
        return "".join(self._out).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def _brace(self, *, opens: bool) -> None:
        self._flush()
        self._star = False
        if opens:
            self._stack.append((self._silent, self._tag, self._font, self._table, self._unicode))
        elif self._stack:
            self._silent, self._tag, self._font, self._table, self._unicode = self._stack.pop()

    def _control(self, word: str, number: int | None) -> None:
        if self._set(word, number):
            pass
        elif word == "u" and number is not None:
            self._flush()
            self._say(chr(number & 0xFFFF))
            self._skip = self._unicode
        elif word == "htmlrtf":
            self._flush()
            self._silent = number != 0
        elif word == "f":
            self._flush()
            self._font = number or 0
        elif word in _SILENT or self._star:
            self._flush()
            self._silent = True
        elif word in _WORDS:
            self._flush()
            self._say(_WORDS[word] if word != "par" or not self._html else "\r\n")
        self._star = False

    def _set(self, word: str, number: int | None) -> bool:
        """Whether a word only sets how what follows is read."""
        if word == "htmltag":
            self._tag, self._silent = True, False
        elif word == "fonttbl":
            self._table, self._silent = True, True
        elif word == "fcharset" and self._table:
            self._fonts[self._font] = _CHARSETS.get(number or 0, 1252)
        elif word == "ansicpg":
            self._page = number or 1252
        elif word == "uc":
            self._unicode = 1 if number is None else number
        elif word == "bin":
            self._skip = number or 0
        else:
            return False
        return True

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._star = True
        elif symbol == b"~":
            self._put(b" ")
        elif symbol == b"_":
            self._put(b"-")
        elif symbol in {b"\\", b"{", b"}"}:
            self._put(symbol)
        elif symbol in {b"\r", b"\n"}:
            self._flush()
            self._say("\n")

    def _put(self, data: bytes) -> None:
        dropped = min(self._skip, len(data))
        self._skip -= dropped
        if not self._silent:
            self._bytes += data[dropped:]

    def _flush(self) -> None:
        if self._bytes:
            page = None if self._tag else self._fonts.get(self._font)
            self._out.append(text_of(bytes(self._bytes), page or self._page))
            self._bytes.clear()

    def _say(self, text: str) -> None:
        if not self._silent:
            self._out.append(text)

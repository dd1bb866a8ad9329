"""The words of an RTF document in reading order, with what stands beside them (reference/formats.md 3.5; RTF
1.9.1).

Groups that the reader must not see are left out by name; a group marked as to be ignored is, unless it is
known here.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from evidence_review.domain.evidence import Item
from evidence_review.domain.text import is_short, struck, struck_in_words
from evidence_review.importers.documents.document_pages import (
    CLOSE,
    Extra,
    Marks,
    clean,
    opened,
    shown,
    without_marks,
)
from evidence_review.importers.documents.office_fields import Field
from evidence_review.importers.documents.rtf.groups import APART, CLOSED, KEPT, READ, SILENT
from evidence_review.importers.documents.rtf.tokens import Fonts, Token, source_of, tokens

_SIGNS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c", "cell": "\t",
    "nestcell": "\t", "ltrmark": "\u200e", "rtlmark": "\u200f", "zwbo": "", "zwnbo": "",
}  # fmt: skip
_ENDS = frozenset(("par", "row", "nestrow", "sect", "page", "softpage", "pagebb", "column"))
BREAK = "\f"


@dataclass(slots=True)
class Buffer:
    """Where words go: the running text, or a group beside it. `pieces` are (how they are marked, words) of
    the open paragraph."""

    kind: str
    pieces: list[tuple[str, str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    data: bytearray = field(default_factory=bytearray)
    said: dict[str, int] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)

    def end(self, tail: str = "\n") -> None:
        """Ends the paragraph; the lines that belong to it follow."""
        words = "".join(
            f"{opened(mark)}{text}{CLOSE}" if mark else text
            for mark, text in (
                (mark, "".join(each for _, each in group))
                for mark, group in groupby(self.pieces, lambda piece: piece[0])
            )
        )
        self.lines.append(struck_in_words(shown(words)).rstrip("\t") + tail + "".join(self.after))
        self.pieces, self.after = [], []

    def text(self) -> str:
        """All words so far."""
        if self.pieces or self.after:
            self.end("" if not self.after else "\n")
        return "".join(self.lines)


@dataclass(frozen=True, slots=True)
class State:
    """What holds inside a group and is forgotten at its end."""

    into: Buffer
    silent: str = ""
    skip: int = 1
    font: int = 0
    hidden: bool = False
    struck: bool = False
    change: str = ""
    author: int = 0
    when: int = 0
    field: Field | None = None
    encapsulated: bool = False


@dataclass(slots=True)
class Rtf:
    """A document being read: `body` its text, `marks` what stands in it, `said` what it says of itself."""

    source: str
    utf8: bool = False
    body: Buffer = field(default_factory=lambda: Buffer("body"))
    marks: Marks = field(default_factory=Marks)
    said: list[Extra] = field(default_factory=list)
    margins: list[tuple[str, str]] = field(default_factory=list)
    comments: list[Item] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)
    fonts: Fonts = field(default_factory=Fonts)
    authors: list[str] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)
    pages: int | None = None
    notes: int = 0
    cut_short: bool = False
    followed: bool = False
    first_font: int = 0
    _ended: bool = False
    _states: list[State] = field(default_factory=list)
    _bytes: bytearray = field(default_factory=bytearray)
    _units: str = ""
    _skipping: int = 0
    _opening: bool = False
    _starred: bool = False
    _section: bool = False
    _continuous: bool = False

    @property
    def state(self) -> State:
        """What holds here."""
        return self._states[-1]

    def set(self, **changes: Any) -> None:
        """Something else holds from here to the end of the group."""
        self._flush()
        self._states[-1] = replace(self.state, **changes)

    def read(self) -> str:
        """The running text, page breaks as form feeds."""
        self._states = [State(self.body)]
        pieces = tokens(self.source)
        for token in pieces:
            self._token(token)
            if self._ended:
                self.followed = any(each.kind != "brace" and each.value.strip() for each in pieces)
                break
        self._flush()
        self.cut_short = len(self._states) > 1
        while len(self._states) > 1:
            self._group_end()
        return self.body.text()

    def _token(self, token: Token) -> None:
        if token.kind == "brace":
            self._brace(token.value)
            return
        opening, self._opening = self._opening, False
        if self._skipping and self._skipped(token):
            return
        if token.kind == "word":
            self._word(token, opening=opening)
        elif token.kind == "sign":
            self._sign(token.value, opening=opening)
        elif not self.state.silent:
            self._characters(token)

    def _characters(self, token: Token) -> None:
        if token.kind == "hex":
            self._bytes.append(int(token.value, 16))
        elif self.state.into.kind in {"pict", "objdata"}:
            self.state.into.data += token.value.encode("latin-1", "ignore")
        elif self.utf8 and not token.value.isascii():
            self.say(clean(token.value))
        else:
            self._bytes += token.value.encode("latin-1", "replace")

    def _skipped(self, token: Token) -> bool:
        """Passes over what stands for a Unicode character in programs that know none."""
        if token.kind == "text" and len(token.value) > self._skipping:
            rest, self._skipping = token.value[self._skipping :], 0
            self._token(replace(token, value=rest))
            return True
        if token.kind == "word" and token.value == "u":
            self._skipping = 0
            return False
        self._skipping -= len(token.value) if token.kind == "text" else 1
        return True

    def _brace(self, brace: str) -> None:
        self._flush()
        self._skipping = 0
        if brace == "{":
            self._states.append(replace(self.state))
            self._opening, self._starred = True, False
        elif len(self._states) > 1:
            self._opening = False
            self._group_end()
            self._ended = len(self._states) == 1

    def _group_end(self) -> None:
        ended = self._states.pop()
        if ended.field is not None and ended.field is not self.state.field:
            kept = ended.field.kept()
            self.say(ended.field.ending() + (self.marks.put(("field", kept)) if kept else ""))
        if ended.into is not self.state.into:
            CLOSED.get(ended.into.kind.partition("/")[0], _forget)(self, ended.into, self.state)

    def _sign(self, sign: str, *, opening: bool) -> None:
        if sign == "*":
            self._opening = self._starred = opening
        elif sign in "\r\n":
            self._ends("par")
        elif sign in "\\{}~_":
            self.say({"~": "\u00a0", "_": "-"}.get(sign, sign))

    def _word(self, token: Token, *, opening: bool) -> None:
        word, number = token.value, token.number
        if opening and self._destination(word):
            return
        if word == "bin":
            self.state.into.data += token.data.hex().encode()
        elif self.state.silent:
            return
        elif word == "u" and number is not None:
            self._unicode(number)
        elif word in _ENDS:
            self._ends(word)
        elif word in _SIGNS:
            self.say(_SIGNS[word])
        elif word in FORMATS:
            self._flush()
            FORMATS[word](self, 1 if number is None else number)
        else:
            self.state.into.said[word] = 1 if number is None else number

    def _destination(self, word: str) -> bool:
        """Whether a word at the start of a group says where its words go."""
        starred, self._starred = self._starred, False
        state = self.state
        if word == "ud" and state.silent == "upr":
            self.set(silent="")
        elif state.silent or word in SILENT or (starred and word not in KEPT | READ):
            self.set(silent=state.silent or word)
        elif word == "field":
            self.set(field=Field())
        elif word == "fldrslt" and state.field is not None:
            state.field.told = True
        elif state.into.kind in APART:
            self.set(into=Buffer(f"{state.into.kind}/{word}"))
        elif word in KEPT:
            self.set(into=Buffer(word), hidden=False, struck=False, change="")
        else:
            return word in READ
        return True

    def _unicode(self, number: int) -> None:
        self._bytes_out()
        code = number & 0xFFFF if number < 0x10000 else number
        symbol = 0xF020 <= code <= 0xF0FF
        self._units += (
            self.fonts.symbol(code - 0xF000, self.state.font)
            if symbol
            else clean(chr(code) if 0 <= code < 0x110000 else "\ufffd")
        )
        self._skipping = self.state.skip

    def _ends(self, word: str) -> None:
        self._flush()
        if self.state.silent:
            return
        buffer = self.state.into
        breaks = BREAK if buffer is self.body and word in {"page", "softpage", "pagebb"} else ""
        if word == "pagebb":
            buffer.lines.append(breaks if "".join(buffer.lines).strip() else "")
        else:
            buffer.end(breaks or "\n")
        self._section = self._section or (word == "sect" and buffer is self.body)

    def continuous(self, *, continuous: bool) -> None:
        """Whether the section that follows begins on the page that is open."""
        self._continuous = continuous

    def say(self, text: str) -> None:
        """Words as they come, to wherever they go here."""
        self._bytes_out()
        self._units += text
        self._units_out()

    def _flush(self) -> None:
        self._bytes_out()
        self._units_out()

    def _bytes_out(self) -> None:
        if self._bytes:
            data, self._bytes = bytes(self._bytes), bytearray()
            self._units += clean(self.fonts.text(data, self.state.font))

    def _units_out(self) -> None:
        """Halves of a surrogate pair come one by one; they are one character."""
        text, self._units = self._units, ""
        state = self.state
        if not text or state.silent or state.encapsulated:
            return
        if any("\ud800" <= each <= "\udfff" for each in text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if self._section and state.into is self.body and text.strip():
            self.body.lines.append("" if self._continuous else BREAK)
            self._section = False
        if state.into.kind == "fonttbl":
            self.fonts.names[state.font] = self.fonts.names.get(state.font, "") + text.strip("; ")
            return
        if state.field is not None and state.into.kind != "fldinst":
            state.field.said(text)
        mark = ", ".join(filter(None, ("hidden" if state.hidden else "", state.change)))
        state.into.pieces.append((mark, self._by(state) + _as_seen(text, state)))

    def _by(self, state: State) -> str:
        """A mark that says who made a change, and when."""
        author = self.authors[state.author] if state.change and state.author < len(self.authors) else ""
        when = dttm(state.when) if state.change else ""
        return (
            self.marks.put((state.change, ", ".join(filter(None, (author, when))))) if author or when else ""
        )


def dttm(packed: int) -> str:
    """A time packed into 32 bits, as Word writes it: the author's wall clock; "" where none is set."""
    year, month, day = 1900 + (packed >> 20 & 0x1FF), packed >> 16 & 0xF, packed >> 11 & 0x1F
    return (
        f"{year:04}-{month:02}-{day:02} {packed >> 6 & 0x1F:02}:{packed & 0x3F:02}" if month and day else ""
    )


def plain_words(data: bytes) -> str:
    """The running text of a document, without what stands beside it."""
    source, utf8 = source_of(data)
    return without_marks(Rtf(source, utf8).read())[0]


def _as_seen(text: str, state: State) -> str:
    """A letter or two that are struck out inside a word are marked as such."""
    return struck(text) if state.struck and is_short(text) else text


def _forget(_rtf: Rtf, _buffer: Buffer, _state: State) -> None:
    """A group of which nothing is kept."""


def _font(rtf: Rtf, number: int) -> None:
    rtf.set(font=number)


def _charset(rtf: Rtf, number: int) -> None:
    if rtf.state.into.kind == "fonttbl":
        rtf.fonts.charset(rtf.state.font, number)


def _code_page(rtf: Rtf, number: int) -> None:
    if rtf.state.into.kind == "fonttbl":
        rtf.fonts.pages[rtf.state.font] = number


def _page(number: int) -> Callable[[Rtf, int], None]:
    def chosen(rtf: Rtf, told: int) -> None:
        rtf.fonts.page = number or told or 1252

    return chosen


def _default_font(rtf: Rtf, number: int) -> None:
    rtf.first_font = number
    rtf.set(font=number)


FORMATS: dict[str, Callable[[Rtf, int], None]] = {
    "uc": lambda rtf, number: rtf.set(skip=max(0, number)),
    "f": _font,
    "deff": _default_font,
    "plain": lambda rtf, _: rtf.set(hidden=False, struck=False, change="", font=rtf.first_font),
    "v": lambda rtf, number: rtf.set(hidden=number != 0),
    "strike": lambda rtf, number: rtf.set(struck=number != 0),
    "striked": lambda rtf, number: rtf.set(struck=number != 0),
    "deleted": lambda rtf, number: rtf.set(change="deleted" if number else ""),
    "revised": lambda rtf, number: rtf.set(change="inserted" if number else ""),
    "revauth": lambda rtf, number: rtf.set(author=number),
    "revauthdel": lambda rtf, number: rtf.set(author=number),
    "revdttm": lambda rtf, number: rtf.set(when=number & 0xFFFFFFFF),
    "revdttmdel": lambda rtf, number: rtf.set(when=number & 0xFFFFFFFF),
    "htmlrtf": lambda rtf, number: rtf.set(encapsulated=number != 0),
    "ansicpg": _page(0),
    "mac": _page(10000),
    "pc": _page(437),
    "pca": _page(850),
    "fcharset": _charset,
    "cpg": _code_page,
    "sectd": lambda rtf, _: rtf.continuous(continuous=False),
    "sbkpage": lambda rtf, _: rtf.continuous(continuous=False),
    "sbknone": lambda rtf, _: rtf.continuous(continuous=True),
    "sbkcol": lambda rtf, _: rtf.continuous(continuous=True),
}
"""Words that change how what follows is read."""

"""What an eye makes of a text: the same letters without the marks between them, or in another order; each
sight knows where its letters came from.

To see through one more kind of mark, add a line to `_MARKS`; to read in one more order, a function to
`_ORDERS`.
"""

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from evidence_review.redaction.terms.address_ends import address_ends
from evidence_review.redaction.terms.bidi_override import OVERRIDE, as_shown
from evidence_review.redaction.terms.drawn_order import drawn_order
from evidence_review.redaction.terms.parted_words import (
    Edit,
    joined,
    listed,
    named,
    near_edits,
    noted,
    struck_out,
)
from evidence_review.redaction.terms.table_order import column_order, rows_from_right
from evidence_review.redaction.terms.turned_letters import turned_letters


@dataclass(frozen=True, slots=True)
class Sight:
    """`runs` are (place in `text`, length in it, place in the original, length there), in order of `text`.

    `cells` says that it is read over the edges of cells, where short numbers stand together by chance.
    """

    text: str
    runs: tuple[tuple[int, int, int, int], ...]
    cells: bool = False

    def spans(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where text[start:end] stands in the original, in order of reading, without the blanks at the ends
        of a part."""
        out: list[tuple[int, int]] = []
        at = max(bisect_right(self.runs, start, key=lambda run: run[0]) - 1, 0)
        for here, length, there, wide in self.runs[at:]:
            if here >= end:
                break
            low, high = self._words(max(start, here), min(end, here + length))
            if low < high:
                part = (low - here + there, high - here + there) if length == wide else (there, there + wide)
                while out and (out[-1][1] == part[0] or out[-1][0] == part[1]):
                    before = out.pop()
                    part = (min(before[0], part[0]), max(before[1], part[1]))
                out.append(part)
        return out

    def _words(self, start: int, end: int) -> tuple[int, int]:
        """From the first to the last sign that is no blank in text[start:end]."""
        piece = self.text[start:end]
        return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def sights(text: str) -> Iterator[Sight]:
    """Every sight that differs from the text itself."""
    if _is_plain(text):
        return
    marks = dict.fromkeys(marks for sign, marks in _MARKS if sign in text)
    edits = [edit for found in marks for edit in found(text)]
    if edits:
        yield _edited(text, edits)
    yield from _parted(text, edits)
    if (edits and "<rt" in text) or "\ufffa" in text:
        yield from _notes(text, edits)
    for order in _ORDERS:
        if (parts := order(text)) is not None:
            yield _ordered(text, parts, cells=order in _TABLES)
    if (upright := turned_letters(text)) is not None:
        yield _letter_by_letter(*upright)
    if (counted := _han_numbers(text)) != text:
        yield Sight(counted, ((0, len(text), 0, len(text)),))


def _is_plain(text: str) -> bool:
    """Whether nothing in a text lets it be read otherwise than it is written."""
    return text.isascii() and not _MARKED.search(text) and "://" not in text and "@" not in text


def _parted(text: str, edits: Sequence[Edit]) -> Iterator[Sight]:
    """What is put together from parts, and what has letters struck out in it."""
    for found, cells in (
        *((read(text), False) for read in (joined, noted, named, struck_out)),
        (listed(text), True),
    ):
        if found:
            yield _ordered(text, near_edits(text, found, edits), cells=cells)


def _edited(text: str, edits: Sequence[Edit]) -> Sight:
    runs: list[tuple[int, int, int, int]] = []
    pieces: list[str] = []
    at = here = 0
    for start, end, seen in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if start < at:
            continue
        if start > at:
            pieces.append(text[at:start])
            runs.append((here, start - at, at, start - at))
            here += start - at
        if seen:
            pieces.append(seen)
            runs.append((here, len(seen), start, end - start))
            here += len(seen)
        at = end
    pieces.append(text[at:])
    runs.append((here, len(text) - at, at, len(text) - at))
    return Sight("".join(pieces), tuple(runs))


def _ordered(text: str, parts: Sequence[tuple[int, int] | str], *, cells: bool = False) -> Sight:
    """The parts of a text (from, to), and what is set between them, one after the other."""
    runs: list[tuple[int, int, int, int]] = []
    pieces: list[str] = []
    here = 0
    for part in parts:
        if isinstance(part, str):
            pieces.append(part)
        else:
            start, end = part
            pieces.append(text[start:end])
            runs.append((here, end - start, start, end - start))
        here += len(pieces[-1])
    return Sight("".join(pieces), tuple(runs), cells)


def _letter_by_letter(text: str, places: Sequence[int]) -> Sight:
    """A text of which each letter stands for one of the original."""
    return Sight(text, tuple((here, 1, there, 1) for here, there in enumerate(places)))


_INLINE = (
    "i|b|u|s|em|strong|font|span|small|big|sub|sup|del|ins|strike|code|kbd|samp|var|tt|mark|abbr|acronym|"
    "cite|dfn|q|bdi|bdo|wbr|nobr|ruby|rb|rt|rp|rtc|lang|a|tspan|textpath"
)
_TAG = re.compile(
    rf"<(?:/?(?:{_INLINE})(?=[\s/>])[^<>]*|\d[\d:.]*|/?c(?:\.[^<>\s]*)?|/?v(?:[ .][^<>]*)?|!--.*?--)>",
    re.IGNORECASE | re.DOTALL,
)
"""What stands inside a word: tags of pages, drawings and subtitles, times in a line of WebVTT, comments."""
_NOTE = re.compile(r"<r[tp]\b[^<>]*>.*?</r[tp]\s*>|\ufffa[^\ufffb]*\ufffb", re.IGNORECASE | re.DOTALL)
_LINE_BREAK = re.compile(r"<br\s*/?>|\\[Nnh](?=[^\W\d_])", re.IGNORECASE)
_FOOT = re.compile(r"\[\^[^\[\]\n]{1,20}\]")
_BRACES = re.compile(r"\{(?:\\[^{}\n]{1,200}|/?[a-zA-Z](?::[^{}\n]{0,80})?)\}")
_FORUM = re.compile(
    r"\[/?(?:b|i|u|s|em|strong|color|colour|size|font|url|spoiler|code|mark|center|highlight)"
    r"(?:=[^\[\]\n]{0,200})?\]",
    re.IGNORECASE,
)
_LINK = re.compile(r"(!?\[)([^\[\]\n]{1,200})(\](?:\([^()\n]{0,500}\)|\[[^\[\]\n]{0,80}\]))")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_TERMINAL = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
_QUOTED = re.compile(r"\n[ \t]*(?:[>|][ \t]*)+")
_LED = re.compile(r"[-\u2010\u00ad][ \t]*\r?(\n[ \t]*(?:[#*;%+/>|-]+[ \t]*)+)")
_NEXT_CUE = re.compile(r"\n(?:[ \t\r]*\n)+(?:[^\n]*\n)?[ \t]*\d[\d:.,]+[ \t]*-->[ \t]*\d[\d:.,]+[^\n]*\n")


def _gone(pattern: re.Pattern[str], seen: str = "") -> Callable[[str], Iterator[Edit]]:
    def edits(text: str) -> Iterator[Edit]:
        yield from ((*found.span(), seen) for found in pattern.finditer(text))

    return edits


def _links(text: str) -> Iterator[Edit]:
    for found in _LINK.finditer(text):
        yield (*found.span(1), "")
        yield (*found.span(3), "")


def _entities(text: str) -> Iterator[Edit]:
    for found in _ENTITY.finditer(text):
        seen = html.unescape(found[0])
        if seen != found[0]:
            yield (*found.span(), seen)


def _percents(text: str) -> Iterator[Edit]:
    """Letters of addresses as per cent signs with the numbers of their bytes."""
    for found in _PERCENT.finditer(text):
        seen = bytes.fromhex(found[0].replace("%", "")).decode("utf-8", "replace")
        yield (*found.span(), seen)


_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")


def _led(text: str) -> Iterator[Edit]:
    """What leads the line into which a parted word goes on."""
    yield from ((*found.span(1), "\n") for found in _LED.finditer(text))


def _taken_back(text: str) -> Iterator[Edit]:
    """Letters that a terminal paints over: each that stands before a step back."""
    shown: list[int] = []
    for at, letter in enumerate(text):
        if letter != "\b":
            shown.append(at)
            continue
        if shown and text[shown[-1]] != "\n":
            before = shown.pop()
            yield before, before + 1, ""
        yield at, at + 1, ""


_MARKS: tuple[tuple[str, Callable[[str], Iterator[Edit]]], ...] = (
    ("<", _gone(_TAG)),
    ("<br", _gone(_LINE_BREAK, "\n")),
    ("\\", _gone(_LINE_BREAK, "\n")),
    ("[^", _gone(_FOOT)),
    ("{", _gone(_BRACES)),
    ("[/", _gone(_FORUM)),
    ("](", _links),
    ("][", _links),
    ("&", _entities),
    ("%", _percents),
    ("\x1b", _gone(_TERMINAL)),
    ("\b", _taken_back),
    ("\n", _gone(_QUOTED, "\n")),
    ("-\n", _led),
    ("\u2010", _led),
    ("-\r", _led),
    ("-->", _gone(_NEXT_CUE, "\n")),
)
"""A sign without which there is none of these marks, and what they are."""


_MARKED = re.compile(r"[<>\\\[\]{}&\x1b\x08\n\r\t|~\"'%^(0-9-]")
"""A sign that each mark of `_MARKS` and each order of `_ORDERS` has in text that is ASCII: most pieces of a
file's bytes have none."""


def _notes(text: str, edits: Sequence[Edit]) -> Iterator[Sight]:
    """The text without notes over its words, and the notes alone."""
    notes = [found.span() for found in _NOTE.finditer(text)]
    yield _edited(text, [*((start, end, "") for start, end in notes), *edits])
    bare = [
        (start + len(found[1]), end - len(found[3]))
        for start, end in notes
        if (found := _INNER.fullmatch(text[start:end]))
    ]
    yield _ordered(text, bare)


_INNER = re.compile(r"(<[^<>]*>|\ufffa)(.*?)(</[^<>]*>|\ufffb)", re.DOTALL)


def _turned(text: str) -> list[tuple[int, int] | str] | None:
    """Letters behind an override from right to left."""
    if OVERRIDE not in text:
        return None
    _, places = as_shown(text)
    return [(place, place + 1) for place in places]


_ORDERS: tuple[Callable[[str], list[tuple[int, int] | str] | None], ...] = (
    _turned,
    column_order,
    rows_from_right,
    drawn_order,
    address_ends,
)
_TABLES = (column_order, rows_from_right, address_ends)
_HAN = {
    ord(sign): str(value) for value, signs in enumerate(("〇零", *"一二三四五六七八九")) for sign in signs
}
_HAN_SIGNS = "".join(map(chr, _HAN))
_HAN_NUMBER = re.compile("[〇零一二三四五六七八九]{4,}")


def _han_numbers(text: str) -> str:
    """The text with numbers in Chinese signs, a sign for each digit, as digits: one character for one."""
    if text.isascii() or not any(sign in text for sign in _HAN_SIGNS):
        return text
    return _HAN_NUMBER.sub(lambda found: found[0].translate(_HAN), text)

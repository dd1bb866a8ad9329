"""Words that a program puts together from parts (`'Brack' + 'water'`), and words with letters struck out in
them (`Brac~~x~~kwater`), as an eye reads them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

type Edit = tuple[int, int, str]
"""From, to, and what an eye sees in its place."""

JOINING = "\"'`\u2019\u201d"
"""What ends the first of two texts that are one."""
_QUOTE = r"[\"'`\u2018\u2019\u201c\u201d]"
_BEFORE = r"(?:[fFrRbBuUL@$]{1,2}(?=[\"'`]))?"
_JOINED = re.compile(
    rf"[{JOINING}]\s{{0,8}}(?:\+\+?|&amp;|&|\|\||\.{{1,2}}|<>|\^|~|\\|_)?\s{{0,40}}{_BEFORE}{_QUOTE}(?=\w)"
)
_LISTED = re.compile(rf"{_QUOTE}\s{{0,8}}[,;]\s{{0,40}}{_BEFORE}{_QUOTE}(?=\w)")
_MAKES_ONE = ("join", "oncat", "paste", "strcat", "printf", "ombine", "JOIN", "ONCAT")
"""A function that makes one text of many."""
_STRUCK = re.compile(
    r"<(s|del|strike)\b[^<>]*>[^<>]{0,40}</\1\s*>|~~[^~\n]{1,40}~~|\[(s|strike|del)\][^\[\]\n]{0,40}\[/\2\]"
    r"|\\(?:sout|st|xout|cancel)\{[^{}\n]{0,40}\}|(?:.[\u0335-\u0338\u20d2\u20d3\u20e5\u20eb])+",
    re.IGNORECASE,
)
_STRIKES = ("~~", "</s", "</S", "</d", "</D", "[/s", "[/d", "out{", "\\st{", "cancel{")
_STRIKE_MARKS = "\u0335\u0336\u0337\u0338\u20d2\u20e5\u20eb"
_AROUND = 80
"""Letters on each side of such a place that are read with it."""
_APART = "\n:::\n"


_LETTER = r"[^\W\d_]"
_NOTE = re.compile(
    rf"(?:\[[^\[\]\n]{{0,20}}\]|\([^()\s]{{1,4}}\)|\{{[^{{}}\n]{{0,40}}\}}|\^[^\s^]{{1,4}}\^|~[^\s~]{{1,8}}~"
    rf"|!\[[^\[\]\n]{{0,40}}\]\([^()\n]{{0,80}}\)"
    rf"|[\u00b9\u00b2\u00b3\u2070\u2074-\u2079\u2020\u2021\u00a7]{{1,3}}"
    rf"|<sup\b[^<>]{{0,80}}>[^<>]{{1,6}}</sup>|<!\[CDATA\[|\]\]>|\}}\s?\\[A-Za-z]{{1,12}}\{{|\\ [*_`]{{0,3}}"
    rf"|\d{{1,3}}(?={_LETTER}{{2}}))"
    rf"(?={_LETTER})",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad][ \t]*\r?\n\s{0,8}\d{1,4}[.):]?\s{1,8}(?=[^\W\d_A-Z])")
"""The number of a line or page between the halves of a word."""
"""Marks of notes, pictures, formulae and numbers of lines, behind which a word goes on."""


def noted(text: str) -> list[Edit]:
    """What stands inside a word and is none of its letters: the mark of a note, a number of a line."""
    near = (_NOTE.match(text, one.start()) for one in _BEHIND_LETTER.finditer(text))
    out = [(*found.span(), "") for found in near if found]
    if "-\n" in text or "-\r" in text or "\u2010\n" in text:
        out += [(*found.span(), "") for found in _NUMBERED.finditer(text)]
    return out


_BEHIND_LETTER = re.compile(
    r"[\[({^~!<\]}\\\d\u00b2\u00b3\u00b9\u2070-\u2079\u2020\u2021\u00a7](?<=[^\W\d_].)",
    re.DOTALL,
)
"""How such a mark begins, behind a letter: quick to look for."""


def named(text: str) -> list[Edit]:
    """The names that an XML file gives to pieces of text, as those pieces."""
    pieces = {found[1]: found[3] for found in _ENTITY.finditer(text)} if "<!ENTITY" in text else {}
    return [
        (*found.span(), pieces[found[1]]) for found in _USED.finditer(text) if pieces and found[1] in pieces
    ]


_ENTITY = re.compile(r"<!ENTITY\s+([\w.-]{1,60})\s+([\"'])([^<>]{0,400}?)\2\s*>")
_USED = re.compile(r"&([\w.-]{1,60});")


def joined(text: str) -> list[Edit]:
    """What stands between two texts that a script or formula makes one."""
    return [(*found.span(), "") for found in _JOINED.finditer(text)]


def listed(text: str) -> list[Edit]:
    """The same between texts that a function is given in a row."""
    if not any(sign in text for sign in _MAKES_ONE):
        return []
    return [(*found.span(), "") for found in _LISTED.finditer(text)]


def struck_out(text: str) -> list[Edit]:
    """What is struck out, with its marks."""
    signs = _STRIKES if text.isascii() else (*_STRIKES, *_STRIKE_MARKS)
    return (
        [(*found.span(), "") for found in _STRUCK.finditer(text)]
        if any(map(text.__contains__, signs))
        else []
    )


def near_edits(text: str, edits: Sequence[Edit], others: Sequence[Edit]) -> list[tuple[int, int] | str]:
    """What stands around the edits, with these and all others made: places of the text, and what is seen in
    between."""
    out: list[tuple[int, int] | str] = []
    at = -1
    ends = 0
    blanks = [found.start() for found in _BLANK.finditer(text)]
    for start, end, seen in sorted({*edits, *_within(edits, others)}, key=lambda edit: (edit[0], -edit[1])):
        if start < at:
            continue
        if start - _AROUND > ends:
            out += [(at, ends), _APART] if at >= 0 else []
            at = _word_edge(len(text), blanks, start - _AROUND, -1)
        out += [(max(at, 0), start), seen]
        at, ends = end, _word_edge(len(text), blanks, end + _AROUND, 1)
    return [*out, (at, ends)]


def _word_edge(length: int, blanks: Sequence[int], at: int, step: int) -> int:
    """The end of the text, or the next blank from here on, so that no word is cut. `blanks`: where they stand; in
    the bytes of a picture there may be none for a long way."""
    if not 0 < at < length:
        return min(max(at, 0), length)
    if step > 0:
        after = bisect_left(blanks, at)
        return blanks[after] if after < len(blanks) else length
    before = bisect_right(blanks, at)
    return blanks[before - 1] if before else 0


_BLANK = re.compile(r"\s")


def _within(edits: Sequence[Edit], others: Sequence[Edit]) -> Iterator[Edit]:
    """Those of the others that lie near one of the edits."""
    places = sorted(start for start, _, _ in edits)
    for other in others:
        near = bisect_left(places, other[0] - _AROUND)
        if near < len(places) and places[near] <= other[1] + _AROUND:
            yield other

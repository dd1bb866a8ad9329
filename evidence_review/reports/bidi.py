"""Right-to-left text on paper: letters joined as Arabic script joins them, and lines in the order in which
they are read.

The PDF writer sets characters from left to right in the order it is given. `shape` puts Arabic letters into
their joined forms, `visual` puts one line in visual order: the implicit levels of Unicode's bidirectional
algorithm (UAX 9: W1 to W7, N1, N2, I1, I2, L1 to L4). Explicit controls never get here (`glyphs` writes them
out); paired brackets (N0) take their neighbours' direction.
"""

import unicodedata
from collections.abc import Callable
from functools import cache

_MIRROR = {a: b for pair in ("()", "[]", "{}", "<>", "«»", "‹›", "≤≥") for a, b in (pair, pair[::-1])}
_TATWEEL = "\u0640"
type _Forms = dict[str, dict[str, str]]


def has_rtl(text: str) -> bool:
    """Whether any character of the text is written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(char) in {"R", "AL", "AN"} for char in text)


def is_rtl(text: str) -> bool:
    """Whether a paragraph runs from right to left: its first strong character decides (UAX 9, P2 and P3)."""
    return next(
        (kind in {"R", "AL"} for kind in map(unicodedata.bidirectional, text) if kind in {"L", "R", "AL"}),
        False,
    )


@cache
def _forms() -> _Forms:
    """For each Arabic letter or lam-alef pair, its joined forms, from Unicode's own compatibility
    decompositions."""
    forms: _Forms = {}
    for code in (*range(0xFB50, 0xFDFC), *range(0xFE70, 0xFEFD)):
        how, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        plain = "".join(chr(int(letter, 16)) for letter in letters)
        is_pair = len(plain) == 2 and plain[0] == "\u0644" and plain[1] in "\u0622\u0623\u0625\u0627"
        if how in {"<isolated>", "<final>", "<initial>", "<medial>"} and (len(plain) == 1 or is_pair):
            forms.setdefault(plain, {}).setdefault(how, chr(code))
    return forms


def shape(text: str, has: Callable[[str], bool]) -> str:
    """The text with each Arabic letter in the form its neighbours ask for, where the font has that form."""
    forms = _forms()
    if not any(char in forms for char in text):
        return text
    pairs = _join_pairs(text, forms)
    out: list[str] = []
    for at, unit in enumerate(pairs):
        shapes = forms.get(unit, {})
        before, after = _neighbour(pairs, at, -1), _neighbour(pairs, at, +1)
        joins_before = "<final>" in shapes and (before == _TATWEEL or "<initial>" in forms.get(before, {}))
        joins_after = "<initial>" in shapes and (after == _TATWEEL or "<final>" in forms.get(after, {}))
        how = ("<isolated>", "<final>", "<initial>", "<medial>")[joins_before + 2 * joins_after]
        shaped = shapes.get(how, unit)
        out.append(shaped if all(map(has, shaped)) else unit)
    return "".join(out)


def _join_pairs(text: str, forms: _Forms) -> list[str]:
    """The text as single characters, with lam and alef as one."""
    units: list[str] = []
    for char in text:
        if units and units[-1] == "\u0644" and units[-1] + char in forms:
            units[-1] += char
        else:
            units.append(char)
    return units


def _neighbour(units: list[str], at: int, step: int) -> str:
    """The next unit on that side that is not a mark above or below a letter; "" at the end."""
    at += step
    while 0 <= at < len(units) and unicodedata.category(units[at][0]) == "Mn":
        at += step
    return units[at] if 0 <= at < len(units) else ""


def visual(line: str, rtl: bool) -> str:
    """One line in the order in which its characters stand on paper, from left to right."""
    levels = _levels(line, int(rtl))
    chars = [_MIRROR.get(char, char) if level % 2 else char for char, level in zip(line, levels, strict=True)]
    order = list(range(len(chars)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = max(end, start + 1)
    return _marks_after_letters("".join(chars[at] for at in order), [levels[at] for at in order])


def _marks_after_letters(line: str, levels: list[int]) -> str:
    """Marks of reversed letters put back behind their letter (L3), where the font expects them."""
    out: list[str] = []
    waiting: list[str] = []
    for char, level in zip(line, levels, strict=True):
        if level % 2 and unicodedata.category(char) == "Mn":
            waiting.append(char)
            continue
        out += [char, *reversed(waiting)]
        waiting = []
    return "".join(out + waiting)


def _levels(line: str, base: int) -> list[int]:
    kinds = _weak([unicodedata.bidirectional(char) or "L" for char in line], "R" if base else "L")
    kinds = _neutral(kinds, "R" if base else "L")
    levels = [base + _RISE[base][kind] for kind in kinds]
    for at in range(len(line) - 1, -1, -1):  # L1: blanks at the end stay at the paragraph's level
        if not line[at].isspace():
            break
        levels[at] = base
    return levels


_RISE = ({"L": 0, "R": 1, "AN": 2, "EN": 2}, {"L": 1, "R": 0, "AN": 1, "EN": 1})


def _weak(kinds: list[str], side: str) -> list[str]:
    """W1 to W7: marks, numbers and their separators take the type that their neighbours give them."""
    _join_marks(kinds, side)
    _join_separators(kinds)
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    _join_signs(kinds)
    strong = side
    for at, kind in enumerate(kinds):
        if kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"
    return kinds


def _join_marks(kinds: list[str], side: str) -> None:
    """W1 and W2: a mark is as the letter before it, a number behind Arabic letters an Arabic one."""
    strong = before = side
    for at, kind in enumerate(kinds):
        new = before if kind == "NSM" else kind
        if new in {"L", "R", "AL"}:
            strong = new
        elif new == "EN" and strong == "AL":
            new = "AN"
        kinds[at] = before = new


def _join_separators(kinds: list[str]) -> None:
    """W4: a separator between two numbers of one type is part of the number."""
    for at in range(1, len(kinds) - 1):
        if kinds[at - 1] == kinds[at + 1] and (kinds[at], kinds[at - 1]) in _SEPARATES:
            kinds[at] = kinds[at - 1]


def _join_signs(kinds: list[str]) -> None:
    """W5: signs such as that of a currency beside a number are part of it."""
    for order in (range(1, len(kinds)), range(len(kinds) - 2, -1, -1)):
        for at in order:
            if kinds[at] == "ET" and kinds[at - order.step] == "EN":
                kinds[at] = "EN"


_SEPARATES = {("ES", "EN"), ("CS", "EN"), ("CS", "AN")}
"""The types of a separator and of the numbers that it may stand between."""


def _neutral(kinds: list[str], side: str) -> list[str]:
    """N1 and N2: what has no direction takes that of both sides where they agree, else the paragraph's."""
    strong = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] not in strong:
            end += 1
        if end > at:
            left = strong[kinds[at - 1]] if at else side
            right = strong[kinds[end]] if end < len(kinds) else side
            kinds[at:end] = [left if left == right else side] * (end - at)
        at = end + 1
    return kinds

"""Letters that markup and data write as codes, such as &#233; in XML: where such a file is shown as it
stands, words with them could be neither read nor found."""

import re

_IN_MARKUP = re.compile(r"&(?:#(?:(\d{2,7})|[xX]([0-9a-fA-F]{2,6}))|(apos));")
_IN_DATA = re.compile(r"(?<!\\)((?:\\\\)*)((?:\\u[0-9a-fA-F]{4})+|\\[nt])")
_SPACES = {r"\n": "\n", r"\t": "\t"}
_KEPT_IN_MARKUP, _KEPT_IN_DATA = frozenset('<>&"'), frozenset('"\\')
"""What the file must write as a code to stay what it is."""


def as_letters(text: str) -> str:
    """The text of an XML or JSON file with its codes of characters as those characters; nothing else is
    changed."""
    if text.lstrip()[:1] == "<":
        return _IN_MARKUP.sub(_of_markup, text)
    return _IN_DATA.sub(_of_data, text) if text.lstrip()[:1] in {"{", "["} else text


def _of_markup(found: re.Match[str]) -> str:
    number = 39 if found[3] else int(found[1]) if found[1] else int(found[2], 16)
    return _shown(number, _KEPT_IN_MARKUP) or found[0]


def _of_data(found: re.Match[str]) -> str:
    """Codes in a row, two of which may be the halves of one character; the end of a line or a tab, whose
    letter would else stick to the word behind it."""
    before, codes = (
        found[1],
        found[2],
    )  # taken once: each taking copies it, and a million codes may stand in a row
    if codes in _SPACES:
        return before + _SPACES[codes]
    units = [int(codes[at + 2 : at + 6], 16) for at in range(0, len(codes), 6)]
    shown, at = list[str](), 0
    while at < len(units):
        pair = 0xD800 <= units[at] < 0xDC00 and at + 1 < len(units) and 0xDC00 <= units[at + 1] < 0xE000
        number = 0x10000 + (units[at] - 0xD800 << 10) + units[at + 1] - 0xDC00 if pair else units[at]
        shown.append(_shown(number, _KEPT_IN_DATA) or codes[at * 6 : at * 6 + 6])
        at += 1 + pair
    return before + "".join(shown)


def _shown(number: int, kept: frozenset[str]) -> str:
    """The character, or "" where it stays a code: controls, halves and what the file needs."""
    if (
        number < 32
        or 0x7F <= number < 0xA0
        or 0xD800 <= number < 0xE000
        or number > 0x10FFFF
        or chr(number) in kept
    ):
        return ""
    return chr(number)

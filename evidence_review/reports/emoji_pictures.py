"""Emoji that paper draws: which runs of characters the colour font has one drawing for.

The font ties the characters of a sequence (skin tone, joined people, flag, keycap) to one drawing by its ligatures,
which are read from it here, so that nothing is set that it lacks. Variation selectors are not among them.
"""

import unicodedata
from functools import cache
from typing import Any

from evidence_review.domain.shipped_files import RESOURCES

FONT = "Noto Color Emoji"
_FILE = RESOURCES / "fonts" / "NotoColorEmoji.ttf"
_AS_PICTURE, _AS_TEXT, _JOINER, _KEYCAP = "\ufe0f", "\ufe0e", "\u200d", "\u20e3"
_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_TAGS_END = "\U000e007f"
_END = ""
"""In the tree of sequences: here one ends."""
_LOW = (
    "231A-231B 23E9-23EC 23F0 23F3 25FD-25FE 2614-2615 2648-2653 267F 2693 26A1 26AA-26AB 26BD-26BE 26C4-26C5 26CE 26D4 "
    "26EA 26F2-26F3 26F5 26FA 26FD 2705 270A-270B 2728 274C 274E 2753-2755 2757 2795-2797 27B0 27BF 2B1B-2B1C 2B50 2B55"
)
"""Below U+10000, what Unicode draws in colour unless told otherwise (Emoji_Presentation); above, all is."""

type Tree = dict[str, Any]


def picture_end(text: str, at: int) -> int:
    """Where the emoji ends that begins at this place of a text and that paper can draw; 0 where none does."""
    if text[at] < "\u203c" and text[at + 1 : at + 2] != _AS_PICTURE and text[at + 1 : at + 2] != _KEYCAP:
        return 0  # letters, for which no font is opened
    node, end, here = _sequences(), 0, at
    while here < len(text) and text[here] in node:
        node = node[text[here]]
        here += 1
        here += text[here : here + 1] == _AS_PICTURE
        end = here if _END in node else end
    if not end or _goes_on(text, end) or (len(text[at:end]) == 1 and not _alone(text, at)):
        return 0
    return end


@cache
def picture_width() -> float:
    """How wide each drawing is, as a share of its size."""
    font = _font()
    return max(wide for wide, _ in font["hmtx"].metrics.values()) / font["head"].unitsPerEm


def _goes_on(text: str, end: int) -> bool:
    """Whether a sequence goes on where the font's ends: then it is another than the font's."""
    joined = text[end : end + 1] == _JOINER and unicodedata.category(text[end + 1 : end + 2] or " ") == "So"
    return joined or "\U000e0020" <= text[end : end + 1] <= "\U000e007f"


def _alone(text: str, at: int) -> bool:
    """Whether a character by itself is a picture rather than a letter, half a flag or a tone of skin."""
    char = text[at]
    if text[at + 1 : at + 2] == _AS_TEXT or "\U0001f1e6" <= char <= "\U0001f1ff" or char in _TONES:
        return False
    return char > "\uffff" or char in _low()


@cache
def _low() -> frozenset[str]:
    spans = (span.partition("-") for span in _LOW.split())
    return frozenset(
        chr(code) for first, _, last in spans for code in range(int(first, 16), int(last or first, 16) + 1)
    )


@cache
def _font() -> Any:
    from fontTools.ttLib import TTFont

    return TTFont(str(_FILE), lazy=True)


@cache
def _sequences() -> Tree:
    """The sequences that have a drawing, character by character."""
    font, tree = _font(), dict[str, Any]()
    glyphs: dict[int, str] = font.getBestCmap()
    chars = {glyph: chr(code) for code, glyph in glyphs.items()}
    for glyph, char in chars.items():
        if font["hmtx"].metrics[glyph][0]:
            tree.setdefault(char, {})[_END] = True
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for part in lookup.SubTable:
            for first, ties in getattr(part, "ligatures", {}).items():
                for tie in ties:
                    _plant(tree, [chars.get(one, "") for one in (first, *tie.Component)])
    return tree


def _plant(tree: Tree, chars: list[str]) -> None:
    """Add a sequence; one written backwards, as the font has some for writing from the right, is none."""
    tied = "".join(chars)
    if (
        not all(chars)
        or tied[0] in _TONES
        or _TAGS_END in tied[:2]
        or any(_JOINER + tone in tied for tone in _TONES)
    ):
        return
    for char in chars:
        tree = tree.setdefault(char, {})
    tree[_END] = True

"""Codes in pictures (QR, Data Matrix, Aztec, PDF417, bar codes) read with zxing-cpp: what each says, and where
it stands.

Nothing is fetched that a code names; what it says is text like any other.
"""

from dataclasses import dataclass
from typing import Any

from evidence_review.domain.seen_words import PixelBox

_MOST_SIDE, _LEAST_SIDE = 4000, 10
_QUIET = 0.12
"""Share of a code by which its box is wider, for what a reader of codes leaves out at the edges."""
_MOST_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Code:
    """What a code says, and its box in pixels of the picture (left, top, right, bottom)."""

    text: str
    box: PixelBox


def codes(picture: Any) -> list[Code]:
    """Every code that can be read in a picture (Pillow), from any side and also light on dark; a picture of
    more than 4,000 pixels a side is read at that size.

    A bar code is read again with what was read of it blank, until all of its height is in its box.
    """
    grey = picture.convert("L")
    if min(grey.size) < _LEAST_SIDE:
        return []
    scale = max(1.0, max(grey.size) / _MOST_SIDE)
    if scale > 1:
        grey = grey.resize((round(grey.width / scale), round(grey.height / scale)))
    out: list[Code] = []
    for _ in range(_MOST_ROUNDS):
        found = _read(grey)
        out += found
        if not found:
            break
        for one in found:
            grey.paste(255, one.box)
    return [Code(one.text, _scaled(one.box, scale, picture)) for one in out]


def _read(grey: Any) -> list[Code]:
    import zxingcpp

    found = zxingcpp.read_barcodes(grey, text_mode=zxingcpp.TextMode.Plain)
    return [Code(_said(one), _box(one.position, grey.width, grey.height)) for one in found]


def _said(code: Any) -> str:
    """The text of a code; where it is in no plain letters, its bytes as UTF-8 too."""
    text = str(code.text)
    return text if text.isascii() else f"{text}\n{bytes(code.bytes).decode('utf-8', 'ignore')}"


def _box(position: Any, width: int, height: int) -> PixelBox:
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    across, down = [one.x for one in corners], [one.y for one in corners]
    more = max(3, round(_QUIET * max(max(across) - min(across), max(down) - min(down))))
    return (
        max(0, min(across) - more),
        max(0, min(down) - more),
        min(width, max(across) + more),
        min(height, max(down) + more),
    )


def _scaled(box: PixelBox, scale: float, picture: Any) -> PixelBox:
    left, top, right, bottom = (round(side * scale) for side in box)
    return left, top, min(picture.width, right), min(picture.height, bottom)

"""Whether a redacted page still shows everything that was to stay, where it stood (SAFETY.md 1.6 b to d)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evidence_review.redaction.boxing import Bar
from evidence_review.redaction.glyphs import Box, Glyph, painted, place_in

_MOVED = 0.05
"""Points that a kept character may move."""
_PIXELS = 0.002
"""Share of the pixels outside the bars that may differ."""
_DIFFERENT = 48
"""Steps of 255 by which a pixel must differ to count: below it lies the rounding of two drawings of one page."""
_DPI = 72


@dataclass(frozen=True, slots=True)
class Expected:
    """What was done to a page: boxes of characters that went, bars drawn, and what a reader sees of the page."""

    gone: tuple[Box, ...]
    bars: tuple[Bar, ...]
    visible: Box


def words_fault(before: Any, after: Any, expected: Expected) -> str:
    """What is wrong with the words of a page, in plain words; empty when the kept ones stand and nothing else does."""
    old = [glyph for glyph in painted(before) if glyph.char.strip() and _inside(glyph.box, expected.visible)]
    cells = _cells(expected.gone)
    kept = [glyph for glyph in old if not _in_any(glyph.box, cells)]
    bars = [bar.box for bar in expected.bars]
    new = [glyph for glyph in painted(after) if glyph.char.strip()]
    under = [glyph for glyph in new if any(_inside(glyph.box, bar) for bar in bars)]
    tokens = sorted(char for bar in expected.bars for char in bar.token if char.strip())
    left, lost = _match(kept, new)
    if lost:
        return "kept words moved or went"
    extra = [glyph.char for glyph in left]
    if any(extra.count(char) > tokens.count(char) for char in set(extra)):
        return "words stand where none stood"
    if len(under) > len(tokens) or any(glyph.char not in tokens for glyph in under):
        return "words stand under a bar"
    return ""


def _match(kept: Sequence[Glyph], new: Sequence[Glyph]) -> tuple[list[Glyph], int]:
    """(new characters that match none, kept characters that are not there any more)."""
    shelf: defaultdict[tuple[str, int, int], list[Glyph]] = defaultdict(list)
    for glyph in new:
        shelf[glyph.char, int(glyph.origin[0]), int(glyph.origin[1])].append(glyph)
    lost = 0
    for glyph in kept:
        x, y = int(glyph.origin[0]), int(glyph.origin[1])
        near = ((glyph.char, x + dx, y + dy) for dx in (0, -1, 1) for dy in (0, -1, 1))
        for key in near:
            match = next((other for other in shelf.get(key, ()) if _near(glyph, other)), None)
            if match:
                shelf[key].remove(match)
                break
        else:
            lost += 1
    return [glyph for others in shelf.values() for glyph in others], lost


def _near(one: Glyph, other: Glyph) -> bool:
    return abs(one.origin[0] - other.origin[0]) <= _MOVED and abs(one.origin[1] - other.origin[1]) <= _MOVED


def _inside(box: Box, outer: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _cells(boxes: Sequence[Box]) -> dict[int, list[Box]]:
    """Boxes by the 20-point rows that they touch."""
    out: dict[int, list[Box]] = defaultdict(list)
    for box in boxes:
        for row in range(int(box[1] // 20), int(box[3] // 20) + 1):
            out[row].append(box)
    return out


def _in_any(box: Box, cells: dict[int, list[Box]]) -> bool:
    return any(_inside(box, other) for other in cells.get(int((box[1] + box[3]) / 2 // 20), ()))


def looks_fault(before: Any, after: Any, page: Any, expected: Expected) -> str:
    """What is wrong with the look of a page, drawn by PDFium before and after; `page` is the page after, by MuPDF, for its geometry."""
    old, new = (_drawn(document, page.number) for document in (before, after))
    if old.shape != new.shape:
        return "the size of the page changed"
    differs = _strays(new, old) | _strays(old, new)
    across, down = new.shape[1] / page.rect.width, new.shape[0] / page.rect.height
    for bar in expected.bars:
        x0, y0, x1, y1 = place_in(page, bar.box)
        left, top, right, bottom = x0 * across, y0 * down, x1 * across, y1 * down
        inner = new[int(top + 2) : max(int(bottom - 1), 0), int(left + 2) : max(int(right - 1), 0)]
        if not bar.token and inner.size and int(inner.max()) > _DIFFERENT:
            return "a bar is not filled"
        differs[max(int(top) - 1, 0) : int(bottom) + 2, max(int(left) - 1, 0) : int(right) + 2] = False
    return "the look of the page changed" if float(differs.mean()) > _PIXELS else ""


def _strays(one: Any, other: Any) -> Any:
    """Where a pixel lies outside all that the other picture shows in the pixels around it: strokes that moved by less than a pixel do not."""
    import numpy as np

    padded = np.pad(other, ((1, 1), (1, 1), (0, 0)), mode="edge").astype(np.int16)
    down, across = other.shape[:2]
    around = [padded[y : y + down, x : x + across] for y in range(3) for x in range(3)]
    low, high = np.minimum.reduce(around), np.maximum.reduce(around)
    return ((one < low - _DIFFERENT) | (one > high + _DIFFERENT)).any(axis=2)


def _drawn(document: Any, number: int) -> Any:
    import numpy as np

    page = document[number]
    picture = page.render(scale=_DPI / 72, rev_byteorder=True, may_draw_forms=False).to_numpy()
    page.close()
    return np.array(picture[:, :, :3])

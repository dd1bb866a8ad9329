"""Which other look at a picture may show words that the first passes over: in one of its colours, where
letters are as light as their ground, and at a slant, where words stand askew beside level ones."""

import math
from collections.abc import Sequence
from typing import Any

from evidence_review.imaging import ocr
from evidence_review.imaging.ocr_sheets import Box, distinct_at

_EDGE, _NO_EDGE, _LEAST = 60, 16, 200
"""Steps of 255 between neighbours that an eye sees, those that it does not, and pixels of such edges that may
be a word."""
_ANGLES = [step for step in range(-60, 61, 3) if abs(step) > 6]
_TELLING, _LEAST_INK = 1.25, 0.0004
"""How much more distinct lines must be at a slant than level, and the share of a picture that is ink."""


def colour_apart(picture: Any) -> Any:
    """The colour, as a grey picture, in which most edges are seen that are none in grey; None where there are
    hardly any."""
    import numpy as np
    from PIL import Image

    if picture.mode not in {"RGB", "RGBA", "P", "CMYK"}:
        return None
    colours = np.asarray(picture.convert("RGB"), dtype=np.int16)
    grey = np.asarray(picture.convert("RGB").convert("L"), dtype=np.int16)
    flat = np.abs(np.diff(grey, axis=1)) < _NO_EDGE
    counts = [int((flat & (np.abs(np.diff(colours[:, :, one], axis=1)) > _EDGE)).sum()) for one in range(3)]
    best = max(range(3), key=counts.__getitem__)
    return Image.fromarray(colours[:, :, best].astype(np.uint8)) if counts[best] >= _LEAST else None


def slant_of_rest(picture: Any, read: Sequence[ocr.Word]) -> tuple[Any, float]:
    """The picture without the words that were read, and at how many degrees lines stand in it; 0 where none
    do."""
    import numpy as np
    from PIL import ImageDraw

    rest = picture.convert("L")
    paper = int(np.median(np.asarray(rest)))
    for word in read:
        left, top, right, bottom = word.box
        ImageDraw.Draw(rest).rectangle((left - 2, top - 2, right + 2, bottom + 2), fill=paper)
    level = np.asarray(rest, dtype=np.int16)
    ink = np.abs(level - paper) > _EDGE
    if ink.mean() < _LEAST_INK:
        return rest, 0.0
    distinct = distinct_at(rest if paper > 127 else rest.point([255 - step for step in range(256)]))
    best = max(_ANGLES, key=distinct)
    return rest, float(best) if distinct(best) > _TELLING * distinct(0.0) else 0.0


def at_slant(picture: Any, angle: float, seconds: float) -> ocr.Reading:
    """`ocr.recognise` of a picture turned by an angle, with boxes around its words on the one given."""
    from dataclasses import replace

    import numpy as np

    paper = int(np.median(np.asarray(picture.convert("L"))))
    turned = picture.convert("L").rotate(angle, expand=True, fillcolor=paper)
    found = ocr.recognise(turned, seconds)
    words = tuple(
        replace(word, box=_back(word.box, angle, turned.size, picture.size)) for word in found.words
    )
    return replace(found, words=words, width=picture.width, height=picture.height)


def _back(box: Box, angle: float, turned: tuple[int, int], size: tuple[int, int]) -> Box:
    turn = math.radians(angle)
    corners = [(x - turned[0] / 2, y - turned[1] / 2) for x in box[::2] for y in box[1::2]]
    across = [x * math.cos(turn) - y * math.sin(turn) + size[0] / 2 for x, y in corners]
    down = [x * math.sin(turn) + y * math.cos(turn) + size[1] / 2 for x, y in corners]
    return (
        max(0, math.floor(min(across))),
        max(0, math.floor(min(down))),
        min(size[0], math.ceil(max(across))),
        min(size[1], math.ceil(max(down))),
    )

"""Making a picture ready for text recognition: grey, large enough, dark letters on white whatever the colours
were, level.

Measured in tests/importers/media/test_ocr.py on made-up pages and chat screenshots. To add a step, add its function
to `sheet` and, where it moves pixels, undo it in `Sheet.back`.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

type Box = tuple[int, int, int, int]

_SHORT, _LONG = 1000, 5000
"""A picture whose shorter side is below the one is enlarged; one whose longer side is above the other is made
smaller (pixels)."""
_WINDOW, _NEAR, _FAINTEST = 7, 5, 60
_RUN, _SAME, _WHITE = 10, 3, 225
_FLAT, _PAPER = 0.25, 0.8
_ANGLES = [step / 2 for step in range(-12, 13)]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture as the recogniser gets it.

    `image` is grey, `scale` its pixels to one of the picture, `angle` how far it was turned anticlockwise
    (degrees), `width` and `height` those of the picture; `screen` where it looks like one of a phone or
    computer.
    """

    image: Any
    scale: float
    angle: float
    width: int
    height: int
    screen: bool

    def back(self, box: Box) -> Box:
        """A box of the sheet (left, top, right, bottom) in pixels of the picture that was given, kept inside
        it."""
        centre_x, centre_y = self.image.width / 2, self.image.height / 2
        turn = math.radians(-self.angle)
        sine, cosine = math.sin(turn), math.cos(turn)
        corners = [(x - centre_x, y - centre_y) for x in box[::2] for y in box[1::2]]
        across = [(x * cosine + y * sine + centre_x) / self.scale for x, y in corners]
        down = [(y * cosine - x * sine + centre_y) / self.scale for x, y in corners]
        left, top = max(0, math.floor(min(across))), max(0, math.floor(min(down)))
        return left, top, min(self.width, math.ceil(max(across))), min(self.height, math.ceil(max(down)))


def sheet(picture: Any) -> Sheet:
    """The sheet of a Pillow picture of any mode; the picture itself is left as it is."""
    from PIL import Image

    grey = _grey(picture)
    width, height = grey.size
    if max(width, height) > _LONG:
        grey.thumbnail((_LONG, _LONG), reducing_gap=2.0)
    screen, coloured = _kind(grey)
    grey = (
        _flattened(grey) if coloured else _evened(_dark_on_light(grey))
    )  # before enlarging, which blurs the edges of bubbles
    larger = math.ceil(_SHORT / min(grey.size)) if min(grey.size) < _SHORT else 1
    larger = max(1, min(3, larger, _LONG // max(grey.size)))
    if larger > 1:
        grey = grey.resize((grey.width * larger, grey.height * larger), Image.Resampling.LANCZOS)
    scale = grey.width / width
    angle = _slant(grey)
    if angle:
        grey = grey.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    return Sheet(grey, scale, angle, width, height, screen)


def _grey(picture: Any) -> Any:
    """Grey of 8 bits, see-through parts on white, 16 bits scaled down by what is in them."""
    from PIL import Image

    if picture.mode.startswith(("I", "F")):
        low, high = picture.getextrema()
        import numpy as np

        span = (high - low) or 1
        return Image.fromarray(
            np.clip((np.asarray(picture, dtype=np.float32) - low) * (255 / span), 0, 255).astype(np.uint8)
        )
    if "A" in picture.mode or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        white = Image.new("RGBA", seen.size, "white")
        white.alpha_composite(seen)
        return white.convert("L")
    return picture.convert("L")


def _kind(grey: Any) -> tuple[bool, bool]:
    """(screen, coloured): whether it looks drawn by a machine with the shape or the shades of a screen; and
    whether letters stand on other grounds than white."""
    import numpy as np

    level = np.asarray(grey, dtype=np.int16)
    even = _runs(level, _RUN * _step(grey))
    flat = bool(even.mean() > _FLAT)
    coloured = flat and bool((even & (level >= _WHITE)).mean() < _PAPER * even.mean())
    return coloured or (flat and grey.height > 1.6 * grey.width), coloured


def _step(grey: Any) -> int:
    """Pixels of one cell: a letter of a phone's screen is about five cells high."""
    return max(1, round(min(grey.size) / 180))


def _flattened(grey: Any) -> Any:
    """Dark letters on white, from letters of any shade on grounds of any shade: how far each pixel is from
    the grounds around it.

    The ground is the median of a window several letters wide, so a white letter on a blue bubble and a black
    one on a white page come out alike; beside the edge of a bubble all shades between its two grounds count
    as ground, so that the edge leaves no line.
    """
    import numpy as np
    from PIL import Image, ImageFilter

    step = _step(grey)
    small = grey.resize((max(1, grey.width // step), max(1, grey.height // step)), Image.Resampling.NEAREST)
    ground = small.filter(ImageFilter.MedianFilter(_WINDOW))
    level = np.asarray(grey, dtype=np.int16)
    least, most = (
        np.asarray(each.resize(grey.size, Image.Resampling.NEAREST), dtype=np.int16)
        for each in (ground.filter(ImageFilter.MinFilter(_NEAR)), ground.filter(ImageFilter.MaxFilter(_NEAR)))
    )
    away = np.maximum(0, np.maximum(least - level, level - most))
    away[_runs(level, _RUN * step)] = 0
    far = Image.fromarray(away.astype(np.uint8)).reduce(step).resize(small.size)
    strong = far.filter(ImageFilter.MaxFilter(_WINDOW)).resize(grey.size, Image.Resampling.BILINEAR)
    strength = np.maximum(np.asarray(strong, dtype=np.float32), _FAINTEST)
    return Image.fromarray((255 - np.clip(away * (255 / strength), 0, 255)).astype(np.uint8))


def _dark_on_light(grey: Any) -> Any:
    """A mostly dark picture with its shades turned round."""
    from PIL import ImageOps

    counts = grey.histogram()
    return ImageOps.invert(grey) if 2 * sum(counts[:100]) > sum(counts) else grey


def _evened(grey: Any) -> Any:
    """A photographed page as if evenly lit: each pixel against the paper around it. One already even, or no
    page, is left as it is."""
    import numpy as np
    from PIL import Image, ImageFilter

    small = grey.resize(
        (max(1, grey.width // _step(grey)), max(1, grey.height // _step(grey))), Image.Resampling.BOX
    )
    paper = small.filter(ImageFilter.MaxFilter(_WINDOW)).filter(ImageFilter.GaussianBlur(_WINDOW))
    low, high = np.percentile(np.asarray(paper), (5, 95))
    if high - low < 40:
        return grey
    ground = np.asarray(paper.resize(grey.size, Image.Resampling.BILINEAR), dtype=np.float32)
    return Image.fromarray(
        np.clip(np.asarray(grey, dtype=np.float32) * 235 / np.maximum(ground, 1), 0, 255).astype(np.uint8)
    )


def _runs(level: Any, least: int) -> Any:
    """Where a row keeps one grey for at least this many pixels: ground or a ruled line, however narrow, and
    no letter."""
    import numpy as np

    changes = np.abs(np.diff(level, axis=1, prepend=-255)) > _SAME
    run = np.cumsum(changes.ravel()) - 1
    return (np.bincount(run)[run] >= least).reshape(level.shape)


def _slant(grey: Any) -> float:
    """Degrees to turn the sheet so that its lines lie level: where rows of letters and gaps between them are
    most distinct; 0 where unsure."""
    small = grey.resize((600, max(1, round(600 * grey.height / grey.width)))) if grey.width > 600 else grey
    distinct = distinct_at(small)
    best = max(_ANGLES, key=distinct)
    fine = max((best + step / 10 for step in range(-4, 5)), key=distinct)
    return fine if abs(fine) >= 0.3 and distinct(fine) > 1.3 * distinct(0.0) else 0.0


def distinct_at(grey: Any) -> Callable[[float], float]:
    """How distinct rows and gaps are at an angle. Only the ink is turned, which takes a fifth of the time that
    turning the picture takes."""
    import numpy as np

    dark = 255 - np.asarray(grey, dtype=np.float32)
    down, across = np.nonzero(dark > _INK)
    ink = dark[down, across]
    down, across = down - (dark.shape[0] - 1) / 2, across - (dark.shape[1] - 1) / 2
    rows = dark.shape[0] + 2 * round(0.12 * dark.shape[1] + 2)

    def distinct(angle: float) -> float:
        turn = math.radians(angle)
        at = down * math.cos(turn) - across * math.sin(turn) + (rows - 1) / 2
        row = np.clip(np.floor(at).astype(np.int32), 0, rows - 2)
        share = at - row
        sums = np.bincount(row, ink * (1 - share), rows) + np.bincount(row + 1, ink * share, rows)
        return float(np.square(np.diff(sums)).sum())

    return distinct


_INK = 8
"""Steps of 255 from which a pixel counts as ink where lines are sought."""

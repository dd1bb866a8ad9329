"""Words of a picture that the first reading passes over, since other words stand another way up, askew or
in other colours: read again upside down, as dark letters whatever the ground beside them is, in the colour
that tells letters from a ground as light as they are, and level where the rest stands at a slant."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from evidence_review.imaging import ocr
from evidence_review.imaging.telling_looks import at_slant, colour_apart, slant_of_rest

_SURE, _LEAST = 60, 3
"""How sure a word must be, and how many letters it has at least, to be added."""
_LATER = 1000
"""Blocks of a second look stand behind those of the first."""


def read(picture: Any, seconds: float = ocr.SECONDS) -> ocr.Reading:
    """`ocr.recognise` with the words that only a second look shows, in blocks of their own behind the others.

    A second look that takes too long or fails shows none, and `lacks` says so: the first was whole.
    """
    first = ocr.recognise(picture, seconds)
    if first.fault:
        return first
    looks = [ocr.on_its_side(picture, 180, seconds), ocr.recognise(evened(picture), seconds)]
    if (colour := colour_apart(picture)) is not None:
        looks.append(ocr.recognise(evened(colour), seconds))
    rest, angle = slant_of_rest(picture, first.words)
    if angle:
        looks.append(at_slant(rest, angle, seconds))
    more = [
        replace(word, line=(word.line[0] + _LATER * number, *word.line[1:]))
        for number, look in enumerate(looks, 1)
        for word in _fresh(look, first)
    ]
    lacks = ocr.HASTY if any(look.fault for look in looks) else ""
    return replace(first, words=(*first.words, *more), lacks=lacks) if more or lacks else first


def evened(picture: Any) -> Any:
    """The picture with white for the ground round each pixel, and darker the more it differs from that."""
    from PIL import Image, ImageChops, ImageFilter, ImageOps

    grey = picture.convert("L")
    size = max(1, grey.width // _COARSE), max(1, grey.height // _COARSE)
    coarse = grey.resize(size, Image.Resampling.NEAREST).filter(ImageFilter.MedianFilter(_WINDOW))
    ground = coarse.resize(grey.size, Image.Resampling.NEAREST)
    return ImageOps.invert(ImageChops.difference(grey, ground))


_COARSE, _WINDOW = 4, 11
"""Pixels a side that count as one of the ground, and how many of those are looked at."""


def _fresh(look: ocr.Reading, first: ocr.Reading) -> Iterator[ocr.Word]:
    """The sure words of a look that do not lie on sure words of the first."""
    known = [word.box for word in first.words if word.confidence >= _SURE]
    for word in look.words:
        if word.confidence >= _SURE and sum(map(str.isalnum, word.text)) >= _LEAST:
            left, top, right, bottom = word.box
            if not any(left < x1 and x0 < right and top < y1 and y0 < bottom for x0, y0, x1, y1 in known):
                yield word

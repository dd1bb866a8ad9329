"""Pictures of a PDF as they are stored in it, whatever its pages show of them."""

from collections.abc import Sequence
from typing import Any


def stored_picture(document: Any, number: int) -> Any:
    """A picture of the file as it is stored, in grey and without its mask."""
    import pymupdf
    from PIL import Image

    pixels = pymupdf.Pixmap(document, number)
    if pixels.colorspace and pixels.n - pixels.alpha != 1:
        pixels = pymupdf.Pixmap(pymupdf.csGRAY, pixels)
    if pixels.colorspace and pixels.alpha:
        pixels = pymupdf.Pixmap(pixels, 0)
    return Image.frombytes("L", (pixels.width, pixels.height), pixels.samples, "raw", "L", pixels.stride)


def as_placed(picture: Any, matrix: Sequence[float]) -> Any:
    """A picture turned and flipped as a page places it (to a quarter turn)."""
    from PIL import Image

    a, b, c, d = matrix
    if abs(a) + abs(d) >= abs(b) + abs(c):
        picture = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if a < 0 else picture
        return picture.transpose(Image.Transpose.FLIP_TOP_BOTTOM) if d < 0 else picture
    picture = picture.transpose(Image.Transpose.TRANSPOSE)
    picture = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if c < 0 else picture
    return picture.transpose(Image.Transpose.FLIP_TOP_BOTTOM) if b < 0 else picture

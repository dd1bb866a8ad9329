"""What a JPEG that cannot be opened as a picture still says of itself: its camera, time and place stand
before the picture and often outlive it."""

from collections.abc import Iterator
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

from evidence_review.importers.media.pictures import facts as pictures_facts

_EXIF = b"Exif\0\0"
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_MOST_PARTS = 1000


def said(data: bytes) -> Any:
    """Something with the `getexif` and `info` of a picture, for `pictures_facts`; None where the file is no
    JPEG or its header says nothing."""
    from PIL import Image

    if not data.startswith(b"\xff\xd8"):
        return None
    for part in _parts(data):
        if part.startswith(_EXIF):
            exif = Image.Exif()
            with suppress(Exception):  # Pillow raises many kinds on damaged EXIF
                exif.load(part)
            image = SimpleNamespace(getexif=lambda found=exif: found, info={})
            if any(pictures_facts.directories(image)):
                return image
    return None


def has_hole(data: bytes) -> bool:
    """Whether a stretch of zeros stands in the words that a JPEG says of itself (XMP), where none can be."""
    return any(part.startswith(_XMP) and b"\0" * 8 in part for part in _parts(data))


def _parts(data: bytes) -> Iterator[bytes]:
    """The content of each APP1 part, in order, as far as the parts follow one another."""
    at = 2
    for _ in range(_MOST_PARTS):
        if data[at : at + 1] != b"\xff" or at + 4 > len(data):
            return
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at + 1] == 0xE1:
            yield data[at + 4 : at + 2 + size]
        at += 2 + max(size, 2)

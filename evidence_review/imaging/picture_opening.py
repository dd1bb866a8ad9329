"""Opening a picture from a stranger: by its bytes, with limits on what it may unfold to, and with what is
wrong with it in a sentence."""

import io
import re
import struct
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

MOST_PIXELS = 150_000_000
"""Pixels that are unfolded: about 600 MiB at four bytes each, of the 3 GiB that a child process has."""
_HEIF = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1", b"mif2")
_AVIF = (b"avif", b"avis")
_MARKS: dict[str, tuple[bytes, ...]] = {
    "JPEG": (b"\xff\xd8\xff",),
    "PNG": (b"\x89PNG\r\n\x1a\n",),
    "GIF": (b"GIF87a", b"GIF89a"),
    "TIFF": (b"II*\0", b"MM\0*", b"II+\0\x08\0", b"MM\0+\0\x08"),
    "JP2": (b"\0\0\0\x0cjP  \r\n\x87\n", b"\xff\x4f\xff\x51\x00"),
}
_BITMAP_HEADERS = (12, 16, 40, 52, 56, 64, 108, 124)
_MOST_HEADER = 4 << 20
_PART = re.compile(rb"(\0.{3})infe([\0-\3])", re.DOTALL)
_PLAIN = {
    "JPEG": ("JPEG", "MPO"),
    "PNG": ("PNG",),
    "GIF": ("GIF",),
    "BMP": ("BMP",),
    "TIFF": ("TIFF",),
    "WEBP": ("WEBP",),
    "AVIF": ("AVIF",),
    "JP2": ("JPEG2000",),
}
MEDIA = {name: f"image/{name.lower()}" for name in (*_PLAIN, "HEIF")}


class TooLarge(Exception):
    """The picture says that it unfolds to more pixels than may be."""


def kind_of(start: bytes) -> str:
    """The name of the picture format that these first bytes (32 or more) begin, else ""."""
    for kind, marks in _MARKS.items():
        if start.startswith(marks):
            return kind
    if start.startswith(b"RIFF") and start[8:12] == b"WEBP":
        return "WEBP"
    if (
        start.startswith(b"BM")
        and len(start) >= 18
        and struct.unpack("<I", start[14:18])[0] in _BITMAP_HEADERS
    ):
        return "BMP"
    return _brand(start) if start[4:8] == b"ftyp" else ""


def _brand(start: bytes) -> str:
    brands = [
        start[8:12],
        *(start[at : at + 4] for at in range(16, min(len(start), int.from_bytes(start[:4], "big")), 4)),
    ]
    if brands[0] in _AVIF or (brands[0] in {b"mif1", b"msf1"} and any(brand in _AVIF for brand in brands)):
        return "AVIF"
    return "HEIF" if brands[0] in _HEIF else ""


@contextmanager
def opened(source: Path | bytes) -> Generator[Any]:
    """The Pillow image of a file or of bytes, not yet unfolded. TooLarge, or whatever Pillow or libheif raise
    on bytes that are no picture."""
    from PIL import Image

    kind = kind_of(_start(source, 64))
    file = io.BytesIO(source) if isinstance(source, bytes) else source
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # sizes are checked here; other warnings may quote the file
        try:
            image = _heif(source) if kind == "HEIF" else Image.open(file, formats=_PLAIN[kind])
        except Image.DecompressionBombError:
            raise TooLarge from None
        with image:
            yield image


def _heif(source: Path | bytes) -> Any:
    """By libheif; first its list of parts must be text, since pi_heif 1.4.0 (the last of its kind) crashes
    where a part's type is not."""
    import pi_heif

    for found in _PART.finditer(_start(source, _MOST_HEADER)):
        size, wide = int.from_bytes(found[1], "big"), found[2] == b"\3"
        start = found.start() + (18 if wide else 16)
        found.string[start : found.start() + max(size, 20)].decode(
            "utf-8"
        )  # UnicodeDecodeError is a picture that cannot be opened
    return pi_heif.HeifImageFile(io.BytesIO(source) if isinstance(source, bytes) else source)


def _start(source: Path | bytes, size: int) -> bytes:
    if isinstance(source, bytes):
        return source[:size]
    with source.open("rb") as stream:
        return stream.read(size)


def upright(image: Any) -> Any:
    """The unfolded image as a person sees it: turned as its EXIF says, or as it lies where that is
    damaged."""
    from PIL import ImageOps

    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # noqa: BLE001  damaged EXIF: the picture as it lies
        return image


def unfold(image: Any) -> str:
    """Unfold the frame that the image stands at; a sentence where only part of it, or none, could be, else
    ""."""
    if image.width * image.height > MOST_PIXELS:
        raise TooLarge
    try:
        image.load()
    except MemoryError:
        raise TooLarge from None
    except Exception:  # noqa: BLE001  Pillow and libheif raise many kinds on damage
        return (
            "This picture is damaged or incomplete and could not be shown whole. Look at the file, and "
            "ask for another copy."
        )
    return ""


def frames(image: Any) -> int:
    """How many frames or pages it holds; 1 where that cannot be told."""
    try:
        return int(getattr(image, "n_frames", 1))
    except Exception:  # noqa: BLE001  damaged directories
        return 1

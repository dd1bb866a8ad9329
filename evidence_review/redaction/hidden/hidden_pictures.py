"""Pictures: metadata with names or places, small copies that show something else, more frames, layers,
see-through parts, bytes behind the end."""

import io
import re
import struct
from collections.abc import Iterator
from typing import Any

from evidence_review.imaging.picture_opening import TooLarge, frames, kind_of, opened, unfold, upright
from evidence_review.redaction.gate.shown_words import ShownWords

_ENDS = {"JPEG": b"\xff\xd9", "PNG": b"IEND\xaeB`\x82", "GIF": b"\x3b"}
_GPS, _EXIF, _MAKER = 0x8825, 0x8769, 0x927C
_PEOPLE = {
    0x013B: "name of an artist",
    0x8298: "copyright",
    0x9C9D: "name of an author",
    0xA430: "name of the camera's owner",
    0xA431: "number of the camera",
}
_WORDS = {
    0x010E: "description",
    0x9286: "comment",
    0x9C9B: "title",
    0x9C9C: "comment",
    0x9C9E: "keywords",
    0x9C9F: "subject",
}
_LAYERS = {
    37724: "layers of a picture program",
    34377: "data of a picture program",
    33723: "caption data (IPTC)",
    700: "properties (XMP)",
}
_FORM = frozenset(
    (
        254,
        255,
        *range(256, 260),
        262,
        263,
        266,
        273,
        274,
        *range(277, 285),
        296,
        317,
        320,
        *range(321, 326),
        330,
        338,
        339,
        347,
        *range(529, 533),
        *(0x8769, 0x9000, 0x9101, 0xA000, 0xA001, 0xA002, 0xA003),
    )
)
"""Tags that say how the pixels are kept: their places, sizes, colours and the version of the tags."""
_UNLIKE = 25.0


def picture_hides(data: bytes) -> Iterator[tuple[str, str]]:
    """Each of them by kind. A picture that is too large or damaged to open is told by what its bytes alone
    show."""
    yield from dict.fromkeys(("file", what) for what in (*_of_bytes(data), *_of_picture(data)))


def _of_bytes(data: bytes) -> Iterator[str]:
    kind = kind_of(data[:64])
    if _tail(data, kind):
        yield "bytes behind its end"
    if b"http://ns.adobe.com/xap/" in data or b"<x:xmpmeta" in data:
        yield "properties (XMP)"
    if kind == "JPEG":
        if b"Photoshop 3.0\0" in data:
            yield "caption data (IPTC) or data of a picture program"
        if b"MotionPhoto" in data or b"MicroVideo" in data:
            yield "a short film beside the picture (motion photo)"
    if kind in {"HEIF", "AVIF"} and (b"mpvd" in data or b"MotionPhoto" in data):
        yield "a short film beside the picture (motion photo)"


def _tail(data: bytes, kind: str) -> bool:
    """Whether bytes stand behind the end of the picture."""
    if kind == "JPEG":
        return bool(data[_jpeg_end(data) :].strip(b"\0\r\n "))
    if kind == "PNG":
        end = data.find(_ENDS["PNG"])
        return end >= 0 and bool(data[end + 8 :].strip(b"\0\r\n "))
    if kind == "WEBP":
        return len(data) > int.from_bytes(data[4:8], "little") + 9
    if kind == "BMP":
        size = struct.unpack("<I", data[2:6])[0]
        return 54 <= size < len(data)
    return kind == "GIF" and not data.rstrip(b"\0").endswith(b"\x3b")


def _jpeg_end(data: bytes) -> int:
    """Behind the marker that ends the first picture; segments are stepped over, since small copies inside
    have ends of their own."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        code = data[at + 1]
        if code == 0xD9:
            return at + 2
        if code in range(0xD0, 0xD8) or code in {0x01, 0xFF}:
            at += 2 if code != 0xFF else 1
            continue
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if code == 0xDA:
            following = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]").search(data, at)
            if following is None:
                return len(data)
            at = following.start()
    return len(data)


def _of_picture(data: bytes) -> Iterator[str]:
    try:
        with opened(data) as image:
            yield from _of_exif(image)
            yield from _of_info(image)
            count = frames(image)
            if count > 1:
                yield f"more than one picture ({count})"
            if not unfold(image):
                yield from _unlike(image)
                yield from _see_through(image)
    except TooLarge:
        yield "more pixels than can be looked at; check a smaller copy of it"
    except Exception:  # noqa: BLE001  Pillow and libheif raise many kinds on bytes that are no picture
        yield "could not be opened to be checked"


def _of_exif(image: Any) -> Iterator[str]:
    exif = image.getexif()
    if dict(exif.get_ifd(_GPS)):
        yield "place where it was taken (GPS)"
    every = {**dict(exif), **dict(exif.get_ifd(_EXIF))}
    for tags in (_PEOPLE, _WORDS, _LAYERS):
        yield from (what for tag, what in tags.items() if every.get(tag))
    if _MAKER in every:
        yield "notes of the camera's maker"
    facts = every.keys() - _FORM
    if facts:
        yield f"facts of the camera (EXIF) ({len(facts)})"


def _of_info(image: Any) -> Iterator[str]:
    info = image.info
    if (said := info.get("comment")) and not _of_program(_written(said)):
        yield "comment"
    texts = getattr(image, "text", {}) or {}
    spoken = sum(_speaks(name, said) for name, said in texts.items())
    if spoken:
        yield f"texts beside the picture ({spoken})"
    tags = getattr(image, "tag_v2", {}) or {}
    yield from (what for tag, what in _LAYERS.items() if tag in tags)


def _written(said: Any) -> str:
    return said.decode("latin-1") if isinstance(said, bytes) else str(said)


def _speaks(name: str, said: Any) -> bool:
    """Whether a text beside a picture is no hour, and not the name of the program that made it."""
    return not _TIME.fullmatch(name) and not (name == "Software" and _of_program(str(said)))


_TIME = re.compile(r"(?:date:(?:create|modify|timestamp)|create-date|modify-date)")
"""Texts that picture programs write by themselves, of which each is a time."""


def _of_program(said: str) -> bool:
    return ShownWords(()).say(said, of_program=True)


def _unlike(image: Any) -> Iterator[str]:
    """Whether the small copy that the file carries shows another picture."""
    from PIL import Image, ImageChops, ImageStat

    small = _thumbnail(image)
    if small is None:
        return
    try:
        with Image.open(io.BytesIO(small)) as copy:
            sides = [each.convert("L").resize((24, 24)) for each in (copy, upright(image), image)]
    except Exception:  # noqa: BLE001  as above
        yield "a small copy of it (thumbnail)"
        return
    far = min(ImageStat.Stat(ImageChops.difference(sides[0], other)).mean[0] for other in sides[1:])
    yield (
        "a small copy (thumbnail) that shows another picture"
        if far > _UNLIKE
        else "a small copy of it (thumbnail)"
    )


def _thumbnail(image: Any) -> bytes | None:
    raw = image.info.get("exif", b"")
    start = raw.find(b"\xff\xd8\xff", 6)
    return raw[start:] if start >= 0 else None


def _see_through(image: Any) -> Iterator[str]:
    """Whether pixels that do not show hold a picture of their own, or a half-clear cover lies over one."""
    import numpy as np

    if "A" not in image.mode and "transparency" not in image.info:
        return
    pixels = np.asarray(image.convert("RGBA"))
    clear = pixels[pixels[:, :, 3] < 8][:, :3]
    if len(clear) > 50 and int(np.ptp(clear.reshape(-1))) > 24:
        yield "see-through parts that hide a picture"
    half = pixels[_inside((pixels[:, :, 3] >= 8) & (pixels[:, :, 3] < 248))][:, :3]
    if len(half) > 50 and int(np.ptp(half.reshape(-1))) > 24:
        yield "half see-through parts"


def _inside(mask: Any) -> Any:
    """The pixels of a mask whose neighbours are in it too: an area, and not the soft edge that every drawn
    sign has."""
    inner = mask.copy()
    inner[1:] &= mask[:-1]
    inner[:-1] &= mask[1:]
    inner[:, 1:] &= mask[:, :-1]
    inner[:, :-1] &= mask[:, 1:]
    return inner

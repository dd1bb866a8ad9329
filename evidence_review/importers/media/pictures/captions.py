"""Captions, credits and times written into a picture by press and archive programs (IPTC-IIM 4.2), in JPEG,
TIFF and PNG.

To name another field, add it to `_NAMES`.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from evidence_review.domain.evidence import Moment
from evidence_review.importers.media.pictures.facts import moment_of, written
from evidence_review.importers.plugin import Clock

_NAMES = {5: "title", 25: "keywords", 55: "date created", 60: "time created", 62: "date digitised", 63: "time digitised", 80: "by", 90: "city",
          92: "place", 95: "county or state", 101: "country", 105: "headline", 110: "credit", 116: "copyright", 120: "caption", 122: "caption by"}  # fmt: skip
_PROFILES = ("Raw profile type iptc", "Raw profile type 8bim", "Raw profile type IPTC")
_RESOURCE = 0x0404
_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)")
_TIME = re.compile(r"(\d\d)(\d\d)(\d\d)([+-]\d{4})?")


def captions(image: Any) -> dict[int, list[bytes]]:
    """The values of the application record by the number of their field; what is damaged is left out."""
    from PIL import IptcImagePlugin

    try:
        values = IptcImagePlugin.getiptcinfo(image) or {}
    except Exception:  # noqa: BLE001  damaged blocks
        values = {}
    found = {
        field: value if isinstance(value, list) else [value]
        for (record, field), value in values.items()
        if record == 2 and field
    }
    return found or dict(_of_profile(image.info))


def said(values: Mapping[int, list[bytes]]) -> Iterator[tuple[str, str]]:
    """Every value by name."""
    return (
        (f"iptc/{_NAMES.get(field, str(field))}", "; ".join(map(written, texts)))
        for field, texts in values.items()
    )


def created(values: Mapping[int, list[bytes]], clock: Clock) -> Moment | None:
    """When the picture was made as its caption says: date and time created; None where either is not
    there."""
    day, at = (_DATE.fullmatch(_first(values, 55)), _TIME.fullmatch(_first(values, 60)))
    return (
        moment_of(f"{day[1]}:{day[2]}:{day[3]} {at[1]}:{at[2]}:{at[3]}", at[4] or "", clock)
        if day and at
        else None
    )


def _first(values: Mapping[int, list[bytes]], field: int) -> str:
    return written(values[field][0]) if values.get(field) else ""


def _of_profile(info: Mapping[Any, Any]) -> Iterator[tuple[int, list[bytes]]]:
    """Those of a PNG, which ImageMagick and others write as hexadecimal digits in a text: a word, a length,
    the digits."""
    for name in _PROFILES:
        text = info.get(name)
        parts = text.split(None, 2) if isinstance(text, str) else []
        if len(parts) == 3:
            digits = "".join(parts[2].split())
            try:
                data = bytes.fromhex(digits[: len(digits) & ~1])
            except ValueError:
                continue
            found = dict[int, list[bytes]]()
            for field, value in _fields(_resource(data) if data.startswith(b"8BIM") else data):
                found.setdefault(field, []).append(value)
            yield from found.items()


def _resource(data: bytes) -> bytes:
    """The IPTC block among Photoshop's resources, which begin on even places: "8BIM", number, name, length,
    bytes."""
    at = 0
    while data[at : at + 4] == b"8BIM" and at + 12 <= len(data):
        number, start = int.from_bytes(data[at + 4 : at + 6]), at + 6 + (data[at + 6] + 2 & ~1)
        end = start + 4 + int.from_bytes(data[start : start + 4])
        if number == _RESOURCE:
            return data[start + 4 : end]
        at = end + 1 & ~1
    return b""


def _fields(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Fields of the application record: 1C, record, field, length, bytes; a longer form of lengths (its first
    bit set) ends the reading."""
    at = 0
    while at + 5 <= len(data) and data[at] == 0x1C and data[at + 3] < 0x80:
        end = at + 5 + int.from_bytes(data[at + 3 : at + 5])
        if data[at + 1] == 2 and data[at + 2]:
            yield data[at + 2], data[at + 5 : end]
        at = end

"""What a picture says of itself: camera, times, place, comments; every value kept for `Item.extra`
(reference/formats.md 3.7).

EXIF names are Pillow's.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from math import isnan
from typing import Any

from evidence_review.domain.evidence import Moment
from evidence_review.domain.kinds import ZoneSource
from evidence_review.importers.plugin import Clock
from evidence_review.importers.text.long_values import bounded, listed

type Pairs = Iterator[tuple[str, str]]

_EXIF, _GPS, _MAKER, _THUMBNAIL = 0x8769, 0x8825, 0x927C, 0x0201
_MOST_XMP = 200_000
_TIME = re.compile(
    (
        r"\s*(\d{4})[:/.-](\d\d?)[:/.-](\d\d?)[T ]+(\d\d?):(\d\d)(?::(\d\d))?(?:[.,]\d+)?\s*(Z|"
        r"[+-]\d\d:?\d\d)?\s*"
    )
)
_OFFSET = re.compile(r"\s*(?:(Z)|([+-])(\d\d):?(\d\d))\s*")
_XMP_TAKEN = re.compile(r"exif:DateTimeOriginal(?:=[\"']|>)([^<\"']{10,40})")
_PLACES_OF_BYTES = frozenset(
    (
        *("ExifOffset", "GPSInfo", "thumbnail", "XMLPacket", "ImageResources", "StripOffsets"),
        *("StripByteCounts", "TileOffsets", "TileByteCounts", "IPTCNAA", "ColorMap", "InterColorProfile"),
        "JPEGTables",
    )
)
_LIVE = re.compile(rb"Apple iOS.{0,8000}?([0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12})", re.DOTALL)


def directories(image: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """(EXIF values, GPS values) by Pillow's names; what is damaged is left out."""
    from PIL import ExifTags

    tags, places = dict[str, Any](), dict[str, Any]()
    try:
        exif = image.getexif()
        parts = (
            (exif, ExifTags.TAGS, tags),
            (exif.get_ifd(_EXIF), ExifTags.TAGS, tags),
            (exif.get_ifd(_GPS), ExifTags.GPSTAGS, places),
        )
        for values, names, into in parts:
            for tag, value in values.items():
                into.setdefault(names.get(tag, f"tag {tag}"), value)
        thumbnail = exif.get_ifd(ExifTags.IFD.IFD1)
        if _THUMBNAIL in thumbnail:
            tags["thumbnail"] = "yes"
    except Exception:  # noqa: BLE001  damaged EXIF; what was read before it stays
        return tags, places
    return tags, places


def taken(tags: Mapping[str, Any], xmp: str, clock: Clock) -> Moment | None:
    """When the picture says it was taken: original, else digitised, else XMP's original. UTC only with an
    offset or the user's zone."""
    for name, offset in (
        ("DateTimeOriginal", "OffsetTimeOriginal"),
        ("DateTimeDigitized", "OffsetTimeDigitized"),
    ):
        moment = moment_of(written(tags.get(name, "")), written(tags.get(offset, "")), clock)
        if moment:
            return moment
    found = _XMP_TAKEN.search(xmp)
    return moment_of(found[1], "", clock) if found else None


def moment_of(raw: str, offset: str, clock: Clock) -> Moment | None:
    """A time as cameras write it (2025:01:13 08:00:00, with or without offset); None where none is set, only
    `raw` where it is no date."""
    if not raw.strip(" :0-/\0") or raw.startswith("0000"):
        return None
    found = _TIME.fullmatch(raw)
    local = _wall_clock(found.groups()[:6]) if found else None
    if local is None or found is None:
        return Moment(raw)
    zone = _OFFSET.fullmatch(found[7] or offset)
    instant = _instant(local, zone) if zone else None
    if zone is None or instant is None:
        return clock.moment(raw, local)
    return Moment(raw, local, instant, zone[0].strip(), ZoneSource.IN_VALUE)


def _wall_clock(parts: Sequence[str | None]) -> datetime | None:
    """Year to second; None for a day that there is not."""
    year, month, day, hour, minute, second = (int(part or 0) for part in parts)
    try:
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001  wall clock
    except ValueError:
        return None


def _instant(local: datetime, zone: re.Match[str]) -> datetime | None:
    """The instant in UTC; None where it lies outside all that can be counted."""
    minutes = 0 if zone[1] else (int(zone[3]) * 60 + int(zone[4])) * (-1 if zone[2] == "-" else 1)
    try:
        aware = local.replace(tzinfo=timezone(timedelta(minutes=minutes)))
        return aware.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None


def place(gps: Mapping[str, Any]) -> Pairs:
    """Latitude and longitude in decimal degrees (north and east positive, WGS 84), altitude in metres, and
    the satellites' time (UTC)."""
    for read in (_latitude, _longitude, _altitude, _satellite_time):
        with suppress(KeyError, TypeError, ValueError, ZeroDivisionError):
            yield read(gps)


def _latitude(gps: Mapping[str, Any]) -> tuple[str, str]:
    return "latitude", _degrees(gps, "Latitude", "S")


def _longitude(gps: Mapping[str, Any]) -> tuple[str, str]:
    return "longitude", _degrees(gps, "Longitude", "W")


def _degrees(gps: Mapping[str, Any], name: str, against: str) -> str:
    degrees = sum(float(part) / 60**at for at, part in enumerate(gps[f"GPS{name}"]))
    if isnan(degrees) or abs(degrees) > 180:
        raise ValueError
    turned = written(gps.get(f"GPS{name}Ref", "")).upper().startswith(against)
    return f"{-degrees if turned else degrees:.6f}"


def _altitude(gps: Mapping[str, Any]) -> tuple[str, str]:
    below = gps.get("GPSAltitudeRef") in {1, b"\x01"}
    return "altitude", f"{float(gps['GPSAltitude']) * (-1 if below else 1):.1f} m"


def _satellite_time(gps: Mapping[str, Any]) -> tuple[str, str]:
    hours, minutes, seconds = (int(float(part)) for part in gps["GPSTimeStamp"])
    day = written(gps["GPSDateStamp"]).replace(":", "-")
    return "satellite time (UTC)", f"{day} {hours:02}:{minutes:02}:{seconds:02}"


def said(tags: Mapping[str, Any], gps: Mapping[str, Any], info: Mapping[Any, Any]) -> Pairs:
    """Every value as it stands, by name: "exif/…", "gps/…", comments and text chunks; what a live photo is
    paired by."""
    camera = " ".join(filter(None, (written(tags.get("Make", "")), written(tags.get("Model", "")))))
    if camera:
        yield "camera", camera
    if written(tags.get("Orientation", "")) not in {"", "1"}:
        yield "orientation", f"{written(tags['Orientation'])} (turned for reading and display)"
    if "thumbnail" in tags:
        yield (
            "embedded thumbnail",
            "yes: a small copy, which may show what the picture was before it was edited",
        )
    yield from _values("exif", tags)
    yield from _values("gps", gps)
    for name, value in info.items():
        if isinstance(value, str) or (name == "comment" and isinstance(value, bytes)):
            yield f"says/{str(name)[:100]}", written(value)


def _values(group: str, values: Mapping[str, Any]) -> Pairs:
    """The values of one directory; those that only say where bytes stand are left out."""
    for name, value in values.items():
        if isinstance(value, bytes) and name in {"MakerNote", "PrintImageMatching"}:
            yield f"{group}/{name}", f"{len(value)} bytes"
            if live := _LIVE.match(value):
                yield "live photo", live[1].decode("ascii")
        elif name not in _PLACES_OF_BYTES:
            yield f"{group}/{name}", written(value)


def xmp_of(image: Any, tags: Mapping[str, Any]) -> str:
    """The XMP packet as text, "" where there is none."""
    for value in (image.info.get("xmp"), image.info.get("XML:com.adobe.xmp"), tags.get("XMLPacket")):
        if isinstance(value, bytes | str) and value:
            text = value if isinstance(value, str) else value.decode("utf-8", "replace")
            return bounded(text.strip("\0 \r\n"), _MOST_XMP)
    return ""


def written(value: Any) -> str:
    """A value as text: bytes that are no text by their number, long ones shortened."""
    if isinstance(value, bytes):
        value = _bytes_as_text(value)
    elif isinstance(value, tuple | list):
        value = listed([written(each) for each in value])
    return bounded("".join(c if c == "\n" or c.isprintable() else " " for c in str(value)).strip())


def _bytes_as_text(value: bytes) -> str:
    """Bytes as the text that they are, else in hexadecimal digits where they are few, else their number."""
    try:
        text = value.removeprefix(b"ASCII\0\0\0").removeprefix(b"UNICODE\0").strip(b"\0 ").decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if text.isprintable() and (text or not value):
        return text
    return f"{len(value)} bytes" if len(value) > 16 else value.hex(" ")

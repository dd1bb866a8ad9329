"""What a picture says of itself: camera, times, place, comments; every value kept for `Item.extra`
(reference/formats.md 3.7).

EXIF names are Pillow's.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
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
    found = _TIME.fullmatch(raw)
    if not raw.strip(" :0-/\0") or raw.startswith("0000"):
        return None
    try:
        year, month, day, hour, minute, second = (
            (int(part or 0) for part in found.groups()[:6]) if found else (0,) * 6
        )
        # wall clock
        local = datetime(year, month, day, hour, minute, second) if found else None  # noqa: DTZ001
    except ValueError:
        local = None
    if local is None or found is None:
        return Moment(raw)
    zone = _OFFSET.fullmatch(found[7] or offset)
    if not zone:
        return clock.moment(raw, local)
    minutes = 0 if zone[1] else (int(zone[3]) * 60 + int(zone[4])) * (-1 if zone[2] == "-" else 1)
    try:
        instant = (
            local.replace(tzinfo=timezone(timedelta(minutes=minutes))).astimezone(UTC).replace(tzinfo=None)
        )
    except (ValueError, OverflowError):
        return clock.moment(raw, local)
    return Moment(raw, local, instant, zone[0].strip(), ZoneSource.IN_VALUE)


def place(gps: Mapping[str, Any]) -> Pairs:
    """Latitude and longitude in decimal degrees (north and east positive, WGS 84), altitude in metres, and
    the satellites' time (UTC)."""
    for name, against in (("Latitude", "S"), ("Longitude", "W")):
        try:
            degrees = sum(float(part) / 60**at for at, part in enumerate(gps[f"GPS{name}"]))
        except (KeyError, TypeError, ValueError, ZeroDivisionError):
            continue
        if degrees == degrees and abs(degrees) <= 180:  # noqa: PLR0124  not a number is no place
            yield (
                name.lower(),
                f"{-degrees if written(gps.get(f'GPS{name}Ref', '')).upper().startswith(against) else degrees:.6f}",
            )
    try:
        below = gps.get("GPSAltitudeRef") in {1, b"\x01"}
        yield "altitude", f"{float(gps['GPSAltitude']) * (-1 if below else 1):.1f} m"
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        pass
    try:
        hours, minutes, seconds = (int(float(part)) for part in gps["GPSTimeStamp"])
        yield (
            "satellite time (UTC)",
            f"{written(gps['GPSDateStamp']).replace(':', '-')} {hours:02}:{minutes:02}:{seconds:02}",
        )
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        pass


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
    for group, values in (("exif", tags), ("gps", gps)):
        for name, value in values.items():
            if isinstance(value, bytes) and name in {"MakerNote", "PrintImageMatching"}:
                yield f"{group}/{name}", f"{len(value)} bytes"
                live = _LIVE.match(value)
                if live:
                    yield "live photo", live[1].decode("ascii")
            elif name not in {"ExifOffset", "GPSInfo", "thumbnail", "XMLPacket", "ImageResources", "StripOffsets", "StripByteCounts",
                              "TileOffsets", "TileByteCounts", "IPTCNAA", "ColorMap", "InterColorProfile", "JPEGTables"}:  # fmt: skip
                yield f"{group}/{name}", written(value)
    for name, value in info.items():
        if isinstance(value, str) or (name == "comment" and isinstance(value, bytes)):
            yield f"says/{str(name)[:100]}", written(value)


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
        bare = value.removeprefix(b"ASCII\0\0\0").removeprefix(b"UNICODE\0").strip(b"\0 ")
        try:
            text = bare.decode("utf-8")
        except UnicodeDecodeError:
            text = ""
        value = (
            text
            if text.isprintable() and (text or not value)
            else f"{len(value)} bytes"
            if len(value) > 16
            else value.hex(" ")
        )
    elif isinstance(value, tuple | list):
        value = listed([written(each) for each in value])
    return bounded("".join(c if c == "\n" or c.isprintable() else " " for c in str(value)).strip())

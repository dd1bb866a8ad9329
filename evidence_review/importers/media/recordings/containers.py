"""Containers of which FFmpeg says length, codecs, size, tags and times: AVI, WMA and WMV, FLAC, AIFF, CAF,
AU, FLV, MPEG streams, and the sound of music players.

Damage that it does not tell is looked for beside it (`transport`, `windows`, sizes that are said). To read
another container, add its line to `CONTAINERS`.
"""

import re
from dataclasses import dataclass, replace
from typing import Any

from evidence_review.importers.media.pictures.facts import moment_of
from evidence_review.importers.media.recordings import transport, windows
from evidence_review.importers.media.recordings.facts import CUT, DAMAGED, Bytes, Facts
from evidence_review.importers.media.recordings.opening import Stream, opened
from evidence_review.importers.plugin import CAREFUL, Clock


@dataclass(frozen=True, slots=True)
class Container:
    """What we call it, by which name FFmpeg reads it, its media type, and whether it is known to be a
    film."""

    name: str
    form: str
    media: str
    video: bool = False


CONTAINERS = {
    "avi": Container("AVI", "avi", "video/x-msvideo", video=True),
    "asf": Container("ASF (WMA or WMV)", "asf", "video/x-ms-asf"),
    "flv": Container("FLV", "flv", "video/x-flv"),
    "flac": Container("FLAC", "flac", "audio/flac"),
    "aiff": Container("AIFF", "aiff", "audio/aiff"),
    "caf": Container("CAF", "caf", "audio/x-caf"),
    "au": Container("AU", "au", "audio/basic"),
    "wavpack": Container("WavPack", "wv", "audio/x-wavpack"),
    "monkey": Container("APE", "ape", "audio/x-ape"),
    "musepack": Container("Musepack", "mpc", "audio/x-musepack"),
    "musepack8": Container("Musepack", "mpc8", "audio/x-musepack"),
    "tta": Container("TTA", "tta", "audio/x-tta"),
    "dsf": Container("DSF", "dsf", "audio/x-dsf"),
    "program": Container("MPEG program stream", "mpeg", "video/mpeg", video=True),
    "film": Container("MPEG video", "mpegvideo", "video/mpeg", video=True),
    "transport": Container("MPEG transport stream", "mpegts", "video/mp2t", video=True),
}
_HEAD, _NO_SIZE = 65_536, 0xFFFFFFFF
_DAY = re.compile(rb"IDIT(.{4})(.{0,64})", re.DOTALL)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def read(file: Bytes, facts: Facts, clock: Clock, kind: str) -> None:
    """Fill the facts. Where FFmpeg cannot open it, or ended the process before, the format alone is known."""
    container = CONTAINERS[kind]
    facts.format, facts.video = container.name, container.video
    facts.form, facts.first = container.form, file.first
    if _ends(file, kind) > file.size:
        facts.damage.append(CUT)
    if kind == "asf":
        windows.read(file, facts)
    elif kind == "flv":
        facts.video = bool(file.at(4, 1)[0] & 1)
    elif kind == "avi":
        _taken(file.at(0, _HEAD), facts, clock)
    elif kind == "transport":
        transport.marks(file, facts)
    if CAREFUL.get():
        return
    try:
        with opened(Stream(file.stream, file.first), container.form) as source:
            _told(source, facts, clock)
    except Exception:  # noqa: BLE001  damage trips any part of the library; what was filled in before stays
        facts.damage.append(DAMAGED)


def _ends(file: Bytes, kind: str) -> int:
    """Where the file ends by its own head, or by the last of its chunks; 0 where neither says."""
    match kind:
        case "avi":
            return 8 + int.from_bytes(file.at(4, 4), "little")
        case "aiff":
            return 8 + int.from_bytes(file.at(4, 4), "big")
        case "au":
            start, length = (int.from_bytes(file.at(at, 4), "big") for at in (4, 8))
            return start + length if length < _NO_SIZE else 0
        case "dsf":
            return int.from_bytes(file.at(12, 8), "little")
        case "caf":
            return _end_of_chunks(file)
        case _:
            return 0


def _end_of_chunks(file: Bytes) -> int:
    """Where the last chunk of CAF ends; sound of which no length is written (-1) goes on to the end."""
    at = 8
    while at + 12 <= file.size:
        length = int.from_bytes(file.at(at + 4, 8), "big", signed=True)
        if length < 0:
            return 0
        at += 12 + length
    return at


def _taken(head: bytes, facts: Facts, clock: Clock) -> None:
    """When a camera says that it began, as written and as a reading of its clock; cameras write it in several
    ways (ExifTool, RIFF DateTimeOriginal), of which FFmpeg does not know all."""
    found = _DAY.search(head)
    if not found:
        return
    text = found[2][: int.from_bytes(found[1], "little")].split(b"\0")[0].decode("utf-8", "replace").strip()
    facts.say("says/IDIT", text)
    words = re.split(r"[ /:-]+", text)
    if len(words) == 7 and words[1].title() in _MONTHS:  # Mon Mar 10 15:04:43 2003
        words = [words[6], f"{_MONTHS.index(words[1].title()) + 1:02}", *words[2:6]]
    if len(words) == 6 and len(words[0]) == 4 and all(map(str.isdecimal, words)):
        year, month, day, *clock_time = (one.zfill(2) for one in words)
        moment = moment_of(f"{year}:{month}:{day} {':'.join(clock_time)}", "", clock)
        facts.made = replace(moment, raw=text) if moment else None


def _told(source: Any, facts: Facts, clock: Clock) -> None:
    shown = [one for one in (*source.streams.video, *source.streams.audio) if not _is_cover(one)]
    for stream in shown:
        _stream(stream, facts)
    for name, text in source.metadata.items():
        if name == "creation_time":
            facts.made = facts.made or moment_of(text, "", clock)
        else:
            facts.say(f"tag/{name.lower()}", text)
    facts.seconds = max(0, source.duration or 0) / 1e6 or None


def _is_cover(stream: Any) -> bool:
    return "attached_pic" in str(stream.disposition)


def _stream(stream: Any, facts: Facts) -> None:
    coder = stream.codec_context
    facts.video = facts.video or stream.type == "video"
    if coder is None:
        return
    facts.codec(coder.codec.canonical_name)
    if stream.type == "video" and coder.width and coder.height:
        facts.say("size", f"{coder.width} x {coder.height}")
    elif stream.type == "audio" and coder.sample_rate:
        facts.say("sound", f"{coder.layout.nb_channels} channels, {coder.sample_rate} Hz")

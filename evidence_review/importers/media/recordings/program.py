"""MPEG program streams (DVDs, camcorders, recorders of cameras on walls) and bare MPEG video: lengths by the
times in their packets (ISO/IEC 11172-1, 13818-1), sizes by the head of the video (13818-2, 6.2.2.1)."""

import re
from collections.abc import Iterable, Iterator

from evidence_review.importers.media.recordings.facts import MOST, Bytes, Facts

_AROUND = 4 << 20
"""Bytes at either end in which times are looked for."""
_PACKET = re.compile(rb"\0\0\x01[\xbd\xc0-\xef]")
_HEAD = re.compile(rb"\0\0\x01\xb3")
_PICTURE = re.compile(rb"\0\0\x01\0")
_CLOCK = 90_000
_RATES = (0, 24000 / 1001, 24, 25, 30000 / 1001, 30, 50, 60000 / 1001, 60)


def program(file: Bytes, facts: Facts) -> None:
    """A program stream: from the first time in its packets to the last, and the size of the picture. Bare
    video: its pictures by their rate."""
    start = file.at(0, _AROUND)
    bare = start.startswith(b"\0\0\x01\xb3")
    facts.format, facts.video = "MPEG video" if bare else "MPEG program stream", True
    each = head_of_video(start, facts)
    if bare:
        pictures = sum(1 for _ in _PICTURE.finditer(file.at(0, MOST)))
        facts.seconds = pictures * each or None
        return
    facts.seconds = length(_times(start), _times(file.at(max(0, file.size - _AROUND), _AROUND)), each)


def head_of_video(data: bytes, facts: Facts) -> float:
    """Say the codec and size of MPEG video, by its first head in these bytes; seconds of one picture, 0 where
    none is found."""
    found = _HEAD.search(data)
    head = data[found.end() : found.end() + 8] if found else b""
    if len(head) < 8:
        return 0.0
    wide, high, rate = head[0] << 4 | head[1] >> 4, (head[1] & 15) << 8 | head[2], head[3] & 15
    facts.codec("MPEG video")
    facts.say("size", f"{wide} x {high}")
    return 1 / _RATES[rate] if 0 < rate < len(_RATES) else 0.0


def length(near_start: Iterable[int], near_end: Iterable[int], each: float) -> float | None:
    """Seconds from the first time of packets near the start to the last near the end, and of one picture;
    None where there is none, or they do not go on."""
    first, last = min(near_start, default=None), max(near_end, default=None)
    if first is None or last is None or last < first:
        return None
    return (last - first) / _CLOCK + each or None


def _times(data: bytes) -> Iterator[int]:
    """The times of packets, each looked for behind the one before: inside one the same bytes may stand by
    chance."""
    at = max(0, data.find(b"\0\0\x01\xba"))
    while found := _PACKET.search(data, at):
        time = time_of(data[found.end() : found.end() + 40])
        if time is not None:
            yield time
        at = found.end() + 2 + int.from_bytes(data[found.end() : found.end() + 2], "big")


def time_of(head: bytes) -> int | None:
    """When a packet is shown, in ticks of 90 kHz, by the bytes behind its mark; None where it states none."""
    at = 2
    if head[at : at + 1] and head[at] & 0xC0 == 0x80:  # MPEG-2
        return _ticks(head[at + 3 : at + 8]) if len(head) > at + 1 and head[at + 1] & 0x80 else None
    while head[at : at + 1] == b"\xff" and at < 18:
        at += 1
    if head[at : at + 1] and head[at] & 0xC0 == 0x40:
        at += 2
    return _ticks(head[at : at + 5]) if head[at : at + 1] and head[at] & 0xE0 == 0x20 else None


def _ticks(data: bytes) -> int | None:
    if len(data) < 5 or not data[0] & data[2] & data[4] & 1:
        return None
    return (data[0] >> 1 & 7) << 30 | data[1] << 22 | data[2] >> 1 << 15 | data[3] << 7 | data[4] >> 1

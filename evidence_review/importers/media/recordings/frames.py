"""Sound that is a row of frames or pages with no table of them: AMR, Ogg (Opus, Vorbis). Lengths are
counted where they can be."""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from evidence_review.importers.media.recordings import sums as recordings_sums
from evidence_review.importers.media.recordings.facts import CUT, HOLES, MOST, SPOILT, Bytes, Facts

_AMR = (13, 14, 16, 18, 20, 21, 27, 32, 6, 1, 1, 1, 1, 1, 1, 1)
_AMR_WIDE = (18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 1, 1, 1, 1, 1, 1)
"""Bytes of a frame of 20 ms by its type (RFC 4867), its first byte included."""
_OGG = re.compile(rb"OggS\0")
_AMR_HEAD = re.compile(rb"#!AMR(-WB)?(_MC1\.0)?\n")


def amr(file: Bytes, facts: Facts) -> None:
    """AMR of one channel: 20 ms a frame."""
    data = file.at(0, MOST)
    head = _AMR_HEAD.match(data)
    facts.format = "AMR"
    facts.codec("AMR-WB" if head and head[1] else "AMR-NB")
    if not head or head[2]:
        return  # several channels: seen nowhere
    sizes, at, count, odd = _AMR_WIDE if head[1] else _AMR, head.end(), 0, 0
    while at < len(data):
        odd += data[at] & 0x83 != 0 or 9 < data[at] >> 3 & 15 < 14
        at += sizes[data[at] >> 3 & 15]
        count += at <= len(data)
    if at > len(data):
        facts.damage.append(CUT)
    if odd or bytes(64) in data:
        facts.damage.append(SPOILT)
    facts.seconds = count * 0.02 or None


def ogg(file: Bytes, facts: Facts) -> None:
    """Ogg: for each stream the place of its last page, by its codec's clock; Opus counts at 48 kHz less what
    is skipped first."""
    facts.format = "Ogg"
    clocks: dict[bytes, _Clock] = {}
    start = file.at(0, 65_536)
    for found in _OGG.finditer(start):
        serial, body = start[found.start() + 14 : found.start() + 18], _page_body(start, found.start())
        if start[found.start() + 5 : found.start() + 6] and start[found.start() + 5] & 2:
            clocks[serial] = _clock(body, facts)
    said, missing = _lengths(file, clocks)
    facts.seconds = said or None
    if not _pages_hold(file):
        facts.damage.append(SPOILT)
    if missing:
        facts.damage.append(HOLES)
        facts.holds(said, said - missing)
    if not _ends(file):
        facts.damage.append(CUT)


@dataclass(frozen=True, slots=True)
class _Clock:
    """How a stream of Ogg counts: units a second, units left out at the start, and (Theora) bits that count
    frames since a whole one."""

    rate: float = 0
    skipped: int = 0
    shift: int = 0

    def seconds(self, place: int) -> float:
        """The time of a place; 0 where the clock is not read."""
        units = (place >> self.shift) + (place & (1 << self.shift) - 1) if self.shift else place
        return (units - self.skipped) / self.rate if self.rate > 0 else 0.0


def _clock(body: bytes, facts: Facts) -> _Clock:
    """The clock of a stream, by its first page."""
    if body.startswith(b"OpusHead"):
        facts.codec("Opus")
        return _Clock(48000, int.from_bytes(body[10:12], "little"))
    if body.startswith(b"\x80theora") and len(body) >= 42:
        facts.codec("Theora")
        facts.video = True
        facts.say("size", f"{int.from_bytes(body[14:17], 'big')} x {int.from_bytes(body[17:20], 'big')}")
        frames, units = struct.unpack_from(">II", body, 22)
        return _Clock(frames / units if units else 0, 0, (body[40] & 3) << 3 | body[41] >> 5)
    for mark, name, rate in (
        (b"\x01vorbis", "Vorbis", int.from_bytes(body[12:16], "little")),
        (b"Speex   ", "Speex", int.from_bytes(body[36:40], "little")),
        (b"\x7fFLAC", "FLAC", int.from_bytes(body[27:30], "big") >> 4),
    ):
        if body.startswith(mark):
            facts.codec(name)
            return _Clock(rate)
    facts.video = facts.video or body.startswith((b"BBCD\0", b"OVP80"))
    return _Clock()


def _page_body(data: bytes, at: int) -> bytes:
    return data[at + 27 + (data[at + 26] if at + 26 < len(data) else 0) :][:256]


def _lengths(file: Bytes, clocks: dict[bytes, _Clock]) -> tuple[float, float]:
    """Seconds of the longest stream, and how many of them are missing: between two pages of which the second
    has not the next number."""
    last: dict[bytes, tuple[int, float]] = {}
    gaps: dict[bytes, float] = {}
    for serial, number, place in _pages(file):
        if serial not in clocks:
            continue
        before, reached = last.get(serial, (number - 1, 0.0))
        now = max(reached, clocks[serial].seconds(place) if place >= 0 else 0.0)
        if number > before + 1:
            gaps[serial] = gaps.get(serial, 0.0) + now - reached
        last[serial] = (number, now)
    longest = max(last, key=lambda serial: last[serial][1], default=b"")
    return (last[longest][1], gaps.get(longest, 0.0)) if last else (0.0, 0.0)


def _pages(file: Bytes) -> Iterator[tuple[bytes, int, int]]:
    """(serial number of the stream, number of the page, place in time or -1) of each page; what stands
    between pages is passed over."""
    at = 0
    while at + 27 <= file.size:
        head = file.at(at, 282)
        if not head.startswith(b"OggS\0"):
            found = _OGG.search(file.at(at, 131_072), 1)
            if not found:
                return
            at += found.start()
            continue
        place, number = struct.unpack_from("<q", head, 6)[0], int.from_bytes(head[18:22], "little")
        yield head[14:18], number, place
        at += 27 + head[26] + sum(head[27 : 27 + head[26]])


def _pages_hold(file: Bytes) -> bool:
    """Whether pages stand one behind another from the start to the end, and the check sum of each holds; one
    that is cut at the end is told elsewhere."""
    at = 0
    while at < min(file.size, MOST):
        page = file.at(at, 65_307)  # the longest that there can be
        length = 27 + page[26] + sum(page[27 : 27 + page[26]]) if len(page) > 26 else len(page)
        if not b"OggS\0".startswith(page[:5]):
            return at > 0 and page.startswith((b"TAG", b"ID3", b"APETAGEX"))
        if len(page) >= max(27, length) and not recordings_sums.ogg(page[:length]):
            return False
        at += length
    return True


def _ends(file: Bytes) -> bool:
    """Whether the last page is marked as the last and is whole."""
    tail = file.at(max(0, file.size - 131_072), 131_072)
    at = tail.rfind(b"OggS\0")
    head = tail[at : at + 27] if at >= 0 else b""
    if len(head) < 27:
        return False
    lengths = tail[at + 27 : at + 27 + head[26]]
    end = at + 27 + head[26] + sum(lengths)
    begins_another = 0 < len(tail) - end < 27 and b"OggS".startswith(tail[end : end + 4])
    return bool(head[5] & 4) and len(lengths) == head[26] and end <= len(tail) and not begins_another

"""MP4, MOV, 3GP and M4A: boxes within boxes (ISO/IEC 14496-12, QuickTime File Format). Lengths, times since 1904 (UTC), codecs, Apple's own keys.

To read another fact, add its box to `_LEAVES`, or its key to `_KEYS`.
"""

import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from evidence_review.domain.evidence import Moment
from evidence_review.domain.kinds import ZoneSource
from evidence_review.importers.pictures_facts import moment_of
from evidence_review.importers.plugin import Clock
from evidence_review.importers.recordings_facts import CUT, LENGTHS, NO_INDEX, PROTECTED, Bytes, Facts, four

_MOST_MOOV = 256 << 20
_DEEPEST = 12
_FOLDERS = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"udta", b"mvex", b"edts"}
_1904 = datetime(1904, 1, 1)  # noqa: DTZ001  instants are stored without tzinfo
_LOCKED = {b"encv", b"enca", b"drms", b"drmi"}
_PLACE = re.compile(r"([+-]\d+(?:\.\d+)?)([+-]\d+(?:\.\d+)?)")


@dataclass(slots=True)
class _Track:
    handler: bytes = b""
    scale: int = 0
    length: int = 0
    samples: int = 0
    spoken: int = 0
    """Units of `scale` that its samples add up to."""
    each: int = 0


@dataclass(slots=True)
class _Movie:
    facts: Facts
    clock: Clock
    scale: int = 0
    length: int = 0
    fragments: int = 0
    tracks: list[_Track] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    @property
    def track(self) -> _Track:
        return self.tracks[-1] if self.tracks else _Track()


def read(file: Bytes, facts: Facts, clock: Clock) -> None:
    """Fill the facts from a file of boxes."""
    movie = _Movie(facts, clock)
    facts.format = _FORMATS.get(file.at(8, 4)[:3] if file.at(4, 4) == b"ftyp" else b"qt ", "MP4")
    facts.say("brand", four(file.at(8, 4)) if file.at(4, 4) == b"ftyp" else "none (old QuickTime)")
    names = list[bytes]()
    for name, start, end in _top(file):
        names.append(name)
        if end > file.size:
            facts.damage.append(CUT)
        if name == b"moov":
            _walk(file.at(start, min(end - start, _MOST_MOOV)), movie, 0)
        elif name == b"moof":
            _fragment(file.at(start, min(end - start, 1 << 20)), movie)
        elif name in {b"uuid", b"mpvd"} or (name not in _KNOWN and len(names) < 50):
            facts.say("box", f"{four(name)}, {end - start} bytes")
    if b"moov" not in names:
        facts.damage.append(NO_INDEX)
    _lengths(movie)


_KNOWN = {
    b"ftyp",
    b"moov",
    b"mdat",
    b"free",
    b"skip",
    b"wide",
    b"moof",
    b"sidx",
    b"mfra",
    b"styp",
    b"meta",
    b"pdin",
    b"emsg",
    b"prft",
    b"udta",
}
_FORMATS = {b"qt ": "QuickTime (MOV)", b"3gp": "3GP", b"3g2": "3G2", b"M4A": "M4A", b"M4B": "M4B", b"M4V": "M4V"}


def _top(file: Bytes) -> Iterator[tuple[bytes, int, int]]:
    """(name, start of content, end) of each box at the top; `end` may lie behind the end of a file that was cut."""
    at = 0
    while at + 8 <= file.size:
        head = file.at(at, 16)
        size, skip = int.from_bytes(head[:4], "big"), 8
        if size == 1:
            size, skip = int.from_bytes(head[8:16], "big"), 16
        if size == 0:
            size = file.size - at
        if size < skip or not head[4:8].strip(b"\0"):
            return
        yield head[4:8], at + skip, at + size
        at += size


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        size, skip = int.from_bytes(data[at : at + 4], "big"), 8
        if size == 1:
            size, skip = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        size = len(data) - at if size == 0 else size
        if size < skip:
            return
        yield data[at + 4 : at + 8], data[at + skip : at + size]
        at += size


def _walk(data: bytes, movie: _Movie, depth: int) -> None:
    for name, body in _boxes(data):
        if name == b"trak":
            movie.tracks.append(_Track())
        if name in _FOLDERS and depth < _DEEPEST:
            _walk(body, movie, depth + 1)
        elif name == b"meta":
            _meta(body, movie)
        elif name in _LEAVES:
            try:
                _LEAVES[name](body, movie)
            except (struct.error, IndexError, ValueError, OverflowError):
                movie.facts.damage.append(CUT)
        elif name[:1] == b"\xa9":
            _words(name, body, movie)


def _times(body: bytes) -> tuple[int, int, int, int]:
    """Creation, modification, time scale, duration of mvhd and mdhd, in either version."""
    if body[0] == 1:
        made, changed, scale, length = struct.unpack_from(">QQIQ", body, 4)
        return made, changed, scale, 0 if length == 2**64 - 1 else length
    made, changed, scale, length = struct.unpack_from(">IIII", body, 4)
    return made, changed, scale, 0 if length == 2**32 - 1 else length


def _mvhd(body: bytes, movie: _Movie) -> None:
    made, changed, movie.scale, movie.length = _times(body)
    moment = since_1904(made)
    if moment:
        movie.facts.made = movie.facts.made or moment
        movie.facts.say("made (container, said to be UTC)", moment.utc or moment.raw)
    other = since_1904(changed)
    if other and changed != made:
        movie.facts.say("changed (container, said to be UTC)", other.utc or other.raw)


def since_1904(seconds: int) -> Moment | None:
    """The instant of a count of seconds since 1904; None for 0. A count too small for a phone was since 1970, as some phones write it."""
    if not seconds:
        return None
    origin = _1904 if seconds > 2_082_844_800 else datetime(1970, 1, 1)  # noqa: DTZ001
    try:
        return Moment(str(seconds), None, origin + timedelta(seconds=seconds), None, ZoneSource.IN_VALUE)
    except OverflowError:
        return Moment(str(seconds))


def _mdhd(body: bytes, movie: _Movie) -> None:
    _, _, movie.track.scale, movie.track.length = _times(body)


def _hdlr(body: bytes, movie: _Movie) -> None:
    movie.track.handler = movie.track.handler or body[8:12]
    movie.facts.video = movie.facts.video or body[8:12] == b"vide"


def _stsd(body: bytes, movie: _Movie) -> None:
    for name, entry in _boxes(body[8:]):
        movie.facts.codec(four(name))
        if name in _LOCKED and PROTECTED not in movie.facts.remarks:
            movie.facts.remarks.append(PROTECTED)
        if movie.track.handler == b"vide" and len(entry) >= 28:
            movie.facts.say("size", "{} x {}".format(*struct.unpack_from(">HH", entry, 24)))


def _stts(body: bytes, movie: _Movie) -> None:
    (count,) = struct.unpack_from(">I", body, 4)
    pairs = struct.iter_unpack(">II", body[8 : 8 + 8 * min(count, len(body) // 8 - 1)])
    movie.track.spoken = sum(samples * each for samples, each in pairs)


def _tkhd(body: bytes, movie: _Movie) -> None:
    movie.track.each = int.from_bytes(body[20:24] if body[0] == 1 else body[12:16], "big")  # its number, until trex says a length


def _mehd(body: bytes, movie: _Movie) -> None:
    movie.fragments = max(movie.fragments, int.from_bytes(body[4:12] if body[0] == 1 else body[4:8], "big"))


def _xyz(text: str, movie: _Movie) -> None:
    found = _PLACE.match(text)
    if found:
        movie.facts.say("latitude", f"{float(found[1]):.6f}")
        movie.facts.say("longitude", f"{float(found[2]):.6f}")


def _words(name: bytes, body: bytes, movie: _Movie) -> None:
    """A QuickTime text: length, language, words."""
    words = body[4 : 4 + int.from_bytes(body[:2], "big")].decode("utf-8", "replace") if len(body) > 4 else ""
    movie.facts.say(f"says/{name[1:].decode('ascii', 'replace')}", words)
    if name == b"\xa9xyz":
        _xyz(words, movie)


def _meta(body: bytes, movie: _Movie) -> None:
    """Apple's keys and their values; QuickTime's `meta` has no version in front, that of MP4 has."""
    for name, inner in _boxes(body if body[4:8] in {b"hdlr", b"keys", b"ilst"} else body[4:]):
        if name == b"keys":
            movie.keys = [text.decode("utf-8", "replace") for _, text in _boxes(inner[8:])]
        elif name == b"ilst":
            for number, value in _boxes(inner):
                _value(number, value, movie)


def _value(number: bytes, value: bytes, movie: _Movie) -> None:
    at = int.from_bytes(number, "big")
    if not 0 < at <= len(movie.keys):
        return  # iTunes tags, which tinytag reads
    key = movie.keys[at - 1]
    for name, data in _boxes(value):
        kind = int.from_bytes(data[:4], "big")
        text = data[8:].decode("utf-8", "replace") if name == b"data" and kind == 1 else f"{len(data) - 8} bytes"
        movie.facts.say(f"says/{key}", text)
        if key.endswith("location.ISO6709"):
            _xyz(text, movie)
        if key.endswith("quicktime.creationdate"):
            movie.facts.made = moment_of(text, "", movie.clock) or movie.facts.made
        if key.endswith("content.identifier"):
            movie.facts.say("live photo", text)


_LEAVES: dict[bytes, Callable[[bytes, _Movie], None]] = {
    b"mvhd": _mvhd,
    b"tkhd": _tkhd,
    b"mdhd": _mdhd,
    b"hdlr": _hdlr,
    b"stsd": _stsd,
    b"stts": _stts,
    b"mehd": _mehd,
}


def _fragment(data: bytes, movie: _Movie) -> None:
    """Add up the samples of one fragment whose lengths are written in it."""
    for name, body in _boxes(data):
        if name == b"traf":
            _run(dict(_boxes(body)), movie)


def _run(boxes: dict[bytes, bytes], movie: _Movie) -> None:
    head, run = boxes.get(b"tfhd", b""), boxes.get(b"trun", b"")
    if len(head) < 8 or len(run) < 8:
        return
    track = next((each for each in movie.tracks if each.each == int.from_bytes(head[4:8], "big")), None)
    flags, wanted = int.from_bytes(run[1:4], "big"), int.from_bytes(head[1:4], "big")
    count = int.from_bytes(run[4:8], "big")
    if track is None:
        return
    if flags & 0x100:
        start = 8 + 4 * bool(flags & 1) + 4 * bool(flags & 4)
        width = 4 * sum(bool(flags & bit) for bit in (0x100, 0x200, 0x400, 0x800))
        track.spoken += sum(int.from_bytes(run[at : at + 4], "big") for at in range(start, min(len(run) - 3, start + count * width), width))
    elif wanted & 8:
        at = 8 + 8 * bool(wanted & 1) + 4 * bool(wanted & 2)
        track.spoken += count * int.from_bytes(head[at : at + 4], "big")


def _lengths(movie: _Movie) -> None:
    """The length as the container says it, else as its tracks or fragments do; a remark where they differ."""
    said = movie.length / movie.scale if movie.scale else 0.0
    if not said and movie.fragments and movie.scale:
        said = movie.fragments / movie.scale
    tracks = [track for track in movie.tracks if track.scale and track.handler in {b"vide", b"soun"}]
    added = max((track.spoken / track.scale for track in tracks), default=0.0)
    written = max((track.length / track.scale for track in tracks), default=0.0)
    seconds = said or written or added
    movie.facts.seconds = seconds or None
    if not movie.facts.video and not tracks:
        movie.facts.video = movie.facts.format not in {"M4A", "M4B"}
    if added and seconds and abs(added - seconds) > max(1.0, 0.1 * seconds):
        movie.facts.remarks.append(LENGTHS)
        movie.facts.say("length of its samples", f"{added:.2f} s")

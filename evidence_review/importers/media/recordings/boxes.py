"""MP4, MOV, 3GP and M4A: boxes within boxes (ISO/IEC 14496-12, QuickTime File Format).

Lengths, times since 1904 (UTC), codecs, Apple's own keys.

To read another fact, add its box to `_LEAVES`, its words to `recordings_movie`.
"""

import re
import struct
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from evidence_review.domain.evidence import Moment
from evidence_review.domain.kinds import ZoneSource
from evidence_review.importers.media.recordings import movie as recordings_movie
from evidence_review.importers.media.recordings.facts import (
    CUT,
    LENGTHS,
    NO_INDEX,
    PROTECTED,
    SPOILT,
    Bytes,
    Facts,
    four,
)
from evidence_review.importers.media.recordings.movie import Movie, Track, boxes, fills
from evidence_review.importers.plugin import Clock

_MOST_MOOV = 256 << 20
_DEEPEST = 12
_NAME = re.compile(rb"[\x20-\x7e\xa9]{4}")
_FOLDERS = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"udta", b"mvex", b"edts"}
_1904 = datetime(1904, 1, 1)  # noqa: DTZ001  instants are stored without tzinfo
_LOCKED = {b"encv", b"enca", b"drms", b"drmi"}


def read(file: Bytes, facts: Facts, clock: Clock) -> None:
    """Fill the facts from a file of boxes."""
    movie, names = Movie(facts, clock), list[bytes]()
    is_named = file.at(4, 4) == b"ftyp"
    facts.format = _FORMATS.get(file.at(8, 4)[:3] if is_named else b"qt ", "MP4")
    facts.say("brand", four(file.at(8, 4)) if is_named else "none (old QuickTime)")
    for name, start, end in _top(file, facts):
        names.append(name)
        if end > file.size:
            facts.damage.append(CUT)
        if name == b"moov":
            _walk(file.at(start, min(end - start, _MOST_MOOV)), movie, 0)
        elif name == b"moof":
            recordings_movie.fragment(file.at(start, min(end - start, 1 << 20)), movie)
        elif name not in _KNOWN and (name in _TOLD or len(names) < 50):
            facts.say("box", f"{four(name)}, {end - start} bytes")
    if b"moov" not in names:
        facts.damage.append(NO_INDEX)
    if CUT not in facts.damage and not _tables_hold(movie, file.size):
        facts.damage.append(SPOILT)
    _lengths(movie)


_TOLD = frozenset((b"uuid", b"mpvd"))
"""Boxes that are named wherever they stand; of others that are not known, those among the first fifty."""
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
_FORMATS = {
    b"qt ": "QuickTime (MOV)",
    b"3gp": "3GP",
    b"3g2": "3G2",
    b"M4A": "M4A",
    b"M4B": "M4B",
    b"M4V": "M4V",
}


def _top(file: Bytes, facts: Facts) -> Iterator[tuple[bytes, int, int]]:
    """(name, start of content, end) of each box at the top; `end` may lie behind the end of a file that was
    cut."""
    at = 0
    while at + 8 <= file.size:
        head = file.at(at, 16)
        size, skip = int.from_bytes(head[:4], "big"), 8
        if size == 1:
            size, skip = int.from_bytes(head[8:16], "big"), 16
        if size == 0:
            size = file.size - at
        if size < skip or not _NAME.fullmatch(head[4:8]):
            facts.damage += [SPOILT] if file.size - at > 8 else []
            return
        yield head[4:8], at + skip, at + size
        at += size


def _walk(data: bytes, movie: Movie, depth: int) -> None:
    if not fills(data):
        movie.facts.damage.append(SPOILT)
    for name, body in boxes(data):
        if name == b"trak":
            movie.tracks.append(Track())
        if name in _FOLDERS and depth < _DEEPEST:
            _walk(body, movie, depth + 1)
        elif name == b"meta":
            recordings_movie.meta(body, movie)
        elif name in _LEAVES:
            try:
                _LEAVES[name](body, movie)
            except (struct.error, IndexError, ValueError, OverflowError):
                movie.facts.damage.append(CUT)
        elif name[:1] == b"\xa9":
            recordings_movie.words(name, body, movie)


def _times(body: bytes) -> tuple[int, int, int, int]:
    """Creation, modification, time scale, duration of mvhd and mdhd, in either version."""
    if body[0] == 1:
        made, changed, scale, length = struct.unpack_from(">QQIQ", body, 4)
        return made, changed, scale, 0 if length == 2**64 - 1 else length
    made, changed, scale, length = struct.unpack_from(">IIII", body, 4)
    return made, changed, scale, 0 if length == 2**32 - 1 else length


def _mvhd(body: bytes, movie: Movie) -> None:
    made, changed, movie.scale, movie.length = _times(body)
    moment = since_1904(made)
    if moment:
        movie.facts.made = movie.facts.made or moment
        movie.facts.say("made (container, said to be UTC)", moment.utc or moment.raw)
    other = since_1904(changed)
    if other and changed != made:
        movie.facts.say("changed (container, said to be UTC)", other.utc or other.raw)


def since_1904(seconds: int) -> Moment | None:
    """The instant of a count of seconds since 1904; None for 0. A count too small for a phone was since 1970,
    as some phones write it."""
    if not seconds:
        return None
    # the container's clock, which has no zone
    origin = _1904 if seconds > 2_082_844_800 else datetime(1970, 1, 1)  # noqa: DTZ001
    try:
        return Moment(str(seconds), None, origin + timedelta(seconds=seconds), None, ZoneSource.IN_VALUE)
    except OverflowError:
        return Moment(str(seconds))


def _mdhd(body: bytes, movie: Movie) -> None:
    _, _, movie.track.scale, movie.track.length = _times(body)


def _hdlr(body: bytes, movie: Movie) -> None:
    movie.track.handler = movie.track.handler or body[8:12]
    movie.facts.video = movie.facts.video or body[8:12] == b"vide"


def _stsd(body: bytes, movie: Movie) -> None:
    for name, entry in boxes(body[8:]):
        movie.facts.codec(four(name))
        if name in _LOCKED and PROTECTED not in movie.facts.remarks:
            movie.facts.remarks.append(PROTECTED)
        if movie.track.handler == b"vide" and len(entry) >= 28:
            movie.facts.say("size", "{} x {}".format(*struct.unpack_from(">HH", entry, 24)))


def _stts(body: bytes, movie: Movie) -> None:
    (count,) = struct.unpack_from(">I", body, 4)
    pairs = struct.iter_unpack(">II", body[8 : 8 + 8 * min(count, len(body) // 8 - 1)])
    movie.track.timed, movie.track.spoken = 0, 0
    for samples, each in pairs:
        movie.track.timed += samples
        movie.track.spoken += samples * each


def _stsz(body: bytes, movie: Movie) -> None:
    movie.track.sized = struct.unpack_from(">I", body, 8)[0]
    if not int.from_bytes(body[4:8], "big") and len(body) != 12 + 4 * movie.track.sized:
        movie.facts.damage.append(SPOILT)


def _places(body: bytes, movie: Movie, code: str) -> None:
    (count,) = struct.unpack_from(">I", body, 4)
    movie.track.places = struct.unpack_from(f">{count}{code}", body, 8)


def _tables_hold(movie: Movie, size: int) -> bool:
    """Whether each track has as many times as sizes, and all its parts begin in the file."""
    return all(
        (track.sized in {-1, track.timed} or not track.timed)
        and all(0 < place < size for place in track.places)
        for track in movie.tracks
    )


def _tkhd(body: bytes, movie: Movie) -> None:
    movie.track.each = int.from_bytes(
        body[20:24] if body[0] == 1 else body[12:16], "big"
    )  # its number, until trex says a length


def _mehd(body: bytes, movie: Movie) -> None:
    movie.fragments = max(movie.fragments, int.from_bytes(body[4:12] if body[0] == 1 else body[4:8], "big"))


_LEAVES: dict[bytes, Callable[[bytes, Movie], None]] = {
    b"mvhd": _mvhd,
    b"tkhd": _tkhd,
    b"mdhd": _mdhd,
    b"hdlr": _hdlr,
    b"stsd": _stsd,
    b"stts": _stts,
    b"mehd": _mehd,
    b"stsz": _stsz,
    b"stco": lambda body, movie: _places(body, movie, "I"),
    b"co64": lambda body, movie: _places(body, movie, "Q"),
}


def _lengths(movie: Movie) -> None:
    """The length as the container says it, else as its tracks or fragments do; a remark where they differ."""
    tracks = [track for track in movie.tracks if track.scale and track.handler in {b"vide", b"soun"}]
    said = (movie.length or movie.fragments) / movie.scale if movie.scale else 0.0
    added = _longest((track.spoken, track.scale) for track in tracks)
    seconds = said or _longest((track.length, track.scale) for track in tracks) or added
    movie.facts.seconds = seconds or None
    movie.facts.video |= not tracks and movie.facts.format not in {"M4A", "M4B"}
    if added and abs(added - seconds) > max(1.0, 0.1 * seconds):
        movie.facts.remarks.append(LENGTHS)
        movie.facts.say("length of its samples", f"{added:.2f} s")


def _longest(units: Iterable[tuple[int, int]]) -> float:
    return max((length / scale for length, scale in units), default=0.0)

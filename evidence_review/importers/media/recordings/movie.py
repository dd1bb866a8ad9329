"""A film of boxes as it is being read: its tracks, the words that phones write into it, and the samples of
its fragments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from evidence_review.importers.media.pictures.facts import moment_of
from evidence_review.importers.media.recordings.facts import Facts
from evidence_review.importers.plugin import Clock

_PLACE = re.compile(r"([+-]\d+(?:\.\d+)?)([+-]\d+(?:\.\d+)?)")


@dataclass(slots=True)
class Track:
    """One stream: its kind, units a second, units of its length as said and as its samples add up, and its
    number."""

    handler: bytes = b""
    scale: int = 0
    length: int = 0
    samples: int = 0
    spoken: int = 0
    """Units of `scale` that its samples add up to."""
    each: int = 0
    """Its number; how many samples its tables of times and of sizes hold; where its chunks begin."""
    timed: int = 0
    sized: int = -1
    places: tuple[int, ...] = ()


@dataclass(slots=True)
class Movie:
    """A film being read. `scale` is units a second, `length` units, `fragments` units over all fragments,
    `keys` Apple's names."""

    facts: Facts
    clock: Clock
    scale: int = 0
    length: int = 0
    fragments: int = 0
    tracks: list[Track] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    @property
    def track(self) -> Track:
        """The track that is being read."""
        return self.tracks[-1] if self.tracks else Track()


def boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(name, content) of the boxes that stand one after another; the last may be cut short."""
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


def fills(data: bytes) -> bool:
    """Whether boxes fill these bytes, as those of every film do; zeros may stand behind the last (QuickTime
    ends some rows so)."""
    at = 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        size = int.from_bytes(data[at + 8 : at + 16], "big") if size == 1 else size or len(data) - at
        if size < 8 or at + size > len(data):
            return not data[at:].strip(b"\0") and len(data) - at < 64
        if not data[at + 4 : at + 8].strip(b"\0"):
            return len(data) - at < 64 and not data[at:].strip(b"\0")
        at += size
    return not data[at:].strip(b"\0")


def _xyz(text: str, movie: Movie) -> None:
    found = _PLACE.match(text)
    if found:
        movie.facts.say("latitude", f"{float(found[1]):.6f}")
        movie.facts.say("longitude", f"{float(found[2]):.6f}")


def words(name: bytes, body: bytes, movie: Movie) -> None:
    """A QuickTime text: length, language, words."""
    text = body[4 : 4 + int.from_bytes(body[:2], "big")].decode("utf-8", "replace") if len(body) > 4 else ""
    movie.facts.say(f"says/{name[1:].decode('ascii', 'replace')}", text)
    if name == b"\xa9xyz":
        _xyz(text, movie)


def meta(body: bytes, movie: Movie) -> None:
    """Apple's keys and their values; QuickTime's `meta` has no version in front, that of MP4 has."""
    for name, inner in boxes(body if body[4:8] in {b"hdlr", b"keys", b"ilst"} else body[4:]):
        if name == b"keys":
            movie.keys = [text.decode("utf-8", "replace") for _, text in boxes(inner[8:])]
        elif name == b"ilst":
            for number, value in boxes(inner):
                _value(number, value, movie)


def _value(number: bytes, value: bytes, movie: Movie) -> None:
    at = int.from_bytes(number, "big")
    if not 0 < at <= len(movie.keys):
        return  # iTunes tags, which tinytag reads
    key = movie.keys[at - 1]
    for name, data in boxes(value):
        kind = int.from_bytes(data[:4], "big")
        text = (
            data[8:].decode("utf-8", "replace") if name == b"data" and kind == 1 else f"{len(data) - 8} bytes"
        )
        movie.facts.say(f"says/{key}", text)
        if key.endswith("location.ISO6709"):
            _xyz(text, movie)
        if key.endswith("quicktime.creationdate"):
            movie.facts.made = moment_of(text, "", movie.clock) or movie.facts.made
        if key.endswith("content.identifier"):
            movie.facts.say("live photo", text)


def fragment(data: bytes, movie: Movie) -> None:
    """Add up the samples of one fragment whose lengths are written in it."""
    for name, body in boxes(data):
        if name == b"traf":
            _run(dict(boxes(body)), movie)


def _run(boxes: dict[bytes, bytes], movie: Movie) -> None:
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
        track.spoken += sum(
            int.from_bytes(run[at : at + 4], "big")
            for at in range(start, min(len(run) - 3, start + count * width), width)
        )
    elif wanted & 8:
        at = 8 + 8 * bool(wanted & 1) + 4 * bool(wanted & 2)
        track.spoken += count * int.from_bytes(head[at : at + 4], "big")

"""What can be said of a recording without listening to it, and how bytes of it are reached; shared by the
readers of each container."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from evidence_review.domain.evidence import Moment
from evidence_review.importers.text.long_values import bounded

_MOST_SAID, _MOST_VALUES = 20_000, 300
_MORE = ("further values", f"more than {_MOST_VALUES}: the rest stands in the file alone")
_SECTOR = 512
_BLOCK = bytes(_SECTOR)
MOST = 512 << 20
"""Bytes of a recording that are counted through."""

CUT = "This recording ends before its own end: part of it is missing. Ask for another copy."
DAMAGED = (
    "This recording is damaged: what it says of itself could be read only in part. Ask for another copy."
)
HOLES = "Parts in the middle of this recording are missing. Ask for another copy."
SPOILT = (
    "Parts inside this recording are damaged: its own check sums, lengths or order do not hold there. "
    "Ask for another copy."
)
NO_INDEX = (
    "This recording has no index, as when recording was broken off: most players cannot open it. Ask "
    "an expert to mend a copy."
)
PROTECTED = (
    "This recording is protected against copying and cannot be played here. Ask the supplier for an "
    "open copy."
)
BLANK = (
    "A stretch of this recording is exact silence that begins and ends where blocks of a disk do. If "
    "nobody silenced it, what was there is lost: ask for another copy."
)
LENGTHS = (
    "This recording says two different lengths. Both are kept; do not rely on either until someone has "
    "played it."
)


@dataclass(slots=True)
class Facts:
    """Filled by a reader. `seconds` is None where the length is not known; `made` is the container's own
    time; `remarks` are sentences; `form` is FFmpeg's name
    of the container where that told all, and `first` where it begins in the file."""

    format: str = ""
    seconds: float | None = None
    video: bool = False
    codecs: list[str] = field(default_factory=list)
    made: Moment | None = None
    extra: list[tuple[str, str]] = field(default_factory=list)
    damage: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    form: str = ""
    first: int = 0

    def say(self, name: str, value: object) -> None:
        """Keep a value, bounded, printable; nothing for an empty one."""
        text = "".join(
            c if c.isprintable() or c == "\n" else " " for c in bounded(str(value), _MOST_SAID)
        ).strip()
        if text and len(self.extra) < _MOST_VALUES:
            self.extra.append((name, text))
        elif text and self.extra[-1] != _MORE:
            self.extra.append(_MORE)

    def holds(self, said: float, there: float) -> None:
        """Both lengths of a recording of which part is missing, in seconds: what it says of itself, and what
        is there."""
        self.seconds = said
        self.say("length of what is there", f"{there:.2f} s")

    def codec(self, name: str) -> None:
        """Note one kind of stream, once."""
        if name and name not in self.codecs and len(self.codecs) < 32:
            self.codecs.append(name)


@dataclass(slots=True)
class Bytes:
    """A file read at places; short where it ends. Places are counted from `first`, as the `size` is."""

    stream: IO[bytes]
    size: int
    first: int = 0

    def behind(self, length: int) -> "Bytes":
        """The same file as if it began so many bytes further on."""
        return Bytes(self.stream, max(0, self.size - length), self.first + length)

    def at(self, place: int, length: int) -> bytes:
        """Up to `length` bytes from `place`; b"" behind the end."""
        if place < 0 or place >= self.size:
            return b""
        self.stream.seek(self.first + place)
        return self.stream.read(length)

    def has_blank_blocks(self) -> bool:
        """Whether zeros, and other bytes before and behind them, begin and end at a multiple of 512 bytes, as
        where sectors of a disk were lost; of uncoded sound nothing else tells."""
        at, step = 0, 16 << 20
        while at < min(self.size, MOST):
            data = self.at(at, step)
            place = data.find(_BLOCK)
            while place >= 0:
                stop = next(
                    (place + found for found in range(_SECTOR, len(data) - place) if data[place + found]),
                    len(data),
                )
                first, last = at + place + self.first, at + stop + self.first
                if place and stop < len(data) and not first % _SECTOR and not last % _SECTOR:
                    return True
                place = data.find(_BLOCK, stop)
            at += step
        return False

    def chunks(self, start: int, end: int, little: bool) -> Iterator[tuple[bytes, int, int]]:
        """(name, start, length) of chunks of RIFF (little-endian) or IFF between two places, even-aligned;
        the last may claim more than there is."""
        while start + 8 <= end:
            head = self.at(start, 8)
            if len(head) < 8:
                return
            length = int.from_bytes(head[4:], "little" if little else "big")
            yield head[:4], start + 8, length
            start += 8 + length + length % 2


def four(name: bytes) -> str:
    """A four-letter code as text."""
    return "".join(chr(c) if 32 <= c < 127 else "." for c in name).strip()

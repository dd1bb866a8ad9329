"""WAV sound with ranges of time silenced: samples read, set to nothing in every channel, and written afresh
with two chunks and no more.

Other sound and film is decoded and coded anew in `recordings`.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from evidence_review.domain.errors import OutputProblem, UnreadableExport

OTHERS = (
    "Sound and film of this kind cannot be coded anew here, and cutting them without that would "
    "leave the words in. Save the sound as WAV "
    "(for a film, also still pictures), redact that, and redact the transcript alike."
)
NO_RANGES = "Say which parts of this recording are to be silenced, as 1:05-1:12 (minutes and seconds)."
_DAMAGED = "This recording is damaged or not plain WAV sound. Save it again as 16-bit WAV and try again."
_PLAIN, _FLOAT, _LONGER = 1, 3, 0xFFFE
FADE = 0.05
"""Seconds added at either side: the beginning of a word can be heard before it is thought to start."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Seconds from the start of the recording."""

    start: float
    end: float

    def __post_init__(self) -> None:
        """A range has a length."""
        if not 0 <= self.start < self.end:
            raise ValueError("a range of time needs a length")


@dataclass(frozen=True, slots=True)
class _Wave:
    form: int
    channels: int
    rate: int
    bits: int
    samples: bytes


def silence_from(text: str) -> Silence:
    """A range as a person writes it: "65-72", "1:05-1:12", "1:02:03.5 - 1:02:09". OutputProblem where it is
    none."""
    try:
        start, end = (_seconds(one) for one in text.split("-"))
        return Silence(start, end)
    except ValueError:
        raise OutputProblem(NO_RANGES) from None


def _seconds(text: str) -> float:
    total = 0.0
    for piece in text.strip().split(":"):
        total = total * 60 + float(piece)
    return total


def redact_wave(original: bytes, silences: Sequence[Silence]) -> bytes:
    """A new WAV of the same length with the ranges silent; no tags, lists, cues or bytes behind the end.
    Proved by reading it again."""
    wave = _read(original)
    step = wave.channels * wave.bits // 8
    samples = bytearray(wave.samples[: len(wave.samples) // step * step])
    quiet = b"\x80" if wave.bits == 8 else b"\0"
    for one in silences:
        start = min(len(samples), max(0, int((one.start - FADE) * wave.rate)) * step)
        end = min(len(samples), int((one.end + FADE) * wave.rate + 1) * step)
        samples[start:end] = quiet * (end - start)
    data = _written(wave, bytes(samples))
    if _read(data).samples != bytes(samples):
        raise OutputProblem("Nothing was written: the new recording could not be read back.")
    return data


def extra_chunks(data: bytes) -> list[str]:
    """Names of the chunks of a WAV file beside its form and samples, and "tail" where bytes stand behind its
    end."""
    names = [name for name, _ in _chunks(data)]
    beside = [name.decode("latin-1") for name in names if name not in {b"fmt ", b"data"}]
    return [*beside, *(["tail"] if int.from_bytes(data[4:8], "little") + 8 < len(data) else [])]


def _chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    found: list[tuple[bytes, bytes]] = []
    at, end = 12, min(len(data), int.from_bytes(data[4:8], "little") + 8)
    while at + 8 <= end:
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        found.append((name, data[at + 8 : at + 8 + size]))
        at += 8 + size + size % 2
    return found


def _read(data: bytes) -> _Wave:
    chunks = dict(reversed(_chunks(data)))
    about = chunks.get(b"fmt ", b"")
    if data[:4] != b"RIFF" or len(about) < 16 or b"data" not in chunks:
        raise UnreadableExport(_DAMAGED)
    form, channels, rate, _, _, bits = struct.unpack("<HHIIHH", about[:16])
    if form == _LONGER and len(about) >= 26:
        form = int.from_bytes(about[24:26], "little")
    if form not in {_PLAIN, _FLOAT} or not channels or not rate or bits not in {8, 16, 24, 32, 64}:
        raise UnreadableExport(_DAMAGED)
    return _Wave(form, channels, rate, bits, chunks[b"data"])


def _written(wave: _Wave, samples: bytes) -> bytes:
    block = wave.channels * wave.bits // 8
    about = struct.pack("<HHIIHH", wave.form, wave.channels, wave.rate, wave.rate * block, block, wave.bits)
    body = (
        b"WAVE"
        b"fmt "
        + struct.pack("<I", len(about))
        + about
        + b"data"
        + struct.pack("<I", len(samples))
        + samples
        + b"\0" * (len(samples) % 2)
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body

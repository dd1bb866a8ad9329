"""WAV: chunks of RIFF, each with its length, with the times and words that recorders write into them."""

import struct

from evidence_review.importers.media.pictures.facts import moment_of
from evidence_review.importers.media.recordings.facts import CUT, SPOILT, Bytes, Facts, four
from evidence_review.importers.plugin import Clock
from evidence_review.importers.text.long_values import MOST

_WAVE_CODECS = {1: "PCM", 2: "ADPCM", 3: "PCM float", 6: "A-law", 7: "mu-law", 0x11: "IMA ADPCM", 0x31: "GSM 6.10", 0x50: "MPEG audio",
                0x55: "MP3", 0xFF: "AAC", 0x161: "WMA", 0x162: "WMA Pro", 0x2000: "AC-3", 0xFFFE: "PCM (extended)"}  # fmt: skip
_UNWRITTEN = frozenset((0, 0xFFFFFFFF))


def wave(file: Bytes, facts: Facts, clock: Clock) -> None:
    """WAV, also with its length written as 0 or as more than there is, as recorders leave it when broken
    off."""
    facts.format, rate = "WAV", 0
    little = file.at(0, 4) != b"RIFX"
    for name, start, length in file.chunks(12, file.size, little=little):
        if name == b"fmt ":
            rate = _form(file.at(start, 12).ljust(12, b"\0"), facts, little=little)
        elif name == b"data":
            _sound(length, file.size - start, rate, facts)
            if length in _UNWRITTEN:
                break
        elif not name.isascii() or not name.strip(b"\0"):
            facts.damage.append(SPOILT)
        elif name == b"LIST":
            _info(file, start, length, facts, clock)
        elif name == b"bext":
            _broadcast(file.at(start, 338), facts, clock)


def _form(body: bytes, facts: Facts, *, little: bool) -> int:
    """Codec and channels; bytes of a second."""
    code, channels, samples, rate = struct.unpack("<HHII" if little else ">HHII", body)
    facts.codec(_WAVE_CODECS.get(code, f"code {code}"))
    facts.say("sound", f"{channels} channels, {samples} Hz")
    return rate


def _sound(length: int, there: int, rate: int, facts: Facts) -> None:
    """The length of the sound, by the bytes that are said and those that are there."""
    facts.seconds = min(length or there, there) / rate if rate else None
    if length in _UNWRITTEN:
        facts.say("length from", "the size of the file; none is written")
    elif length > there:
        facts.damage.append(CUT)
        if rate:
            facts.holds(length / rate, there / rate)


def _broadcast(body: bytes, facts: Facts, clock: Clock) -> None:
    """Day, time and words of the Broadcast Wave Format."""
    day, time = _text(body[320:330]), _text(body[330:338])
    facts.made = facts.made or moment_of(f"{day} {time}", "", clock)
    facts.say("says/originator", _text(body[256:288]))
    facts.say("says/description", _text(body[:256]))


def _info(file: Bytes, start: int, length: int, facts: Facts, clock: Clock) -> None:
    if file.at(start, 4) != b"INFO":
        return
    for name, at, size in file.chunks(start + 4, min(start + length, file.size), little=True):
        text = _text(file.at(at, min(size, MOST)))
        facts.say(f"says/{four(name)}", text)
        if name == b"ICRD" and len(text) > 15:
            facts.made = facts.made or moment_of(text, "", clock)


def _text(data: bytes) -> str:
    return data.split(b"\0")[0].decode("utf-8", "replace").strip()

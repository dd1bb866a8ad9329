"""WAV: chunks of RIFF, each with its length, with the times and words that recorders write into them."""

import struct

from evidence_review.importers.media.pictures.facts import moment_of
from evidence_review.importers.media.recordings.facts import CUT, SPOILT, Bytes, Facts, four
from evidence_review.importers.plugin import Clock
from evidence_review.importers.text.long_values import MOST

_WAVE_CODECS = {1: "PCM", 2: "ADPCM", 3: "PCM float", 6: "A-law", 7: "mu-law", 0x11: "IMA ADPCM", 0x31: "GSM 6.10", 0x50: "MPEG audio",
                0x55: "MP3", 0xFF: "AAC", 0x161: "WMA", 0x162: "WMA Pro", 0x2000: "AC-3", 0xFFFE: "PCM (extended)"}  # fmt: skip


def wave(file: Bytes, facts: Facts, clock: Clock) -> None:
    """WAV, also with its length written as 0 or as more than there is, as recorders leave it when broken
    off."""
    facts.format, rate = "WAV", 0
    little = file.at(0, 4) != b"RIFX"
    for name, start, length in file.chunks(12, file.size, little=little):
        if name == b"fmt ":
            code, channels, samples, rate = struct.unpack(
                "<HHII" if little else ">HHII", file.at(start, 12).ljust(12, b"\0")
            )
            facts.codec(_WAVE_CODECS.get(code, f"code {code}"))
            facts.say("sound", f"{channels} channels, {samples} Hz")
        elif name == b"data":
            there = file.size - start
            odd = length in {0, 0xFFFFFFFF}
            facts.seconds = min(length or there, there) / rate if rate else None
            if odd:
                facts.say("length from", "the size of the file; none is written")
                break
            if length > there:
                facts.damage.append(CUT)
                if rate:
                    facts.holds(length / rate, there / rate)
        elif not name.isascii() or not name.strip(b"\0"):
            facts.damage.append(SPOILT)
        elif name == b"LIST":
            _info(file, start, length, facts, clock)
        elif name == b"bext":
            broadcast = file.at(start, 338)
            facts.made = facts.made or moment_of(
                _text(broadcast[320:330]) + " " + _text(broadcast[330:338]), "", clock
            )
            facts.say("says/originator", _text(broadcast[256:288]))
            facts.say("says/description", _text(broadcast[:256]))


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

"""Sound of players and old computers: AU, Monkey's Audio (APE), Musepack, WavPack, TTA and DSF, by their
published layouts; lengths, and whether they end early."""

import hashlib
import struct
from collections.abc import Iterator

from evidence_review.importers.media.recordings.facts import CUT, DAMAGED, MOST, SPOILT, Bytes, Facts

_AU = {1: ("mu-law", 8), 2: ("PCM", 8), 3: ("PCM", 16), 4: ("PCM", 24), 5: ("PCM", 32), 6: ("PCM float", 32), 7: ("PCM float", 64), 23: ("G.721", 4),
       24: ("G.722", 8), 25: ("G.723", 3), 26: ("G.723", 5), 27: ("A-law", 8)}  # fmt: skip
"""Bits of one sample of one channel by the code of an AU file."""
_NO_SIZE = 0xFFFFFFFF
_MUSEPACK_RATES = (44100, 48000, 37800, 32000)
_WAVPACK_RATES = (
    6000,
    8000,
    9600,
    11025,
    12000,
    16000,
    22050,
    24000,
    32000,
    44100,
    48000,
    64000,
    88200,
    96000,
    192000,
)


def au(file: Bytes, facts: Facts) -> None:
    """AU: bytes of sound by those of a second; without a stated size, what is there."""
    facts.format = "AU"
    start, said, code, rate, channels = struct.unpack(">5I", file.at(4, 20).ljust(20, b"\0"))
    name, bits = _AU.get(code, (f"code {code}", 0))
    facts.codec(name)
    facts.say("sound", f"{channels} channels, {rate} Hz")
    there = max(0, file.size - start)
    if said == _NO_SIZE:
        said = there
    second = rate * channels * bits / 8
    if second:
        facts.seconds = said / second
    if there < said:
        facts.damage.append(CUT)
        if second:
            facts.holds(said / second, there / second)


def monkey(file: Bytes, facts: Facts) -> None:
    """Monkey's Audio: whole frames and the last one, by the sizes of its version."""
    facts.format = "APE"
    facts.codec("Monkey's Audio")
    version = int.from_bytes(file.at(4, 2), "little")
    if version >= 3980:
        sizes = struct.unpack("<7I", file.at(8, 28).ljust(28, b"\0"))
        block, last, frames, _, channels, rate = struct.unpack(
            "<3I2HI", file.at(sizes[0] + 4, 20).ljust(20, b"\0")
        )
        if file.size < sum(sizes[:5]) + (sizes[5] << 32) + sizes[6]:
            facts.damage.append(CUT)
        elif not _monkey_holds(file, sizes):
            facts.damage.append(SPOILT)
    else:
        level, _, channels, rate, _, _, frames, last = struct.unpack("<3H5I", file.at(6, 26).ljust(26, b"\0"))
        block = (
            73728 * 4
            if version >= 3950
            else 73728
            if version >= 3900 or (version >= 3800 and level >= 4000)
            else 9216
        )
    if not 0 < channels <= 32 or rate < 1000:
        facts.damage.append(DAMAGED)
        return
    facts.say("sound", f"{channels} channels, {rate} Hz")
    facts.seconds = ((frames - 1) * block + last) / rate if rate and frames else None


def _monkey_holds(file: Bytes, sizes: tuple[int, ...]) -> bool:
    """Whether the MD5 sum in the first part holds: over sound and what stands around it, then the head and
    the table of places. True where none is written."""
    about, head, table = sizes[:3]
    rest, said = sum(sizes[3:5]) + (sizes[5] << 32) + sizes[6], file.at(36, 16)
    if not said.strip(b"\0") or rest > MOST or about < 52:
        return True
    whole = hashlib.md5(file.at(about + head + table, rest), usedforsecurity=False)
    whole.update(file.at(about, head + table))
    return whole.digest() == said


def musepack(file: Bytes, facts: Facts) -> None:
    """Musepack of stream version 7 or 8; of older ones no length is stated in a known place."""
    facts.format = "Musepack"
    facts.codec("Musepack")
    if file.at(0, 4) == b"MPCK":
        _packets(file, facts)
    elif file.at(3, 1)[0] & 15 == 7:
        frames, rate = int.from_bytes(file.at(4, 4), "little"), _MUSEPACK_RATES[file.at(10, 1)[0] & 3]
        facts.seconds = frames * 1152 / rate or None
        _follow_frames(file, frames, facts)


def _follow_frames(file: Bytes, frames: int, facts: Facts) -> None:
    """Stream version 7: frames in words of 32 bits, lowest byte first, each with its bits counted in 20
    before it; behind the last stands next to nothing."""
    data = file.at(24, MOST)
    if data[-128:].startswith(b"TAG"):
        data = data[:-128]
    foot = data[-32:]
    if foot.startswith(b"APETAGEX"):
        data = data[: -int.from_bytes(foot[12:16], "little") - 32 * (foot[23] >> 7)]
    words, at = struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]), 8
    for number in range(frames):
        word = at >> 5
        if word + 1 >= len(words):
            facts.damage.append(CUT)
            return
        length = (words[word] << 32 | words[word + 1]) >> 44 - (at & 31) & 0xFFFFF
        if not length and number < frames - 1:
            facts.damage.append(SPOILT)
            return
        at += 20 + length
    left = 32 * len(words) - at
    facts.damage += [CUT] if left < 0 else [SPOILT] if left > 1 << 17 else []


def _packets(file: Bytes, facts: Facts) -> None:
    """Stream version 8: packets with a key and a size; SH states the length, SE is the last."""
    at, ended = 4, False
    while not ended and len(key := file.at(at, 2)) == 2:
        size, used = _number(file.at(at + 2, 10))
        if not used or size < 2 + used or at + size > file.size:
            break
        if key == b"SH":
            head = file.at(at + 2 + used, 40)[5:]
            samples, first = _number(head)
            silence, second = _number(head[first:])
            rate = (*_MUSEPACK_RATES, 0, 0, 0, 0)[head[first + second] >> 5]
            facts.seconds = (samples - silence) / rate if rate and samples > silence else None
        ended, at = key == b"SE", at + size
    if not ended:
        facts.damage.append(CUT)


def _number(data: bytes) -> tuple[int, int]:
    """A number of seven bits a byte, and how many bytes it takes; (0, 0) where it does not end."""
    value = 0
    for count, byte in enumerate(data, 1):
        value = value << 7 | byte & 127
        if byte < 128:
            return value, count
    return 0, 0


def wavpack(file: Bytes, facts: Facts) -> None:
    """WavPack: samples by their rate, as its first block says, and the place that its last whole block
    reaches."""
    facts.format = "WavPack"
    facts.codec("WavPack")
    head = file.at(0, 32).ljust(32, b"\0")
    said, flags = int.from_bytes(head[12:16], "little"), int.from_bytes(head[24:28], "little")
    rate = _rate(file, int.from_bytes(head[4:8], "little") + 8, flags)
    reached, whole, ends = 0, True, 0
    for first, samples, ends in _blocks(file):
        reached, whole = (max(reached, first + samples), whole) if ends <= file.size else (reached, False)
    behind = file.at(ends, 32)
    if len(behind) > 7 and not behind.startswith((b"APETAGEX", b"TAG", b"ID3")):
        facts.damage.append(SPOILT)
    if said == _NO_SIZE:
        said = reached
    if rate and said:
        facts.seconds = said / rate
    if not whole or reached < said:
        facts.damage.append(CUT)
        if rate and 0 < reached < said:
            facts.holds(said / rate, reached / rate)


def _rate(file: Bytes, end: int, flags: int) -> int:
    """Samples a second, by the table or by a part of the first block; of one-bit sound (DSD) so many bytes as
    its own part says."""
    rate, at = (*_WAVPACK_RATES, 0)[flags >> 23 & 15], 32
    while at + 2 <= end and len(part := file.at(at, 8)) > 1:
        large = bool(part[0] & 128)
        start, words = (4, int.from_bytes(part[1:4], "little")) if large else (2, part[1])
        if part[0] & 63 == 0x27:
            rate = int.from_bytes(part[start : start + 3], "little")
        elif part[0] & 63 == 0x0E and flags >> 31:
            rate <<= min(part[start], 8)
        at += start + 2 * words
    return rate


def _blocks(file: Bytes) -> Iterator[tuple[int, int, int]]:
    """(first sample, samples, place of the end) of each block; the last may end behind the file."""
    at = 0
    while (head := file.at(at, 32)).startswith(b"wvpk") and len(head) == 32:
        size, first, samples = (int.from_bytes(head[place : place + 4], "little") for place in (4, 16, 20))
        at += 8 + size
        yield first, samples, at


def ape_tags(file: Bytes, facts: Facts) -> None:
    """An APE tag at the end, before an older tag of 128 bytes or not: its texts (APEv2 specification)."""
    end = file.size - (128 if file.at(file.size - 128, 3) == b"TAG" else 0)
    foot = file.at(end - 32, 32)
    if foot[:8] != b"APETAGEX":
        return
    size, count = int.from_bytes(foot[12:16], "little"), int.from_bytes(foot[16:20], "little")
    data, at = file.at(end - size, size - 32) if 32 <= size <= end else b"", 0
    for _ in range(min(count, 200)):
        length, flags = (
            int.from_bytes(data[at : at + 4], "little"),
            int.from_bytes(data[at + 4 : at + 8], "little"),
        )
        name, found, _ = data[at + 8 : at + 264].partition(b"\0")
        start = at + 9 + len(name)
        if not found or start + length > len(data):
            return
        if flags >> 1 & 3 != 1:  # 1: bytes, such as a picture
            values = (
                data[start : start + length].rstrip(b"\0 ").split(b"\0")
            )  # some writers end a text with a zero
            facts.say(
                f"tag/{name.decode('latin-1').lower()}",
                "; ".join(one.decode("utf-8", "replace").strip() for one in values),
            )
        at = start + length


def tta(file: Bytes, facts: Facts) -> None:
    """TTA (True Audio, version 1): samples by their rate; frames of 256/245 seconds with a table of their
    sizes behind the head."""
    facts.format = "TTA"
    facts.codec("True Audio")
    _, channels, _, rate, samples = struct.unpack("<HHHII", file.at(4, 14).ljust(14, b"\0"))
    facts.say("sound", f"{channels} channels, {rate} Hz")
    if not rate:
        facts.damage.append(DAMAGED)
        return
    facts.seconds = samples / rate or None
    frames = -(-samples // (256 * rate // 245))
    sizes = file.at(22, 4 * min(frames, 1 << 20))
    if len(sizes) < 4 * frames or 22 + 4 * frames + 4 + sum(struct.unpack(f"<{frames}I", sizes)) > file.size:
        facts.damage.append(CUT)


def dsf(file: Bytes, facts: Facts) -> None:
    """DSF (sound of one bit a sample): samples by their rate, and the size that its head states (DSF file
    format specification 1.01)."""
    facts.format = "DSF"
    facts.codec("DSD")
    whole = int.from_bytes(file.at(12, 8), "little")
    channels, rate, _, samples = struct.unpack("<IIIQ", file.at(52, 20).ljust(20, b"\0"))
    facts.say("sound", f"{channels} channels, {rate} Hz")
    facts.seconds = samples / rate if rate and samples else None
    if whole > file.size:
        facts.damage.append(CUT)

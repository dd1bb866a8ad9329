"""Containers of chunks: WAV and AVI (RIFF), AIFF (IFF), CAF, ASF (WMA, WMV), FLV."""

import re
import struct
from dataclasses import replace
from datetime import datetime, timedelta

from evidence_review.domain.evidence import Moment
from evidence_review.domain.kinds import ZoneSource
from evidence_review.importers.media.pictures.facts import moment_of
from evidence_review.importers.media.recordings.facts import CUT, PROTECTED, SPOILT, Bytes, Facts, four
from evidence_review.importers.plugin import Clock
from evidence_review.importers.text.long_values import MOST

_WAVE_CODECS = {1: "PCM", 2: "ADPCM", 3: "PCM float", 6: "A-law", 7: "mu-law", 0x11: "IMA ADPCM", 0x31: "GSM 6.10", 0x50: "MPEG audio",
                0x55: "MP3", 0xFF: "AAC", 0x161: "WMA", 0x162: "WMA Pro", 0x2000: "AC-3", 0xFFFE: "PCM (extended)"}  # fmt: skip
_1601 = datetime(1601, 1, 1)  # noqa: DTZ001  instants are stored without tzinfo
_ASF_FILE = bytes.fromhex("A1DCAB8C47A9CF118EE400C00C205365")
_ASF_STREAM = bytes.fromhex("9107DCB7B7A9CF118EE600C00C205365")
_ASF_VIDEO = bytes.fromhex("C0EF19BC4D5BCF11A8FD00805F5C442B")
_ASF_DATA = bytes.fromhex("3626B2758E66CF11A6D900AA0062CE6C")
_MOST_PARTS = 400_000
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_IN_MOVI = re.compile(rb"\d\d[a-z]{2}|ix\d\d|JUNK|rec |LIST|idx1|indx")
_ASF_LOCKED = bytes.fromhex("FBB3112223BDD211B4B700A0C955FC6E")


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


def avi(file: Bytes, facts: Facts, clock: Clock) -> None:
    """AVI: the longest of its streams, else frames times their length."""
    facts.format, facts.video = "AVI", True
    if int.from_bytes(file.at(4, 4), "little") + 8 > file.size:
        facts.damage.append(CUT)
    lengths = [0.0]
    for name, start, length in file.chunks(12, file.size, little=True):
        if name == b"LIST" and file.at(start, 4) == b"hdrl":
            _header(file, start + 4, start + length, facts, lengths, clock)
        elif name == b"LIST" and file.at(start, 4) == b"INFO":
            _info(file, start, length, facts, clock)
        elif name == b"LIST" and file.at(start, 4) == b"movi":
            _movi(file, start + 4, start + length, facts)
        elif name == b"IDIT":
            _taken(_text(file.at(start, min(length, 64))), facts, clock)
        elif not name.isascii() or not name.strip(b"\0"):
            facts.damage.append(SPOILT)
    facts.seconds = max(lengths) or None


def _movi(file: Bytes, start: int, end: int, facts: Facts) -> None:
    """Whether sound and pictures stand one behind another, each with a name of its kind."""
    for number, (name, at, length) in enumerate(file.chunks(start, min(end, file.size), little=True)):
        if not _IN_MOVI.fullmatch(name) or at + length > end:
            facts.damage.append(SPOILT)
            return
        if name == b"LIST" and file.at(at, 4) == b"rec ":
            _movi(file, at + 4, at + length, facts)
        if number > _MOST_PARTS:
            return


def _header(file: Bytes, start: int, end: int, facts: Facts, lengths: list[float], clock: Clock) -> None:
    kind = b""
    for name, at, length in file.chunks(start, min(end, file.size), little=True):
        body = file.at(at, min(length, 64))
        if name == b"LIST":
            _header(file, at + 4, at + length, facts, lengths, clock)
        elif name == b"avih" and len(body) >= 40:
            each, frames = struct.unpack_from("<I", body)[0], struct.unpack_from("<I", body, 16)[0]
            lengths.append(each * frames / 1e6)
            facts.say("size", "{} x {}".format(*struct.unpack_from("<II", body, 32)))
        elif name == b"strh" and len(body) >= 36:
            kind = body[:4]
            scale, rate = struct.unpack_from("<II", body, 20)
            lengths.append(struct.unpack_from("<I", body, 32)[0] * scale / rate if rate else 0)
            facts.codec(four(body[4:8].strip(b"\0")) if kind == b"vids" else "")
        elif name == b"strf" and kind == b"auds":
            facts.codec(_WAVE_CODECS.get(int.from_bytes(body[:2], "little"), "sound"))
        elif name == b"IDIT":
            _taken(_text(body), facts, clock)


def _taken(text: str, facts: Facts, clock: Clock) -> None:
    """When a camera says that it began, as written and as a reading of its clock; cameras write it in several
    ways (ExifTool, RIFF DateTimeOriginal)."""
    facts.say("says/IDIT", text)
    words = [one for one in re.split(r"[ /:-]+", text.strip()) if one]
    if len(words) == 7 and words[1].title() in _MONTHS:  # Mon Mar 10 15:04:43 2003
        words = [words[6], f"{_MONTHS.index(words[1].title()) + 1:02}", *words[2:6]]
    if len(words) == 6 and len(words[0]) == 4 and all(one.isdecimal() for one in words):
        year, *rest = (one.zfill(2) for one in words)
        moment = moment_of(f"{year}:{rest[0]}:{rest[1]} {':'.join(rest[2:])}", "", clock)
        facts.made = facts.made or (replace(moment, raw=text) if moment else None)


def _info(file: Bytes, start: int, length: int, facts: Facts, clock: Clock) -> None:
    if file.at(start, 4) != b"INFO":
        return
    for name, at, size in file.chunks(start + 4, min(start + length, file.size), little=True):
        text = _text(file.at(at, min(size, MOST)))
        facts.say(f"says/{four(name)}", text)
        if name == b"ICRD" and len(text) > 15:
            facts.made = facts.made or moment_of(text, "", clock)


def aiff(file: Bytes, facts: Facts) -> None:
    """AIFF and AIFC: frames by their rate, an 80-bit number."""
    facts.format = "AIFF"
    for name, start, length in file.chunks(12, file.size, little=False):
        if name == b"COMM":
            body = file.at(start, 26).ljust(26, b"\0")
            channels, frames, _bits = struct.unpack_from(">hIh", body)
            exponent, mantissa = struct.unpack_from(">HQ", body, 8)
            rate = mantissa * 2.0 ** ((exponent & 0x7FFF) - 16383 - 63)
            codec = body[18:22] if file.at(8, 4) == b"AIFC" else b""
            frames *= 64 if codec == b"ima4" else 1  # its frames are packets of 64 samples
            facts.codec(four(codec) if codec else "PCM")
            facts.say("sound", f"{channels} channels, {rate:.0f} Hz")
            facts.seconds = frames / rate if rate else None
        elif name == b"SSND" and start + length > file.size:
            facts.damage.append(CUT)


def caf(file: Bytes, facts: Facts) -> None:
    """Apple's Core Audio Format, as old iPhones send voice messages: packets by their length, or bytes by
    theirs."""
    facts.format, at = "CAF", 8
    rate, size, frames, packets, there = 0.0, 0, 0, 0, 0
    while at + 12 <= file.size:
        head = file.at(at, 12)
        length = int.from_bytes(head[4:12], "big", signed=True)
        if head[:4] == b"desc":
            rate, name, _flags, size, frames, channels = struct.unpack(
                ">d4sIIII", file.at(at + 12, 28).ljust(28, b"\0")
            )
            facts.codec(four(name))
            facts.say("sound", f"{channels} channels, {rate:.0f} Hz")
        elif head[:4] == b"pakt":
            (packets,) = struct.unpack(">q", file.at(at + 20, 8).ljust(8, b"\0"))
        elif head[:4] == b"data":
            there = (length if length > 0 else file.size - at - 12) - 4
            if at + 12 + length > file.size:
                facts.damage.append(CUT)
        if length < 0:
            break
        at += 12 + length
    units = packets if packets > 0 else frames * (there // size) if size and frames else 0
    facts.seconds = units / rate if rate > 0 and units else None


def asf(file: Bytes, facts: Facts) -> None:
    """WMA and WMV: play length less what is loaded before, and the time of making, counted from 1601
    (UTC)."""
    facts.format = "ASF (WMA or WMV)"
    end, at, packets = int.from_bytes(file.at(16, 8), "little"), 30, 0
    while at + 24 <= min(end, file.size):
        head = file.at(at, 104)
        length = int.from_bytes(head[16:24], "little")
        if head[:16] == _ASF_FILE and len(head) == 104:
            packets = int.from_bytes(head[92:96], "little")
            said, made, _packets, play = struct.unpack_from("<QQQQ", head, 40)
            (before,) = struct.unpack_from("<Q", head, 80)
            facts.seconds = max(0.0, play / 1e7 - before / 1e3) or None
            if 0 < made < 2**62:
                facts.made = Moment(
                    str(made), None, _1601 + timedelta(microseconds=made // 10), None, ZoneSource.IN_VALUE
                )
            if said > file.size:
                facts.damage.append(CUT)
        elif head[:16] == _ASF_STREAM:
            facts.video = facts.video or head[24:40] == _ASF_VIDEO
            if head[24:40] == _ASF_VIDEO and len(head) >= 86:
                facts.say("size", "{} x {}".format(*struct.unpack_from("<II", head, 78)))
        elif head[:16] == _ASF_LOCKED:
            facts.remarks.append(PROTECTED)
        elif head[:16] == _ASF_DATA:
            break
        if length < 24:
            facts.damage.append(SPOILT)
            return
        at += length
    _packets_hold(file, end, packets, facts)


def _packets_hold(file: Bytes, at: int, size: int, facts: Facts) -> None:
    """Whether the packets behind the head, all of one size, are as many as said and each begins as the first
    does."""
    head = file.at(at, 51)
    length, said = int.from_bytes(head[16:24], "little"), int.from_bytes(head[40:48], "little")
    if len(head) < 51 or head[:16] != _ASF_DATA or not 0 < size < 1 << 20:
        facts.damage.append(SPOILT)
        return
    there = (file.size - at - 50) // size
    if length and said and said * size + 50 <= length and there < said:
        facts.damage.append(CUT)
    if head[50] & 0x80 and any(
        file.at(at + 50 + number * size, 1) != head[50:] for number in range(min(said, there, _MOST_PARTS))
    ):
        facts.damage.append(SPOILT)


def flv(file: Bytes, facts: Facts) -> None:
    """FLV: the time of its last tag, found from the end."""
    facts.format, facts.video = "FLV", bool(file.at(4, 1)[0] & 1)
    length = int.from_bytes(file.at(file.size - 4, 4), "big")
    tag = file.at(file.size - 4 - length, 11)
    if len(tag) == 11 and tag[0] in {8, 9, 18} and int.from_bytes(tag[1:4], "big") + 11 == length:
        facts.seconds = int.from_bytes(tag[7:8] + tag[4:7], "big") / 1000 or None
    else:
        facts.damage.append(CUT)
    at, size = int.from_bytes(file.at(5, 4), "big") + 4, ""
    for _ in range(_MOST_PARTS):
        tag = file.at(at, 4)
        if len(tag) < 4:
            return
        if not size and tag[0] & 31 in {9, 18}:
            body = file.at(at + 11, min(int.from_bytes(tag[1:], "big"), 4096))
            size = _size_in_flv(tag[0] & 31, body)
            facts.say("size", size)
            facts.seconds = facts.seconds or (
                _number_in_flv(body, b"duration") if tag[0] & 31 == 18 else None
            )
        length = int.from_bytes(tag[1:], "big") + 11
        if tag[0] & 31 not in {8, 9, 18} or int.from_bytes(file.at(at + length, 4), "big") != length:
            facts.damage.append(SPOILT)
            return
        at += length + 4


_SORENSON = {2: (352, 288), 3: (176, 144), 4: (128, 96), 5: (320, 240), 6: (160, 120)}


def _size_in_flv(kind: int, body: bytes) -> str:
    """The size of the picture by the file's own words (a tag of kind 18) or by the first picture of
    Sorenson's H.263 or screen video (Adobe's specification, E.4.3); "" for others."""
    if kind == 18:
        sides = (_number_in_flv(body, b"width"), _number_in_flv(body, b"height"))
        return " x ".join(f"{one:.0f}" for one in sides if one) if all(sides) else ""
    bits = f"{int.from_bytes(body[1:12], 'big'):088b}"
    if body[:1] and body[0] & 15 == 2:
        said = int(bits[30:33], 2)
        long = {0: 8, 1: 16}.get(said, 0)
        wide, high = (
            (int(bits[33 : 33 + long], 2), int(bits[33 + long : 33 + 2 * long], 2))
            if long
            else _SORENSON.get(said, (0, 0))
        )
    elif body[:1] and body[0] & 15 == 3:
        wide, high = int(bits[4:16], 2), int(bits[20:32], 2)
    else:
        return ""
    return f"{wide} x {high}" if wide and high else ""


def _number_in_flv(body: bytes, name: bytes) -> float | None:
    """A number that the file says of itself under a name; None where it does not, or says none above 0."""
    said = body.partition(b"\0" + bytes([len(name)]) + name + b"\0")[2][:8]
    number = struct.unpack(">d", said)[0] if len(said) == 8 else 0.0
    return number if 0 < number < 1e6 else None


def _text(data: bytes) -> str:
    return data.split(b"\0")[0].decode("utf-8", "replace").strip()

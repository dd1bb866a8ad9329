"""MP3 and AAC: frames one after another, with no table of them. They are counted, and the count compared with
the one that encoders write."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from evidence_review.importers.media.recordings import tags as recordings_tags
from evidence_review.importers.media.recordings.facts import CUT, LENGTHS, MOST, SPOILT, Bytes, Facts

_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_KBITS_1 = {3: (0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448), 2: (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
            1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)}  # fmt: skip
_KBITS_2 = {
    3: (0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_KBITS_2[1] = _KBITS_2[2]
_IN_A_ROW, _SNIFF = 5, 65_536
_AAC_RATES = (96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350)


_SAME = 0xFF0D0F
"""What stays from frame to frame of one recording: all but bit rate, padding and the way in which two
channels are joined."""


@dataclass(slots=True)
class _Row:
    """The frames of a recording: how many are there whole and how many are said to be, samples a second and
    in each, where the last ends, and of each what stays from frame to frame.
    """

    count: int = 0
    said: int = 0
    rate: int = 0
    each: int = 0
    last: int = 0
    heads: list[int] = field(default_factory=list)


def mp3(file: Bytes, facts: Facts) -> None:
    """MPEG audio: its frames counted, and compared with the count that encoders write into the first."""
    facts.format = "MP3"
    data = file.at(0, MOST)
    row = _row(data, facts)
    if _has_stranger(row.heads) or (row.rate and not _between(data[row.last :])):
        facts.damage.append(SPOILT)
    there = max(0, row.count)
    facts.seconds = there * row.each / row.rate if row.rate and there else None
    short = row.count < 0.98 * row.said
    if short or row.last > len(data):
        facts.damage.append(CUT)
    if short and row.rate:
        facts.holds(row.said * row.each / row.rate, facts.seconds or 0.0)
    elif row.said and row.count > 1.02 * row.said + 2:
        facts.remarks.append(LENGTHS)


def _has_stranger(heads: Sequence[int]) -> bool:
    """Whether one frame is unlike those on either side, which are alike: another recording behind this one
    would go on as it begins."""
    return any(
        before == after != one for before, one, after in zip(heads, heads[1:], heads[2:], strict=False)
    )


def _row(data: bytes, facts: Facts) -> _Row:
    """The frames one behind another; what stands between them is passed over, and told where it may not."""
    row, at = _Row(), 0
    while (header := _header(data, at)) or (at := _next(data, at + 1)) >= 0:
        if not header:
            facts.damage += [SPOILT] if row.rate and not _between(data[row.last : at]) else []
            continue
        row.heads.append(int.from_bytes(data[at + 1 : at + 4], "big") & _SAME)
        length, rate, row.each, layer = header
        if not row.rate:
            facts.codec(f"MPEG audio layer {layer}")
            row.said = _said(data[at : at + length])
            row.rate, row.count = rate, -1 if row.said else 0
            facts.damage += [] if recordings_tags.music_holds(data, at, length) else [SPOILT]
        row.count += at + length <= len(data)
        at = row.last = at + length
    return row


def _between(data: bytes) -> bool:
    """Whether what stands between frames or behind them may: nothing, a tag, or less than a frame."""
    return (
        len(data) < 8
        or data.startswith((b"TAG", b"ID3", b"APETAGEX", b"LYRICSBEGIN"))
        or data[-128:].startswith(b"TAG")
        or b"APETAGEX" in data
    )


def _said(frame: bytes) -> int:
    """The number of frames that the first one, a table and not sound, says; 0 where there is none."""
    for mark in (b"Xing", b"Info"):
        at = frame.find(mark, 4, 64)
        if at >= 0 and len(frame) >= at + 12 and frame[at + 7] & 1:
            return int.from_bytes(frame[at + 8 : at + 12], "big")
    at = frame.find(b"VBRI", 4, 64)
    return int.from_bytes(frame[at + 14 : at + 18], "big") if at >= 0 else 0


def _header(data: bytes, at: int) -> tuple[int, int, int, int] | None:
    """(bytes, samples a second, samples, layer) of the MPEG audio frame that begins here; None where none
    does."""
    if at + 4 > len(data) or data[at] != 0xFF or data[at + 1] & 0xE0 != 0xE0:
        return None
    version, layer = data[at + 1] >> 3 & 3, data[at + 1] >> 1 & 3
    index, quick, padded = data[at + 2] >> 4, data[at + 2] >> 2 & 3, data[at + 2] >> 1 & 1
    if version == 1 or not layer or index in {0, 15} or quick == 3:
        return None
    rate, kbits = _RATES[version][quick], (_KBITS_1 if version == 3 else _KBITS_2)[layer][index]
    samples = 384 if layer == 3 else 576 if layer == 1 and version != 3 else 1152
    slot = 4 if layer == 3 else 1
    return (samples // (8 * slot) * kbits * 1000 // rate + padded) * slot, rate, samples, 4 - layer


def _next(data: bytes, at: int) -> int:
    """Where the next two frames in a row begin; -1 where none do, or after a long stretch without."""
    limit = at + (1 << 20)
    while (at := data.find(b"\xff", at, limit)) >= 0:
        header = _header(data, at)
        if header and (_header(data, at + header[0]) or at + header[0] == len(data)):
            return at
        at += 1
    return -1


def begins_mp3(data: bytes) -> bool:
    """Whether two MPEG audio frames in a row stand at the very start."""
    header = _header(data, 0)
    return bool(header and _header(data, header[0]))


def holds_mp3(data: bytes) -> bool:
    """Whether five MPEG audio frames in a row stand anywhere in these bytes."""
    return _in_a_row(data, lambda at: (_header(data, at) or (0,))[0]) >= 0


def holds_aac(data: bytes) -> bool:
    """Whether five ADTS frames in a row stand anywhere in these bytes."""
    return _in_a_row(data, lambda at: _adts(data, at)) >= 0


def _in_a_row(data: bytes, length_at: Callable[[int], int]) -> int:
    """Where the first five frames in a row begin; -1 where none do."""
    at = -1
    while (at := data.find(b"\xff", at + 1)) >= 0:
        end, count = at, 0
        while count < _IN_A_ROW and (length := length_at(end)):
            end, count = end + length, count + 1
        if count == _IN_A_ROW:
            return at
    return -1


def begins_aac(data: bytes) -> bool:
    """Whether two ADTS frames in a row stand at the very start."""
    length = _adts(data, 0)
    return bool(length and _adts(data, length))


def aac(file: Bytes, facts: Facts) -> None:
    """AAC in ADTS frames of 1,024 samples, counted."""
    facts.format = "AAC"
    facts.codec("AAC")
    data, count = file.at(0, MOST), 0
    at = first = last = max(0, _in_a_row(data[:_SNIFF], lambda place: _adts(data, place)))
    quick = data[first + 2] >> 2 & 15 if len(data) > first + 2 else 15
    while (length := _adts(data, at)) or (at := _next_adts(data, at)) >= 0:
        if not length:
            facts.damage.append(SPOILT)
            continue
        count += at + length <= len(data)
        at += length
        last = at
    if not _between(data[last:]):
        facts.damage.append(SPOILT)
    if last > len(data) or (len(data) - 7 < last < len(data) and data[last] == 0xFF):
        facts.damage.append(CUT)
    facts.seconds = count * 1024 / _AAC_RATES[quick] if quick < len(_AAC_RATES) and count else None


def _next_adts(data: bytes, at: int) -> int:
    """Where the next five frames in a row begin, within a mebibyte; -1 where none do."""
    found = _in_a_row(data[at : at + (1 << 20)], lambda place: _adts(data, at + place))
    return at + found if found >= 0 else -1


def _adts(data: bytes, at: int) -> int:
    if at + 7 > len(data) or data[at] != 0xFF or data[at + 1] & 0xF6 != 0xF0:
        return 0
    length = (data[at + 3] & 3) << 11 | data[at + 4] << 3 | data[at + 5] >> 5
    return length if length >= 7 else 0

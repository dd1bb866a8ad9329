"""What a FLAC file shows of its own frames and blocks: where the last one ends, whether all are there and
their check sums hold (RFC 9639, 8 and 9)."""

import re
from itertools import pairwise

from evidence_review.importers.media.recordings import sums as recordings_sums
from evidence_review.importers.media.recordings.facts import MOST, Bytes

_TAIL = 1 << 20
"""Bytes looked at from the end: several frames of any that encoders write."""
_FEW = {
    1: 192,
    2: 576,
    3: 1152,
    4: 2304,
    5: 4608,
    8: 256,
    9: 512,
    10: 1024,
    11: 2048,
    12: 4096,
    13: 8192,
    14: 16384,
    15: 32768,
}
_TAG = 128


def _table(polynomial: int, bits: int) -> list[int]:
    """What each byte does to a check sum."""
    top, mask, table = 1 << (bits - 1), (1 << bits) - 1, list[int]()
    for byte in range(256):
        value = byte << (bits - 8)
        for _ in range(8):
            value = (value << 1 ^ polynomial if value & top else value << 1) & mask
        table.append(value)
    return table


_EIGHT, _SIXTEEN = _table(0x07, 8), _table(0x8005, 16)


def end(file: Bytes, block: int) -> tuple[int, bool]:
    """(samples up to the end of the last frame, whether its check sum holds); `block` is the number of
    samples in a frame where all have the same. (0, False) where no frame is found."""
    data = file.at(max(0, file.size - _TAIL), _TAIL)
    if data[-_TAG:].startswith(b"TAG"):
        data = data[:-_TAG]
    at = len(data)
    while (at := data.rfind(b"\xff", 0, at)) >= 0:
        if reached := _span(data[at : at + 16], block)[1]:
            return reached, _sum(data[at:]) == 0
    return 0, False


def blocks(file: Bytes) -> tuple[int, bool]:
    """(where the blocks before the frames end, whether each is of a known kind and the texts in them fill
    theirs)."""
    at, sound, last = 4, True, False
    while not last and len(head := file.at(at, 4)) == 4:
        last, kind, length = bool(head[0] & 128), head[0] & 127, int.from_bytes(head[1:], "big")
        sound = (
            sound and kind < 127 and (kind != 0 or at == 4) and (kind != 4 or _fills(file.at(at + 4, length)))
        )
        at += 4 + length
    return at, sound and last


def _fills(comments: bytes) -> bool:
    """Whether comments, each with its length before it, fill their block; one more byte ends them in Ogg."""
    at = 4 + int.from_bytes(comments[:4], "little")
    count = int.from_bytes(comments[at : at + 4], "little")
    at += 4
    while count and at + 4 <= len(comments):
        at, count = at + 4 + int.from_bytes(comments[at : at + 4], "little"), count - 1
    return count == 0 and at <= len(comments) and not comments[at:].strip(b"\0")


def holds(file: Bytes, first: int, block: int, reached: int) -> bool:
    """Whether the frames from `first` on follow one another in time up to sample `reached`, and the check sum
    of each but the last (see `end`) holds."""
    data = file.at(first, MOST)
    starts, due = list[int](), 0
    for found in _FRAME.finditer(data):
        begins, stops = _span(data[found.start() : found.start() + 16], block)
        due = begins if stops and not starts else due  # a piece of a longer recording keeps its numbers
        if stops and begins == due:
            starts.append(found.start())
            due = stops
    return (
        starts[:1] == [0]
        and due == reached
        and recordings_sums.flac([data[start:stop] for start, stop in pairwise(starts)])
    )


_FRAME = re.compile(rb"\xff[\xf8\xf9]")


def _span(head: bytes, block: int) -> tuple[int, int]:
    """(sample at which the frame that begins so begins, sample before which it ends); (0, 0) where none does,
    which the check sum of its head tells."""
    if len(head) < 6 or head[1] & 0xFE != 0xF8 or head[3] & 1 or head[2] >> 4 == 0 or head[3] >> 4 > 10:
        return 0, 0
    number, at = _number(head)
    code, rate = head[2] >> 4, head[2] & 15
    size = head[at : at + (2 if code == 7 else code == 6)]
    samples = _FEW.get(code) or int.from_bytes(size, "big") + 1
    at += len(size) + (1 if rate == 12 else 2 if rate in {13, 14} else 0)
    if number < 0 or at >= len(head) or head[at] != _check(head[:at]):
        return 0, 0
    begins = number if head[1] & 1 else number * block
    return begins, begins + samples


def _number(head: bytes) -> tuple[int, int]:
    """The frame's or sample's number, written as UTF-8 writes letters, and where it ends; -1 for what is
    none."""
    first = head[4]
    more = next((count for count in range(8) if not first & 0x80 >> count), 8)
    if more == 0:
        return first, 5
    following = head[5 : 4 + more]
    if more in {1, 8} or len(following) < more - 1 or any(byte & 0xC0 != 0x80 for byte in following):
        return -1, 0
    value = first & 0x7F >> more
    for byte in following:
        value = value << 6 | byte & 0x3F
    return value, 4 + more


def _check(data: bytes) -> int:
    value = 0
    for byte in data:
        value = _EIGHT[value ^ byte]
    return value


def _sum(data: bytes) -> int:
    value = 0
    for byte in data:
        value = (value << 8 & 0xFFFF) ^ _SIXTEEN[value >> 8 ^ byte]
    return value

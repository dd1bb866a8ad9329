"""Where a FLAC file ends: the place in time that its last frame reaches, and whether that frame is whole (RFC 9639, 9)."""

from evidence_review.importers.recordings_facts import Bytes

_TAIL = 1 << 20
"""Bytes looked at from the end: several frames of any that encoders write."""
_FEW = {1: 192, 2: 576, 3: 1152, 4: 2304, 5: 4608, 8: 256, 9: 512, 10: 1024, 11: 2048, 12: 4096, 13: 8192, 14: 16384, 15: 32768}
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
    """(samples up to the end of the last frame, whether its check sum holds); `block` is the number of samples in a frame where all have the same. (0, False) where no frame is found."""
    data = file.at(max(0, file.size - _TAIL), _TAIL)
    if data[-_TAG:].startswith(b"TAG"):
        data = data[:-_TAG]
    at = len(data)
    while (at := data.rfind(b"\xff", 0, at)) >= 0:
        if reached := _reached(data[at : at + 16], block):
            return reached, _sum(data[at:]) == 0
    return 0, False


def _reached(head: bytes, block: int) -> int:
    """Samples up to the end of the frame that begins so; 0 where none does, which the check sum of its head tells."""
    if len(head) < 6 or head[1] & 0xFE != 0xF8 or head[3] & 1 or head[2] >> 4 == 0 or head[3] >> 4 > 10:
        return 0
    number, at = _number(head)
    code, rate = head[2] >> 4, head[2] & 15
    size = head[at : at + (2 if code == 7 else code == 6)]
    samples = _FEW.get(code) or int.from_bytes(size, "big") + 1
    at += len(size) + (1 if rate == 12 else 2 if rate in {13, 14} else 0)
    if number < 0 or at >= len(head) or head[at] != _check(head[:at]):
        return 0
    return (number if head[1] & 1 else number * block) + samples


def _number(head: bytes) -> tuple[int, int]:
    """The frame's or sample's number, written as UTF-8 writes letters, and where it ends; -1 for what is none."""
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

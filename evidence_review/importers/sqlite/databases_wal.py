"""The -wal of a database, on a private copy: where a frame in it is damaged, SQLite forgets every change
behind it; here those are kept.

Each frame carries a sum over itself and all before it (sqlite.org/fileformat2.html, 4). A frame whose sum
does not follow from that of the frame before is dropped, and the sums behind it are made anew.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

_MAGIC, _VERSION, _HEAD, _FRAME = 0x377F0682, 3007000, 32, 24
_MOST = 256 << 20
"""A larger -wal is left as it is."""


def mend(wal: Path, page: int) -> int:
    """Rewrite a damaged copy of a -wal with what is whole in it; how many frames are lost (0: it was whole,
    and was not touched). `page`: bytes of a page."""
    if not wal.is_file() or not _HEAD + _FRAME <= wal.stat().st_size <= _MOST:
        return 0
    data = wal.read_bytes()
    head_is_whole = _is_head(data, page)
    salts = data[16:24] if head_is_whole else data[_HEAD + 8 : _HEAD + 16]
    frames = [data[at : at + _FRAME + page] for at in range(_HEAD, len(data), _FRAME + page)]
    # others are left over from before and hold nothing new
    frames = [frame for frame in frames if frame[8:16] == salts]
    seed = struct.unpack_from(">II", data, 24) if head_is_whole else None
    kept = list(_kept(frames, seed, page, big=_is_big(data)))
    lost = len(frames) - len(kept)
    if lost or not head_is_whole:
        wal.write_bytes(_written(kept, salts, page))
    return lost or int(not head_is_whole and bool(frames))


def _is_big(data: bytes) -> bool:
    """Whether sums are made of numbers with the highest byte first."""
    return data[:4] == struct.pack(">I", _MAGIC | 1)


def _is_head(data: bytes, page: int) -> bool:
    magic, _, stated = struct.unpack_from(">III", data)
    if magic | 1 != _MAGIC | 1 or stated != page:
        return False
    return _sum(data[:24], (0, 0), big=_is_big(data)) == struct.unpack_from(">II", data, 24)


def _kept(frames: list[bytes], seed: tuple[int, int] | None, page: int, *, big: bool) -> Iterator[bytes]:
    """The whole frames whose sum follows from that of the frame before."""
    for frame in frames:
        whole = len(frame) == _FRAME + page and int.from_bytes(frame[:4], "big") != 0
        if whole and (seed is None or _of(frame, seed, big=big)):
            yield frame
        seed = struct.unpack_from(">II", frame, 16) if len(frame) >= _FRAME else seed


def _of(frame: bytes, seed: tuple[int, int], *, big: bool) -> bool:
    """Whether the sum of a frame follows from the one before."""
    return _sum(frame[:8] + frame[_FRAME:], seed, big=big) == struct.unpack_from(">II", frame, 16)


def _written(frames: list[bytes], salts: bytes, page: int) -> bytes:
    head = struct.pack(">IIII", _MAGIC, _VERSION, page, 0) + salts
    seed = _sum(head, (0, 0), big=False)
    out = [head + struct.pack(">II", *seed)]
    for frame in frames:
        seed = _sum(frame[:8] + frame[_FRAME:], seed, big=False)
        out.append(frame[:16] + struct.pack(">II", *seed) + frame[_FRAME:])
    return b"".join(out)


def _sum(data: bytes, seed: tuple[int, int], *, big: bool) -> tuple[int, int]:
    one, two = seed
    for first, second in struct.iter_unpack(">II" if big else "<II", data):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two

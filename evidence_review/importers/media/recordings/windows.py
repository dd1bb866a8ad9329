"""WMA and WMV (ASF), as dictation machines write them: what FFmpeg does not say of them. When they were made,
whether they are protected, and whether their packets, all of one size, stand in a row."""

from datetime import datetime, timedelta

from evidence_review.domain.evidence import Moment
from evidence_review.domain.kinds import ZoneSource
from evidence_review.importers.media.recordings.facts import CUT, PROTECTED, SPOILT, Bytes, Facts

_1601 = datetime(1601, 1, 1)  # noqa: DTZ001  instants are stored without tzinfo
_FILE = bytes.fromhex("A1DCAB8C47A9CF118EE400C00C205365")
_DATA = bytes.fromhex("3626B2758E66CF11A6D900AA0062CE6C")
_LOCKED = bytes.fromhex("FBB3112223BDD211B4B700A0C955FC6E")
_VIDEO = bytes.fromhex("C0EF19BC4D5BCF11A8FD00805F5C442B")
_MOST_HEAD, _MOST_PACKETS = 1 << 20, 400_000


def read(file: Bytes, facts: Facts) -> None:
    """Fill in the time of making, counted from 1601 (UTC), whether pictures are in it, and what is to be
    said."""
    end = int.from_bytes(file.at(16, 8), "little")
    head = file.at(0, min(end, _MOST_HEAD))
    at = head.find(_FILE)
    about = head[at : at + 104] if at >= 0 else b""
    made = int.from_bytes(about[48:56], "little")
    if 0 < made < 2**62:
        instant = _1601 + timedelta(microseconds=made // 10)
        facts.made = Moment(str(made), None, instant, None, ZoneSource.IN_VALUE)
    if int.from_bytes(about[40:48], "little") > file.size:
        facts.damage.append(CUT)
    facts.video = _VIDEO in head
    if _LOCKED in head:
        facts.remarks.append(PROTECTED)
    _packets_hold(file, end, int.from_bytes(about[92:96], "little"), facts)


def _packets_hold(file: Bytes, at: int, size: int, facts: Facts) -> None:
    """Whether the packets behind the head are as many as said and each begins as the first does."""
    head = file.at(at, 51)
    length, said = int.from_bytes(head[16:24], "little"), int.from_bytes(head[40:48], "little")
    if len(head) < 51 or head[:16] != _DATA or not 0 < size < 1 << 20:
        facts.damage.append(SPOILT)
        return
    there = (file.size - at - 50) // size
    if length and said and said * size + 50 <= length and there < said:
        facts.damage.append(CUT)
    starts = (file.at(at + 50 + number * size, 1) for number in range(min(said, there, _MOST_PACKETS)))
    if head[50] & 0x80 and any(start != head[50:] for start in starts):
        facts.damage.append(SPOILT)

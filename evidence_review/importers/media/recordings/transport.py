"""MPEG transport streams: packets of 188 bytes, each with its own mark (ISO/IEC 13818-1, 2.4.3.2)."""

from collections.abc import Iterable, Iterator

from evidence_review.importers.media.recordings import program as recordings_program
from evidence_review.importers.media.recordings.facts import CUT, MOST, SPOILT, Bytes, Facts

_PACKET = 188
_STAMPED = 192
"""With four bytes of a clock before each packet, as camcorders write them (AVCHD)."""
_AT_ONCE = _PACKET * _STAMPED * 256
_AROUND = _PACKET * _STAMPED * 64
_MARK, _FAULT = b"G", 0x80
_WITH_FAULT = bytes(byte & _FAULT for byte in range(256))


def begins(start: bytes) -> bool:
    """Whether these first bytes are those of packets, with a clock before each or not."""
    return any(
        start[at : 3 * step + at + 1 : step] == _MARK * 4
        for at, step in ((0, _PACKET), (_STAMPED - _PACKET, _STAMPED))
    )


def transport(file: Bytes, facts: Facts) -> None:
    """The time from the first packet to the last, the picture of MPEG video, and whether every packet begins
    with its mark and none is noted as faulty by its sender.

    The numbers of packets alone do not tell: they go round after sixteen, and sixteen lost packets leave them
    as they were. FFmpeg looks at them.
    """
    facts.format, facts.video = "MPEG transport stream", True
    step = _PACKET if file.at(0, 1) == _MARK else _STAMPED
    first = step - _PACKET
    for at in range(0, min(file.size, MOST), _AT_ONCE):
        data = file.at(at, _AT_ONCE)[first:]
        if data[::step].strip(_MARK) or data[1::step].translate(_WITH_FAULT).strip(b"\0"):
            facts.damage.append(SPOILT)
            break
    if file.size % step:
        facts.damage.append(CUT)
    whole = file.size - file.size % step
    start, end = (
        list(_beginnings(file.at(place, _AROUND)[first:], step)) for place in (0, max(0, whole - _AROUND))
    )
    each = recordings_program.head_of_video(b"".join(start), facts)
    facts.seconds = recordings_program.length(_times(start), _times(end), each)


def _beginnings(data: bytes, step: int) -> Iterator[bytes]:
    """What packets carry in which a part of sound or pictures begins."""
    for at in range(0, len(data) - _PACKET + 1, step):
        packet = data[at : at + _PACKET]
        carried = packet[5 + packet[4] if packet[3] & 0x20 else 4 :]
        if packet[1] & 0x40 and packet[3] & 0x10 and carried.startswith(b"\0\0\x01"):
            yield carried


def _times(carried: Iterable[bytes]) -> Iterator[int]:
    return (
        time
        for each in carried
        if each[3:4] >= b"\xbd" and (time := recordings_program.time_of(each[4:44])) is not None
    )

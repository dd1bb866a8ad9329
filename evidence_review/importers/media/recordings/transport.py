"""MPEG transport streams: packets of 188 bytes, each with its own mark (ISO/IEC 13818-1, 2.4.3.2)."""

from evidence_review.importers.media.recordings.facts import CUT, MOST, SPOILT, Bytes, Facts

_PACKET = 188
_STAMPED = 192
"""With four bytes of a clock before each packet, as camcorders write them (AVCHD)."""
_AT_ONCE = _PACKET * _STAMPED * 256
_MARK, _FAULT = b"G", 0x80
_WITH_FAULT = bytes(byte & _FAULT for byte in range(256))


def begins(start: bytes) -> bool:
    """Whether these first bytes are those of packets, with a clock before each or not."""
    return any(
        start[at : 3 * step + at + 1 : step] == _MARK * 4
        for at, step in ((0, _PACKET), (_STAMPED - _PACKET, _STAMPED))
    )


def marks(file: Bytes, facts: Facts) -> None:
    """Whether every packet begins with its mark, none is noted as faulty by its sender, and the last is
    whole.

    The numbers of packets alone do not tell: they go round after sixteen, and sixteen lost packets leave them
    as they were. FFmpeg looks at them.
    """
    step = _PACKET if file.at(0, 1) == _MARK else _STAMPED
    for at in range(0, min(file.size, MOST), _AT_ONCE):
        data = file.at(at, _AT_ONCE)[step - _PACKET :]
        if data[::step].strip(_MARK) or data[1::step].translate(_WITH_FAULT).strip(b"\0"):
            facts.damage.append(SPOILT)
            break
    if file.size % step:
        facts.damage.append(CUT)

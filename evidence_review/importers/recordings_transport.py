"""MPEG transport streams: packets of 188 bytes, each with its own mark (ISO/IEC 13818-1, 2.4.3.2)."""

from evidence_review.importers.recordings_facts import CUT, MOST, SPOILT, Bytes, Facts

_PACKET = 188
_AT_ONCE = _PACKET * 65_536
_MARK, _FAULT = b"G", 0x80
_WITH_FAULT = bytes(byte & _FAULT for byte in range(256))


def transport(file: Bytes, facts: Facts) -> None:
    """Whether every packet begins with its mark and none is noted as faulty by its sender.

    The numbers of packets alone do not tell: they go round after sixteen, and sixteen lost packets leave them as they were. FFmpeg looks at them.
    """
    facts.format, facts.video = "MPEG transport stream", True
    for at in range(0, min(file.size, MOST), _AT_ONCE):
        data = file.at(at, _AT_ONCE)
        if data[::_PACKET].strip(_MARK) or data[1::_PACKET].translate(_WITH_FAULT).strip(b"\0"):
            facts.damage.append(SPOILT)
            break
    if file.size % _PACKET:
        facts.damage.append(CUT)

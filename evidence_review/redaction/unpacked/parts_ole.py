"""Old Office files and Outlook messages (OLE) taken apart: every stream and its name, compressed RTF bodies,
strings of VBA."""

import io
from collections.abc import Iterator

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST = 1 << 28

type Raw = tuple[str, str, str | bytes, str]


def ole_parts(data: bytes) -> Iterator[Raw]:
    """Streams as files, those of text also as words; bytes in no stream stand in the file itself."""
    if not data.startswith(_OLE):
        return
    import olefile

    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        for number, path in enumerate(ole.listdir(streams=True, storages=False), 1):
            name = path[-1]
            body = ole.openstream(path).read(_MOST)
            place = f"part {number}"
            yield place, "the name of a part", "/".join(path), ""
            if name.endswith("001F"):
                yield place, "text of a message", body.decode("utf-16-le", "replace"), ""
            elif name.endswith("10090102"):
                yield place, "text of a message (RTF)", unpacked_rtf(body), ""
            yield place, "a part", body, ""
            yield (
                place,
                "a part read as text of two bytes a letter",
                body[: len(body) // 2 * 2].decode("utf-16-le", "ignore"),
                "",
            )


_FIRST = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    b"\\fscript \\fdecor MS Sans SerifSymbolArial"
    b"Times New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
"""What the window of every compressed RTF body holds at the start (MS-OXRTFCP 2.1.3.1)."""


def unpacked_rtf(packed: bytes) -> bytes:
    """A body in compressed RTF (MS-OXRTFCP): runs of letters and of places in a window of 4,096 bytes. Damage
    ends it early."""
    if packed[8:12] == b"MELA":
        return packed[16:]
    if packed[8:12] != b"LZFu":
        return b""
    window = bytearray(4096)
    window[: len(_FIRST)] = _FIRST
    at, write, out = 16, len(_FIRST), bytearray()
    while at < len(packed):
        flags, at = packed[at], at + 1
        for bit in range(8):
            if at >= len(packed):
                break
            if flags >> bit & 1:
                if at + 1 >= len(packed):
                    return bytes(out)
                pair, at = packed[at] << 8 | packed[at + 1], at + 2
                if pair >> 4 == write:
                    return bytes(out)
                run = [(pair >> 4) + step for step in range((pair & 15) + 2)]
            else:
                window[write], at, run = packed[at], at + 1, [write]
            for place in run:
                letter = window[place % 4096]
                window[write] = letter
                write = (write + 1) % 4096
                out.append(letter)
    return bytes(out)

"""Old Word files built in code: the head, one table of pieces, the text, a page of formatting (MS-DOC 2.4).
Fictional people only."""

import struct

from ole_files import ole

_AT = 0x800
"""Where the text lies in the stream."""


def doc(
    parts: dict[int, str],
    marks: dict[tuple[int, int], int] | None = None,
    narrow: int = 0,
    flags: int = 0,
    **streams: bytes | dict,
) -> bytes:
    """A file whose text is these parts by their number (0 text, 1 footnotes, 4 comments …).

    The first `narrow` characters lie as bytes, the others as UTF-16, so that there are two pieces. `marks`:
    runs of characters and what is set for them; only in text that is all wide.
    """
    text = "".join(parts.values())
    units = text.encode("utf-16-le")
    main = bytearray(0x2000 + len(units))
    struct.pack_into("<HH", main, 0, 0xA5EC, 193)
    struct.pack_into("<H", main, 10, 0x0200 | flags)
    for number in range(8):
        struct.pack_into("<I", main, 0x4C + 4 * number, len(parts.get(number, "").encode("utf-16-le")) // 2)
    first = units[: 2 * narrow].decode("utf-16-le").encode("cp1252")
    main[_AT : _AT + len(first)] = first
    wide_at = _AT + 0x400 if narrow else _AT
    main[wide_at : wide_at + len(units) - 2 * narrow] = units[2 * narrow :]
    pieces = [(narrow, 2 * _AT | 0x40000000)] if narrow else []
    pieces.append((len(units) // 2 - narrow, wide_at))
    ends = [0]
    for count, _ in pieces:
        ends.append(ends[-1] + count)
    plc = struct.pack(f"<{len(ends)}I", *ends) + b"".join(
        struct.pack("<HIH", 0, place, 0) for _, place in pieces
    )
    clx = b"\x01\x02\x00\x00\x00" + b"\x02" + struct.pack("<I", len(plc)) + plc
    bins = struct.pack("<III", _AT, _AT + len(units), 8)
    main[8 * 512 : 9 * 512] = _formatting(marks or {})
    struct.pack_into("<II", main, 0x1A2, 0, len(clx))
    struct.pack_into("<II", main, 0xFA, len(clx), len(bins) if marks else 0)
    return ole({"WordDocument": bytes(main), "1Table": clx + bins, **streams})


def _formatting(marks: dict[tuple[int, int], int]) -> bytes:
    """A page that tells for runs of characters which switch is on."""
    page = bytearray(512)
    edges = [each for run in marks for each in run]
    runs = sorted({*edges})
    page[: 4 * len(runs)] = struct.pack(f"<{len(runs)}I", *(_AT + 2 * each for each in runs))
    place = 250
    for number, start in enumerate(runs[:-1]):
        code = next((code for (first, _), code in marks.items() if first == start), None)
        if code is not None:
            page[4 * len(runs) + number] = place // 2
            page[place : place + 4] = struct.pack("<BHB", 3, code, 1)
            place += 4
    page[511] = max(0, len(runs) - 1)
    return bytes(page)


def letter() -> bytes:
    """Two pages with a link, a table, a footnote and a comment."""
    text = (
        'Statement of Ann Example\x02\rSee \x13 HYPERLINK "https://example.org/plan" \x14the plan\x15\rDate\x07Call\x07\x07'
        "I was at the shed\x05\r\x0cSecond page \u2013 caf\u00e9 \U0001f600\r"
    )  # fmt: skip
    return doc({0: text, 1: "\x02 Born in Leeds\r", 4: "\x05Which shed?\r"}, narrow=24)

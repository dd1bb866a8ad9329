"""Old Excel workbooks (BIFF8 in an OLE file) written record by record."""

import struct

from ole_files import ole

ROWS = [
    ("Name", "Number", "Due"),
    ("Ann", 7.5, True),
    ("Bo \U0001f44d", 1234567, "#DIV/0!"),
    ("Café", 12.34, 45000.5),
]
DATED, PLAIN = 1, 0
_FAULTS = {"#DIV/0!": 7}


def record(number, body=b""):
    return struct.pack("<HH", number, len(body)) + body


def text(words):
    """A shared text, wide where it must be."""
    wide = any(ord(letter) > 255 for letter in words)
    raw = words.encode("utf-16-le" if wide else "latin-1")
    return struct.pack("<HB", len(raw) // (2 if wide else 1), wide) + raw


def cell(row, column, value, shared):
    place = struct.pack("<HHH", row, column, PLAIN)
    if isinstance(value, bool):
        return record(0x205, place + bytes((value, 0)))
    if value in _FAULTS:
        return record(0x205, place + bytes((_FAULTS[value], 1)))
    if isinstance(value, str):
        return record(0xFD, place + struct.pack("<I", shared.index(value)))
    if isinstance(value, int):
        return record(0x27E, place + struct.pack("<I", value << 2 | 2))
    style = struct.pack("<HHH", row, column, DATED if value == 45000.5 else PLAIN)
    return record(0x203, style + struct.pack("<d", value))


def workbook(rows=ROWS, *, claims=None, bounds=None, locked=False, split=None, sheets=("Calls",), charts=()):
    """The stream "Workbook". `charts`: those of the sheets that are charts. `claims`: how many shared texts
    it says it has; `bounds`: the size it says; `split`: after how many letters each text runs on in another
    record."""
    # one line says it
    begin = lambda kind: record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 0x600))  # noqa: E731
    shared = list(
        dict.fromkeys(
            value for row in rows for value in row if isinstance(value, str) and value not in _FAULTS
        )
    )
    texts = struct.pack("<II", claims or len(shared), claims or len(shared)) + b"".join(map(text, shared))
    parts = record(0xFC, texts) if split is None else _in_pieces(texts[:8], shared, split)
    styles = b"".join(record(0xE0, struct.pack("<HH", 0, form) + bytes(16)) for form in (0, 22))
    start = (
        begin(5)
        + (record(0x2F, bytes(54)) if locked else b"")
        + record(0x42, struct.pack("<H", 1200))
        + styles
    )
    sheet = begin(0x10) + record(0x200, struct.pack("<IIHHH", *(bounds or (0, len(rows), 0, 3)), 0))
    sheet += b"".join(
        cell(r, c, value, shared) for r, row in enumerate(rows) for c, value in enumerate(row)
    ) + record(0x0A)
    size = sum(4 + 8 + len(name) for name in sheets)
    at = len(start) + size + len(parts) + 4
    named = b"".join(
        record(
            0x85,
            struct.pack("<IBBBB", at + place * len(sheet), 0, 2 if name in charts else 0, len(name), 0)
            + name.encode(),
        )
        for place, name in enumerate(sheets)
    )
    return start + named + parts + record(0x0A) + sheet * len(sheets)


def _in_pieces(start, shared, split):
    """The shared texts, each of which runs on after so many letters: what follows begins with how its letters
    are kept."""
    parts, number = start, 0xFC
    out = b""
    for words in shared:
        raw = text(words)
        cut = 3 + split * (2 if raw[2] else 1)
        if cut >= len(raw):
            parts += raw
            continue
        out += record(number, parts + raw[:cut])
        number, parts = 0x3C, raw[2:3] + raw[cut:]
    return out + record(number, parts)


def xls(**how):
    """The whole file."""
    return ole({"Workbook": workbook(**how).ljust(8192, b"\0")})

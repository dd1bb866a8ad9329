"""A small Outlook mailbox (.pst, Unicode, not enciphered) built in code by MS-PST; fictional people only."""

import struct
from itertools import count

from outlook_samples import BO, CY, INNER, MAIL, SENT, Values, _typed

PAGE, HEADER = 512, 0x4600
NID_STORE, NID_NAMES, NID_ROOT = 0x21, 0x61, 0x122
_RECIPIENTS, _ATTACHMENTS = 0x692, 0x671
_FOLDERS, _MESSAGES = 11, 12
"""A folder's tables bear its number and these."""
_APPOINTMENT = bytes.fromhex("0220060000000000c000000000000046")
_START = struct.pack("<IHH", 0x820D, 3 << 1, 0)
"""0x8000 is the start of an appointment: the number 0x820D in the set of appointments."""


class Pst:
    """Collects nodes and blocks, then writes them out."""

    def __init__(self) -> None:
        self.nodes: dict[int, tuple[int, int, int]] = {}
        self.blocks: list[tuple[int, bytes]] = []
        self._ids = count(1)

    def block(self, data: bytes, internal: bool = False) -> int:
        number = next(self._ids) << 2 | (2 if internal else 0)
        self.blocks.append((number, data))
        return number

    def node(
        self, nid: int, parent: int, data: bytes, below: dict[int, tuple[bytes, dict]] | None = None
    ) -> None:
        self.nodes[nid] = (self.block(data), self._below(below or {}), parent)

    def _below(self, below: dict) -> int:
        """A block that lists subnodes, each with its data and its own subnodes."""
        if not below:
            return 0
        rows = b"".join(
            struct.pack("<QQQ", nid, self.block(data), self._below(inner))
            for nid, (data, inner) in sorted(below.items())
        )
        return self.block(struct.pack("<BBHI", 2, 0, len(below), 0) + rows, internal=True)

    def file(self) -> bytes:
        body, places = bytearray(), {}
        for number, data in self.blocks:
            places[number] = (HEADER + len(body), len(data))
            size = -(-(len(data) + 16) // 64) * 64
            body += data.ljust(size - 16, b"\0") + struct.pack(
                "<HHIQ", len(data), _sig(HEADER + len(body), number), _crc(data), number
            )
        body += bytes(-len(body) % PAGE)
        blocks = [struct.pack("<QQHHI", number, *place, 2, 0) for number, place in sorted(places.items())]
        nodes = [
            struct.pack("<QQQII", nid, data, below, parent, 0)
            for nid, (data, below, parent) in sorted(self.nodes.items())
        ]
        roots = []
        for kind, rows, size in ((0x81, nodes, 32), (0x80, blocks, 24)):
            at = HEADER + len(body)
            leaves = [rows[start : start + 488 // size] for start in range(0, len(rows), 488 // size)]
            first = at + (PAGE if len(leaves) > 1 else 0)
            numbers = [next(self._ids) << 2 | 2 for _ in leaves]
            if len(leaves) > 1:
                branches = [
                    struct.pack("<8sQQ", leaf[0][:8], number, first + step * PAGE)
                    for step, (leaf, number) in enumerate(zip(leaves, numbers, strict=True))
                ]
                top = next(self._ids) << 2 | 2
                body += _page(kind, branches, 24, 1, at, top)
            for step, (leaf, number) in enumerate(zip(leaves, numbers, strict=True)):
                body += _page(kind, leaf, size, 0, first + step * PAGE, number)
            roots.append((top if len(leaves) > 1 else numbers[0], at))
        return _header(HEADER + len(body), roots) + bytes(body)


def _page(kind: int, rows: list[bytes], size: int, level: int, at: int, number: int) -> bytes:
    data = b"".join(rows).ljust(488, b"\0") + struct.pack("<BBBBI", len(rows), 488 // size, size, level, 0)
    return data + struct.pack("<BBHIQ", kind, kind, _sig(at, number), _crc(data), number)


def _header(size: int, roots) -> bytes:
    root = (
        struct.pack("<IQQQQ", 0, size, HEADER, 0, 0)
        + b"".join(struct.pack("<QQ", *each) for each in roots)
        + struct.pack("<BBH", 2, 0, 0)
    )
    body = (
        struct.pack("<2sHHBBII", b"SM", 23, 19, 1, 1, 0, 0)
        + struct.pack("<QQI", 0, 0x1000, 1)
        + bytes(128)
        + bytes(8)
        + root
    )
    body += bytes(4) + b"\xff" * 256 + struct.pack("<BBH", 0x80, 0, 0) + struct.pack("<Q", 0x1000)
    return (b"!BDN" + struct.pack("<I", _crc(body[:471])) + body + struct.pack("<I", _crc(body[:516]))).ljust(
        HEADER, b"\0"
    )


def _sig(at: int, number: int) -> int:
    mixed = (at ^ number) & 0xFFFFFFFF
    return (mixed >> 16 ^ mixed) & 0xFFFF


def _crc(data: bytes) -> int:
    """The weak CRC of MS-PST 5.3: the usual one without its first and last inversion."""
    import zlib

    return zlib.crc32(data, 0xFFFFFFFF) ^ 0xFFFFFFFF


# ---- heaps: properties of one object, tables of several ------------------------------------------


class Heap:
    """Items on a heap; `hid` numbers them from 1."""

    def __init__(self) -> None:
        self.items: list[bytes] = []

    def hid(self, data: bytes) -> int:
        if not data:
            return 0
        self.items.append(data)
        return len(self.items) << 5

    def data(self, client: int, root: int) -> bytes:
        made, places = bytearray(12), []
        for item in self.items:
            places.append(len(made))
            made += item
        made += bytes(len(made) % 2)
        end = len(made)
        struct.pack_into("<HBBII", made, 0, end, 0xEC, client, root, 0)
        return (
            bytes(made)
            + struct.pack("<HH", len(places), 0)
            + struct.pack(f"<{len(places) + 1}H", *places, end)
        )


def bag(values: Values) -> bytes:
    """A property context."""
    heap, rows = Heap(), b""
    header = heap.hid(bytes(8))
    for number in sorted(values):
        kind, data = _typed(values[number])
        held = data.ljust(4, b"\0") if kind in {0x3, 0xB} else struct.pack("<I", heap.hid(data))
        rows += struct.pack("<HH4s", number, kind, held)
    heap.items[0] = struct.pack("<BBBBI", 0xB5, 2, 6, 0, heap.hid(rows))
    return heap.data(0xBC, header)


def table(rows: dict[int, Values], columns: tuple[tuple[int, int], ...]) -> bytes:
    """A table context: rows by number; columns of four bytes each, text on the heap."""
    heap = Heap()
    root = heap.hid(b"-" * (22 + 8 * (len(columns) + 2)))
    every = ((0x67F2, 0x3), (0x67F3, 0x3), *columns)
    width = 4 * len(every)
    bits = -(-len(every) // 8)
    told = b"".join(
        struct.pack("<HHHBB", kind, number, 4 * at, 4, at)
        for at, (number, kind) in sorted(enumerate(every), key=lambda each: each[1])
    )
    matrix = b""
    for number, values in rows.items():
        cells, present = struct.pack("<II", number, 1), 0b11
        for at, (column, kind) in enumerate(columns, 2):
            value = values.get(column)
            data = b"" if value is None else _typed(value)[1]
            present |= (value is not None) << at
            cells += data.ljust(4, b"\0")[:4] if kind == 0x3 else struct.pack("<I", heap.hid(data))
        flags = int(f"{present:0{bits * 8}b}"[::-1], 2).to_bytes(bits, "big")
        matrix += cells + flags
    index = b"".join(struct.pack("<II", number, at) for at, number in enumerate(rows))
    tree = heap.hid(struct.pack("<BBBBI", 0xB5, 4, 4, 0, heap.hid(index)))
    ends = struct.pack("<HHHH", width, width, width, width + bits)
    heap.items[0] = struct.pack("<BB8sIII", 0x7C, len(every), ends, tree, heap.hid(matrix), 0) + told
    return heap.data(0x7C, root)


def message(values: Values, people=(), files=()) -> tuple[bytes, dict]:
    """Data and subnodes of a message. `files`: (values, None) or (values, (data, subnodes)) for an embedded
    message."""
    below: dict[int, tuple[bytes, dict]] = {}
    if people:
        below[_RECIPIENTS] = (
            table(dict(enumerate(people)), ((0x0C15, 0x3), (0x3001, 0x1F), (0x3003, 0x1F))),
            {},
        )
    if files:
        numbers = [0x8025 + 0x20 * at for at in range(len(files))]
        told = dict(zip(numbers, (each[0] for each in files), strict=True))
        below[_ATTACHMENTS] = (table(told, ((0x3705, 0x3), (0x3704, 0x1F))), {})
        below |= {number: _attachment(*each) for number, each in zip(numbers, files, strict=True)}
    return bag({0x0E1B: bool(files), 0x0E07: 1, **values}), below


def _attachment(values: Values, inside) -> tuple[bytes, dict]:
    if inside is None:
        return bag(values), {}
    number = 0x10004
    return bag({**values, 0x3701: ("object", struct.pack("<II", number, 0))}), {number: inside}


def pst(stated: int = 3, listed: tuple[int, ...] = (0x200024, 0x200044, 0x200064)) -> bytes:
    """A root, a folder in it that states three items, and in that a mail (a file, a message inside), a
    contact and an appointment."""
    made = Pst()
    made.node(NID_STORE, 0, bag({0x3001: "Mailbox"}))
    made.node(
        NID_NAMES,
        0,
        bag({0x0001: 251, 0x0002: _APPOINTMENT, 0x0003: _START, 0x0004: struct.pack("<I4s", 4, b"a\0b\0")}),
    )
    made.node(NID_ROOT, NID_ROOT, bag({0x3001: "", 0x3602: 0, 0x3603: 0, 0x360A: True}))
    made.node(0x8022, NID_ROOT, bag({0x3001: "Inbox", 0x3602: stated, 0x3603: 0, 0x360A: False}))
    named, titled = ((0x3001, 0x1F),), ((0x0037, 0x1F),)
    made.node(NID_ROOT + _FOLDERS, 0, table({0x8022: {0x3001: "Inbox"}}, named))
    made.node(NID_ROOT + _MESSAGES, 0, table({}, titled))
    made.node(0x8022 + _FOLDERS, 0, table({}, named))
    made.node(0x8022 + _MESSAGES, 0, table({number: {} for number in listed}, titled))
    files = [
        ({0x3704: "plan.bin", 0x3707: "plan.bin", 0x3705: 1, 0x3701: b"plan"}, None),
        (
            {0x3001: "Inner", 0x3705: 5},
            message(INNER, [BO], [({0x3704: "key.bin", 0x3705: 1, 0x3701: b"key"}, None)]),
        ),
    ]
    made.node(0x200024, 0x8022, *message({**MAIL, 0x0037: "\x01\x01Shed"}, [BO, CY], files))
    made.node(
        0x200064, 0x8022, *message({0x001A: "IPM.Appointment", 0x0037: "Open day", 0x8000: ("time", SENT)})
    )
    made.node(
        0x200044, 0x8022, *message({0x001A: "IPM.Contact", 0x3001: "Bo Sample", 0x3A1C: "07700 900124"})
    )
    return made.file()

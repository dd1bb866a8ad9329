"""Compound files (OLE) built in code, as .msg and old Office files are: nested dicts of bytes in, one file
out (MS-CFB)."""

import struct

FREE, END, IS_FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR, MINI, CUTOFF = 512, 64, 4096


def ole(tree: dict) -> bytes:
    """A file with these streams (bytes) and storages (dicts)."""
    entries: list[dict] = [{"name": "Root Entry", "kind": 5, "data": b"", "child": FREE, "next": FREE}]
    _enter(tree, 0, entries)
    sectors: list[bytes] = []
    chain: list[int] = []
    small, small_chain = bytearray(), []
    for entry in entries[1:]:
        if entry["kind"] == 2 and len(entry["data"]) >= CUTOFF:
            entry["start"] = _put(entry["data"], sectors, chain)
        elif entry["kind"] == 2 and entry["data"]:
            entry["start"] = len(small_chain)
            count = -(-len(entry["data"]) // MINI)
            small_chain += [*range(len(small_chain) + 1, len(small_chain) + count), END]
            small += entry["data"].ljust(count * MINI, b"\0")
    entries[0]["data"] = bytes(small)
    entries[0]["start"] = _put(bytes(small), sectors, chain) if small else END
    mini_fat = struct.pack(f"<{len(small_chain)}I", *small_chain)
    mini_at = _put(mini_fat, sectors, chain, b"\xff") if small_chain else END
    directory_at = _put(b"".join(_directory_entry(each) for each in entries), sectors, chain)
    fats = 1
    while fats * 128 < len(chain) + fats:
        fats += 1
    places = range(len(chain), len(chain) + fats)
    table = (chain + [IS_FAT] * fats + [FREE] * (fats * 128))[: fats * 128]
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH6xII", 0x3E, 3, 0xFFFE, 9, 6, 0, fats)
    )
    head += struct.pack("<IIIIIII", directory_at, 0, CUTOFF, mini_at, -(-len(mini_fat) // SECTOR), END, 0)
    head += struct.pack("<109I", *([*places] + [FREE] * 109)[:109])
    return head + b"".join(sectors) + struct.pack(f"<{fats * 128}I", *table)


def _enter(tree: dict, parent: int, entries: list[dict]) -> None:
    before = None
    for name, value in tree.items():
        here = len(entries)
        entries.append(
            {
                "name": name,
                "kind": 1 if isinstance(value, dict) else 2,
                "data": value,
                "child": FREE,
                "next": FREE,
                "start": END,
            }
        )
        entries[parent if before is None else before]["child" if before is None else "next"] = here
        before = here
        if isinstance(value, dict):
            entries[here]["data"] = b""
            _enter(value, here, entries)


def _put(data: bytes, sectors: list[bytes], chain: list[int], fill: bytes = b"\0") -> int:
    start, count = len(chain), -(-len(data) // SECTOR)
    chain += [*range(start + 1, start + count), END]
    padded = data.ljust(count * SECTOR, fill)
    sectors += [padded[at : at + SECTOR] for at in range(0, len(padded), SECTOR)]
    return start


def _directory_entry(entry: dict) -> bytes:
    name = entry["name"].encode("utf-16-le") + b"\0\0"
    made = name.ljust(64, b"\0") + struct.pack(
        "<HBBIII", len(name), entry["kind"], 1, FREE, entry["next"], entry["child"]
    )
    return made + bytes(36) + struct.pack("<IQ", entry.get("start", END), len(entry["data"]))

"""Which named property a number from 0x8000 on stands for, by the three tables that .msg and .pst share
(MS-OXMSG 2.2.3, MS-PST 2.4.7)."""

import struct

from evidence_review.importers.mail.mapi_extra import MAPI
from evidence_review.importers.mail.mapi_values import Name, guid

_SETS = {1: MAPI, 2: "00020329-0000-0000-c000-000000000046"}


def names(sets: bytes, entries: bytes, strings: bytes) -> dict[int, Name]:
    """Numbers to names. `entries` holds eight bytes for each: number or place of its name, set and whether it
    has a name, index."""
    found: dict[int, Name] = {}
    for at in range(0, len(entries) - 7, 8):
        what, group, index = struct.unpack_from("<IHH", entries, at)
        where = group >> 1
        key = _SETS.get(where) or guid(sets[(where - 3) * 16 : (where - 2) * 16] if where > 2 else b"")
        found[0x8000 + index] = (key, _string(strings, what) if group & 1 else what)
    return found


def _string(strings: bytes, at: int) -> str:
    length = int.from_bytes(strings[at : at + 4], "little")
    return strings[at + 4 : at + 4 + min(length, 1024)].decode("utf-16-le", "replace")

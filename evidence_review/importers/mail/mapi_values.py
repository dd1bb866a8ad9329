"""Properties of Outlook objects: numbered, typed values, the same in .msg, .pst and winmail.dat (MS-OXCDATA
2.11, MS-OXPROPS)."""

import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from evidence_review.domain.evidence import Moment
from evidence_review.domain.kinds import ZoneSource
from evidence_review.importers.text.codepages import text_of

STRING8, UNICODE, BINARY, OBJECT, MULTIPLE = 0x1E, 0x1F, 0x102, 0x0D, 0x1000
SIZES = {0x2: 2, 0x3: 4, 0x4: 4, 0x5: 8, 0x6: 8, 0x7: 8, 0xA: 4, 0xB: 2, 0x14: 8, 0x40: 8, 0x48: 16}
"""Bytes of the types of fixed size."""

_BEGIN = datetime(1601, 1, 1)  # noqa: DTZ001 # instants are stored without tzinfo
_NEVER = 0x0CB34557A3DD4000
"""1 January 4501: what Outlook writes for "no date" (MS-OXOTASK)."""

type Name = tuple[str, int | str]
"""A named property: its set (a GUID in lower case, without braces) and its number or name there."""
type Key = int | Name


@dataclass(frozen=True, slots=True)
class FileTime:
    """An instant as Windows counts: 100 nanoseconds since 1601, UTC."""

    ticks: int

    def moment(self) -> Moment | None:
        """None for 0 and for 4501, which mean "not set"; the number alone where it gives no date."""
        if self.ticks in (0, _NEVER):
            return None
        try:
            return Moment(
                str(self.ticks),
                None,
                _BEGIN + timedelta(microseconds=self.ticks // 10),
                None,
                ZoneSource.IN_VALUE,
            )
        except OverflowError:
            return Moment(str(self.ticks))


type Value = str | int | float | bool | bytes | FileTime | datetime | tuple[Value, ...]
"""A `datetime` is a wall-clock time whose zone is not stated."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A property as it stands: `data` holds one piece, or one for each value of a multiple property."""

    key: Key
    kind: int
    data: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Properties:
    """The properties of one object by number or name; `text` and the like give a default where one is absent
    or of another type."""

    values: dict[Key, Value] = field(default_factory=dict)
    page: int | None = None

    def text(self, *keys: Key) -> str:
        """The first that is a text with anything in it; "" where none is."""
        for key in keys:
            value = self.values.get(key)
            if isinstance(value, bytes):
                value = text_of(value, self.page).strip("\0")
            if isinstance(value, str) and value.strip():
                return value
        return ""

    def number(self, key: Key, default: int = 0) -> int:
        """A whole number or a truth value."""
        value = self.values.get(key)
        return int(value) if isinstance(value, int) else default

    def data(self, key: Key) -> bytes:
        """Bytes; b"" where there are none."""
        value = self.values.get(key)
        return value if isinstance(value, bytes) else b""

    def time(self, *keys: Key) -> Moment | None:
        """The first that is a time and is set; an instant before a wall-clock reading."""
        found = [self.values.get(key) for key in keys]
        instant = next(
            (moment for value in found if isinstance(value, FileTime) and (moment := value.moment())), None
        )
        local = next((value for value in found if isinstance(value, datetime)), None)
        return instant or (Moment(local.isoformat(" "), local) if local else None)


def properties(raws: Iterable[Raw], page: int | None = None) -> Properties:
    """Typed values; 8-bit text in the code page that the object itself states (0x3FFD, else 0x3FDE), else in
    `page`."""
    found = list(raws)
    own = _stated_page(found) or page
    values: dict[Key, Value] = {}
    for raw in found:
        made = tuple(
            value for piece in raw.data if (value := _value(raw.kind & ~MULTIPLE, piece, own)) is not None
        )
        if raw.kind & MULTIPLE:
            values[raw.key] = made
        elif made:
            values.setdefault(raw.key, made[0])
    return Properties(values, own)


def _stated_page(raws: list[Raw]) -> int | None:
    stated = {
        raw.key: _number(raw.data[0])
        for raw in raws
        if raw.key in {0x3FFD, 0x3FDE} and raw.kind == 0x3 and raw.data
    }
    return stated.get(0x3FFD) or stated.get(0x3FDE)


def _number(data: bytes) -> int:
    return int.from_bytes(data[:4], "little")


def _scaled(data: bytes) -> float:
    return struct.unpack("<q", data)[0] / 10_000


_TYPES: dict[int, Callable[[bytes], Value]] = {
    0x2: lambda data: struct.unpack("<h", data)[0],
    0x3: lambda data: struct.unpack("<i", data)[0],
    0x4: lambda data: struct.unpack("<f", data)[0],
    0x5: lambda data: struct.unpack("<d", data)[0],
    0x6: _scaled,
    0x7: lambda data: struct.unpack("<d", data)[0],
    0xA: lambda data: struct.unpack("<I", data)[0],
    0xB: lambda data: data[0] != 0,
    0x14: lambda data: struct.unpack("<q", data)[0],
    0x40: lambda data: FileTime(struct.unpack("<q", data)[0]),
}


def _value(kind: int, data: bytes, page: int | None) -> Value | None:
    """One value; the bytes as they are where they do not fit their type."""
    if kind == UNICODE:
        return data[: len(data) & ~1].decode("utf-16-le", "replace").rstrip("\0")
    if kind == STRING8:
        return text_of(data.rstrip(b"\0"), page)
    size = SIZES.get(kind, 0)
    if kind in _TYPES and data:
        return _TYPES[kind](data[:size].ljust(size, b"\0"))
    return data


def guid(data: bytes) -> str:
    """A GUID of 16 bytes as it is written, in lower case; "" where they are not 16."""
    if len(data) != 16:
        return ""
    first, second, third = struct.unpack("<IHH", data[:8])
    return f"{first:08x}-{second:04x}-{third:04x}-{data[8:10].hex()}-{data[10:].hex()}"

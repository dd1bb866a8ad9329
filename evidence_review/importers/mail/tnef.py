"""What lies in a winmail.dat (TNEF): the message as Outlook wrote it, with its files (MS-OXTNEF). Nothing
here raises."""

import struct
from collections.abc import Callable, Iterator
from datetime import datetime

from evidence_review.importers.mail.mapi_objects import Held, Outlook
from evidence_review.importers.mail.mapi_values import (
    BINARY,
    MULTIPLE,
    OBJECT,
    SIZES,
    STRING8,
    UNICODE,
    Key,
    Properties,
    Raw,
    Value,
    guid,
    properties,
)

MARK = b"\x78\x9f\x3e\x22"
_MESSAGE, _FILE = 1, 2
_RENDERING, _MAPI, _RECIPIENTS, _MAPI_FILE, _PAGE = 0x9002, 0x9003, 0x9004, 0x9005, 0x9007
_DATA, _TITLE, _PICTURE, _TRANSPORT_NAME = 0x800F, 0x8010, 0x8011, 0x9001
_WORDS: dict[int, Key] = {0x8004: 0x0037, 0x800C: 0x1000, 0x8008: 0x001A, 0x8009: ("tnef", "message id"), 0x8006: ("tnef", "received"),
                          0x8007: ("tnef", "status"), 0x800A: ("tnef", "parent id"), 0x800B: ("tnef", "conversation id")}  # fmt: skip
_TIMES: dict[int, Key] = {0x8005: 0x0039, 0x8006: 0x0E06, 0x8020: 0x3008, 0x0006: 0x0060, 0x0007: 0x0061}
_INNER, _CONTENT = "00020307-0000-0000-c000-000000000046", 0x3701
_DEEPEST = 10
_CUT = "winmail.dat is damaged or cut short; what follows in it may be missing. Ask for another copy."
_SUM = "A part of winmail.dat does not match its own check number and may be damaged. Check the preview."

type Attribute = tuple[int, int, bytes]


def unpacked(data: bytes, depth: int = 0) -> Outlook | None:
    """The message in it; None where this is no TNEF. Damage is told in its `problems`."""
    if not data.startswith(MARK):
        return None
    problems: list[str] = []
    attributes = list(_attributes(data, problems))
    page = next(
        (
            int.from_bytes(value[:4], "little")
            for level, kind, value in attributes
            if level == _MESSAGE and kind == _PAGE
        ),
        None,
    )
    made = _message(attributes, page, problems)
    made.files = [_held(each, page, depth, problems) for each in _files(attributes)]
    made.problems = list(dict.fromkeys(problems))
    return made


def _attributes(data: bytes, problems: list[str]) -> Iterator[Attribute]:
    """(level, number, bytes) of each; the last may be cut short."""
    at = 6
    while at + 9 <= len(data):
        level, kind, length = data[at], *struct.unpack_from("<HxxI", data, at + 1)
        if level not in {_MESSAGE, _FILE}:
            break
        value = data[at + 9 : at + 9 + length]
        stated = data[at + 9 + length : at + 11 + length]
        if len(stated) == 2 and int.from_bytes(stated, "little") != sum(value) & 0xFFFF:
            problems.append(_SUM)
        at += 11 + length
        yield level, kind, value
    if at > len(data) or data[at:].strip(b"\0"):
        problems.append(_CUT)


def _message(attributes: list[Attribute], page: int | None, problems: list[str]) -> Outlook:
    mapi: list[Raw] = []
    old: list[Raw] = []
    extra: dict[Key, Value] = {}
    people: list[Properties] = []
    for level, kind, value in attributes:
        if level != _MESSAGE:
            continue
        if kind == _MAPI:
            mapi += _told(lambda value=value: _block(value, 0)[0], problems)
        elif kind == _RECIPIENTS:
            people += [properties(row, page) for row in _told(lambda value=value: _rows(value), problems)]
        elif kind in _TIMES and (moment := _time(value)):
            extra[_TIMES[kind]] = moment
        elif kind in _WORDS:
            old.append(Raw(_WORDS[kind], STRING8, (value,)))
        elif kind == 0x8000:
            old += _sender(value)
    found = properties((*mapi, *old), page)
    for key, value in extra.items():
        found.values.setdefault(key, value)
    return Outlook(found, people)


def _files(attributes: list[Attribute]) -> list[dict[int, bytes]]:
    """The attributes of each file; a rendering attribute begins the next."""
    found: list[dict[int, bytes]] = []
    for level, kind, value in attributes:
        if level == _FILE:
            if kind == _RENDERING or not found:
                found.append({})
            found[-1].setdefault(kind, value)
    return found


def _held(attributes: dict[int, bytes], page: int | None, depth: int, problems: list[str]) -> Held:
    raws = _told(lambda: _block(attributes[_MAPI_FILE], 0)[0], problems) if _MAPI_FILE in attributes else []
    found = _file_properties(raws, attributes, page)
    value = next((raw for raw in raws if raw.key == _CONTENT and raw.data), None)
    if value and value.kind == OBJECT:
        return _object(found, value.data[0], depth)
    data = value.data[0] if value else attributes.get(_DATA)
    return Held(found, (lambda: (data,)) if data is not None else None)


def _file_properties(raws: list[Raw], attributes: dict[int, bytes], page: int | None) -> Properties:
    """What is said of a file beside its content."""
    names = [
        Raw(key, STRING8, (attributes[kind],))
        for kind, key in ((_TITLE, 0x3704), (_TRANSPORT_NAME, 0x3001))
        if kind in attributes
    ]
    found = properties((*(raw for raw in raws if raw.key != _CONTENT), *names), page)
    if _PICTURE in attributes:
        found.values["tnef", "picture"] = attributes[_PICTURE]
    return found


def _object(found: Properties, data: bytes, depth: int) -> Held:
    """A file that is an object of another program, or a message."""
    is_message = data and guid(data[:16]) == _INNER and depth < _DEEPEST
    inside = unpacked(data[16:], depth + 1) if is_message else None
    if inside:
        return Held(found, inside=inside)
    return Held(found, (lambda: (data[16:],)) if data else None, is_object=True)


def _told[T](read: Callable[[], list[T]], problems: list[str]) -> list[T]:
    """What can be read; a fault is told."""
    try:
        return read()
    except (struct.error, IndexError, ValueError):
        problems.append(_CUT)
        return []


def _rows(data: bytes) -> list[list[Raw]]:
    (count,), at, rows = struct.unpack_from("<I", data), 4, []
    for _ in range(min(count, len(data) // 4)):
        row, at = _block(data, at)
        rows.append(row)
    return rows


def _block(data: bytes, at: int) -> tuple[list[Raw], int]:
    """Properties one after another: type, number, name where it has one, value or values padded to four
    bytes."""
    (count,) = struct.unpack_from("<I", data, at)
    at += 4
    found: list[Raw] = []
    for _ in range(min(count, len(data) // 4)):
        kind, number = struct.unpack_from("<HH", data, at)
        key, at = _key(data, at + 4, number)
        pieces, at = _values(data, at, kind)
        found.append(Raw(key, kind, tuple(pieces)))
    return found, at


def _key(data: bytes, at: int, number: int) -> tuple[Key, int]:
    if number < 0x8000:
        return number, at
    group, named, what = guid(data[at : at + 16]), *struct.unpack_from("<II", data, at + 16)
    if not named:
        return (group, what), at + 24
    text = data[at + 24 : at + 24 + what].decode("utf-16-le", "replace").rstrip("\0")
    return (group, text), at + 24 + _padded(what)


def _values(data: bytes, at: int, kind: int) -> tuple[list[bytes], int]:
    plain = kind & ~MULTIPLE
    varying = plain in {STRING8, UNICODE, BINARY, OBJECT}
    count = 1
    if varying or kind & MULTIPLE:
        (count,) = struct.unpack_from("<I", data, at)
        at += 4
    elif plain not in SIZES:
        raise ValueError(plain)
    pieces: list[bytes] = []
    for _ in range(min(count, len(data) // 4)):
        size = SIZES.get(plain, 0)
        if varying:
            (size,) = struct.unpack_from("<I", data, at)
            at += 4
        pieces.append(data[at : at + size])
        at += _padded(size)
    if at > len(data) + 3:
        raise ValueError(at)
    return pieces, at


def _padded(size: int) -> int:
    return size + -size % 4


def _time(data: bytes) -> datetime | None:
    """Seven numbers: year, month, day, hour, minute, second, day of the week; no zone is stated."""
    try:
        return datetime(*struct.unpack_from("<6H", data))  # noqa: DTZ001  stored without tzinfo
    except (struct.error, ValueError):
        return None


def _sender(data: bytes) -> list[Raw]:
    """A name and an address such as "SMTP:ann@example.org" behind eight bytes of lengths (MS-OXTNEF
    2.1.3.3.1)."""
    if len(data) < 8:
        return []
    _kind, _size, name, address = struct.unpack_from("<4H", data)
    person, mail = data[8 : 8 + name], data[8 + name : 8 + name + address].rstrip(b"\0")
    return [Raw(0x0C1A, STRING8, (person,)), Raw(0x0C1F, STRING8, (mail.removeprefix(b"SMTP:"),))]

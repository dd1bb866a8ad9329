"""Outlook objects out of a mailbox file (.pst, .ost), as libpff gives them; a fault in one property or part
loses no other."""

import itertools
import struct
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from evidence_review.importers.mail.mapi_names import names
from evidence_review.importers.mail.mapi_objects import Held, Outlook
from evidence_review.importers.mail.mapi_values import (
    MULTIPLE,
    SIZES,
    Key,
    Name,
    Properties,
    Raw,
    properties,
)
from evidence_review.importers.mail.pst.inside import Inside

_CHUNK = 1 << 20
_DATA, _METHOD, _INSIDE, _OBJECT = 0x3701, 0x3705, 5, 6
_SOME = "Some parts of this message are damaged and could not be read. Ask for another copy of the mailbox."


class Store:
    """Reads the objects of one open file; named properties are told by its own table. `stream` is a second
    handle to it."""

    def __init__(self, file: Any, stream: BinaryIO) -> None:
        self._names: dict[int, Name] = {}
        self._page = _page(file)
        table = _had(lambda: file.name_to_id_map, None)
        if table is not None:
            raw = {key: data for key, _kind, data in _entries(table, [])}
            self._names = names(*(raw.get(each, b"") for each in (2, 3, 4)))
        self._inside = _had(lambda: Inside(stream, lambda entry: self._raw(*entry), self._page), None)

    def message(self, item: Any) -> Outlook:
        """A message with its recipients and what it holds."""
        faults: list[str] = []
        made = Outlook(self._first(item, faults))
        made.people = self._people(item, made.found, faults)
        count = _had(lambda: item.number_of_attachments, 0, faults)
        for number in range(count or 0):
            held = _had(
                lambda number=number: self._held(item.get_attachment(number), item.identifier, faults),
                None,
                faults,
            )
            made.files.append(held or Held(Properties(), _broken))
        made.problems += [_SOME] if faults else []
        return made

    def properties(self, item: Any) -> Properties:
        """Those of a folder, or of the store itself."""
        return self._first(item, [])

    def _first(self, item: Any, faults: list[str]) -> Properties:
        return properties((self._raw(*each) for each in _entries(item, faults)), self._page)

    def _people(self, item: Any, found: Properties, faults: list[str]) -> list[Properties]:
        table = _had(lambda: item.recipients, None)
        if table is None:
            return []
        rows = range(_had(lambda: table.number_of_record_sets, 0, faults) or 0)
        return [
            properties((self._raw(*each) for each in _row(table, row, faults)), found.page) for row in rows
        ]

    def _held(self, attachment: Any, holder: int, faults: list[str]) -> Held:
        found = properties(
            (self._raw(*each) for each in _entries(attachment, faults, leave=_DATA)), self._page
        )
        method = found.number(_METHOD, 1)
        if method in {_INSIDE, _OBJECT}:
            hand = self._inside if method == _INSIDE else None
            inside = _had(lambda: hand.message(holder, attachment.identifier), None) if hand else None
            return Held(found, inside=inside, is_object=inside is None)
        size = _had(lambda: attachment.size, None)
        return Held(found, None if size is None else lambda: _chunks(attachment, size))

    def _raw(self, number: int, kind: int, data: bytes) -> Raw:
        key: Key = self._names.get(number, number)
        return Raw(key, kind, tuple(_pieces(data, kind)) if kind & MULTIPLE else (data,))


def _entries(item: Any, faults: list[str], leave: int = 0) -> Iterator[tuple[int, int, bytes]]:
    for row in range(_had(lambda: item.number_of_record_sets, 0, faults) or 0):
        yield from _row(item, row, faults, leave)


def _row(item: Any, row: int, faults: list[str], leave: int = 0) -> Iterator[tuple[int, int, bytes]]:
    """(number, type, bytes) of every property in one set of them."""
    entries = _had(lambda: item.get_record_set(row), None, faults)
    for at in range(_had(lambda: entries.number_of_entries, 0, faults) or 0 if entries else 0):
        entry = _had(lambda at=at: entries.get_entry(at), None, faults)
        number, kind = (
            _had(lambda entry=entry: (entry.entry_type, entry.value_type), (None, None), faults)
            if entry
            else (None, None)
        )
        if number is None or kind is None or number == leave:
            continue
        data = _had(lambda entry=entry: entry.data, None, faults)
        if data is not None:
            yield number, kind, data


def _pieces(data: bytes, kind: int) -> Iterator[bytes]:
    """The values of a multiple property: packed, or after a count and their places (MS-PST 2.3.3.4)."""
    size = SIZES.get(kind & ~MULTIPLE)
    if size:
        yield from (data[at : at + size] for at in range(0, len(data) - size + 1, size))
        return
    count = min(int.from_bytes(data[:4], "little"), len(data) // 4)
    places = [*struct.unpack_from(f"<{count}I", data, 4), len(data)] if len(data) >= 4 + 4 * count else []
    yield from (data[start:end] for start, end in itertools.pairwise(places))


def _chunks(attachment: Any, size: int) -> Iterator[bytes]:
    """The bytes of an attachment, from its start; fewer than it claims is a fault."""
    attachment.seek_offset(0, 0)
    left = size
    while left > 0:
        chunk = attachment.read_buffer(min(left, _CHUNK))
        if not chunk:
            raise OSError
        left -= len(chunk)
        yield chunk


def _broken() -> Iterator[bytes]:
    raise OSError
    yield b""


def _page(file: Any) -> int | None:
    name = _had(lambda: file.ascii_codepage, "")
    text = name.decode("ascii", "replace") if isinstance(name, bytes) else str(name or "")
    return int(text[2:]) if text.startswith("cp") and text[2:].isdigit() else None


def _had[T](get: Callable[[], T], default: T, faults: list[str] | None = None) -> T:
    """What libpff gives, or the default where it raises; the kind of fault is noted."""
    try:
        return get()
    except Exception as fault:  # noqa: BLE001  libpff raises OSError and others on damaged parts
        if faults is not None:
            faults.append(type(fault).__name__)
        return default

"""Outlook messages (.msg), read from their streams (MS-OXMSG): mail, appointments, contacts and notes,
messages within messages."""

import re
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.mail.mapi_items import Desk
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
from evidence_review.importers.plugin import About, Importer, head
from evidence_review.importers.tally import tallied

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAM = re.compile(r"__substg1\.0_([0-9a-f]{4})([0-9a-f]{4})(?:-([0-9a-f]{8}))?", re.IGNORECASE)
_MARK = "__properties_version1.0".encode("utf-16-le")
_LARGEST = 256 << 20
_DEEPEST = 12
_DATA = 0x3701
_DAMAGED = "This message is damaged or cut short; some of its parts could not be read. Ask for another copy."
_CLOSED = (
    "This Outlook message (.msg) is damaged or cut short and could not be opened. Nothing in it has "
    "been reviewed. Ask for another copy."
)

type Place = tuple[str, ...]


def recognises(path: Path) -> bool:
    """An OLE file with the properties of a message at its top."""
    if not head(path, 8).startswith(_OLE):
        return False
    import olefile

    try:
        with path.open("rb") as stream, olefile.OleFileIO(stream) as ole:
            return ole.exists("__properties_version1.0") or ole.exists("__nameid_version1.0")
    except Exception:  # noqa: BLE001  a damaged container may still show what it was
        return _MARK in head(path, 4 << 20)


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """One item for the message and one for each message inside it, each followed by what could not be read of
    it."""
    yield from tallied(_values(path, options))


def _values(path: Path, options: ReadOptions) -> Iterator[Item | Problem]:
    import olefile

    with path.open("rb") as stream:
        try:
            ole = olefile.OleFileIO(stream)
        except Exception as fault:
            raise UnreadableExport(_CLOSED) from fault
        container = _Container(ole)
        yield from Desk(options).items(container.message((), 32, 0), "message")
        if container.faults:
            yield Problem("message", ProblemKind.PARTLY_READ, _DAMAGED, 1)


class _Container:
    """The streams of an open OLE file, by storage; `faults` counts the streams that could not be read
    whole."""

    def __init__(self, ole: Any) -> None:
        self._ole = ole
        self.faults = 0
        self._within: dict[Place, list[str]] = {}
        for entry in ole.listdir(streams=True, storages=True):
            self._within.setdefault(tuple(entry[:-1]), []).append(entry[-1])
        self._names = self._named()

    def message(self, place: Place, header: int, depth: int, page: int | None = None) -> Outlook:
        """The message in a storage; `header` is the length of what stands before its fixed properties."""
        found = self._properties(place, header, page)
        made = Outlook(found)
        for name in sorted(self._within.get(place, [])):
            below = (*place, name)
            if name.lower().startswith("__recip_version1.0_"):
                made.people.append(self._properties(below, 8, found.page))
            elif name.lower().startswith("__attach_version1.0_"):
                made.files.append(self._held(below, depth, found.page))
        return made

    def _held(self, place: Place, depth: int, page: int | None) -> Held:
        found = self._properties(place, 8, page)
        inside = (*place, f"__substg1.0_{_DATA:04X}000D")
        stored = next(
            (each for each in self._within.get(place, []) if each.lower() == inside[-1].lower()), None
        )
        if stored is not None and (*place, stored) in self._within:
            below = (*place, stored)
            if (
                any(name.lower() == "__properties_version1.0" for name in self._within[below])
                and depth < _DEEPEST
            ):
                return Held(found, inside=self.message(below, 24, depth + 1, page))
            return Held(found, is_object=True)
        data = found.values.pop(_DATA, None)
        return Held(found, (lambda: (data,)) if isinstance(data, bytes) else None)

    def _properties(self, place: Place, header: int, page: int | None) -> Properties:
        return properties((*self._variable(place), *self._fixed(place, header)), page)

    def _fixed(self, place: Place, header: int) -> Iterator[Raw]:
        """The properties of fixed size, 16 bytes each: type, number, flags, value."""
        data = self._bytes((*place, "__properties_version1.0"))
        for at in range(header, len(data) - 15, 16):
            kind, number = struct.unpack_from("<HH", data, at)
            if kind in SIZES and number:
                yield Raw(self._key(number), kind, (data[at + 8 : at + 8 + SIZES[kind]],))

    def _variable(self, place: Place) -> Iterator[Raw]:
        """The properties that lie in streams of their own; a multiple one in several."""
        several: dict[tuple[int, int], list[bytes]] = {}
        for name in sorted(self._within.get(place, [])):
            stream = _STREAM.fullmatch(name)
            if not stream or (*place, name) in self._within:
                continue
            number, kind = int(stream.group(1), 16), int(stream.group(2), 16)
            if kind & MULTIPLE and kind & ~MULTIPLE not in SIZES:
                pieces = several.setdefault((number, kind), [])
                pieces += [self._bytes((*place, name))] if stream.group(3) else []
            else:
                data = self._bytes((*place, name))
                yield Raw(self._key(number), kind, tuple(_pieces(data, kind)))
        for (number, kind), found in several.items():
            yield Raw(self._key(number), kind, tuple(found))

    def _bytes(self, place: Place) -> bytes:
        """A stream; what can be had of it where it is damaged, b"" where it is absent."""
        try:
            if not self._ole.exists(list(place)):
                return b""
            size = self._ole.get_size(list(place))
            if size > _LARGEST:
                self.faults += 1
                return b""
            with self._ole.openstream(list(place)) as stream:
                data = stream.read()
        except Exception:  # noqa: BLE001  olefile raises many kinds on damaged chains
            self.faults += 1
            return b""
        self.faults += len(data) < size
        return data

    def _key(self, number: int) -> Key:
        return self._names.get(number, number)

    def _named(self) -> dict[int, Name]:
        place = "__nameid_version1.0"
        return names(*(self._bytes((place, f"__substg1.0_000{each}0102")) for each in (2, 3, 4)))


def _pieces(data: bytes, kind: int) -> Iterable[bytes]:
    if kind & MULTIPLE:
        size = SIZES[kind & ~MULTIPLE]
        return (data[at : at + size] for at in range(0, len(data) - size + 1, size))
    return (data,)


IMPORTER = Importer(
    "Outlook message (.msg)",
    "1",
    recognises,
    read,
    about=About(
        formats="Outlook message (.msg)",
        seen=(
            "Outlook 2003 to 365, Unicode and 8-bit, with East Asian code pages; messages saved by "
            "other programs"
        ),
        read=(
            "mail, posts, reports, meeting requests, appointments, contacts, notes, tasks; plain, HTML "
            "and RTF bodies; attachments; messages inside; all other properties under their names"
        ),
        not_read="objects placed in the text (OLE); what is encrypted with S/MIME or rights management",
        limits="a message inside another is read as an item of its own; its own file is not rebuilt",
    ),
)

"""Office files of the kinds that are zips of XML (OOXML, OpenDocument): their parts, relations, properties
and damage.

A zip whose directory is lost is read by the marks of its members, as far as it goes. Nothing is fetched, no
macro is run.
"""

import re
import struct
import zlib
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Attachment, Problem
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.markup.xml_stream import Element, Events, local
from evidence_review.importers.packed.archives import DamagedMember
from evidence_review.importers.packed.export_files import Tree, open_tree
from evidence_review.importers.plugin import attach, file_chunks
from evidence_review.importers.text.long_values import bounded

_LARGEST = 256 << 20
_TORN = "Part of this document ({}) is damaged and was read only as far as it goes. Ask for a fresh copy."
_LOST = (
    "This document is damaged: its table of contents is missing. What could be found in it was read. "
    "Ask for a fresh copy."
)
_ENTITIES = (
    "Part of this document is told to fetch or repeat something else (entities). That was not done; "
    "check the original."
)
_DECLARATION = re.compile(rb"<!DOCTYPE[^\[>]{0,2000}(\[[^\]]{0,60000}\]\s{0,100})?>")
_LOCAL = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part names: the last word of the relation's type, the part's name (or an address outside, never
    followed)."""

    kind: str
    target: str
    outside: bool


@dataclass(slots=True)
class Package:
    """The parts of an office file. `problems` tells what was damaged, once a part."""

    tree: Tree
    problems: list[Problem] = field(default_factory=list)
    path: Path | None = None

    def part(self, name: str) -> str | None:
        """The part of this name, whatever its case."""
        if name in self.tree.sizes:
            return name
        return next((each for each in self.tree.sizes if each.lower() == name.lower()), None)

    def xml(self, name: str | None) -> Element | None:
        """The root of a part that is XML, as far as it is whole; None where it is not there or is no XML."""
        place = self.part(name) if name else None
        return None if place is None else self._parsed(place, self._bytes(place))

    def _bytes(self, place: str) -> Iterator[bytes]:
        size = 0
        try:
            for chunk in self.tree.chunks(place):
                size += len(chunk)
                if size > _LARGEST:
                    self._damaged(place)
                    return
                yield chunk
        except DamagedMember:
            self._damaged(place)
            rest = salvaged(self.path).get(place, b"") if self.path else b""
            yield rest[size:]  # zipfile keeps back the last piece of a member whose check sum is wrong

    def _parsed(self, place: str, chunks: Iterator[bytes]) -> Element | None:
        root: Element | None = None
        events = Events(self._undeclared(place, chunks))
        try:
            for _, element in events:
                root = element if root is None else root
        except UnreadableExport:  # entities of its own, in an odd place
            events.broken = True
        if events.broken:
            self._damaged(place)
        return root

    def _undeclared(self, place: str, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """The part without the declarations at its start: older programs write a harmless one, an attacker
        entities, which are never followed."""
        start = next(chunks, b"")
        found = _DECLARATION.search(start[: 1 << 16]) if b"<!DOCTYPE" in start[:8192] else None
        if found and found.group(1):
            self.problems.append(Problem(PurePosixPath(place).name, ProblemKind.PARTLY_READ, _ENTITIES, 1))
        yield start[: found.start()] + start[found.end() :] if found else start
        yield from chunks

    def _damaged(self, place: str) -> None:
        name = PurePosixPath(place).name if re.fullmatch(r"[\w./-]{1,100}", place) else "a part"
        problem = Problem(name, ProblemKind.PARTLY_READ, _TORN.format(name), 1)
        if problem not in self.problems:
            self.problems.append(problem)

    def relations(self, name: str) -> dict[str, Relation]:
        """What a part names, by the ids it uses for them."""
        folder, _, base = name.rpartition("/")
        root = self.xml(f"{folder}/_rels/{base}.rels".lstrip("/"))
        found: dict[str, Relation] = {}
        for each in root if root is not None else ():
            target, outside = each.get("Target") or "", each.get("TargetMode") == "External"
            kind = (each.get("Type") or "").rpartition("/")[2]
            found[each.get("Id") or ""] = Relation(
                kind, target if outside else resolved(folder, target), outside
            )
        return found

    def data(self, name: str) -> bytes:
        """The bytes of a part, as far as it is whole."""
        place = self.part(name)
        return b"".join(self._bytes(place)) if place else b""

    def undeclared(self, name: str) -> bytes:
        """The same without the declarations at its start, which a strict reader of XML refuses."""
        place = self.part(name)
        return b"".join(self._undeclared(place, self._bytes(place))) if place else b""

    def file(self, name: str) -> Attachment:
        """A part as an attachment; without data where it is not there or damaged."""
        place = self.part(name)
        try:
            return (
                attach(PurePosixPath(name).name, self.tree.chunks(place), place)
                if place
                else Attachment(PurePosixPath(name).name)
            )
        except DamagedMember:
            self._damaged(name)
            return Attachment(PurePosixPath(name).name, member=name)


def resolved(folder: str, target: str) -> str:
    """A part's name from the folder of the part that names it."""
    parts = [] if target.startswith("/") else folder.split("/") if folder else []
    for each in _unescaped(target.replace("\\", "/")).split("/"):
        if each == "..":
            parts = parts[:-1]
        elif each not in {"", "."}:
            parts = [*parts, each]
    return "/".join(parts)


def _unescaped(name: str) -> str:
    """A name in which %20 stands for a space."""
    raw = re.sub(
        rb"%([0-9A-Fa-f]{2})",
        lambda found: bytes((int(found[1], 16),)),
        name.encode("utf-8", "surrogateescape"),
    )
    return raw.decode("utf-8", "replace")


def attribute(element: Element, name: str, default: str = "") -> str:
    """An attribute by its name without namespace: the strict and the usual form of a format differ in nothing
    else."""
    plain = element.get(name)
    if plain is not None:
        return plain
    return next((value for key, value in element.attrib.items() if key.endswith("}" + name)), default)


def child(element: Element | None, name: str) -> Element | None:
    """The first element of this name right inside another; None where there is none."""
    return None if element is None else next((each for each in element if local(each) == name), None)


def properties(package: Package, *names: str) -> list[tuple[str, str]]:
    """What the file says of itself, as pairs for `Item.extra`: claims of the program that wrote it, never
    facts of the content."""
    said: list[tuple[str, str]] = []
    for root in map(package.xml, names):
        for element in root.iter() if root is not None else ():
            words = (element.text or "").strip()
            if words and isinstance(element.tag, str) and not len(element):
                named = attribute(element, "name") or _custom(element) or local(element)
                said.append((f"file says/{named}", bounded(words)))
    return said


def _custom(element: Element) -> str:
    above = element.getparent()
    return attribute(above, "name") if above is not None and local(above) == "property" else ""


@contextmanager
def open_package(path: Path) -> Generator[Package]:
    """The parts of the file; UnreadableExport where none can be had."""
    with ExitStack() as stack:
        try:
            tree = stack.enter_context(open_tree(path))
            package = Package(tree, list(tree.problems), path)
        except UnreadableExport:
            found = salvaged(path)
            if not found:
                raise
            package = package_of(found)
            package.problems.append(Problem("whole file", ProblemKind.PARTLY_READ, _LOST, 1))
        yield package


def package_of(parts: dict[str, bytes]) -> Package:
    """A package whose parts are in memory."""
    return Package(Tree({name: len(data) for name, data in parts.items()}, lambda name: iter((parts[name],))))


def salvaged(source: Path | bytes) -> dict[str, bytes]:
    """Members of a zip by their own heads, whatever its directory says; each as far as it can be unpacked.
    None of a file too large for memory."""
    if isinstance(source, Path) and source.stat().st_size > _LARGEST:
        return {}
    data, spent = source if isinstance(source, bytes) else b"".join(file_chunks(source)), 0
    found: dict[str, bytes] = {}
    at = data.find(_LOCAL)
    while 0 <= at <= len(data) - 30 and spent < 2 * _LARGEST:
        _, _, flags, method, _, _, _, packed, _, named, more = struct.unpack_from("<4sHHHHHIIIHH", data, at)
        start = at + 30 + named + more
        name = data[at + 30 : at + 30 + named].decode("utf-8", "replace").replace("\\", "/")
        words, used = _unpacked(data, start, method, packed if packed and not flags & 8 else None)
        spent += len(words)
        if name and not name.endswith("/") and not flags & 1:
            found.setdefault(name, words)
        at = data.find(_LOCAL, start + used)
    return found


def _unpacked(data: bytes, start: int, method: int, packed: int | None) -> tuple[bytes, int]:
    """The bytes of a member and how many it took; of one packed in another way than is usual, none."""
    if method != 8:
        after = data.find(b"PK", start)
        size = packed if packed is not None else (len(data) if after < 0 else after) - start
        return (data[start : start + size] if method == 0 else b""), size
    out = bytearray()
    for step in (1 << 16, 64):  # in small steps where it is damaged, so that all before the damage is had
        unpacker, out, at = zlib.decompressobj(-15), bytearray(), start
        try:
            while at < len(data) and not unpacker.eof and len(out) <= _LARGEST:
                out += unpacker.decompress(data[at : at + step])
                at += step
        except zlib.error:
            continue
        return bytes(out), max(0, min(at, len(data)) - start - len(unpacker.unused_data))
    return bytes(out), 0

"""The records of an old PowerPoint file and where each slide lies among them (MS-PPT 2.1, 2.3, 2.4.14).

A file holds every state since it was last saved whole: a chain of edits says which place of each part is the
newest.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

DOCUMENT, SLIDE, NOTES, LIST, MASTER = 0x03E8, 0x03EE, 0x03F0, 0x0FF0, 0x03F8
NOTES_ATOM, SLIDE_INFO, PERSIST = 0x03F1, 0x03F9, 0x03F3
TEXT_HEAD, TEXT_WIDE, TEXT_BYTES, OUTLINE, STRING = 0x0F9F, 0x0FA0, 0x0FA8, 0x0F9E, 0x0FBA
_LISTED = {0: {SLIDE}, 1: {MASTER, SLIDE}, 2: {NOTES}}
"""What the parts of each list must be."""
_EDIT, _PLACES = 0x0FF5, 0x1772
_SHAPE, _PLACEHOLDER, _DESIGN = 0xF004, 0x0BC3, frozenset((2, 3))
_OPAQUE = frozenset((0x138B,))
"""Records that hold others without saying so: what later versions added."""
_DEEPEST = 24


@dataclass(frozen=True, slots=True)
class Record:
    """One record: what it is, its instance, and its content."""

    kind: int
    instance: int
    body: bytes
    holds: bool

    def number(self, at: int = 0) -> int:
        """An unsigned number of four bytes in its content; 0 beyond the end."""
        return struct.unpack_from("<I", self.body, at)[0] if at + 4 <= len(self.body) else 0

    def inside(self) -> Iterator["Record"]:
        """The records that it holds."""
        yield from records(self.body) if self.holds else ()

    def every(self, depth: int = 0) -> Iterator["Record"]:
        """All records in it, however deep, in order."""
        for each in self.inside():
            yield each
            if depth < _DEEPEST:
                yield from each.every(depth + 1)

    def text(self) -> str:
        """Its words: two bytes a character, or one."""
        words = (
            self.body.decode("cp1252", "replace")
            if self.kind == TEXT_BYTES
            else self.body.decode("utf-16-le", "replace")
        )
        return words.replace("\r", "\n").replace("\x0b", "\n").rstrip("\0")


def records(data: bytes, at: int = 0) -> Iterator[Record]:
    """The records that stand one after another; the last may be cut short."""
    while at + 8 <= len(data):
        start, kind, length = struct.unpack_from("<HHI", data, at)
        yield Record(kind, start >> 4, data[at + 8 : at + 8 + length], start & 15 == 15 or kind in _OPAQUE)
        at += 8 + length


@dataclass(slots=True)
class Show:
    """A presentation: its document, slides and notes as (number by which others name it, record, texts of the
    outline); its masters, and how many of them were not found; `lost`: slides not found."""

    document: Record
    slides: list[tuple[int, Record, list[str]]] = field(default_factory=list)
    notes: list[Record] = field(default_factory=list)
    masters: list[Record] = field(default_factory=list)
    undesigned: int = 0
    lost: list[int] = field(default_factory=list)

    def add(self, instance: int, part: Record | None, number: int, said: tuple[int, list[str]]) -> None:
        """A part of the list of slides (0), masters (1) or notes (2); `said`: its name and its texts."""
        if part is not None and part.kind in _LISTED.get(instance, ()):
            if instance == 0:
                self.slides.append((said[0], part, said[1]))
            else:
                (self.masters if instance == 1 else self.notes).append(part)
        elif instance == 1:
            self.undesigned += 1
        elif instance == 0:
            self.lost.append(number)


def show(stream: bytes, edit: int) -> Show | None:
    """The newest state of a presentation, from the place of its last edit; None where the chain of edits is
    broken.

    A part that a list names twice counts as lost the second time: no program writes that, and a lying file
    could make much out of little by it.
    """
    places, document = _places(stream, edit)
    main = next(records(stream, places[document]), None) if document in places else None
    if main is None or main.kind != DOCUMENT:
        return None
    found, taken = Show(main), {-1}
    for listed in (each for each in main.inside() if each.kind == LIST):
        for number, (persist, name, texts) in enumerate(_listed(listed), 1):
            place = places.get(persist, -1)
            part = next(records(stream, place), None) if place not in taken else None
            taken.add(place)
            found.add(listed.instance, part, number, (name, texts))
    return found


def _places(stream: bytes, edit: int) -> tuple[dict[int, int], int]:
    """Where each part lies by its number, the newest edit first, and the number of the document."""
    places: dict[int, int] = {}
    document, seen = 0, set[int]()
    while 0 < edit < len(stream) and edit not in seen:
        seen.add(edit)
        last = next(records(stream, edit), None)
        if last is None or last.kind != _EDIT:
            break
        document = document or last.number(16)
        table = next(records(stream, last.number(12)), None)
        for number, place in _entries(table.body) if table is not None and table.kind == _PLACES else ():
            places.setdefault(number, place)
        edit = last.number(8)
    return places, document


def _entries(body: bytes) -> Iterator[tuple[int, int]]:
    at = 0
    while at + 4 <= len(body):
        (head,) = struct.unpack_from("<I", body, at)
        first, count = head & 0xFFFFF, head >> 20
        at += 4
        for each in range(count):
            if at + 4 > len(body):
                return
            yield first + each, struct.unpack_from("<I", body, at)[0]
            at += 4


def _listed(listed: Record) -> Iterator[tuple[int, int, list[str]]]:
    """(number of the part, number by which notes name it, its texts in the outline) of each slide of a
    list."""
    now: tuple[int, int, list[str]] | None = None
    for each in listed.inside():
        if each.kind == PERSIST:
            if now:
                yield now
            now = (each.number(), each.number(12), [])
        elif now and each.kind == TEXT_HEAD:
            now[2].append("")
        elif now and each.kind in {TEXT_WIDE, TEXT_BYTES} and now[2]:
            now[2][-1] = each.text()
    if now:
        yield now


def loose_texts(stream: bytes) -> Iterator[str]:
    """Every text that lies in a damaged stream, in the order of its bytes."""
    at = 0
    while (at := stream.find(b"\x0f", at + 1)) >= 0:
        if (
            at < 3
            or at + 5 > len(stream)
            or stream[at - 3 : at - 1] != b"\0\0"
            or stream[at - 1] not in {0xA0, 0xA8}
        ):
            continue
        (length,) = struct.unpack_from("<I", stream, at + 1)
        body = stream[at + 5 : at + 5 + length]
        if 0 < length <= 1 << 20 and len(body) == length:
            yield Record(TEXT_WIDE if stream[at - 1] == 0xA0 else TEXT_BYTES, 0, body, holds=False).text()
            at += 4 + length


def of_design(masters: list[Record]) -> Iterator[tuple[str, str]]:
    """("design", its name) and ("words of the design", those of shapes that are no places to be filled in),
    of each master once (MS-PPT 2.5.3, 2.5.10)."""
    for master in masters:
        for each in master.inside():
            if each.kind == STRING and each.instance in _DESIGN and (name := each.text().strip()):
                yield "design", name
        for shape in (each for each in master.every() if each.kind == _SHAPE):
            yield from (("words of the design", words) for words in _words(list(shape.every())))


def _words(held: list[Record]) -> Iterator[str]:
    """The words of a shape; none of a place to be filled in."""
    if all(each.kind != _PLACEHOLDER for each in held):
        words = (each.text().strip() for each in held if each.kind in {TEXT_WIDE, TEXT_BYTES})
        yield from (one for one in words if one.strip(" *"))

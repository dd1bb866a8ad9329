"""The words in an Apple typedstream, the form in which Messages keeps styled text (`attributedBody`;
reference/formats.md 3.12).

A stream holds typed groups of values, objects among them, with tables of strings and objects met before. Only
the first string object is wanted: what comes after it (styles, links) is not parsed. A stream that does not
parse is searched instead.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

_NEW, _NIL, _END, _INT16, _INT32, _FLOAT = 0x84, 0x85, 0x86, 0x81, 0x82, 0x83
_FIRST_REFERENCE = -110
_SIGNATURES = {b"streamtyped": "<", b"typedstream": ">"}
_STRINGS = frozenset({b"NSString", b"NSMutableString"})
_DEEPEST = 40
_BYTES = re.compile(rb"\[(\d{1,6})[cC]\]")
# "+" is the type of bytes without a table entry: its name as a new string, or the end of a reference to it
_MARK = re.compile(rb"\x84\x01\+|\x01\+")


@dataclass(frozen=True, slots=True)
class Words:
    """The text; `how` is empty where the stream parsed, else says in plain words how the text was
    recovered."""

    text: str
    how: str = ""


class _Broken(Exception):
    """The stream is not as expected, or ends early."""


def words_in(stream: bytes) -> Words | None:
    """The first string of a typedstream; None where none is to be found. Never raises."""
    try:
        reader = _Reader(stream)
        reader.header()
        for found in reader.groups():
            return _decoded(found, len(found), "")
    except (_Broken, RecursionError):
        pass
    return _searched(stream)


def _decoded(data: bytes, wanted: int, how: str) -> Words:
    cut = "The end is missing: the stored value is cut short." if len(data) < wanted else ""
    return Words(data.decode("utf-8", "replace"), " ".join(filter(None, (how, cut))))


def _searched(stream: bytes) -> Words | None:
    """The bytes after the first mark of a string, by their length."""
    for mark in _MARK.finditer(stream):
        try:
            reader = _Reader(stream, mark.end())
            length = reader.length()
        except _Broken:
            continue
        data = stream[reader.at : reader.at + length]
        if data:
            return _decoded(
                data,
                length,
                "Recovered by a search for the text in a stored value that could not be read as a whole.",
            )
    return None


@dataclass(slots=True)
class _Reader:
    data: bytes
    at: int = 0
    order: str = "<"
    strings: list[bytes] = field(default_factory=list)
    objects: list[bytes] = field(default_factory=list)

    def header(self) -> None:
        version, length = self._take(2)
        order = _SIGNATURES.get(self._take(length))
        if version not in {3, 4} or order is None:
            raise _Broken
        self.order = order
        self._integer()

    def groups(self) -> Iterator[bytes]:
        """The bytes of every string object, in order."""
        while self.at < len(self.data):
            yield from self._group(b"", 0)

    def length(self) -> int:
        """A count of bytes, never negative."""
        head = self._take(1)[0]
        if head in {_INT16, _INT32}:
            return self._number("H" if head == _INT16 else "I")
        if head > 0x7F:
            raise _Broken
        return head

    def _take(self, count: int) -> bytes:
        taken = self.data[self.at : self.at + count]
        if len(taken) < count:
            raise _Broken
        self.at += count
        return taken

    def _number(self, code: str) -> int:
        return int(struct.unpack(self.order + code, self._take(struct.calcsize(code)))[0])

    def _integer(self) -> int:
        head = self._take(1)[0]
        if head in {_INT16, _INT32}:
            return self._number("h" if head == _INT16 else "i")
        return head - 256 if head > 0x7F else head

    def _shared(self) -> bytes:
        """A string of the table: a new one, or one met before."""
        head = self.data[self.at : self.at + 1]
        if head == bytes([_NEW]):
            self.at += 1
            self.strings.append(self._take(self.length()))
            return self.strings[-1]
        if head == bytes([_NIL]):
            self.at += 1
            return b""
        return _entry(self.strings, self._integer())

    def _group(self, owner: bytes, depth: int) -> Iterator[bytes]:
        types = self._shared()
        for kind in (
            re.findall(rb"\[\d+[cC]\]|[^\[\]{}]", types) if not re.search(rb"[{}=]", types) else [types]
        ):
            yield from self._value(kind, owner, depth)

    def _value(self, kind: bytes, owner: bytes, depth: int) -> Iterator[bytes]:
        inline = _BYTES.fullmatch(kind)
        if kind == b"@":
            yield from self._object(depth + 1)
        elif kind == b"+":
            text = self._text()
            if owner in _STRINGS:
                yield text
        elif kind in {b"i", b"I", b"l", b"L", b"s", b"S", b"q", b"Q"}:
            self._integer()
        elif kind in {b"c", b"C", b"B"}:
            self._take(1)
        elif kind in {b"f", b"d"}:
            self._float(4 if kind == b"f" else 8)
        elif kind in {b":", b"%"}:
            self._shared()
        elif kind == b"#":
            self._class(0)
        elif inline:
            self._take(int(inline[1]))
        else:
            raise _Broken

    def _text(self) -> bytes:
        """Bytes by their length. Where they run over the end of the value the search takes over, which says
        so."""
        return self._take(self.length())

    def _float(self, size: int) -> None:
        if self.data[self.at : self.at + 1] == bytes([_FLOAT]):
            self._take(1 + size)
        else:
            self._integer()

    def _object(self, depth: int) -> Iterator[bytes]:
        if depth > _DEEPEST:
            raise _Broken
        head = self.data[self.at : self.at + 1]
        if head == bytes([_NIL]):
            self.at += 1
        elif head == bytes([_NEW]):
            self.at += 1
            self.objects.append(b"")
            name = self._class(0)
            while self.data[self.at : self.at + 1] != bytes([_END]):
                yield from self._group(name, depth)
            self.at += 1
        else:
            _entry(self.objects, self._integer())

    def _class(self, depth: int) -> bytes:
        """The name of a class; its ancestors follow it and count as objects too."""
        head = self.data[self.at : self.at + 1]
        if depth > _DEEPEST:
            raise _Broken
        if head == bytes([_NIL]):
            self.at += 1
            return b""
        if head != bytes([_NEW]):
            return _entry(self.objects, self._integer())
        self.at += 1
        name = self._shared()
        self._integer()
        self.objects.append(name)
        self._class(depth + 1)
        return name


def _entry(table: list[bytes], reference: int) -> bytes:
    index = reference - _FIRST_REFERENCE
    if not 0 <= index < len(table):
        raise _Broken
    return table[index]

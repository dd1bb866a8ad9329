"""Protocol buffers without a schema: the numbered fields of a message as they lie
(protobuf.dev/programming-guides/encoding)."""

from collections.abc import Iterator
from dataclasses import dataclass

_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its number, and its value as a whole number or as bytes (text, bytes, or a message of its
    own)."""

    number: int
    value: int | bytes


def fields(data: bytes) -> list[Field] | None:
    """All fields of a message; None where the bytes are no message. Never raises."""
    found, at = list[Field](), 0
    while at < len(data):
        tag, at = _varint(data, at)
        wire, size = tag & 7, 0
        if at < 0 or not tag >> 3:
            return None
        if wire == 0:
            value, at = _varint(data, at)
            found.append(Field(tag >> 3, value))
        elif wire == 2:
            size, at = _varint(data, at)
        else:
            size = {1: 8, 5: 4}.get(wire, -1)
        if at < 0 or size < 0 or at + size > len(data):
            return None
        if wire != 0:
            found.append(Field(tag >> 3, data[at : at + size]))
            at += size
    return found


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """The number and where it ends; -1 where it does not end."""
    value = 0
    for place in range(10):
        if not 0 <= at + place < len(data):
            return 0, -1
        byte = data[at + place]
        value |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            return value, at + place + 1
    return 0, -1


def inner(message: list[Field] | None, *path: int) -> bytes | None:
    """The bytes of the first field under each of these numbers in turn; None where there is no such field."""
    value: int | bytes | None = None
    for count, number in enumerate(path):
        message = message if count == 0 else fields(value) if isinstance(value, bytes) else None
        value = next(
            (each.value for each in message or () if each.number == number and isinstance(each.value, bytes)),
            None,
        )
        if value is None:
            return None
    return value if isinstance(value, bytes) else None


def messages_in(data: bytes, depth: int = 0) -> Iterator[list[Field]]:
    """A message and every message inside it."""
    found = fields(data) if depth < _DEEPEST else None
    if found:
        yield found
        for each in found:
            if isinstance(each.value, bytes):
                yield from messages_in(each.value, depth + 1)


def texts(data: bytes) -> list[str]:
    """Every text in a message, as far as it looks like one: printable, three characters or more, in order."""
    found = list[str]()
    for message in messages_in(data):
        for each in message:
            if isinstance(each.value, bytes) and len(each.value) > 2:
                try:
                    text = each.value.decode("utf-8")
                except UnicodeDecodeError:
                    continue
                if text.isprintable() and text not in found:
                    found.append(text)
    return found

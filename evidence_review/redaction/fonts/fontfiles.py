"""Font programs without the words in them: names, notices and comments are blanked, outlines and widths
stay."""

import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from typing import Any

from evidence_review.redaction.fonts.eexec import PROGRAM, encrypted
from evidence_review.redaction.fonts.outlines import encrypted_part

_DROPPED = frozenset(
    {b"name", b"DSIG", b"meta", b"FFTM", b"LTSH", b"PCLT", b"Zapf", b"feat", b"ltag", b"PfEd"}
)
_CFF_WORDS = frozenset({0, 1, 2, 3, 4, 1200, 1221, 1222})
"""Operators of version, notice, full name, family, weight, copyright, PostScript and base font name."""
_NUMBERED = 1230
"""The operator of registry and ordering: glyphs have numbers and no names."""
STANDARD_STRINGS = 391
_MOST = 1 << 26
"""Bytes of the biggest font program."""


def bare_program(data: bytes) -> bytes:
    """The same font program without its names; unchanged where its form is not known or damaged (the gate
    looks at it anyway)."""
    try:
        if data[:4] in {b"\0\1\0\0", b"OTTO", b"true"}:
            return _sfnt(data)
        if data[:2] == b"%!" or b"/FontName" in data[:2000]:
            return _type1(data)
        if data[:1] == b"\1" and len(data) > 8:
            return _cff(data)
    except (IndexError, struct.error, ValueError):
        return data
    return data


def body_of(stream: Any) -> bytes:
    """The decoded bytes of a stream; of one that was cut short what can be decoded, as readers have it."""
    import pikepdf

    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        if str(stream.get("/Filter", "")) != "/FlateDecode" or "/DecodeParms" in stream:
            raise
    raw, out, inflater = stream.read_raw_bytes(), bytearray(), zlib.decompressobj()
    with suppress(zlib.error):
        for at in range(0, len(raw), 64):
            out += inflater.decompress(raw[at : at + 64], _MOST)
    return bytes(out[:_MOST])


def _sfnt(data: bytes) -> bytes:
    count = struct.unpack(">H", data[4:6])[0]
    tables: list[tuple[bytes, bytes, bytes]] = []
    for at in range(12, 12 + 16 * count, 16):
        tag, check, start, length = struct.unpack(">4s4sII", data[at : at + 16])
        body = data[start : start + length]
        if tag not in _DROPPED:
            tables.append((tag, check, _cff(body) if tag == b"CFF " else body))
    power = max(len(tables), 1).bit_length() - 1
    head = data[:4] + struct.pack(">HHHH", len(tables), 16 << power, power, 16 * len(tables) - (16 << power))
    start = 12 + 16 * len(tables)
    bodies = b""
    for tag, check, body in tables:
        head += struct.pack(">4s4sII", tag, check, start + len(bodies), len(body))
        bodies += body + bytes(-len(body) % 4)
    return head + bodies


def _type1(data: bytes) -> bytes:
    """The clear part with its strings, comments and name blanked at the same length, the encrypted part with
    those before its procedures."""
    end = data.find(b"eexec")
    clear = data[: end if end >= 0 else len(data)]
    blanked = _SAID.sub(_blank, clear)
    blanked = re.sub(
        rb"(/FontName\s*/)([^\s/\[\](){}<>%]+)", lambda found: found[1] + b"F" * len(found[2]), blanked
    )
    return blanked + _private(data)[len(clear) :]


def _private(data: bytes) -> bytes:
    """The program with what is said before the procedures of its encrypted part blanked; one written in
    hexadecimal, or in another order, as it is."""
    try:
        start, said = encrypted_part(data)
    except ValueError:
        return data
    procedures = re.search(rb"/(?:Subrs|CharStrings)\b", said)
    blanked = _SAID.sub(_blank, said[_RANDOM : procedures.start()]) if procedures else said[_RANDOM:]
    if not procedures or blanked == said[_RANDOM : procedures.start()] or len(said) != len(data) - start:
        return data
    return data[:start] + encrypted(said[:_RANDOM] + blanked + said[procedures.start() :], PROGRAM)


_RANDOM = 4
"""Bytes before what an encrypted part says."""


def _nested(levels: int) -> bytes:
    """A string with brackets in it, so many deep: licences of fonts name others in brackets."""
    return rb"\((?:[^()\\]|\\." + (b"|" + _nested(levels - 1) if levels else b"") + rb")*+\)"


_SAID = re.compile(rb"%[^\r\n]*|(?<!\\)" + _nested(6), re.DOTALL)
"""None begins behind a stroke: where a string never ends, each of its strokes would have all that follows
looked through once more."""


def _blank(found: re.Match[bytes]) -> bytes:
    """A comment or a string of as many spaces. Both are looked for at once: a bracket in a comment opens no
    string."""
    if found[0].startswith(b"("):
        return b"(" + b" " * (len(found[0]) - 2) + b")"
    kept = re.match(rb"%!(?:PS-AdobeFont|FontType1)-\d\.\d", found[0])
    head = kept[0] if kept else b"%"
    return head + b" " * (len(found[0]) - len(head))


def _cff(data: bytes) -> bytes:
    """Compact Font Format (Adobe TN 5176): the name index and the strings of the top dictionary's words
    blanked at the same length."""
    out = bytearray(data)
    for start, end in _index(data, data[2])[0]:
        out[start:end] = b"F" * (end - start)
    strings, words, _ = cff_strings(data)
    for number in words:
        if 0 <= number - STANDARD_STRINGS < len(strings):
            first, last = strings[number - STANDARD_STRINGS]
            out[first:last] = b" " * (last - first)
    return bytes(out)


def cff_strings(data: bytes) -> tuple[list[tuple[int, int]], frozenset[int], frozenset[int]]:
    """Where the strings of a CFF program lie; the numbers of those that are words of its top dictionary; and
    of those that name what its glyphs are numbered by.

    Raises ValueError, IndexError or struct.error where it is damaged.
    """
    _, at = _index(data, data[2])
    tops, at = _index(data, at)
    strings, _ = _index(data, at)
    said = [one for start, end in tops for one in _numbers(data[start:end])]
    words = frozenset(numbers[-1] for operator, numbers in said if operator in _CFF_WORDS and numbers)
    return (
        strings,
        words,
        frozenset(number for operator, numbers in said if operator == _NUMBERED for number in numbers[:2]),
    )


def _index(data: bytes, at: int) -> tuple[list[tuple[int, int]], int]:
    count = struct.unpack(">H", data[at : at + 2])[0]
    if not count:
        return [], at + 2
    size = data[at + 2]
    offsets = [
        int.from_bytes(data[at + 3 + size * k : at + 3 + size * (k + 1)], "big") for k in range(count + 1)
    ]
    base = at + 2 + size * (count + 1)
    spans = [(base + first, base + last) for first, last in pairwise(offsets)]
    if any(not at < first <= last <= len(data) for first, last in spans):
        raise ValueError("damaged index")
    return spans, base + offsets[-1]


def _numbers(top: bytes) -> Iterator[tuple[int, list[int]]]:
    """(operator, its operands) of a dictionary."""
    numbers: list[int] = []
    at = 0
    while at < len(top):
        first = top[at]
        if first <= 21:
            yield 1200 + top[at + 1] if first == 12 else first, numbers
            at += 2 if first == 12 else 1
            numbers = []
        else:
            number, at = _operand(top, at)
            numbers.append(number)


def _operand(top: bytes, at: int) -> tuple[int, int]:
    first = top[at]
    if first == 28:
        return struct.unpack(">h", top[at + 1 : at + 3])[0], at + 3
    if first == 29:
        return struct.unpack(">i", top[at + 1 : at + 5])[0], at + 5
    if first == 30:
        while top[at] & 0x0F != 0x0F and top[at] >> 4 != 0x0F:
            at += 1
        return 0, at + 1
    if first < 247:
        return first - 139, at + 1
    if first < 251:
        return (first - 247) * 256 + top[at + 1] + 108, at + 2
    return -(first - 251) * 256 - top[at + 1] - 108, at + 2

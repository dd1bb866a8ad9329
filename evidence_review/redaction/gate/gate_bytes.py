"""Bytes looked through for terms, in every writing in which a computer keeps text (reference/safety.md 1.6
a)."""

import base64
import binascii
import re
import zlib
from collections.abc import Iterator

from evidence_review.redaction.fonts.standard_names import without_standard
from evidence_review.redaction.streams.gate_language import apart, of_program, spoken
from evidence_review.redaction.terms.coded_words import files_in
from evidence_review.redaction.terms.folding import plain
from evidence_review.redaction.terms.search import Search, holds

LEAST_IN_BYTES = 5
"""Shorter words occur by chance in coded bytes: they are looked for in text and objects only
(reference/safety.md 1.6).
"""

_PRINTABLE = bytes(range(32, 127)) + b"\t\n\r\f"
_HEX = re.compile(rb"[0-9A-Fa-f][0-9A-Fa-f\s\0]{9,}")
_LEAST_DIGITS, _BLANKS = 10, b" \t\n\r\f\v\0"
"""Digits from which a run of them and blanks may be text in hexadecimal, and what may stand between them."""
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{24,}(?:[\r\n]+[A-Za-z0-9+/_-]{4,})*={0,2}")
_PERCENT = re.compile(rb"%[0-9A-Fa-f]{2}|=[0-9A-F]{2}")
_ZLIB = re.compile(
    (
        rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08|"
        rb"[\x08\x18\x28\x38\x48\x58\x68][\x1d\x19\x15\x11\x0d\x09\x05\x89\x86\x81\xd7\xd3\xcf\xcb\x99"
        rb"\x95\x5b\x57\x91\x8d\x47\x43\xde\xda]"
    )
)
_MOST = 1 << 28
_SMALL = 1 << 18
"""Bytes below this are read in every way; bigger ones that are no text only as one-byte text."""
_TINY = 1 << 12
"""Bytes below this are read in every way whatever their letters are."""
_LOWER = bytes(min(ord(plain(chr(code)).text[:1] or chr(code)), 255) for code in range(256))
_OTHERWISE = re.compile(rb"[\0%=&\\/<>\[{|@\t\b\x1b]")
_NO_LETTERS = bytes(code for code in range(256) if not chr(code).isalnum())


def writings(data: bytes, *, beyond_latin: bool = True) -> Iterator[tuple[str, str, int]]:
    """(how it is written, text, fewest letters of a term worth looking for): the bytes read in each way."""
    least = 3 if is_text(data) else LEAST_IN_BYTES
    yield "plain text", data.replace(b"\0", b"").decode("latin-1"), least
    if not data.isascii():
        yield "UTF-8 text", data.decode("utf-8", "ignore"), least
    if beyond_latin and (b"\0" in data or data[:2] in {b"\xfe\xff", b"\xff\xfe"}):
        for name in ("utf-16-be", "utf-16-le"):
            for skip in (0, 1):
                yield (
                    "UTF-16 text",
                    data[skip : len(data) - (len(data) - skip) % 2].decode(name, "ignore"),
                    LEAST_IN_BYTES,
                )
    if _PERCENT.search(data):
        yield (
            "percent or quoted-printable text",
            _PERCENT.sub(
                lambda found: bytes.fromhex(found[0][1:].decode()), re.sub(rb"=\r?\n", b"", data)
            ).decode("latin-1"),
            least,
        )
    if b"&#" in data:
        yield (
            "XML character references",
            re.sub(r"&#(x?)([0-9A-Fa-f]{1,6});", _reference, data.decode("utf-8", "ignore")),
            least,
        )
    if re.search(rb"\\[0-7]{3}|\\u[0-9A-Fa-f]{4}", data):
        yield (
            "escaped text",
            re.sub(r"\\u([0-9A-Fa-f]{4})|\\([0-7]{3})", _escape, data.replace(b"\0", b"").decode("latin-1")),
            least,
        )


def _reference(found: re.Match[str]) -> str:
    if not found[1] and not found[2].isdigit():
        return ""
    code = int(found[2], 16 if found[1] else 10)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def _escape(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else chr(int(found[2], 8) & 0xFF)


def _may_hold(data: bytes, search: Search, least: int = LEAST_IN_BYTES) -> bool:
    """Whether the letters and digits of any term stand in the bytes one after the other: quick, for pictures
    of many megabytes."""
    letters = data.translate(_LOWER, _NO_LETTERS)
    return any(
        not one.needle or one.needle.encode("latin-1", "replace") in letters
        for one in search.wanted
        if one.letters >= least
    )


def _is_bare(data: bytes) -> bool:
    """Whether the bytes are letters, digits and signs that can be read in one way only: no zero, no escape,
    no name of the standard."""
    return data.isascii() and not _OTHERWISE.search(data)


def is_text(data: bytes) -> bool:
    """Whether the bytes are text for people or programs: nine in ten of the first 64 KiB are printable."""
    head = data[:65536].replace(b"\0", b"")
    return bool(head) and len(head.translate(None, _PRINTABLE)) <= len(head) // 10


def coded(data: bytes) -> Iterator[tuple[str, bytes]]:
    """What is written in hexadecimal, base64 or by uuencode inside the bytes."""
    for found in _HEX.finditer(data):
        digits = found[0].translate(None, _BLANKS)
        if len(digits) < _LEAST_DIGITS:
            continue
        for first in (0, 1):  # a letter of the word before may be a digit too
            yield (
                "hexadecimal",
                bytes.fromhex(digits[first : first + (len(digits) - first) // 2 * 2].decode()),
            )
    for file in files_in(data.decode("latin-1")) if b"begin " in data else ():
        yield "uuencoded text", file
    for found in _BASE64.finditer(data):
        letters = re.sub(rb"[\r\n=]", b"", found[0]).translate(bytes.maketrans(b"-_", b"+/"))
        try:
            yield "base64", base64.b64decode(letters[: len(letters) // 4 * 4])
        except binascii.Error:
            continue


def carved(data: bytes) -> Iterator[bytes]:
    """Every zlib or gzip stream that starts anywhere in the bytes, whatever any table says."""
    for found in _ZLIB.finditer(data):
        start = found.start()
        if data[start] != 0x1F and (data[start] * 256 + data[start + 1]) % 31:
            continue
        inflater = zlib.decompressobj(31 if data[start] == 0x1F else 15)
        out = b""
        try:
            out = inflater.decompress(data[start : start + _MOST], _MOST)
        except zlib.error:
            out = _partial(data[start:], 31 if data[start] == 0x1F else 15)
        if len(out) >= 8:
            yield out


def _partial(data: bytes, window: int) -> bytes:
    """What can be inflated before the damage."""
    inflater = zlib.decompressobj(window)
    out = bytearray()
    try:
        for at in range(0, min(len(data), 1 << 22), 256):
            out += inflater.decompress(data[at : at + 256], 1 << 16)
            if len(out) > _MOST:
                break
    except zlib.error:
        pass
    return bytes(out)


def found_in(data: bytes, search: Search, *, inside: bool = True) -> str:
    """How a term is written in these bytes, or nothing; `inside` looks through hexadecimal and base64 too."""
    how = _found(data, search, inside=inside)
    if how and (own := spoken(data)) is not None:
        named, drawn = own
        long, short = apart(search)
        return _found(named, long, inside=inside) or _found(drawn, short, inside=inside)
    if how and (own := of_program(data)) is not None:
        return _found(own, search, inside=inside)
    if how and data.startswith(b"%PDF"):
        return _found(without_standard(data), search, inside=inside)
    return how


def _found(data: bytes, search: Search, *, inside: bool) -> str:
    if not search.wanted:
        return ""
    if how := _written_in(data, search):
        return how
    for how, inner in coded(data) if inside else ():
        if deeper := found_in(inner, search, inside=False):
            return f"{how} of {deeper}"
    return ""


def _written_in(data: bytes, search: Search) -> str:
    """How a term is written in these bytes as they stand, or nothing."""
    text_like, one_way = is_text(data), _is_bare(data)
    letters_count = one_way or (not text_like and len(data) > _TINY and not search.beyond_latin)
    if letters_count and not _may_hold(data, search, 3 if one_way else 5):
        return ""  # not even the letters of a term stand here in their order
    if text_like or len(data) < _SMALL:
        every = writings(data, beyond_latin=search.beyond_latin)
        return next((how for how, text, least in every if holds(text, search, least)), "")
    plain = data.replace(b"\0", b"").decode("latin-1") if _may_hold(data, search) else ""
    return "plain text" if plain and holds(plain, search, LEAST_IN_BYTES) else ""

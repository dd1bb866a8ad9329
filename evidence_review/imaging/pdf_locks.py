"""What of a PDF is encrypted, by its own words (ISO 32000-2, 7.6): the pages, or only the files inside it."""

import re
from dataclasses import dataclass

_OTHERWISE = (
    "This PDF is locked by a certificate or a rights service. Nothing in it has been reviewed. Ask the "
    "supplier for a copy that is not locked."
)
_KEY = re.compile(rb"/Encrypt(?=\s*(?:<<|\d+\s+\d+\s+R))")
_NAME = rb"/%s\s*(?:/([^\s/<>\[\]()%%]+)|(\d+)\s+\d+\s+R)"
_LONGEST = 1 << 14


@dataclass(frozen=True, slots=True)
class Lock:
    """`pages_are_open`: strings and streams are not encrypted. `refusal`: why it cannot be opened even with a
    password, "" where it can."""

    pages_are_open: bool = False
    files_are_locked: bool = False
    refusal: str = ""


def lock_of(data: bytes) -> Lock:
    """What the last encryption dictionary of a file says; an open one where there is none."""
    keys = list(_KEY.finditer(data))
    if not keys:
        return Lock()
    words = _dictionary(data, keys[-1].end())
    handler = _name(data, words, b"Filter")
    method = _crypt_filters(data, words)
    strings, streams, files = (_name(data, words, key) or b"Identity" for key in (b"StrF", b"StmF", b"EFF"))
    if re.search(rb"/V\s*[45]\b", words) is None and not re.search(rb"/V\s*\d+\s+\d+\s+R", words):
        strings = streams = b"all"
    pages = all(each == b"Identity" or method.get(each) == b"None" for each in (strings, streams))
    files_too = files != b"Identity" and method.get(files) != b"None"
    other = _OTHERWISE if handler not in {b"", b"Standard"} else ""
    return Lock(pages and bool(words), pages and files_too, other)


def without(data: bytes) -> bytes:
    """The same bytes with no place that says that they are encrypted; nothing moves."""
    return _KEY.sub(b"/EncrypT", data)


def _crypt_filters(data: bytes, words: bytes) -> dict[bytes, bytes]:
    """The method of each crypt filter by its name."""
    place = re.search(rb"/CF\s*(\d+)\s+(\d+)\s+R", words)
    filters = _object(data, place[1]) if place else words
    found = re.finditer(rb"/([^\s/<>\[\]()%]+)\s*<<((?:[^<>]|<[^<>]*>)*)>>", filters)
    return {each[1]: method[1] for each in found if (method := re.search(rb"/CFM\s*/(\w+)", each[2]))}


def _dictionary(data: bytes, at: int) -> bytes:
    """The encryption dictionary, written in place or as an object of its own."""
    place = re.match(rb"\s*(\d+)\s+\d+\s+R", data[at : at + 40])
    return (
        _object(data, place[1])
        if place
        else data[at : at + _LONGEST].split(b"endobj")[0].split(b"startxref")[0]
    )


def _object(data: bytes, number: bytes) -> bytes:
    """The last object of this number that lies in the file; empty where none does."""
    found = [each.end() for each in re.finditer(rb"(?<!\d)0*%s\s+\d+\s+obj\b" % number, data)]
    return data[found[-1] : found[-1] + _LONGEST].split(b"endobj")[0] if found else b""


def _name(data: bytes, words: bytes, key: bytes) -> bytes:
    """The name under a key, in place or as an object of its own."""
    found = re.search(_NAME % key, words)
    if not found:
        return b""
    named = found[1] or _object(data, found[2]).strip().lstrip(b"/")
    return named.strip()

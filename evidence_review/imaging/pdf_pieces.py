"""A PDF whose list of pages is lost: the pages that still lie about in it, in the order of their objects,
under a new list."""

import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(?<!\d)(\d{1,8})\s+(\d{1,5})\s+obj\b")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_PACKED = re.compile(rb"/Type\s*/ObjStm\b")
_NUMBER = rb"/%s\s+(\d{1,8})"
_LONGEST, _MOST_UNPACKED = 1 << 16, 64 << 20


def gathered(data: bytes) -> bytes:
    """The file with a catalogue and a list of all its pages after its end; empty where no page lies in it or
    it is encrypted."""
    if re.search(rb"/Encrypt\s*(?:<<|\d)", data):
        return b""
    pages = dict.fromkeys(_pages(data))
    if not pages:
        return b""
    first = 1 + max(int(found[1]) for found in _OBJECT.finditer(data))
    start = data[data.find(b"%PDF-") :] if b"%PDF-" in data[:4096] else b"%PDF-1.7\n" + data
    kids = b" ".join(b"%d 0 R" % page for page in pages)
    tree = b"<</Type/Pages/Count %d/MediaBox[0 0 595 842]/Kids[%s]>>" % (len(pages), kids)
    end = (
        b"\nendstream\nendobj\n%d 0 obj\n%s\nendobj\n%d 0 obj\n<</Type/Catalog/Pages %d 0 "
        b"R>>\nendobj\ntrailer\n<</Size %d/Root %d 0 R>>\nstartxref\n0\n%%%%EOF\n"
    )
    return start + end % (first, tree, first + 1, first, first + 2, first + 1)


def _pages(data: bytes) -> Iterator[int]:
    """The numbers of the objects that are pages, those packed together too."""
    places = [*_OBJECT.finditer(data)]
    for found, after in zip(places, [*(each.start() for each in places[1:]), len(data)], strict=True):
        words = data[found.end() : min(after, found.end() + _LONGEST)].split(b"stream")[0]
        if _PAGE.search(words):
            yield int(found[1])
        elif _PACKED.search(words):
            yield from _packed(words, data[found.end() + len(words) : after])


def _packed(words: bytes, body: bytes) -> Iterator[int]:
    """The pages among the objects packed in a stream: it begins with pairs of number and place (ISO 32000-2,
    7.5.7)."""
    count, first = (re.search(_NUMBER % key, words) for key in (b"N", b"First"))
    start = re.match(rb"stream\r?\n", body)
    if not (count and first and start):
        return
    plain = (
        zlib.decompressobj().decompress(body[start.end() :], _MOST_UNPACKED)
        if b"FlateDecode" in words
        else body[start.end() :]
    )
    pairs = [int(each) for each in plain[: int(first[1])].split() if each.isdigit()]
    numbers, offsets = pairs[0::2], pairs[1::2]
    for number, offset, after in zip(numbers, offsets, [*offsets[1:], len(plain)], strict=False):
        if _PAGE.search(plain[int(first[1]) + offset : int(first[1]) + after]):
            yield number

"""Pages with so much painting that readers written in Python would take an hour for them: a check says so
instead of going on without an end."""

import io
import re
import zlib
from collections.abc import Iterator
from typing import Any

HEAVY = "more painting than can be read to be checked"
ENDLESS_TABLE = (
    "a table of more objects than a file of this size can hold, so not every reader could read it to "
    "be checked"
)
SLOW = frozenset({"pdfminer.six", "pypdf"})
"""The readers that take a second or more for a million bytes."""
_MOST = 1 << 24
"""Bytes of what one page, or one form, paints, runs of blanks left aside."""
_ENDLESS = 1 << 30
"""Bytes of a stream that are unpacked to tell."""
_RUN = re.compile(rb"\0{256,}|[ \t\n\r\f]{256,}")
_DENSEST = 1100
"""Flate makes no more bytes of one than this."""


def too_heavy(data: bytes) -> list[str]:
    """The pages (from 1), and other objects, that paint with more bytes than that. Raises what pikepdf raises
    where the file is damaged."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        out = [
            f"page {number}"
            for number, page in enumerate(pdf.pages, 1)
            if sum(map(_weight, _parts(page.obj))) > _MOST
        ]
        forms = (
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Stream) and str(one.get("/Subtype", "")) == "/Form"
        )
        return out + [f"object {one.objgen[0]}" for one in forms if _weight(one) > _MOST]


def endless_table(data: bytes) -> bool:
    """Whether a table of objects says that it has more rows than the file can hold: readers written in Python
    go through all of them."""
    most = max(_FEWEST_ROWS, len(data))
    counts = [int(found[1]) for found in _SECTION.finditer(data)]
    for found in _TABLE.finditer(data):
        near = data[max(found.start() - _NEAR, 0) : found.end() + _NEAR]
        counts += [int(number) for row in _ROWS.findall(near) for number in row.split()[1::2]]
        counts += [int(size[1]) for size in _SIZE.finditer(near)] if not _ROWS.search(near) else []
    return any(count > most for count in counts)


_FEWEST_ROWS, _NEAR = 10_000_000, 1_000
"""Rows that any table may have; bytes before and after its type in which a table in a stream says how many it
has."""
_SECTION = re.compile(rb"xref\s+\d{1,10}\s+(\d{1,20})\b")
_TABLE, _ROWS, _SIZE = (
    re.compile(rb"/XRef\b"),
    re.compile(rb"/Index\s*\[([\d\s]{1,2000})\]"),
    re.compile(rb"/Size\s+(\d{1,20})\b"),
)


def _parts(page: Any) -> Iterator[Any]:
    import pikepdf

    contents = page.get("/Contents")
    for one in contents if isinstance(contents, pikepdf.Array) else [contents]:
        if isinstance(one, pikepdf.Stream):
            yield one


def _weight(stream: Any) -> int:
    """Bytes of a stream unpacked, as far as it matters here."""
    raw = stream.read_raw_bytes()
    coded = stream.get("/Filter")
    if coded is None or (str(coded) == "/FlateDecode" and len(raw) * _DENSEST < _MOST):
        return len(raw)
    if str(coded) != "/FlateDecode":
        return len(stream.read_bytes())
    return _unpacked(raw)


def _unpacked(raw: bytes) -> int:
    inflater, weight, whole = zlib.decompressobj(), 0, 0
    try:
        while raw and weight <= _MOST and whole <= _ENDLESS:
            piece = inflater.decompress(raw, _MOST)
            raw, whole, weight = inflater.unconsumed_tail, whole + len(piece), weight + len(squeezed(piece))
    except zlib.error:
        return weight
    return whole if whole > _ENDLESS else weight


def squeezed(data: bytes) -> bytes:
    """Painting with long runs of noughts or blanks made short, since some readers go through them one by one;
    an odd run stays odd, for codes of two bytes."""
    return _RUN.sub(lambda run: run[0][: 254 + len(run[0]) % 2], data)

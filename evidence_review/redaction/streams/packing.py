"""Streams packed several times over: a few thousand bytes that unpack to thousands of millions keep every
reader busy until its memory is full."""

import io
import re
import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

OVERPACKED = (
    "A part of this PDF is packed again and again and unpacks to more than can be worked through. "
    "Print it to a new PDF and use that."
)
NOT_UNPACKED = "packed again and again, to more than can be unpacked to be checked"
_MOST = 1 << 27
"""Bytes to which a stream packed more than once may unpack at any step: none of the public files met so far
came to a hundredth."""
_FLATE, _RUNS = frozenset({"/FlateDecode", "/Fl"}), frozenset({"/RunLengthDecode", "/RL"})
_LISTED = re.compile(rb"/F(?:ilter)?\s*(?:\[[^\]]{0,200}\]|\d{1,10}\s+\d{1,10}\s+R)|#[0-9A-Fa-f]{2}")
_MORE = re.compile(rb"Flate|Fl\b|RunLength|RL\b")


@lru_cache(maxsize=1)
def overpacked(data: bytes) -> str:
    """Which object of a PDF unpacks without end (“object 4”); empty where none does, or where that cannot be
    told: what is wrong with a file is for its readers to say.

    Looked for only where Flate or run lengths stand twice in one list of filters; what any other filter makes
    is not counted.
    """
    import pikepdf

    if not any(_may_be_twice(found[0]) for found in _LISTED.finditer(data)):
        return ""
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            streams = (one for one in pdf.objects if isinstance(one, pikepdf.Stream))
            return next((f"object {one.objgen[0]}" for one in streams if _has_no_end(one)), "")
    except Exception:  # noqa: BLE001  # damaged files make pikepdf raise whatever they like
        return ""


def _may_be_twice(said: bytes) -> bool:
    """Whether a list of filters, as it stands in the file, may name two such; one that stands elsewhere or is
    written in numbers may."""
    return said.endswith(b"R") or b"#" in said or len(_MORE.findall(said)) > 1


def _has_no_end(stream: Any) -> bool:
    filters = _filters(stream)
    if sum(name in _FLATE | _RUNS for name in filters) < 2:
        return False
    body = stream.read_raw_bytes()
    for name in filters:
        if name not in _FLATE | _RUNS:
            return False
        body = _flate(body) if name in _FLATE else b"".join(_runs(body))
        if len(body) > _MOST:
            return True
    return False


def _filters(stream: Any) -> list[str]:
    import pikepdf

    said = stream.get("/Filter", stream.get("/F", []))
    return [str(name) for name in said] if isinstance(said, pikepdf.Array) else [str(said)]


def _flate(body: bytes) -> bytes:
    """At most a byte more than may be; what is damaged ends where it does."""
    try:
        return zlib.decompressobj().decompress(body, _MOST + 1)
    except zlib.error:
        return b""


def _runs(body: bytes) -> Iterator[bytes]:
    """Run lengths unpacked (ISO 32000-1, 7.4.5), no further than may be."""
    at = size = 0
    while at < len(body) and size <= _MOST and (count := body[at]) != _END:
        piece = body[at + 1 : at + 2 + count] if count < _END else body[at + 1 : at + 2] * (257 - count)
        at += 2 + count if count < _END else 2
        size += len(piece)
        yield piece


_END = 128

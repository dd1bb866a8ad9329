"""Pictures inside old Office files (PowerPoint and Word 97 to 2003), wherever in a stream they lie (MS-ODRAW
2.2.23).

Each stands behind a head of eight bytes: what kind it is, how many check sums follow, how long it is. So they
are found in damaged files too.
"""

import hashlib
import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from evidence_review.domain.evidence import Attachment, Item, Problem
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.packed.ole_holes import lost_sectors
from evidence_review.importers.plugin import MAX_ATTACHMENT, attach

_HEAD = re.compile(
    rb"(?P<jpeg>(?:[\xa0\xb0]\x46|[\x20\x30]\x6e)[\x1d\x2a]\xf0)|(?P<png>[\x00\x10]\x6e\x1e\xf0)|"
    rb"(?P<dib>[\x80\x90]\x7a\x1f\xf0)"
    rb"|(?P<tiff>[\x40\x50]\x6e\x29\xf0)|(?P<emf>[\x40\x50]\x3d\x1a\xf0)|"
    rb"(?P<wmf>[\x60\x70]\x21\x1b\xf0)|(?P<pict>[\x20\x30]\x54\x1c\xf0)"
)
TORN = (
    "Whole sectors of {} pictures in this file are lost: they hold nothing but zeros or set bits. Part "
    "of what they show is missing. Ask for a fresh copy."
)
LEFT_OUT = (
    "This file holds {} more pictures than can be taken out together. Look at the original for them, "
    "or ask for it as PDF as well."
)
_SUM, _META = 16, 34
_KINDS = {"jpeg": ("jpg", "image/jpeg"), "png": ("png", "image/png"), "dib": ("bmp", "image/bmp"), "tiff": ("tif", "image/tiff"),
          "emf": ("emf", "image/emf"), "wmf": ("wmf", "image/wmf"), "pict": ("pict", "image/x-pict")}  # fmt: skip
_MARKS = {"jpeg": b"\xff\xd8", "png": b"\x89PNG", "tiff": (b"II*\0", b"MM\0*")}
_DRAWINGS = frozenset(("emf", "wmf", "pict"))
_AS_IT_IS, _STEP = 0xFE, 4096
"""What the head of a drawing says where it is not packed; how many packed bytes are taken at a time, so that
what stands before damage is kept."""
_MOST, _MOST_BYTES, _UNPACKED = 500, 64 << 20, MAX_ATTACHMENT


def pictures_of(streams: Sequence[bytes]) -> list[Attachment]:
    """The pictures that stand in these streams, each once, in their order; not more than 500, nor 64 MiB
    together."""
    found, seen, size = list[Attachment](), set[bytes](), 0
    for stream in streams:
        for kind, data in _each(stream):
            if data in seen or len(found) >= _MOST or size + len(data) > _MOST_BYTES:
                continue
            seen.add(data)
            size += len(data)
            ending, media = _KINDS[kind]
            found.append(attach(f"picture {len(found) + 1}.{ending}", [data], "", media))
    return found


def torn(streams: Sequence[bytes]) -> int:
    """How many pictures have lost whole sectors of a disk, which lie at multiples of 512 in a stream, or are
    packed and do not unpack."""
    return sum(_is_torn(each) for stream in streams for each in _bodies(stream))


def _is_torn(one: "_Body") -> bool:
    return not one.content or one.is_short or lost_sectors(b"\1" * (one.start % 512) + one.body)


def torn_problem(streams: Sequence[bytes]) -> Iterator[Problem]:
    """One remark where pictures have lost sectors."""
    if count := torn(streams):
        yield Problem("pictures", ProblemKind.PARTLY_READ, TORN.format(count))


def left_out_problem(streams: Sequence[bytes], taken: int) -> Iterator[Problem]:
    """One remark where there are more pictures than were taken out."""
    there = len({hashlib.sha256(data).digest() for stream in streams for _, data in _each(stream)})
    if there > taken:
        yield Problem("pictures", ProblemKind.PARTLY_READ, LEFT_OUT.format(there - taken))


def item_of(path: Path, pictures: Sequence[Attachment]) -> Iterator[Item]:
    """One record that carries them; nothing where there are none."""
    if pictures:
        extra = (
            ("what", "pictures in this file"),
            ("place", "on which page or slide each stands is not known"),
        )
        yield Item(
            "pictures",
            ItemKind.RECORD,
            None,
            path.name,
            1_000_000,
            thread_title=path.stem,
            attachments=tuple(pictures),
            extra=extra,
        )


def _each(stream: bytes) -> Iterator[tuple[str, bytes]]:
    for one in _bodies(stream):
        if one.content:
            yield one.kind, one.content


@dataclass(frozen=True, slots=True)
class _Body:
    """A picture in a stream: where what follows its head begins, that as it stands, and the file it makes:
    b"" where it is damaged too far, `is_short` where it unpacks in part."""

    kind: str
    start: int
    body: bytes
    content: bytes
    is_short: bool = False


def _bodies(stream: bytes) -> Iterator[_Body]:
    """Every picture, and what stands behind a head of one and is blank or does not unpack."""
    at = 0
    while found := _HEAD.search(stream, at):
        at = found.end()
        kind, length = str(found.lastgroup), int.from_bytes(stream[found.end() : found.end() + 4], "little")
        start, sums = found.end() + 4, 2 if found[0][0] & 0x10 else 1
        body = stream[start : start + length]
        if len(body) < length or length < _SUM:
            continue
        content, is_whole = _content(kind, body[_SUM * sums :])
        if (content and is_whole) or _was_one(kind, body[_SUM * sums :]):
            at = start + length
            yield _Body(kind, start, body, content, not is_whole)


def _was_one(kind: str, body: bytes) -> bool:
    """Whether bytes that make no picture were one: a head that says that they are packed, or nothing but
    zeros or set bits where it begins."""
    if kind in _DRAWINGS:
        return len(body) > _META + 2 and body[_META - 2 : _META] == b"\0\xfe" and body[_META] == 0x78
    begin = body[1:65]
    return len(begin) == 64 and (not any(begin) or begin.count(0xFF) == len(begin))


def _content(kind: str, body: bytes) -> tuple[bytes, bool]:
    """A picture as a file of its own, as far as it is one, and whether it unpacked to its end; b"" where the
    bytes are none."""
    if kind in _DRAWINGS:
        return (
            (body[_META:], True)
            if body[_META - 1 : _META] and body[_META - 2] == _AS_IT_IS
            else _unpacked(body[_META:])
        )
    data = body[1:]
    if kind != "dib":
        return data if data.startswith(_MARKS[kind]) else b"", True
    colours = 4 * (
        int.from_bytes(data[32:36], "little") or (1 << data[14] if len(data) > 40 and data[14] <= 8 else 0)
    )
    head = b"BM" + (14 + len(data)).to_bytes(4, "little") + bytes(4) + (54 + colours).to_bytes(4, "little")
    return head + data if data[:1] == b"(" else b"", True


def _unpacked(data: bytes) -> tuple[bytes, bool]:
    packed, found = zlib.decompressobj(), bytearray()
    with suppress(zlib.error):
        for at in range(0, len(data), _STEP):
            found += packed.decompress(data[at : at + _STEP], _UNPACKED)
            if packed.eof or len(found) >= _UNPACKED:
                return bytes(found), True
    return bytes(found), False

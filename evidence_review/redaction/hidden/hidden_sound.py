"""Sound and film: tags, cover pictures, places, chapters, tracks of words, bytes behind the end."""

import io
from collections.abc import Iterator

from evidence_review.redaction.sound.sound import extra_chunks

_INSIDE = frozenset((b"moov", b"trak", b"mdia", b"udta", b"minf", b"meta", b"ilst"))
_TRACKS = {
    b"sbtl": "subtitles",
    b"subt": "subtitles",
    b"text": "track of words",
    b"clcp": "captions",
    b"meta": "track of data",
    b"tmcd": "track of times",
}
_NAMES = {
    b"\xa9xyz": "place where it was made", b"loci": "place where it was made", b"chpl": "chapters", b"covr": "cover picture", b"\xa9nam": "title",
    b"\xa9ART": "name of a person", b"\xa9cmt": "comment", b"\xa9day": "day of making", b"XMP_": "properties (XMP)", b"uuid": "data of other programs",
}  # fmt: skip


def sound_hides(data: bytes) -> Iterator[tuple[str, str]]:
    """Each of them once by kind."""
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        for name in dict.fromkeys(extra_chunks(data)):
            yield (
                "file",
                "bytes behind its end" if name == "tail" else "chunk beside the sound (tags, marks or notes)",
            )
        return
    if data[4:8] == b"ftyp":
        yield from dict.fromkeys(("file", what) for what in _boxes(data, 0, len(data), 0))
    yield from _tags(data)


def _boxes(data: bytes, at: int, end: int, depth: int) -> Iterator[str]:
    while at + 8 <= end and depth < 12:
        size, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        size = int.from_bytes(data[at + 8 : at + 16], "big") if size == 1 else size or end - at
        if size < 8 or at + size > end:
            yield "bytes behind its end"
            return
        if name in _NAMES:
            yield _NAMES[name]
        if name == b"hdlr" and data[at + 16 : at + 20] in _TRACKS and depth > 2:
            yield _TRACKS[data[at + 16 : at + 20]]
        if name in _INSIDE:
            skip = 12 if name == b"meta" and data[at + 12 : at + 16] not in {b"hdlr", b"keys"} else 8
            yield from _boxes(data, at + skip, at + size, depth + 1)
        at += size


def _tags(data: bytes) -> Iterator[tuple[str, str]]:
    from tinytag import TinyTag

    tag = TinyTag.get(file_obj=io.BytesIO(data), image=True)
    words = [
        one
        for one in (
            tag.title,
            tag.artist,
            tag.album,
            tag.comment,
            tag.composer,
            tag.albumartist,
            tag.genre,
            tag.year,
        )
        if one
    ]
    if words or tag.other:
        yield "file", f"tags with words ({len(words) + len(tag.other)})"
    if tag.images.any:
        yield "file", "cover picture"

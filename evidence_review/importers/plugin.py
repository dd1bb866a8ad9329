"""What an importer is, and the few things that all importers share: text, times, attachments, heads of files.

To read a new format, write NAME.py that ends with `IMPORTER = Importer(...)` and put it in the tuple
in `order.py`. Zip files are read through `archives.py`.
"""

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Attachment, Moment, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ProblemKind, ZoneSource
from evidence_review.domain.zones import zone_of

GLANCE: ContextVar[bool] = ContextVar("glance", default=False)
"""Whether a source is looked through for a preview: what takes seconds a page, the words in pictures, waits
for the import, and that is said."""
CAREFUL: ContextVar[bool] = ContextVar("careful", default=False)
"""Whether this reading follows one that ended the process: libraries that can do so are then not asked where
there is another way."""

MAX_ATTACHMENT = 16 << 20
"""Bytes of one attachment that travel with an item; a larger one is hashed and named, its bytes stay in the
source."""

_CHUNK = 1 << 20


def _none(_: Path) -> Iterable[Path]:
    return ()


@dataclass(frozen=True, slots=True)
class About:
    """A row of docs/formats.md, in plain words: the formats, the versions and shapes it was built for, what
    is read, what is not, known limits."""

    formats: str
    seen: str
    read: str
    not_read: str
    limits: str


@dataclass(frozen=True, slots=True)
class Sources:
    """How a source that lies in another is read: which files are sources, the importer that knows one,
    everything in it.

    `choosing` hands this to the importers of what holds other sources, since the list of importers holds them
    too.
    """

    files_in: Callable[[Path], Iterator[Path]]
    choose: Callable[[Path], "Importer"]
    read: Callable[[Path, ReadOptions], Iterator[Read]]


def _no_reader(_: Path, __: ReadOptions) -> Iterator[Read]:
    raise UnreadableExport("This source holds others and is read with them.")


@dataclass(frozen=True, slots=True)
class Importer:
    """One export format. `recognises` looks at bytes, never raises; `read` ends with one Tally.

    `read` may raise UnreadableExport only; `choosing.read` makes any other fault a Problem. An importer of
    what holds sources of other formats has `read_with` in its place. `companions` are the other files on disk
    that belong to the same source (media beside a chat, the folder of a report), so that a walk through a
    folder does not offer them again.
    """

    name: str
    version: str
    recognises: Callable[[Path], bool]
    read: Callable[[Path, ReadOptions], Iterator[Read]] = _no_reader
    companions: Callable[[Path], Iterable[Path]] = _none
    about: About = About("", "", "", "", "")
    read_with: Callable[[Path, ReadOptions, Sources], Iterator[Read]] | None = None


def head(path: Path, size: int = 4096) -> bytes:
    """The first bytes of a file; empty for a folder or a file that cannot be opened."""
    try:
        with path.open("rb") as stream:
            return stream.read(size)
    except (OSError, ValueError):
        return b""


def file_chunks(path: Path) -> Iterator[bytes]:
    """A file in pieces of a mebibyte, opened for reading only."""
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


# ---- text --------------------------------------------------------------------------------------

_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text read from bytes; `certain` is False where the encoding was a guess or characters were replaced."""

    text: str
    encoding: str
    certain: bool


def decode_text(data: bytes) -> Decoded:
    """Byte order mark, then strict UTF-8, then Windows-1252 (reference/formats.md 3.5); never raises.

    UTF-8 with a few damaged bytes stays UTF-8, with U+FFFD in their place: read as Windows-1252, every accent
    and emoji in it would turn to rubbish. Lines in UTF-8 and lines in Windows-1252, as where two files were
    put together, are each read in their own.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding) or _replaced(data[len(mark) :], encoding)
    zeros_even, zeros_odd = data[0:4096:2].count(0), data[1:4096:2].count(0)
    uneven = max(zeros_even, zeros_odd) > 3 * min(
        zeros_even, zeros_odd
    )  # zeros alike in both are a hole in a text
    if zeros_even + zeros_odd > len(data[:4096]) // 3 and uneven:
        return _replaced(data, "utf-16-be" if zeros_even > zeros_odd else "utf-16-le")
    return _strict(data, "utf-8") or mixed(data) or _damaged(data)


def _damaged(data: bytes) -> Decoded:
    lenient = _replaced(data, "utf-8")
    damaged = lenient.text.count("\ufffd")
    whole = sum(1 for character in lenient.text if character > "\x7f") - damaged
    return lenient if whole > damaged else _replaced(data, "cp1252")


MIXED = "utf-8 and "


def mixed(data: bytes, other: str = "cp1252") -> Decoded | None:
    """Text of which some lines are UTF-8 beyond ASCII and others hold no such letter but are sound in another
    code; None for any other text."""
    lines = data.splitlines(keepends=True)
    kinds = [line_kind(line) for line in lines]
    if "utf-8" not in kinds or "other" not in kinds or "torn" in kinds:
        return None
    text = "".join(
        line.decode(other if kind == "other" else "utf-8", "replace")
        for line, kind in zip(lines, kinds, strict=True)
    )
    return Decoded(text, MIXED + other, certain=False)


def line_kind(line: bytes) -> str:
    """ascii, utf-8 (also where its last character is cut off), other (no letter of UTF-8, nor half of one
    before another letter), torn (UTF-8 with damage)."""
    if line.isascii():
        return "ascii"
    try:
        line.decode()
    except UnicodeDecodeError as fault:
        if fault.reason == "unexpected end of data":
            return "utf-8"
        return "other" if not _UTF8.search(line) else "torn"
    return "utf-8"


_UTF8 = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\xc3\xe2\xf0](?=[a-z])"
)
"""A letter of UTF-8, or the first byte of one of the commonest, torn from the rest."""


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding, certain=True)
    except UnicodeDecodeError:
        return None


def _replaced(data: bytes, encoding: str) -> Decoded:
    return Decoded(data.decode(encoding, "replace"), encoding, certain=False)


HOLE = (
    "A stretch of zeros or set bits stands in the middle of these words: what was there is lost. Ask "
    "for a fresh copy."
)
_HOLE = re.compile("[\0\ufffd]{8}")


def has_hole(text: str) -> bool:
    """Whether eight or more zeros, or signs that stand for them, lie in a text, as where a block of a disk
    was lost."""
    return bool(_HOLE.search(text))


def hole_in(path: Path, locator: str) -> Iterator[Problem]:
    """One remark where eight or more zeros or bytes of set bits in a row lie in a file of text, which no code
    for text writes."""
    before = b""
    for chunk in file_chunks(path):
        both = before + chunk
        if b"\0" * 8 in both or b"\xff" * 8 in both:
            yield Problem(locator, ProblemKind.PARTLY_READ, HOLE)
            return
        before = chunk[-7:]


def encoding_remark(decoded: Decoded, locator: str) -> Iterator[Problem]:
    """One remark where the encoding was not certain, none where it was."""
    if not decoded.certain:
        reason = f"The text encoding is not certain ({decoded.encoding} was used). Check the preview."
        yield Problem(locator, ProblemKind.SOURCE_FLAG, reason)


# ---- times -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Clock:
    """Turns wall-clock readings into moments: with an IANA zone set by the user, or with none."""

    zone: str | None = None

    def __post_init__(self) -> None:
        """UnreadableExport where the zone is not known, so that no time is read in a wrong one."""
        if self.zone is not None:
            zone_of(self.zone)

    def moment(self, raw: str, local: datetime | None) -> Moment:
        """The moment of a reading without zone; UTC only where the user set the zone (reference/formats.md
        rule 11)."""
        if local is None or self.zone is None:
            return Moment(raw, local)
        try:
            instant = local.replace(tzinfo=zone_of(self.zone)).astimezone(UTC).replace(tzinfo=None)
        except (OverflowError, ValueError):
            return Moment(raw, local)
        return Moment(raw, local, instant, None, ZoneSource.SET_BY_USER)

    def remarks(self, local: datetime | None) -> tuple[tuple[str, str], ...]:
        """A pair for `Item.extra` where the clocks make this hour happen twice or not at all."""
        if local is None or self.zone is None:
            return ()
        zone = zone_of(self.zone)
        try:
            first, second = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
            readings = [each.astimezone(UTC).replace(tzinfo=None) for each in (first, second)]
            exists = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == local
        except (OverflowError, ValueError):
            return ()
        if first.utcoffset() == second.utcoffset():
            return ()
        if not exists:
            return (
                (
                    "clock change",
                    (
                        f"This hour did not exist in {self.zone}: the clocks went forward. The time "
                        f"was read as if they had not."
                    ),
                ),
            )
        later = readings[1].isoformat(" ")
        return (
            (
                "clock change",
                (
                    f"This hour happened twice in {self.zone}. The first was taken; the other reading "
                    f"is {later} UTC."
                ),
            ),
        )


_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  stored without tzinfo


def epoch_moment(raw: str, milliseconds: int) -> Moment:
    """The moment of a count of milliseconds since 1970, whose zone (UTC) is in the value itself."""
    try:
        return Moment(raw, None, _EPOCH + timedelta(0, 0, 0, milliseconds), None, ZoneSource.IN_VALUE)
    except OverflowError:
        return Moment(raw)


# ---- attachments -------------------------------------------------------------------------------

_OFFICE = "application/vnd.openxmlformats-officedocument"
_MEDIA_TYPES = {
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp", "heic": "image/heic",
    "heif": "image/heif", "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff",
    "mp4": "video/mp4", "mov": "video/quicktime", "3gp": "video/3gpp", "mkv": "video/x-matroska", "webm": "video/webm",
    "opus": "audio/ogg", "ogg": "audio/ogg", "m4a": "audio/mp4", "mp3": "audio/mpeg", "amr": "audio/amr", "aac": "audio/aac",
    "wav": "audio/wav", "pdf": "application/pdf", "vcf": "text/vcard", "txt": "text/plain", "htm": "text/html", "html": "text/html",
    "csv": "text/csv", "xml": "text/xml", "json": "application/json", "eml": "message/rfc822", "zip": "application/zip",
    "doc": "application/msword", "xls": "application/vnd.ms-excel",
    "docx": f"{_OFFICE}.wordprocessingml.document", "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}  # fmt: skip


def media_type(name: str) -> str:
    """The media type that a file name claims; empty where the ending says nothing. The same on every
    system."""
    return _MEDIA_TYPES.get(PurePosixPath(name).suffix[1:].lower(), "")


def base64_of(text: str) -> bytes:
    """The bytes that a text in base64 stands for, as far as it goes: other characters are passed over, half a
    byte at its end is none."""
    letters = re.sub(r"[^A-Za-z0-9+/]", "", text)
    return base64.b64decode(letters[: len(letters) - (len(letters) % 4 == 1)] + "==")


def attach(name: str, chunks: Iterable[bytes], member: str = "", claimed_type: str = "") -> Attachment:
    """An attachment with its size and SHA-256, and its bytes up to MAX_ATTACHMENT; read piece by piece."""
    sha256, size, kept = hashlib.sha256(), 0, bytearray()
    for chunk in chunks:
        sha256.update(chunk)
        size += len(chunk)
        if size <= MAX_ATTACHMENT:
            kept += chunk
    data = bytes(kept) if size <= MAX_ATTACHMENT else None
    return Attachment(name, claimed_type or media_type(name), size, sha256.hexdigest(), member, data)

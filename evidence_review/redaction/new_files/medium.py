"""Which medium a file is, by its bytes, so that each goes to the part of the program that can redact it."""

import re
from collections.abc import Callable
from enum import StrEnum

from evidence_review.imaging.picture_opening import kind_of
from evidence_review.redaction.new_files.cards import is_cards
from evidence_review.redaction.new_files.json_values import is_notation
from evidence_review.redaction.unpacked.parts_archives import is_archive, is_office
from evidence_review.redaction.unpacked.parts_mail import is_mail

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGE = re.compile(
    r"(?:\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html|head|body|div|table|p|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<[A-Za-z!]")
_SOUND = (
    b"OggS",
    b"fLaC",
    b"ID3",
    b"#!AMR",
    b"FORM",
    b"MThd",
    b"\x1aE\xdf\xa3",
    b"0&\xb2u",
    b"FLV\x01",
    b"caff",
    b".snd",
)
_TEXT_ENDINGS = frozenset(
    (
        ".txt",
        ".text",
        ".csv",
        ".tsv",
        ".md",
        ".log",
        ".srt",
        ".vtt",
        ".json",
        ".jsonl",
        ".vcf",
        ".ics",
        ".xml",
    )
)


class Medium(StrEnum):
    """What a file is to redaction."""

    PDF = "PDF"
    PICTURE = "picture"
    WAVE = "sound (WAV)"
    FILM = "sound or film"
    OFFICE = "office file"
    MAIL = "mail"
    ARCHIVE = "archive"
    NOTATION = "JSON"
    CARDS = "cards or calendar"
    PAGE = "web page"
    TABLE = "text table"
    TEXT = "text"
    UNKNOWN = "unknown"


def medium_of(data: bytes, name: str = "") -> Medium:
    """The medium; UNKNOWN for what cannot be redacted. The ending of the name only tells a text table and a
    part of a web page from other text."""
    return next((medium for medium, known in _KNOWN if known(data)), None) or _of_text(data, name)


def _is_film(data: bytes) -> bool:
    return (
        data.startswith(_SOUND)
        or data[4:8] == b"ftyp"
        or data[:4] == b"RIFF"
        or bool(re.match(rb"\xff[\xe2-\xe7\xf0-\xfd][^\xff]", data))
    )


_KNOWN: tuple[tuple[Medium, Callable[[bytes], bool]], ...] = (
    (Medium.PDF, lambda data: b"%PDF-" in data[:1024]),
    (Medium.PICTURE, lambda data: bool(kind_of(data[:64].ljust(64, b"\0")))),
    (Medium.WAVE, lambda data: data[:4] in {b"RIFF", b"RF64"} and data[8:12] == b"WAVE"),
    (Medium.FILM, _is_film),
    (Medium.OFFICE, lambda data: data.startswith((_OLE, b"{\\rtf")) or is_office(data)),
    (Medium.ARCHIVE, is_archive),
    (Medium.MAIL, is_mail),
)


def _of_text(data: bytes, name: str) -> Medium:
    found = decoded(data, name)
    if found is None:
        return Medium.UNKNOWN
    text, _ = found
    if is_cards(text):
        return Medium.CARDS
    if _PAGE.match(text[:20_000].lstrip("\ufeff")) or (
        name.lower().endswith((".html", ".htm", ".xhtml")) and _TAG.search(text)
    ):
        return Medium.PAGE
    if is_notation(text):
        return Medium.NOTATION
    if any(mark in data[:4096] for mark in _OFFICE_MARKS):
        return Medium.OFFICE
    return Medium.TABLE if name.lower().endswith((".csv", ".tsv")) else Medium.TEXT


_OFFICE_MARKS = (b"urn:schemas-microsoft-com:office:spreadsheet", b"pkg:package", b"w:wordDocument")


_MARKS = (
    *((b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32")),
    *((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")),
)
"""How a text begins that says its encoding; four bytes a letter before two, since they begin alike."""


def decoded(data: bytes, name: str = "") -> tuple[str, str] | None:
    """The text and the encoding in which it is written again; None where the bytes are no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    if b"\0" in data:
        return _with_zeros(data, name)
    strict = _strictly(data, "utf-8")
    if strict is None and any(name.lower().endswith(ending) for ending in _TEXT_ENDINGS):
        return data.decode("cp1252", "replace"), "utf-8"
    return strict


def _with_zeros(data: bytes, name: str) -> tuple[str, str] | None:
    """Text of two bytes a letter without a mark at its start, or a file named as text in which a few zeros
    stand; None for all else."""
    even, odd = data[0:4096:2].count(0), data[1:4096:2].count(0)
    if max(even, odd) > len(data[:4096]) // 3 and max(even, odd) > 3 * min(even, odd):
        found = _strictly(data, "utf-16-be" if even > odd else "utf-16-le")
        return (found[0], "utf-16") if found else None
    if name.lower().endswith(tuple(_TEXT_ENDINGS)) and data.count(0) * 50 < len(data):
        return decoded(data.replace(b"\0", b""), name)
    return None


def _strictly(data: bytes, encoding: str) -> tuple[str, str] | None:
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError:
        return None

"""Plain text documents: statements, notes, records kept by hand (reference/formats.md 3.5, TXT).

A document becomes pages: at form feeds, else at the end of a paragraph after about 3,000 characters.
The pages and form feeds put together again are the whole text; nothing between them is dropped.
"""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Declared, Item, Problem, Read, ReadOptions, Tally
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.plugin import About, Decoded, Importer, encoding_remark, head, hole_in
from evidence_review.importers.text.broken_ends import (
    NO_END,
    NO_LINE_END,
    in_mid_line,
    unclosed_data,
    unclosed_root,
)
from evidence_review.importers.text.letter_codes import as_letters
from evidence_review.importers.text.text_encodings import text_of
from evidence_review.importers.text.well_formed import UNFIT, is_unfit

_LARGEST = 256 << 20
_SNIFF = 65_536
_LEAST, _MOST, _FARTHEST = 1_500, 3_000, 20_000
_NOT_TEXT = (
    b"{\\rtf",
    b"%PDF",
    b"PK\x03\x04",
    b"SQLite format 3",
    b"!BDN",
    b"JMF6",
    b"JMF9",
    b"ANDROID BACKUP",
    b"\xd0\xcf\x11\xe0",
    b"\x7fELF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"Rar!",
    b"MSCF",
    b"\x00\x00\x01\x00",
    b"\x00\x00\x02\x00",
)
_CPIO = re.compile(rb"07070[12][0-9A-Fa-f]{104}|070707[0-7]{70}")
_NO_WRITING = frozenset(("Cn", "Co", "Cs"))
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f-\x84\x86-\x9f]")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_EMPTY = "This file is empty: it holds no text. Ask the supplier whether that is meant."
_PLAINLY = (
    "This file holds markup or data and was read as plain text. Ask for it as PDF to see it as it was meant."
)
_UNSHOWN = "This text holds characters that cannot be shown. Check the preview against the original."
_CODES = (
    "This file writes some letters as codes (such as &#233;). They are shown as letters; places are "
    "counted in the text as it is shown."
)
_ENDS = (
    re.compile(r"\n[ \t\r]*\n\s*"),
    re.compile(r"\n"),
    re.compile(r"[.!?…][\"'’”)]*\s+"),
    re.compile(r"\s+"),
)
_MARKUP = re.compile(r"\s*(?:<\?xml|<!doctype|<html|<[a-z][\w:-]*[\s>/]|[{\[]\s*[\"{\[])", re.IGNORECASE)
_HEADLESS = (
    "The name of this file says that it is of another kind, but it does not begin as files of that "
    "kind do: its beginning may be missing. Ask for a fresh copy."
)
_BEGINS = {
    (".html", ".htm", ".xhtml", ".xml", ".gpx", ".kml", ".plist"): re.compile(r"\s*<"),
    (".json", ".jsonl", ".geojson"): re.compile(r"\s*(?:[{\[\"\d-]|true|false|null|//|/\*|#)"),
    (".vcf", ".ics", ".vcs"): re.compile(r"\s*BEGIN", re.IGNORECASE),
    (
        ".eml",
        ".mbox",
        ".mht",
        ".mhtml",
        ".rtf",
        ".pdf",
        ".docx",
        ".xlsx",
        ".pptx",
        ".odt",
        ".ods",
        ".doc",
        ".xls",
        ".ppt",
        ".msg",
        ".zip",
    ): re.compile(r"(?!)"),
}
"""How a text begins that is of the kind that its name says, although no reader of that kind knows it; mails
and binary kinds are never such texts."""


def recognises(path: Path) -> bool:
    """Whether the first bytes are text in some encoding; an empty file counts as an empty text."""
    start = head(path, _SNIFF)
    if not start:
        return path.is_file() and path.stat().st_size == 0
    if start.startswith(_NOT_TEXT) or _CPIO.match(start):
        return False
    decoded = text_of(start)
    text = decoded.text
    if b"\x00" in start and (not text or _is_padded(start, text)):
        return False
    if b"\x00" in start and not start.startswith((b"\xef\xbb\xbf", *_WIDE)) and _is_noise(decoded):
        return False
    # a few damaged characters are told, not refused; control characters in number mean that this is no text
    damaged = max(len(re.findall("\ufffd+", text)), text.count("\ufffd") // 3)
    return len(_CONTROLS.findall(text)) * 50 <= len(text) and damaged * 10 <= len(text)


def _is_padded(start: bytes, text: str) -> bool:
    """Whether noughts at the end stand behind few words."""
    words = len(re.findall(r"[ -~\n\t]", text))
    few = words < 8 or words * 10 < len(text) * 7
    return few and start.endswith(b"\x00\x00") and not start.startswith(_WIDE)


def _is_noise(decoded: Decoded) -> bool:
    """Whether what holds zeros and bears no mark is no text, only decodes as one: few plain characters, or
    many that no writing has."""
    text = re.sub("\ufffd{8,}", "\ufffd", decoded.text[:20_000])  # a hole in a text is one
    if decoded.encoding.startswith("utf-16"):
        return sum(each >= "\ufffd" or unicodedata.category(each) in _NO_WRITING for each in text) * 50 > len(
            text
        )
    plain = sum((each.isprintable() and each < "\x7f") or each.isspace() for each in text)
    return decoded.encoding != "utf-8" and plain * 10 < len(text) * 7


# a text has no times whose zone could be asked for
def read(path: Path, options: ReadOptions) -> Iterator[Read]:  # noqa: ARG001
    """One PAGE item a page, in order; an empty document is a Problem, never "nothing found"."""
    if path.stat().st_size > _LARGEST:
        raise UnreadableExport(
            "This text is larger than can be read here. Nothing in it has been reviewed. Ask for it in parts."
        )
    decoded = text_of(path.read_bytes())
    if not decoded.text.strip():
        yield Problem("page 1", ProblemKind.NOT_READ, _EMPTY, 1)
        yield Tally(1)
        return
    yield from encoding_remark(decoded, "page 1")
    yield from hole_in(path, "page 1")
    if _is_headless(path, decoded.text):
        yield Problem("page 1", ProblemKind.SOURCE_FLAG, _HEADLESS)
    shown = as_letters(decoded.text) if _MARKUP.match(decoded.text[:2000]) else decoded.text
    yield from _remarks(decoded.text, shown)
    if path.suffix.lower() in {".csv", ".tsv"}:
        # a table of one line, or of one column, is read as the text that it is
        rows = sum(bool(line.strip()) for line in decoded.text.splitlines())
        yield Declared("rows with something in them, headings included", rows)
    count = 0
    for count, (start, text) in enumerate(pages(shown), 1):
        yield _page(path, count, start, text)
    yield Tally(count)


def _remarks(text: str, shown: str) -> Iterator[Problem]:
    """What is to be known of a text: that it is markup, that something is missing, or cannot be shown."""
    markup = _MARKUP.match(text[:2000]) is not None
    if shown != text:
        yield Problem("page 1", ProblemKind.SOURCE_FLAG, _CODES)
    if markup:
        yield Problem("page 1", ProblemKind.SOURCE_FLAG, _PLAINLY)
    if markup and _is_unclosed(text):
        yield Problem("page 1", ProblemKind.PARTLY_READ, NO_END)
    elif is_unfit(text):
        yield Problem("page 1", ProblemKind.PARTLY_READ, UNFIT)
    elif not markup and in_mid_line(text):
        yield Problem("page 1", ProblemKind.SOURCE_FLAG, NO_LINE_END)
    if _CONTROLS.search(text):
        yield Problem("page 1", ProblemKind.SOURCE_FLAG, _UNSHOWN)


def _is_unclosed(text: str) -> bool:
    return unclosed_root(text) or (text.lstrip()[0] in "{[" and unclosed_data(text))


def _is_headless(path: Path, text: str) -> bool:
    """Whether a text does not begin as its name says; names that say nothing of a kind are never wrong."""
    begins = next((how for endings, how in _BEGINS.items() if path.suffix.lower() in endings), None)
    return begins is not None and begins.match(text.removeprefix("\ufeff")) is None


def _page(path: Path, number: int, start: int, text: str) -> Read:
    if not text.strip():
        return Problem(f"page {number}", ProblemKind.SKIPPED, "This page is blank.", 1)
    extra = (("characters", f"{start} to {start + len(text)}"),)
    return Item(f"page {number}", ItemKind.PAGE, text, path.name, number, thread_title=path.stem, extra=extra)


def pages(text: str) -> Iterator[tuple[int, str]]:
    """The pages of a text with the place where each begins: at form feeds, else at a paragraph's end."""
    at = 0
    for part in text.removesuffix("\f").split("\f"):
        start = 0
        while len(part) - start > _MOST:
            end = _cut(part, start)
            yield at + start, part[start:end]
            start = end
        if start < len(part) or not part:
            yield at + start, part[start:]
        at += len(part) + 1


def _cut(text: str, start: int) -> int:
    """Where a page ends: the last paragraph end, line end, sentence end or space before 3,000 characters,
    never inside a word."""
    for end in _ENDS:
        last = 0
        for found in end.finditer(text, start + _LEAST, start + _MOST):
            last = found.end()
        if last:
            return last
    later = re.compile(r"\s+").search(text, start + _MOST, start + _FARTHEST)
    return later.end() if later else min(len(text), start + _FARTHEST)


IMPORTER = Importer(
    "Plain text",
    "1",
    recognises,
    read,
    about=About(
        "Plain text (.txt, .log and any other readable text)",
        "UTF-8, UTF-16 and UTF-32 with or without a mark, Windows-1252, old Macintosh, and where "
        "most letters say so Cyrillic, Greek, Hebrew, Arabic, Thai, "
        "Japanese, Korean and Chinese codes, and those of Polish, Czech, Hungarian, Romanian, "
        "Turkish, Baltic and other European languages",
        "All characters, in pages at form feeds, else in sections of moderate size",
        "Nothing",
        (
            "An encoding that the file does not state is a guess, and is said to be one. Markup and "
            "data that no other reader knows are shown as they stand, but for letters that they write "
            "as codes."
        ),
    ),
)

"""Damage in files of text that readers of chats and exports step over: tags of pages, rules of JSON, stamps
of chats, signs that no text holds.

A program writes an export whole, so that anything in it that breaks the rules of its own format was damaged
since.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from evidence_review.domain.evidence import Problem
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.documents.html_pages import html_of
from evidence_review.importers.markup.torn_pages import TORN, is_torn
from evidence_review.importers.plugin import decode_text, head
from evidence_review.importers.tables.tables_csv import UNEVEN, is_torn_table
from evidence_review.importers.talk.torn_stamps import OVER, STAMPS, is_written_over, torn_stamps
from evidence_review.importers.text.well_formed import UNFIT, is_unfit

NOISE = (
    "This file holds signs that no text holds, or letters that are damaged. What stood in their place "
    "is lost. Ask for a fresh copy."
)
_LARGEST = 64 << 20
_MOST = 2000
"""Files of a folder that are looked at."""
_PAGE = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}\?>\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_NO_SIGNS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_TEXT = (".html", ".htm", ".json", ".txt", ".csv", ".md", ".xhtml")
_ENDS = b"\0\x1a"
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def told(path: Path) -> Iterator[Problem]:
    """One remark for each file of an export whose text is damaged; nothing for files beyond 64 MiB and those
    that are no text."""
    if path.is_file():
        yield from _file(path, "file")
        return
    below = (
        each
        for each in sorted(path.rglob("*"))
        if each.suffix.lower() in _TEXT and each.is_file() and not each.is_symlink()
    )
    for _, each in zip(range(_MOST), below, strict=False):
        yield from _file(each, each.relative_to(path).as_posix())


def _file(path: Path, locator: str) -> Iterator[Problem]:
    start = head(path, 4096)
    if path.stat().st_size > _LARGEST or 4 * start.count(0) > len(start) or start.startswith((*_WIDE, b"PK")):
        return
    data = path.read_bytes()
    reason = NOISE if is_noisy(data) else _damage(path.suffix.lower(), start, data)
    if reason:
        yield Problem(locator, ProblemKind.PARTLY_READ, reason)


def _damage(suffix: str, start: bytes, data: bytes) -> str:
    """What is torn in a text, by the rules of its own form; "" where nothing is."""
    if _PAGE.match(start.removeprefix(b"\xef\xbb\xbf")):
        return TORN if is_torn(html_of(data).text, by_program=True) else ""
    text = decode_text(data).text
    if suffix == ".csv":
        return UNEVEN if is_torn_table(text) else ""
    if start.lstrip()[:1] in {b"{", b"["} and is_unfit(text):
        return UNFIT
    if torn_stamps(text):
        return STAMPS
    return OVER if suffix == ".txt" and is_written_over(text) else ""


def is_noisy(data: bytes) -> bool:
    """Whether a text holds signs that are none, or is UTF-8 with letters that are broken."""
    if _NO_SIGNS.search(data.rstrip(_ENDS)):
        return True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return any(0xC2 <= byte <= 0xF4 for byte in data) and _mostly_utf8(data)
    return False


def _mostly_utf8(data: bytes) -> bool:
    """Whether more letters are sound in UTF-8 than are not."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(letter > "\x7f" for letter in text) > 2 * broken

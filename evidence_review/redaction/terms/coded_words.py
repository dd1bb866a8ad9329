"""Words that stand in a value in the writing of a machine: in addresses, scripts, style sheets, and files
written into a letter line by line."""

import re
from binascii import Error, a2b_uu
from collections.abc import Iterator
from dataclasses import replace

from evidence_review.domain.contents import Passage

LEFT = "[FILE LEFT OUT]"
_FILE = re.compile(
    r"^begin [0-7]{3,4} [^\r\n]{1,255}\r?\n((?:[ -`]{1,62}\r?\n)*?)(?:[` ]?\r?\n)?end[ \t]*$", re.MULTILINE
)
"""A file as uuencode writes it."""
_PERCENT = re.compile(rb"%([0-9A-Fa-f]{2})")
_SCRIPT = re.compile(r"\\u\{?([0-9A-Fa-f]{4,6})\}?|\\x([0-9A-Fa-f]{2})")
_SHEET = re.compile(r"\\([0-9A-Fa-f]{1,6})(?:\r\n|[ \t\r\n\f])?")
_LAST = 0x10FFFF


def without_files(text: str) -> tuple[str, int]:
    """The text with a mark for each file that is written into it, and how many those are."""
    return _FILE.subn(LEFT, text) if "begin " in text else (text, 0)


def files_in(text: str) -> Iterator[bytes]:
    """The files that are written into a text, as far as they can be read."""
    for found in _FILE.finditer(text) if "begin " in text else ():
        out = b""
        for line in found[1].splitlines():
            try:
                out += a2b_uu(line)
            except Error:
                break
        yield out


def plain_sheet(text: str) -> str:
    """A style sheet with its escapes read (CSS Syntax Module Level 3, 4.3.7)."""
    return _SHEET.sub(lambda found: _sign(int(found[1], 16)), text)


def as_read(passage: Passage) -> Passage:
    """What nobody sees as the words for which it stands: addresses without per cent signs, scripts and style
    sheets without escapes."""
    if passage.unseen.startswith("address") and "%" in passage.text:
        coded = _PERCENT.sub(lambda found: bytes([int(found[1], 16)]), passage.text.encode())
        return replace(passage, text=coded.decode("utf-8", "replace"))
    if passage.unseen == "script":
        return replace(
            passage, text=_SCRIPT.sub(lambda found: _sign(int(found[1] or found[2], 16)), passage.text)
        )
    return replace(passage, text=plain_sheet(passage.text)) if passage.unseen == "style sheet" else passage


def _sign(code: int) -> str:
    return chr(code) if 0 < code <= _LAST and not 0xD800 <= code < 0xE000 else "\ufffd"

"""Whether a message shows that something was taken out of its middle: borders of parts that nothing names,
marks of quotation that are open, blocks of base64 whose lines are not of one length (RFC 2045, RFC 2046)."""

import re
from collections.abc import Iterator

TORN = (
    "Parts of this message do not fit together as its own headers say: something is damaged or missing "
    "in its middle. Ask for another copy."
)
NOISE = (
    "This message holds signs that no mail should hold. Where they stand in place of words, those are "
    "lost: compare it with another copy."
)
_NO_SIGNS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]|\xff{8}")
_OTHER_SIGNS = re.compile(rb"(?im)^content-transfer-encoding:\s*binary|iso-2022|hz-gb-2312")
"""Mails that may hold such signs: bytes as they are, and codes for text that use them."""
_NAMED = re.compile(rb"boundary\s*=\s*(?:\"((?:[^\"\r\n]|\r?\n[ \t]+)*)\"|'?([^\s;\"']+))", re.IGNORECASE)
_BORDER = re.compile(
    rb"^--([^\r\n]{6,72}?)(?:--)?[ \t]*\r?\nContent-(?:Type|Transfer-Encoding|Disposition)[ \t]*:",
    re.MULTILINE | re.IGNORECASE,
)
_QUOTED = re.compile(
    rb"^Content-(?:Type|Disposition)[ \t]*:[^\r\n]*(?:\r?\n[ \t]+[^\r\n]*)*", re.MULTILINE | re.IGNORECASE
)
_BASE64 = re.compile(
    rb"^Content-Transfer-Encoding[ \t]*:[ \t]*base64[ \t]*\r?$", re.MULTILINE | re.IGNORECASE
)
_EMPTY = re.compile(rb"\r?\n\r?\n")
_LINE = re.compile(rb"([A-Za-z0-9+/]{4,}+={0,2})[ \t]*(?:\r?\n|\Z)")


def is_torn(data: bytes) -> bool:
    """Whether the bytes of a message show any of these."""
    return (
        _has_stray_border(data)
        or _has_open_quotes(data)
        or any(_is_uneven(data, start) for start in _base64_in(data))
    )


def is_noisy(data: bytes) -> bool:
    """Whether a mail holds signs that none holds, where it does not say that it does."""
    return _NO_SIGNS.search(data.rstrip(b"\0\x1a")) is not None and not _OTHER_SIGNS.search(data)


def _has_stray_border(data: bytes) -> bool:
    """A line that begins a part, of a border that no header in the file names."""
    stray = {found[1].rstrip() for found in _BORDER.finditer(data)}
    if not stray:
        return False
    named = {re.sub(rb"\r?\n[ \t]+", b"", found[1] or found[2]).rstrip() for found in _NAMED.finditer(data)}
    spaced = {re.sub(rb"\s", b"", each) for each in named}
    return any(re.sub(rb"\s", b"", each) not in spaced for each in stray)


def _has_open_quotes(data: bytes) -> bool:
    """A header of a part with a mark of quotation that is never closed."""
    return any(len(re.findall(rb'(?<!\\)"', found[0])) % 2 for found in _QUOTED.finditer(data))


def _base64_in(data: bytes) -> Iterator[int]:
    """Where each block of base64 begins: behind the empty line that ends its headers. Headers are looked
    through once, however many there are."""
    at = 0
    for empty in _EMPTY.finditer(data):
        if _BASE64.search(data, at, empty.start()):
            yield empty.end()
        at = empty.end()


def _is_uneven(data: bytes, start: int) -> bool:
    """Whether a line of a block of base64 is shorter or longer than those around it."""
    lengths, at = list[int](), start
    while line := _LINE.match(data, at):
        lengths.append(line.end(1) - at)
        at = line.end()
    return len(set(lengths[:-1])) > 1 or (len(lengths) > 1 and lengths[-1] > lengths[0])

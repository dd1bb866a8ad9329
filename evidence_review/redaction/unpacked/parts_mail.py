"""E-mail taken apart: header lines decoded, every part after its transfer encoding, messages inside,
mailboxes, calendars and cards unfolded."""

import email
import re
from collections.abc import Iterator
from email.header import decode_header
from email.message import Message
from email.policy import compat32

_HEADER = re.compile(rb"(?:From |[A-Za-z][A-Za-z0-9-]{0,60}:[ \t])")
_KNOWN = re.compile(
    (
        rb"^(?:from|to|date|subject|received|message-id|mime-version|return-path|content-type|"
        rb"delivered-to|x-[a-z-]+):"
    ),
    re.IGNORECASE | re.MULTILINE,
)
_MAILBOX = re.compile(rb"(?:\A|\n)From [^\n]{0,500}\n(?=[A-Za-z-]+:)")
_MOST_MESSAGES = 100_000

type Raw = tuple[str, str, str | bytes, str]


def is_mail(data: bytes) -> bool:
    """Whether the bytes begin with header lines of a letter, or a mailbox of them."""
    start = data[:20_000].lstrip(b"\xef\xbb\xbf\r\n")
    head = re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]
    return bool(_HEADER.match(start)) and len(_KNOWN.findall(head)) >= 2


def letters(data: bytes) -> list[bytes]:
    """The letters of a mailbox; a file of one letter is that."""
    starts = [
        found.start() + (data[found.start() : found.start() + 1] == b"\n")
        for found in _MAILBOX.finditer(data)
    ]
    if not data.lstrip().startswith(b"From ") or not starts:
        return [data]
    ends = [*starts[1:], len(data)]
    return [data[start:end].partition(b"\n")[2] for start, end in zip(starts, ends, strict=True)][
        :_MOST_MESSAGES
    ]


def mail_parts(data: bytes) -> Iterator[Raw]:
    """Parts of every letter, nothing for any other file."""
    if is_mail(data):
        for number, letter in enumerate(letters(data), 1):
            message = email.message_from_bytes(letter, policy=compat32)
            yield from _message(message, f"letter {number}, " if number > 1 else "")


def _message(message: Message, place: str) -> Iterator[Raw]:
    for number, part in enumerate(message.walk(), 1):
        where = f"{place}part {number}"
        for _, value in part.raw_items():
            yield f"{where}, header lines", "a header line", header_words(str(value)), ""
        for text, which in ((part.preamble, "before the parts"), (part.epilogue, "behind the parts")):
            if text:
                yield f"{where}, {which}", "text outside the parts", text, ""
        if part.is_multipart():
            continue
        body = part.get_payload(decode=True)
        if isinstance(body, bytes):
            name = header_words(part.get_filename("") or "")
            if part.get_content_maintype() == "text" and not name:
                text = decoded(body, part.get_content_charset())
                yield where, "text of the letter", text, ""
                if (
                    "delsp" in str(part.get("Content-Type", "")).lower()
                ):  # words go on behind such a line (RFC 3676)
                    yield where, "text of the letter", re.sub(r" \r?\n", "", text), ""
            yield where, "a part of the letter", body, name


def header_words(value: str) -> str:
    """A header line unfolded, its encoded words read."""
    unfolded = re.sub(r"\r?\n[ \t]+", " ", value)
    joined = re.sub(r"(=\?[^?\s]+\?[bBqQ]\?[^?]*\?=)\s+(?==\?)", r"\1", unfolded)
    try:
        pieces = decode_header(joined)
    except Exception:  # noqa: BLE001  broken encoded words raise many kinds; the line as it stands
        return joined
    return "".join(piece if isinstance(piece, str) else decoded(piece, charset) for piece, charset in pieces)


def decoded(body: bytes, charset: str | None) -> str:
    """Text by its declared charset, else as UTF-8 or Latin-1."""
    for name in filter(None, (charset, "utf-8")):
        try:
            return body.decode(name)
        except (LookupError, UnicodeError, ValueError):
            continue
    return body.decode("latin-1")

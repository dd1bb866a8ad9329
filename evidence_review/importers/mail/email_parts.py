"""The body of an e-mail: its words, its attachments, the messages inside it, and what of it could not be read
(reference/formats.md 3.6)."""

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.policy import compat32
from typing import Any, cast

from evidence_review.domain.evidence import Attachment, Problem
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.mail.email_winmail import is_winmail, opened
from evidence_review.importers.mail.email_words import chosen
from evidence_review.importers.mail.mapi_objects import Outlook
from evidence_review.importers.markup.html_text import html_text
from evidence_review.importers.plugin import attach
from evidence_review.importers.text.email_headers import decode, raw_headers, shown

_DEEPEST = 30
_READABLE = frozenset((
    "text/plain", "text/html", "text/enriched", "text/richtext", "text/x-amp-html", "text/markdown",
    "text/x-markdown",
))  # fmt: skip
_CODED = frozenset(("base64", "quoted-printable"))
_PLACED = re.compile(r"^(?:begin [0-7]{3,4} \S|=ybegin )", re.MULTILINE)
_UNCERTAIN = "The text encoding is not certain. Check the preview."
_SMIME = "This message is encrypted or signed with S/MIME; its content could not be read."
_PGP = "This message is encrypted; its content could not be read. Ask the supplier for it in the clear."
_TNEF = "winmail.dat was not opened; it may hold attachments."
_PARTIAL = "This message is one piece of a longer one that was sent in parts. Only this piece was read."
_ELSEWHERE = "An attachment of this message lies elsewhere and was not supplied."
_BOUNDARY = "The parts of this message cannot be told apart. All of it was read as one text."
_ENDS_EARLY = "This message ends early; what follows its last part may be missing."
_TOO_DEEP = "Parts nested too deep in this message were not read."
_INLINE = (
    "A file is written into the text of this message (uuencode or yEnc). It was not unpacked and "
    "stands in the text as it is."
)
_RSMF = (
    "A chat lies inside this message (RSMF). The message was read, the chat was not. Save the "
    "attachment rsmf.zip and add it."
)


@dataclass(slots=True)
class Body:
    """What was found: texts in order, attachments, inner messages with their locators, extra facts, words of
    a winmail.dat, problems."""

    locator: str
    texts: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    inner: list[tuple[str, Message | Outlook]] = field(default_factory=list)
    extra: list[tuple[str, str]] = field(default_factory=list)
    winmail: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, kind: ProblemKind, reason: str, where: str = "") -> None:
        """A remark about this message or a part of it; each is said once."""
        made = Problem(where or self.locator, kind, reason)
        if made not in self.problems:
            self.problems.append(made)

    def text(self) -> str:
        """All words of the body."""
        return "\n\n".join(text for text in self.texts if text.strip()) or "\n\n".join(self.winmail)


def body_of(message: Message, locator: str) -> Body:
    """Everything in a message below its headers."""
    body = Body(locator)
    _part(message, body, locator, 0)
    for part in _all(message, 0):
        for defect in part.defects:
            name = type(defect).__name__
            if name in {"CloseBoundaryNotFoundDefect", "StartBoundaryNotFoundDefect"}:
                body.problem(ProblemKind.PARTLY_READ, _ENDS_EARLY)
            else:
                body.problem(
                    ProblemKind.SOURCE_FLAG,
                    f"This message is not built by the rules of e-mail ({name}). Check the preview.",
                )
    return body


def _all(message: Message, depth: int) -> Iterator[Message]:
    yield message
    if depth < _DEEPEST and message.get_content_maintype() == "multipart":
        for part in _parts(message):
            yield from _all(part, depth + 1)


def _parts(message: Message) -> list[Message]:
    payload = cast("Any", message.get_payload())
    return [part for part in payload if isinstance(part, Message)] if isinstance(payload, list) else []


def _part(part: Message, body: Body, locator: str, depth: int) -> None:
    kind = part.get_content_type()
    if depth > _DEEPEST:
        body.problem(ProblemKind.PARTLY_READ, _TOO_DEEP)
    elif kind == "message/rfc822" and _parts(part):
        _inner(part, body, locator)
    elif kind.startswith("multipart/") and part.is_multipart():
        _multipart(part, body, locator, depth)
    elif kind in _READABLE and _disposition(part) != "attachment":
        _words(part, body, locator, kind)
    elif kind.startswith("message/"):
        _report(part, body, locator, kind)
    else:
        _attached(part, body, locator, kind)


def _multipart(part: Message, body: Body, locator: str, depth: int) -> None:
    kind, inside = part.get_content_type(), _parts(part)
    if kind == "multipart/encrypted":
        body.problem(ProblemKind.PARTLY_READ, _PGP)
    for name, words in (("preamble", part.preamble), ("epilogue", part.epilogue)):
        if words and words.strip() and "mime" not in words.lower():
            body.extra.append((name, _clean(words)))
    named = [(f"{locator}/part {number}", each) for number, each in enumerate(inside, 1)]
    if kind == "multipart/alternative":
        _alternative(named, body, depth)
        return
    for where, each in named:
        _part(each, body, where, depth + 1)


def _alternative(named: list[tuple[str, Message]], body: Body, depth: int) -> None:
    """One way of writing the same words: plain text, unless the HTML says much more; what the other adds is
    kept apart."""
    both: dict[str, list[str]] = {"text/plain": [], "text/html": []}
    for where, each in named:
        before = len(body.texts)
        _part(each, body, where, depth + 1)
        new = body.texts[before:]
        del body.texts[before:]
        both["text/plain" if each.get_content_type() == "text/plain" else "text/html"] += new
    plain, rich = ("\n\n".join(words).strip() for words in both.values())
    text, more = chosen(plain, rich)
    body.texts.append(text)
    body.extra += more


def _words(part: Message, body: Body, locator: str, kind: str) -> None:
    data = _bytes(part)
    text, certain = decode(data, part.get_content_charset(None) if _charset_is_sound(part) else None)
    if not certain:
        body.problem(ProblemKind.SOURCE_FLAG, _UNCERTAIN, locator)
    if _PLACED.search(text):
        body.problem(ProblemKind.SOURCE_FLAG, _INLINE, locator)
    text = _flowing(text, part)
    body.texts.append(
        text.replace("\r\n", "\n")
        if kind in {"text/plain", "text/markdown", "text/x-markdown"}
        else html_text(text)
    )
    if _name(part):
        body.attachments.append(attach(_name(part), [data], locator, kind))


def _flowing(text: str, part: Message) -> str:
    """Lines that the program broke inside words, put together (RFC 3676, DelSp); all other text as it is."""
    if (
        str(part.get_param("delsp", "")).lower() != "yes"
        or str(part.get_param("format", "")).lower() != "flowed"
    ):
        return text
    return re.sub(r"(?<!^-- )(?<!\n-- ) \r?\n(?!>)", "", text)


def _charset_is_sound(part: Message) -> bool:
    """The standard library raises on some charset parameters."""
    try:
        part.get_content_charset(None)
    except Exception:  # noqa: BLE001  any fault in a parameter means that none is declared
        return False
    return True


def _inner(part: Message, body: Body, locator: str) -> None:
    """A message inside: an attachment of this one, and an item of its own."""
    message = _decoded(part, _parts(part)[0])
    data = message.as_bytes() if _can_write(message) else b""
    subject = shown(str(message.get("Subject") or "")).strip()
    name = _name(part) or f"{subject[:80] or 'message'}.eml"
    body.attachments.append(
        attach(name, [data], locator, "message/rfc822") if data else Attachment(name, "message/rfc822")
    )
    body.inner.append((f"{locator}/message", message))


def _decoded(part: Message, message: Message) -> Message:
    """A message sent in base64 or quoted-printable, against the rules (RFC 2046 5.2.1): the parser takes its
    code for text."""
    if _coding(part) not in _CODED or message.keys():
        return message
    made = Message(policy=compat32)
    made["Content-Transfer-Encoding"] = _coding(part)
    made.set_payload(cast("Any", message.get_payload()))
    data = made.get_payload(decode=True)
    return email.message_from_bytes(data, policy=compat32) if isinstance(data, bytes) else message


def _coding(part: Message) -> str:
    """The transfer encoding, without spaces, comments and other stray marks, which the standard parser does
    not forgive."""
    found = re.search(r"[a-z0-9-]+", str(part.get("Content-Transfer-Encoding") or "").lower())
    return found.group(0) if found else ""


def _can_write(message: Message) -> bool:
    try:
        message.as_bytes()
    except Exception:  # noqa: BLE001  a message too broken to be written out again is still read
        return False
    return True


def _report(part: Message, body: Body, locator: str, kind: str) -> None:
    """Delivery and reading reports are words; a piece of a message, or a pointer to one, is said to be
    that."""
    if kind == "message/partial":
        body.problem(ProblemKind.PARTLY_READ, _PARTIAL)
    if kind == "message/external-body":
        body.problem(ProblemKind.MISSING_ATTACHMENT, _ELSEWHERE, locator)
        body.attachments.append(Attachment(_name(part) or "attachment", member=locator))
    inside = _parts(part)
    words = (
        "\n".join(_clean(each.as_string()) for each in inside if _can_write(each))
        if inside
        else decode(_bytes(part), None)[0]
    )
    body.texts.append(words)
    if _name(part) and kind != "message/external-body":
        body.attachments.append(attach(_name(part), [words.encode("utf-8", "replace")], locator, kind))


def _attached(part: Message, body: Body, locator: str, kind: str) -> None:
    if part.get_content_maintype() == "multipart":
        body.problem(ProblemKind.PARTLY_READ, _BOUNDARY)
        body.texts.append(decode(_bytes(part), None)[0])
        return
    name = _name(part) or {"application/ms-tnef": "winmail.dat"}.get(kind, "attachment")
    if kind in {"application/pkcs7-mime", "application/x-pkcs7-mime"}:
        body.problem(ProblemKind.PARTLY_READ, _SMIME)
    data = _bytes(part)
    if is_winmail(name, kind):
        _winmail(data, body, locator)
    if name.lower() == "rsmf.zip":
        body.problem(ProblemKind.PARTLY_READ, _RSMF, locator)
    body.attachments.append(attach(name, [data], locator, kind))


def _winmail(data: bytes, body: Body, locator: str) -> None:
    """Its files stand beside it; its words are the message's where that has none, and are kept apart where it
    has."""
    found = opened(data, locator)
    if found is None:
        body.problem(ProblemKind.PARTLY_READ, _TNEF, locator)
        return
    files, text, subject, problems = found
    body.attachments += files.attachments
    body.inner += files.inner
    body.problems += files.problems
    for reason in problems:
        body.problem(ProblemKind.PARTLY_READ, reason, locator)
    body.winmail += [text] if text else []
    body.extra += [
        (f"winmail.dat/{key}", value) for key, value in (("subject", subject), ("text", text)) if value
    ]


def _bytes(part: Message) -> bytes:
    """The bytes of a part after its transfer encoding; as they stand where that is broken."""
    try:
        stated = str(part.get("Content-Transfer-Encoding") or "").lower()
        if stated != _coding(part):
            plain = Message(policy=compat32)
            plain["Content-Transfer-Encoding"] = _coding(part)
            plain.set_payload(cast("Any", part.get_payload()))
            part = plain
        data = part.get_payload(decode=True)
        if isinstance(data, bytes):
            return data
        raw = cast("Any", part.get_payload())
        return raw.encode("utf-8", "surrogateescape") if isinstance(raw, str) else b""
    except Exception:  # noqa: BLE001  broken transfer encodings raise many kinds
        return str(cast("Any", part.get_payload())).encode("utf-8", "replace")


def _name(part: Message) -> str:
    """A file name, raw 8-bit bytes in it read as text: the standard parser puts U+FFFD in their place."""
    try:
        plain = Message(policy=compat32)
        for name, value in raw_headers(part):
            if name.lower() in {"content-type", "content-disposition"}:
                plain[name] = value
        return _clean(shown(plain.get_filename("") or "")).strip()
    except Exception:  # noqa: BLE001  a broken parameter is no name
        return ""


def _disposition(part: Message) -> str:
    try:
        return part.get_content_disposition() or ""
    except Exception:  # noqa: BLE001  a broken header says nothing
        return ""


def _clean(text: str) -> str:
    """Text in which the parser left raw bytes, read as text."""
    return decode(text.encode("utf-8", "surrogateescape"), None)[0]

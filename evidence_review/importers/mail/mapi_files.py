"""What an Outlook object holds: files with their bytes, other messages, and what lies elsewhere (MS-OXCMSG
2.2.2)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from evidence_review.domain.evidence import Attachment, Problem
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.mail.mapi_objects import Held, Outlook
from evidence_review.importers.plugin import attach

_BY_VALUE, _NONE, _INSIDE, _OBJECT = 1, 0, 5, 6
_ELSEWHERE = "An attachment of this message lies elsewhere and was not supplied. Ask for the file itself."
_NO_BYTES = (
    "An attachment of this message has no content in this source. Ask whether the file is still to be had."
)
_DAMAGED = "An attachment of this message is damaged and could not be read. Ask for another copy."
_NOT_OPENED = "A message inside this one could not be opened. Ask for it on its own, as .msg or EML."
_AN_OBJECT = "An object placed in the text of this message was not opened. Ask for the message as PDF."


@dataclass(slots=True)
class Files:
    """Attachments in order, messages inside with their locators, problems."""

    attachments: list[Attachment] = field(default_factory=list)
    inner: list[tuple[str, Outlook]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def attached(message: Outlook, locator: str) -> Files:
    """All that a message holds. A fault in one attachment is a problem of that one."""
    files = Files()
    for number, held in enumerate(message.files, 1):
        where = f"{locator}/attachment {number}"
        files.attachments.append(_attachment(held, where))
        if held.inside is not None:
            files.inner.append((f"{where}/message", held.inside))
        files.problems += _problems(held, files.attachments[-1], where)
    return files


def called(held: Held) -> str:
    """The name of a file: the long one, else the short, else what is shown; of a message its subject."""
    inner = held.inside.found.text(0x0037) if held.inside else ""
    path = held.found.text(0x370D, 0x3708).replace("\\", "/").rpartition("/")[2]
    return (
        held.found.text(0x3707, 0x3704, 0x3001).strip("\0 ")
        or path
        or inner
        or ("message" if held.inside else "attachment")
    )


def _attachment(held: Held, where: str) -> Attachment:
    claimed = held.found.text(0x370E)
    if held.inside is not None:
        return Attachment(called(held), claimed or "application/vnd.ms-outlook", member=f"{where}/message")
    if held.chunks is None:
        return Attachment(called(held), claimed)
    try:
        return attach(called(held), held.chunks(), where, claimed)
    except Exception:  # noqa: BLE001  any fault in the bytes of one attachment is told below
        return Attachment(called(held), claimed, held.found.number(0x0E20) or None)


def _problems(held: Held, made: Attachment, where: str) -> Iterator[Problem]:
    method = held.found.number(0x3705, _BY_VALUE)
    if made.sha256 is not None or held.inside is not None:
        return
    if held.chunks is not None:
        yield Problem(where, ProblemKind.PARTLY_READ, _DAMAGED)
    elif method == _INSIDE:
        yield Problem(f"{where}/message", ProblemKind.NOT_READ, _NOT_OPENED, 1)
    elif held.is_object or method == _OBJECT:
        yield Problem(where, ProblemKind.PARTLY_READ, _AN_OBJECT)
    else:
        reason = _NO_BYTES if method in {_NONE, _BY_VALUE} else _ELSEWHERE
        yield Problem(where, ProblemKind.MISSING_ATTACHMENT, reason)

"""Items from Outlook objects, read out of .msg, .pst or winmail.dat alike: e-mail, appointments, contacts,
notes (MS-OXCMSG, MS-OXPROPS)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from email.parser import HeaderParser
from email.policy import compat32

from evidence_review.domain.evidence import Item, Moment, Problem, ReadOptions
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.importers.mail.email_people import direction, marked
from evidence_review.importers.mail.email_threads import Threads
from evidence_review.importers.mail.mapi_bodies import BODIES, subject_of, words_of
from evidence_review.importers.mail.mapi_extra import (
    COMMON_START,
    CONTACT,
    LOG_START,
    PLACE,
    START,
    extra,
    name,
    written,
)
from evidence_review.importers.mail.mapi_files import Files, attached
from evidence_review.importers.mail.mapi_objects import Outlook
from evidence_review.importers.mail.mapi_people import recipients, senders
from evidence_review.importers.mail.mapi_signed import signed
from evidence_review.importers.mail.mapi_values import Key, Properties
from evidence_review.importers.plugin import Clock
from evidence_review.importers.text.email_headers import first, moment, raw_headers, shown

_DEEPEST = 10
_TOO_DEEP = "A message inside a message inside others, too deep to be read, is kept as an attachment only."
_LOCKED = "This message is encrypted; its content could not be read. Ask the supplier for it in the clear."
_CLASS, _HEADERS, _SUBMITTED, _DELIVERED, _CREATED = 0x001A, 0x007D, 0x0039, 0x0E06, 0x3007
_TAKEN: frozenset[Key] = BODIES | {0x0037, _HEADERS}
_KINDS = (
    ("ipm.appointment", ItemKind.CALENDAR), ("ipm.ole.class", ItemKind.CALENDAR), ("ipm.contact", ItemKind.CONTACT),
    ("ipm.distlist", ItemKind.CONTACT), ("ipm.abchperson", ItemKind.CONTACT), ("ipm.stickynote", ItemKind.NOTE),
    ("ipm.taskrequest", ItemKind.EMAIL), ("ipm.task", ItemKind.NOTE), ("ipm.activity", ItemKind.RECORD),
    ("ipm.note", ItemKind.EMAIL), ("ipm.post", ItemKind.EMAIL), ("ipm.schedule", ItemKind.EMAIL), ("ipm.microsoft", ItemKind.EMAIL),
    ("ipm.sharing", ItemKind.EMAIL), ("ipm.recall", ItemKind.EMAIL), ("ipm.outlook.recall", ItemKind.EMAIL), ("report.", ItemKind.EMAIL),
)  # fmt: skip


def kind_of(found: Properties) -> ItemKind:
    """By message class; one that is not known is mail where it was sent or received, else a record."""
    stated = found.text(_CLASS).strip().lower()
    for start, kind in _KINDS:
        if stated.startswith(start):
            return kind
    mail = not stated or found.time(_SUBMITTED, _DELIVERED) is not None or bool(found.text(_HEADERS))
    return ItemKind.EMAIL if mail else ItemKind.RECORD


@dataclass(slots=True)
class Desk:
    """Makes the items of one source, numbered in the order they come; `threads` may be shared with the
    messages around them."""

    options: ReadOptions
    threads: Threads = field(default_factory=Threads)
    count: int = 0

    def items(
        self,
        message: Outlook,
        locator: str,
        more: tuple[tuple[str, str], ...] = (),
        deleted: str | None = None,
        depth: int = 0,
    ) -> Iterator[Item | Problem]:
        """The object, then what could not be read of it, then the messages inside it. `more` goes to
        `Item.extra`."""
        files = attached(message, locator)
        inside = signed(files, locator) if "multipartsigned" in message.found.text(_CLASS).lower() else ""
        yield self._item(message, files, locator, more, deleted, inside)
        yield from (
            Problem(locator, ProblemKind.PARTLY_READ, reason)
            for reason in dict.fromkeys((*message.problems, *_locked(message)))
        )
        yield from files.problems
        for where, inner in files.inner:
            if depth >= _DEEPEST:
                yield Problem(where, ProblemKind.PARTLY_READ, _TOO_DEEP)
            else:
                yield from self.items(inner, where, (), deleted, depth + 1)

    def _item(
        self,
        message: Outlook,
        files: Files,
        locator: str,
        more: tuple[tuple[str, str], ...],
        deleted: str | None,
        inside: str,
    ) -> Item:
        self.count += 1
        found, kind = message.found, kind_of(message.found)
        headers, subject, words = headers_of(found), subject_of(found), words_of(found)
        if words.problem:
            message.problems.append(words.problem)
        sent_by = marked(senders(found, headers), self.options)
        sent_to = marked(recipients(message, headers), self.options)
        thread, way = "", Direction.UNKNOWN
        if kind is ItemKind.EMAIL:
            thread = self.threads.of(_ids(found, headers), subject, _conversation(found))
            way = direction(sent_by, sent_to, self.options)
        return Item(
            locator=locator,
            kind=kind,
            text="\n\n".join(filter(None, (_head(found, subject, kind), words.text or inside))),
            thread=thread or locator,
            position=self.count,
            sender=next(iter(sent_by), None),
            recipients=tuple(dict.fromkeys((*sent_by[1:], *sent_to))),
            sent=_when(found, headers, kind, Clock(self.options.zone)),
            direction=way,
            app="Outlook",
            thread_title=subject,
            attachments=tuple(files.attachments),
            deleted_as_reported=deleted,
            extra=(
                *more,
                *(("header/" + key, shown(value)) for key, value in headers),
                *extra(found, _TAKEN),
                *words.extra,
            ),
        )


def _head(found: Properties, subject: str, kind: ItemKind) -> str:
    """What stands above the words: the subject and the place, or the lines of a contact."""
    beside = _contact_lines(found) if kind is ItemKind.CONTACT else (found.text(PLACE),)
    return "\n".join(dict.fromkeys(filter(None, (subject, *beside))))


def headers_of(found: Properties) -> list[tuple[str, str]]:
    """The header lines that a message came with, as (name, value)."""
    text = found.text(_HEADERS).lstrip("\r\n \t")
    if text.lower().startswith("microsoft mail internet headers"):
        text = text.partition("\n")[2]
    try:
        return raw_headers(HeaderParser(policy=compat32).parsestr(text)) if text else []
    except Exception:  # noqa: BLE001  the standard parser trips over some hostile lines
        return [("as written", text)]


def _ids(found: Properties, headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What it says of itself and of the messages it answers, as header lines."""
    own = (("Message-ID", 0x1035), ("References", 0x1039), ("In-Reply-To", 0x1042))
    return [(label, first(headers, label) or found.text(key)) for label, key in own]


def _conversation(found: Properties) -> str:
    """The first 22 bytes of the conversation index name the conversation (MS-OXOMSG 2.2.1.3); those after,
    the answers in it."""
    index = found.data(0x0071)
    return index[:22].hex() if len(index) >= 22 and index[0] == 1 and any(index[6:22]) else ""


def _when(found: Properties, headers: list[tuple[str, str]], kind: ItemKind, clock: Clock) -> Moment | None:
    if kind is ItemKind.CONTACT:
        return None
    if kind is ItemKind.CALENDAR:
        return found.time(START, 0x0060, COMMON_START, _CREATED)
    stated = moment(first(headers, "Date"), clock)
    if stated and stated.utc:
        return stated
    sent = found.time(_SUBMITTED, _DELIVERED, 0x0032)
    return sent or stated or (None if kind is ItemKind.EMAIL else found.time(LOG_START, _CREATED, 0x3008))


def _contact_lines(found: Properties) -> Iterator[str]:
    for key, label in CONTACT:
        value = found.values.get(key)
        words = written(value).strip() if value is not None else ""
        if words and label == name(key):
            yield words
        elif words:
            yield f"{label}: {words}"


def _locked(message: Outlook) -> Iterator[str]:
    stated = message.found.text(_CLASS).lower()
    if ("smime" in stated and "multipartsigned" not in stated) or "rpmsg" in stated:
        yield _LOCKED

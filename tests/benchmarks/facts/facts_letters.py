"""Facts of mail, calendars and address cards, as other programs tell them.

letters: messages (.eml, .msg), messages inside them too; of a mailbox those that `mailbox` finds, one where
there is none (a letter without a "From " line), and those attached to them. Of a PST the items that readpst
writes. subject, sender, date: of the first message: its words, its address in small letters, its instant
(UTC) or, without offset, its reading. files: parts that are neither words of the message nor containers, and
every part with a name; messages inside count. Of a TNEF file those that tnefparse finds; of an .msg file
those that extract-msg finds. entries, summaries: VEVENT, VTODO and VJOURNAL of a calendar; their summaries,
sorted. cards, names: VCARD of a file; their formatted names (FN), sorted.
"""

import email
import email.policy
import mailbox
from datetime import UTC
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path
from typing import Any

type Facts = dict[str, Any]
_WORDS = frozenset(("text/plain", "text/html", "text/enriched", "text/richtext", "text/markdown"))


def eml(path: Path) -> Facts:
    """By the standard library's email."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    if not {"from", "to", "date", "subject", "received", "message-id"} & {name.lower() for name in message}:
        return {}
    return {"letters": 1 + _inside(message), **_heads(message), "files": _files(message)}


def _inside(message: Message) -> int:
    return sum(part.get_content_type() == "message/rfc822" for part in message.walk() if part is not message)


def _heads(message: Message) -> Facts:
    subject, sender, date = (str(message.get(name) or "") for name in ("Subject", "From", "Date"))
    facts: Facts = {"subject": " ".join(subject.split()) or None, "date": stamp(date)}
    if "\ufffd" in subject:  # bytes that the other program could not read
        del facts["subject"]
    addresses = [address.lower() for _, address in getaddresses([sender]) if "@" in address]
    facts["sender"] = addresses[0] if addresses else None
    return facts


def stamp(date: str) -> str | None:
    """The instant of an e-mail date in ISO, ending in Z, or its reading where it states no offset. RFC 5322:
    -0000 is UTC, said by one who does not know where."""
    try:
        when = parsedate_to_datetime(date)
    except (TypeError, ValueError, IndexError):
        return None
    if when.tzinfo is None and "-0000" in date:
        when = when.replace(tzinfo=UTC)
    return (
        when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        if when.tzinfo
        else when.strftime("%Y-%m-%dT%H:%M:%S")
    )


def _files(message: Message) -> int:
    count = 0
    for part in message.walk():
        if part is message and not part.is_multipart() and not part.get_filename():
            count += part.get_content_maintype() != "text"
        elif part.get_content_type() == "message/rfc822":
            count += 1
        elif not part.is_multipart():
            words = part.get_content_type() in _WORDS and part.get_content_disposition() != "attachment"
            count += bool(part.get_filename()) or not words
    return count


def mbox(path: Path) -> Facts:
    """By the standard library's mailbox."""
    box = mailbox.mbox(str(path), create=False)
    messages = list(box)
    if not messages:
        return eml(path)
    return {"letters": len(messages) + sum(_inside(one) for one in messages)}


def msg(path: Path) -> Facts:
    """By extract-msg; one that is a letter under this ending as such."""
    import extract_msg

    if path.read_bytes()[:4] != b"\xd0\xcf\x11\xe0":
        return eml(path)

    with extract_msg.openMsg(str(path)) as message:
        date = getattr(message, "date", None)
        sender = [
            address.lower()
            for _, address in getaddresses([str(getattr(message, "sender", "") or "")])
            if "@" in address
        ]
        return {
            "subject": " ".join(str(getattr(message, "subject", "") or "").replace("\0", "").split()) or None,
            "date": date.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if date and date.tzinfo else None,
            "sender": sender[0] if sender else None,
            "files": len(getattr(message, "attachments", [])),
        }


def pst(path: Path) -> Facts:
    """By readpst: the messages that it writes into one file each."""
    import tempfile

    from facts_told import run

    with tempfile.TemporaryDirectory() as folder:
        if run("readpst", "-D", "-e", "-o", folder, str(path)) is None:
            return {}
        return {"letters": sum(one.suffix == ".eml" for one in Path(folder).rglob("*"))}


def tnef(path: Path) -> Facts:
    """By tnefparse."""
    from tnefparse import TNEF

    return {"files": len(TNEF(path.read_bytes()).attachments)}


def calendar(path: Path) -> Facts:
    """By icalendar."""
    from icalendar import Calendar

    every = [part for one in Calendar.from_ical(path.read_bytes(), multiple=True) for part in one.walk()]
    entries = [part for part in every if part.name in {"VEVENT", "VTODO", "VJOURNAL"}]
    if not entries:
        return {"entries": 0} if every else {}
    return {
        "entries": len(entries),
        "summaries": sorted(" ".join(str(one["SUMMARY"]).split()) for one in entries if one.get("SUMMARY")),
    }


def cards(path: Path) -> Facts:
    """By vobject."""
    import vobject

    found = [one for one in vobject.readComponents(path.read_text("utf-8")) if one.name == "VCARD"]
    names = [" ".join(str(one.fn.value).split()) for one in found if hasattr(one, "fn")]
    return {"cards": len(found), "names": sorted(name for name in names if name)}


LETTERS = {
    "eml": eml, "emlx": eml, "mbox": mbox, "mbx": mbox, "msg": msg, "pst": pst, "ost": pst, "tnef": tnef, "dat": tnef,
    "ics": calendar, "ical": calendar, "vcs": calendar, "vcf": cards, "vcard": cards,
}  # fmt: skip

"""Contacts as vCard files (.vcf), versions 2.1, 3.0 and 4.0, one card or an address book
(reference/formats.md 3.15).

Each BEGIN:VCARD is one contact, whatever follows. What a card says is its text, line by line; the grammar of
lines is in content_lines.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from evidence_review.domain.evidence import Attachment, Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.domain.people import Party, person_key
from evidence_review.importers.cards.content_faults import Entries
from evidence_review.importers.markup.content_lines import Line, lines, parts, starts_with, unescaped
from evidence_review.importers.plugin import About, Importer, attach, head, hole_in
from evidence_review.importers.tally import Unknown, tallied

_LABELS = {
    "FN": "Name", "N": "Name parts", "NICKNAME": "Nickname", "TEL": "Phone", "EMAIL": "E-mail", "ADR": "Address", "LABEL": "Address label",
    "ORG": "Organisation", "TITLE": "Title", "ROLE": "Role", "BDAY": "Birthday", "ANNIVERSARY": "Anniversary", "NOTE": "Note", "URL": "Web",
    "IMPP": "Messenger", "RELATED": "Related", "GENDER": "Gender", "CATEGORIES": "Categories", "GEO": "Place", "SOCIALPROFILE": "Profile",
    "X-SOCIALPROFILE": "Profile", "X-SKYPE": "Skype", "X-SKYPE-USERNAME": "Skype", "X-AIM": "AIM", "X-MSN": "MSN", "X-ICQ": "ICQ",
    "X-JABBER": "Jabber", "X-GOOGLE-TALK": "Google Talk", "X-YAHOO": "Yahoo", "X-QQ": "QQ", "X-ABDATE": "Date",
    "X-ABRELATEDNAMES": "Related", "X-SIP": "SIP", "X-GENDER": "Gender", "X-SPOUSE": "Spouse", "X-ANNIVERSARY": "Anniversary",
    "X-ANDROID-CUSTOM": "Other", "X-PHONETIC-FIRST-NAME": "First name as spoken", "X-PHONETIC-LAST-NAME": "Last name as spoken",
    "X-MAIDENNAME": "Maiden name", "AGENT": "Agent", "MAILER": "Mailer", "TZ": "Time zone", "LANG": "Language", "FBURL": "Web",
    "CALURI": "Web", "CALADRURI": "Web", "BIRTHPLACE": "Born in", "DEATHPLACE": "Died in", "DEATHDATE": "Died", "MEMBER": "Member",
    "EXPERTISE": "Expertise", "HOBBY": "Hobby", "INTEREST": "Interest",
}  # fmt: skip
_KEPT = frozenset({
    "VERSION", "PRODID", "UID", "REV", "CLASS", "SORT-STRING", "PROFILE", "SOURCE", "NAME", "KIND", "CLIENTPIDMAP", "XML", "X-ABLABEL",
    "X-ABADR", "X-ABUID", "X-ABSHOWAS", "X-IMAGETYPE", "X-IMAGEHASH", "X-SHARED-PHOTO-DISPLAY-PREF", "X-EVOLUTION-FILE-AS", "X-ADDRESSBOOKSERVER-KIND",
    "X-ADDRESSBOOKSERVER-MEMBER", "X-MOZILLA-HTML", "X-CLASS", "X-ACCOUNT", "X-GROUP-MEMBERSHIP", "X-FILE-AS", "X-ABCROP-RECTANGLE",
})  # fmt: skip
_BINARY = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
_KNOWN = _KEPT | _BINARY | _LABELS.keys()
_STRUCTURED = frozenset({"N", "ADR", "ORG", "GENDER", "X-ANDROID-CUSTOM"})
_DATA = re.compile(r"data:([^;,]*)((?:;[^;,]*)*),(.*)", re.DOTALL | re.IGNORECASE)
_ENDINGS = {
    "JPEG": "jpg", "JPG": "jpg", "PNG": "png", "GIF": "gif", "BMP": "bmp", "WEBP": "webp", "HEIC": "heic",
    "WAVE": "wav",
}  # fmt: skip
_OUTSIDE = "lines stand outside any card and were left out. Check the file if this is unexpected."
_UNSURE = "lines are in no certain character set; Windows-1252 was used. Check the preview."
_LATER = re.compile(
    rb"^BEGIN:VCARD[ \t]*\r?$.*?^END:VCARD[ \t]*\r?$", re.MULTILINE | re.IGNORECASE | re.DOTALL
)
_HEADLESS = (
    "This file does not begin with a card: the beginning of it may be missing. What stands before the "
    "first card was kept as it is. Ask for a fresh copy."
)
_BROKEN = "This card breaks off or has no END line. What it says was kept. Ask for a fresh copy."
_BAD_DATA = (
    "A picture, sound or key in this card is damaged (base64). It has not been looked at; the card was kept."
)


@dataclass(slots=True)
class _Card:
    """One card while its lines come in."""

    number: int
    line: int
    body: list[Line] = field(default_factory=list)


def recognises(path: Path) -> bool:
    """Whether the first line that is not empty begins a card, or a whole one follows in a file whose name
    says that it holds cards."""
    if not path.is_file():
        return False
    return starts_with(path, "VCARD") or (
        path.suffix.lower() in {".vcf", ".vcard"} and _LATER.search(head(path, 65_536)) is not None
    )


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """A CONTACT for each card in the order of the file, its pictures attached; damaged cards as far as they
    go, marked."""
    yield from tallied(
        chain(hole_in(path, "file"), _values(path, options)),
        "No card was found in this file. Check that it is whole.",
    )


def _values(path: Path, options: ReadOptions) -> Iterator[Item | Problem | Declared]:
    unknown, outside, unsure, faults = Unknown(), 0, 0, Entries("VCARD")
    before = list[Line]() if not starts_with(path, "VCARD") else None
    for each in _cards(path):
        if isinstance(each, Line):
            outside += before is None
            _ = before is not None and before.append(each)
            continue
        card, whole = each
        if before is not None:
            yield from _before(before)
            before = None
        unsure += sum(not line.certain for line in card.body)
        yield from _made(card, options, unknown)
        if not whole:
            yield Problem(_locator(card), ProblemKind.PARTLY_READ, _BROKEN)
        yield from faults.add(_locator(card), card.body)
    yield from faults.problems()
    if outside:
        yield Problem("file", ProblemKind.SKIPPED, f"{outside} {_OUTSIDE}")
    if unsure:
        yield Problem("file", ProblemKind.SOURCE_FLAG, f"{unsure} {_UNSURE}")
    yield from unknown.problems()


def _before(lines_before: list[Line]) -> Iterator[Item | Problem]:
    """What stands before the first card of a file that does not begin with one: the rest of a card, or words
    of somebody's own."""
    said = [": ".join(part for part in (line.name, unescaped(line.value)) if part) for line in lines_before]
    yield Item("line 1", ItemKind.RECORD, "\n".join(said), "before the first card", 0)
    yield Problem("line 1", ProblemKind.PARTLY_READ, _HEADLESS, 0)


def _cards(path: Path) -> Iterator[tuple[_Card, bool] | Line]:
    """Each card with whether it ended, and each line outside one. A card inside AGENT is a card of its
    own."""
    opened, count = list[_Card](), 0
    for line in lines(path):
        mark = line.name, line.value.strip().upper()
        if mark == ("BEGIN", "VCARD"):
            if opened and not _expects_card(opened[-1]):
                yield opened.pop(), False
            count += 1
            opened.append(_Card(count, line.number))
        elif opened and mark == ("END", "VCARD"):
            yield opened.pop(), True
        elif opened:
            opened[-1].body.append(_in_letters(line))
        else:
            yield line
    for card in reversed(opened):
        yield card, False


def _in_letters(line: Line) -> Line:
    """A line of words whose values are written as base64, as some phones write names and addresses of other
    alphabets, with them in letters."""
    if not line.is_base64 or line.name in _BINARY:
        return line
    values = [_letters(value.strip()) for value in line.value.split(";")]
    return line if None in values else replace(line, value=";".join(value or "" for value in values))


def _letters(value: str) -> str | None:
    """The words that base64 stands for, their semicolons escaped; None where they are none."""
    try:
        text = base64.b64decode(value, validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return None
    return (
        text.replace("\\", "\\\\").replace(";", "\\;")
        if text.replace("\n", "").replace("\r", "").isprintable()
        else None
    )


def _expects_card(card: _Card) -> bool:
    return bool(card.body) and card.body[-1].name == "AGENT" and not card.body[-1].value.strip()


def _locator(card: _Card) -> str:
    return f"card {card.number} (line {card.line})"


def _made(card: _Card, options: ReadOptions, unknown: Unknown) -> Iterator[Item | Problem]:
    locator, labels = _locator(card), _labels_by_group(card)
    attachments, said, extra = list[Attachment](), list[str](), list[tuple[str, str]]()
    problems = list[Problem]()
    for line in card.body:
        if line.name in _BINARY and _holds_data(line):
            attachment, sound = _attachment(line, len(attachments) + 1)
            attachments.append(attachment)
            problems += [] if sound else [Problem(locator, ProblemKind.PARTLY_READ, _BAD_DATA)]
        elif _is_shown(line, card):
            said.append(f"{_label(line, labels)}: {_plain(line)}")
        else:
            extra.append((line.name or "line that is no property", _plain(line)))
            if line.name not in _KNOWN:
                unknown.add("card property", line.name or "(none)", locator)
    yield Item(
        locator=locator,
        kind=ItemKind.CONTACT,
        text="\n".join(said) or None,
        thread="contacts",
        position=card.number,
        recipients=_people(card, options),
        attachments=tuple(attachments),
        extra=tuple(extra),
    )
    yield from problems


def _labels_by_group(card: _Card) -> dict[str, str]:
    """The labels that the person herself gave to numbers and addresses, by their groups."""
    return {line.group: unescaped(line.value) for line in card.body if line.name == "X-ABLABEL"}


def _is_shown(line: Line, card: _Card) -> bool:
    """Whether a line is among the words of a card; the parts of a name are not where the whole name is."""
    return line.name in _LABELS and not (line.name == "N" and _name(card, "FN"))


def _holds_data(line: Line) -> bool:
    """Whether a picture is in the line itself; some programs do not say that it is base64."""
    return (
        line.is_base64
        or _DATA.match(line.value) is not None
        or re.fullmatch(r"[A-Za-z0-9+/\s]{200,}={0,2}\s*", line.value) is not None
    )


def _people(card: _Card, options: ReadOptions) -> tuple[Party, ...]:
    """The person of the card, once for each number and address by which she may be known."""
    names = (_name(card, key) for key in ("FN", "N", "NICKNAME", "ORG"))
    name = next(filter(None, names), None)
    written = [_plain(line).strip() for line in card.body if line.name in {"TEL", "EMAIL"}]
    mine = {person_key(word) for word in (options.owner, *options.also_owner) if word}
    found = [
        Party(each, name, person_key(each) in mine, "contact") for each in dict.fromkeys(written) if each
    ]
    return tuple(found) or ((Party(None, name, person_key(name) in mine, "contact"),) if name else ())


def _name(card: _Card, key: str) -> str:
    return next((text for line in card.body if line.name == key and (text := _plain(line).strip())), "")


def _plain(line: Line) -> str:
    """A value as a person writes it: names in order, addresses with commas, numbers without `tel:`."""
    if line.name == "N":
        family, given, more, before, *after = [*parts(line.value), "", "", "", ""]
        return " ".join(word.strip() for word in (before, given, more, family, *after) if word.strip())
    if line.name in _STRUCTURED:
        return ", ".join(word.strip() for word in parts(line.value) if word.strip())
    text = unescaped(line.value)
    return (
        re.sub(r"^(?:tel|mailto|xmpp|sip|skype):", "", text, flags=re.IGNORECASE)
        if line.name in {"TEL", "EMAIL"}
        else text
    )


def _label(line: Line, labels: dict[str, str]) -> str:
    own = re.sub(r"^_?\$!<(.*)>!\$_?$", r"\1", labels.get(line.group, "")) if line.group else ""
    words = (
        [own] if own else [word.lower() for word in line.types() if word not in {"PREF", "INTERNET", "VOICE"}]
    )
    return f"{_LABELS[line.name]} ({', '.join(words)})" if words else _LABELS[line.name]


def _attachment(line: Line, number: int) -> tuple[Attachment, bool]:
    """The bytes in a line, and whether they are sound."""
    inline = _DATA.match(line.value)
    media = (inline[1] if inline else line.param("MEDIATYPE")) or ""
    name = f"{line.name.lower()} {number}.{_ending(line, media)}"
    written = re.sub(r"\s+", "", inline[3] if inline else line.value).replace("\\", "")
    try:
        data = base64.b64decode(
            written + "=" * (-len(written) % 4 if "=" not in written else 0), validate=True
        )
    except (binascii.Error, ValueError):
        return Attachment(name, media), False
    return attach(name, (data,), claimed_type=media), True


def _ending(line: Line, media: str) -> str:
    """What the name of a file ends with, by its type."""
    named = (word.rpartition("/")[2] for word in line.types() if word != "PREF")
    kind = media.rpartition("/")[2].upper() or next(named, "")
    return _ENDINGS.get(kind, kind.lower() if kind.isalnum() and len(kind) < 6 else "bin")


IMPORTER = Importer(
    "vCard contacts",
    "1",
    recognises,
    read,
    about=About(
        "vCard (.vcf)",
        (
            "2.1 (quoted-printable, character sets), 3.0 and 4.0, from Android, iOS, Outlook, Google "
            "and Nokia phones"
        ),
        (
            "every card as a contact: names, numbers, addresses, notes; pictures, sounds and keys as "
            "attachments; labels of groups"
        ),
        "pictures that are only named by a web address are not fetched",
        "a card without an END line is kept and marked; lines that are no property are kept with the card",
    ),
)

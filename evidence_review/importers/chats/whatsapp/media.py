"""Files that a WhatsApp chat names: found in the zip or in the folder beside the text, or missing."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from evidence_review.domain.evidence import Attachment
from evidence_review.importers.chats.whatsapp import words
from evidence_review.importers.chats.whatsapp.lines import MARKS, Entry
from evidence_review.importers.packed.archives import Archive
from evidence_review.importers.plugin import attach, file_chunks, media_type

_NAME = r"[^<>\n:|?*\"\\/]{1,200}\.[A-Za-z0-9]{1,8}"
_IN_BRACKETS = re.compile(
    rf"(?P<mark>[\u200e\u200f]?)<(?P<words>[^<>:：\n]{{0,40}})[:：][ \u00a0\u202f]*(?P<name>{_NAME})>"
)
_NAME_FIRST = re.compile(rf"(?P<mark>[\u200e\u200f]?)<(?P<name>{_NAME}) [^<>:\n]{{2,40}}>")
_EXPORTER = re.compile(r"<(?:media file in (?P<name>[^\n]{1,1000})|The media is missing)>(?=\s|\Z)")
"""As WhatsApp-Chat-Exporter writes a file in its text form: its place on the phone, and the caption on the
next line."""
_IN_PARENTHESES = re.compile(
    rf"(?P<mark>[\u200e\u200f]?)(?P<name>{_NAME})[ \u00a0]?[(（](?P<words>[^()（）\n]{{2,"
    rf"40}})[)）][{MARKS}]*(?=\n|$)"
)
_DOCUMENT = re.compile(
    rf"[{MARKS}]*[^\n\u200e]{{1,200}}\.\w{{1,8}}[^\n]{{0,40}}[\u200e\u200f][^\n<>]{{3,60}}"
)
_PLACEHOLDER = re.compile(rf"[{MARKS}]*<[^<>\n:/@.]{{3,60}}>[{MARKS}]*(?=\n|$)")
_PHONE_NAME = re.compile(
    r"\d{8}-(?=.*\.\w)|\d{5,10}-[A-Z]+-\d{4}-\d\d-\d\d|(?:IMG|VID|AUD|PTT|DOC|STK|GIF)-\d{8}-WA\d{4,}"
)
_OTHER_WORDS: tuple[Callable[[str], object], ...] = (
    words.DELETED.search, words.CODE_CHANGED.search, words.ENCRYPTION.search, words.CALL.match,
    re.compile("://").search,
)  # fmt: skip
"""What else the app says in a few words under a name."""
_DATED = re.compile(r"(?:-|^)(20\d\d)-?([01]\d)-?([0-3]\d)(?=-)")


@dataclass(frozen=True, slots=True)
class Media:
    """The files that one message names; `left_out` where the export says only that there was one."""

    names: tuple[str, ...] = ()
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Supply:
    """The files that came with a chat, by folded base name: where each lies, and how to read it piece by
    piece."""

    files: Mapping[str, tuple[str, Callable[[], Iterator[bytes]]]]

    def has(self, name: str) -> bool:
        """Whether a file of this name came with the chat."""
        return _key(name) in self.files

    def place(self, name: str) -> str:
        """Where the file of this name lies; empty where it was not supplied."""
        return self.files[_key(name)][0] if self.has(name) else ""

    def attachment(self, name: str) -> Attachment:
        """The file of this name; without data where it was not supplied. DamagedMember where it cannot be
        read."""
        if not self.has(name):
            return Attachment(name, media_type(name))
        member, chunks = self.files[_key(name)]
        return attach(name, chunks(), member)


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", PurePosixPath(name).name.strip(MARKS)).casefold()


def beside(path: Path, text: str) -> Supply:
    """The files in the folder of a chat's text, and those below it that the text names by their place; links
    left alone."""
    try:
        files = [
            file
            for file in sorted(path.parent.iterdir())
            if file != path and file.is_file() and not file.is_symlink()
        ]
    except OSError:
        files = []
    files = [*below(path, text), *files]
    return Supply(
        {
            _key(file.name): (file.relative_to(path.parent).as_posix(), lambda file=file: file_chunks(file))
            for file in reversed(files)
        }
    )


def below(path: Path, text: str) -> Iterator[Path]:
    """The files in folders beside a text that it names by their place there, as WhatsApp-Chat-Exporter does;
    none outside, none by a link."""
    root = path.parent.resolve()
    for found in _EXPORTER.finditer(text):
        parts = PurePosixPath((found["name"] or "").removesuffix(">")).parts
        if len(parts) < 2 or ".." in parts or parts[0] == "/":
            continue
        with suppress(OSError, ValueError):  # a name that no disk takes
            place = path.parent.joinpath(*parts)
            if place.is_file() and not place.is_symlink() and place.resolve().is_relative_to(root):
                yield place


def inside(archive: Archive, folder: str) -> Supply:
    """The files of an archive; those in the chat's own folder come before others of the same name."""
    ordered = sorted(
        archive.members.values(), key=lambda member: str(PurePosixPath(member.name).parent) == folder
    )
    return Supply(
        {_key(member.name): (member.name, lambda member=member: archive.chunks(member)) for member in ordered}
    )


def media_of(entry: Entry, supply: Supply, usual: frozenset[str]) -> Media:
    """What a message says of files. `usual` are placeholders that recur in this chat (for languages without a
    word list)."""
    exported = _EXPORTER.match(entry.body)
    if exported:
        return Media((exported["name"],)) if exported["name"] else Media(left_out="The media is missing")
    named = [
        found["name"].strip(MARKS)
        for pattern in (_IN_BRACKETS, _NAME_FIRST)
        for found in pattern.finditer(entry.body)
        if _is_file(found, supply)
    ]
    first = _IN_PARENTHESES.match(entry.body)
    if first and _is_file(first, supply) and (not entry.head.brackets or _is_named_by_phone(first)):
        named.append(first["name"].strip(MARKS))
    return Media(tuple(dict.fromkeys(named))) if named else Media(left_out=_left_out(entry, usual))


def _is_file(found: re.Match[str], supply: Supply) -> bool:
    """Whether what has the form of a file's name is one: the app marks it, or it sounds like one."""
    said = found.groupdict().get("words", "")
    return bool(
        found["mark"]
        or _PHONE_NAME.match(found["name"])
        or words.FILE_ATTACHED.search(said.casefold())
        or supply.has(found["name"])
    )


def _is_named_by_phone(first: re.Match[str]) -> bool:
    """Whether a file in the words of Android is named as phones name files: behind the stamp of an iPhone
    these words may be a person's."""
    return (
        _PHONE_NAME.match(first["name"].strip(MARKS)) is not None
        and words.FILE_ATTACHED.search(first["words"].casefold()) is not None
    )


def _left_out(entry: Entry, usual: frozenset[str]) -> str:
    line = entry.body.split("\n", 1)[0].strip(MARKS)
    if not entry.head.brackets:
        return _left_out_behind_dash(entry, line, usual)
    if words.is_left_out(line):
        is_marked = entry.by_app or entry.head.marked or "\u200e" in entry.body
        return line if is_marked and entry.sender is not None else ""
    if entry.head.marked and _DOCUMENT.fullmatch(entry.body):
        return line
    return line if _stands_for_file(entry, line) else ""


def _stands_for_file(entry: Entry, line: str) -> bool:
    """Whether short words of the app under a name stand for a file, and for nothing else that it says so."""
    if entry.sender is None or not entry.by_app or len(line) >= 80:
        return False
    folded = line.casefold()
    if not entry.head.marked and not words.LEFT_OUT.search(folded):
        return False
    if words.is_deleted(line) or words.is_missed_call(line) or any(said(folded) for said in _OTHER_WORDS):
        return False
    # some phones put the mark before notices too
    return not words.EVENT.search(folded) or words.LEFT_OUT.search(folded) is not None


def _left_out_behind_dash(entry: Entry, line: str, usual: frozenset[str]) -> str:
    if line.startswith("<") and words.is_left_out(line):
        return line.strip("<>").strip()
    found = placeholder(entry)
    if not found:
        return ""
    known = words.is_left_out(found) or words.LEFT_OUT.search(line.casefold()) or found in usual
    return found.strip("<>") if known else ""


def placeholder(entry: Entry) -> str:
    """Words in angle brackets that stand alone in the first line of a message, without marks; else empty."""
    found = _PLACEHOLDER.match(entry.body)
    return found[0].strip(MARKS) if found and not entry.head.brackets else ""


def day_in_name(name: str) -> date | None:
    """The day that a phone put into the name of a picture it sent: IMG-20250131-WA0001,
    00000012-PHOTO-2025-01-31-…."""
    found = _DATED.search(name) if _PHONE_NAME.match(name) else None
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None

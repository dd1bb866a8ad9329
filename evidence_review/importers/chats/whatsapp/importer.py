"""WhatsApp text exports: iOS and Android, .txt or .zip, in any language (reference/formats.md 3.4).

The grammar is in `lines`, times in `stamps`, files in `media`, people in `people`.
"""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Item, Problem, Read, ReadOptions, Tally
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.chats.whatsapp import media as whatsapp_media
from evidence_review.importers.chats.whatsapp import words as whatsapp_words
from evidence_review.importers.chats.whatsapp.items import APP, conversation, items, remarks
from evidence_review.importers.chats.whatsapp.lines import Head, head_of
from evidence_review.importers.packed.archives import Archive, DamagedMember, Member, open_archive
from evidence_review.importers.plugin import (
    About,
    Importer,
    attach,
    decode_text,
    encoding_remark,
    head,
    media_type,
)
from evidence_review.importers.text import broken_ends

_LARGEST = 256 << 20
_SNIFF = 16_384
_TOO_LARGE = (
    "This chat is larger than can be read here. Nothing in it has been reviewed. Ask for it in parts."
)
_ENDS_EARLY = "This chat is damaged and ends early. What came before was read."
_NO_CHAT = (
    "No WhatsApp chat was found in this file. Nothing in it has been reviewed. Ask for the export with "
    "its text file."
)
_KINDS = {"image": ItemKind.IMAGE, "video": ItemKind.VIDEO, "audio": ItemKind.AUDIO}

_MANY = 5
"""Lines with a stamp among the first that make a chat of a text whose first line has none."""


_SPOKEN = re.compile(r"[^\n]{1,60}?:[ \u00a0\u202f\u200e\u200f]")
_SKYPE = re.compile(r"\[[^\]\n]{8,30} \| (?:Edited|Removed) \d{1,2}:\d\d")
"""How Skype marks a message that was changed, inside the brackets of a stamp that is WhatsApp's otherwise."""


def recognises(path: Path) -> bool:
    """Whether the bytes begin like an exported chat, or are a zip that holds one."""
    start = head(path, _SNIFF)
    if not start.startswith(b"PK"):
        return _looks_like_chat(start, path.name)
    try:
        with open_archive(path) as archive:
            return _is_export(archive)
    except (UnreadableExport, OSError):
        return False


def _is_export(archive: Archive) -> bool:
    """Whether every file lies beside a chat, as in an export of the app; an archive of all sorts is opened as
    one."""
    folders = {str(PurePosixPath(chat.name).parent) for chat in _chats(archive)}
    return bool(folders) and all(
        str(PurePosixPath(name).parent) in folders or _is_shadow(name) for name in archive.members
    )


def _chats(archive: Archive) -> list[Member]:
    texts = [
        member
        for member in archive.members.values()
        if member.name.lower().endswith(".txt") and not _is_shadow(member.name)
    ]
    return [
        member
        for member in texts[:1000]
        if _looks_like_chat(_start_of(archive, member), PurePosixPath(member.name).name)
    ]


def _is_shadow(name: str) -> bool:
    return name.startswith("__MACOSX/") or PurePosixPath(name).name.startswith("._")


def _start_of(archive: Archive, member: Member) -> bytes:
    try:
        return next(archive.chunks(member), b"")[:_SNIFF]
    except DamagedMember:
        return b""


def _looks_like_chat(start: bytes, name: str) -> bool:
    text = decode_text(start).text
    if "\x00" in text:
        return False
    filled = [line.rstrip("\r") for line in text.split("\n") if line.strip()][:60]
    heads = [found for line in filled if (found := head_of(line, 0))]
    if not heads or any(map(_SKYPE.match, filled)):
        return False
    return _is_named_so(name, heads) or (_begins(filled, heads) and _is_talk(filled, heads))


def _is_named_so(name: str, heads: list[Head]) -> bool:
    """Whether the name of the file or the word on encryption says that it is a chat."""
    return re.search(r"whats ?app|^_chat", name, re.IGNORECASE) is not None or any(
        whatsapp_words.ENCRYPTION.search(found.rest.casefold()) for found in heads
    )


def _begins(filled: list[str], heads: list[Head]) -> bool:
    """Whether the text begins as this app begins one."""
    first = head_of(filled[0], 0)
    if first is None and len(heads) >= _MANY and len(heads) * 2 >= len(filled):
        first = heads[0]  # the beginning of the chat was lost, in the middle of a line
    elif first is None and len(filled) > 1 and _is_on_encryption(filled[0]):
        first = head_of(filled[1], 0)  # the word on encryption stands above, without a stamp
    return first is not None and first.style != ":" and first.stamp.shape[0] != "named"


def _is_on_encryption(line: str) -> bool:
    return whatsapp_words.ENCRYPTION.search(" ".join(line.casefold().split())) is not None


def _is_talk(filled: list[str], heads: list[Head]) -> bool:
    """Whether messages stand among the heads, enough of them to be no log of something else."""
    spoken = sum(_SPOKEN.match(found.rest) is not None for found in heads)
    return spoken * 2 >= len(heads) or (spoken > 0 and _all_of_one_phone(filled, heads))


def _all_of_one_phone(lines: list[str], heads: list[Head]) -> bool:
    """Whether every line is stamped as one phone stamps them, with the comma and the dash of this app: then
    notices may outnumber messages."""
    comma = all(re.match(r"[^\n]{6,11}, \d{1,2}:\d\d\b[^\n]{0,6} - ", line) for line in lines)
    return len(heads) == len(lines) and len({found.shape for found in heads}) == 1 and comma


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Items in the order of the chat with their Problems, remarks on the source, and the Tally.

    UnreadableExport where there is no chat, or more than 256 MiB of text in one.
    """
    if head(path, 4).startswith(b"PK"):
        with open_archive(path) as archive:
            yield from _read_archive(path, archive, options)
    else:
        yield from _read_text(path, options)


def _read_text(path: Path, options: ReadOptions) -> Iterator[Read]:
    if path.stat().st_size > _LARGEST:
        raise UnreadableExport(_TOO_LARGE)
    decoded = decode_text(path.read_bytes())
    stem = path.parent.name if path.stem.lower() == "_chat" else path.stem
    talk = conversation(decoded.text, path.name, stem, "", whatsapp_media.beside(path, decoded.text), options)
    if not talk.chat.entries:
        raise UnreadableExport(_NO_CHAT)
    yield from encoding_remark(decoded, "line 1")
    yield from broken_ends.remark(decoded.text, "end")
    yield from remarks(talk)
    yield from items(talk)
    yield Tally(talk.records)


def _read_archive(path: Path, archive: Archive, options: ReadOptions) -> Iterator[Read]:
    chats = _chats(archive)
    if not chats:
        raise UnreadableExport(_NO_CHAT)
    yield from archive.problems
    found, used = len(archive.problems), {member.name for member in chats}
    for member in chats:
        data, fault = _salvaged(archive, member)
        decoded = decode_text(data)
        own = PurePosixPath(member.name)
        supply = whatsapp_media.inside(archive, str(own.parent))
        stem = _stem(path, own, alone=len(chats) == 1)
        talk = conversation(decoded.text, member.name, stem, f"{member.name}:", supply, options)
        if fault:
            yield Problem(f"{member.name}:end", ProblemKind.PARTLY_READ, _ENDS_EARLY)
        yield from encoding_remark(decoded, f"{member.name}:line 1")
        if not fault:
            yield from broken_ends.remark(decoded.text, f"{member.name}:end")
        yield from remarks(talk)
        yield from items(talk)
        found += talk.records
        used |= talk.places()
    rest = [member for member in archive.members.values() if member.name not in used]
    for number, member in enumerate(rest, 1):
        yield from _unnamed(archive, member, number, chats[0].name)
    yield Tally(found + len(rest))


def _stem(path: Path, own: PurePosixPath, *, alone: bool) -> str:
    """The name that may hold the title of a chat in a zip: its own, else that of what it lies in."""
    if own.stem.lower() != "_chat":
        return own.stem
    return path.stem if alone else own.parent.name or path.stem


def _salvaged(archive: Archive, member: Member) -> tuple[bytes, bool]:
    """The text of a member as far as it can be read, and whether it broke off."""
    data = bytearray()
    try:
        for chunk in archive.chunks(member):
            data += chunk
            if len(data) > _LARGEST:
                raise UnreadableExport(_TOO_LARGE)
    except DamagedMember:
        return bytes(data), True
    return bytes(data), False


def _unnamed(archive: Archive, member: Member, number: int, thread: str) -> Iterator[Read]:
    """A file in the zip that no message names: an item of its own, so that it can be looked at."""
    if _is_shadow(member.name):
        yield Problem(
            member.name, ProblemKind.SKIPPED, "A file that macOS adds to every archive was left out.", 1
        )
        return
    name = PurePosixPath(member.name).name
    try:
        attachment = attach(name, archive.chunks(member), member.name)
    except DamagedMember as fault:
        yield Problem(member.name, ProblemKind.NOT_READ, str(fault), 1)
        return
    kind = _KINDS.get(media_type(name).split("/", 1)[0], ItemKind.FILE)
    extra = (("in the chat", "no message names this file"),)
    yield Item(
        member.name,
        kind,
        None,
        thread,
        1_000_000_000 + number,
        app=APP,
        attachments=(attachment,),
        extra=extra,
    )


def companions(path: Path) -> Iterator[Path]:
    """The files beside a chat's text that it names: they belong to the same source."""
    if head(path, 2) == b"PK" or path.stat().st_size > _LARGEST:
        return
    text = decode_text(path.read_bytes()).text
    for file in sorted(path.parent.iterdir()):
        if file != path and file.is_file() and not file.is_symlink() and file.name in text:
            yield file
    yield from dict.fromkeys(whatsapp_media.below(path, text))


IMPORTER = Importer(
    "WhatsApp text export",
    "2",
    recognises,
    read,
    companions,
    About(
        "WhatsApp chats exported as text, from iOS and Android",
        (
            "_chat.txt or WhatsApp Chat with NAME.txt, alone, with its files beside it or in a zip; "
            "since 2012; sentences of the app in about forty languages, stamps of all regions"
        ),
        (
            "messages, senders, files by name, deleted messages, missed calls and notices of the app, "
            "edits as marked; Buddhist, Persian and Japanese years, digits of all scripts"
        ),
        (
            "dates of the Islamic calendar are shown as written; polls and places stay as the text "
            "that the app writes"
        ),
        (
            "no zone and no numbers of people who are saved; day and month may be open (both are "
            "shown); no reactions, no deleted content, nothing viewed once; a chat pasted in exactly "
            "the same form cannot be told from the chat"
        ),
    ),
)

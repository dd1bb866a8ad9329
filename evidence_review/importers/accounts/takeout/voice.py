"""Google Voice in a Takeout: a page for each run of texts, each call and each voicemail, in microformats
(reference/formats.md 3.11).

A page of texts is `.hChatLog` with `.message` (abbr.dt, cite.sender, q, files), a call is `.haudio`
(contributor, abbr.published, abbr.duration). The account holder's name stands in an <abbr>, that of anyone
else in a <span>, whatever the language. Texts and calls with one number are one conversation, ordered by
time, since pages are cut by Google.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path, PurePosixPath
from typing import Any

from evidence_review.domain.evidence import Item, Moment, Problem
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.domain.people import Party
from evidence_review.importers.accounts.account_times import moment_of
from evidence_review.importers.accounts.takeout.download import Download
from evidence_review.importers.accounts.takeout.voice_files import beside, files_of
from evidence_review.importers.markup.html_elements import (
    block_is_whole,
    first,
    has,
    is_whole,
    page,
    words_of,
)
from evidence_review.importers.markup.json_stream import cut_problem
from evidence_review.importers.packed.archives import DamagedMember
from evidence_review.importers.plugin import encoding_remark
from evidence_review.importers.times.epochs import Origin

APP = "Google Voice"
_NOT_READ = "This file could not be read to its end."
_DURATION = re.compile(r"P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?")
_SPELT = re.compile(r"(\d+):(\d\d):(\d\d)")
_NAME = re.compile(r"(.*?)(?: - [^-]+)? - \d{4}-\d\d-\d\dT[\d_:]+Z?(?:\(\d+\))?", re.DOTALL)
_MESSAGE = re.compile(r'<div\s+class="message"')
_WAYS = {
    "placed": Direction.OUTGOING,
    "received": Direction.INCOMING,
    "missed": Direction.INCOMING,
    "voicemail": Direction.INCOMING,
}
_KINDS = (*_WAYS, "recorded")
_ME_TO = re.compile(r"^\S+ \S+\s*\n")


@dataclass(frozen=True, slots=True)
class _Page:
    """One page: its labels, whose account it is, the other people on it, the conversation it belongs to."""

    name: str
    labels: tuple[tuple[str, str], ...]
    deleted: str | None
    owner: Party
    others: tuple[Party, ...]
    thread: str
    title: str


def pages(download: Download, name: str) -> Iterator[Item | Problem]:
    """Everything on one page. A last message that is cut short is left out and counted."""
    data, fault = download.files.tree.read_until_damage(name)
    root, decoded = page(data)
    yield from encoding_remark(decoded, name)
    texts, calls = _blocks(root, "message"), _blocks(root, "haudio")
    whole = is_whole(decoded.text)
    if not whole and texts and not _ends_whole(decoded.text):
        texts.pop()
    if texts or calls:
        about = _about(download, name, root, calls)
        yield from (_text(download, about, number, each) for number, each in enumerate(texts, 1))
        yield from (_call(download, about, number, each) for number, each in enumerate(calls, 1))
    if fault is not None:
        reason = str(fault) if isinstance(fault, DamagedMember) else _NOT_READ
        yield Problem(name, ProblemKind.PARTLY_READ, reason, 1)
    elif not whole:
        yield cut_problem(name)


def _blocks(root: Any | None, kind: str) -> list[Any]:
    return [each for each in root.iter("div") if has(each, kind)] if root is not None else []


def _ends_whole(text: str) -> bool:
    """Whether the last message of a page has its end."""
    starts = [found.start() for found in _MESSAGE.finditer(text)]
    return not starts or block_is_whole(text, starts[-1])


def shown(path: Path) -> Iterator[Path]:
    """The files beside a page that it shows."""
    root, _ = page(path.read_bytes())
    blocks = (
        [each for each in root.iter("div") if has(each, "message") or has(each, "haudio")]
        if root is not None
        else []
    )
    names = dict.fromkeys(name for each in blocks for name in beside(path, each))
    yield from (each for name in names if not (each := path.parent / name).is_symlink())


# ---- people ------------------------------------------------------------------------------------


def _about(download: Download, name: str, root: Any, calls: list[Any]) -> _Page:
    cites = [each for each in root.iter("cite") if has(each, "sender")]
    people = [party for each in (*cites, *calls) if (party := _party(download, each))]
    owner = next((each for each in people if each.is_owner), None) or _owner(download)
    others = _others(download, name, root, people)
    thread = _thread(others, is_group=first(root, "participants") is not None)
    title = ", ".join(map(Party.label, others)) or "no number"
    return _Page(name, tuple(_labels(root)), _deleted(root), owner, others, thread, title)


def _others(download: Download, name: str, root: Any, people: list[Party]) -> tuple[Party, ...]:
    """The people on a page but its owner, each once; of one without a number what the title says."""
    distinct = {each.identifier or each.name: each for each in people if not each.is_owner}
    others = tuple(distinct.values())
    if len(others) > 1 or (others and others[0].identifier is not None):
        return others
    named = _by_title(download, name, root, others[0].name if others else None)
    return (named,) if named else others


def _thread(others: tuple[Party, ...], *, is_group: bool) -> str:
    keys = sorted(each.identifier or each.name or "" for each in others)
    if not keys:
        return "no number"
    return ("group " if is_group or len(keys) > 1 else "") + ", ".join(keys)


def _party(download: Download, element: Any) -> Party | None:
    """The person named in an element: the number of a.tel, the name in .fn; hers is an <abbr>."""
    tel = next((each for each in element.iter("a") if has(each, "tel")), None)
    if tel is None:
        return None
    shown = first(tel, "fn")
    number, name = _number(tel), " ".join(words_of(shown).split()) or None
    if shown is not None and shown.tag == "abbr":
        owner = _owner(download)
        return replace(owner, identifier=number or owner.identifier)
    return Party(number, name, download.owner.is_me(number, name)) if number or name else None


def _number(tel: Any) -> str | None:
    return re.sub(r"^tel:\s*", "", str(tel.get("href") or "")).strip() or None


def _owner(download: Download) -> Party:
    """The account holder by her Google number, where a list of phones gives it; her name only as the person
    importing gives it."""
    said = download.owner.party
    return Party(download.phone or said.identifier, said.name, is_owner=True)


def _by_title(download: Download, name: str, root: Any, known: str | None) -> Party | None:
    """The other person where no message is hers: the name in the title, the number in the name of the
    file."""
    found = _NAME.fullmatch(PurePosixPath(name).stem)
    base = (found[1].strip() if found else "").replace("_", " ")
    number = base if re.fullmatch(r"\+?\d{3,}", base) else None
    shown = known or _name_in_title(root)
    if not shown and not number and not base.startswith("Group Conversation"):
        shown = base
    return download.party(number, shown) if number or shown else None


def _name_in_title(root: Any) -> str:
    """The name that stands behind "Me to" and a line break."""
    element = root if root.find(".//title") is not None else None
    title = "" if element is None else "".join(next(element.iter("title")).itertext())
    return " ".join(_ME_TO.sub("", title.lstrip() + "\n", count=1).split()) if "\n" in title.strip() else ""


# ---- records -----------------------------------------------------------------------------------


def _text(download: Download, about: _Page, number: int, block: Any) -> Item:
    cite = next(block.iter("cite"), None)
    said = [words_of(each) for each in block.iter("q")]
    sender = _party(download, cite) if cite is not None else None
    sent = _sent(download, first(block, "dt"))
    return Item(
        locator=f"{about.name} message {number}",
        kind=ItemKind.MESSAGE,
        text="\n".join(said) if said else None,
        thread=about.thread,
        position=_place(sent, number),
        sender=sender,
        recipients=_recipients(about, sender),
        sent=sent,
        direction=_direction(sender),
        app=APP,
        thread_title=about.title,
        attachments=tuple(files_of(download, about.name, block)),
        deleted_as_reported=about.deleted,
        extra=about.labels,
    )


def _recipients(about: _Page, sender: Party | None) -> tuple[Party, ...]:
    if sender is None:
        return ()
    if sender.is_owner:
        return about.others
    return (*(each for each in about.others if each.identifier != sender.identifier), about.owner)


def _direction(sender: Party | None) -> Direction:
    if sender is None:
        return Direction.UNKNOWN
    return Direction.OUTGOING if sender.is_owner else Direction.INCOMING


def _call(download: Download, about: _Page, number: int, block: Any) -> Item:
    """A call, a voicemail or a recorded call: what was said, as Google wrote it down, is its text."""
    tags = [
        str(each.get("href")).rpartition("#")[2].lower()
        for each in block.iter("a")
        if each.get("rel") == "tag"
    ]
    kind = next((each for each in tags if each in _KINDS), "")
    way = _WAYS.get(kind, Direction.UNKNOWN)
    sent = _sent(download, first(block, "published"))
    outgoing = way is Direction.OUTGOING
    if not kind:
        download.unknown.add("kind of call", " ".join(tags), about.name)
    return Item(
        locator=f"{about.name} call {number}",
        kind=ItemKind.CALL,
        text=_transcript(block),
        thread=about.thread,
        position=_place(sent, number),
        sender=about.owner
        if outgoing
        else next(iter(about.others), None)
        if way is Direction.INCOMING
        else None,
        recipients=(about.owner,) if way is Direction.INCOMING else about.others,
        sent=sent,
        direction=way,
        app=APP,
        thread_title=about.title,
        attachments=tuple(files_of(download, about.name, block)),
        deleted_as_reported=about.deleted,
        extra=(("call", kind or "kind not given"), *_seconds(first(block, "duration")), *about.labels),
    )


def _sent(download: Download, stamp: Any | None) -> Moment | None:
    if stamp is None:
        return None
    return moment_of(
        stamp.get("title") or " ".join(words_of(stamp).split()), download.clock, download.options.day_first
    )


def _place(sent: Moment | None, number: int) -> int:
    """By time, in milliseconds, since pages of one conversation follow in no order of their own."""
    return (sent.utc - Origin.UNIX.value) // timedelta(milliseconds=1) if sent and sent.utc else number


def _transcript(block: Any) -> str | None:
    whole = first(block, "full-text")
    if whole is not None:
        return words_of(whole)
    unsaid = ("start-time", "end-time", "confidence")
    spoken = [words_of(each, unsaid) for each in block.iter("span") if has(each, "word")]
    return " ".join(spoken) if spoken else None


def _seconds(element: Any | None) -> Iterator[tuple[str, str]]:
    if element is None:
        return
    found = _DURATION.fullmatch(element.get("title") or "")
    parts = [int(each or 0) for each in found.groups()] if found else []
    spelt = _SPELT.search(words_of(element))
    if found:
        yield "seconds", str(parts[0] * 86400 + parts[1] * 3600 + parts[2] * 60 + parts[3])
    elif spelt:
        yield "seconds", str(int(spelt[1]) * 3600 + int(spelt[2]) * 60 + int(spelt[3]))
    else:
        yield "duration", words_of(element)


def _labels(root: Any) -> Iterator[tuple[str, str]]:
    tags = [words_of(each) for each in root.iter("a") if each.get("rel") == "tag"]
    if tags:
        yield "labels", ", ".join(tags)
    for each in root.iter("div"):
        if has(each, "noteContainer") and words_of(each):
            yield "note", words_of(each)


def _deleted(root: Any) -> str | None:
    """Only where it says that the page was deleted: "User Deleted:" and True."""
    said = " ".join(words_of(first(root, "deletedStatusContainer")).split())
    return said if said and not said.endswith("False") else None

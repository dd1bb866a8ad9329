"""Signal conversations as pages, as signalbackup-tools writes them with --exporthtml: a page, or several, for
each conversation (reference/formats.md 3.15).

Times are those of the exporting computer, without zone. Earlier wordings of an edited message and quotes
repeat messages: they stand with theirs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Attachment, Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.domain.people import Party
from evidence_review.importers.chats.signal.text import stamp
from evidence_review.importers.markup.html_elements import is_whole
from evidence_review.importers.plugin import About, Clock, Importer, attach, file_chunks, head, media_type
from evidence_review.importers.tally import tallied
from evidence_review.importers.text.row_values import Owner, direction_of
from evidence_review.importers.text.web_addresses import unquote

_CUT = (
    "This page ends early: it has no end mark. What came after its last message is missing; ask for a "
    "fresh copy."
)
_LARGEST = 256 << 20
_MARKS = (b"msg-status", b"msg-outgoing", b"msg-quote")
_NOT_OWN = frozenset({"msg-quote", "edited-info"})
_CALL = re.compile(r"msg-(?:video-)?call-|msg-group-call")

type Node = Any
"""An element of lxml, which has no types of its own."""


def recognises(path: Path) -> bool:
    """Whether a page has the styles of such an export; they stand at its start."""
    start = head(path, 262_144) if path.is_file() else b""
    return start[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(
        (b"<!doctype html", b"<html")
    ) and all(mark in start for mark in _MARKS)


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """The messages, events and calls of one page in its order."""
    clock = Clock(options.zone)
    if path.stat().st_size > _LARGEST:
        raise UnreadableExport(
            "This page is larger than can be read here. Nothing in it has been reviewed. Ask for "
            "it split into pages."
        )
    yield from tallied(
        _values(path, options, clock),
        "No message was found on this page of a Signal export. Check that it is whole.",
    )


def _values(path: Path, options: ReadOptions, clock: Clock) -> Iterator[Item | Problem | Declared]:
    root = _parsed(path)
    nodes = list(_messages(root)) if root is not None else []
    page = _Page(path, _title(path), Owner(options), clock, _others(nodes, _title(path)))
    for number, node in enumerate(nodes, 1):
        item = page.item(node, number)
        yield item
        if any(attachment.data is None and attachment.sha256 is None for attachment in item.attachments):
            reason = "A file is shown on this page but was not supplied with it."
            yield Problem(item.locator, ProblemKind.MISSING_ATTACHMENT, reason)
    with path.open("rb") as page_file:
        page_file.seek(max(0, path.stat().st_size - 4000))
        if nodes and not is_whole(page_file.read().decode("utf-8", "replace")):
            yield Problem("page", ProblemKind.PARTLY_READ, _CUT)


def _others(nodes: list[Node], title: str) -> tuple[Party, ...]:
    """Who writes beside the owner: only in a group does the program write who sent a message."""
    writers = dict.fromkeys(_text(each) for node in nodes for each in _own(node, "msg-name"))
    return tuple(Party(None, name) for name in writers or (title,) if name)


def _parsed(path: Path) -> Node:
    from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  lxml comes without types

    parser = etree.HTMLParser(huge_tree=True, no_network=True, encoding="utf-8")
    try:
        return etree.fromstring(path.read_bytes(), parser)
    except (etree.LxmlError, ValueError):
        return None


def _classes(node: Node) -> list[str]:
    return str(node.get("class") or "").split()


def _messages(root: Node) -> Iterator[Node]:
    """The message elements, without those that only repeat others."""
    for node in root.iter("div"):
        kinds = _classes(node)
        if (
            "msg" in kinds
            and {"msg-incoming", "msg-outgoing", "msg-status"} & set(kinds)
            and _is_own(node.getparent(), None)
        ):
            yield node


def _is_own(node: Node, message: Node) -> bool:
    """Whether no quote and no earlier wording lies between an element and its message."""
    while node is not None and node is not message:
        if _NOT_OWN & set(_classes(node)):
            return False
        node = node.getparent()
    return True


def _title(path: Path) -> str:
    """The name of the conversation: that of the file, without the numbers that the program adds."""
    return re.sub(r"(?: \(_id\d+\))?(?:_\d+)?$", "", path.stem) or path.stem


@dataclass(frozen=True, slots=True)
class _Page:
    path: Path
    title: str
    owner: Owner
    clock: Clock
    others: tuple[Party, ...]

    def item(self, node: Node, number: int) -> Item:
        """One message with what stands in its element."""
        kinds = _classes(node)
        deleted, event, outgoing = (name in kinds for name in ("deleted-msg", "msg-status", "msg-outgoing"))
        raw = _first_text(node, "msg-data")
        writer = _first_text(node, "msg-name") or self.title
        other = Party(None, writer, self.owner.is_me(writer))
        return Item(
            locator=f"{self.path.name}:message {number}",
            kind=_kind_of_event(node) if event else ItemKind.MESSAGE,
            text=None if deleted else _body(node),
            thread=self.title,
            position=number,
            sender=None if event else self.owner.party if outgoing else other,
            recipients=self.others if event or outgoing else self._all_but(other),
            sent=self.clock.moment(raw, stamp(raw)),
            direction=direction_of(None if event else outgoing),
            app="Signal",
            thread_title=self.title,
            attachments=tuple(self._attachments(node)),
            deleted_as_reported="deleted for everyone" if deleted else None,
            extra=(*_extra(node), *self.clock.remarks(stamp(raw))),
        )

    def _all_but(self, sender: Party) -> tuple[Party, ...]:
        return tuple(party for party in (*self.others, self.owner.party) if party != sender)

    def _attachments(self, node: Node) -> Iterator[Attachment]:
        for name in dict.fromkeys(_files(node)):
            place = _beside(self.path, name)
            shown = name.rpartition("/")[2]
            yield attach(shown, file_chunks(place), name) if place else Attachment(shown, media_type(shown))


def _kind_of_event(node: Node) -> ItemKind:
    is_call = any(_CALL.search(" ".join(_classes(each))) for each in node.iter("span"))
    return ItemKind.CALL if is_call else ItemKind.SYSTEM


def _own(node: Node, name: str) -> Iterator[Node]:
    return (
        each
        for each in node.iter()
        if isinstance(each.tag, str) and name in _classes(each) and _is_own(each, node)
    )


def _first_text(node: Node, name: str) -> str:
    return next((_text(each) for each in _own(node, name)), "")


def _text(node: Node) -> str:
    return "".join(node.itertext()).strip()


def _body(node: Node) -> str | None:
    found = [
        _text(pre)
        for child in node
        if child.tag == "div" and not _NOT_OWN & set(_classes(child))
        for pre in child.findall("pre")
    ]
    return "\n".join(found) or None


def _extra(node: Node) -> Iterator[tuple[str, str]]:
    for name, called in (
        ("msg-quote", "quoted"),
        ("edited-info", "earlier wording"),
        ("linkpreview", "link preview"),
        ("msg-reaction", "reaction"),
    ):
        for each in node.iter("div"):
            if name in _classes(each):
                yield called, re.sub(r"\s*\n\s*", "\n", "\n".join(each.itertext())).strip()
    if "msg-viewonce" in _classes(node):
        yield "state", "to be seen once"


def _files(node: Node) -> Iterator[str]:
    for each in node.iter("img", "source", "video", "audio", "a"):
        name = unquote(each.get("src") or each.get("href") or "").removeprefix("./")
        if name and not re.match(r"[a-z][a-z0-9+.-]*:|#|/|\.\.", name, re.IGNORECASE) and _is_own(each, node):
            yield name


def _beside(path: Path, name: str) -> Path | None:
    """A file below the folder of the page, and nowhere else."""
    if ".." in name.replace("\\", "/").split("/"):
        return None
    try:
        place = path.parent / name
        return place if place.is_file() and not place.is_symlink() else None
    except (OSError, ValueError):
        return None


def companions(path: Path) -> Iterator[Path]:
    """The files beside a page that its messages show."""
    root = _parsed(path) if path.stat().st_size <= _LARGEST else None
    names = (
        dict.fromkeys(name for node in _messages(root) for name in _files(node)) if root is not None else {}
    )
    yield from (place for name in names if (place := _beside(path, name)))


IMPORTER = Importer(
    "Signal export (signalbackup-tools pages)",
    "1",
    recognises,
    read,
    companions,
    about=About(
        "Signal conversations exported as HTML with signalbackup-tools (--exporthtml)",
        "built from the program's own source (2025); no real export was at hand",
        "messages with quotes, reactions, earlier wordings, files; events and calls",
        "its overview pages (index, search, stickers); pages of signal2html",
        (
            "names only, no numbers; times are those of the exporting computer, without zone; in a "
            "group only the writer of each message is named"
        ),
    ),
)

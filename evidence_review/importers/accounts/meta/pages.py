"""Pages of a Facebook or Instagram download: conversations, and lists of anything else (reference/formats.md
3.11).

Class names are shuffled with each design; the designs of 2018, 2022 and 2024 share their roles, and
messages.htm of before 2018 has its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from evidence_review.domain.evidence import Attachment, Item, Problem
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.accounts.meta.dates import is_stamp, moment
from evidence_review.importers.accounts.meta.messages import Thread
from evidence_review.importers.accounts.meta.people import Account
from evidence_review.importers.accounts.meta.text import app_of
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

_HEADS, _BODIES, _STAMPS, _LISTS = (
    ("_a6-h", "_2lek"),
    ("_a6-p", "_2let"),
    ("_a72d", "_a6-o", "_2lem"),
    ("_a6-q", "_tqp"),
)
_BLOCK_TAG = re.compile(r'<(?:div|section)[^>]*class="[^"]*(?:\b_a6-g\b|uiBoxWhite)')
_THREAD_PAGE = re.compile(r"(?:^|/)mess[a-z]*(?:_?\d+)?\.html?$", re.IGNORECASE)
_BOXES = re.compile(
    r"(?:inbox|archived_threads|filtered_threads|message_requests|e2ee_cutover|legacy_threads)/[^/]+/[^/]+$",
    re.IGNORECASE,
)


def is_block(element: Any) -> bool:
    """Whether an element is one message or one record of a page."""
    return has(element, "_a6-g") or (has(element, "uiBoxWhite") and has(element, "noborder"))


def files_of(names: list[str], account: Account, *, alone: bool) -> Iterator[Item | Problem]:
    """Everything in these pages; the pages of one conversation are put together, the oldest message first."""
    folders = dict[str, list[str]]()
    for name in names:
        folders.setdefault(str(PurePosixPath(name).parent).removeprefix("."), []).append(name)
    for folder, inside in folders.items():
        talk: _Talk | None = None
        for name in sorted(inside, key=lambda name: (-_number(name), name)):
            root, text, problem = _page(name, account)
            if problem:
                yield problem
            if root is None:
                continue
            if next((each for each in root.iter("div") if has(each, "thread")), None) is not None:
                yield from _old(root, name, account)
            elif _is_thread(root, name):
                account.pages += 1
                talk = talk or _talk(root, name, folder)
                yield from _messages(root, text, name, talk, account, alone=alone)
            else:
                yield from _records(root, name, account)
            if not is_whole(text):
                yield cut_problem(name)


def _number(name: str) -> int:
    last = PurePosixPath(name).stem.rpartition("_")[2]
    return int(last) if last.isdecimal() and len(last) < 9 else 0


def _page(name: str, account: Account) -> tuple[Any | None, str, Problem | None]:
    account.files.used.add(name)
    data, problem = bytearray(), None
    try:
        for chunk in account.files.tree.chunks(name):
            data += chunk
    except DamagedMember as fault:
        problem = Problem(name, ProblemKind.PARTLY_READ, str(fault), 0 if data else 1)
    root, decoded = page(bytes(data))
    if root is None and problem is None:
        problem = Problem(
            name,
            ProblemKind.NOT_READ,
            "This page of the download could not be read. Ask for a fresh copy.",
            1,
        )
    return root, decoded.text, problem


def _is_thread(root: Any, name: str) -> bool:
    """By its place or name; a page of any other name by blocks that all have a head, words or media, and a
    time, of few people."""
    if _BOXES.search(name) or _THREAD_PAGE.search(name):
        return True
    blocks = [each for each in _blocks(root) if _part(each, _STAMPS) is not None]
    heads = {words_of(_part(each, _HEADS)) for each in blocks}
    whole = all(_part(each, _HEADS) is not None and _part(each, _BODIES) is not None for each in blocks)
    return "/" not in name and len(blocks) > 2 and whole and 1 < len(heads) <= max(2, len(blocks) // 4)


def _blocks(root: Any) -> list[Any]:
    """The outermost blocks; what a record nests is part of it."""
    found, inside = list[Any](), set[Any]()
    for each in root.iter("div", "section"):
        if each.getparent() in inside:
            inside.add(each)
        elif is_block(each):
            found.append(each)
            inside.add(each)
        if each in inside:
            inside.update(below for below in each if isinstance(below.tag, str))
    return found


def _part(block: Any, names: tuple[str, ...]) -> Any | None:
    return next((found for name in names if (found := first(block, name)) is not None), None)


# ---- conversations -----------------------------------------------------------------------------


@dataclass(slots=True)
class _Talk:
    """A conversation over its pages."""

    thread: Thread
    count: int = 0


def _talk(root: Any, name: str, folder: str) -> _Talk:
    heading = root.find(".//title")
    title = words_of(heading) if heading is not None else ""
    people = list[str]()
    for block in _blocks(root)[:2]:
        said = words_of(block)
        if _part(block, _STAMPS) is None and ":" in said:
            people = [
                each.strip()
                for each in re.split(r",\s*|\s+(?:and|og|und|et|y|e|i|och|en)\s+", said.partition(":")[2])
                if each.strip()
            ]
            break
    place = "/".join(PurePosixPath(folder).parts[-2:]) if _BOXES.search(name) else folder
    return _Talk(Thread(place or title or PurePosixPath(name).stem, title, tuple(people), app_of(name)))


def _messages(
    root: Any, text: str, name: str, talk: _Talk, account: Account, *, alone: bool
) -> Iterator[Item]:
    """The blocks with a time; one without is the line of those taking part. The newest stand first in a
    page."""
    blocks = _blocks(root)
    if not is_whole(text):
        starts = [found.start() for found in _BLOCK_TAG.finditer(text)]
        if starts and not block_is_whole(text, starts[-1]):
            blocks = blocks[:-1]
    numbered = [(number, each, _stamp(each)) for number, each in enumerate(blocks, 1)]
    timed = [one for one in numbered if one[2]]
    times = [read.local for _, _, stamp in timed if (read := moment(stamp)) and read.local]
    if len(times) < 2 or times[0] >= times[-1]:
        timed.reverse()
    for number, each, stamp in timed:
        talk.count += 1
        locator = f"message {number}" if alone else f"{name}: message {number}"
        yield _message(each, stamp, locator, talk, account)
    for number, each, stamp in numbered:
        if not stamp and words_of(_part(each, _BODIES)) and not (number == 1 and _part(each, _HEADS) is None):
            talk.count += 1
            locator = f"message {number}" if alone else f"{name}: message {number}"
            yield _message(each, "", locator, talk, account)


def _stamp(block: Any) -> str:
    return words_of(_part(block, _STAMPS))


@dataclass(slots=True)
class _Found:
    text: str | None = None
    more: list[str] = field(default_factory=list)
    files: list[Attachment] = field(default_factory=list)
    extra: list[tuple[str, str]] = field(default_factory=list)


def _message(block: Any, stamp: str, locator: str, talk: _Talk, account: Account) -> Item:
    name = words_of(_part(block, _HEADS))
    sender = account.party(name)
    found = _body(_part(block, _BODIES), account)
    said = found.text or "\n".join(found.more) or None
    return Item(
        locator=locator,
        kind=ItemKind.MESSAGE,
        text=said,
        thread=talk.thread.id,
        position=talk.count,
        sender=sender,
        recipients=talk.thread.others(name, account),
        sent=moment(stamp),
        direction=account.direction(sender),
        app=talk.thread.app,
        thread_title=talk.thread.title,
        attachments=tuple(found.files),
        extra=(*found.extra, *((("more", "\n".join(found.more)),) if found.text and found.more else ())),
    )


def _body(body: Any | None, account: Account) -> _Found:
    """The second part of a body holds the words; the others a shared link, media, reactions."""
    found = _Found()
    if body is None:
        return found
    inner = next((each for each in body if each.tag == "div"), body)
    kids = [each for each in inner if each.tag == "div"] or [inner]
    for number, kid in enumerate(kids):
        said = words_of(kid, _LISTS)
        if number == 1 or len(kids) == 1:
            found.text = said or None
        elif said:
            found.more.append(said)
    found.more += [
        said for each in body if each is not inner and each.tag == "div" and (said := words_of(each, _LISTS))
    ]
    if inner is not body and kids != [inner] and (inner.text or "").strip():
        found.more.append((inner.text or "").strip())
    found.extra += _marks(body)
    found.files += _media(body, account)
    return found


def _marks(body: Any) -> Iterator[tuple[str, str]]:
    for each in body.iter():
        if each.tag == "ul" and any(has(each, name) for name in _LISTS):
            yield from (("reaction", re.sub(r"\s+", " ", words_of(one))) for one in each.iter("li"))
        if each.tag == "a" and "://" in (each.get("href") or ""):
            yield "link", each.get("href")


def _media(element: Any, account: Account) -> Iterator[Attachment]:
    """Files once each, though a picture stands in a link to itself."""
    seen = set[str]()
    for each in element.iter("img", "video", "audio", "a", "source"):
        named = each.get("src") or each.get("href") or ""
        if (
            named
            and "://" not in named
            and not named.startswith(("#", "data:", "mailto:"))
            and named not in seen
        ):
            seen.add(named)
            yield account.files.attachment(named)


# ---- messages.htm of before 2018 ---------------------------------------------------------------


def _old(root: Any, name: str, account: Account) -> Iterator[Item]:
    """Conversations as <div class="thread">, each message a header followed by its words in a <p>. The newest
    stand first."""
    for number, thread in enumerate((each for each in root.iter("div") if has(each, "thread")), 1):
        people = (thread.text or "").removeprefix("Participants:").strip()
        named = tuple(each.strip() for each in people.split(",") if each.strip())
        talk = Thread(people or f"conversation {number}", people, named, "Facebook Messenger")
        heads = [each for each in thread.iter("div") if has(each, "message")]
        for position, (at, head) in enumerate(reversed(list(enumerate(heads, 1))), 1):
            sender = account.party(words_of(first(head, "user")))
            after = head.getnext()
            words = after if after is not None and after.tag == "p" else head.find("p")
            yield Item(
                f"{name}: conversation {number}, message {at}", ItemKind.MESSAGE, words_of(words), talk.id, position, sender=sender,
                recipients=talk.others(sender.label() if sender else "", account), sent=moment(words_of(first(head, "meta"))),
                direction=account.direction(sender), app=talk.app, thread_title=talk.title,
            )  # fmt: skip


# ---- lists of anything else --------------------------------------------------------------------


def _records(root: Any, name: str, account: Account) -> Iterator[Item]:
    """An item for each outermost block, or one for a page without any."""
    stem, blocks = PurePosixPath(name).stem, _blocks(root)
    kind = ItemKind.SEARCH if "search" in stem.lower() else ItemKind.RECORD
    body = root.find("body")
    for number, each in enumerate(blocks or [body if body is not None else root], 1):
        said = "\n".join(_lines(each))
        stamp = _stamp(each)
        stamp = stamp if is_stamp(stamp) else next((line for line in said.split("\n") if is_stamp(line)), "")
        if said or blocks:
            yield Item(
                f"{name}: record {number}", kind, said or None, stem, number, sent=moment(stamp) if stamp else None,
                app=app_of(name).replace(" Messenger", ""), thread_title=stem, attachments=tuple(_media(each, account)), extra=tuple(_marks(each)),
            )  # fmt: skip
    account.hollow += not blocks and not words_of(body)


def _lines(element: Any) -> Iterator[str]:
    """The words of each innermost part, one a line."""
    waiting = [element]
    while waiting:
        each = waiting.pop()
        below = [one for one in each if isinstance(one.tag, str) and one.tag not in {"script", "style"}]
        if any(
            one.tag
            in {"div", "p", "h1", "h2", "h3", "li", "ul", "table", "tr", "td", "section", "footer", "tbody"}
            for one in below
        ):
            if (each.text or "").strip():
                yield (each.text or "").strip()
            waiting += reversed(below)
        elif each.tag not in {"script", "style"} and words_of(each):
            yield words_of(each)

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
_PARTS = frozenset(
    {"div", "p", "h1", "h2", "h3", "li", "ul", "table", "tr", "td", "section", "footer", "tbody"}
)
"""Elements that stand in lines of their own."""
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
        yield from _folder(folder, inside, account, alone=alone)


def _folder(folder: str, names: list[str], account: Account, *, alone: bool) -> Iterator[Item | Problem]:
    talk: _Talk | None = None
    for name in sorted(names, key=lambda name: (-_number(name), name)):
        root, text, problem = _page(name, account)
        if problem:
            yield problem
        if root is None:
            continue
        if any(has(each, "thread") for each in root.iter("div")):
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
    heads = (words_of(block) for block in _blocks(root)[:2] if _part(block, _STAMPS) is None)
    people = next((_people(said) for said in heads if ":" in said), ())
    place = "/".join(PurePosixPath(folder).parts[-2:]) if _BOXES.search(name) else folder
    return _Talk(Thread(place or title or PurePosixPath(name).stem, title, people, app_of(name)))


def _people(said: str) -> tuple[str, ...]:
    """The names behind the colon of the line of those taking part."""
    names = re.split(r",\s*|\s+(?:and|og|und|et|y|e|i|och|en)\s+", said.partition(":")[2])
    return tuple(filter(None, map(str.strip, names)))


def _messages(
    root: Any, text: str, name: str, talk: _Talk, account: Account, *, alone: bool
) -> Iterator[Item]:
    blocks = _blocks(root)
    if not is_whole(text) and not _ends_whole(text):
        blocks = blocks[:-1]
    for number, each, stamp in _in_order(blocks):
        talk.count += 1
        locator = f"message {number}" if alone else f"{name}: message {number}"
        yield _message(each, stamp, locator, talk, account)


def _in_order(blocks: list[Any]) -> Iterator[tuple[int, Any, str]]:
    """The blocks with a time; one without is the line of those taking part. The newest stand first in a
    page."""
    numbered = [(number, each, _stamp(each)) for number, each in enumerate(blocks, 1)]
    timed = [one for one in numbered if one[2]]
    if not _is_oldest_first([stamp for _, _, stamp in timed]):
        timed.reverse()
    yield from timed
    yield from (one for one in numbered if not one[2] and _is_message(one[0], one[1]))


def _ends_whole(text: str) -> bool:
    """Whether the last block of a page has its end."""
    starts = [found.start() for found in _BLOCK_TAG.finditer(text)]
    return not starts or block_is_whole(text, starts[-1])


def _is_oldest_first(stamps: list[str]) -> bool:
    times = [read.local for stamp in stamps if (read := moment(stamp)) and read.local]
    return len(times) > 1 and times[0] < times[-1]


def _is_message(number: int, block: Any) -> bool:
    """Whether a block without a time is a message, and not the line of those taking part."""
    return bool(words_of(_part(block, _BODIES))) and (number > 1 or _part(block, _HEADS) is not None)


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
    if body is None:
        return _Found()
    inner = next(body.iterchildren("div"), body)
    kids = list(inner.iterchildren("div")) or [inner]
    said = [words_of(kid, _LISTS) for kid in kids]
    text = said.pop(1 if len(said) > 1 else 0)
    said += [words_of(each, _LISTS) for each in body.iterchildren("div") if each is not inner]
    if inner is not body and kids != [inner]:
        said.append((inner.text or "").strip())
    return _Found(text or None, [*filter(None, said)], [*_media(body, account)], [*_marks(body)])


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
        named = tuple(filter(None, map(str.strip, people.split(","))))
        talk = Thread(people or f"conversation {number}", people, named, "Facebook Messenger")
        heads = [each for each in thread.iter("div") if has(each, "message")]
        for position, (at, head) in enumerate(reversed(list(enumerate(heads, 1))), 1):
            yield _old_message(head, f"{name}: conversation {number}, message {at}", position, talk, account)


def _old_message(head: Any, locator: str, position: int, talk: Thread, account: Account) -> Item:
    sender = account.party(words_of(first(head, "user")))
    after = head.getnext()
    words = after if after is not None and after.tag == "p" else head.find("p")
    return Item(
        locator, ItemKind.MESSAGE, words_of(words), talk.id, position, sender=sender,
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
        stamp = next(filter(is_stamp, (_stamp(each), *said.split("\n"))), "")
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
        below = [one for one in each if _is_shown(one)]
        if any(one.tag in _PARTS for one in below):
            said = (each.text or "").strip()
            waiting += reversed(below)
        else:
            said = words_of(each) if _is_shown(each) else ""
        if said:
            yield said


def _is_shown(element: Any) -> bool:
    return isinstance(element.tag, str) and element.tag not in {"script", "style"}

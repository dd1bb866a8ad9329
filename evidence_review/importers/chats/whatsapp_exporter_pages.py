"""Pages of WhatsApp-Chat-Exporter, in its design of 2024 and the one before, and how a message of that
program becomes an item."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any

from evidence_review.domain.evidence import Item, Moment, Problem
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.domain.people import Party
from evidence_review.importers.accounts.account_download import Account
from evidence_review.importers.markup.html_elements import first, has, is_whole, page, words_of
from evidence_review.importers.markup.json_stream import cut_problem
from evidence_review.importers.packed.archives import DamagedMember
from evidence_review.importers.plugin import encoding_remark
from evidence_review.importers.text.row_values import direction_of

APP = "WhatsApp"
CALLS = "000000000000000"
"""The program's own name of the chat that holds the calls."""
MISSING, DELETED, UNKNOWN = (
    "The media is missing",
    "Message deleted",
    "Not supported WhatsApp internal message",
)
"""What the program writes where it did not find a file, where a message was taken back, and where it found no
words."""
_TITLE = re.compile(rb"<title>\s*Whatsapp - ", re.IGNORECASE)
_BESIDE = ("no-base", "items-baseline", "text-right", "cursor-help", "reply", "info-box-tooltip")
_NOTICES = frozenset({"bg-[#FFF3C5]", "w3-pale-blue"})
_NO_PLACE = re.compile(r"The file cannot be displayed here, however it should be located at\s*(?:here)?\s*")


@dataclass(frozen=True, slots=True)
class Talk:
    """A chat: its id, its title, the other person where it is between two, and the types of its messages that
    have a file."""

    id: str
    title: str
    other: Party | None
    files: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Written:
    """One message as the program wrote it; `mine` is None where it does not say who sent it."""

    locator: str
    place: int
    mine: bool | None
    sender: Party | None
    sent: Moment | None
    text: str | None
    files: tuple[str, ...] = ()
    lacking: bool = False
    deleted: bool = False
    notice: bool = False
    extra: tuple[tuple[str, str], ...] = ()


def made(account: Account, talk: Talk, said: Written) -> Item:
    """The item of a message. The owner is who has the phone, named or not."""
    owner = account.owner.party if account.owner.party.label() else None
    kind = ItemKind.CALL if talk.id == CALLS else ItemKind.SYSTEM if said.notice else ItemKind.MESSAGE
    files = [account.files.attachment(name) for name in said.files]
    if said.lacking:
        files.append(account.files.left_out("file without a name"))
    return Item(
        locator=said.locator,
        kind=kind,
        text=said.text,
        thread=talk.id,
        position=said.place,
        sender=None if said.notice else owner if said.mine else said.sender,
        recipients=_recipients(talk, said, owner),
        sent=said.sent,
        direction=direction_of(None if said.notice else said.mine),
        app=APP,
        thread_title=talk.title,
        attachments=tuple(files),
        deleted_as_reported=DELETED if said.deleted else None,
        extra=said.extra,
    )


def _recipients(talk: Talk, said: Written, owner: Party | None) -> tuple[Party, ...]:
    """Of a chat between two people, the one who did not write."""
    other = talk.other if said.mine else owner
    return (other,) if other and talk.other and not said.notice else ()


def plain(data: str, *, markup: bool) -> str:
    """Words as they were: the program writes " <br>" for the end of a line, and some notices as HTML."""
    lines = re.sub(r" ?<br ?/?>", "\n", data)
    return unescape(re.sub(r"<[^<>]+>", "", lines)) if markup else lines


# ---- pages -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was opened: its name, title, root, whether it has its end, and what must be said of it."""

    name: str
    title: str
    root: Any | None
    is_whole: bool
    problems: tuple[Problem, ...] = ()


def fits(start: bytes) -> bool:
    """Whether a file begins like a page of this program: its title, and classes of one of its designs."""
    return (
        start[:1] == b"<"
        and _TITLE.search(start[:8192]) is not None
        and any(mark in start for mark in (b"message-list", b"w3-container"))
    )


def opened(account: Account, name: str) -> Page:
    """A page of one chat."""
    data, problems = bytearray(), list[Problem]()
    try:
        for chunk in account.files.tree.chunks(name):
            data += chunk
    except DamagedMember as fault:
        problems.append(Problem(name, ProblemKind.PARTLY_READ, str(fault), 0 if data else 1))
    root, decoded = page(bytes(data))
    if root is None:
        problems.append(
            Problem(name, ProblemKind.NOT_READ, "This page could not be read. Ask for a fresh copy.", 1)
        )
        return Page(name, name, None, False, tuple(problems))
    said = root.find(".//title")
    title = words_of(said).partition("-")[2].strip() if said is not None else name
    whole = is_whole(decoded.text)
    remarks = (*encoding_remark(decoded, name), *problems, *(() if whole else (cut_problem(name),)))
    return Page(name, title, root, whole, remarks)


def messages(account: Account, said: Page) -> Iterator[Item | Problem]:
    """Every message of a page in its order. The day stands above the first message of each, on the clock of
    the computer that wrote the page."""
    yield from said.problems
    every = list(said.root.iter("div", "header")) if said.root is not None else []
    is_group = any(_is_by_another(each, said.title) for each in every if _is_message(each))
    talk = Talk(said.title, said.title, None if is_group else account.party(None, said.title))
    day, place = "", 0
    for each in every:
        day = _day(each) or day
        if place == 0 and _is_heading(each):
            yield from _about(account, said, each)
        if _is_message(each):
            place += 1
            yield _message(account, talk, f"{said.name}: message {place}", place, each, day)


def _is_heading(each: Any) -> bool:
    return has(each, "bg-whatsapp-dark") or has(each, "w3-top")


def _is_by_another(message: Any, title: str) -> bool:
    """Whether a message is by somebody for whom the chat is not named."""
    return not _is_mine(message) and words_of(_sender(message)) not in {"", title}


def _about(account: Account, said: Page, header: Any) -> Iterator[Item]:
    """What stands beside the title above the messages, such as the status of the person."""
    words = " ".join(words_of(header).replace(f"Chat history with {said.title}", "").split())
    if words and words != said.title:
        yield account.record(
            {"chat": said.title, "above the messages": words},
            f"{said.name}: heading",
            f"{said.name} chats",
            0,
        )


def _is_message(each: Any) -> bool:
    return bool(each.get("id")) and (
        (has(each, "group") and has(each, "items-center"))
        or (has(each, "w3-row") and has(each, "w3-padding-small") and has(each, "w3-margin-bottom"))
    )


def _is_mine(each: Any) -> bool:
    return has(each, "justify-end") or words_of(_sender(each)) == "You"


def _day(each: Any) -> str:
    is_day = has(each, "bg-[#e1f2fb]") or (has(each, "w3-center") and has(each, "blue"))
    found = re.fullmatch(r"\d{4}-\d\d-\d\d", words_of(each)) if is_day else None
    return found[0] if found else ""


def _sender(each: Any) -> Any | None:
    """The element with the sender's name: a span at the foot, or the name above."""
    foot = first(each, "items-baseline")
    return next(iter(foot.iterdescendants("span")), None) if foot is not None else first(each, "name")


def _message(account: Account, talk: Talk, locator: str, place: int, block: Any, day: str) -> Item:
    bubble = _bubble(block)
    box = next((each for each in bubble.iter("div") if any(has(each, name) for name in _NOTICES)), None)
    notice, files = words_of(box), tuple(_files(bubble))
    is_notice = box is not None and not files and notice not in {MISSING, DELETED, UNKNOWN}
    mine, named = _is_mine(block), " ".join(words_of(_sender(block)).split())
    sender = None if mine else account.party(None, named) if named else talk.other
    written = Written(
        locator, place, mine, sender, _moment(account, block, day), _text(bubble, notice) or None, files,
        lacking=notice == MISSING, deleted=notice == DELETED, notice=is_notice, extra=(("id", block.get("id")), *_extra(block)),
    )  # fmt: skip
    return made(account, talk, written)


def _bubble(block: Any) -> Any:
    """The element of a message that holds its words and files."""
    found = first(block, "shadow-sm")
    if found is not None:
        return found
    return next((each for each in block.iter("div") if has(each, "w3-col") and not has(each, "m2")), block)


def _text(bubble: Any, notice: str) -> str:
    words = "\n".join(line.strip() for line in words_of(bubble, _BESIDE).split("\n"))
    left = words.replace(notice, "", 1) if notice in {MISSING, DELETED} else _NO_PLACE.sub("", words)
    return left.strip()


def _extra(block: Any) -> Iterator[tuple[str, str]]:
    for each in block.iter("div"):
        if has(each, "cursor-help"):
            yield "reaction", f"{words_of(each)} {each.get('title') or ''}".strip()
    answered = first(block, "no-base")
    reply = answered if answered is not None else first(block, "reply")
    if reply is not None:
        yield "reply", " ".join(words_of(reply).split())


def _files(bubble: Any) -> Iterator[str]:
    """Files by the addresses in a message, once each; none of what it answers, and no page of the network."""
    seen = set[str]()
    for each in bubble.iter("a", "source", "img"):
        if any(has(above, name) for above in (each, *each.iterancestors()) for name in ("no-base", "reply")):
            continue
        named = _address(each)
        if named and "://" not in named and named not in seen and not _is_shown_by_link(each):
            seen.add(named)
            yield named


def _address(each: Any) -> str:
    """Where an element says that a file lies; a link says so only where it shows a picture, or stands behind
    words of the program."""
    named = each.get("data-src") or each.get("src")
    if not named and (_shows_picture(each) or _NO_PLACE.search(_before(each))):
        named = each.get("href")
    return (named or "").removeprefix("./")


def _is_shown_by_link(each: Any) -> bool:
    return each.tag == "img" and each.getparent().tag == "a"


def _shows_picture(each: Any) -> bool:
    """Whether a link holds a picture, which is how the program shows one."""
    return each.tag == "a" and next(each.iter("img"), None) is not None


def _before(each: Any) -> str:
    above = each.getparent()
    return "" if above is None or each.tag != "a" else words_of(above)


def _moment(account: Account, block: Any, day: str) -> Moment | None:
    """The day above and the minute at the message."""
    found = re.findall(r"\b(\d\d):(\d\d)\b", " ".join(words_of(part) for part in _clocks(block)))
    if not day or not found:
        return Moment(day) if day else None
    raw = f"{day} {found[-1][0]}:{found[-1][1]}"
    try:
        return account.clock.moment(raw, datetime.fromisoformat(raw))
    except ValueError:
        return Moment(raw)


def _clocks(block: Any) -> Iterator[Any]:
    """The elements that hold the time: the foot of a message, or the line above it."""
    for each in block.iter("p", "div"):
        if (
            (has(each, "text-right") and each.tag == "p")
            or has(each, "items-baseline")
            or (has(each, "blue") and not has(each, "w3-center"))
        ):
            yield each

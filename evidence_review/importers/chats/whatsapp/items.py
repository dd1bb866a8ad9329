"""From the lines of a WhatsApp chat to its items: times, people, files and what has to be said about each."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from evidence_review.domain.evidence import Attachment, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.chats.whatsapp import words
from evidence_review.importers.chats.whatsapp.lines import MARKS, Chat, Entry, split_chat
from evidence_review.importers.chats.whatsapp.media import Media, Supply, day_in_name, media_of, placeholder
from evidence_review.importers.chats.whatsapp.people import People, is_notice, people_of, title_of
from evidence_review.importers.packed.archives import DamagedMember
from evidence_review.importers.plugin import Clock
from evidence_review.importers.times import stamps

APP = "WhatsApp"

_NO_ZONE = "This chat does not record a time zone. Times are as shown on the phone that exported it."
_AGAINST_CHOICE = (
    "The dates of this chat cannot be read in the order that was chosen. They were read the only way that "
    "they can be."
)
_HALF_UNKNOWN = (
    "The times hold words that are not known here, perhaps for morning or evening. Check them: they may be "
    "12 hours out."
)
_NO_OWNER = (
    "The owner who was named does not write in this chat, so the direction of its messages is not known."
)
_NEVER_HELD = "A WhatsApp text export does not contain deleted messages, reactions or edits."
_NOT_SUPPLIED = "An attachment is named in this message but was not supplied."
_DAMAGED = "The attachment of this message is damaged or locked. Ask for a fresh copy."
_LEFT_OUT = "The attachment of this message was left out of the export."
_BEFORE = (
    "Words stand before the first message that has a time: the beginning of this chat may be missing. "
    "They were kept."
)


@dataclass(frozen=True, slots=True)
class Conversation:
    """One chat, read as a whole: `media` and `notices` stand beside `chat.entries`, one for each."""

    thread: str
    prefix: str
    title: str
    chat: Chat
    media: tuple[Media, ...]
    notices: tuple[bool, ...]
    people: People
    order: stamps.Order
    clock: Clock
    supply: Supply
    asked: ReadOptions

    @property
    def records(self) -> int:
        """How many items the chat has: its entries, and what stands before the first."""
        return len(self.chat.entries) + bool(self.chat.preamble.strip())

    def places(self) -> set[str]:
        """Where the files lie that came with the chat and that its messages name."""
        named = (self.supply.place(name) for each in self.media for name in each.names)
        return set(filter(None, named))


def conversation(
    text: str, thread: str, stem: str, prefix: str, supply: Supply, options: ReadOptions
) -> Conversation:
    """The chat behind a text. `prefix` begins its locators, `stem` is the file name that may hold its
    title."""
    chat = split_chat(text, stem)
    counts = Counter(filter(None, map(placeholder, chat.entries)))
    usual = frozenset(found for found, count in counts.items() if count > 2)
    media = tuple(media_of(entry, supply, usual) for entry in chat.entries)
    by_person = tuple(map(_by_person, chat.entries, media))
    wrote = _authors(chat, by_person)
    notices = tuple(
        is_notice(entry, first=number == 0, wrote=wrote, by_person=sent)
        for number, (entry, sent) in enumerate(zip(chat.entries, by_person, strict=True))
    )
    named = zip(chat.entries, notices, strict=True)
    writers = [entry.sender for entry, notice in named if entry.sender and not notice]
    title = title_of(stem, [*dict.fromkeys(writers)])
    order = stamps.decide(
        [entry.head.stamp for entry in chat.entries], options.day_first, _dated(chat, media)
    )
    people = people_of(writers, options.owner, _contact(title, chat, stem, wrote))
    return Conversation(
        thread, prefix, title, chat, media, notices, people, order, Clock(options.zone), supply, options
    )


def _authors(chat: Chat, by_person: tuple[bool, ...]) -> frozenset[str]:
    """The names with at least one message of their own."""
    pairs = zip(chat.entries, by_person, strict=True)
    return frozenset(entry.sender for entry, sent in pairs if entry.sender and (sent or not entry.by_app))


def _by_person(entry: Entry, media: Media) -> bool:
    """Whether words of the app stand for something that a person sent."""
    folded = entry.body.strip(MARKS).casefold()
    known = words.is_deleted(entry.body) or words.is_missed_call(entry.body)
    return bool(
        media.names
        or media.left_out
        or known
        or words.DELETED.search(folded[:200])
        or words.CALL.match(folded)
    )


def _dated(chat: Chat, media: tuple[Media, ...]) -> list[tuple[stamps.Stamp, date]]:
    pairs = zip(chat.entries, media, strict=True)
    return [
        (entry.head.stamp, day) for entry, each in pairs for name in each.names if (day := day_in_name(name))
    ]


def _contact(title: str, chat: Chat, stem: str, wrote: frozenset[str]) -> str:
    """The other person of a chat in which she wrote nothing: the title, unless there are signs of a group."""
    group = any(entry.sender == title for entry in chat.entries if entry.by_app) or any(
        entry.sender is None and words.EVENT.search(entry.body[:400].casefold()) for entry in chat.entries
    )
    return "" if group or len(wrote) != 1 or title == stem else title


def remarks(talk: Conversation) -> Iterator[Problem]:
    """What must be said of the chat as a whole (reference/formats.md 3.4, Say), in a fixed order."""
    for applies, reason in (*_remarks_on_times(talk), *_remarks_on_losses(talk)):
        if applies:
            yield Problem(f"{talk.prefix}line 1", ProblemKind.SOURCE_FLAG, reason)


def _remarks_on_times(talk: Conversation) -> Iterator[tuple[bool, str]]:
    unread = sum(local_of(talk, entry)[0] is None for entry in talk.chat.entries)
    yield talk.clock.zone is None, _NO_ZONE
    yield from ((True, remark) for remark in stamps.remarks(talk.order))
    yield _against_choice(talk), _AGAINST_CHOICE
    yield (
        unread > 0,
        f"{_many(unread, 'time', 'times')} could not be turned into dates. What was written is shown.",
    )
    yield _half_unknown(talk), _HALF_UNKNOWN


def _remarks_on_losses(talk: Conversation) -> Iterator[tuple[bool, str]]:
    """What is not in the export, or not to be told from it."""
    missing = sum(not talk.supply.has(name) for each in talk.media for name in each.names)
    left_out = sum(bool(each.left_out) for each in talk.media)
    odd = talk.chat.odd_heads
    yield (
        missing > 0,
        (
            f"{_many(missing, 'attachment is', 'attachments are')} named in the chat but "
            f"{'was' if missing == 1 else 'were'} not supplied."
        ),
    )
    yield (
        left_out > 0,
        (
            f"{_many(left_out, 'attachment was', 'attachments were')} left out when the chat was exported. "
            f"Ask for an export with media."
        ),
    )
    yield (
        odd > 0,
        (
            f"{_many(odd, 'line looks', 'lines look')} like the start of a message, but written unlike the "
            f"rest: left in the message above."
        ),
    )
    yield bool((talk.asked.owner or "").strip()) and not talk.people.owner, _NO_OWNER
    yield True, _NEVER_HELD


def _many(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


def _against_choice(talk: Conversation) -> bool:
    chosen, order = talk.asked.day_first, talk.order.order
    return chosen is not None and not order.startswith("y") and (order == "dmy") != chosen


def _half_unknown(talk: Conversation) -> bool:
    heads = [entry.head.stamp for entry in talk.chat.entries]
    return any(stamp.unknown for stamp in heads) and all(0 < stamp.clock[0] <= 12 for stamp in heads)


def local_of(talk: Conversation, entry: Entry) -> tuple[datetime | None, datetime | None]:
    """The wall-clock time of an entry, and a second reading where the order of day and month is open."""
    stamp = entry.head.stamp
    local = stamps.local(stamp, talk.order.order)
    other = stamps.local(stamp, talk.order.other) if talk.order.other else None
    return (local, other if other != local else None) if local else (other, None)


def items(talk: Conversation) -> Iterator[Read]:
    """Every entry as an Item, each followed by the Problems of its attachments."""
    if talk.chat.preamble.strip():
        extra = (("place", "before the first message"),)
        yield Item(
            f"{talk.prefix}line 0",
            ItemKind.SYSTEM,
            talk.chat.preamble,
            talk.thread,
            app=APP,
            thread_title=talk.title,
            extra=extra,
        )
        yield Problem(f"{talk.prefix}line 0", ProblemKind.SOURCE_FLAG, _BEFORE)
    for number, entry in enumerate(talk.chat.entries):
        locator = f"{talk.prefix}line {entry.head.line}"
        attachments, problems = _attachments(talk, talk.media[number], locator)
        yield _item(talk, number, entry, locator, attachments)
        yield from problems


def _item(
    talk: Conversation, number: int, entry: Entry, locator: str, attachments: tuple[Attachment, ...]
) -> Item:
    local, other = local_of(talk, entry)
    notice = talk.notices[number]
    shown = None if notice else entry.sender
    folded = entry.body.strip(MARKS).casefold()
    return Item(
        locator=locator,
        kind=ItemKind.CALL if _is_call(entry, folded) else ItemKind.SYSTEM if notice else ItemKind.MESSAGE,
        text=entry.body,
        thread=talk.thread,
        position=number + 1,
        sender=talk.people.party(shown),
        recipients=talk.people.others(shown),
        sent=talk.clock.moment(entry.head.stamp.raw, local),
        direction=talk.people.direction(shown),
        app=APP,
        thread_title=talk.title,
        attachments=attachments,
        deleted_as_reported=entry.body.strip(MARKS) if _is_deleted(entry, folded) else None,
        extra=(*_shown(talk, entry, shown), *_other(other), *talk.clock.remarks(local)),
    )


def _is_call(entry: Entry, folded: str) -> bool:
    said = words.CALL.match(folded) is not None and (entry.by_app or entry.sender is None)
    return said or words.is_missed_call(entry.body)


def _is_deleted(entry: Entry, folded: str) -> bool:
    """Whether the app says so; behind a dash it puts no mark before its words."""
    if len(folded) >= 200 or (entry.head.brackets and not entry.by_app):
        return False
    return words.is_deleted(entry.body) or words.DELETED.search(folded) is not None


def _shown(talk: Conversation, entry: Entry, shown: str | None) -> Iterator[tuple[str, str]]:
    party = talk.people.party(shown)
    if entry.sender and (party is None or party.label() != entry.sender):
        yield "name as shown", entry.sender
    if entry.by_app and shown:
        yield "words", "written by the app"
    if words.EDITED.search(entry.body[-200:].casefold()):
        yield "edited", "as the app says"


def _other(other: datetime | None) -> tuple[tuple[str, str], ...]:
    return (("other reading of the date", other.isoformat(" ")),) if other else ()


def _attachments(
    talk: Conversation, media: Media, locator: str
) -> tuple[tuple[Attachment, ...], list[Problem]]:
    attached, problems = list[Attachment](), list[Problem]()
    for name in media.names:
        try:
            attached.append(talk.supply.attachment(name))
            if attached[-1].sha256 is None:
                problems.append(Problem(locator, ProblemKind.MISSING_ATTACHMENT, _NOT_SUPPLIED))
        except (DamagedMember, OSError):
            attached.append(Attachment(name))
            problems.append(Problem(locator, ProblemKind.PARTLY_READ, _DAMAGED))
    if media.left_out:
        attached.append(Attachment(media.left_out))
        problems.append(Problem(locator, ProblemKind.MISSING_ATTACHMENT, _LEFT_OUT))
    return tuple(attached), problems

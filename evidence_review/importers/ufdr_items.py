"""From a model of a Cellebrite report to an Item. To give a model type a view of its own, add its line to VIEWS."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from evidence_review.domain.evidence import Attachment, Item, Moment, Problem, ReadOptions
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.domain.people import Party, person_key
from evidence_review.importers.ufdr_files import Shelf
from evidence_review.importers.ufdr_models import Model
from evidence_review.importers.ufdr_times import moment

QUOTED = ("ReplyMessageData", "ForwardedMessageData", "QuotedMessageData", "EmbeddedInstantMessage")
_SENDERS = frozenset(("From", "Sender", "Author", "Organizer"))
_RECIPIENTS = frozenset(("To", "Cc", "Bcc", "Attendees", "Recipients"))
_LISTED = frozenset(("Parties", "Participants"))
_DIRECTIONS = {"INCOMING": Direction.INCOMING, "OUTGOING": Direction.OUTGOING}
_MOST_PARTIES = 5000
_SYSTEM = "system message"
_NO_TIME_OF_ITS_OWN = frozenset((ItemKind.CONTACT, ItemKind.ACCOUNT))


@dataclass(frozen=True, slots=True)
class View:
    """How a model type is shown: its kind, the fields that are its text (all of them, in order), the fields that may hold its time."""

    kind: ItemKind
    words: tuple[str, ...] = ()
    times: tuple[str, ...] = ("TimeStamp",)
    threaded: bool = False


_MESSAGES = frozenset(("InstantMessage", "SMS", "MMS"))
_GENERIC = View(ItemKind.RECORD)
_MESSAGE = View(ItemKind.MESSAGE, ("Body",), ("TimeStamp", "SentTime", "DateDelivered"), threaded=True)
VIEWS = {
    "InstantMessage": _MESSAGE,
    "SMS": _MESSAGE,
    "MMS": _MESSAGE,
    "Call": View(ItemKind.CALL, threaded=True),
    "Email": View(ItemKind.EMAIL, ("Subject", "Body"), threaded=True),
    "Contact": View(ItemKind.CONTACT, times=()),
    "UserAccount": View(ItemKind.ACCOUNT, times=()),
    "User": View(ItemKind.ACCOUNT, times=()),
    "Location": View(ItemKind.LOCATION),
    "Journey": View(ItemKind.LOCATION, times=("StartTime", "TimeStamp")),
    "CellTower": View(ItemKind.LOCATION),
    "WirelessNetwork": View(ItemKind.LOCATION),
    "VisitedPage": View(ItemKind.VISIT, ("Title", "Url", "URL"), ("LastVisited", "TimeStamp")),
    "WebBookmark": View(ItemKind.VISIT, ("Title", "Url", "URL"), ("LastVisited", "TimeStamp")),
    "SearchedItem": View(ItemKind.SEARCH, ("Value",)),
    "Note": View(ItemKind.NOTE, ("Title", "Summary", "Body"), ("Creation", "TimeStamp", "Modification")),
    "CalendarEntry": View(ItemKind.CALENDAR, ("Subject", "Location", "Details"), ("StartDate", "TimeStamp")),
    "Notification": View(ItemKind.RECORD, ("Subject", "Body")),
    "SocialMediaActivity": View(ItemKind.RECORD, ("Title", "Body")),
    "Voicemail": View(ItemKind.AUDIO, ("Name", "Transcript"), ("Timestamp", "TimeStamp")),
    "Recording": View(ItemKind.AUDIO, ("Title", "Name", "Transcript")),
}
"""Types without a line are imported as general records, with all their fields (FORMATS.md 3.1)."""

KNOWN_RECORDS = frozenset(
    (
        "Password", "TransferOfFunds", "CreditCard", "LogEntry", "DeviceConnectivity", "Cookie", "InstalledApplication",
        "DeviceInfoEntry", "SIMData", "Chat", "Attachment", "Party",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chat:
    """What a conversation says of itself: every message in it shares this."""

    thread: str
    title: str = ""
    app: str = ""
    participants: tuple[Party, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    _others: dict[Party | None, tuple[Party, ...]] = field(default_factory=dict, compare=False)

    def others(self, sender: Party | None) -> tuple[Party, ...]:
        """Those who take part, without the sender."""
        others = self._others.get(sender)
        if others is None:
            others = self._others[sender] = tuple([party for party in self.participants if not _same(party, sender)])
        return others


@dataclass(slots=True)
class Made:
    """Items and the problems met on the way; `shelf` finds attachments."""

    options: ReadOptions
    shelf: Shelf
    problems: list[Problem] = field(default_factory=list)
    _parties: dict[tuple[str | tuple[str, str], ...], Party] = field(default_factory=dict)

    def item(self, model: Model, locator: str, position: int, chat: Chat | None = None) -> Item:
        """One record as an Item; problems about its attachments are added to `problems`."""
        view = VIEWS.get(model.type, _GENERIC)
        sender, recipients = self._people(model, chat)
        system = sender is not None and _SYSTEM in (sender.identifier or sender.name or "").lower()
        told = None if system else sender
        app = model.text("Source") or (chat.app if chat else "")
        return Item(
            locator=locator,
            kind=ItemKind.SYSTEM if system else view.kind,
            text=_text(model, view),
            thread=chat.thread if chat else _thread(model, view, app, (*((sender,) if sender else ()), *recipients), locator),
            position=position,
            sender=told,
            recipients=recipients,
            sent=self._sent(model, view),
            direction=self._direction(model, told),
            app=app,
            thread_title=chat.title if chat else "",
            attachments=tuple(self._attachments(model, locator)) if model.models else (),
            deleted_as_reported=model.attributes.get("deleted_state"),
            extra=(*_rest(model), *(chat.extra if chat else ())),
        )

    def party(self, model: Model, role: str = "") -> Party:
        """A Party model; the owner is the one whom the report, or the person importing, says to be it. The same words are read once."""
        said = (role, *model.fields)
        party = self._parties.get(said)
        if party is None:
            if len(self._parties) >= _MOST_PARTIES:
                self._parties.clear()
            party = self._parties[said] = self._party(model, role)
        return party

    def _party(self, model: Model, role: str) -> Party:
        identifier, name = model.text("Identifier"), model.text("Name")
        said = (model.text("IsPhoneOwner") or "").strip().lower() == "true"
        wanted = self.options.owner
        named = wanted is not None and person_key(wanted) in {person_key(word) for word in (identifier, name) if word}
        return Party(identifier, name, said or named, model.text("Role") or role)

    def _people(self, model: Model, chat: Chat | None) -> tuple[Party | None, tuple[Party, ...]]:
        senders, others, listed = list[Party](), list[Party](), list[Party]()
        for name, each in model.models:
            if name in _SENDERS:
                senders.append(self.party(each, "From"))
            elif name in _RECIPIENTS:
                others.append(self.party(each, name))
            elif name in _LISTED:
                listed.append(self.party(each, name))
        if not senders:
            senders = [party for party in listed if party.role.lower() == "from"]
        sender = senders[0] if senders else None
        others += [*senders[1:], *(party for party in listed if party not in senders)]
        if not others and chat:
            return sender, chat.others(sender)
        return sender, tuple(dict.fromkeys(others))

    def _sent(self, model: Model, view: View) -> Moment | None:
        value = model.time(*view.times) if view.times else None
        if value is None and view.kind not in _NO_TIME_OF_ITS_OWN:
            value = next((value for _, kind, value in model.stamps if kind == "TimeStamp"), None)
        return moment(value, day_first=self.options.day_first is not False) if value else None

    def _direction(self, model: Model, sender: Party | None) -> Direction:
        """As stated; outgoing where the owner sent it; never guessed (FORMATS.md rule 15)."""
        stated = model.text("Direction")
        if stated and (direction := _DIRECTIONS.get(stated.strip().upper())):
            return direction
        if sender is None:
            return Direction.UNKNOWN
        if sender.is_owner:
            return Direction.OUTGOING
        return Direction.INCOMING if self.options.owner and sender.identifier else Direction.UNKNOWN

    def _attachments(self, model: Model, locator: str) -> Iterator[Attachment]:
        for number, each in enumerate(model.inside("Attachments", "Attachment", "Files", "File"), 1):
            yield self._attachment(each, f"{locator}/Attachment[{number}]")

    def _attachment(self, model: Model, locator: str) -> Attachment:
        made = self.shelf.files.get(model.attributes.get("file_id", "")) if model.attributes.get("file_id") else None
        path = model.text("attachment_extracted_path") or ""
        name = model.text("Filename", "Name") or _last(made.path if made else path) or model.text("Title") or "attachment"
        kind = model.text("ContentType") or ""
        if made:
            made.attached = True
        member = self.shelf.member(made, path)
        if member is None:
            self.problems.append(
                Problem(locator, ProblemKind.MISSING_ATTACHMENT, "An attachment is named in the report but was not supplied.")
            )
            return Attachment(name, kind, made.size if made else None, (made.sha256 or None) if made else None)
        attachment, problems = self.shelf.fetch(name, kind, made, member, locator)
        self.problems += problems
        return attachment


def _same(party: Party, other: Party | None) -> bool:
    return other is not None and (party.identifier or party.name) == (other.identifier or other.name)


def _last(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]


def _text(model: Model, view: View) -> str | None:
    """The record's own words; for a message that only carries another, that one's words; for a record without any, its fields by name."""
    words = [text for name in view.words if (text := model.text(name)) is not None]
    if words:
        return "\n".join(words)
    if view.kind is ItemKind.MESSAGE:
        return model.text("Subject") or next((text for each in model.inside(*QUOTED) if (text := each.text("Body"))), None)
    if view.kind is ItemKind.CALL:
        return None
    lines = [f"{path}: {text}" for path, text in _fields(model) if text.strip()]
    return "\n".join(lines) or None


def _fields(model: Model, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Values without the machine's attributes; a contact's entry reads "Phone-Mobile: 07700 …" rather than by field."""
    for name, text in model.fields:
        yield prefix + name, text
    for name, inner in model.models:
        category, held = inner.text("Category"), inner.text("Value")
        if held is not None and category is not None:
            yield f"{name}/{category}", held
        else:
            yield from _fields(inner, f"{prefix}{name}/")


_SHOWN = frozenset(("Body", "Source"))


def _rest(model: Model) -> list[tuple[str, str]]:
    """Everything else that the source says, verbatim. Quoted messages are among it, under the name of their field."""
    out = [("model", model.type), ("model id", model.id), *model.attributes.items()]
    if model.type in _MESSAGES:
        out += [pair for pair in model.fields if pair[0] not in _SHOWN]
    else:
        out += model.fields
    for name, inner in model.models:
        out += inner.flat(name + "/")
    for name, _, value in model.stamps:
        if value.formatted and value.formatted[:19] != value.text[:19]:
            out.append((f"{name} (second writing)", value.formatted))
    return out


def _thread(model: Model, view: View, app: str, people: tuple[Party, ...], locator: str) -> str:
    """Messages and calls outside chats: by application and people other than the owner; browsing, places: by application."""
    if view.threaded:
        keys = sorted({person_key(word) for party in people if not party.is_owner and (word := party.identifier or party.name)})
        subject = _plain_subject(model.text("Subject") or "") if view.kind is ItemKind.EMAIL else ""
        return "|".join((model.type, app, subject, *keys)) if keys or subject else locator
    grouped = {ItemKind.VISIT, ItemKind.SEARCH, ItemKind.LOCATION}
    return f"{model.type}|{app}" if view.kind in grouped else locator


def _plain_subject(subject: str) -> str:
    words = subject.strip().lower()
    while words.startswith(("re:", "fw:", "fwd:", "aw:", "wg:")):
        words = words.partition(":")[2].strip()
    return words


def chat_of(model: Model, locator: str, party: Callable[[Model, str], Party]) -> Chat:
    """What a Chat model says of itself, without its messages."""
    people = tuple(dict.fromkeys(party(each, "General") for each in model.inside("Participants")))
    title = model.text("Name", "Subject", "Title") or ", ".join(each.label() for each in people if not each.is_owner and each.label())
    said = tuple((f"chat/{path}", text) for path, text in model.flat())
    return Chat(f"{locator}/{model.text('Id') or model.id}", title, model.text("Source") or "", people, said)

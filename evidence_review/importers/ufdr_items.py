"""From a model of a Cellebrite report to an Item. To give a model type a view of its own, add its line to VIEWS."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from evidence_review.domain.evidence import Attachment, Item, Moment, Problem, ReadOptions
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.domain.people import Party, person_key
from evidence_review.importers.ufdr_files import Shelf
from evidence_review.importers.ufdr_models import Model, Value
from evidence_review.importers.ufdr_times import moment

QUOTED = ("ReplyMessageData", "ForwardedMessageData", "QuotedMessageData", "EmbeddedInstantMessage")
_SYSTEM = "system message"
_NO_TIME_OF_ITS_OWN = frozenset((ItemKind.CONTACT, ItemKind.ACCOUNT))


@dataclass(frozen=True, slots=True)
class View:
    """How a model type is shown: its kind, the fields that are its text (all of them, in order), the fields that may hold its time."""

    kind: ItemKind
    words: tuple[str, ...] = ()
    times: tuple[str, ...] = ("TimeStamp",)
    threaded: bool = False


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


@dataclass(slots=True)
class Made:
    """Items and the problems met on the way; `shelf` finds attachments."""

    options: ReadOptions
    shelf: Shelf
    problems: list[Problem] = field(default_factory=list)

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
            attachments=tuple(self._attachments(model, locator)),
            deleted_as_reported=model.attributes.get("deleted_state"),
            extra=(("model", model.type), ("model id", model.id), *_rest(model), *(chat.extra if chat else ())),
        )

    def party(self, model: Model, role: str = "") -> Party:
        """A Party model; the owner is the one whom the report, or the person importing, says to be it."""
        identifier, name = model.text("Identifier"), model.text("Name")
        said = (model.text("IsPhoneOwner") or "").strip().lower() == "true"
        owner = self.options.owner
        named = owner is not None and person_key(owner) in {person_key(word) for word in (identifier, name) if word}
        return Party(identifier, name, said or named, model.text("Role") or role)

    def _people(self, model: Model, chat: Chat | None) -> tuple[Party | None, tuple[Party, ...]]:
        senders = [self.party(each, "From") for each in model.inside("From", "Sender", "Author", "Organizer")]
        others = [self.party(each, name) for name, each in model.models if name in {"To", "Cc", "Bcc", "Attendees", "Recipients"}]
        listed = [self.party(each, name) for name, each in model.models if name in {"Parties", "Participants"}]
        if not senders:
            senders = [party for party in listed if party.role.lower() == "from"]
        sender = senders[0] if senders else None
        others += [*senders[1:], *(party for party in listed if party not in senders)]
        if not others and chat:
            others = [party for party in chat.participants if not _same(party, sender)]
        return sender, tuple(dict.fromkeys(others))

    def _sent(self, model: Model, view: View) -> Moment | None:
        value = model.value(*view.times) if view.times else None
        if value is None and view.kind not in _NO_TIME_OF_ITS_OWN:
            value = next((value for _, kind, value in model.fields if kind.lower() == "timestamp"), None)
        return moment(value, day_first=self.options.day_first is not False) if value else None

    def _direction(self, model: Model, sender: Party | None) -> Direction:
        """As stated; outgoing where the owner sent it; never guessed (FORMATS.md rule 15)."""
        stated = (model.text("Direction") or "").strip().upper()
        if stated in {"INCOMING", "OUTGOING"}:
            return Direction(stated)
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
    for name, _, value in model.fields:
        yield prefix + name, value.text
    for name, inner in model.models:
        category, held = inner.text("Category"), inner.text("Value")
        if held is not None and category is not None:
            yield f"{name}/{category}", held
        else:
            yield from _fields(inner, f"{prefix}{name}/")


_SHOWN = frozenset(("Body", "Source"))


def _rest(model: Model) -> Iterable[tuple[str, str]]:
    """Everything else that the source says, verbatim. Quoted messages are among it, under the name of their field."""
    raw = ((f"{name} (second writing)", value.formatted) for name, _, value in model.fields if value.formatted and _differs(value))
    return (*model.flat(_SHOWN if model.type in {"InstantMessage", "SMS", "MMS"} else frozenset()), *raw)


def _differs(value: Value) -> bool:
    return value.formatted[:19] != value.text[:19]


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

"""From the objects of a CASE/UCO graph to items: messages in their threads, e-mails, calls, people, places,
files; all else as records."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from evidence_review.domain.evidence import Attachment, Item, Moment, ReadOptions
from evidence_review.domain.kinds import Direction, ItemKind
from evidence_review.domain.people import Party
from evidence_review.importers.accounts.account_files import Files
from evidence_review.importers.accounts.account_times import moment_of
from evidence_review.importers.examiners.case_uco.graph import (
    Graph,
    Node,
    is_reference,
    is_set,
    listed,
    references,
)
from evidence_review.importers.plugin import Clock, media_type
from evidence_review.importers.tally import Unknown
from evidence_review.importers.text.row_values import Owner, number, written

_KINDS = (
    ("EmailMessage", ItemKind.EMAIL), ("Message", ItemKind.MESSAGE), ("SMSMessage", ItemKind.MESSAGE), ("Call", ItemKind.CALL),
    ("PhoneCall", ItemKind.CALL), ("Contact", ItemKind.CONTACT), ("CalendarEntry", ItemKind.CALENDAR), ("URLHistory", ItemKind.VISIT),
    ("URLHistoryEntry", ItemKind.VISIT), ("URLVisit", ItemKind.VISIT), ("Note", ItemKind.NOTE), ("LatLongCoordinates", ItemKind.LOCATION),
    ("GPSCoordinates", ItemKind.LOCATION), ("SimpleAddress", ItemKind.LOCATION), ("Location", ItemKind.LOCATION),
    ("RasterPicture", ItemKind.IMAGE), ("Image", ItemKind.FILE), ("Audio", ItemKind.AUDIO), ("Video", ItemKind.VIDEO), ("File", ItemKind.FILE),
    ("ApplicationAccount", ItemKind.ACCOUNT), ("DigitalAccount", ItemKind.ACCOUNT), ("EmailAccount", ItemKind.ACCOUNT),
    ("PhoneAccount", ItemKind.ACCOUNT), ("Account", ItemKind.ACCOUNT), ("UserAccount", ItemKind.ACCOUNT),
)  # fmt: skip
_TIMES = {
    ItemKind.MESSAGE: ("sentTime", "receivedTime", "observableCreatedTime", "createdTime", "startTime"),
    ItemKind.EMAIL: ("sentTime", "receivedTime", "createdTime"),
    ItemKind.CALL: ("startTime", "callTime", "endTime"),
    ItemKind.CALENDAR: ("startTime", "createdTime", "observableCreatedTime"),
    ItemKind.VISIT: ("lastVisit", "visitTime", "firstVisit", "startTime"),
}
_OTHER_TIMES = (
    "startTime", "observableCreatedTime", "objectCreatedTime", "createdTime", "observableModifiedTime", "objectModifiedTime", "modifiedTime",
    "sentTime", "lastLoginTime", "firstLoginTime",
)  # fmt: skip
_SHOWN_APART = ("messageText: ", "body: ")
_MESSAGES_OF_THREAD = ("messages", "message", "messageThread", "element")
_REACHED_AT = (
    "contactPhone", "contactPhoneNumber", "phoneNumber", "contactEmail", "contactAccount", "emailAddress", "contactAddress",
)  # fmt: skip
_FALSE_TIME, _ATTACHED = "1900-01-01T08:00:00", frozenset({"attached to", "attachment of"})
_OWNER = "PHONE_OWNER_"
"""How a converter of Cellebrite reports begins the name of the owner whose name it does not know."""
_IN, _OUT = (
    frozenset({"incoming", "missed", "received", "inbox", "voicemail"}),
    frozenset({"outgoing", "sent", "dialed", "dialled"}),
)


@dataclass(frozen=True, slots=True)
class _Thread:
    """A conversation: its id, its title, the places of its messages, its people."""

    id: str
    title: str
    places: dict[str, int]
    people: tuple[Party, ...]


@dataclass(slots=True)
class Bundle:
    """One document while its items are made. `at` is its name in an archive, "" where it is the only one."""

    graph: Graph
    at: str
    options: ReadOptions
    clock: Clock
    files: Files
    unknown: Unknown
    owner: Owner = field(init=False)
    threads: dict[str, _Thread] = field(default_factory=dict)
    attached: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Threads and attachments are looked up once, since messages do not say to which they belong."""
        self.owner = Owner(self.options)
        for node in self.graph.nodes:
            if "MessageThread" in node.types:
                self._learn_thread(node)
            if re.sub(r"[-_\s]+", " ", node.word("kindOfRelationship")).casefold() in _ATTACHED:
                for target in self.graph.referred(node.get("target")):
                    self.attached.setdefault(target, []).extend(self.graph.referred(node.get("source")))

    def _learn_thread(self, node: Node) -> None:
        held = (each.get(name) for each in (*node.facets, node.own) for name in _MESSAGES_OF_THREAD)
        messages = dict.fromkeys(found for each in held for found in self.graph.referred(each))
        places = {message: place for place, message in enumerate(messages, 1)}
        people = tuple(self._parties(listed(node.get("participant", "participants"))))
        title = node.word("displayName", "name") or ", ".join(map(Party.label, people))
        thread = _Thread(node.id or node.word("identifier") or self.locator(node), title, places, people)
        for message in places:
            self.threads.setdefault(message, thread)

    def locator(self, node: Node) -> str:
        """The object's id, else its place in the document."""
        return f"{self.at}{node.id or '.'.join(map(str, node.place))}"

    def party(self, value: Any) -> Party | None:
        """The person behind a reference: number, address or account id; the name shown. The object's id where
        nothing else is known."""
        node = self.graph.of(value)
        if node is not None:
            return self._party_of(node)
        if isinstance(value, str):
            return Party(value, None, self.owner.is_me(value)) if value.strip() and is_set(value) else None
        known = next(references(value), "")
        return Party(known, None) if known else None

    def _parties(self, values: Iterable[Any]) -> Iterator[Party]:
        return (party for each in values if (party := self.party(each)))

    def _party_of(self, node: Node) -> Party | None:
        """The person that an object describes."""
        email = self._email(node)
        name = _name(node) or (node.word("accountIdentifier") if email else "")
        is_owner = name.startswith(_OWNER) or node.word("accountIssuer").startswith(_OWNER)
        name = "" if name.startswith(_OWNER) else name
        found = _number(node, email) or ("" if name or node.id.startswith("_:") else node.id)
        return self._person(found, name, is_owner=is_owner) if found or name else None

    def _person(self, found: str, name: str, *, is_owner: bool) -> Party:
        shown = name if name != found else ""
        return Party(found or None, shown or None, is_owner or self.owner.is_me(found, name))

    def _email(self, node: Node) -> str:
        address = self.graph.of(node.get("emailAddress"))
        return (
            (address.word("addressValue", "value") if address else "")
            or node.word("addressValue", "emailAddress")
            or (node.word("value") if node.types & {"EmailAccount", "EmailAddress"} else "")
        )

    def items(self) -> Iterator[Item]:
        """An item for each object in its order; for a list of visits one for each visit."""
        for number_, node in enumerate(self.graph.nodes, 1):
            entries = (
                [each for each in listed(node.get("urlHistoryEntry")) if isinstance(each, Node)]
                if "URLHistory" in node.types
                else []
            )
            if not entries:
                yield self._item(node, number_, self.locator(node))
            for at, each in enumerate(entries):
                yield self._item(each, at + 1, f"{self.locator(node)} entry {at + 1}")
        if self.graph.rest:
            node = Node(("document",), "", frozenset({"document"}), self.graph.rest)
            yield self._item(node, 0, f"{self.at}document")

    def _kind(self, node: Node, locator: str) -> ItemKind:
        found = next((kind for name, kind in _KINDS if name in node.types), None)
        if (
            found is ItemKind.EMAIL
            and "Message" in node.types
            and ("SMSMessage" in node.types or node.get("messageText"))
        ):
            found = (
                ItemKind.MESSAGE
            )  # Autopsy gives a text message an empty facet of e-mail, of calls and of numbers too
        if found is None:
            for name in sorted(node.types - _RECORDS):
                self.unknown.add("type", name, locator)
        return found or ItemKind.RECORD

    def _item(self, node: Node, place: int, locator: str) -> Item:
        kind = self._kind(node, locator)
        lines = list(dict.fromkeys(self._lines(node)))
        made = Item(
            locator=locator,
            kind=kind,
            text="\n".join(lines) or None,
            thread=f"{self.at}{kind.value.lower()}",
            position=place,
            sent=self._time(node, kind),
            app=self._app(node),
            deleted_as_reported=self._deleted(node),
            extra=(("types", ", ".join(sorted(node.types))),) if node.types else (),
        )
        if kind in {ItemKind.MESSAGE, ItemKind.EMAIL, ItemKind.CALL}:
            return self._spoken(made, node, lines)
        if kind is ItemKind.CONTACT:
            return replace(made, recipients=tuple(self._contact(node)))
        if kind in {ItemKind.FILE, ItemKind.IMAGE, ItemKind.AUDIO, ItemKind.VIDEO}:
            return replace(made, attachments=(self._file(node),))
        return made

    def _spoken(self, made: Item, node: Node, lines: list[str]) -> Item:
        """A message, e-mail or call: who to whom, in which conversation, what was said."""
        thread = self.threads.get(node.id)
        sender, recipients = self._sender_and_recipients(node)
        subject = node.word("subject") if made.kind is ItemKind.EMAIL else ""
        rest = "\n".join(line for line in lines if not line.startswith(_SHOWN_APART))
        made = self._in_thread(made, node, thread)
        return replace(
            made,
            text=made.text if made.kind is ItemKind.CALL else _message_text(node, subject),
            thread_title=made.thread_title or subject,
            sender=sender,
            recipients=recipients or self._others(thread, sender),
            direction=self._direction(node, sender, recipients),
            attachments=tuple(self._attachments(node)),
            extra=(*made.extra, *((("values", rest),) if rest else ())),
        )

    def _sender_and_recipients(self, node: Node) -> tuple[Party | None, tuple[Party, ...]]:
        """Who sent it, and to whom. A call or text may name one number alone, that of the other side."""
        senders = (each for name in ("from", "sender", "caller") for each in node.every(name))
        sender = next(self._parties(senders), None)
        recipients = tuple(
            self._parties(each for name in ("to", "cc", "bcc") for each in listed(node.get(name)))
        )
        alone = None if sender or recipients else self.party(node.word("phoneNumber"))
        if alone and self._direction(node, None, ()) is Direction.OUTGOING:
            return sender, (alone,)
        return sender or alone, recipients

    def _in_thread(self, made: Item, node: Node, thread: _Thread | None) -> Item:
        """The item in its conversation. Calls and e-mails without one stay with others of their kind."""
        if thread:
            place = thread.places[node.id]
            return replace(made, thread=f"{self.at}{thread.id}", thread_title=thread.title, position=place)
        if made.kind is ItemKind.MESSAGE:
            return replace(made, thread=f"{self.at}messages without a thread")
        return made

    def _others(self, thread: _Thread | None, sender: Party | None) -> tuple[Party, ...]:
        """The one other person of a conversation of two."""
        if thread is None or sender is None or len(thread.people) != 2:
            return ()
        return tuple(each for each in thread.people if each != sender) if sender in thread.people else ()

    def _direction(self, node: Node, sender: Party | None, recipients: tuple[Party, ...]) -> Direction:
        words = {node.word(name).casefold() for name in ("messageType", "callType", "direction")}
        if words & _IN:
            return Direction.INCOMING
        if words & _OUT or (sender and sender.is_owner):
            return Direction.OUTGOING
        return Direction.INCOMING if any(each.is_owner for each in recipients) else Direction.UNKNOWN

    def _contact(self, node: Node) -> Iterator[Party]:
        name = (
            node.word("displayName", "contactName")
            or _full_name(node.word("firstName", "givenName"), node.word("lastName", "familyName"))
            or node.word("name")
        )
        reached = self._parties(_address(value) for key in _REACHED_AT for value in node.every(key))
        found = [replace(party, name=name or party.name, role="contact") for party in reached]
        if not found and name:
            found = [Party(None, name, self.owner.is_me(name), "contact")]
        yield from dict.fromkeys(found)

    def _attachments(self, node: Node) -> Iterator[Attachment]:
        held = [
            *self.attached.get(node.id, ()),
            *self.graph.referred(node.get("attachment", "hasAttachment")),
        ]
        for each in dict.fromkeys(held):
            found = self.graph.by_id.get(each)
            yield self._file(found) if found else Attachment(each)

    def _file(self, node: Node) -> Attachment:
        """The file that an object describes, with its bytes where it was supplied beside the document."""
        path = node.word("filePath", "fileLocalPath")
        name = (
            node.word("fileName")
            or path.replace("\\", "/").rpartition("/")[2]
            or node.word("name")
            or node.id
            or "file without a name"
        )
        kind = node.word("mimeType") or media_type(name)
        size = number(node.get("sizeInBytes"))
        found = self.files.attachment(name, "", kind)
        return (
            found
            if found.data is not None or found.sha256
            else Attachment(name, kind, size, self._sha256(node))
        )

    def _sha256(self, node: Node) -> str | None:
        for each in listed(node.get("hash")):
            value = str(each.get("hashValue") or "") if isinstance(each, Node) else ""
            if (
                len(value) == 64
                and set(value) - {"1"}
                and all(sign in "0123456789abcdefABCDEF" for sign in value)
            ):
                return value.lower()
        return None

    def _time(self, node: Node, kind: ItemKind) -> Moment | None:
        """The first time that is set. A converter writes 1900-01-01T08:00:00 where it has none."""
        for name in _TIMES.get(kind, _OTHER_TIMES):
            for each in listed(node.get(name)):
                if each and not str(each).startswith(_FALSE_TIME):
                    found = moment_of(
                        each if isinstance(each, str | int | float) else None,
                        self.clock,
                        self.options.day_first,
                    )
                    if found:
                        return found
        return None

    def _app(self, node: Node) -> str:
        found = self.graph.of(node.get("application"))
        return found.word("name", "applicationIdentifier", "displayName") if found else ""

    def _deleted(self, node: Node) -> str | None:
        said = node.word("allocationStatus", "deletedState", "__status")
        return said if said and said.casefold() not in {"intact", "allocated", "unknown"} else None

    def _lines(self, node: Node) -> Iterator[str]:
        """A line for every value, references in the words of what they refer to."""
        for each in (*node.facets, node.own):
            yield from self._words(each, "", 0)

    def _node_words(self, node: Node, name: str, layer: int) -> Iterator[str]:
        if node.id and layer:
            yield f"{name}: {self._shown(node)}"
        for each in (node.own, *node.facets):
            yield from self._words(each, name, layer + 1)

    def _words(self, value: Any, name: str, layer: int) -> Iterator[str]:
        if isinstance(value, Node):
            yield from self._node_words(value, name, layer)
        elif is_reference(value):
            found = self.graph.of(value)
            yield f"{name}: {self._shown(found) if found else value['@id']}"
        elif isinstance(value, list) or (isinstance(value, dict) and layer < 40):
            for below, each in _members(value, name):
                yield from self._words(each, below, layer + 1)
        elif value not in (None, "") and not str(value).startswith(_FALSE_TIME):
            yield f"{name}: {written(value)}"

    def _shown(self, node: Node) -> str:
        """A few words for an object that another refers to, and its id."""
        party = self.party({"@id": node.id}) if node.id else None
        words = node.word("fullValue", "displayName", "name", "fileName", "addressValue") or (
            party.label() if party else ""
        )
        return f"{words} ({node.id})" if words and words != node.id else node.id


def _full_name(*words: str) -> str:
    """The words that there are, as one name."""
    return " ".join(filter(None, words))


def _name(node: Node) -> str:
    """How a person is shown."""
    names = _full_name(node.word("givenName"), node.word("familyName"))
    return node.word("displayName") or names or node.word("name")


def _number(node: Node, email: str) -> str:
    """By what a person is reached: number, address or account."""
    account = node.word("accountIdentifier", "accountLogin", "identifier")
    return node.word("phoneNumber") or email or account


def _message_text(node: Node, subject: str) -> str | None:
    """The subject and the first of the texts; None where neither is set."""
    texts = (facet.get(name) for name in ("messageText", "body") for facet in (*node.facets, node.own))
    said = [each for each in texts if isinstance(each, str)]
    return "\n\n".join(filter(None, (subject, *said[:1]))) if said or subject else None


def _address(value: Any) -> Any:
    """The number or address that a facet of a contact holds; what is no facet as it is."""
    inner = value.get("contactPhoneNumber", value.get("emailAddress")) if isinstance(value, Node) else None
    return value if inner is None else inner


def _members(value: dict[str, Any] | list[Any], name: str) -> Iterator[tuple[str, Any]]:
    """What a list or object holds; keys below are joined by dots."""
    if isinstance(value, list):
        return ((name, each) for each in value)
    return ((f"{name}.{key}" if name else str(key), each) for key, each in value.items())


_RECORDS = frozenset({
    "MessageThread", "Application", "OperatingSystem", "Organization", "Person", "Identity", "SimpleName", "BirthInformation", "Device",
    "MobileDevice", "SIMCard", "URL", "EmailAddress", "Relationship", "ObservableRelationship", "ObservableObject", "Observable", "UcoObject",
    "Facet", "Tool", "AnalyticTool", "InvestigativeAction", "Investigation", "ProvenanceRecord", "Bundle", "Attachment", "DataRange",
    "ContentData", "ExtInode", "PathRelation", "AccountAuthentication", "document", "value", "Authorization", "Role", "CyberItem", "Trace",
    "ObjectObservable", "BluetoothAddress", "WifiAddress", "MACAddress", "IPv4Address", "WirelessNetworkConnection", "NetworkConnection",
    "CellSite", "Event", "EventRecord", "ConfiguredTool", "Action", "ActionReferences", "Hash", "Thread", "DataSource",
})  # fmt: skip
"""Types that are known and become records."""

"""Who takes part in a record of a Cellebrite report, which way it went, and the conversation in which it
stands (reference/formats.md 3.1)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import Direction, ItemKind
from evidence_review.domain.people import Party, person_key
from evidence_review.importers.examiners.ufdr.models import Model
from evidence_review.importers.examiners.ufdr.views import View

_SENDERS = frozenset(("From", "Sender", "Author", "Organizer"))
_RECIPIENTS = frozenset(("To", "Cc", "Bcc", "Attendees", "Recipients", "TaggedParties"))
_LISTED = frozenset(("Parties", "Participants", "Party"))
_COPIED = frozenset(("Cc", "Bcc"))
_IN, _OUT = Direction.INCOMING, Direction.OUTGOING
_SENT = frozenset((ItemKind.MESSAGE, ItemKind.EMAIL))
_STATED = {"incoming": _IN, "outgoing": _OUT, "missed": _IN}
_FOLDERS = {"inbox": _IN, "sent": _OUT, "sent messages": _OUT, "outbox": _OUT, "sent items": _OUT}
_STATES = {"sent": _OUT, "unsent": _OUT, "read": _IN, "unread": _IN}
_MOST_PARTIES = 5000
_SYSTEM = "system message"


@dataclass(frozen=True, slots=True)
class Chat:
    """What a conversation says of itself: every message in it shares this."""

    thread: str
    title: str = ""
    app: str = ""
    participants: tuple[Party, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    _people: "dict[Party | None, People]" = field(default_factory=dict, compare=False)

    def people(self, sender: Party | None) -> "People":
        """The people of a message that names no recipients: its sender, and the others who take part. Made
        once for each sender."""
        people = self._people.get(sender)
        if people is None:
            others = tuple([party for party in self.participants if not _same(party, sender)])
            people = self._people[sender] = (
                People(None, others, system=True) if _speaks(sender) else People(sender, others)
            )
        return people


@dataclass(frozen=True, slots=True)
class People:
    """Those of one record. `own`: it names its recipients itself. `system`: the program itself speaks, and
    nobody is behind it."""

    sender: Party | None = None
    recipients: tuple[Party, ...] = ()
    own: bool = False
    system: bool = False


@dataclass(slots=True)
class Persons:
    """Persons as the report writes them; the same words are read once."""

    options: ReadOptions
    _parties: dict[tuple[str | None, ...], Party] = field(default_factory=dict)
    _people: dict[tuple[Party | None, ...], People] = field(default_factory=dict)

    def party(self, model: Model, role: str = "") -> Party:
        """A Party model, in the field `role`; the owner is the one whom the report, or the person importing,
        says to be it."""
        if model.party is not None and model.party[0] == role:
            return model.party[1]
        first = model.firsts()
        said = (
            role,
            first.get("Identifier"),
            first.get("Name"),
            first.get("IsPhoneOwner"),
            first.get("Role"),
        )
        party = self._parties.get(said)
        if party is None:
            if len(self._parties) >= _MOST_PARTIES:
                self._parties.clear()
            party = self._parties[said] = self._party(model, role)
        model.party = role, party
        return party

    def _party(self, model: Model, role: str) -> Party:
        identifier, name = model.text("Identifier"), model.text("Name")
        said = (model.text("IsPhoneOwner") or "").strip().lower() == "true"
        wanted = (self.options.owner, *self.options.also_owner)
        keys = {person_key(word) for word in wanted if word}
        named = bool(keys) and not keys.isdisjoint(person_key(word) for word in (identifier, name) if word)
        return Party(identifier, name, said or named, _role(model.text("Role") or "General", role))

    def of(self, model: Model, chat: Chat | None) -> People:
        """The people of a record; in a chat, those who take part in it where the message names no
        recipients."""
        if chat and len(model.models) == 1 and model.models[0][0] in _SENDERS:  # as most messages are
            return chat.people(self.party(model.models[0][1], "From"))
        sender, others = self._sender_and_others(model)
        if not others and chat:
            return chat.people(sender)
        named = (sender, *others)
        people = self._people.get(named)
        if people is None:
            if len(self._people) >= _MOST_PARTIES:
                self._people.clear()
            system = _speaks(sender)
            people = self._people[named] = People(
                None if system else sender, tuple(dict.fromkeys(others)), bool(others), system
            )
        return people

    def _sender_and_others(self, model: Model) -> tuple[Party | None, list[Party]]:
        """The sender and all others that a record names."""
        senders, others, listed = list[Party](), list[Party](), list[Party]()
        for name, each in model.models:
            if name in _SENDERS:
                senders.append(self.party(each, "From"))
            elif name in _RECIPIENTS:
                others.append(self.party(each, name))
            elif name in _LISTED:
                listed.append(self.party(each, "General"))
        if not senders:
            senders = [party for party in listed if party.role.lower() == "from"]
        others += [*senders[1:], *(party for party in listed if party not in senders)]
        return next(iter(senders), None), others

    def chat(self, model: Model, locator: str) -> Chat:
        """What a Chat model says of itself, without its messages."""
        people = tuple(dict.fromkeys(self.party(each, "General") for each in model.inside("Participants")))
        title = model.text("Name", "Subject", "Title") or ", ".join(
            each.label() for each in people if not each.is_owner and each.label()
        )
        said = tuple((f"chat/{path}", text) for path, text in model.flat())
        return Chat(
            f"{locator}/{model.text('Id') or model.id}", title, model.text("Source") or "", people, said
        )

    def direction(self, model: Model, people: People, kind: ItemKind) -> Direction:
        """As stated; else outgoing where the owner sent it, incoming where it names her as who received it;
        never guessed (rule 15)."""
        said = model.text("Direction", "Type") if kind is ItemKind.CALL else model.text("Direction")
        stated = _STATED.get(said.strip().lower()) if said else None
        if stated is not None:
            return stated
        sender = people.sender
        if sender is not None and sender.is_owner:
            return Direction.OUTGOING
        if sender is not None and self.options.owner and sender.identifier:
            return Direction.INCOMING
        if kind in _SENT and _reaches_owner(people):
            return Direction.INCOMING
        return _direction_by_folder(model) if model.type in {"SMS", "MMS"} else Direction.UNKNOWN


def _role(stated: str, role: str) -> str:
    """The role that a report states, but for one that the field says more exactly."""
    return role or stated if stated == "General" or (stated == "To" and role in _COPIED) else stated


def _reaches_owner(people: People) -> bool:
    """Whether a record itself names the owner among its recipients."""
    return people.own and any(party.is_owner for party in people.recipients)


def _direction_by_folder(model: Model) -> Direction:
    """Which way a text went by its folder, else by its state."""
    placed = _FOLDERS.get((model.text("Folder") or "").strip().lower())
    return placed or _STATES.get((model.text("Status") or "").strip().lower(), Direction.UNKNOWN)


def thread(model: Model, view: View, app: str, people: People, locator: str) -> str:
    """The conversation of a record outside chats: its own where it names one, else its application and
    people; places and pages by application."""
    if not view.threaded:
        return f"{model.type}|{app}" if view.grouped else locator
    named = model.text("ChatId")
    if named:
        return f"{model.type}|{app}|{named}"
    keys = sorted(set(_keys(people)))
    subject = _plain_subject(model.text("Subject") or "") if view.kind is ItemKind.EMAIL else ""
    return "|".join((model.type, app, subject, *keys)) if keys or subject else locator


def _keys(people: People) -> Iterator[str]:
    """The other people of a record, by what tells them apart."""
    for party in (people.sender, *people.recipients):
        if party and not party.is_owner and (word := party.identifier or party.name):
            yield person_key(word)


def _speaks(sender: Party | None) -> bool:
    """Whether it is the application itself that speaks."""
    return sender is not None and _SYSTEM in (sender.identifier or sender.name or "").lower()


def _same(party: Party, other: Party | None) -> bool:
    return other is not None and (party.identifier or party.name) == (other.identifier or other.name)


def _plain_subject(subject: str) -> str:
    words = subject.strip().lower()
    while words.startswith(("re:", "fw:", "fwd:", "aw:", "wg:")):
        words = words.partition(":")[2].strip()
    return words

"""Items from the manifest of an RSMF file: each event of a chat, with what was done to it (RSMF 1.0 and 2.0,
Relativity's published schema)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from evidence_review.domain.evidence import Attachment, Item, Problem, ReadOptions
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.domain.people import Party
from evidence_review.importers.mail.email_people import marked
from evidence_review.importers.packed.archives import Archive, DamagedMember
from evidence_review.importers.plugin import Clock, attach, file_chunks
from evidence_review.importers.tally import Unknown
from evidence_review.importers.text.email_headers import iso_moment

type Json = dict[str, Any]

_KINDS = {"message": ItemKind.MESSAGE, "disclaimer": ItemKind.SYSTEM, "join": ItemKind.SYSTEM, "leave": ItemKind.SYSTEM,
          "history": ItemKind.SYSTEM, "unknown": ItemKind.SYSTEM}  # fmt: skip
_FIELDS = frozenset(
    ("type", "body", "participant", "conversation", "timestamp", "attachments", "direction", "deleted")
)
_KEPT = frozenset(("id", "parent", "importance", "reactions", "edits", "read_receipts", "custom"))
_DIRECTIONS = {"incoming": Direction.INCOMING, "outgoing": Direction.OUTGOING}
_NOT_READ = "An event of this chat is not written as one and could not be read."
_MISSING = "A file that a message names is not in this export. Ask for it."
_BROKEN = "A file that a message names is damaged and could not be read. Ask for another copy."


def is_beside(manifest: Path, name: str) -> bool:
    """Whether a file that a manifest names lies beside it, and nowhere else."""
    try:
        place = manifest.parent / name
        return name == place.name and place != manifest and place.is_file() and not place.is_symlink()
    except (OSError, ValueError):
        return False


@dataclass(frozen=True, slots=True)
class Beside:
    """The files beside a manifest that came without its zip; each is looked for when an event names it."""

    manifest: Path
    problems: tuple[Problem, ...] = ()

    def chunks(self, name: str) -> Iterator[bytes] | None:
        """The bytes of the file of this name in pieces; None where it was not supplied."""
        return file_chunks(self.manifest.parent / name) if is_beside(self.manifest, name) else None


@dataclass(slots=True)
class Chat:
    """One manifest: its people and conversations by id, and the archive that its files lie in (None where
    there is none)."""

    manifest: Json
    archive: Archive | Beside | None
    options: ReadOptions
    unknown: Unknown = field(default_factory=Unknown)
    used: set[str] = field(default_factory=set)
    people: dict[str, Json] = field(init=False)
    conversations: dict[str, Json] = field(init=False)

    def __post_init__(self) -> None:
        self.people = _by_id(self.manifest.get("participants"))
        self.conversations = _by_id(self.manifest.get("conversations"))
        pictures = [
            each.get(key)
            for group in (self.people, self.conversations)
            for each in group.values()
            for key in ("avatar", "icon")
        ]
        self.used.update(str(name) for name in pictures if name)

    def items(self) -> Iterator[Item | Problem]:
        """Every event in the order of the manifest."""
        for number, event in enumerate(self._events(), 1):
            locator = f"event {number}"
            if not isinstance(event, dict):
                yield Problem(locator, ProblemKind.NOT_READ, _NOT_READ, 1)
                continue
            files, problems = self._files(event, locator)
            yield self._item(event, number, files)
            yield from problems
        yield from self.unknown.problems()

    def named(self) -> set[str]:
        """Every file that the manifest names, pictures of people among them."""
        events = (event for event in self._events() if isinstance(event, dict))
        stated = (each for event in events for each in _list(event.get("attachments")))
        return self.used | {_text(each.get("id") if isinstance(each, dict) else each) for each in stated} - {
            ""
        }

    def _events(self) -> Iterator[Any]:
        """The events of the manifest; some programs put them inside their conversation, against the
        schema."""
        yield from _list(self.manifest.get("events"))
        for conversation in _list(self.manifest.get("conversations")):
            for event in _list(conversation.get("events")) if isinstance(conversation, dict) else ():
                yield {"conversation": conversation.get("id"), **event} if isinstance(event, dict) else event

    def _item(self, event: Json, number: int, files: list[Attachment]) -> Item:
        stated = str(event.get("type") or "unknown").lower()
        if stated not in _KINDS:
            self.unknown.add("event type", stated, f"event {number}")
        name = self._thread(event)
        conversation = self.conversations.get(name, {})
        custodian = _text(conversation.get("custodian"))
        sender = self._party(_text(event.get("participant")), custodian)
        raw = _text(event.get("timestamp"))
        body = event.get("body")
        return Item(
            locator=f"event {number}",
            kind=_KINDS.get(stated, ItemKind.SYSTEM),
            text=None if body is None else _text(body),
            thread=name or "no conversation",
            position=number,
            sender=sender,
            recipients=self._recipients(conversation, custodian, sender),
            sent=iso_moment(raw, Clock(self.options.zone)) if raw else None,
            direction=_direction(event, custodian),
            app=_text(conversation.get("platform")) or "RSMF",
            thread_title=_text(conversation.get("display")),
            attachments=tuple(files),
            deleted_as_reported="deleted" if event.get("deleted") is True else None,
            extra=tuple(self._extra(event, stated, conversation, number)),
        )

    def _thread(self, event: Json) -> str:
        """The conversation that an event names, or the only one that there is."""
        only = next(iter(self.conversations)) if len(self.conversations) == 1 else ""
        return _text(event.get("conversation")) or only

    def _recipients(self, conversation: Json, custodian: str, sender: Party | None) -> tuple[Party, ...]:
        others = (self._party(_text(each), custodian) for each in _list(conversation.get("participants")))
        return tuple(dict.fromkeys(party for party in others if party and party != sender))

    def _party(self, name: str, custodian: str) -> Party | None:
        """The e-mail address identifies, else the account; the manifest's own number for a person does not
        leave the manifest."""
        if not name:
            return None
        person = self.people.get(name, {})
        identifier = _text(person.get("email")) or _text(person.get("account_id")) or None
        party = Party(identifier, _text(person.get("display")) or (None if identifier else name))
        return Party(
            party.identifier,
            party.name,
            is_owner=name == custodian or marked([party], self.options)[0].is_owner,
        )

    def _files(self, event: Json, locator: str) -> tuple[list[Attachment], list[Problem]]:
        files: list[Attachment] = []
        problems: list[Problem] = []
        for number, each in enumerate(_list(event.get("attachments")), 1):
            stated = each if isinstance(each, dict) else {"id": each}
            member = _text(stated.get("id"))
            shown = _text(stated.get("display")) or PurePosixPath(member).name or "attachment"
            size = stated.get("size")
            blank = Attachment(shown, size=size if isinstance(size, int) else None, member=member or None)
            found, chunks = self._found(member.replace("\\", "/"))
            where = f"{locator}/attachment {number}"
            if found is None or chunks is None:
                files.append(blank)
                problems.append(Problem(where, ProblemKind.MISSING_ATTACHMENT, _MISSING))
                continue
            self.used.add(found)
            try:
                files.append(attach(shown, chunks, found))
            except (DamagedMember, OSError):
                files.append(blank)
                problems.append(Problem(where, ProblemKind.PARTLY_READ, _BROKEN))
        return files, problems

    def _found(self, name: str) -> tuple[str | None, Iterator[bytes] | None]:
        if isinstance(self.archive, Beside):
            return name, self.archive.chunks(name)
        member = self.archive.members.get(name) if self.archive else None
        return (member.name, self.archive.chunks(member)) if self.archive and member else (None, None)

    def _extra(self, event: Json, stated: str, conversation: Json, number: int) -> Iterator[tuple[str, str]]:
        if stated != "message":
            yield "event type", stated
        yield from self._context(event, conversation)
        for reaction in _list(event.get("reactions")):
            yield "reaction", self._reaction(reaction)
        for key in ("edits", "read_receipts"):
            for each in _list(event.get(key)):
                yield key.rstrip("s").replace("_", " "), self._act(each)
        for key, value in event.items():
            if key not in _FIELDS and key not in {"reactions", "edits", "read_receipts"}:
                if key not in _KEPT:
                    self.unknown.add("field of an event", key, f"event {number}")
                yield from _pairs({"id": "event id", "parent": "answers event"}.get(key, key), value)

    def _context(self, event: Json, conversation: Json) -> Iterator[tuple[str, str]]:
        """What is said of the person, the conversation and the manifest that an event stands in."""
        person = self.people.get(_text(event.get("participant")), {})
        for group, told, known in (
            ("participant", person, {"id", "display", "email"}),
            ("conversation", conversation, {"id", "display", "platform", "participants", "events"}),
            ("manifest", self.manifest, {"version", "participants", "conversations", "events"}),
        ):
            for key, value in told.items():
                if key not in known:
                    yield from _pairs(f"{group}/{key}", value)

    def _reaction(self, reaction: Any) -> str:
        if not isinstance(reaction, dict):
            return _text(reaction)
        count = reaction.get("count")
        who = ", ".join(self._label(each) for each in _list(reaction.get("participants")))
        return (
            _text(reaction.get("value"))
            + (f" ({count})" if isinstance(count, int) else "")
            + (f" by {who}" if who else "")
        )

    def _act(self, act: Any) -> str:
        """An edit or a receipt: who, when, what."""
        if not isinstance(act, dict):
            return _text(act)
        told = [f"by {self._label(act.get('participant'))}"] if act.get("participant") else []
        return "; ".join(
            told + [f"{key}: {_text(value)}" for key, value in act.items() if key != "participant"]
        )

    def _label(self, name: Any) -> str:
        party = self._party(_text(name), "")
        return party.label() if party else ""


def _direction(event: Json, custodian: str) -> Direction:
    """As stated, else by the custodian, whose device or account the conversation was collected from."""
    stated = _DIRECTIONS.get(_text(event.get("direction")).lower())
    sender = _text(event.get("participant"))
    if stated or not custodian or not sender:
        return stated or Direction.UNKNOWN
    return Direction.OUTGOING if sender == custodian else Direction.INCOMING


def _pairs(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """A value, or the pairs of a list of names and values."""
    for each in _list(value) if isinstance(value, list) else [value]:
        if isinstance(each, dict) and "name" in each:
            yield f"{name}/{_text(each['name'])}", _text(each.get("value"))
        elif each is not None:
            yield name, _text(each)


def _by_id(value: Any) -> dict[str, Json]:
    return {_text(each.get("id")): each for each in reversed(_list(value)) if isinstance(each, dict)}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else str(value)

"""Who wrote to whom in an SMS Backup & Restore file: numbers joined by "~", names beside them, the addresses
of picture messages (reference/formats.md 3.10).

A file of many messages has few people: what is made of an address and its name is kept and used again.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from evidence_review.domain.people import Party, person_key, person_keys

SELF = "insert-address-token"
"""Stands for the phone's own number."""
INCOMING, OUTGOING = "1", "2"
_MOST = 50_000
_SENDER = "137"
_ROLES = {_SENDER: "from", "151": "to", "130": "cc", "129": "bcc"}
_NUMBER = re.compile(r"[+(]?\d[\d\s().-]{4,}")
_WITHHELD = re.compile(r"-\d")


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation: the others in it, its key (+44 and 0 spellings of a number are one), what it is
    called."""

    others: tuple[Party, ...]
    thread: str
    title: str


@dataclass(slots=True)
class People:
    """The owner as the importing person gave her, and the conversations met so far."""

    owner: Party | None
    keys: frozenset[str]
    _talks: dict[tuple[str | None, str | None], Talk] = field(
        default_factory=dict[tuple[str | None, str | None], Talk]
    )

    @classmethod
    def of(cls, owner: str | None, also: Iterable[str] = ()) -> "People":
        """The owner by her name or number, and her other names and numbers."""
        keys = frozenset(person_key(word) for word in (owner or "", *also) if word.strip())
        if not owner or not owner.strip():
            return cls(None, keys)
        number = _NUMBER.fullmatch(owner.strip())
        return cls(Party(owner, None, is_owner=True) if number else Party(None, owner, is_owner=True), keys)

    def talk(self, address: str | None, names: str | None) -> Talk:
        """The conversation with these numbers; `names` as the file writes them beside the numbers."""
        found = self._talks.get((address, names))
        if found is None:
            if len(self._talks) > _MOST:
                self._talks.clear()
            found = self._talks[address, names] = self._talk(address, names)
        return found

    def party(self, address: str, name: str | None = None, role: str = "") -> Party:
        """A person by number, who may be the owner."""
        party = Party(address, name, role=role)
        return (
            replace(party, is_owner=True)
            if self.keys and not self.keys.isdisjoint(person_keys(party))
            else party
        )

    def _talk(self, address: str | None, names: str | None) -> Talk:
        written = [one for one in (address or "").split("~") if one.strip()]
        keys = {person_key(one) for one in written}
        thread = "~".join(sorted(keys - self.keys or keys)) or "no number"
        return Talk(tuple(self._others(written, names)), thread, names or ", ".join(written))

    def _others(self, written: Sequence[str], names: str | None) -> Iterator[Party]:
        for address, name in zip(written, _beside(names, len(written)), strict=True):
            if address == SELF:
                if self.owner:
                    yield self.owner
            elif not _WITHHELD.fullmatch(address):  # -1 and -2 stand for a withheld number
                yield self.party(address, name)


def _beside(names: str | None, count: int) -> list[str | None]:
    """Names beside the addresses: by place where there are as many (joined by ", "), else none is told
    apart."""
    if names is None or names == "(Unknown)":
        return [None] * count
    each = [names] if count == 1 else names.split(", ")
    return [None if name == "(Unknown)" else name for name in each] if len(each) == count else [None] * count


def ends(
    people: People, box: str, talk: Talk, known: Mapping[str, str]
) -> tuple[Party | None, tuple[Party, ...]]:
    """Sender and recipients of a message between the owner and these others; `known` are the boxes that there
    are."""
    if box == INCOMING:
        return (talk.others[0] if talk.others else None), ((people.owner,) if people.owner else ())
    return (people.owner if box in known else None), talk.others


@dataclass(frozen=True, slots=True)
class Addresses:
    """What the `addr` elements of a picture message say: type 137 sent it, the others were to have it."""

    senders: tuple[Party, ...]
    recipients: tuple[Party, ...]


def addresses(people: People, written: Iterable[tuple[str | None, str | None]], talk: Talk) -> Addresses:
    """The parties behind pairs of address and type, named as the conversation names them."""
    names = {person_key(party.identifier or ""): party.name for party in talk.others}
    senders, recipients = list[Party](), list[Party]()
    for address, kind in written:
        role = _ROLES.get(kind or "", "")
        if address == SELF:
            party = people.owner
        else:
            party = (
                people.party(address, names.get(person_key(address)), role if role in {"cc", "bcc"} else "")
                if address
                else None
            )
        if party:
            (senders if role == "from" else recipients).append(party)
    return Addresses(tuple(senders), tuple(recipients))


def between(address: str | None, written: Sequence[tuple[str | None, str | None]], box: str) -> str | None:
    """The numbers of a picture message's conversation; where the file names none, from its addresses without
    the phone's own."""
    if address:
        return address
    told = [(one, kind) for one, kind in written if one and one != SELF]
    if box == OUTGOING:
        return _joined(one for one, kind in told if kind != _SENDER)
    senders = [one for one, kind in told if kind == _SENDER]
    return senders[0] if len(senders) == 1 and len(dict(told)) <= 2 else _joined(dict(told))


def _joined(numbers: Iterable[str]) -> str | None:
    return "~".join(dict.fromkeys(numbers)) or None


def picture_ends(
    people: People, box: str, told: Addresses, talk: Talk, known: Mapping[str, str]
) -> tuple[Party | None, tuple[Party, ...]]:
    """Sender and recipients of a picture message."""
    sender = _picture_sender(people, box, told.senders, talk, known)
    given = (*(_owners(told.recipients, talk) if box == INCOMING else told.recipients), *told.senders)
    rest = dict.fromkeys(party for party in (*given, *_missing(talk, given)) if party != sender)
    own = person_key(sender.identifier) if sender and sender.identifier else ""
    return sender, tuple(party for party in rest if not own or person_key(party.identifier or "") != own)


def _picture_sender(
    people: People, box: str, senders: Sequence[Party], talk: Talk, known: Mapping[str, str]
) -> Party | None:
    """Who is of type 137 sent it (reference/formats.md 3.10), but never another person what the owner
    sent."""
    if box in known and box != INCOMING:
        return _own(senders, talk) or people.owner
    if senders:
        return senders[0]
    others = [party for party in talk.others if not party.is_owner]
    return others[0] if len(others) == 1 and box == INCOMING else None


def _own(senders: Sequence[Party], talk: Talk) -> Party | None:
    """The owner by her own number: the one sender of a message that left this phone, where it is none of the
    others."""
    if len(senders) != 1 or (senders[0] in talk.others and len(talk.others) == 1):
        return None
    return replace(senders[0], is_owner=True)


def _owners(recipients: tuple[Party, ...], talk: Talk) -> tuple[Party, ...]:
    """The recipients of a message that came; the only one, who is not the other person of the conversation,
    is the owner."""
    keys = {person_key(party.identifier or "") for party in talk.others}
    alone = len(recipients) == 1 and len(keys) == 1 and recipients[0].identifier is not None
    return (
        (replace(recipients[0], is_owner=True),)
        if alone and person_key(recipients[0].identifier or "") not in keys
        else recipients
    )


def _missing(talk: Talk, given: Iterable[Party]) -> tuple[Party, ...]:
    keys = {person_key(party.identifier or "") for party in given}
    return tuple(party for party in talk.others if person_key(party.identifier or "") not in keys)

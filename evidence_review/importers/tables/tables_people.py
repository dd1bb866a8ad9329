"""The people in a cell: identifier, name and owner's mark as Cellebrite, AXIOM, Oxygen and others write them
(reference/formats.md 3.3, 3.9)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.people import Party, person_key
from evidence_review.importers.tables import tables_words as words

_OWNER = re.compile(
    r"\s*\((?:owner|proprietário|propietario|besitzer|eigentümer|propriétaire|eigenaar)\)\s*$", re.IGNORECASE
)
_ROLE = re.compile(r"(from|to|de|para|von|an|cc|bcc)\s*:\s+", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"(?P<name>[^<>]*?)\s*<(?P<id>[^<>]+)>")
_PHONE_FIRST = re.compile(r"(?P<id>\+?\(?\d[\d().-]*(?:[ ][\d().-]+)*\d|\d{3,})(?:\s+(?P<name>\D.*))?")
_ACCOUNT_FIRST = re.compile(r"(?P<id>[^\s@]*@[^\s]+|(?=\S*[\d_])[\w.+-]{4,}:?\d*)(?:\s+(?P<name>.+))?")
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+|\+?[\d().\s-]{5,}|\d+")
_LOCAL = "local user"
_ONCE_KEPT = 200  # characters of a cell whose people are kept for when they are asked for again


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose phone or account it is, as the person importing names her."""

    keys: frozenset[str]

    @classmethod
    def of(cls, options: ReadOptions) -> "Owner":
        """From the options of an import."""
        return cls(
            frozenset(person_key(word) for word in (options.owner or "", *options.also_owner) if word.strip())
        )

    def known(self, party: Party) -> Party:
        """The party, marked where she is the owner."""
        said = {person_key(word) for word in (party.identifier, party.name) if word and word.strip()}
        return replace(party, is_owner=True) if said & self.keys else party


def parties(text: str, owner: Owner, role: str = "") -> tuple[Party, ...]:
    """The people in a cell, in order; none for "N/A" and the senders that are no people (rule 17)."""
    return _parties_again(text, owner, role) if len(text) <= _ONCE_KEPT else _parties(text, owner, role)


@lru_cache(maxsize=4096)
def _parties_again(text: str, owner: Owner, role: str) -> tuple[Party, ...]:
    """The same; a table of many rows has few people."""
    return _parties(text, owner, role)


def _parties(text: str, owner: Owner, role: str) -> tuple[Party, ...]:
    found = list[Party]()
    for line in _apart(text):
        marked = _ROLE.match(line)
        party = one(line[marked.end() :] if marked else line, marked[1].capitalize() if marked else role)
        if party and party not in found:
            found.append(owner.known(party))
    return tuple(found)


def _apart(text: str) -> Iterator[str]:
    """The entries of a cell: lines, then semicolons, then commas where numbers or addresses stand between
    them."""
    for line in re.split(r"[\r\n]+", text):
        for piece in re.split(r";\s*", line):
            if piece.strip():
                yield from _listed(piece)


def _listed(piece: str) -> list[str]:
    listed = [each.strip() for each in piece.split(",")]
    filled = [each for each in listed if each]
    several = len(listed) > 1 and all(
        _ADDRESS.fullmatch(each) or _IN_BRACKETS.fullmatch(each) for each in filled
    )
    return filled if several else [piece.strip()]


def one(text: str, role: str = "") -> Party | None:
    """The person behind "<identifier> <name>", "name <identifier>", a name, a number or an address; None for
    nobody."""
    is_owner = bool(_OWNER.search(text))
    bare = _OWNER.sub("", text).strip().strip("'\"")
    if not bare or bare.casefold() in words.NOBODY:
        return None
    identifier, name = _identified(bare)
    if name and name.casefold() == _LOCAL:  # AXIOM's word for the owner is no name (rule 17)
        is_owner, name = True, (None if identifier else name)
    if identifier and identifier.casefold() in words.NOBODY:
        identifier = None
    return Party(identifier, name, is_owner, role) if identifier or name else None


def _identified(text: str) -> tuple[str | None, str | None]:
    """The identifier in a text and the name beside it, else the text as a name."""
    found = _IN_BRACKETS.fullmatch(text) or _PHONE_FIRST.fullmatch(text) or _ACCOUNT_FIRST.fullmatch(text)
    return (found["id"].strip(), (found["name"] or "").strip() or None) if found else (None, text)


def joined(identifiers: str, names: str, owner: Owner) -> tuple[Party, ...]:
    """The people whose numbers and names stand in two columns: put together where both hold as many."""
    by_id, by_name = list(_apart(identifiers)), list(_apart(names))
    if by_id and len(by_id) == len(by_name):
        pairs = zip(by_id, by_name, strict=True)
        return tuple(
            owner.known(_told(identifier, name))
            for identifier, name in pairs
            if identifier.casefold() not in words.NOBODY
        )
    return parties(identifiers, owner) if by_id else parties(names, owner)


def _told(identifier: str, name: str) -> Party:
    """A person whose columns say which is which; a name that is the number again is none, and may hold the
    number itself."""
    inside = one(name)
    label = (inside.name or None) if inside else None
    return Party(identifier, label if label != identifier else None, inside.is_owner if inside else False)


def is_system(text: str) -> bool:
    """Whether a sender's cell says that the app itself speaks."""
    return text.strip().casefold() in {"system message system message", "system message", "system"}


_ENTRY = re.compile(r"(?P<kind>[^:\n]{0,60}?)(?:-[^:\n]*)?:\s*(?P<value>.+)")


def entries(cells: Sequence[str], name: str | None, owner: Owner) -> tuple[Party, ...]:
    """The numbers and addresses of a contact: lines such as "Phone-Mobile: …" and "User ID-WhatsApp User Id:
    …"; other lines are no identifiers."""
    values = (_identifier(line.strip()) for cell in cells for line in re.split(r"[\r\n]+", cell))
    return tuple(dict.fromkeys(owner.known(Party(value, name)) for value in values if value))


def _identifier(line: str) -> str:
    """What a line of a contact says is a number or an address; "" where it says neither."""
    entry = _ENTRY.fullmatch(line)
    value = entry["value"].strip() if entry else line
    label = (entry["kind"] if entry else "").casefold()
    if "name" in line.casefold().split(":")[0] and not label.startswith(("phone", "email")):
        return ""
    known = label.startswith(("phone", "email", "e-mail", "user id", "mobile", "tel"))
    return value if known or _ADDRESS.fullmatch(value) else ""

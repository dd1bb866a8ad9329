"""People: those in the data, those who act in a case, and the keys by which a person is recognised."""

import re
from dataclasses import dataclass
from typing import Protocol

from evidence_review.domain.ids import CaseId, UserId
from evidence_review.domain.kinds import Role
from evidence_review.domain.text import fold


@dataclass(frozen=True, slots=True)
class Case:
    """One investigation or prosecution."""

    id: CaseId
    urn: str
    name: str


@dataclass(frozen=True, slots=True)
class User:
    """Someone acting in a case: name, role, raw 32-byte Ed25519 public key in hexadecimal."""

    id: UserId
    name: str
    role: Role
    public_key: str

    @property
    def key_id(self) -> str:
        """The first 16 hexadecimal digits of the public key: short enough to read aloud."""
        return self.public_key[:16]


class Signer(Protocol):
    """A user who has unlocked her key: can sign what she does."""

    @property
    def user(self) -> User:
        """Who signs."""
        ...

    def sign(self, message: bytes) -> bytes:
        """A 64-byte Ed25519 signature of the message."""
        ...


@dataclass(frozen=True, slots=True)
class Party:
    """A person as a source names her. A name is a label; only the identifier identifies (FORMATS.md rule 16)."""

    identifier: str | None
    name: str | None
    is_owner: bool = False
    role: str = ""

    def label(self) -> str:
        """What the source shows: the name, else the identifier."""
        return self.name or self.identifier or ""


_PHONE = re.compile(r"[+(]?[\d][\d\s().-]{5,}")
_JID = re.compile(r"(\d{6,15})(?::\d+)?@(?:s\.whatsapp\.net|c\.us)")


def person_key(written: str) -> str:
    """One spelling for an identifier or a name: British numbers as 44…, JIDs as their number, else folded text."""
    word = written.strip()
    folded = " ".join(word.lower().split()) if word.isascii() and word.isprintable() else fold(word).text
    jid = _JID.fullmatch(folded)
    if jid:
        return jid.group(1)
    if _PHONE.fullmatch(folded):
        digits = re.sub(r"\D", "", folded.replace("(0)", "") if "+" in folded else folded)
        digits = digits.removeprefix("00") if digits.startswith("00") else digits
        return "44" + digits[1:] if digits.startswith("0") else digits
    return folded


def person_keys(party: Party) -> frozenset[str]:
    """Every key by which a line of enquiry may name this person."""
    return frozenset(person_key(word) for word in (party.identifier, party.name) if word and word.strip())

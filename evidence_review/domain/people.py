"""People: those in the data, those who act in a case, and the keys by which a person is recognised."""

import re
from dataclasses import dataclass
from typing import Protocol

from evidence_review.domain.ids import CaseId, UserId
from evidence_review.domain.kinds import CasePart, Role
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


@dataclass(frozen=True, slots=True)
class CasePerson:
    """An accused or a complainant, entered once: the name that every paper prints, and the keys (`person_key`)
    of every name, number and address by which the material knows this person."""

    id: int
    name: str
    part: CasePart
    keys: frozenset[str]


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
    """A person as a source names her.

    A name is a label; only the identifier identifies (reference/formats.md rule 16).
    """

    identifier: str | None
    name: str | None
    is_owner: bool = False
    role: str = ""

    def label(self) -> str:
        """What the source shows: the name, else the identifier."""
        return self.name or self.identifier or ""


_PHONE = re.compile(r"[+(]?[\d][\d\s().-]{5,}")
_JID = re.compile(r"(\d{6,15})(?:\.\d+)?(?::\d+)?@(?:s\.whatsapp\.net|c\.us)")
_SCHEME = re.compile(r"(?:tel|sms|mailto):(?=\S)")
_HERE = "GB"


def person_key(written: str) -> str:
    """One spelling for an identifier or a name: telephone numbers as the digits of their international form,
    JIDs as their number, else folded text.

    +44 7700 900123, 07700 900123, 0044 7700 900123 and 447700900123@s.whatsapp.net are one key; so is an
    e-mail address in any case.
    """
    word = written.strip()
    folded = (
        " ".join(word.lower().split()) if word.isascii() and word.isprintable() else fold(word).text.strip()
    )
    if ":" in folded:
        folded = _SCHEME.sub("", folded, count=1) if _SCHEME.match(folded) else folded
    jid = _JID.fullmatch(folded) if "@" in folded else None
    if jid:
        return jid.group(1)
    return _number_key(folded) if _PHONE.fullmatch(folded) else folded


def _number_key(written: str) -> str:
    """The digits of a number in its international form. Only what is not plainly in that form, or plainly
    British, is parsed: that costs 50 times as much."""
    digits = re.sub(r"\D", "", written.replace("(0)", "") if "+" in written else written)
    if "+" not in written and digits.startswith("0") and not digits.startswith("00"):
        return "44" + digits[1:]
    digits = digits.removeprefix("00")
    if "+" in written or written.startswith("00"):
        return (
            _parsed("+" + digits) or digits if "0" in digits[1:4] else digits
        )  # perhaps with the zero of national dialling in it
    if digits.startswith("44") and len(digits) == 12:
        return digits
    return _parsed(digits) or digits


def _parsed(written: str) -> str:
    """What the tables of national numbering make of a number, as seen from Britain; empty where it is none
    that is in use, or a mobile number by its length.

    A spreadsheet drops the first zero: 7700900123 is 07700 900123.
    """
    import phonenumbers  # only here, since most numbers never come this far

    try:
        number = phonenumbers.parse(written, _HERE)
    except phonenumbers.NumberParseException:
        return ""
    national = str(number.national_number)
    mobile = number.country_code == 44 and len(national) == 10 and national.startswith("7")
    return (
        phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)[1:]
        if mobile or phonenumbers.is_valid_number(number)
        else ""
    )


def identity_key(party: Party) -> str:
    """The key of the identifier, or of the name where there is no identifier: a name never makes two
    identifiers one person (reference/formats.md rule 16)."""
    return person_key(party.identifier or party.name or "")


def person_keys(party: Party) -> frozenset[str]:
    """Every key by which a line of enquiry may name this person."""
    return frozenset(person_key(word) for word in (party.identifier, party.name) if word and word.strip())

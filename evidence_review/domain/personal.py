"""Decisions on personal data over the whole case: one for each person or identifier, what is known anyway,
and what may not clash.

A ruling covers every mention of its subject; a change of mind is a later one. Nothing here is made by an
engine (reference/house.md rule 2).
"""

from dataclasses import dataclass
from enum import StrEnum

from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId, UserId
from evidence_review.domain.kinds import Tier
from evidence_review.domain.people import person_key
from evidence_review.domain.text import fold


class SubjectSort(StrEnum):
    """What a ruling is about."""

    PERSON = "PERSON"
    """Someone whom a source names with an identifier of her own: her key; identities joined by hand count as
    one."""
    NAME = "NAME"
    """A name that no source ties to a person."""
    VALUE = "VALUE"
    """A number, address, handle or other identifier."""


class Stance(StrEnum):
    """What is to become of a subject wherever it stands. OPEN takes an earlier ruling back."""

    MASK = "MASK"
    KEEP = "KEEP"
    OPEN = "OPEN"


class Because(StrEnum):
    """The closed list of reasons (reference/law.md 5.8, I8; Bater-James (iii); Sexual Offences (Amendment)
    Act 1992 s.1 for ANONYMITY).
    """

    KNOWN_TO_ACCUSED = "KNOWN_TO_ACCUSED"
    NEEDED_FOR_FAIRNESS = "NEEDED_FOR_FAIRNESS"
    ALREADY_PUBLIC = "ALREADY_PUBLIC"
    OFFICIAL_ROLE = "OFFICIAL_ROLE"
    PART_OF_THE_INCIDENT = "PART_OF_THE_INCIDENT"
    DISPROPORTIONATE = "DISPROPORTIONATE"
    NOT_PERSONAL_DATA = "NOT_PERSONAL_DATA"
    PRIVATE_LIFE = "PRIVATE_LIFE"
    RISK_OF_HARM = "RISK_OF_HARM"
    ANONYMITY = "ANONYMITY"
    OTHER = "OTHER"


MASK_REASONS = (Because.PRIVATE_LIFE, Because.RISK_OF_HARM, Because.ANONYMITY, Because.OTHER)
KEEP_REASONS = (
    Because.KNOWN_TO_ACCUSED,
    Because.NEEDED_FOR_FAIRNESS,
    Because.ALREADY_PUBLIC,
    Because.OFFICIAL_ROLE,
    Because.PART_OF_THE_INCIDENT,
    Because.DISPROPORTIONATE,
    Because.NOT_PERSONAL_DATA,
    Because.OTHER,
)
BECAUSE_WORDS = {
    Because.KNOWN_TO_ACCUSED: "known to the accused already",
    Because.NEEDED_FOR_FAIRNESS: "needed for a fair trial",
    Because.ALREADY_PUBLIC: "already public",
    Because.OFFICIAL_ROLE: "acting in an official role",
    Because.PART_OF_THE_INCIDENT: "part of the incident itself",
    Because.DISPROPORTIONATE: "masking would be disproportionate",
    Because.NOT_PERSONAL_DATA: "not personal data",
    Because.PRIVATE_LIFE: "private, and not needed to follow the issue",
    Because.RISK_OF_HARM: "risk of harm if it were known",
    Because.ANONYMITY: "anonymity given by law",
    Because.OTHER: "another reason",
}
SHORTEST_WORDS = 10


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom or what a ruling is about: a person's key, a folded name, or an identifier in its one spelling
    (`value_key`)."""

    sort: SubjectSort
    key: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's decision on a subject over the whole case. `words` are her own, beside the reason of the
    list. `at`: UTC, ISO 8601."""

    id: str
    number: int
    subject: Subject
    stance: Stance
    because: Because
    words: str
    by: UserId
    at: str


def check_reason(stance: Stance, because: Because, words: str) -> None:
    """RuleBroken where a reason of the list does not go with the stance, or is missing its words."""
    allowed = {Stance.MASK: MASK_REASONS, Stance.KEEP: KEEP_REASONS, Stance.OPEN: (Because.OTHER,)}[stance]
    if because not in allowed:
        raise RuleBroken(
            f"That reason does not go with this decision. Choose one of these: "
            f"{', '.join(BECAUSE_WORDS[one] for one in allowed)}."
        )
    if because is Because.OTHER and len(words.strip()) < SHORTEST_WORDS:
        raise RuleBroken(f"Say the reason in words of your own, in at least {SHORTEST_WORDS} characters.")


class AllowedSort(StrEnum):
    """Why something is on the list of what is known anyway (reference/law.md 5.8)."""

    KNOWN_NAME = "KNOWN_NAME"
    ROLE_WORD = "ROLE_WORD"
    PLACE_OF_INCIDENT = "PLACE_OF_INCIDENT"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class Allowed:
    """Words that are not suggested again: by whom they were listed and why. Taken off by a later row."""

    id: str
    words: str
    sort: AllowedSort
    why: str
    by: UserId
    at: str


class ConflictKind(StrEnum):
    """How what is masked and what is visible clash (reference/law.md I5)."""

    VISIBLE = "VISIBLE"
    """Masked elsewhere, visible here."""
    SAME_FIRST_NAME = "SAME_FIRST_NAME"
    """A first name that stands alone and that two people bear."""
    MASKED_AGAINST_RULING = "MASKED_AGAINST_RULING"
    """One mention is marked, though the subject is kept everywhere."""
    TWO_RULINGS = "TWO_RULINGS"
    """Identities joined as one person are decided on differently."""


class Answer(StrEnum):
    """What a person says of a conflict."""

    MASK = "MASK"
    KEEP = "KEEP"
    NOT_THE_SAME = "NOT_THE_SAME"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One place where something stands that is masked elsewhere.

    `item` 0 and an empty span: a label or heading of the bundle, not a text.

    `key` is a keyed fingerprint of kind, place and subject, so that an answer finds it again. `token` is what
    stands for it where it is masked, `words` what is visible, `place` where, in plain words. `line` is the
    line the item is relevant to.
    """

    key: str
    kind: ConflictKind
    line: int
    item: ItemId
    start: int
    end: int
    place: str
    token: str
    words: str
    why: str


class ClueSort(StrEnum):
    """What may lead to a person without naming her (reference/personal_data.md 3.7, reference/law.md I6)."""

    ADDRESS = "address"
    PLACE = "street or place"
    SCHOOL = "school"
    WORK = "job"
    RELATIONSHIP = "relationship"
    AGE = "age"
    DATE = "date"
    HEALTH_CARE = "place of care"
    CONTACT = "contact"
    NUMBER = "reference number"


@dataclass(frozen=True, slots=True)
class Clue:
    """A visible clue: text[start:end] of an item."""

    item: ItemId
    start: int
    end: int
    sort: ClueSort
    words: str


@dataclass(frozen=True, slots=True)
class Leftover:
    """What the detector finds in the text of the finished export that was neither marked nor decided on.
    `page` counts from 1."""

    file: str
    page: int
    words: str
    kind: str
    tier: Tier
    reason: str


def value_key(words: str) -> str:
    """One spelling for an identifier: numbers as E.164 digits, else letters and digits alone, folded; with an
    address or link its signs too."""
    key = person_key(words)
    return key if "@" in key or key.isdigit() else "".join(mark for mark in key if mark.isalnum())


def name_key(words: str) -> str:
    """A name as it is compared: folded, without a possessive, titles left as they are."""
    folded = fold(words).text.strip(" .,;:!?")
    return folded.removesuffix("'s").removesuffix("'").strip()

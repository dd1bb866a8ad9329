"""What is looked for among the items of a line, and what the steps tell of it."""

import re
from array import array
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from evidence_review.domain.kinds import ItemKind
from evidence_review.store.searches.within_line import State

__all__ = [
    "ConversationRow",
    "Exchange",
    "Facets",
    "LineSearch",
    "Someone",
    "State",
    "Wanted",
    "Way",
    "sought",
]

_ASKED = re.compile(r'"([^"]+)"|“([^”]+)”|(\S+)')


def sought(words: str) -> re.Pattern[str] | None:
    """What the words of a search look like in a shown text, near enough to be lit; None without words."""
    parts: list[str] = []
    for quoted, curled, bare in _ASKED.findall(words):
        said = re.sub(r"\s+", " ", (quoted or curled or bare).rstrip("*").strip())
        if said:
            end = r"\w*" if bare.endswith("*") else r"\b"
            parts.append(rf"\b{re.escape(said)}{end}")
    return re.compile("|".join(parts), re.IGNORECASE) if parts else None


class Way(StrEnum):
    """Which way items went between people."""

    EITHER = "either"
    SENT = "sent"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Someone:
    """A person by the number that stays (the lowest of all identities that are known to be one person), and by
    the label under which a line shows this person."""

    number: int
    label: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a person sent, received or either; where there is an `other`, to or from that person alone."""

    one: Someone
    other: Someone | None = None
    way: Way = Way.EITHER


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words that a text must all hold (those in quotation marks as one phrase; one that ends in * as the beginning
    of a word); senders by the labels under which they are shown; whole days in London, both included; apps,
    references of exhibits, kinds; one conversation by its number (0: any); what stands of the item; whether a file
    is attached; who wrote to whom; hours of the day in London, the first and the last, both included; items that were
    picked by their numbers. What is empty limits nothing."""

    words: str = ""
    who: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    apps: tuple[str, ...] = ()
    exhibits: tuple[str, ...] = ()
    kinds: tuple[ItemKind, ...] = ()
    conversation: int = 0
    state: State | None = None
    has_file: bool = False
    exchange: Exchange | None = None
    hours: tuple[int, int] | None = None
    picked: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked."""
        return self == Wanted()


@dataclass(frozen=True, slots=True)
class LineSearch:
    """What was found: numbers of items in the order of the line, among how many it was looked for, and the SHA-256 of
    those (hexadecimal)."""

    items: array[int]
    searched: int
    corpus: str = ""


@dataclass(frozen=True, slots=True)
class Facets:
    """By what the items of a line can be narrowed down, each with how many there are: senders by label, apps,
    exhibits, kinds, and days ("" is no day)."""

    who: tuple[tuple[str, int], ...]
    apps: tuple[tuple[str, int], ...]
    exhibits: tuple[tuple[str, int], ...]
    kinds: tuple[tuple[ItemKind, int], ...]
    days: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """A conversation as a line lets it through: its number, what it is called (by labels of who writes in it), app,
    exhibit, how many items, how many of them undecided, the first and the last time (ISO, "" where none)."""

    number: int
    label: str
    app: str
    exhibit: str
    items: int
    undecided: int
    first: str
    last: str

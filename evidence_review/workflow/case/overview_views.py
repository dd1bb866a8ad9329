"""What is told of many items at once: counts, people, calls, pictures, places; no text of any item."""

from dataclasses import dataclass

from evidence_review.workflow.case.search_views import Someone


@dataclass(frozen=True, slots=True)
class HourCount:
    """How many items are of an hour (0 to 23) of a day (ISO), both in London."""

    day: str
    hour: int
    items: int


@dataclass(frozen=True, slots=True)
class Days:
    """Every hour that has items, in order, how many items have no day or no hour, and how many there are."""

    hours: tuple[HourCount, ...]
    undated: int
    items: int


@dataclass(frozen=True, slots=True)
class PersonCount:
    """A person, how many items this person sent and received, with how many others, and the first and the last
    time (ISO in London, "" where none)."""

    who: Someone
    sent: int
    received: int
    others: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Tie:
    """Two people by number, the lower first, and how many items one of them sent to the other."""

    one: int
    other: int
    items: int


@dataclass(frozen=True, slots=True)
class PeopleCounts:
    """The people of a line, those with most items first, the ties between them, and how many people of the case take
    part in nothing that it lets through: a count, no names."""

    people: tuple[PersonCount, ...]
    ties: tuple[Tie, ...]
    outside: int


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call: its item, time (ISO in London, "" for none), who called and who was called, INCOMING, OUTGOING or
    UNKNOWN for the owner of the phone, seconds and whether it was answered (None: not said), app and exhibit."""

    item: int
    time: str
    caller: Someone | None
    called: tuple[Someone, ...]
    direction: str
    seconds: int | None
    answered: bool | None
    app: str
    exhibit: str


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A picture: its item, the number of the file in it, time, the label of who sent it, exhibit, and whether the item
    is the picture itself."""

    item: int
    file: int
    time: str
    sender: str
    exhibit: str
    is_item: bool


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A small picture: 8-bit RGB, rows without padding; nothing (0 by 0) where it cannot be drawn."""

    item: int
    file: int
    width: int
    height: int
    rgb: bytes


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """An item with its place: degrees north and east (WGS 84), decimals as written, within how many metres (None: not
    said), time, the label of who sent it, kind and exhibit."""

    item: int
    time: str
    north: float
    east: float
    decimals: int
    metres: float | None
    sender: str
    kind: str
    exhibit: str

"""What was seized or produced, what was in it, and what of it could not be read."""

from dataclasses import dataclass, field
from datetime import datetime

from evidence_review.domain.ids import ItemId, SourceId
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind, ZoneSource
from evidence_review.domain.people import Party


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as written, and what may be said of it (reference/formats.md rule 11).

    `local` is the wall-clock reading without zone, `utc` the instant without tzinfo (in UTC),
    set only where the zone is known. `raw` is never changed.
    """

    raw: str
    local: datetime | None = None
    utc: datetime | None = None
    offset: str | None = None
    zone: ZoneSource = ZoneSource.NONE

    def __post_init__(self) -> None:
        """An instant needs a known zone; stored times carry no tzinfo."""
        if self.utc is not None and self.zone is ZoneSource.NONE:
            raise ValueError("an instant needs a known zone")
        if (self.local is not None and self.local.tzinfo is not None) or (
            self.utc is not None and self.utc.tzinfo is not None
        ):
            raise ValueError("times are stored without tzinfo")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to an item. `data` is None where it was not supplied or is too large to carry."""

    name: str
    media_type: str = ""
    size: int | None = None
    sha256: str | None = None
    member: str | None = None
    data: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Item:
    """The smallest reviewable unit. Never changes; `locator` finds it again in its source.

    `id` and `source` are 0 until the store gives them. `thread` is the conversation's or
    document's own name within the source, `position` its order there. `text` is None where the
    source sets none ("" is an empty text). `extra` keeps every value that has no field of its own.
    """

    locator: str
    kind: ItemKind
    text: str | None
    thread: str
    position: int = 0
    sender: Party | None = None
    recipients: tuple[Party, ...] = ()
    sent: Moment | None = None
    direction: Direction = Direction.UNKNOWN
    app: str = ""
    thread_title: str = ""
    attachments: tuple[Attachment, ...] = ()
    deleted_as_reported: str | None = None
    extra: tuple[tuple[str, str], ...] = ()
    id: ItemId = ItemId(0)
    source: SourceId = SourceId(0)

    def __post_init__(self) -> None:
        """Everything must be found again, and every item stands in a thread."""
        if not self.locator or not self.thread:
            raise ValueError("an item needs a locator and a thread")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read, or was left out on purpose. `reason` never holds content.

    `records` is how many of the source's records it accounts for: 0 for a remark about the source
    as a whole or about part of an imported item.
    """

    locator: str
    kind: ProblemKind
    reason: str
    records: int = 0


@dataclass(frozen=True, slots=True)
class Declared:
    """A count that the source claims for itself; a claim, never a correction (reference/formats.md rule
    2)."""

    what: str
    count: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Given last by every importer: how many records it met in the source."""

    found: int


type Read = Item | Problem | Declared | Tally


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the person importing knows and the file does not say.

    `zone`: IANA name of the exporting phone's zone. `day_first`: how to read 03/04/2025.
    `owner`: name or number of the person whose phone or account it is; `also_owner`: her other
    names and numbers, so that a message to herself makes her no third party. `mapping`: how the
    columns of a table are read, as JSON text (importers.tables_mapping); "" leaves it to the program.
    """

    zone: str | None = None
    day_first: bool | None = None
    owner: str | None = None
    also_owner: tuple[str, ...] = ()
    mapping: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The account of one import: declared, found, imported, and what became of the rest."""

    declared: tuple[Declared, ...]
    found: int
    imported: int
    duplicates: int
    problems: tuple[Problem, ...]

    @property
    def accounted(self) -> int:
        """Imported records and those that a problem accounts for."""
        return self.imported + self.duplicates + sum(problem.records for problem in self.problems)

    @property
    def balances(self) -> bool:
        """Found = imported + accounted for (reference/formats.md rule 1)."""
        return self.found == self.accounted

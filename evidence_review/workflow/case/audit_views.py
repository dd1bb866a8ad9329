"""What the pages of the audit show: what can be asked of the log, a reading of it, and figures."""

from dataclasses import dataclass

from evidence_review.domain.audit import LogFilter, LogRow


@dataclass(frozen=True, slots=True)
class LogReading:
    """One look at the log, which is an entry itself: what was asked for, the user who was asked for by id, the number
    of that entry, the last look of the same person in an earlier session with its time in UTC (0: none), and up to
    which entry all can be found by what they are about (0: every one)."""

    wanted: LogFilter
    user: str
    entry: int
    before: int
    before_at: str
    found_to: int = 0


@dataclass(frozen=True, slots=True)
class LogChoices:
    """What the log can be filtered by, taken from what it holds: users, groups of acts with their acts, the days that
    have entries (UTC, ISO), exhibits, lines, accused as (number, name), bundles as (entry, day)."""

    users: tuple[str, ...]
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    days: tuple[str, ...]
    exhibits: tuple[str, ...]
    lines: tuple[int, ...]
    accused: tuple[tuple[int, str], ...]
    bundles: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class LifeFact:
    """One thing that is so of an item now: its name, what is said, and the entry that it rests on (0:
    none)."""

    name: str
    words: str
    entry: int = 0


@dataclass(frozen=True, slots=True)
class ItemLife:
    """The life of an item: its number, what is so of it, the groups of acts with how many entries each, and the entries
    in order of time. `left`: how many earlier entries are not told; `found_to`: as in `LogReading`."""

    item: int
    facts: tuple[LifeFact, ...]
    groups: tuple[tuple[str, int], ...]
    entries: tuple[LogRow, ...]
    left: int
    found_to: int = 0


@dataclass(frozen=True, slots=True)
class Burst:
    """Several approvals within seconds of one another by one person: the first entry, when (UTC, ISO), who, how many
    signatures, how many items they name, and seconds from the first to the last."""

    entry: int
    at: str
    by: str
    signatures: int
    items: int
    seconds: int

    def sentence(self) -> str:
        """The whole in words."""
        return (
            f"{self.by} approved {self.items:,} items by {self.signatures:,} signatures within {self.seconds:,} "
            f"second{'' if self.seconds == 1 else 's'}, from entry {self.entry}."
        )


@dataclass(frozen=True, slots=True)
class AuditFigures:
    """How people work, in numbers. `load`: day, who, decisions. `overrides`: who, decisions settled beside a suggestion,
    of them other than suggested. `readers`: line, two people, items that both decided, of them differently. `seconds`:
    time on screen in words, decisions. `approvals`: hour (UTC), who, signatures, items. `together`: signatures that name
    several items at once, as (entry, who, items). `bursts`: signatures within seconds."""

    load: tuple[tuple[str, str, int], ...]
    overrides: tuple[tuple[str, int, int], ...]
    readers: tuple[tuple[int, str, str, int, int], ...]
    seconds: tuple[tuple[str, int], ...]
    approvals: tuple[tuple[str, str, int, int], ...]
    together: tuple[tuple[int, str, int], ...]
    bursts: tuple[Burst, ...]


@dataclass(frozen=True, slots=True)
class AuditSample:
    """Decisions or looks drawn at random, to be looked at again: the entry that drew them, its time (UTC), who drew,
    what, how many out of how many, the seed in hexadecimal; how many were judged, and with how many of them the auditor
    does not agree."""

    entry: int
    at: str
    by: str
    sort: str
    drawn: int
    pool: int
    seed: str
    judged: int
    disagreed: int


@dataclass(frozen=True, slots=True)
class AuditedAct:
    """One place of such a sample: the act in figures, and what the auditor noted ("" : nothing yet; agrees, does not
    agree) with the reason."""

    place: int
    item: int
    exhibit: str
    line: int
    by: str
    at: str
    words: str
    noted: str
    why: str


@dataclass(frozen=True, slots=True)
class SampleEstimate:
    """Shares of 1 with what the auditor does not agree: as found, and between which two it lies in all from which the
    sample was drawn."""

    share: float
    low: float
    high: float
    sentence: str

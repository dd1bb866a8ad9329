"""The tables of the audit in words: entries of the log, the life of an item, drawn acts, and figures with
bars."""

from collections.abc import Sequence
from dataclasses import dataclass

from evidence_review.domain.audit import LogRow
from evidence_review.gui.models.plain_words import OP_WORDS, count
from evidence_review.gui.models.table_rows import Column
from evidence_review.workflow.case.audit_views import (
    AuditedAct,
    AuditFigures,
    AuditSample,
    LifeFact,
    LogReading,
)

OPERATIONS = {str(op): words for op, words in OP_WORDS.items()}


def _details(row: LogRow) -> str:
    """What stands behind the sentence of an entry."""
    role = row.role.replace("_", " ").lower()
    utc = f"{row.utc.replace('T', ' ')[:19]} UTC"
    parts = (utc, OPERATIONS.get(row.op, row.op), role, row.detail, f"entry hash begins {row.hash}")
    return "\n".join(one for one in parts if one)


ENTRIES: tuple[Column[LogRow], ...] = (
    Column("No.", lambda row: f"{row.seq:,}", right=True),
    Column("What was done", lambda row: row.sentence, tip=lambda row: f"{row.sentence}\n{_details(row)}"),
    Column("Reason", lambda row: row.reason, tip=lambda row: row.reason),
)
UNSEEN: tuple[Column[tuple[str, int]], ...] = (
    Column("What was not looked at", lambda pair: pair[0], tip=lambda pair: pair[0]),
    Column("Items", lambda pair: f"{pair[1]:,}", right=True),
)
FACTS: tuple[Column[LifeFact], ...] = (
    Column("What is so", lambda one: one.name),
    Column("In words", lambda one: one.words, tip=lambda one: one.words),
    Column("Entry", lambda one: f"{one.entry:,}" if one.entry else "", right=True),
)
DRAWN: tuple[Column[AuditedAct], ...] = (
    Column("Place", lambda one: f"{one.place:,}", right=True),
    Column("Item", lambda one: f"{one.exhibit} item {one.item}"),
    Column("Line", lambda one: f"{one.line}", right=True),
    Column("Who", lambda one: one.by),
    Column("What was done", lambda one: one.words, tip=lambda one: one.words),
    Column("Noted", lambda one: f"{one.noted}: {one.why}" if one.noted else "", tip=lambda one: one.why),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """A row of a chart: its name in two columns, what it says in words, and its share of the longest bar, 0
    to 1."""

    name: str
    who: str
    words: str
    share: float


MEASURED: tuple[Column[Measured], ...] = (
    Column("What", lambda one: one.name, tip=lambda one: one.name),
    Column("Who", lambda one: one.who),
    Column("Number", lambda one: one.words),
    Column("Bar", lambda _: ""),
)


def _in_shares(rows: Sequence[tuple[str, str, str, float]]) -> tuple[Measured, ...]:
    most = max((one[3] for one in rows), default=0.0) or 1.0
    return tuple(Measured(name, who, words, size / most) for name, who, words, size in rows)


def load_rows(told: AuditFigures) -> tuple[Measured, ...]:
    """Decisions by day and person."""
    return _in_shares([(day, who, count(many, "decision"), many) for day, who, many in told.load])


def override_rows(told: AuditFigures) -> tuple[Measured, ...]:
    """Decisions other than the machine suggested, as a share of those beside a suggestion."""
    return tuple(
        Measured("differ", who, f"{differ:,} of {of:,} ({100 * differ / of:.0f} %)", differ / of)
        for who, of, differ in told.overrides
        if of
    )


def reader_rows(told: AuditFigures) -> tuple[Measured, ...]:
    """Items that two people decided, and on how many they differ."""
    return tuple(
        Measured(
            f"line {line}",
            f"{one} and {other}",
            f"{differ:,} of {both:,} differ ({100 * differ / both:.0f} %)",
            differ / both,
        )
        for line, one, other, both, differ in told.readers
    )


def second_rows(told: AuditFigures) -> tuple[Measured, ...]:
    """Time on screen of decisions."""
    return _in_shares([(words, "", count(many, "decision"), many) for words, many in told.seconds])


def approval_rows(told: AuditFigures) -> tuple[Measured, ...]:
    """Approvals by hour and person."""
    return _in_shares(
        [
            (hour, who, f"{count(items, 'item')}, {count(acts, 'signature')}", items)
            for hour, who, acts, items in told.approvals
        ]
    )


def close_words(told: AuditFigures) -> str:
    """Approvals of many items within little time, in sentences."""
    many = [
        f"Entry {entry:,}: {who} approved {count(items, 'item')} by one signature."
        for entry, who, items in told.together
    ]
    said = [*(one.sentence() for one in told.bursts), *many]
    more = f" And {len(said) - 12:,} more." if len(said) > 12 else ""
    return (
        "\n".join(said[:12]) + more
        if said
        else "No several items were approved within seconds or by one signature."
    )


def sample_words(one: AuditSample) -> str:
    """A sample by its entry, for a list to choose from."""
    return f"Entry {one.entry:,}: {one.drawn:,} of {one.pool:,} {one.sort}, {one.at[:10]}"


def shown_words(shown: int, size: int | None) -> str:
    """How many entries are shown of how many that fit."""
    if size is None:
        return f"{count(shown, 'entry', 'entries')} shown so far, the newest first."
    return f"{shown:,} of {count(size, 'entry', 'entries')} shown, the newest first."


def new_words(reading: LogReading | None) -> str:
    """How much came since the last look in an earlier session, or that not every entry can be found yet."""
    if reading is None:
        return ""
    if reading.found_to:
        first = f"{reading.found_to:,} entries are found yet: see Jobs."
        return f"By item, line, exhibit, accused or bundle only the first {first}"
    if not reading.before:
        return ""
    new = reading.entry - reading.before
    at = reading.before_at.replace("T", " ")[:16]
    return f"{count(new, 'entry', 'entries')} since you last looked, {at} UTC."

"""The account of a source by kind, app, direction, day and conversation, as rows of one table
(reference/formats.md 1).
"""

from dataclasses import dataclass

from evidence_review.domain.accounting import Account
from evidence_review.domain.kinds import Direction, ItemKind
from evidence_review.gui.models.plain_words import KIND_WORDS
from evidence_review.gui.models.table_rows import Column

NOT_STATED = "not stated"
DIRECTIONS = {Direction.INCOMING: "Received", Direction.OUTGOING: "Sent", Direction.UNKNOWN: "Not known"}


@dataclass(frozen=True, slots=True)
class Group:
    """Items that share something: by what, what it is, how many, and for a conversation its first and last
    time in ISO."""

    by: str
    name: str
    items: int
    first: str = ""
    last: str = ""


GROUPS: tuple[Column[Group], ...] = (
    Column("By", lambda one: one.by),
    Column("Which", lambda one: one.name, tip=lambda one: one.name),
    Column("Items", lambda one: f"{one.items:,}", right=True),
    Column("First", lambda one: one.first.replace("T", " ")[:16]),
    Column("Last", lambda one: one.last.replace("T", " ")[:16]),
)


def groups(account: Account) -> tuple[Group, ...]:
    """Every group of what was imported; the items of each way of grouping add up to what was imported (of
    days, to what has a time)."""
    return (
        *(Group("Kind", KIND_WORDS[ItemKind(kind)], items) for kind, items in account.kinds),
        *(Group("App", app or NOT_STATED, items) for app, items in account.apps),
        *(Group("Direction", DIRECTIONS[Direction(way)], items) for way, items in account.directions),
        *(
            Group("Conversation", one.title or one.name or NOT_STATED, one.items, one.first, one.last)
            for one in account.talks
        ),
        *(Group("Day", day, items) for day, items in account.days),
    )

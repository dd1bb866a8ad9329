"""The keys that may be changed, as rows: what each does, its key, whether it is as we ship it."""

from dataclasses import dataclass

from evidence_review.gui.models.helping.key_choice import CHANGEABLE, Chosen, now, shipped
from evidence_review.gui.models.table_rows import Column


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One act with its key as it is now."""

    act: str
    words: str
    keys: str
    shipped: str
    group: str


KEY_COLUMNS: tuple[Column[KeyRow], ...] = (
    Column("What it does", lambda one: one.words, tip=lambda one: one.words),
    Column("Key", lambda one: one.keys),
    Column("As shipped", lambda one: "yes" if one.keys == one.shipped else f"no: {one.shipped}"),
    Column("Where", lambda one: "Approve" if one.group == "Approve" else "Review"),
)


def key_rows(chosen: Chosen) -> tuple[KeyRow, ...]:
    """Every key that may be changed."""
    return tuple(
        KeyRow(key.act, key.words, now(key, chosen), shipped(key.act), key.group) for key in CHANGEABLE
    )

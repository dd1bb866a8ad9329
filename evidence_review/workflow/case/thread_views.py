"""What the steps tell of a conversation around an item, beside its messages."""

from dataclasses import dataclass

from evidence_review.domain.ids import ItemId


@dataclass(frozen=True, slots=True)
class Answered:
    """The message that another answers: its number, sender as shown and time in London; without a number it lies
    outside the line, and nothing is told of it."""

    item: ItemId | None = None
    sender: str = ""
    time_london: str = ""


@dataclass(frozen=True, slots=True)
class Reaction:
    """A sign under a message, and how many people gave it."""

    sign: str
    count: int

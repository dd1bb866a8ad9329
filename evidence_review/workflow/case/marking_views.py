"""What the steps that mark hand to the window and the command line."""

from dataclasses import dataclass

from evidence_review.domain.ids import ItemId


@dataclass(frozen=True, slots=True)
class Place:
    """Where words that were looked for stand: original text[start:end] of an item, the words, and what stands
    around them.

    `state` says that it is marked or kept on purpose, empty where it can be marked; `is_part` that it is one
    word of a name that was looked for.
    """

    line: int
    item: ItemId
    start: int
    end: int
    label: str
    words: str
    before: str
    after: str
    state: str
    is_part: bool

    @property
    def key(self) -> str:
        """By which the place is named in commands."""
        return f"{self.item}:{self.start}-{self.end}"

    @property
    def is_open(self) -> bool:
        """Whether it can be marked."""
        return not self.state


@dataclass(frozen=True, slots=True)
class Sought:
    """What a search of everything that goes out found: of `searched` items, `without_text` have no words to
    look in.

    `not_alone` are words of the name that are also ordinary words, so that they were not looked for alone.
    """

    words: str
    places: tuple[Place, ...]
    searched: int
    without_text: int
    not_alone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What stays of an item where only some passages are kept: `rest` are the spans of its original text that
    would be marked.

    `after` is what it would leave; `notes` are sentences for whoever decides.
    """

    item: ItemId
    rest: tuple[tuple[int, int], ...]
    after: str
    notes: tuple[str, ...]

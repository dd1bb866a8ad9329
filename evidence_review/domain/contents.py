"""What a file says, as values from which a new file can be made: passages, sheets, files inside; what a
reader cannot see is named."""

from dataclasses import dataclass, field
from enum import StrEnum


class Unseen(StrEnum):
    """What becomes of the things that a reader of the original would not see: each listed by kind and number,
    never kept or dropped unsaid."""

    LEFT_OUT = "leave out"
    SHOWN = "show"


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in their order. `label` stands before them ("From"); `unseen` names what hides them from a reader
    ("comment"), "" where she sees them."""

    text: str
    label: str = ""
    unseen: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of cells as text. `unseen` where the sheet is hidden; `rows_unseen` and `columns_unseen` (places
    from 0) are hidden on it."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    unseen: str = ""
    rows_unseen: frozenset[int] = frozenset()
    columns_unseen: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Inside:
    """A file inside another. `data` is None where it could not be had."""

    name: str
    data: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Contents:
    """All that was read of a file, in order. `unread` are sentences, without content, about what could not be
    read."""

    passages: tuple[Passage, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    files: tuple[Inside, ...] = ()
    unread: tuple[str, ...] = ()

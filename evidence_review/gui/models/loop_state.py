"""Where a reviewer stands, as values: the item in front, the one just decided, what can be undone, and what
an act asks
the window to do (docs/decisions/0049)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from evidence_review.domain.ids import DecisionId, ItemId, RedactionId
from evidence_review.domain.kinds import Relevance, Tag
from evidence_review.gui.models.decided import is_brief
from evidence_review.workflow.case.views import ItemView


class Listed(Protocol):
    """The list beside the item: rows of items, some of them decided."""

    def place(self, item: ItemId) -> int:
        """The row of an item, -1 where it is not listed."""
        ...

    def item_at(self, row: int) -> ItemId | None:
        """The item of a row, None beyond the ends."""
        ...

    def undecided_from(self, row: int, without: Collection[ItemId] = ()) -> ItemId | None:
        """The first undecided item in this row or below it, but for some."""
        ...

    def beside(self, row: int, most: int | None) -> tuple[Sequence[ItemId], Sequence[ItemId]]:
        """The items above a row, nearest first, and those from it on; at most so many of each."""
        ...


@dataclass(frozen=True, slots=True)
class Front:
    """The item in front, by what the loop needs of it. `mates`: its copies that go with it while they are
    tied: those without a decision, and those that stand as it stands. `same`: those of them with the same
    text to the
    letter. `is_brief`: a message of fewer than four words."""

    item: ItemId
    name: str
    decided: Relevance | None = None
    decision: DecisionId | None = None
    tags: tuple[Tag, ...] = ()
    mates: tuple[ItemId, ...] = ()
    same: tuple[ItemId, ...] = ()
    is_brief: bool = False


def front_of(view: ItemView) -> Front:
    """What the loop needs of an item."""
    stands = view.decision.value if view.decision else None
    tied = [one for one in view.copies if not one.decision or one.decision == stands]
    return Front(
        view.id,
        name_of(view),
        stands,
        view.decision.id if view.decision else None,
        view.tags if stands is Relevance.RELEVANT else (),
        tuple(one.item for one in tied),
        tuple(one.item for one in tied if not one.is_near),
        is_brief(view),
    )


def name_of(view: ItemView) -> str:
    """By what a strip names an item: its exhibit, and the hour and minute that stand on it."""
    clock = next((part[:5] for part in view.time_london.split() if part[2:3] == ":"), "no time")
    page = f"page {view.page + 1}" if view.page is not None else clock
    return f"{view.exhibit} · {page}"


@dataclass(frozen=True, slots=True)
class Named:
    """The item just decided, to which tags apply for as long as it is named; `mates` were decided with it."""

    item: ItemId
    name: str
    value: Relevance
    tags: tuple[Tag, ...] = ()
    mates: tuple[ItemId, ...] = ()
    same: tuple[ItemId, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """One act as undo takes it back: decisions made, the tags that it set on each item or took off, marks
    made."""

    line: int
    item: ItemId
    decisions: tuple[DecisionId, ...] = ()
    is_set: bool = True
    tagged: tuple[tuple[ItemId, tuple[Tag, ...]], ...] = ()
    marks: tuple[RedactionId, ...] = ()
    several: tuple[ItemId, ...] = ()
    """Items that were decided in one list, the first of them `item`; none where one alone was."""


@dataclass(frozen=True, slots=True)
class Save:
    """Write a decision, with its tags, for the item and what is tied to it. `over`: what stood before.
    `then`: where to
    go on."""

    front: Front
    value: Relevance
    reason: str
    over: Relevance | None
    tags: tuple[Tag, ...]
    is_tied: bool
    stays: bool
    then: ItemId | None


@dataclass(frozen=True, slots=True)
class PutTags:
    """Set a tag on items, or take it off."""

    item: ItemId
    tag: Tag
    is_set: bool
    items: tuple[ItemId, ...]


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Take back an act by later rows."""

    act: Done


@dataclass(frozen=True, slots=True)
class Go:
    """Open an item, of another line where one is given. `keeps_name`: the item just decided stays named."""

    item: ItemId
    line: int = 0
    keeps_name: bool = False


@dataclass(frozen=True, slots=True)
class Unfold:
    """Show the messages around the item in front."""


@dataclass(frozen=True, slots=True)
class Say:
    """Tell a person one sentence."""

    words: str


@dataclass(frozen=True, slots=True)
class SayEnd:
    """Tell that the list ends here, how much of it is undecided, and where."""


KNOWN = 100
"""Items that stay seen."""

type Effect = Save | PutTags | TakeBack | Go | Unfold | Say | SayEnd
type Changed = tuple[tuple[ItemId, tuple[Tag, ...]], ...]
type Turn = tuple["Loop", tuple[Effect, ...]]


@dataclass(frozen=True, slots=True)
class Loop:
    """Where a reviewer stands. `waiting`: tags that go
    with “Relevant”. `asked`: the change that the panel asks about. `above` and `below`: what stood above the
    item in
    front, nearest first, and from it on, when it was last listed. `known`: the items last
    painted whole, which need not be scrolled through again when undo or a key brings them back."""

    line: int = 0
    front: Front | None = None
    seen: bool = False
    around: bool = False
    tied: bool = True
    waiting: frozenset[Tag] = frozenset()
    asked: Relevance | None = None
    named: Named | None = None
    done: tuple[Done, ...] = ()
    above: tuple[ItemId, ...] = ()
    below: tuple[ItemId, ...] = ()
    known: tuple[ItemId, ...] = ()

    @property
    def filled(self) -> Relevance | None:
        """The decision whose button is filled: the one that stands on the item in front."""
        return self.front.decided if self.front else None

    @property
    def told_of(self) -> Named | None:
        """The item just decided, where tags apply to it rather than to the item in front."""
        named = self.named
        return named if named is not None and named.value is Relevance.RELEVANT else None

    @property
    def tags(self) -> tuple[Tag, ...]:
        """The tags whose buttons are filled: of the item that they apply to, or those that wait."""
        if named := self.told_of:
            return named.tags
        if self.front is not None and self.front.decided is Relevance.RELEVANT:
            return self.front.tags
        return tuple(tag for tag in Tag if tag in self.waiting)

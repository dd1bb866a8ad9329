"""Several items decided in one act: a list that is read, each item ticked as it is seen to its end; no Qt."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import Relevance
from evidence_review.gui.models.decided import is_brief, wordless
from evidence_review.gui.models.loop_state import front_of
from evidence_review.gui.models.plain_words import DECISION_WORDS, count
from evidence_review.workflow.case.views import ItemView

AT_ONCE = 20
"""Items that are listed first, and with each wish for more."""


@dataclass(frozen=True, slots=True)
class Card:
    """An item of the list. `view`: once it was opened; `is_gone`: it may not be opened any more."""

    item: ItemId
    view: ItemView | None = None
    is_gone: bool = False
    is_seen: bool = False
    is_ticked: bool = True

    @property
    def alone(self) -> str:
        """Why it cannot be decided with others, in a sentence; "" where it can or was not opened."""
        if self.is_gone:
            return "It cannot be shown now: it is held, or waits for the next search."
        if self.view is None:
            return ""
        if self.view.decision is not None:
            return "It is decided already."
        if wordless(self.view) or self.view.picture_covered:
            return "It is seen only by its picture: decide on it alone."
        return (
            "Fewer than four words: decide on it alone, with what is around it."
            if is_brief(self.view)
            else ""
        )

    @property
    def counts(self) -> bool:
        """Whether the next decision is its own too."""
        return self.view is not None and self.is_seen and self.is_ticked and not self.alone

    @property
    def copies(self) -> int:
        """How many undecided copies go with it."""
        return len(front_of(self.view).mates) if self.view else 0


@dataclass(frozen=True, slots=True)
class Several:
    """The list, in the order in which the items stand in the queue."""

    cards: tuple[Card, ...] = ()

    @property
    def chosen(self) -> tuple[ItemId, ...]:
        """The items that were read to their end and are ticked."""
        return tuple(card.item for card in self.cards if card.counts)

    @property
    def unread(self) -> int:
        """How many may be decided with the others once they were seen to their end."""
        return sum(not card.is_seen and not card.alone for card in self.cards)


def listed(several: Several, items: Iterable[ItemId]) -> Several:
    """With these items below."""
    return Several((*several.cards, *map(Card, items)))


def opened(several: Several, asked: Sequence[ItemId], views: Iterable[ItemView]) -> Several:
    """These items were asked for, and these of them may be shown."""
    came = {view.id: view for view in views}
    return _each(
        several, asked, lambda card: replace(card, view=came.get(card.item), is_gone=card.item not in came)
    )


def painted(several: Several, item: ItemId) -> Several:
    """All of an item was on the screen."""
    return _each(several, (item,), lambda card: replace(card, is_seen=True))


def ticked(several: Several, item: ItemId, *, on: bool) -> Several:
    """An item was ticked, or left out."""
    return _each(several, (item,), lambda card: replace(card, is_ticked=on))


def missing(several: Several, *, is_stated: bool) -> str:
    """Why the decision must wait, in a sentence; "" where it need not."""
    if not several.chosen:
        return (
            "Scroll through the list: an item can be decided once its end was on the screen and it is ticked."
        )
    return "" if is_stated else "Please tick the statement, or cancel."


def told(several: Several) -> str:
    """How many will be decided, and what is not among them."""
    copies = sum(card.copies for card in several.cards if card.counts)
    with_copies = f" and {count(copies, 'copy', 'copies')}" if copies else ""
    alone = sum(bool(card.alone) for card in several.cards)
    parts = (
        f"{count(len(several.chosen), 'item')}{with_copies} ticked and read",
        f"{several.unread:,} not read to the end yet" if several.unread else "",
        f"{alone:,} to be decided alone" if alone else "",
    )
    return ", ".join(filter(None, parts)) + "."


def done_words(value: Relevance, items: int, decisions: int, key: str) -> str:
    """What was decided, and the key that takes all of it back."""
    copies = f" and {count(decisions - items, 'copy', 'copies')}" if decisions > items else ""
    return f"{count(items, 'item')}{copies}: {DECISION_WORDS[value]}. {key} takes all of it back."


def _each(several: Several, items: Iterable[ItemId], change: Callable[[Card], Card]) -> Several:
    asked = frozenset(items)
    return Several(tuple(change(card) if card.item in asked else card for card in several.cards))

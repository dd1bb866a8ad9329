"""What the buttons of the tags show: which are filled, and to which item they apply."""

from dataclasses import dataclass

from evidence_review.domain.kinds import Relevance, Tag
from evidence_review.gui.models.loop_state import Loop


@dataclass(frozen=True, slots=True)
class TagState:
    """Which buttons are filled, whether they can be pressed, and in words to what they apply."""

    pressed: frozenset[Tag]
    is_free: bool
    about: str


def tag_state(loop: Loop, *, may: bool) -> TagState:
    """The tags of the item just decided while it is named; else those of the item in front, or those that
    will be saved
    with “Relevant”."""
    front, named = loop.front, loop.told_of
    is_free = may and (named is not None or loop.seen)
    if named is not None and (front is None or named.item != front.item):
        about = f"Said of {named.name}, just decided"
    elif front is None or front.decided is Relevance.RELEVANT:
        about = "Said of the item in front"
    else:
        about = "Saved with “Relevant”"
    return TagState(frozenset(loop.tags), is_free, about)

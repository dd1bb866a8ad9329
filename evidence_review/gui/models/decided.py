"""May this item be decided now? The rules the window keeps before it asks the step, and the sentence that
says why not."""

from dataclasses import dataclass

from evidence_review.domain.kinds import ItemKind, Relevance
from evidence_review.workflow.case.views import ItemView

FEW_WORDS = 4
SPOKEN = frozenset({ItemKind.MESSAGE})


@dataclass(frozen=True, slots=True)
class Before:
    """What has been done with the item in front of the reviewer."""

    item: ItemView | None
    seen_whole: bool
    unfolded: bool
    may_decide: bool


def why_not(before: Before, value: Relevance | None = None) -> str:
    """Why this decision must wait, in a sentence; empty where it need not (reference/law.md Q2)."""
    if before.item is None:
        return "Choose an item from the queue."
    if not before.may_decide:
        return "Your role reads; a reviewer, a disclosure officer or a supervisor decides."
    if not before.seen_whole:
        return (
            "Look at its picture first (Page)."
            if wordless(before.item)
            else "Scroll to the end of the item first."
        )
    if value is Relevance.NOT_RELEVANT_TO_LINE and needs_context(before):
        return "This message has fewer than four words: look at the messages around it first (E)."
    return ""


def wordless(item: ItemView) -> bool:
    """A page or a picture without words, which is seen only by its picture."""
    return item.page is not None and not item.text.strip()


def needs_context(before: Before) -> bool:
    """A message of fewer than four words whose neighbours have not been shown."""
    item = before.item
    return item is not None and item.kind in SPOKEN and item.words < FEW_WORDS and not before.unfolded

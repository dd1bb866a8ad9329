"""May this item be decided now? The rules the window keeps before it asks the step, and the sentence that
says why not."""

from dataclasses import dataclass

from evidence_review.domain.kinds import ItemKind
from evidence_review.workflow.case.views import ItemView

FEW_WORDS = 4
SPOKEN = frozenset({ItemKind.MESSAGE})


@dataclass(frozen=True, slots=True)
class Before:
    """What has been done with the item in front of the reviewer."""

    item: ItemView | None
    seen_whole: bool
    may_decide: bool


def why_not(before: Before) -> str:
    """Why a decision must wait, in a sentence; empty where it need not (reference/law.md Q2)."""
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
    return ""


def wordless(item: ItemView) -> bool:
    """A page or a picture without words, which is seen only by its picture."""
    return item.page is not None and not item.text.strip()


def is_brief(item: ItemView) -> bool:
    """A message of fewer than four words, whose neighbours are looked at before it is put aside."""
    return item.kind in SPOKEN and item.words < FEW_WORDS

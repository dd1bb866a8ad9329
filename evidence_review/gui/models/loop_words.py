"""What the loop of decisions says: the item just decided, the question before a change, the end of the list,
what was
taken back."""

from evidence_review.domain.kinds import Relevance, Tag
from evidence_review.gui.models.loop_state import Done, Loop, Named
from evidence_review.gui.models.plain_words import DECISION_SHORT, count
from evidence_review.gui.models.shortcuts import key_of
from evidence_review.gui.models.tagged import BUTTONS

KEY_ACTS = {
    Relevance.RELEVANT: "relevant",
    Relevance.NOT_RELEVANT_TO_LINE: "not_relevant",
    Relevance.UNSURE: "unsure",
}
"""The act of each decision, by which the list of keys knows it."""


def strip_words(named: Named | None) -> str:
    """The item just decided, as the strip names it."""
    if named is None:
        return ""
    said = f": {', '.join(BUTTONS[tag] for tag in Tag if tag in named.tags)}" if named.tags else ""
    copies = f", and {count(len(named.mates), 'copy', 'copies')}" if named.mates else ""
    return f"{named.name} · {DECISION_SHORT[named.value]}{said}{copies}"


def question(loop: Loop, at: str, by: str) -> str:
    """What the panel asks before it changes a decision made at this hour by this person; "" where it asks
    nothing."""
    if loop.asked is None or loop.filled is None:
        return ""
    key = key_of(KEY_ACTS[loop.asked])
    return (
        f"Decided “{DECISION_SHORT[loop.filled]}” {at}{f' by {by}' if by else ''}. "
        f"{key} again changes it to “{DECISION_SHORT[loop.asked]}”."
    )


def end_words(left: int, row: int, elsewhere: int) -> str:
    """That the list ends here; how many of it are undecided, from which row (counted from 1), and how many
    of the
    line."""
    if left:
        are = "is" if left == 1 else "are"
        return (
            f"The list ends here. {count(left, 'item')} of it {are} undecided, the first in row {row:,}: "
            f"{key_of('first_undecided')} goes there."
        )
    more = f" {count(elsewhere, 'item')} of this line are undecided: see All in scope." if elsewhere else ""
    return f"The list ends here, and nothing in it is undecided.{more}"


def back_words(act: Done, rows: int) -> str:
    """What was taken back."""
    if act.marks:
        return f"{count(rows, 'mark')} taken back; the history keeps them."
    if act.several:
        were = f"{count(len(act.several), 'item')} and of their copies"
        return f"The decision on {were} was undone; the history keeps every row."
    if act.decisions:
        copies = f" on it and {count(rows - 1, 'copy', 'copies')}" if rows > 1 else ""
        return f"The decision{copies} was undone; the history keeps both rows."
    return "The direction was taken back; the history keeps both rows."

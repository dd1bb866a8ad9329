"""The questions that go with a decision, the same wherever an item is read: a query for a second reviewer, a
hold, and why to see what is masked."""

from PySide6.QtWidgets import QWidget

from evidence_review.domain.decisions import Act
from evidence_review.domain.kinds import HoldKind, Relevance
from evidence_review.gui.widgets.parts.dialogs import Question, ask_reason, choice
from evidence_review.gui.widgets.review.review_state import Reviewing

_QUERY = "The item is saved as unsure with your question, and goes to a second reviewer."
_KINDS = (
    ("Legal professional privilege", HoldKind.LPP),
    ("Confidential journalistic material", HoldKind.JOURNALISTIC),
)


def ask_query(parent: QWidget, reviewing: Reviewing) -> None:
    """Ask what the second reviewer is to look at; the item in front is then saved as unsure."""
    ask_reason(
        parent,
        "Query",
        _QUERY,
        "Save",
        lambda words: reviewing.decide(Relevance.UNSURE, f"Query: {words}"),
        least=1,
    )


def ask_hold(parent: QWidget, reviewing: Reviewing, then_what: str) -> None:
    """Ask what kind of hold it is; `then_what` says what follows from it here."""
    if reviewing.talk.focus is None or not reviewing.may(Act.HOLD):
        return
    sentence = f"Stop reading. The item and its neighbours leave the screen at once{then_what}"
    asked = Question(parent, "Hold as possibly privileged", sentence, "Hold")
    kinds = choice(_KINDS, "Kind of hold")
    asked.add(kinds)
    asked.then = lambda: reviewing.hold(HoldKind(kinds.currentData()))
    asked.ask()


def ask_reveal(parent: QWidget, reviewing: Reviewing, what: str, about: str = "") -> None:
    """Ask why the "special" words or the "names" of the item in front must be seen, and show them; at once
    where a reason was given already.

    `about` says what it is that is masked.
    """
    focus, is_special = reviewing.talk.focus, what == "special"
    if focus is None or reviewing.uncover(what):
        return
    if all(mark.sort != ("special" if is_special else "name") for mark in focus.marks):
        reviewing.desk.told.emit(
            "Nothing in this item is masked." if is_special else "No third party is named in this item."
        )
        return
    heading = "Show masked words" if is_special else "Show who third parties are"
    sentence = f"{about}Say why you need to see them; it is logged."
    ask_reason(parent, heading, sentence, "Show", lambda reason: reviewing.reveal(what, reason))

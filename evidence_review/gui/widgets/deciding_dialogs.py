"""The questions that go with a decision, the same wherever an item is read: a query for a second reviewer, and a hold."""

from PySide6.QtWidgets import QWidget

from evidence_review.domain.kinds import HoldKind, Relevance
from evidence_review.gui.widgets.dialogs import Question, ask_reason, choice
from evidence_review.gui.widgets.reviewing import Reviewing

_QUERY = "The item is saved as unsure with your question, and goes to a second reviewer."
_KINDS = (("Legal professional privilege", HoldKind.LPP), ("Confidential journalistic material", HoldKind.JOURNALISTIC))


def ask_query(parent: QWidget, reviewing: Reviewing, *, copies: bool = False) -> None:
    """Ask what the second reviewer is to look at; the item in front is then saved as unsure."""
    ask_reason(parent, "Query", _QUERY, "Save", lambda words: reviewing.decide(Relevance.UNSURE, f"Query: {words}", copies=copies), least=1)


def ask_hold(parent: QWidget, reviewing: Reviewing, then_what: str) -> None:
    """Ask what kind of hold it is; `then_what` says what follows from it here."""
    if reviewing.talk.focus is None or not reviewing.may("hold"):
        return
    sentence = f"Stop reading. The item and its neighbours leave the screen at once{then_what}"
    asked = Question(parent, "Hold as possibly privileged", sentence, "Hold")
    kinds = choice(_KINDS, "Kind of hold")
    asked.add(kinds)
    asked.then = lambda: reviewing.hold(HoldKind(kinds.currentData()))
    asked.ask()

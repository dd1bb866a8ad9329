"""One decision for a person or identifier over the whole case: mask or keep everywhere, because of a reason
from a closed list."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from evidence_review.domain.personal import SHORTEST_WORDS, Because, Stance
from evidence_review.gui.models.rulings import STANCE_WORDS, reasons_for
from evidence_review.gui.widgets.parts.building_blocks import calls, label
from evidence_review.gui.widgets.parts.dialogs import Question, choice
from evidence_review.gui.widgets.parts.fields import Long

_WHAT = {
    Stance.MASK: "What is relevant is marked at once, to be approved by another person.",
    Stance.KEEP: (
        "It stays visible and is not suggested again; of a person, the name only, not numbers or addresses."
    ),
}
_LATER = "A later decision replaces this one; both stay in the history."

type Then = Callable[[Stance, Because, str], object]


def ask_ruling(
    parent: QWidget, about: str, then: Then, *, stances: tuple[Stance, ...] = (Stance.MASK, Stance.KEEP)
) -> Question:
    """Ask for the decision, the reason of the closed list, and words of her own where she has any."""
    heading = STANCE_WORDS[stances[0]] if len(stances) == 1 else "Everywhere in this case"
    sentence = (
        f"“{about}”, wherever it stands in this case, in every spelling. "
        f"{_WHAT[stances[0]] if len(stances) == 1 else ''} {_LATER}"
    )
    asked = Question(parent, heading, sentence, "Decide")
    stance = choice([(STANCE_WORDS[one], one) for one in stances], "Decision")
    because = choice(reasons_for(stances[0]), "Reason")
    words = Long(3, "In your own words, where the reason needs them")
    words.setAccessibleName("In your own words")

    def offer() -> None:
        because.clear()
        for shown, value in reasons_for(Stance(stance.currentData())):
            because.addItem(shown, value)

    stance.currentIndexChanged.connect(calls(offer))
    if len(stances) > 1:
        asked.add(label("Decision", "field"))
        asked.add(stance)
    for part in (label("Because it is", "field"), because, label("In your own words", "field"), words):
        asked.add(part)
    asked.add(label("It is kept in the case; the log holds only its fingerprint.", "small"))
    short = f"Write the reason in your own words, at least {SHORTEST_WORDS} characters."
    asked.check = lambda: (
        short
        if Because(because.currentData()) is Because.OTHER
        and len(words.toPlainText().strip()) < SHORTEST_WORDS
        else ""
    )
    asked.then = lambda: then(
        Stance(stance.currentData()), Because(because.currentData()), words.toPlainText().strip()
    )
    asked.ask()
    return asked

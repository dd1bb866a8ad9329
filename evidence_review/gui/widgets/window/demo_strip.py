"""The people of the demo case as buttons that sign in with the passphrases that the program publishes:
for the demo
case alone, and labelled so."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act, may
from evidence_review.domain.errors import ReviewError
from evidence_review.gui import actions
from evidence_review.gui.models.plain_words import ROLE_WORDS
from evidence_review.gui.widgets.parts.building_blocks import button, fill, frame, label
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.window.home_parts import empty
from evidence_review.workflow.demonstrating import DemoPerson

WORDS = "Demo only: work as"


class DemoStrip(QWidget):
    """One button for each person; hidden for every case but the demo. `wanted` names the person."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.people: dict[str, QPushButton] = {}
        self.box = QVBoxLayout()
        fill(QVBoxLayout(self), (frame("warn", self.box, margin=4),), 0, 0)
        self.hide()

    def put(self, folder: Path | None, name: str = "") -> None:
        """The people of the case in this folder, where it is the demo; `name` is who is signed in."""
        empty(self.box)
        people = _people(folder)
        self.people = {one.name: self._button(one, words) for one, words in _named(people)}
        if people:
            self.box.addLayout(Flow(_heading(), *self.people.values()))
        if name in self.people:
            self.people[name].setChecked(True)
            self.people[name].setEnabled(False)
        self.setVisible(bool(people))

    def _button(self, one: DemoPerson, words: str) -> QPushButton:
        made = button(words, lambda: self.wanted.emit(one), "segment", one.name)
        made.setCheckable(True)
        made.setAccessibleName(f"Demo only: work as {one.name}, {ROLE_WORDS[one.role].lower()}")
        return made


def _heading() -> QLabel:
    made = label(WORDS, "warn", wrap=False)
    made.setContentsMargins(6, 5, 4, 0)
    return made


def demo_reviewer(folder: Path) -> DemoPerson | None:
    """Whom the demo case in this folder is opened for at first: the first who decides; None for any other
    folder."""
    return next((one for one in _people(folder) if may(Act.DECIDE, one.role)), None)


def _people(folder: Path | None) -> tuple[DemoPerson, ...]:
    try:
        return actions.demo_people(folder) if folder else ()
    except ReviewError:
        return ()


def _named(people: Sequence[DemoPerson]) -> list[tuple[DemoPerson, str]]:
    """Each with the words of the role; a second of one role with its number."""
    seen: Counter[str] = Counter()
    found: list[tuple[DemoPerson, str]] = []
    for one in people:
        words = ROLE_WORDS[one.role]
        seen[words] += 1
        found.append((one, f"{words} {seen[words]}" if seen[words] > 1 else words))
    return found

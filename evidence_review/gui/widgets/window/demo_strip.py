"""The people of the demo case as buttons that sign in with the passphrases that the program publishes: for the demo
case alone, and labelled so."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

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
    """One button for each person, or one with a list of them where there is little room; hidden for every case but
    the demo. `wanted` names the person."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.people: dict[str, QPushButton] = {}
        self.list = button("", lambda: None, "segment")
        self.is_small = False
        self.box = QVBoxLayout()
        fill(QVBoxLayout(self), (frame("warn", self.box, margin=4),), 0, 0)
        self.hide()

    def put(self, folder: Path | None, name: str = "") -> None:
        """The people of the case in this folder, where it is the demo; `name` is who is signed in."""
        empty(self.box)
        named = _named(_people(folder))
        self.people = {one.name: self._button(one, words) for one, words in named}
        self.list = self._list(named, name)
        if named:
            self.box.addLayout(Flow(_heading(), self.list, *self.people.values()))
        if name in self.people:
            self.people[name].setChecked(True)
            self.people[name].setEnabled(False)
        self.fold(small=self.is_small)
        self.setVisible(bool(named))

    def fold(self, *, small: bool) -> None:
        """One line in a small window: the list in place of the buttons."""
        self.is_small = small
        self.list.setVisible(small and bool(self.people))
        for made in self.people.values():
            made.setVisible(not small)

    def _list(self, named: Sequence[tuple[DemoPerson, str]], name: str) -> QPushButton:
        """The people below a button that names who is signed in."""
        here = next((words for one, words in named if one.name == name), "Choose a person")
        made = button(here, lambda: None, "segment", "Another person of the demo case")
        made.setAccessibleName(f"{WORDS}: {here}")
        menu = QMenu(made)
        for one, words in named:
            menu.addAction(words, partial(self.wanted.emit, one)).setEnabled(one.name != name)
        made.setMenu(menu)
        return made

    def _button(self, one: DemoPerson, words: str) -> QPushButton:
        made = button(words, lambda: self.wanted.emit(one), "segment", one.name)
        made.setCheckable(True)
        made.setAccessibleName(f"Demo only: work as {one.name}, {ROLE_WORDS[one.role].lower()}")
        return made


def _heading() -> QLabel:
    made = label(WORDS, "warn", wrap=False)
    made.setContentsMargins(6, 0, 4, 0)
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

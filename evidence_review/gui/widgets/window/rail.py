"""The rail: the pages of the program, the case by its URN, and who is signed in; only drawings where there is
little room."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout

from evidence_review.domain.kinds import Role
from evidence_review.gui.models.look import Look
from evidence_review.gui.models.plain_words import ROLE_WORDS
from evidence_review.gui.models.shown import one_line
from evidence_review.gui.widgets.parts.building_blocks import button, column, fill, label, say, scrolled
from evidence_review.gui.widgets.parts.icons import icon
from evidence_review.gui.widgets.window.rail_pages import PAGES, pages_for
from evidence_review.workflow.case.views import CaseSummary

CLOSE = 165
"""Window width in characters below which the rail shows drawings only."""


class Rail(QFrame):
    """Buttons to go to a page. `wanted` names it."""

    wanted = Signal(str)

    def __init__(self, acts: tuple[tuple[str, str, Callable[[], object]], ...]) -> None:
        super().__init__()
        self.setProperty("card", "rail")
        self.setAccessibleName("Pages")
        self.urn, self.who = label("", "strong"), label("", "small")
        self.group = QButtonGroup(self)
        self.pages: dict[str, QPushButton] = {}
        self.acts: dict[str, QPushButton] = {}
        self.words: dict[str, str] = {}
        for page in PAGES:
            made = button(page.words, lambda which=page.name: self.wanted.emit(which), "rail", page.words)
            made.setCheckable(True)
            self.group.addButton(made)
            self._keep(self.pages, page.name, page.words, made)
        for name, words, does in acts:
            self._keep(self.acts, name, words, button(words, does, "rail", words))
        self.box = column(self.urn, *self.pages.values(), 1, *self.acts.values(), self.who, gap=3)
        self.room = scrolled(self.box)
        self.room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        fill(QVBoxLayout(self), (self.room,), 0, 0)
        self.small = False

    def _keep(self, where: dict[str, QPushButton], name: str, words: str, made: QPushButton) -> None:
        made.setAccessibleName(words)
        made.setIconSize(QSize(18, 18))
        self.words[name] = words
        where[name] = made

    def dress(self, look: Look) -> None:
        """Drawings in the colour of the text."""
        for name, made in (*self.pages.items(), *self.acts.items()):
            made.setIcon(icon(name, look.text))

    def allow(self, role: Role | None, summary: CaseSummary | None) -> None:
        """Show the pages this role works with, the URN and the user."""
        allowed = {page.name for page in pages_for(role)}
        for name, made in self.pages.items():
            made.setVisible(name in allowed)
        say(self.urn, f"URN {one_line(summary.urn, 24)}" if summary else "")
        say(self.who, f"{one_line(summary.user, 30)}\n{ROLE_WORDS[summary.role]}" if summary else "")
        self.fold(small=self.small)

    def needs(self) -> int:
        """The height, in pixels, below which its words would be cut."""
        line = self.fontMetrics().height()
        shown = sum(not made.isHidden() for made in (*self.pages.values(), *self.acts.values()))
        return shown * (max(18, line) + 12 + 3) + 4 * line + 26

    def chosen(self, name: str) -> None:
        """This page is shown now."""
        self.pages[name].setChecked(True)
        self.room.ensureWidgetVisible(self.pages[name], 0, 0)

    def rename(self, name: str, words: str) -> None:
        """Other words for a page, such as how much of it is to be seen."""
        self.words[name] = words
        self.pages[name].setAccessibleName(words)
        self.pages[name].setToolTip(words)
        if not self.small:
            self.pages[name].setText(words)

    def fold(self, *, small: bool) -> None:
        """Drawings only, or drawings with words."""
        self.small = small
        for name, made in (*self.pages.items(), *self.acts.items()):
            made.setText("" if small else self.words[name])
        for part in (self.urn, self.who):
            part.setVisible(not small)
        widest = max(made.sizeHint().width() for made in self.pages.values())
        wide = 18 + 2 * 14 + 22 if small else max(150, widest + widest // 8 + 20)
        self.setFixedWidth(wide)
        self.box.setContentsMargins(*((6, 10, 6, 10) if small else (10, 14, 10, 12)))

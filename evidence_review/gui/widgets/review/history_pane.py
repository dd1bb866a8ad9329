"""What was decided on the item, by whom and why: every row stays, also one that was undone."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act, RelevanceDecision
from evidence_review.gui import actions
from evidence_review.gui.models.plain_words import DECISION_WORDS
from evidence_review.gui.widgets.parts.building_blocks import button, fill, frame, label
from evidence_review.gui.widgets.review.review_state import Reviewing


class HistoryPane(QWidget):
    """The decisions of the item in front, newest first."""

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__()
        self.reviewing = reviewing
        self.box = QVBoxLayout(self)
        fill(self.box, (), 8, 10)
        self.names: dict[str, str] = {}
        reviewing.item_changed.connect(self.clear)

    def clear(self) -> None:
        """Nothing of the item before stays."""
        while (item := self.box.takeAt(0)) is not None:
            if (part := item.widget()) is not None:
                part.hide()
                part.deleteLater()

    def refresh(self) -> None:
        """Ask for the history again; called when the panel is looked at."""
        self.clear()
        focus = self.reviewing.talk.focus
        rows = (self.reviewing.desk.ask(actions.history, focus.id) or ()) if focus else ()
        users = (self.reviewing.desk.ask(actions.list_users) or ()) if rows else ()
        self.names = {user.id: user.name for user in users}
        numbers = {status.line.id: status.line.number for status in self.reviewing.lines}
        for decision in reversed(rows):
            self.box.addWidget(self._row(decision, numbers.get(decision.line, 0)))
        if not rows:
            nothing = (
                "Nothing has been decided on this item yet."
                if focus
                else "Open an item to see what was decided on it."
            )
            self.box.addWidget(label(nothing, "hint"))
        if focus and self.reviewing.desk.may(Act.AUDIT):
            self.box.addWidget(
                button(
                    "Its whole life in the log",
                    lambda: self.reviewing.desk.life_wanted.emit(int(focus.id)),
                    "quiet",
                )
            )
        self.box.addStretch(1)

    def _row(self, decision: RelevanceDecision, line: int) -> QWidget:
        undone = "Undone: " if decision.undoes else ""
        about = f"{self.names.get(decision.by, 'a user of this case')}, {decision.at:%d %b %Y %H:%M} UTC"
        parts = [
            label(f"{undone}{DECISION_WORDS[decision.value]}", "strong"),
            label(f"{about}, line {line}" if line else about, "small"),
        ]
        return frame("true", *parts, *([label(decision.reason)] if decision.reason else []), gap=2, margin=8)

"""For whom a bundle is: the accused, chosen from the record, and who receives it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.widgets.handing_over.case_people_dialog import (
    ask_person,
    put_accused,
    show_case_people,
)
from evidence_review.gui.widgets.parts.building_blocks import Drop, button, calls, fill, frame, label
from evidence_review.gui.widgets.parts.fields import Labelled, line_edit
from evidence_review.gui.widgets.parts.flow import Flow

NONE = (
    "No accused is on the record yet. Disclosure is decided for each accused separately, so enter them first."
)


class WhomPanel(QWidget):
    """The accused, the recipient, and the way to the record."""

    accused_changed = Signal()
    recipient_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.drop = Drop()
        self.named = Labelled("Accused", self.drop)
        self.none = label(NONE, "warn")
        self.enter = button("Enter an accused…", lambda: ask_person(self, desk))
        self.people = button("Accused and complainants…", lambda: show_case_people(self, desk))
        self.recipient = line_edit(placeholder="For example: CPS South East, or the defence of this accused")
        to = Labelled("Recipient", self.recipient, "Printed on every page of the bundle.")
        card = frame("true", self.named, self.none, Flow(self.enter, self.people), to, margin=16, gap=10)
        fill(QVBoxLayout(self), (card,), 0, 0)
        self.drop.currentIndexChanged.connect(calls(self.accused_changed.emit))
        self.recipient.textChanged.connect(calls(self.recipient_changed.emit))
        self._show(has_one=False)

    @property
    def accused(self) -> str:
        """The name of the accused who is chosen; empty for none."""
        return str(self.drop.currentData() or "")

    def choose(self, name: str) -> None:
        """Choose this accused."""
        self.drop.setCurrentIndex(self.drop.findData(name))

    def clear(self) -> None:
        """Nothing of a closed case stays."""
        self.drop.blockSignals(True)
        self.drop.clear()
        self.drop.blockSignals(False)
        self.recipient.clear()
        self._show(has_one=False)

    def refresh(self) -> None:
        """The accused as they stand on the record now."""
        self._show(has_one=bool(put_accused(self.drop, self.desk)))

    def _show(self, *, has_one: bool) -> None:
        self.named.setVisible(has_one)
        self.none.setVisible(not has_one)
        self.enter.setVisible(not has_one)
        self.enter.setEnabled(self.desk.may(Act.ENTER_PERSON))

"""A row of small buttons, each of which adds what the case knows to the field above it, so that nobody types it
again."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from evidence_review.gui.models.shown import one_line
from evidence_review.gui.widgets.parts.building_blocks import button
from evidence_review.gui.widgets.parts.flow import Flow

MOST = 12
"""Buttons of one row; the first ones are those that are wanted most."""


class Additions(QWidget):
    """Buttons for known values; hidden where nothing is known."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._row = Flow(gap=4)
        self.setLayout(self._row)
        self.hide()

    def put(self, known: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Offer these: the words of each button, and what it adds."""
        while (item := self._row.takeAt(0)) is not None:
            if (part := item.widget()) is not None:
                part.hide()
                part.deleteLater()
        for words, add in known[:MOST]:
            made = button(f"+ {one_line(words, 40)}", add, "quiet")
            made.setAccessibleName(f"{self.accessibleName()}: {one_line(words, 40)}")
            self._row.addWidget(made)
        self.setVisible(bool(known))

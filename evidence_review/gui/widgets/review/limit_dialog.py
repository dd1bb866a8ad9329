"""The values by which a search is narrowed down, each with its count: one is chosen, none is typed."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from evidence_review.gui.models.review.search_limits import COLUMNS, LIMIT_WORDS, Limit, Value
from evidence_review.gui.models.shortcuts import matching
from evidence_review.gui.models.table_rows import Rows
from evidence_review.gui.widgets.parts.building_blocks import calls
from evidence_review.gui.widgets.parts.dialogs import Question
from evidence_review.gui.widgets.parts.table_views import Table

FEW = 12
"""Values that are seen at one glance; more can be sifted by words."""


class LimitDialog(Question):
    """The list of values; Return or a double click chooses the row."""

    def __init__(
        self, parent: QWidget, limit: Limit, values: Sequence[Value], then: Callable[[Any], object]
    ) -> None:
        super().__init__(parent, LIMIT_WORDS[limit], "What this line holds, with counts.", "Choose")
        self.every = tuple(values)
        self.model = Rows(COLUMNS, self)
        self.sift = QLineEdit()
        self.sift.setAccessibleName("Words of the value")
        self.sift.setPlaceholderText("Begin to write to shorten the list")
        self.sift.setVisible(len(self.every) > FEW)
        self.sift.setEnabled(len(self.every) > FEW)
        self.table = Table(f"Values: {LIMIT_WORDS[limit]}", stretch=0)
        self.table.setModel(self.model)
        self.table.widths(34, 9)
        self.table.setMinimumHeight(self.table.fontMetrics().height() * 14)
        self.add(self.sift)
        self.add(self.table)
        self.check = lambda: "" if self.chosen() else "Choose a row."
        self.then = lambda: then(chosen.value) if (chosen := self.chosen()) else None
        self.sift.textChanged.connect(calls(self._show))
        self.table.activated.connect(calls(self.yes.click))
        self._show()

    def _show(self) -> None:
        self.model.put(tuple(one for one in self.every if matching(self.sift.text(), one.words)))
        if self.model.rowCount():
            self.table.selectRow(0)

    def chosen(self) -> Value | None:
        """The value of the row that is selected."""
        rows = self.table.selectionModel().selectedRows()
        return self.model.value(rows[0].row()) if rows else None


def ask_limit(
    parent: QWidget, limit: Limit, values: Sequence[Value], then: Callable[[Any], object]
) -> LimitDialog:
    """Let a value of a limit be chosen, then call `then` with it."""
    asked = LimitDialog(parent, limit, values, then)
    asked.ask()
    if not asked.sift.isVisible():
        asked.table.setFocus()
    return asked

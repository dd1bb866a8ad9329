"""Words that are cut off in a column are told whole beside the pointer, and only those."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.widgets.parts.table_views import Table

LONG = "Contact between the complainant and the suspect about 8 March"


def hover(qtbot, table, row):
    where = table.visualRect(table.model().index(row, 0)).center()
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
    QApplication.sendEvent(
        table.viewport(), QHelpEvent(QEvent.Type.ToolTip, where, table.viewport().mapToGlobal(where))
    )
    return QToolTip.text() if QToolTip.isVisible() else ""


def shown(qtbot, tip=None):
    table, rows = (
        Table("Lines of enquiry"),
        Rows((Column("Line", str, tip=tip), Column("No.", lambda word: str(len(word)), right=True))),
    )
    rows.put([LONG, "Short"])
    table.setModel(rows)
    table.widths(20, 5)
    table.resize(300, 200)
    qtbot.addWidget(table)
    table.show()
    qtbot.waitExposed(table)
    rows.setParent(table)
    return table


def test_cut_words_are_told_whole_and_others_are_not(qtbot):
    table = shown(qtbot)
    assert hover(qtbot, table, 0) == f"<qt>{LONG}</qt>"
    assert hover(qtbot, table, 1) == ""
    table.setColumnWidth(0, 900)
    assert hover(qtbot, table, 0) == ""


def test_a_column_with_a_tip_of_its_own_keeps_it(qtbot):
    assert (
        hover(qtbot, shown(qtbot, tip=lambda word: f"{len(word)} letters"), 0)
        == f"<qt>{len(LONG)} letters</qt>"
    )

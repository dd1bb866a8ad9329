"""A list that drops down shows every choice whole."""

from pytestqt.qtbot import QtBot

from evidence_review.gui.widgets.parts.building_blocks import Drop
from evidence_review.gui.widgets.window.window import Window


def test_every_choice_of_a_list_can_be_seen(qtbot: QtBot, window: Window) -> None:
    drop = Drop()
    drop.addItems(["Gwen Admin", "Rhian Reviewer", "Owen Officer", "Pat Prosecutor", "Xan Auditor"])
    drop.setParent(window)
    drop.show()
    drop.showPopup()
    view = drop.view()
    qtbot.waitUntil(view.isVisible)
    rows = [view.visualRect(drop.model().index(row, 0)) for row in range(drop.count())]
    assert all(view.viewport().rect().contains(row) for row in rows)
    assert min(row.height() for row in rows) >= view.fontMetrics().height() + 6
    drop.hidePopup()

"""What can be measured of a picture of the window: words that are cut, and parts that lie on each other."""

from itertools import combinations, product

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QStyle, QTabBar, QWidget

from evidence_review.gui.widgets.parts.table_views import CELL_PADDING


def clipped(top):
    """Labels and buttons whose words do not fit."""
    found = []
    for part in top.findChildren(QLabel):
        if part.text() and part.isVisible():
            need = part.heightForWidth(part.width()) if part.wordWrap() else part.sizeHint().height()
            longest = max(part.fontMetrics().horizontalAdvance(word) for word in part.text().split() or [""])
            wide = (
                longest
                if part.wordWrap()
                else part.fontMetrics().horizontalAdvance(max(part.text().split("\n"), key=len))
            )
            if need > part.height() + 1 or wide > part.width() + 1:
                found.append((part.text(), part.size().toTuple(), need, wide))
    found += [
        (part.text(), part.width(), part.minimumSizeHint().width())
        for part in top.findChildren(QPushButton)
        if part.isVisible() and part.text() and part.width() + 1 < part.minimumSizeHint().width()
    ]
    return found


def cut_rows(table):
    """Cells of a table with wrapped words that are lower than their words."""
    margin = 2 * (
        table.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, table) + 1 + CELL_PADDING
    )
    found, model = [], table.model()
    for row, column in product(range(model.rowCount()), range(model.columnCount())):
        words = model.index(row, column).data()
        box = QRect(0, 0, table.columnWidth(column) - margin, 10_000)
        need = table.fontMetrics().boundingRect(box, Qt.TextFlag.TextWordWrap, words).height()
        if need > table.rowHeight(row):
            found.append((words, need, table.rowHeight(row), table.columnWidth(column)))
    return found


def overlapping(top):
    """Visible siblings in a layout that lie on each other."""
    found = []
    for holder in [top, *top.findChildren(QWidget)]:
        layout = holder.layout()
        if layout is None or not holder.isVisible():
            continue
        parts = [
            part
            for part in holder.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
            if part.isVisible() and not part.isWindow()
        ]
        for one, other in combinations(
            [part for part in parts if not isinstance(part.parentWidget(), QTabBar)],
            2,
        ):
            shared = one.geometry() & other.geometry()
            if (
                shared.width() > 1
                and shared.height() > 1
                and layout.indexOf(one) >= 0
                and layout.indexOf(other) >= 0
            ):
                found.append((type(one).__name__, type(other).__name__, shared.getRect()))
    return found

"""Small pages of the document in front that the line lets through: each opens its page."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from evidence_review.domain.ids import ItemId
from evidence_review.gui import actions
from evidence_review.gui.widgets.parts.page_view import image_of
from evidence_review.gui.widgets.review.review_state import Reviewing
from evidence_review.workflow.case.page_views import SmallPage
from evidence_review.workflow.case.views import Picture

_NAME = "Pages of this document that the line covers"


def _framed(picture: Picture) -> QPixmap:
    """The small page with a line around it, so that white stands out from white."""
    made = QPixmap.fromImage(image_of(picture))
    painter = QPainter(made)
    painter.setPen(QColor("#7a8494"))
    painter.drawRect(made.rect().adjusted(0, 0, -1, -1))
    painter.end()
    return made


class PageList(QListWidget):
    """Shown where there are two pages or more. Arrows choose, Enter or a click opens."""

    page_wanted = Signal(int)
    came = Signal()

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__()
        self.reviewing = reviewing
        self.pages: tuple[SmallPage, ...] = ()
        self.setAccessibleName(_NAME)
        high = self.fontMetrics().height() * 4
        self.setIconSize(QSize(high, high))
        self.setFixedWidth(high + self.fontMetrics().averageCharWidth() * 6)
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setFlow(QListWidget.Flow.TopToBottom)
        self.setMovement(QListWidget.Movement.Static)
        self.setWrapping(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._open)
        self.hide()

    def ask(self) -> None:
        """Look up the pages of the document in front, beside the window's own work."""
        focus = self.reviewing.talk.focus
        if focus is None or any(one.item == focus.id for one in self.pages):
            self._point_out()
            return
        self.put(())
        number, item = self.reviewing.number, focus.id
        self.reviewing.desk.later(
            "small pages", lambda case: actions.document_pages(case, number, item), self.put
        )

    def put(self, pages: tuple[SmallPage, ...]) -> None:
        """Show these pages; nothing where there are fewer than two."""
        self.pages = pages
        self.clear()
        for one in pages:
            row = QListWidgetItem(QIcon(_framed(one.picture)), str(one.number))
            row.setData(Qt.ItemDataRole.UserRole, int(one.item))
            row.setData(Qt.ItemDataRole.AccessibleTextRole, f"Page {one.number}")
            row.setToolTip(f"Page {one.number}")
            self.addItem(row)
        self._point_out()
        self.came.emit()

    def _point_out(self) -> None:
        """The page in front is chosen."""
        focus = self.reviewing.talk.focus
        for at, one in enumerate(self.pages):
            if focus is not None and one.item == focus.id:
                self.setCurrentRow(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the page that is chosen."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentItem())
            return
        super().keyPressEvent(event)

    def _open(self, row: QListWidgetItem | None) -> None:
        focus = self.reviewing.talk.focus
        item = ItemId(row.data(Qt.ItemDataRole.UserRole)) if row else None
        if item is not None and (focus is None or focus.id != item):
            self.page_wanted.emit(item)

"""The line that is reviewed, on one line: number, title, what is left of it, a bar of how much is decided. It opens
as the list of all lines with their counts."""

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QListView, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from evidence_review.gui.models.lines import named, undecided
from evidence_review.gui.models.shown import one_line
from evidence_review.gui.widgets.parts.building_blocks import calls, fill, label
from evidence_review.gui.widgets.review.lines_list import LineRow, LinesList, draw_bar
from evidence_review.workflow.case.views import LineStatus

SHOWN = 6
"""Lines that the list shows at once."""


class LineSwitch(QPushButton):
    """Names the line in front; a click, Space, Return or Down opens the list. `chosen`: number of a line."""

    chosen = Signal(int)

    def __init__(self, model: LinesList) -> None:
        super().__init__()
        self.model, self.status = model, None
        self.setProperty("kind", "segment")
        self.setAutoDefault(False)
        self.setToolTip("All lines of enquiry with their counts. The keys 1 to 9 go to a line.")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.counts, self.found = label("", "small"), label("", "small")
        self.list = QListView()
        self.list.setAccessibleName("Lines of enquiry")
        self.list.setModel(model)
        self.list.setItemDelegate(LineRow(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        self.holder = _Holder(self)
        fill(QVBoxLayout(self.holder), (self.list, self.counts, self.found), 6, 8)
        self.clicked.connect(calls(self.open))
        self.put(None)

    status: LineStatus | None

    def put(self, status: LineStatus | None) -> None:
        """Name this line, with its counts as they are now."""
        self.status = status
        self.setAccessibleName(f"Line of enquiry {self._words()}. Opens the list." if status else "No line")
        self.update()

    def _words(self) -> str:
        status = self.status
        if status is None:
            return ""
        return f"{named(status)}, {undecided(status):,} to decide of {status.in_scope:,}"

    def open(self) -> None:
        """Show all lines below this one."""
        lines = self.model.rowCount()
        high = self.list.sizeHintForRow(0) * min(lines, SHOWN) + 6 if lines else 0
        self.list.setFixedHeight(max(high, 40))
        self.holder.setFixedWidth(max(self.width(), 44 * self.fontMetrics().averageCharWidth()))
        self.holder.adjustSize()
        self.holder.move(self.mapToGlobal(QPoint(0, self.height())))
        self.holder.show()
        self.list.setFocus()

    def _choose(self, index: QModelIndex) -> None:
        status: LineStatus | None = index.data(Qt.ItemDataRole.UserRole)
        self.holder.hide()
        if status is not None:
            self.chosen.emit(status.line.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return and the arrow down open it too."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            self.open()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """One line and its bar."""
        return QSize(200, self.fontMetrics().height() + 20)

    def minimumSizeHint(self) -> QSize:
        """Narrow where it must be."""
        return QSize(80, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, then what it says."""
        super().paintEvent(event)
        status = self.status
        if status is None:
            return
        painter = QPainter(self)
        inner = self.rect().adjusted(10, 5, -10, -7)
        faint = QApplication.palette().color(
            QPalette.ColorRole.PlaceholderText
        )  # a sheet makes the own one fainter
        strong = QFont(self.font())
        strong.setBold(True)
        left = f"{undecided(status):,} left  ▾"
        wide = QFontMetrics(self.font()).horizontalAdvance(left)
        painter.setPen(faint)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), left)
        painter.setFont(strong)
        painter.setPen(self.palette().color(QPalette.ColorRole.ButtonText))
        room = QRect(inner.left(), inner.top(), inner.width() - wide - 12, inner.height())
        words = QFontMetrics(strong).elidedText(
            one_line(named(status)), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)
        bar = QRect(inner.left(), self.height() - 7, inner.width(), 3)
        draw_bar(painter, bar, status, faint, self.palette().color(QPalette.ColorRole.Highlight))
        painter.end()


class _Holder(QFrame):
    """Holds the list over the page until it is left."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("card", "true")

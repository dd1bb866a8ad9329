"""What stands above and below an item: as high as its words where there is room, else it scrolls."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QSizePolicy, QWidget


class Squeezed(QScrollArea):
    """Holds a layout whose height follows from its width. `least`: lines of text that it keeps in the lowest
    window."""

    def __init__(self, inside: QLayout, least: int = 2) -> None:
        super().__init__()
        self._least = least
        self._body = QWidget()
        self._body.setProperty("page", "true")
        self._body.setLayout(inside)
        self.setWidget(self._body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high its words are."""
        return self._body.heightForWidth(width)

    def sizeHint(self) -> QSize:
        """As much as its words need."""
        return self._body.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """A few lines, of which the others are scrolled to."""
        return QSize(0, self._least * self.fontMetrics().lineSpacing())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Other words need another height."""
        if watched is self.widget() and event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._bar()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width needs another height."""
        self._bar()
        super().resizeEvent(event)

    def _bar(self) -> None:
        """No scroll bar where all words have room without one: its own width would make them too high."""
        fits = self.heightForWidth(self.width()) <= self.height()
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(policy)

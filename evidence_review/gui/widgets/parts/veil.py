"""What lies over a page while an answer takes longer than people wait without being told; nothing under it is
stopped."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QWidget


class Veil(QLabel):
    """A line at the foot of what it lies over; clicks go through it."""

    def __init__(self, over: QWidget) -> None:
        super().__init__("Looking it up…", over)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName("veil")
        self.setAccessibleName("Looking it up")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAutoFillBackground(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        over.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of what it lies over."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            self._lie()
        return super().eventFilter(watched, event)

    def setVisible(self, visible: bool) -> None:
        """Show it over everything, or take it away."""
        if visible:
            self._lie()
            self.raise_()
        super().setVisible(visible)

    def _lie(self) -> None:
        over = self.parentWidget()
        if over is not None:
            high = self.sizeHint().height() + 8
            self.setGeometry(0, over.height() - high, over.width(), high)

"""The two bars of the window: what has just been said, and how far the running job is."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from evidence_review.domain.progress import Progress
from evidence_review.gui.widgets.parts.building_blocks import (
    blank,
    button,
    fill,
    frame,
    label,
    restyle,
    row,
    say,
)

STAYS = 7000


class Notice(QWidget):
    """One sentence that lies over the page, so that nothing moves. What went wrong stays until it is closed;
    the rest goes by itself."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.over = over
        self.words = label("")
        self.shut = button("Close", self.hide, "quiet", "Close this notice")
        self.shut.setAccessibleName("Close this notice")
        beside = row(self.words, self.shut, gap=12)
        beside.setStretch(0, 1)
        self.box = frame("good", beside, margin=8)
        self.clock = QTimer(self)
        self.clock.setSingleShot(True)
        self.clock.timeout.connect(self.hide)
        fill(QHBoxLayout(self), (self.box,), 0, 0)
        over.installEventFilter(self)
        self.hide()

    def fault(self, sentence: str) -> None:
        """A sentence about what could not be done."""
        self._show(sentence, "bad")
        self.clock.stop()

    def tell(self, sentence: str) -> None:
        """A sentence about what was done."""
        if sentence:
            self._show(sentence, "good")
            self.clock.start(STAYS)

    def forget(self) -> None:
        """Nothing was said."""
        blank(self.words)
        self.words.setAccessibleName("")
        self.hide()

    def _show(self, sentence: str, card: str) -> None:
        say(self.words, sentence)
        self.words.setAccessibleName(sentence)
        self.box.setProperty("card", card)
        restyle(self.box)
        self.show()
        self.raise_()
        self._place()

    def _place(self) -> None:
        over = self.over
        most = min(over.width() - 24, 74 * self.fontMetrics().averageCharWidth())
        need = self.fontMetrics().horizontalAdvance(self.words.text()) + self.shut.sizeHint().width() + 60
        wide = max(min(most, need), 200)
        high = max(self.heightForWidth(wide), self.sizeHint().height())
        self.setGeometry((over.width() - wide) // 2, over.height() - high - 14, wide, high)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of the page when the window changes."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)


class JobBar(QFrame):
    """What runs, how far it is, how long it will take, and Stop."""

    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "foot")
        self.words, self.left = label("", "strong"), label("", "small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress")
        self.stop = button("Stop", self._stop)
        across = row(self.words, self.bar, self.left, self.stop, gap=12)
        for at, share in enumerate((3, 4, 2, 0)):
            across.setStretch(at, share)
        fill(QHBoxLayout(self), (across,), 0, 10)
        self.name = ""
        self.hide()

    def begin(self, name: str) -> None:
        """A job has started."""
        self.name = name
        say(self.words, name)
        say(self.left, "")
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        self.stop.setText("Stop")
        self.show()

    def step(self, progress: Progress, left: str) -> None:
        """How far it is."""
        say(self.words, f"{self.name}: {progress.what}" if progress.what else self.name)
        self.bar.setRange(0, progress.total)
        if progress.total:
            self.bar.setValue(min(progress.done, progress.total))
        done = f"{progress.done:,} of {progress.total:,}" if progress.total else ""
        say(self.left, ", ".join(part for part in (done, left) if part))

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.stop.setText("Stopping…")
        self.stop_wanted.emit()

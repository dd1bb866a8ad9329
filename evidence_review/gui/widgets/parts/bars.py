"""The two bars of the window: what has just been said, and how far the running job is."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from evidence_review.domain.progress import Progress
from evidence_review.gui.models.job_list import kept
from evidence_review.gui.widgets.parts.building_blocks import (
    blank,
    button,
    fill,
    frame,
    label,
    restyle,
    row,
    say,
    stay,
)

STAYS = 7000


class Notice(QWidget):
    """One sentence in a strip of its own, which keeps its room while nothing is said: it covers nothing,
    moves nothing
    and never takes the keys. What went wrong stays until it is closed; the rest goes by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label("")
        self.reminder = ""
        """Stands where nothing else is said, until it is closed."""
        self.shut = button("Close", self.dismiss, "quiet", "Close this notice")
        self.shut.setAccessibleName("Close this notice")
        self.shut.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        beside = row(self.words, self.shut, gap=12)
        beside.setStretch(0, 1)
        self.words.setContentsMargins(8, 0, 0, 0)
        self.box = frame("good", beside, margin=1)
        self.clock = QTimer(self)
        self.clock.setSingleShot(True)
        self.clock.timeout.connect(self._next)
        fill(QHBoxLayout(self), (self.box,), 0, 3)
        stay(self)
        self._measure()
        self.hide()

    def fault(self, sentence: str) -> None:
        """A sentence about what could not be done."""
        self._show(sentence, "bad")
        self.clock.stop()

    def tell(self, sentence: str) -> None:
        """A sentence about what was done; an empty one takes away the last, which no longer holds."""
        if sentence:
            self._show(sentence, "good")
            self.clock.start(STAYS)
        elif self.clock.isActive():
            self._next()

    def remind(self, sentence: str) -> None:
        """A sentence that takes the place of nothing: it waits until what is said now has gone, and stays until it
        is closed."""
        self.reminder = sentence
        if not self.isVisible():
            self._next()

    def dismiss(self) -> None:
        """Close what is said now."""
        if self.words.text() == self.reminder:
            self.reminder = ""
        self._next()

    def _next(self) -> None:
        self.clock.stop()
        if self.reminder:
            self._show(self.reminder, "soft")
        else:
            self.hide()

    def forget(self) -> None:
        """Nothing was said."""
        self.reminder = ""
        blank(self.words)
        self.words.setAccessibleName("")
        self.hide()

    def _show(self, sentence: str, card: str) -> None:
        say(self.words, sentence)
        self.words.setAccessibleName(sentence)
        self.box.setProperty("card", card)
        restyle(self.box)
        self.show()

    def _measure(self) -> None:
        """Room for a sentence, also where nothing is said; a longer one makes it higher while it stands."""
        self.words.setMinimumHeight(max(self.fontMetrics().lineSpacing() + 4, self.shut.sizeHint().height()))

    def changeEvent(self, event: QEvent) -> None:
        """Another text size makes another height."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._measure()


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
        self.stop.setToolTip(f"If it is stopped: {kept(name)}")
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

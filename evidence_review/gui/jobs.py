"""Runs a job off the GUI thread: a plain generator, driven by a QThread that opens its own case connection
(reference/house.md 6)."""

import sys
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from evidence_review.domain.errors import ReviewError
from evidence_review.domain.progress import Job, Progress
from evidence_review.gui.models.job_list import kept
from evidence_review.gui.models.plain_words import count, time_left

TENTH = 0.1
BREAK = 100
"""Milliseconds between two tries to break off what is being looked up."""
type Make = Callable[[], Job[Any]]


class _Driver(QThread):
    """Drives one generator to its end; stops between two yields when asked to."""

    stepped = Signal(object)
    ended = Signal(object)
    faulted = Signal(str)
    stopped = Signal()

    def __init__(self, make: Make, parent: QObject) -> None:
        super().__init__(parent)
        self._make = make

    def run(self) -> None:
        """Called by Qt in the thread of its own."""
        try:
            self._drive(self._make())
        except ReviewError as fault:
            self.faulted.emit(str(fault))
        # reported by types and line numbers only, then told to the user
        except Exception as bug:  # noqa: BLE001
            if self.isInterruptionRequested():  # what was being looked up was broken off, as it was asked for
                self.stopped.emit()
                return
            report_bug(bug)
            self.faulted.emit(
                "This job stopped because of a fault in the program; what was finished before is kept."
            )

    def _drive(self, job: Job[Any]) -> None:
        told = 0.0
        while not self.isInterruptionRequested():
            try:
                step = next(job)
            except StopIteration as end:
                self.ended.emit(end.value)
                return
            now = time.monotonic()
            if now - told >= TENTH or (step.total and step.done >= step.total):
                told = now
                self.stepped.emit(step)
        job.close()
        self.stopped.emit()


class Jobs(QObject):
    """One long job at a time."""

    started = Signal(str)
    progressed = Signal(object, str)
    finished = Signal(str)
    faulted = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._driver: _Driver | None = None
        self._name = ""
        self._done: Callable[[Any], None] | None = None
        self._began = 0.0
        self._first: Progress | None = None
        self._halt: Callable[[], object] | None = None
        self._again = QTimer(self, interval=BREAK)
        self._again.timeout.connect(self._break_off)

    @property
    def running(self) -> bool:
        """Whether a job is at work."""
        return self._driver is not None

    def start(
        self, name: str, make: Make, done: Callable[[Any], None], halt: Callable[[], object] | None = None
    ) -> bool:
        """Run the job that `make` gives, made in the job's own thread; `done` gets its result in the window's
        thread. `halt` breaks off what a job of one long step is looking up, once it is to stop."""
        if self._driver is not None:
            self.faulted.emit("Another job is still running: wait for it or stop it first.")
            return False
        driver = self._driver = _Driver(make, self)
        self._name, self._done, self._first, self._halt = name, done, None, halt
        driver.stepped.connect(self._stepped)
        driver.ended.connect(self._ended)
        driver.stopped.connect(self._stopped)
        driver.faulted.connect(self._faulted)
        self.started.emit(name)
        driver.start()
        return True

    def cancel(self) -> None:
        """Stop after the step that is being done, or in it where it can be broken off."""
        if self._driver is not None:
            self._driver.requestInterruption()
            self._break_off()
            if self._halt is not None:
                self._again.start()

    def _break_off(self) -> None:
        if self._halt is not None:
            self._halt()

    def wait(self, milliseconds: int = 30_000) -> None:
        """Stop and wait, when the window closes."""
        if self._driver is not None:
            self.cancel()
            self._driver.wait(milliseconds)

    def _stepped(self, step: Progress) -> None:
        if self._first is None or step.what != self._first.what or step.done < self._first.done:
            self._began, self._first = time.monotonic(), step
        self.progressed.emit(step, self._left(step, self._first))

    def _left(self, step: Progress, first: Progress) -> str:
        gone, made = time.monotonic() - self._began, step.done - first.done
        if not step.total:
            return f"{count(step.done, 'record')} so far" if step.done else ""
        return time_left(gone / made * (step.total - step.done)) if made and gone > 1 else ""

    def _ended(self, result: Any) -> None:
        done = self._done
        self._over(f"{self._name}: finished.")
        if done:
            done(result)

    def _stopped(self) -> None:
        self._over(f"{self._name}: stopped. {kept(self._name)}")

    def _faulted(self, words: str) -> None:
        self._over("")
        self.faulted.emit(words)

    def _over(self, words: str) -> None:
        driver, self._driver, self._done, self._halt = self._driver, None, None, None
        self._again.stop()
        if driver is not None:
            driver.wait()
            driver.deleteLater()
        self.finished.emit(words)


def report_bug(bug: BaseException) -> None:
    """Write what is needed to find a bug and nothing that was being looked at: types and line numbers
    (reference/house.md 7)."""
    at = bug.__traceback__
    places: list[str] = []
    while at is not None:
        code = at.tb_frame.f_code
        places.append(f"{code.co_filename.rpartition('evidence_review')[2] or code.co_name}:{at.tb_lineno}")
        at = at.tb_next
    sys.stderr.write(f"evidence_review: {type(bug).__name__} at {' > '.join(places)}\n")

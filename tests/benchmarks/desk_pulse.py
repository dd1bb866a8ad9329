"""How long the window's thread stands: by the clock, by the processor that it spends itself, and where it stood."""

import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

PATIENCE = 600.0
LATE = 0.05
"""Seconds without a turn after which it is noted where the thread stands."""


@dataclass(frozen=True, slots=True, order=True)
class Took:
    """Milliseconds by the clock, and of the processor in the window's own thread; `at`: where it stood longest."""

    clock: float
    processor: float
    at: str = ""


class Pulse:
    """The longest time for which the window's thread did not turn, and where it stood meanwhile."""

    def __init__(self) -> None:
        self.worst = Took(0, 0)
        self._stood: Counter[str] = Counter()
        self._main = threading.get_ident()
        self._last, self._own = time.perf_counter(), time.thread_time()
        self.timer = QTimer(interval=1)
        self.timer.timeout.connect(self._beat)
        self.timer.start()
        threading.Thread(target=self._watch, daemon=True).start()

    def _beat(self) -> None:
        now, own = time.perf_counter(), time.thread_time()
        at = self._stood.most_common(1)
        passed = Took((now - self._last) * 1000, (own - self._own) * 1000, at[0][0] if at else "")
        self.worst, self._last, self._own = max(self.worst, passed), now, own
        self._stood.clear()

    def _watch(self) -> None:
        while True:
            time.sleep(LATE / 5)
            if time.perf_counter() - self._last > LATE:
                self._stood[self._place()] += 1

    def _place(self) -> str:
        """The step of the program in which the thread stands: lines of code, nothing of what is shown."""
        frame, found = sys._current_frames().get(self._main), []
        while frame is not None:
            _, inside, name = frame.f_code.co_filename.rpartition("evidence_review/")
            if inside and name.startswith(("gui/widgets", "workflow/")):
                found.append(f"{name.rpartition('/')[2]}:{frame.f_lineno}")
            frame = frame.f_back
        return " < ".join(found[:3])

    def take(self) -> Took:
        """The longest so far; begins anew."""
        worst, self.worst = self.worst, Took(0, 0)
        self._last, self._own = time.perf_counter(), time.thread_time()
        return worst


def turn_until(done: Callable[[], bool]) -> None:
    """Let the window turn until something is so."""
    end = time.monotonic() + PATIENCE
    while not done():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        if time.monotonic() > end:
            raise TimeoutError("the window did not come to it")
    QCoreApplication.processEvents()


def took(does: Callable[[], object], done: Callable[[], bool] = lambda: True) -> Took:
    """From an act to what a person waits for, painted."""
    clock, own = time.perf_counter(), time.thread_time()
    does()
    turn_until(done)
    return Took((time.perf_counter() - clock) * 1000, (time.thread_time() - own) * 1000)


def centile(values: list[Took], of: int) -> Took:
    """The value below which so many in a hundred lie, of clock and processor each."""
    at = min(len(values) - 1, len(values) * of // 100)
    return Took(sorted(one.clock for one in values)[at], sorted(one.processor for one in values)[at])

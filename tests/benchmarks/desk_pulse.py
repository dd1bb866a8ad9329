"""How long the window's thread stands: by the clock, alone, by the processor that it spends itself, and where it
stood. Alone is the clock less the time for which the thread was ready while the system ran other programs: what a
person would wait on a machine that nobody else uses."""

import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

PATIENCE = 600.0
BEAT = 3
"""Milliseconds between two beats."""
LATE = 0.05
"""Seconds without a turn after which it is noted where the thread stands."""


def _waited() -> float:
    """Seconds for which this thread was ready and others ran; 0 where the system does not tell."""
    try:
        told = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat").read_text("ascii")
    except OSError:
        return 0
    return int(told.split()[1]) / 1e9


@dataclass(frozen=True, slots=True)
class Moment:
    """Seconds by the clock, waited for other programs, and of the processor in this thread."""

    clock: float
    waited: float
    processor: float

    @classmethod
    def now(cls) -> "Moment":
        """This moment."""
        return cls(time.perf_counter(), _waited(), time.thread_time())

    def since(self, at: str = "") -> "Took":
        """What has passed until now."""
        now = Moment.now()
        clock = now.clock - self.clock
        alone = max(now.processor - self.processor, clock - (now.waited - self.waited))
        return Took(alone * 1000, clock * 1000, (now.processor - self.processor) * 1000, at)


@dataclass(frozen=True, slots=True, order=True)
class Took:
    """Milliseconds alone, by the clock, and of the processor in the window's own thread; `at`: where it stood
    longest."""

    alone: float
    clock: float
    processor: float
    at: str = ""


class Pulse:
    """The longest time for which the window's thread did not turn, and where it stood meanwhile."""

    def __init__(self) -> None:
        self.worst = Took(0, 0, 0)
        self._stood: Counter[str] = Counter()
        self._goes_on = True
        self._main = threading.get_ident()
        self._last = Moment.now()
        self.timer = QTimer(interval=BEAT)
        self.timer.timeout.connect(self._beat)
        self.timer.start()
        threading.Thread(target=self._watch, daemon=True).start()

    def stop(self) -> None:
        """Measure no more."""
        self._goes_on = False
        self.timer.stop()

    def _beat(self) -> None:
        at = self._stood.most_common(1)
        self.worst = max(self.worst, self._last.since(at[0][0] if at else ""))
        self._last = Moment.now()
        self._stood.clear()

    def _watch(self) -> None:
        while self._goes_on:
            time.sleep(LATE / 5)
            if time.perf_counter() - self._last.clock > LATE:
                self._stood[self._place()] += 1

    def _place(self) -> str:
        """The step of the program in which the thread stands: lines of code, nothing of what is shown."""
        frame, found = sys._current_frames().get(self._main), list[str]()
        while frame is not None:
            _, inside, name = frame.f_code.co_filename.rpartition("evidence_review/")
            if inside and name.startswith(("gui/widgets", "workflow/")):
                found.append(f"{name.rpartition('/')[2]}:{frame.f_lineno}")
            frame = frame.f_back
        return " < ".join(found[:3])

    def take(self) -> Took:
        """The longest so far; begins anew."""
        worst, self.worst = self.worst, Took(0, 0, 0)
        self._last = Moment.now()
        return worst


def turn_until(done: Callable[[], bool]) -> None:
    """Let the window turn until something is so, at rest while nothing comes, as it rests in the program; a pulse has
    to go on."""
    end = time.monotonic() + PATIENCE
    while not done():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.monotonic() > end:
            raise TimeoutError("the window did not come to it")
    QCoreApplication.processEvents()


def took(does: Callable[[], object], done: Callable[[], bool] = lambda: True) -> Took:
    """From an act to what a person waits for, painted."""
    began = Moment.now()
    does()
    turn_until(done)
    return began.since()


def centile(values: list[Took], of: int) -> Took:
    """The value below which so many in a hundred lie, of each measure by itself."""
    at = min(len(values) - 1, len(values) * of // 100)
    each = ([one.alone for one in values], [one.clock for one in values], [one.processor for one in values])
    alone, clock, processor = (sorted(one)[at] for one in each)
    return Took(alone, clock, processor)

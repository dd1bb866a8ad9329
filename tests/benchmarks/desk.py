"""How quick the window is over a large case, beside a plain QTableView over a list that was loaded whole:

    QT_QPA_PLATFORM=offscreen python tests/benchmarks/desk.py FOLDER --messages 1000000 [--import 20000]

The case is made once in the folder (`desk_case.py`; minutes for a million) and kept there. Everything is measured in
the real window, its own thread, by the clock: what a person waits. Prints each measure with its bound (DESK.md 5),
the load of the machine, and memory at the end. A timer in the window's thread tells the longest time for which it
did not turn, over the whole run and while a job imports.
"""

import argparse
import gc
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from desk_case import WORDS, large_case
from imports import write_sms
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QTableView

from evidence_review.domain.basis import Basis, Exhibit
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import ExhibitKind, LegalBasis, Relevance
from evidence_review.gui import actions, app
from evidence_review.gui.models.look import ViewSettings
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.widgets.parts.start_job import on_its_own

PATIENCE = 300.0
BY_PROCESSOR = "--processor" in sys.argv
"""On a machine that others use too, what the window itself needs says more than the clock."""
BOUNDS = {
    "home shown": 1500,
    "list there": 1500,
    "first thread": 300,
    "jump p99": 50,
    "decision median": 50,
    "decision p99": 50,
    "filter or order, worst": 300,
    "other line": 300,
    "scroll p95": 16,
    "memory MiB": 600,
    "longest block": 100,
    "longest block, importing": 100,
}


class Pulse:
    """The longest time, in ms, for which the window's thread did not turn."""

    def __init__(self) -> None:
        self.worst, self._last = 0.0, time.perf_counter()
        self.timer = QTimer(interval=1)
        self.timer.timeout.connect(self._beat)
        self.timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.worst, self._last = max(self.worst, (now - self._last) * 1000), now

    def take(self) -> float:
        """The longest so far; begins anew."""
        worst, self.worst, self._last = self.worst, 0.0, time.perf_counter()
        return worst


def turn_until(done: Callable[[], bool]) -> None:
    """Let the window turn until something is so."""
    end = time.monotonic() + PATIENCE
    while not done():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        if time.monotonic() > end:
            raise TimeoutError("the window did not come to it")
    QApplication.processEvents()


def took(does: Callable[[], object], done: Callable[[], bool] = lambda: True) -> float:
    """Milliseconds from the act to what a person waits for, painted: by the clock, or where `BY_PROCESSOR` is set, of
    the processor in the window's own thread."""
    clock = time.thread_time if BY_PROCESSOR else time.perf_counter
    began = clock()
    does()
    turn_until(done)
    return (clock() - began) * 1000


def centile(values: list[float], of: int) -> float:
    """The value below which so many in a hundred lie."""
    return sorted(values)[min(len(values) - 1, len(values) * of // 100)]


def resident_mib() -> int:
    """What this process holds now."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20


class Desk:
    """The window with a large case, and what is measured of it."""

    def __init__(self, case: Path) -> None:
        self.case = case
        self.told: dict[str, float] = {}
        self.window = app.build(app.application(), ViewSettings(), Path(os.devnull))
        self.window.resize(1366, 768)
        self.window.show()
        self.work = self.window.review.reviewing
        self.pulse = Pulse()
        self.window.desk.changed.disconnect(self.window.learner._changed)  # measured by itself, below

    def is_quiet(self) -> bool:
        """Whether no answer is waited for."""
        reader = getattr(self.window, "reader", None)
        return reader is None or not reader.is_waiting

    def open(self) -> None:
        """From a passphrase that was checked to the first page, and to its list."""
        began = time.perf_counter()
        session = actions.open_case(self.case, "Rita", WORDS)
        self.told["unlocking"] = (time.perf_counter() - began) * 1000
        self.pulse.take()
        self.told["home shown"] = took(lambda: self.window._sit(session, self.case))
        self.told["list there"] = self.told["home shown"] + took(
            lambda: None, lambda: self.work.queue.rowCount() > 0 and self.is_quiet()
        )

    def read(self, draw: random.Random) -> None:
        """The first thread; jumps all over the list."""
        queue = self.work.queue
        first = queue.value(0).item
        self.told["first thread"] = took(lambda: (self.work.open(first), self.work.unfold()))
        jumps = [self._jump(draw.randrange(queue.rowCount())) for _ in range(200)]
        self.told |= {"jump median": statistics.median(jumps), "jump p99": centile(jumps, 99)}

    def _jump(self, at: int) -> float:
        return took(lambda: self.work.open(self.work.queue.value(at).item))

    def decide(self, draw: random.Random) -> None:
        """Decisions, each until the next item is there."""
        spent: list[float] = []
        for _ in range(60):
            self.work.open(self.work.queue.value(draw.randrange(self.work.queue.rowCount() - 1)).item)
            self.work.unfold()
            self.work.note_seen()
            turn_until(lambda: True)
            spent.append(took(lambda: self.work.decide(Relevance.NOT_RELEVANT_TO_LINE), self.is_quiet))
        self.told |= {"decision median": statistics.median(spent), "decision p99": centile(spent, 99)}

    def sift(self) -> None:
        """Every filter, both orders, the other line and back."""
        spent = {
            f"{only} by {order}": took(
                lambda only=only, order=order: self.work.sift(only=only, order=order), self.is_quiet
            )
            for order in ("time", "rank")
            for only in ("flagged", "undecided", "unsure", "tagged", "all")
        }
        self.told["filter or order, worst"] = max(spent.values())
        self.work.sift(only="all", order="time")
        turn_until(self.is_quiet)
        lines = [
            took(lambda n=n: self.work.choose(n), lambda: self.is_quiet() and self.work.queue.rowCount() > 0)
            for n in (2, 1)
        ]
        self.told["other line"] = max(lines)

    def pages(self) -> None:
        """Each page until it is there."""
        for name in ("lines", "account", "held", "evidence", "review"):
            self.told[f"page {name}"] = took(lambda name=name: self.window.go(name), self.is_quiet)

    def scroll(self, table: QTableView) -> list[float]:
        """A notch of the wheel, painted."""
        bar = table.verticalScrollBar()
        bar.setValue(0)

        def notch() -> None:
            bar.setValue(bar.value() + 3 * bar.singleStep())
            table.viewport().repaint()

        return [took(notch) for _ in range(600)]

    def learn_beside(self) -> None:
        """The longest block, and memory, while an order is learned, which begins by itself."""
        self.pulse.take()
        self.window.learner.learn(1)
        most = 0
        while self.window.learner.quiet.running:
            turn_until(lambda: True)
            most = max(most, resident_mib())
        self.told |= {"longest block, learning": self.pulse.take(), "memory MiB, learning": most}

    def import_beside(self, many: int) -> None:
        """The longest block while a job imports into the same case, a copy that is not kept."""
        path = self.case.parent / f"more-{many}.xml"
        write_sms(path, many)
        exhibit = Exhibit("AB/2", ExhibitKind.DEVICE, "Bo Example", Basis(LegalBasis.WARRANT, "bench"))
        session, over = self.work.desk.session, []
        self.pulse.take()
        self.window.jobs.start(
            "Import",
            lambda: on_its_own(
                session, lambda own: actions.import_path(own, path, exhibit, ReadOptions(owner="Bo Example"))
            ),
            over.append,
        )
        draw = random.Random(5)
        while self.window.jobs.running:
            turn_until(lambda: True)
            self._jump(draw.randrange(self.work.queue.rowCount()))
        self.told["longest block, importing"] = self.pulse.take()
        path.unlink()


def plain(many: int) -> dict[str, float]:
    """The same rows in a plain table over a list loaded whole: what Qt alone costs."""
    began, before = time.perf_counter(), resident_mib()
    rows = [(f"08 Mar 2025 {n % 24:02}:{n % 60:02}", f"Person {n % 60}", "") for n in range(many)]
    model = Rows(
        (Column("Time", lambda r: r[0]), Column("From", lambda r: r[1]), Column("State", lambda r: r[2]))
    )
    table = QTableView()
    table.setModel(model)
    table.resize(400, 600)
    table.show()
    model.put(rows)
    turn_until(lambda: True)
    told = {"plain: list loaded": (time.perf_counter() - began) * 1000}
    spent = Desk.scroll(None, table)  # pyright: ignore[reportArgumentType]  # it needs the table alone
    told |= {"plain: scroll p95": centile(spent, 95), "plain: memory MiB": resident_mib() - before}
    table.hide()
    return told


def measured(case: Path, many: int, more: int) -> dict[str, float]:
    """Every measure of one case."""
    desk, draw = Desk(case), random.Random(7)
    desk.open()
    desk.read(draw)
    desk.told["scroll p95"] = centile(desk.scroll(desk.window.review.left.table), 95)
    desk.decide(draw)
    desk.sift()
    desk.told["longest block"] = desk.pulse.take()
    gc.collect()
    desk.told["memory MiB"] = resident_mib()
    if "--pages" in sys.argv:
        desk.learn_beside()
        desk.pages()
    if more:
        desk.window.go("review")
        desk.import_beside(more)
    desk.window.close()
    return desk.told | plain(many)


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--messages", type=int, default=100_000)
    asked.add_argument(
        "--import",
        type=int,
        default=0,
        dest="more",
        help="messages that a job imports beside; the case is changed by it",
    )
    asked.add_argument(
        "--processor", action="store_true", help="processor time of the window's thread, not the clock"
    )
    asked.add_argument("--pages", action="store_true", help="learning and the other pages too: minutes")
    given = asked.parse_args()
    case = large_case(given.folder, given.messages)
    loads = os.getloadavg()[0]
    for name, value in measured(case, given.messages, given.more).items():
        bound = BOUNDS.get(name)
        said = f"  (at most {bound})" if bound else ""
        sys.stdout.write(f"{name:28} {value:10,.1f}{said}\n")
    sys.stdout.write(
        f"load at the start {loads:.1f}, at the end {os.getloadavg()[0]:.1f}, cores {os.cpu_count()}\n"
    )

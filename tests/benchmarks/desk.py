"""How quick the window is over a large case, beside a plain QTableView over a list that was loaded whole:

    QT_QPA_PLATFORM=offscreen python tests/benchmarks/desk.py FOLDER --messages 1000000 --import 20000 --flag 60

The case is made once in the folder (`desk_case.py`; a quarter of an hour for a million) and kept there. Everything is
measured in the real window: by the clock, which is what a person waits; alone, which is the clock less what the system
gave to other programs while the thread was ready; and by the processor of the window's own thread. Prints each measure
with its limit (DESK.md 5) and a verdict on what it takes alone. A timer in the window's thread tells the longest time
for which it did not turn: over the daily work, for each page, while a job imports and while one flags. `--import` and
`--flag` change the case: a copy is used for them.
"""

import argparse
import gc
import os
import random
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desk_case import WORDS, large_case
from desk_pulse import PATIENCE, Moment, Pulse, Took, centile, took, turn_until
from imports import write_sms
from PySide6.QtWidgets import QApplication, QTableView, QTabWidget

from evidence_review.domain.basis import Basis, Exhibit
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import ExhibitKind, LegalBasis, Relevance
from evidence_review.domain.progress import Job
from evidence_review.gui import actions, app
from evidence_review.gui.models.look import ViewSettings
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.widgets.parts.start_job import flag_in_processes, on_its_own
from evidence_review.workflow.case.search_views import Wanted

LIMITS = {
    "home shown": 1500,
    "first thread": 300,
    "jump p99": 50,
    "decision p99": 50,
    "filter or order, worst": 300,
    "search, a phrase": 300,
    "search, a word of a third of all": 300,
    "other line": 300,
    "scroll p95": 16,
    "memory MiB": 600,
}
SEARCHES = {"search, a phrase": '"canal milk key"', "search, a word of a third of all": "canal"}
BLOCK = 100
"""The limit of every measure that is called `longest block`."""
OTHER_PAGES = ("lines", "samples", "evidence", "personal", "approve", "produce", "held", "account", "jobs")


def resident_mib() -> int:
    """What this process holds now."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20


def memory(mib: int) -> Took:
    """Memory as a measure."""
    return Took(mib, mib, 0)


class Desk:
    """The window with a large case, and what is measured of it, told as it is found."""

    def __init__(self, case: Path, user: str = "Rita") -> None:
        self.case, self.user = case, user
        self.told: dict[str, Took] = {}
        self.window = app.build(app.application(), ViewSettings(), Path(os.devnull))
        self.window.resize(1366, 768)
        self.window.show()
        gc.freeze()
        self.work = self.window.review.reviewing
        self.pulse = Pulse()
        self._lists = 0
        self.work.queue.modelReset.connect(self._listed)
        self.window.desk.changed.disconnect(self.window.learner._changed)  # measured by itself, below

    def _listed(self) -> None:
        self._lists += 1

    def is_quiet(self) -> bool:
        """Whether no answer is waited for."""
        return not self.window.reader.is_waiting

    def tell(self, name: str, value: Took) -> None:
        """Keep a measure and print it."""
        self.told[name] = value
        limit = BLOCK if "longest block" in name else LIMITS.get(name)
        verdict = "" if limit is None else "met" if value.alone <= limit else "**over**"
        at = f" {value.at}" if value.at and value.alone > BLOCK else ""
        told = [f"{one:,.1f}" for one in (value.alone, value.clock, value.processor)]
        cells = (name, *told, str(limit or ""), f"{verdict}{at}")
        sys.stdout.write(f"| {' | '.join(cells)} |\n")
        sys.stdout.flush()

    def listed(self, does: Callable[..., object], *args: object, **kwargs: object) -> Took:
        """Until the list that was asked for stands painted with rows."""
        before = self._lists
        return took(
            lambda: does(*args, **kwargs),
            lambda: self._lists > before and self.work.queue.rowCount() > 0,
        )

    def open(self) -> None:
        """From a passphrase that was checked to the home, and to the list."""
        began = Moment.now()
        session = actions.open_case(self.case, self.user, WORDS)
        self.tell("unlocking", began.since())
        self.pulse.take()
        self.tell("home shown", took(lambda: self.window._sit(session, self.case)))
        waiting = self.window.reader._newest
        self.tell("home with its counts", took(lambda: None, lambda: "home" not in waiting))
        there = took(lambda: self.window.go("review"), lambda: self.work.queue.rowCount() > 0)
        self.tell("list there", there)

    def read(self, draw: random.Random) -> None:
        """The first thread; jumps all over the list; scrolling."""
        queue = self.work.queue
        first = queue.value(0).item
        self.tell("first thread", took(lambda: (self.work.open(first), self.work.unfold())))
        jumps = [self._jump(draw.randrange(queue.rowCount())) for _ in range(200)]
        self.tell("jump median", centile(jumps, 50))
        self.tell("jump p99", centile(jumps, 99))
        self.tell("scroll p95", centile(self.scroll(self.window.review.left.table), 95))

    def _jump(self, at: int) -> Took:
        return took(lambda: self.work.open(self.work.queue.value(at).item))

    def decide(self, draw: random.Random) -> None:
        """Decisions, each until it is kept and the next item is there."""
        spent: list[Took] = []
        for _ in range(100):
            self.work.open(self.work.queue.value(draw.randrange(self.work.queue.rowCount() - 1)).item)
            self.work.unfold()
            self.work.note_seen()
            turn_until(lambda: True)
            spent.append(took(lambda: self.work.decide(Relevance.NOT_RELEVANT_TO_LINE)))
        self.tell("decision median", centile(spent, 50))
        self.tell("decision p99", centile(spent, 99))
        turn_until(self.is_quiet)

    def sift(self) -> None:
        """Every filter by both orders, a search and back, the other line and back."""
        spent = [
            self.listed(self.work.sift, only=only, order=order)
            for order in ("time", "rank")
            for only in ("flagged", "undecided", "must", "all")
        ]
        self.tell("filter or order, worst", max(spent))
        self.work.sift(only="all", order="time")
        turn_until(self.is_quiet)
        for name, words in SEARCHES.items():
            self.tell(name, self.listed(self.work.search, Wanted(words=words)))
            turn_until(self.is_quiet)
            self.tell(f"end of the {name}", self.listed(self.work.end_search))
            turn_until(self.is_quiet)
        lines = [self.listed(self.work.choose, number) for number in (2, 1)]
        self.tell("other line", max(lines))
        self.tell("all that stands around a list", took(lambda: None, self.is_quiet))

    def page(self, name: str, does: Callable[[], object]) -> None:
        """A page: until it stands painted, until all it looks up has come, and the longest block of both."""
        self.pulse.take()
        self.tell(f"{name}: shown", took(does))
        try:
            self.tell(f"{name}: all there", took(lambda: None, self.is_quiet))
        except TimeoutError:
            self.tell(f"{name}: not there after so long", Took(*[PATIENCE * 1000] * 3))
        self.tell(f"{name}: longest block", self.pulse.take())

    def pages(self) -> None:
        """Each page and its tabs; help."""
        self._tabs("overview", self.window.overview.tabs)
        self._tabs("log", self.window.log.tabs)
        self.page("help", self.window.show_help)
        for dialog in QApplication.topLevelWidgets():
            if dialog is not self.window and dialog.isVisible():
                dialog.close()
        for name in OTHER_PAGES:
            self.page(name, lambda name=name: self.window.go(name))

    def _tabs(self, page: str, tabs: QTabWidget) -> None:
        self.page(page, lambda: self.window.go(page))
        for at in range(1, tabs.count()):
            self.page(f"{page}, {tabs.tabText(at).lower()}", lambda at=at: tabs.setCurrentIndex(at))

    def disclose(self, officer: str = "Dan") -> None:
        """Disclosure, as the officer sees it, who signs in after the reviewer."""
        self.window.close_case()
        self.window._sit(actions.open_case(self.case, officer, WORDS), self.case)
        turn_until(self.is_quiet)
        self._tabs("disclosure", self.window.disclosure.tabs)

    def scroll(self, table: QTableView) -> list[Took]:
        """A notch of the wheel, painted."""
        bar = table.verticalScrollBar()
        bar.setValue(0)

        def notch() -> None:
            bar.setValue(bar.value() + 3 * bar.singleStep())
            table.viewport().repaint()

        return [took(notch) for _ in range(600)]

    def learn_beside(self) -> None:
        """The longest block, and memory, while an order is learned, which begins by itself."""
        self.window.go("review")
        turn_until(self.is_quiet)
        self.pulse.take()
        self.window.learner.learn(1)
        most = 0
        while self.window.learner.quiet.running:
            turn_until(lambda: True)
            most = max(most, resident_mib())
        self.tell("learning: longest block", self.pulse.take())
        self.tell("learning: memory MiB", memory(most))

    def import_beside(self, many: int) -> None:
        """The longest block while a job imports into the same case and a person goes on reading."""
        path = self.case.parent / f"more-{many}.xml"
        write_sms(path, many)
        exhibit = Exhibit("AB/2", ExhibitKind.DEVICE, "Bo Example", Basis(LegalBasis.WARRANT, "bench"))
        session = self.work.desk.session
        self._beside(
            "importing",
            lambda: on_its_own(
                session, lambda own: actions.import_path(own, path, exhibit, ReadOptions(owner="Bo Example"))
            ),
            900,
        )
        path.unlink()

    def flag_beside(self, seconds: int) -> None:
        """The longest block while a search goes on; stopped after so many seconds."""
        session = self.work.desk.session
        self._beside("flagging", lambda: on_its_own(session, flag_in_processes), seconds)

    def _beside(self, name: str, make: Callable[[], Job[Any]], seconds: int) -> None:
        self.window.go("review")
        turn_until(self.is_quiet)
        self.pulse.take()
        self.window.jobs.start(name.capitalize(), make, lambda _: None)
        end, draw, jumps = time.monotonic() + seconds, random.Random(5), []
        while self.window.jobs.running and time.monotonic() < end:
            jumps.append(self._jump(draw.randrange(self.work.queue.rowCount())))
            turn_until(lambda: True)
        self.tell(f"{name}: longest block", self.pulse.take())
        self.tell(f"{name}: jump p99 of {len(jumps)}", centile(jumps, 99))
        self.window.jobs.wait()
        turn_until(lambda: not self.window.jobs.running)


def plain(desk: Desk, many: int) -> None:
    """The same rows in a plain table over a list loaded whole: what Qt alone costs."""
    before = resident_mib()
    rows = [(f"08 Mar 2025 {n % 24:02}:{n % 60:02}", f"Person {n % 60}", "") for n in range(many)]
    model = Rows(
        (Column("Time", lambda r: r[0]), Column("From", lambda r: r[1]), Column("State", lambda r: r[2]))
    )
    table = QTableView()
    table.setModel(model)
    table.resize(400, 600)
    table.show()
    desk.tell("plain table: list loaded", took(lambda: model.put(rows)))
    desk.tell("plain table: scroll p95", centile(desk.scroll(table), 95))
    desk.tell("plain table: memory MiB", memory(resident_mib() - before))
    table.hide()


def measured(case: Path, given: argparse.Namespace) -> None:
    """Every measure of one case."""
    desk, draw = Desk(case), random.Random(7)
    desk.open()
    desk.read(draw)
    desk.decide(draw)
    desk.sift()
    desk.tell("daily work: longest block", desk.pulse.take())
    gc.collect()
    desk.tell("memory MiB", memory(resident_mib()))
    if given.pages:
        desk.pages()
        desk.tell("memory MiB after every page", memory(resident_mib()))
        desk.learn_beside()
    if given.more:
        desk.import_beside(given.more)
    if given.flag:
        desk.flag_beside(given.flag)
    if given.pages:
        desk.disclose()
    desk.window.close_case()
    plain(desk, given.messages)
    desk.window.close()


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--messages", type=int, default=100_000)
    asked.add_argument(
        "--import", type=int, default=0, dest="more", help="messages that a job imports beside"
    )
    asked.add_argument("--flag", type=int, default=0, help="seconds for which a search goes on beside")
    asked.add_argument("--no-pages", dest="pages", action="store_false", help="without learning and pages")
    given = asked.parse_args()
    made = large_case(given.folder, given.messages)
    case = given.folder / "used"
    shutil.rmtree(case, ignore_errors=True)
    shutil.copytree(made, case)
    os.sync()  # else the first writes of the window wait for what the copy left to be written
    loads = os.getloadavg()[0]
    sys.stdout.write(
        "| measure | alone ms | clock ms | processor ms | limit | verdict |\n|---|---|---|---|---|---|\n"
    )
    measured(case, given)
    shutil.rmtree(case)
    sys.stdout.write(
        f"\nLoad at the start {loads:.1f}, at the end {os.getloadavg()[0]:.1f}, cores {os.cpu_count()}.\n"
    )

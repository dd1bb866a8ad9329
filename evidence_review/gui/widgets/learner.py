"""Learns from decisions while the reviewer works: one quiet job at a time. What is on the screen is never moved; a new order waits until asked for."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from PySide6.QtCore import QObject, Signal

from evidence_review.domain.progress import Job
from evidence_review.gui import actions
from evidence_review.gui.jobs import Jobs
from evidence_review.gui.widgets.reviewing import Reviewing
from evidence_review.gui.widgets.work import on_its_own
from evidence_review.workflow.learning import LearnReport

AFTER = 5  # decisions, as many as the first batch has


class Learner(QObject):
    """Counts decisions on the chosen line and has its order learned anew; `ready` says that a new order is there (line, decisions)."""

    ready = Signal(int, int)

    def __init__(self, reviewing: Reviewing, jobs: Jobs) -> None:
        super().__init__()
        self.reviewing, self.jobs, self.quiet = reviewing, jobs, Jobs(self)
        self._since: dict[int, int] = {}
        self._process: ProcessPoolExecutor | None = None
        reviewing.desk.changed.connect(self._changed)

    def _changed(self, tables: frozenset[str]) -> None:
        number = self.reviewing.number
        if "decision" not in tables or not number or not self.reviewing.may("flag"):
            return
        self._since[number] = self._since.get(number, 0) + 1
        if self._since[number] >= AFTER and not self.quiet.running and not self.jobs.running:
            self.learn(number)

    def learn(self, number: int) -> None:
        """Have a line's order learned, in a process that keeps the pool for the next time."""
        session = self.reviewing.desk.session
        if session is None:
            return
        self._since[number] = 0
        process = self._process = self._process or ProcessPoolExecutor(1, mp_context=get_context("spawn"))

        def work() -> Job[LearnReport]:
            return on_its_own(session, lambda own: actions.learn(own, number, process))

        self.quiet.start("Learning", work, self._learned)

    def _learned(self, report: LearnReport) -> None:
        if report.decided and self.reviewing.desk.session is not None:
            self.ready.emit(report.line, report.decided)

    def stop(self) -> None:
        """The case is being closed: the job ends, and its process with all that it held."""
        self.quiet.wait()
        self._since.clear()
        process, self._process = self._process, None
        if process is not None:
            process.shutdown(wait=False, cancel_futures=True)

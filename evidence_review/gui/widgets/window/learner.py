"""Learns from decisions while the reviewer works: one quiet job at a time.

What is on the screen is never moved; a new order waits until asked for.

In batches the order is learned anew when a batch is decided, and the next one is chosen from it. Why an item
has its place is worked out here too.
"""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from evidence_review.domain.decisions import Act
from evidence_review.domain.ids import ItemId
from evidence_review.domain.progress import Job
from evidence_review.gui import actions
from evidence_review.gui.jobs import Jobs
from evidence_review.gui.widgets.lines.lines_page import LinesPage
from evidence_review.gui.widgets.parts.start_job import on_its_own
from evidence_review.gui.widgets.review.review_page import ReviewPage
from evidence_review.gui.widgets.review.review_state import Reviewing
from evidence_review.gui.widgets.review.weights_dialog import show_weights
from evidence_review.workflow.case.ledger_views import Weights
from evidence_review.workflow.case.running import engine_processes
from evidence_review.workflow.finding.learn_order import LearnReport

AFTER = 5  # decisions, where the reviewer does not go by batches


class Learner(QObject):
    """Counts decisions on the chosen line and has its order learned anew; `ready` says that a new order is
    there (line, decisions), `explained` why an item stands where it does."""

    ready = Signal(int, int)
    explained = Signal(object)

    def __init__(self, reviewing: Reviewing, jobs: Jobs) -> None:
        super().__init__()
        self.reviewing, self.jobs, self.quiet = reviewing, jobs, Jobs(self)
        self._since: dict[int, int] = {}
        self._process: ProcessPoolExecutor | None = None
        reviewing.desk.changed.connect(self._changed)
        reviewing.batch_done.connect(self._batch_done)
        self.quiet.faulted.connect(reviewing.desk.faulted)

    def join(self, review: ReviewPage, lines: LinesPage) -> None:
        """Answer what the pages ask, and tell them what was learned."""
        self.ready.connect(review.left.put_fresh)
        review.why.why_wanted.connect(self.explain)
        self.explained.connect(review.why.put_explained)
        # signals carry no types
        self.quiet.started.connect(lambda name: review.why.put_waiting(waiting=name == "Why"))  # pyright: ignore[reportUnknownLambdaType]
        for over in (self.quiet.finished, self.quiet.faulted):
            over.connect(lambda: review.why.put_waiting(waiting=False))
        # signals carry no types
        lines.weights_wanted.connect(lambda number: self.weigh(int(number), lines.window()))  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]

    def _changed(self, tables: frozenset[str]) -> None:
        number = self.reviewing.number
        if not tables & {"decision", "tag"} or not number or not self.reviewing.may(Act.FLAG):
            return
        self._since[number] = self._since.get(number, 0) + 1
        if (
            self.reviewing.order != "batch"
            and self._since[number] >= AFTER
            and not self.quiet.running
            and not self.jobs.running
        ):
            self.learn(number)

    def learn(self, number: int) -> None:
        """Have the order of a line's view learned, in a process that keeps the pool for the next time."""
        session, tag = self.reviewing.desk.session, self.reviewing.tag
        if session is None:
            return
        self._since[number] = 0
        process = self._held()

        def work() -> Job[LearnReport]:
            return on_its_own(session, lambda own: actions.learn(own, number, process, tag))

        self.quiet.start("Learning", work, self._learned)

    def _held(self) -> ProcessPoolExecutor:
        self._process = self._process or engine_processes(1)
        return self._process

    def _learned(self, report: LearnReport) -> None:
        if self.reviewing.desk.session is None:
            return
        is_here = (report.line, report.tag) == (self.reviewing.number, self.reviewing.tag)
        if is_here and self.reviewing.order == "batch" and not self.reviewing.queue.left:
            self.reviewing.next_batch()
        elif report.decided and is_here:
            self.ready.emit(report.line, report.decided)

    def _batch_done(self) -> None:
        """The batch on the screen is decided: learn from it, then the next one comes. Where nothing can be
        learned now it comes at once."""
        if self.reviewing.may(Act.FLAG) and not self.quiet.running and not self.jobs.running:
            self.learn(self.reviewing.number)
        else:
            self.reviewing.next_batch()

    def explain(self, item: ItemId) -> None:
        """Work out why an item of the chosen view has its place."""
        number, tag, process = self.reviewing.number, self.reviewing.tag, self._held()
        self._ask("Why", lambda own: actions.explain(own, number, item, process, tag), self.explained.emit)

    def weigh(self, number: int, over: QWidget) -> None:
        """Work out what moves a line's order, and show it over the window."""
        process = self._held()
        self.reviewing.desk.told.emit(
            "What moves the order is being worked out; the list opens in some seconds."
        )

        def then(told: Weights) -> None:
            show_weights(over, told)

        self._ask("Weights", lambda own: actions.heaviest_weights(own, number, process), then)

    def _ask[T](
        self, name: str, make: Callable[[actions.Session], Job[T]], then: Callable[[T], None]
    ) -> None:
        session = self.reviewing.desk.session
        if self.quiet.running or self.jobs.running:
            self.reviewing.desk.told.emit("The order is being learned just now. Ask again in a moment.")
        elif session is not None:
            self.quiet.start(name, lambda: on_its_own(session, make), then)

    def stop(self) -> None:
        """The case is being closed: the job ends, and its process with all that it held."""
        self.quiet.wait()
        self._since.clear()
        process, self._process = self._process, None
        if process is not None:
            process.shutdown(wait=False, cancel_futures=True)

"""Which line is reviewed, and the list of its items."""

from PySide6.QtCore import Signal

from evidence_review.domain.decisions import Act
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import Tag
from evidence_review.gui import actions
from evidence_review.gui.models.lines import reviewable
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.queue import QueueModel
from evidence_review.gui.widgets.review.item_in_front import InFront
from evidence_review.workflow.case.tag_views import Batch
from evidence_review.workflow.case.views import LineStatus, Outside


class Lists(InFront):
    """The lines, and the queue of the chosen one: all or some of it, by time, by rank or in batches.

    `lines_changed`: counts. `tag`: the view that is chosen, None for all that bears on the line. In batches
    the list holds one batch until all of it is decided: `batch_done`.
    """

    lines_changed = Signal()
    batch_done = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.queue = QueueModel(self)
        self.lines: tuple[LineStatus, ...] = ()
        self.outside: tuple[Outside, ...] = ()
        self.order = "time"
        self.only = "all"
        self.batch: Batch | None = None

    @property
    def line(self) -> LineStatus | None:
        """The chosen line with its counts."""
        return next((s for s in reviewable(self.lines) if s.line.number == self.number), None)

    def reload_lines(self) -> None:
        """Ask for the lines and the counts again."""
        if self.may(Act.READ):
            self.lines = self.desk.ask(actions.list_lines) or ()
            self.outside = self.desk.ask(actions.outside) or ()
        self.lines_changed.emit()

    def choose(self, number: int) -> None:
        """Go to a line: its queue, no item."""
        if number and all(s.line.number != number for s in reviewable(self.lines)):
            return
        self.number, self.batch = number, None
        self._show(())
        self.reload_queue()
        self.lines_changed.emit()

    def see(self, tag: Tag | None) -> None:
        """Go to the view of a tag, or to all that bears on the line; the item in front stays, with its
        reasons in that view."""
        if tag is not self.tag:
            self.tag, self.batch = tag, None
            self.reload_queue()
            self.again()
            self.lines_changed.emit()
            self.item_changed.emit()

    def sift(self, *, only: str | None = None, order: str | None = None) -> None:
        """Show all, flagged or undecided; by time or by rank."""
        if order and order != self.order:
            self.batch = None
        self.only, self.order = only or self.only, order or self.order
        self.reload_queue()
        self.lines_changed.emit()

    def reload_queue(self, *, moved: bool = True) -> None:
        """Ask for the chosen line's queue again; the item in front stays. Unless it may be `moved`, what is
        listed keeps its order, though another was learned."""
        if not self.number or not self.may(Act.READ):
            self.queue.put(())
            return
        if self.order == "batch":
            self.batch = self.batch or self.desk.ask(actions.next_batch, self.number, self.tag)
            items = self.batch.items if self.batch else ()
            self.queue.put(
                self.desk.ask(actions.queue, self.number, tag=self.tag, among=items) or () if items else ()
            )
            return
        self.queue.put(
            self.desk.ask(actions.queue, self.number, self.order, self.only, self.tag) or (), moved=moved
        )

    def amend_queue(self, item: ItemId) -> None:
        """Ask for the rows of an item and its copies again, after a decision or a tag: the rest of a long
        queue is as it was."""
        asked = self.queue.members(item)
        if not asked or self.order == "batch":
            self.reload_queue(moved=False)
            return
        rows = self.desk.ask(actions.queue, self.number, self.order, self.only, self.tag, tuple(asked))
        if rows is not None:
            self.queue.amend(asked, rows)

    def next_batch(self) -> None:
        """Take the next batch of the view; what is undecided of this one stays undecided, and may come
        again."""
        self.batch = None
        self.reload_queue()
        self.lines_changed.emit()

    def _after_batch(self) -> None:
        if self.order == "batch" and self.batch and self.batch.items and not self.queue.left:
            self.batch_done.emit()

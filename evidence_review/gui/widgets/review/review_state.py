"""What the review page is doing: which line, which item, what was seen of it; every act goes through the
desk."""

import time
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from evidence_review.domain.decisions import Act
from evidence_review.domain.ids import DecisionId, ItemId
from evidence_review.domain.kinds import HoldKind, Relevance, Tag
from evidence_review.gui import actions
from evidence_review.gui.models.conversation import Conversation
from evidence_review.gui.models.decided import Before, why_not
from evidence_review.gui.models.lines import reviewable
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.queue import QueueModel
from evidence_review.gui.models.tagged import TagState, tag_state
from evidence_review.workflow.case.tag_views import Batch
from evidence_review.workflow.case.views import ItemView, LineStatus, Outside

OUTER = frozenset({"line", "flag", "item", "hold"})


class Reviewing(QObject):
    """Holds the models of the review page.

    `lines_changed`: counts; `item_changed`: another item; `state_changed`: what may be done.

    `tag`: the view that is chosen, None for all that bears on the line. In batches the list holds one batch
    until all of it is decided: `batch_done`.
    """

    lines_changed = Signal()
    batch_done = Signal()
    item_changed = Signal()
    state_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.queue = QueueModel(self)
        self.talk = Conversation(self)
        self.lines: tuple[LineStatus, ...] = ()
        self.outside: tuple[Outside, ...] = ()
        self.number = 0
        self.order = "time"
        self.only = "all"
        self.tag: Tag | None = None
        self.batch: Batch | None = None
        self._pending: set[Tag] = set()
        self.seen_whole = False
        self.looked_around = False
        self._done: list[tuple[ItemId, tuple[DecisionId, ...]]] = []
        self._covered: ItemView | None = None
        self._open: dict[str, ItemView] = {}
        self._since = 0.0
        desk.opened.connect(self.start)
        desk.closed.connect(self.clear)
        desk.changed.connect(self._times_changed)
        desk.changed.connect(self._changed)

    @property
    def line(self) -> LineStatus | None:
        """The chosen line with its counts."""
        return next((s for s in reviewable(self.lines) if s.line.number == self.number), None)

    def may(self, act: Act) -> bool:
        """Whether the role of who is signed in may do this."""
        return self.desk.may(act)

    def start(self) -> None:
        """A case was opened: its lines, and the first of them, in order of time (reference/law.md Q1),
        whatever was chosen by who sat here before.
        """
        self._done = []
        self.number, self.order, self.only, self.tag = 0, "time", "all", None
        self.reload_lines()
        first = next(iter(reviewable(self.lines)), None)
        self.choose(first.line.number if first else 0)

    def clear(self) -> None:
        """No case is open: nothing of it stays on the screen."""
        self.lines, self.outside, self.number = (), (), 0
        self._done = []
        self.queue.put(())
        self._show(())
        self.lines_changed.emit()

    def _times_changed(self, tables: frozenset[str]) -> None:
        """Times were read anew: what is in front may lie outside the line now, and waits for the next search
        in any case."""
        if "time" in tables:
            self._show(())

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & OUTER:
            self.reload_lines()
            if self.line is None:
                first = next(iter(reviewable(self.lines)), None)
                self.choose(first.line.number if first else 0)
            else:
                self.reload_queue(moved=bool(tables & {"line", "flag", "item"}))
        elif tables & {"decision", "tag"}:
            self.reload_lines()
        elif "person" in tables:
            self.reload_queue(moved=False)
            self.again()

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

    def open(self, item: ItemId) -> None:
        """Show an item alone. The step writes that it was looked at before it gives the text."""
        view = self.desk.ask(actions.open_item, self.number, item, self.tag)
        if view is not None:
            self._show((view,))

    def again(self) -> None:
        """The same item after something about it changed."""
        focus = self.talk.focus
        if focus is not None and (view := self.desk.ask(actions.open_item, self.number, focus.id, self.tag)):
            self._covered, self._open = None, {}
            self.talk.replace(view)
            self.state_changed.emit()

    def step(self, by: int) -> None:
        """The next or previous item of the queue."""
        focus = self.talk.focus
        at = self.queue.place(focus.id) if focus else -1
        row = self.queue.value(at + by if at >= 0 else 0)
        if row is not None:
            self.open(row.item)

    def fold_copies(self) -> None:
        """Show the copies of the item in front below it in the queue, or fold them away."""
        focus = self.talk.focus
        if focus is not None and not self.queue.unfold(focus.id):
            self.desk.told.emit("This message has no copy in this list.")

    def next_copy(self) -> None:
        """Go to the same message in the next exhibit, going round."""
        focus = self.talk.focus
        if focus is None:
            return
        others = sorted(one.item for one in focus.copies)
        if not others:
            self.desk.told.emit("This message has no copy that may be opened for this line.")
            return
        self.open(next((item for item in others if item > focus.id), others[0]))

    def note_seen(self) -> None:
        """The whole item has been on the screen."""
        self.seen_whole = True
        self.state_changed.emit()

    def seconds_shown(self) -> int:
        """For how many whole seconds the item in front has been on the screen."""
        return int(time.monotonic() - self._since)

    def before(self) -> Before:
        """What the rules of the window look at before a decision."""
        return Before(self.talk.focus, self.seen_whole, self.looked_around, self.may(Act.DECIDE))

    def unfold(self) -> None:
        """The messages around the item, once; each is logged by the step."""
        focus = self.talk.focus
        if focus is None or self.looked_around:
            return
        around = self._around(focus.id)
        if around is None:
            return
        self.looked_around = True
        if len(around) > 1:
            self.talk.put(around)
        else:
            self.desk.told.emit("There are no other items in this conversation within the agreed scope.")
        self.state_changed.emit()

    def _around(self, focus: ItemId) -> tuple[ItemView, ...] | None:
        return self.desk.ask(actions.unfold, self.number, focus, self.tag)

    def tag_state(self) -> TagState:
        """What the buttons of the tags show."""
        return tag_state(self.talk.focus, self._pending, may=self.may(Act.DECIDE), seen=self.seen_whole)

    def toggle_tag(self, tag: Tag) -> None:
        """Set a tag on the relevant item in front, or take it off; before the decision it waits for
        “Relevant”."""
        focus, missing = self.talk.focus, why_not(self.before())
        if missing or focus is None:
            self.desk.told.emit(missing)
            return
        if focus.decision is None or focus.decision.value is not Relevance.RELEVANT:
            self._pending ^= {tag}
            self.state_changed.emit()
            return
        stand = self.desk.ask(actions.tag, self.number, focus.id, (tag,), on=tag not in focus.tags)
        if stand is not None:
            self.talk.replace(replace(focus, tags=stand))
            self.amend_queue(focus.id)
            self.state_changed.emit()

    def decide(self, value: Relevance, reason: str = "", *, copies: bool = False) -> None:
        """Save a decision at once, and for the undecided copies where that was ticked. Relevant and unsure
        unfold the neighbours; otherwise the next item comes."""
        focus = self.talk.focus
        missing = why_not(self.before(), value)
        if missing or focus is None:
            self.desk.told.emit(missing)
            return
        decision = self.desk.ask(actions.decide, self.number, focus.id, value, reason, self.seconds_shown())
        if decision is None:
            return
        self._done.append((focus.id, (decision.id,)))
        if value is Relevance.RELEVANT and self._pending:
            self.desk.do(actions.tag, self.number, focus.id, tuple(self._pending))
        self._pending = set()
        given = self._give(focus, decision.id) if copies else ""
        at = self.queue.place(focus.id)
        self.amend_queue(focus.id)
        if value is Relevance.NOT_RELEVANT_TO_LINE:
            self._go_on(focus.id, at)
            if given:
                self.desk.told.emit(f"Saved{given}.")
            self._after_batch()
            return
        self.again()
        self.unfold()
        self._after_batch()
        self.desk.told.emit(f"Saved{given}. The messages around it are open now; J goes on to the next item.")

    def _give(self, focus: ItemView, decision: DecisionId) -> str:
        """Give a decision to the copies of its item: a row for each. What was done, in words."""
        made = self.desk.ask(actions.decide_copies, self.number, decision) or ()
        if made:
            self._done.append((focus.id, tuple(one.id for one in made)))
        return f", and for {count(len(made), 'copy', 'copies')} of it" if made else ""

    def _go_on(self, item: ItemId, at: int) -> None:
        place = self.queue.place(item)
        row = self.queue.value(place + 1 if place >= 0 else at)
        if row is not None:
            self.open(row.item)
        elif self.order == "batch" and not self.queue.left:
            self._show(())
        else:
            self._show(())
            self.desk.told.emit("Saved. That was the last item of this list.")

    def undo(self) -> None:
        """Take back the last decision made here, else that of the item in front: a row more, nothing is
        erased."""
        focus = self.talk.focus
        standing = focus.decision if focus else None
        if self._done:
            item, made = self._done.pop()
        elif standing is not None:
            item, made = standing.item, (standing.id,)
        else:
            self.desk.told.emit("There is no decision to undo.")
            return
        undone = sum(self.desk.do(actions.undo, decision) for decision in made)
        if undone:
            self.amend_queue(item)
            self.open(item)
            said = (
                "The decision was undone; both stay"
                if undone == 1
                else f"The decisions on {undone} copies were undone; all stay"
            )
            self.desk.told.emit(f"{said} in the history.")

    def hold(self, kind: HoldKind) -> None:
        """Hold the item and its neighbours as possibly privileged; they leave the screen at once
        (reference/law.md G3).
        """
        focus = self.talk.focus
        if focus is None:
            return
        number, item = self.number, focus.id
        free = ", ".join(dict.fromkeys(one.exhibit for one in focus.copies))
        self._show(())
        if self.desk.do(actions.hold, number, item, kind):
            more = f" Its copies in {free} are not held with it: hold each that must be held." if free else ""
            self.desk.told.emit(f"Held. Only independent counsel can open it now.{more}")

    def report_find(self, tier: str, category: str, note: str) -> None:
        """Report what lies outside the lines; the item leaves the screen until a supervisor acts
        (reference/law.md H1).
        """
        focus = self.talk.focus
        if focus is None:
            return
        number, item = self.number, focus.id
        self._show(())
        if self.desk.do(actions.report_find, number, item, tier, category, note):
            self.desk.told.emit("Reported. The item is covered until a supervisor has dealt with it.")

    def look_outside(self, item: ItemId, number: int, reason: str, minutes: int) -> None:
        """Show one item outside every line for a time; it may be read, not decided."""
        view = self.desk.ask(actions.look_outside, item, number, reason, minutes)
        if view is not None:
            self._show((view,))

    def reveal(self, what: str, reason: str) -> None:
        """The item with names or special-category words shown; the reason is logged."""
        focus = self.talk.focus
        if focus is not None and (view := self.desk.ask(actions.reveal, self.number, focus.id, what, reason)):
            self._covered, self._open = focus, {**self._open, what: view}
            self.talk.replace(view)
            self.state_changed.emit()

    def covered(self) -> tuple[str, ...]:
        """What of the item in front is masked and was not shown with a reason since it was opened."""
        focus = self.talk.focus
        sorts = {mark.sort for mark in focus.marks} if focus else set[str]()
        sorts |= {"picture"} if focus and focus.picture_covered else set()
        whats = (("name", "names"), ("special", "special"), ("picture", "picture"))
        return tuple(what for sort, what in whats if sort in sorts and what not in self._open)

    def cover(self) -> None:
        """Mask again what was shown; the reason given holds until another item is opened."""
        if self._covered is not None and self.talk.focus is not self._covered:
            self.talk.replace(self._covered)
            self.state_changed.emit()

    def uncover(self, what: str) -> bool:
        """Show again what a reason was already given for: whether there was such a reason."""
        view = self._open.get(what)
        if view is not None:
            self.talk.replace(view)
            self.state_changed.emit()
        return view is not None

    def _show(self, views: tuple[ItemView, ...]) -> None:
        self.seen_whole = self.looked_around = False
        self._covered, self._open, self._pending = None, {}, set()
        self._since = time.monotonic()
        self.talk.put(views)
        self.item_changed.emit()
        self.state_changed.emit()

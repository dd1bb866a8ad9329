"""What the review page is doing: which line, which item, what was seen of it; every act goes through the
desk."""

from dataclasses import replace

from evidence_review.domain.decisions import Act
from evidence_review.domain.ids import DecisionId, ItemId
from evidence_review.domain.kinds import HoldKind, Relevance, Tag
from evidence_review.gui import actions
from evidence_review.gui.models.decided import why_not
from evidence_review.gui.models.lines import reviewable
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.tagged import TagState, tag_state
from evidence_review.gui.widgets.review.review_lists import Lists
from evidence_review.workflow.case.views import ItemView

OUTER = frozenset({"line", "flag", "item", "hold"})


class Reviewing(Lists):
    """What a reviewer does with the item in front, and what it changes in the list."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._done: list[tuple[ItemId, tuple[DecisionId, ...]]] = []
        desk.opened.connect(self.start)
        desk.closed.connect(self.clear)
        desk.changed.connect(self._times_changed)
        desk.changed.connect(self._changed)

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

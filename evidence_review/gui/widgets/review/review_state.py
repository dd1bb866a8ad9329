"""What the review page is doing: it hands what is pressed to the loop of decisions, and carries out what that
answers; every act goes through the desk."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Concatenate

from PySide6.QtCore import Signal

from evidence_review.domain.decisions import Act, RelevanceDecision
from evidence_review.domain.ids import ItemId, RedactionId
from evidence_review.domain.kinds import HoldKind, Relevance, Tag
from evidence_review.gui import actions
from evidence_review.gui.actions import Session
from evidence_review.gui.models import decision_loop
from evidence_review.gui.models.decided import why_not
from evidence_review.gui.models.lines import reviewable, undecided
from evidence_review.gui.models.loop_state import (
    Changed,
    Done,
    Effect,
    Go,
    Loop,
    PutTags,
    Save,
    Say,
    SayEnd,
    TakeBack,
    Turn,
    Unfold,
    front_of,
)
from evidence_review.gui.models.loop_words import end_words
from evidence_review.gui.models.open_case import Desk, Refused, refused
from evidence_review.gui.models.review.several import done_words
from evidence_review.gui.models.review.tag_state import TagState, tag_state
from evidence_review.gui.models.shortcuts import key_of
from evidence_review.gui.models.tagged import standing
from evidence_review.gui.widgets.review.review_lists import Lists

OUTER = frozenset({"line", "flag", "item", "hold"})
NEAR = 500
"""Rows beside the item in front that are remembered when a few rows of the list change."""
FAR = 20_000
"""Rows beside it that are remembered when the list is laid anew."""


class Reviewing(Lists):
    """What a reviewer does with the item in front, and what it changes in the list. `several_written`: an act on
    several items was written, or the sentence in which it was refused."""

    several_written = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._written = 0
        desk.opened.connect(self.start)
        desk.closed.connect(self.clear)
        desk.changed.connect(self._times_changed)
        desk.changed.connect(self._changed)

    def start(self) -> None:
        """A case was opened: its lines, and the first of them, in order of time (reference/law.md Q1),
        whatever was chosen by who sat here before.
        """
        self.loop = Loop()
        self.number, self.order, self.only, self.tag = 0, "time", "all", None
        self.reload_lines(self._begin)

    def _begin(self) -> None:
        first = next(iter(reviewable(self.lines)), None)
        self.choose(first.line.number if first else 0)

    def clear(self) -> None:
        """No case is open: nothing of it stays on the screen."""
        self.lines, self.outside, self.number = (), (), 0
        self.loop = Loop()
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
            self.reload_lines(lambda: self._outer_changed(tables))
        elif tables & {"decision", "tag"}:
            self.reload_lines()
        elif "person" in tables:
            self.reload_queue(moved=False)
            self.again()

    def _outer_changed(self, tables: frozenset[str]) -> None:
        if self.line is None:
            self._begin()
        else:
            self.reload_queue(moved=bool(tables & {"line", "flag", "item"}))

    # --- the list, which forgets nothing of where the item in front stood -------------

    def choose(self, number: int) -> None:
        """Go to a line: its queue, no item. What was done on the line before can still be undone."""
        if number != self.number:
            self.loop = decision_loop.lined(self.loop, number)
        super().choose(number)

    def reload_queue(self, *, moved: bool = True) -> None:
        """Ask for the list again, and remember where the item in front stood in the list before."""
        self.loop = decision_loop.placed(self.loop, self.queue, FAR)
        super().reload_queue(moved=moved)

    def amend_queue(self, *items: ItemId) -> None:
        """Ask for some rows again, and remember where the item in front stood."""
        self.loop = decision_loop.placed(self.loop, self.queue, NEAR)
        super().amend_queue(*items)

    def open(self, item: ItemId, *, keeps_name: bool = False) -> None:
        """Show an item alone, and remember where the one before it stood."""
        self.loop = decision_loop.placed(self.loop, self.queue, NEAR)
        super().open(item, keeps_name=keeps_name)

    def step(self, by: int) -> None:
        """The next or previous item, counted from where the item in front stands or stood."""
        self._turn(decision_loop.step(self.loop, self.queue, by))

    def first_undecided(self) -> None:
        """The first undecided item of the list."""
        self._turn(decision_loop.first(self.loop, self.queue))

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

    # --- what is pressed -------------------------------------------------------------

    def decide(self, value: Relevance, reason: str = "", *, stays: bool = False) -> None:
        """A decision was pressed on the item in front: saved at once, with its copies while they are tied."""
        missing = why_not(self.before())
        self._turn(decision_loop.press(self.loop, value, self.queue, missing, reason, stays=stays))
        self.front_wanted.emit()

    def toggle_tag(self, tag: Tag) -> None:
        """A tag was pressed: for the item just decided while it is named, else for the item in front."""
        self._turn(decision_loop.press_tag(self.loop, tag, why_not(self.before())))
        self.front_wanted.emit()

    def mark[**P](
        self, step: Callable[Concatenate[Session, P], object], *args: P.args, **kwargs: P.kwargs
    ) -> bool:
        """Run a step that marks the item in front, and make the same marks on its tied copies; undo takes
        all of them
        back. Whether it was done."""
        before = self.talk.focus
        if before is None or not self.desk.do(step, *args, **kwargs):
            return False
        after, front = self.talk.focus, self.loop.front  # looked at anew by the pane that shows the marks
        known = {one.id for one in before.redactions}
        made = [one.id for one in after.redactions if one.id not in known] if after else []
        if made and front and front.same and self.loop.tied:
            copied = self.desk.ask(actions.mark_copies, self.number, made) or ()
            made += [one.id for one in copied]
        self.loop = decision_loop.marked(self.loop, before.id, tuple(made))
        return True

    def take_back(self, mark: RedactionId, reason: str) -> None:
        """Take a mark back, on the tied copies too."""
        front = self.loop.front
        if front and front.same and self.loop.tied:
            self.desk.do(actions.withdraw_copies, self.number, mark, reason)
        self.desk.do(actions.withdraw, mark, reason)

    def tie(self) -> None:
        """Tie the copies of the item in front to it, or untie them."""
        self.loop = decision_loop.tie(self.loop)
        self.state_changed.emit()

    def undo(self) -> None:
        """Take back the last act made here, else the decision of the item in front: a row more, nothing is
        erased."""
        self._turn(decision_loop.undo(self.loop))
        self.front_wanted.emit()

    def tag_state(self) -> TagState:
        """What the buttons of the tags show."""
        return tag_state(self.loop, may=self.may(Act.DECIDE))

    # --- what the loop answers -------------------------------------------------------

    def _turn(self, turn: Turn) -> None:
        self.loop, effects = turn
        for effect in effects:
            self._carry_out(effect)
        self.state_changed.emit()

    def _carry_out(self, effect: Effect) -> None:
        match effect:
            case Save():
                self._save(effect)
            case PutTags():
                self._put_tags(effect)
            case TakeBack(act):
                self._take_back(act)
            case Go():
                self._go(effect)
            case Unfold():
                self.unfold()
            case Say(words):
                self.desk.told.emit(words)
            case SayEnd():
                self._say_end()

    def _save(self, save: Save) -> None:
        """Write the decision, its tags and those of its copies; then on to the next item. Nothing moves where
        nothing could be written."""
        item = save.front.item
        made = self.desk.ask(actions.decide, self.number, item, save.value, save.reason, self.seconds_shown())
        if made is None:
            return
        self.desk.told.emit("")
        given = (
            self.desk.ask(actions.decide_copies, self.number, made.id, save.over) or ()
            if save.is_tied and save.front.mates
            else ()
        )
        rows = ((item, made.id), *((one.item, one.id) for one in given))
        changed = self._tag_all(save.tags, [row[0] for row in rows], on=True)
        tags = self._tags_of(item) if save.value is Relevance.RELEVANT else ()
        self.amend_queue(item)
        self._stand(made, {one.item: str(one.value) for one in given}, tags)
        self._turn(decision_loop.saved(self.loop, save, rows, changed, tags))
        self._after_batch()

    def _stand(self, made: RelevanceDecision, given: Mapping[ItemId, str], tags: tuple[Tag, ...]) -> None:
        """What was decided, on the item in front: it is not looked at again for that, so no look is
        logged."""
        focus = self.talk.focus
        if focus is None or self.desk.session is None:
            return
        copies = tuple(replace(one, decision=given.get(one.item, one.decision)) for one in focus.copies)
        by = self.desk.session.user.name
        view = replace(focus, decision=made, decided_by=by, tags=tags, copies=copies)
        self.loop = decision_loop.refreshed(self.loop, front_of(view))
        self.talk.replace(view)

    def _tags_of(self, item: ItemId) -> tuple[Tag, ...]:
        """The tags that stand on an item of this line; not a look at it."""
        made = self.desk.ask(actions.tag_history, item) or ()
        return standing(made, self.line.line.id) if self.line else ()

    def _tag_all(self, tags: tuple[Tag, ...], items: Sequence[ItemId], *, on: bool) -> Changed:
        """Set tags on items or take them off: on each, those that this changed."""
        changed: list[tuple[ItemId, tuple[Tag, ...]]] = []
        for item in items if tags else ():
            before = self._tags_of(item)
            if self.desk.do(actions.tag, self.number, item, tags, on=on):
                changed.append((item, tuple(tag for tag in tags if (tag in before) is not on)))
        return tuple(changed)

    def _put_tags(self, put: PutTags) -> None:
        changed = self._tag_all((put.tag,), put.items, on=put.is_set)
        if not changed:
            return
        tags = self._tags_of(put.item)
        self.loop = decision_loop.tagged(self.loop, put, changed, tags)
        focus = self.talk.focus
        if focus is not None and focus.id == put.item:
            self.talk.replace(replace(focus, tags=tags))
        self.amend_queue(put.item)

    def _take_back(self, act: Done) -> None:
        """Tags first, which stand on a decision; then the decisions, the copies' before the item's own."""
        if act.several:
            self._take_several_back(act)
            return
        rows = 0
        for item, tags in act.tagged:
            rows += self.desk.do(actions.tag, act.line, item, tags, on=not act.is_set)
        if act.decisions:
            rows = sum(self.desk.do(actions.undo, decision) for decision in reversed(act.decisions))
        for mark in act.marks:
            rows += self.desk.do(actions.withdraw, mark, "Undone at once")
        if act.line == self.number:
            self.amend_queue(act.item)
        self._turn(decision_loop.undone(self.loop, act, rows))

    def decide_several(self, items: tuple[ItemId, ...], value: Relevance, reason: str) -> None:
        """One decision on several items that were read in one list, written beside the window; then on to the first
        of them that was left out, or the next undecided one below. `several_written` says when."""
        number, first = self.number, min(map(self.queue.place, items))

        def came(made: tuple[RelevanceDecision, ...]) -> None:
            self.desk.tell("decide_several")
            if number != self.number:
                return
            self.amend_queue(*items)
            decided = {one.item for one in made}
            on = self.queue.undecided_from(first, decided)
            ids = tuple(one.id for one in made)
            self._turn(decision_loop.several_saved(self.loop, items, ids, on))
            self.desk.told.emit(done_words(value, len(items), len(made), key_of("undo")))
            self._after_batch()

        self._write_several(lambda case: actions.decide_several(case, number, items, value, reason), came)

    def _take_several_back(self, act: Done) -> None:
        """Take a decision on several items back, beside the window."""

        def came(rows: int) -> None:
            self.desk.tell("undo_several")
            if act.line == self.number:
                self.amend_queue(*act.several)
            self._turn(decision_loop.undone(self.loop, act, rows))

        self.loop = decision_loop.forgotten(self.loop, act)
        self._write_several(lambda case: actions.undo_several(case, act.decisions), came)

    def _write_several[T](self, step: Callable[[Session], T], came: Callable[[T], None]) -> None:
        """Write beside the window what takes a moment; its own key, so that no other question ends it."""
        self._written += 1

        def written(answer: T | Refused) -> None:
            if isinstance(answer, Refused):
                self.several_written.emit(answer.sentence)
                return
            came(answer)
            self.several_written.emit("")

        key = f"several {self._written}"
        self.desk.later(key, lambda case: refused(step, case), written, at_once=not self.is_long, logs=True)

    def _go(self, go: Go) -> None:
        """Open an item, of another line where it was undone there."""
        if go.line and go.line != self.number:
            self.choose(go.line)
        if go.line in {0, self.number}:
            self.open(go.item, keeps_name=go.keeps_name)

    def _say_end(self) -> None:
        if self.order == "batch" and not self.queue.left:
            return
        first = self.queue.undecided_from(0)
        row = self.queue.place(first) + 1 if first is not None else 0
        elsewhere = undecided(self.line) if self.line else 0
        self.desk.told.emit(end_words(self.queue.left, row, elsewhere))

    # --- what takes the item off the screen --------------------------------------------

    def _off_screen(self) -> None:
        self.loop = decision_loop.placed(self.loop, self.queue)
        self._show(())

    def hold(self, kind: HoldKind) -> None:
        """Hold the item and its neighbours as possibly privileged; they leave the screen at once
        (reference/law.md G3).
        """
        focus = self.talk.focus
        if focus is None:
            return
        number, item = self.number, focus.id
        free = ", ".join(dict.fromkeys(one.exhibit for one in focus.copies))
        self._off_screen()
        if self.desk.do(actions.hold, number, item, kind):
            more = f" Its copies in {free} are not held with it: hold each that must be held." if free else ""
            self.desk.told.emit(f"Held. Only independent counsel can open it now.{more}")
        self.front_wanted.emit()

    def report_find(self, tier: str, category: str, note: str) -> None:
        """Report what lies outside the lines; the item leaves the screen until a supervisor acts
        (reference/law.md H1).
        """
        focus = self.talk.focus
        if focus is None:
            return
        number, item = self.number, focus.id
        self._off_screen()
        if self.desk.do(actions.report_find, number, item, tier, category, note):
            self.desk.told.emit("Reported. The item is covered until a supervisor has dealt with it.")
        self.front_wanted.emit()

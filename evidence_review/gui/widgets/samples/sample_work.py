"""Reading a sample with the review's own panes: the same item, keys and rules, with nothing that says why it
might matter."""

from dataclasses import replace

from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import Tag
from evidence_review.domain.samples import PlanId
from evidence_review.gui import actions
from evidence_review.gui.models.loop_state import Save
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.review.tag_state import TagState
from evidence_review.gui.widgets.review.review_state import Reviewing
from evidence_review.workflow.case.sample_views import bare
from evidence_review.workflow.case.views import ItemView


class SampleWork(Reviewing):
    """What the reading page of a sample is doing. `item_changed` also says that nothing is left to read."""

    def __init__(self, desk: Desk) -> None:
        self.plan = PlanId("")
        self.place = self.of = 0
        self.is_second = False
        super().__init__(desk)

    def start(self) -> None:
        """A case was opened: no sample is being read yet."""
        self.number, self.plan = 0, PlanId("")

    def _changed(self, tables: frozenset[str]) -> None:
        """The order of a sample does not change while it is read."""

    def reload_queue(self, *, moved: bool = True) -> None:
        """A sample has no list to look through: its items come one by one (O3)."""

    def begin(self, plan: PlanId, number: int, *, is_second: bool = False) -> None:
        """Read on in a plan where it was left. In a second reading nothing is said of direction: it measures
        the decision alone."""
        self.plan, self.number, self.is_second = plan, number, is_second
        self.step(1)

    def step(self, by: int) -> None:
        """The next drawn item that this user has not read, opened and logged as part of the sample."""
        del by
        if not self.plan:
            return
        found = self.desk.ask(actions.next_sampled, self.plan)
        self.place, self.of = (found.place, found.of) if found else (0, self.of)
        self._show((found.view,) if found else ())

    def again(self) -> None:
        """The item stays as it was drawn."""

    def _around(self, focus: ItemId) -> tuple[ItemView, ...] | None:
        """As bare as the item itself."""
        return self.desk.ask(actions.around_sampled, self.plan, focus)

    def amend_queue(self, *items: ItemId) -> None:
        """There is no list."""

    def _save(self, save: Save) -> None:
        """Save the reading and go to the next drawn item. What is found relevant is decided so from then
        on."""
        said = () if self.is_second else save.tags
        seconds, item = self.seconds_shown(), save.front.item
        if (
            self.desk.ask(actions.read_sampled, self.plan, item, save.value, save.reason, seconds, said)
            is not None
        ):
            self.step(1)

    def tag_state(self) -> TagState:
        """As in the review, but that a second reading has none."""
        state = super().tag_state()
        return replace(state, is_free=False) if self.is_second else state

    def toggle_tag(self, tag: Tag) -> None:
        """It waits for the reading, with which it is saved."""
        if not self.is_second:
            super().toggle_tag(tag)

    def undo(self) -> None:
        """A reading stands: the sample was fixed before it was read."""
        self.desk.told.emit(
            (
                "A reading of a sample stands. A change of mind is a decision in the review; it makes "
                "the sample void."
            )
        )

    def reveal(self, what: str, reason: str) -> None:
        """The item with names or special-category words shown, and nothing more; the reason is logged."""
        focus = self.talk.focus
        if focus is not None and (view := self.desk.ask(actions.reveal, self.number, focus.id, what, reason)):
            shown = bare(view)
            self._covered, self._open = focus, {**self._open, what: shown}
            self.talk.replace(shown)
            self.state_changed.emit()

    def open(self, item: ItemId, *, keeps_name: bool = False) -> None:
        """Items of a sample are opened by their place in the draw alone."""
        del item, keeps_name

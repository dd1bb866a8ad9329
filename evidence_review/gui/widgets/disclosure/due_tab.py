"""Decisions that are due for review since a fact changed; each leads to its item."""

from collections.abc import Sequence

from evidence_review.domain.decisions import Act
from evidence_review.domain.disclosure import Due
from evidence_review.gui import actions
from evidence_review.gui.models.disclosure.disclosure_rows import Names, due_columns
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.widgets.disclosure.act_form import ActForm
from evidence_review.gui.widgets.disclosure.act_list import Listing, ListTab
from evidence_review.gui.widgets.parts.building_blocks import calls

SENTENCE = (
    "The decision stands until it is changed. Open the item, decide it anew, or say that you looked again and it "
    "stands: a reviewer for relevance, the prosecutor for a code."
)


class DueTab(ListTab):
    """What is due, and keeping it."""

    def __init__(self, desk: Desk, names: Names) -> None:
        super().__init__(desk, SENTENCE, names)
        self.list = Listing[Due](
            "Due for review", due_columns(names), (7, 34, 60), 2, "Nothing is due for review."
        )
        self.opened = self.list.act("Open the item", self._open, bool, "primary")
        self.keep = self.list.act("It stands…", self._ask_keep, self._may)
        self.list.table.doubleClicked.connect(calls(self._open))
        self.lay(self.list)

    def _may(self, rows: Sequence[Due]) -> bool:
        return bool(rows) and self.desk.may(Act.ENDORSE if rows[0].person else Act.DECIDE)

    def refresh(self) -> None:
        """What is due, again."""
        is_quick = not self.desk.ask(actions.is_long)
        self.desk.later("reviews due", actions.reviews_due, self.list.put, at_once=is_quick)

    def _open(self) -> None:
        if one := self.list.one():
            if one.line:
                self.item_wanted.emit(one.line, one.item)
            else:
                self.open_item(one.item)

    def _ask_keep(self) -> None:
        if one := self.list.one():
            form = ActForm(self, self.desk, f"The decision on item {one.item} stands", one.words, "It stands")
            why = form.long("Reason")
            form.runs(
                lambda: self.desk.refusal(actions.keep_decisions, one.item, why.toPlainText()),
                "Kept, after another look.",
            )

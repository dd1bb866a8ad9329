"""Before it goes: everything that stands in the way of a bundle, and what the detector still finds in the
finished text."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.domain.personal import Leftover
from evidence_review.gui import actions
from evidence_review.gui.models.hindrances import hindrances
from evidence_review.gui.models.kindstyles import family_of
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.plain_words import TIER_WORDS, count
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.widgets.handing_over.hindrance_list import CLEAR, HindranceList
from evidence_review.gui.widgets.parts.building_blocks import button, fill, label, say
from evidence_review.gui.widgets.parts.dialogs import ask_reason
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.table_views import Table, as_high_as_its_rows
from evidence_review.workflow.case.personal_views import ExportCheck
from evidence_review.workflow.case.production_views import Inventory

FOUND: tuple[Column[Leftover], ...] = (
    Column("File", lambda one: f"{one.file}, page {one.page}", tip=lambda one: one.file),
    Column("Still visible", lambda one: one.words, tip=lambda one: one.words),
    Column("Looks like", lambda one: family_of(one.kind).words, tip=lambda one: one.reason),
    Column("Sure", lambda one: TIER_WORDS[one.tier]),
)
SENTENCE = (
    "“Check” builds the bundle in memory and reads it again: conflicts, clues and what is still found join "
    "this list. Nothing is written and nothing leaves."
)
STALE = "Something changed since the check. Check again."
UNNAMED = "Name the recipient above, then check."


class ExportCheckPanel(QWidget):
    """What stands in the way, the button that checks, what it said, and the list of what is still found."""

    check_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.inventory: Inventory | None = None
        self.check: ExportCheck | None = None
        self.ready, self.is_stale = False, False
        self.list = HindranceList(desk)
        self.model = Rows(FOUND, self)
        self.table = Table("Still found in the finished text", stretch=1)
        self.table.setModel(self.model)
        self.table.widths(34, 18, 18, 8)
        self.told = label("", "hint")
        self.look = button("Check", self.check_wanted.emit)
        self.accept = button("Accept what is still found…", self._accept)
        title = label("Before it goes", "section")
        parts = (
            title,
            label(SENTENCE, "hint"),
            self.list,
            self.told,
            self.table,
            Flow(self.look, self.accept),
        )
        fill(QVBoxLayout(self), parts, 8, 0)
        self.put(None, None)

    @property
    def is_clear(self) -> bool:
        """Whether nothing is known to stand in the way."""
        return self.inventory is not None and not self.list.model.rowCount()

    def put(self, inventory: Inventory | None, check: ExportCheck | None) -> None:
        """Show what stands in the way: by this inventory, and by this check where one was made."""
        self.inventory, self.check = (check.inventory if check else None) or inventory, check
        self.is_stale = self.is_stale and check is None
        self.list.put(hindrances(self.inventory, check), "" if check else CLEAR)
        found = check.found if check else ()
        self.model.put(found)
        self.table.setVisible(bool(found))
        as_high_as_its_rows(self.table)
        self.accept.setVisible(bool(check and found and not check.accepted_by))
        self.allow(ready=self.ready)

    def put_check(self, check: ExportCheck) -> None:
        """Show what a check found."""
        self.put(self.inventory, check)

    def stale(self) -> None:
        """Something was marked, approved or decided since the check."""
        if self.check is not None:
            self.is_stale = True
            self.put(self.inventory, None)

    def clear(self) -> None:
        """Nothing of a closed case stays."""
        self.is_stale = False
        self.put(None, None)

    def allow(self, *, ready: bool) -> None:
        """What may be done now; `ready` where accused and recipient are named."""
        self.ready = ready
        may = self.desk.may(Act.PRODUCE)
        self.look.setEnabled(may and ready)
        self.accept.setEnabled(may)
        self.list.allow()
        is_ready = self.check is not None and self.check.is_ready
        say(self.told, self._words(), "good" if is_ready else "warn" if self.is_stale else "hint")
        self.told.setVisible(bool(self.told.text()))

    def _words(self) -> str:
        if self.check is not None:
            return "\n".join(_said(self.check))
        if self.inventory is None:
            return ""
        return (STALE if self.is_stale else "") if self.ready else UNNAMED

    def _accept(self) -> None:
        check = self.check
        if check is None:
            return

        def then(reason: str) -> None:
            if self.desk.do(actions.accept_found, check, reason):
                self.desk.told.emit("Accepted. It holds as long as nothing else is found.")
                self.check_wanted.emit()

        sentence = f"{count(len(check.found), 'passage')} stay visible as listed. Say why, under your name."
        ask_reason(self, "Accept what is still found", sentence, "Accept", then)


def _said(check: ExportCheck) -> list[str]:
    """What a check says beside what stands in the way: that nothing does, who accepted what is still found,
    and what to look at."""
    said = ["Checked: nothing stands in the way."] if check.is_ready else []
    if check.found and check.accepted_by:
        said.append(f"{count(len(check.found), 'passage')} still found, accepted by {check.accepted_by}.")
    return said + [f"Look at {note}" for note in check.notes]

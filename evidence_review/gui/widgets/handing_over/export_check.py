"""Before it goes: everything that stands in the way of a bundle, and what the detector still finds in the
finished text."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.domain.personal import Leftover
from evidence_review.gui import actions
from evidence_review.gui.models.kindstyles import family_of
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.plain_words import TIER_WORDS, count
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.widgets.parts.building_blocks import button, fill, label, say
from evidence_review.gui.widgets.parts.dialogs import ask_reason
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.table_views import Table
from evidence_review.workflow.case.personal_views import ExportCheck

FOUND: tuple[Column[Leftover], ...] = (
    Column("File", lambda one: f"{one.file}, page {one.page}", tip=lambda one: one.file),
    Column("Still visible", lambda one: one.words, tip=lambda one: one.words),
    Column("Looks like", lambda one: family_of(one.kind).words, tip=lambda one: one.reason),
    Column("Sure", lambda one: TIER_WORDS[one.tier]),
)


def sentences(check: ExportCheck) -> list[str]:
    """What stands in the way, a sentence each, in the order in which it is to be dealt with."""
    made = [actions.overlap_sentence(one) for one in check.overlaps]
    if check.waiting:
        made.append(f"{count(check.waiting, 'item')} wait for approval by a second person.")
    if check.conflicts:
        made.append(
            (
                f"{count(len(check.conflicts), 'conflict')}: masked in one place and visible in "
                f"another. Answer them under Personal data."
            )
        )
    if check.stopped and not check.waiting:
        made.append(check.stopped)
    made += [
        (
            f"Clues on {one.label} are not signed: {' + '.join(one.combinations[0].sorts)}. Sign them "
            f"under Personal data."
        )
        for one in check.unsigned
    ]
    if check.found:
        still = (
            f"{count(len(check.found), 'passage')} of the finished text still look like personal data "
            f"that nobody decided on"
        )
        made.append(
            f"{still}; accepted by {check.accepted_by}."
            if check.accepted_by
            else f"{still}. Mark them, or accept them with a reason."
        )
    return made


class ExportCheckPanel(QWidget):
    """The button that checks, what it said, and the list of what is still found."""

    check_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.check: ExportCheck | None = None
        self.model = Rows(FOUND, self)
        self.table = Table("Still found in the finished text", stretch=1)
        self.table.setModel(self.model)
        self.table.widths(28, 24, 22, 9)
        self.table.setMinimumHeight(self.table.fontMetrics().height() * 9)
        self.told = label("", "hint")
        self.look = button("Check first", self.check_wanted.emit)
        self.accept = button("Accept what is still found…", self._accept)
        title = label("Before it goes", "section")
        sentence = label(
            "The bundle is built in memory and read again; nothing is written and nothing leaves.", "hint"
        )
        fill(QVBoxLayout(self), (title, sentence, self.told, self.table, Flow(self.look, self.accept)), 8, 0)
        self.put(None)

    def put(self, check: ExportCheck | None) -> None:
        """Show what was found; None where nobody has checked."""
        self.check = check
        lines = sentences(check) if check else []
        ready = check is not None and check.is_ready
        said = "\n".join(f"•  {line}" for line in lines)
        if check is not None and not lines:
            said = "Nothing stands in the way."
        said += "".join(f"\nLook at {note}" for note in check.notes) if check else ""
        say(self.told, said, "good" if ready else "warn" if lines else "hint")
        self.told.setVisible(bool(said))
        self.model.put(check.found if check else ())
        self.table.setVisible(bool(check and check.found))
        self.accept.setVisible(bool(check and check.found and not check.accepted_by))
        self.allow()

    def allow(self) -> None:
        """What may be done now."""
        may = self.desk.may(Act.PRODUCE)
        self.look.setEnabled(may)
        self.accept.setEnabled(may)

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

"""The jigsaw: what may still lead to a masked person, with what stands together, for a person to sign before
anything is handed over."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.domain.personal import Clue
from evidence_review.gui import actions
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.rulings import CLUES
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.widgets.parts.building_blocks import Empty, button, calls, column, fill, label, say
from evidence_review.gui.widgets.parts.dialogs import ask_reason
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.table_views import Table
from evidence_review.workflow.case.personal_views import PersonClues

SENTENCE = (
    "A name that is gone can be found again: school, street, job and relationship together may "
    "lead to one person. "
    "Mask what must go in the item itself; sign what may stay. A signature holds only for the "
    "clues that were listed."
)
ONE: tuple[Column[Clue], ...] = (
    Column("Item", lambda clue: f"item {clue.item}"),
    Column("Sort", lambda clue: str(clue.sort)),
    Column("Visible words", lambda clue: clue.words, tip=lambda clue: clue.words),
)


class CluesTab(QWidget):
    """The people on the left, the clues on one of them beside."""

    look_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.model, self.clues = Rows(CLUES, self), Rows(ONE, self)
        self.table, self.list = Table("Masked people", stretch=2), Table("Clues on this person", stretch=2)
        self.table.setModel(self.model)
        self.table.widths(16, 6, 18, 14)
        self.list.setModel(self.clues)
        self.list.widths(10, 20, 24)
        self.together, self.told = label("", "body"), label("", "small")
        self.look = button("Look for clues", self.look_wanted.emit)
        self.sign = button("Sign these clues…", self._sign, "primary")
        self.empty = Empty(
            "Not looked for yet", "Press “Look for clues” once everything that must go is marked."
        )
        side = QWidget()
        side.setLayout(column(self.together, self.list, gap=6))
        self.split = QSplitter()
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(10)
        self.split.addWidget(self.table)
        self.split.addWidget(side)
        self.split.setProperty("gap", "true")
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 1)
        box = QVBoxLayout(self)
        fill(
            box,
            (label(SENTENCE, "hint"), self.told, self.split, self.empty, Flow(self.look, self.sign)),
            8,
            12,
        )
        box.setStretch(2, 1)
        box.setStretch(3, 1)
        self.table.selectionModel().selectionChanged.connect(calls(self._chosen))
        self.put(None)

    def clear(self) -> None:
        """Nothing of a closed case stays."""
        self.put(None)

    def refresh(self) -> None:
        """What was listed may not be what is visible now: it is looked for again when asked."""
        self._allow()

    def stale(self) -> None:
        """Something was marked, decided or signed since."""
        if self.model.values():
            say(self.told, "Something changed since this list was made. Look again before signing.", "warn")
            self.sign.setEnabled(False)

    def put(self, found: tuple[PersonClues, ...] | None) -> None:
        """Show what was found; None where nobody has looked."""
        self.model.put(found or ())
        unsigned = sum(bool(one.combinations) and not one.signed_by for one in found or ())
        say(
            self.told,
            ""
            if found is None
            else f"{count(len(found), 'masked person', 'masked people')}, {unsigned:,} to be signed.",
            "small",
        )
        self.split.setVisible(bool(found))
        self.empty.setVisible(not found)
        if found is not None and not found:
            self.empty.put(
                "No clue stays visible",
                "No masked person can be found by what is handed over, as far as a machine can see.",
            )
        elif found is None:
            self.empty.put(
                "Not looked for yet", "Press “Look for clues” once everything that must go is marked."
            )
        if found:
            self.table.selectRow(0)
        self._chosen()

    def person(self) -> PersonClues | None:
        """The row that is chosen."""
        return self.model.value(self.table.currentIndex().row())

    def _chosen(self) -> None:
        one = self.person()
        self.clues.put(one.clues if one else ())
        lines = (
            [f"{' + '.join(made.sorts)}  (in {count(len(made.items), 'item')})" for made in one.combinations]
            if one
            else []
        )
        signed = f"Signed by {one.signed_by}: {one.reason}" if one and one.signed_by else ""
        say(
            self.together,
            "\n".join(["Together:", *(f"•  {line}" for line in lines), *filter(None, [signed])])
            if lines
            else signed,
        )
        self.together.setVisible(bool(self.together.text()))
        self._allow()

    def _allow(self) -> None:
        one = self.person()
        may = self.desk.may(Act.REDACT)
        self.look.setEnabled(may)
        self.sign.setEnabled(may and one is not None and bool(one.combinations) and not one.signed_by)

    def _sign(self) -> None:
        one = self.person()
        if one is None:
            return

        def then(reason: str) -> None:
            if self.desk.do(actions.sign_clues, one, reason):
                self.desk.told.emit(
                    "Signed. The signature holds as long as these clues are the ones that stay."
                )
                self.look_wanted.emit()

        sentence = (
            f"{count(len(one.clues), 'clue')} on {one.label} stay visible. Say why they may, under your name."
        )
        ask_reason(self, "Sign these clues", sentence, "Sign", then)

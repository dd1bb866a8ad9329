"""The account page: how far what is held was looked at, what opened it and why, what each term found, how
people decided."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from evidence_review.domain.audit import Counted
from evidence_review.gui import actions
from evidence_review.gui.models.account import (
    BALANCE,
    BOTH_WAYS,
    LEDGER,
    TERMS,
    WIDENINGS,
    Stage,
    blind_words,
    chosen,
    figure_words,
    hit_words,
    shown_words,
    stages,
)
from evidence_review.gui.models.lines import named, reviewable
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.widgets.parts.building_blocks import (
    Drop,
    Empty,
    calls,
    column,
    fill,
    frame,
    label,
    scrolled,
)
from evidence_review.gui.widgets.parts.count_links import BESIDE, CountLinks, LinkTable
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.table_views import as_high_as_its_rows
from evidence_review.gui.widgets.record.counted_dialog import CountedDialog
from evidence_review.gui.widgets.record.stage_bars import StageBars
from evidence_review.workflow.case.ledger_views import Figures, Ledger, TermsReport
from evidence_review.workflow.case.tag_views import LineBalance
from evidence_review.workflow.case.views import LineStatus

HINT = (
    "Counts only. A message counts as seen when its words were put on someone's screen, also as "
    "context or in a sample. "
    "Items opened outside a line's scope are listed with their reason below."
)


type Account = tuple[Ledger, tuple[LineBalance, ...], Figures, tuple[LineStatus, ...]]


def _account(case: actions.Session) -> Account:
    """Everything that the page tells, asked at once."""
    return (
        actions.proportionality(case),
        actions.balance(case),
        actions.decision_figures(case),
        actions.list_lines(case),
    )


class AccountPage(QWidget):
    """Asks for the account whenever it is shown, and again when something changed while it is shown. Every number leads
    to the items that it counts: `item_wanted` for a line and an item, `listed` for a line and a search of it,
    `evidence_wanted` where all that is held is asked for."""

    item_wanted = Signal(int, object)
    listed = Signal(int, object)
    evidence_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.ledger: Ledger | None = None
        self.pick = Drop()
        self.pick.setAccessibleName("Line of enquiry")
        self.pick.setMinimumContentsLength(40)
        self.bars = StageBars(6)
        self.shown = CountLinks("How items were first seen")
        self.empty = Empty(
            "Nothing to account for yet",
            "Once evidence is imported and a line is approved, this page tells how far it was looked at.",
        )
        self.rows, self.by_source = self._table(
            "By source and line", LEDGER, (10, 8, 24, 10, 10, 10, 10, 10, 10), 2
        )
        self.balance, self.by_way = self._table(
            "Found towards and away", BALANCE, (22, 9, 9, 8, 10, 9, 9, 21), 0
        )
        self.widenings, self.by_reason = self._table(
            "What opened something, and why", WIDENINGS, (20, 19, 7, 7, 8, 18, 21), 5
        )
        self.by_reason.wrap()
        self.by_reason.horizontalHeader().sectionResized.connect(calls(self.by_reason.resizeRowsToContents))
        self.terms, self.by_term = self._table("Terms of the line", TERMS, (16, 23, 6, 9, 9, 9, 26), 6)
        self.term_words, self.blind = CountLinks("Hit by the terms"), CountLinks("Found by no search of text")
        self.figures = QGridLayout()
        self.figures.setHorizontalSpacing(16)
        self.figures.setVerticalSpacing(6)
        self.figures.setColumnStretch(0, 2)
        self.figures.setColumnStretch(1, 7)
        self._build()
        self.told.hide()
        self.empty.hide()
        for told in (self.bars, self.shown, self.term_words, self.blind):
            told.led.connect(self.lead)
        self.pick.currentIndexChanged.connect(calls(self._chosen))
        desk.opened.connect(self.refresh)
        desk.closed.connect(self._clear)
        desk.changed.connect(calls(self.refresh))

    def _table[T](
        self, name: str, columns: tuple[Column[T], ...], widths: tuple[int, ...], stretch: int
    ) -> tuple[Rows[T], LinkTable]:
        model, table = Rows(columns, self), LinkTable(name, stretch=stretch)
        table.setModel(model)
        table.led.connect(self.lead)
        table.widths(*widths)
        return model, table

    def _build(self) -> None:
        top = column(label("What was looked at", "title"), label(HINT, "hint"), gap=4)
        chart = frame(
            "true",
            label("From held to disclosed", "section"),
            Flow(self.pick),
            self.bars,
            self.shown,
            margin=16,
            gap=10,
        )
        sources = frame("true", label("By source and line", "section"), self.by_source, margin=16, gap=8)
        ways = frame(
            "true",
            label("Found towards and away", "section"),
            label(BOTH_WAYS, "hint"),
            self.by_way,
            margin=16,
            gap=8,
        )
        why = frame(
            "true", label("What opened something, and why", "section"), self.by_reason, margin=16, gap=8
        )
        self.of_terms = frame(
            "true",
            label("Search terms of the chosen line", "section"),
            self.term_words,
            self.by_term,
            self.blind,
            margin=16,
            gap=8,
        )
        deciding = frame("true", label("How people decided", "section"), self.figures, margin=16, gap=8)
        self.told = QWidget()
        fill(QVBoxLayout(self.told), (chart, ways, sources, why, self.of_terms, deciding), 14, 0)
        page = column(top, self.empty, self.told, 1, gap=12)
        page.setContentsMargins(26, 22, 26, 22)
        fill(QVBoxLayout(self), (scrolled(page, wide=150),), 0, 0)

    def showEvent(self, event: QShowEvent) -> None:
        """Fresh counts each time."""
        super().showEvent(event)
        self.refresh()

    def _clear(self) -> None:
        self.ledger = None
        self.told.hide()
        self.empty.hide()
        for model in (self.rows, self.balance, self.widenings, self.terms):
            model.put(())
        for told in (self.shown, self.term_words, self.blind):
            told.put(())
        self._say_figures(None)
        self.pick.clear()

    def refresh(self) -> None:
        """Ask for the ledger and the figures again; the chosen line stays chosen."""
        if self.desk.session is None or not self.isVisible():
            return
        self.desk.later("account", _account, self._came, at_once=not self.desk.ask(actions.is_long))

    def _came(self, found: Account) -> None:
        self.ledger, ways, figures, lines = found
        has = self.ledger.whole.held > 0
        self.told.setVisible(has)
        self.empty.setVisible(not has)
        self._name_lines(lines)
        self.rows.put((*self.ledger.rows, *self.ledger.sources))
        self.balance.put(ways)
        self.widenings.put(self.ledger.widenings)
        self.by_reason.resizeRowsToContents()
        for table in (self.by_source, self.by_way, self.by_reason):
            as_high_as_its_rows(table)
        self._say_figures(figures)
        self._chosen()

    def _name_lines(self, lines: tuple[LineStatus, ...]) -> None:
        was = self.pick.currentData()
        self.pick.blockSignals(True)
        self.pick.clear()
        self.pick.addItem("All approved lines", 0)
        for status in reviewable(lines):
            self.pick.addItem(f"Line {named(status)}", status.line.number)
        self.pick.setCurrentIndex(max(0, self.pick.findData(was)))
        self.pick.blockSignals(False)

    def _chosen(self) -> None:
        if self.ledger is None:
            return
        line = int(self.pick.currentData() or 0)
        self.bars.put(stages(chosen(self.ledger, line)))
        self.shown.put(shown_words(self.ledger, line))
        self.of_terms.setVisible(bool(line))
        if line:
            is_quick = not self.desk.ask(actions.is_long)
            self.desk.later(
                "terms", lambda case: actions.term_report(case, line), self._say_terms, at_once=is_quick
            )

    def _say_terms(self, report: TermsReport) -> None:
        self.terms.put(report.terms)
        as_high_as_its_rows(self.by_term)
        self.term_words.put(hit_words(report))
        self.blind.put(blind_words(report))

    def _say_figures(self, told: Figures | None) -> None:
        while (item := self.figures.takeAt(0)) is not None:
            if (part := item.widget()) is not None:
                part.hide()
                part.deleteLater()
        for at, (name, parts) in enumerate(figure_words(told) if told else ()):
            heading = label(name, "field")
            heading.setContentsMargins(0, BESIDE, 0, BESIDE)
            self.figures.addWidget(heading, at, 0, Qt.AlignmentFlag.AlignTop)
            said = CountLinks(name)
            said.put(parts)
            said.led.connect(self.lead)
            self.figures.addWidget(said, at, 1)

    def lead(self, one: object) -> None:
        """Show what a number counts: the items in a list, or the exhibits where it is all that is held."""
        counted = one.counted if isinstance(one, Stage) else one
        if not isinstance(counted, Counted):
            self.evidence_wanted.emit()
            return
        asked = CountedDialog(self, self.desk, counted)
        asked.item_wanted.connect(self.item_wanted)
        asked.listed.connect(self.listed)
        asked.ask(72)

"""The account page: how far what is held was looked at, what opened it and why, what each term found, how
people decided."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from evidence_review.gui import actions
from evidence_review.gui.models.account import (
    BALANCE,
    BOTH_WAYS,
    LEDGER,
    TERMS,
    WIDENINGS,
    chosen,
    figure_words,
    stages,
)
from evidence_review.gui.models.lines import named, reviewable
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.widgets.parts.building_blocks import (
    Drop,
    Empty,
    blank,
    calls,
    column,
    fill,
    frame,
    label,
    say,
    scrolled,
)
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.table_views import Table, as_high_as_its_rows
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
    """Asks for the account whenever it is shown, and again when something changed while it is shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.ledger: Ledger | None = None
        self.pick = Drop()
        self.pick.setAccessibleName("Line of enquiry")
        self.pick.setMinimumContentsLength(40)
        self.bars = StageBars(6)
        self.shown = label("", "hint")
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
        self.term_words, self.blind = label("", "hint"), label("", "hint")
        self.figures = QGridLayout()
        self.figures.setHorizontalSpacing(16)
        self.figures.setVerticalSpacing(6)
        self.figures.setColumnStretch(0, 2)
        self.figures.setColumnStretch(1, 7)
        self._build()
        self.told.hide()
        self.empty.hide()
        self.pick.currentIndexChanged.connect(calls(self._chosen))
        desk.opened.connect(self.refresh)
        desk.closed.connect(self._clear)
        desk.changed.connect(calls(self.refresh))

    def _table[T](
        self, name: str, columns: tuple[Column[T], ...], widths: tuple[int, ...], stretch: int
    ) -> tuple[Rows[T], Table]:
        model, table = Rows(columns, self), Table(name, stretch=stretch)
        table.setModel(model)
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
        blank(self.shown, self.term_words, self.blind)
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
        ways = [
            f"line {number}: {items:,} {words}"
            for number, words, items in self.ledger.shown
            if line in {0, number}
        ]
        beyond = [one.sentence() for one in self.ledger.beyond if line in {0, one.line}]
        say(
            self.shown,
            " ".join(
                [
                    "First seen — " + "; ".join(ways) + "."
                    if ways
                    else "Nobody has been shown anything yet.",
                    *beyond,
                ]
            ),
        )
        self.of_terms.setVisible(bool(line))
        if line:
            is_quick = not self.desk.ask(actions.is_long)
            self.desk.later(
                "terms", lambda case: actions.term_report(case, line), self._say_terms, at_once=is_quick
            )

    def _say_terms(self, report: TermsReport) -> None:
        self.terms.put(report.terms)
        as_high_as_its_rows(self.by_term)
        words = (
            f"All terms together hit {report.items_hit:,} items; each of them waits in the queue until "
            f"a person decides, whatever its rank."
        )
        say(self.term_words, words if report.searched else "This line was not searched yet.")
        said = "; ".join(f"{items:,} {words}" for words, items in report.not_searchable)
        say(
            self.blind,
            f"No search of text can find these items in scope: {said}."
            if said
            else "Every item in scope has text that was searched.",
        )

    def _say_figures(self, told: Figures | None) -> None:
        while (item := self.figures.takeAt(0)) is not None:
            if (part := item.widget()) is not None:
                part.hide()
                part.deleteLater()
        for at, (name, words) in enumerate(figure_words(told) if told else ()):
            self.figures.addWidget(label(name, "field"), at, 0, Qt.AlignmentFlag.AlignTop)
            self.figures.addWidget(label(words), at, 1)

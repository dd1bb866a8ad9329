"""The evidence page: what was imported, with the account of every source, and the way to the form that imports more."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from evidence_review.domain.decisions import MAY
from evidence_review.domain.errors import ReviewError
from evidence_review.domain.evidence import Problem
from evidence_review.gui import actions
from evidence_review.gui.models.desk import Desk
from evidence_review.gui.models.import_groups import GROUPS, groups
from evidence_review.gui.models.rows import Column, Rows
from evidence_review.gui.models.words import PROBLEM_WORDS, count
from evidence_review.gui.widgets.dialogs import pick_new_file
from evidence_review.gui.widgets.flow import Flow
from evidence_review.gui.widgets.import_form import ImportForm
from evidence_review.gui.widgets.plain import Empty, blank, button, calls, column, fill, frame, label, say, scrolled
from evidence_review.gui.widgets.preview_panel import span_words
from evidence_review.gui.widgets.tables import Table, as_high_as_its_rows
from evidence_review.workflow.views import ImportReport


def state_words(report: ImportReport) -> str:
    """Whether a source was read, to its end, and its account balances."""
    if not report.complete:
        return "Stopped; import it again to go on"
    if report.reading > 1:
        return f"{_ended(report)} (reading {report.reading})"
    return _ended(report)


def _ended(report: ImportReport) -> str:
    if report.account.found and not report.account.imported + report.account.partly:
        return "Left out on purpose" if report.account.left_out else "Nothing in it was read"
    return "Complete" if report.coverage.balances else "Complete, but the counts do not agree"


REPORTS: tuple[Column[ImportReport], ...] = (
    Column("Exhibit", lambda r: r.exhibit),
    Column("Source", lambda r: r.name, tip=lambda r: f"SHA-256 {r.sha256}"),
    Column("Read by", lambda r: "" if r.importer == "none" else r.importer),
    Column("Found", lambda r: f"{r.coverage.found:,}", right=True),
    Column("Imported", lambda r: f"{r.coverage.imported:,}", right=True),
    Column("Remarks", lambda r: f"{len(r.coverage.problems):,}", right=True),
    Column("State", state_words),
)
PROBLEMS: tuple[Column[Problem], ...] = (
    Column("What", lambda p: PROBLEM_WORDS[p.kind]),
    Column("Records", lambda p: f"{p.records:,}" if p.records else "", right=True),
    Column("Reason", lambda p: p.reason, tip=lambda p: p.reason),
    Column("Where", lambda p: p.locator, tip=lambda p: p.locator),
)


class EvidencePage(QWidget):
    """Where sources come in."""

    import_wanted = Signal(object, object, object, object, object, bool)
    look_wanted = Signal(object, object)
    report_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.reports = Rows(REPORTS, self)
        self.problems = Rows(PROBLEMS, self)
        self.table = Table("Import reports", stretch=1)
        self.table.setModel(self.reports)
        self.table.widths(10, 26, 22, 9, 9, 9, 30)
        self.table.selectionModel().currentRowChanged.connect(calls(self._chosen))
        self.list = Table("What was not read, with reasons", stretch=2)
        self.list.setModel(self.problems)
        self.list.widths(24, 9, 40, 20)
        self.groups = Rows(GROUPS, self)
        self.counted = Table("What was imported, by kind, app, direction, conversation and day", stretch=1)
        self.counted.setModel(self.groups)
        self.counted.widths(14, 40, 9, 17, 17)
        self.new = button("Import evidence…", self._open_form, "primary")
        self.title, self.told, self.hash = label("", "section"), label(""), label("", "small")
        self.form = ImportForm()
        self.report = button("Write the import report…", self._report)
        self.form.import_wanted.connect(self._import)
        self.form.look_wanted.connect(self._look)
        self.form.cancel_wanted.connect(lambda: self.stack.setCurrentIndex(0))
        self.empty = Empty(
            "No evidence yet", "Import an export of a phone, a chat or a document. Each exhibit needs its legal basis first."
        )
        self._build()
        desk.opened.connect(self.refresh)
        desk.closed.connect(self._clear)
        desk.changed.connect(self._changed)

    def _build(self) -> None:
        top = column(
            label("Evidence", "title"),
            label("Every record of a source is accounted for: read, partly read, or not read, with a reason.", "hint"),
            gap=4,
        )
        for part, rows in ((self.table, 9), (self.list, 8)):
            part.setMinimumHeight(part.fontMetrics().height() * rows)
        self.named = label("What was imported, counted", "section")
        parts = (self.title, self.told, self.hash, self.list, self.named, self.counted)
        self.detail = frame("true", *parts, margin=16, gap=8)
        listed = column(top, Flow(self.new, self.report), self.table, self.empty, self.detail, gap=12)
        listed.setContentsMargins(26, 22, 26, 22)
        written = column(label("Import evidence", "title"), self.form, 1, gap=12)
        written.setContentsMargins(26, 22, 26, 22)
        self.stack = QStackedWidget()
        self.stack.addWidget(scrolled(listed, wide=150))
        self.stack.addWidget(scrolled(written, wide=110))
        fill(QVBoxLayout(self), (self.stack,), 0, 0)

    def _clear(self) -> None:
        self.reports.put(())
        self.problems.put(())
        self.groups.put(())
        blank(self.title, self.told, self.hash)
        self.form.clear()
        self.stack.setCurrentIndex(0)

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & {"source", "item"}:
            self.refresh()

    def refresh(self) -> None:
        """Ask for the reports again."""
        at = max(0, self.table.currentIndex().row())
        reports = self.desk.ask(actions.import_reports) or ()
        self.reports.put(reports)
        for part in (self.table, self.detail, self.report):
            part.setVisible(bool(reports))
        self.empty.setVisible(not reports)
        if reports:
            self.table.selectRow(min(at, len(reports) - 1))
        self.new.setEnabled(self.desk.role is not None and self.desk.role in MAY["import"])
        self._chosen()

    def _chosen(self) -> None:
        report = self.reports.value(self.table.currentIndex().row())
        if report is None:
            return
        account, coverage = report.account, report.coverage
        say(self.title, f"{report.exhibit}: {report.name}")
        told = [
            f"Reading {number}: {one.imported:,} of {one.found:,} records imported, {one.partly:,} read in part, {one.not_read:,} not read."
            for number, one in enumerate(report.earlier, 1)
        ]
        told += [f"The source declares {d.count:,} {d.what}." for d in account.declared]
        told.append(
            f"{count(account.found, 'record')} found: {account.imported:,} imported, {account.partly:,} read in part, "
            f"{account.not_read:,} not read, {account.left_out:,} left out on purpose."
        )
        told.append(
            f"{span_words(account.first, account.last)}; {count(account.conversations, 'conversation')}, {count(account.participants, 'person', 'people')}."
        )
        if account.missing_attachments:
            told.append(f"{count(account.missing_attachments, 'attachment')} named but not supplied.")
        told.append(
            f"{state_words(report)}. "
            + (f"{count(len(coverage.problems), 'remark')} below." if coverage.problems else "Nothing was left unread.")
        )
        say(self.told, "\n".join(told))
        say(self.hash, f"SHA-256 {report.sha256}")
        self.problems.put(coverage.problems)
        self.list.setVisible(bool(coverage.problems))
        self.groups.put(groups(account))
        as_high_as_its_rows(self.counted)
        for part in (self.named, self.counted):
            part.setVisible(bool(account.imported))

    def _open_form(self) -> None:
        self.stack.setCurrentIndex(1)
        self.form.path.setFocus()

    def _import(self) -> None:
        try:
            exhibit, options = self.form.exhibit(), self.form.options()
        except ReviewError as fault:
            self.desk.faulted.emit(str(fault))
            return
        self.stack.setCurrentIndex(0)
        form = self.form
        self.import_wanted.emit(
            Path(form.path.text().strip()), exhibit, options, form.preview.limit(), form.preview.left(), form.again.isChecked()
        )

    def _look(self) -> None:
        written = self.form.path.text().strip()
        if written:
            self.look_wanted.emit(Path(written), self.form.options())

    def _report(self) -> None:
        pick_new_file(self, "Write the import report", "import report.pdf", lambda path: self.report_wanted.emit(Path(path)))

"""The evidence page: what was imported, with the account of every source, and the way to the form that
imports more."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from evidence_review.domain import accounting
from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import ReviewError
from evidence_review.domain.evidence import Problem
from evidence_review.domain.ids import SourceId
from evidence_review.domain.kinds import ProblemKind
from evidence_review.domain.neutral_words import remark
from evidence_review.domain.progress import Job
from evidence_review.gui import actions
from evidence_review.gui.models.import_groups import GROUPS, groups
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.plain_words import count, problem_words
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.widgets.evidence.attached_dialog import ask_attached, report_words
from evidence_review.gui.widgets.evidence.dates_part import DatesPart
from evidence_review.gui.widgets.evidence.import_form import ImportForm
from evidence_review.gui.widgets.evidence.preview_panel import span_words
from evidence_review.gui.widgets.parts.building_blocks import (
    Empty,
    Tick,
    blank,
    button,
    calls,
    column,
    fill,
    frame,
    label,
    say,
    scrolled,
)
from evidence_review.gui.widgets.parts.dialogs import pick_new_file
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.table_views import Table, as_high_as_its_rows
from evidence_review.workflow.case.attached_views import ATTACHED, AttachedReport
from evidence_review.workflow.case.views import ImportReport


def state_words(report: ImportReport) -> str:
    """Whether a source was read, to its end, and its account balances."""
    if not report.complete:
        return (
            "Stopped; read attached files to go on"
            if report.importer == ATTACHED
            else "Stopped; import it again to go on"
        )
    if report.reading > 1:
        return f"{_ended(report)} (reading {report.reading})"
    return _ended(report)


def _ended(report: ImportReport) -> str:
    if report.account.found and not report.account.imported + report.account.partly:
        return "Left out on purpose" if report.account.left_out else "Nothing in it was read"
    return "Complete" if report.coverage.balances else "Complete, but the counts do not agree"


def is_unread(report: ImportReport) -> bool:
    """Whether something of a source was not read, was read in part, or waits for its import to go on."""
    return not report.complete or any(map(accounting.is_unread, report.coverage.problems))


def _unread_words(report: ImportReport) -> str:
    return f"{report.account.not_read:,} not read, {report.account.partly:,} read in part"


def summary_words(reports: Sequence[ImportReport]) -> str:
    """All sources in one sentence, and how many of them a person must look at again."""
    accounts = [one.account for one in reports]
    imported, partly, not_read, left = (
        sum(getattr(one, name) for one in accounts) for name in ("imported", "partly", "not_read", "left_out")
    )
    found = sum(
        one.found or one.imported + one.partly + one.not_read + one.left_out for one in accounts
    )  # 0 until a source was read whole
    return (
        f"{count(len(reports), 'source')}, {count(found, 'record')}: {imported:,} imported, "
        f"{partly:,} read in part, "
        f"{not_read:,} not read, {left:,} left out on purpose."
    )


WORST_FIRST = (ProblemKind.NOT_READ, ProblemKind.PARTLY_READ, ProblemKind.SKIPPED, ProblemKind.SOURCE_FLAG)


def by_weight(problems: Sequence[Problem]) -> list[Problem]:
    """What was not read first, then what was in part, then remarks; each kind in the order of the source."""
    places = {kind: at for at, kind in enumerate(WORST_FIRST)}
    return sorted(problems, key=lambda one: places.get(one.kind, len(places)))


REPORTS: tuple[Column[ImportReport], ...] = (
    Column("Exhibit", lambda r: r.exhibit),
    Column("Source", lambda r: r.name, tip=lambda r: f"SHA-256 {r.sha256}"),
    Column("Read by", lambda r: "" if r.importer == "none" else r.importer),
    Column("Found", lambda r: f"{r.coverage.found:,}", right=True),
    Column("Imported", lambda r: f"{r.coverage.imported:,}", right=True),
    Column("Not read", lambda r: f"{r.account.not_read + r.account.partly:,}", right=True, tip=_unread_words),
    Column("Remarks", lambda r: f"{len(r.coverage.problems):,}", right=True),
    Column("State", state_words),
)
PROBLEMS: tuple[Column[Problem], ...] = (
    Column("What", problem_words),
    Column("Records", lambda p: f"{p.records:,}" if p.records else "", right=True),
    Column("Reason", lambda p: p.reason, tip=lambda p: p.reason),
    Column("Where", lambda p: p.locator, tip=lambda p: p.locator),
)


class EvidencePage(QWidget):
    """Where sources come in."""

    import_wanted = Signal(object, object, object, object, object, bool)
    look_wanted = Signal(object, object)
    report_wanted = Signal(object)
    job_wanted = Signal(str, str, object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.reports = Rows(REPORTS, self)
        self.problems = Rows(PROBLEMS, self)
        self.table = Table("Import reports", stretch=1)
        self.table.setModel(self.reports)
        self.table.widths(7, 24, 23, 7, 9, 8, 8, 22)
        self.table.selectionModel().currentRowChanged.connect(calls(self._chosen))
        self.list = Table("What was not read, with reasons", stretch=2)
        self.list.setModel(self.problems)
        self.list.widths(24, 9, 40, 20)
        self.whole = label("", "hint")
        self.list.selectionModel().currentRowChanged.connect(calls(self._tell_whole))
        self.groups = Rows(GROUPS, self)
        self.counted = Table("What was imported, by kind, app, direction, conversation and day", stretch=1)
        self.counted.setModel(self.groups)
        self.counted.widths(14, 40, 9, 17, 17)
        self.new = button("Import evidence…", self.open_form, "primary")
        self.attached = button("Read attached files…", self._ask_attached)
        self.title, self.told, self.hash = label("", "section"), label(""), label("", "small")
        self.dates = DatesPart(desk)
        self.form = ImportForm()
        self.report = button("Write the import report…", self._report)
        self.summary, self.unread = label("", "strong"), Tick("Only sources that were not read whole")
        self.unread.toggled.connect(calls(self._show))
        self._all: Sequence[ImportReport] = ()
        self._known = frozenset[SourceId]()
        self._stale = False
        self.form.import_wanted.connect(self._import)
        self.form.look_wanted.connect(self._look)
        self.form.cancel_wanted.connect(lambda: self.stack.setCurrentIndex(0))
        self.empty = Empty(
            "No evidence yet",
            "Import an export of a phone, a chat or a document. Each exhibit needs its legal basis first.",
        )
        self._build()
        self._show_none()
        desk.opened.connect(self._opened)
        desk.closed.connect(self._clear)
        desk.changed.connect(self._changed)

    def _build(self) -> None:
        top = column(
            label("Evidence", "title"),
            label(
                "Every record of a source is accounted for: read, partly read, or not read, with a reason.",
                "hint",
            ),
            gap=4,
        )
        self.table.setMinimumHeight(self.table.fontMetrics().height() * 9)
        self.named = label("What was imported, counted", "section")
        parts = (
            self.title,
            self.told,
            self.hash,
            self.dates,
            self.list,
            self.whole,
            self.named,
            self.counted,
        )
        self.detail = frame("true", *parts, margin=16, gap=8)
        listed = column(
            top,
            Flow(self.new, self.attached, self.report),
            self.summary,
            self.unread,
            self.table,
            self.empty,
            self.detail,
            gap=12,
        )
        listed.setContentsMargins(26, 22, 26, 22)
        written = column(label("Import evidence", "title"), self.form, 1, gap=12)
        written.setContentsMargins(26, 22, 26, 22)
        self.stack = QStackedWidget()
        self.page = scrolled(listed, wide=150)
        self.stack.addWidget(self.page)
        self.stack.addWidget(scrolled(written, wide=140))
        fill(QVBoxLayout(self), (self.stack,), 0, 0)

    def _clear(self) -> None:
        self._all, self._known = (), frozenset()
        self.unread.setChecked(False)
        self.reports.put(())
        self.problems.put(())
        self.groups.put(())
        self.dates.clear()
        self.dates.correct.setEnabled(False)  # whoever comes next may not
        blank(self.title, self.told, self.hash, self.whole, self.summary)
        self.form.clear()
        self.stack.setCurrentIndex(0)
        self._show_none()

    def _show_none(self) -> None:
        """Nothing is said of sources, not even that there are none, before they were looked up."""
        for part in (
            self.table,
            self.detail,
            self.report,
            self.attached,
            self.summary,
            self.unread,
            self.empty,
        ):
            part.hide()

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & {"source", "item"}:
            self._opened()

    def _opened(self) -> None:
        """Another case, or other reports: looked up when the page is seen."""
        self._stale = True
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """The reports as they are now, where they may be others than those shown."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def refresh(self) -> None:
        """Ask for the reports again; the first source that has come since is chosen."""
        self._stale = False
        is_quick = not self.desk.ask(actions.is_long)
        self.desk.later("reports", actions.import_reports, self._came, at_once=is_quick)

    def _came(self, reports: tuple[ImportReport, ...]) -> None:
        self._all = reports
        come = (
            next((one.source for one in self._all if one.source not in self._known), None)
            if self._known
            else None
        )
        self._known = frozenset(one.source for one in self._all)
        if come is not None:
            self.unread.setChecked(False)
        for part in (self.table, self.detail, self.report, self.attached, self.summary):
            part.setVisible(bool(self._all))
        self.empty.setVisible(not self._all)
        say(self.summary, summary_words(self._all) if self._all else "")
        self.unread.setVisible(any(map(is_unread, self._all)) or self.unread.isChecked())
        for part in (self.new, self.attached):
            part.setEnabled(self.desk.may(Act.IMPORT))
        self._show(come)

    def _show(self, wanted: SourceId | None = None) -> None:
        """The sources asked for; the one chosen before stays chosen, unless another is wanted."""
        before = self.reports.value(self.table.currentIndex().row())
        chosen = wanted if wanted is not None else before.source if before else None
        shown = [one for one in self._all if is_unread(one) or not self.unread.isChecked()]
        self.reports.put(shown)
        at = next((row for row, one in enumerate(shown) if one.source == chosen), 0)
        if shown:
            self.table.selectRow(at)
        if wanted is not None:  # once the table has the room and the rows that it has now
            QTimer.singleShot(
                0, lambda: self.table.scrollTo(self.reports.index(at, 0), Table.ScrollHint.PositionAtTop)
            )
        self.detail.setVisible(bool(shown))
        self._chosen()

    def _chosen(self) -> None:
        report = self.reports.value(self.table.currentIndex().row())
        if report is None:
            return
        account, coverage = report.account, report.coverage
        say(self.title, f"{report.exhibit}: {report.name}")
        told = [
            (
                f"Reading {number}: {one.imported:,} of {one.found:,} records imported, {one.partly:,} "
                f"read in part, {one.not_read:,} not read."
            )
            for number, one in enumerate(report.earlier, 1)
        ]
        told += [f"The source declares {d.count:,} {d.what}." for d in account.declared]
        told.append(
            f"{count(account.found, 'record')} found: {account.imported:,} imported, "
            f"{account.partly:,} read in part, "
            f"{account.not_read:,} not read, {account.left_out:,} left out on purpose."
        )
        told.append(
            (
                f"{span_words(account.first, account.last)}; "
                f"{count(account.conversations, 'conversation')}, "
                f"{count(account.participants, 'person', 'people')}."
            )
        )
        if account.missing_attachments:
            told.append(f"{count(account.missing_attachments, 'attachment')} named but not supplied.")
        told.append(
            f"{state_words(report)}. "
            + (
                f"{count(len(coverage.problems), 'remark')} below."
                if coverage.problems
                else "Nothing was left unread."
            )
        )
        say(self.told, "\n".join(told))
        say(self.hash, f"SHA-256 {report.sha256}")
        self.dates.put(report)
        self.problems.put(by_weight(coverage.problems))
        for part in (self.list, self.whole):
            part.setVisible(bool(coverage.problems))
        if coverage.problems:
            as_high_as_its_rows(self.list)
            self.list.selectRow(0)
        self.groups.put(groups(account))
        as_high_as_its_rows(self.counted)
        for part in (self.named, self.counted):
            part.setVisible(bool(account.imported))

    def _tell_whole(self) -> None:
        """Say the whole reason of the row in hand, which may be cut in its column."""
        one = self.problems.value(self.list.currentIndex().row())
        say(self.whole, f"{problem_words(one)}: {remark(one)}" if one else "")

    def open_form(self) -> None:
        """The form of an import, ready to be written."""
        known = self.desk.ask(actions.known_limits)
        self.form.begin(known.exhibits if known else ())
        self.stack.setCurrentIndex(1)
        self.form.path.setFocus()

    def _import(self) -> None:
        try:
            exhibit, options = self.form.exhibit(), self.form.options()
        except ReviewError as fault:
            self.desk.faulted.emit(str(fault))
            return
        self.stack.setCurrentIndex(0)
        self.page.verticalScrollBar().setValue(0)
        form = self.form
        self.import_wanted.emit(
            Path(form.path.text().strip()),
            exhibit,
            options,
            form.preview.limit(),
            form.preview.left(),
            form.again.isChecked(),
        )

    def _ask_attached(self) -> None:
        def read(line: int | None) -> None:
            def make(session: actions.Session) -> Job[AttachedReport]:
                return actions.read_attached(session, line)

            self.job_wanted.emit("Attached files", "read_attached", make, done)

        def done(report: AttachedReport) -> None:
            self.desk.told.emit(report_words(report))

        ask_attached(self, self.desk, read)

    def _look(self) -> None:
        written = self.form.path.text().strip()
        if written:
            self.look_wanted.emit(Path(written), self.form.options())

    def _report(self) -> None:
        pick_new_file(
            self,
            "Write the import report",
            "import report.pdf",
            lambda path: self.report_wanted.emit(Path(path)),
        )

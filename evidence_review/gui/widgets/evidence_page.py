"""The evidence page: import under a legal basis that is complete, watch it run, and read the account of every source."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from evidence_review.domain.basis import Exhibit, missing_from_basis
from evidence_review.domain.decisions import MAY
from evidence_review.domain.errors import ReviewError
from evidence_review.domain.evidence import Problem, ReadOptions
from evidence_review.domain.kinds import ExhibitKind, LegalBasis
from evidence_review.gui import actions
from evidence_review.gui.models.desk import Desk
from evidence_review.gui.models.forms import basis_from, fields_for
from evidence_review.gui.models.rows import Column, Rows
from evidence_review.gui.models.words import BASIS_WORDS, EXHIBIT_WORDS, PROBLEM_WORDS, count
from evidence_review.gui.widgets.columns_dialog import ask_columns
from evidence_review.gui.widgets.dialogs import choice, pick_file, pick_folder, pick_new_file
from evidence_review.gui.widgets.fields import FieldForm, Labelled, line_edit, missing_list
from evidence_review.gui.widgets.flow import Flow
from evidence_review.gui.widgets.plain import Empty, blank, button, calls, column, fill, frame, label, row, say, scrolled
from evidence_review.gui.widgets.preview_panel import PreviewPanel, span_words
from evidence_review.gui.widgets.tables import Table
from evidence_review.importers.tables_mapping import from_text
from evidence_review.workflow.views import ImportReport, Preview


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


class ImportForm(QWidget):
    """What to import and on what legal basis."""

    import_wanted = Signal()
    look_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.mapping = self._recognised = ""
        self.path = QLineEdit()
        self.path.setPlaceholderText("File or folder")
        self.path.setAccessibleName("File or folder to import")
        self.format = label("", "hint")
        self.format.hide()
        self.ref, self.person = line_edit(placeholder="ABC/1"), line_edit()
        self.kind = choice([(EXHIBIT_WORDS[k], k) for k in ExhibitKind], "Kind of exhibit")
        self.owner = line_edit(placeholder="Name or number of the person whose phone or account it is")
        self.zone = line_edit(placeholder="Europe/London, or leave empty where it is not known")
        self.order = choice(
            (("Not known", None), ("Day first (03/04 is 3 April)", True), ("Month first (03/04 is 4 March)", False)), "Order of dates"
        )
        self.power = choice([("Choose the legal basis", None), *((BASIS_WORDS[b], b) for b in LegalBasis)], "Legal basis")
        self.note = line_edit()
        self.records = FieldForm(self.check)
        self.missing, self.name_missing = missing_list("Still missing before this can be opened:")
        self.again = QCheckBox("Try again what was not read before")
        self.again.setToolTip("A file that is in the case is read once more; what was not there is added, and the earlier account stays.")
        self.go = button("Import", self.import_wanted.emit, "primary")
        self.look = button("Look through it first", self.look_wanted.emit)
        self.columns = button("Columns…", self._columns)
        self.columns.hide()
        self.preview = PreviewPanel()
        self.preview.changed.connect(self.check)
        self._build()
        self._connect()
        self._basis()

    def _connect(self) -> None:
        self.power.currentIndexChanged.connect(calls(self._basis))
        for part in (self.path, self.ref, self.note):
            part.textChanged.connect(calls(self.check))
        self.path.editingFinished.connect(self.recognise)

    def _build(self) -> None:
        pick = Flow(
            button("Choose a file…", lambda: pick_file(self, "File to import", self._picked)),
            button("Choose a folder…", lambda: pick_folder(self, "Folder to import", self._picked)),
        )
        what = frame(
            "true", label("What", "section"), self.path, pick, self.format, Flow(self.look, self.columns), self.again, margin=16, gap=8
        )
        exhibit = frame(
            "true",
            label("Exhibit", "section"),
            row(Labelled("Reference", self.ref), Labelled("Kind", self.kind)),
            Labelled("Attributed to", self.person),
            Labelled("Owner in the data", self.owner, "Helps to tell sent from received. Leave it empty where it is not known."),
            row(Labelled("Time zone of the export", self.zone), Labelled("Order of dates in the export", self.order)),
            margin=16,
            gap=10,
        )
        basis = frame("true", label("Legal basis", "section"), self.power, Labelled("Note", self.note), self.records, margin=16, gap=10)
        fill(
            QVBoxLayout(self),
            (what, self.preview, exhibit, basis, self.missing, Flow(self.go, button("Cancel", self.cancel_wanted.emit))),
            14,
            0,
        )

    def _picked(self, path: str) -> None:
        self.path.setText(path)
        self.recognise()

    def recognise(self) -> None:
        """Say what the chosen thing is, by its bytes; what was looked at before is forgotten."""
        written = self.path.text().strip()
        if written == self._recognised:
            return
        self._recognised, self.mapping = written, ""
        self.preview.clear()
        self.columns.hide()
        self.format.setVisible(bool(written))
        if not written:
            return
        path = Path(written)
        try:
            found = "" if path.is_dir() else actions.recognise(path)
            say(self.format, f"Recognised: {found}." if found else "A folder: every source in it that can be read.", "hint")
            self.columns.setVisible(found.startswith("Tables"))
        except ReviewError as fault:
            say(self.format, str(fault), "bad")

    def looked(self, path: Path, found: tuple[Preview, ...]) -> None:
        """Show what was found, unless another thing was chosen, or the case closed, in the meantime."""
        written = self.path.text().strip()
        if written and Path(written) == path:
            self.preview.put(found)

    def _columns(self) -> None:
        try:
            proposed = from_text(self.mapping) or actions.columns_of(Path(self.path.text().strip()))
        except ReviewError as fault:
            say(self.format, str(fault), "bad")
            return
        ask_columns(self, proposed, self._mapped)

    def _mapped(self, text: str) -> None:
        self.mapping = text
        self.preview.clear()
        say(self.format, "The columns are read as you chose. Look through it again to see what that gives.", "hint")

    def _basis(self) -> None:
        power = self.power.currentData()
        self.records.put(fields_for(LegalBasis(power)) if power else ())
        self.check()

    def clear(self) -> None:
        """Forget what was written."""
        for part in (self.path, self.ref, self.person, self.owner, self.zone, self.note):
            part.clear()
        self.again.setChecked(False)
        self.records.put(())
        self.power.setCurrentIndex(0)
        self.recognise()
        self.check()

    def check(self) -> None:
        """Name what is missing; Import waits for it."""
        missing = self.lacking()
        self.name_missing(missing)
        self.go.setEnabled(not missing)

    def lacking(self) -> tuple[str, ...]:
        """What is still missing, in plain words."""
        first = [words for words, part in (("a file or folder", self.path), ("the exhibit reference", self.ref)) if not part.text().strip()]
        try:
            self.preview.limit()
        except ReviewError as fault:
            first.append(str(fault))
        if self.power.currentData() is None:
            return (*first, "the legal basis")
        try:
            return (*first, *missing_from_basis(self.exhibit().basis))
        except ReviewError as fault:
            return (*first, str(fault))

    def exhibit(self) -> Exhibit:
        """The exhibit as written. ReviewError where a date cannot be read."""
        power = LegalBasis(self.power.currentData())
        basis = basis_from(power, self.note.text().strip(), self.records.values())
        return Exhibit(self.ref.text().strip(), ExhibitKind(self.kind.currentData()), self.person.text().strip(), basis)

    def options(self) -> ReadOptions:
        """What the person importing knows and the file does not say."""
        zone, owner = self.zone.text().strip() or None, self.owner.text().strip() or None
        return ReadOptions(zone, self.order.currentData(), owner, mapping=self.mapping)


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
        for part, rows in ((self.table, 9), (self.list, 12)):
            part.setMinimumHeight(part.fontMetrics().height() * rows)
        self.detail = frame("true", self.title, self.told, self.hash, self.list, margin=16, gap=8)
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
            f"{span_words(account.first, account.last)}; {count(account.conversations, 'conversation')}, {account.participants:,} people."
        )
        told.append(
            f"{state_words(report)}. "
            + (f"{count(len(coverage.problems), 'remark')} below." if coverage.problems else "Nothing was left unread.")
        )
        say(self.told, "\n".join(told))
        say(self.hash, f"SHA-256 {report.sha256}")
        self.problems.put(coverage.problems)
        self.list.setVisible(bool(coverage.problems))

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

"""What the pages wish of the steps that take long: each as a job, and where its result is shown.

To give a page another wish: a function here, and the page's signal in `listen`.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from evidence_review.domain.audit import LogFilter
from evidence_review.domain.basis import Exhibit
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.progress import Job
from evidence_review.domain.redaction_values import Level
from evidence_review.gui import actions
from evidence_review.gui.jobs import Jobs
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.plain_words import sources_read
from evidence_review.gui.widgets.evidence.evidence_page import EvidencePage
from evidence_review.gui.widgets.handing_over.approve_page import ApprovePage
from evidence_review.gui.widgets.handing_over.produce_page import ProducePage
from evidence_review.gui.widgets.lines.lines_page import LinesPage
from evidence_review.gui.widgets.parts.building_blocks import calls
from evidence_review.gui.widgets.parts.page_view import image_of
from evidence_review.gui.widgets.parts.start_job import (
    check_in_processes,
    clues_in_processes,
    flag_in_processes,
    known_in_processes,
    on_its_own,
    one_step,
    produce_in_processes,
    run_for,
)
from evidence_review.gui.widgets.personal.personal_page import PersonalPage
from evidence_review.gui.widgets.record.log_page import LogPage
from evidence_review.gui.widgets.review.review_page import ReviewPage
from evidence_review.gui.widgets.samples.samples_page import SamplesPage
from evidence_review.gui.widgets.window.home_page import HomePage
from evidence_review.gui.widgets.window.jobs_page import JobsPage
from evidence_review.workflow.case.page_views import PageShown
from evidence_review.workflow.case.personal_views import ExportCheck
from evidence_review.workflow.case.views import FlagReport, ImportReport, Verdict
from evidence_review.workflow.producing.releasing import Production

type Session = actions.Session


class Pages(Protocol):
    """Who holds the pages that wish for something, the open case, and the threads for jobs, for drawing and for the
    index of the log."""

    desk: Desk
    jobs: Jobs
    looks: Jobs
    finding: Jobs
    review: ReviewPage
    lines: LinesPage
    samples: SamplesPage
    evidence: EvidencePage
    personal: PersonalPage
    approve: ApprovePage
    produce: ProducePage
    log: LogPage
    home: HomePage
    at_work: JobsPage


class LongWork:
    """Carries the wishes of the pages to the job thread, and what came out back to them."""

    def __init__(self, of: Pages) -> None:
        self.desk, self.jobs, self.looks, self.finding = of.desk, of.jobs, of.looks, of.finding
        self.review, self.lines, self.samples, self.evidence = of.review, of.lines, of.samples, of.evidence
        self.personal, self.approve, self.produce, self.log = of.personal, of.approve, of.produce, of.log
        self._is_due = False
        self.home, self.at_work = of.home, of.at_work

    def listen(self) -> None:
        """From now on the pages' wishes are heard."""
        for wanted in (self.review.search_wanted, self.lines.search_wanted):
            wanted.connect(self.search)
        self.lines.approved.connect(self._approved)
        self.jobs.finished.connect(calls(self._search_due))
        self.desk.closed.connect(self._forget)
        self.desk.opened.connect(self.find_entries)
        self.review.page_wanted.connect(self.fetch_page)
        self.samples.known_wanted.connect(self.run_known)
        self.evidence.import_wanted.connect(self.run_import)
        self.evidence.look_wanted.connect(self.run_look)
        self.evidence.report_wanted.connect(self.write_import_report)
        self.evidence.dates.job_wanted.connect(self._run)
        self.evidence.job_wanted.connect(self._run)
        self.approve.shown.pages_wanted.connect(self.fetch_preview)
        self.produce.produce_wanted.connect(self.run_produce)
        self.produce.check_wanted.connect(self.run_check)
        self.personal.clues.look_wanted.connect(self.run_clues)
        self.log.verify_wanted.connect(self.run_verify)
        self.log.export_wanted.connect(self.run_log_export)
        self.log.list_wanted.connect(self.run_log_list)

    def _run(
        self, name: str, step: str, make: Callable[[Session], Job[Any]], done: Callable[[Any], object]
    ) -> None:
        """Run a job on a case connection of its own, then say what it changed."""
        run_for(self.desk, self.jobs, name, step, make, done)

    def run_look(self, path: Path, options: ReadOptions) -> None:
        """Look through a file or folder; nothing of it is stored."""
        self.jobs.start(
            "Looking", lambda: actions.look_through(path, options), partial(self.evidence.form.looked, path)
        )

    def write_import_report(self, out: Path) -> None:
        """Write the account of every import."""
        if self.desk.do(actions.import_report, out):
            self.desk.told.emit(f"The import report is written: {out.name}.")

    def run_import(self, path: Path, exhibit: Exhibit, options: ReadOptions, *how: Any) -> None:
        """Import a file or folder; `how` are the limit, the sources to leave out, and whether to read again
        what was not read."""
        asked = dict(zip(("limit", "leave", "again"), how, strict=False))

        def done(reports: tuple[ImportReport, ...]) -> None:
            self.evidence.form.preview.clear()  # it names people, whom the case tells from a line on alone
            self.desk.told.emit(
                sources_read(
                    [(report.source, report.coverage.imported, report.coverage.found) for report in reports]
                )
            )

        self._run(
            "Import",
            "import_path",
            lambda session: actions.import_path(session, path, exhibit, options, **asked),
            done,
        )

    def find_entries(self) -> None:
        """An older case has no index of its log: it is made beside the window, which can be used."""
        if self.desk.ask(actions.entries_unfound):
            made = self.log.entries.put_all_found
            run_for(self.desk, self.finding, "Index of the log", "find_entries", actions.find_entries, made)

    def _approved(self) -> None:
        """A line was approved: what it covers is searched at once, or after the job that is running."""
        self._is_due = True
        self._search_due()

    def _forget(self) -> None:
        self._is_due = False

    def _search_due(self) -> None:
        if self._is_due and self.desk.session is not None and not self.jobs.running:
            self.search()

    def search(self) -> None:
        """Search what approved lines cover: terms, rank, personal data."""
        self._is_due = False

        def done(report: FlagReport) -> None:
            words = (
                f"{report.must_review:,} items must be reviewed, {report.flags:,} are flagged, "
                f"{report.held:,} are held."
            )
            self.desk.told.emit(f"Search finished. {words}")

        self._run("Search", "flag", flag_in_processes, done)

    def run_produce(self, out: Path, production: Production) -> None:
        """Write the bundle."""
        self._run(
            "Produce",
            "produce",
            lambda session: produce_in_processes(session, out, production),
            self.produce.put_bundle,
        )

    def run_check(self, production: Production) -> None:
        """Say what stands in the way of a bundle."""

        def done(check: ExportCheck) -> None:
            self.produce.put_check(production, check)
            if not check.is_ready:
                self.at_work.attend("Check", "Something stands in the way; it is listed on the page Produce.")

        self._run(
            "Check",
            "check_export",
            lambda session: check_in_processes(session, production),
            done,
        )

    def run_clues(self) -> None:
        """Look for the clues that stay on masked people."""
        self._run("Clues", "clues", clues_in_processes, self.personal.clues.put)

    def run_known(self, number: int) -> None:
        """Rank the known items of a line again, for what a sample states."""
        self._run(
            "Known items",
            "known_ranks",
            lambda session: known_in_processes(session, number),
            self.samples.put_known,
        )

    def run_verify(self, checkpoint: Path | str | None = None) -> None:
        """Check the whole log, with a checkpoint that was kept elsewhere where there is one."""

        def make(session: Session) -> Job[Verdict]:
            return one_step("checking every entry", lambda: actions.verify_case(session, checkpoint))

        def done(verdict: Verdict) -> None:
            self.log.put_verdict(verdict)
            self.home.record.put_verdict(verdict)
            self.home.refresh()
            if verdict.status:
                self.at_work.attend("Verify", verdict.lines[0] if verdict.lines else "The log is not whole.")

        run_for(self.desk, self.jobs, "Verify", "verify_case", make, done, halts=True)

    def run_log_export(self, out: Path) -> None:
        """Write the log and what proves it."""

        def make(session: Session) -> Job[Any]:
            return one_step("writing the log", lambda: actions.export_log(session, out))

        def done(made: Any) -> None:
            self.desk.told.emit(f"The log is written: {made.entries:,} entries in {out.name}.")

        self._run("Export the log", "export_log", make, done)

    def run_log_list(self, wanted: LogFilter, out: Path) -> None:
        """Write the entries that a filter shows."""

        def make(session: Session) -> Job[int]:
            return one_step("writing the list", lambda: actions.write_log_list(session, wanted, out))

        def done(many: int) -> None:
            self.desk.told.emit(f"The list is written: {many:,} entries in {out.name}.")

        self._run("Write the list", "write_log_list", make, done)

    def fetch_page(self) -> None:
        """The picture of the page in front, drawn off the GUI thread."""
        session, focus = self.desk.session, self.review.reviewing.talk.focus
        if session is None or focus is None:
            return
        number, item = self.review.reviewing.number, focus.id

        def done(shown: PageShown) -> None:
            now = self.review.reviewing.talk.focus
            if now is not None and now.id == item:
                self.review.middle.put_picture(image_of(shown.picture), shown)

        make = partial(
            on_its_own,
            session,
            lambda own: one_step("drawing the page", lambda: actions.show_page(own, number, item)),
        )
        self.looks.start("Page", make, done)

    def fetch_preview(self, item: Any, level: Level) -> None:
        """The page before and after, drawn off the GUI thread."""
        session = self.desk.session
        if session is None:
            return
        make = partial(
            on_its_own,
            session,
            lambda own: one_step("drawing the pages", lambda: actions.page_preview(own, item, 100, level)),
        )
        self.looks.start("Pages", make, lambda shown: self.approve.shown.put_pages(item, shown))

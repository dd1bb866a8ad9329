"""The window: the rail, the pages, the notices and the running job. It builds the pages and goes from one to
another; what they wish of the steps is in `long_work`."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from evidence_review.domain.errors import ReviewError
from evidence_review.domain.ids import ItemId
from evidence_review.gui import actions
from evidence_review.gui.jobs import Jobs
from evidence_review.gui.models.job_list import rail_words
from evidence_review.gui.models.look import ViewSettings
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.shown import one_line
from evidence_review.gui.reader import Reader
from evidence_review.gui.step_tables import CHANGES
from evidence_review.gui.tidying import Tidying
from evidence_review.gui.widgets.disclosure.disclosure_page import DisclosurePage
from evidence_review.gui.widgets.evidence.evidence_page import EvidencePage
from evidence_review.gui.widgets.handing_over.approve_page import ApprovePage
from evidence_review.gui.widgets.handing_over.case_people_dialog import ask_person, show_case_people
from evidence_review.gui.widgets.handing_over.produce_page import ProducePage
from evidence_review.gui.widgets.lines.lines_page import LinesPage
from evidence_review.gui.widgets.one_file.check_dialog import show_check_file
from evidence_review.gui.widgets.one_file.file_dialog import show_redact_file
from evidence_review.gui.widgets.overview.overview_page import OverviewPage
from evidence_review.gui.widgets.parts.bars import JobBar, Notice
from evidence_review.gui.widgets.parts.building_blocks import fill
from evidence_review.gui.widgets.parts.dialogs import pick_folder
from evidence_review.gui.widgets.parts.start_job import demo_in_processes
from evidence_review.gui.widgets.parts.veil import Veil
from evidence_review.gui.widgets.personal.personal_page import PersonalPage
from evidence_review.gui.widgets.record.account_page import AccountPage
from evidence_review.gui.widgets.record.held_page import HeldPage
from evidence_review.gui.widgets.record.log_page import LogPage
from evidence_review.gui.widgets.review.review_page import NARROW, ReviewPage
from evidence_review.gui.widgets.samples.samples_page import SamplesPage
from evidence_review.gui.widgets.window.caring import Caring
from evidence_review.gui.widgets.window.demo_strip import DemoStrip, demo_reviewer
from evidence_review.gui.widgets.window.help_dialog import show_help
from evidence_review.gui.widgets.window.home_page import HomePage
from evidence_review.gui.widgets.window.jobs_page import JobsPage
from evidence_review.gui.widgets.window.keys_dialog import KeysDialog, show_keys
from evidence_review.gui.widgets.window.leading import go_on, lead, take_step
from evidence_review.gui.widgets.window.learner import Learner
from evidence_review.gui.widgets.window.long_work import LongWork
from evidence_review.gui.widgets.window.low_room import LowRoom, size_first
from evidence_review.gui.widgets.window.mending import mend
from evidence_review.gui.widgets.window.palette import Palette
from evidence_review.gui.widgets.window.people_dialog import ask_passphrase, show_people
from evidence_review.gui.widgets.window.quick_entries import entries, sought
from evidence_review.gui.widgets.window.rail import CLOSE, Rail
from evidence_review.gui.widgets.window.rail_pages import PAGES, first_page, is_for
from evidence_review.gui.widgets.window.rekeying import rekey
from evidence_review.gui.widgets.window.settings_dialog import show_settings
from evidence_review.gui.widgets.window.start_page import StartPage
from evidence_review.workflow.case.search_views import Wanted
from evidence_review.workflow.case.views import CaseSummary
from evidence_review.workflow.demonstrating import DemoPerson

TITLE = "Evidence review"
type Session = actions.Session


class Window(QMainWindow):
    """Everything a person sees. `dressed` asks for other colours or another text size."""

    dressed = Signal(object)

    def __init__(self, settings: ViewSettings) -> None:
        super().__init__()
        self.settings = settings
        self.setWindowTitle(TITLE)
        self.desk = Desk(CHANGES, self)
        self.reader, self.tidying = Reader(self.desk), Tidying(self.desk)
        self.jobs, self.looks, self.finding = Jobs(self), Jobs(self), Jobs(self)
        self.bar, self.start = JobBar(), StartPage()
        self.rail = Rail(
            (
                ("files", "Redact a file", lambda: show_redact_file(self, self.desk)),
                ("people", "Users", self.show_users),
                ("look", "Settings", self.show_settings),
                ("keys", "Help  F1", self.show_help),
                ("close", "Close case", self.close_case),
            )
        )
        self.pages: dict[str, QWidget] = {}
        self.stack, self.middle = QStackedWidget(), QWidget()
        self.notice, self.demo = Notice(), DemoStrip()
        self.veil = Veil(self.stack)
        self._build()
        self._connect()
        self._bind()
        self.leave_case()

    def _build(self) -> None:
        self.review, self.lines = ReviewPage(self.desk), LinesPage(self.desk)
        self.overview = OverviewPage(self.desk, self.looks)
        self.evidence = EvidencePage(self.desk)
        self.personal, self.approve = PersonalPage(self.desk, self.jobs), ApprovePage(self.desk)
        self.produce, self.samples = ProducePage(self.desk, self.jobs), SamplesPage(self.desk)
        self.held, self.account, self.log = HeldPage(self.desk), AccountPage(self.desk), LogPage(self.desk)
        self.home, self.at_work = HomePage(self.desk), JobsPage(self.desk)
        self.learner = Learner(self.review.reviewing, self.jobs)
        self.work = LongWork(self)
        self.caring = Caring(self)
        self.disclosure = DisclosurePage(self.desk)
        made = (self.home, self.review, self.overview, self.lines, self.samples, self.evidence, self.personal)
        made += (self.approve, self.disclosure, self.produce, self.held, self.account, self.log, self.at_work)
        self.stack.addWidget(self.start)
        self.pages = {one.name: page for one, page in zip(PAGES, made, strict=True)}
        for page in made:
            self.stack.addWidget(page)
        self.low = LowRoom(self.stack, self.pages)
        fill(across := QVBoxLayout(self.middle), (self.demo, self.low.area, self.notice, self.bar), 0, 0)
        across.setStretch(1, 1)
        centre = QWidget()
        fill(QHBoxLayout(centre), (self.rail, self.middle), 0, 0)
        self.setCentralWidget(centre)
        size_first(self)

    def _connect(self) -> None:
        self.rail.wanted.connect(self.go)
        self.desk.faulted.connect(self.notice.fault)
        self.desk.told.connect(self.notice.tell)
        self.desk.opened.connect(self._opened)
        self.desk.closed.connect(self.leave_case)
        self.reader.waits.connect(self.veil.setVisible)
        self.bar.stop_wanted.connect(self.jobs.cancel)
        self.jobs.started.connect(self.bar.begin)
        self.jobs.progressed.connect(self.bar.step)
        self.jobs.progressed.connect(self.desk.keep)
        self.jobs.finished.connect(self._job_over)
        self.learner.join(self.review, self.lines)
        self.at_work.follow(self.jobs, self.learner.quiet, self.finding)
        self.at_work.changed.connect(lambda: self.rail.rename("jobs", rail_words(self.at_work.entries)))
        self.work.listen()
        for jobs in (self.jobs, self.looks, self.finding):
            jobs.faulted.connect(self.notice.fault)
        self._connect_pages()

    def _connect_pages(self) -> None:
        self.start.opening.open_wanted.connect(self.open_case)
        self.start.new.create_wanted.connect(self.create_case)
        self.start.demo_wanted.connect(self.ask_demo)
        self.start.redact_wanted.connect(lambda: show_redact_file(self, self.desk))
        self.start.check_wanted.connect(lambda: show_check_file(self))
        self.review.samples_wanted.connect(lambda: self.go("samples"))
        for part in (self.samples, self.disclosure, self.account, self.log.sample, self.personal.seek):
            part.item_wanted.connect(self.open_item)
        for page in (self.overview, self.account):
            page.listed.connect(self.list_wanted)
        self.desk.life_wanted.connect(self.show_life)
        self.account.evidence_wanted.connect(lambda: self.go("evidence"))
        for wanted in (self.review.lines_wanted, self.samples.narrow_wanted):
            wanted.connect(lambda: self.go("lines"))
        self.lines.person_wanted.connect(lambda: ask_person(self, self.desk))
        self.demo.wanted.connect(self.work_as)
        self.home.wanted.connect(partial(lead, self))
        self.home.continue_wanted.connect(partial(go_on, self))
        self.home.step_wanted.connect(partial(take_step, self))
        self.home.mend_wanted.connect(partial(mend, self))
        self.home.verify_wanted.connect(self.work.run_verify)
        self.approve.seek_wanted.connect(self.seek)
        self.review.seek_wanted.connect(self.seek_words)
        # signals carry no types
        self.produce.mend_wanted.connect(lambda one: mend(self, one, self.produce.whom.accused))  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]

    def _bind(self) -> None:
        for keys, does in (
            ("F1", self.show_help),
            ("Ctrl+F1", self.show_keys),
            ("Ctrl+K", self.show_palette),
            ("Ctrl+,", self.show_settings),
            *((keys, lambda: self.change_view(self.settings.larger(1))) for keys in ("Ctrl++", "Ctrl+=")),
            ("Ctrl+-", lambda: self.change_view(self.settings.larger(-1))),
            ("Escape", self.notice.dismiss),
        ):
            QShortcut(QKeySequence(keys), self, does)

    # --- going about -----------------------------------------------------------------

    def go(self, name: str) -> None:
        """Show a page that the role of who is signed in works with."""
        if is_for(name, self.desk.role):
            self.stack.setCurrentWidget(self.pages[name])
            self.rail.chosen(name)
            if name == "review":
                self.review.left.table.setFocus()

    def open_item(self, number: int, item: object) -> None:
        """Show an item of a line in the review."""
        self.go("review")
        self.review.reviewing.choose(number)
        self.review.reviewing.open(ItemId(int(str(item))))

    def show_users(self) -> None:
        """The users of the case."""
        show_people(self, self.desk)

    def search_case(self) -> None:
        """Search what approved lines cover."""
        self.work.search()

    def show_life(self, item: int) -> None:
        """The life of an item, on the log page."""
        self.go("log")
        self.log.show_life(item)

    def list_wanted(self, number: int, wanted: Wanted) -> None:
        """Show in the list of a line what was chosen elsewhere, as a search of it."""
        self.go("review")
        if self.review.reviewing.number != number:
            self.review.reviewing.choose(number)
        self.review.left.bar.look(wanted)

    def seek(self) -> None:
        """Search what goes out, to mark it."""
        self.go("personal")
        self.personal.show_seek()

    def seek_words(self, words: str) -> None:
        """Search these words in what goes out; every place is shown before it is marked."""
        self.seek()
        self.personal.seek.words.setText(words)
        self.personal.seek.search()

    def show_palette(self) -> None:
        """Everything by its name."""
        listed = entries(self)
        if self.desk.role is not None:
            listed += [
                ("Users of this case", "", self.show_users),
                ("People of the case: accused, complainants", "", lambda: show_case_people(self, self.desk)),
                ("Close case", "", self.close_case),
                ("Change passphrase", "", lambda: ask_passphrase(self, self.desk)),
            ]
        listed += [
            ("Redact a file", "", lambda: show_redact_file(self, self.desk)),
            ("Check a file", "", lambda: show_check_file(self)),
            ("Settings: colours, text size, time zone, breaks", "Ctrl+,", self.show_settings),
            ("Help: this page", "F1", self.show_help),
            ("Keys", "Ctrl+F1", self.show_keys),
            ("Change or print keys", "", self.change_keys),
        ]
        Palette(self, listed, partial(sought, self)).open()

    def show_help(self) -> None:
        """The page in front, its words and its keys."""
        name = next((name for name, page in self.pages.items() if page is self.stack.currentWidget()), "")
        show_help(self, name, dict(self.settings.keys), self.show_keys, self.change_keys)

    def show_keys(self) -> None:
        """Every key in one sheet."""
        show_keys(self, dict(self.settings.keys), self.change_keys)

    def change_keys(self) -> None:
        """Other keys, at once and from now on."""
        asked = KeysDialog(self, dict(self.settings.keys))
        asked.changed.connect(self._use_keys)
        asked.ask(84)

    def _use_keys(self, chosen: dict[str, str]) -> None:
        rekey((self.review, self.samples), self.approve, dict(self.settings.keys), chosen)
        self.settings = replace(self.settings, keys=tuple(sorted(chosen.items())))
        self.dressed.emit(self.settings)

    def show_settings(self) -> None:
        """How the window looks, and what it does for the person."""
        show_settings(self, self.settings, self.caring.watch).connect(self.change_view)

    def change_view(self, settings: ViewSettings) -> None:
        """Other colours or another text size, at once."""
        self.settings = settings
        self.dressed.emit(settings)
        self.dress()

    def dress(self) -> None:
        """Draw what draws itself in the colours of the settings."""
        self.rail.dress(self.settings.colours())
        self.review.dress(self.settings)
        self.samples.dress(self.settings)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what does not fit."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        characters = self.width() / max(1, self.fontMetrics().averageCharWidth())
        self.rail.fold(small=characters < CLOSE or self.rail.needs() > self.height())
        self.review.fold(narrow=characters < NARROW)
        self.demo.fold(small=characters < NARROW)
        self.low.give()
        QTimer.singleShot(0, self.review.share)

    # --- opening and closing ---------------------------------------------------------

    def open_case(self, folder: Path, user: str, passphrase: str) -> None:
        """Open a case from the start page; one sentence where it cannot be opened."""
        try:
            session = actions.open_case(folder, user, passphrase)
        except ReviewError as fault:
            self.start.opening.refuse(str(fault))
            return
        self._sit(session, folder)

    def work_as(self, person: DemoPerson) -> None:
        """Go on in the demo case as another of its people."""
        folder = self.start.known[0]
        self.close_case()
        self.open_case(folder, person.name, person.passphrase)

    def create_case(self, folder: Path, urn: str, name: str, admin: str, passphrase: str) -> None:
        """Make a case; its administrator adds the others next."""
        try:
            session = actions.create_case(folder, urn, name, admin, passphrase)
        except ReviewError as fault:
            self.start.new.refuse(str(fault))
            return
        self.start.new.clear()
        self.start.show_new(on=False)
        self._sit(session, folder)
        show_people(self, self.desk)

    def _sit(self, session: Session, folder: Path) -> None:
        self.start.opening.clear_secret()
        self.start.remember(folder)
        self.desk.sit(session)
        self.demo.put(folder, session.user.name)

    def _opened(self) -> None:
        role = self.desk.role
        self.rail.show()
        self.rail.allow(role, None)
        is_quick = not self.desk.ask(actions.is_long)
        self.desk.later("summary", actions.summary, self._say_case, at_once=is_quick)
        self.notice.hide()
        self.go(first_page(role))
        self._fit()

    def _say_case(self, summary: CaseSummary) -> None:
        self.setWindowTitle(f"{TITLE}: {one_line(summary.urn, 40)}")
        self.rail.allow(self.desk.role, summary)

    def close_case(self) -> None:
        """Close the case, after the running job has stopped between two steps."""
        for jobs in (self.jobs, self.looks, self.finding):
            jobs.wait()
        self.learner.stop()
        self.produce.stop()
        self.disclosure.stop()
        if (session := self.desk.leave()) is not None:
            actions.close(session)

    def leave_case(self) -> None:
        """Back to the first screen; nothing of the case stays on it."""
        self.setWindowTitle(TITLE)
        self.rail.hide()
        self.rail.allow(None, None)
        self.notice.forget()
        self.demo.put(None)
        self.stack.setCurrentWidget(self.start)
        self.start.choose_last()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the case with the window."""
        self.close_case()
        super().closeEvent(event)

    # --- long work -------------------------------------------------------------------

    def _job_over(self, words: str) -> None:
        self.bar.hide()
        self.notice.tell(words)
        if ": stopped." in words:
            self.desk.tell("import_path")

    def ask_demo(self) -> None:
        """Choose where the demo case is made."""
        pick_folder(self, "An empty folder for the demo case", lambda folder: self.run_demo(Path(folder)))

    def run_demo(self, out: Path) -> None:
        """Make the demo case in a folder, or open the one that lies there, as its reviewer."""
        if self.desk.session is not None:
            self.close_case()
        if reviewer := demo_reviewer(out / "case"):
            self._demo_made((out / "case", reviewer.name, reviewer.passphrase))
            return
        self.jobs.start("Demo case", partial(demo_in_processes, out), self._demo_made)

    def _demo_made(self, made: tuple[Path, str, str]) -> None:
        self.start.opening.put(str(made[0]))
        self.open_case(*made)

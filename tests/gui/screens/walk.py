"""Every page, tab and dialog of the window, in the demo case, by whoever works most with it."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QTabWidget, QWidget

from evidence_review.domain.kinds import Band, ItemKind, Relevance, Role
from evidence_review.gui import actions
from evidence_review.gui.jobs import Jobs
from evidence_review.gui.models.look import ViewSettings
from evidence_review.gui.widgets.review.queue_rows import STILL
from evidence_review.gui.widgets.window.window import Window
from tests.gui.screens.dialogs import DIALOGS
from tests.gui.screens.measures import clipped, overlapping

PATIENCE = 20.0
"""Seconds to wait for what is being looked up."""
LOOKS = ("light", "dark")
SIZES = {"1366": (1366, 768, 1), "1920": (1920, 1080, 1), "200": (683, 384, 2)}
"""Width and height of the screen in points, and pixels a point: 1366 by 768 at 200 % is 683 by 384."""
WORKS = {
    Role.REVIEWER: ("home", "review", "overview"),
    Role.DISCLOSURE_OFFICER: (
        "home",
        "lines",
        "samples",
        "evidence",
        "personal",
        "disclosure",
        "produce",
        "jobs",
    ),
    Role.PROSECUTOR: ("home", "approve"),
    Role.AUDITOR: ("home", "account", "log"),
    Role.LPP_COUNSEL: ("home", "held"),
}
"""Who is shown at which page. A page that is named for nobody is shown to the disclosure officer."""


class Walk:
    """Goes about in one window. `wrong`: what was measured to be cut or covered, by picture."""

    def __init__(self, window: Window, case: Path, shots: Path) -> None:
        self.window, self.case, self.shots = window, case, shots
        self.look, self.wrong = "light", dict[str, list[object]]()
        self.made: list[str] = []
        shots.mkdir(parents=True, exist_ok=True)

    def all(self, change: Callable[[ViewSettings], object]) -> None:
        """Every picture in every look and size."""
        people = {one.role: one for one in reversed(actions.demo_people(self.case))}
        for self.look in LOOKS:
            change(ViewSettings(self.look))
            self.start()
            for role in WORKS:
                one = people[role]
                self.window.open_case(self.case, one.name, one.passphrase)
                self.pages(role)
                self.window.close_case()

    def start(self) -> None:
        """The first screen, and the form of a new case."""
        self.picture("start")
        self.window.start.show_new(on=True)
        self.picture("start-new")
        self.window.start.show_new(on=False)

    def pages(self, role: Role) -> None:
        """The pages of a role with their tabs, and what hangs on them."""
        for name in self.names(role):
            self.window.go(name)
            self.wait()
            for tab in self.tabs(self.window.pages[name]):
                said = role.value.lower().split("_")[-1]
                self.picture("-".join(filter(None, (name, said if name == "home" else "", tab))))
        if role is Role.REVIEWER:
            self.review()
        if role is Role.DISCLOSURE_OFFICER:
            self.forms()
            self.dialogs()
        if role is Role.PROSECUTOR:
            self.approve()

    def names(self, role: Role) -> Iterator[str]:
        """The pages shown to this role."""
        taken = {name for names in WORKS.values() for name in names}
        for name, button in self.window.rail.pages.items():
            others = role is Role.DISCLOSURE_OFFICER and name not in taken
            if not button.isHidden() and (name in WORKS[role] or others):
                yield name

    def tabs(self, page: QWidget) -> Iterator[str]:
        """The page as it comes up, and each tab of it by its words."""
        yield ""
        self.fit("1366")
        for tabs in [one for one in page.findChildren(QTabWidget) if one.isVisible()]:
            for at in (at for at in range(1, tabs.count()) if tabs.isTabVisible(at)):
                tabs.setCurrentIndex(at)
                yield tabs.tabText(at).split("(")[0].strip().lower().replace(" ", "-")
            tabs.setCurrentIndex(0)

    def review(self) -> None:
        """A message with hits, a page of a document by its words, and as it is laid out."""
        page, reviewing = self.window.review, self.window.review.reviewing
        self.window.go("review")
        for number, kind, name in ((1, ItemKind.MESSAGE, "message"), (2, ItemKind.PAGE, "document")):
            reviewing.choose(number)
            self.wait()
            rows = [row for row in reviewing.queue.values() if row is not None and row.kind is kind]
            if rows:
                reviewing.open(next((row for row in rows if row.band is Band.MUST_REVIEW), rows[0]).item)
                self.picture(f"review-{name}")
        for what in reviewing.covered():
            reviewing.reveal(what, "to see the page as it is laid out")
        page.middle.show_as("picture")
        self.picture("review-page")
        page.middle.show_as("bubbles")
        self.second_zone()

    def second_zone(self) -> None:
        """A message with its time in Warsaw beside London time."""
        window, reviewing = self.window, self.window.review.reviewing
        was = window.settings
        window.change_view(replace(was, second_zone="Europe/Warsaw"))
        reviewing.choose(1)
        self.wait()
        reviewing.open(next(row for row in reviewing.queue.values() if row.also_in).item)
        self.picture("review-second-zone")
        window.change_view(was)

    def forms(self) -> None:
        """A line and an import as they are written."""
        window = self.window
        window.go("lines")
        self.wait()
        window.lines.edit(window.lines.line())
        self.picture("lines-form")
        window.lines.stack.setCurrentIndex(0)
        window.go("evidence")
        self.wait()
        window.evidence.open_form()
        self.picture("evidence-form")
        window.evidence.stack.setCurrentIndex(0)

    def approve(self) -> None:
        """An item before and after."""
        self.window.go("approve")
        self.wait()
        waiting = self.window.approve.model.values()
        marked = [one for one in waiting if one.marks] or waiting
        self.window.approve.choose(marked[0].item)
        self.picture("approve-item")
        self.asked_at_each_size("endorse", lambda _window: self.window.approve.ask_code())

    def dialogs(self) -> None:
        """Every dialog, opened anew at each size."""
        reviewing = self.window.review.reviewing
        self.window.go("review")
        reviewing.choose(1)
        self.wait()
        decided = (row for row in reviewing.queue.values() if row.decision == Relevance.RELEVANT)
        reviewing.open(next(decided).item)
        self.wait()
        for page, name, opens in DIALOGS:
            self.window.go(page)
            self.wait()
            self.asked_at_each_size(name, opens)

    def asked_at_each_size(self, name: str, opens: Callable[[Window], object]) -> None:
        """A dialog, opened anew for each size of the window."""
        for size in SIZES:
            self.fit(size)
            opens(self.window)
            asked = self.asked()
            if not isinstance(asked, QDialog):
                self.wrong[f"dialog-{name}-{self.look}-{size}"] = ["nothing was asked"]
                continue
            self.wait()
            self.take(f"dialog-{name}", size, asked)
            asked.reject()
            QTest.qWait(10)

    # --- pictures --------------------------------------------------------------------

    def picture(self, name: str) -> None:
        """The window at each size, when the rows of its list say their words."""
        for size in SIZES:
            self.fit(size)
            self.wait()
            QTest.qWait(STILL)
            self.wait()
            self.take(name, size, None)

    def asked(self) -> QWidget | None:
        """The dialog in front, once it is there and drawn."""
        end = time.monotonic() + 3
        while QApplication.activeModalWidget() is None and time.monotonic() < end:
            QTest.qWait(20)
        QTest.qWait(60)
        return QApplication.activeModalWidget()

    def fit(self, size: str) -> None:
        """Make the window as large as the screen."""
        wide, high, _ = SIZES[size]
        self.window.resize(wide, high)
        QTest.qWait(20)

    def wait(self) -> None:
        """Until what is looked up has come and is drawn."""
        window, end = self.window, time.monotonic() + PATIENCE
        QTest.qWait(30)
        while time.monotonic() < end and (
            window.reader.is_waiting
            or window.home.is_asking
            or window.produce.quiet.running
            or any(jobs.running for jobs in (window.looks, *window.disclosure.findChildren(Jobs)))
        ):
            QTest.qWait(20)
        QTest.qWait(40)

    def take(self, name: str, size: str, asked: QDialog | None) -> None:
        """Draw, measure and keep the window with what is asked in front of it."""
        wide, high, pixels = SIZES[size]
        image = QPixmap(wide * pixels, high * pixels)
        image.setDevicePixelRatio(pixels)
        self.window.render(image)
        if asked is not None:
            asked.render(image, QPoint((wide - asked.width()) // 2, (high - asked.height()) // 2))
        full = f"{name}-{self.look}-{size}"
        assert image.save(str(self.shots / f"{full}.png"))
        self.made.append(full)
        front = asked or self.window
        wrong: list[object] = [*clipped(front), *overlapping(front)]
        if front.width() > wide or front.height() > high:
            wrong.append(f"{front.width()} by {front.height()} is larger than the screen")
        if wrong:
            self.wrong[full] = wrong

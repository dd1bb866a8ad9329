"""Redact a file: one file of any kind, with or without a case, from choosing it to before and after side by
side."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidgetItem, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from evidence_review.domain.redaction_values import Redacted
from evidence_review.gui import actions
from evidence_review.gui.jobs import Jobs
from evidence_review.gui.models.drawn import Areas, proposed, told
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.widgets.one_file.file_form import FileForm
from evidence_review.gui.widgets.one_file.file_result import FileResult
from evidence_review.gui.widgets.parts.area_view import KEYS, AreaView
from evidence_review.gui.widgets.parts.bars import JobBar
from evidence_review.gui.widgets.parts.building_blocks import (
    Empty,
    button,
    calls,
    column,
    fill,
    frame,
    label,
    row,
    say,
    scrolled,
)
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.page_view import image_of
from evidence_review.gui.widgets.parts.start_job import inspect_in_processes, one_step
from evidence_review.gui.widgets.parts.tick_list import TickList
from evidence_review.workflow.case.redaction_options import OR_COVER
from evidence_review.workflow.one_file.inspecting import FileLook

_DPI = 110
PROMISE = (
    "The file itself is never changed. The new one is written whole, after it was read again, or not at all."
)


class FileDialog(QDialog):
    """Everything about redacting one file."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self.setWindowTitle("Redact a file")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk = desk
        self.jobs, self.looks = Jobs(self), Jobs(self)
        self.form, self.view, self.outcome, self.bar = FileForm(), AreaView(), FileResult(), JobBar()
        self.page, self.count, self.file = 0, 0, Path()
        self.areas = Areas()
        self.list = TickList("Areas of pages")
        self.fault, self.why, self.at = label("", "bad"), label("", "hint"), label("", "small", wrap=False)
        self.go = button("Redact", self.redact, "primary")
        self.cover = button("Cover what was seen", self.cover_seen)
        self.again = button("Back to the choices", lambda: self.stack.setCurrentIndex(0))
        self.back, self.on = (
            button("Previous page", lambda: self.turn(-1)),
            button("Next page", lambda: self.turn(1)),
        )
        self.stack = QStackedWidget()
        self._build(parent)
        self._connect()
        self._say()

    def _build(self, parent: QWidget) -> None:
        pages = QWidget()
        self.list.setMaximumHeight(self.list.fontMetrics().height() * 5)
        self.empty = Empty("No page yet", "Choose a file; its pages are shown here, to draw areas on.")
        self.acts = QWidget()
        self.acts.setLayout(Flow(button("Add an area", self._add), button("Take away", self._remove)))
        self.hint = label(KEYS, "small")
        box = QVBoxLayout(pages)
        fill(box, (self.empty, self.view, self.hint, self.list, self.acts), 6, 0)
        box.setStretch(1, 1)
        for part in (pages, self.outcome):
            self.stack.addWidget(part)
        right = QWidget()
        turn = row(self.back, self.at, self.on, 1, self.again)
        over = column(self.fault, turn, gap=6)
        fill(QVBoxLayout(right), (over, self.stack), 8, 14)
        self.fault.hide()
        self.cover.hide()
        foot = column(self.why, Flow(self.go, self.cover, button("Close", self.reject)), gap=6)
        head = column(label("Redact a file", "title"), label(PROMISE, "hint"), gap=4)
        left = frame("pane", head, scrolled(self.form), foot, margin=14, gap=10)
        split = QSplitter()
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        over_all = parent.window()
        self.resize(int(over_all.width() * 0.97), int(over_all.height() * 0.97))
        split.setSizes([int(self.width() * 0.42), int(self.width() * 0.58)])
        fill(QVBoxLayout(self), (split, self.bar), 0, 0)

    def _connect(self) -> None:
        self.form.look_wanted.connect(self.look)
        self.form.changed.connect(self._say)
        self.form.faulted.connect(self.refuse)
        self.form.people.clicked.connect(calls(self._people))
        self.view.changed.connect(self.put_areas)
        self.list.itemChanged.connect(self._ticked)
        self.list.currentRowChanged.connect(self._chosen)
        self.outcome.place_wanted.connect(self.show_page)
        self.bar.stop_wanted.connect(self.jobs.cancel)
        self.jobs.started.connect(self.bar.begin)
        self.jobs.progressed.connect(self.bar.step)
        self.jobs.finished.connect(calls(self._over))
        self.jobs.faulted.connect(self.refuse)
        self.looks.faulted.connect(self.refuse)

    def reject(self) -> None:
        """Escape, the button and the frame's cross all come here: what runs is stopped, and nothing of it is
        left."""
        for jobs in (self.jobs, self.looks):
            jobs.wait()
        super().reject()

    def refuse(self, sentence: str) -> None:
        """Say what could not be done."""
        say(self.fault, sentence)
        self.fault.setVisible(bool(sentence))
        self.cover.setVisible(OR_COVER in sentence)
        self._over()

    def _over(self) -> None:
        self.bar.hide()
        self._say()

    def _say(self) -> None:
        lacks = self.form.lacks(self.areas.going())
        busy = self.jobs.running
        say(self.why, "" if busy else lacks)
        self.why.setVisible(bool(lacks) and not busy)
        self.go.setEnabled(not lacks and not busy)
        self.form.look.setEnabled(not busy)
        self.form.people.setVisible(self.desk.session is not None)
        has_pages = self.count > 0
        is_drawn_on = has_pages and self.form.has_areas
        self.empty.setVisible(not has_pages)
        for part in (self.view, self.at):
            part.setVisible(has_pages)
        for part in (self.hint, self.acts):
            part.setVisible(is_drawn_on)
        self.list.setVisible(is_drawn_on and bool(self.areas.all))
        self.again.setVisible(self.stack.currentIndex() == 1)
        for part, can in ((self.back, self.page > 0), (self.on, self.page + 1 < self.count)):
            part.setVisible(self.count > 1)
            part.setEnabled(can)
        say(self.at, f"Page {self.page + 1:,} of {self.count:,}")

    # --- looking -----------------------------------------------------------------

    def look(self) -> None:
        """Look through the file: what it is, what would go, what is unseen; and its first page."""
        path = Path(self.form.source.text().strip())
        self.refuse("")
        self.stack.setCurrentIndex(0)
        terms, auto = self.form.written(), self.form.auto.isChecked()
        self.jobs.start(
            "Looking through the file",
            lambda: inspect_in_processes(path, terms, auto=auto),
            partial(self._looked, path),
        )

    def _looked(self, path: Path, found: FileLook) -> None:
        if path != self.file:
            self.file, self.areas = path, Areas()
            self.put_areas(proposed([(one.area, one.why) for one in found.areas]))
            self.count = 0
            self.show_page(0)
        self.form.put_look(found)

    def _people(self) -> None:
        people = self.desk.ask(actions.people) or ()
        self.form.add_terms(
            [label for one in people for _, label in one.identities] or [one.label for one in people]
        )

    def turn(self, step: int) -> None:
        """The next page, or the one before."""
        self.show_page(self.page + step)

    def show_page(self, page: int) -> None:
        """Draw a page; of a file that is redacted, before and after."""
        files = (
            [self.file, Path(self.form.target.text().strip())]
            if self.stack.currentIndex() == 1
            else [self.file]
        )

        def draw() -> list[Any]:
            return [actions.file_page(one, page, _DPI) for one in files]

        self.looks.start("Page", lambda: one_step("drawing the page", draw), partial(self._drawn, page))

    def _drawn(self, page: int, drawn: Sequence[Any]) -> None:
        self.page, self.count = page, max(count for _, count in drawn)
        images = [image_of(picture) for picture, _ in drawn]
        if len(images) == 1:
            self.view.put(images[0])
            self.view.show_areas(self.areas, page)
        else:
            self.outcome.put_pages(images[0], images[1])
        self._say()

    # --- areas -------------------------------------------------------------------

    def put_areas(self, areas: Areas) -> None:
        """Show these areas on the page and in the list."""
        self.areas = areas
        self.list.blockSignals(True)
        self.list.clear()
        for one in areas.all:
            self.list.add(told(one), on=one.goes)
        self.list.setCurrentRow(areas.at)
        self.list.blockSignals(False)
        self.view.show_areas(areas, self.page)
        self._say()

    def _ticked(self, item: QListWidgetItem) -> None:
        self.put_areas(
            self.areas.taken_up(self.list.row(item), goes=item.checkState() is Qt.CheckState.Checked)
        )

    def _chosen(self, at: int) -> None:
        if 0 <= at < len(self.areas.all):
            self.areas = Areas(self.areas.all, at)
            page = self.areas.all[at].area.page
            self.view.show_areas(self.areas, self.page)
            if page != self.page:
                self.show_page(page)

    def _add(self) -> None:
        self.put_areas(self.areas.add(self.page))
        self.view.setFocus()

    def _remove(self) -> None:
        self.put_areas(self.areas.without(self.areas.at))

    # --- redacting ---------------------------------------------------------------

    def redact(self) -> None:
        """Write the new file, proved, or say why not."""
        self._redact(cover_seen=False)

    def cover_seen(self) -> None:
        """The same with the places covered in which something was still seen."""
        self._redact(cover_seen=True)

    def _redact(self, *, cover_seen: bool) -> None:
        self.refuse("")
        source, target = Path(self.form.source.text().strip()), Path(self.form.target.text().strip())
        wishes = self.form.wishes(self.areas.going() if self.form.has_areas else ())
        wishes = replace(wishes, cover_seen=cover_seen)
        terms = self.form.chosen()
        make = partial(actions.redacting_file, source, target, terms, wishes=wishes)
        self.jobs.start("Redacting", make, self._redacted)
        self._say()

    def _redacted(self, done: Redacted) -> None:
        self.outcome.put(done, Path(self.form.target.text()).name)
        self.stack.setCurrentIndex(1)
        self.show_page(done.marks[0].page if done.marks else 0)
        self._say()


def show_redact_file(parent: QWidget, desk: Desk) -> FileDialog:
    """Open it over the window."""
    made = FileDialog(parent, desk)
    made.open()
    return made

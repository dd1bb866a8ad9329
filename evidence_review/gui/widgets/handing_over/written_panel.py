"""What was written: a bundle's counts, its folder, what to look at, its files, each paper as its pages, the check by
the tool that goes with it, and the root of the log."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_review.gui import actions
from evidence_review.gui.jobs import Jobs
from evidence_review.gui.models.bundle_rows import checked_words
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.widgets.parts.building_blocks import (
    blank,
    button,
    calls,
    column,
    fill,
    frame,
    label,
    row,
    say,
)
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.page_view import PageView, image_of
from evidence_review.gui.widgets.parts.start_job import one_step
from evidence_review.gui.widgets.parts.table_views import Table
from evidence_review.workflow.case.views import Bundle, Picture, Verdict

FILES: tuple[Column[str], ...] = (Column("File", lambda name: name, tip=lambda name: name),)
DPI = 100
NO_PICTURE = Picture(0, 0, b"")


class WrittenPanel(QWidget):
    """Hidden until a bundle was written."""

    def __init__(self) -> None:
        super().__init__()
        self.looks, self.checks = Jobs(self), Jobs(self)
        self.folder, self.page, self.pages = Path(), 0, 0
        self.files = Rows(FILES, self)
        self.table = Table("Files of the bundle", stretch=0)
        self.table.setModel(self.files)
        self.table.widths(40)
        self.table.setMinimumHeight(self.table.fontMetrics().height() * 24)
        self.table.selectionModel().currentRowChanged.connect(calls(self._chosen))
        self.title, self.told, self.root = label("", "section"), label(""), label("", "small")
        self.verdict = label("")
        self.open = button("Open folder", self._open)
        self.verify = button("Verify", self._verify, tip="By the tool that goes with the bundle")
        self.view, self.at = PageView("Page of the chosen paper"), label("", "hint", wrap=False)
        self.before = button("Page before", lambda: self._turn(-1), "segment")
        self.after = button("Next page", lambda: self._turn(1), "segment")
        for jobs in (self.looks, self.checks):
            jobs.faulted.connect(lambda words: say(self.verdict, words, "warn"))  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]  # signals carry no types
        self._build()

    def _build(self) -> None:
        shown = column(self.view, Flow(self.before, self.after, self.at), gap=6)
        shown.setStretch(0, 1)
        papers = row(self.table, shown, gap=12)
        papers.setStretch(0, 4)
        papers.setStretch(1, 6)
        acts = Flow(self.open, self.verify)
        card = frame("true", self.title, self.told, acts, self.verdict, papers, self.root, margin=16, gap=8)
        fill(QVBoxLayout(self), (card,), 0, 0)
        self.hide()

    def clear(self) -> None:
        """Nothing of a closed case stays."""
        self.looks.wait()
        self.checks.wait()
        self.files.put(())
        self._put_page(None)
        blank(self.title, self.told, self.root, self.verdict)
        self.hide()

    def put(self, bundle: Bundle) -> None:
        """Show what was written."""
        self.folder = Path(bundle.folder)
        blank(self.verdict)
        say(self.title, "The bundle is written")
        told = (
            f"{count(bundle.items, 'item')} copied, {count(bundle.redactions, 'redaction')}; the log holds "
            f"{count(bundle.log_entries, 'entry', 'entries')}."
        )
        look = "".join(f"\nLook at {note}" for note in bundle.notes)
        say(self.told, f"{told}\nFolder: {bundle.folder}{look}")
        say(self.root, f"Root of the log: {bundle.root}")
        self.files.put(bundle.files)
        self.show()
        first = next((at for at, name in enumerate(bundle.files) if is_paper(name)), -1)
        self.table.selectRow(first)

    # --- its papers ------------------------------------------------------------------

    def _chosen(self) -> None:
        """The first page of the paper that is chosen; of other files none is drawn."""
        name = self.files.value(self.table.currentIndex().row())
        self._put_page(None)
        if name is not None and is_paper(name):
            self._draw(name, 0)

    def _turn(self, step: int) -> None:
        name = self.files.value(self.table.currentIndex().row())
        if name is not None and 0 <= self.page + step < self.pages:
            self._draw(name, self.page + step)

    def _draw(self, name: str, page: int) -> None:
        if not self.looks.running:
            path = self.folder / name
            self.looks.start(
                "Page",
                lambda: one_step("drawing the page", lambda: actions.file_page(path, page, DPI)),
                partial(self._drawn, name, page),
            )

    def _drawn(self, name: str, page: int, drawn: Any) -> None:
        now = self.files.value(self.table.currentIndex().row())
        if now == name:
            self.page = page
            self._put_page(drawn)
        elif now is not None:
            self._chosen()

    def _put_page(self, drawn: Any) -> None:
        picture, self.pages = drawn if drawn is not None else (NO_PICTURE, 0)
        self.view.put(image_of(picture))
        self.at.setText(f"Page {self.page + 1} of {self.pages}" if self.pages else "")
        self.before.setEnabled(self.page > 0 and self.pages > 0)
        self.after.setEnabled(self.page + 1 < self.pages)

    # --- the folder ------------------------------------------------------------------

    def _open(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder))):
            say(self.verdict, f"This desktop opens no folders. It lies at {self.folder}.", "warn")

    def _verify(self) -> None:
        if not self.checks.running:
            say(self.verdict, "Checking every file and every entry…", "hint")
            self.checks.start(
                "Verify",
                lambda: one_step("checking the bundle", lambda: actions.verify_path(self.folder)),
                self._verified,
            )

    def _verified(self, verdict: Verdict) -> None:
        voice, words = checked_words(verdict)
        say(self.verdict, words, voice)


def is_paper(name: str) -> bool:
    """Whether a file of a bundle has pages to be drawn."""
    return name.lower().endswith(".pdf")

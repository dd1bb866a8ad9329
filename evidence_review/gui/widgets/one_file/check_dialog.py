"""Check a file: what is left of given values in it, or what it holds that its reader does not see, whoever
redacted it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from evidence_review.gui import actions
from evidence_review.gui.jobs import Jobs
from evidence_review.gui.models.files import terms_of
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.widgets.parts.bars import JobBar
from evidence_review.gui.widgets.parts.building_blocks import (
    button,
    calls,
    column,
    fill,
    label,
    say,
    scrolled,
)
from evidence_review.gui.widgets.parts.dialogs import pick_file
from evidence_review.gui.widgets.parts.fields import Labelled, Long, line_edit
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.start_job import one_step
from evidence_review.gui.widgets.parts.table_views import Table

PLACES: tuple[Column[str], ...] = (
    Column("Where", lambda one: one.partition(": ")[0], tip=lambda one: one),
    Column("What", lambda one: one.partition(": ")[2], tip=lambda one: one),
)
PROMISE = (
    "Any file, also one that another program redacted. Nothing is changed, and no word of the file is "
    "shown here."
)


class CheckDialog(QDialog):
    """The file, the terms, and the places."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Check a file")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.jobs, self.bar = Jobs(self), JobBar()
        self.file, self.terms = (
            line_edit(placeholder="The file to check"),
            Long(5, "One name, number or address a line; leave empty to look for what is hidden"),
        )
        self.told = label("", "hint")
        self.model = Rows(PLACES, self)
        self.table = Table("Places", stretch=1)
        self.table.setModel(self.model)
        self.table.widths(28, 40)
        self.go = button("Check", self.check, "primary")
        self._build()
        self.resize(int(parent.window().width() * 0.7), int(parent.window().height() * 0.92))
        self.table.hide()
        self.told.hide()
        self.bar.stop_wanted.connect(self.jobs.cancel)
        self.jobs.started.connect(self.bar.begin)
        self.jobs.finished.connect(calls(self.bar.hide))
        self.jobs.faulted.connect(self.refuse)
        self.file.textChanged.connect(calls(self._allow))
        self._allow()

    def _build(self) -> None:
        pick = button("Choose a file…", lambda: pick_file(self, "File to check", self.file.setText))
        from_file = button("Terms from a file…", lambda: pick_file(self, "File of terms", self._read))
        parts = (
            label("Check a file", "title"),
            label(PROMISE, "hint"),
            Labelled("File", self.file),
            Flow(pick),
            Labelled("What must not be in it", self.terms),
            Flow(from_file),
            self.told,
            self.table,
            1,
        )
        inner = column(*parts, gap=8)
        inner.setContentsMargins(22, 18, 22, 8)
        inner.setStretch(7, 100)  # the places, once there are any, take the room that is empty before
        foot = column(Flow(self.go, button("Close", self.reject)))
        foot.setContentsMargins(22, 0, 22, 14)
        fill(QVBoxLayout(self), (scrolled(inner), foot, self.bar), 0, 0)

    def _allow(self) -> None:
        self.go.setEnabled(bool(self.file.text().strip()))

    def reject(self) -> None:
        """Escape, the button and the frame's cross all come here: what runs is stopped, and nothing of it is
        left."""
        self.jobs.wait()
        super().reject()

    def refuse(self, sentence: str) -> None:
        """Say what could not be done."""
        self.bar.hide()
        say(self.told, sentence, "bad")
        self.told.setVisible(bool(sentence))

    def _read(self, path: str) -> None:
        try:
            self.terms.setPlainText(Path(path).read_text("utf-8-sig"))
        except (OSError, UnicodeDecodeError):
            self.refuse("The file of terms cannot be read. Give a text file in UTF-8 with one term a line.")

    def check(self) -> None:
        """Look for the terms, or for what is hidden."""
        path, terms = Path(self.file.text().strip()), terms_of(self.terms.toPlainText())
        self.refuse("")
        make = partial(
            one_step, "looking into every part of the file", lambda: actions.check_file(path, terms)
        )
        self.jobs.start("Checking the file", make, lambda found: self.put(found, with_terms=bool(terms)))

    def put(self, found: tuple[str, ...], *, with_terms: bool) -> None:
        """Say what was found."""
        what = "where something of these is left" if with_terms else "that a reader of this file does not see"
        clean = (
            "None of these was found in any part of the file."
            if with_terms
            else "Nothing was found that a reader of this file does not see."
        )
        say(
            self.told,
            f"{len(found):,} {'place' if len(found) == 1 else 'places'} {what}." if found else clean,
            "warn" if found else "good",
        )
        self.told.show()
        self.model.put(found)
        self.table.setVisible(bool(found))


def show_check_file(parent: QWidget) -> CheckDialog:
    """Open it over the window."""
    made = CheckDialog(parent)
    made.open()
    return made

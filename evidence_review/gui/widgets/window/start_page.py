"""The first screen: open a case, make one, or look at the demo case. It knows cases by folder and URN only
(reference/law.md P4)."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from evidence_review.domain.errors import ReviewError
from evidence_review.gui import actions
from evidence_review.gui.models.plain_words import ROLE_WORDS
from evidence_review.gui.models.shown import one_line
from evidence_review.gui.widgets.parts.building_blocks import (
    Drop,
    button,
    column,
    fill,
    frame,
    label,
    row,
    say,
    scrolled,
)
from evidence_review.gui.widgets.parts.dialogs import pick_folder
from evidence_review.gui.widgets.parts.fields import Labelled, line_edit
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.window.demo_strip import DemoStrip
from evidence_review.gui.widgets.window.people_dialog import secret, weak
from evidence_review.workflow.case.views import CasePeek
from evidence_review.workflow.demonstrating import DemoPerson

PROMISE = (
    "Show only what an agreed line of enquiry justifies looking at, say why, remove personal data for "
    "good, and keep a record that anyone can check."
)


class OpenForm(QWidget):
    """A folder, a user and a passphrase."""

    open_wanted = Signal(object, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.folder = line_edit(placeholder="Case folder")
        self.urn = label("", "hint")
        self.user = Drop()
        self.passphrase = secret("Passphrase")
        self.fault = label("", "bad")
        self.fault.hide()
        self.demo = DemoStrip()
        self.demo.wanted.connect(self._as_demo)
        self.go = button("Open case", self._go, "primary")
        self.go.setDefault(True)
        pick = button("Choose a folder…", lambda: pick_folder(self, "Case folder", self.put))
        who = Labelled("User", self.user)
        key = Labelled("Passphrase", self.passphrase)
        parts = (
            label("Open a case", "section"),
            Labelled("Case folder", self.folder),
            Flow(pick),
            self.urn,
            self.demo,
            who,
            key,
            self.fault,
            Flow(self.go),
        )
        fill(QVBoxLayout(self), parts, 10, 0)
        self.folder.editingFinished.connect(self.look)
        self.folder.returnPressed.connect(self.passphrase.setFocus)
        self.passphrase.returnPressed.connect(self._go)
        self.look()

    def put(self, folder: str) -> None:
        """Choose this folder."""
        self.folder.setText(folder)
        if self.look():
            self.passphrase.setFocus()

    def look(self) -> CasePeek | None:
        """Say which case lies there and who may open it."""
        written = self.folder.text().strip()
        self.user.clear()
        self.fault.hide()
        say(self.urn, "Choose the folder of a case first." if not written else "", "hint")
        peek: CasePeek | None = None
        if written:
            try:
                peek = actions.peek(Path(written))
            except ReviewError as fault:
                say(self.urn, str(fault), "bad")
        if peek is not None:
            say(self.urn, f"URN {peek.urn}", "strong")
            for name, role in peek.users:
                self.user.addItem(f"{one_line(name, 40)} ({ROLE_WORDS[role].lower()})", name)
        self.demo.put(Path(written) if peek else None)
        for part in (self.user, self.passphrase, self.go):
            part.setEnabled(peek is not None)
        return peek

    def refuse(self, sentence: str) -> None:
        """Say why the case did not open; the passphrase is typed again."""
        say(self.fault, sentence)
        self.fault.show()
        self.passphrase.selectAll()
        self.passphrase.setFocus()

    def clear_secret(self) -> None:
        """Forget what was typed."""
        self.passphrase.clear()

    def _as_demo(self, person: DemoPerson) -> None:
        self.open_wanted.emit(Path(self.folder.text().strip()), person.name, person.passphrase)

    def _go(self) -> None:
        if self.user.currentData() is None and self.look() is None:
            return
        self.open_wanted.emit(
            Path(self.folder.text().strip()), str(self.user.currentData()), self.passphrase.text()
        )


class NewForm(QWidget):
    """A new case and its administrator."""

    create_wanted = Signal(object, str, str, str, str)
    cancel_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.folder = line_edit(placeholder="A new or empty folder")
        self.urn, self.name, self.admin = (
            line_edit(placeholder="Unique reference number"),
            line_edit(placeholder="Operation name"),
            line_edit(),
        )
        self.first, self.again = secret("Passphrase"), secret("Passphrase again")
        self.fault = label("", "bad")
        self.fault.hide()
        self.go = button("Create case", self._go, "primary")
        pick = button(
            "Choose a folder…", lambda: pick_folder(self, "Folder of the new case", self.folder.setText)
        )
        hint = (
            "An administrator adds the others and sees no content. Never put a complainant's name in a "
            "folder or case name."
        )
        parts = (
            label("New case", "section"),
            label(hint, "hint"),
            Labelled("Folder", self.folder),
            Flow(pick),
            row(Labelled("URN", self.urn), Labelled("Operation name", self.name)),
            Labelled("Administrator", self.admin),
            row(Labelled("Passphrase", self.first), Labelled("Passphrase again", self.again)),
            self.fault,
            Flow(self.go, button("Cancel", self.cancel_wanted.emit)),
            1,
        )
        fill(QVBoxLayout(self), parts, 10, 0)

    def refuse(self, sentence: str) -> None:
        """Say what is wrong."""
        say(self.fault, sentence)
        self.fault.setVisible(bool(sentence))

    def _go(self) -> None:
        filled = (
            ("the folder", self.folder),
            ("the URN", self.urn),
            ("the administrator's name", self.admin),
        )
        empty = [words for words, part in filled if not part.text().strip()]
        self.refuse(
            f"Please give {', '.join(empty)}." if empty else weak(self.first.text(), self.again.text())
        )
        if not self.fault.text():
            folder, urn, name = (
                Path(self.folder.text().strip()),
                self.urn.text().strip(),
                self.name.text().strip(),
            )
            self.create_wanted.emit(folder, urn, name, self.admin.text().strip(), self.first.text())

    def clear(self) -> None:
        """Forget what was typed."""
        for part in (self.folder, self.urn, self.name, self.admin, self.first, self.again):
            part.clear()
        self.refuse("")


class StartPage(QWidget):
    """Where the program begins and where it returns when a case is closed."""

    demo_wanted = Signal()
    redact_wanted = Signal()
    check_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.known: list[Path] = []
        self._make_forms()
        self._make_cases()
        self._build()
        self.list_cases()

    def _make_forms(self) -> None:
        self.opening, self.new = OpenForm(), NewForm()
        self.forms = QStackedWidget()
        for part in (self.opening, self.new):
            self.forms.addWidget(frame("true", part, margin=22))
        self.new.cancel_wanted.connect(lambda: self.show_new(on=False))

    def _make_cases(self) -> None:
        self.recent = QListWidget()
        self.recent.setAccessibleName("Cases")
        self.recent.itemActivated.connect(self._chosen)
        self.recent.itemClicked.connect(self._chosen)
        self.cases = frame("true", label("Cases", "section"), self.recent, margin=22)

    def _build(self) -> None:
        acts = Flow(
            button("New case…", lambda: self.show_new(on=True)),
            button("Demo case", self.demo_wanted.emit, tip="A fictional case, made on this computer"),
        )
        files = frame(
            "true",
            label("A single file, without a case", "section"),
            Flow(
                button("Redact a file…", self.redact_wanted.emit),
                button("Check a file…", self.check_wanted.emit),
            ),
            margin=22,
        )
        head = column(label("Evidence review", "title"), label(PROMISE, "hint"), gap=6)
        left = column(head, acts, self.cases, files, 1, gap=16)
        box = row(left, column(self.forms, 1), gap=26)
        box.setStretch(0, 5)
        box.setStretch(1, 6)
        box.setContentsMargins(40, 44, 40, 30)
        fill(QVBoxLayout(self), (scrolled(box, wide=140),), 0, 0)

    def show_new(self, *, on: bool) -> None:
        """The form of a new case, or back to opening one."""
        self.forms.setCurrentIndex(1 if on else 0)
        (self.new.folder if on else self.opening.folder).setFocus()

    def remember(self, folder: Path) -> None:
        """Keep a case in the list while the program runs, first of all; nothing is written anywhere."""
        here = folder.absolute()
        self.known = [here, *(one for one in self.known if one != here)]
        self.list_cases()

    def choose(self, folder: Path) -> None:
        """Choose this case: only its user and passphrase are asked for."""
        self.remember(folder)
        self.show_new(on=False)
        self.opening.put(str(folder.absolute()))

    def choose_last(self) -> None:
        """The case that was open last stands first and is chosen, so that the next person only signs in."""
        self.list_cases()
        if self.known:
            self.opening.put(str(self.known[0]))
            self.recent.setCurrentRow(0)

    def list_cases(self) -> None:
        """The cases of this run, by URN and folder name."""
        self.recent.clear()
        for folder in self.known:
            try:
                peek = actions.peek(folder)
            except ReviewError:
                continue
            item = QListWidgetItem(f"{one_line(peek.urn, 40)}   {one_line(peek.folder, 40)}")
            item.setData(0x0100, str(folder))
            self.recent.addItem(item)
        self.cases.setVisible(self.recent.count() > 0)
        self.recent.setFixedHeight(
            min(6, max(1, self.recent.count())) * (self.recent.fontMetrics().height() + 14) + 8
        )

    def _chosen(self, item: QListWidgetItem) -> None:
        self.show_new(on=False)
        self.opening.put(str(item.data(0x0100)))

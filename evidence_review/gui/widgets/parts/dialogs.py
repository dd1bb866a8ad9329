"""Questions put to a person before something happens: a reason, an attestation, a choice. None of them blocks
the window."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from evidence_review.domain.reasons import SHORTEST_REASON
from evidence_review.gui.widgets.parts.building_blocks import (
    Drop,
    Tick,
    button,
    column,
    fill,
    label,
    row,
    say,
    scrolled,
)


class Question(QDialog):
    """A heading, a sentence, what is asked for, and two buttons. `accept_with` returns a sentence where
    something is missing."""

    def __init__(
        self, parent: QWidget, heading: str, sentence: str, does: str, kind: str = "primary"
    ) -> None:
        super().__init__(parent)
        self.over = parent.window()
        self.setWindowTitle(heading)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self.fault = label("", "bad")
        self.fault.hide()
        self.yes = button(does, self._try, kind)
        self.yes.setDefault(True)
        self.no = button("Cancel", self.reject)
        self.check: Callable[[], str] = lambda: ""
        self.then: Callable[[], object] = lambda: None
        self._inner = column(label(heading, "section"), label(sentence), self.body, 1, gap=10)
        self._inner.setContentsMargins(22, 20, 22, 8)
        self._foot = row(1, self.no, self.yes)
        self._foot.setContentsMargins(22, 4, 22, 18)
        self.fault.setContentsMargins(22, 0, 22, 0)
        fill(QVBoxLayout(self), (scrolled(self._inner), self.fault, self._foot), 6, 0)

    def add(self, part: QWidget | QLayout) -> None:
        """Put something more between the sentence and the buttons."""
        if isinstance(part, QLayout):
            self.body.addLayout(part)
        else:
            self.body.addWidget(part)

    def ask(self, characters: int = 62) -> None:
        """Show it, as wide as a line of that many characters and as high as what it asks for needs."""
        window = self.over
        wide = min(characters * self.fontMetrics().averageCharWidth() + 44, int(window.width() * 0.94))
        wide = max(wide, self._inner.minimumSize().width() + 16)
        needed = (
            self._inner.totalHeightForWidth(wide)
            if self._inner.hasHeightForWidth()
            else self._inner.sizeHint().height()
        )
        needed += self._foot.sizeHint().height() + self.fontMetrics().height() * 2 + 24
        self.resize(wide, min(needed, int(window.height() * 0.92)))
        self.open()
        self._write_in()

    def _write_in(self) -> None:
        """Begin where something is to be written, so that nobody must look for it with Tab."""
        part = self.nextInFocusChain()
        while part is not None and part is not self:
            if isinstance(part, QLineEdit | QPlainTextEdit) and part.isEnabled() and not part.isReadOnly():
                part.setFocus()
                return
            part = part.nextInFocusChain()

    def _try(self) -> None:
        missing = self.check()
        if missing:
            say(self.fault, missing)
            self.fault.show()
            return
        self.accept()
        self.then()


def ask_reason(
    parent: QWidget,
    heading: str,
    sentence: str,
    does: str,
    then: Callable[[str], object],
    least: int = SHORTEST_REASON,
) -> Question:
    """Ask for a reason of at least `least` characters, then call `then` with it."""
    asked = Question(parent, heading, sentence, does)
    field = QPlainTextEdit()
    field.setAccessibleName("Reason")
    field.setTabChangesFocus(True)
    field.setMaximumHeight(field.fontMetrics().height() * 5)
    asked.add(field)
    length = f"At least {least} characters. " if least > 1 else ""
    asked.add(label(f"{length}It is kept in the case; the log holds only its fingerprint.", "small"))
    short = (
        f"Please write a reason of at least {least} characters." if least > 1 else "Please write a few words."
    )
    asked.check = lambda: "" if len(field.toPlainText().strip()) >= least else short
    asked.then = lambda: then(field.toPlainText().strip())
    asked.ask()
    field.setFocus()
    return asked


class Statement(QWidget):
    """A box to tick with a statement as long as it needs to be; a click on the words ticks it too."""

    def __init__(self, tick: QCheckBox, statement: str, voice: str = "strong") -> None:
        super().__init__()
        self.tick = tick
        words = label(statement, voice)
        words.setBuddy(tick)
        box = row(tick, words)
        box.setStretch(1, 1)
        box.setAlignment(tick, Qt.AlignmentFlag.AlignTop)
        self.setLayout(box)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick or untick."""
        self.tick.toggle()
        event.accept()


def attest(
    parent: QWidget, heading: str, sentence: str, statement: str, does: str, then: Callable[[], object]
) -> Question:
    """Ask a person to tick a statement before something is done in bulk or signed (reference/law.md I2)."""
    asked = Question(parent, heading, sentence, does)
    tick = Tick()
    tick.setAccessibleName(statement)
    asked.add(Statement(tick, statement))
    asked.check = lambda: "" if tick.isChecked() else "Please tick the statement, or cancel."
    asked.then = then
    asked.ask()
    tick.setFocus()
    return asked


def choice(names: Sequence[tuple[str, object]], spoken: str) -> Drop:
    """A drop-down of words with the values behind them."""
    made = Drop()
    made.setAccessibleName(spoken)
    for words, value in names:
        made.addItem(words, value)
    return made


def pick_folder(parent: QWidget, heading: str, then: Callable[[str], object]) -> QFileDialog:
    """Let her choose a folder, without the desktop's own dialog, which would remember it (reference/safety.md
    3)."""
    return _pick(parent, heading, QFileDialog.FileMode.Directory, then)


def pick_file(parent: QWidget, heading: str, then: Callable[[str], object]) -> QFileDialog:
    """Let her choose a file, without the desktop's own dialog, which would remember it (reference/safety.md
    3)."""
    return _pick(parent, heading, QFileDialog.FileMode.ExistingFile, then)


def pick_new_file(parent: QWidget, heading: str, name: str, then: Callable[[str], object]) -> QFileDialog:
    """Let her name a file to be written; she is asked before one is written over."""
    asked = _pick(parent, heading, QFileDialog.FileMode.AnyFile, then)
    asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    asked.selectFile(name)
    return asked


def _pick(
    parent: QWidget, heading: str, mode: QFileDialog.FileMode, then: Callable[[str], object]
) -> QFileDialog:
    asked = QFileDialog(parent, heading)
    asked.setOption(QFileDialog.Option.DontUseNativeDialog, on=True)
    asked.setOption(QFileDialog.Option.DontUseCustomDirectoryIcons, on=True)
    asked.setFileMode(mode)
    asked.setHistory([])
    asked.setSidebarUrls([])
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    asked.fileSelected.connect(then)
    asked.open()
    return asked

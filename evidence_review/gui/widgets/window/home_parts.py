"""The parts of the home: a count that is a button, what waits in groups, the steps of a new case, and the
log."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from evidence_review.gui.models.home_rows import NOTHING, STEPS, Group, groups, record_words, words
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.widgets.parts.building_blocks import button, calls, fill, label, row, say
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.workflow.case.home_views import FirstStep, Home, HomeCount, RecordState
from evidence_review.workflow.case.views import Verdict


class CountButton(QPushButton):
    """A number with what it counts; pressed, it leads there."""

    def __init__(self, number: int, what: str, does: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("kind", "count")
        self.setAutoDefault(False)
        self.setAccessibleName(f"{number:,} {what}")
        self.number = label(f"{number:,}", "section", wrap=False)
        self.what = label(what, wrap=False)
        fill(QHBoxLayout(self), (self.number, self.what), 8, 0)
        self.layout().setContentsMargins(12, 5, 12, 5)  # pyright: ignore[reportOptionalMemberAccess]
        for part in (self.number, self.what):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(calls(does))

    def sizeHint(self) -> QSize:
        """Room for the number and its words."""
        return self.layout().sizeHint()  # pyright: ignore[reportOptionalMemberAccess]

    def minimumSizeHint(self) -> QSize:
        """The words are never cut."""
        return self.sizeHint()


class Waiting(QWidget):
    """What waits, in groups. `wanted` names a count that was pressed."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.counts: list[tuple[HomeCount, CountButton]] = []
        self.box = QVBoxLayout(self)
        fill(self.box, (), 8, 0)
        self._shown: tuple[Group, ...] | None = None

    def put(self, home: Home | None) -> None:
        """Show what waits; nothing is built anew where nothing changed."""
        found = groups(home) if home else None
        if found == self._shown:
            return
        self._shown = found
        empty(self.box)
        self.counts = []
        for group in found or ():
            self.box.addWidget(label(group.heading, "field"))
            for counts in group.rows:
                self.box.addLayout(Flow(*(self._button(one) for one in counts)))
        if found == ():
            self.box.addWidget(label(NOTHING, "hint"))

    def _button(self, one: HomeCount) -> CountButton:
        made = CountButton(one.count, words(one), lambda: self.wanted.emit(one))
        self.counts.append((one, made))
        return made


class Steps(QWidget):
    """The five steps of a new case, which tick themselves. `wanted` names a step."""

    wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.rows: dict[FirstStep, tuple[QLabel, QPushButton]] = {}
        parts: list[QHBoxLayout] = []
        for at, (step, one) in enumerate(STEPS.items(), start=1):
            state = label("", "strong", wrap=False)
            does = button(one.does, lambda which=step: self.wanted.emit(which))
            does.setAccessibleName(f"Step {at}: {one.does}")
            self.rows[step] = state, does
            line = row(state, label(f"{at}. {one.sentence}"), does, gap=12)
            line.setStretch(1, 1)
            parts.append(line)
        fill(QVBoxLayout(self), parts, 6, 0)

    def put(self, home: Home) -> None:
        """What is done, and what the role may do next."""
        for step, is_done in home.steps:
            state, does = self.rows[step]
            say(state, "Done" if is_done else "To do", "good" if is_done else "warn")
            state.setMinimumWidth(8 * state.fontMetrics().averageCharWidth())
            does.setVisible(not is_done)
            does.setEnabled(self.desk.may(STEPS[step].act))


class RecordCard(QWidget):
    """How long the log is and when it was checked whole, with the button that checks it. `verify_wanted`."""

    verify_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.told, self.verdict = label("", "strong"), label("", "hint")
        self.verify = button("Verify the log", self.verify_wanted.emit, "primary")
        fill(QVBoxLayout(self), (self.told, self.verdict, Flow(self.verify)), 8, 0)
        self.verdict.hide()

    def put(self, record: RecordState) -> None:
        """The log as it stands."""
        say(self.told, record_words(record))

    def put_verdict(self, verdict: Verdict) -> None:
        """What a check of this sitting found."""
        first = verdict.lines[0] if verdict.lines else ""
        whole = f"Checked now: {verdict.entries:,} entries, the record is whole."
        say(
            self.verdict,
            f"Checked now: {first}" if verdict.status else whole,
            "bad" if verdict.status else "good",
        )
        self.verdict.show()

    def clear(self) -> None:
        """Nothing of a closed case stays."""
        say(self.told, "")
        say(self.verdict, "")
        self.verdict.hide()


def empty(box: QVBoxLayout) -> None:
    """Take everything out of a layout."""
    while (part := box.takeAt(0)) is not None:
        if (widget := part.widget()) is not None:
            _drop(widget)
        elif (inner := part.layout()) is not None:
            while (each := inner.takeAt(0)) is not None:
                if (widget := each.widget()) is not None:
                    _drop(widget)


def _drop(widget: QWidget) -> None:
    widget.hide()
    widget.deleteLater()

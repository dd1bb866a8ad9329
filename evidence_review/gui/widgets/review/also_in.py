"""Where else the message in front, or a file of it, lies within the line: a sentence each, and a way to go
there."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from evidence_review.gui.models.plain_words import DECISION_SHORT, count
from evidence_review.gui.models.shortcuts import key_of, words_of
from evidence_review.gui.models.shown import one_line
from evidence_review.gui.widgets.parts.building_blocks import button, fill, label, row
from evidence_review.gui.widgets.review.review_state import Reviewing
from evidence_review.workflow.case.views import CopyView, ItemView

MOST = 3
CLOSE = 50
"""Characters below which the buttons of a line stand below its sentence."""


class AlsoIn(QWidget):
    """One line for each copy, at most three; then for the same files; then what is held. `compare_wanted` names the
    copy to be compared with the item."""

    compare_wanted = Signal(object)

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__()
        self.reviewing = reviewing
        self.box = QVBoxLayout(self)
        fill(self.box, (), 2, 0)
        reviewing.talk.modelReset.connect(self.refresh)
        reviewing.item_changed.connect(self.refresh)
        reviewing.state_changed.connect(self.refresh)
        self._said: object = None
        self.refresh()

    def refresh(self) -> None:
        """Say it for the item in front; nothing where it lies nowhere else."""
        focus = self.reviewing.talk.focus
        said = (
            (
                focus.id,
                focus.copies,
                focus.copies_held,
                focus.same_files,
                focus.attached_to,
                focus.read_of_files,
            )
            if focus
            else None
        )
        if said == self._said:
            return
        self._said = said
        while (item := self.box.takeAt(0)) is not None:
            if (part := item.widget()) is not None:
                part.hide()
                part.deleteLater()
        for part in self._parts(focus) if focus else ():
            self.box.addWidget(part)
        self.setVisible(self.box.count() > 0)

    def _parts(self, focus: ItemView) -> list[QWidget]:
        above, below = focus.attached_to, focus.read_of_files
        parts: list[QWidget] = (
            [self._line(above, above_words(above), partial(self.reviewing.open, above.item))] if above else []
        )
        parts += [
            self._line(one, below_words(one), partial(self.reviewing.open, one.item)) for one in below[:MOST]
        ]
        if len(below) > MOST:
            parts.append(label(f"and {count(len(below) - MOST, 'more item')} read of its files.", "small"))
        parts += [
            self._line(one, copy_words(one), partial(self.reviewing.open, one.item))
            for one in focus.copies[:MOST]
        ]
        if len(focus.copies) > MOST:
            parts.append(
                label(
                    (
                        f"and in {count(len(focus.copies) - MOST, 'more place')}: "
                        f"{key_of('next_copy')} goes round."
                    ),
                    "small",
                )
            )
        told = {one.item for one in (*([above] if above else []), *below)}
        same = [one for one in focus.same_files if one.item not in told]
        parts += [
            self._line(one, file_words(one), partial(self.reviewing.open, one.item)) for one in same[:MOST]
        ]
        if len(same) > MOST:
            parts.append(label(f"and {count(len(same) - MOST, 'more item')} with the same file.", "small"))
        if focus.copies_held:
            parts.append(label(held_words(focus.copies_held), "warn"))
        return parts

    def _line(self, one: CopyView, words: str, go: Callable[[], object]) -> QWidget:
        there = button("Go there", go, "quiet", words_of("next_copy") if one.file < 0 else "Open that item")
        there.setAccessibleName(f"Go to {one.exhibit}")
        ways = [there]
        if one.file < 0:
            compare = button(
                "Compare", partial(self.compare_wanted.emit, one.item), "quiet", words_of("compare_copies")
            )
            compare.setAccessibleName(f"Compare with {one.exhibit}")
            ways.append(compare)
        return _Line(words, ways)


class _Line(QWidget):
    """A sentence with its buttons beside it, or below it where it would get a word a line."""

    def __init__(self, words: str, ways: list[QPushButton]) -> None:
        super().__init__()
        self.box = row(label(words, "small"), row(*ways, 0, gap=6), gap=6)
        self.box.setStretch(0, 1)
        self.setLayout(self.box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width."""
        super().resizeEvent(event)
        is_close = self.width() < CLOSE * self.fontMetrics().averageCharWidth()
        way = QBoxLayout.Direction.TopToBottom if is_close else QBoxLayout.Direction.LeftToRight
        self.box.setDirection(way)


def copy_words(one: CopyView) -> str:
    """Where a copy is, in a sentence."""
    same = "Nearly the same message" if one.is_near else "The same message"
    place = (
        one.exhibit,
        one.app,
        one.thread,
        one.time_london,
        DECISION_SHORT.get(one.decision, one.decision) or "undecided",
    )
    return f"{same} is also in {' · '.join(one_line(part, 60) for part in place if part)}"


def above_words(one: CopyView) -> str:
    """To what the file is attached that this was read of, in a sentence."""
    place = (one.exhibit, one.app, one.thread, one.time_london)
    return (
        f"Read from file {one.file + 1} attached to "
        f"{' · '.join(one_line(part, 60) for part in place if part)}"
    )


def below_words(one: CopyView) -> str:
    """That words were read from a file of this item, in a sentence."""
    return (
        f"File {one.file + 1} of this item was read: its words are an item of their own "
        f"({DECISION_SHORT.get(one.decision, one.decision) or 'undecided'})"
    )


def file_words(one: CopyView) -> str:
    """Where the same file is, in a sentence."""
    place = (one.exhibit, one.app, one.thread, one.time_london)
    return (
        f"The same file as file {one.file + 1} is also in "
        f"{' · '.join(one_line(part, 60) for part in place if part)}"
    )


def held_words(number: int) -> str:
    """That copies are held, and what that means for this item."""
    are = "A copy of this message is" if number == 1 else f"{number} copies of this message are"
    return (
        f"{are} held for someone independent. Each item is held by itself: hold this one too if it may "
        f"be privileged."
    )

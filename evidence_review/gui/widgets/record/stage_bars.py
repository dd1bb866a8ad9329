"""The chart of the ledger: one bar a stage, from everything held down to what was disclosed, with its number
and share in words."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from evidence_review.gui.models.account import Stage
from evidence_review.gui.widgets.parts.building_blocks import button, label, say

LEAST = 3.0  # a bar of one item among a million is still seen; its number tells how small it is


class Bar(QWidget):
    """A frame for the whole, filled from the left by a share. Length and frame carry the meaning, not the
    colour."""

    def __init__(self) -> None:
        super().__init__()
        self.share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as a line of text."""
        high = self.fontMetrics().height()
        return QSize(high * 8, high)

    def minimumSizeHint(self) -> QSize:
        """Room for a difference to be seen."""
        return QSize(self.fontMetrics().height() * 3, self.fontMetrics().height())

    def put(self, stage: Stage) -> None:
        """Another share."""
        self.share = stage.share
        self.setAccessibleName(f"{stage.name}: {stage.told()}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame and what of it is filled."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = QRectF(self.rect()).adjusted(0.5, 2.5, -0.5, -2.5)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1))
        painter.drawRoundedRect(inside, 3, 3)
        if self.share > 0:
            wide = max(LEAST, inside.width() * min(1.0, self.share))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().color(QPalette.ColorRole.Highlight))
            painter.drawRoundedRect(QRectF(inside.left(), inside.top(), wide, inside.height()), 3, 3)
        painter.end()


class StageBars(QWidget):
    """The stages one below the other: name, bar, number with share, and what the stage means. `led`: the number of this
    stage was pressed."""

    led = Signal(object)

    def __init__(self, count: int) -> None:
        super().__init__()
        self.setAccessibleName("From held to disclosed")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self.stages: Sequence[Stage] = ()
        self.rows = [
            (
                label("", "strong", wrap=False),
                Bar(),
                button("", partial(self._lead, at), "quiet"),
                label("", "small"),
            )
            for at in range(count)
        ]
        for at, (name, bar, told, means) in enumerate(self.rows):
            grid.addWidget(name, 2 * at, 0)
            grid.addWidget(bar, 2 * at, 1)
            grid.addWidget(told, 2 * at, 2)
            grid.addWidget(means, 2 * at + 1, 1, 1, 2)

    def put(self, stages: Sequence[Stage]) -> None:
        """Show these."""
        self.stages = stages
        for (name, bar, told, means), stage in zip(self.rows, stages, strict=True):
            say(name, stage.name[:1].upper() + stage.name[1:])
            bar.put(stage)
            told.setText(stage.told())
            told.setEnabled(stage.items > 0)
            told.setAccessibleName(f"{stage.name}: {stage.told()}")
            say(means, stage.means)

    def _lead(self, at: int) -> None:
        self.led.emit(self.stages[at])

"""A strip beside the scroll bar of a conversation: where in it hits, decided messages and folded runs stand. A click
goes there."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from evidence_review.gui.models.look import LIGHT, Look
from evidence_review.gui.models.table_rows import plain_tip

WIDE, NEAR = 12, 8
"""Pixels of its width, and within which a click means a tick."""


class Sort(StrEnum):
    """What a tick stands for, in words."""

    HIT = "A hit of the line or of the search"
    DECIDED = "A message that is decided"
    FOLDED = "Messages outside this line"


@dataclass(frozen=True, slots=True)
class Tick:
    """Something at a share of the whole height, from 0 to 1."""

    sort: Sort
    at: float


_COLUMN = {Sort.HIT: 0, Sort.DECIDED: 4, Sort.FOLDED: 8}


class MarkStrip(QWidget):
    """The strip. `place_wanted`: a share of the whole height. The keys N and P go through the hits."""

    place_wanted = Signal(float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.ticks: tuple[Tick, ...] = ()
        self.look = LIGHT
        self.setMouseTracking(True)
        self.setAccessibleName("Where hits and decided messages stand")

    def put(self, ticks: Sequence[Tick], look: Look) -> None:
        """Show these."""
        self.ticks, self.look = tuple(ticks), look
        self.update()

    def near(self, y: float) -> Tick | None:
        """The tick nearest to a height, None where none is near."""
        close = [one for one in self.ticks if abs(one.at * self.height() - y) <= NEAR]
        return min(close, key=lambda one: abs(one.at * self.height() - y), default=None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the tick, else to the height."""
        y = event.position().y()
        tick = self.near(y)
        self.place_wanted.emit(tick.at if tick else y / max(1, self.height()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what a tick is."""
        tick = self.near(event.position().y())
        QToolTip.showText(event.globalPosition().toPoint(), plain_tip(tick.sort if tick else ""), self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ticks in three columns, so that colour alone does not carry them."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().base())
        colours = {
            Sort.HIT: self.look.terms[0],
            Sort.DECIDED: self.look.good,
            Sort.FOLDED: self.look.muted,
        }
        for one in self.ticks:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.fillRect(_COLUMN[one.sort], int(one.at * self.height()), 4, 3, QColor(colours[one.sort]))
        painter.end()

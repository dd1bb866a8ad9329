"""The small square that says what a finding is and how sure: a letter in the colour of its family, its frame
solid, dashed or dotted."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from evidence_review.domain.kinds import Tier
from evidence_review.gui.models.kindstyles import LINE_WORDS, UNDERLINE, Family, colour_of
from evidence_review.gui.models.look import Look
from evidence_review.gui.models.plain_words import TIER_WORDS
from evidence_review.gui.widgets.parts.building_blocks import label, row
from evidence_review.gui.widgets.parts.flow import Flow

_LINES = {"solid": Qt.PenStyle.SolidLine, "dash": Qt.PenStyle.DashLine, "dot": Qt.PenStyle.DotLine}


class KindChip(QWidget):
    """A family's letter in its colour; with a tier its frame says how sure."""

    def __init__(self, family: Family, look: Look, tier: Tier | None = None) -> None:
        super().__init__()
        self.family, self.look, self.tier = family, look, tier
        sure = f", {TIER_WORDS[tier]}" if tier else ""
        self.setAccessibleName(f"{family.words}{sure}")
        self.setToolTip(f"{family.words}{sure}")

    def sizeHint(self) -> QSize:
        """A square as high as a line of text."""
        side = round(QFontMetricsF(self.font()).height()) + 8
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """It is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame, then the letter."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self.sizeHint().width()
        colour = QColor(colour_of(self.family, self.look))
        pen = QPen(colour, 2)
        pen.setStyle(_LINES[UNDERLINE[self.tier]] if self.tier else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        square = QRectF(1.5, 1.5, side - 3, side - 3)
        painter.drawRoundedRect(square, 4, 4)
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        painter.drawText(square, int(Qt.AlignmentFlag.AlignCenter), self.family.letter)
        painter.end()


class KindKey(QWidget):
    """The key: each family that occurs, with its letter and how many; below it what the lines mean."""

    def __init__(self, found: tuple[tuple[Family, int], ...], look: Look) -> None:
        super().__init__()
        parts: list[QWidget] = []
        for family, number in found:
            one = QWidget()
            one.setLayout(
                row(KindChip(family, look), label(f"{family.words} ({number})", "small", wrap=False), gap=5)
            )
            parts.append(one)
        flow = Flow(*parts, gap=10)
        self.setLayout(flow)
        self.setAccessibleName("Key of the kinds of personal data")
        self.setToolTip(LINE_WORDS)

"""The choice of how passages of pages are taken out; bars on the same place only with their warning, which
must be ticked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_review.domain.redaction_values import Level
from evidence_review.gui.models.levels import ACCEPTED, CHOICES, WARNING
from evidence_review.gui.widgets.parts.building_blocks import Tick, calls, fill, label
from evidence_review.gui.widgets.parts.dialogs import Statement, choice
from evidence_review.gui.widgets.parts.fields import Labelled


class LevelChoice(QWidget):
    """`level` is what was chosen; `is_ready` says whether its warning was read where there is one."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.drop = choice(list(CHOICES), "How passages are taken out")
        self.warning = label(WARNING, "warn")
        self.tick = Tick()
        self.tick.setAccessibleName(ACCEPTED)
        self.accept = Statement(self.tick, ACCEPTED)
        fill(
            QVBoxLayout(self),
            (Labelled("How passages are taken out", self.drop), self.warning, self.accept),
            6,
            0,
        )
        self.drop.currentIndexChanged.connect(calls(self._chosen))
        self.tick.toggled.connect(calls(self.changed.emit))
        self._chosen()

    @property
    def level(self) -> Level:
        """The level that was chosen."""
        return Level(self.drop.currentData())

    @property
    def is_ready(self) -> bool:
        """Whether what was chosen may be done."""
        return self.level is not Level.BAR or self.tick.isChecked()

    def put(self, level: Level) -> None:
        """Choose this level."""
        self.drop.setCurrentIndex(self.drop.findData(level))

    def _chosen(self) -> None:
        is_bar = self.level is Level.BAR
        self.warning.setVisible(is_bar)
        self.accept.setVisible(is_bar)
        self.tick.setChecked(False)
        self.changed.emit()

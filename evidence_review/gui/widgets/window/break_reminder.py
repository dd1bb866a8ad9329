"""A reminder to rest, after as many minutes of work as a person chose; none by default (reference/law.md Q4)."""

from PySide6.QtCore import QTimer, SignalInstance

from evidence_review.gui.models.look import ViewSettings
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.widgets.parts.building_blocks import calls


class BreakReminder:
    """Says so beside the work, in the notice, and covers nothing. The minutes run while a case is open."""

    def __init__(self, desk: Desk, settings: ViewSettings, dressed: SignalInstance) -> None:
        self._desk, self._minutes = desk, settings.break_minutes
        self.timer = QTimer(desk)
        self.timer.timeout.connect(self._tell)
        dressed.connect(self._dressed)
        desk.opened.connect(calls(self._begin))
        desk.closed.connect(self.timer.stop)

    def _dressed(self, settings: ViewSettings) -> None:
        """Other settings: the minutes begin anew only where they are other minutes."""
        if settings.break_minutes != self._minutes:
            self._minutes = settings.break_minutes
            self._begin()

    def _begin(self) -> None:
        self.timer.stop()
        if self._minutes and self._desk.session is not None:
            self.timer.start(self._minutes * 60_000)

    def _tell(self) -> None:
        self._desk.told.emit(
            f"{count(self._minutes, 'minute')} of work. Take a break: nothing is lost while you are away."
        )

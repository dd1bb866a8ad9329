"""A thread that moves what was written from the log of the database into the case's file. Else the write that
fills that log would do it, in the window's thread, and whoever decides would wait up to a second for the disk."""

from threading import Event

from PySide6.QtCore import QObject, QThread

from evidence_review.domain.errors import CaseProblem
from evidence_review.gui import actions
from evidence_review.gui.jobs import report_bug
from evidence_review.gui.models.open_case import Desk

EVERY = 2.0
"""Seconds for which nothing was written before pages are moved: both would wait for the same disk."""


class _Thread(QThread):
    """Moves pages whenever writing rests, until it is told to end, on a connection of its own."""

    def __init__(self, session: actions.Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self.over = session, Event()

    def run(self) -> None:
        """Called by Qt in the thread of its own."""
        try:
            own = actions.reopen(self._session, reading=True)
            try:
                self._tidy(own)
            finally:
                actions.close(own)
        except CaseProblem:
            return  # file or disk is in trouble, of which the next act of a person tells in a sentence
        # reported by types and line numbers only
        except Exception as bug:  # noqa: BLE001
            report_bug(bug)

    def _tidy(self, own: actions.Session) -> None:
        stood, left = actions.writes_elsewhere(own), True
        while not self.over.wait(EVERY):
            now = actions.writes_elsewhere(own)
            if now == stood and left:
                actions.move_pages(own)
            stood, left = now, now != stood


class Tidying(QObject):
    """Runs that thread while a case is open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.desk = desk
        self._thread: _Thread | None = None
        desk.opened.connect(self._start)
        desk.closed.connect(self.stop)

    def _start(self) -> None:
        session = self.desk.session
        if session is not None:
            actions.leave_pages(session)
            self._thread = _Thread(session, self)
            self._thread.start()

    def stop(self) -> None:
        """The case is being closed: who closes it last moves the rest."""
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.over.set()
            thread.wait()
            thread.deleteLater()

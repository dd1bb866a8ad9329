"""One thread that only reads: it answers what may take longer than the window may wait, on a connection of its own
that refuses to write (docs/decisions/0050)."""

from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from evidence_review.domain.errors import ReviewError
from evidence_review.gui import actions
from evidence_review.gui.jobs import report_bug
from evidence_review.gui.models.open_case import Desk, Question

VEIL = 300
"""Milliseconds after which the window says that it waits."""
_FAULT = "This could not be looked up because of a fault in the program; nothing was changed."


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with its number; a later one of the same key makes it late."""

    number: int
    question: Question


class _Thread(QThread):
    """Answers one question after another; late ones are left out."""

    answered = Signal(object, object)
    faulted = Signal(object, str)

    def __init__(self, session: actions.Session, newest: dict[str, int], parent: QObject) -> None:
        super().__init__(parent)
        self.waiting: SimpleQueue[_Asked | None] = SimpleQueue()
        self._session, self._newest = session, newest
        self._own: actions.Session | None = None
        self._at: _Asked | None = None
        self._hurried = False

    def run(self) -> None:
        """Called by Qt in the thread of its own."""
        try:
            while (asked := self.waiting.get()) is not None:
                if self.is_newest(asked):
                    self._at = asked
                    self._answer(asked)
                    self._at = None
        finally:
            if self._own is not None:
                actions.close(self._own)

    def is_newest(self, asked: _Asked) -> bool:
        """Whether nobody asked the same later."""
        return self._newest.get(asked.question.key) == asked.number

    def hurry(self, key: str | None) -> None:
        """Break off the question that is being answered, where it has this key, or any for None: its answer would
        come too late."""
        at = self._at
        if self._own is not None and at is not None and key in {None, at.question.key}:
            self._hurried = True
            actions.break_off(self._own)

    def _answer(self, asked: _Asked) -> None:
        try:
            self._own = self._own or actions.reopen(self._session, reading=True)
            self.answered.emit(asked, asked.question.ask(self._own))
        except ReviewError as fault:
            self.faulted.emit(asked, str(fault))
        # reported by types and line numbers only
        except Exception as bug:  # noqa: BLE001
            if self._hurried:  # broken off: no fault, and what was meant may have been the question before
                self._hurried = False
                self.waiting.put(asked)
                return
            report_bug(bug)
            self.faulted.emit(asked, _FAULT)


class Reader(QObject):
    """Takes the long questions of the desk while a case is open. `waits`: True when an answer takes longer than
    people wait without being told, False when all are answered."""

    waits = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.desk = desk
        self._newest: dict[str, int] = {}
        self._thread: _Thread | None = None
        self._number = 0
        self._veil = QTimer(self, singleShot=True, interval=VEIL)
        self._veil.timeout.connect(lambda: self.waits.emit(True))
        desk.read_by(self._ask)
        desk.closed.connect(self.stop)

    @property
    def is_waiting(self) -> bool:
        """Whether any question is not answered yet."""
        return bool(self._newest)

    def _ask(self, question: Question) -> None:
        session = self.desk.session
        if session is None:
            return
        if self._thread is None:
            thread = self._thread = _Thread(session, self._newest, self)
            thread.answered.connect(self._answered)
            thread.faulted.connect(self._faulted)
            thread.start()
        self._number += 1
        self._newest[question.key] = self._number
        self._thread.hurry(question.key)
        self._thread.waiting.put(_Asked(self._number, question))
        if not self._veil.isActive():
            self._veil.start()

    def _answered(self, asked: _Asked, answer: Any) -> None:
        if self._is_awaited(asked):
            asked.question.then(answer)

    def _faulted(self, asked: _Asked, sentence: str) -> None:
        if self._is_awaited(asked):
            self.desk.faulted.emit(sentence)

    def _is_awaited(self, asked: _Asked) -> bool:
        if self._newest.get(asked.question.key) != asked.number:
            return False
        del self._newest[asked.question.key]
        if not self._newest:
            self._veil.stop()
            self.waits.emit(False)
        return True

    def stop(self) -> None:
        """The case is being closed: what was not answered never is."""
        self._newest.clear()
        self._veil.stop()
        self.waits.emit(False)
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.hurry(None)
            thread.waiting.put(None)
            thread.wait()
            thread.deleteLater()

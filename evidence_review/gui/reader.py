"""A thread that only reads: it answers what may take longer than the window may wait, on a connection of its own that
refuses to write; and another for looks that the log holds (docs/decisions/0050)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from queue import PriorityQueue
from typing import Any

from PySide6.QtCore import QObject, QThread, QTimer, Signal
from shiboken6 import isValid

from evidence_review.domain.errors import ReviewError
from evidence_review.gui import actions
from evidence_review.gui.jobs import report_bug
from evidence_review.gui.models.open_case import Desk, Question

VEIL = 300
"""Milliseconds after which the window says that it waits."""
FIRST = frozenset({"lines", "queue", "search", "go to"})
"""Questions whose answer is a list that a person waits for: what takes long gives way to them."""
LAST = frozenset({"days"})
"""What stands beside a list, is asked whenever it is another, and takes long: it gives way to all others."""
_FAULT = "This could not be looked up because of a fault in the program; nothing was changed."


def rank(key: str) -> int:
    """How soon a question is answered; one with a lower number breaks the other off, which is asked again."""
    return 0 if key in FIRST else 2 if key in LAST else 1


@dataclass(frozen=True, slots=True, order=True)
class _Asked:
    """A question with its number; a later one of the same key makes it late. The lowest rank comes first; None
    asks for the end."""

    rank: int
    number: int
    question: Question | None = field(compare=False)


class _Thread(QThread):
    """Answers one question after another; late ones are left out. `logs`: what it is asked are looks that the log
    holds, so that it writes."""

    answered = Signal(object, object)
    faulted = Signal(object, str)

    def __init__(
        self, session: actions.Session, newest: dict[str, int], parent: QObject, *, logs: bool
    ) -> None:
        super().__init__(parent)
        self.waiting: PriorityQueue[_Asked] = PriorityQueue()
        self._session, self._newest = session, newest
        self._logs = logs
        self._own: actions.Session | None = None
        self._at: str | None = None
        self._hurried = False

    def run(self) -> None:
        """Called by Qt in the thread of its own."""
        try:
            while (question := (asked := self.waiting.get()).question) is not None:
                if self._newest.get(question.key) == asked.number:
                    self._at = question.key
                    self._answer(asked, question)
                    self._at = None
        finally:
            if self._own is not None:
                actions.close(self._own)

    def hurry(self, key: str | None) -> None:
        """Break off the question that is being answered, where it has this key, whose answer would come too late, or
        gives way to it; any for None. What gave way is asked again."""
        at = self._at
        is_late = at is not None and key is not None and (at == key or rank(key) < rank(at))
        if self._own is not None and (key is None or is_late):
            self._hurried = True
            actions.break_off(self._own)

    def _answer(self, asked: _Asked, question: Question) -> None:
        try:
            self._own = self._own or actions.reopen(self._session, reading=not self._logs)
            self.answered.emit(asked, question.ask(self._own))
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
        self._threads: dict[bool, _Thread] = {}
        """By whether what is asked is logged: words of rows do not wait for figures that take long."""
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
        self._number += 1
        self._newest[question.key] = self._number
        thread = self._thread_for(session, logs=question.logs)
        thread.waiting.put(_Asked(rank(question.key), self._number, question))
        thread.hurry(question.key)
        if not self._veil.isActive():
            self._veil.start()

    def _thread_for(self, session: actions.Session, *, logs: bool) -> _Thread:
        if logs not in self._threads:
            thread = self._threads[logs] = _Thread(session, self._newest, self, logs=logs)
            thread.answered.connect(self._answered)
            thread.faulted.connect(self._faulted)
            thread.start()
        return self._threads[logs]

    def _answered(self, asked: _Asked, answer: Any) -> None:
        if (question := self._awaited(asked)) is not None and _is_there(question.then):
            question.then(answer)

    def _faulted(self, asked: _Asked, sentence: str) -> None:
        if self._awaited(asked) is not None:
            self.desk.faulted.emit(sentence)

    def _awaited(self, asked: _Asked) -> Question | None:
        question = asked.question
        if question is None or self._newest.get(question.key) != asked.number:
            return None
        del self._newest[question.key]
        if not self._newest:
            self._veil.stop()
            self.waits.emit(False)
        return question

    def stop(self) -> None:
        """The case is being closed: what was not answered never is."""
        self._newest.clear()
        self._veil.stop()
        self.waits.emit(False)
        threads, self._threads = list(self._threads.values()), {}
        for thread in threads:
            thread.waiting.put(_Asked(-1, 0, None))
            thread.hurry(None)
        for thread in threads:
            thread.wait()
            thread.deleteLater()


def _is_there(then: Callable[..., None]) -> bool:
    """Whether who asked still is: a dialog may have been closed before its answer came."""
    asker = getattr(then, "__self__", None)
    return not isinstance(asker, QObject) or isValid(asker)

"""The desk: who has which case open, how the window calls a step, and the one signal that says what changed
(reference/house.md 6)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Concatenate

from PySide6.QtCore import QObject, Signal

from evidence_review.domain.decisions import Act, may
from evidence_review.domain.errors import ReviewError
from evidence_review.domain.kinds import Role
from evidence_review.domain.progress import Progress
from evidence_review.workflow.case.opening import Session


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a case beside the window: a later one of the same `key` takes its place; `then` gets the
    answer in the window's thread. `logs`: what is asked writes on the log that it was."""

    key: str
    ask: Callable[[Session], Any]
    then: Callable[[Any], None]
    logs: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """A step that was not done, and why in a sentence."""

    sentence: str


def refused[T](step: Callable[[Session], T], session: Session) -> T | Refused:
    """What a step gives, or the sentence that refuses it, where who asks has a place for that sentence."""
    try:
        return step(session)
    except ReviewError as fault:
        return Refused(str(fault))


class Desk(QObject):
    """Holds the open session. Every step goes through `ask` or `do`; a fault of the world becomes one shown
    sentence."""

    changed = Signal(frozenset)
    opened = Signal()
    closed = Signal()
    faulted = Signal(str)
    told = Signal(str)
    life_wanted = Signal(int)
    """A page asks for the life of an item, which the log page shows."""
    media_shown = Signal(str)
    """A file of this media type came before the person."""

    def __init__(self, changes: Mapping[str, frozenset[str]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._changes = changes
        self._session: Session | None = None
        self._reader: Callable[[Question], None] | None = None

    @property
    def session(self) -> Session | None:
        """The open session, None while no case is open."""
        return self._session

    @property
    def role(self) -> Role | None:
        """The role of who is signed in."""
        return self._session.user.role if self._session else None

    def may(self, act: Act) -> bool:
        """Whether the role of who is signed in may do this; nothing while no case is open."""
        return may(act, self.role)

    def sit(self, session: Session) -> None:
        """A case was opened."""
        self._session = session
        self.opened.emit()

    def leave(self) -> Session | None:
        """The case is being closed: the session, for whoever closes it."""
        session, self._session = self._session, None
        if session is not None:
            self.closed.emit()
        return session

    def ask[**P, T](
        self, step: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T | None:
        """What a step gives; None, with its sentence shown, where it cannot. Tells what the step changed."""
        ran, result = self._run(step, *args, **kwargs)
        return result if ran else None

    def do[**P](
        self, step: Callable[Concatenate[Session, P], object], *args: P.args, **kwargs: P.kwargs
    ) -> bool:
        """Run a step for its effect: whether it was done."""
        return self._run(step, *args, **kwargs)[0]

    def refusal[**P](
        self, step: Callable[Concatenate[Session, P], object], *args: P.args, **kwargs: P.kwargs
    ) -> str:
        """Run a step for a form: the sentence in which it is refused, empty where it is done."""
        if self._session is None:
            return "The case is closed."
        try:
            step(self._session, *args, **kwargs)
        except ReviewError as fault:
            return str(fault)
        self.tell(getattr(step, "__name__", ""))
        return ""

    def _run[**P, T](
        self, step: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> tuple[bool, T | None]:
        if self._session is None:
            return False, None
        try:
            result = step(self._session, *args, **kwargs)
        except ReviewError as fault:
            self.faulted.emit(str(fault))
            return False, None
        self.tell(getattr(step, "__name__", ""))
        return True, result

    def read_by(self, reader: Callable[[Question], None]) -> None:
        """Who answers long questions beside the window."""
        self._reader = reader

    def later[T](
        self,
        key: str,
        ask: Callable[[Session], T],
        then: Callable[[T], None],
        *,
        at_once: bool = False,
        logs: bool = False,
    ) -> None:
        """Ask what may take long: the answer comes when it is there, unless the same `key` was asked again or the
        case was closed. Where it is known to be quick it is asked `at_once`; `logs`: asking is on the log."""
        if self._session is None:
            return
        if self._reader is not None and not at_once:
            self._reader(Question(key, ask, then, logs))
            return
        ran, answer = self._run(ask)
        if ran:
            then(answer)  # pyright: ignore[reportArgumentType]  # what was asked gave it

    def tell(self, step: str) -> None:
        """Say which tables a step that has been done touches."""
        if touched := self._changes.get(step):
            self.changed.emit(touched)

    def keep(self, step: Progress, _left: str) -> None:
        """Show what a job has kept before its end, such as the hits of a line whose order is still being
        made."""
        self.tell(step.kept)

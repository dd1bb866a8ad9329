"""One program at a time in a case: an operating-system lock on a file, gone when the process is gone. Within the
program its connections write in turns."""

import contextlib
import os
import threading
from collections import deque
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from evidence_review.domain.errors import CaseProblem

if os.name == "nt":
    import msvcrt
else:
    import fcntl

FILE = "in_use.lock"
PATIENCE = 10.0
"""Seconds for which a connection waits for its turn to write."""
BUSY = "The case is busy with another step. Wait a moment and try again."


@dataclass
class Held:
    """A lock that is held until released or the process ends."""

    descriptor: int

    def release(self) -> None:
        """Let others open the case. Safe to call twice."""
        if self.descriptor >= 0:
            with contextlib.suppress(OSError):
                os.close(self.descriptor)
            self.descriptor = -1


def take(folder: Path) -> Held:
    """Lock the case folder, or CaseProblem where another program has it open."""
    try:
        descriptor = os.open(folder / FILE, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        raise CaseProblem("The case folder cannot be written. Check its rights and the free space.") from None
    try:
        if os.name == "nt":
            # Windows only
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # pyright: ignore[reportAttributeAccessIssue]
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise CaseProblem("This case is open in another window or program. Close it there first.") from None
    return Held(descriptor)


class Turns:
    """Who writes an open case next: its connections, in the order in which they asked. The database itself lets a
    connection that finds another writing sleep, up to a second at a time, and whoever comes meanwhile goes first."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: deque[object] = deque()

    @contextlib.contextmanager
    def taken(self) -> Generator[None]:
        """Wait for the turn, and hold it inside. CaseProblem where it does not come in time."""
        mine = object()
        with self._changed:
            self._waiting.append(mine)
        try:
            with self._changed:
                if not self._changed.wait_for(lambda: self._waiting[0] is mine, PATIENCE):
                    raise CaseProblem(BUSY)
            yield
        finally:
            with self._changed:
                self._waiting.remove(mine)
                self._changed.notify_all()

"""One program at a time in a case: an operating-system lock on a file, gone when the process is gone."""

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

from evidence_review.domain.errors import CaseProblem

if os.name == "nt":
    import msvcrt
else:
    import fcntl

FILE = "in_use.lock"


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

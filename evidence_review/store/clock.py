"""The clock of an open case: the time of day in UTC beside a count that nobody can set, so that a change of the
clock stands in the log (reference/law.md N6)."""

import time
from datetime import UTC, datetime

LEAST = 2.0
"""Seconds by which the clock must leave the steady count, or go back behind the last entry, to be told: what keeps
clocks right moves them by less."""
_BOOT = getattr(time, "CLOCK_BOOTTIME", None)


def _steady() -> float:
    """Seconds that only go on, those in which the computer slept among them where the system counts them."""
    return time.monotonic() if _BOOT is None else time.clock_gettime(_BOOT)


def utc_now() -> str:
    """The time of day: UTC, milliseconds, ISO 8601 with Z."""
    return datetime.fromtimestamp(time.time(), UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Clock:
    """What the time is, and by how much the clock was moved since it was last asked."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._ahead = time.time() - _steady()

    def mono_ms(self) -> int:
        """Milliseconds since the case was opened, whatever the clock says."""
        return int((time.monotonic() - self._began) * 1000)

    def moved(self, last: str) -> int:
        """By how many seconds the clock was moved since the last question, forward or back (below 0); or, where it was
        not, how far it is behind the time of the last entry (`last`, as `utc_now` gives it; "" for none); 0 for less
        than LEAST."""
        ahead = time.time() - _steady()
        by, self._ahead = ahead - self._ahead, ahead
        if abs(by) < LEAST and last:
            by = min(0.0, time.time() - datetime.fromisoformat(last).timestamp())
        return round(by) if abs(by) >= LEAST else 0

"""How long the redaction of a PDF or picture may take for each of its pages: a page of which nothing came out by
then is refused, and nobody waits for it any longer."""

import os
import time
from dataclasses import dataclass, field
from pathlib import Path

SECONDS_A_PAGE = 20.0
TOO_LONG = (
    "Redacting this file took longer than its pages may take and was stopped; nothing was written. "
    "Take it apart and try the parts, or cover what must go with areas that you draw."
)
_BYTES_A_PAGE = 100_000
"""Of a PDF, until its pages were counted."""
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff")
"""How files begin that hold one picture."""


@dataclass(slots=True)
class PageTime:
    """The clock of one redaction. Where others share the processors a page gets as many times longer."""

    pages: int
    seconds: float = SECONDS_A_PAGE
    counted: bool = False
    began: float = field(default_factory=time.monotonic)

    def note(self, total: int) -> None:
        """How many pages there are, once that is told."""
        if total > 0:
            self.pages = max(total, self.pages) if self.counted else total
            self.counted = True

    def allowed(self) -> float:
        """Seconds by the clock for all pages, as busy as the machine is now."""
        return self.seconds * self.pages * _shared()

    def is_over(self) -> bool:
        """Whether the pages have had their time."""
        return time.monotonic() - self.began > self.allowed()


def page_time(source: Path, seconds: float) -> PageTime | None:
    """The clock for a file that begins as a PDF or as one picture; None for all others, whose size says nothing
    of their pages."""
    try:
        with source.open("rb") as file:
            start = file.read(1024)
        size = source.stat().st_size
    except OSError:
        return None
    if b"%PDF-" in start:
        return PageTime(max(1, size // _BYTES_A_PAGE), seconds)
    return PageTime(1, seconds, counted=True) if start.startswith(_PICTURES) else None


def _shared() -> float:
    """How many are at work for each processor, at least one; one where the system does not say."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return max(1.0, load / (os.cpu_count() or 1))

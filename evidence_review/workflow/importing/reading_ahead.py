"""Reading ahead: while one source of a folder is read, those behind it are read too, as far as a pipe takes
what is said of each.

A picture takes a second and more to be read for words, a mail hardly any time; each in its own child. Storing
stays one by one and in order.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from evidence_review.domain.errors import UnreadableExport
from evidence_review.sandbox import Answers
from evidence_review.workflow.case.source_reading import Found, size_of

_MOST = 8
_LARGEST = 16 << 20  # bytes; a larger source has children that may need much memory, one after another


@dataclass(frozen=True, slots=True)
class Begun:
    """What is known of a source ahead of its turn: its hash from before a child began to read it ("" where
    none was asked for), and that child's answers."""

    sha256: str = ""
    answers: Answers | None = None

    def close(self) -> None:
        """End the child. Safe to call twice, and where there is none."""
        if self.answers:
            self.answers.close()


@dataclass(slots=True)
class Ahead:
    """Sources still to come in their order, and what was begun of the next ones. Whoever makes it closes
    it."""

    begin: Callable[[Found], Begun]
    waiting: deque[Found]
    at_once: int
    _begun: dict[Path, Begun] = field(default_factory=dict[Path, Begun])

    @classmethod
    def over(cls, sources: Iterable[Found], begin: Callable[[Found], Begun]) -> "Ahead":
        """As many at once as this machine has processors, eight at most."""
        return cls(begin, deque(sources), min(os.cpu_count() or 1, _MOST))

    def take(self) -> Begun:
        """What was begun of the next source, which the caller closes. Those behind it are begun."""
        begun = self._begun.pop(self.waiting.popleft().path, Begun())
        for found in islice(self.waiting, self.at_once):
            if found.path not in self._begun:
                self._begun[found.path] = self._of(found)
        return begun

    def _of(self, found: Found) -> Begun:
        try:
            return Begun() if found.refused or size_of(found.path) > _LARGEST else self.begin(found)
        except (UnreadableExport, OSError):
            return Begun()  # it is said when its turn comes

    def close(self) -> None:
        """End the children that nobody came for."""
        for begun in self._begun.values():
            begun.close()
        self._begun.clear()

"""What the cards of one address book, or the entries of one calendar, show of lines that were lost: each is
held against the others and against what its format allows (RFC 6350, RFC 5545)."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from evidence_review.domain.evidence import Problem
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.markup.content_lines import Line

MISSING = (
    "This entry lacks a line that each must have and nearly all others in this file do have: part of "
    "it may be lost. Ask for a fresh copy."
)
TWICE = (
    "This entry has a line twice that may stand in it only once, or a value of too many parts: what "
    "was between may be lost. Ask for a fresh copy."
)
_LEAST = 5
_MUST = {
    "VCARD": ("VERSION", "FN", "N", "UID"),
    "VEVENT": ("UID", "DTSTAMP", "DTSTART"),
    "VTODO": ("UID", "DTSTAMP"),
    "VJOURNAL": ("UID", "DTSTAMP"),
}
_ONCE = {"VCARD": ("VERSION", "UID", "REV"), "VEVENT": ("UID", "DTSTAMP", "DTSTART", "DTEND")}
_PARTS = {"N": 5, "ADR": 7}


@dataclass(slots=True)
class Entries:
    """What was met of one kind of entry in a file: how many have each line, and which lack one."""

    kind: str
    count: int = 0
    have: Counter[str] = field(default_factory=Counter[str])
    lack: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def add(self, locator: str, body: list[Line]) -> Iterator[Problem]:
        """Take an entry; a remark where it shows by itself that two have run into one."""
        names = Counter(line.name for line in body)
        self.count += 1
        for name in _MUST.get(self.kind, ()):
            if names[name]:
                self.have[name] += 1
            else:
                self.lack.setdefault(name, []).append(locator)
        if any(names[name] > 1 for name in _ONCE.get(self.kind, ())) or (
            self.kind == "VCARD" and any(map(_is_too_long, body))
        ):
            yield Problem(locator, ProblemKind.PARTLY_READ, TWICE)

    def problems(self) -> Iterator[Problem]:
        """A remark for each entry that lacks what nine in ten others have."""
        if self.count < _LEAST:
            return
        for places in self.lack.values():
            if len(places) * 10 <= self.count or len(places) == 1:
                for locator in places:
                    yield Problem(locator, ProblemKind.PARTLY_READ, MISSING)


def _is_too_long(line: Line) -> bool:
    return line.name in _PARTS and len(re.split(r"(?<!\\);", line.value.rstrip(";"))) > _PARTS[line.name]

"""Chats saved as text that end where a line does not: inside the stamp with which the next message would begin."""

import re
from collections.abc import Iterator

from evidence_review.domain.evidence import Problem
from evidence_review.domain.kinds import ProblemKind

_DATE = r"\d{1,4}[/.-](?:\d{1,2}[/.-])?"
_PART_OF_A_STAMP = re.compile(rf"[\u200e\u200f]*(?:\[[^\]\n]{{0,40}}|{_DATE}|{_DATE}\d{{1,4}}, ?[\d:.]{{0,8}})")
_BREAKS_OFF = "This chat seems to end in the middle of a line. What came before was read. Ask for a fresh copy."


def remark(text: str, locator: str) -> Iterator[Problem]:
    """One remark where the last line is the beginning of a stamp and nothing else, none otherwise."""
    if _PART_OF_A_STAMP.fullmatch(text[text.rfind("\n") + 1 :]):
        yield Problem(locator, ProblemKind.PARTLY_READ, _BREAKS_OFF)

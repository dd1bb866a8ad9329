"""A rule: a shape, what checks it and what names it. Families of kinds are tuples of rules.

To recognise a new kind: write its Rule in the module of its family (all patterns linear: no quantifier
inside a quantifier over the same characters) and give the kind its line in personal_kinds.py.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypedDict, Unpack

from evidence_review.recognizers.reading.context import AFTER, BEFORE, against, cue, near
from evidence_review.recognizers.reading.hits import Hit, weigh, why
from evidence_review.recognizers.reading.reading import Reading

type Check = Callable[[re.Match[str]], bool | None]
type Guard = Callable[[Reading, re.Match[str]], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """One shape of one kind, matched on lower-case text; group `v`, where there is one, is the value.

    `check` says whether the check digit agrees (None: it has none); `cues` are the words that name
    the kind, within `before` and `after` characters; `unique` means that little else looks so;
    `alone` whether the bare shape is worth showing; `guard` False means that it is something else;
    `countered` whether an order number or a quantity beside it speaks against it; `least` how many digits
    any match holds at least, so that it need not be tried where there are fewer.
    """

    kind: str
    pattern: re.Pattern[str]
    shape: str
    cues: re.Pattern[str] | None = None
    check: Check | None = None
    unique: bool = False
    alone: bool = False
    guard: Guard | None = None
    before: int = BEFORE
    after: int = AFTER
    countered: bool = True
    least: int = 0

    def find(self, reading: Reading) -> Iterator[Hit]:
        """Every hit of this rule."""
        group = "v" if "v" in self.pattern.groupindex else 0
        for match in self.pattern.finditer(reading.lower):
            hit = self._judge(reading, match, *match.span(group))
            if hit:
                yield hit

    def _judge(self, reading: Reading, match: re.Match[str], start: int, end: int) -> Hit | None:
        if start >= end or (self.guard and not self.guard(reading, match)):
            return None
        checksum = self.check(match) if self.check else None
        context = self.cues is not None and near(
            reading, start, end, self.cues, before=self.before, after=self.after
        )
        if not self._is_enough(checksum, context=context):
            return None
        counter = against(reading, start, end) if self.countered else 0
        tier = weigh(checksum=checksum, context=context, against=counter, unique=self.unique)
        if tier is None:
            return None
        source = "checksum" if checksum else "context" if context else "shape"
        return Hit(start, end, self.kind, tier, source, why(self.shape, checksum=checksum, context=context))

    def _is_enough(self, checksum: bool | None, *, context: bool) -> bool:
        return context or self.unique or bool(checksum) or (self.alone and checksum is None)


class More(TypedDict, total=False):
    """The fields of a Rule that most rules leave as they are."""

    check: Check
    unique: bool
    alone: bool
    guard: Guard
    before: int
    after: int
    countered: bool
    least: int


def rule_of(kind: str, pattern: str, shape: str, cues: str = "", **more: Unpack[More]) -> Rule:
    """A rule from plain strings; `cues` are words parted by |."""
    return Rule(kind, re.compile(pattern), shape, cue(cues) if cues else None, **more)


def bare(text: str) -> str:
    """Letters and digits only."""
    return "".join(c for c in text if c.isalnum())


def digits(text: str) -> str:
    """ASCII digits only."""
    return "".join(c for c in text if c in "0123456789")

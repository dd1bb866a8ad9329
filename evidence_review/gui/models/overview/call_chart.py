"""Calls by day: how many were answered, were not, and of how many nobody says."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from evidence_review.domain.kinds import ItemKind
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.review.search_limits import day_words
from evidence_review.workflow.case.overview_views import CallRow
from evidence_review.workflow.case.search_views import Wanted

MOST_BARS = 120
"""Days up to which each has a bar of its own; of more, as many go together as are needed."""


@dataclass(frozen=True, slots=True)
class CallBar:
    """Some days, and their calls: answered, not answered, not said."""

    first: date
    last: date
    answered: int
    missed: int
    unsaid: int

    @property
    def calls(self) -> int:
        """All of them."""
        return self.answered + self.missed + self.unsaid

    @property
    def words(self) -> str:
        """The days, and what was answered."""
        days = day_words(self.first)
        days += "" if self.first == self.last else f" to {day_words(self.last)}"
        unsaid = f", {self.unsaid:,} not said" if self.unsaid else ""
        return f"{days}: {count(self.calls, 'call')}, {self.answered:,} answered, {self.missed:,} not{unsaid}"


def bars_of(rows: Sequence[CallRow]) -> tuple[CallBar, ...]:
    """A bar for each day, or for as many days as are needed, from the first call to the last."""
    many: Counter[tuple[date, bool | None]] = Counter(
        (date.fromisoformat(row.time[:10]), row.answered) for row in rows if row.time
    )
    if not many:
        return ()
    days = [day for day, _ in many]
    first, last = min(days), max(days)
    wide = -(-((last - first).days + 1) // MOST_BARS)
    sums: Counter[tuple[int, bool | None]] = Counter()
    for (day, answered), calls in many.items():
        sums[(day - first).days // wide, answered] += calls
    return tuple(
        CallBar(
            first + timedelta(days=at * wide),
            first + timedelta(days=at * wide + wide - 1),
            sums[at, True],
            sums[at, False],
            sums[at, None],
        )
        for at in range((last - first).days // wide + 1)
    )


def together(bars: Sequence[CallBar]) -> CallBar:
    """Several bars as one."""
    return CallBar(
        bars[0].first,
        bars[-1].last,
        sum(bar.answered for bar in bars),
        sum(bar.missed for bar in bars),
        sum(bar.unsaid for bar in bars),
    )


def wanted_in(bars: Sequence[CallBar]) -> Wanted:
    """The calls of these days, as a search."""
    return Wanted(first=bars[0].first, last=bars[-1].last, kinds=(ItemKind.CALL,))


def length_words(seconds: int | None) -> str:
    """A length as a clock shows it; empty where none is said."""
    if seconds is None:
        return ""
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


ANSWER_WORDS = {True: "Answered", False: "Not answered", None: "Not said"}

"""The days of a line as bars: how many items each bar stands for, by day, by week or by month where days are too many.
Counts of what the line covers, and nothing of any item."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.review.search_limits import day_words


@dataclass(frozen=True, slots=True)
class Bar:
    """Whole days, both included, and the number of items in them."""

    first: date
    last: date
    items: int

    @property
    def words(self) -> str:
        """The bar as a sentence."""
        span = day_words(self.first)
        if self.last > self.first:
            span += f" to {day_words(self.last)}"
        return f"{span}: {count(self.items, 'item')}"


def bars(days: Sequence[tuple[str, int]], most: int) -> tuple[Bar, ...]:
    """The bars of days (ISO, with how many; what has no day is left out), at most so many: each a day, some weeks,
    or some months; days without items stand between them."""
    counted = Counter({date.fromisoformat(day): many for day, many in days if day})
    if not counted or most < 1:
        return ()
    first, last = min(counted), max(counted)
    whole = (last - first).days + 1
    step = next((size for size in _STEPS if whole <= size * most), -(-whole // most))
    found = Counter({(day - first).days // step: 0 for day in counted})
    for day, many in counted.items():
        found[(day - first).days // step] += many
    return tuple(
        Bar(
            first + timedelta(at * step),
            min(last, first + timedelta((at + 1) * step - 1)),
            found.get(at, 0),
        )
        for at in range(-(-whole // step))
    )


_STEPS = (1, 7, 28, 91)
"""Days of a bar: one, a week, four weeks, thirteen."""


def spanned(shown: Sequence[Bar], one: int, other: int) -> tuple[date, date, int]:
    """First day, last day and number of items of the bars from one to another."""
    low, high = min(one, other), max(one, other)
    return shown[low].first, shown[high].last, sum(bar.items for bar in shown[low : high + 1])

"""Days or weeks by hours, as a grid of counts with a brush over some of them. Nothing here asks anything."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.review.search_limits import day_words
from evidence_review.workflow.case.overview_views import Days
from evidence_review.workflow.case.search_views import Wanted

MOST_DAYS = 92
"""Days from the first to the last up to which each has a row of its own; of more, each week has one."""
_GAP = 3
"""Empty rows in a run from which they are told in one."""
HOURS = range(24)


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: its first and its last day, and how many items each hour has; without counts it stands for
    empty rows."""

    first: date
    last: date
    counts: tuple[int, ...]

    @property
    def items(self) -> int:
        """How many items the row has."""
        return sum(self.counts)

    @property
    def words(self) -> str:
        """The row by its days."""
        if self.first == self.last:
            return day_words(self.first)
        same = self.first.year == self.last.year
        return f"{self.first:%d %b}{'' if same else f' {self.first:%Y}'} to {self.last:%d %b %Y}"


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows in order, and the highest count of a cell."""

    rows: tuple[GridRow, ...] = ()
    most: int = 0

    def shade(self, row: int, hour: int) -> float:
        """How dark a cell is, 0 to 1; few items can be seen beside many."""
        counts = self.rows[row].counts
        many = counts[hour] if counts else 0
        return (0.16 + 0.84 * (many / self.most) ** 0.5) if many else 0.0


@dataclass(frozen=True, slots=True)
class Brush:
    """From one cell to another, (row, hour) each; the second is where the keys are."""

    start: tuple[int, int] = (0, 0)
    end: tuple[int, int] = (0, 0)

    @property
    def rows(self) -> range:
        """The rows under it."""
        low, high = sorted((self.start[0], self.end[0]))
        return range(low, high + 1)

    @property
    def hours(self) -> range:
        """The hours under it."""
        low, high = sorted((self.start[1], self.end[1]))
        return range(low, high + 1)

    def moved(self, down: int, across: int, rows: int, *, extends: bool) -> "Brush":
        """One step by the keys; `extends` leaves the start where it is."""
        end = (
            max(0, min(rows - 1, self.end[0] + down)),
            max(0, min(HOURS[-1], self.end[1] + across)),
        )
        return replace(self, end=end) if extends else Brush(end, end)


def grid_of(days: Days) -> Grid:
    """The grid of all that has a day and an hour; long runs of empty rows are told in one."""
    counts: dict[date, list[int]] = {}
    for one in days.hours:
        counts.setdefault(date.fromisoformat(one.day), [0] * 24)[one.hour] += one.items
    if not counts:
        return Grid()
    first, last = min(counts), max(counts)
    if (last - first).days < MOST_DAYS:
        rows = [_row(day, day, counts) for day in _steps(first, last, 1)]
    else:
        monday = first - timedelta(days=first.weekday())
        rows = [_row(day, day + timedelta(days=6), counts) for day in _steps(monday, last, 7)]
    folded = tuple(_folded(rows))
    return Grid(folded, max(max(row.counts, default=0) for row in folded))


def _steps(first: date, last: date, days: int) -> Iterable[date]:
    return (first + timedelta(days=at) for at in range(0, (last - first).days + 1, days))


def _row(first: date, last: date, counts: dict[date, list[int]]) -> GridRow:
    days = [counts[day] for day in _steps(first, last, 1) if day in counts]
    return GridRow(first, last, tuple(map(sum, zip(*days, strict=True))) if days else (0,) * 24)


def _folded(rows: Sequence[GridRow]) -> Iterable[GridRow]:
    for empty, run in groupby(rows, lambda row: not row.items):
        found = list(run)
        if empty and len(found) >= _GAP:
            yield GridRow(found[0].first, found[-1].last, ())
        else:
            yield from found


def chosen(grid: Grid, brush: Brush) -> int:
    """How many items lie under the brush."""
    hours = brush.hours
    return sum(
        sum(row.counts[hours.start : hours.stop]) for row in grid.rows[brush.rows.start : brush.rows.stop]
    )


def wanted_under(grid: Grid, brush: Brush) -> Wanted:
    """What lies under the brush, as a search."""
    rows, hours = grid.rows[brush.rows.start : brush.rows.stop], brush.hours
    span = None if hours == HOURS else (hours[0], hours[-1])
    return Wanted(first=rows[0].first, last=rows[-1].last, hours=span)


def brush_words(grid: Grid, brush: Brush) -> str:
    """What lies under the brush: 12 items, Sat 08 Mar 2025 to Sun 09 Mar 2025, 18:00 to 20:59."""
    wanted = wanted_under(grid, brush)
    first, last = wanted.first or date.min, wanted.last or date.min
    days = day_words(first) if first == last else f"{day_words(first)} to {day_words(last)}"
    hours = f"{brush.hours[0]:02}:00 to {brush.hours[-1]:02}:59"
    return f"{count(chosen(grid, brush), 'item')}, {days}, {hours}"


def total_words(days: Days, grid: Grid) -> str:
    """How many items there are, over which span, and how many have no time."""
    if not days.items:
        return "Nothing may be read here yet."
    span = f" from {day_words(grid.rows[0].first)} to {day_words(grid.rows[-1].last)}" if grid.rows else ""
    verb = "is" if days.undated == 1 else "are"
    undated = f" {count(days.undated, 'item')} without a time {verb} not in the grid."
    return f"{count(days.items, 'item')}{span}.{undated if days.undated else ''}"

"""The tables beside the charts of the overview: each says in words what its chart draws."""

from evidence_review.gui.models.overview.call_chart import ANSWER_WORDS, length_words
from evidence_review.gui.models.overview.day_grid import GridRow
from evidence_review.gui.models.overview.map_sight import decimal_words, exactness, place_words
from evidence_review.gui.models.table_rows import Column
from evidence_review.workflow.case.overview_views import CallRow, PersonCount, PictureRow, PlaceRow


def when(moment: str) -> str:
    """A time in ISO as a list shows it: 08.03.2025 18:05."""
    if not moment:
        return "no time"
    return f"{moment[8:10]}.{moment[5:7]}.{moment[:4]} {moment[11:16]}".strip()


def days_of(first: str, last: str) -> str:
    """From the first day to the last."""
    one, other = when(first)[:10], when(last)[:10]
    return one if one == other else f"{one} to {other}"


def _hours(row: GridRow) -> str:
    hours = [hour for hour, many in enumerate(row.counts) if many]
    return f"{hours[0]:02}:00 to {hours[-1]:02}:59" if hours else ""


def _busiest(row: GridRow) -> str:
    if not row.items:
        return ""
    most = max(row.counts)
    return f"{row.counts.index(most):02}:00 ({most:,})"


DAYS: tuple[Column[GridRow], ...] = (
    Column("Days", lambda row: row.words, tip=lambda row: row.words),
    Column("Items", lambda row: f"{row.items:,}" if row.items else "none", right=True),
    Column("Hours", _hours),
    Column("Most at", _busiest),
)
PEOPLE: tuple[Column[PersonCount], ...] = (
    Column("No.", lambda one: str(one.who.number), right=True),
    Column("Person", lambda one: one.who.label, tip=lambda one: one.who.label),
    Column("Sent", lambda one: f"{one.sent:,}", right=True),
    Column("Received", lambda one: f"{one.received:,}", right=True),
    Column("With", lambda one: f"{one.others:,}", right=True),
    Column("Days", lambda one: days_of(one.first, one.last)),
)


def _caller(row: CallRow) -> str:
    if row.caller:
        return row.caller.label
    return f"owner of {row.exhibit}" if row.direction == "OUTGOING" else "not said"


def _called(row: CallRow) -> str:
    if row.called:
        return ", ".join(who.label for who in row.called)
    return f"owner of {row.exhibit}" if row.direction == "INCOMING" else "not said"


CALLS: tuple[Column[CallRow], ...] = (
    Column("Time", lambda row: when(row.time)),
    Column("Caller", _caller, tip=_caller),
    Column("Called", _called, tip=_called),
    Column("Length", lambda row: length_words(row.seconds), right=True),
    Column("Answered", lambda row: ANSWER_WORDS[row.answered]),
    Column("Direction", lambda row: row.direction.capitalize()),
    Column("App", lambda row: row.app),
    Column("Exhibit", lambda row: row.exhibit),
)
PICTURES: tuple[Column[PictureRow], ...] = (
    Column("Item", lambda row: f"{row.item:,}", right=True),
    Column("Time", lambda row: when(row.time)),
    Column("Sent by", lambda row: row.sender or "not sent"),
    Column("Exhibit", lambda row: row.exhibit),
)
PLACES: tuple[Column[PlaceRow], ...] = (
    Column("Time", lambda row: when(row.time)),
    Column("Place", place_words, tip=lambda row: f"{place_words(row)}; {decimal_words(row)}"),
    Column("Exact to", exactness, tip=exactness),
    Column("Exhibit", lambda row: row.exhibit),
)

"""A second time zone, shown beside London time and never in place of it."""

from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones

_AREAS = frozenset(
    (
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    )
)
_LONDON = "%a %d %b %Y %H:%M:%S (UTC%z)"
"""As `workflow.case.labelling.time_london` writes a time whose instant is known."""


def zone_names() -> tuple[str, ...]:
    """The zones that may be chosen, by area and place. It reads the whole database of zones, which takes a tenth
    of a second: never in the window's thread."""
    places = {name for name in available_timezones() if name.partition("/")[0] in _AREAS}
    return ("UTC", *sorted(places - {"Europe/London"}))


def zone_kept(untrusted: object) -> str | None:
    """A zone as it was kept, empty for none; None where there is no such zone."""
    if untrusted == "":
        return ""
    try:
        return ZoneInfo(untrusted).key if isinstance(untrusted, str) else None
    except (OSError, ValueError, LookupError):
        return None


def zone_words(zone: str) -> str:
    """A zone as people read it."""
    return zone.replace("_", " ")


def beside(time_london: str, zone: str) -> str:
    """The same moment in another zone, which is named; empty where no zone is chosen, or the moment is shown as its
    source wrote it."""
    if not zone:
        return ""
    try:
        moment = datetime.strptime(time_london, _LONDON)  # noqa: DTZ007  its form ends with the zone
    except ValueError:
        return ""
    return moment.astimezone(ZoneInfo(zone)).strftime(f"%a %d %b %Y %H:%M:%S ({zone_words(zone)}, UTC%z)")

"""Time zones by their names in the database of the Internet Assigned Numbers Authority."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from evidence_review.domain.errors import UnreadableExport


def zone_of(name: str) -> ZoneInfo:
    """The zone of this name; UnreadableExport where it is not known, so that no time is read in a wrong
    one."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        raise UnreadableExport(
            "This time zone is not known. Choose one from the list, for example Europe/London."
        ) from fault

"""Times written as a number: the scale is chosen by magnitude, never by the name of the field
(reference/formats.md rules 13 and 14).
"""

from datetime import datetime, timedelta
from enum import Enum

from evidence_review.domain.evidence import Moment
from evidence_review.domain.kinds import ZoneSource

_SCALES = ((1e11, 1_000_000), (1e14, 1_000), (1e17, 1))
"""Below each bound a number counts this many microseconds: seconds, milliseconds, microseconds; beyond,
nanoseconds."""


class Origin(Enum):
    """Where a count begins."""

    UNIX = datetime(1970, 1, 1)  # noqa: DTZ001 # instants are stored without tzinfo
    APPLE = datetime(2001, 1, 1)  # noqa: DTZ001  # an epoch is read with the zone told beside it
    WEBKIT = datetime(1601, 1, 1)  # noqa: DTZ001  # as above


def epoch(value: object, origin: Origin = Origin.UNIX) -> Moment | None:
    """The instant of a count since `origin`, a number or its text; None for None, "" and 0, which mean "not
    set" in every app seen.

    A number that gives no date keeps only its raw text. WebKit counts are microseconds always.
    """
    raw = "" if value is None else str(value).strip()
    try:
        number = float(raw)
        if number == 0:
            return None
        microseconds = number if origin is Origin.WEBKIT else _microseconds(raw, number)
        return Moment(
            raw, None, origin.value + timedelta(microseconds=microseconds), None, ZoneSource.IN_VALUE
        )
    except (ValueError, OverflowError):
        return Moment(raw) if raw else None


def _microseconds(raw: str, number: float) -> float:
    for bound, each in _SCALES:
        if abs(number) < bound:
            return int(raw) * each if raw.lstrip("-").isdigit() else number * each
    return int(raw) // 1000 if raw.lstrip("-").isdigit() else number / 1000

"""One time in words, on its own: what an account download or another program writes in a JSON value (FORMATS.md rules 11 and 12)."""

import re
from datetime import datetime

from evidence_review.domain.evidence import Moment
from evidence_review.domain.kinds import ZoneSource
from evidence_review.importers.epochs import epoch
from evidence_review.importers.plugin import Clock
from evidence_review.importers.tables_times import local_of, moment, order_of, written

_ISO = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,](\d{1,9}))?\s*(Z|UTC|[+-]\d\d:?\d\d)?", re.IGNORECASE)


def moment_of(value: object, clock: Clock, day_first: bool | None = None, zone: str = "") -> Moment | None:
    """The time that a value gives: its own zone first, then `zone` (of the report), then that of `clock`. None where it is not set.

    A number is a count since 1970. What cannot be read keeps its raw text alone.
    """
    if value is None or value == "" or isinstance(value, bool | list | dict):
        return None
    if isinstance(value, int | float):
        return epoch(value)
    raw = str(value)
    exact = _exact(raw, clock, zone)
    if exact:
        return exact
    found = written(raw)
    if found is None:
        return Moment(raw) if raw.strip() else None
    return moment(found, local_of(found, order_of([found], day_first))[0], zone, clock)


def _exact(raw: str, clock: Clock, zone: str) -> Moment | None:
    """ISO 8601, by far the most frequent, without a search for other readings."""
    found = _ISO.fullmatch(raw.strip())
    if found is None:
        return None
    try:
        local = datetime.fromisoformat(f"{found[1]}T{found[2]}").replace(microsecond=int((found[3] or "0")[:6].ljust(6, "0")))
        offset = (found[4] or zone).upper()
        if offset in {"Z", "UTC"}:
            return Moment(raw, local, local, "+00:00", ZoneSource.IN_VALUE if found[4] else ZoneSource.IN_REPORT)
        if not offset:
            return clock.moment(raw, local)
        whole = datetime.fromisoformat(f"{found[1]}T{found[2]}{offset}")
        utc = (local - shift) if (shift := whole.utcoffset()) is not None else None
        return Moment(raw, local, utc, offset, ZoneSource.IN_VALUE if found[4] else ZoneSource.IN_REPORT) if utc else None
    except (ValueError, OverflowError):
        return None

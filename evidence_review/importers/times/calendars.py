"""Years as phones write them: Buddhist, Japanese eras, Republic of China, Persian; all to Gregorian dates.

The Islamic lunar calendar depends on sightings and tables; its dates are recognised and left unconverted.
"""

from datetime import date

ERAS = {
    "令和": 2018, "r": 2018, "平成": 1988, "h": 1988, "昭和": 1925, "s": 1925, "民國": 1911, "民国": 1911,
    "minguo": 1911,
}  # fmt: skip
"""What to add to the year that follows an era's name."""

EARLIEST, LATEST = 2009, 2050
"""WhatsApp began in 2009: an earlier or a far later year is another reading of the digits, or another
calendar."""

_BUDDHIST = 543
_NOWRUZ_1400 = date(2021, 3, 21).toordinal()


def day(year: int, month: int, day_of_month: int, calendar: str = "") -> date | None:
    """The Gregorian date, or None where there is no such day, or none that can be told for sure.

    `calendar` is the mark beside the date ("buddhist", "persian", "islamic", an era of ERAS, "yearless" or
    nothing, when the size of the year tells). A year below 100 is taken as 20xx.
    """
    try:
        if calendar in ERAS:
            return date(year + ERAS[calendar], month, day_of_month)
        if calendar in {"islamic", "yearless"} or 1429 < year < 1500:
            return None
        if calendar == "persian" or 1380 < year < 1430:
            return _persian(year, month, day_of_month)
        return date(_gregorian_year(year, buddhist=calendar == "buddhist"), month, day_of_month)
    except (ValueError, OverflowError):
        return None


def _gregorian_year(year: int, *, buddhist: bool) -> int:
    if year < 100:
        # 2566 is also written 66; as 2066 it would lie far ahead
        return year + 2500 - _BUDDHIST if buddhist or 2000 + year > LATEST else 2000 + year
    if 100 < year < 140:  # of the Republic of China, its mark left out
        return year + ERAS["minguo"]
    return year - _BUDDHIST if buddhist or 2400 < year < 2700 else year


def _persian(year: int, month: int, day_of_month: int) -> date | None:
    year += 1300 if year < 100 and year > 50 else 1400 if year < 100 else 0
    if not 1 <= month <= 12 or not 1 <= day_of_month <= (31 if month < 7 else 30):
        return None
    ordinal = (
        _NOWRUZ_1400 + _days(year) - _days(1400) + (month - 1) * 30 + min(month - 1, 6) + day_of_month - 1
    )
    next_year = _NOWRUZ_1400 + _days(year + 1) - _days(1400)
    return date.fromordinal(ordinal) if ordinal < next_year else None


def _days(year: int) -> int:
    """Days before a Persian year, up to a constant: 8 leap years in 33 (agrees with the astronomical calendar
    1206 to 1500)."""
    cycle, within = divmod(year + 1595, 33)
    return 365 * year + cycle * 8 + (within + 3) // 4

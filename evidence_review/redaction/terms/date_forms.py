"""A date however it is written: numbers in day-month-year or year-month-day order, month names, two or four
digits of the year."""

import re

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_NAMES = "|".join(f"{name}|{name[:3]}|{name[:4]}" for name in _MONTHS)
_FORMS = (
    re.compile(r"(?P<d>\d{1,2})[ ./-](?P<m>\d{1,2})[ ./-](?P<y>\d{4}|\d{2})"),
    re.compile(r"(?P<y>\d{4})[ ./-](?P<m>\d{1,2})[ ./-](?P<d>\d{1,2})"),
    re.compile(
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ .,-]+(?P<n>{_NAMES})[ .,-]+(?P<y>\d{{4}}|\d{{2}})"
    ),
    re.compile(rf"(?P<n>{_NAMES})[ .,-]+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[ .,-]+(?P<y>\d{{4}}|\d{{2}})"),
)
_SEP = r"[\W_]{0,3}"


def pattern(term: str) -> str:
    """A pattern (over plain text) for the date that this term writes in full, or nothing where it is no
    date."""
    for form in _FORMS:
        found = form.fullmatch(term)
        if found:
            parts = found.groupdict()
            month = _month(parts.get("n")) or int(parts.get("m") or 0)
            day = int(parts["d"])
            if 1 <= month <= 12 and 1 <= day <= 31:
                return _written(day, month, parts["y"])
    return ""


def _month(name: str | None) -> int:
    return next((at for at, full in enumerate(_MONTHS, 1) if name and full.startswith(name)), 0)


def _written(day: int, month: int, year: str) -> str:
    """All orders; a year of four digits is also looked for by its last two where separators stand."""
    name = _MONTHS[month - 1]
    word = f"(?:{name}|{name[:4]}|{name[:3]})"
    nth = rf"0?{day}(?:st|nd|rd|th)?"
    years = rf"(?:{year}|'?{year[2:]})" if len(year) == 4 else rf"(?:\d\d)?{year}"
    first = f"(?=[0{str(day)[0]}{year[0]}{name[0]}])"  # so that a search need not try each form everywhere
    return (
        first
        + "(?:"
        + "|".join(
            (
                rf"0?{day}[\W_]{{1,3}}0?{month}[\W_]{{1,3}}{years}",
                rf"{day:02d}{month:02d}{year}",
                rf"{year}[\W_]{{0,3}}{month:02d}[\W_]{{0,3}}{day:02d}",
                rf"{year}[\W_]{{1,3}}0?{month}[\W_]{{1,3}}0?{day}",
                rf"{nth}{_SEP}(?:of{_SEP})?{word}{_SEP}{years}",
                rf"{word}{_SEP}{nth}{_SEP}{years}",
            )
        )
        + ")"
    )

"""Where on earth an item was, as its source wrote it, and how exactly that is known."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

type Pairs = Iterable[tuple[str, str]]

_DEGREES = r"([+-]?\d{1,3}(?:\.\d+)?)°?(?: ?± ?(\d+(?:\.\d+)?))?"
_PAIR = re.compile(
    rf"^(?:position|latitude, longitude|coordinates|location)?:? ?{_DEGREES}, ?{_DEGREES}(?:,|$| )",
    re.IGNORECASE | re.MULTILINE,
)
_NORTH = re.compile(r"^lat(?:itude)?: ([+-]?\d{1,2}(?:\.\d+)?)", re.IGNORECASE | re.MULTILINE)
_EAST = re.compile(r"^(?:lon|lng|long|longitude): ([+-]?\d{1,3}(?:\.\d+)?)", re.IGNORECASE | re.MULTILINE)
_WITHIN = re.compile(
    r"^(?:[\w.]*\.)?(?:accuracy(?:meters)?|horizontal accuracy|display radius \(meters\)|radius): "
    r"(\d+(?:\.\d+)?)",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Place:
    """Degrees north and east (WGS 84), how many decimals the source wrote, and within how many metres the source
    says that it is right (None: it does not say)."""

    north: float
    east: float
    decimals: int
    metres: float | None


def place_of(text: str, extra: Pairs) -> Place | None:
    """The first place that an item names; None where it names none, or none on earth."""
    said = dict(extra)
    north, east = said.get("latitude", ""), said.get("longitude", "")
    within = None
    if not (north and east):
        if pair := _PAIR.search(text):
            north, within, east = pair[1], pair[2], pair[3]
        elif (one := _NORTH.search(text)) and (other := _EAST.search(text)):
            north, east = one[1], other[1]
    told = _WITHIN.search(text)
    return _on_earth(north, east, within or (told[1] if told else said.get("accuracy", "")))


def _on_earth(north: str, east: str, within: str) -> Place | None:
    try:
        up, across = float(north), float(east)
    except ValueError:
        return None
    if not (-90 <= up <= 90 and -180 <= across <= 180) or (up == 0 and across == 0):
        return None
    decimals = max(len(one.rstrip("0").partition(".")[2]) for one in (north, east))
    return Place(up, across, decimals, float(within) if re.fullmatch(r"\d+(?:\.\d+)?", within) else None)

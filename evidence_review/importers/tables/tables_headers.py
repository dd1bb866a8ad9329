"""What a column's heading says: what it holds, in which zone its times are, which of day and month comes
first (reference/formats.md 3.3, 3.9).

Columns are known by their heading, never by their place (rule 24). The words stand in `tables_words`.
"""

import re
from dataclasses import dataclass
from functools import cache

from evidence_review.domain.sheet_mapping import Field
from evidence_review.importers.tables import tables_words as words
from evidence_review.importers.tables.tables_paths import LATER, is_path, readings
from evidence_review.importers.tables.tables_phones import flag_words


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading says: field, rank among the names of that field (0 is the usual one), zone such as
    "UTC+01:00", day order."""

    field: Field
    rank: int = 0
    zone: str = ""
    day_first: bool | None = None


_ZONE = re.compile(
    r"[\s(\[-]*\b(?:utc|gmt)\s*(?P<offset>[+-]\d{1,2}(?::?\d{2})?)?(?!\w)[)\]]*", re.IGNORECASE
)
_ORDER = re.compile(
    r"\(?\b(?:(?P<day>d{1,2})[/. -]M{1,2}|(?P<month>M{1,2})[/. -]d{1,2})[/. -]y{2,4}\b[^)]*\)?"
)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NUMBERED = re.compile(r"(attachment|anexo|adjunto|anhang|bijlage|allegato|pièce jointe) # ?\d+")


def plain(heading: str) -> str:
    """A heading or the name of a sheet as the word lists have it: "Recipient(s):" is "recipients",
    "calledNumber" is "called number"."""
    text = _HUMP.sub(" ", heading.strip("\ufeff\u200e\u200f \t\r\n*")).casefold().replace("(s)", "s")
    text = re.sub(r"[_\-–:/.,()\[\]\"'|]+", " ", text)
    return " ".join(re.sub(r"#\s*", "# ", text).split())


def meaning(heading: str) -> Meaning:
    """What a heading says; EXTRA where it is not known."""
    zone = _ZONE.search(heading)
    order = _ORDER.search(heading)
    rest = heading[: zone.start()] + " " + heading[zone.end() :] if zone else heading
    found = _ORDER.sub(" ", rest) if order else rest
    field, rank = _lookup().get(plain(found), _lookup().get(plain(heading), (Field.EXTRA, 0)))
    if field is Field.EXTRA and _NUMBERED.fullmatch(plain(found)):
        field = Field.ATTACHMENT
    if flag_words(heading) is not None:
        field, rank = Field.DIRECTION, 0
    elif field is Field.EXTRA and is_path(heading):
        field, rank = _inside(heading)
    named = f"UTC{_offset(zone['offset'])}" if zone else ""
    return Meaning(field, rank, named, bool(order["day"]) if order else None)


def _inside(heading: str) -> tuple[Field, int]:
    """What a key inside objects says by its last words, later than any heading that says it whole."""
    for reading in readings([plain(part) for part in heading.split(".")]):
        if reading in _lookup():
            field, rank = _lookup()[reading]
            return field, rank + LATER
    return Field.EXTRA, 0


def _offset(written: str | None) -> str:
    """Hours and minutes as "+01:00"; "+00:00" where the heading gives none."""
    found = re.fullmatch(r"([+-])(\d{1,2}):?(\d{2})?", written or "+0")
    return f"{found[1]}{int(found[2]):02}:{found[3] or '00'}" if found else "+00:00"


@cache
def _lookup() -> dict[str, tuple[Field, int]]:
    """Every known name with its field and rank; a name in two lists belongs to the first."""
    known = dict[str, tuple[Field, int]]()
    for field in Field:
        for rank, name in enumerate(getattr(words, field.name, ())):
            known.setdefault(name, (field, rank))
    return known


def sheet_kind(name: str) -> str:
    """What the name of a sheet says it holds, as the name of an ItemKind; "" where it says nothing."""
    text = f" {plain(name)} "
    fitting = [
        (len(word), kind) for kind, known in words.SHEETS.items() for word in known if f" {word} " in text
    ]
    return max(fitting)[1] if fitting else ""


def is_timeline(name: str) -> bool:
    """Whether a sheet shows again what the others hold."""
    return any(plain(name).startswith(word) for word in words.TIMELINE)

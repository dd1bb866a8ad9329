"""What readers of app databases share: values in words, columns that have no field of their own, the owner of
the phone."""

import hashlib
import re
from collections.abc import Container, Iterator, Mapping
from typing import Any

from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import Direction
from evidence_review.domain.people import Party, person_key
from evidence_review.importers.text.long_values import bounded

_LONGEST = 1_000_000
"""Characters of one value that are kept; a longer one is cut, and says so."""


def written(value: object) -> str:
    """A value as text; bytes by their size and SHA-256, since they are no words."""
    if isinstance(value, bytes):
        return f"{len(value)} bytes, SHA-256 {hashlib.sha256(value).hexdigest()}"
    text = str(value)
    return bounded(text, _LONGEST)


def rest(row: Mapping[str, Any], used: Container[str] = (), prefix: str = "") -> Iterator[tuple[str, str]]:
    """The columns of a row that are set and have no field of their own."""
    for name, value in row.items():
        if name not in used and value is not None and value != "":
            yield prefix + name, written(value)


def words(value: object) -> str | None:
    """A text column; None where it is not set. Text that was stored as bytes is decoded."""
    if value is None:
        return None
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            return written(value)
    return str(value)


def number(value: object) -> int | None:
    """A whole number, also where it was stored as text; None where it is none."""
    if isinstance(value, bool | int):
        return int(value)
    if isinstance(value, float):
        return int(value) if abs(value) < 1e18 else None
    return int(value) if isinstance(value, str) and re.fullmatch(r"\s*-?[0-9]{1,18}\s*", value) else None


def direction_of(mine: object) -> Direction:
    """Which way an item went, by whether the owner sent it; None where that is not known."""
    return Direction.UNKNOWN if mine is None else Direction.OUTGOING if mine else Direction.INCOMING


class Owner:
    """The person whose phone it is, as far as the person importing or the source says."""

    def __init__(self, options: ReadOptions, name: str | None = None) -> None:
        """`name` is what the source itself calls her."""
        said = (options.owner or "").strip()
        is_address = re.fullmatch(r"[+(]?\d[\d\s().-]{4,}|\S+@\S+", said) is not None
        self.party = Party(
            said if is_address else None, (None if is_address else said or None) or name, is_owner=True
        )
        self._keys = {person_key(word) for word in (said, *options.also_owner) if word}

    def is_me(self, *names: str | None) -> bool:
        """Whether one of these is a name or number of hers."""
        return any(person_key(name) in self._keys for name in names if name)

    def direction(self, sender: Party | None) -> Direction:
        """Which way a message went; not known where nobody is named, or another while she is not."""
        if sender is None or not (sender.is_owner or self.party.label()):
            return Direction.UNKNOWN
        return direction_of(sender.is_owner)

"""Whose Facebook or Instagram account a download is, and its people: names alone, since these downloads give
no ids."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import Direction
from evidence_review.domain.people import Party, person_key
from evidence_review.domain.text import fold
from evidence_review.importers.accounts.account_files import Files
from evidence_review.importers.accounts.meta.text import repaired
from evidence_review.importers.plugin import Clock
from evidence_review.importers.tally import Unknown

PROFILE = re.compile(r"(?:^|/)(?:profile_information|personal_information)\.json$", re.IGNORECASE)
_NAMES = frozenset({"name", "full_name", "username", "user name", "nom", "nombre", "nome"})
_LAYERS = 6


@dataclass(slots=True)
class Account:
    """What holds for a whole download: its files, whose it is, names not known, and what must be said of it
    once."""

    files: Files
    options: ReadOptions
    names: frozenset[str] = frozenset()
    unknown: Unknown = field(default_factory=Unknown)
    clock: Clock = field(default_factory=Clock)
    people: int = 0
    empty: int = 0
    hollow: int = 0
    pages: int = 0
    _mine: frozenset[str] = frozenset()
    _parties: dict[tuple[str, bool], Party] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """What the person importing said comes before the profile in the download."""
        said = (self.options.owner, *self.options.also_owner)
        self._mine = frozenset(person_key(word) for word in said if word and word.strip()) or self.names

    def party(self, name: str, *, handle: bool = False) -> Party | None:
        """A person by the name that is written; a handle of the flat Instagram download does identify."""
        if not name:
            return None
        self.people += not handle
        key = (name, handle)
        if key not in self._parties:
            mine = person_key(name) in self._mine
            self._parties[key] = Party(name, None, mine) if handle else Party(None, name, mine)
        return self._parties[key]

    def direction(self, sender: Party | None) -> Direction:
        """By the owner, where she is known; else unknown (rule 15)."""
        if sender is None or not self._mine:
            return Direction.UNKNOWN
        return Direction.OUTGOING if sender.is_owner else Direction.INCOMING


def owner_names(profile: Any) -> frozenset[str]:
    """The keys of the names in a profile file: `profile_v2.name.full_name`, or the values labelled name and
    user name."""
    return frozenset(person_key(name) for name in _found(repaired(profile), "", 0) if name.strip())


def _found(value: Any, label: str, layer: int) -> Iterator[str]:
    if isinstance(value, str):
        if layer <= _LAYERS and fold(label).text in _NAMES:
            yield value
        return
    for named, each in _labels(value, label, layer) if layer <= _LAYERS else ():
        yield from _found(each, named, layer + 1)


def _labels(value: Any, label: str, layer: int) -> Iterator[tuple[str, Any]]:
    """What a list or object of a profile holds that may be a name, each with its label."""
    if isinstance(value, list):
        yield from ((label, each) for each in value)
    elif isinstance(value, dict):
        if isinstance(value.get("value"), str) and "label" in value:
            yield str(value["label"]), value["value"]
        for key, each in value.items():
            named = label if key == "value" else key
            if key in _PROFILE_PARTS or fold(named).text in _NAMES or layer == 0:
                yield named, each


_PROFILE_PARTS = frozenset(
    {"profile", "profile_v2", "profile_user", "string_map_data", "label_values", "value"}
)

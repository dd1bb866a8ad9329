"""Counting while reading, so that every import ends with a Tally that balances (reference/formats.md rules 1
and 5)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from evidence_review.domain.evidence import Declared, Item, Problem, Read, Tally
from evidence_review.domain.kinds import ProblemKind

_LOSSES = (ProblemKind.NOT_READ, ProblemKind.PARTLY_READ)


def tallied(values: Iterable[Item | Problem | Declared], empty: str = "") -> Iterator[Read]:
    """The values, then the Tally of what they account for.

    Nothing from something is an error, whatever was remarked on the way: `empty` says what was found to hold
    nothing.
    """
    found = said = 0
    for value in values:
        said += isinstance(value, Item) or (
            isinstance(value, Problem) and (value.records > 0 or value.kind in _LOSSES)
        )
        found += 1 if isinstance(value, Item) else value.records if isinstance(value, Problem) else 0
        yield value
    if not said:
        yield Problem(
            "whole file",
            ProblemKind.NOT_READ,
            empty or "No record was found in this file. Check that it is whole.",
            1,
        )
        found = 1
    yield Tally(found)


def distinct(values: Iterable[Item | Problem | Declared]) -> Iterator[Item | Problem | Declared]:
    """The values, each item with a locator of its own: a damaged database may give one row number twice, and
    both rows are kept."""
    seen = set[int]()
    for value in values:
        kept, again = value, 2
        while isinstance(kept, Item) and isinstance(value, Item) and hash(kept.locator) in seen:
            kept = replace(kept, locator=f"{value.locator} ({again}. time)")
            again += 1
        if isinstance(kept, Item):
            seen.add(hash(kept.locator))  # the hash alone: there may be millions
        yield kept


@dataclass(slots=True)
class Unknown:
    """Names that an importer does not know, such as keys, columns or elements: how often each occurred, and
    where first."""

    seen: dict[str, tuple[int, str]] = field(default_factory=dict)

    def add(self, what: str, name: str, locator: str) -> None:
        """Count one; a hostile file cannot make the list grow without end."""
        key = f'{what} "{"".join(c if c.isprintable() else "?" for c in name[:80])}"'
        if key in self.seen or len(self.seen) < 1000:
            count, first = self.seen.get(key, (0, locator))
            self.seen[key] = (count + 1, first)

    def problems(self) -> Iterator[Problem]:
        """One remark for each name; the values themselves are kept with their items."""
        for key, (count, first) in sorted(self.seen.items()):
            yield Problem(
                first,
                ProblemKind.UNKNOWN_NAME,
                f"The {key} is not known here ({count} times); its values were kept as they are.",
                0,
            )

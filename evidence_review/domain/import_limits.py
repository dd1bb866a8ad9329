"""How much of a source its legal basis covers: of the rest nothing is stored but its count (reference/law.md
A)."""

from dataclasses import dataclass
from datetime import date

from evidence_review.domain.evidence import Moment
from evidence_review.domain.people import person_key


@dataclass(frozen=True, slots=True)
class Limit:
    """Which part of a source its legal basis covers.

    The rest is counted and never stored (reference/law.md A).

    `people`: conversations in which one of these takes part (names or numbers as the source writes them;
    empty: all). Days are inclusive, of the time as written; `undated` says whether an item without a time is
    taken.
    """

    people: tuple[str, ...] = ()
    date_from: date | None = None
    date_to: date | None = None
    undated: bool = True

    def keys(self) -> frozenset[str]:
        """The keys of the people."""
        return frozenset(person_key(one) for one in self.people if one.strip())

    def days_take(self, sent: Moment | None) -> bool:
        """Whether an item sent then lies within the days."""
        if self.date_from is None and self.date_to is None:
            return True
        when = None if sent is None else sent.local or sent.utc
        if when is None:
            return self.undated
        return (self.date_from is None or when.date() >= self.date_from) and (
            self.date_to is None or when.date() <= self.date_to
        )

    def words(self) -> str:
        """What is taken, for the log and the report; empty where everything is."""
        days = (
            f"{self.date_from or 'the beginning'} to {self.date_to or 'the end'}"
            if self.date_from or self.date_to
            else ""
        )
        people = f"conversations of {len(self.people)} named people" if self.people else ""
        return "; ".join(
            part
            for part in (days, people, "" if self.undated or not days else "without undated items")
            if part
        )


EVERYTHING = Limit()
"""No limit."""
LEFT_OUT = "Left out when it was imported: outside the {} that the legal basis covers."
"""The reason of a problem that counts what a limit left out; `domain.accounting` knows it again."""

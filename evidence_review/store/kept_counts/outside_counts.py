"""What no approved line covers, and how much is held: counted, or kept until what lines cover changes."""

from collections.abc import Sequence

from evidence_review.store.case import Case, Change

_COUNTED = (
    "SELECT x.ref, i.kind, CASE WHEN i.day IS NULL THEN 'no date' ELSE 'outside every approved line' END, count(*), "
    "sum(i.id NOT IN (SELECT item_id FROM in_scope)) FROM items i "
    "JOIN sources s ON s.id = i.source_id JOIN exhibits x ON x.id = s.exhibit_id GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
)
type Part = tuple[str, str, str, int, int]
"""Exhibit, kind, why it may lie outside, how many are held, how many of them lie outside."""


def recount(change: Change) -> None:
    """Count the whole case and keep it."""
    change.run("DELETE FROM outside_counts")
    change.run(f"INSERT INTO outside_counts {_COUNTED}")


def kept(case: Case) -> tuple[Part, ...]:
    """The parts as they are kept; nothing where they have to be counted, or nothing is held."""
    rows = case.all("SELECT exhibit, kind, why, held, outside FROM outside_counts ORDER BY 1, 2, 3")
    return tuple((ref, kind, why, held, beyond) for ref, kind, why, held, beyond in rows)


def counted(case: Case) -> tuple[Part, ...]:
    """The parts, counted."""
    return tuple((ref, kind, why, held, beyond) for ref, kind, why, held, beyond in case.all(_COUNTED))


def outside(parts: Sequence[Part]) -> list[tuple[str, str, int, str]]:
    """What no approved line covers, as counts: exhibit, kind, how many, why."""
    return [(ref, kind, beyond, why) for ref, kind, why, _, beyond in parts if beyond]


def faults(case: Case) -> list[str]:
    """Each kept part that is not what is counted, by exhibit and kind."""
    here = kept(case)
    return sorted({f"{ref}, {kind}" for ref, kind, *_ in set(here) ^ set(counted(case))}) if here else []

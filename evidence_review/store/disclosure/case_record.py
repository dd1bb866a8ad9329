"""The record of the case: charges, issues, stage, officers, linked cases, dates. Only ever added to."""

from datetime import date

from evidence_review.domain.disclosure import CaseEntry, EntrySort
from evidence_review.domain.ids import UserId
from evidence_review.store.case import Case, Change, now


def add(change: Change, entry: CaseEntry, document: str, by: UserId) -> CaseEntry:
    """Enter an entry; its number is the next of its sort. `document`: the id of the defence document that it comes
    from, or ""."""
    (number,) = change.run(
        "SELECT coalesce(max(number), 0) + 1 FROM case_entries WHERE sort = :sort", {"sort": str(entry.sort)}
    ).fetchone()
    made = change.run(
        "INSERT INTO case_entries (sort, number, words, person_id, day, document_id, by, at) VALUES (:sort, "
        ":number, :words, :person, :day, :document, :by, :at)",
        {
            "sort": str(entry.sort),
            "number": number,
            "words": entry.words,
            "person": entry.person or None,
            "day": entry.day.isoformat() if entry.day else None,
            "document": document or None,
            "by": by,
            "at": now(),
        },
    ).lastrowid
    change.run_many(
        "INSERT INTO case_entry_lines VALUES (:entry, (SELECT id FROM lines WHERE number = :line))",
        [{"entry": made, "line": line} for line in entry.lines],
    )
    return CaseEntry(
        made, entry.sort, number, entry.words, entry.person, entry.day, entry.lines, entry.document
    )


def end(change: Change, entry: int, reason: str, by: UserId) -> None:
    """End an entry by a later row."""
    change.run(
        "INSERT INTO case_entry_ends VALUES (:entry, :reason, :by, :at)",
        {"entry": entry, "reason": reason, "by": by, "at": now()},
    )


def standing(case: Case, sort: EntrySort | None = None) -> tuple[CaseEntry, ...]:
    """The entries that stand, of one sort where one is named, in order."""
    rows = case.all(
        "SELECT e.id, e.sort, e.number, e.words, coalesce(e.person_id, 0), e.day, coalesce(d.number, 0), "
        "(SELECT group_concat(l.number) FROM case_entry_lines x JOIN lines l ON l.id = x.line_id WHERE "
        "x.entry_id = e.id) FROM case_entries e LEFT JOIN defence_documents d ON d.id = e.document_id WHERE "
        "(:sort = '' OR e.sort = :sort) AND e.id NOT IN (SELECT entry_id FROM case_entry_ends) ORDER BY e.id",
        {"sort": str(sort or "")},
    )
    return tuple(
        CaseEntry(
            entry,
            EntrySort(kind),
            number,
            words,
            person,
            date.fromisoformat(day) if day else None,
            tuple(sorted(map(int, lines.split(",")))) if lines else (),
            document,
        )
        for entry, kind, number, words, person, day, document, lines in rows
    )

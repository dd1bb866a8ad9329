"""Further readings of a source, for what earlier ones could not read: each with its own settings, remarks and
account; nothing of the earlier ones changes."""

from dataclasses import replace

from evidence_review.domain.evidence import Declared, Problem
from evidence_review.domain.ids import SourceId, UserId
from evidence_review.store.case import Case, Change, now
from evidence_review.store.exhibits import Source, keep_remarks, settings_text


def begin(change: Change, source: Source, by: UserId) -> Source:
    """Store that a source is read once more, as its importer, options and limit say; the source as that
    reading has it."""
    number = source.number + 1
    done = change.run(
        "INSERT INTO readings (source_id, number, importer, importer_version, options, by, at) "
        "VALUES (:source, :number, :importer, :version, :options, :by, :at)",
        {
            "source": source.id,
            "number": number,
            "importer": source.importer,
            "version": source.importer_version,
            "options": settings_text(source),
            "by": by,
            "at": now(),
        },
    )
    return replace(source, reading=done.lastrowid, number=number, found=None, imported=None, duplicates=None)


def add_remarks(change: Change, reading: int, problems: list[Problem], declared: list[Declared]) -> None:
    """Store what a further reading could not read and what the source claims; one row however often it is
    said."""
    keep_remarks(change, ("reading_problems", "reading_declared", "reading_id"), reading, problems, declared)


def end(change: Change, ended: Source, account: str) -> None:
    """Note that a further reading reached its end, with its counts and its account as JSON."""
    change.run(
        "INSERT INTO reading_ends VALUES (:reading, :found, :imported, :duplicates, :account, :at)",
        {
            "reading": ended.reading,
            "found": ended.found,
            "imported": ended.imported,
            "duplicates": ended.duplicates,
            "account": account,
            "at": now(),
        },
    )


def accounts(case: Case, source: SourceId) -> tuple[tuple[int, str], ...]:
    """(number of the reading, its account as JSON) of all readings of a source that reached their end, the
    first one first."""
    rows = case.all(
        "SELECT number, account FROM (SELECT 1 AS number, account FROM accounts WHERE source_id = :source "
        "UNION ALL SELECT r.number, d.account FROM readings r JOIN reading_ends d ON d.reading_id "
        "= r.id WHERE r.source_id = :source) ORDER BY number",
        {"source": source},
    )
    return tuple((number, account) for number, account in rows)

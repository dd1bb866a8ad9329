"""How a disclosure officer describes the entries of the schedule. Only ever added to."""

from evidence_review.domain.ids import LineId, UserId
from evidence_review.store.case import Case, Change, now
from evidence_review.store.items import add_blob, blob_bytes


def add(change: Change, line: LineId, thread: int, words: str, by: UserId) -> None:
    """Keep a description of a conversation or document for one line; an earlier one is superseded."""
    change.run(
        "INSERT INTO descriptions (line_id, thread_id, words, by, at) VALUES (:line, :thread, :words, :by, "
        ":at)",
        {"line": line, "thread": thread, "words": words, "by": by, "at": now()},
    )


def standing(case: Case) -> dict[tuple[LineId, int], str]:
    """The last description by line and conversation."""
    rows = case.all("SELECT line_id, thread_id, words FROM descriptions ORDER BY number")
    return {(LineId(line), thread): words for line, thread, words in rows}


def add_office_paper(change: Change, production: str, name: str, data: bytes) -> None:
    """Keep a paper of one bundle that stays in the office."""
    change.run(
        "INSERT INTO office_papers VALUES (:production, :name, :blob)",
        {"production": production, "name": name, "blob": add_blob(change, data)},
    )


def office_papers(case: Case, person: int) -> tuple[tuple[str, str, bytes], ...]:
    """What stayed in the office for one accused, in order of the bundles: when (UTC), name, data."""
    rows = case.all(
        "SELECT p.at, o.name, o.blob_id FROM office_papers o JOIN productions p ON p.id = o.production_id JOIN "
        "production_for f ON f.production_id = p.id WHERE f.person_id = :person ORDER BY p.rowid, o.name",
        {"person": person},
    )
    return tuple((at, name, blob_bytes(case, blob)) for at, name, blob in rows)

"""What was done in a case after a moment that the disclosure management document tells of, by numbers: versions of
lines, entries of the case record, papers of the defence, sources."""

from evidence_review.store.case import Case


def lines_approved(case: Case, after: str) -> tuple[tuple[int, int], ...]:
    """Number and version of each version of a line that was approved after a moment (UTC)."""
    rows = case.all(
        "SELECT l.number, v.version FROM line_acts a JOIN line_versions v ON v.id = a.version_id JOIN lines l ON "
        "l.id = v.line_id WHERE a.act = 'APPROVED' AND a.at > :after ORDER BY l.number, v.version",
        {"after": after},
    )
    return tuple((number, version) for number, version in rows)


def entries_made(case: Case, person: int, after: str) -> tuple[tuple[str, int, bool], ...]:
    """Sort and number of each entry about this accused or all that was entered (True) or ended (False) after a
    moment."""
    rows = case.all(
        "SELECT sort, number, 1 AS made, at FROM case_entries WHERE coalesce(person_id, :person) = :person AND at > :after "
        "UNION ALL SELECT e.sort, e.number, 0, d.at FROM case_entry_ends d JOIN case_entries e ON e.id = d.entry_id "
        "WHERE coalesce(e.person_id, :person) = :person AND d.at > :after ORDER BY 4",
        {"person": person, "after": after},
    )
    return tuple((sort, number, bool(made)) for sort, number, made, _ in rows)


def documents_served(case: Case, person: int, after: str) -> tuple[int, ...]:
    """Numbers of the papers that the defence of an accused served, as recorded after a moment."""
    rows = case.all(
        "SELECT number FROM defence_documents WHERE person_id = :person AND at > :after ORDER BY number",
        {"person": person, "after": after},
    )
    return tuple(number for (number,) in rows)


def sources_read(case: Case, after: str) -> int:
    """How many sources were imported after a moment."""
    return case.count("SELECT count(*) FROM sources WHERE at > :after", {"after": after})

"""What was done in a case after a bundle that the disclosure management document tells of, by numbers: versions of
lines, entries of the case record, papers of the defence, sources. After: by a later entry of the log, since two acts can
lie within one second."""

from evidence_review.store.case import Case

_LATER = (
    "SELECT k.value FROM seals s JOIN json_each(s.keys) k WHERE s.name = '{table}' AND s.seq > (SELECT p.seq FROM "
    "seals p JOIN json_each(p.keys) made WHERE p.name = 'productions' AND made.value = :bundle)"
)


def _later(table: str) -> str:
    """The keys of a table that entries after a bundle wrote."""
    return _LATER.format(table=table)


def lines_approved(case: Case, bundle: str) -> tuple[tuple[int, int], ...]:
    """Number and version of each version of a line that was approved after a bundle."""
    rows = case.all(
        "SELECT l.number, v.version FROM line_acts a JOIN line_versions v ON v.id = a.version_id JOIN lines l ON "
        f"l.id = v.line_id WHERE a.act = 'APPROVED' AND v.id IN ({_later('line_acts')}) ORDER BY l.number, v.version",
        {"bundle": bundle},
    )
    return tuple((number, version) for number, version in rows)


def entries_made(case: Case, person: int, bundle: str) -> tuple[tuple[str, int, bool], ...]:
    """Sort and number of each entry about this accused or all that was entered (True) or ended (False) after a
    bundle."""
    rows = case.all(
        "SELECT sort, number, 1 AS made, at FROM case_entries WHERE coalesce(person_id, :person) = :person "
        f"AND id IN ({_later('case_entries')}) "
        "UNION ALL SELECT e.sort, e.number, 0, d.at FROM case_entry_ends d JOIN case_entries e ON e.id = d.entry_id "
        f"WHERE coalesce(e.person_id, :person) = :person AND e.id IN ({_later('case_entry_ends')}) ORDER BY 4",
        {"person": person, "bundle": bundle},
    )
    return tuple((sort, number, bool(made)) for sort, number, made, _ in rows)


def documents_served(case: Case, person: int, bundle: str) -> tuple[int, ...]:
    """Numbers of the papers that the defence of an accused served, as recorded after a bundle."""
    rows = case.all(
        "SELECT number FROM defence_documents WHERE person_id = :person "
        f"AND id IN ({_later('defence_documents')}) ORDER BY number",
        {"person": person, "bundle": bundle},
    )
    return tuple(number for (number,) in rows)


def sources_read(case: Case, bundle: str) -> int:
    """How many sources were imported after a bundle."""
    return case.count(f"SELECT count(*) FROM sources WHERE id IN ({_later('sources')})", {"bundle": bundle})

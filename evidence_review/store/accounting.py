"""The account of a stored source, counted over what is stored: figures, titles and dates, never words (domain.accounting)."""

from datetime import datetime

from evidence_review.domain.accounting import TALK, Account, Figures, Talk, account_of
from evidence_review.domain.ids import SourceId
from evidence_review.domain.people import person_key
from evidence_review.store.case import Case
from evidence_review.store.exhibits import Source, coverage


def account(case: Case, source: Source) -> Account:
    """The account as it stands; before the import reached its end, `found` is 0."""
    kept = coverage(case, source)
    return account_of(
        source.name,
        source.importer,
        kept.found,
        kept.imported,
        kept.duplicates,
        list(kept.problems),
        list(kept.declared),
        _figures(case, source.id),
    )


def _figures(case: Case, source: SourceId) -> Figures:
    values = {"source": source}
    spoken = ", ".join(f"'{kind.value}'" for kind in sorted(TALK))
    return Figures(
        instants=_ends(case, source, "sent_utc", "sent_utc IS NOT NULL"),
        readings=_ends(case, source, "sent_local", "sent_utc IS NULL AND sent_local IS NOT NULL"),
        undated=case.count("SELECT count(*) FROM items WHERE source_id = :source AND sent_utc IS NULL AND sent_local IS NULL", values),
        conversations=case.count(f"SELECT count(DISTINCT thread_id) FROM items WHERE source_id = :source AND kind IN ({spoken})", values),
        participants=_participants(case, source),
        kinds=_groups(case, source, "kind"),
        apps=_groups(case, source, "app"),
        directions=_groups(case, source, "direction"),
        days=_groups(case, source, "substr(coalesce(sent_local, sent_utc), 1, 10)"),
        talks=_talks(case, source),
    )


def _ends(case: Case, source: SourceId, column: str, where: str) -> tuple[datetime, ...]:
    row = case.one(f"SELECT min({column}), max({column}) FROM items WHERE source_id = :source AND {where}", {"source": source})
    return tuple(datetime.fromisoformat(when) for when in row) if row and row[0] else ()


def _groups(case: Case, source: SourceId, by: str) -> tuple[tuple[str, int], ...]:
    rows = case.all(f"SELECT {by} AS part, count(*) FROM items WHERE source_id = :source GROUP BY part ORDER BY part", {"source": source})
    return tuple((name, count) for name, count in rows if name is not None)


def _participants(case: Case, source: SourceId) -> int:
    rows = case.all(
        "SELECT identifier, name FROM parties WHERE id IN (SELECT sender_id FROM items WHERE source_id = :source UNION "
        "SELECT r.party_id FROM recipients r JOIN items i ON i.id = r.item_id WHERE i.source_id = :source)",
        {"source": source},
    )
    return len({key for identifier, name in rows if (key := person_key(identifier or name or ""))})


def _talks(case: Case, source: SourceId) -> tuple[Talk, ...]:
    rows = case.all(
        "SELECT t.name, t.title, t.app, count(*), coalesce(min(coalesce(i.sent_utc, i.sent_local)), ''), coalesce(max(coalesce(i.sent_utc, i.sent_local)), '') "
        "FROM items i JOIN threads t ON t.id = i.thread_id WHERE i.source_id = :source GROUP BY t.id ORDER BY t.id",
        {"source": source},
    )
    return tuple(Talk(*row) for row in rows)

"""Every act on disclosure for one accused, for the record sheet."""

from dataclasses import dataclass

from evidence_review.domain.ids import ItemId, UserId
from evidence_review.store.case import Case

_SELECTED = {
    "endorsements": "at, by, 'coded', 0, item_id, code, '', reason FROM endorsements t WHERE accused = :name",
    "assessments": (
        "at, by, 'assessed', issue, item_id, value, limbs, reason FROM assessments t "
        "WHERE person_id = :person"
    ),
    "settlements": (
        "t.at, t.by, 'settled', 0, a.item_id, '', '', t.words FROM settlements t "
        "JOIN assessments a ON a.id = t.assessment_id WHERE a.person_id = :person"
    ),
    "sensitive_claims": "at, by, 'claimed', number, 0, interest, '', reason FROM sensitive_claims t",
    "sensitive_views": (
        "t.at, t.by, 'viewed', c.number, 0, t.view, iif(t.application, 'application', ''), t.reason "
        "FROM sensitive_views t JOIN sensitive_claims c ON c.id = t.claim_id"
    ),
    "sensitive_ends": (
        "t.at, t.by, 'took back', c.number, 0, '', '', t.reason FROM sensitive_ends t "
        "JOIN sensitive_claims c ON c.id = t.claim_id"
    ),
    "police_requests": "at, by, 'asked', number, item_id, sort, '', words FROM police_requests t",
    "police_answers": (
        "t.at, t.by, 'answered', r.number, 0, r.sort, '', t.words FROM police_answers t "
        "JOIN police_requests r ON r.id = t.request_id"
    ),
    "defence_documents": (
        "at, by, 'served', number, 0, sort, day, '' FROM defence_documents t WHERE person_id = :person"
    ),
    "defence_answers": (
        "t.at, t.by, 'replied', d.number, 0, t.answer, t.day, t.words FROM defence_answers t "
        "JOIN defence_documents d ON d.id = t.document_id WHERE d.person_id = :person"
    ),
    "reviews_kept": (
        "at, by, 'kept', 0, item_id, '', '', reason FROM reviews_kept t WHERE person_id IN (0, :person)"
    ),
    "productions": (
        "t.at, t.by, 'produced', 0, 0, '', t.recipient, '' FROM productions t "
        "JOIN production_for f ON f.production_id = t.id WHERE f.person_id = :person"
    ),
}
_COLUMNS = "name, key, at, by, act, number, item_id, value, more, words"
_READ = (
    "SELECT a.at, a.by, a.act, a.number, a.item_id, coalesce(x.ref, ''), a.value, a.more, a.words FROM acts a LEFT "
    "JOIN entries e ON e.name = a.name AND e.key = a.key LEFT JOIN items i ON i.id = a.item_id LEFT JOIN sources s "
    "ON s.id = i.source_id LEFT JOIN exhibits x ON x.id = s.exhibit_id "
    "ORDER BY e.seq, a.at, a.act, a.number, a.item_id"
)


@dataclass(frozen=True, slots=True)
class DisclosureAct:
    """One act on disclosure: when (UTC, ISO), by whom, what was done, the number of what it is about (0: none),
    the item (0: none) with its exhibit, the value out of its closed set, what belongs to it (limbs, a day, a recipient), and the
    words of who acted."""

    at: str
    by: UserId
    act: str
    number: int
    item: ItemId
    exhibit: str
    value: str
    more: str
    words: str


def disclosure_acts(case: Case, person: int, name: str) -> tuple[DisclosureAct, ...]:
    """The acts for this accused, by number and by name, in the order in which they were done: that of the log, since
    several acts lie within one second."""
    rows = case.all(_words(case), {"person": person, "name": name})
    return tuple(
        DisclosureAct(at, UserId(by), act, number, ItemId(item), exhibit, value, more, words)
        for at, by, act, number, item, exhibit, value, more, words in rows
    )


def _words(case: Case) -> str:
    """The acts in SQL, each with the entry of the log that sealed its row."""
    acts = " UNION ALL ".join(
        f"SELECT '{table}', {case.sealed[table].key('t')}, {told}" for table, told in _SELECTED.items()
    )
    entries = (
        "SELECT s.name, k.value, min(s.seq) FROM seals s JOIN json_each(s.keys) k WHERE s.name IN "
        f"({', '.join(f"'{table}'" for table in _SELECTED)}) GROUP BY 1, 2"
    )
    return f"WITH acts ({_COLUMNS}) AS ({acts}), entries (name, key, seq) AS ({entries}) {_READ}"

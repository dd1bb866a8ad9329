"""Every act on disclosure for one accused, for the record sheet."""

from dataclasses import dataclass

from evidence_review.domain.ids import ItemId, UserId
from evidence_review.store.case import Case

_ACTS = (
    "WITH acts AS (SELECT at, by, 'coded' AS act, 0 AS number, item_id, code AS value, '' AS more, reason AS words FROM endorsements "
    "WHERE accused = :name "
    "UNION ALL SELECT at, by, 'assessed', issue, item_id, value, limbs, reason FROM assessments WHERE person_id = :person "
    "UNION ALL SELECT s.at, s.by, 'settled', 0, a.item_id, '', '', s.words FROM settlements s "
    "JOIN assessments a ON a.id = s.assessment_id WHERE a.person_id = :person "
    "UNION ALL SELECT at, by, 'claimed', number, 0, interest, '', reason FROM sensitive_claims "
    "UNION ALL SELECT v.at, v.by, 'viewed', c.number, 0, v.view, iif(v.application, 'application', ''), v.reason "
    "FROM sensitive_views v JOIN sensitive_claims c ON c.id = v.claim_id "
    "UNION ALL SELECT e.at, e.by, 'took back', c.number, 0, '', '', e.reason FROM sensitive_ends e JOIN "
    "sensitive_claims c ON c.id = e.claim_id "
    "UNION ALL SELECT at, by, 'asked', number, item_id, sort, '', words FROM police_requests "
    "UNION ALL SELECT a.at, a.by, 'answered', r.number, 0, r.sort, '', a.words FROM police_answers a JOIN police_requests r "
    "ON r.id = a.request_id "
    "UNION ALL SELECT at, by, 'served', number, 0, sort, day, '' FROM defence_documents WHERE person_id = :person "
    "UNION ALL SELECT a.at, a.by, 'replied', d.number, 0, a.answer, a.day, a.words FROM defence_answers a JOIN "
    "defence_documents d ON d.id = a.document_id WHERE d.person_id = :person "
    "UNION ALL SELECT k.at, k.by, 'kept', 0, k.item_id, '', '', k.reason FROM reviews_kept k WHERE k.person_id IN "
    "(0, :person) "
    "UNION ALL SELECT p.at, p.by, 'produced', 0, 0, '', p.recipient, '' FROM productions p JOIN production_for f "
    "ON f.production_id = p.id WHERE f.person_id = :person) "
    "SELECT a.at, a.by, a.act, a.number, a.item_id, coalesce(x.ref, ''), a.value, a.more, a.words FROM acts a LEFT JOIN "
    "items i ON i.id = a.item_id LEFT JOIN sources s ON s.id = i.source_id LEFT JOIN exhibits x ON x.id = s.exhibit_id "
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
    """The acts for this accused, by number and by name, in order of time."""
    rows = case.all(f"{_ACTS} ORDER BY a.at, a.act, a.number, a.item_id", {"person": person, "name": name})
    return tuple(
        DisclosureAct(at, UserId(by), act, number, ItemId(item), exhibit, value, more, words)
        for at, by, act, number, item, exhibit, value, more, words in rows
    )

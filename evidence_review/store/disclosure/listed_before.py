"""In which schedules the conversation of a sensitive item was listed while the item counted as relevant and no claim
stood yet. After and before: by the entries of the log, since two acts can lie within one second."""

from evidence_review.domain.ids import ItemId
from evidence_review.store.case import Case

_LISTED = """
WITH sealed (name, key, seq) AS (
  SELECT s.name, k.value, min(s.seq) FROM seals s JOIN json_each(s.keys) k
  WHERE s.name IN ('productions', 'sensitive_claims', 'decisions') GROUP BY 1, 2
), decided AS (
  SELECT d.*, s.seq FROM decisions d JOIN sealed s ON s.name = 'decisions' AND s.key = d.id WHERE d.item_id = :item
), served AS (
  SELECT p.id, s.seq, row_number() OVER (ORDER BY p.rowid) AS schedule
  FROM productions p JOIN production_for f ON f.production_id = p.id
  JOIN sealed s ON s.name = 'productions' AND s.key = p.id WHERE f.person_id = :person
)
SELECT n.number, v.schedule FROM served v JOIN scheduled w ON w.production_id = v.id
JOIN schedule_numbers n ON n.number = w.number JOIN items i ON i.thread_id = n.thread_id AND i.id = :item
WHERE v.seq < (SELECT min(s.seq) FROM sensitive_claims c JOIN sealed s ON s.name = 'sensitive_claims' AND s.key = c.id
               WHERE c.item_id = :item)
  AND 'RELEVANT' = (
    SELECT d.value FROM decided d WHERE d.line_id = n.line_id AND d.seq < v.seq AND d.undoes IS NULL
    AND NOT EXISTS (SELECT 1 FROM decided u WHERE u.undoes = d.id AND u.seq < v.seq) ORDER BY d.number DESC LIMIT 1)
ORDER BY v.schedule, n.number
"""


def listed_before(case: Case, person: int, item: ItemId) -> tuple[tuple[int, int], ...]:
    """Entry and number of each schedule for this accused that was made before the item was first claimed sensitive,
    has an entry for the item's conversation, and was made while the item stood as relevant to the line of it."""
    rows = case.all(_LISTED, {"person": person, "item": item})
    return tuple((entry, schedule) for entry, schedule in rows)

"""Second counts: what the papers of a bundle state, counted again from the rows that people and imports wrote,
by queries that share nothing with those of the papers."""

from evidence_review.domain.ids import LineId
from evidence_review.store.case import Case

_LAST = (
    "SELECT d.item_id FROM decisions d WHERE d.line_id = :line AND d.undoes IS NULL AND d.value = 'RELEVANT' AND "
    "d.id NOT IN (SELECT undoes FROM decisions WHERE undoes IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM decisions "
    "n WHERE n.line_id = d.line_id AND n.item_id = d.item_id AND n.number > d.number AND n.undoes IS NULL AND "
    "n.id NOT IN (SELECT undoes FROM decisions WHERE undoes IS NOT NULL)) AND d.item_id NOT IN (SELECT c.item_id "
    "FROM sensitive_claims c LEFT JOIN sensitive_ends e ON e.claim_id = c.id WHERE e.claim_id IS NULL)"
)
_DISCLOSED = (
    "SELECT e.item_id FROM endorsements e WHERE e.accused = :accused GROUP BY e.item_id HAVING "
    "max(e.number * 10 + (e.code = 'DISCLOSE')) % 10 = 1"
)
_HERE = (
    "WITH standing AS (SELECT i.id, i.thread_id FROM items i WHERE i.id IN (SELECT item_id FROM reviewable WHERE "
    f"line_id = :line) AND i.id IN ({_LAST}) AND i.id IN ({_DISCLOSED}))"
)


def copied(case: Case, line: LineId, accused: str, thread: int) -> int:
    """How many items of a conversation stand as relevant to a line and are coded for disclosure."""
    values = {"line": line, "accused": accused, "thread": thread}
    return case.count(f"{_HERE} SELECT count(*) FROM standing WHERE thread_id = :thread", values)


def left_out(case: Case, line: LineId, accused: str, thread: int) -> int:
    """How many messages of a conversation are not copied, notices left out: all of it less what is."""
    values = {"line": line, "accused": accused, "thread": thread}
    return case.count(
        f"{_HERE} SELECT count(*) FROM items WHERE thread_id = :thread AND kind <> 'SYSTEM' AND id NOT IN "
        "(SELECT id FROM standing)",
        values,
    )


def marks(case: Case, line: LineId, accused: str, thread: int) -> int:
    """How many marks stand on the copied items of a conversation."""
    values = {"line": line, "accused": accused, "thread": thread}
    return case.count(
        f"{_HERE} SELECT count(*) FROM redactions m JOIN standing s ON s.id = m.item_id LEFT JOIN withdrawals w "
        "ON w.redaction_id = m.id WHERE s.thread_id = :thread AND w.redaction_id IS NULL",
        values,
    )


def covered(case: Case, line: LineId) -> int:
    """How many items the last approved version of a line covers."""
    return case.count(
        "SELECT count(*) FROM covered WHERE version_id = (SELECT v.id FROM line_versions v JOIN line_acts a ON "
        "a.version_id = v.id WHERE v.line_id = :line AND a.act = 'APPROVED' ORDER BY v.version DESC LIMIT 1)",
        {"line": line},
    )


def relevant(case: Case, line: LineId) -> int:
    """How many items that a line covers were last decided to be relevant to it."""
    return case.count(
        f"SELECT count(*) FROM ({_LAST}) d WHERE d.item_id IN (SELECT item_id FROM covered WHERE version_id = "
        "(SELECT v.id FROM line_versions v JOIN line_acts a ON a.version_id = v.id WHERE v.line_id = :line AND "
        "a.act = 'APPROVED' ORDER BY v.version DESC LIMIT 1))",
        {"line": line},
    )


def disclosed(case: Case, accused: str) -> int:
    """How many items were handed over in any bundle or are by this one, and are still covered by the line for
    which they were."""
    return case.count(
        "SELECT count(DISTINCT item_id) FROM (SELECT line_id, item_id FROM production_items UNION SELECT r.line_id, "
        f"r.item_id FROM reviewable r WHERE r.item_id IN ({_DISCLOSED}) AND r.item_id NOT IN (SELECT c.item_id FROM "
        "sensitive_claims c LEFT JOIN sensitive_ends x ON x.claim_id = c.id WHERE x.claim_id IS NULL) AND EXISTS "
        "(SELECT 1 FROM current_decisions d WHERE d.item_id = r.item_id AND d.line_id = r.line_id AND d.value = "
        "'RELEVANT')) g "
        "WHERE EXISTS (SELECT 1 FROM in_scope s WHERE s.line_id = g.line_id AND s.item_id = g.item_id)",
        {"accused": accused},
    )


def outside(case: Case) -> int:
    """How many items the last approved version of no line covers."""
    return case.count(
        "SELECT (SELECT count(*) FROM items) - (SELECT count(DISTINCT c.item_id) FROM covered c WHERE c.version_id IN "
        "(SELECT max(v.id) FROM line_versions v JOIN line_acts a ON a.version_id = v.id AND a.act = 'APPROVED' GROUP BY "
        "v.line_id))"
    )

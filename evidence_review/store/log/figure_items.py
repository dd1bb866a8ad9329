"""The items behind the numbers of the account of looking: numbers of items only, never a word of one."""

from evidence_review.domain.audit import Counted, CountedItem, Figure
from evidence_review.domain.ids import ItemId
from evidence_review.store import scope_counts
from evidence_review.store.case import Case, Row

_SCOPE = "SELECT g.line_id, g.item_id FROM in_scope g"
_OPENED = "SELECT line_id, item_id FROM openings"
_RELEVANT = "SELECT line_id, item_id FROM scheduled_relevant"
_DISCLOSED = "SELECT line_id, item_id FROM production_items"
_BEYOND = " EXCEPT SELECT line_id, item_id FROM in_scope"
_LEFT = (
    "SELECT t.line_id, t.item_id FROM term_hits t WHERE t.term = :word AND t.item_id NOT IN (SELECT item_id FROM "
    "sensitive_items)"
)
_READABLE = (
    " AND EXISTS (SELECT 1 FROM reviewable s WHERE s.line_id = t.line_id AND s.item_id = t.item_id) AND {} (SELECT 1 "
    "FROM current_decisions d WHERE d.line_id = t.line_id AND d.item_id = t.item_id AND d.value IN ({}))"
)
_SETTLED = "'RELEVANT', 'NOT_RELEVANT_TO_LINE'"
_TAGGED = "SELECT t.line_id, t.item_id FROM current_tags t WHERE t.tag = "
_PAIRS = {
    Figure.IN_SCOPE: _SCOPE,
    Figure.SCREENED: f"{_SCOPE} JOIN screened d ON d.item_id = g.item_id",
    Figure.SEEN: f"{_SCOPE} INTERSECT {_OPENED}",
    Figure.RELEVANT: f"{_SCOPE} INTERSECT {_RELEVANT}",
    Figure.DISCLOSED: f"{_SCOPE} INTERSECT {_DISCLOSED}",
    Figure.FIRST_SEEN: (
        "SELECT line_id, item_id FROM openings o WHERE how = :word AND number = (SELECT min(number) FROM openings f "
        "WHERE f.line_id = o.line_id AND f.item_id = o.item_id)"
    ),
    Figure.BEYOND_SEEN: _OPENED + _BEYOND,
    Figure.BEYOND_RELEVANT: _RELEVANT + _BEYOND,
    Figure.BEYOND_DISCLOSED: _DISCLOSED + _BEYOND,
    Figure.TAGGED: f"{_TAGGED}:word INTERSECT {_RELEVANT}",
    Figure.BOTH_WAYS: (
        f"{_TAGGED}'TOWARDS' INTERSECT {_TAGGED}'AWAY' INTERSECT SELECT line_id, item_id FROM reviewable"
    ),
    Figure.UNSAID: f"{_RELEVANT} EXCEPT {_TAGGED}'TOWARDS' EXCEPT {_TAGGED}'AWAY'",
    Figure.HIT: _LEFT,
    Figure.HIT_ALONE: (
        f"{_LEFT} AND NOT EXISTS (SELECT 1 FROM term_hits o WHERE o.line_id = t.line_id AND o.item_id = t.item_id AND "
        "o.term <> t.term)"
    ),
    Figure.HIT_REVIEWED: _LEFT + _READABLE.format("EXISTS", _SETTLED),
    Figure.HIT_RELEVANT: _LEFT + _READABLE.format("EXISTS", "'RELEVANT'"),
    Figure.HIT_ANY: "SELECT DISTINCT line_id, item_id FROM term_hits",
}
_PAIRS[Figure.HIT_LEFT] = f"{_LEFT} EXCEPT {_PAIRS[Figure.HIT_REVIEWED]}"
_TOLD = (
    "SELECT i.id, x.ref, coalesce(min(l.number), 0) FROM ({}) c JOIN items i ON i.id = c.item_id JOIN sources s ON "
    "s.id = i.source_id JOIN exhibits x ON x.id = s.exhibit_id LEFT JOIN lines l ON l.id = c.line_id WHERE (:line = 0 "
    "OR l.number = :line) AND (:source = 0 OR i.source_id = :source) GROUP BY i.id ORDER BY i.id"
)
_MARKED = (
    "SELECT r.item_id, x.ref, 0 FROM redactions r JOIN items i ON i.id = r.item_id JOIN sources s ON s.id = "
    "i.source_id JOIN exhibits x ON x.id = s.exhibit_id WHERE {} ORDER BY r.item_id, r.start, r.id"
)
_MARKS = {
    Figure.BY_HAND: "r.origin = 'HUMAN'",
    Figure.TAKEN_UP: "r.origin = 'SUGGESTION'",
    Figure.TAKEN_BACK: "r.id IN (SELECT redaction_id FROM withdrawals)",
}


def behind(case: Case, one: Counted) -> tuple[CountedItem, ...]:
    """Each item once, in order; for marks and decisions taken back a row for each of them."""
    narrowed = {"line": one.line, "source": one.source, "word": one.word}
    if one.figure in _MARKS:
        return _told(case.all(_MARKED.format(_MARKS[one.figure])))
    if one.figure is Figure.UNDONE:
        return _told(case.all(_UNDONE))
    if one.figure is Figure.AT_ONCE:
        return tuple(_of_act(case, about) for (about,) in case.all(_AT_ONCE))
    if one.figure is Figure.NO_TEXT:
        return among(case, scope_counts.not_searchable_items(case, one.line, one.word), one.line)
    return _told(case.all(_TOLD.format(_PAIRS[one.figure]), narrowed))


_UNDONE = (
    "SELECT d.item_id, x.ref, l.number FROM decisions d JOIN lines l ON l.id = d.line_id JOIN items i ON i.id = "
    "d.item_id JOIN sources s ON s.id = i.source_id JOIN exhibits x ON x.id = s.exhibit_id WHERE d.undoes IS NOT NULL "
    "ORDER BY d.number"
)
_AT_ONCE = "SELECT object FROM audit WHERE action = 'mark all suggested' ORDER BY seq"


def _of_act(case: Case, about: str) -> CountedItem:
    item = int(about.rpartition(":")[2])
    return CountedItem(item, exhibit_of(case, item), 0)


def _told(rows: list[Row]) -> tuple[CountedItem, ...]:
    return tuple(CountedItem(item, ref, line) for item, ref, line in rows)


def exhibit_of(case: Case, item: int) -> str:
    """The reference of the exhibit that an item came with, "" where the case has no such item."""
    found = case.one(
        "SELECT x.ref FROM items i JOIN sources s ON s.id = i.source_id JOIN exhibits x ON x.id = s.exhibit_id "
        "WHERE i.id = :item",
        {"item": item},
    )
    return str(found[0]) if found else ""


def among(case: Case, items: list[ItemId], line: int) -> tuple[CountedItem, ...]:
    """These items of a line, with their exhibits, in this order."""
    refs: dict[int, str] = dict(
        case.all(
            "SELECT s.id, x.ref FROM sources s JOIN exhibits x ON x.id = s.exhibit_id",
        )
    )
    of: dict[int, int] = dict(case.all("SELECT id, source_id FROM items"))
    return tuple(CountedItem(item, refs[of[item]], line) for item in items)

"""What was searched by machine, and yet may hold what the search missed: words that were hard to read off a picture,
and other scripts and languages than English; counts for each line (reference/law.md D3)."""

from collections.abc import Mapping

from evidence_review.domain.ids import ItemId, LineId
from evidence_review.store.case import Case, Change, now

DOUBTFUL = 60
"""Mean confidence of the letters, of 100, below which a reading is told as hard (`imaging.ocr`)."""
_FROM = "FROM in_scope g JOIN lines l ON l.id = g.line_id JOIN items i ON i.id = g.item_id"
_SEARCHED = (
    "trim(coalesce(i.text, '')) <> '' AND g.item_id IN (SELECT item_id FROM screened) AND g.item_id NOT IN (SELECT "
    "item_id FROM held_items)"
)


def keep_tongues(change: Change, line: LineId, found: Mapping[ItemId, str], judged: int) -> None:
    """Put what a search found of languages in the place of what the last one of this line found."""
    for table in ("foreign_items", "line_tongues"):
        change.run(f"DELETE FROM {table} WHERE line_id = :line", {"line": line})
    change.run(
        "INSERT INTO line_tongues VALUES (:line, :judged, :at)", {"line": line, "judged": judged, "at": now()}
    )
    change.run_many(
        "INSERT INTO foreign_items VALUES (:line, :item, :tongue)",
        [{"line": line, "item": item, "tongue": tongue} for item, tongue in sorted(found.items())],
    )


def hard(case: Case) -> list[tuple[int, str, int]]:
    """The number of each line, why the search may have missed words, and in how many items."""
    read = case.all(
        f"SELECT l.number, count(*) {_FROM} WHERE {_SEARCHED} AND i.kind IN ('PAGE', 'IMAGE') AND EXISTS (SELECT 1 "
        "FROM json_each(i.extra) e WHERE json_extract(e.value, '$[0]') = 'ocr confidence' AND "
        "CAST(json_extract(e.value, '$[1]') AS INTEGER) < :least) GROUP BY l.id",
        {"least": DOUBTFUL},
    )
    foreign = case.all(
        f"SELECT l.number, f.tongue, count(*) {_FROM} JOIN foreign_items f ON f.line_id = g.line_id AND f.item_id = "
        f"g.item_id WHERE {_SEARCHED} GROUP BY l.id, f.tongue"
    )
    unjudged = case.all(
        f"SELECT l.number, count(*) {_FROM} WHERE {_SEARCHED} AND g.line_id IN (SELECT line_id FROM rankings) AND "
        "g.line_id NOT IN (SELECT line_id FROM line_tongues) GROUP BY l.id"
    )
    found = [
        (number, f"words read off a picture with a confidence under {DOUBTFUL} of 100", count)
        for number, count in read
    ]
    found += [(number, tongue, count) for number, tongue, count in foreign]
    found += [
        (number, "searched before languages were told, so not known until the line is searched again", count)
        for number, count in unjudged
    ]
    return sorted(found)

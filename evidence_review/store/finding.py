"""Looking things up for a score or a script: by text, by rank, by term. Through the gate, ids only."""

from evidence_review.domain.ids import ItemId, LineId
from evidence_review.domain.kinds import Band
from evidence_review.store.case import Case


def item_with_text(case: Case, line_number: int, text: str) -> ItemId | None:
    """The first item of a line through the gate whose text is this, or holds it where none is; white space
    aside."""
    wanted = " ".join(text.split())
    rows = case.all(
        "SELECT i.id, i.text FROM reviewable g JOIN lines l ON l.id = g.line_id JOIN items i ON "
        "i.id = g.item_id "
        "WHERE l.number = :number AND i.text IS NOT NULL ORDER BY i.id",
        {"number": line_number},
    )
    plain = [(ItemId(item), " ".join(held.split())) for item, held in rows]
    same = next((item for item, held in plain if held == wanted), None)
    return same if same is not None else next((item for item, held in plain if wanted in held), None)


def ranks(case: Case, line: LineId) -> dict[ItemId, int]:
    """The place of every ranked item of a line."""
    return {
        ItemId(item): rank
        for item, rank in case.all("SELECT item_id, rank FROM ranks WHERE line_id = :line", {"line": line})
    }


def flagged(case: Case, line: LineId) -> dict[ItemId, Band]:
    """The band of every flagged item of a line."""
    return {
        ItemId(item): Band(band)
        for item, band in case.all("SELECT item_id, band FROM flags WHERE line_id = :line", {"line": line})
    }


def term_items(case: Case, line: LineId) -> frozenset[ItemId]:
    """Every item that an agreed term of the line hits."""
    return frozenset(
        ItemId(row[0])
        for row in case.all("SELECT DISTINCT item_id FROM term_hits WHERE line_id = :line", {"line": line})
    )


def relevant(case: Case) -> list[tuple[int, ItemId]]:
    """Line number and item of everything that stands as relevant, through the gate."""
    rows = case.all(
        "SELECT l.number, d.item_id FROM current_decisions d JOIN reviewable g ON g.line_id = "
        "d.line_id AND g.item_id = d.item_id "
        "JOIN lines l ON l.id = d.line_id WHERE d.value = 'RELEVANT' ORDER BY 1, 2"
    )
    return [(number, ItemId(item)) for number, item in rows]

"""What may be told of relevant items without a word of them: what each is, when, from which exhibit, on which
lines. Through the gate."""

from dataclasses import dataclass

from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import ItemKind
from evidence_review.store.case import Case
from evidence_review.store.items import london_texts


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """An item that stands as relevant: its kind and app, the time in London (ISO, "" where there is none), its
    exhibit and the numbers of the lines that it is relevant to."""

    item: ItemId
    kind: ItemKind
    app: str
    time: str
    exhibit: str
    lines: tuple[int, ...]


def relevant(case: Case) -> tuple[ItemFacts, ...]:
    """Every item that stands as relevant to an approved line, what is claimed to be sensitive among them, in order
    of time."""
    rows = case.all(
        "SELECT d.item_id, i.kind, i.app, i.sent_utc, i.sent_local, x.ref, l.number FROM current_decisions d "
        "JOIN reviewable g ON g.line_id = d.line_id AND g.item_id = d.item_id JOIN lines l ON l.id = d.line_id "
        "JOIN items i ON i.id = d.item_id JOIN sources s ON s.id = i.source_id "
        "JOIN exhibits x ON x.id = s.exhibit_id WHERE d.value = 'RELEVANT' "
        "ORDER BY i.sort_time NULLS LAST, i.id, l.number"
    )
    times = london_texts([row[3] for row in rows], [row[4] for row in rows])
    numbers: dict[int, list[int]] = {}
    for row in rows:
        numbers.setdefault(row[0], []).append(row[6])
    first = {row[0]: (row, time) for row, time in zip(reversed(rows), reversed(times), strict=True)}
    return tuple(
        ItemFacts(ItemId(item), ItemKind(row[1]), row[2], time or "", row[5], tuple(numbers[item]))
        for item in numbers
        for row, time in (first[item],)
    )

"""Items of a line, or of all lines together (number 0), that name a place on earth."""

import json

from evidence_review.store.searches import many_items
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.overview_views import PlaceRow
from evidence_review.workflow.reviewing.persons import chosen_lines, persons
from evidence_review.workflow.reviewing.place_facts import place_of


def overview_places(session: Session, number: int) -> tuple[PlaceRow, ...]:
    """Every item that names a place, in order of time, with how exactly its source says it; of a way of many points
    the first."""
    lines = chosen_lines(session, number)
    known = persons(session, lines)
    rows = many_items.placed(session.case, [line.id for line in lines])
    known.meet(row[2] for row in rows if row[2] is not None)
    found: list[PlaceRow] = []
    for item, when, sender, kind, exhibit, text, extra in rows:
        place = place_of(text, [(str(name), str(value)) for name, value in json.loads(extra)])
        if place is not None:
            label = known.someone(sender).label if sender is not None else ""
            found.append(
                PlaceRow(
                    item,
                    when[:16],
                    place.north,
                    place.east,
                    place.decimals,
                    place.metres,
                    label,
                    kind,
                    exhibit,
                )
            )
    return tuple(found)

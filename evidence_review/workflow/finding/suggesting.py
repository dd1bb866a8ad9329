"""What of an order is suggested, and the reasons that every suggestion carries whatever engine made the
order: scope met, and place (reference/relevance.md 5)."""

from collections.abc import Mapping, Sequence

from evidence_review.domain.enquiry import LineOfEnquiry, ScopeRule
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import Band
from evidence_review.domain.suggestions import Engine, Flag, Reason
from evidence_review.relevance import Scored

TOP_SHARE = 20  # one in twenty of the pool is suggested by rank, beside every hit of an agreed term
FEWEST, MOST = 10, 500
FACTS = frozenset(
    {"term", "person", "date"}
)  # reasons without weight that an agreed term's flag keeps, whatever the order


def on_top(pool: int) -> int:
    """How many of a pool are suggested by their place alone."""
    return min(MOST, max(FEWEST, -(-pool // TOP_SHARE)))


def scope_reasons(line: LineOfEnquiry) -> list[Reason]:
    """Which clauses of the scope an item of the line has met."""
    scope = line.scope
    reasons = [Reason("person", _whose(scope))]
    if scope.date_from and scope.date_to:
        reasons.append(
            Reason(
                "date",
                (
                    f"It falls between {scope.date_from:%d.%m.%Y} and {scope.date_to:%d.%m.%Y}, the "
                    f"days of the line."
                ),
            )
        )
    return reasons


def _whose(scope: ScopeRule) -> str:
    """Why the people of an item are within the scope; true of every item that the gate opens by it
    (reference/law.md C).
    """
    if scope.all_people:
        return "The line covers all people, by choice."
    named = (
        f"Someone the line names takes part in it, or it is about them: "
        f"{', '.join(person.name for person in scope.people)}"
    )
    exhibit = "it is a document of an exhibit that the line names"
    if not scope.people:
        return f"{exhibit[0].upper()}{exhibit[1:]}."
    return f"{named}; or {exhibit}." if scope.exhibits else f"{named}."


def place_reason(one: Scored, pool: int) -> Reason:
    """Where it stands."""
    return Reason("place", f"Ranked {one.rank} of {pool} in scope of this line.")


def suggested(
    line: LineOfEnquiry, scored: Sequence[Scored], before: Mapping[ItemId, Flag], engine: Engine
) -> tuple[Flag, ...]:
    """Every hit of an agreed term stays flagged; beside them what stands first in the new order. `before` are
    the line's own flags."""
    found: list[Flag] = []
    for one in scored:
        was = before.get(one.item)
        must = was is not None and was.band is Band.MUST_REVIEW
        if not must and one.rank > on_top(len(scored)):
            continue
        facts: tuple[Reason, ...] = tuple(reason for reason in was.reasons if reason.kind in FACTS and not reason.weight) if was and must else tuple(scope_reasons(line))  # fmt: skip
        band = Band.MUST_REVIEW if must else Band.RANKED
        reasons = (*facts, *one.reasons, place_reason(one, len(scored)))
        found.append(Flag(one.item, line.id, line.version, band, one.rank, one.score, reasons, engine))
    return tuple(found)

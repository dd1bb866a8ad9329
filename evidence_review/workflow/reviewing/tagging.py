"""Tagging: which way a relevant item points, and what it does to a case; each set or taken off by a person,
in a row of its own (reference/relevance.md 3.5)."""

from collections.abc import Iterable
from datetime import UTC, datetime

from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp, Relevance, Tag
from evidence_review.domain.tags import TagAct
from evidence_review.store import decisions, items, lines, tags
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.tag_views import LineBalance
from evidence_review.workflow.enquiring.enquiring import approved_line

FIRST = (
    "Decide first that the item is relevant to this line; then say which way it points and what it "
    "does to a case."
)


def tag(
    session: Session, number: int, item: ItemId, asked: Iterable[Tag], *, on: bool = True
) -> tuple[Tag, ...]:
    """Set tags on a relevant item, or take them off; the tags that stand then.

    Each change is a row of its own, and all are in one log entry.

    A tag that stands already is not set again. RuleBroken where the item does not stand as relevant to the
    line.
    """
    session.may(Act.DECIDE)
    line = approved_line(session, number)
    if items.reviewable(session.case, line.id, item) is None:
        raise RuleBroken(
            (
                "That item is outside this line of enquiry, not screened yet, or held, so nothing can "
                "be said of it."
            )
        )
    decision = decisions.current(session.case, line.id, item)
    if decision is None or decision.value is not Relevance.RELEVANT:
        raise RuleBroken(FIRST)
    standing = tags.of_item(session.case, line.id, item)
    wanted = [one for one in Tag if one in set(asked) and (one in standing) is not on]
    if not wanted:
        return standing
    with session.case.change(
        session.signer, AuditOp.ALTER, "set tags" if on else "take off tags", about=f"item:{item}"
    ) as change:
        for one in wanted:
            tags.add(
                change,
                TagAct(
                    item,
                    line.id,
                    one,
                    on,
                    session.user.id,
                    datetime.now(UTC).replace(tzinfo=None, microsecond=0),
                ),
            )
        names = " ".join(wanted)
        change.about(f"item:{item}", {"item": item, "line": line.number, "tags": names, "on": on})
        change.detail.update(line=line.number, tags=names, on=int(on))
    return tags.of_item(session.case, line.id, item)


def tag_history(session: Session, item: ItemId) -> tuple[TagAct, ...]:
    """Every tag set on an item or taken off, in order."""
    session.may(Act.READ)
    return tags.history(session.case, item)


def balance(session: Session) -> tuple[LineBalance, ...]:
    """What was found on each approved line, side by side: which way it points, and what it does to a case
    (reference/law.md C6)."""
    session.may(Act.AUDIT)
    found: list[LineBalance] = []
    for line in lines.approved(session.case):
        held = tags.counts(session.case, line.id)
        both = sum(
            Tag.TOWARDS in carried and Tag.AWAY in carried
            for carried in tags.of_line(session.case, line.id).values()
        )
        relevant = tags.relevant(session.case, line.id)
        neither = tags.without_direction(session.case, line.id, Tag.AWAY)
        found.append(
            LineBalance(
                line.number,
                line.title,
                line.points,
                relevant,
                tuple(held.items()),
                both,
                neither,
                bool(line.points_away.strip()),
            )
        )
    return tuple(found)

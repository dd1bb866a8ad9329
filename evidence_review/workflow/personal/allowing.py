"""Allowing: the list of what is known anyway, so that it is not suggested again, though still listed and
counted (reference/law.md 5.8).

Names that the accused knows, role words, places of the incident. Each entry says who added it and why, and is
taken off by a later row.
"""

from collections import Counter

from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.kinds import AuditOp
from evidence_review.domain.personal import SHORTEST_WORDS, Allowed, AllowedSort, value_key
from evidence_review.store import rulings, users
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.personal_rulings import standing
from evidence_review.workflow.case.personal_views import AllowedView

_SHORTEST = 2


def allow(session: Session, words: str, sort: AllowedSort, why: str) -> Allowed:
    """Put words on the list: they are matched whole, in any case and spacing. RuleBroken where they are on it
    or the reason is missing."""
    session.may(Act.REDACT)
    _check_why(why)
    if len(value_key(words)) < _SHORTEST:
        raise RuleBroken(
            f"Write the words as they stand in the material, with at least {_SHORTEST} letters or digits."
        )
    if value_key(words) in {value_key(one.words) for one in rulings.allowed(session.case)}:
        raise RuleBroken("Those words are on the list already.")
    with session.case.change(session.signer, AuditOp.ALTER, "allow words", reason=why) as change:
        made = rulings.allow(change, " ".join(words.split()), sort, why.strip(), session.user.id)
        change.object, change.object_hash = f"allowed:{made.id}", ""
        change.detail["sort"] = str(sort)
    return made


def disallow(session: Session, allowed_id: str, why: str) -> None:
    """Take an entry off the list by a later row, with a reason; what it spared is suggested again."""
    session.may(Act.REDACT)
    _check_why(why)
    if allowed_id not in {one.id for one in rulings.allowed(session.case)}:
        raise RuleBroken("No such entry stands on the list. Look at the list for those that do.")
    with session.case.change(
        session.signer, AuditOp.ALTER, "take off the list", about=f"allowed:{allowed_id}", reason=why
    ) as change:
        rulings.disallow(change, allowed_id, why.strip(), session.user.id)


def allowed(session: Session) -> tuple[AllowedView, ...]:
    """The list, with how many findings each entry spares, and below it what was taken off; the look is
    logged."""
    session.may(Act.REDACT)
    decided = standing(session, with_names=True)
    findings: Counter[str] = Counter()
    items: dict[str, set[int]] = {}
    for one in rulings.sightings(session.case):
        entry = decided.known(one.kind, one.words, one.person)
        if entry and not decided.ruling(one.kind, one.words, one.person):
            findings[entry.id] += one.mentions
            items.setdefault(entry.id, set()).add(one.item)
    session.case.record(
        session.signer,
        AuditOp.CONSULT,
        "read the list of what is known",
        about="allowed",
        findings=findings.total(),
    )
    names = {user.id: user.name for user in users.everyone(session.case)}
    standing_ones = tuple(
        AllowedView(
            one, names[one.by], findings[one.id], len(items.get(one.id, ())), one.id in decided.shared
        )
        for one in rulings.allowed(session.case)
    )
    off = tuple(
        AllowedView(one, names[one.by], 0, 0, False, why, names[by])
        for one, why, by, _ in rulings.taken_off(session.case)
    )
    return (*standing_ones, *off)


def _check_why(why: str) -> None:
    if len(why.strip()) < SHORTEST_WORDS:
        raise RuleBroken(f"Say why, in at least {SHORTEST_WORDS} characters; it is kept in the case.")

"""Overlapping: a mark on an item that meets the disclosure test goes to the prosecutor, who keeps the words
or has them redacted (reference/law.md I4).

Nobody marks a passage as disclosable, so any mark on such an item counts as touching it.
"""

from collections.abc import Sequence
from dataclasses import replace

from evidence_review.domain.decisions import Act, Redaction
from evidence_review.domain.disclosure import Assessed
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId, RedactionId
from evidence_review.domain.kinds import AuditOp, DisclosureCode, MarkRuling, Tag
from evidence_review.domain.losses import Loss, losses
from evidence_review.domain.tags import TAG_WORDS
from evidence_review.redaction.rewriting import rewrite
from evidence_review.store import decisions, items, redactions
from evidence_review.store import overlaps as store
from evidence_review.store.case import Case
from evidence_review.workflow.case.carrying import is_plain_word
from evidence_review.workflow.case.labelling import escaped
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.removals import NO_VALUE
from evidence_review.workflow.case.views import OverlapView

_CODE_WORDS = {DisclosureCode.DISCLOSE: "to be disclosed", DisclosureCode.INSPECT: "open to inspection"}


def overlaps(session: Session) -> tuple[OverlapView, ...]:
    """Every item that meets the disclosure test and has marks on which no prosecutor decided yet. It holds no
    content."""
    session.may(Act.AUDIT)
    leaving = dict.fromkeys(item for _, item in redactions.relevant_items(session.case))
    held = store.grounds(session.case)
    return tuple(made for item in leaving if item in held and (made := overlap_of(session.case, item)))


def overlap_of(case: Case, item: ItemId) -> OverlapView | None:
    """What of an item waits for the prosecutor, or None."""
    held = store.grounds(case, item).get(item, frozenset())
    marks = tuple(
        one
        for one in redactions.standing(case, item)
        if held and not held <= (store.ruled_on(case, one.id) or frozenset())
    )
    return (
        OverlapView(item, marks, tuple(map(_in_words, sorted(held))), _lost(case, item, marks))
        if marks
        else None
    )


def lost_by(text: str, marked: Sequence[Redaction]) -> tuple[Loss, ...]:
    """What marks take out of the sentences of a text beside personal data, ready to be shown."""
    spans = [(one.start, one.end, one.token, one.kind) for one in marked if one.kind not in NO_VALUE]
    return tuple(
        replace(one, sentence=escaped(one.sentence), after=escaped(one.after))
        for one in losses(text, spans, rewrite, is_plain_word)
    )


def _lost(case: Case, item: ItemId, marks: Sequence[Redaction]) -> tuple[Loss, ...]:
    """What the marks that wait for the prosecutor take out of the item's sentences."""
    kept = items.through_any(case, item)
    return lost_by(kept.item.text or "", marks) if kept else ()


def decide_overlap(
    session: Session, item: ItemId, said: MarkRuling, reason: str, chosen: Sequence[RedactionId] = ()
) -> tuple[Redaction, ...]:
    """The prosecutor decides on the marks of an item that wait for her, or on those chosen: KEEP takes them
    back and leaves the words visible on purpose.

    Returns the marks decided on. RuleBroken without a reason, before she has seen the item, or where a mark
    does not wait for her.
    """
    session.may(Act.DECIDE_OVERLAP)
    case, given = session.case, reason.strip()
    if not given:
        raise RuleBroken("Say why: what the passage means for the accused, and why it goes or stays.")
    if not redactions.relevant_to(case, item):
        raise RuleBroken(
            (
                f"Item {item} is not relevant to an approved line, or it is held, so there is nothing "
                f"to decide on."
            )
        )
    marks = _waiting(case, item, chosen)
    if not decisions.inspected_by(case, item, session.user.id):
        raise RuleBroken(
            "Look at this item before and after first; then decide whether the words go or stay."
        )
    with case.change(
        session.signer, AuditOp.ALTER, "decide overlap", about=f"item:{item}", reason=given
    ) as change:
        store.add(
            change, [one.id for one in marks], said, store.grounds(case, item)[item], given, session.user.id
        )
        if said is MarkRuling.KEEP:
            for one in marks:
                redactions.withdraw(change, one.id, given, session.user.id)
                if one.start < one.end:
                    redactions.keep(change, item, one.start, one.end, given, session.user.id)
        change.about(f"item:{item}", {"item": item, "said": str(said), "marks": [one.id for one in marks]})
        change.detail.update(said=str(said), marks=len(marks))
    return marks


def _waiting(case: Case, item: ItemId, chosen: Sequence[RedactionId]) -> tuple[Redaction, ...]:
    """The marks of an item that wait for the prosecutor, or those chosen of them; RuleBroken where there are
    none, or one chosen does not wait."""
    found = overlap_of(case, item)
    marks = tuple(one for one in found.marks if not chosen or one.id in chosen) if found else ()
    if not marks or (chosen and len(marks) != len(set(chosen))):
        raise RuleBroken(f"No such mark on item {item} waits for a prosecutor.")
    return marks


def overlap_sentence(found: OverlapView) -> str:
    """What stands in the way, in a sentence that names the item."""
    count = "a mark" if len(found.marks) == 1 else f"{len(found.marks)} marks"
    return (
        f"Item {found.item} meets the disclosure test and has {count}; a prosecutor decides first "
        f"whether the words go or stay."
    )


def _in_words(ground: str) -> str:
    name, _, rest = ground.partition(" ")
    if name in set(Tag):
        return f"{TAG_WORDS[Tag(name)]} ({rest})"
    if name == Assessed.PASSES:
        return f"assessed by police as passing, for {rest}"
    return f"{_CODE_WORDS[DisclosureCode(name)]} for {rest}"

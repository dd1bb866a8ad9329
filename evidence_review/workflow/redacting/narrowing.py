"""Narrowing: keep only these passages of an item; all else in it is marked by one act, and taken back by one
(issue 6, Build 5).

Marks on what is left out stand for no value that could show elsewhere, so nothing else is looked for because
of them.
"""

from collections.abc import Iterable, Sequence

from evidence_review.domain.decisions import Redaction
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp, Purpose, RedactionType
from evidence_review.domain.passages import Span, rest_of
from evidence_review.redaction.rewriting import rewrite
from evidence_review.store import decisions, overlaps, redactions
from evidence_review.store.items import Kept
from evidence_review.workflow.case.labelling import escaped
from evidence_review.workflow.case.marking_views import Narrowed
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.picturing import page_of, within
from evidence_review.workflow.case.removals import REST
from evidence_review.workflow.redacting.comparing import note_preview
from evidence_review.workflow.redacting.marking import Meaning, covered, make_mark, relevant_item

LEFT_OUT = "[LEFT OUT]"
"""What stands in a preview for each stretch that goes; each has a number of its own once it is marked."""
PICTURES_STAY = (
    "Only words are marked: pictures and drawings on this page stay, unless an area is drawn over them."
)
TO_PROSECUTOR = (
    "It meets the disclosure test, so a prosecutor decides on these marks before anything of it goes."
)


def narrow(session: Session, number: int, item: ItemId, passages: Sequence[Span]) -> Narrowed:
    """What `keep_only` would leave of an item, with its standing marks applied; nothing is marked. The look
    is logged."""
    kept, rest = _rest(session, number, item, passages)
    note_preview(session, "preview redaction", item)
    text, marked = kept.item.text or "", redactions.standing(session.case, item)
    after = left_over(text, within(marked, text), rest)
    notes = ((PICTURES_STAY,) if page_of(kept.item) is not None else ()) + (
        (TO_PROSECUTOR,) if overlaps.grounds(session.case, item).get(item) else ()
    )
    return Narrowed(item, rest, escaped(after), notes)


def left_over(text: str, marked: Iterable[tuple[int, int, str]], rest: Iterable[Span]) -> str:
    """A text with its marks (start, end, token) applied and the stretches that go left out. ValueError for a
    span outside it."""
    return rewrite(text, [*marked, *((start, end, LEFT_OUT) for start, end in rest)])


def keep_only(
    session: Session,
    number: int,
    item: ItemId,
    passages: Sequence[Span],
    type: RedactionType = RedactionType.OTHER,  # noqa: A002 # the field's own name
    purpose: Purpose = Purpose.OUT_OF_SCOPE,
    reason: str = "",
) -> tuple[Redaction, ...]:
    """Mark all of a relevant item's text but these spans of it. RuleBroken where nothing stays or goes, or a
    part that goes is kept on purpose."""
    kept, rest = _rest(session, number, item, passages)
    with session.case.change(
        session.signer, AuditOp.ALTER, "keep only passages", about=f"item:{item}", reason=reason
    ) as change:
        made = tuple(
            make_mark(session, change, kept, span, Meaning(REST, type, purpose, reason)) for span in rest
        )
        redactions.group(change, decisions.new_id(), [one.id for one in made])
        change.about(f"item:{item}", [one.id for one in made])
        change.detail.update(
            passages=len(set(passages)), marks=len(made), type=str(type), purpose=str(purpose)
        )
    return made


def _rest(
    session: Session, number: int, item: ItemId, passages: Sequence[Span]
) -> tuple[Kept, tuple[Span, ...]]:
    kept = relevant_item(session, number, item)
    text = kept.item.text or ""
    if not passages or not all(_is_inside(text, *one) for one in passages):
        raise RuleBroken("Choose at least one passage inside the text of this item that is to stay.")
    marked = redactions.standing(session.case, item)
    rest = tuple(
        one
        for one in rest_of(text, passages, [(one.start, one.end) for one in marked])
        if not covered(marked, *one)
    )
    if not rest:
        raise RuleBroken("Everything else in this item is marked already, or is only spaces and punctuation.")
    on_purpose = redactions.kept_spans(session.case, item)
    if any(_touches(one, on_purpose) for one in rest):
        raise RuleBroken("A passage outside these was kept on purpose. Choose it too, so that it stays.")
    return kept, rest


def _is_inside(text: str, start: int, end: int) -> bool:
    return 0 <= start < end <= len(text) and bool(text[start:end].strip())


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < stop and begin < span[1] for begin, stop in others)

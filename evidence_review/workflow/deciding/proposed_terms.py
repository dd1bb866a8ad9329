"""Search terms that the defence proposes: each with who proposed it, the answer and its reason, and how much of the
line's own scope it hits, whether it was accepted or not (reference/law.md L4)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from evidence_review.domain.decisions import Act
from evidence_review.domain.disclosure import DefenceTerm
from evidence_review.domain.enquiry import Term
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.kinds import AuditOp, TermKind
from evidence_review.relevance.term_hits import match
from evidence_review.store import decisions, items, lines
from evidence_review.store.disclosure import defence_terms, due_reviews, sensitivity
from evidence_review.workflow.case.naming import accused_named
from evidence_review.workflow.case.opening import Session

_KINDS = frozenset({TermKind.EXACT, TermKind.PHRASE, TermKind.LEMMA})


@dataclass(frozen=True, slots=True)
class CountedTerm:
    """A proposed term with how many items of the line's scope it hits now, and how many of these stand as relevant
    and are not claimed to be sensitive."""

    term: DefenceTerm
    hits: int
    relevant: int


def propose_term(
    session: Session, accused: str, line: int, term: str, why: str, day: date, kind: TermKind = TermKind.EXACT
) -> DefenceTerm:
    """Record a term that the defence of one accused proposed for a line on a day, and why it did."""
    session.may(Act.KEEP_RECORD)
    person = accused_named(session.case, accused)
    said = " ".join(term.split())
    if not said or not why.strip():
        raise RuleBroken("Give the term, and why the defence proposes it.")
    if kind not in _KINDS:
        raise RuleBroken(f"A proposed term is one of: {', '.join(sorted(_KINDS))}.")
    if line not in {one.number for one in lines.approved(session.case)}:
        raise RuleBroken(f"No approved line of enquiry has the number {line}. A new matter needs a new line.")
    made = DefenceTerm(decisions.new_id(), 0, person.id, line, said, kind, why.strip(), day)
    with session.case.change(session.signer, AuditOp.ALTER, "record defence term", reason=why) as change:
        number = defence_terms.add(change, made, session.user.id)
        change.about(f"defence term:{number}", {"line": line, "person": person.id, "why": why.strip()})
        change.detail.update(line=line, number=number)
    return replace(made, number=number)


def answer_term(session: Session, number: int, accepted: bool, reason: str) -> DefenceTerm:
    """Accept or refuse a proposed term, with the reason that is served back. An accepted one is run once a version
    of its line that has it is approved."""
    session.may(Act.KEEP_RECORD)
    found = next((one for one in defence_terms.everything(session.case) if one.number == number), None)
    if found is None or found.accepted is not None:
        raise RuleBroken(f"No open term has the number {number}. List them with: defence terms")
    if not reason.strip():
        raise RuleBroken("Give the reason: it is served on the defence.")
    with session.case.change(
        session.signer, AuditOp.ALTER, "answer defence term", about=f"defence term:{number}", reason=reason
    ) as change:
        defence_terms.answer(change, found.id, accepted, reason.strip(), session.user.id)
        change.about(f"defence term:{number}", {"accepted": accepted, "reason": reason.strip()})
        change.detail["accepted"] = int(accepted)
    return replace(found, accepted=accepted, reason=reason.strip())


def proposed_terms(session: Session) -> tuple[CountedTerm, ...]:
    """Every proposed term with its counts in the line's scope as it stands; no text is shown, and the count is
    logged."""
    session.may(Act.READ)
    found = defence_terms.everything(session.case)
    if not found:
        return ()
    with session.case.change(
        session.signer, AuditOp.CONSULT, "count defence terms", about="defence terms"
    ) as change:
        change.detail["terms"] = len(found)
        by_line = {
            number: _counted(session, number, [one for one in found if one.line == number])
            for number in sorted({one.line for one in found})
        }
    return tuple(next(each for each in by_line[one.line] if each.term == one) for one in found)


def _counted(session: Session, number: int, proposed: Sequence[DefenceTerm]) -> list[CountedTerm]:
    """The terms proposed for one line, over its texts read once."""
    line = next(each for each in lines.approved(session.case) if each.number == number)
    sensitive = sensitivity.items(session.case)
    texts = [(item, text) for item, text in items.pool_texts(session.case, line.id) if item not in sensitive]
    relevant = due_reviews.bearing_on(session.case, (number,))
    found: list[CountedTerm] = []
    for one in proposed:
        hit = match(texts, [Term(one.term, one.kind, one.why)])
        found.append(CountedTerm(one, len(hit), len(hit.keys() & relevant)))
    return found

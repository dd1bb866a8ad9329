"""The listed forms of a line's terms: worked out before approval from word tables, and, once a version of the
line is approved, from what it covers.

Nothing outside an approved scope is read for it: the words of the index are offered only where the line's own
gate finds them (0005, 0021).
"""

from collections.abc import Sequence
from dataclasses import replace

from evidence_review.domain.decisions import Act
from evidence_review.domain.enquiry import MOST_GAP, LineOfEnquiry, Term
from evidence_review.domain.errors import RuleBroken, UnreadableExport
from evidence_review.domain.kinds import LineState, TermKind
from evidence_review.domain.tasks import task
from evidence_review.relevance import child_tasks, fts_query
from evidence_review.relevance.patterns import compiled_pattern
from evidence_review.relevance.words import plain_words
from evidence_review.sandbox import Limits, call
from evidence_review.store import index, lines, suggestions
from evidence_review.workflow.case.ledger_views import FormView, TermForms
from evidence_review.workflow.case.opening import Session

_GROWS = frozenset({TermKind.LEMMA, TermKind.EXPANSION, TermKind.FUZZY})


def with_forms(session: Session, line: LineOfEnquiry) -> LineOfEnquiry:
    """The line with every listed form of its terms. RuleBroken where a pattern or a gap cannot be used."""
    terms = tuple(term for term in line.terms if term.text.strip())
    for term in terms:
        _check(term)
    listed = _listed(terms, ())
    grown = _grown(session, _approved(session, line.number), listed)
    return replace(line, terms=tuple(_joined(term, more) for term, more in zip(listed, grown, strict=True)))


def term_forms(session: Session, number: int) -> tuple[TermForms, ...]:
    """The terms of the latest version of a line with every listed form, on or off, and its hits in what the
    approved version covers."""
    session.may(Act.PROPOSE_LINE)
    versions = lines.versions(session.case, number)
    if not versions:
        raise RuleBroken("There is no line of that number. List the lines to see their numbers.")
    line, approved = versions[-1], _approved(session, number)
    grown = _grown(session, approved, line.terms)
    return tuple(_view(session, approved, term, more) for term, more in zip(line.terms, grown, strict=True))


def _check(term: Term) -> None:
    if term.kind is TermKind.REGEX:
        compiled_pattern(term.text)
    if term.gap and term.kind is not TermKind.PHRASE:
        raise RuleBroken(
            "Only a phrase may have a gap between its words. Make the term a phrase, or leave the gap at 0."
        )
    if not 0 <= term.gap <= MOST_GAP:
        raise RuleBroken(f"A phrase may have from 0 to {MOST_GAP} words between its words.")


def _approved(session: Session, number: int) -> LineOfEnquiry | None:
    return next(
        (one for one in lines.versions(session.case, number) if one.state is LineState.APPROVED), None
    )


_PATIENT = Limits(seconds=300)
"""Word tables are small, but their child also waits for a busy computer."""
_BUSY = (
    "The forms of these terms could not be listed just now. Nothing was changed; close other programs "
    "and try again."
)


def _listed(terms: Sequence[Term], vocabulary: Sequence[str], limits: Limits = _PATIENT) -> tuple[Term, ...]:
    """Every term with its forms, worked out in a child process from word tables, and from the vocabulary
    where one is given."""
    asked = task(child_tasks.forms, terms=terms, vocabulary=vocabulary)
    try:
        untrusted = call(asked, limits)["forms"] if terms else []
    except UnreadableExport:  # its own sentence speaks of a file, and there is none
        raise RuleBroken(_BUSY) from None
    return tuple(
        replace(term, forms=tuple(str(form) for form in forms))
        for term, forms in zip(terms, untrusted, strict=True)
    )


def _grown(
    session: Session, approved: LineOfEnquiry | None, listed: Sequence[Term]
) -> tuple[tuple[FormView, ...], ...]:
    """For each term the further forms that the approved version's own items hold, each with its hits."""
    firsts = sorted({word[0] for term in listed if term.kind in _GROWS for word in plain_words(term.text)})
    words = index.words(session.case, firsts) if approved and firsts else []
    if approved is None or not words:
        return ((),) * len(listed)
    more = _listed(listed, words)
    return tuple(_fresh(session, approved, old, new) for old, new in zip(listed, more, strict=True))


def _fresh(session: Session, approved: LineOfEnquiry, old: Term, new: Term) -> tuple[FormView, ...]:
    """The further forms of one term that hit anything."""
    views = (
        FormView(form, True, _hits(session, approved, form), True)
        for form in new.forms
        if form not in old.forms
    )
    return tuple(view for view in views if view.hits)


def _joined(term: Term, more: Sequence[FormView]) -> Term:
    return replace(term, forms=(*term.forms, *(one.form for one in more)))


def _view(
    session: Session, approved: LineOfEnquiry | None, term: Term, more: tuple[FormView, ...]
) -> TermForms:
    countable = term.kind is not TermKind.REGEX and not term.gap
    searched = (
        {(of, form): hits for of, form, hits, _ in suggestions.term_counts(session.case, approved.id)}
        if approved
        else {}
    )
    counted = {
        form: _hits(session, approved, form) if countable else searched.get((term.text, form))
        for form in dict.fromkeys((term.text, *term.forms))
    }
    forms = tuple(FormView(form, form not in term.off, hits) for form, hits in counted.items())
    return TermForms(term.text, term.kind, term.why, term.gap, forms, more)


def _hits(session: Session, approved: LineOfEnquiry | None, form: str) -> int | None:
    query = fts_query(form)
    return index.count(session.case, approved.id, index.Asked((query,))) if approved and query else None

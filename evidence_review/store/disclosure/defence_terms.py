"""Search terms that the defence proposes for a line, and the answer to each. Only ever added to."""

from datetime import date

from evidence_review.domain.disclosure import DefenceTerm
from evidence_review.domain.ids import UserId
from evidence_review.domain.kinds import TermKind
from evidence_review.store.case import Case, Change, now


def add(change: Change, term: DefenceTerm, by: UserId) -> int:
    """Keep a proposed term; its number."""
    (number,) = change.run("SELECT coalesce(max(number), 0) + 1 FROM defence_terms").fetchone()
    change.run(
        "INSERT INTO defence_terms VALUES (:id, :number, :person, (SELECT id FROM lines WHERE number = :line), "
        ":term, :kind, :why, :day, :by, :at)",
        {
            "id": term.id,
            "number": number,
            "person": term.person,
            "line": term.line,
            "term": term.term,
            "kind": str(term.kind),
            "why": term.why,
            "day": term.day.isoformat(),
            "by": by,
            "at": now(),
        },
    )
    return int(number)


def answer(change: Change, term: str, accepted: bool, reason: str, by: UserId) -> None:
    """Keep the answer to a term, with its reason."""
    change.run(
        "INSERT INTO defence_term_answers VALUES (:term, :accepted, :reason, :by, :at)",
        {"term": term, "accepted": int(accepted), "reason": reason, "by": by, "at": now()},
    )


def everything(case: Case) -> tuple[DefenceTerm, ...]:
    """Every proposed term with its answer, by number."""
    rows = case.all(
        "SELECT t.id, t.number, t.person_id, l.number, t.term, t.kind, t.why, t.day, a.accepted, coalesce(a.reason, "
        "'') FROM defence_terms t JOIN lines l ON l.id = t.line_id LEFT JOIN defence_term_answers a ON a.term_id = "
        "t.id ORDER BY t.number"
    )
    return tuple(
        DefenceTerm(
            made,
            number,
            person,
            line,
            term,
            TermKind(kind),
            why,
            date.fromisoformat(day),
            None if accepted is None else bool(accepted),
            reason,
        )
        for made, number, person, line, term, kind, why, day, accepted, reason in rows
    )

"""The complainant's own page: written anew whenever it is asked for, from counts of the case as it stands
(reference/law.md 1.6 (iii))."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from evidence_review.domain.decisions import Act
from evidence_review.domain.disclosure import EntrySort
from evidence_review.domain.errors import OutputProblem, RuleBroken
from evidence_review.domain.kinds import AuditOp, CasePart
from evidence_review.reports.statement import (
    Given,
    Held,
    Inspected,
    Question,
    Statement,
    StatementForm,
    statement_pdf,
)
from evidence_review.store import exhibits
from evidence_review.store.disclosure import case_record, material_of
from evidence_review.workflow.case.labelling import today
from evidence_review.workflow.case.naming import person_named
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.owner_only import write_closed
from evidence_review.workflow.producing import bundling
from evidence_review.workflow.producing.index_rows import tokens_of
from evidence_review.workflow.producing.masked_words import names_masked
from evidence_review.workflow.producing.schedule_changes import day_words
from evidence_review.workflow.producing.wording_lines import relevant_kept, worded_lines

NAMES = {
    StatementForm.ENGLISH: "statement-english.pdf",
    StatementForm.WELSH: "statement-cymraeg.pdf",
    StatementForm.EASY_READ: "statement-easy-read.pdf",
}
_DELETION = "deletion"
"""How a key date of the case record begins that says when material is looked at for deletion."""


def write_statement(
    session: Session, complainant: str, out: Path, about: Sequence[str] = ()
) -> tuple[str, ...]:
    """Write the statement for a complainant in its three forms into a new folder; their names. `about`: exhibits of
    others that are about the complainant, such as a doctor's records. RuleBroken for who is no complainant, and where
    words of a line name what is masked in the copies."""
    session.may(Act.PRODUCE)
    made = statement_for(session, complainant, about)
    _require_unmasked(session, made)
    if out.exists():
        raise OutputProblem("That folder exists already. Choose a new one for the statement.")
    files = {NAMES[form]: statement_pdf(made, form) for form in StatementForm}
    with session.case.change(
        session.signer, AuditOp.DISCLOSE, "write statement", about="statement"
    ) as change:
        change.detail.update(held=made.held, seen=made.seen, given=sum(one.count for one in made.given))
    write_closed(out, files)
    return tuple(files)


def _require_unmasked(session: Session, made: Statement) -> None:
    """RuleBroken, naming every line, where what a line looks for names somebody or something that is masked.
    Recipients and people of the record stand as they were entered."""
    kept = relevant_kept(session)
    naming = [
        str(line.number)
        for line, one in zip(worded_lines(session), made.questions, strict=True)
        if any(names_masked(session, kept, words) for words in _printed(one))
    ]
    if naming:
        raise RuleBroken(
            f"What line {', '.join(naming)} looks for names somebody or something that is masked in the copies. "
            "Say it in other words, in each of the three forms: lines wording"
        )


def _printed(one: Question) -> tuple[str, ...]:
    """Every wording of a line that a form prints."""
    return one.plain or one.title, one.welsh or one.title, one.easy or one.plain or one.title


def statement_for(session: Session, complainant: str, about: Sequence[str] = ()) -> Statement:
    """What the statement says, as the case stands."""
    person = person_named(session.case, complainant)
    if person.part is not CasePart.COMPLAINANT:
        raise RuleBroken(f"{person.name} is not entered as a complainant.")
    known = {one.ref: one for one in exhibits.everything(session.case)}
    if missing := [ref for ref in about if ref not in known]:
        raise RuleBroken(f"No exhibit {missing[0]} is in the case.")
    refs = tuple(dict.fromkeys((*material_of.exhibits_of(session.case, person.keys), *about)))
    if not refs:
        raise RuleBroken("No exhibit belongs to this complainant. Name those that are about this person.")
    by_exhibit, held, scope, seen, people, aside = material_of.counts(session.case, refs)
    officer, *contact = bundling.whom_to_ask(session) or ("",)
    if not officer:
        raise RuleBroken("No disclosure officer is enrolled, so the statement would name nobody to ask.")
    return Statement(
        session.case.facts.urn,
        today(),
        tuple(
            Held(
                ref, known[ref].kind, known[ref].attributed_to, count, material_of.all_mail(session.case, ref)
            )
            for ref, count in by_exhibit
        ),
        tuple(
            Question(one.title, one.words.plain, one.words.welsh, one.words.easy)
            for one in worded_lines(session)
        ),
        held,
        scope,
        seen,
        people,
        aside,
        _given(session, refs),
        officer,
        _deletion(session),
        tuple(
            Inspected(accused, count) for accused, count in material_of.open_to_inspection(session.case, refs)
        ),
        tuple(contact),
    )


def _given(session: Session, refs: Sequence[str]) -> tuple[Given, ...]:
    """What was handed over; bundles of one day for one recipient and accused are told as one, with what is covered in
    the last."""
    told: dict[tuple[str, str, str], Given] = {}
    for one in material_of.handed_over(session.case, refs):
        key = day_words(one.at), one.to, one.accused
        new = Counter(dict(told.pop(key).of) if key in told else {}) + Counter(one.new)
        of = tuple((ref, new[ref]) for ref in refs if new[ref])
        told[key] = Given(*key, new.total(), one.marks, len(tokens_of(session, one.items)), of)
    return tuple(told.values())


def _deletion(session: Session) -> str:
    days = [
        one.day
        for one in case_record.standing(session.case, EntrySort.KEY_DATE)
        if one.day and one.words.lower().startswith(_DELETION)
    ]
    return f"{days[-1]:%d.%m.%Y}" if days else ""

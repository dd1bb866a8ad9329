"""The people of the case: accused and complainants, entered once with every name and number of theirs, and
chosen from this record wherever a decision or a paper is for one of them (CPIA s.2(2))."""

from collections.abc import Sequence

from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.kinds import AuditOp, CasePart
from evidence_review.domain.people import CasePerson, person_key
from evidence_review.domain.text import fold
from evidence_review.store import case_people
from evidence_review.workflow.case.naming import person_named
from evidence_review.workflow.case.opening import Session


def enter_person(session: Session, name: str, part: CasePart, identifiers: Sequence[str] = ()) -> CasePerson:
    """Enter an accused or a complainant. RuleBroken where someone of that name, or of one of these numbers,
    stands on the record already."""
    session.may(Act.ENTER_PERSON)
    given = " ".join(name.split())
    if sum(map(str.isalpha, given)) < 2:  # an initial is not a name that a paper can print
        raise RuleBroken("Give the name as the charge has it: it is printed on every paper.")
    keys = {key for one in (given, *identifiers) if (key := person_key(one))}
    for one in case_people.everyone(session.case):
        if fold(one.name).text == fold(given).text or keys & one.keys:
            raise RuleBroken(
                f"{one.name} stands on the record as {one.part.lower()} already, by that name, number or "
                "address. Add to that entry, or take it off first."
            )
    with session.case.change(session.signer, AuditOp.CONFIG, "enter person of the case") as change:
        made = case_people.add(change, given, part, identifiers, session.user.id)
        change.about(f"person:{made}", {"name": given, "part": str(part), "keys": sorted(keys)})
        change.detail.update(part=str(part), identifiers=len(keys))
    return next(one for one in case_people.everyone(session.case) if one.id == made)


def add_identifiers(session: Session, name: str, identifiers: Sequence[str]) -> CasePerson:
    """Enter further names, numbers and addresses of a person of the case."""
    session.may(Act.ENTER_PERSON)
    person = person_named(session.case, name)
    keys = sorted({key for one in identifiers if (key := person_key(one))})
    with session.case.change(
        session.signer, AuditOp.CONFIG, "add to person of the case", about=f"person:{person.id}"
    ) as change:
        case_people.add_keys(change, person.id, identifiers, session.user.id)
        change.about(f"person:{person.id}", {"keys": keys})
        change.detail.update(identifiers=len(keys))
    return person_named(session.case, name)


def take_off(session: Session, name: str, reason: str) -> None:
    """Take a person off the record, with a reason; decisions made for her stay readable."""
    session.may(Act.ENTER_PERSON)
    person = person_named(session.case, name)
    if not reason.strip():
        raise RuleBroken("Say why this person is taken off the record.")
    with session.case.change(
        session.signer, AuditOp.CONFIG, "take person off", about=f"person:{person.id}", reason=reason
    ) as change:
        case_people.end(change, person.id, reason.strip(), session.user.id)
        change.about(f"person:{person.id}", {"end": person.id})


def people_of_case(session: Session) -> tuple[CasePerson, ...]:
    """Accused and complainants as entered."""
    return case_people.everyone(session.case)

"""What a case already knows of people and exhibits, so that whoever writes a line of enquiry chooses them and types
nothing twice. Nothing of any item: only what people entered."""

from dataclasses import dataclass

from evidence_review.domain.basis import Exhibit
from evidence_review.domain.decisions import Act
from evidence_review.domain.enquiry import ScopePerson
from evidence_review.domain.kinds import ExhibitKind, LegalBasis
from evidence_review.domain.people import person_key
from evidence_review.store import case_people, exhibits
from evidence_review.workflow.case.opening import Session


@dataclass(frozen=True, slots=True)
class KnownExhibit:
    """An exhibit of the case: its reference, whose it is, what it is, and by what power it is held."""

    ref: str
    attributed_to: str
    kind: ExhibitKind
    power: LegalBasis


@dataclass(frozen=True, slots=True)
class KnownLimits:
    """People by name with every identifier entered for them, and the exhibits."""

    people: tuple[ScopePerson, ...] = ()
    exhibits: tuple[KnownExhibit, ...] = ()


def known_limits(session: Session) -> KnownLimits:
    """The accused and complainants of the record, then those to whom an exhibit is attributed and who do not stand on
    it; every exhibit in the order in which it came. For who may propose a line."""
    session.may(Act.PROPOSE_LINE)
    found = exhibits.everything(session.case)
    owners = exhibits.given_owners(session.case)
    people = {
        frozenset({person_key(one.name), *one.keys}): ScopePerson(
            one.name, tuple(sorted(one.keys - {person_key(one.name)}))
        )
        for one in case_people.everyone(session.case)
    }
    for one in found:
        whose = person_key(one.attributed_to)
        keys = frozenset({whose, *owners.get(one.ref, ())})
        if whose and not any(keys & known for known in people):
            people[keys] = ScopePerson(one.attributed_to, tuple(sorted(keys - {whose})))
    return KnownLimits(tuple(people.values()), tuple(map(_exhibit, found)))


def _exhibit(one: Exhibit) -> KnownExhibit:
    return KnownExhibit(one.ref, one.attributed_to, one.kind, one.basis.power)

"""One person, one number: parties of a case gathered by their identities and by the links that people made, and the
label under which a line shows each."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from evidence_review.domain.decisions import Act
from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.people import Party, identity_key
from evidence_review.store import lines as kept_lines
from evidence_review.store import people
from evidence_review.store.searches import many_items
from evidence_review.workflow.case.labelling import Faces, faces, is_named, known_keys, party_label
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.search_views import Someone
from evidence_review.workflow.enquiring.enquiring import approved_line


def chosen_lines(session: Session, number: int) -> tuple[LineOfEnquiry, ...]:
    """The approved line of this number, or for 0 all that are approved."""
    session.may(Act.READ)
    return (approved_line(session, number),) if number else tuple(kept_lines.approved(session.case))


@dataclass(frozen=True, slots=True)
class Persons:
    """Who is who: the person of each party by number, the parties themselves, and who is shown by name."""

    session: Session
    of: Mapping[int, int]
    parties: Mapping[int, Party]
    known: frozenset[str]
    linked: Faces
    found: dict[int, Someone] = field(default_factory=dict[int, Someone])

    def someone(self, party: int) -> Someone:
        """The person behind a party that a line lets through, labelled by that party where it is the first that was
        asked for: a name that stands only outside is never one."""
        number = self.of[party]
        if number not in self.found:
            self.found[number] = Someone(number, self.label(party))
        return self.found[number]

    def label(self, party: int) -> str:
        """What a party is called; one that has no pseudonym yet by its number."""
        said = party_label(
            self.session, self.parties[party], self.known, None, plain=False, linked=self.linked
        )
        return f"Unnamed ({self.of[party]})" if said in {"", "Person", "unknown"} else said

    def meet(self, parties: Iterable[int]) -> None:
        """Choose the labels of everyone among these parties: by one that is shown by name, else by the lowest;
        several people of one label also by their numbers."""
        told = sorted(set(parties), key=lambda one: (not is_named(self.parties[one], self.known), one))
        for party in told:
            self.someone(party)
        alike = Counter(one.label for one in self.found.values())
        for number, one in self.found.items():
            if alike[one.label] > 1:
                self.found[number] = Someone(number, f"{one.label} ({number})")

    def numbers_of(self, person: int) -> tuple[int, ...]:
        """The parties of a person."""
        return tuple(party for party, number in self.of.items() if number == person)


def persons(session: Session, lines: Iterable[LineOfEnquiry]) -> Persons:
    """Everyone in the case by number; labels are made only where they are asked for."""
    rows = many_items.parties(session.case)
    parties = {
        number: Party(identifier or None, name or None, bool(owner))
        for number, identifier, name, owner in rows
    }
    joined = people.joined(session.case)
    first: dict[object, int] = {}
    of: dict[int, int] = {}
    for number, party in parties.items():
        key = identity_key(party)
        group = joined.get(key, (key,)) if key else (number,)
        of[number] = first.setdefault(group, number)
    known = frozenset[str]().union(*(known_keys(session, line) for line in lines))
    return Persons(session, of, parties, known, faces(session, known))

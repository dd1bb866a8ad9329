"""What people decided on personal data, ready to be asked about any finding: rulings first, then what is known anyway.

Identities joined by hand count as one person (`store.people.joined`). A name that two people bear ties to neither.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from evidence_review.domain.personal import Allowed, Ruling, Stance, Subject, SubjectSort, name_key, value_key
from evidence_review.domain.suggestions import Finding
from evidence_review.store import people, rulings
from evidence_review.workflow.opening import Session


@dataclass(frozen=True, slots=True)
class Standing:
    """The rulings that stand by subject, the first key of each joined person, whose every full name is, and what is listed as known.

    `names` has None for a name that two people bear; `shared` the ids of entries of the list that rest for that reason.
    """

    rulings: Mapping[Subject, Ruling]
    roots: Mapping[str, str]
    names: Mapping[str, str | None]
    listed: Mapping[str, Allowed]
    listed_people: Mapping[str, Allowed]
    shared: frozenset[str]

    def root(self, key: str) -> str:
        """The key that stands for a person, whichever of her identities is asked about."""
        return self.roots.get(key, key)

    def subject(self, kind: str, words: str, person: str | None) -> Subject:
        """Whom or what a finding is about."""
        if kind != "PERSON":
            return Subject(SubjectSort.VALUE, value_key(words))
        name = name_key(words)
        key = person or self.names.get(name)
        return Subject(SubjectSort.PERSON, self.root(key)) if key else Subject(SubjectSort.NAME, name)

    def person(self, key: str) -> Ruling | None:
        """The ruling on a person, by any of her keys."""
        return self._decided(Subject(SubjectSort.PERSON, self.root(key)))

    def ruling(self, kind: str, words: str, person: str | None) -> Ruling | None:
        """The ruling that covers a finding: on its own subject, else for an identifier that its person is masked everywhere.

        That a name is kept says nothing of the person's number or address: those need a ruling of their own (Bater-James (iii)).
        """
        own = self._decided(self.subject(kind, words, person))
        if own or kind == "PERSON" or not person:
            return own
        whose = self.person(person)
        return whose if whose and whose.stance is Stance.MASK else None

    def known(self, kind: str, words: str, person: str | None) -> Allowed | None:
        """The entry of the list of what is known anyway that covers a finding."""
        if kind == "PERSON":
            subject = self.subject(kind, words, person)
            if subject.sort is SubjectSort.PERSON:
                return self.listed_people.get(subject.key)
        entry = self.listed.get(value_key(words)) or self.listed.get(value_key(name_key(words)))
        return entry if entry and entry.id not in self.shared else None

    def of(self, finding: Finding, text: str) -> Ruling | None:
        """The ruling that covers a finding in a text; special categories are decided on place by place."""
        return None if finding.special else self.ruling(finding.kind, text[finding.start : finding.end], finding.person)

    def stays(self, finding: Finding, text: str) -> bool:
        """Whether a finding stays visible by a ruling, or is known anyway and not ruled on."""
        if finding.special:
            return False
        ruled = self.of(finding, text)
        if ruled:
            return ruled.stance is Stance.KEEP
        return self.known(finding.kind, text[finding.start : finding.end], finding.person) is not None

    def _decided(self, subject: Subject) -> Ruling | None:
        found = self.rulings.get(subject)
        return found if found and found.stance is not Stance.OPEN else None


def standing(session: Session, *, with_names: bool = False) -> Standing:
    """Everything that was decided; names are looked up only where something stands that they could matter to, or when asked for."""
    made, listed = rulings.latest(session.case), rulings.allowed(session.case)
    roots = {key: group[0] for key, group in people.joined(session.case).items()}
    by_subject: dict[Subject, Ruling] = {}
    for one in made:  # in order, so that the later ruling on one of a person's identities stands
        key = roots.get(one.subject.key, one.subject.key) if one.subject.sort is SubjectSort.PERSON else one.subject.key
        by_subject[Subject(one.subject.sort, key)] = one
    names = _names(session, roots) if made or listed or with_names else {}
    by_words = {value_key(one.words): one for one in listed}
    persons, shared = _listed_people(listed, names)
    return Standing(by_subject, roots, names, by_words, persons, shared)


def _names(session: Session, roots: Mapping[str, str]) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for key, written in rulings.names(session.case).items():
        root = roots.get(key, key)
        for name in map(name_key, written):
            found[name] = root if found.get(name, root) == root else None
    return found


def _listed_people(listed: tuple[Allowed, ...], names: Mapping[str, str | None]) -> tuple[dict[str, Allowed], frozenset[str]]:
    """The people whom entries name, and the entries that two people bear."""
    persons: dict[str, Allowed] = {}
    shared: set[str] = set()
    for one in listed:
        name = name_key(one.words)
        if name in names:
            root = names[name]
            if root is None:
                shared.add(one.id)
            else:
                persons[root] = one
    return persons, frozenset(shared)

"""What people decided on personal data, ready to be asked about any finding: rulings first, then what is
known anyway.

Identities joined by hand count as one person (`store.people.joined`). A name that two people bear ties to
neither.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from evidence_review.domain.personal import (
    BECAUSE_WORDS,
    Allowed,
    Ruling,
    Stance,
    Subject,
    SubjectSort,
    name_key,
    value_key,
)
from evidence_review.domain.suggestions import Finding
from evidence_review.redaction import name_words
from evidence_review.store import people, rulings
from evidence_review.workflow.case.opening import Session

EVERYWHERE = "masked everywhere"
"""How the reason of a mark begins that a ruling made."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The rulings that stand by subject, the first key of each joined person, whose every name is, and what
    is listed as known.

    `names` has, for every full name and each word of one, the subject that alone bears it, or None where two
    do. `shared` has the ids of entries of the list that rest for that reason.
    """

    rulings: Mapping[Subject, Ruling]
    roots: Mapping[str, str]
    names: Mapping[str, Subject | None]
    listed: Mapping[str, Allowed]
    listed_people: Mapping[Subject, Allowed]
    shared: frozenset[str]

    def root(self, key: str) -> str:
        """The key that stands for a person, whichever of her identities is asked about."""
        return self.roots.get(key, key)

    def subject(self, kind: str, words: str, person: str | None) -> Subject:
        """Whom or what a finding is about."""
        if kind != "PERSON":
            return Subject(SubjectSort.VALUE, value_key(words))
        if person:
            return Subject(SubjectSort.PERSON, self.root(person))
        name = name_key(words)
        return self.names.get(name) or Subject(SubjectSort.NAME, name)

    def bearers_clash(self, words: str) -> bool:
        """Whether two people bear this name, so that it says nothing of which of them is meant."""
        name = name_key(words)
        return name in self.names and self.names[name] is None

    def person(self, key: str) -> Ruling | None:
        """The ruling on a person, by any of her keys."""
        return self._decided(Subject(SubjectSort.PERSON, self.root(key)))

    def ruling(self, kind: str, words: str, person: str | None) -> Ruling | None:
        """The ruling that covers a finding: on its own subject, else for an identifier that its person is
        masked everywhere.

        That a name is kept says nothing of the person's number or address: those need a ruling of their own
        (Bater-James (iii)).
        """
        own = self._decided(self.subject(kind, words, person))
        if own or kind == "PERSON" or not person:
            return own
        whose = self.person(person)
        return whose if whose and whose.stance is Stance.MASK else None

    def known(self, kind: str, words: str, person: str | None) -> Allowed | None:
        """The entry of the list of what is known anyway that covers a finding."""
        entry = self.listed.get(value_key(words)) or self.listed.get(value_key(name_key(words)))
        if entry and entry.id not in self.shared:
            return entry
        return self.listed_people.get(self.subject(kind, words, person)) if kind == "PERSON" else None

    def of(self, finding: Finding, text: str) -> Ruling | None:
        """The ruling that covers a finding in a text; special categories are decided on place by place."""
        return (
            None
            if finding.special
            else self.ruling(finding.kind, text[finding.start : finding.end], finding.person)
        )

    def token_key(self, finding: Finding, text: str) -> str | None:
        """By what a mark on a finding finds its token: the person's key, or the full name behind a first
        name, so that one person has one token."""
        if finding.person or finding.kind != "PERSON":
            return finding.person
        return self.subject(finding.kind, text[finding.start : finding.end], None).key

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
    """Everything that was decided; names are looked up only where something stands that they could matter to,
    or when asked for."""
    made, listed = rulings.latest(session.case), rulings.allowed(session.case)
    roots = {key: group[0] for key, group in people.joined(session.case).items()}
    by_subject: dict[Subject, Ruling] = {}
    for one in made:  # in order, so that the later ruling on one of a person's identities stands
        key = (
            roots.get(one.subject.key, one.subject.key)
            if one.subject.sort is SubjectSort.PERSON
            else one.subject.key
        )
        by_subject[Subject(one.subject.sort, key)] = one
    names = _names(session, roots) if made or listed or with_names else {}
    by_words = {value_key(one.words): one for one in listed}
    persons, shared = _listed_people(listed, names)
    return Standing(by_subject, roots, names, by_words, persons, shared)


def decided_in_short(session: Session) -> str:
    """What was ruled, by number and reason and never by name, in sentences for the management document
    (reference/law.md I8)."""
    made = standing(session).rulings.values()
    parts: list[str] = []
    for stance, words in ((Stance.MASK, "masked everywhere"), (Stance.KEEP, "kept visible everywhere")):
        reasons = Counter(BECAUSE_WORDS[one.because] for one in made if one.stance is stance)
        if reasons:
            why = "; ".join(f"{count} as {reason}" for reason, count in sorted(reasons.items()))
            parts.append(
                f"{reasons.total()} people or identifiers were {words} by one decision each ({why})."
            )
    listed = rulings.allowed(session.case)
    parts += [f"{len(listed)} names, words or places are listed as known anyway."] if listed else []
    return " ".join(parts)


def _names(session: Session, roots: Mapping[str, str]) -> dict[str, Subject | None]:
    """Every full name, and each word of one, with who alone bears it: people of the sources, and names that
    only texts have."""
    bearers: dict[str, set[Subject]] = {}

    def put(written: str, subject: Subject) -> None:
        for name in {name_key(written), *name_words(written.title())}:
            bearers.setdefault(name, set()).add(subject)

    for key, written in rulings.names(session.case).items():
        for name in written:
            put(name, Subject(SubjectSort.PERSON, roots.get(key, key)))
    for words in rulings.names_in_texts(session.case):
        name = name_key(words)
        if len(name.split()) > 1 and name not in bearers:
            put(words, Subject(SubjectSort.NAME, name))
    return {name: next(iter(found)) if len(found) == 1 else None for name, found in bearers.items()}


def _listed_people(
    listed: tuple[Allowed, ...], names: Mapping[str, Subject | None]
) -> tuple[dict[Subject, Allowed], frozenset[str]]:
    """The people whom entries call by their full name, and the entries whose name two people bear."""
    persons: dict[Subject, Allowed] = {}
    shared: set[str] = set()
    for one in listed:
        name = name_key(one.words)
        subject = names.get(name)
        if name in names and subject is None:
            shared.add(one.id)
        elif subject and len(name.split()) > 1:
            persons[subject] = one
    return persons, frozenset(shared)

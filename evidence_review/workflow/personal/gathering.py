"""Gathering: every person and identifier that was found in what may be read, each once, with what was decided
on it."""

import hmac
from dataclasses import dataclass, field

from evidence_review.domain.decisions import Act
from evidence_review.domain.kinds import AuditOp, Tier
from evidence_review.domain.people import Party, identity_key, person_key
from evidence_review.domain.personal import Ruling, Subject, SubjectSort
from evidence_review.domain.reasons import check_reason
from evidence_review.store import decisions, items, lines, rulings, users
from evidence_review.store.case import Change
from evidence_review.store.rulings import Sighting
from evidence_review.workflow.case.labelling import escaped, faces, known_keys, party_label
from evidence_review.workflow.case.masking import names_someone_known
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.personal_rulings import Standing, standing
from evidence_review.workflow.case.personal_views import RulingView, SubjectView

_SURE = (Tier.CERTAIN, Tier.LIKELY, Tier.POSSIBLE)


@dataclass(slots=True)
class Gathered:
    """Everything seen of one subject."""

    first: Sighting
    words: dict[str, None] = field(default_factory=dict)
    items: set[int] = field(default_factory=set)
    relevant: set[int] = field(default_factory=set)
    mentions: int = 0
    tier: Tier = Tier.POSSIBLE


def subjects(session: Session, reveal: str = "") -> tuple[SubjectView, ...]:
    """Every person and identifier found in what approved lines let through, most mentioned first; the look is
    logged.

    People whom no line names stand by their pseudonyms, unless `reveal` gives a reason of 20 characters or
    more, which is kept.
    """
    session.may(Act.REDACT)
    if reveal:
        check_reason(reveal)
    decided = standing(session, with_names=True)
    found = gathered(session, decided)
    with session.case.change(
        session.signer, AuditOp.CONSULT, "list personal data", about="personal data", reason=reveal
    ) as change:
        label = Labels(session, change, decided, plain=bool(reveal))
        views = [_view(session, decided, label, subject, one) for subject, one in found.items()]
        change.detail.update(subjects=len(views), names=int(bool(reveal)))
    order = {sort: at for at, sort in enumerate(SubjectSort)}
    return tuple(sorted(views, key=lambda one: (order[one.sort], -one.mentions, one.code)))


def code_of(session: Session, subject: Subject) -> str:
    """A subject's name in commands and in the log: a keyed fingerprint, from which nobody without the case
    can guess the value."""
    return hmac.digest(
        session.case.secret("subjects"), f"{subject.sort}\n{subject.key}".encode(), "sha256"
    ).hex()[:12]


def ruling_view(session: Session, made: Ruling) -> RulingView:
    """A ruling with the name of who made it."""
    return RulingView(made.stance, made.because, made.words, users.by_id(session.case, made.by).name, made.at)


def gathered(session: Session, decided: Standing) -> dict[Subject, Gathered]:
    """Everything found in what may be read, by subject; special categories are left to each place."""
    found: dict[Subject, Gathered] = {}
    for one in rulings.sightings(session.case):
        subject = decided.subject(one.kind, one.words, one.person)
        if not subject.key:
            continue
        kept = found.setdefault(subject, Gathered(one))
        kept.words[one.words] = None
        kept.items.add(one.item)
        kept.mentions += one.mentions
        kept.tier = min(kept.tier, one.tier, key=_SURE.index)
        if one.relevant:
            kept.relevant.add(one.item)
    return found


class Labels:
    """How people are called in the list: as everywhere on the screen, or by name where a reason was given."""

    def __init__(self, session: Session, change: Change, decided: Standing, *, plain: bool) -> None:
        self._session, self._change, self._decided, self._plain = session, change, decided, plain
        self._known = frozenset[str]().union(
            *(known_keys(session, line) for line in lines.approved(session.case))
        )
        self._faces = faces(session, self._known)
        self._parties: dict[str, Party] = {}
        for party in items.parties(session.case):
            self._parties.setdefault(identity_key(party), party)

    def person(self, key: str) -> str:
        """A person whom a source names."""
        party = self._parties.get(key)
        return party_label(
            self._session, party, self._known, self._change, plain=self._plain, linked=self._faces
        )

    def name(self, words: str) -> str:
        """A name that no source ties to anyone: by the pseudonym that it has in the text."""
        if self._plain or names_someone_known(None, words, self._known):
            return escaped(words)
        return decisions.pseudonym(self._session.case, self._change, person_key(words))


def _view(session: Session, decided: Standing, label: Labels, subject: Subject, one: Gathered) -> SubjectView:
    first = one.first
    match subject.sort:
        case SubjectSort.PERSON:
            shown = label.person(subject.key) or label.name(
                first.words
            )  # someone whom only texts name is no party of the case
        case SubjectSort.NAME:
            shown = label.name(first.words)
        case SubjectSort.VALUE:
            shown = escaped(first.words)
    ruled = decided.ruling(first.kind, first.words, first.person)
    known = decided.known(first.kind, first.words, first.person)
    whose = label.person(first.person) if first.person and subject.sort is SubjectSort.VALUE else ""
    return SubjectView(
        code_of(session, subject),
        subject.sort,
        shown,
        first.type,
        first.kind,
        one.tier,
        len(one.words),
        one.mentions,
        len(one.items),
        len(one.relevant),
        ruling_view(session, ruled) if ruled else None,
        known.why if known else "",
        whose,
    )

"""Naming: whom a bundle calls by name and whom by token, the same in heads, senders and texts; and the people
of the case by the name that was entered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.kinds import CasePart
from evidence_review.domain.people import CasePerson, Party, identity_key, person_keys
from evidence_review.domain.personal import Stance
from evidence_review.domain.text import fold
from evidence_review.store import case_people, items, redactions
from evidence_review.store.case import Case, Change
from evidence_review.store.items import Kept
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.personal_rulings import Standing, standing


@dataclass(frozen=True, slots=True)
class Known:
    """Who may stand by name: the people of the case, those whose exhibits these are, whom all sides know, and
    what was ruled on anyone. `named` has the entered name of an accused or complainant by each key of hers."""

    owners: frozenset[str]
    decided: Standing
    named: Mapping[str, str]

    def by_name(self, party: Party) -> bool:
        """Whether a person stands by her name: as she was ruled on, else where she is a person of the case or
        an exhibit is hers."""
        keys = person_keys(party)
        if not keys:
            return True
        ruled = self.decided.person(identity_key(party))
        if ruled:
            return ruled.stance is Stance.KEEP and (bool(party.name) or self._number_kept(party))
        return (
            party.is_owner
            or self.entered(party) is not None
            or bool(keys & self.owners)
            or self.decided.known("PERSON", party.label(), identity_key(party)) is not None
        )

    def entered(self, party: Party) -> str | None:
        """The name under which an accused or complainant was entered, by any name or number of hers, also one
        of an identity that was joined to her; None for others."""
        root = self.decided.root(identity_key(party))
        return next(
            (self.named[key] for key in (*sorted(person_keys(party)), root) if key in self.named), None
        )

    def label(self, party: Party) -> str:
        """The one name of a person who stands by name: as entered, else as the source has it."""
        return self.entered(party) or party.label()

    def _number_kept(self, party: Party) -> bool:
        """Whether the number or address, which is all that is known of a person, was itself ruled to be
        kept."""
        ruled = self.decided.ruling("OTHER", party.label(), None)
        return ruled is not None and ruled.stance is Stance.KEEP


def known_people(case: Case) -> frozenset[str]:
    """Keys of everyone who stands by name unless it is ruled otherwise: whose exhibits these are, and the
    accused and complainants as entered."""
    entered = (key for one in case_people.everyone(case) for key in one.keys)
    return items.owner_keys(case) | frozenset(entered)


def known_in(session: Session) -> Known:
    """Who may stand by name in what leaves this case now."""
    decided = standing(session, with_names=True)
    named = {key: one.name for one in case_people.everyone(session.case) for key in sorted(one.keys)}
    named |= {decided.root(key): name for key, name in named.items()}
    return Known(items.owner_keys(session.case), decided, named)


def person_label(session: Session, change: Change, party: Party | None, known: Known) -> str:
    """A person's one name where she may stand by it, else her token, the same as in the text."""
    if party is None:
        return ""
    if known.by_name(party):
        return known.label(party)
    return redactions.token(session.case, change, "PERSON", known.decided.root(identity_key(party)))


def labels_of(session: Session, change: Change, kept: Kept, known: Known) -> tuple[str, ...]:
    """By what label each person around an item stands, the sender first ("" where none is told)."""
    people = (kept.item.sender, *kept.item.recipients)
    return tuple(person_label(session, change, one, known) for one in people)


def labels_now(session: Session, kept: Kept, known: Known) -> tuple[str, ...]:
    """The labels of the people around an item; empty for whom there is no token yet, and none is given."""

    def label(party: Party | None) -> str:
        if party is None or known.by_name(party):
            return known.label(party) if party else ""
        return redactions.known_token(session.case, "PERSON", known.decided.root(identity_key(party)))

    return tuple(label(one) for one in (kept.item.sender, *kept.item.recipients))


def participants(session: Session, change: Change, kept: Sequence[Kept], known: Known) -> tuple[str, ...]:
    """Everyone in it, once each, by the label that messages and marks have for them."""
    found = (one for each in kept for one in (each.item.sender, *each.item.recipients) if one)
    return tuple(dict.fromkeys(person_label(session, change, one, known) for one in found))


def accused_named(case: Case, name: str) -> CasePerson:
    """The accused of that name as entered. RuleBroken, naming those on the record, where there is none."""
    wanted = fold(" ".join(name.split())).text
    known = [one for one in case_people.everyone(case) if one.part is CasePart.ACCUSED]
    found = next((one for one in known if fold(one.name).text == wanted), None)
    if found is None:
        have = "; ".join(one.name for one in known)
        raise RuleBroken(
            f"No accused called {' '.join(name.split())} is on the record. Choose from: {have}."
            if have
            else "No accused is on the record yet. Enter the accused first, once, by the name of the charge."
        )
    return found


def person_named(case: Case, name: str) -> CasePerson:
    """The person of the case of that name as entered. RuleBroken, naming those on the record, where there is
    none."""
    wanted = fold(" ".join(name.split())).text
    known = case_people.everyone(case)
    found = next((one for one in known if fold(one.name).text == wanted), None)
    if found is None:
        have = "; ".join(one.name for one in known) or "nobody yet"
        raise RuleBroken(f"Nobody of that name is on the record of the case. It knows: {have}.")
    return found

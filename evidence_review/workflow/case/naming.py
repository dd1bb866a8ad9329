"""Naming: whom a bundle calls by name and whom by token, in the heads and senders of what is handed over."""

from collections.abc import Sequence
from dataclasses import dataclass

from evidence_review.domain.people import Party, identity_key, person_keys
from evidence_review.domain.personal import Stance
from evidence_review.store import items, redactions
from evidence_review.store import people as links
from evidence_review.store.case import Change
from evidence_review.store.items import Kept
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.personal_rulings import Standing, standing


@dataclass(frozen=True, slots=True)
class Known:
    """Who may stand by name: those whose exhibits these are, whom all sides know, and what was ruled on
    anyone."""

    owners: frozenset[str]
    decided: Standing

    def by_name(self, party: Party) -> bool:
        """Whether a person stands by her name: as she was ruled on, else where an exhibit is hers."""
        keys = person_keys(party)
        if not keys:
            return True
        ruled = self.decided.person(identity_key(party))
        if ruled:
            return ruled.stance is Stance.KEEP and (bool(party.name) or self._number_kept(party))
        return (
            party.is_owner
            or bool(keys & self.owners)
            or self.decided.known("PERSON", party.label(), identity_key(party)) is not None
        )

    def _number_kept(self, party: Party) -> bool:
        """Whether the number or address, which is all that is known of a person, was itself ruled to be
        kept."""
        ruled = self.decided.ruling("OTHER", party.label(), None)
        return ruled is not None and ruled.stance is Stance.KEEP


def known_in(session: Session) -> Known:
    """Who may stand by name in what leaves this case now."""
    return Known(items.owner_keys(session.case), standing(session))


def person_label(session: Session, change: Change, party: Party | None, known: Known) -> str:
    """A person's name where she may stand by it, else her token, the same as in the text."""
    if party is None:
        return ""
    return (
        party.label()
        if known.by_name(party)
        else redactions.token(session.case, change, "PERSON", identity_key(party))
    )


def participants(session: Session, change: Change, kept: Sequence[Kept], known: Known) -> tuple[str, ...]:
    """Everyone in it, once each: identities that were linked by hand stand together, under the labels that
    the messages and marks have for them."""
    joined = links.joined(session.case)
    labels: dict[str, dict[str, None]] = {}
    for party in (one for each in kept for one in (each.item.sender, *each.item.recipients) if one):
        key = identity_key(party)
        labels.setdefault(joined.get(key, (key,))[0], {})[person_label(session, change, party, known)] = None
    each = dict.fromkeys(
        first if not others else f"{first} (also {', '.join(others)})" for first, *others in labels.values()
    )
    return tuple(each)

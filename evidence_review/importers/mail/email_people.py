"""Whose account a mail comes from, where the person importing said so: that party is marked, and the
direction follows (reference/formats.md rule 15)."""

from collections.abc import Iterable
from dataclasses import replace

from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import Direction
from evidence_review.domain.people import Party, person_key, person_keys


def marked(people: Iterable[Party], options: ReadOptions) -> list[Party]:
    """The people, the owner marked among them."""
    owner = {person_key(word) for word in (options.owner, *options.also_owner) if word and word.strip()}
    return [replace(party, is_owner=not owner.isdisjoint(person_keys(party))) for party in people]


def direction(senders: Iterable[Party], others: Iterable[Party], options: ReadOptions) -> Direction:
    """Known only where the owner was said."""
    if options.owner is None:
        return Direction.UNKNOWN
    if any(party.is_owner for party in senders):
        return Direction.OUTGOING
    return Direction.INCOMING if any(party.is_owner for party in others) else Direction.UNKNOWN

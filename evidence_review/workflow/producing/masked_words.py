"""Whether words of our own name somebody who stands by a token, or repeat what is taken out of the copies."""

import re
from collections.abc import Sequence

from evidence_review.domain.text import fold
from evidence_review.store.items import Kept
from evidence_review.workflow.case.naming import known_in
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.removals import places, removed_from

MASKED = "Leave out what is masked in the copies: a name or a value in these words is."


def names_masked(session: Session, kept: Sequence[Kept], said: str) -> bool:
    """Whether `said` has the name of somebody in these items who stands by a token, or what is marked."""
    known = known_in(session)
    people = (one for each in kept for one in (each.item.sender, *each.item.recipients) if one)
    tokens = {one.name for one in people if one.name and not known.by_name(one)}
    words = _spaced(fold(said).text)
    if any(_spaced(fold(one).text) in words for one in tokens):
        return True
    return any(places(said, one) for one in removed_from(session, kept))


def _spaced(folded: str) -> str:
    return f" {' '.join(re.sub(r'[^\w]+', ' ', folded).split())} "

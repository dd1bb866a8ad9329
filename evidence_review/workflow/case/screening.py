"""The privilege screen, which comes before any view of an item: what may be privileged is held for
independent counsel (reference/law.md G1).
"""

from collections.abc import Sequence

from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp
from evidence_review.domain.suggestions import Engine
from evidence_review.relevance import screen_parties, screen_privilege
from evidence_review.store import copies, decisions, items, suggestions
from evidence_review.store.case import Case
from evidence_review.workflow.case.opening import Session

SCREEN = Engine("privilege screen", "1", "rules")
type Screened = tuple[ItemId, str, int]
"""Id, text, conversation."""


class Screen:
    """What the screen looks for in a case now; each conversation is looked at once."""

    def __init__(self, case: Case) -> None:
        known = [party.label() for party in items.parties(case) if party.role.upper() == "LEGAL_ADVISER"]
        self._case = case
        self._advisers = list(dict.fromkeys((*known, *decisions.privilege_names(case))))
        self._held_whole: dict[int, str | None] = {}

    def reasons(self, batch: Sequence[Screened]) -> dict[ItemId, str]:
        """The items that are to be held, each with one sentence that quotes nothing. A conversation with a
        legal adviser is held whole, and so is what repeats a held item: a file changed by a byte must not
        open it."""
        new = sorted({thread for _, _, thread in batch} - self._held_whole.keys())
        labels = items.thread_labels(self._case, new)
        self._held_whole |= {
            thread: screen_parties(names, self._advisers) for thread, names in labels.items()
        }
        reasons = dict(screen_privilege([(item, text) for item, text, _ in batch], self._advisers))
        reasons |= {item: why for item, _, thread in batch if (why := self._held_whole[thread])}
        again = copies.repeating_held(self._case, [item for item, _, _ in batch])
        return reasons | {
            item: f"repeats item {original} of the same exhibit, which is held"
            for item, original in again.items()
        }


def keep_screened(session: Session, batch: Sequence[Screened], held: dict[ItemId, str], about: str) -> None:
    """Note what was screened, and hold what the screen found."""
    with session.case.change(session.signer, AuditOp.CONSULT, "screen for privilege", about=about) as change:
        suggestions.add_screened(change, [item for item, _, _ in batch], held, SCREEN)
        change.detail.update(items=len(batch), held=len(held))


def screen_one(session: Session, item: ItemId) -> bool:
    """Screen one item that no line covers, and the messages that carry it; whether it is held now. A message
    is looked at first, since what is attached to it is held with it."""
    batch = items.texts_with_carriers(session.case, item)
    keep_screened(session, batch, Screen(session.case).reasons(batch), f"item:{item}")
    return items.held(session.case, item) is not None

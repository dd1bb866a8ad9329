"""The words that rows of a list show: the beginning of each item, third parties by label and special-category words
masked whatever was revealed, with the hits in it. A look of its own: logged before it is shown (docs/decisions/0052).
"""

import re
from collections.abc import Sequence

from evidence_review.domain.decisions import Act
from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp
from evidence_review.domain.people import Party
from evidence_review.domain.suggestions import Finding
from evidence_review.store import redactions
from evidence_review.store.case import Change
from evidence_review.store.disclosure import comparisons
from evidence_review.store.searches import list_rows
from evidence_review.workflow.case.labelling import Faces, escaped, faces, known_keys, party_label
from evidence_review.workflow.case.masking import shown_text, swaps, to_shown
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.queue_views import RowWords
from evidence_review.workflow.case.search_views import sought
from evidence_review.workflow.enquiring.enquiring import approved_line

LENGTH = 60
"""Characters of an item that a row shows."""
MOST = 100
"""Rows at one time: what a screen can show."""
_SURE = 44
"""Characters that stand in a narrow list too: a hit is among them."""
_BEFORE = 18
"""Characters in front of a hit that stands too far behind to be shown from the beginning."""


def list_words(
    session: Session, number: int, among: Sequence[ItemId], searched: str = ""
) -> tuple[RowWords, ...]:
    """What the rows of these items say, of those that the line lets through; logged with their numbers. At most
    `MOST`. `searched`: words of the search that stands, whose hits are named too."""
    session.may(Act.READ)
    line = approved_line(session, number)
    rows = list_rows.words(session.case, line.id, list(among)[:MOST])
    ids = [ItemId(row[0]) for row in rows]
    if not ids:
        return ()
    about = _About(session, line, ids, searched)  # before others have to wait for the case
    with session.case.change(session.signer, AuditOp.CONSULT, "list items") as change:
        change.detail.update(line=line.number, shown=" ".join(map(str, ids)), count=len(ids))
        return tuple(about.row(change, *row) for row in rows)


class _About:
    """What is looked up once for all the rows of one screen."""

    def __init__(self, session: Session, line: LineOfEnquiry, ids: Sequence[ItemId], searched: str) -> None:
        case = session.case
        self.session = session
        self.known = known_keys(session, line)
        self.linked: Faces = faces(session, self.known)
        self.found = list_rows.findings_of(case, ids)
        self.terms = list_rows.term_spans(case, line.id, ids)
        self.returned = {
            item for item in comparisons.returned(case, list(ids)) if redactions.sent_back(case, item)
        }
        self.to: dict[ItemId, list[Party]] = {}
        for item, *person in list_rows.recipients(case, ids):
            if party := _party(*person):
                self.to.setdefault(ItemId(item), []).append(party)
        self.sought = sought(searched)

    def row(
        self, change: Change, number: int, text: str, files: int, is_due: int, *sender: str | int | None
    ) -> RowWords:
        """One row; `sender` as the store gives a party."""
        item = ItemId(number)
        found = self.found.get(item, ())
        text = text[: _whole_until(text, found)]
        found = tuple(one for one in found if one.end <= len(text))
        taken = swaps(self.session, found, text, self.known, change, frozenset(), self.linked)
        shown, pieces = shown_text(text, taken)
        spans = [
            to_shown(pieces, taken, start, end) for start, end in self.terms.get(item, ()) if end <= len(text)
        ]
        spans += [one.span() for one in self.sought.finditer(shown)] if self.sought else []
        said, hits = window(escaped(shown), sorted(set(spans)))
        called = self._called(change, _party(*sender))
        is_back = bool(is_due) or item in self.returned
        return RowWords(item, self._to(change, item), said, hits, files, is_back, called)

    def _called(self, change: Change, party: Party | None) -> str:
        return party_label(self.session, party, self.known, change, plain=False, linked=self.linked)

    def _to(self, change: Change, item: ItemId) -> str:
        people = self.to.get(item, [])
        first = "".join(self._called(change, one) for one in people[:1])
        return first + (f" +{len(people) - 1}" if len(people) > 1 else "")


def _party(identifier: object, name: object, owner: object) -> Party | None:
    """A party as its row has it; None where there is none."""
    return (
        None if owner is None else Party(str(identifier or "") or None, str(name or "") or None, bool(owner))
    )


def window(shown: str, spans: Sequence[tuple[int, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """`LENGTH` characters of a shown text on one line, so that its first hit is among them, and the hits in
    them."""
    first = spans[0] if spans else (0, 0)
    start = 0 if first[1] <= _SURE else max(0, min(first[0] - _BEFORE, len(shown) - _SURE))
    start = shown.find(" ", start, first[0]) + 1 or start if start else 0
    said = re.sub(r"\s", " ", shown[start : start + LENGTH])
    lead, tail = "…" if start else "", "…" if start + LENGTH < len(shown) else ""
    shift = start - len(lead)
    inside = [(max(a, start), min(b, start + len(said))) for a, b in spans]
    return f"{lead}{said}{tail}", tuple((a - shift, b - shift) for a, b in inside if a < b)


def _whole_until(text: str, found: Sequence[Finding]) -> int:
    """How many letters of a text that was cut may be used: none of words that the cut goes through."""
    return min((one.start for one in found if one.start < len(text) < one.end), default=len(text))

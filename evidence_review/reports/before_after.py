"""Before and after of messages and other texts, side by side, for the person who checks a redaction; it shows
what was removed.

For the office only: it is never part of what leaves.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from evidence_review.reports.paper import Column, Paper

OFFICE_ONLY = "This sheet shows what was removed: keep it inside the office."
_AS_IT_STANDS = (
    "Every relevant item as it stands now, whatever its code; an item that is claimed to be sensitive is not among "
    "them. Item numbers are those of the program: Ctrl+G goes to one."
)


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """One text: what it is called, what it was, what leaves, its marks in words, and whether it waits or is
    approved."""

    title: str
    before: str
    after: str
    marks: str
    state: str


def before_after_pdf(rows: Sequence[BeforeAfter], urn: str, documents: int) -> bytes:
    """The texts as a table, two columns beside each other; `documents` says how many documents follow as
    pictures of their pages."""
    paper = Paper("Before and after", f"Before and after · URN {urn} · office only", wide=True)
    paper.headline("Before and after")
    paper.text(OFFICE_ONLY, bold=True)
    paper.text(_AS_IT_STANDS)
    paper.facts(
        [
            ("URN", urn),
            ("Texts", f"{len(rows):,}"),
            ("Documents and pictures", f"{documents:,}, page by page after these" if documents else "none"),
        ]
    )
    columns = [
        Column(name, share)
        for name, share in (
            ("Item", 11),
            ("Before", 34),
            ("After", 34),
            ("Marks", 11),
            ("State", 12),
        )
    ]
    paper.table(columns, [(one.title, one.before, one.after, one.marks, one.state) for one in rows])
    return paper.to_bytes()

"""The pages of the program and who sees which: whoever may do one of a page's acts (`domain.decisions.MAY`).

To add a page: its line here, and the page itself in the window.
"""

from dataclasses import dataclass

from evidence_review.domain.decisions import Act, may
from evidence_review.domain.kinds import Role


@dataclass(frozen=True, slots=True)
class Page:
    """A page by its name, its words on the rail, and the acts of which one shows it."""

    name: str
    words: str
    acts: tuple[Act, ...]
    lines: int = 0
    """The height, in lines of text, below which the page is scrolled as a whole; 0 where its parts scroll
    by themselves."""


PAGES = (
    Page("home", "Home", (Act.READ, Act.READ_HELD, Act.AUDIT)),
    Page("review", "Review", (Act.READ,)),
    Page("overview", "Overview", (Act.READ,), 22),
    Page("lines", "Lines of enquiry", (Act.AUDIT,)),
    Page("samples", "Samples", (Act.PROPOSE_SAMPLE,)),
    Page("evidence", "Evidence", (Act.AUDIT,)),
    Page("personal", "Personal data", (Act.REDACT,), 22),
    Page("approve", "Approve", (Act.READ,), 26),
    Page("disclosure", "Disclosure", (Act.KEEP_RECORD,), 18),
    Page("produce", "Produce", (Act.READ,)),
    Page("held", "Held", (Act.HOLD, Act.READ_HELD)),
    Page("account", "Looked at", (Act.AUDIT,)),
    Page("log", "Log", (Act.AUDIT,), 24),
    Page("jobs", "Jobs", (Act.READ, Act.READ_HELD, Act.AUDIT), 16),
)


def pages_for(role: Role | None) -> tuple[Page, ...]:
    """The pages that a role works with, in order; none without a role, or for one that no act names."""
    return tuple(page for page in PAGES if any(may(act, role) for act in page.acts))


def is_for(name: str, role: Role | None) -> bool:
    """Whether a role works with the page of this name."""
    return any(page.name == name for page in pages_for(role))


def first_page(role: Role | None) -> str:
    """The name of the page that a case opens on, the first of those that a role works with; empty where
    there is
    none."""
    return next((page.name for page in pages_for(role)), "")

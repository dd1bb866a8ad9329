"""Highly sensitive material, and what concerns a covert human intelligence source, is not held in this program: it is
known by its markings, refused before anything of it is stored, and referred (reference/law.md G8)."""

import re
from collections.abc import Iterable

from evidence_review.domain.columns import Columns
from evidence_review.domain.errors import RuleBroken, UnreadableExport
from evidence_review.domain.kinds import ItemKind

REFERRAL = (
    "This is marked as highly sensitive, or as concerning a covert human intelligence source. It is not held in this "
    "program, and nothing of it was read into the case. Leave it where it is, tell your supervisor and the officer "
    "for highly sensitive material now, and deal with it under the force's own rules."
)
_NAMED = re.compile(
    r"(?<![a-z])(?:chis|highly[ _-]sensitive|top[ _-]secret|mg6d[ _-]?hs)(?![a-z])", re.IGNORECASE
)
_MARKED = re.compile(
    r"\b(?:TOP SECRET|UK SECRET|HIGHLY SENSITIVE|COVERT HUMAN INTELLIGENCE SOURCE|SENSITIVE SOURCE (?:REPORT|RECORD)|"
    r"CHIS (?:REPORT|RECORD|CONTACT SHEET|HANDLING|REVIEW))\b"
)
"""As markings are printed: in capitals. A message that speaks of such things is none."""
_HEAD, _FIRST = 600, 5
"""Signs of a page, and pages of a document, in which a marking stands."""
_PAPERS = frozenset({ItemKind.PAGE, ItemKind.NOTE, ItemKind.FILE, ItemKind.RECORD})


def require_not_named_so(names: Iterable[str]) -> None:
    """RuleBroken where a name of a file, folder or exhibit says so."""
    if any(_NAMED.search(name) for name in names):
        raise RuleBroken(REFERRAL)


def require_not_marked_so(parts: Iterable[object]) -> None:
    """UnreadableExport where the first pages of what a source begins with bear such a marking."""
    for part in parts:
        if isinstance(part, Columns):
            heads = [
                (text or "")[:_HEAD]
                for kind, text in zip(part.kinds, part.texts, strict=True)
                if kind in _PAPERS
            ]
            if any(_MARKED.search(head) for head in heads[:_FIRST]):
                raise UnreadableExport(REFERRAL)

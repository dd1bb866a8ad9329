"""What must not be visible in a bundle, wherever it stands: the values behind the marks, and their places in
a text."""

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evidence_review.domain.shipped_files import RESOURCES
from evidence_review.domain.text import fold
from evidence_review.redaction.rewriting import rewrite
from evidence_review.store import redactions
from evidence_review.store.items import Kept
from evidence_review.workflow.case.carrying import may_be_carried
from evidence_review.workflow.case.opening import Session

WHOLE_PAGE = "PAGE"
"""The kind of a mark that covers the whole picture of a page: it stands for no value that could show
elsewhere."""
REST = "REST"
"""The kind of a mark on what lies outside the passages that stay: it stands for no value either."""
AREA = "AREA"
"""The kind of a mark on an area that a person drew on a page or picture."""
NO_VALUE = frozenset({WHOLE_PAGE, REST, AREA})
_COMMON = RESOURCES / "terms" / "name_words.txt"


@dataclass(frozen=True, slots=True)
class Removed:
    """A value that was marked and its token. `is_word` where it is an ordinary word too ("Will", "May"): then
    only that spelling counts."""

    value: str
    token: str
    is_word: bool


def removed_from(session: Session, chosen: Iterable[Kept]) -> tuple[Removed, ...]:
    """Every distinct value that is marked in these items and may be looked for elsewhere, longest first, so
    that a full name goes before its parts."""
    found: dict[str, Removed] = {}
    for kept in chosen:
        text = kept.item.text or ""
        for one in redactions.standing(session.case, kept.item.id):
            if one.kind in NO_VALUE:
                continue
            value = removed_value(text[one.start : one.end].strip(), one.token)
            if may_be_carried(value.value, one.kind):
                found.setdefault(value.value if value.is_word else fold(value.value).text, value)
    return tuple(sorted(found.values(), key=lambda one: (-len(one.value), one.value)))


def removed_value(value: str, token: str = "") -> Removed:
    """A value as it is to be looked for."""
    return Removed(value, token, fold(value).text in _common_words())


def places(text: str, removed: Removed) -> list[tuple[int, int]]:
    """Every span of the text that reads like the value as a whole, spacing aside; case aside too, unless it
    is an ordinary word."""
    folded, wanted = fold(text), fold(removed.value).text.strip()
    spans: list[tuple[int, int]] = []
    at = folded.text.find(wanted) if wanted else -1
    while at >= 0:
        end = at + len(wanted)
        span = folded.span(at, end)
        same = not removed.is_word or text[span[0] : span[1]] == removed.value
        if same and _stands_alone(folded.text, wanted, at, end):
            spans.append(span)
        at = folded.text.find(wanted, at + 1)
    return spans


def _stands_alone(text: str, wanted: str, at: int, end: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[end : end + 1]
    return not (before.isalnum() and wanted[0].isalnum()) and not (after.isalnum() and wanted[-1].isalnum())


def neutral(text: str, removed: Sequence[Removed]) -> str:
    """A text of our own, such as a line's title, with every removed value replaced by its token."""
    spans = [(start, end, one.token) for one in removed for start, end in places(text, one)]
    return rewrite(text, spans)


@functools.cache
def _common_words() -> frozenset[str]:
    if not _COMMON.is_file():
        return frozenset()
    rows = (row for row in _COMMON.read_text("utf-8").splitlines() if not row.startswith("#"))
    return frozenset(word for row in rows for word in row.lower().split())

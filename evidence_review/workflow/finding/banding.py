"""The must-review band: every hit of a line's agreed terms, whatever any ranking thinks, with its proof
(reference/relevance.md 3.2)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from typing import Any

from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp, TermKind
from evidence_review.domain.suggestions import Reason
from evidence_review.domain.tasks import task
from evidence_review.relevance import TermHit, child_tasks, match
from evidence_review.relevance.scanning import scan_pool
from evidence_review.sandbox import Limits, Stopped, stream
from evidence_review.store.kept_counts import suggestion_hash
from evidence_review.store.searches import term_accounts
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.running import begin_engine

SECONDS = 0.5  # for one pattern on one text; a text that needs longer is told as not searched
_TEXTS_AT_ONCE = 50_000
# of the independent scan, so that two processes are done with it and with the matcher at about the same time
_PARTS = 4

type Texts = Sequence[tuple[ItemId, str]]
type Hits = dict[ItemId, tuple[TermHit, ...]]


def band(session: Session, line: LineOfEnquiry, texts: Texts, executor: Executor | None) -> Hits:
    """Every hit of the line's terms in its pool, by item, in order of place.

    The matcher looks at every text, so that nothing waits for the index; an independent scan of every text
    proves that it missed none. Patterns run over every text in a child process; what they could not be tried
    on is kept as not searched (`store.searches.term_accounts`).
    """
    matched = begin_engine(executor, match, texts, line.terms)
    scanned = [begin_engine(executor, scan_pool, texts[part::_PARTS], line.terms) for part in range(_PARTS)]
    hits: Hits = matched()
    if frozenset[ItemId]().union(*(proof() for proof in scanned)) != frozenset(hits):
        raise AssertionError("the matcher and the independent scan differ")
    return _with_patterns(session, line, texts, hits)


def _with_patterns(session: Session, line: LineOfEnquiry, texts: Texts, hits: Hits) -> Hits:
    wanted = [term.text for term in line.terms if term.kind is TermKind.REGEX]
    gaps: list[tuple[str, ItemId]] = []
    found = {item: set(there) for item, there in hits.items()}
    for at in range(0, len(texts) if wanted else 0, _TEXTS_AT_ONCE):
        for item, there, slow in _tried(texts[at : at + _TEXTS_AT_ONCE], wanted):
            if there:
                found.setdefault(item, set()).update(there)
            gaps += [(pattern, item) for pattern in slow]
    with session.case.change(
        session.signer, AuditOp.COMBINE, "search by pattern", about=f"line:{line.number}:{line.version}"
    ) as change:
        term_accounts.replace_gaps(change, line.id, gaps)
        change.detail.update(patterns=len(wanted), not_searched=len(gaps))
        suggestion_hash.note(session.case, change, line.id)
    return {
        item: tuple(sorted(there, key=lambda hit: (hit.start, hit.end, hit.term, hit.form)))
        for item, there in sorted(found.items())
    }


def _tried(texts: Texts, wanted: Sequence[str]) -> Iterator[tuple[ItemId, set[TermHit], list[str]]]:
    """Item, hits and patterns that took too long. Where the child is stopped, every text that it told nothing
    of counts as not searched."""
    told: set[ItemId] = set()
    known = {item: len(text) for item, text in texts}
    asked = task(child_tasks.patterns, texts=texts, wanted=wanted, seconds=SECONDS)
    try:
        for untrusted in stream(asked, Limits(seconds=60, together=True)):
            if "ready" in untrusted:
                continue
            item = ItemId(int(untrusted["item"]))
            if item in known:
                told.add(item)
                yield (
                    item,
                    {_hit(hit, wanted, known[item]) for hit in untrusted["hits"]},
                    [p for p in wanted if p in untrusted["slow"]],
                )
    except Stopped:
        yield from ((item, set[TermHit](), list(wanted)) for item in known if item not in told)


def _hit(untrusted: Sequence[Any], wanted: Sequence[str], length: int) -> TermHit:
    pattern, start, end = str(untrusted[0]), int(untrusted[1]), int(untrusted[2])
    if pattern not in wanted or not 0 <= start < end <= length:
        raise Stopped("Searching by pattern gave answers that make no sense and was stopped.")
    return TermHit(pattern, pattern, start, end)


def hit_reasons(hits: Sequence[TermHit]) -> list[Reason]:
    """The sentence of each term and form that was found in one item, with its places."""
    by_form: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for hit in hits:
        by_form.setdefault((hit.term, hit.form), []).append((hit.start, hit.end))
    return [
        Reason(
            "term",
            f"The agreed term “{term}” is here."
            if form == term
            else f"“{form}”, a listed form of the agreed term “{term}”, is here.",
            tuple(spans),
        )
        for (term, form), spans in sorted(by_form.items())
    ]


def term_counts(line: LineOfEnquiry, hits: Hits) -> tuple[tuple[str, str, int, int], ...]:
    """Per term and form: items hit, and items that nothing else hits (reference/law.md D2)."""
    seen: Counter[tuple[str, str]] = Counter()
    alone: Counter[tuple[str, str]] = Counter()
    for found in hits.values():
        forms = {(hit.term, hit.form) for hit in found}
        seen.update(forms)
        if len(forms) == 1:
            alone.update(forms)
    listed = [(term.text, form) for term in line.terms for form in term.active_forms()]
    return tuple((term, form, seen[term, form], alone[term, form]) for term, form in dict.fromkeys(listed))

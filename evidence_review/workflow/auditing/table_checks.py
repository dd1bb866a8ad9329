"""The tables of a whole case, or what a production rests on, held against the signed log."""

from collections.abc import Callable, Collection, Mapping, Sequence

from evidence_review.domain.ids import ItemId
from evidence_review.store import audit
from evidence_review.store.case import Broken, Case
from evidence_review.store.kept_counts import line_counts, line_orders, outside_counts, suggestion_hash
from evidence_review.store.seals import Key
from evidence_review.workflow.auditing import content_checks, log_checks, row_checks
from evidence_review.workflow.auditing.log_checks import Log

type Narrowed = Mapping[str, tuple[str, Collection[Key]]]
GO_AND_COME = ("evident_owners",)
"""Tables of which rows are found anew."""


def case_faults(case: Case, log: Log, among: Sequence[ItemId] | None = None) -> list[str]:
    """What the tables say and the log does not, or the other way round, each with table, row and entry.

    `among`: what is not about these items, of what was imported, is left aside.
    """
    seals = audit.seals(case)
    found = [
        *_tried("the log", lambda: log_checks.log_faults(log)),
        *_tried("audit", lambda: log_checks.column_faults(case, log)),
        *_tried("audit_words", lambda: log_checks.word_faults(case, log)),
        *_tried("the schema", lambda: row_checks.schema_faults(case)),
        *_tried("seals", lambda: row_checks.seal_faults(seals, log)),
    ]
    try:
        known = row_checks.sealed(seals, GO_AND_COME)
    except (ValueError, TypeError):
        return [*found, "Table seals: a seal cannot be read: it was changed."]
    kept = (
        []
        if among is not None
        else _tried("line_counts", lambda: _count_faults(case))
        + _tried("flags", lambda: _suggestion_faults(case, log))
        + _tried("log_about", lambda: _index_faults(case))
    )
    return [
        *found,
        *kept,
        *_tried("the tables", lambda: row_checks.row_faults(case, known, _narrowed(case, among))),
        *_tried("who wrote", lambda: row_checks.author_faults(case, known, log)),
        *_tried("items", lambda: content_checks.text_faults(case, among)),
        *_tried("blobs", lambda: content_checks.file_faults(case, among)),
        *_tried("approvals", lambda: content_checks.approval_faults(case, known, log, among)),
        *_tried("approved_items", lambda: content_checks.own_faults(case, among)),
    ]


def _count_faults(case: Case) -> list[str]:
    """Kept counts and orders, which follow from the other tables, held against what is counted."""
    wrong = {
        "line_counts": line_counts.faults(case),
        "line_orders": line_orders.faults(case),
        "outside_counts": outside_counts.faults(case),
    }
    return [
        f"Table {name}: {where}: what is kept is not what is counted."
        for name, places in wrong.items()
        for where in places
    ]


def _suggestion_faults(case: Case, log: Log) -> list[str]:
    """What machines suggested of each line, held against the entry of the search."""
    return [
        f"Tables flags and term_hits: {line}: what is suggested is not what the search left. Search again."
        for line in suggestion_hash.faults(case, log.entries.values())
    ]


def _index_faults(case: Case) -> list[str]:
    """By what entries of the log are found, which follows from the log, held against it."""
    wrong = case.wrongly_found()
    return (
        [f"Table log_about: {wrong:,} places by which entries are found are not as the log says."]
        if wrong
        else []
    )


def _tried(what: str, check: Callable[[], list[str]]) -> list[str]:
    """What a check finds; where what it reads was changed so that it cannot be read, that."""
    try:
        return check()
    except (ValueError, TypeError, KeyError, IndexError, Broken):
        return [f"Table {what}: it could not be checked, since something in it was changed."]


def _narrowed(case: Case, among: Sequence[ItemId] | None) -> Narrowed | None:
    """Of the tables that grow with what was imported: the rows of these items and of their conversations."""
    if among is None:
        return None
    mine, threads = frozenset(among), frozenset(audit.conversations(case, among))
    with_files, blobs = audit.files_beside(case, among)
    return {
        "items": ("id", mine),
        "threads": ("id", threads),
        "thread_people": ("thread_id", threads),
        "attachments": ("item_id", frozenset(with_files)),
        "blobs": ("id", frozenset(blobs)),
        "attached_threads": ("thread_id", threads),
        "recipients": ("item_id", mine),
        "first_times": ("item_id", mine),
        "read_times": ("item_id", mine),
    }

"""The tables of a whole case, or what a production rests on, held against the signed log."""

from collections.abc import Collection, Mapping, Sequence

from evidence_review.domain.ids import ItemId
from evidence_review.store import audit
from evidence_review.store.case import Case
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
    known = row_checks.sealed(seals, GO_AND_COME)
    return [
        *log_checks.log_faults(log),
        *log_checks.column_faults(case, log),
        *log_checks.word_faults(case, log),
        *row_checks.seal_faults(seals, log),
        *row_checks.row_faults(case, known, _narrowed(case, among)),
        *row_checks.author_faults(case, known, log),
        *content_checks.text_faults(case, among),
        *content_checks.file_faults(case, among),
        *content_checks.approval_faults(case, known, log, among),
        *content_checks.own_faults(case, among),
    ]


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

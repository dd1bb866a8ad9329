"""Checks of what is served against what was imported, screened and approved: texts, files, holds,
signatures and who signed."""

from collections.abc import Sequence

from evidence_review.domain.ids import ApprovalId, ItemId
from evidence_review.store import audit, redactions
from evidence_review.store.case import Case
from evidence_review.trust import verify
from evidence_review.trust.keys import Signatures
from evidence_review.workflow.auditing.log_checks import Log
from evidence_review.workflow.auditing.row_checks import Sealed
from evidence_review.workflow.case.screening import Screen

type Among = Sequence[ItemId] | None
"""The items that are looked at; None for all of the case."""
SIGNED = b"EVIDENCE-APPROVAL-v1\n"


def text_faults(case: Case, among: Among = None) -> list[str]:
    """Items whose words are not those of which the hash was kept at import."""
    return [
        f"Table items, row {item}: its text is not the one that was imported."
        for item in audit.texts_changed(case, among)
    ]


def file_faults(case: Case, among: Among = None) -> list[str]:
    """Stored files whose bytes are not those that were imported."""
    return [
        f"Table blobs, row {blob}: its bytes are not those that were imported."
        for blob in audit.files_changed(case, among)
    ]


def approval_faults(case: Case, known: Sealed, log: Log, among: Among = None) -> list[str]:
    """Approvals whose signature is not that of an enrolled person who may approve, over what they cover."""
    signatures, faults = Signatures(), list[str]()
    keys = {entry["user"]: entry["key"] for entry in log.entries.values()}
    sealed = known.rows.get("approvals", {})
    for made, whole, signature, by in audit.approvals(case, among):
        role = log.people.role(by, keys.get(by, ""))
        covered = redactions.approval_digest(redactions.approval_covers(case, ApprovalId(made)))
        is_later = sealed.get(made, (b"", 0))[1] > known.first > 0  # of before, nobody knows the order
        if covered != whole and is_later:
            faults.append(f"Table approvals, row {made}: it covers other items than were signed for.")
        if not verify.role_may("approve redactions", role) or not _fits(
            signatures, keys.get(by, ""), whole, signature
        ):
            faults.append(
                f"Table approvals, row {made}: its signature is not that of a person who may approve."
            )
    return faults


def _fits(signatures: Signatures, key: str, whole: str, signature: str) -> bool:
    try:
        return signatures.fits(bytes.fromhex(key), SIGNED + whole.encode(), bytes.fromhex(signature))
    except ValueError:
        return False


def own_faults(case: Case, among: Among = None) -> list[str]:
    """Items that were approved by who marked them or found them relevant."""
    return [
        f"Item {item} is approved by the person who marked it or found it relevant."
        for item in audit.approved_by_their_own(case, among)
    ]


def screen_faults(case: Case, among: Sequence[ItemId]) -> list[str]:
    """Items that the privilege screen would hold and that never came before it, or were taken out of it."""
    held = Screen(case).reasons(audit.texts_to_screen(case, among))
    return [f"Item {item} would be held by the privilege screen, and is not." for item in sorted(held)]

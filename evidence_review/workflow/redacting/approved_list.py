"""The list of what an approval covers, as its entry in the log holds it by the root (decision 0047)."""

from collections.abc import Sequence

from evidence_review.domain.audit import digest
from evidence_review.domain.ids import ApprovalId, ItemId
from evidence_review.trust.approved_lists import ApprovedList
from evidence_review.workflow.case.opening import Session


def list_of(
    session: Session, approval: ApprovalId, covered: Sequence[tuple[ItemId, str, tuple[str, ...]]]
) -> ApprovedList:
    """The list of an approval. `covered`: each item with its digest and the labels of its people, as
    `redactions.approval_covers` has them."""
    texts = {int(item): digest([one, list(labels)]) for item, one, labels in covered}
    return ApprovedList(session.case.secret("lists of approvals"), approval, texts)

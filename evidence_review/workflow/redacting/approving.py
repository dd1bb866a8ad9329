"""Approving: a second person signs exactly what is to leave; the prosecutor endorses per accused
(reference/law.md F, J).
"""

from evidence_review.domain.decisions import Act, Approval
from evidence_review.domain.disclosure import require_no_presumption
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId, LineId
from evidence_review.domain.kinds import AuditOp, DisclosureCode, Opening
from evidence_review.store import decisions, items, openings, redactions
from evidence_review.store.disclosure import assessments, comparisons, sensitivity
from evidence_review.store.disclosure.comparisons import Compared
from evidence_review.store.items import Kept
from evidence_review.trust import verify
from evidence_review.workflow.case.naming import accused_named, known_in, labels_of
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.personal_rulings import standing
from evidence_review.workflow.case.views import RedactionPreview
from evidence_review.workflow.redacting.approved_list import list_of
from evidence_review.workflow.redacting.comparing import preview_of
from evidence_review.workflow.redacting.extracting import goes_whole, whole_sentence
from evidence_review.workflow.redacting.marking import relevant_anywhere
from evidence_review.workflow.redacting.overlapping import overlap_of, overlap_sentence

_NEEDS_INSPECTION = frozenset(
    {DisclosureCode.DISCLOSE, DisclosureCode.INSPECT, DisclosureCode.NOT_DISCLOSABLE, DisclosureCode.EVIDENCE}
)


def waiting(session: Session) -> tuple[RedactionPreview, ...]:
    """Every relevant item with its before and after, whether it waits or stands approved. The looks are
    logged first."""
    session.may(Act.REDACT)
    relevant = redactions.relevant_items(session.case)
    found = dict.fromkeys(item for _, item in relevant)
    by_line = {item: line for line, item in relevant}
    with session.case.change(
        session.signer, AuditOp.CONSULT, "read items for approval", about="approvals"
    ) as change:
        change.detail.update(count=len(found), items=" ".join(map(str, found)))
        for line, item in relevant:
            openings.add(change, line, item, Opening.APPROVAL, session.user.id)
        kept = [one for item in found if (one := items.reviewable(session.case, by_line[item], item))]
        known = known_in(session)
        labels = {one.item.id: labels_of(session, change, one, known) for one in kept}
    decided = standing(session)
    return tuple(preview_of(session, one, decided, labels[one.item.id]) for one in kept)


def approve(
    session: Session, chosen: tuple[ItemId, ...], attested: bool
) -> Approval:  # a statement she makes
    """Sign the digest of exactly these items with their marks, and the names and tokens of the people around
    them, as they stand; any later change voids it (J1, J2).

    RuleBroken where an item meets the disclosure test and a prosecutor has not decided on its marks (I4), a
    page of a record goes out whole and nobody said why, or the log does not show that this person was shown the
    item with its marks as they stand. The words beside the log entry name every item. The entry holds the root of
    their list alone, neither digest nor signature, with which somebody could try what else was approved: the
    proof of a document shows it.
    """
    session.may(Act.APPROVE_REDACTION)
    if not attested:
        raise RuleBroken("Approving needs the statement that every item was looked at before and after.")
    if not chosen:
        raise RuleBroken("Choose at least one item to approve.")
    compared = comparisons.compared_by(session.case, session.user.id)
    kept = [_approvable(session, item, compared) for item in sorted(set(chosen))]
    named = f"items {' '.join(str(one.item.id) for one in kept)}"
    with session.case.change(session.signer, AuditOp.ALTER, "approve redactions", reason=named) as change:
        known = known_in(session)
        covered = [
            (
                one.item.id,
                redactions.item_digest(session.case, one.item.id),
                labels_of(session, change, one, known),
            )
            for one in kept
        ]
        whole = redactions.approval_digest(covered)
        signature = session.signer.sign(b"EVIDENCE-APPROVAL-v1\n" + whole.encode()).hex()
        items_signed = [item for item, _, _ in covered]
        approval = redactions.new_approval(
            decisions.new_id(), whole, items_signed, session.user.id, signature
        )
        redactions.add_approval(change, approval, covered)
        listed = list_of(session, approval.id, covered)
        change.object, change.object_hash = f"approval:{approval.id}", listed.root
        change.detail[verify.PLACES] = listed.places
    return approval


def _approvable(session: Session, item: ItemId, compared: Compared) -> Kept:
    """An item that this person may approve as it stands; RuleBroken otherwise."""
    relevant = redactions.relevant_to(session.case, item)
    if not relevant:
        raise RuleBroken(
            (
                f"Item {item} is not relevant to an approved line, or it is held, so there is "
                f"nothing to approve."
            )
        )
    if any(one.proposed_by == session.user.id for one in redactions.standing(session.case, item)):
        raise RuleBroken(f"You marked item {item} yourself, so a colleague must approve it.")
    if found := overlap_of(session.case, item):
        raise RuleBroken(overlap_sentence(found))
    if any(_decided(session, line, item) for line in relevant):
        raise RuleBroken(
            f"You decided that item {item} is relevant, so a colleague must approve what leaves."
        )
    kept = relevant_anywhere(session, item)
    if goes_whole(session.case, kept):
        raise RuleBroken(whole_sentence(item))
    if not compared.covers(item, comparisons.marks_state(session.case, item)):
        raise RuleBroken(f"Look at item {item} before and after, as it stands now, first; then approve it.")
    return kept


def send_back(session: Session, item: ItemId, reason: str) -> None:
    """Send the marks of an item back to the reviewer, with a reason."""
    session.may(Act.APPROVE_REDACTION)
    if not reason.strip():
        raise RuleBroken("Say what should be changed, so that the reviewer can put it right.")
    if not redactions.relevant_to(session.case, item):
        raise RuleBroken(
            (
                "Only items relevant to an approved line are sent back. List what waits for approval, "
                "and choose from it."
            )
        )
    with session.case.change(
        session.signer, AuditOp.ALTER, "send back", about=f"item:{item}", reason=reason
    ) as change:
        redactions.send_back(
            change, item, redactions.item_digest(session.case, item), reason.strip(), session.user.id
        )


def endorse(
    session: Session,
    item: ItemId,
    accused: str,
    code: DisclosureCode,
    reason: str,
    exception: str = "",
    court_order: str = "",
) -> None:
    """The prosecutor's code for an item and one accused (F3, F4). D, I, ND and E need the item to have been
    inspected by her (F5); ND and CND of what is presumed to meet the test need an exception (F6); what a court
    ordered to be withheld needs the order."""
    session.may(Act.ENDORSE)
    if not accused.strip():
        raise RuleBroken("Name the accused: disclosure is decided for each accused apart (CPIA s.2(2)).")
    person = accused_named(session.case, accused)
    if not redactions.relevant_to(session.case, item):
        raise RuleBroken("Only items relevant to an approved line are endorsed.")
    inspected = decisions.inspected_by(session.case, item, session.user.id)
    if code in _NEEDS_INSPECTION and not inspected:
        raise RuleBroken(
            (
                "Open this item before endorsing it so; only “clearly not disclosable” may rest on the "
                "description."
            )
        )
    if code is not DisclosureCode.TO_BE_ASSESSED and not reason.strip():
        raise RuleBroken("Give the reason for this code.")
    require_no_presumption(code, assessments.standing(session.case, item, person.id), exception)
    _require_sensitivity(session, item, code, court_order)
    with session.case.change(
        session.signer, AuditOp.ALTER, "endorse", about=f"item:{item}", reason=reason
    ) as change:
        made = decisions.add_endorsement(
            change, item, person.name, code, reason.strip(), inspected, session.user.id
        )
        if exception.strip() or court_order.strip():
            decisions.add_grounds(change, made, exception.strip(), court_order.strip())
        change.about(
            f"item:{item}",
            {"item": item, "accused": person.name, "code": str(code)},  # the reason is not shown with a proof
        )
        change.detail["code"] = str(code)


def _require_sensitivity(session: Session, item: ItemId, code: DisclosureCode, court_order: str) -> None:
    """What stands on the sensitive schedule is neither copied nor shown while the claim stands, and only what
    stands there is withheld by a court's order."""
    is_sensitive = item in sensitivity.items(session.case)
    if code is DisclosureCode.PII_WITHHELD and not court_order.strip():
        raise RuleBroken("Give the reference of the court's order.")
    if code is DisclosureCode.PII_WITHHELD and not is_sensitive:
        raise RuleBroken("Only what stands on the sensitive schedule is withheld by a court's order.")
    if court_order.strip() and code is not DisclosureCode.PII_WITHHELD:
        raise RuleBroken("A court's order goes only with what it withholds.")
    if is_sensitive and code in {DisclosureCode.DISCLOSE, DisclosureCode.INSPECT}:
        raise RuleBroken(
            "This item stands on the sensitive schedule. Dispute that first; once the police take the claim "
            "back, it can be disclosed."
        )


def _decided(session: Session, line: LineId, item: ItemId) -> bool:
    made = decisions.current(session.case, line, item)
    return made is not None and made.by == session.user.id

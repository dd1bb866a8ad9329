"""The police assessment of items for each accused, apart from the prosecutor's code; where the two differ, and
how that is settled (reference/law.md E5, F1, F2, F4, F6, F8)."""

from collections.abc import Sequence
from dataclasses import replace

from evidence_review.domain.decisions import Act
from evidence_review.domain.disclosure import Assessed, Assessment, EntrySort, Limb, Presumption
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp
from evidence_review.store import decisions, redactions
from evidence_review.store.disclosure import assessments, case_record
from evidence_review.store.disclosure.assessments import Difference
from evidence_review.workflow.case.naming import accused_named
from evidence_review.workflow.case.opening import Session


def assess(
    session: Session,
    items: Sequence[ItemId],
    accused: str,
    value: Assessed,
    reason: str,
    limbs: Sequence[Limb] = (),
    issue: int = 0,
    presumption: Presumption | None = None,
    exception: str = "",
) -> tuple[Assessment, ...]:
    """What the disclosure officer says of items for one accused. Several items are assessed in combination as
    one group (E5). An earlier assessment is superseded, never changed.

    RuleBroken where an item is not relevant to a line, was not opened by this person, or something that the
    assessment needs is missing; nothing is kept then.
    """
    session.may(Act.ASSESS)
    if not items:
        raise RuleBroken("Choose at least one item to assess.")
    person = accused_named(session.case, accused)
    chosen = list(dict.fromkeys(items))
    for item in chosen:
        _require_assessable(session, item)
    if issue and issue not in {
        one.number
        for one in case_record.standing(session.case, EntrySort.ISSUE)
        if one.person in (0, person.id)
    }:
        raise RuleBroken(
            f"No issue {issue} stands on the record for {person.name}. Enter it with: record add issue"
        )
    group = decisions.new_id() if len(chosen) > 1 else ""
    one = Assessment(
        "", chosen[0], person.id, value, tuple(dict.fromkeys(limbs)), issue, reason.strip(), presumption,
        exception.strip(), group, session.user.id,
    )  # fmt: skip
    made = tuple(replace(one, id=decisions.new_id(), item=item) for item in chosen)
    with session.case.change(session.signer, AuditOp.ALTER, "assess for disclosure", reason=reason) as change:
        for each in made:
            assessments.add(change, each)
        change.about(
            f"item:{chosen[0]}",
            {"items": chosen, "accused": person.id, "value": str(value), "reason": reason.strip()},
        )
        change.detail.update(value=str(value), items=" ".join(map(str, chosen)))
    return made


def _require_assessable(session: Session, item: ItemId) -> None:
    if not redactions.relevant_to(session.case, item):
        raise RuleBroken(f"Item {item} is not relevant to an approved line, so there is nothing to assess.")
    if not decisions.inspected_by(session.case, item, session.user.id):
        raise RuleBroken(f"Open item {item} before assessing it.")


def assessments_of(session: Session, accused: str) -> tuple[Assessment, ...]:
    """Every assessment that stands for one accused, by item."""
    session.may(Act.READ)
    return assessments.of_accused(session.case, accused_named(session.case, accused).id)


def assessment_history(session: Session, item: ItemId) -> tuple[Assessment, ...]:
    """Every assessment of an item, in order; the earlier ones stay readable (F8)."""
    session.may(Act.READ)
    return assessments.history(session.case, item)


def differences(session: Session, accused: str = "") -> tuple[Difference, ...]:
    """Where the prosecutor's code goes against the police assessment, settled or not."""
    session.may(Act.READ)
    person = accused_named(session.case, accused).id if accused.strip() else 0
    return assessments.differences(session.case, person)


def settle_difference(session: Session, item: ItemId, accused: str, words: str) -> Difference:
    """The prosecutor says why her code stands against the police assessment."""
    session.may(Act.ENDORSE)
    person = accused_named(session.case, accused)
    found = next((one for one in assessments.differences(session.case, person.id) if one.item == item), None)
    if found is None:
        raise RuleBroken(f"Code and assessment of item {item} do not differ for {person.name}.")
    if found.settled:
        raise RuleBroken("This difference is settled. A new code or assessment opens it again.")
    if not words.strip():
        raise RuleBroken("Say why the code stands: the police are told.")
    with session.case.change(
        session.signer, AuditOp.ALTER, "settle difference", about=f"item:{item}", reason=words
    ) as change:
        assessments.settle(change, found, words.strip(), session.user.id)
        change.about(f"item:{item}", {"item": item, "accused": person.id, "words": words.strip()})
    return replace(found, settled=words.strip())

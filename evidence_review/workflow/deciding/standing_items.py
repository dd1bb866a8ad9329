"""Where each relevant item stands for one accused: what police said, what the prosecutor said, whether the two
differ, whether it is claimed to be sensitive; without a word of any item (reference/law.md F1, F2, F4)."""

from dataclasses import dataclass

from evidence_review.domain.decisions import Act
from evidence_review.domain.disclosure import Assessment
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import DisclosureCode
from evidence_review.store import decisions, schedules
from evidence_review.store.disclosure import assessments, item_facts, sensitivity
from evidence_review.store.disclosure.assessments import Difference
from evidence_review.store.disclosure.item_facts import ItemFacts
from evidence_review.workflow.case.naming import accused_named
from evidence_review.workflow.case.opening import Session


@dataclass(frozen=True, slots=True)
class StandingItem:
    """A relevant item and what was said of it for one accused. `claim`: its number on the sensitive schedule (0:
    none); `opened`: whether whoever asks had it open; `difference`: where code and assessment differ."""

    facts: ItemFacts
    assessment: Assessment | None
    code: DisclosureCode
    code_reason: str
    difference: Difference | None
    claim: int
    opened: bool

    @property
    def item(self) -> ItemId:
        """Its number in the case."""
        return self.facts.item


def standing_items(session: Session, accused: str = "") -> tuple[StandingItem, ...]:
    """Every relevant item, in order of time, with what stands for this accused ("": nothing of any). It holds no
    content and is no look at any item."""
    session.may(Act.READ)
    case = session.case
    person = accused_named(case, accused) if accused.strip() else None
    said = {one.item: one for one in assessments.of_accused(case, person.id)} if person else {}
    codes = schedules.codes_for(case, person.name) if person else {}
    differing = {one.item: one for one in assessments.differences(case, person.id)} if person else {}
    claims = {one.item: one.number for one in sensitivity.standing(case)}
    return tuple(
        StandingItem(
            one,
            said.get(one.item),
            *codes.get(one.item, (DisclosureCode.TO_BE_ASSESSED, "")),
            differing.get(one.item),
            claims.get(one.item, 0),
            decisions.inspected_by(case, one.item, session.user.id),
        )
        for one in item_facts.relevant(case)
    )

"""The inventory of a bundle for one accused: every item with its line, exhibit, code and approval, what is
copied, what is open to inspection, and everything that stands in the way, at once (reference/law.md F3, I10).
"""

from collections.abc import Callable, Collection, Iterator, Sequence

from evidence_review.domain.decisions import Act
from evidence_review.domain.disclosure import TriggerSort
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import PRINTED_CODE, AuditOp, DisclosureCode
from evidence_review.domain.people import CasePerson
from evidence_review.store import copies, redactions, schedules, users
from evidence_review.store.disclosure import assessments, due_reviews
from evidence_review.store.items import Kept
from evidence_review.workflow.case.naming import accused_named, known_in, labels_now, labels_of
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.production_views import Inventory, InventoryRow, Obstacle, Step
from evidence_review.workflow.producing.bundle_parts import Part, copied, items_of, parts
from evidence_review.workflow.redacting.extracting import goes_whole, whole_sentence
from evidence_review.workflow.redacting.overlapping import overlap_of, overlap_sentence

_NOT_ON_THE_FORM = {DisclosureCode.NOT_DISCLOSABLE: "ND", DisclosureCode.EVIDENCE: "E"}


def inventory(session: Session, accused: str) -> Inventory:
    """What a bundle for this accused would hold now, item by item, and what stands in its way; nothing is built
    and the look is logged."""
    session.may(Act.PRODUCE)
    person = accused_named(session.case, accused)
    found, _ = parts(session, schedules.codes_for(session.case, person.name))
    with session.case.change(
        session.signer, AuditOp.CONSULT, "list inventory", about=f"person:{person.id}"
    ) as change:
        change.detail["items"] = len(items_of(found))
        rows = tuple(_row(session, part, kept, code) for part in found for kept, code in _coded(part))

        def labels(going: Sequence[Kept]) -> list[tuple[str, ...]]:
            """Whoever has no token yet is given one in the change."""
            known = known_in(session)
            return [labels_of(session, change, kept, known) for kept in going]

        return Inventory(person.name, rows, tuple(obstacles(session, person, found, labels)))


def _coded(part: Part) -> Iterator[tuple[Kept, DisclosureCode]]:
    return zip(part.kept, part.codes, strict=True)


def _row(session: Session, part: Part, kept: Kept, code: DisclosureCode) -> InventoryRow:
    by = redactions.approved_by(session.case, kept.item.id)
    return InventoryRow(
        part.number,
        part.line.number,
        kept.item.id,
        kept.exhibit,
        PRINTED_CODE[code] or _NOT_ON_THE_FORM.get(code, ""),
        code,
        f"approved by {users.by_id(session.case, by).name}" if by else "not approved",
        len(redactions.standing(session.case, kept.item.id)),
    )


type Labels = Callable[[Sequence[Kept]], Sequence[tuple[str, ...]]]


def obstacles(
    session: Session, person: CasePerson, found: Sequence[Part], labels_for: Labels
) -> Iterator[Obstacle]:
    """Everything that stands in the way of a bundle and can be told without building it, with a way on.
    `labels_for` gives the labels by which the people of items would leave."""
    undecided = [kept.item.id for part in found for kept, code in _coded(part) if code not in _SAID]
    for item in dict.fromkeys(undecided):
        yield Obstacle(
            f"Item {item} has no code of a prosecutor for {person.name}.",
            item,
            Step.CODE,
            f'Endorse it: endorse {item} CODE --accused "{person.name}"',
        )
    yield from _unsettled(session, person, {kept.item.id for part in found for kept in part.kept})
    going = {kept.item.id: kept for part in copied(found) for kept in part.kept}
    yield from _copies_of_held(session, tuple(going))
    labels = labels_for(tuple(going.values()))
    for kept, label in zip(going.values(), labels, strict=True):
        yield from _of_copied(session, kept, label)


def standing_obstacles(session: Session, person: CasePerson) -> tuple[Obstacle, ...]:
    """What stands in the way of a bundle for this accused now, found by reading alone: nothing is logged."""
    found, _ = parts(session, schedules.codes_for(session.case, person.name))

    def labels(going: Sequence[Kept]) -> list[tuple[str, ...]]:
        known = known_in(session)
        return [labels_now(session, kept, known) for kept in going]

    return tuple(obstacles(session, person, found, labels))


_SAID = frozenset(DisclosureCode) - {DisclosureCode.TO_BE_ASSESSED}


def _unsettled(session: Session, person: CasePerson, listed: Collection[ItemId]) -> Iterator[Obstacle]:
    """What was coded against a police assessment and nobody said why, or on a question changed since."""
    for one in assessments.differences(session.case, person.id):
        if one.item in listed and not one.settled:
            yield Obstacle(
                f"Item {one.item}: the code goes against the police assessment for {person.name}.",
                one.item,
                Step.CODE,
                f'assessment settle {one.item} --accused "{person.name}" --words …, or endorse it anew',
            )
    for due in due_reviews.open_reviews(session.case):
        if due.sort is TriggerSort.CHANGED_QUESTION and due.item in listed:
            yield Obstacle(
                f"Item {due.item} was decided on another question: that of line {due.line} was changed.",
                due.item,
                Step.DECISION,
                f"due keep {due.item} --reason …, or decide it anew",
            )


def _of_copied(session: Session, kept: Kept, labels: tuple[str, ...]) -> Iterator[Obstacle]:
    item = kept.item.id
    if goes_whole(session.case, kept):
        yield Obstacle(
            whole_sentence(item), item, Step.EXTRACT, f"mark only {item} …, or mark whole {item} --reason …"
        )
    if found := overlap_of(session.case, item):
        yield Obstacle(
            overlap_sentence(found), item, Step.MARKS, f"overlap decide {item} redact|keep --reason …"
        )
    if redactions.approved_by(session.case, item) is None:
        yield Obstacle(
            f"Item {item} is not approved as it stands; a second person approves what leaves.",
            item,
            Step.APPROVAL,
            f"waiting {item}, then approve {item}",
        )
    elif redactions.labels_approved(session.case, item) != labels:
        yield Obstacle(
            f"The people of item {item} would stand under other names or tokens than were approved.",
            item,
            Step.APPROVAL,
            f"waiting {item}, then approve {item} again",
        )


def _copies_of_held(session: Session, going: Sequence[ItemId]) -> Iterator[Obstacle]:
    """Copies of what is held, or stands on the sensitive schedule: the same words would be handed over."""
    for kept, sentence, way in _KEPT_BACK:
        known = copies.alike_held(session.case, list(going), kept) | copies.beside_held(session.case, kept)
        for item in going:
            if item in known:
                yield Obstacle(
                    sentence.format(item, known[item]), item, Step.HOLD, way.format(item, known[item])
                )


_KEPT_BACK = (
    (
        copies.KEPT_BACK[0],
        "Item {} is a copy of item {}, which is held for independent counsel, so it cannot be handed over.",
        "hold {0}, or ask counsel to release {1}",
    ),
    (
        copies.KEPT_BACK[1],
        "Item {} is a copy of item {}, which stands on the sensitive schedule: it cannot be handed over.",
        "sensitive claim {0}, or have the claim on item {1} taken back",
    ),
)
"""What is kept back, the sentence of a copy that is not, and the way on."""

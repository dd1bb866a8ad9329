"""Describing: what an entry of the schedule is, in the words of the disclosure officer, held against the rules of a
description before they are kept (reference/law.md K6)."""

from dataclasses import dataclass

from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.kinds import AuditOp
from evidence_review.store.disclosure import descriptions
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.removals import removed_from
from evidence_review.workflow.producing import bundling
from evidence_review.workflow.producing.bundle_parts import Part, parts
from evidence_review.workflow.producing.description_rules import faults_of_description
from evidence_review.workflow.producing.masked_words import MASKED, names_masked


@dataclass(frozen=True, slots=True)
class EntryDescription:
    """An entry of the schedule: its number, what the facts suggest (kind, count, days, line), the officer's words
    ("" where there are none) and what is wrong with the words that would be printed."""

    number: int
    suggested: str
    words: str
    faults: tuple[str, ...]


def entry_descriptions(session: Session) -> tuple[EntryDescription, ...]:
    """Every entry that stands, with what the facts suggest and what an officer wrote."""
    session.may(Act.READ)
    with session.case.change(
        session.signer, AuditOp.CONSULT, "list descriptions", about="schedule"
    ) as change:
        found, _ = parts(session, {})
        change.detail["entries"] = len(found)
        return tuple(_of(session, part) for part in found)


def _of(session: Session, part: Part) -> EntryDescription:
    suggested = bundling.facts_of(part, removed_from(session, list(part.kept)))
    faults = faults_of_description(part.described) if part.described else ()
    return EntryDescription(part.number, suggested, part.described, faults)


def describe_entry(session: Session, number: int, words: str) -> EntryDescription:
    """Keep the officer's words for an entry. RuleBroken, naming everything that is wrong with them, where the rules
    of a description are not met or they name somebody or something that is masked."""
    session.may(Act.ASSESS)
    said = " ".join(words.split())
    found, _ = parts(session, {})
    part = next((one for one in found if one.number == number), None)
    if part is None:
        raise RuleBroken(f"No entry {number} stands on the schedule. List them with: description list")
    kept = [one for each in found for one in each.kept]
    faults = (*faults_of_description(said), *((MASKED,) if names_masked(session, kept, said) else ()))
    if faults:
        raise RuleBroken(" ".join(faults))
    with session.case.change(
        session.signer, AuditOp.ALTER, "describe entry", about=f"schedule:{number}", reason=said
    ) as change:
        descriptions.add(change, part.line.id, part.thread_id, said, session.user.id)
        change.about(f"schedule:{number}", {"line": part.line.number, "words": said})
    found, _ = parts(session, {})
    return _of(session, next(one for one in found if one.number == number))

"""The record of the case: charges, the prosecution case, issues, stage, officers, linked cases and key dates,
entered once and printed wherever a paper needs them (reference/law.md 5.5 (1), (2), (10), (11))."""

from collections.abc import Sequence
from datetime import date

from evidence_review.domain.decisions import Act
from evidence_review.domain.disclosure import CaseEntry, EntrySort, Stage
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.kinds import AuditOp
from evidence_review.store import lines
from evidence_review.store.disclosure import case_record, defence
from evidence_review.workflow.case.naming import accused_named
from evidence_review.workflow.case.opening import Session

_OF_ONE = frozenset({EntrySort.STAGE, EntrySort.PROSECUTION_CASE})
"""Sorts of which one entry stands at a time: a new one ends the one before."""
REPLACED = "replaced by a later entry"


def enter_in_record(
    session: Session,
    sort: EntrySort,
    words: str,
    accused: str = "",
    day: date | None = None,
    bearing_on: Sequence[int] = (),
    document: int = 0,
) -> CaseEntry:
    """Enter a charge, an issue, a stage and so on, in the words in which it will be printed.

    `bearing_on`: numbers of the lines of enquiry that an issue goes to; `document`: the number of the defence
    document that it comes from. RuleBroken where something needed is missing.
    """
    session.may(Act.KEEP_RECORD)
    said = " ".join(words.split())
    _require(session, sort, said, day, bearing_on)
    person = accused_named(session.case, accused).id if accused.strip() else 0
    source = _document(session, document)
    entry = CaseEntry(0, sort, 0, said, person, day, tuple(sorted(set(bearing_on))), document)
    with session.case.change(session.signer, AuditOp.CONFIG, "enter in case record") as change:
        if sort in _OF_ONE:
            for before in case_record.standing(session.case, sort):
                case_record.end(change, before.id, REPLACED, session.user.id)
        made = case_record.add(change, entry, source, session.user.id)
        change.about(f"case entry:{made.id}", {"sort": str(sort), "number": made.number, "words": said})
        change.detail.update(sort=str(sort), number=made.number)
    return made


def _require(
    session: Session, sort: EntrySort, said: str, day: date | None, bearing_on: Sequence[int]
) -> None:
    if not said:
        raise RuleBroken("Say what is to stand in the record: it is printed as you write it.")
    if sort is EntrySort.STAGE and said.upper().replace(" ", "_") not in set(Stage):
        raise RuleBroken(f"Choose a stage: {', '.join(_plain(one) for one in Stage)}.")
    if sort is EntrySort.KEY_DATE and day is None:
        raise RuleBroken("Give the day of this date.")
    known = {line.number for line in lines.approved(session.case)}
    if missing := sorted(set(bearing_on) - known):
        raise RuleBroken(f"No approved line of enquiry has the number {missing[0]}.")


def _plain(stage: Stage) -> str:
    return stage.replace("_", " ").lower()


def _document(session: Session, number: int) -> str:
    if not number:
        return ""
    found = next((one for one in defence.everything(session.case) if one.number == number), None)
    if found is None:
        raise RuleBroken(f"No defence document has the number {number}. List them with: defence list")
    return found.id


def end_entry(session: Session, sort: EntrySort, number: int, reason: str) -> None:
    """Take an entry off the record, with a reason; what was decided by it stays readable."""
    session.may(Act.KEEP_RECORD)
    found = next((one for one in case_record.standing(session.case, sort) if one.number == number), None)
    if found is None:
        raise RuleBroken("No such entry stands on the record. List it with: record list")
    if not reason.strip():
        raise RuleBroken("Say why this entry is taken off the record.")
    with session.case.change(
        session.signer, AuditOp.CONFIG, "end case entry", about=f"case entry:{found.id}", reason=reason
    ) as change:
        case_record.end(change, found.id, reason.strip(), session.user.id)
        change.about(f"case entry:{found.id}", {"end": found.id})


def record_of_case(session: Session) -> tuple[CaseEntry, ...]:
    """Every entry that stands, in the order in which it was entered."""
    session.may(Act.READ)
    return case_record.standing(session.case)

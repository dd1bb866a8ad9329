"""What the defence served: statements with their issues, section 8 applications, requests; each answered with a
day, and each making decisions due for review (reference/law.md M1, M3)."""

from collections.abc import Sequence
from datetime import date

from evidence_review.domain.decisions import Act
from evidence_review.domain.disclosure import (
    CaseEntry,
    DefenceAnswer,
    DefenceDocument,
    DefenceSort,
    EntrySort,
    TriggerSort,
)
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp
from evidence_review.store import decisions, lines
from evidence_review.store.case import Change
from evidence_review.store.disclosure import case_record, defence, due_reviews
from evidence_review.workflow.case.naming import accused_named
from evidence_review.workflow.case.opening import Session

_STATEMENTS = frozenset({DefenceSort.DEFENCE_STATEMENT, DefenceSort.UPDATED_STATEMENT})
_OF_A_COURT = frozenset({DefenceAnswer.COURT_ORDERED, DefenceAnswer.COURT_REFUSED})
_SHORTEST = 20
"""Signs that what was served has at least: it is kept as the defence wrote it."""


def serve_defence(
    session: Session,
    sort: DefenceSort,
    accused: str,
    day: date,
    words: str,
    issues: Sequence[tuple[str, Sequence[int]]] = (),
    items: Sequence[ItemId] = (),
) -> DefenceDocument:
    """Record what the defence of one accused served on a day, as it wrote it. Each issue (its words, the lines of
    enquiry that it goes to) is entered in the case record; what was kept from this accused on these lines, and
    any item asked for, is due for review (s.7A, s.8)."""
    session.may(Act.KEEP_RECORD)
    person = accused_named(session.case, accused)
    _require(session, sort, words, issues, items)
    made = DefenceDocument(
        decisions.new_id(), 0, sort, person.id, day, words.strip(), tuple(dict.fromkeys(items))
    )
    with session.case.change(
        session.signer, AuditOp.ALTER, "record defence document", reason=words
    ) as change:
        number = defence.add(change, made, session.user.id)
        for said, bearing_on in issues:
            entry = CaseEntry(
                0, EntrySort.ISSUE, 0, " ".join(said.split()), person.id, None, tuple(sorted(set(bearing_on)))
            )
            case_record.add(change, entry, made.id, session.user.id)
        count = _due(session, change, made, number, issues)
        change.about(f"defence document:{number}", {"sort": str(sort), "person": person.id, "words": words})
        change.detail.update(sort=str(sort), number=number, due=count)
    return next(one for one in defence.everything(session.case) if one.number == number)


def _require(
    session: Session,
    sort: DefenceSort,
    words: str,
    issues: Sequence[tuple[str, Sequence[int]]],
    items: Sequence[ItemId],
) -> None:
    if len(words.strip()) < _SHORTEST:
        raise RuleBroken("Give what the defence served, in its own words.")
    if sort in _STATEMENTS and not issues:
        raise RuleBroken("Name at least one fact in issue (CPIA s.6A); the review goes by them.")
    if sort is DefenceSort.SECTION_8 and not items and not issues:
        raise RuleBroken("Say which items, or which matters, the application asks for.")
    known = {line.number for line in lines.approved(session.case)}
    for said, bearing_on in issues:
        if not said.strip():
            raise RuleBroken("Say what the issue is.")
        if missing := sorted(set(bearing_on) - known):
            raise RuleBroken(f"No approved line of enquiry has the number {missing[0]}.")


def _due(
    session: Session,
    change: Change,
    made: DefenceDocument,
    number: int,
    issues: Sequence[tuple[str, Sequence[int]]],
) -> int:
    """What was kept from this accused: on the lines of the issues, on all where an issue names none."""
    chosen = {line for _, bearing_on in issues for line in bearing_on}
    every = not issues or any(not bearing_on for _, bearing_on in issues)
    by_number = {line.number: line.id for line in lines.approved(session.case)}
    found = (
        due_reviews.withheld(session.case, made.person)
        if every and made.sort is not DefenceSort.REQUEST
        else [
            one for line in chosen for one in due_reviews.withheld(session.case, made.person, by_number[line])
        ]
    )
    asked = [(item, 0, made.person) for item in made.items]
    sort = TriggerSort.SECTION_8 if made.sort is DefenceSort.SECTION_8 else TriggerSort.DEFENCE_STATEMENT
    words = f"{made.sort.replace('_', ' ').lower()} {number}, served on {made.day:%d.%m.%Y}"
    return due_reviews.add(change, sort, words, [*found, *asked], session.user.id)


def answer_defence(
    session: Session, number: int, answer: DefenceAnswer, words: str, day: date
) -> DefenceDocument:
    """Record the prosecutor's answer to what the defence served, or what the court ordered, with its day."""
    session.may(Act.KEEP_RECORD if answer in _OF_A_COURT else Act.ENDORSE)
    found = next((one for one in defence.everything(session.case) if one.number == number), None)
    if found is None:
        raise RuleBroken(f"No defence document has the number {number}. List them with: defence list")
    if day < found.day:
        raise RuleBroken("The answer cannot be of a day before the document was served.")
    if not words.strip():
        raise RuleBroken("Give the answer, or the outcome at court, in words.")
    with session.case.change(
        session.signer, AuditOp.ALTER, "answer defence", about=f"defence document:{number}", reason=words
    ) as change:
        defence.answer(change, found.id, answer, words.strip(), day, session.user.id)
        change.about(f"defence document:{number}", {"answer": str(answer), "words": words.strip()})
        change.detail["answer"] = str(answer)
    return next(one for one in defence.everything(session.case) if one.number == number)


def defence_documents(session: Session) -> tuple[DefenceDocument, ...]:
    """Everything that the defence served, with its answers, by number."""
    session.may(Act.READ)
    return defence.everything(session.case)

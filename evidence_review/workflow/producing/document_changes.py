"""What changed since the last disclosure management document for the same accused (reference/law.md L1)."""

from collections.abc import Callable, Iterator

from evidence_review.domain.disclosure import EntrySort
from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.store import lines, schedules
from evidence_review.store.disclosure import later_acts
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.producing.schedule_changes import day_words

_ENTRIES = {
    EntrySort.CHARGE: "charge",
    EntrySort.PROSECUTION_CASE: "prosecution case",
    EntrySort.ISSUE: "issue",
    EntrySort.STAGE: "stage of the case",
    EntrySort.OFFICER: "officer",
    EntrySort.LINKED_CASE: "linked case",
    EntrySort.KEY_DATE: "date",
}


def document_changes(session: Session, person: int, plain: Callable[[str], str]) -> tuple[str, ...]:
    """Sentences on what changed since the last document for a person of the case, the first of them a heading; none
    for the first document. `plain` takes what is removed out of terms."""
    last = schedules.last_for(session.case, person)
    if last is None:
        return ()
    bundle, at = last
    said = [*_lines(session, bundle, plain), *_others(session, person, bundle)]
    head = f"What changed since version {schedules.count_for(session.case, person)}, of {day_words(at)}:"
    return (head, *(said or ["Nothing but counts."]))


def _lines(session: Session, bundle: str, plain: Callable[[str], str]) -> Iterator[str]:
    for number, version in later_acts.lines_approved(session.case, bundle):
        of_line = {one.version: one for one in lines.versions(session.case, number)}
        new, old = of_line[version], of_line.get(version - 1)
        told = [f"line {number}, version {version}, was approved"]
        told += [f"terms added: {said}"] if (said := _terms(new, old, plain)) else []
        told += [f"terms no longer: {said}"] if old and (said := _terms(old, new, plain)) else []
        yield f"{'; '.join(told)}."


def _terms(of: LineOfEnquiry, other: LineOfEnquiry | None, plain: Callable[[str], str]) -> str:
    """The terms that a version has and another has not."""
    known = {term.text for term in other.terms} if other else set[str]()
    return ", ".join(plain(term.text) for term in of.terms if term.text not in known)


def _others(session: Session, person: int, bundle: str) -> Iterator[str]:
    for sort, number, made in later_acts.entries_made(session.case, person, bundle):
        yield f"{_ENTRIES[EntrySort(sort)]} {number} was {'entered' if made else 'taken off the record'}."
    for number in later_acts.documents_served(session.case, person, bundle):
        yield f"defence document {number} was recorded."
    if count := later_acts.sources_read(session.case, bundle):
        yield f"{count:,} {'source was' if count == 1 else 'sources were'} imported."

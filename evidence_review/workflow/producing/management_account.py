"""The disclosure management document of a bundle, from what the case holds: lines, devices, terms, samples,
how it was reviewed and redacted."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Protocol

from evidence_review import __version__
from evidence_review.domain.basis import Exhibit, power_words
from evidence_review.domain.disclosure import EntrySort
from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.kinds import ExhibitKind, LineState, RaisedBy, Tag
from evidence_review.reports import DeviceAccount, LineAccount, Management, ProposedTerm
from evidence_review.reports.redaction_index import PEOPLE
from evidence_review.reports.serving import Serving
from evidence_review.store import (
    decisions,
    exhibits,
    items,
    lines,
    redactions,
    schedules,
    scope_counts,
    suggestions,
    tags,
)
from evidence_review.store.disclosure import case_record, defence
from evidence_review.store.kept_counts import line_counts
from evidence_review.workflow.auditing.act_words import ANSWERS, DOCUMENTS
from evidence_review.workflow.auditing.auditing import hard_to_search, not_examined
from evidence_review.workflow.auditing.ledger_accounts import (
    WholeAccount,
    deciding_words,
    term_accounts_of,
    whole_account,
)
from evidence_review.workflow.case.labelling import as_printed_day
from evidence_review.workflow.case.naming import accused_named
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.personal_rulings import decided_in_short
from evidence_review.workflow.case.removals import Removed, neutral
from evidence_review.workflow.deciding.proposed_terms import proposed_terms
from evidence_review.workflow.producing.bundle_parts import Part
from evidence_review.workflow.producing.document_changes import document_changes
from evidence_review.workflow.producing.index_rows import people_by_token
from evidence_review.workflow.sampling.sample_accounts import sample_accounts

_HUMAN_REVIEW = (
    "Every item that leaves was opened and decided on by a reviewer and approved by a second person. "
    "Machines only suggest."
)
_APPROACH = (
    "Only items decided as relevant to an approved line leave the case. Personal data marked by a "
    "reviewer and approved by a second person is replaced by a "
    "token that is the same for the same value throughout. Each file was read again by other "
    "engines before it was released, and is released only where "
    "nothing that was to be removed was found."
)


class Bundled(Protocol):
    """What the document is told of the bundle that it goes with: for whom, values removed, the parts copied, and
    the how manieth it is for this accused."""

    @property
    def serving(self) -> Serving:
        """For whom it is."""
        ...

    @property
    def removed(self) -> tuple[Removed, ...]:
        """Values that are taken out wherever they stand."""
        ...

    @property
    def found(self) -> tuple[Part, ...]:
        """Every part of the schedule, with the code of each item."""
        ...

    @property
    def copies(self) -> tuple[Part, ...]:
        """The parts of which something is copied, with those items alone."""
        ...

    @property
    def version(self) -> int:
        """The how manieth bundle it is for this accused, from 1."""
        ...


def management(session: Session, bundled: Bundled) -> Management:
    """The disclosure management document, from what the case holds and what the bundle discloses."""
    case, removed, found = session.case, bundled.removed, bundled.copies
    going = [(part.line.id, kept.item.id) for part in found for kept in part.kept]
    approved = lines.approved(case)

    def plain(words: str) -> str:
        return neutral(words, removed)

    looking = whole_account(session, plain, going)
    return Management(
        urn=case.facts.urn,
        case=plain(case.facts.name),
        version=str(bundled.version),
        date=bundled.serving.day,
        author=session.user.name,
        defendants=(bundled.serving.accused,),
        charges=_recorded(session, bundled.serving.accused, plain, EntrySort.CHARGE),
        issues=_issues(session, bundled.serving.accused, plain),
        linked=_recorded(session, bundled.serving.accused, plain, EntrySort.LINKED_CASE),
        timetable=_timetable(session, bundled.serving.accused, plain),
        proposed=_proposed(session, bundled.serving.accused, plain),
        app_version=__version__,
        lines=tuple(
            _line_account(session, line, removed)
            for line in lines.versions(case)
            if line.state is not LineState.SUPERSEDED
        ),
        devices=_devices(session, removed, looking),
        terms=tuple(row for line in approved for row in term_accounts_of(session, line, plain)),
        samples=sample_accounts(session, removed),
        not_searchable=(*scope_counts.not_searchable(case), *scope_counts.attachments_not_examined(case)),
        hard=hard_to_search(session),
        engines=suggestions.engines(case),
        human_review=_HUMAN_REVIEW,
        third_party=_third_party(session, plain),
        held_for_counsel=len(decisions.holds(case)),
        redactions=_by_type(session, found),
        redaction_approach=f"{_APPROACH} {decided_in_short(session)}".strip(),
        not_examined=not_examined(session),
        ledger=looking.exhibits,
        whole=looking.whole,
        ledger_notes=looking.notes,
        widenings=looking.widenings,
        deciding=(*deciding_words(session), *_codes_together(session, bundled)),
        serving=bundled.serving,
        changes=document_changes(session, accused_named(case, bundled.serving.accused).id, plain),
    )


def _recorded(session: Session, accused: str, plain: Callable[[str], str], *sorts: EntrySort) -> str:
    """What the case record has of these sorts for an accused, an entry a line, as it was entered."""
    person = accused_named(session.case, accused).id
    return "\n".join(
        f"{f'{one.day:%d.%m.%Y}: ' if one.day else ''}{plain(one.words)}"
        for sort in sorts
        for one in case_record.standing(session.case, sort)
        if one.person in (0, person)
    )


def _timetable(session: Session, accused: str, plain: Callable[[str], str]) -> str:
    """Where the case stands, and its dates."""
    stage = _recorded(session, accused, plain, EntrySort.STAGE)
    dates = _recorded(session, accused, plain, EntrySort.KEY_DATE)
    return f"Stage of the case: {f'{stage}.' if stage else _UNRECORDED}\n{dates or f'Dates: {_UNRECORDED}'}"


def _issues(session: Session, accused: str, plain: Callable[[str], str]) -> str:
    """The prosecution case, the issues by number, and what the defence served so far with the answers; of each that
    nothing is recorded, where nothing is."""
    person = accused_named(session.case, accused).id
    stated = _recorded(session, accused, plain, EntrySort.PROSECUTION_CASE)
    issues = [
        f"Issue {one.number}{_source(one.document)}: {plain(one.words)}"
        for one in case_record.standing(session.case, EntrySort.ISSUE)
        if one.person in (0, person)
    ]
    told = [
        f"The prosecution case: {stated or _UNRECORDED}",
        *(issues or [f"The issues: {_UNRECORDED}"]),
        *(_of_the_defence(session, person, plain) or [f"The defence so far: {_UNRECORDED}"]),
    ]
    return "\n".join(told)


def _source(document: int) -> str:
    return f" (from defence document {document})" if document else ""


_UNRECORDED = "nothing is recorded in the case."


def _of_the_defence(session: Session, person: int, plain: Callable[[str], str]) -> list[str]:
    """What the defence of a person served, with the answers."""
    told: list[str] = []
    for served in defence.everything(session.case, person):
        answers = "; ".join(
            f"{ANSWERS[answer]} on {day:%d.%m.%Y}: {plain(words)}" for answer, words, day in served.answers
        )
        told.append(
            f"Defence document {served.number}, {DOCUMENTS[served.sort]}, served on {served.day:%d.%m.%Y}. "
            f"{answers[:1].upper()}{answers[1:]}".strip()
        )
    return told


def _codes_together(session: Session, bundled: Bundled) -> tuple[str, ...]:
    """How many codes stand for this accused, and how many share the words of their reason with another: a sign
    that they may have been given together."""
    listed = {kept.item.id for part in bundled.found for kept in part.kept}
    codes = schedules.codes_for(session.case, bundled.serving.accused)
    reasons = [" ".join(reason.split()) for item, (_, reason) in codes.items() if item in listed]
    shared = Counter(reasons)
    alike = sum(shared[one] > 1 for one in reasons)
    if not reasons:
        return ()
    count = f"{len(reasons):,} {'code' if len(reasons) == 1 else 'codes'}"
    shares = f"{alike:,} have a reason in the same words as another"
    return (f"Of the prosecutor's {count} on this schedule, {shares}.",)


def _proposed(session: Session, accused: str, plain: Callable[[str], str]) -> tuple[ProposedTerm, ...]:
    """What the defence of this accused proposed to search for, with the answers and counts."""
    person = accused_named(session.case, accused).id
    return tuple(
        ProposedTerm(
            one.term.line,
            plain(one.term.term),
            f"{one.term.day:%d.%m.%Y}: {plain(one.term.why)}",
            _ANSWERED[one.term.accepted] + (f": {plain(one.term.reason)}" if one.term.reason else ""),
            one.hits,
            one.relevant,
        )
        for one in proposed_terms(session)
        if one.term.person == person
    )


_ANSWERED = {None: "not answered yet", True: "accepted", False: "refused"}


def _third_party(session: Session, plain: Callable[[str], str]) -> str:
    """Each request for material that somebody else keeps, in the words in which it was recorded."""
    told: list[str] = []
    for exhibit in exhibits.everything(session.case):
        asked = exhibit.basis.request
        if not any((asked.reason, asked.necessity, asked.proportionality)):
            continue
        notice = (
            f"Notice was given on {asked.notice_date:%d.%m.%Y}."
            if asked.notice_date
            else f"No notice was given: {plain(asked.notice_withheld_reason)}"
            if asked.notice_withheld_reason
            else ""
        )
        said = (
            f"Exhibit {exhibit.ref}, from {plain(exhibit.attributed_to)}.",
            f"Held under: {power_words(exhibit.basis)}.",
            f"Line of enquiry: {plain(asked.line_of_enquiry)}." if asked.line_of_enquiry else "",
            f"Reason: {plain(asked.reason)}" if asked.reason else "",
            f"Necessity: {plain(asked.necessity)}" if asked.necessity else "",
            f"Proportionality: {plain(asked.proportionality)}" if asked.proportionality else "",
            notice,
        )
        told.append(" ".join(part for part in said if part))
    return "\n".join(told)


RAISED_WORDS = {
    RaisedBy.POLICE: "the police",
    RaisedBy.CPS: "the prosecution service",
    RaisedBy.DEFENCE: "the defence",
}
_STATE_WORDS = {
    LineState.PROPOSED: "proposed, not approved",
    LineState.APPROVED: "approved",
    LineState.REFUSED: "refused",
    LineState.SUPERSEDED: "replaced by a later version",
}


def _line_account(session: Session, line: LineOfEnquiry, removed: Sequence[Removed]) -> LineAccount:
    approved = line.state is LineState.APPROVED
    count = line_counts.counts(session.case, line.id) if approved else None
    unsaid = scope_counts.sensitive(session.case, line.id) if approved else 0
    scope = line.scope
    days = (
        f"{scope.date_from:%d.%m.%Y} to {scope.date_to:%d.%m.%Y}"
        if scope.date_from and scope.date_to
        else "all dates"
    )
    people = "all people" if scope.all_people else f"{len(scope.people)} named people"
    where = ", ".join(scope.exhibits) or "all exhibits"
    found = tags.counts(session.case, line.id) if approved else {}
    return LineAccount(
        line.number,
        neutral(line.title, removed),
        neutral(line.question, removed),
        neutral(line.rationale, removed),
        f"{days}; {people}; {where}",
        _STATE_WORDS[line.state],
        count.in_scope if count else 0,
        count.decided - unsaid if count else 0,
        count.relevant - unsaid if count else 0,
        "" if approved else "not pursued",
        found.get(Tag.TOWARDS, 0),
        found.get(Tag.AWAY, 0),
        tags.without_direction(session.case, line.id, Tag.AWAY) if approved else 0,
        RAISED_WORDS[line.raised_by],
        neutral(line.less_intrusive, removed),
        count.unsure if count else 0,
    )


def _devices(
    session: Session, removed: Sequence[Removed], looking: WholeAccount
) -> tuple[DeviceAccount, ...]:
    """Each exhibit once, in the order of import, with its files by what read them."""
    held = {exhibit.ref: exhibit for exhibit in exhibits.everything(session.case)}
    by_exhibit: dict[str, list[exhibits.Source]] = {}
    for source in exhibits.sources(session.case):
        by_exhibit.setdefault(source.exhibit, []).append(source)
    named = [line.scope.exhibits for line in lines.approved(session.case)]
    return tuple(
        _device(session, held[ref], files, removed, _how_examined(ref, named, looking))
        for ref, files in by_exhibit.items()
    )


def _how_examined(ref: str, named: Sequence[Sequence[str]], looking: WholeAccount) -> str:
    """How far an exhibit was examined: `named` are the exhibits of each approved line, empty for all."""
    counts = [dict(one.stages) for one in looking.exhibits if one.exhibit == ref]
    if any(one["in scope"] for one in counts):
        return "within approved lines only; the rest is counted"
    is_named = any(not exhibits_of or ref in exhibits_of for exhibits_of in named)
    why = "nothing of it lies within an approved line" if is_named else "no approved line names it"
    if any(one["seen by a person"] for one in counts):
        return f"{why}; what a person saw of it is counted below"
    return f"not examined: {why}"


def _device(
    session: Session,
    exhibit: Exhibit,
    files: Sequence[exhibits.Source],
    removed: Sequence[Removed],
    examined: str,
) -> DeviceAccount:
    read = Counter(f"{one.importer}, reader version {one.importer_version}" for one in files)
    days = sorted(day for one in files for day in items.days_of(session.case, one.id))
    whole = all(one.complete for one in files)
    return DeviceAccount(
        exhibit.ref,
        _EXHIBIT_KINDS[exhibit.kind],
        neutral(exhibit.attributed_to, removed),
        power_words(exhibit.basis),
        "\n".join(f"{count} {'file' if count == 1 else 'files'}: {how}" for how, count in read.items()),
        " to ".join(map(as_printed_day, (days[0], days[-1]))) if days else "",
        sum(items.count_in_source(session.case, one.id) for one in files),
        examined if whole else "import not complete",
    )


_EXHIBIT_KINDS = {
    ExhibitKind.DEVICE: "phone or other device",
    ExhibitKind.CLOUD: "account, as downloaded",
    ExhibitKind.THIRD_PARTY: "records of a third party",
}


def _by_type(session: Session, found: Sequence[Part]) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = {}
    for kept in {one.item.id: one for part in found for one in part.kept}.values():
        for mark in redactions.standing(session.case, kept.item.id):
            counts[str(mark.type)] = counts.get(str(mark.type), 0) + 1
    people = sum(len(people_by_token(session, part)) for part in found)
    return (*sorted(counts.items()), *([(PEOPLE, people)] if people else []))

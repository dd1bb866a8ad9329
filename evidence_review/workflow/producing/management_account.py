"""The disclosure management document of a bundle, from what the case holds: lines, devices, terms, samples,
how it was reviewed and redacted."""

from collections.abc import Sequence

from evidence_review import __version__
from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.kinds import LineState, Tag
from evidence_review.reports import DeviceAccount, LineAccount, Management
from evidence_review.store import (
    decisions,
    exhibits,
    items,
    lines,
    redactions,
    scope_counts,
    suggestions,
    tags,
)
from evidence_review.workflow.auditing.auditing import not_examined
from evidence_review.workflow.auditing.ledger_accounts import deciding_words, term_accounts_of, whole_account
from evidence_review.workflow.case.labelling import today
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.personal_rulings import decided_in_short
from evidence_review.workflow.case.removals import Removed, neutral
from evidence_review.workflow.producing.bundling import Part
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


def management(session: Session, found: Sequence[Part], removed: Sequence[Removed]) -> Management:
    """The disclosure management document, from what the case holds."""
    case = session.case
    approved = lines.approved(case)

    def plain(words: str) -> str:
        return neutral(words, removed)

    looking = whole_account(session, plain)
    return Management(
        urn=case.facts.urn,
        case=plain(case.facts.name),
        version="1",
        date=today(),
        author=session.user.name,
        defendants=decisions.accused(case),
        app_version=__version__,
        lines=tuple(
            _line_account(session, line, removed)
            for line in lines.versions(case)
            if line.state is not LineState.SUPERSEDED
        ),
        devices=_devices(session, removed),
        terms=tuple(row for line in approved for row in term_accounts_of(session, line, plain)),
        samples=sample_accounts(session, removed),
        not_searchable=(*scope_counts.not_searchable(case), *scope_counts.attachments_not_examined(case)),
        engines=suggestions.engines(case),
        human_review=_HUMAN_REVIEW,
        held_for_counsel=len(decisions.holds(case)),
        redactions=_by_type(session, found),
        redaction_approach=f"{_APPROACH} {decided_in_short(session)}".strip(),
        not_examined=not_examined(session),
        ledger=looking.exhibits,
        whole=looking.whole,
        ledger_notes=looking.notes,
        widenings=looking.widenings,
        deciding=deciding_words(session),
    )


def _line_account(session: Session, line: LineOfEnquiry, removed: Sequence[Removed]) -> LineAccount:
    approved = line.state is LineState.APPROVED
    count = scope_counts.counts(session.case, line.id) if approved else None
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
        str(line.state),
        count.in_scope if count else 0,
        count.decided if count else 0,
        count.relevant if count else 0,
        "" if approved else f"not pursued: {str(line.state).lower()}",
        found.get(Tag.TOWARDS, 0),
        found.get(Tag.AWAY, 0),
        tags.without_direction(session.case, line.id, Tag.AWAY) if approved else 0,
    )


def _devices(session: Session, removed: Sequence[Removed]) -> tuple[DeviceAccount, ...]:
    held = {exhibit.ref: exhibit for exhibit in exhibits.everything(session.case)}
    rows: list[DeviceAccount] = []
    for source in exhibits.sources(session.case):
        exhibit = held[source.exhibit]
        count = items.count_in_source(session.case, source.id)
        rows.append(
            DeviceAccount(
                source.exhibit,
                str(exhibit.kind).replace("_", " ").lower(),
                neutral(exhibit.attributed_to, removed),
                str(exhibit.basis.power),
                f"{source.importer} {source.importer_version}",
                " to ".join(items.days_of(session.case, source.id)),
                count,
                "within approved lines only; the rest is counted"
                if source.complete
                else "import not complete",
            )
        )
    return tuple(rows)


def _by_type(session: Session, found: Sequence[Part]) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = {}
    for kept in {one.item.id: one for part in found for one in part.kept}.values():
        for mark in redactions.standing(session.case, kept.item.id):
            counts[str(mark.type)] = counts.get(str(mark.type), 0) + 1
    return tuple(sorted(counts.items()))

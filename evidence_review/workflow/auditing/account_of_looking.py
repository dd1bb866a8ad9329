"""The account of looking: how far what was held came, what opened it and why, what each term found, how
people decided beside the machine.

Counts and people's own reasons only; nothing of any item (reference/law.md C, D2, Q3; reference/relevance.md
6).
"""

from collections.abc import Sequence
from statistics import median, quantiles

from evidence_review.domain.dates import ORDER_WORDS
from evidence_review.domain.decisions import Act
from evidence_review.domain.enquiry import Term
from evidence_review.domain.ids import ItemId, LineId, SourceId
from evidence_review.domain.kinds import Opening, Relevance
from evidence_review.store import (
    dates,
    exhibits,
    ledger,
    lines,
    openings,
    scope_counts,
    users,
)
from evidence_review.store.case import Case
from evidence_review.store.log import figures
from evidence_review.store.log.figures import Beside
from evidence_review.store.searches import term_accounts
from evidence_review.store.searches.term_accounts import TermCounts
from evidence_review.store.suggestions import rankings
from evidence_review.workflow.case.ledger_views import (
    AtOnce,
    BeyondScope,
    DecisionFigures,
    Figures,
    Ledger,
    LedgerRow,
    TermAccountView,
    TermsReport,
    Widening,
)
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.enquiring.enquiring import approved_line

QUICK = 2  # seconds on screen under which a decision counts as quick
WAYS = {
    Opening.OPENED: "opened by itself",
    Opening.CONTEXT: "unfolded as context",
    Opening.SAMPLE: "drawn in a sample",
    Opening.APPROVAL: "read for approval",
    Opening.OUTSIDE: "opened outside scope, with a reason",
}


def proportionality(session: Session, going: Sequence[tuple[LineId, ItemId]] = ()) -> Ledger:
    """How many items were held, in scope, machine-screened, seen by a person, relevant and disclosed: by
    source and line, with every widening and its reason. `going` counts as disclosed too."""
    session.may(Act.AUDIT)
    case = session.case
    titles = {line.number: line.title for line in lines.approved(case)}
    refs = {source.id: source.exhibit for source in exhibits.sources(case)}
    rows = [
        LedgerRow(
            refs.get(SourceId(one.source), ""),
            one.source,
            one.line,
            titles.get(one.line, ""),
            *(getattr(one, stage) for stage in ledger.STAGES),
        )
        for one in ledger.counted(case, going)
    ]
    by_line = tuple(row for row in rows if row.line)
    shown = tuple(
        (line.number, WAYS[how], count)
        for line in lines.approved(case)
        for how, count in openings.by_way(case, line.id).items()
    )
    beyond = tuple(BeyondScope(*row) for row in ledger.beyond(case))
    return Ledger(
        rows[-1], by_line, tuple(row for row in rows[:-1] if not row.line), shown, _widenings(case), beyond
    )


def _widenings(case: Case) -> tuple[Widening, ...]:
    names = {str(user.id): user.name for user in users.everyone(case)}
    made = [
        Widening(
            one.at,
            f"line {one.line}, version {one.version}",
            one.line,
            one.before,
            one.after,
            one.opened,
            one.closed,
            one.reason,
            names.get(one.proposed_by, ""),
            names.get(one.approved_by, ""),
            one.pool_digest,
            one.parts,
            one.version,
        )
        for one in ledger.changes(case)
    ]
    made += [
        Widening(
            at,
            f"item {item}, outside line {line}",
            line,
            0,
            1,
            1,
            0,
            reason,
            names.get(by, ""),
            names.get(granted, ""),
            "",
            item=item,
        )
        for line, item, reason, by, granted, at in ledger.looks_outside(case)
    ]
    refs = {source.id: f"{source.exhibit} source {source.id}" for source in exhibits.sources(case)}
    made += [
        Widening(
            order.at,
            f"line {line}, version {version}; dates of {refs[order.source]} read {ORDER_WORDS[order.choice]}",
            line,
            before,
            after,
            opened,
            closed,
            order.reason,
            names.get(order.by, ""),
            "",
            "",
        )
        for order, line, version, before, after, opened, closed in dates.widenings(case)
    ]
    return tuple(
        sorted(made, key=lambda one: one.at)
    )  # within one second the change of a line stands before what was looked at outside it


def term_report(session: Session, number: int) -> TermsReport:
    """Every agreed term of a line with what became of its hits; the figures of each add up."""
    session.may(Act.AUDIT)
    line = approved_line(session, number)
    counts = term_accounts.counts(session.case, line.id)
    return TermsReport(
        line.number,
        line.title,
        line.id in rankings(session.case),
        tuple(_term(line.number, term, counts.get(term.text, TermCounts())) for term in line.terms),
        term_accounts.hit_by_any(session.case, line.id),
        tuple(scope_counts.not_searchable_of(session.case, line.id)),
    )


def _term(line: int, term: Term, count: TermCounts) -> TermAccountView:
    why = (
        ("waiting to be opened", count.waiting - count.seen_waiting),
        ("seen, not yet decided", count.seen_waiting),
        ("unsure: waits for a second person", count.unsure),
        ("held, so nobody but counsel may read it", count.held),
        ("no longer within the line", count.outside),
        ("the pattern took too long on it, so it was not searched", count.no_time),
    )
    return TermAccountView(
        line,
        term.text,
        term.kind,
        count.hits,
        count.unique,
        count.reviewed,
        count.relevant,
        count.unsure,
        count.waiting,
        count.held,
        count.outside,
        count.no_time,
        tuple((words, items) for words, items in why if items),
    )


def decision_figures(session: Session) -> Figures:
    """How often decisions differ from what was suggested, how long they took, how many were given at once; by
    line and by person."""
    session.may(Act.AUDIT)
    case = session.case
    made = figures.decisions_beside(case)
    names = {str(user.id): user.name for user in users.everyone(case)}
    by_line = [
        _figures(f"line {line}", [one for one in made if one.line == line])
        for line in sorted({one.line for one in made})
    ]
    by_person = [
        _figures(names.get(by, by), [one for one in made if one.by == by])
        for by in dict.fromkeys(one.by for one in made)
    ]
    marks = figures.marks(case)
    return Figures(
        _figures("all decisions", made),
        tuple(by_line),
        tuple(sorted(by_person, key=lambda one: one.name)),
        figures.decisions_undone(case),
        figures.decisions_unrecorded(case),
        marks["by_hand"],
        marks["one_by_one"],
        marks["at_once"],
        marks["taken_back"],
        _at_once(figures.taken_at_once(case)),
    )


def _at_once(acts: Sequence[tuple[int, int]]) -> AtOnce:
    timed = [(count, seconds) for count, seconds in acts if seconds > 0]
    middle = float(median(seconds for _, seconds in timed)) if timed else None
    return AtOnce(len(acts), len(timed), middle, sum(seconds < QUICK * count for count, seconds in timed))


def _figures(name: str, made: Sequence[Beside]) -> DecisionFigures:
    """Samples are read without any suggestion, so they count as decisions and not as overrides."""
    open_eyed = [one for one in made if not one.is_sample]

    def count(value: Relevance, *, suggested: bool) -> int:
        return sum(one.value is value and (one.band is not None) is suggested for one in open_eyed)

    kept, dropped = (
        count(Relevance.RELEVANT, suggested=True),
        count(Relevance.NOT_RELEVANT_TO_LINE, suggested=True),
    )
    added, left = (
        count(Relevance.RELEVANT, suggested=False),
        count(Relevance.NOT_RELEVANT_TO_LINE, suggested=False),
    )
    settled = kept + dropped + added + left
    seconds = [one.seconds for one in made if one.seconds > 0 and not one.is_bulk]
    bulk = sum(one.is_bulk for one in made)
    return DecisionFigures(
        name,
        len(made),
        kept,
        dropped,
        added,
        left,
        sum(one.value is Relevance.UNSURE for one in made),
        (dropped + added) / settled if settled else None,
        bulk,
        bulk / len(made) if made else None,
        len(seconds),
        float(median(seconds)) if seconds else None,
        round(quantiles(seconds, n=10)[0], 1) if len(seconds) > 1 else None,
        sum(one < QUICK for one in seconds),
    )

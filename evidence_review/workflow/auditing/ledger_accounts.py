"""The account of looking as the management document tells it: in neutral words, nothing that was removed, no
item by its content."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.ids import ItemId, LineId
from evidence_review.domain.kinds import TermKind
from evidence_review.reports import LedgerAccount, TermAccount, WideningAccount
from evidence_review.store import scope_counts
from evidence_review.workflow.auditing.account_of_looking import (
    decision_figures,
    proportionality,
    term_report,
)
from evidence_review.workflow.case.labelling import as_printed_day
from evidence_review.workflow.case.ledger_views import DecisionFigures, Ledger, LedgerRow, TermAccountView
from evidence_review.workflow.case.opening import Session

type Neutral = Callable[[str], str]


def ledger_accounts(told: Ledger, neutral: Neutral) -> tuple[LedgerAccount, tuple[LedgerAccount, ...]]:
    """The whole case, then each exhibit for each line and for all lines together."""
    rows = _by_exhibit((*told.rows, *told.sources), neutral)
    return _account(told.whole, neutral), rows


def _by_exhibit(rows: Sequence[LedgerRow], neutral: Neutral) -> tuple[LedgerAccount, ...]:
    """Sources of one exhibit stand together: the defence knows exhibits, not files."""
    sums: dict[tuple[str, int], LedgerAccount] = {}
    for row in rows:
        one = _account(row, neutral)
        before = sums.get((row.exhibit, row.line))
        added = (
            one if before is None else LedgerAccount(one.exhibit, one.line, _added(before.stages, one.stages))
        )
        sums[row.exhibit, row.line] = added
    return tuple(sums.values())


def _added(one: Sequence[tuple[str, int]], other: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple((name, items + more) for (name, items), (_, more) in zip(one, other, strict=True))


def _account(row: LedgerRow, neutral: Neutral) -> LedgerAccount:
    return LedgerAccount(
        row.exhibit, f"{row.line}  {neutral(row.title)}" if row.line else "all lines", row.stages()
    )


def widening_accounts(told: Ledger, neutral: Neutral) -> tuple[WideningAccount, ...]:
    """Every approved version with its reason in neutral words, and looks outside scope as a count for each
    line.

    What a reviewer wrote of a private item is kept in the log, and not served.
    """
    looks = Counter(one.line for one in told.widenings if not one.digest)
    return (*_versions(told, neutral), *(_looks(line, items) for line, items in sorted(looks.items())))


def _looks(line: int, items: int) -> WideningAccount:
    opened = "1 item opened" if items == 1 else f"{items:,} items opened"
    return WideningAccount(
        "",
        f"outside line {line}: {opened} by itself for a time",
        0,
        items,
        "each with a reason, kept in the log",
        "",
    )


def _versions(told: Ledger, neutral: Neutral) -> tuple[WideningAccount, ...]:
    return tuple(
        WideningAccount(
            as_printed_day(one.at),
            one.what,
            one.before,
            one.after,
            neutral(one.reason),
            " and ".join(filter(None, (one.asked_by, one.agreed_by))),
        )
        for one in told.widenings
        if one.digest
    )


def deciding_words(session: Session) -> tuple[str, ...]:
    """How decisions stood beside suggestions, in plain sentences."""
    told = decision_figures(session)
    together = f"Of the decisions on relevance, {told.whole.bulk:,} were given to several items together"
    return (_override(told.whole), f"{together}; {told.undone:,} were taken back.")


def _override(one: DecisionFigures) -> str:
    settled = (
        one.suggested_kept
        + one.suggested_not_relevant
        + one.unsuggested_relevant
        + one.unsuggested_not_relevant
    )
    return (
        f"Of {settled:,} decisions on relevance, {one.suggested_not_relevant:,} were that a suggested item is "
        f"not relevant to its line, and {one.unsuggested_relevant:,} that an "
        f"item which was not suggested is relevant. Unsure when made, whatever was decided since: {one.unsure:,}."
        f"{_pace(one.seconds_median)}"
    )


def _pace(median: float | None) -> str:
    return "" if median is None else f" Half the timed decisions took up to {median:g} seconds."


def term_accounts_of(session: Session, line: LineOfEnquiry, neutral: Neutral) -> tuple[TermAccount, ...]:
    """Each agreed term with its figures; what was not reviewed has its reason."""
    forms = {
        term.text: tuple(neutral(form) for form in term.active_forms() if form != term.text)
        for term in line.terms
    }
    gaps = {term.text: term.gap for term in line.terms}
    return tuple(
        _term(one, neutral, forms[one.term], gaps[one.term])
        for one in term_report(session, line.number).terms
    )


_KINDS = {
    TermKind.EXACT: "this word",
    TermKind.PHRASE: "these words together",
    TermKind.LEMMA: "this word and its forms",
    TermKind.EXPANSION: "this word and its short forms",
    TermKind.FUZZY: "this word, also misspelt",
    TermKind.NICKNAME: "this name and its short forms",
    TermKind.EMOJI: "this emoji",
    TermKind.REGEX: "a pattern of signs",
}


def _term(one: TermAccountView, neutral: Neutral, forms: tuple[str, ...], gap: int) -> TermAccount:
    kind = f"{_KINDS[one.kind]}, up to {gap} words between" if gap else _KINDS[one.kind]
    why = "\n".join(f"{items:,} {words}" for words, items in one.why)
    return TermAccount(
        one.line, neutral(one.term), kind, forms, one.hits, one.unique, one.reviewed, one.relevant, why
    )


@dataclass(frozen=True, slots=True)
class WholeAccount:
    """The account of looking: the whole case, each exhibit by line, what opened more of it, and notes to
    these figures."""

    whole: LedgerAccount
    exhibits: tuple[LedgerAccount, ...]
    widenings: tuple[WideningAccount, ...]
    notes: tuple[str, ...]


def whole_account(
    session: Session, neutral: Neutral, going: Sequence[tuple[LineId, ItemId]] = ()
) -> WholeAccount:
    """All of it from one count; `going` is what the bundle that is being made discloses."""
    told = proportionality(session, going)
    whole, rows = ledger_accounts(told, neutral)
    notes = (*(one.sentence() for one in told.beyond), *_limits_of_the_machine(session))
    return WholeAccount(whole, rows, widening_accounts(told, neutral), notes)


def _limits_of_the_machine(session: Session) -> Iterator[str]:
    """What holds no words though it counts as screened by machine, and what an agreed term hit that waits."""
    blank = sum(count for _, count in scope_counts.not_searchable(session.case))
    if blank:
        yield (
            f"Machine-screened counts {blank:,} {'item' if blank == 1 else 'items'} without words, in which the machine "
            "can find nothing: see “Not searchable, by reason”."
        )
    waiting = sum(
        count for _, why, count in scope_counts.not_opened(session.case) if why == scope_counts.HAS_TERM
    )
    if waiting:
        yield (
            f"{waiting:,} {'item holds' if waiting == 1 else 'items hold'} an agreed search term and "
            f"{'waits' if waiting == 1 else 'wait'} to be opened by a person."
        )

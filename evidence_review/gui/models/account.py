"""The account of looking in words: the stages of the ledger, the rows of its tables, the figures of
deciding."""

from dataclasses import dataclass

from evidence_review.domain.kinds import Tag
from evidence_review.gui.models.plain_words import TERM_WORDS, count
from evidence_review.gui.models.table_rows import Column
from evidence_review.workflow.case.ledger_views import (
    AtOnce,
    DecisionFigures,
    Figures,
    Ledger,
    LedgerRow,
    TermAccountView,
    Widening,
)
from evidence_review.workflow.case.tag_views import LineBalance

_MEANS = {
    "held": "everything that was supplied",
    "in scope": "what an approved line covers",
    "machine-screened": "read by the program for legal privilege, then searched",
    "seen by a person": "whose words were put on someone's screen",
    "relevant": "as a person decided",
    "disclosed": "carried by a bundle that was written",
}


@dataclass(frozen=True, slots=True)
class Stage:
    """One bar of the chart: its name, what it means, how many, and the share of what is held (1 is all)."""

    name: str
    means: str
    items: int
    share: float

    def told(self) -> str:
        """Number and share in words."""
        return f"{self.items:,}  ({share_words(self.items, self.share)})"


def share_words(items: int, share: float) -> str:
    """A share as a percentage that never makes something look like nothing, nor less than all like all."""
    if not items:
        return "none"
    if share >= 1:
        return "all"
    return "under 0.1 %" if share < 0.001 else f"{min(share, 0.999):.1%}".replace("%", " %")


def stages(row: LedgerRow) -> tuple[Stage, ...]:
    """The chart of one row of the ledger."""
    return tuple(
        Stage(name, _MEANS[name], items, items / row.held if row.held else 0.0)
        for name, items in row.stages()
    )


def chosen(ledger: Ledger, line: int) -> LedgerRow:
    """The row over all sources for a line, or for all lines (0)."""
    if not line:
        return ledger.whole
    rows = [row for row in ledger.rows if row.line == line]
    totals = [
        sum(values) for values in zip(*([items for _, items in row.stages()] for row in rows), strict=True)
    ]
    return LedgerRow("", 0, line, rows[0].title if rows else "", *(totals or [0] * 6))


LEDGER: tuple[Column[LedgerRow], ...] = (
    Column("Exhibit", lambda row: row.exhibit),
    Column("Source", lambda row: str(row.source), right=True),
    Column(
        "Line", lambda row: f"{row.line}  {row.title}" if row.line else "all lines", tip=lambda row: row.title
    ),
    Column("Held", lambda row: f"{row.held:,}", right=True),
    Column("In scope", lambda row: f"{row.in_scope:,}", right=True),
    Column("Screened", lambda row: f"{row.screened:,}", right=True),
    Column("Seen", lambda row: f"{row.seen:,}", right=True),
    Column("Relevant", lambda row: f"{row.relevant:,}", right=True),
    Column("Disclosed", lambda row: f"{row.disclosed:,}", right=True),
)
BOTH_WAYS = (
    "What people said of the relevant items of each line, side by side: which way each points, and "
    "what it does to a case. An item may point both ways. "
    "It is a note for the disclosure test, never its result."
)
BALANCE: tuple[Column[LineBalance], ...] = (
    Column("Line", lambda one: f"{one.number}  {one.title}", tip=lambda one: one.title),
    Column("Relevant", lambda one: f"{one.relevant:,}", right=True),
    Column("Towards", lambda one: f"{one.count(Tag.TOWARDS):,}", right=True),
    Column("Away", lambda one: f"{one.count(Tag.AWAY):,}", right=True),
    Column("Both ways", lambda one: f"{one.both:,}", right=True),
    Column("Not said", lambda one: f"{one.unsaid:,}", right=True),
    Column("Supports", lambda one: f"{one.count(Tag.SUPPORTS):,}", right=True),
    Column("Undermines or assists", lambda one: f"{one.count(Tag.UNDERMINES_OR_ASSISTS):,}", right=True),
)
WIDENINGS: tuple[Column[Widening], ...] = (
    Column("When (UTC)", lambda one: one.at.replace("T", " ")[:16]),
    Column("What", lambda one: one.what, tip=lambda one: one.what),
    Column("Before", lambda one: f"{one.before:,}", right=True),
    Column("After", lambda one: f"{one.after:,}", right=True),
    Column("Opened", lambda one: f"{one.opened:,}", right=True),
    Column("Reason", lambda one: " ".join(one.reason.split()), tip=lambda one: one.reason),
    Column("By", lambda one: one.asked_by + (f", agreed by {one.agreed_by}" if one.agreed_by else "")),
)


def why_words(one: TermAccountView) -> str:
    """Why some hits of a term were not decided on."""
    return "; ".join(f"{items:,} {words}" for words, items in one.why) or "none left"


TERMS: tuple[Column[TermAccountView], ...] = (
    Column("Term", lambda one: one.term, tip=lambda one: one.term),
    Column("How it matches", lambda one: TERM_WORDS[one.kind]),
    Column("Hits", lambda one: f"{one.hits:,}", right=True),
    Column("Only this", lambda one: f"{one.unique:,}", right=True),
    Column("Reviewed", lambda one: f"{one.reviewed:,}", right=True),
    Column("Relevant", lambda one: f"{one.relevant:,}", right=True),
    Column("Not reviewed, and why", why_words, tip=why_words),
)


def figure_words(told: Figures) -> tuple[tuple[str, str], ...]:
    """The figures of deciding, each with its name; whole sentences, no colour and no grade."""
    one = told.whole
    return (
        (
            "Decisions",
            f"{count(one.decided, 'decision')}, {one.unsure:,} of them unsure, {told.undone:,} taken back",
        ),
        ("Against the suggestion", _override(one)),
        (
            "Several at once",
            (
                f"{one.bulk:,} decisions were given to copies together "
                f"({share_words(one.bulk, one.bulk_share or 0)})"
            ),
        ),
        ("Time on screen", _seconds(one)),
        (
            "Marks",
            (
                f"{told.marks_by_hand:,} by hand, {told.marks_one_by_one:,} taken up one by one, "
                f"{told.marks_at_once:,} taken up all at once for an item, "
                f"{told.marks_taken_back:,} taken back"
            ),
        ),
        ("All suggestions at once", _at_once(told.at_once)),
        *(
            (
                _named(each.name),
                f"{count(each.decided, 'decision')}. {_first(_override(each))}. {_first(_seconds(each))}.",
            )
            for each in told.by_person
        ),
    )


def _at_once(one: AtOnce) -> str:
    times = f"{count(one.acts, 'time')}, each with the statement that the whole document was read"
    if not one.acts:
        return "never taken up so"
    if one.seconds_median is None:
        return f"{times}; time was not recorded"
    return (
        f"{times}; half of the {one.timed:,} timed took up to {one.seconds_median:g} seconds, "
        f"{one.quick:,} under two seconds for each mark"
    )


def _first(words: str) -> str:
    return words[:1].upper() + words[1:]


def _named(name: str) -> str:
    return f"Of these, {name}"


def _override(one: DecisionFigures) -> str:
    if one.override_share is None:
        return "nothing settled yet beside a suggestion"
    differ = one.suggested_not_relevant + one.unsuggested_relevant
    return (
        f"{differ:,} differ ({share_words(differ, one.override_share)}): "
        f"{one.suggested_not_relevant:,} suggested and not relevant to the line, "
        f"{one.unsuggested_relevant:,} not suggested and relevant"
    )


def _seconds(one: DecisionFigures) -> str:
    if one.seconds_median is None:
        return "time was not recorded"
    return f"half took up to {one.seconds_median:g} seconds; {one.quick:,} of {one.timed:,} under two"

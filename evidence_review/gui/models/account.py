"""The account of looking in words: the stages of the ledger, the rows of its tables, the figures of
deciding."""

from collections.abc import Callable
from dataclasses import dataclass

from evidence_review.domain.audit import Counted, Figure
from evidence_review.domain.kinds import Tag
from evidence_review.gui.models.plain_words import TERM_WORDS, count
from evidence_review.gui.models.table_rows import Column
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
    """One bar of the chart: its name, what it means, how many, the share of what is held (1 is all), and what its
    number counts (None: what is held, which is listed by exhibit alone)."""

    name: str
    means: str
    items: int
    share: float
    counted: Counted | None = None

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
        Stage(name, _MEANS[name], items, items / row.held if row.held else 0.0, _stage(name, items, row))
        for name, items in row.stages()
    )


type Told = tuple[str, Counted | None]
"""Words with a number in them, and what it counts."""
HELD = "held"


def _counts(figure: Figure, many: int, line: int = 0, word: str = "", **more: int) -> Counted | None:
    return Counted(figure, many, line, word=word, **more) if many else None


def _stage(name: str, items: int, row: LedgerRow) -> Counted | None:
    return None if name == HELD else _counts(Figure(name), items, row.line, source=row.source)


def chosen(ledger: Ledger, line: int) -> LedgerRow:
    """The row over all sources for a line, or for all lines (0)."""
    if not line:
        return ledger.whole
    rows = [row for row in ledger.rows if row.line == line]
    totals = [
        sum(values) for values in zip(*([items for _, items in row.stages()] for row in rows), strict=True)
    ]
    return LedgerRow("", 0, line, rows[0].title if rows else "", *(totals or [0] * 6))


def _of_row(title: str, name: str) -> Column[LedgerRow]:
    """A number of the ledger; what is held leads to its exhibit."""

    def leads(row: LedgerRow) -> object:
        items = dict(row.stages())[name]
        return (row.exhibit if items else None) if name == HELD else _stage(name, items, row)

    return Column(title, lambda row: f"{dict(row.stages())[name]:,}", right=True, leads=leads)


LEDGER: tuple[Column[LedgerRow], ...] = (
    Column("Exhibit", lambda row: row.exhibit),
    Column("Source", lambda row: str(row.source), right=True),
    Column(
        "Line", lambda row: f"{row.line}  {row.title}" if row.line else "all lines", tip=lambda row: row.title
    ),
    _of_row("Held", HELD),
    _of_row("In scope", "in scope"),
    _of_row("Screened", "machine-screened"),
    _of_row("Seen", "seen by a person"),
    _of_row("Relevant", "relevant"),
    _of_row("Disclosed", "disclosed"),
)
BOTH_WAYS = (
    "What people said of the relevant items of each line, side by side: which way each points, and "
    "what it does to a case. An item may point both ways. "
    "It is a note for the disclosure test, never its result."
)


def _of_balance(
    title: str, many: Callable[[LineBalance], int], figure: Figure, word: str = ""
) -> Column[LineBalance]:
    return Column(
        title,
        lambda one: f"{many(one):,}",
        right=True,
        leads=lambda one: _counts(figure, many(one), one.number, word),
    )


def _tagged(title: str, tag: Tag) -> Column[LineBalance]:
    return _of_balance(title, lambda one: one.count(tag), Figure.TAGGED, str(tag))


BALANCE: tuple[Column[LineBalance], ...] = (
    Column("Line", lambda one: f"{one.number}  {one.title}", tip=lambda one: one.title),
    _of_balance("Relevant", lambda one: one.relevant, Figure.RELEVANT),
    _tagged("Towards", Tag.TOWARDS),
    _tagged("Away", Tag.AWAY),
    _of_balance("Both ways", lambda one: one.both, Figure.BOTH_WAYS),
    _of_balance("Not said", lambda one: one.unsaid, Figure.UNSAID),
    _tagged("Supports", Tag.SUPPORTS),
    _tagged("Undermines or assists", Tag.UNDERMINES_OR_ASSISTS),
)


def _of_widening(title: str, many: Callable[[Widening], int], figure: Figure) -> Column[Widening]:
    def leads(one: Widening) -> object:
        if one.item:
            return (
                None if figure is Figure.BEFORE else _counts(Figure.LOOK, many(one), one.line, item=one.item)
            )
        return _counts(figure, many(one), one.line, version=one.version) if one.version else None

    return Column(title, lambda one: f"{many(one):,}", right=True, leads=leads)


WIDENINGS: tuple[Column[Widening], ...] = (
    Column("When (UTC)", lambda one: one.at.replace("T", " ")[:16]),
    Column("What", lambda one: one.what, tip=lambda one: one.what),
    _of_widening("Before", lambda one: one.before, Figure.BEFORE),
    _of_widening("After", lambda one: one.after, Figure.AFTER),
    _of_widening("Opened", lambda one: one.opened, Figure.OPENED),
    Column("Reason", lambda one: " ".join(one.reason.split()), tip=lambda one: one.reason),
    Column("By", lambda one: one.asked_by + (f", agreed by {one.agreed_by}" if one.agreed_by else "")),
)


def why_words(one: TermAccountView) -> str:
    """Why some hits of a term were not decided on."""
    return "; ".join(f"{items:,} {words}" for words, items in one.why) or "none left"


def _of_term(title: str, many: Callable[[TermAccountView], int], figure: Figure) -> Column[TermAccountView]:
    return Column(
        title,
        lambda one: f"{many(one):,}",
        right=True,
        leads=lambda one: _counts(figure, many(one), one.line, one.term),
    )


def _left(one: TermAccountView) -> Counted | None:
    return _counts(Figure.HIT_LEFT, one.hits - one.reviewed, one.line, one.term)


TERMS: tuple[Column[TermAccountView], ...] = (
    Column("Term", lambda one: one.term, tip=lambda one: one.term),
    Column("How it matches", lambda one: TERM_WORDS[one.kind]),
    _of_term("Hits", lambda one: one.hits, Figure.HIT),
    _of_term("Only this", lambda one: one.unique, Figure.HIT_ALONE),
    _of_term("Reviewed", lambda one: one.reviewed, Figure.HIT_REVIEWED),
    _of_term("Relevant", lambda one: one.relevant, Figure.HIT_RELEVANT),
    Column("Not reviewed, and why", why_words, tip=why_words, leads=_left),
)


def shown_words(ledger: Ledger, line: int) -> tuple[Told, ...]:
    """How the items of a line (0: of every line) were first seen; what it does not cover, or no longer."""
    ways = [
        (f"line {number}: {items:,} {words}", _counts(Figure.FIRST_SEEN, items, number, words))
        for number, words, items in ledger.shown
        if line in {0, number}
    ]
    beyond = [told for one in ledger.beyond if line in {0, one.line} for told in _beyond(one)]
    return (*(ways or [("Nobody has been shown anything yet.", None)]), *beyond)


def _beyond(one: BeyondScope) -> tuple[Told, ...]:
    return (
        (f"Line {one.line}, of what it does not cover, or no longer, and no other figure counts:", None),
        (f"{one.seen:,} seen by a person", _counts(Figure.BEYOND_SEEN, one.seen, one.line)),
        (f"{one.relevant:,} decided relevant", _counts(Figure.BEYOND_RELEVANT, one.relevant, one.line)),
        (f"{one.disclosed:,} disclosed", _counts(Figure.BEYOND_DISCLOSED, one.disclosed, one.line)),
    )


def hit_words(report: TermsReport) -> tuple[Told, ...]:
    """How many items the terms of a line hit together."""
    if not report.searched:
        return (("This line was not searched yet.", None),)
    hit = _counts(Figure.HIT_ANY, report.items_hit, report.line)
    return (
        (f"All terms together hit {count(report.items_hit, 'item')}", hit),
        ("Each of them waits in the queue until a person decides, whatever its rank.", None),
    )


def blind_words(report: TermsReport) -> tuple[Told, ...]:
    """What no search of text can find in the scope of a line, by reason."""
    if not report.not_searchable:
        return (("Every item in scope has text that was searched.", None),)
    blind = [
        (f"{items:,} {words}", _counts(Figure.NO_TEXT, items, report.line, words))
        for words, items in report.not_searchable
    ]
    return (("No search of text can find these items in scope:", None), *blind)


def figure_words(told: Figures) -> tuple[tuple[str, tuple[Told, ...]], ...]:
    """The figures of deciding, each with its name; plain words, no colour and no grade."""
    one = told.whole
    taken = told.marks_one_by_one + told.marks_at_once
    return (
        ("Decisions", (*_decided(one), (f"{told.undone:,} taken back", _counts(Figure.UNDONE, told.undone)))),
        ("Against the suggestion", _override(one)),
        (
            "Several at once",
            (
                (
                    (
                        f"{one.bulk:,} decisions were given to several items together "
                        f"({share_words(one.bulk, one.bulk_share or 0)})"
                    ),
                    _counts(Figure.TOGETHER, one.bulk),
                ),
            ),
        ),
        ("Time on screen", _seconds(one)),
        (
            "Marks",
            (
                (f"{told.marks_by_hand:,} by hand", _counts(Figure.BY_HAND, told.marks_by_hand)),
                (f"{taken:,} taken up from suggestions", _counts(Figure.TAKEN_UP, taken)),
                (f"{told.marks_one_by_one:,} of them one by one", None),
                (f"{told.marks_at_once:,} all at once for an item", None),
                (f"{told.marks_taken_back:,} taken back", _counts(Figure.TAKEN_BACK, told.marks_taken_back)),
            ),
        ),
        ("All suggestions at once", _at_once(told.at_once)),
        *(
            (
                f"Of these, {each.name}",
                (*_decided(each, each.name), *_override(each, each.name), *_seconds(each, each.name)),
            )
            for each in told.by_person
        ),
    )


def _decided(one: DecisionFigures, who: str = "") -> tuple[Told, ...]:
    return (
        (count(one.decided, "decision"), _counts(Figure.DECIDED, one.decided, word=who)),
        (f"{one.unsure:,} of them unsure", _counts(Figure.UNSURE, one.unsure, word=who)),
    )


def _at_once(one: AtOnce) -> tuple[Told, ...]:
    if not one.acts:
        return (("never taken up so", None),)
    acts = (count(one.acts, "time"), _counts(Figure.AT_ONCE, one.acts))
    stated = ("each with the statement that the whole document was read", None)
    if one.seconds_median is None:
        return (acts, stated, ("time was not recorded", None))
    timed = f"half of the {one.timed:,} timed took up to {one.seconds_median:g} seconds"
    return (acts, stated, (timed, None), (f"{one.quick:,} under two seconds for each mark", None))


def _override(one: DecisionFigures, who: str = "") -> tuple[Told, ...]:
    if one.override_share is None:
        return (("nothing settled yet beside a suggestion", None),)
    dropped, added = one.suggested_not_relevant, one.unsuggested_relevant
    return (
        (f"{dropped + added:,} differ ({share_words(dropped + added, one.override_share)}):", None),
        (f"{dropped:,} suggested and not relevant to the line", _counts(Figure.DROPPED, dropped, word=who)),
        (f"{added:,} not suggested and relevant", _counts(Figure.ADDED, added, word=who)),
    )


def _seconds(one: DecisionFigures, who: str = "") -> tuple[Told, ...]:
    if one.seconds_median is None:
        return (("time was not recorded", None),)
    return (
        (f"half took up to {one.seconds_median:g} seconds", None),
        (f"{one.timed:,} timed", _counts(Figure.TIMED, one.timed, word=who)),
        (f"{one.quick:,} of them under two seconds", _counts(Figure.QUICK, one.quick, word=who)),
    )

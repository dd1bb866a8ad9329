"""The lines of enquiry in words: what the list says of each, which may be reviewed, and the line that a
form's values make."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from evidence_review.domain.enquiry import LineOfEnquiry, ScopeRule, Term
from evidence_review.domain.errors import ReviewError
from evidence_review.domain.kinds import LineState, Points, RaisedBy, Tag
from evidence_review.gui.models.plain_words import POINTS_WORDS, STATE_WORDS, count
from evidence_review.gui.models.table_rows import Column
from evidence_review.workflow.case.ledger_views import TermForms
from evidence_review.workflow.case.views import LineStatus
from evidence_review.workflow.enquiring.known_limits import KnownExhibit


def named_exhibit(one: KnownExhibit) -> str:
    """An exhibit with whose it is: MZ/1 (Ann Example)."""
    return f"{one.ref} ({one.attributed_to})" if one.attributed_to else one.ref


def reviewable(lines: Sequence[LineStatus]) -> tuple[LineStatus, ...]:
    """The versions that are approved now, by number: only these open anything (reference/house.md rule 1)."""
    return tuple(
        sorted((s for s in lines if s.line.state is LineState.APPROVED), key=lambda s: s.line.number)
    )


def undecided(status: LineStatus) -> int:
    """How many items in scope still wait for a decision."""
    return max(0, status.in_scope - status.held - status.decided)


def counts(status: LineStatus) -> tuple[tuple[str, int], ...]:
    """The counts of a line, each with its word."""
    return (
        ("in scope", status.in_scope),
        ("must review", status.must_review),
        ("flagged", status.flagged),
        ("undecided", undecided(status)),
        ("relevant", status.relevant),
        ("unsure", status.unsure),
        ("held", status.held),
        *((("not yet searched", status.unscreened),) if status.unscreened else ()),
    )


def named(status: LineStatus) -> str:
    """Number and title of a line."""
    return f"{status.line.number}  {status.line.title or 'Line without a title'}"


def standing(status: LineStatus) -> str:
    """State, direction and version of a line."""
    return (
        f"{STATE_WORDS[status.line.state]} · {POINTS_WORDS[status.line.points].lower()} · version "
        f"{status.line.version}"
    )


def balance(lines: Sequence[LineStatus]) -> str:
    """How the approved lines are balanced towards and away from the suspect (reference/law.md C6)."""
    points = [status.line.points for status in reviewable(lines)]
    if not points:
        return ""
    told = {Points.TOWARDS: "towards", Points.AWAY: "away", Points.BOTH: "both ways"}
    said = (
        "Approved lines point: " + ", ".join(f"{points.count(p)} {words}" for p, words in told.items()) + "."
    )
    found = [dict(status.tags) for status in reviewable(lines)]
    return (
        f"{said} Found on them: {sum(f.get(Tag.TOWARDS, 0) for f in found):,} towards, "
        f"{sum(f.get(Tag.AWAY, 0) for f in found):,} away."
    )


COLUMNS: tuple[Column[LineStatus], ...] = (
    Column("No.", lambda s: str(s.line.number), right=True),
    Column("Line of enquiry", lambda s: s.line.title or "Without a title"),
    Column("Version", lambda s: str(s.line.version), right=True),
    Column("State", lambda s: STATE_WORDS[s.line.state]),
    Column("Points", lambda s: POINTS_WORDS[s.line.points].removeprefix("Points ")),
    Column("In scope", lambda s: f"{s.in_scope:,}" if s.line.state is LineState.APPROVED else "", right=True),
    Column("Proposed by", lambda s: s.proposed_by),
    Column("Approved by", lambda s: s.approved_by),
)


@dataclass(frozen=True, slots=True)
class FormRow:
    """One listed form of a term, as the approver sees it."""

    term: str
    form: str
    stands: str
    items: str


FORM_COLUMNS: tuple[Column[FormRow], ...] = (
    Column("Term", lambda one: one.term),
    Column("Form", lambda one: one.form),
    Column("Searched", lambda one: one.stands),
    Column("Items hit", lambda one: one.items, right=True),
)


def form_rows(terms: Sequence[TermForms]) -> tuple[FormRow, ...]:
    """Every form of every term, and the words that a new version would list."""
    rows: list[FormRow] = []
    for term in terms:
        listed = [(form, "yes" if form.is_on else "switched off") for form in term.forms]
        listed += [(form, "not listed yet") for form in term.unlisted]
        rows += [FormRow(term.term, form.form, stands, _items(form.hits)) for form, stands in listed]
    return tuple(rows)


def _items(hits: int | None) -> str:
    return "counted when searched" if hits is None else f"{hits:,}"


@dataclass(frozen=True, slots=True)
class Written:
    """The words of the line form that need no reading."""

    title: str
    question: str
    rationale: str
    expected_to_find: str
    less_intrusive: str
    points: Points
    points_away: str
    raised_by: RaisedBy


def edited(
    base: LineOfEnquiry | None, number: int, written: Written, scope: ScopeRule, terms: tuple[Term, ...]
) -> LineOfEnquiry:
    """The line to propose: the written fields over the version one started from, or over nothing."""
    if number < 1:
        raise ReviewError("Give the line a number of 1 or more.")
    made = LineOfEnquiry(
        number=number,
        title=written.title.strip(),
        question=written.question.strip(),
        rationale=written.rationale.strip(),
        points=written.points,
        expected_to_find=written.expected_to_find.strip(),
        less_intrusive=written.less_intrusive.strip(),
        scope=scope,
        terms=terms,
        raised_by=written.raised_by,
        points_away=written.points_away.strip(),
    )
    return replace(made, version=base.version) if base and base.number == number else made


def next_number(lines: Sequence[LineStatus]) -> int:
    """The first number that no line has."""
    return max((status.line.number for status in lines), default=0) + 1


OPENS_NOTHING = (
    "Look at its people, days and exhibits before it is approved: whoever owns an exhibit takes part in all of its "
    "conversations, so the owner alone opens none of them, and the other person is named beside."
)


def effect_words(before: tuple[int, int] | None, held: int, in_scope: int, *, stands: bool = False) -> str:
    """What a scope opens, or would open until it `stands`, against what the version before opened."""
    now = f"This scope {'opens' if stands else 'would open'} {count(in_scope, 'item')} of {held:,} held."
    if held and not in_scope:
        now = f"{now} {OPENS_NOTHING}"
    return now if before is None else f"{now} The version before opens {before[1]:,}."

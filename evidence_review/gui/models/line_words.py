"""A line of enquiry in plain words, field by field, for whoever has to agree to it."""

from evidence_review.domain.enquiry import LineOfEnquiry, ScopeRule, Term, cautions
from evidence_review.gui.models.forms import write_date, write_people
from evidence_review.gui.models.lines import effect_words
from evidence_review.gui.models.plain_words import KIND_WORDS, TERM_WORDS
from evidence_review.workflow.case.ledger_views import ScopeCompared
from evidence_review.workflow.case.views import ScopeEffect

type Effect = tuple[ScopeEffect, ScopeEffect | None, ScopeCompared]
"""What a version opens, what the approved one opens, and one against the other."""

APPROVING = (
    "I have read the question, the rationale and the limits, and I agree that this line is reasonable "
    "and goes no further than it must."
)
"""What a person states who approves a line."""


def kind_words(kind: str) -> str:
    """A kind of item as it stands in a count."""
    return next((words for known, words in KIND_WORDS.items() if str(known) == kind), kind.title())


def in_words(line: LineOfEnquiry) -> tuple[tuple[str, str], ...]:
    """The whole of a line for whoever has to agree to it, field by field."""
    scope = line.scope
    people = write_people(scope.people) or ("all people, on purpose" if scope.all_people else "none named")
    told = (
        ("Question", line.question),
        ("Rationale", line.rationale),
        ("Expected to be found", line.expected_to_find),
        ("Less intrusive means considered", line.less_intrusive),
        ("What would point away", line.points_away),
        *((f"Caution: {one.subject}", one.note) for one in cautions(line)),
        ("Why it is needed all the same", line.caution_reason),
        ("Why this version opens more", line.change_reason),
        ("People", people),
        ("Dates", _dates(scope) + ("; also items without a time" if scope.undated else "")),
        ("Exhibits", ", ".join(scope.exhibits)),
        ("Kinds", ", ".join(KIND_WORDS[kind].lower() for kind in scope.kinds)),
        ("Conversations", ", ".join(scope.threads)),
        ("Terms", "\n".join(map(_term_in_words, line.terms)) or "none"),
    )
    return tuple((name, words) for name, words in told if words)


def _dates(scope: ScopeRule) -> str:
    if scope.date_from and scope.date_to:
        return f"{write_date(scope.date_from)} to {write_date(scope.date_to)}, whole days in {scope.zone}"
    return "all dates, on purpose" if scope.all_dates else "none given"


def _term_in_words(term: Term) -> str:
    gap = f", up to {term.gap} words between" if term.gap else ""
    forms = [form for form in term.forms if form not in term.off]
    also = f": also {', '.join(forms)}" if forms else ""
    why = f" — {term.why}" if term.why else ""
    return f"{term.text} ({TERM_WORDS[term.kind].lower()}{gap}){also}{why}"


def told_effect(found: Effect, *, stands: bool) -> tuple[str, str, str]:
    """What a version opens in words: in all, against the version before (empty where there is none), by exhibit and
    kind."""
    effect, other, changed = found
    was = (other.held, other.in_scope) if other else None
    words = (
        f"Against version {changed.version_before} it opens {changed.opened:,} further items "
        f"and closes {changed.closed:,}."
    )
    moved = [
        f"{ref}, {kind_words(kind)}: {before:,} before, {after:,} after"
        for ref, kind, before, after in changed.parts
    ]
    against = f"{words}\n{'   '.join(moved)}\nDigest of its items: {changed.digest[:16]}…"
    told = [f"{ref}: {inside:,} of {held:,}" for ref, held, inside in effect.by_exhibit]
    told += [f"{kind_words(kind)}: {inside:,} of {held:,}" for kind, held, inside in effect.by_kind]
    opens = effect_words(was, effect.held, effect.in_scope, stands=stands)
    return opens, against if changed.version_before else "", "   ".join(told)

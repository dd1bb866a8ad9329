"""Lines of enquiry: the agreed questions, and the limits within which a person may look."""

from dataclasses import dataclass, field
from datetime import date

from evidence_review.domain.ids import LineId, UserId
from evidence_review.domain.kinds import ItemKind, LineState, Points, RaisedBy, TermKind


@dataclass(frozen=True, slots=True)
class Term:
    """One agreed search term, how it matches and why it was chosen.

    `forms` are the listed spellings it also finds (lemma forms, txt-speak, nicknames); each is
    shown before approval, and `off` names those a person switched off.
    """

    text: str
    kind: TermKind
    why: str = ""
    forms: tuple[str, ...] = ()
    off: tuple[str, ...] = ()

    def active_forms(self) -> tuple[str, ...]:
        """The term itself and every listed form that is switched on, each once, in order."""
        words = (self.text, *(form for form in self.forms if form not in self.off))
        return tuple(dict.fromkeys(words))


@dataclass(frozen=True, slots=True)
class ScopePerson:
    """A person within scope: the name to show and every identifier or contact name agreed for her."""

    name: str
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScopeRule:
    """The limits of a line. Dates are inclusive days in `zone`; an empty tuple means no limit of that sort.

    `all_people` and `all_dates` must be chosen on purpose (DOMAIN.md C7): an empty list alone is
    not leave to look at everyone. `undated` says whether items without a time are covered.
    """

    people: tuple[ScopePerson, ...] = ()
    date_from: date | None = None
    date_to: date | None = None
    exhibits: tuple[str, ...] = ()
    kinds: tuple[ItemKind, ...] = ()
    threads: tuple[str, ...] = ()
    all_people: bool = False
    all_dates: bool = False
    undated: bool = False
    max_context: int = 5
    zone: str = "Europe/London"


@dataclass(frozen=True, slots=True)
class LineOfEnquiry:
    """An authorised question (CPIA Code 3.5; CPS manual ch. 5). An edit after approval is a new version."""

    number: int
    title: str
    question: str
    rationale: str
    points: Points
    expected_to_find: str
    less_intrusive: str
    scope: ScopeRule
    terms: tuple[Term, ...]
    raised_by: RaisedBy = RaisedBy.POLICE
    points_away: str = ""
    version: int = 1
    state: LineState = LineState.PROPOSED
    id: LineId = field(default=LineId(0))
    proposed_by: UserId | None = None
    approved_by: UserId | None = None

    def text(self) -> str:
        """The words by which a cold start ranks: title, question and terms."""
        return "\n".join((self.title, self.question, *(term.text for term in self.terms)))


def missing_before_approval(line: LineOfEnquiry) -> tuple[str, ...]:
    """What a line still lacks before anyone may approve it (DOMAIN.md C3, C7), in plain words."""
    scope = line.scope
    lacking = {
        "a title": not line.title.strip(),
        "the question": not line.question.strip(),
        "the rationale": not line.rationale.strip(),
        "what is expected to be found": not line.expected_to_find.strip(),
        "the less intrusive means considered": not line.less_intrusive.strip(),
        "the people (or a choice of all people)": not scope.people and not scope.all_people,
        "the dates (or a choice of all dates)": (scope.date_from is None or scope.date_to is None) and not scope.all_dates,
        "dates in order": scope.date_from is not None and scope.date_to is not None and scope.date_from > scope.date_to,
    }
    return tuple(what for what, is_missing in lacking.items() if is_missing)

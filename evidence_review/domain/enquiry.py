"""Lines of enquiry: the agreed questions, and the limits within which a person may look."""

import re
from dataclasses import dataclass, field
from datetime import date

from evidence_review.domain.ids import LineId, UserId
from evidence_review.domain.kinds import ItemKind, LineState, Points, RaisedBy, TermKind
from evidence_review.domain.reasons import is_short


@dataclass(frozen=True, slots=True)
class Term:
    """One agreed search term, how it matches and why it was chosen.

    `forms` are the listed spellings it also finds (lemma forms, txt-speak, nicknames); each is
    shown before approval, and `off` names those a person switched off. `gap` is how many other
    words a phrase may have between one of its words and the next.
    """

    text: str
    kind: TermKind
    why: str = ""
    forms: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    gap: int = 0

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

    `all_people` and `all_dates` must be chosen on purpose (reference/law.md C7): an empty list alone is
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
    change_reason: str = ""  # why this version opens more than the approved one before it
    caution_reason: str = ""  # why the line is needed although `domain.cautions` warns of its question

    def text(self) -> str:
        """The words by which a cold start ranks: title, question and terms."""
        return "\n".join((self.title, self.question, *(term.text for term in self.terms)))


MOST_GAP = 10
LONGEST_PATTERN = 200


@dataclass(frozen=True, slots=True)
class Caution:
    """A plain warning about what a line asks: its subject, the words that gave rise to it, and what to
    consider.

    What is asked (there are words) needs a reason of its own; how wide it is asked has the line's own reasons
    already.
    """

    subject: str
    words: tuple[str, ...]
    note: str

    def sentence(self) -> str:
        """The warning as it is shown."""
        quoted = f" (“{'”, “'.join(self.words)}”)" if self.words else ""
        return f"Caution, {self.subject}{quoted}. {self.note}"


def cautions(line: LineOfEnquiry) -> tuple[Caution, ...]:
    """What the title and question of a line ask that needs a reason of its own, and a scope that opens
    everything (reference/relevance.md 6; reference/law.md C7, 6.1).

    Never a refusal.
    """
    asked, scope = f"{line.title}\n{line.question}", line.scope
    found = ((subject, _said(pattern, asked), note) for subject, pattern, note in _CAUTIONS)
    opens_all = scope.all_people and scope.all_dates and not scope.threads
    wide = (Caution("everything is open to this line", (), _WIDE),) if opens_all else ()
    return (*(Caution(subject, words, note) for subject, words, note in found if words), *wide)


def _said(pattern: re.Pattern[str], asked: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(hit[0].lower().split()) for hit in pattern.finditer(asked)))


_WIDE = (
    "All people, all dates and every conversation: a whole download can then be searched and read. "
    "Name people, days or conversations, or let the rationale say why no narrower search would do."
)

_CAUTIONS = (
    (
        "credibility",
        re.compile(
            (
                r"\b(?:credib\w+|incredib\w+|believab\w+|un?truthful\w*|truthful\w*|(?:dis)?honest\w*|"
                r"lying|liars?|lied|lies|trustworth\w+|(?:bad )?character)\b"
            ),
            re.IGNORECASE,
        ),
        (
            "A line asks what a fact in issue needs, not whether a person is to be believed in "
            "general. Name the issue, and ask about that."
        ),
    ),
    (
        "sexual history",
        re.compile(
            r"\b(?:sex(?:ual)? (?:history|behaviou?r|experiences?|partners?|past|preferences?|"
            r"orientation|activit\w+|lif(?:e|es)|lives)|sexuality"
            r"|sex with (?:other|another|anyone|someone)\w*|(?:previous|past|other|former|ex) "
            r"(?:sexual )?(?:partners?|lovers?|boyfriends?|girlfriends?)|promiscu\w+"
            r"|(?:sle(?:pt|eps?|eping)) (?:with|around)|one.night stands?|virgin\w*|contracepti\w+|"
            r"pornograph\w*|dating (?:apps?|profiles?|sites?))\b",
            re.IGNORECASE,
        ),
        (
            "Youth Justice and Criminal Evidence Act 1999, section 41: in a trial for a sexual "
            "offence the defence may bring no evidence, and ask no question, "
            "about any sexual behaviour of a complainant without leave of the court. Say which "
            "issue of this case the line goes to, and keep its limits close to it."
        ),
    ),
    (
        "earlier complaints or when it was reported",
        re.compile(
            r"\b(?:(?:previous|earlier|past|prior|other) (?:complaints?|allegations?|reports? of)|"
            r"delay\w* (?:in |of )?(?:report\w*|complain\w*|com(?:e|ing) forward)"
            r"|(?:late|delayed) (?:complaint|report)s?|(?:not|never|n't) (?:report|complain|"
            r"com(?:e|ing) forward)\w*)\b",
            re.IGNORECASE,
        ),
        (
            "That a person complained before, or late, says nothing by itself about this complaint. "
            "Say which fact in issue the line goes to."
        ),
    ),
)


def missing_before_approval(line: LineOfEnquiry) -> tuple[str, ...]:
    """What a line still lacks before anyone may approve it (reference/law.md C3, C7), in plain words."""
    scope = line.scope
    lacking = {
        "a title": not line.title.strip(),
        "the question": not line.question.strip(),
        "the rationale": not line.rationale.strip(),
        "what is expected to be found": not line.expected_to_find.strip(),
        "the less intrusive means considered": not line.less_intrusive.strip(),
        "the people (or a choice of all people)": not scope.people and not scope.all_people,
        "the dates (or a choice of all dates)": (scope.date_from is None or scope.date_to is None)
        and not scope.all_dates,
        "the reason for asking what the caution names": any(one.words for one in cautions(line))
        and is_short(line.caution_reason),
        "dates in order": scope.date_from is not None
        and scope.date_to is not None
        and scope.date_from > scope.date_to,
    }
    return tuple(what for what, is_missing in lacking.items() if is_missing)

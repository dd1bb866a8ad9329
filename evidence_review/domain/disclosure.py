"""Disclosure for one accused: what police say of an item, what the prosecutor says, where the two differ, and
the record of the case that both rest on (reference/law.md sections 3 and 5.4, E5, F, G6 to G8, M).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId, UserId
from evidence_review.domain.kinds import DisclosureCode, TermKind

NOBODY = UserId("")


class Assessed(StrEnum):
    """The police assessment of an item for one accused."""

    PASSES = "PASSES"
    DOES_NOT_PASS = "DOES_NOT_PASS"  # noqa: S105 # an assessment
    EVIDENCE = "EVIDENCE"
    NO_LONGER_RELEVANT = "NO_LONGER_RELEVANT"


class Limb(StrEnum):
    """What of the disclosure test an item meets (CPIA s.3(1)(a))."""

    UNDERMINES = "UNDERMINES"
    ASSISTS = "ASSISTS"


class Presumption(StrEnum):
    """The categories that are presumed to meet the test (CPIA Code 6.6)."""

    RECORDING_WITH_DESCRIPTION = "RECORDING_WITH_DESCRIPTION"
    INCIDENT_LOG = "INCIDENT_LOG"
    CONTEMPORANEOUS_RECORD = "CONTEMPORANEOUS_RECORD"
    CUSTODY_RECORD = "CUSTODY_RECORD"
    PREVIOUS_ACCOUNT = "PREVIOUS_ACCOUNT"
    INTERVIEW_RECORD = "INTERVIEW_RECORD"
    WITNESS_RELIABILITY = "WITNESS_RELIABILITY"


class EntrySort(StrEnum):
    """What an entry of the case record is."""

    CHARGE = "CHARGE"
    PROSECUTION_CASE = "PROSECUTION_CASE"
    ISSUE = "ISSUE"
    STAGE = "STAGE"
    OFFICER = "OFFICER"
    LINKED_CASE = "LINKED_CASE"
    KEY_DATE = "KEY_DATE"


class Stage(StrEnum):
    """Where a case stands (reference/law.md section 3)."""

    INVESTIGATION = "INVESTIGATION"
    CHARGING_REFERRAL = "CHARGING_REFERRAL"
    CHARGED = "CHARGED"
    INITIAL_DISCLOSURE = "INITIAL_DISCLOSURE"
    DEFENCE_STATEMENT = "DEFENCE_STATEMENT"
    CONTINUING = "CONTINUING"
    TRIAL = "TRIAL"
    CONCLUDED = "CONCLUDED"


class PublicInterest(StrEnum):
    """The important public interests that may keep an item from disclosure (CPIA Code 6.14). Privacy alone is
    none of them (G7)."""

    POLICE_METHODS = "POLICE_METHODS"
    SURVEILLANCE_PLACE = "SURVEILLANCE_PLACE"
    GIVEN_IN_CONFIDENCE = "GIVEN_IN_CONFIDENCE"
    HINDERS_DETECTION = "HINDERS_DETECTION"
    SEARCH_WARRANT_GROUNDS = "SEARCH_WARRANT_GROUNDS"
    FINANCIAL_REGULATION = "FINANCIAL_REGULATION"
    CHILD_AUTHORITY_RECORD = "CHILD_AUTHORITY_RECORD"
    DANGER_TO_A_PERSON = "DANGER_TO_A_PERSON"


class SensitivityView(StrEnum):
    """What the prosecutor says of a claim to sensitivity."""

    PENDING = "PENDING"
    AGREED = "AGREED"
    DISPUTED = "DISPUTED"


class RequestSort(StrEnum):
    """What a prosecutor asks of the police (F7)."""

    DESCRIPTION = "DESCRIPTION"
    MATERIAL = "MATERIAL"
    SENSITIVITY = "SENSITIVITY"


class DefenceSort(StrEnum):
    """What the defence served."""

    DEFENCE_STATEMENT = "DEFENCE_STATEMENT"
    UPDATED_STATEMENT = "UPDATED_STATEMENT"
    SECTION_8 = "SECTION_8"
    REQUEST = "REQUEST"


class DefenceAnswer(StrEnum):
    """What came of it: the prosecution's answer, or the court's."""

    DISCLOSED = "DISCLOSED"
    NOTHING_FURTHER = "NOTHING_FURTHER"
    REFUSED = "REFUSED"
    COURT_ORDERED = "COURT_ORDERED"
    COURT_REFUSED = "COURT_REFUSED"


class TriggerSort(StrEnum):
    """Why decisions are due for review (CPIA s.7A)."""

    DEFENCE_STATEMENT = "DEFENCE_STATEMENT"
    SECTION_8 = "SECTION_8"
    NEW_MATERIAL = "NEW_MATERIAL"
    NEW_LINE = "NEW_LINE"
    CHANGED_QUESTION = "CHANGED_QUESTION"
    MODEL_CHANGE = "MODEL_CHANGE"


@dataclass(frozen=True, slots=True)
class CaseEntry:
    """One entry of the case record: its number within its sort, a person's words, the accused that it is about
    (0: all), a day where it has one, the lines of enquiry that an issue goes to, and the number of the defence
    document that it comes from (0: none)."""

    id: int
    sort: EntrySort
    number: int
    words: str
    person: int = 0
    day: date | None = None
    lines: tuple[int, ...] = ()
    document: int = 0


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a disclosure officer says of an item for one accused. `issue` is the number of the issue that it goes
    to (0: none); items of one `group` were assessed together (E5)."""

    id: str
    item: ItemId
    person: int
    value: Assessed
    limbs: tuple[Limb, ...]
    issue: int
    reason: str
    presumption: Presumption | None = None
    exception: str = ""
    group: str = ""
    by: UserId = NOBODY
    at: str = ""

    def __post_init__(self) -> None:
        """PASSES needs a limb, a reason and an issue (F2); what is presumed to meet the test does not pass only
        with an exception (F6)."""
        if not self.reason.strip():
            raise RuleBroken("Give the reason for this assessment.")
        if self.value is Assessed.PASSES and not self.limbs:
            raise RuleBroken("Say whether it undermines the prosecution case or assists the accused.")
        if self.value is Assessed.PASSES and not self.issue:
            raise RuleBroken("Say to which issue of the case it goes.")
        if self.value is not Assessed.PASSES and self.limbs:
            raise RuleBroken("A limb of the test goes only with an item that passes it.")
        if self.exception.strip() and self.presumption is None:
            raise RuleBroken("An exception goes only with a category that is presumed to meet the test.")
        if self.is_presumed and self.value is Assessed.DOES_NOT_PASS:
            raise RuleBroken(
                "Material of this category is presumed to meet the test. Give the exception, or say that it "
                "passes."
            )

    @property
    def is_presumed(self) -> bool:
        """Whether it is presumed to meet the test and nobody gave an exception."""
        return self.presumption is not None and not self.exception.strip()


_WITHHOLDS = frozenset({DisclosureCode.NOT_DISCLOSABLE, DisclosureCode.CLEARLY_NOT_DISCLOSABLE})
_GIVES = frozenset({DisclosureCode.DISCLOSE, DisclosureCode.INSPECT})


def differ(police: Assessed, prosecutor: DisclosureCode) -> bool:
    """Whether the prosecutor's code goes against the police assessment (reference/law.md 5.4): passes, and not
    disclosed; does not pass, and disclosed."""
    return (police is Assessed.PASSES and prosecutor in _WITHHOLDS) or (
        police is Assessed.DOES_NOT_PASS and prosecutor in _GIVES
    )


def require_no_presumption(code: DisclosureCode, standing: Assessment | None, exception: str) -> None:
    """RuleBroken where a code withholds what is presumed to meet the test and no exception was given (F6)."""
    if code in _WITHHOLDS and standing and standing.is_presumed and not exception.strip():
        raise RuleBroken(
            "Material of this category is presumed to meet the disclosure test. Give the exception that takes "
            "it out of the presumption, or code it D or I."
        )


@dataclass(frozen=True, slots=True)
class SensitivityClaim:
    """A claim that disclosing an item would harm an important public interest: its number on the sensitive
    schedule (S1, S2 …), the interest, the reason, and the prosecutor's view of it."""

    id: str
    number: int
    item: ItemId
    interest: PublicInterest
    reason: str
    view: SensitivityView = SensitivityView.PENDING
    application: bool = False
    said: str = ""
    by: UserId = NOBODY
    at: str = ""


@dataclass(frozen=True, slots=True)
class PoliceRequest:
    """What a prosecutor asks of the police about an item, by when, and the answer once there is one."""

    id: str
    number: int
    sort: RequestSort
    item: ItemId
    words: str
    due: date | None
    by: UserId
    at: str
    answer: str = ""
    answered_by: UserId = NOBODY
    answered_at: str = ""


@dataclass(frozen=True, slots=True)
class DefenceDocument:
    """What the defence of one accused served: the day of service, its words, the items that it asks for, and
    each answer with its day."""

    id: str
    number: int
    sort: DefenceSort
    person: int
    day: date
    words: str
    items: tuple[ItemId, ...] = ()
    answers: tuple[tuple[DefenceAnswer, str, date], ...] = ()


@dataclass(frozen=True, slots=True)
class DefenceTerm:
    """A search term that the defence of one accused proposed for a line on a day, and why; the answer (None: none
    yet) and its reason."""

    id: str
    number: int
    person: int
    line: int
    term: str
    kind: TermKind
    why: str
    day: date
    accepted: bool | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A decision that is due for review: what made it so, and the line (relevance) or accused (code) for which
    it was made; the other is 0. The decision stands until it is changed."""

    trigger: int
    sort: TriggerSort
    words: str
    item: ItemId
    line: int
    person: int
    at: str

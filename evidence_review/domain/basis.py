"""The legal basis of an exhibit: what must be on record before anything in it is opened (reference/law.md A1
to A5).
"""

from dataclasses import dataclass, field
from datetime import date

from evidence_review.domain.ids import ExhibitId
from evidence_review.domain.kinds import ExhibitKind, LegalBasis

CHIEF_INSPECTOR_AND_ABOVE = frozenset(
    {
        "chief inspector",
        "superintendent",
        "chief superintendent",
        "commander",
        "assistant chief constable",
        "deputy chief constable",
        "chief constable",
        "deputy assistant commissioner",
        "assistant commissioner",
        "deputy commissioner",
        "commissioner",
    }
)


_SHORT = {
    "ci": "chief inspector",
    "ch insp": "chief inspector",
    "dci": "chief inspector",
    "supt": "superintendent",
    "dsupt": "superintendent",
    "det supt": "superintendent",
    "ch supt": "chief superintendent",
    "dcs": "chief superintendent",
    "acc": "assistant chief constable",
    "dcc": "deputy chief constable",
    "cc": "chief constable",
}
_BEFORE_A_RANK = frozenset({"detective", "det", "temporary", "t", "acting", "a"})
"""Words before a rank that leave it what it is: a detective's, or held for a time."""


def is_chief_inspector_or_above(rank: str) -> bool:
    """Whether a rank as people write it (T/DCI, Detective Superintendent) is at least chief inspector."""
    words = rank.lower().replace("/", " ").replace(".", " ").split()
    while words and " ".join(words) not in _SHORT and words[0] in _BEFORE_A_RANK:
        words = words[1:]
    said = " ".join(words)
    return _SHORT.get(said, said) in CHIEF_INSPECTOR_AND_ABOVE


POWER_WORDS = {
    LegalBasis.PCSCA_S37_AGREEMENT: "agreement of the person whose device it is (PCSCA 2022 s.37)",
    LegalBasis.PACE_SEIZURE: "seizure under the Police and Criminal Evidence Act 1984",
    LegalBasis.WARRANT: "search warrant",
    LegalBasis.VIR_S44A: "victim information request (PCSCA 2022 s.44A)",
    LegalBasis.VIR_COUNSELLING: "victim information request for counselling information (PCSCA 2022 s.44A)",
    LegalBasis.COURT_ORDER: "order of a court",
    LegalBasis.WITNESS_SUMMONS: "witness summons",
    LegalBasis.OTHER: "another power, as recorded",
}
"""Each power in the words that a paper prints."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What a person was told and confirmed before her device was taken by agreement (PCSCA 2022 ss.38 and
    39)."""

    information_sought: str = ""
    reason: str = ""
    handling: str = ""
    refusal_told: bool = False
    no_closure_told: bool = False
    confirmed_on: date | None = None
    signatory: str = ""
    date_of_birth: date | None = None
    lacks_capacity: bool = False
    agreed_by: str = ""
    agreed_capacity: str = ""
    childs_views: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """The recorded request behind third-party material (PCSCA 2022 ss.44A to 44E)."""

    line_of_enquiry: str = ""
    reason: str = ""
    necessity: str = ""
    proportionality: str = ""
    notice_date: date | None = None
    notice_withheld_reason: str = ""
    probative_value: str = ""
    authorised_by: str = ""
    authoriser_rank: str = ""
    court_leave: str = ""
    """Reference of the court's leave; needed where the policy says so (A6)."""


@dataclass(frozen=True, slots=True)
class Basis:
    """A legal basis with the records that it needs."""

    power: LegalBasis
    note: str = ""
    notice: Notice = field(default_factory=Notice)
    request: Request = field(default_factory=Request)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A device, download or bundle of documents with its reference (e.g. ABC/1)."""

    ref: str
    kind: ExhibitKind
    attributed_to: str
    basis: Basis
    id: ExhibitId = ExhibitId(0)


LEAVE_MISSING = "the reference of the court's leave, which the policy file asks for"


def power_words(basis: Basis) -> str:
    """Under what something is held, in the words that a paper prints; of another power with a recorded request, that
    its holder was asked."""
    was_asked = basis.power is LegalBasis.OTHER and basis.request != Request()
    return "request to its holder, as recorded" if was_asked else POWER_WORDS[basis.power]


def missing_from_basis(basis: Basis, *, leave: bool = False) -> tuple[str, ...]:
    """What is still missing before an exhibit held on this basis may be opened, in plain words; `leave` where a request
    needs the reference of the court's leave as well."""
    asked = basis.power in {LegalBasis.VIR_S44A, LegalBasis.VIR_COUNSELLING}
    lacks_leave = leave and asked and not basis.request.court_leave.strip()
    return (*_missing_by_law(basis), *((LEAVE_MISSING,) if lacks_leave else ()))


REQUESTS_SINCE = date(2026, 1, 12)
"""Since when PCSCA 2022 ss.44A to 44E are in force (reference/law.md 1.1)."""


def doubts_of_basis(basis: Basis) -> tuple[str, ...]:
    """What of a basis cannot be as it is recorded: a request older than its law. It is said and keeps nothing
    shut, since the record may be what is wrong."""
    asked, given = basis.power in {LegalBasis.VIR_S44A, LegalBasis.VIR_COUNSELLING}, basis.request.notice_date
    if not asked or given is None or given >= REQUESTS_SINCE:
        return ()
    since = f"{REQUESTS_SINCE:%d.%m.%Y}"
    said = f"The notice is dated {given:%d.%m.%Y}; PCSCA 2022 ss.44A to 44E are in force only since {since}."
    return (f"{said} {_CHECK}",)


_CHECK = "Check the date, or record what the request rested on."


def _missing_by_law(basis: Basis) -> tuple[str, ...]:
    match basis.power:
        case LegalBasis.PCSCA_S37_AGREEMENT:
            return _missing_from_notice(basis.notice)
        case LegalBasis.VIR_S44A:
            return _missing_from_request(basis.request)
        case LegalBasis.VIR_COUNSELLING:
            return (*_missing_from_request(basis.request), *_missing_for_counselling(basis.request))
        case LegalBasis.OTHER:
            return () if basis.note.strip() else ("a note that says what the basis is",)
        case _:
            return ()


def _missing_from_notice(notice: Notice) -> tuple[str, ...]:
    lacking = {
        "the information sought (s.39(3)(a))": not notice.information_sought.strip(),
        "the reason it is sought (s.39(3)(b))": not notice.reason.strip(),
        "how it will be dealt with (s.39(3)(c))": not notice.handling.strip(),
        "that the person was told that refusing is allowed (s.39(3)(d))": not notice.refusal_told,
        (
            "that the person was told the enquiry does not end by refusal alone (s.39(3)(e))"
        ): not notice.no_closure_told,
        "the date of the written confirmation (s.39(4))": notice.confirmed_on is None,
        "who signed the confirmation (s.39(4))": not notice.signatory.strip(),
    }
    if _another_must_agree(notice):
        lacking["who agreed on the person's behalf (s.38)"] = not notice.agreed_by.strip()
        lacking["in what capacity they agreed (s.38)"] = notice.agreed_capacity.strip().lower() in {
            "",
            "self",
            "user",
        }
        lacking["the child's or person's own views (s.38)"] = not notice.childs_views.strip()
    return tuple(what for what, is_missing in lacking.items() if is_missing)


def _another_must_agree(notice: Notice) -> bool:
    if notice.lacks_capacity:
        return True
    born, agreed = notice.date_of_birth, notice.confirmed_on
    if born is None or agreed is None:
        return False
    return agreed.year - born.year - ((agreed.month, agreed.day) < (born.month, born.day)) < 18


def _missing_from_request(request: Request) -> tuple[str, ...]:
    lacking = {
        "the line of enquiry it serves": not request.line_of_enquiry.strip(),
        "the reason for the request": not request.reason.strip(),
        "why it is necessary": not request.necessity.strip(),
        "why it is proportionate": not request.proportionality.strip(),
        "the date of the notice to the person, or why it was withheld (s.44B)": request.notice_date is None
        and not request.notice_withheld_reason.strip(),
    }
    return tuple(what for what, is_missing in lacking.items() if is_missing)


def _missing_for_counselling(request: Request) -> tuple[str, ...]:
    lacking = {
        (
            "why it is likely to have substantial probative value (s.44A(4))"
        ): not request.probative_value.strip(),
        "who authorised the request": not request.authorised_by.strip(),
        "an authoriser of at least chief inspector rank": not is_chief_inspector_or_above(
            request.authoriser_rank
        ),
    }
    return tuple(what for what, is_missing in lacking.items() if is_missing)

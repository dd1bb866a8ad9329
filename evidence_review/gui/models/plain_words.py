"""The words the window uses for the closed sets: British, calm, and never a verdict on a person."""

from collections.abc import Sequence

from evidence_review.domain.accounting import is_left_out
from evidence_review.domain.evidence import Problem
from evidence_review.domain.kinds import (
    AuditOp,
    DisclosureCode,
    ExhibitKind,
    ItemKind,
    LegalBasis,
    LineState,
    Points,
    ProblemKind,
    Purpose,
    RaisedBy,
    Relevance,
    Role,
    TermKind,
    Tier,
)

ROLE_WORDS = {
    Role.REVIEWER: "Reviewer",
    Role.DISCLOSURE_OFFICER: "Disclosure officer",
    Role.SUPERVISOR: "Supervisor",
    Role.PROSECUTOR: "Prosecutor",
    Role.LPP_COUNSEL: "Independent counsel",
    Role.AUDITOR: "Auditor",
    Role.ADMIN: "Administrator",
}
KIND_WORDS = {
    ItemKind.MESSAGE: "Message",
    ItemKind.CALL: "Call",
    ItemKind.EMAIL: "E-mail",
    ItemKind.PAGE: "Page",
    ItemKind.NOTE: "Note",
    ItemKind.CONTACT: "Contact",
    ItemKind.LOCATION: "Location",
    ItemKind.SEARCH: "Search",
    ItemKind.VISIT: "Web visit",
    ItemKind.CALENDAR: "Calendar entry",
    ItemKind.IMAGE: "Picture",
    ItemKind.AUDIO: "Sound",
    ItemKind.VIDEO: "Video",
    ItemKind.FILE: "File",
    ItemKind.ACCOUNT: "Account",
    ItemKind.SYSTEM: "System message",
    ItemKind.RECORD: "Record",
}
DECISION_WORDS = {
    Relevance.RELEVANT: "Relevant",
    Relevance.NOT_RELEVANT_TO_LINE: "Not relevant to this line",
    Relevance.UNSURE: "Unsure, for a second reviewer",
}
DECISION_SHORT: dict[str, str] = {
    Relevance.RELEVANT: "Relevant",
    Relevance.NOT_RELEVANT_TO_LINE: "Not this",
    Relevance.UNSURE: "Unsure",
}
POINTS_WORDS = {Points.TOWARDS: "Points towards", Points.AWAY: "Points away", Points.BOTH: "Points both ways"}
STATE_WORDS = {
    LineState.PROPOSED: "Proposed",
    LineState.APPROVED: "Approved",
    LineState.REFUSED: "Refused",
    LineState.SUPERSEDED: "Superseded",
}
RAISED_WORDS = {RaisedBy.POLICE: "Police", RaisedBy.CPS: "CPS", RaisedBy.DEFENCE: "Defence"}
TERM_WORDS = {
    TermKind.EXACT: "Exact word",
    TermKind.PHRASE: "Phrase",
    TermKind.LEMMA: "Word and its forms",
    TermKind.EXPANSION: "Word with listed spellings",
    TermKind.FUZZY: "Word and its misspellings",
    TermKind.NICKNAME: "Name and its short forms",
    TermKind.EMOJI: "Emoji",
    TermKind.REGEX: "Pattern",
}
BASIS_WORDS = {
    LegalBasis.PCSCA_S37_AGREEMENT: "Agreement (PCSCA 2022 s.37)",
    LegalBasis.PACE_SEIZURE: "Seizure under PACE",
    LegalBasis.WARRANT: "Warrant",
    LegalBasis.VIR_S44A: "Victim information request (s.44A)",
    LegalBasis.VIR_COUNSELLING: "Counselling information request (s.44A(4))",
    LegalBasis.COURT_ORDER: "Court order",
    LegalBasis.WITNESS_SUMMONS: "Witness summons",
    LegalBasis.OTHER: "Other",
}
EXHIBIT_WORDS = {
    ExhibitKind.DEVICE: "Device",
    ExhibitKind.CLOUD: "Cloud account",
    ExhibitKind.THIRD_PARTY: "Third-party material",
}
PROBLEM_WORDS = {
    ProblemKind.NOT_READ: "Not read",
    ProblemKind.PARTLY_READ: "Partly read",
    ProblemKind.SKIPPED: "No item of its own",
    ProblemKind.UNKNOWN_NAME: "Name not known",
    ProblemKind.MISSING_ATTACHMENT: "Attachment not supplied",
    ProblemKind.SOURCE_FLAG: "Remark",
}
PURPOSE_WORDS = {
    Purpose.PRIVACY: "Privacy",
    Purpose.LPP: "Legal privilege",
    Purpose.SENSITIVE: "Sensitive (public interest)",
    Purpose.ANONYMITY: "Anonymity",
    Purpose.OUT_OF_SCOPE: "Outside the agreed scope",
}
CODE_WORDS = {
    DisclosureCode.DISCLOSE: "D: disclose",
    DisclosureCode.INSPECT: "I: inspect",
    DisclosureCode.CLEARLY_NOT_DISCLOSABLE: "CND: clearly not disclosable",
    DisclosureCode.NOT_DISCLOSABLE: "Not disclosable (viewed)",
    DisclosureCode.EVIDENCE: "Evidence",
    DisclosureCode.TO_BE_ASSESSED: "To be assessed",
    DisclosureCode.PII_WITHHELD: "Withheld by order of the court",
}
TIER_WORDS = {Tier.CERTAIN: "certain", Tier.LIKELY: "likely", Tier.POSSIBLE: "possible"}
OP_WORDS = {
    AuditOp.COLLECT: "Collection",
    AuditOp.CONSULT: "Consultation",
    AuditOp.ALTER: "Alteration",
    AuditOp.COMBINE: "Combination",
    AuditOp.DISCLOSE: "Disclosure",
    AuditOp.ERASE: "Erasure",
    AuditOp.AUTH: "Sign-in",
    AuditOp.CONFIG: "Settings",
}


def problem_words(problem: Problem) -> str:
    """What became of what a remark is of."""
    return "Left out on purpose" if is_left_out(problem) else PROBLEM_WORDS[problem.kind]


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 item, 2 items, 12,400 items."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def time_left(seconds: float) -> str:
    """Seconds to come in words that do not pretend to be exact."""
    if seconds < 10:
        return "a few seconds left"
    if seconds < 90:
        return f"about {round(seconds / 10) * 10} seconds left"
    if seconds < 5400:
        return f"about {count(round(seconds / 60), 'minute')} left"
    return f"about {count(round(seconds / 3600), 'hour')} left"


def sources_read(sources: Sequence[tuple[int, int, int]]) -> str:
    """What is told after an import, from the number, the records imported and those found of each source: "2
    sources read: 9 of 10 records imported. …".

    A file that lies there twice has one number, and counts once.
    """
    once = {number: (imported, found) for number, imported, found in sources}
    imported, found = (sum(each[at] for each in once.values()) for at in (0, 1))
    twice = len(sources) - len(once)
    same = f" {count(twice, 'file has', 'files have')} the bytes of another of them." if twice else ""
    return (
        f"{count(len(once), 'source')} read: {imported:,} of {count(found, 'record')} imported.{same} "
        f"The account is below."
    )

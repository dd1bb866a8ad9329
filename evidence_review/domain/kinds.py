"""The closed sets, with the names of reference/law.md (sections 2, 3 and 5)."""

from enum import StrEnum


class Role(StrEnum):
    """What a user may do in a case."""

    REVIEWER = "REVIEWER"
    DISCLOSURE_OFFICER = "DISCLOSURE_OFFICER"
    SUPERVISOR = "SUPERVISOR"
    PROSECUTOR = "PROSECUTOR"
    LPP_COUNSEL = "LPP_COUNSEL"
    AUDITOR = "AUDITOR"
    ADMIN = "ADMIN"


class CasePart(StrEnum):
    """What a person of the case is in it."""

    ACCUSED = "ACCUSED"
    COMPLAINANT = "COMPLAINANT"


class LegalBasis(StrEnum):
    """The power or agreement under which an exhibit is held (reference/law.md glossary)."""

    PCSCA_S37_AGREEMENT = "PCSCA_S37_AGREEMENT"
    PACE_SEIZURE = "PACE_SEIZURE"
    WARRANT = "WARRANT"
    VIR_S44A = "VIR_S44A"
    VIR_COUNSELLING = "VIR_COUNSELLING"
    COURT_ORDER = "COURT_ORDER"
    WITNESS_SUMMONS = "WITNESS_SUMMONS"
    OTHER = "OTHER"


class ExhibitKind(StrEnum):
    """What sort of thing an exhibit is."""

    DEVICE = "DEVICE"
    CLOUD = "CLOUD"
    THIRD_PARTY = "THIRD_PARTY"


class ItemKind(StrEnum):
    """What sort of thing an item is."""

    MESSAGE = "MESSAGE"
    CALL = "CALL"
    EMAIL = "EMAIL"
    PAGE = "PAGE"
    NOTE = "NOTE"
    CONTACT = "CONTACT"
    LOCATION = "LOCATION"
    SEARCH = "SEARCH"
    VISIT = "VISIT"
    CALENDAR = "CALENDAR"
    IMAGE = "IMAGE"
    AUDIO = "AUDIO"
    VIDEO = "VIDEO"
    FILE = "FILE"
    ACCOUNT = "ACCOUNT"
    SYSTEM = "SYSTEM"
    RECORD = "RECORD"


class Direction(StrEnum):
    """Which way an item went. Unknown stays unknown (reference/formats.md rule 15)."""

    INCOMING = "INCOMING"
    OUTGOING = "OUTGOING"
    UNKNOWN = "UNKNOWN"


class ZoneSource(StrEnum):
    """How the zone of a time is known (reference/formats.md rule 11)."""

    IN_VALUE = "IN_VALUE"
    IN_REPORT = "IN_REPORT"
    SET_BY_USER = "SET_BY_USER"
    NONE = "NONE"


class ProblemKind(StrEnum):
    """Why something in a source did not become an item, or became less than a whole one."""

    NOT_READ = "NOT_READ"
    PARTLY_READ = "PARTLY_READ"
    SKIPPED = "SKIPPED"
    UNKNOWN_NAME = "UNKNOWN_NAME"
    MISSING_ATTACHMENT = "MISSING_ATTACHMENT"
    SOURCE_FLAG = "SOURCE_FLAG"


class Points(StrEnum):
    """Which way a line of enquiry points: towards the suspect, away, or both."""

    TOWARDS = "TOWARDS"
    AWAY = "AWAY"
    BOTH = "BOTH"


class Tag(StrEnum):
    """What a person says of a relevant item beside her decision: which way it points in the enquiry, and what
    it does to a case (reference/relevance.md 3.5).

    A note for the disclosure test, which stays per accused; never its result. An item may carry both of a
    pair.
    """

    TOWARDS = "TOWARDS"
    AWAY = "AWAY"
    SUPPORTS = "SUPPORTS"
    UNDERMINES_OR_ASSISTS = "UNDERMINES_OR_ASSISTS"


class RaisedBy(StrEnum):
    """Who asked for a line of enquiry."""

    POLICE = "POLICE"
    CPS = "CPS"
    DEFENCE = "DEFENCE"


class LineState(StrEnum):
    """Where a version of a line of enquiry stands."""

    PROPOSED = "PROPOSED"
    APPROVED = "APPROVED"
    REFUSED = "REFUSED"
    SUPERSEDED = "SUPERSEDED"


class TermKind(StrEnum):
    """How a search term matches (reference/relevance.md 3.2)."""

    EXACT = "exact"
    PHRASE = "phrase"
    LEMMA = "lemma"
    EXPANSION = "expansion"
    FUZZY = "fuzzy"
    NICKNAME = "nickname"
    EMOJI = "emoji"
    REGEX = "regex"


class Opening(StrEnum):
    """How the words of an item came before a person."""

    OPENED = "OPENED"
    CONTEXT = "CONTEXT"
    SAMPLE = "SAMPLE"
    APPROVAL = "APPROVAL"
    OUTSIDE = "OUTSIDE"


class Band(StrEnum):
    """Why an item was flagged: an approved term hits it, or it ranks high."""

    MUST_REVIEW = "MUST_REVIEW"
    RANKED = "RANKED"


class Relevance(StrEnum):
    """A reviewer's decision on the Code test for one line."""

    RELEVANT = "RELEVANT"
    NOT_RELEVANT_TO_LINE = "NOT_RELEVANT_TO_LINE"
    UNSURE = "UNSURE"


class Tier(StrEnum):
    """How sure a personal-data finding is (reference/personal_data.md 3.1)."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


class RedactionType(StrEnum):
    """The 15 CPS types (reference/law.md 5.7), by their printed name."""

    NAMED_INDIVIDUAL = "Named individual"
    TITLE = "Title"
    OCCUPATION = "Occupation"
    RELATIONSHIP = "Relationship to others"
    ADDRESS = "Address"
    LOCATION = "Location"
    VEHICLE_REGISTRATION = "Vehicle registration"
    NHS_NUMBER = "NHS number"
    DATE_OF_BIRTH = "Date of birth"
    BANK_DETAILS = "Bank details"
    NI_NUMBER = "NI Number"
    PHONE_NUMBER = "Phone number"
    EMAIL_ADDRESS = "Email address"
    PREVIOUS_CONVICTIONS = "Previous convictions"
    OTHER = "Other"


class PageReason(StrEnum):
    """Why a whole page goes: the three reasons that follow the types in the CPS list (reference/law.md 5.7,
    ids 16 to 18).
    """

    BACKSHEET = "MG11 Backsheet"
    PERSONAL_DATA = "Contains personal data"
    BLANK = "Blank page"


class Purpose(StrEnum):
    """What a redaction is for."""

    PRIVACY = "PRIVACY"
    LPP = "LPP"
    SENSITIVE = "SENSITIVE"
    ANONYMITY = "ANONYMITY"
    OUT_OF_SCOPE = "OUT_OF_SCOPE"


class Origin(StrEnum):
    """Whether a person marked it by hand or took up a suggestion."""

    HUMAN = "HUMAN"
    SUGGESTION = "SUGGESTION"


class HoldKind(StrEnum):
    """Why an item is quarantined."""

    LPP = "LPP"
    JOURNALISTIC = "JOURNALISTIC"


CHILD_IMAGE = "suspected indecent image of a child"
"""The category of a find that is never copied, shown small, handed over or kept beside the case (reference/law.md
H3, 6.2)."""


class DisclosureCode(StrEnum):
    """The prosecutor's endorsement, per accused (reference/law.md 5.4)."""

    DISCLOSE = "DISCLOSE"
    INSPECT = "INSPECT"
    CLEARLY_NOT_DISCLOSABLE = "CLEARLY_NOT_DISCLOSABLE"
    NOT_DISCLOSABLE = "NOT_DISCLOSABLE"
    EVIDENCE = "EVIDENCE"
    TO_BE_ASSESSED = "TO_BE_ASSESSED"
    PII_WITHHELD = "PII_WITHHELD"


class MarkRuling(StrEnum):
    """What a prosecutor decides of a mark on an item that meets the disclosure test (reference/law.md I4):
    the words go, or stay.
    """

    REDACT = "REDACT"
    KEEP = "KEEP"


class AuditOp(StrEnum):
    """The six operations of DPA 2018 s.62, with authentication and configuration."""

    COLLECT = "COLLECT"
    CONSULT = "CONSULT"
    ALTER = "ALTER"
    COMBINE = "COMBINE"
    DISCLOSE = "DISCLOSE"
    ERASE = "ERASE"
    AUTH = "AUTH"
    CONFIG = "CONFIG"


PRINTED_CODE = {
    DisclosureCode.DISCLOSE: "D",
    DisclosureCode.INSPECT: "I",
    DisclosureCode.CLEARLY_NOT_DISCLOSABLE: "CND",
    DisclosureCode.NOT_DISCLOSABLE: "",
    DisclosureCode.EVIDENCE: "",
    DisclosureCode.TO_BE_ASSESSED: "",
    DisclosureCode.PII_WITHHELD: "",
}

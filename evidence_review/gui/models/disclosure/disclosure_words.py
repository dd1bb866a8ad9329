"""The words of the window for assessments, claims to sensitivity, requests, and what the defence served."""

from evidence_review.domain.disclosure import (
    Assessed,
    DefenceAnswer,
    DefenceSort,
    EntrySort,
    Limb,
    Presumption,
    PublicInterest,
    RequestSort,
    SensitivityView,
    Stage,
)

ENTRY_WORDS = {
    EntrySort.CHARGE: "Charge",
    EntrySort.PROSECUTION_CASE: "Prosecution case",
    EntrySort.ISSUE: "Issue",
    EntrySort.STAGE: "Stage",
    EntrySort.OFFICER: "Officer",
    EntrySort.LINKED_CASE: "Linked case",
    EntrySort.KEY_DATE: "Date",
}
STAGE_WORDS = {
    Stage.INVESTIGATION: "Investigation",
    Stage.CHARGING_REFERRAL: "Charging referral",
    Stage.CHARGED: "Charged",
    Stage.INITIAL_DISCLOSURE: "Initial disclosure",
    Stage.DEFENCE_STATEMENT: "Defence statement",
    Stage.CONTINUING: "Continuing",
    Stage.TRIAL: "Trial",
    Stage.CONCLUDED: "Concluded",
}
ASSESSED_WORDS = {
    Assessed.PASSES: "Passes the disclosure test",
    Assessed.DOES_NOT_PASS: "Does not pass the test",
    Assessed.EVIDENCE: "Evidence",
    Assessed.NO_LONGER_RELEVANT: "No longer relevant to any line",
}
LIMB_WORDS = {Limb.UNDERMINES: "Undermines the prosecution case", Limb.ASSISTS: "Assists the accused"}
PRESUMED_WORDS = {
    None: "None",
    Presumption.RECORDING_WITH_DESCRIPTION: "Recording with a description of an offender",
    Presumption.INCIDENT_LOG: "Incident log",
    Presumption.CONTEMPORANEOUS_RECORD: "Record made at the time",
    Presumption.CUSTODY_RECORD: "Custody record",
    Presumption.PREVIOUS_ACCOUNT: "Earlier account of a witness",
    Presumption.INTERVIEW_RECORD: "Interview record",
    Presumption.WITNESS_RELIABILITY: "Bears on a witness's reliability",
}
INTEREST_WORDS = {
    PublicInterest.POLICE_METHODS: "Methods of the police",
    PublicInterest.SURVEILLANCE_PLACE: "A place used for surveillance",
    PublicInterest.GIVEN_IN_CONFIDENCE: "Given in confidence",
    PublicInterest.HINDERS_DETECTION: "Would hinder detection of crime",
    PublicInterest.SEARCH_WARRANT_GROUNDS: "Grounds of a search warrant",
    PublicInterest.FINANCIAL_REGULATION: "Financial regulation",
    PublicInterest.CHILD_AUTHORITY_RECORD: "Record of an authority on a child",
    PublicInterest.DANGER_TO_A_PERSON: "Danger to a person",
}
VIEW_WORDS = {
    SensitivityView.PENDING: "Not said yet",
    SensitivityView.AGREED: "Agreed",
    SensitivityView.DISPUTED: "Disputed",
}
REQUEST_WORDS = {
    RequestSort.DESCRIPTION: "A better description",
    RequestSort.MATERIAL: "The material itself",
    RequestSort.SENSITIVITY: "Disputes that it is sensitive",
}
DEFENCE_WORDS = {
    DefenceSort.DEFENCE_STATEMENT: "Defence statement",
    DefenceSort.UPDATED_STATEMENT: "Updated defence statement",
    DefenceSort.SECTION_8: "Section 8 application",
    DefenceSort.REQUEST: "Request",
}
ANSWER_WORDS = {
    DefenceAnswer.DISCLOSED: "Further material disclosed",
    DefenceAnswer.NOTHING_FURTHER: "Nothing further to disclose",
    DefenceAnswer.REFUSED: "Refused",
    DefenceAnswer.COURT_ORDERED: "Ordered by the court",
    DefenceAnswer.COURT_REFUSED: "Refused by the court",
}
OF_A_COURT = frozenset({DefenceAnswer.COURT_ORDERED, DefenceAnswer.COURT_REFUSED})
"""Answers that the court gave: who keeps the record enters them; the others are the prosecutor's."""

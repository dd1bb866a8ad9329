"""Every act of the log in words: what stands behind the name of who acted. The one set of words for the window, the
command line and the record sheet; no words of any item, only figures, exhibits, numbers and names of users."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from evidence_review.domain.disclosure import (
    Assessed,
    DefenceAnswer,
    DefenceSort,
    RequestSort,
    SensitivityView,
)
from evidence_review.domain.kinds import DisclosureCode


class ActGroup(StrEnum):
    """Acts of a kind, as they are chosen together."""

    CAME_IN = "What came in"
    LINES = "Lines of enquiry"
    MACHINE = "Searches and orders"
    LOOKS = "Looks at items"
    DECISIONS = "Decisions and tags"
    HOLDS = "Holds and finds"
    MARKS = "Marks"
    PERSONAL = "Personal data and people"
    APPROVALS = "Approvals and returns"
    CODES = "Assessments and codes"
    RECORD = "Case record and defence"
    SAMPLES = "Samples"
    HANDED_OVER = "Bundles and papers"
    USERS = "Users and sign-in"
    AUDIT = "Log and audit"


CODES = {
    DisclosureCode.DISCLOSE: "D, disclosed by copy",
    DisclosureCode.INSPECT: "I, open to inspection",
    DisclosureCode.CLEARLY_NOT_DISCLOSABLE: "CND, clearly not disclosable",
    DisclosureCode.NOT_DISCLOSABLE: "ND, not disclosable",
    DisclosureCode.EVIDENCE: "relied on as evidence",
    DisclosureCode.TO_BE_ASSESSED: "to be assessed",
    DisclosureCode.PII_WITHHELD: "withheld by order of the court",
}
ASSESSMENTS = {
    Assessed.PASSES: "passes the disclosure test",
    Assessed.DOES_NOT_PASS: "does not pass the disclosure test",
    Assessed.EVIDENCE: "evidence",
    Assessed.NO_LONGER_RELEVANT: "no longer relevant",
}
VIEWS = {
    SensitivityView.PENDING: "not yet decided",
    SensitivityView.AGREED: "agreed",
    SensitivityView.DISPUTED: "disputed",
}
REQUESTS = {
    RequestSort.DESCRIPTION: "for a better description",
    RequestSort.MATERIAL: "for the material",
    RequestSort.SENSITIVITY: "why it is called sensitive",
}
DOCUMENTS = {
    DefenceSort.DEFENCE_STATEMENT: "defence statement",
    DefenceSort.UPDATED_STATEMENT: "updated defence statement",
    DefenceSort.SECTION_8: "application under section 8",
    DefenceSort.REQUEST: "request",
}
ANSWERS = {
    DefenceAnswer.DISCLOSED: "further material was disclosed",
    DefenceAnswer.NOTHING_FURTHER: "nothing further to disclose",
    DefenceAnswer.REFUSED: "refused",
    DefenceAnswer.COURT_ORDERED: "ordered by the court",
    DefenceAnswer.COURT_REFUSED: "refused by the court",
}
_G = ActGroup
ACTS: Mapping[str, tuple[ActGroup, str]] = {
    "create case": (_G.USERS, "made the case, as its administrator"),
    "add user": (_G.USERS, "enrolled {user} as {role}"),
    "open case": (_G.USERS, "opened the case"),
    "change passphrase": (_G.USERS, "changed the passphrase of this user"),
    "record exhibit": (_G.CAME_IN, "recorded exhibit {exhibits}"),
    "begin import": (_G.CAME_IN, "began to import into exhibit {exhibits}"),
    "import batch": (_G.CAME_IN, "imported {items:item} into exhibit {exhibits}{problems}"),
    "end import": (_G.CAME_IN, "ended the import into exhibit {exhibits}: {imported:item} of {found:record}"),
    "begin further reading": (_G.CAME_IN, "began reading {number} of a source of exhibit {exhibits}"),
    "read nothing of it": (_G.CAME_IN, "ended a reading of exhibit {exhibits} that gave nothing"),
    "same file again": (_G.CAME_IN, "gave a file of exhibit {exhibits} that was imported before"),
    "correct order of dates": (
        _G.CAME_IN, "corrected the order of day and month in exhibit {exhibits}: {moved:item} moved",
    ),
    "begin reading attached files": (_G.CAME_IN, "began to read {files:file} attached to items of exhibit {exhibits}"),
    "read attached files": (_G.CAME_IN, "read {items:item} out of {files:file} attached to items of exhibit {exhibits}"),
    "attached files read": (_G.CAME_IN, "ended {files:file} attached to items of exhibit {exhibits}"),
    "end reading attached files": (
        _G.CAME_IN, "ended reading attached files of exhibit {exhibits}: {imported:item} of {found:record}",
    ),
    "write import report": (_G.CAME_IN, "wrote the account of {sources:source}"),
    "propose line": (_G.LINES, "proposed {line}{version}"),
    "approve line": (_G.LINES, "approved {line}{version}: {opened:item} opened, {closed} closed"),
    "refuse line": (_G.LINES, "refused {line}{version}"),
    "word line": (_G.LINES, "said in plain words, Welsh and Easy Read what {line} looks for"),
    "agree privilege names": (_G.LINES, "agreed {names:name} for the privilege screen"),
    "screen for privilege": (_G.MACHINE, "had {items:item} screened for legal privilege{on_line}, {held} held"),
    "search by pattern": (_G.MACHINE, "had {line} searched by {patterns:pattern}"),
    "search by terms": (_G.MACHINE, "had {line} searched by its terms: {must_review:item} to be reviewed"),
    "index items in scope": (_G.MACHINE, "had {items:item} indexed for search"),
    "make sentence vectors": (_G.MACHINE, "had {texts:text} read for meaning{on_line}"),
    "flag": (_G.MACHINE, "had {line} ranked: {flags} flagged, {must_review} to be reviewed, {copies:copy|copies}"),
    "learn order": (_G.MACHINE, "had the order of {line} learned from {decided:decision}"),
    "begin tag orders": (_G.MACHINE, "had orders by tag begun for {line}"),
    "rank known items": (_G.MACHINE, "had {items:known item} ranked again for {line}"),
    "find personal data": (_G.MACHINE, "had {items:item} searched for personal data: {findings:finding}"),
    "explain place": (_G.LOOKS, "asked why {item} stands where it does{on_line}"),
    "show weights": (_G.LOOKS, "looked at what moves the order of {line}"),
    "see calls": (_G.LOOKS, "saw {items:call} that may be read{on_line}"),
    "see places": (_G.LOOKS, "saw the places of {items:item} that may be read{on_line}"),
    "search in line": (_G.LOOKS, "searched in {line}: {found:item} found among {searched}"),
    "list items": (_G.LOOKS, "was shown the first words of {count:item} of {line} in the list"),
    "open item": (_G.LOOKS, "opened {item}{on_line}"),
    "unfold context": (_G.LOOKS, "unfolded {count:message} around {item}{on_line}"),
    "show page": (_G.LOOKS, "looked at the page of {item}{on_line}"),
    "show masked page": (_G.LOOKS, "looked at the page of {item} with its masked words covered{on_line}"),
    "reveal names": (_G.LOOKS, "revealed the names in {item}{on_line}"),
    "reveal special": (_G.LOOKS, "revealed the special-category words of {item}{on_line}"),
    "reveal picture": (_G.LOOKS, "revealed the picture of {item}{on_line}"),
    "reveal media": (_G.LOOKS, "opened a file attached to {item}{on_line}"),
    "ask to look outside": (_G.LOOKS, "asked to look at {item} outside {line} for {minutes:minute}"),
    "grant a look outside": (_G.LOOKS, "granted a look at {item} outside {line} for {minutes:minute}"),
    "refuse a look outside": (_G.LOOKS, "refused a look at {item} outside {line}"),
    "look outside scope": (_G.LOOKS, "looked at {item} outside {line}"),
    "show": (_G.LOOKS, "was shown people by their numbers"),
    "preview redaction": (_G.LOOKS, "looked at {item} before and after"),
    "preview page": (_G.LOOKS, "looked at the page of {item} before and after"),
    "name people for approval": (_G.LOOKS, "was shown people around {item} by their numbers"),
    "read items for approval": (_G.LOOKS, "listed {count:item} waiting for approval"),
    "read held item": (_G.LOOKS, "read the held {item} as independent counsel"),
    "decide": (_G.DECISIONS, "decided {item}{on_line}: {value}"),
    "decide as its copy": (_G.DECISIONS, "decided {item}{on_line}, a copy of item {copy_of}: {value}"),
    "decide one of several": (
        _G.DECISIONS,
        "decided {item}{on_line}, one of {several:item} read in one list: {value}",
    ),
    "undo decision": (_G.DECISIONS, "took back a decision on {item}{on_line}"),
    "set tags": (_G.DECISIONS, "tagged {item}{on_line}: {tags}"),
    "take off tags": (_G.DECISIONS, "took tags off {item}{on_line}: {tags}"),
    "keep decision after review": (_G.DECISIONS, "looked again at {what}: the decision stands"),
    "hold": (_G.HOLDS, "held {what} as {kind}{on_line}"),
    "counsel's outcome": (_G.HOLDS, "as independent counsel {outcome} {item}"),
    "report find": (_G.HOLDS, "reported a find on {item}, {tier}"),
    "close find": (_G.HOLDS, "closed a find on {what}"),
    "mark redaction": (_G.MARKS, "marked words of {item}: {type}"),
    "mark all suggested": (_G.MARKS, "took up {count:suggested mark} of {item} at once"),
    "mark everywhere": (_G.MARKS, "marked the same words on {what}"),
    "mark found places": (_G.MARKS, "marked {count:place} found on {what}: {type}"),
    "search to mark": (_G.MARKS, "searched what goes out, to mark it"),
    "cover page": (_G.MARKS, "marked the page of {item} to go"),
    "cover areas": (_G.MARKS, "marked {areas:area} of the page of {item}"),
    "keep only passages": (_G.MARKS, "kept {passages:passage} of {item} and marked the rest: {marks:mark}"),
    "keep visible": (_G.MARKS, "kept words of {item} visible"),
    "withdraw redaction": (_G.MARKS, "withdrew {marks:mark} on {item}"),
    "give whole page": (_G.MARKS, "said why the page of {item} goes out whole"),
    "redaction returned": (_G.APPROVALS, "took in a redaction that came back{of_item}: {fault}, {type}"),
    "count returns": (_G.APPROVALS, "counted the redactions that came back"),
    "approve redactions": (_G.APPROVALS, "approved {what}, {marks:mark}"),
    "send back": (_G.APPROVALS, "sent {item} back"),
    "decide overlap": (_G.APPROVALS, "decided {marks:mark} on {item}, which meets the disclosure test: {said}"),
    "list personal data": (_G.PERSONAL, "listed personal data of {subjects:person|people}"),
    "list people": (_G.PERSONAL, "listed {people:person|people} whom conversations name"),
    "link people": (_G.PERSONAL, "linked two people as one"),
    "unlink people": (_G.PERSONAL, "took a link between two people off"),
    "read rulings": (_G.PERSONAL, "read what was ruled on a person"),
    "rule mask": (_G.PERSONAL, "ruled that a person's details are masked: {marks:mark}"),
    "rule keep": (_G.PERSONAL, "ruled that a person's details stay"),
    "rule open": (_G.PERSONAL, "ruled that a person's details are decided item by item"),
    "carry out rulings": (_G.PERSONAL, "carried out rulings: {count:mark} on {what}"),
    "list conflicts": (_G.PERSONAL, "listed conflicts between marks"),
    "answer conflicts": (_G.PERSONAL, "answered {count:conflict} between marks: {answer}"),
    "allow words": (_G.PERSONAL, "put words on the list of what is known"),
    "take off the list": (_G.PERSONAL, "took words off the list of what is known"),
    "read the list of what is known": (_G.PERSONAL, "read the list of what is known"),
    "list clues": (_G.PERSONAL, "listed {clues:clue} to {people:person|people} that stay visible"),
    "sign clues": (_G.PERSONAL, "signed that {clues:clue} to a person stay visible"),
    "enter person of the case": (_G.PERSONAL, "entered {part} of the case with {identifiers:identifier}"),
    "add to person of the case": (_G.PERSONAL, "added {identifiers:identifier} to a person of the case"),
    "take person off": (_G.PERSONAL, "took a person of the case off the record"),
    "assess for disclosure": (_G.CODES, "assessed {what}: {assessed}{about}"),
    "settle difference": (
        _G.CODES, "settled a difference between code and police assessment on {what}",
    ),
    "endorse": (_G.CODES, "coded {what}: {code}"),
    "keep code after review": (_G.CODES, "looked again at {what}: the code stands"),
    "claim sensitivity": (_G.CODES, "claimed {number} sensitive{interest}"),
    "view sensitivity": (_G.CODES, "on the claim {number}: {view}{further}"),
    "end sensitivity": (_G.CODES, "took back the claim {number}"),
    "ask the police": (_G.CODES, "request {number} to the police {request}: {what}"),
    "answer prosecutor": (_G.CODES, "answered request {number} of the prosecutor"),
    "describe entry": (_G.CODES, "described entry {number} of the schedule"),
    "list descriptions": (_G.CODES, "listed {entries:entry|entries} of the schedule"),
    "list in block": (_G.CODES, "listed conversations of {line} as one entry of the schedule"),
    "end block": (_G.CODES, "ended an entry of the schedule that lists conversations in block"),
    "enter in case record": (_G.RECORD, "entered {sort} {number} in the case record"),
    "end case entry": (_G.RECORD, "ended an entry of the case record"),
    "record defence document": (_G.RECORD, "recorded defence document {number} ({document}){served}"),
    "answer defence": (_G.RECORD, "answered defence document {number}{on_day}: {answered}"),
    "record defence term": (_G.RECORD, "recorded search term {number} that the defence proposes for {line}"),
    "answer defence term": (_G.RECORD, "answered search term {number} of the defence: {accepted}"),
    "count defence terms": (_G.RECORD, "counted {terms:term} that the defence proposes"),
    "propose sample": (_G.SAMPLES, "proposed a sample of {sample:item} of {line}"),
    "authorise sample": (_G.SAMPLES, "authorised a sample of {line}"),
    "refuse sample": (_G.SAMPLES, "refused a sample"),
    "draw sample": (_G.SAMPLES, "drew {items:item} of {line} at random"),
    "open sampled item": (_G.SAMPLES, "opened {item}, place {place} of a sample of {line}"),
    "read sampled item": (_G.SAMPLES, "decided {item}, drawn at random for {line}: {value}"),
    "state sample": (_G.SAMPLES, "stated a sample of {line}: {hits} found among {read} read"),
    "void sample": (_G.SAMPLES, "voided a sample of {line}"),
    "list inventory": (_G.HANDED_OVER, "listed what a bundle would hold: {items:item}"),
    "collect bundle": (_G.HANDED_OVER, "put {items:item} together in {parts:part} for a bundle"),
    "set transcript": (_G.HANDED_OVER, "had the transcript of entry {number} of the schedule set"),
    "accept what is still found": (_G.HANDED_OVER, "accepted {listed:place} still found in what goes out"),
    "produce bundle": (_G.HANDED_OVER, "produced a bundle{for_whom}{of_files}"),
    "bundle not written": (_G.HANDED_OVER, "could not write a bundle; nothing was handed over"),
    "write before and after": (_G.HANDED_OVER, "wrote {what} before and after, for the office"),
    "write letter": (_G.HANDED_OVER, "wrote a letter on defence document {number}"),
    "write statement": (_G.HANDED_OVER, "wrote the plain statement for the complainant"),
    "write office papers": (_G.HANDED_OVER, "wrote {files:file} for the office"),
    "read log": (_G.AUDIT, "read the log{by_filter}"),
    "verify log": (_G.AUDIT, "checked the log"),
    "export log": (_G.AUDIT, "wrote the log with what proves it"),
    "log not exported": (_G.AUDIT, "could not write the log; nothing was left behind"),
    "write log list": (_G.AUDIT, "wrote {entries:entry|entries} of the log as {format}{by_filter}"),
    "read life of item": (_G.AUDIT, "read the life of {item}"),
    "draw audit sample": (_G.AUDIT, "drew {drawn} of {of} {sort} at random, to look at them again"),
    "judge audited act": (_G.AUDIT, "noted on place {place} of the audit sample of entry {sample}: {verdict}"),
    "read audited act": (_G.AUDIT, "looked at place {place} of the audit sample of entry {sample}"),
}  # fmt: skip
"""By the words of the act in the log: its group, and the phrase behind the name of who acted. In braces what
`entry_sentences` fills in."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is said with its noun: {items:item} gives "1 item" or "2 items", {people:person|people} "2
    people"; nothing where it is not known."""

    number: int | None

    def __format__(self, noun: str) -> str:
        """The number, with the noun where one is given."""
        if self.number is None:
            return ""
        one, _, many = noun.partition("|")
        said = one if self.number == 1 else many or f"{one}s"
        return f"{self.number:,} {said}" if noun else f"{self.number:,}"


class _Facts(dict[str, str | Figure]):
    """What is not said leaves nothing."""

    def __missing__(self, key: str) -> Figure:
        return Figure(None)


def phrase(act: str, facts: Mapping[str, str | Figure]) -> str:
    """What was done, in words; an act without words of its own by its name in the log."""
    if act not in ACTS:
        return f"did: {act}"
    return ACTS[act][1].format_map(_Facts(facts))


def group_of(act: str) -> ActGroup:
    """The group of an act; one without words of its own belongs to the log."""
    return ACTS[act][0] if act in ACTS else ActGroup.AUDIT

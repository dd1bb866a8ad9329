"""What the pages of disclosure list, as rows: the case record, entries of the schedule, items with what was said of
them, claims, requests, what the defence served, what is due for review, words for a line."""

from collections.abc import Mapping, Sequence
from datetime import date

from evidence_review.domain.disclosure import (
    CaseEntry,
    DefenceAnswer,
    DefenceDocument,
    Due,
    EntrySort,
    PoliceRequest,
    SensitivityClaim,
)
from evidence_review.domain.kinds import DisclosureCode
from evidence_review.gui.models.disclosure.disclosure_words import (
    ANSWER_WORDS,
    ASSESSED_WORDS,
    DEFENCE_WORDS,
    ENTRY_WORDS,
    INTEREST_WORDS,
    REQUEST_WORDS,
    VIEW_WORDS,
)
from evidence_review.gui.models.plain_words import CODE_WORDS, KIND_WORDS, count
from evidence_review.gui.models.table_rows import Column
from evidence_review.workflow.deciding.proposed_terms import CountedTerm
from evidence_review.workflow.deciding.standing_items import StandingItem
from evidence_review.workflow.producing.blocking import Block
from evidence_review.workflow.producing.describing import EntryDescription
from evidence_review.workflow.producing.description_rules import faults_of_description
from evidence_review.workflow.producing.wording_lines import WordedLine

type Names = Mapping[int, str]
"""The accused by their number in the record."""


def day(one: date | None) -> str:
    """A day as it is printed; nothing for none."""
    return f"{one:%d.%m.%Y}" if one else ""


def numbers(found: tuple[int, ...]) -> str:
    """Numbers with commas between."""
    return ", ".join(map(str, found))


def record_columns(names: Names) -> tuple[Column[CaseEntry], ...]:
    """The case record."""
    return (
        Column("What", entry_name),
        Column("As it is printed", lambda one: one.words, tip=lambda one: one.words),
        Column("Accused", lambda one: names.get(one.person, "") or "all"),
        Column("Day", lambda one: day(one.day)),
        Column("Lines", lambda one: numbers(one.lines)),
        Column("From", lambda one: f"defence document {one.document}" if one.document else ""),
    )


def entry_name(one: CaseEntry) -> str:
    """What an entry is, with its number where there may be several."""
    return f"{ENTRY_WORDS[one.sort]} {one.number}" if one.sort is EntrySort.ISSUE else ENTRY_WORDS[one.sort]


ENTRIES: tuple[Column[EntryDescription], ...] = (
    Column("No.", lambda one: str(one.number), right=True),
    Column("What the facts say", lambda one: one.suggested, tip=lambda one: one.suggested),
    Column("In the officer's words", lambda one: one.words or "not described", tip=lambda one: one.words),
    Column("To mend", lambda one: " ".join(one.faults), tip=lambda one: " ".join(one.faults)),
)
BLOCKS: tuple[Column[Block], ...] = (
    Column("Conversations", lambda one: f"{len(one.threads):,}", right=True),
    Column("Chosen by", lambda one: one.criteria, tip=lambda one: one.criteria),
    Column("Together because", lambda one: one.reason, tip=lambda one: one.reason),
)


def what(one: StandingItem) -> str:
    """What an item is, without a word of it: kind, app, time, exhibit."""
    facts = one.facts
    kind = KIND_WORDS[facts.kind]
    when = f"{date.fromisoformat(facts.time[:10]):%d.%m.%Y} {facts.time[11:16]}" if facts.time else "no time"
    said = f"{facts.app} {kind.lower()}" if facts.app else kind
    return f"{said}, {when}, {facts.exhibit}"


def named(one: StandingItem) -> str:
    """An item as it is chosen: its number and what it is."""
    return f"Item {one.item}: {what(one)}; line {numbers(one.facts.lines)}"


def differs(one: StandingItem) -> str:
    """Whether code and assessment differ, and whether somebody said why."""
    if one.difference is None:
        return ""
    return f"differ; settled: {one.difference.settled}" if one.difference.settled else "differ: not settled"


def police(one: StandingItem) -> str:
    """What police said of an item, with the issue where it passes."""
    if one.assessment is None:
        return "not assessed"
    issue = f" (issue {one.assessment.issue})" if one.assessment.issue else ""
    return f"{ASSESSED_WORDS[one.assessment.value]}{issue}"


def said_of(one: StandingItem) -> str:
    """Both reasons, for whoever points at the row."""
    given = one.assessment.reason if one.assessment else ""
    return "\n".join(
        filter(
            None, (f"Police: {given}" if given else "", f"CPS: {one.code_reason}" if one.code_reason else "")
        )
    )


STANDING: tuple[Column[StandingItem], ...] = (
    Column("Item", lambda one: str(one.item), right=True),
    Column("What it is", what),
    Column("Lines", lambda one: numbers(one.facts.lines)),
    Column("Police", police, tip=said_of),
    Column("Prosecutor", lambda one: CODE_WORDS[one.code], tip=said_of),
    Column("Agreement", differs, tip=differs),
    Column("Sensitive", lambda one: f"S{one.claim}" if one.claim else ""),
    Column("Opened", lambda one: "yes" if one.opened else "not yet"),
)


def view(one: SensitivityClaim) -> str:
    """What the prosecutor says of a claim."""
    return f"{VIEW_WORDS[one.view]}: {one.said}" if one.said else VIEW_WORDS[one.view]


CLAIMS: tuple[Column[SensitivityClaim], ...] = (
    Column("No.", lambda one: f"S{one.number}"),
    Column("Item", lambda one: str(one.item), right=True),
    Column("Public interest", lambda one: INTEREST_WORDS[one.interest]),
    Column("Why", lambda one: one.reason, tip=lambda one: one.reason),
    Column("Prosecutor", view, tip=lambda one: one.said),
    Column("Court is asked", lambda one: "yes" if one.application else ""),
)


REQUESTS: tuple[Column[PoliceRequest], ...] = (
    Column("No.", lambda one: str(one.number), right=True),
    Column("Asked for", lambda one: REQUEST_WORDS[one.sort]),
    Column("Item", lambda one: str(one.item), right=True),
    Column("In the prosecutor's words", lambda one: one.words, tip=lambda one: one.words),
    Column("By", lambda one: day(one.due)),
    Column("Answer", lambda one: one.answer or "open", tip=lambda one: one.answer),
)


def served_columns(names: Names) -> tuple[Column[DefenceDocument], ...]:
    """What the defence served."""
    return (
        Column("No.", lambda one: str(one.number), right=True),
        Column("What", lambda one: DEFENCE_WORDS[one.sort]),
        Column("Accused", lambda one: names.get(one.person, "")),
        Column("Served on", lambda one: day(one.day)),
        Column("As served", lambda one: one.words, tip=lambda one: one.words),
        Column("Answers", answers, tip=answers),
    )


def answers(one: DefenceDocument) -> str:
    """Each answer with its day."""
    return (
        "; ".join(f"{ANSWER_WORDS[said]} on {day(when)}: {words}" for said, words, when in one.answers)
        or "open"
    )


def term_columns(names: Names) -> tuple[Column[CountedTerm], ...]:
    """Terms that the defence proposed."""
    return (
        Column("No.", lambda one: str(one.term.number), right=True),
        Column("Term", lambda one: one.term.term),
        Column("Line", lambda one: str(one.term.line), right=True),
        Column("Accused", lambda one: names.get(one.term.person, "")),
        Column("Why", lambda one: one.term.why, tip=lambda one: one.term.why),
        Column("Hits", lambda one: f"{one.hits:,}", right=True),
        Column("Relevant", lambda one: f"{one.relevant:,}", right=True),
        Column("Answer", answered, tip=answered),
    )


def answered(one: CountedTerm) -> str:
    """Whether a term was accepted, with the reason."""
    if one.term.accepted is None:
        return "open"
    return f"{'accepted' if one.term.accepted else 'refused'}: {one.term.reason}"


def due_columns(names: Names) -> tuple[Column[Due], ...]:
    """Decisions that are due for review."""
    return (
        Column("Item", lambda one: str(one.item), right=True),
        Column("Which decision", lambda one: which(one, names)),
        Column("Since", lambda one: one.words, tip=lambda one: one.words),
    )


def which(one: Due, names: Names) -> str:
    """Which decision is due: relevance to a line, or the code for an accused."""
    return f"relevance to line {one.line}" if one.line else f"the code for {names.get(one.person, '')}"


WORDED: tuple[Column[WordedLine], ...] = (
    Column("Line", lambda one: str(one.number), right=True),
    Column("Title", lambda one: one.title, tip=lambda one: one.title),
    Column("Plain English", lambda one: one.words.plain or "not said", tip=lambda one: one.words.plain),
    Column("Welsh", lambda one: one.words.welsh or "not said", tip=lambda one: one.words.welsh),
    Column("Easy Read", lambda one: one.words.easy or "not said", tip=lambda one: one.words.easy),
)


def lint(words: str) -> str:
    """What is wrong with a description, in sentences; empty where it will do or nothing is written."""
    return " ".join(faults_of_description(words)) if words.strip() else ""


def schedule_words(found: Sequence[EntryDescription]) -> str:
    """How many entries are described, and how many are to be mended."""
    bare = sum(not one.words for one in found)
    mend = sum(bool(one.faults) for one in found)
    said = f"{count(len(found), 'entry', 'entries')}: {bare:,} not described yet"
    return f"{said}, {mend:,} to mend." if mend else f"{said}."


def standing_words(found: Sequence[StandingItem]) -> str:
    """How many items are not assessed, not coded, and differ."""
    bare = sum(one.assessment is None for one in found)
    uncoded = sum(one.code is DisclosureCode.TO_BE_ASSESSED for one in found)
    apart = sum(one.difference is not None and not one.difference.settled for one in found)
    return (
        f"{count(len(found), 'item')}: {bare:,} not assessed by police, {uncoded:,} without a code, {apart:,} where "
        f"the two differ and nobody said why."
    )


PAPER_WORDS = {
    "mg6c-as-it-stands.pdf": "Schedule of unused material (MG6C), as it stands",
    "mg6d.pdf": "Sensitive schedule (MG6D), under a passphrase",
    "mg6e.pdf": "Disclosure officer's report (MG6E)",
    "record-sheet.pdf": "Disclosure record sheet",
    "case-file.json": "Case file (JSON)",
}
"""The papers of the office by the names of their files, in the order of the list."""


def refused_options(served: Sequence[DefenceDocument], refused: DefenceAnswer) -> list[tuple[str, object]]:
    """What was refused to the defence, to choose from."""
    return [
        (f"{DEFENCE_WORDS[one.sort]} {one.number}, served on {day(one.day)}", one.number)
        for one in served
        if any(said is refused for said, _, _ in one.answers)
    ]

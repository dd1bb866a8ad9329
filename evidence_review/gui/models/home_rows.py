"""The home as the window tells it: what waits in groups, the steps of a new case, and the words of each."""

from dataclasses import dataclass

from evidence_review.domain.decisions import Act
from evidence_review.gui.models.plain_words import count
from evidence_review.workflow.case.home_views import FirstStep, Home, HomeCount, Matter, RecordState

NOTHING = "Nothing waits for you."
NO_ACCUSED = (
    "No accused is on the record yet. Disclosure is decided for each accused separately, so enter them first."
)
_GROUPS: tuple[tuple[str, tuple[Matter, ...]], ...] = (
    ("Review", (Matter.MUST_REVIEW, Matter.UNDECIDED, Matter.CAME_BACK, Matter.DUE)),
    ("Approve", (Matter.MEETS_TEST, Matter.MARKS, Matter.NO_MARKS, Matter.CONFLICTS)),
    ("Disclosure", (Matter.CODES, Matter.DIFFERENCES, Matter.REQUESTS)),
    ("Lines and looks", (Matter.LINES, Matter.LOOKS, Matter.FINDS)),
    ("Held", (Matter.HELD,)),
    ("Record", (Matter.ENTRIES, Matter.OVERRIDES)),
    ("People", (Matter.PEOPLE,)),
)


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs together: a heading, and rows of counts that stand beside each other."""

    heading: str
    rows: tuple[tuple[HomeCount, ...], ...]


@dataclass(frozen=True, slots=True)
class StepWords:
    """A step of a new case: what is to be done, the button that leads there, and the act that allows it."""

    sentence: str
    does: str
    act: Act


STEPS: dict[FirstStep, StepWords] = {
    FirstStep.PEOPLE: StepWords("Add the people who work on it.", "Users…", Act.ADD_USER),
    FirstStep.EVIDENCE: StepWords("Import what was seized or given.", "Import evidence", Act.IMPORT),
    FirstStep.LINES: StepWords(
        "Propose a line of enquiry; another person approves it.", "Lines of enquiry", Act.PROPOSE_LINE
    ),
    FirstStep.SEARCH: StepWords("Search what the lines cover.", "Search this case", Act.FLAG),
    FirstStep.REVIEW: StepWords("Open the first item and decide.", "Review", Act.DECIDE),
}


_ONE = {
    Matter.CODES: "endorsement waiting",
    Matter.DIFFERENCES: "disagreement to settle",
    Matter.CONFLICTS: "conflict of masking",
    Matter.REQUESTS: "request without answer",
    Matter.LINES: "line to approve",
    Matter.LOOKS: "look outside to answer",
    Matter.FINDS: "outside find that is open",
    Matter.HELD: "held item to read",
    Matter.ENTRIES: "log entry since your last look",
    Matter.OVERRIDES: "decision against the suggestion",
    Matter.PEOPLE: "person of this case",
}
"""How one of a matter is told, where it is told otherwise than several."""


def groups(home: Home) -> tuple[Group, ...]:
    """What waits, by group; nothing of what does not. The counts of a line stand beside each other."""
    made: list[Group] = []
    for heading, matters in _GROUPS:
        rows: dict[int, list[HomeCount]] = {}
        for one in home.counts:
            if one.count and one.matter in matters:
                rows.setdefault(one.line, []).append(one)
        if rows:
            order = sorted(rows, key=lambda line: (line == 0, line))
            made.append(Group(heading, tuple(tuple(rows[line]) for line in order)))
    return tuple(made)


def words(one: HomeCount) -> str:
    """What is counted, with its line or accused."""
    matter = _ONE.get(one.matter, one.matter) if one.count == 1 else one.matter
    if one.line:
        return f"{matter}, line {one.line}"
    return f"{matter}, {one.accused}" if one.accused else str(matter)


def continue_words(home: Home) -> str:
    """The button that goes on with the review: where one stopped, else at the beginning; empty for nothing to
    review."""
    if home.last:
        return f"Continue at item {home.last.item}, line {home.last.line}"
    return "Begin to review" if home.of(Matter.UNDECIDED) else ""


def way_words(accused: str, obstacles: int) -> str:
    """What stands between here and the next disclosure to an accused, in a sentence."""
    if not obstacles:
        return f"{accused}: nothing stands in the way, as far as can be told before a bundle is checked."
    return f"{accused}: {count(obstacles, 'thing stands', 'things stand')} in the way."


def record_words(record: RecordState) -> str:
    """How long the log is, and up to where it was checked whole."""
    entries = count(record.entries, "entry", "entries")
    if not record.checked_at:
        return f"The log has {entries}. It was never checked whole."
    since = record.entries - record.checked_at
    later = f"{count(since, 'entry', 'entries')} later than that" if since else "nothing was written since"
    return f"The log has {entries}. It was last checked whole at entry {record.checked_at:,}: {later}."

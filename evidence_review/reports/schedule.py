"""MG6C, the schedule of relevant non-sensitive unused material, as XLSX and PDF (reference/law.md 5.2, K1,
K5, K8, K9).

No highlighting, no notes, no scores: five columns of plain text, the question on unexamined material answered
from the case's own counts, and the disclosure officer's certification.
"""

from dataclasses import dataclass
from pathlib import Path

from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.shipped_files import RESOURCES
from evidence_review.reports.book import Table, workbook
from evidence_review.reports.paper import Column, Paper
from evidence_review.reports.serving import STAYS, Serving
from evidence_review.reports.wording import Wording, wording

TEMPLATES = RESOURCES / "templates"
HARD = (
    "Searched by machine, but the search may have missed words in these: it looks for English words, and reads pictures "
    "with errors. The language of very short messages is not told."
)
_SHARES = (0.07, 0.46, 0.2, 0.09, 0.18)


@dataclass(frozen=True, slots=True)
class ScheduleItem:
    """One line: its number, what it is and why it is relevant, where it may be inspected, the prosecutor's
    code as printed for the accused whom the schedule is for, a comment."""

    number: int
    description: str
    location: str
    code: str = ""
    comment: str = ""


def require_consecutive(numbers: tuple[int, ...]) -> None:
    """RuleBroken where numbers do not follow one another from 1: a schedule has every number that was ever
    given, the withdrawn among them (reference/law.md K5).
    """
    if numbers != tuple(range(1, len(numbers) + 1)):
        raise RuleBroken(
            "The items of a schedule must be numbered one after another from 1, the withdrawn among them."
        )


@dataclass(frozen=True, slots=True)
class Schedule:
    """What goes on an MG6C. `items` has every number so far, the withdrawn among them; `not_examined` is each
    reason with its count, straight from the case."""

    urn: str
    defendants: tuple[str, ...]
    items: tuple[ScheduleItem, ...]
    not_examined: tuple[tuple[str, int], ...]
    officer: str = ""
    date: str = ""
    inspection: str = ""
    """How and where items are inspected; empty where none is."""
    changes: tuple[str, ...] = ()
    """What changed since the last schedule, in sentences; none on the first."""
    hard: tuple[tuple[str, int], ...] = ()
    """What was searched and may hold what the search missed, by line and reason; counted as searched too."""
    serving: Serving = STAYS
    number: int = 0
    """Which schedule it is for its accused, from 1; 0 for one that is not served."""

    def __post_init__(self) -> None:
        """Numbers are consecutive from 1."""
        require_consecutive(tuple(item.number for item in self.items))

    @property
    def answer(self) -> str:
        """Yes or No, from the counts."""
        return "Yes" if any(count for _, count in self.not_examined) else "No"


def schedule_xlsx(schedule: Schedule, templates: Path = TEMPLATES) -> bytes:
    """The MG6C as a workbook: exactly the five columns of K1, every cell text."""
    words = wording("mg6c", 5, templates)
    rows = tuple(
        (str(item.number), item.description, item.location, item.code, item.comment)
        for item in schedule.items
    )
    above = [
        (words.form, words.title),
        ("R v:", _versus(schedule.defendants)),
        ("URN:", schedule.urn),
        *([("Schedule no.:", str(schedule.number))] if schedule.number else []),
        ("", words.question, schedule.answer),
    ]
    above += [("", reason, str(count)) for reason, count in schedule.not_examined if count]
    above += [("", HARD)] if schedule.hard else []
    above += [("", why, str(count)) for why, count in schedule.hard]
    below = [
        ("",),
        *(("", line) for line in (schedule.inspection, *schedule.changes) if line),
        ("", words.legend),
        ("", words.certification),
        ("", "Disclosure officer"),
        ("", "Signature:"),
    ]
    below += [("", f"Name: {schedule.officer}"), ("", f"Date: {schedule.date}")]
    return workbook(words.title, above, Table(words.columns, (9, 70, 30, 12, 34), rows), below)


def schedule_pdf(schedule: Schedule, templates: Path = TEMPLATES) -> bytes:
    """The MG6C as a PDF with the same five columns."""
    words = wording("mg6c", 5, templates)
    paper = Paper(
        words.title, f"{words.form} · URN {schedule.urn}", wide=True, footer=schedule.serving.footer
    )
    paper.headline(words.title)
    numbered = [("Schedule no.:", str(schedule.number))] if schedule.number else []
    paper.facts([("R v:", _versus(schedule.defendants)), ("URN:", schedule.urn), *numbered])
    _unexamined(paper, schedule, words)
    rows = [
        (str(item.number), item.description, item.location, item.code, item.comment)
        for item in schedule.items
    ]
    columns = [Column(title, share) for title, share in zip(words.columns, _SHARES, strict=True)]
    paper.table(columns, rows)
    if not rows:
        paper.text("No items are listed on this schedule.")
    for line in (schedule.inspection, *schedule.changes):
        if line:
            paper.text(line)
    paper.gap(4)
    paper.text(words.legend)
    paper.gap(6)
    paper.text(words.certification)
    paper.sign(
        [("Disclosure officer", (("Signature", ""), ("Name", schedule.officer), ("Date", schedule.date)))]
    )
    return paper.to_bytes()


def _unexamined(paper: Paper, schedule: Schedule, words: Wording) -> None:
    paper.text(f"{words.question} {schedule.answer}", bold=True)
    for reason, count in schedule.not_examined:
        if count:
            paper.text(f"{count:,} · {reason}", indent=12)
    write_hard(paper, schedule.hard)
    paper.gap(6)


def write_hard(paper: Paper, hard: tuple[tuple[str, int], ...]) -> None:
    """What was searched and may hold what the search missed, with what that means; nothing for none."""
    if hard:
        paper.text(HARD, bold=True)
        for why, count in hard:
            paper.text(f"{why}: {count:,}", indent=12)


def _versus(defendants: tuple[str, ...]) -> str:
    return ", ".join(defendants)

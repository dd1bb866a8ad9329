"""Letters to the defence: initial, nil, further, nothing further, refusal. The words are a template that a force can
change; what is filled in comes from the case (reference/law.md K11)."""

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.shipped_files import RESOURCES
from evidence_review.reports.paper import Paper
from evidence_review.reports.serving import Serving

TEMPLATES = RESOURCES / "templates"


class LetterSort(StrEnum):
    """Which letter it is, by its section of the templates."""

    INITIAL = "initial"
    NIL = "nil"
    FURTHER = "further"
    FURTHER_NIL = "further_nil"
    FURTHER_NIL_STATEMENT = "further_nil_statement"
    REFUSAL = "refusal"


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes into a letter: for whom, the case, what is enclosed, of a refusal when the request was served, its words
    and the answer, and which defence statements were served."""

    sort: LetterSort
    urn: str
    serving: Serving
    enclosed: tuple[str, ...] = ()
    asked: str = ""
    answered: str = ""
    answer: str = ""
    request: str = ""
    statements: str = ""


def letter_pdf(letter: Letter, templates: Path = TEMPLATES) -> bytes:
    """The letter as a PDF. OutputProblem, naming the file, where the template is not of this form."""
    title, text = _wording(letter.sort, templates)
    serving = letter.serving
    paper = Paper(title, f"{title} · URN {letter.urn}", footer=serving.footer)
    paper.text(f"To: {serving.recipient}")
    paper.text(serving.day)
    paper.gap(8)
    paper.headline(title)
    paper.text(f"R v {serving.accused}, URN {letter.urn}", bold=True)
    paper.gap(6)
    filled = {
        "{accused}": serving.accused,
        "{urn}": letter.urn,
        "{day}": serving.day,
        "{why}": f"This disclosure is made for this reason: {serving.why.rstrip('.')}."
        if serving.why
        else "",
        "{asked}": letter.asked,
        "{answered}": letter.answered,
        "{answer}": letter.answer,
        "{statements}": letter.statements,
    }
    for number, paragraph in enumerate(text.split("\n\n")):
        said = _MARK.sub(lambda found: filled.get(found[0], found[0]), paragraph)
        paper.text(" ".join(said.split()))
        paper.gap(6)
        if number == 0 and letter.request:
            paper.text(letter.request, indent=18)
            paper.gap(6)
    if letter.enclosed:
        paper.text("Enclosed:", bold=True)
        for one in letter.enclosed:
            paper.text(one, indent=12)
    paper.sign([("For the prosecution", (("Signature", ""), ("Name", ""), ("Date", "")))])
    return paper.to_bytes()


def title_of(sort: LetterSort, templates: Path = TEMPLATES) -> str:
    """How a letter of this sort is headed. OutputProblem where the template is not of this form."""
    return _wording(sort, templates)[0]


_MARK = re.compile(r"\{[a-z]+\}")


def _wording(sort: LetterSort, templates: Path) -> tuple[str, str]:
    path = templates / "letters.toml"
    try:
        words = tomllib.loads(path.read_text("utf-8"))[str(sort)]
        return str(words["title"]), str(words["text"])
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise OutputProblem(
            f"The wording in {path} cannot be read; restore the file that came with the program."
        ) from fault

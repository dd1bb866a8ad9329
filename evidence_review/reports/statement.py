"""The plain statement for a complainant: what was asked for and why, what was looked at and by how many, what was not,
what was given to whom and how it was covered, when it is deleted and whom to ask; in English, Welsh and Easy Read
(reference/law.md 1.6)."""

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.kinds import ExhibitKind
from evidence_review.domain.shipped_files import RESOURCES
from evidence_review.reports.paper import Paper

TEMPLATES = RESOURCES / "templates"
_LARGE = 14.0
"""Points of the words of Easy Read."""


class StatementForm(StrEnum):
    """In which form it is written, by the section of the template."""

    ENGLISH = "en"
    WELSH = "cy"
    EASY_READ = "easy"


@dataclass(frozen=True, slots=True)
class Given:
    """One bundle of which something is this person's: day, recipient, accused, how many items that had not been handed
    over before, how many masks stand on all of this person's in it."""

    day: str
    to: str
    accused: str
    count: int
    masks: int


@dataclass(frozen=True, slots=True)
class Inspected:
    """How many items the defence of an accused may come and look at, without a copy."""

    accused: str
    count: int


@dataclass(frozen=True, slots=True)
class Held:
    """One exhibit: its reference, what sort of thing it is, whose records they are, how many items."""

    ref: str
    kind: ExhibitKind
    whose: str
    count: int


@dataclass(frozen=True, slots=True)
class Question:
    """What one line looks for: its title as approved, and a person's words for it in each form ("" where nobody
    said it)."""

    title: str
    plain: str = ""
    welsh: str = ""
    easy: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What it says: exhibits with their counts, what the lines look for, how many items are held, in scope, seen,
    by how many people, never opened, held back; what was given; the day of deletion ("" where none is set)."""

    urn: str
    day: str
    exhibits: tuple[Held, ...]
    questions: tuple[Question, ...]
    held: int
    scope: int
    seen: int
    people: int
    aside: int
    given: tuple[Given, ...]
    officer: str
    delete: str = ""
    inspected: tuple[Inspected, ...] = ()

    @property
    def unread(self) -> int:
        """How many items nobody opened."""
        return self.held - self.seen


def statement_pdf(statement: Statement, form: StatementForm, templates: Path = TEMPLATES) -> bytes:
    """The statement as a PDF. OutputProblem, naming the file, where the template is not of this form."""
    words = _wording(form, templates)
    title = str(words["title"])
    paper = Paper(title, f"{title} · {statement.urn}", lang=str(words["lang"]))
    paper.headline(title)
    for section in words["sections"]:
        text = _filled(str(section["text"]), _values(statement, words, form))
        if form is StatementForm.EASY_READ:
            svg = (templates / "easy_read" / f"{section['picture']}.svg").read_text("utf-8")
            paper.heading(str(section["heading"]), size=_LARGE + 2)
            paper.pictured(svg, str(section["heading"]), text, _LARGE)
        else:
            paper.heading(str(section["heading"]))
            paper.text(text, size=11)
    return paper.to_bytes()


def statement_text(statement: Statement, form: StatementForm, templates: Path = TEMPLATES) -> str:
    """The words of the statement, a section a paragraph, for whoever reads it aloud or measures it."""
    words = _wording(form, templates)
    values = _values(statement, words, form)
    return "\n\n".join(f"{one['heading']}.\n{_filled(str(one['text']), values)}" for one in words["sections"])


def _values(one: Statement, words: dict[str, Any], form: StatementForm) -> dict[str, str]:
    given = [
        _filled(
            _worded(words, "given", each.count),
            {
                "day": each.day,
                "to": each.to,
                "accused": each.accused,
                "count": f"{each.count:,}",
            },
        )
        for each in one.given
    ]
    last = {each.accused: each for each in one.given}
    covered = [
        _filled(str(words["covered"]), {"accused": each.accused, "masks": f"{each.masks:,}"})
        for each in last.values()
    ]
    inspected = [
        _filled(_worded(words, "inspect", each.count), {"accused": each.accused, "count": f"{each.count:,}"})
        for each in one.inspected
    ]
    asked = [
        _filled(
            str(words.get(f"asked_{each.kind.lower()}", words["asked"])),
            {
                "what": _filled(str(words[each.kind.lower()]), {"ref": each.ref, "whose": each.whose}),
                "count": f"{each.count:,}",
            },
        )
        for each in one.exhibits
    ]
    return {
        "urn": one.urn,
        "day": one.day,
        "asked": "\n".join(asked),
        "questions": "\n".join(_question(each, words, form) for each in one.questions),
        "held": f"{one.held:,}",
        "scope": f"{one.scope:,}",
        "seen": f"{one.seen:,}",
        "people": f"{one.people:,}",
        "unread": f"{one.unread:,}",
        "aside": f"{one.aside:,}",
        "given": "\n".join([*given, *covered, *inspected]) or str(words["nothing"]),
        "delete": _filled(str(words["delete"]), {"day": one.delete})
        if one.delete
        else str(words["no_delete"]),
        "officer": f"{one.officer}, {words['officer']}",
    }


def _worded(words: dict[str, Any], name: str, count: int) -> str:
    """A sentence of the template; its own wording for one where there is one."""
    return str(words.get(f"{name}_one", words[name]) if count == 1 else words[name])


def _question(one: Question, words: dict[str, Any], form: StatementForm) -> str:
    """What a line looks for in one form: the words for it, else the nearest there are; a Welsh page says of a title
    in English that it is one."""
    if form is StatementForm.WELSH:
        return one.welsh or _filled(str(words["in_english"]), {"title": one.title})
    return (one.easy or one.plain or one.title) if form is StatementForm.EASY_READ else one.plain or one.title


_MARK = re.compile(r"\{([a-z]+)\}")


def _filled(text: str, values: dict[str, str]) -> str:
    return _MARK.sub(lambda found: values.get(found[1], found[0]), text)


def _wording(form: StatementForm, templates: Path) -> dict[str, Any]:
    path = templates / "statement.toml"
    try:
        words = tomllib.loads(path.read_text("utf-8"))[str(form)]
        needed = {
            "lang",
            "title",
            "asked",
            "given",
            "inspect",
            "nothing",
            "delete",
            "no_delete",
            "sections",
            "officer",
        }
        needed |= {kind.lower() for kind in ExhibitKind} | (
            {"in_english"} if form is StatementForm.WELSH else set()
        )
        if missing := needed - words.keys():
            raise KeyError(missing.pop())
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise OutputProblem(
            f"The wording in {path} cannot be read; restore the file that came with the program."
        ) from fault
    return words

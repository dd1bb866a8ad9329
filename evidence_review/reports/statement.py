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
    over before, how many masks stand on all of this person's in it, how many senders and recipients of these stand by
    a token; how many of the count are of each exhibit."""

    day: str
    to: str
    accused: str
    count: int
    masks: int
    tokens: int = 0
    of: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Inspected:
    """How many items the defence of an accused may come and look at, without a copy."""

    accused: str
    count: int


@dataclass(frozen=True, slots=True)
class Held:
    """One exhibit: its reference, what sort of thing it is, whose records they are, how many items, whether each of
    them is an e-mail."""

    ref: str
    kind: ExhibitKind
    whose: str
    count: int
    is_mail: bool = False

    @property
    def sort(self) -> str:
        """What sort of thing it is, as the template names it."""
        return "mail" if self.kind is ExhibitKind.CLOUD and self.is_mail else self.kind.lower()


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
    by how many people, never opened, held back; what was given; the officer's name, and part by part how that person is
    reached; the day of deletion ("" where none is set)."""

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
    contact: tuple[str, ...] = ()

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
    given = [line for each in one.given for line in _given(one, each, words)]
    last = {each.accused: each for each in one.given}
    covered = [line for each in last.values() for line in _covered(each, words)]
    inspected = [
        _filled(_worded(words, "inspect", each.count), {"accused": each.accused, "count": f"{each.count:,}"})
        for each in one.inspected
    ]
    asked = [
        _filled(
            str(words.get(f"asked_{each.sort}", words["asked"])),
            {"what": _exhibit(each, words), "count": f"{each.count:,}"},
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
        "officer": _officer(one, words),
    }


def _exhibit(one: Held, words: dict[str, Any]) -> str:
    return _filled(str(words[one.sort]), {"ref": one.ref, "whose": one.whose})


def _given(one: Statement, each: Given, words: dict[str, Any]) -> list[str]:
    """One bundle: how many items went to whom, and how many of them are of each exhibit."""
    counted = {"day": each.day, "to": each.to, "accused": each.accused, "count": f"{each.count:,}"}
    what = {held.ref: _exhibit(held, words) for held in one.exhibits}
    of = [
        _filled(str(words["part"]), {"what": what.get(ref, ref), "count": f"{count:,}"})
        for ref, count in each.of
    ]
    return [_filled(_worded(words, "given", each.count), counted), *of]


def _covered(each: Given, words: dict[str, Any]) -> list[str]:
    """What is covered in what one defence holds, and who stands there by a token."""
    values = {"accused": each.accused, "masks": f"{each.masks:,}", "tokens": f"{each.tokens:,}"}
    said = [str(words["covered"]), *([_worded(words, "tokens", each.tokens)] if each.tokens else [])]
    return [_filled(text, values) for text in said]


_ROLE = "disclosure officer"
_TELEPHONE = re.compile(r"(?:tele)?phone:? |tel\.?:? ", re.IGNORECASE)


def _officer(one: Statement, words: dict[str, Any]) -> str:
    """Whom to ask and how, with role and telephone in the words of the form; an address as it was entered."""
    ways = [
        _TELEPHONE.sub(lambda _: f"{words['telephone']} ", way, count=1) if _TELEPHONE.match(way) else way
        for way in one.contact
        if way.lower() != _ROLE
    ]
    return ", ".join((one.officer, str(words["officer"]), *ways))


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
            "mail",
            "part",
            "tokens",
            "telephone",
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

"""How a mark is told from its neighbours: colour, underline style and a letter, never colour alone
(reference/platform.md 6 and 10)."""

from dataclasses import dataclass

from evidence_review.domain.kinds import Tier
from evidence_review.gui.models.kindstyles import UNDERLINE, colour_of, family_of, key_of_kinds
from evidence_review.gui.models.look import Look
from evidence_review.workflow.case.views import Mark

UNDERLINES = ("solid", "dash", "dot", "wave", "dashdot")
SORT_WORDS = {
    "term": "term of this line",
    "words": "word of this line",
    "personal": "personal data",
    "redaction": "to be redacted",
    "name": "third party, shown by a label",
    "special": "special category, masked",
}
_ORDER = ("personal", "words", "name", "term", "special", "redaction")


@dataclass(frozen=True, slots=True)
class MarkStyle:
    """How a span is drawn: colour and ground as #rrggbb (an empty ground is none), underline style, letter
    above its start."""

    colour: str
    ground: str
    underline: str
    letter: str
    struck: bool = False


def style_of(mark: Mark, line: int, look: Look) -> MarkStyle:
    """The style of a mark in a line's view; unknown sorts are shown like personal data, never hidden."""
    match mark.sort:
        case "term" if mark.label != "term":
            return MarkStyle(look.muted, "", "dot", "W")
        case "term":
            at = (line - 1) % len(UNDERLINES)
            return MarkStyle(look.terms[at], "", UNDERLINES[at], "T")
        case "redaction":
            return MarkStyle(look.bad, look.bad_soft, "solid", "R", struck=True)
        case "name":
            return MarkStyle(look.muted, look.soft, "dash", "N")
        case "special":
            return MarkStyle(look.warn, look.warn_soft, "wave", "S")
        case _:
            family = family_of(mark.label)
            return MarkStyle(
                colour_of(family, look), "", UNDERLINE[mark.tier or Tier.POSSIBLE], family.letter
            )


def painted_order(marks: tuple[Mark, ...]) -> list[Mark]:
    """Marks in the order to paint them, so that what matters most lies on top where they overlap."""
    rank = {sort: at for at, sort in enumerate(_ORDER)}
    return sorted(marks, key=lambda mark: (rank.get(sort_of(mark), 0), mark.start))


LETTERS = {"term": "T", "words": "W", "redaction": "R", "name": "N", "special": "S"}


def legend(marks: tuple[Mark, ...]) -> tuple[tuple[str, str, int], ...]:
    """The sorts that occur, personal data by its families: the letter above each mark, in words, and how
    often; the key below the text."""
    sorts = [
        (LETTERS[sort], words, found)
        for sort, words in SORT_WORDS.items()
        if sort != "personal" and (found := sum(sort_of(mark) == sort for mark in marks))
    ]
    kinds = key_of_kinds(mark.label for mark in marks if sort_of(mark) == "personal")
    return (*sorts, *((family.letter, family.words, found) for family, found in kinds))


def sort_of(mark: Mark) -> str:
    """The sort of a mark, agreed terms told apart from other words that weighed in the ranking."""
    return "words" if mark.sort == "term" and mark.label != "term" else mark.sort

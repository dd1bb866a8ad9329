"""The two lines of a row of the queue: who to whom and when; the first words with their hits, and a sign."""

from dataclasses import dataclass, replace
from enum import StrEnum

from evidence_review.domain.kinds import Band, Relevance
from evidence_review.gui.models.plain_words import KIND_WORDS, count
from evidence_review.gui.models.shown import one_line, show
from evidence_review.workflow.case.queue_views import RowWords
from evidence_review.workflow.case.views import QueueRow


class Sign(StrEnum):
    """What stands of an item; drawn as a shape, said as this word."""

    UNDECIDED = "undecided"
    RELEVANT = "relevant"
    NOT_RELEVANT = "not relevant to this line"
    SECOND_LOOK = "unsure, for a second look"
    CAME_BACK = "came back"


_SIGNS = {
    Relevance.RELEVANT: Sign.RELEVANT,
    Relevance.NOT_RELEVANT_TO_LINE: Sign.NOT_RELEVANT,
    Relevance.UNSURE: Sign.SECOND_LOOK,
}


@dataclass(frozen=True, slots=True)
class RowLines:
    """What a row says. `words` is None until they were read; `hits` are spans in them, in UTF-16 units. `state` is the decision in
    short, with a letter for each tag; `behind` says of copies that share the row; `is_stressed`: an agreed term is
    in it."""

    people: str
    when: str
    words: str | None
    hits: tuple[tuple[int, int], ...]
    sign: Sign
    state: str
    behind: str
    files: int
    is_stressed: bool


def row_lines(row: QueueRow, words: RowWords | None, state: str, behind: str, year: str) -> RowLines:
    """The lines of a row; times without the year that every row shares."""
    when = row.time_london.replace(f" {year}", "", 1) if year else row.time_london
    sign = _SIGNS[Relevance(row.decision)] if row.decision else Sign.UNDECIDED
    bare = RowLines(
        one_line(row.sender or KIND_WORDS[row.kind], 60),
        one_line(when, 40) or "no time",
        None,
        (),
        sign,
        one_line(state, 40),
        one_line(behind, 40),
        0,
        row.band is Band.MUST_REVIEW,
    )
    return bare if words is None else _with_words(bare, row, words)


def _with_words(bare: RowLines, row: QueueRow, words: RowWords) -> RowLines:
    shown = show(words.words)
    sender = one_line(words.sender, 60) or bare.people
    return replace(
        bare,
        people=f"{sender} → {one_line(words.to, 60)}" if words.to else sender,
        words=shown.text or f"{KIND_WORDS[row.kind]} without words",
        hits=tuple(shown.span(*hit) for hit in words.hits),
        sign=Sign.CAME_BACK if words.came_back else bare.sign,
        files=words.files,
    )


def spoken(lines: RowLines, at: int, of: int) -> str:
    """A row as a screen reader says it."""
    parts = (
        f"{at:,} of {of:,}",
        lines.people,
        lines.when,
        lines.words or "",
        str(lines.sign),
        "an agreed term is in it" if lines.is_stressed else "",
        count(lines.files, "file") if lines.files else "",
        lines.behind,
    )
    return "; ".join(part for part in parts if part)

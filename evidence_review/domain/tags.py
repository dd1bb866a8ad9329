"""Direction and limb: the tags beside a decision, the pairs that they make, and the text by which the view of
each begins (reference/relevance.md 3.5)."""

from dataclasses import dataclass
from datetime import datetime

from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.ids import ItemId, LineId, UserId
from evidence_review.domain.kinds import Points, Tag

OTHER = {
    Tag.TOWARDS: Tag.AWAY,
    Tag.AWAY: Tag.TOWARDS,
    Tag.SUPPORTS: Tag.UNDERMINES_OR_ASSISTS,
    Tag.UNDERMINES_OR_ASSISTS: Tag.SUPPORTS,
}
"""The other tag of the pair: whoever chose it has judged this one too."""
BEGINS_AWAY = frozenset({Tag.AWAY, Tag.UNDERMINES_OR_ASSISTS})
"""The tags whose views begin from what the line says would point away; the others begin from the line
itself."""
TAG_WORDS = {
    Tag.TOWARDS: "points towards",
    Tag.AWAY: "points away",
    Tag.SUPPORTS: "supports",
    Tag.UNDERMINES_OR_ASSISTS: "undermines or assists",
}
"""Each tag within a sentence; the last two are of the prosecution or defence case."""


@dataclass(frozen=True, slots=True)
class TagAct:
    """A person set a tag on an item of a line, or took it off. `at` is UTC without tzinfo."""

    item: ItemId
    line: LineId
    tag: Tag
    is_set: bool
    by: UserId
    at: datetime


def begins_from(line: LineOfEnquiry, tag: Tag) -> str:
    """The approved text that the view of a tag begins from: what the line says would point away; empty where
    it begins from the line's own text."""
    return line.points_away.strip() if tag in BEGINS_AWAY else ""


def lacks_away_text(line: LineOfEnquiry, tag: Tag) -> bool:
    """Whether a view that should seek what points away has no text to begin from: the line neither says it
    nor itself points away."""
    return tag in BEGINS_AWAY and not line.points_away.strip() and line.points is not Points.AWAY

"""Direction and limb in the window's words: what the buttons say, the views of a line, what was found side by
side."""

from collections.abc import Collection, Iterable

from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.ids import LineId
from evidence_review.domain.kinds import Tag
from evidence_review.domain.tags import TagAct, begins_from, lacks_away_text
from evidence_review.gui.models.plain_words import count
from evidence_review.workflow.case.views import LineStatus

ACTS = {
    Tag.TOWARDS: "towards",
    Tag.AWAY: "away",
    Tag.SUPPORTS: "supports",
    Tag.UNDERMINES_OR_ASSISTS: "undermines",
}
"""The act of each tag, by which the list of keys knows it."""
BUTTONS = {
    Tag.TOWARDS: "Towards",
    Tag.AWAY: "Away",
    Tag.SUPPORTS: "Supports",
    Tag.UNDERMINES_OR_ASSISTS: "Undermines or assists",
}
VIEWS: tuple[tuple[str, Tag | None], ...] = (
    ("All that bears on it", None),
    ("Points away", Tag.AWAY),
    ("Points towards", Tag.TOWARDS),
    ("Undermines or assists", Tag.UNDERMINES_OR_ASSISTS),
    ("Supports", Tag.SUPPORTS),
)
SIGNS = {Tag.TOWARDS: "T", Tag.AWAY: "A", Tag.SUPPORTS: "S", Tag.UNDERMINES_OR_ASSISTS: "U"}
"""A letter for each in a narrow column; the tip says them in words."""


def signs(tags: Collection[Tag]) -> str:
    """The letters of the tags that stand."""
    return "".join(SIGNS[tag] for tag in Tag if tag in tags)


def in_words(tags: Collection[Tag]) -> str:
    """The tags that stand, as a sentence; empty where there are none."""
    said = [BUTTONS[tag].lower() for tag in Tag if tag in tags]
    return f"Said of it: {', '.join(said)}." if said else ""


def found_words(status: LineStatus) -> str:
    """What was found on a line, the two directions side by side and the two limbs."""
    held = dict(status.tags)
    if not any(held.values()):
        return ""
    towards, away = held.get(Tag.TOWARDS, 0), held.get(Tag.AWAY, 0)
    limbs = (
        f"{held.get(Tag.SUPPORTS, 0):,} supports, {held.get(Tag.UNDERMINES_OR_ASSISTS, 0):,} "
        f"undermines or assists"
    )
    return f"Found: {towards:,} towards | {away:,} away. {limbs}."


def begins_words(line: LineOfEnquiry, tag: Tag | None, found: int) -> str:
    """From what the view of a tag begins, and how many items people have put into it."""
    if tag is None:
        return ""
    said = f"{count(found, 'item')} carry this so far. " if found != 1 else "1 item carries this so far. "
    if lacks_away_text(line, tag):
        return (
            f"{said}This line does not say what would point away, so the view begins from its "
            f"question. Write a new version that says it."
        )
    where = (
        "from what the line says would point away" if begins_from(line, tag) else "from the line's own words"
    )
    return f"{said}The order begins {where} and learns from what people say."


def tag_from(data: object) -> Tag | None:
    """The tag behind what a drop-down keeps, which hands back plain text."""
    return Tag(str(data)) if data else None


def standing(history: Iterable[TagAct], line: LineId) -> tuple[Tag, ...]:
    """The tags that stand on an item for a line, or would if it were relevant: those that were set last."""
    held = {one.tag: one.is_set for one in history if one.line == line}
    return tuple(tag for tag in Tag if held.get(tag))

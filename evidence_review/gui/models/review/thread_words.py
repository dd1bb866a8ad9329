"""What stands between and beside the messages of a conversation: days, folded runs, answers, reactions."""

import re

from evidence_review.gui.models.plain_words import KIND_WORDS, count
from evidence_review.gui.models.shown import one_line
from evidence_review.workflow.case.views import ItemView

OUTSIDE = "outside this line"
"""How the words of a folded run end."""
_WHEN = re.compile(r"^(\w{3} \d\d \w{3} \d{4}) (\d\d:\d\d)")


def day_of(view: ItemView) -> str:
    """The day of an item, as a separator says it; "" where it has none."""
    found = _WHEN.match(view.time_london)
    return found[1] if found else ""


def clock_of(view: ItemView) -> str:
    """The time of an item below its day: hours and minutes; as written where it has no such form."""
    found = _WHEN.match(view.time_london)
    return found[2] if found else one_line(view.time_london, 40) or "no time"


def who_and_when(view: ItemView) -> tuple[str, str]:
    """Who, and at what time of its day."""
    return one_line(view.sender, 60) or KIND_WORDS[view.kind], clock_of(view)


def outside_words(many: int) -> str:
    """What stands in place of a run that the line does not let through."""
    return f"{count(many, 'message')} {OUTSIDE}"


def above(view: ItemView, before: ItemView | None) -> tuple[str, ...]:
    """The lines above a message: the run that is left out before it, and its day where it is another."""
    day = day_of(view)
    run = outside_words(view.outside_before) if view.outside_before else ""
    return tuple(filter(None, (run, day if before is None or day != day_of(before) else "")))


def answer_words(view: ItemView) -> str:
    """What the message answers; "" where it answers nothing."""
    if view.answers is None:
        return ""
    if view.answers.item is None:
        return "Answers a message outside this line"
    when = _WHEN.match(view.answers.time_london)
    at = f"{when[2]}, {when[1]}" if when else view.answers.time_london or "no time"
    return f"Answers {one_line(view.answers.sender, 60) or 'someone'}, {at}"


def reaction_words(view: ItemView) -> str:
    """The reactions to a message: each sign, with how many where there are more; "" where there are none."""
    return "   ".join(
        f"{one_line(one.sign, 20)} {one.count}" if one.count > 1 else one_line(one.sign, 20)
        for one in view.reactions
    )

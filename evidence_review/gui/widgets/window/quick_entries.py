"""What Ctrl+K finds: pages, acts, lines and people of the case by their names, items by their number, days.

To let it find more: an entry in `entries`, or in `sought` where it depends on what is written.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Protocol

from evidence_review.domain.decisions import Act
from evidence_review.domain.kinds import CasePart
from evidence_review.gui import actions
from evidence_review.gui.models.helping.key_choice import now
from evidence_review.gui.models.lines import named, reviewable
from evidence_review.gui.models.look import ViewSettings
from evidence_review.gui.models.review.destination import destination
from evidence_review.gui.models.review.search_limits import day_words
from evidence_review.gui.models.shortcuts import APPROVE_KEYS, KEYS, Key
from evidence_review.gui.models.shown import one_line
from evidence_review.gui.widgets.handing_over.case_people_dialog import show_case_people
from evidence_review.gui.widgets.window.leading import Places, show_queue
from evidence_review.gui.widgets.window.palette import Entry
from evidence_review.gui.widgets.window.rail_pages import pages_for

_PARTS = {CasePart.ACCUSED: "Accused", CasePart.COMPLAINANT: "Complainant"}


class Held(Places, Protocol):
    """Who holds the pages, and the view with the keys that were chosen."""

    settings: ViewSettings


def entries(window: Held) -> list[Entry]:
    """Everything of the open case that is always at hand: pages, the acts of the page in front, lines,
    people."""
    desk = window.desk
    if desk.role is None:
        return []
    made: list[Entry] = [
        (f"Go to {page.words.lower()}", "", partial(window.go, page.name)) for page in pages_for(desk.role)
    ]
    chosen = dict(window.settings.keys)
    for page, keys in ((window.review, KEYS), (window.approve, APPROVE_KEYS)):
        if page.isVisible():
            made += _acts(keys, page.acts, chosen)
    if desk.may(Act.READ):
        made += [
            (
                f"Line {one_line(named(status), 60)}",
                "",
                partial(show_queue, window, status.line.number, "all"),
            )
            for status in reviewable(window.review.reviewing.lines)
        ]
        made += [
            (
                f"{_PARTS[one.part]} {one_line(one.name, 40)}",
                "",
                partial(show_case_people, window.review, desk),
            )
            for one in desk.ask(actions.people_of_case) or ()
        ]
    return made


def _acts(
    keys: Sequence[Key], acts: Mapping[str, Callable[[], object]], chosen: Mapping[str, str]
) -> list[Entry]:
    return [(key.words, now(key, chosen), acts[key.act]) for key in keys if key.act]


def sought(window: Held, written: str) -> list[Entry]:
    """What was written as a number, a day or a time: the item by each line that opens it, and the first
    item of that
    day in the list of the chosen line."""
    wanted = destination(written)
    if wanted is None or not window.desk.may(Act.READ):
        return []
    if wanted.item:
        numbers = window.desk.ask(actions.lines_with, wanted.item) or ()
        return [
            (f"Item {wanted.item}, line {number}", "", partial(window.open_item, number, wanted.item))
            for number in numbers
        ]
    number = window.review.reviewing.number
    if not number:
        return []
    told = " ".join(
        part
        for part in (
            day_words(wanted.day) if wanted.day else "",
            f"{wanted.minute:%H:%M}" if wanted.minute else "",
        )
        if part
    )

    def go() -> None:
        window.go("review")
        window.review.reviewing.go_to(wanted)

    return [(f"First item of {told} in line {number}", "", go)]

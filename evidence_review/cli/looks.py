"""Commands that ask for, grant and open a look at one item that no line covers."""

import argparse

from evidence_review.cli.acting import acting, opened, say, whole
from evidence_review.cli.reviews import view_lines
from evidence_review.domain.ids import ItemId
from evidence_review.domain.looks import LONGEST_LOOK, LookState
from evidence_review.workflow.case.look_views import LookView
from evidence_review.workflow.reviewing import outside_looks

type Given = argparse.Namespace
_STATE = {
    LookState.WAITING: "waits for another person: look grant",
    LookState.GRANTED: "granted",
    LookState.REFUSED: "refused",
    LookState.OPENED: "opened",
    LookState.LAPSED: "granted, not opened in time",
}


def ask_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("item", type=whole, metavar="ITEM")
    one.add_argument("--line", type=whole, required=True, metavar="N", help="the approved line it serves")
    one.add_argument("--reason", required=True)
    one.add_argument(
        "--minutes",
        type=whole,
        default=15,
        metavar="N",
        help=f"within how many minutes of the grant it opens, up to {LONGEST_LOOK}",
    )


def ask(given: Given) -> int:
    with opened(given) as session:
        item = ItemId(given.item)
        asked = outside_looks.request_look(session, item, given.line, given.reason, given.minutes)
        return say(given, asked, [_line(asked)])


def request_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("request", type=whole, metavar="REQUEST", help="its number, as look list tells it")


def grant(given: Given) -> int:
    with opened(given) as session:
        granted = outside_looks.grant_look(session, given.request)
        return say(given, granted, [_line(granted)])


def refuse(given: Given) -> int:
    with opened(given) as session:
        refused = outside_looks.refuse_look(session, given.request)
        return say(given, refused, [_line(refused)])


def open_(given: Given) -> int:
    with opened(given) as session:
        view = outside_looks.open_look(session, given.request)
        return say(given, view, view_lines(view))


def list_(given: Given) -> int:
    with opened(given) as session:
        found = outside_looks.list_looks(session)
        return say(given, found, [_line(one) for one in found] or ["Nobody asked for a look outside."])


def _line(one: LookView) -> str:
    """A request in a line."""
    until = f" until {one.until:%Y-%m-%d %H:%M} UTC" if one.state is LookState.GRANTED and one.until else ""
    by = f" by {one.answered_by}" if one.answered_by else ""
    return (
        f"request {one.number}: item {one.item} of {one.exhibit} for line {one.line}, {one.minutes} minutes, "
        f"asked by {one.asked_by}: {_STATE[one.state]}{by}{until}  {one.reason}"
    )

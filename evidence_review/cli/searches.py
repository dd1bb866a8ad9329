"""Commands that look for items within a line."""

import argparse
from datetime import date

from evidence_review.cli.acting import acting, choice, opened, say, whole
from evidence_review.cli.reviews import queue_line
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import ItemKind
from evidence_review.workflow.case.search_views import State, Wanted
from evidence_review.workflow.reviewing import line_search, reviewing

type Given = argparse.Namespace


def search_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("line", type=whole, metavar="N", help="the number of an approved line")
    one.add_argument(
        "words",
        nargs="?",
        default="",
        metavar="WORDS",
        help="all of which a text must hold; a phrase in quotation marks, the beginning of a word with *",
    )
    one.add_argument(
        "--who", action="append", default=[], metavar="LABEL", help="who sent it, as shown in the list"
    )
    one.add_argument("--from", dest="first", type=date.fromisoformat, metavar="DAY", help="2026-01-31")
    one.add_argument("--to", dest="last", type=date.fromisoformat, metavar="DAY", help="2026-01-31, included")
    one.add_argument("--app", action="append", default=[], metavar="APP")
    one.add_argument("--exhibit", action="append", default=[], metavar="REF")
    kind = choice(ItemKind, list(ItemKind))
    one.add_argument("--kind", action="append", default=[], type=kind, metavar="KIND")
    one.add_argument("--conversation", type=whole, default=0, metavar="NUMBER", help="as conversations lists")
    one.add_argument("--state", choices=[str(state) for state in State], help="what stands of the item")
    one.add_argument("--has-file", action="store_true", help="a file is attached")
    one.add_argument("--order", choices=("time", "rank"), default="time")


def search(given: Given) -> int:
    wanted = Wanted(
        given.words,
        tuple(given.who),
        given.first,
        given.last,
        tuple(given.app),
        tuple(given.exhibit),
        tuple(given.kind),
        given.conversation,
        State(given.state) if given.state else None,
        given.has_file,
    )
    with opened(given) as session:
        found = line_search.search_line(session, given.line, wanted, given.order)
        rows = reviewing.queue(session, given.line, given.order, among=[ItemId(one) for one in found.items])
        told = {"searched": found.searched, "found": rows}
        lines = [f"{len(rows):,} of {found.searched:,} items"]
        return say(given, told, lines + [queue_line(given.line, row) for row in rows])


def line_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("line", type=whole, metavar="N", help="the number of an approved line")


def facets(given: Given) -> int:
    with opened(given) as session:
        found = line_search.facets(session, given.line)
    parts = (
        ("who", found.who),
        ("app", found.apps),
        ("exhibit", found.exhibits),
        ("kind", found.kinds),
        ("day", found.days),
    )
    return say(
        given,
        found,
        [f"{name}: {word or 'none'}  {many:,}" for name, rows in parts for word, many in rows],
    )


def conversations(given: Given) -> int:
    with opened(given) as session:
        found = line_search.conversations(session, given.line)
    rows = [
        f"{one.number}  {one.exhibit}  {one.label}  {one.items:,} items, {one.undecided:,} undecided, "
        f"{one.first[:10]} to {one.last[:10]}"
        for one in found
    ]
    return say(given, found, rows or ["No conversation may be read for this line."])

"""Commands that tell of many items at once."""

import argparse
from collections import Counter

from evidence_review.cli.acting import acting, opened, say, whole
from evidence_review.workflow.reviewing import overview, overview_pictures, overview_places

type Given = argparse.Namespace


def arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument(
        "--line",
        type=whole,
        default=0,
        metavar="N",
        help="the number of an approved line; all where none is given",
    )


def days(given: Given) -> int:
    with opened(given) as session:
        found = overview.overview_days(session, given.line)
    many: Counter[str] = Counter()
    for one in found.hours:
        many[one.day] += one.items
    spans = {day: [one.hour for one in found.hours if one.day == day] for day in many}
    rows = [
        f"{day}  {count:,} items, {min(spans[day]):02}:00 to {max(spans[day]):02}:59"
        for day, count in many.items()
    ]
    return say(given, found, [*rows, f"{found.items:,} items, {found.undated:,} of them without a time"])


def people(given: Given) -> int:
    with opened(given) as session:
        found = overview.overview_people(session, given.line)
    labels = {one.who.number: one.who.label for one in found.people}
    rows = [
        f"{one.who.number}  {one.who.label}: sent {one.sent:,}, received {one.received:,}, "
        f"with {one.others:,} others, "
        f"{one.first[:10] or 'no day'} to {one.last[:10] or 'no day'}"
        for one in found.people
    ]
    rows += [f"{labels[one.one]} and {labels[one.other]}: {one.items:,} items" for one in found.ties]
    return say(given, found, [*rows, f"{found.outside:,} other people take part in nothing of this"])


def calls(given: Given) -> int:
    with opened(given) as session:
        found = overview.overview_calls(session, given.line)
        overview.record_calls(session, given.line, found)
    rows = [
        f"{one.item}  {one.time or 'no time'}  {one.caller.label if one.caller else 'not said'} to "
        f"{', '.join(who.label for who in one.called) or 'not said'}, "
        f"{_answer(one.answered)}{'' if one.seconds is None else f', {one.seconds:,} seconds'}"
        for one in found
    ]
    return say(given, found, [*rows, f"{len(found):,} calls"])


def _answer(answered: bool | None) -> str:
    return {True: "answered", False: "not answered", None: "answered or not is not said"}[answered]


def pictures(given: Given) -> int:
    with opened(given) as session:
        found = overview_pictures.overview_pictures(session, given.line)
    rows = [
        f"{one.item}  {one.time or 'no time'}  {one.exhibit}  file {one.file + 1}  {one.sender}"
        for one in found
    ]
    return say(given, found, [*rows, f"{len(found):,} pictures; none was opened"])


def places(given: Given) -> int:
    with opened(given) as session:
        found = overview_places.overview_places(session, given.line)
        overview.record_places(session, given.line, found)
    rows = [
        f"{one.item}  {one.time or 'no time'}  {one.north:.{one.decimals}f}, {one.east:.{one.decimals}f}"
        f"{'' if one.metres is None else f', within {one.metres:g} m as the source says'}  {one.sender}"
        for one in found
    ]
    return say(given, found, [*rows, f"{len(found):,} items name a place"])

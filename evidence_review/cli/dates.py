"""The command that corrects the order of day and month of a source after its import."""

import argparse

from evidence_review.cli.acting import acting, opened, plain, say, shown, whole
from evidence_review.domain.dates import ORDER_WORDS, DateOrder, DatesRead
from evidence_review.domain.ids import SourceId
from evidence_review.workflow.case.date_views import DatesEffect, LineMoved
from evidence_review.workflow.importing import date_order

type Given = argparse.Namespace


def correct_dates_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument(
        "source", type=whole, metavar="SOURCE", help="the number of the source, as `imports` tells it"
    )
    order = one.add_mutually_exclusive_group(required=True)
    for name, choice, says in (
        ("--day-first", DateOrder.DAY_FIRST, "read 03/04/2025 as 3 April"),
        ("--month-first", DateOrder.MONTH_FIRST, "read it as 4 March"),
        ("--as-first-read", DateOrder.FIRST_READING, "read every date again as it was read first"),
    ):
        order.add_argument(name, action="store_const", const=choice, dest="choice", help=says)
    one.add_argument(
        "--all-the-same",
        action="store_true",
        help="also dates beside others in the same file or sheet that can only be read the other way",
    )
    one.add_argument(
        "--reason", metavar="TEXT", help="why; without it nothing is changed, and what would change is told"
    )


def correct_dates(given: Given) -> int:
    source, choice, despite = SourceId(given.source), given.choice, given.all_the_same
    with opened(given) as session:
        if given.reason is None:
            effect = shown(date_order.plan_dates(session, source, choice, despite=despite))
        else:
            effect = shown(date_order.correct_dates(session, source, choice, given.reason, despite=despite))
    done = given.reason is not None
    return say(
        given, {**plain(effect), "stayed": effect.stayed, "done": done}, effect_lines(effect, done=done)
    )


def effect_lines(effect: DatesEffect, *, done: bool) -> list[str]:
    """What a correction does, or did, line by line."""
    would = "were" if done else "would be"
    return [
        f"source {effect.source} · {effect.exhibit}: dates {ORDER_WORDS[effect.choice]}",
        (
            f"  {effect.moved:,} times {would} read anew, {effect.stayed:,} stay: "
            f"{effect.so_already:,} stand so already, "
            f"{effect.same:,} are the same in both orders, {effect.other_way:,} can be read no other way, "
            f"{effect.beside:,} beside dates that can only be read the other way"
        ),
        *(
            [f"  {effect.clock_changes:,} fall into an hour in which the clocks changed"]
            if effect.clock_changes
            else []
        ),
        f"  {_days(effect.days_before)} before, {_days(effect.days_after)} after",
        *map(_line, effect.lines),
        *([] if effect.lines else ["  no approved line covers more or less by it"]),
        *([f"  the approval of marks on {effect.approvals:,} items is void"] if effect.approvals else []),
        *(
            [f"  {effect.handed_over:,} items were handed over with another time: the recipient must be told"]
            if effect.handed_over
            else []
        ),
        "  Search again (flag), so that what was read anew can be seen."
        if done
        else f"  {effect.nothing or 'Nothing was changed. To do it, give the reason: --reason TEXT'}",
    ]


def _days(days: tuple[str, str]) -> str:
    return f"{days[0]} to {days[1]}" if days[0] else "no time known"


def _line(one: LineMoved) -> str:
    decided = f" ({one.decided:,} of them decided on: the decisions stay on record)" if one.decided else ""
    return (
        f"  line {one.line} {one.title}: {one.before:,} in scope before, {one.after:,} after; "
        f"{one.opened:,} come in, {one.closed:,} go out{decided}"
    )


def dates_lines(read: DatesRead) -> list[str]:
    """How a source's dates are read, for its account: nothing where nothing is said of them."""
    if not read.evidence and not read.corrections:
        return []
    return [
        f"  dates {read.words}",
        *(
            (
                f"    {one.number}: {ORDER_WORDS[one.choice]}, {one.moved:,} times read anew, by "
                f"{one.by}, {one.at} UTC: {one.reason}"
            )
            for one in read.corrections
        ),
    ]

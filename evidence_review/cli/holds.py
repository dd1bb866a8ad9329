"""Commands for held items and out-of-scope finds."""

import argparse

from evidence_review.cli.acting import acting, choice, item_arguments, line_of, opened, say, whole
from evidence_review.cli.terminal import put
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import CHILD_IMAGE, HoldKind
from evidence_review.workflow.reviewing import holding, reviewing

type Given = argparse.Namespace


def hold_arguments(one: argparse.ArgumentParser) -> None:
    item_arguments(one)
    one.add_argument("--kind", type=choice(HoldKind, list(HoldKind)), default=HoldKind.LPP)


def hold(given: Given) -> int:
    with opened(given) as session:
        number = line_of(session, given)
        sets = {row.item: row.set for row in reviewing.queue(session, number) if row.set}
        together = holding.hold(session, number, ItemId(given.item), given.kind)
        free = [
            item
            for item, one in sets.items()
            if item not in together and one in {sets.get(held) for held in together}
        ]
        lines = [f"Held for independent counsel: {', '.join(map(str, together))}"]
        lines += (
            [f"Copies of these are not held, since each is held by itself: {', '.join(map(str, free))}"]
            if free
            else []
        )
        return say(given, together, lines)


def held(given: Given) -> int:
    with opened(given) as session:
        found = holding.held(session)
        return say(given, found, [f"{item}  {kind}  {trigger}" for item, kind, trigger in found])


def held_read_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("item", type=whole, metavar="ITEM")


def held_read(given: Given) -> int:
    with opened(given) as session:
        found = holding.read_held(session, ItemId(given.item))
        return say(given, found, found)


def release_arguments(one: argparse.ArgumentParser) -> None:
    held_read_arguments(one)
    one.add_argument("outcome", choices=("RELEASED", "UPHELD"))


def release(given: Given) -> int:
    with opened(given) as session:
        holding.release(session, ItemId(given.item), given.outcome)
    return 0


def find_arguments(one: argparse.ArgumentParser) -> None:
    item_arguments(one)
    one.add_argument("--tier", choices=("IMMEDIATE", "SERIOUS", "OTHER"), default="")
    one.add_argument("--category", default="")
    one.add_argument(
        "--child-image",
        action="store_true",
        help="it may be an indecent image of a child: IMMEDIATE, and its file is covered wherever it lies",
    )
    one.add_argument("--note", required=True)
    one.add_argument("--phoned", action="store_true", help="you telephoned the supervisor (IMMEDIATE)")


_URGENT = "Telephone your supervisor now, and follow your force's emergency instructions."


def find(given: Given) -> int:
    if given.child_image:
        given.tier, given.category = "IMMEDIATE", CHILD_IMAGE
    if given.tier == "IMMEDIATE" and not given.phoned:
        raise RuleBroken(f"{_URGENT} Then give this command again with --phoned.")
    with opened(given) as session:
        made = holding.report_find(
            session, line_of(session, given), ItemId(given.item), given.tier, given.category, given.note
        )
    if given.tier == "IMMEDIATE":
        put(_URGENT)
    put(f"Find {made} is recorded; the item is masked until a supervisor acts.")
    return 0


def finds(given: Given) -> int:
    with opened(given) as session:
        found = holding.finds(session)
        return say(given, found, ["  ".join(map(str, row)) for row in found])


def find_close_arguments(one: argparse.ArgumentParser) -> None:
    acting(one)
    one.add_argument("find", metavar="FIND")
    one.add_argument("outcome", metavar="OUTCOME")


def find_close(given: Given) -> int:
    with opened(given) as session:
        holding.close_find(session, given.find, given.outcome)
    return 0

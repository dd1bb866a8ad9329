"""Commands for direction and limb, for what moves an order, and for why an item has its place."""

import argparse

from evidence_review.cli.acting import (
    acting,
    choice,
    item_arguments,
    line_of,
    opened,
    say,
    shown,
    tag_argument,
    whole,
)
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import Tag
from evidence_review.domain.tags import TAG_WORDS
from evidence_review.workflow.finding import explaining, weighing
from evidence_review.workflow.reviewing import reviewing, tagging
from evidence_review.workflow.sampling import batching

type Given = argparse.Namespace


def tag_arguments(one: argparse.ArgumentParser) -> None:
    item_arguments(one)
    one.add_argument("tags", nargs="+", type=choice(Tag, list(Tag)), metavar="TAG", help=", ".join(Tag))
    one.add_argument(
        "--off", action="store_true", help="take these off again; what was said stays in the history"
    )


def tag(given: Given) -> int:
    with opened(given) as session:
        number = line_of(session, given)
        stand = tagging.tag(session, number, ItemId(given.item), given.tags, on=not given.off)
        said = ", ".join(TAG_WORDS[one] for one in stand) or "nothing is said of it"
        return say(given, stand, [f"Item {given.item}, line {number}: {said}."])


def balance(given: Given) -> int:
    with opened(given) as session:
        found = tagging.balance(session)
        lines: list[str] = []
        for one in found:
            lines.append(f"line {one.number}  {one.title}: {one.relevant:,} relevant")
            lines.append(
                (
                    f"  points towards {one.count(Tag.TOWARDS):,} | points away "
                    f"{one.count(Tag.AWAY):,} (both {one.both:,})"
                )
            )
            lines.append(
                (
                    f"  supports {one.count(Tag.SUPPORTS):,} | undermines or assists "
                    f"{one.count(Tag.UNDERMINES_OR_ASSISTS):,}"
                )
            )
            lines += [f"  of {one.unsaid:,} nobody said which way they point"] if one.unsaid else []
            lines += [] if one.says_away else ["  the line does not say what would point away"]
        return say(given, found, lines)


def why_arguments(one: argparse.ArgumentParser) -> None:
    item_arguments(one)
    tag_argument(one, "its place in the order of a tag")


def why(given: Given) -> int:
    with opened(given) as session:
        found = shown(explaining.explain(session, line_of(session, given), ItemId(given.item), tag=given.tag))
        learned = f"learned from {found.decided:,} decisions" if found.decided else "made before any decision"
        head = f"item {found.item}, line {found.line}: " + (
            f"{found.rank:,} of {found.pool:,}, in an order {learned}" if found.rank else "no place"
        )
        return say(given, found, [head, *(f"  {one.words}" for one in found.reasons)])


def weights_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("line", type=whole, metavar="LINE", help="the number of the line")
    tag_argument(one, "of the order of a tag")


def weights(given: Given) -> int:
    with opened(given) as session:
        found = shown(weighing.heaviest_weights(session, given.line, tag=given.tag))
        lines = [
            f"line {found.line}: learned from {found.decided:,} decisions"
            if found.decided
            else f"line {found.line}: nothing is learned yet"
        ]
        lines += [
            f"  {one.place:2}  {one.weight:+.3f}  {one.word}  ({one.where}; moves an item {one.way})"
            for one in found.heaviest
        ]
        lines += [
            f"  {kind}: what it adds differs by {spread:.3f} over the pool" for kind, spread in found.parts
        ]
        lines += [
            f"  left out by the published list: {word}, in {items:,} items" for word, items in found.left_out
        ]
        return say(given, found, lines)


def batch_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("line", type=whole, metavar="LINE", help="the number of the line")
    tag_argument(one, "by the order of a tag")


def batch(given: Given) -> int:
    with opened(given) as session:
        found = batching.next_batch(session, given.line, given.tag)
        rows = reviewing.queue(session, given.line, tag=given.tag, among=found.items) if found.items else ()
        lines = [
            (
                f"batch {found.round} of line {found.line}: {len(rows):,} items, {found.decided:,} of "
                f"{found.pool:,} decided before"
            )
        ]
        lines += [f"  {row.item}  {row.time_london}  {row.sender}" for row in rows]
        return say(given, found, [*lines, found.ready])

"""Commands that flag, read and decide."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evidence_review.cli.acting import (
    acting,
    choice,
    item_arguments,
    level_argument,
    line_of,
    opened,
    plain,
    say,
    shown,
    tag_argument,
    whole,
    workers,
)
from evidence_review.domain.errors import ReviewError, RuleBroken
from evidence_review.domain.ids import DecisionId, ItemId
from evidence_review.domain.kinds import (
    LineState,
    Relevance,
    Tag,
)
from evidence_review.domain.tags import TAG_WORDS
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.views import QueueRow
from evidence_review.workflow.enquiring import enquiring
from evidence_review.workflow.finding import flagging, learn_order
from evidence_review.workflow.redacting import comparing
from evidence_review.workflow.reviewing import reviewing, tagging

type Given = argparse.Namespace


def flag(given: Given) -> int:
    with opened(given) as session, workers() as pool:
        report = shown(flagging.flag(session, pool))
    lines = [
        f"{name.replace('_', ' ')}: {value}"
        for name, value in plain(report).items()
        if name != "not_searchable"
    ]
    return say(
        given, report, lines + [f"not searchable: {count} {why}" for why, count in report.not_searchable]
    )


def learn_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("--line", type=whole, metavar="N", help="one line; all approved lines without it")
    tag_argument(one, "the order of a tag")


def learn(given: Given) -> int:
    with opened(given) as session:
        approved = [
            one.line.number for one in enquiring.list_lines(session) if one.line.state is LineState.APPROVED
        ]
        reports = [
            shown(learn_order.learn(session, number, tag=given.tag))
            for number in ([given.line] if given.line else approved)
        ]
    lines = [
        (
            f"line {one.line}: the order of {one.pool} items was learned from {one.decided} decisions, "
            f"{one.relevant} of them relevant"
        )
        if one.decided
        else f"line {one.line}: nothing is decided yet, so the first order stands"
        for one in reports
    ]
    return say(given, reports, lines)


def items_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("--line", type=whole, metavar="N", help="one line; all approved lines without it")
    one.add_argument("--order", choices=("time", "rank"), default="time")
    one.add_argument(
        "--only", choices=("all", "flagged", "must", "undecided", "unsure", "tagged"), default="all"
    )
    tag_argument(one, "the view of a tag: places and reasons by its order")
    one.add_argument("--copies", action="store_true", help="only items that repeat each other, set by set")
    one.add_argument(
        "--item", type=whole, metavar="ID", help="open this one: text, reasons, personal data; logged"
    )
    one.add_argument("--context", action="store_true", help="with its neighbours in the conversation; logged")
    one.add_argument("--open", action="store_true", help="open every item listed; each look is logged")


def items(given: Given) -> int:
    with opened(given) as session:
        numbers = [given.line] if given.line else _approved(session)
        if given.item:
            return _one_item(given, session, numbers)
        rows = [
            (number, row)
            for number in numbers
            for row in reviewing.queue(session, number, given.order, given.only, given.tag)
        ]
        if given.copies:
            rows = sorted((pair for pair in rows if pair[1].set), key=lambda one: (one[0], one[1].set or 0))
        if given.open:
            views = [reviewing.open_item(session, number, row.item, given.tag) for number, row in rows]
            return say(given, views, [line for view in views for line in view_lines(view)])
        table = [{"line": number, **plain(row)} for number, row in rows]
        return say(given, table, [queue_line(number, row) for number, row in rows])


def _approved(session: Session) -> list[int]:
    """The numbers of the approved lines."""
    every = enquiring.list_lines(session)
    return [one.line.number for one in every if one.line.state is LineState.APPROVED]


def queue_line(number: int, row: QueueRow) -> str:
    """An item of the queue in a line: where it stands, what was decided, and its copies."""
    tags = f"  {' '.join(row.tags)}" if row.tags else ""
    also = f"  {row.exhibit}, also in {', '.join(row.also_in)} (set {row.set})" if row.set else ""
    place = f"{number}  {row.item}  {row.time_london}  {row.sender}  {row.band or ''}  {row.rank or ''}"
    return f"{place}  {row.decision}{tags}{also}"


def _one_item(given: Given, session: Session, numbers: Sequence[int]) -> int:
    fault: ReviewError | None = None
    for number in numbers:
        try:
            views = (
                reviewing.unfold(session, number, ItemId(given.item), given.tag)
                if given.context
                else (reviewing.open_item(session, number, ItemId(given.item), given.tag),)
            )
        except RuleBroken as refused:
            fault = refused
            continue
        return say(
            given, views if given.context else views[0], [line for view in views for line in view_lines(view)]
        )
    raise fault or RuleBroken("There is no approved line of enquiry, so nothing may be looked at yet.")


def view_lines(view: Any) -> list[str]:
    head = (
        f"item {view.id} · line {view.line} · {view.exhibit} · {view.time_london} · "
        f"{view.sender}{' (context)' if view.is_context else ''}"
    )
    lines = [head, *(f"    {line}" for line in view.text.splitlines())]
    lines += [f"  why: {reason.words}" for reason in view.reasons]
    lines += [
        f"  personal data: {mark.label} at {mark.from_start}-{mark.from_end}: {mark.why}"
        for mark in view.marks
        if mark.sort == "personal"
    ]
    lines += [f"  {words}" for words in where_else(view)]
    lines += [f"  said of it: {', '.join(TAG_WORDS[tag] for tag in view.tags)}"] if view.tags else []
    return lines + ([f"  decided: {view.decision.value} by {view.decided_by}"] if view.decision else [])


def where_else(view: Any) -> list[str]:
    """Where else the message and its files lie, in a line each."""
    lines = [
        (
            f"{'nearly the same' if one.is_near else 'the same'} message is also in {one.exhibit} · "
            f"{one.app} · {one.thread} · {one.time_london}: item {one.item}"
        )
        for one in view.copies
    ]
    lines += [f"copies of it that are held: {view.copies_held}"] if view.copies_held else []
    return [
        *lines,
        *(
            [f"read from file {view.attached_to.file + 1} attached to item {view.attached_to.item}"]
            if view.attached_to
            else []
        ),
        *(f"file {one.file + 1} was read: item {one.item}" for one in view.read_of_files),
        *(
            f"the same file as file {one.file + 1} is also in {one.exhibit} · {one.app}: item {one.item}"
            for one in view.same_files
        ),
    ]


def decide_arguments(one: argparse.ArgumentParser) -> None:
    item_arguments(one)
    one.add_argument(
        "value", type=choice(Relevance, list(Relevance)), metavar="VALUE", help=", ".join(Relevance)
    )
    one.add_argument("--reason", default="")
    one.add_argument(
        "--copies", action="store_true", help="for its undecided copies too: one decision each, logged"
    )
    said = f"of a relevant item, may be given more than once: {', '.join(Tag)}"
    one.add_argument(
        "--tag", type=choice(Tag, list(Tag)), action="append", default=[], metavar="TAG", help=said
    )


def decide(given: Given) -> int:
    with opened(given) as session:
        number = line_of(session, given)
        if given.tag and given.value is not Relevance.RELEVANT:
            raise RuleBroken(tagging.FIRST)
        view = reviewing.open_item(session, number, ItemId(given.item))
        made = reviewing.decide(session, number, ItemId(given.item), given.value, given.reason)
        every = [made, *(reviewing.decide_copies(session, number, made.id) if given.copies else ())]
        said = tagging.tag(session, number, ItemId(given.item), given.tag) if given.tag else ()
        lines = [f"Item {one.item} is {one.value} for line {number}. Decision {one.id}." for one in every]
        lines += [f"Said of it: {', '.join(TAG_WORDS[tag] for tag in said)}."] if said else []
        left = len(view.copies) - len(every) + 1
        lines += (
            [f"{left} of its copies keep what they had; --copies decides for those without a decision."]
            if left
            else []
        )
        return say(given, every if given.copies else made, lines)


def undo_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("decision", metavar="DECISION")


def undo(given: Given) -> int:
    with opened(given) as session:
        stands = reviewing.undo(session, DecisionId(given.decision))
        return say(
            given, stands, [f"Undone. {'What stands: ' + stands.value if stands else 'Nothing stands now.'}"]
        )


def history(given: Given) -> int:
    with opened(given) as session:
        found = reviewing.history(session, ItemId(given.item))
        said = tagging.tag_history(session, ItemId(given.item))
        lines = [
            f"{one.at}  {'undoes ' + one.undoes if one.undoes else one.value}  {one.reason}" for one in found
        ]
        lines += [f"{one.at}  {'set' if one.is_set else 'taken off'}: {TAG_WORDS[one.tag]}" for one in said]
        nothing = [
            (
                f"Nothing is on record of item {given.item}: nobody decided on it, or there is none of "
                f"that number."
            )
        ]
        return say(
            given, {"decisions": plain(found), "tags": plain(said)} if said else found, lines or nothing
        )


def reveal_arguments(one: argparse.ArgumentParser) -> None:
    item_arguments(one)
    one.add_argument("--what", choices=("names", "special", "picture", "media"), default="names")
    one.add_argument("--reason", required=True)
    one.add_argument("--attachment", type=whole, default=0, metavar="N")
    one.add_argument("--to", type=Path, metavar="FILE", help="where to write the file, for media")


def reveal(given: Given) -> int:
    with opened(given) as session:
        number = line_of(session, given)
        if given.what == "media":
            if not given.to:
                raise RuleBroken("Say where to write the file with --to.")
            given.to.write_bytes(
                reviewing.reveal_media(session, number, ItemId(given.item), given.attachment, given.reason)
            )
            return 0
        view = reviewing.reveal(session, number, ItemId(given.item), given.what, given.reason)
        return say(given, view, view_lines(view))


def page_arguments(one: argparse.ArgumentParser) -> None:
    item_arguments(one)
    one.add_argument("to", type=Path, metavar="FILE.ppm")
    one.add_argument("--edited", action="store_true", help="as it would leave")
    one.add_argument("--dpi", type=whole, default=100)
    level_argument(one)


def page(given: Given) -> int:
    with opened(given) as session:
        number = line_of(session, given)
        if given.edited:
            picture = comparing.page_preview(session, ItemId(given.item), given.dpi, given.level).after
        else:
            picture = reviewing.page_picture(session, number, ItemId(given.item), given.dpi)
    given.to.write_bytes(f"P6 {picture.width} {picture.height} 255\n".encode() + picture.rgb)
    return 0

"""Commands that redact, approve, endorse and produce."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evidence_review.cli import holds
from evidence_review.cli.acting import (
    acting,
    choice,
    level_argument,
    line_of,
    opened,
    say,
    shown,
    whole,
    workers,
)
from evidence_review.domain.decisions import Redaction
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId, RedactionId
from evidence_review.domain.kinds import (
    DisclosureCode,
    MarkRuling,
    Purpose,
    RedactionType,
)
from evidence_review.workflow.case.child_calls import read_ahead
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.producing import inventory as inventories
from evidence_review.workflow.producing import producing, sheeting
from evidence_review.workflow.producing.releasing import Production
from evidence_review.workflow.redacting import approving, comparing, copied_marks, overlapping, redacting
from evidence_review.workflow.redacting.marking import KIND_OF

type Given = argparse.Namespace


def redact_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument(
        "item", type=whole, nargs="?", metavar="ITEM", help="one item; without it every relevant item"
    )
    one.add_argument("--line", type=whole, metavar="N")
    one.add_argument(
        "--suggested", action="store_true", help="take up every certain and likely finding (needs --attest)"
    )
    one.add_argument("--attest", action="store_true", help=f"states: {redacting.ATTESTATION}")
    one.add_argument(
        "--seconds",
        type=whole,
        default=0,
        metavar="N",
        help="with --attest and ITEM: for how many seconds the document was read; recorded",
    )
    one.add_argument(
        "--span",
        type=whole,
        nargs=2,
        metavar=("START", "END"),
        help="mark this span of the item's text by hand",
    )
    one.add_argument("--page", action="store_true", help="cover the whole page or picture that the item is")
    one.add_argument(
        "--type",
        type=choice(RedactionType, list(RedactionType)),
        default=RedactionType.NAMED_INDIVIDUAL,
        metavar="TYPE",
        help=", ".join(RedactionType),
    )
    one.add_argument(
        "--purpose", type=choice(Purpose, list(Purpose)), default=Purpose.PRIVACY, metavar="PURPOSE"
    )
    one.add_argument("--kind", default="", help="what it is, for its token; by default from the type")
    one.add_argument("--reason", default="")
    one.add_argument(
        "--who",
        default="",
        metavar="NAME",
        help="with --span: the person of the material whose token the mark bears",
    )
    one.add_argument("--keep", action="store_true", help="leave the span visible on purpose, with --reason")
    one.add_argument("--copies", action="store_true", help="with --item: the same marks on its copies too")


def redact(given: Given) -> int:
    with opened(given) as session:
        if given.seconds and not given.item:
            raise RuleBroken("Say which item was read for so long.")
        made: list[Any] = []
        if given.page:
            made = [_cover(given, session)]
        elif given.span:
            made = _redact_span(given, session)
        else:
            targets = (
                [(line_of(session, given), ItemId(given.item))] if given.item else redacting.relevant(session)
            )
            for number, item in targets:
                made += redacting.mark_suggested(session, number, item, given.attest, given.seconds)
        if given.copies and given.item and made:
            made += copied_marks.mark_copies(session, line_of(session, given), [one.id for one in made])
        return say(
            given,
            made,
            [
                f"{len(made)} marks made.",
                *(f"  item {one.item} {one.start}-{one.end} {one.type} {one.token}" for one in made),
            ],
        )


def _cover(given: Given, session: Session) -> Any:
    if not given.item:
        raise RuleBroken("Say which item is to be covered.")
    return redacting.cover_page(
        session, line_of(session, given), ItemId(given.item), given.type, given.purpose, given.reason
    )


def _redact_span(given: Given, session: Session) -> list[Any]:
    if not given.item:
        raise RuleBroken("Say in which item the span is.")
    number, item = line_of(session, given), ItemId(given.item)
    if given.keep:
        redacting.keep(session, number, item, given.span[0], given.span[1], given.reason)
        return []
    kind = given.kind or KIND_OF.get(given.type, "OTHER")
    return [
        redacting.mark(
            session,
            number,
            item,
            given.span[0],
            given.span[1],
            kind,
            given.type,
            given.purpose,
            given.reason,
            who=given.who,
        )
    ]


def withdraw_arguments(one: argparse.ArgumentParser) -> None:
    acting(one)
    one.add_argument("redaction", metavar="REDACTION")
    one.add_argument("--reason", required=True)
    one.add_argument(
        "--copies", type=int, default=0, metavar="LINE", help="also the same mark on the copies in this line"
    )


def withdraw(given: Given) -> int:
    with opened(given) as session:
        mark = RedactionId(given.redaction)
        if given.copies:
            copied_marks.withdraw_copies(session, given.copies, mark, given.reason)
        redacting.withdraw(session, mark, given.reason)
    return 0


def waiting(given: Given) -> int:
    with opened(given) as session:
        found = (
            (comparing.preview(session, ItemId(given.item)),) if given.item else approving.waiting(session)
        )
        lines = [
            line
            for one in found
            for line in (
                f"item {one.item} · {one.exhibit} · {one.state}",
                *(
                    [f"  from {one.people[0] or 'sender not known'} to {', '.join(one.people[1:])}"]
                    if one.people
                    else []
                ),
                f"  before: {one.before}",
                f"  after:  {one.after}",
                *(f"  {lost.words} “{lost.sentence}” becomes “{lost.after}”" for lost in one.losses),
                *([f"  The whole page goes: {one.whole}"] if one.whole else []),
                *(f"  {said}" for said in one.warnings),
            )
        ]
        return say(given, found, lines)


def waiting_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("item", type=whole, nargs="?", metavar="ITEM")


def approve_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument(
        "item", type=whole, nargs="*", metavar="ITEM", help="these; without any, everything that waits"
    )
    one.add_argument(
        "--attest", action="store_true", help="states that every item was looked at before and after"
    )


def approve(given: Given) -> int:
    with opened(given) as session:
        chosen = given.item or [
            one.item for one in approving.waiting(session) if not one.state.startswith("approved")
        ]
        made = approving.approve(
            session, tuple(ItemId(item) for item in chosen), given.attest or not given.item
        )
        return say(given, made, [f"Approved {len(made.items)} items. Digest {made.digest}"])


def send_back_arguments(one: argparse.ArgumentParser) -> None:
    holds.held_read_arguments(one)
    one.add_argument("--reason", required=True)


def send_back(given: Given) -> int:
    with opened(given) as session:
        approving.send_back(session, ItemId(given.item), given.reason)
    return 0


def endorse_arguments(one: argparse.ArgumentParser) -> None:
    holds.held_read_arguments(one)
    one.add_argument(
        "code",
        type=choice(DisclosureCode, list(DisclosureCode)),
        metavar="CODE",
        help=", ".join(DisclosureCode),
    )
    one.add_argument("--accused", required=True, metavar="NAME")
    one.add_argument("--reason", default="")
    one.add_argument(
        "--exception", default="", help="what takes it out of a presumption that it meets the test"
    )
    one.add_argument(
        "--court-order", default="", metavar="REF", help="with PII_WITHHELD: the order of the court"
    )


def endorse(given: Given) -> int:
    with opened(given) as session:
        approving.endorse(
            session,
            ItemId(given.item),
            given.accused,
            given.code,
            given.reason,
            given.exception,
            given.court_order,
        )
    return 0


def overlaps(given: Given) -> int:
    with opened(given) as session:
        found = overlapping.overlaps(session)
        lines = [
            line
            for one in found
            for line in (
                overlapping.overlap_sentence(one),
                f"  why: {', '.join(one.grounds)}",
                *_marks(one.marks),
                *(f"  {lost.words} “{lost.sentence}” becomes “{lost.after}”" for lost in one.losses),
            )
        ]
        return say(given, found, lines or ["No mark waits for a prosecutor."])


def _marks(marks: Sequence[Redaction]) -> list[str]:
    return [f"  mark {one.id}  {one.start}-{one.end}  {one.type}  {one.token}" for one in marks]


def decide_overlap_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("item", type=whole, metavar="ITEM")
    one.add_argument(
        "said",
        type=choice(MarkRuling, list(MarkRuling)),
        metavar="DECISION",
        help="redact: the words go; keep: the marks are taken back",
    )
    one.add_argument(
        "--mark",
        action="append",
        default=[],
        metavar="MARK",
        help="only this mark, from: overlap list; may be repeated",
    )
    one.add_argument("--reason", required=True)


def decide_overlap(given: Given) -> int:
    with opened(given) as session:
        chosen = [RedactionId(one) for one in given.mark]
        made = overlapping.decide_overlap(session, ItemId(given.item), given.said, given.reason, chosen)
        return say(given, made, [f"Decided: {given.said.lower()}.", *_marks(made)])


def sheet_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument(
        "out", type=Path, metavar="OUT.pdf", help="a new file; it shows what was removed, for the office only"
    )
    one.add_argument(
        "--reason", required=True, help="why it is needed outside the case; 20 characters or more"
    )
    level_argument(one)


def sheet(given: Given) -> int:
    with opened(given) as session:
        count = shown(sheeting.write_sheet(session, given.out, given.reason, given.level))
        return say(
            given,
            count,
            [f"{count} items before and after. The sheet shows what was removed: keep it inside the office."],
        )


def production_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("--accused", required=True, metavar="NAME", help="as entered with: case accused")


def inventory(given: Given) -> int:
    with opened(given) as session:
        found = inventories.inventory(session, given.accused)
        rows = [
            f"{one.number:>4}  line {one.line}  item {one.item}  {one.exhibit}  {one.printed or '-':<3}  "
            f"{one.becomes}, {one.state}, {one.marks} marks"
            for one in found.rows
        ]
        stops = [f"- {one.sentence} ({one.way})" for one in found.obstacles]
        head = f"What a bundle for {found.accused} would hold: {len(rows)} entries."
        tail = (
            [f"{len(stops)} things stand in the way:", *stops]
            if stops
            else ["Nothing stands in the way here."]
        )
        return say(given, found, [head, *rows, *tail])


def produce_arguments(one: argparse.ArgumentParser) -> None:
    production_arguments(one)
    one.add_argument("out", type=Path, metavar="OUT", help="a new folder")
    one.add_argument(
        "--to", required=True, metavar="RECIPIENT", help="who receives it; printed on every page"
    )
    one.add_argument(
        "--why",
        default="",
        metavar="TEXT",
        help="why it is made, for example the defence statement that it answers; printed on the cover",
    )
    level_argument(one)


def produce(given: Given) -> int:
    read_ahead()  # each file is set, proved and read again in children of its own
    with opened(given) as session, workers() as pool:
        asked = Production(given.to, given.level, given.accused, given.why)
        made = shown(producing.produce(session, given.out, asked, pool))
    return say(
        given,
        made,
        [
            (
                f"{made.items} items, {made.redactions} redactions, {made.log_entries} log entries, "
                f"root {made.root}"
            ),
            *(f"  {name}" for name in made.files),
            *(f"Look at {note}" for note in made.notes),
        ],
    )

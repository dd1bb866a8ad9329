"""Commands on personal data over the whole case: rulings, what is known anyway, conflicts, clues, and the
check before an export."""

import argparse
from typing import Any

from evidence_review.cli.acting import acting, choice, level_argument, opened, say, shown, whole, workers
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.personal import (
    BECAUSE_WORDS,
    KEEP_REASONS,
    MASK_REASONS,
    AllowedSort,
    Answer,
    Because,
    Stance,
)
from evidence_review.workflow.case.personal_views import ExportCheck, PersonClues
from evidence_review.workflow.personal import (
    allowing,
    gathering,
    jigsaw_clues,
    reconciling,
    ruling,
)
from evidence_review.workflow.producing import checking
from evidence_review.workflow.producing.releasing import Production

type Given = argparse.Namespace


def list_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument(
        "--names",
        default="",
        metavar="REASON",
        help="show names instead of pseudonyms; 20 characters or more, logged",
    )


def list_(given: Given) -> int:
    with opened(given) as session:
        found = gathering.subjects(session, given.names)
        return say(given, found, [_subject_line(one) for one in found])


def _subject_line(one: Any) -> str:
    ruled = (
        f"{one.ruling.stance}: {BECAUSE_WORDS[one.ruling.because]}, {one.ruling.by}"
        if one.ruling
        else one.known and f"KNOWN: {one.known}"
    )
    whose = f" ({one.belongs_to})" if one.belongs_to else ""
    return (
        f"{one.code}  {one.type}  {one.label}{whose}  {one.tier}  {one.mentions} in {one.items} items  "
        f"{ruled or 'not decided'}"
    )


def _reason_arguments(one: argparse.ArgumentParser) -> None:
    one.add_argument(
        "--because",
        type=choice(Because, list(Because)),
        default=Because.OTHER,
        metavar="REASON",
        help=f"to mask: {', '.join(MASK_REASONS)}; to keep: {', '.join(KEEP_REASONS)}",
    )
    one.add_argument("--words", default="", help="the reason in your own words; needed with OTHER")


def rule_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument(
        "stance",
        type=choice(Stance, list(Stance)),
        metavar="DECISION",
        help="mask, keep, or open to take a decision back",
    )
    one.add_argument(
        "code", nargs="?", default="", metavar="CODE", help="of a person or identifier, from: personal list"
    )
    one.add_argument(
        "--item",
        type=whole,
        metavar="ID",
        help="instead of a code: whoever or whatever stands in this item …",
    )
    one.add_argument(
        "--span", type=whole, nargs=2, metavar=("START", "END"), help="… at this span of its text"
    )
    one.add_argument(
        "--line", type=whole, default=1, metavar="N", help="the line that lets the item through (1)"
    )
    _reason_arguments(one)


def rule(given: Given) -> int:
    with opened(given) as session:
        if given.code:
            made = ruling.rule(session, given.code, given.stance, given.because, given.words)
        elif given.item and given.span:
            start, end = given.span
            made = ruling.rule_here(
                session, given.line, ItemId(given.item), start, end, given.stance, given.because, given.words
            )
        else:
            raise RuleBroken("Say whom or what: a code from “personal list”, or --item and --span.")
        against = f" {made.against} marks stand against it; see: personal conflicts." if made.against else ""
        return say(given, made, [f"Decided. {len(made.marks)} marks made.{against} Ruling {made.id}"])


def history_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("code", metavar="CODE")


def history(given: Given) -> int:
    with opened(given) as session:
        made = ruling.rulings_on(session, given.code)
        return say(
            given,
            made,
            [f"{one.at}  {one.stance}  {BECAUSE_WORDS[one.because]}  {one.words}  {one.by}" for one in made],
        )


def carry_out(given: Given) -> int:
    with opened(given) as session:
        made = ruling.carry_out(session)
        return say(given, made, [f"{len(made)} marks made."])


def allow_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument(
        "words", metavar="WORDS", help="as they stand in the material; matched whole, in any case and spacing"
    )
    one.add_argument(
        "--sort",
        type=choice(AllowedSort, list(AllowedSort)),
        required=True,
        metavar="SORT",
        help=", ".join(AllowedSort),
    )
    one.add_argument("--why", required=True, help="10 characters or more")


def allow(given: Given) -> int:
    with opened(given) as session:
        made = allowing.allow(session, given.words, given.sort, given.why)
        return say(given, made, [f"Listed. It is not suggested again. Entry {made.id}"])


def disallow_arguments(one: argparse.ArgumentParser) -> None:
    acting(one)
    one.add_argument("entry", metavar="ENTRY", help="the id of an entry, from: personal allowed")
    one.add_argument("--why", required=True, help="10 characters or more")


def disallow(given: Given) -> int:
    with opened(given) as session:
        allowing.disallow(session, given.entry, given.why)
    return 0


def allowed(given: Given) -> int:
    with opened(given) as session:
        found = allowing.allowed(session)
        return say(
            given,
            found,
            [
                (
                    f"{one.entry.id}  {one.entry.words}  {one.entry.sort}  {one.findings} findings in "
                    f"{one.items} items  {one.entry.why}  {one.by}"
                )
                + ("  rests: two people bear this name" if one.rests else "")
                + (f"  taken off by {one.taken_off_by}: {one.taken_off}" if one.taken_off else "")
                for one in found
            ],
        )


def conflicts_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("--answered", action="store_true", help="with those that were answered")
    _for_accused(one)


def _for_accused(one: argparse.ArgumentParser) -> None:
    one.add_argument("--accused", default="", metavar="NAME", help="only in what is copied to this accused")


def conflicts(given: Given) -> int:
    with opened(given) as session:
        found = reconciling.conflicts(session, given.answered, given.accused)
        lines = [_conflict_line(one) for one in found] or [
            "Nothing that is masked in one place is visible in another."
        ]
        return say(given, found, lines)


def _conflict_line(one: Any) -> str:
    it = one.conflict
    where = f"item {it.item}, {it.place}" if it.item else it.place
    said = f"  {one.answer} by {one.by}: {one.because}" if one.answer else ""
    return f"{it.key}  {it.kind}  {where}: …{one.before}[{it.words}]{one.after}…  {it.token}  {it.why}{said}"


def answer_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("answer", type=choice(Answer, list(Answer)), metavar="ANSWER", help=", ".join(Answer))
    one.add_argument(
        "conflict", nargs="+", metavar="CONFLICT", help="keys of open conflicts, from: personal conflicts"
    )
    _reason_arguments(one)


def answer(given: Given) -> int:
    with opened(given) as session:
        count = reconciling.answer_conflicts(
            session, tuple(given.conflict), given.answer, given.because, given.words
        )
        return say(given, {"answered": count}, [f"{count} conflicts answered."])


def clues_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    _for_accused(one)


def clues(given: Given) -> int:
    with opened(given) as session, workers() as pool:
        found = shown(jigsaw_clues.clues(session, pool, given.accused))
        return say(
            given,
            found,
            [line for one in found for line in _clue_lines(one)]
            or ["No clue on a masked person stays visible."],
        )


def _clue_lines(one: PersonClues) -> list[str]:
    state = (
        f"signed by {one.signed_by}: {one.reason}"
        if one.signed_by
        else "to be signed"
        if one.combinations
        else "no combination"
    )
    lines = [f"{one.code}  {one.label}  {state}"]
    lines += [
        f"    together: {' + '.join(made.sorts)} (items {', '.join(map(str, made.items))})"
        for made in one.combinations
    ]
    return lines + [
        f"    item {clue.item} {clue.start}-{clue.end}  {clue.sort}: {clue.words}" for clue in one.clues
    ]


def sign_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("code", metavar="CODE", help="of a person, from: personal clues")
    one.add_argument(
        "--digest",
        required=True,
        metavar="DIGEST",
        help="of the list that was read, from: personal clues --json",
    )
    one.add_argument("--reason", required=True, help="why these clues may go; 20 characters or more")
    _for_accused(one)


def sign(given: Given) -> int:
    with opened(given) as session, workers() as pool:
        found = shown(jigsaw_clues.clues(session, pool, given.accused))
        person = next((one for one in found if (one.code, one.digest) == (given.code, given.digest)), None)
        if person is None:
            raise RuleBroken(
                "Those clues are not the ones that stay visible now. Read the list again before signing it."
            )
        jigsaw_clues.sign_clues(session, person, given.reason)
        return say(given, person, [f"Signed: {len(person.clues)} clues on one person."])


def check_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("--accused", required=True, metavar="NAME", help="as entered with: case accused")
    one.add_argument("--to", default="", metavar="RECIPIENT", help="who is to receive it")
    one.add_argument(
        "--accept",
        default="",
        metavar="REASON",
        help="accept what is still found in the finished text; 20 characters or more",
    )
    one.add_argument(
        "--digest", default="", metavar="DIGEST", help="with --accept: of the list that was read"
    )
    level_argument(one)


def check(given: Given) -> int:
    with opened(given) as session, workers() as pool:
        made = shown(checking.check_export(session, Production(given.to, given.level, given.accused), pool))
        if given.accept:
            if given.digest != made.digest:
                raise RuleBroken(
                    "What is found now is not the list that was read. Read it again before accepting it."
                )
            checking.accept_found(session, made, given.accept)
        return say(given, {**_plain(made), "ready": made.is_ready or bool(given.accept)}, _check_lines(made))


def _plain(made: ExportCheck) -> dict[str, Any]:
    return {
        "waiting": made.waiting,
        "conflicts": made.conflicts,
        "clues": made.clues,
        "found": made.found,
        "digest": made.digest,
    } | {
        "accepted_by": made.accepted_by,
        "stopped": made.stopped,
        "notes": made.notes,
        "overlaps": made.overlaps,
        "inventory": made.inventory,
    }


def _check_lines(made: ExportCheck) -> list[str]:
    lines = [f"{one.sentence} ({one.way})" for one in made.inventory.obstacles] if made.inventory else []
    lines += [_conflict_line(one) for one in made.conflicts]
    lines += [line for one in made.unsigned for line in _clue_lines(one)]
    lines += [
        f"{one.file}, page {one.page}: {one.words}  {one.kind}, {one.tier}. {one.reason}"
        for one in made.found
    ]
    lines += [made.stopped] if made.stopped and not made.waiting else []
    lines += [f"Accepted by {made.accepted_by}."] if made.accepted_by else []
    return (lines or ["Nothing stands in the way of a bundle."]) + [f"Look at {note}" for note in made.notes]

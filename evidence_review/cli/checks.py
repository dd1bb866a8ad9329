"""Commands that verify, read the log, and work without a case."""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from evidence_review.cli.acting import (
    level_argument,
    opened,
    say,
    shown,
    stepping,
    whole,
    workers,
)
from evidence_review.cli.terminal import put
from evidence_review.domain.contents import Unseen
from evidence_review.domain.errors import ReviewError
from evidence_review.domain.redaction_values import Done, LongerWord
from evidence_review.workflow import demonstrating
from evidence_review.workflow.auditing import auditing
from evidence_review.workflow.case.child_calls import read_ahead
from evidence_review.workflow.case.redaction_options import (
    LEVEL_WORDS,
    Wishes,
    also_these,
    area_from,
    area_words,
)
from evidence_review.workflow.one_file import inspecting, single_file

type Given = argparse.Namespace


def verify_arguments(one: argparse.ArgumentParser) -> None:
    one.add_argument(
        "path",
        type=Path,
        metavar="PATH",
        help="a bundle folder, one document of it, a log, or (with --user) a case",
    )
    one.add_argument("--user", metavar="NAME", help="to check a case: its log, and every table against it")
    one.add_argument("--passphrase-file", type=Path, metavar="FILE")
    one.add_argument("--checkpoint", type=Path, metavar="FILE", help="one that was kept elsewhere")
    one.add_argument("--key", metavar="KEY", help="the first key, as it was given by another route")
    one.add_argument("--proof", type=Path, metavar="FILE", help="a document's proof, where not beside it")
    one.add_argument("--json", action="store_true", help="print JSON")


def verify(given: Given) -> int:
    if (given.path / "case.db").is_file():
        given.case = given.path
        with opened(given) as session:
            verdict = auditing.verify_case(session, given.checkpoint, given.key)
    else:
        verdict = auditing.verify_path(given.path, given.key, given.checkpoint, given.proof)
    status = ("INTACT", "ALTERED", "INCOMPLETE", "CANNOT TELL")[verdict.status]
    say(
        given,
        verdict,
        [
            *verdict.lines,
            *(f"user {user} signs with key {key}" for user, key in verdict.keys),
            *(f"not checked: {one}" for one in verdict.unchecked),
            status,
        ],
    )
    return 0 if verdict.status == 0 else 1


def not_examined(given: Given) -> int:
    with opened(given) as session:
        found, hard = auditing.not_examined(session), auditing.hard_to_search(session)
        rows = [f"{count}  {why}" for why, count in found]
        missed = ["Searched, but the search may have missed words in:"] if hard else []
        return say(given, found, [*rows, *missed, *(f"{count}  {why}" for why, count in hard)])


def detect_arguments(one: argparse.ArgumentParser) -> None:
    one.add_argument("source", type=Path, metavar="IN.jsonl")
    one.add_argument("target", type=Path, metavar="OUT.jsonl")


def detect(given: Given) -> int:
    put(f"{shown(single_file.detect(given.source, given.target))} texts read.", file=sys.stderr)
    return 0


def inspect_file_arguments(one: argparse.ArgumentParser) -> None:
    one.add_argument("path", type=Path, metavar="FILE")
    one.add_argument("--terms", type=Path, metavar="FILE", help="one term a line")
    one.add_argument("--auto", action="store_true", help="also what the detector is sure of")
    one.add_argument("--json", action="store_true", help="print JSON")


def inspect_file(given: Given) -> int:
    with workers() as pool:
        found = shown(inspecting.inspect_file(given.path, _terms(given.terms), given.auto, pool))
    lines = [
        f"{found.medium}, {found.pages} page{'' if found.pages == 1 else 's'}"
        if found.pages
        else found.medium
    ]
    lines += [
        f"{one.places} × {one.value} ({one.source}{', page ' if one.pages and found.pages else ''}"
        f"{', '.join(map(str, one.pages)) if found.pages else ''})"
        for one in found.candidates
    ]
    lines += _asked(found.longer)
    lines += [f"not seen by a reader: {one}" for one in found.unseen]
    lines += [f"{one.why}: --area {area_words(one.area)}" for one in found.areas]
    return say(given, found, lines)


def _place_arguments(one: argparse.ArgumentParser) -> None:
    """Parts of a recording and areas of a picture or page."""
    one.add_argument(
        "--silence",
        action="append",
        default=[],
        metavar="FROM-TO",
        help="a part of a recording to silence, as 1:05-1:12",
    )
    one.add_argument(
        "--blank",
        action="append",
        default=[],
        metavar="FROM-TO",
        help="a part of a film whose picture is to be black",
    )
    one.add_argument(
        "--transcript",
        type=Path,
        metavar="FILE",
        help="a transcript or subtitles with times, redacted alike and written beside the new file",
    )
    one.add_argument(
        "--box",
        action="append",
        default=[],
        metavar="L,T,R,B",
        help="an area of a picture to fill, in pixels: a face, a number plate",
    )
    one.add_argument(
        "--chat-screen",
        action="store_true",
        help="the picture is a screenshot of a chat: cover names, numbers and pictures of who writes",
    )
    one.add_argument(
        "--area",
        action="append",
        default=[],
        metavar="PAGE:L,T,R,B",
        help=(
            "an area of a page or frame to fill, in per cent of it, as 3:10,20,60,30; the page becomes "
            "a picture"
        ),
    )


def redact_file_arguments(one: argparse.ArgumentParser) -> None:
    one.add_argument("source", type=Path, metavar="IN")
    one.add_argument("target", type=Path, metavar="OUT")
    one.add_argument("--terms", type=Path, metavar="FILE", help="one term a line")
    one.add_argument("--auto", action="store_true", help="also what the detector is sure of")
    one.add_argument(
        "--longer",
        choices=("yes", "no"),
        help=(
            "whether longer words that hold a term (a handle, an address, a plural) go too; without it they "
            "stay and are listed"
        ),
    )
    one.add_argument(
        "--show-unseen",
        action="store_true",
        help="keep as ordinary words what a reader of the original does not see; by default it is left out",
    )
    one.add_argument(
        "--cover-seen",
        action="store_true",
        help=(
            "where a page, picture or coded run of text still shows a term in the end, cover the place where "
            "it was seen instead of refusing"
        ),
    )
    _place_arguments(one)
    level_argument(one)
    one.add_argument("--json", action="store_true", help="print JSON, with how each place was taken out")
    one.add_argument(
        "--sheet",
        type=Path,
        metavar="FILE",
        help="also a PDF of before and after side by side, for the office only",
    )
    one.add_argument(
        "--index", type=Path, metavar="FILE", help="also the index of redactions for the recipient, as CSV"
    )


def redact_file(given: Given) -> int:
    terms = _terms(given.terms)
    by_hand = given.silence or given.blank or given.box or given.area or given.chat_screen
    if not terms and not given.auto and not by_hand:
        raise ReviewError(
            (
                "Say what to remove: --terms FILE, --auto, or both; for a recording --silence FROM-TO, "
                "on a page --area."
            )
        )
    wishes = _wishes(given)
    with stepping() as step:
        done = single_file.redact_file(
            given.source, given.target, terms, given.auto, wishes=wishes, shown=step
        )
    for warning in done.warnings:
        put(warning, file=sys.stderr)
    pages = len(done.pages_as_pixels)
    pictures = (
        f", {pages:,} {'page became a picture' if pages == 1 else 'pages became pictures'}" if pages else ""
    )
    said = (
        f"{done.removed:,} {'place' if done.removed == 1 else 'places'} removed{pictures}. The new "
        f"file was read again and nothing that was to go was found."
    )
    longer = [_HOW, *_listed(done.longer)] if done.longer and given.longer != "no" else []
    return say(given, done, [said, *ways(done.marks), *longer])


def _wishes(given: Given) -> Wishes:
    """What was asked for beside the terms."""
    return Wishes(
        Unseen.SHOWN if given.show_unseen else Unseen.LEFT_OUT,
        tuple(given.silence),
        tuple(given.box),
        given.chat_screen,
        given.sheet,
        given.index,
        given.level,
        tuple(area_from(one) for one in given.area),
        tuple(given.blank),
        given.transcript,
        {"yes": True, "no": False}.get(given.longer),
        given.cover_seen,
    )


def _listed(longer: Sequence[LongerWord]) -> list[str]:
    """Longer words that hold a term, for the person at the screen."""
    return [f"  {one.count:,} × {one.word}" for one in longer]


def _asked(longer: Sequence[LongerWord]) -> list[str]:
    """The question about them, and these words."""
    count = sum(one.count for one in longer)
    return [also_these(len(longer), count), _HOW, *_listed(longer)] if longer else []


_HOW = "With redact-file: --longer yes takes them out too, --longer no leaves them."


def ways(marks: Sequence[Done]) -> list[str]:
    """How the places of a PDF were taken out: how many at each level and, of bars, why, on which pages and
    how many names would fit."""
    lines: list[str] = []
    groups = Counter((one.level, one.why) for one in marks)
    for (level, why), count in sorted(groups.items()):
        mine = [one for one in marks if (one.level, one.why) == (level, why)]
        pages = sorted({one.page + 1 for one in mine})
        where = ", ".join(map(str, pages[:8])) + (" and others" if len(pages) > 8 else "")
        known = [(one.fits, one.tried) for one in mine if one.tried]
        fits = f"; at the least {min(known)[0]:,} of {min(known)[1]:,} names would fit" if known else ""
        lines.append(
            f"  {level}, {LEVEL_WORDS[level]}: {count} (page {where}){': ' + why if why else ''}{fits}"
        )
    return lines


def check_file_arguments(one: argparse.ArgumentParser) -> None:
    one.add_argument("path", type=Path, metavar="FILE")
    one.add_argument(
        "--terms",
        type=Path,
        metavar="FILE",
        help="one term a line; without it, what a reader of the file does not see is listed",
    )
    one.add_argument("--json", action="store_true", help="print JSON")


def check_file(given: Given) -> int:
    checked = single_file.check_with_longer(given.path, _terms(given.terms))
    found = checked.found
    nothing = (
        "None of the terms was found."
        if given.terms
        else "Nothing was found that a reader of this file does not see."
    )
    say(given, checked, [*(found or [nothing]), *_asked(checked.longer)])
    return 1 if found else 0


def _terms(path: Path | None) -> list[str]:
    try:
        return path.read_text("utf-8-sig").splitlines() if path else []
    except (OSError, UnicodeDecodeError):
        raise ReviewError(
            "The file of terms cannot be read. Give a text file in UTF-8 with one term a line."
        ) from None


def demo_arguments(one: argparse.ArgumentParser) -> None:
    one.add_argument(
        "out",
        type=Path,
        nargs="?",
        metavar="DIR",
        help="a new folder; for the window, by default one for this session only",
    )
    one.add_argument("--headless", action="store_true", help="run the whole story without a window")
    one.add_argument(
        "--messages",
        type=whole,
        default=8000,
        help="how many messages, about, where there is no window (8,000)",
    )
    one.add_argument("--material", action="store_true", help="only write the fictional exports")


def demo(given: Given) -> int:
    if not given.out:
        raise ReviewError("Say where the demo goes: demo --headless DIR.")
    if given.material:
        demonstrating.make_material(given.out, given.messages)
        put(f"The fictional exports are in {given.out}.", file=sys.stderr)
        return 0
    read_ahead()
    with workers() as pool:
        done = shown(demonstrating.run_demo(given.out, pool, given.messages))
    put(f"{done.items} items held, {done.in_scope} in scope of an approved line.")
    put(
        (
            f"Items hit by an agreed term: {done.term_items}, of them flagged for review: "
            f"{done.term_items_flagged}."
        )
    )
    put(
        (
            f"Planted relevant items in scope: {done.planted}, of them in the first 5 % of their line: "
            f"{done.planted_in_top} (recall {done.planted_in_top / max(1, done.planted):.3f})."
        )
    )
    for number, found, planted in done.recall_by_line:
        put(f"  line {number}: {found} of {planted}")
    put(
        (
            f"Bundle: {done.bundle.items} items, {done.bundle.redactions} redactions, "
            f"{len(done.bundle.files)} files, {done.bundle.log_entries} log entries."
        )
    )
    put("\n".join(done.verdict.lines))
    return 0

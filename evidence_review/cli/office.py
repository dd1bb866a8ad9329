"""Commands of descriptions, of papers that stay in the office, and of letters."""

import argparse
from pathlib import Path

from evidence_review.cli.acting import acting, opened, passphrase, say, shown, whole
from evidence_review.cli.deciding import accused_argument
from evidence_review.workflow.producing import (
    blocking,
    describing,
    office_papers,
    plain_statement,
    refusing,
    wording_lines,
)

type Given = argparse.Namespace

SENSITIVE_VARIABLE = "EVIDENCE_REVIEW_SENSITIVE_PASSPHRASE"  # the name of a variable


def description_add_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("number", type=whole, metavar="N", help="the entry of the schedule")
    one.add_argument("--words", required=True, help="what it is, between whom, of which days, about what")


def description_add(given: Given) -> int:
    with opened(given) as session:
        made = describing.describe_entry(session, given.number, given.words)
        return say(given, made, [f"{made.number}: {made.words}"])


def description_list(given: Given) -> int:
    with opened(given) as session:
        found = describing.entry_descriptions(session)
        rows = [f"{one.number}: {one.words or '(not described)'}  [{one.suggested}]" for one in found]
        return say(given, found, rows or ["Nothing is on the schedule."])


def office_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("out", type=Path, metavar="OUT", help="a new folder; nothing of it is served")
    accused_argument(one)
    one.add_argument(
        "--only",
        action="append",
        default=[],
        choices=office_papers.PAPERS,
        metavar="PAPER",
        help=f"one of {', '.join(office_papers.PAPERS)}; may be repeated; without it, all",
    )
    one.add_argument(
        "--sensitive-passphrase-file",
        type=Path,
        metavar="FILE",
        help=f"holds the passphrase of the sensitive schedule (or ${SENSITIVE_VARIABLE}, or a prompt)",
    )


def office(given: Given) -> int:
    with opened(given) as session:
        only = given.only or office_papers.PAPERS
        secret = (
            passphrase(
                given.sensitive_passphrase_file, SENSITIVE_VARIABLE, "Passphrase of the sensitive schedule: "
            )
            if office_papers.MG6D in only
            else ""
        )
        made = office_papers.write_office_papers(session, given.accused, given.out, secret, only)
        return say(given, made, ["Nothing of this is served:", *(f"  {name}" for name in made)])


def refusal_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("number", type=whole, metavar="N", help="the defence document that was refused")
    one.add_argument("out", type=Path, metavar="OUT.pdf", help="a new file")
    one.add_argument(
        "--to", required=True, metavar="RECIPIENT", help="who receives it; printed on every page"
    )


def refusal(given: Given) -> int:
    with opened(given) as session:
        made = shown(refusing.write_refusal(session, given.number, given.to, given.out))
        return say(given, made, [f"Written: {made}"])


def statement_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("out", type=Path, metavar="OUT", help="a new folder: English, Welsh, Easy Read")
    one.add_argument("--complainant", required=True, metavar="NAME", help="as entered with: case complainant")
    one.add_argument(
        "--about",
        action="append",
        default=[],
        metavar="EXHIBIT",
        help="an exhibit of others that is about this person",
    )


def statement(given: Given) -> int:
    with opened(given) as session:
        made = plain_statement.write_statement(session, given.complainant, given.out, given.about)
        return say(given, made, ["Written:", *(f"  {name}" for name in made)])


def block_add_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument(
        "number", type=whole, nargs="+", metavar="N", help="entries of the schedule, of one line"
    )
    one.add_argument("--criteria", required=True, help="by what they were chosen; printed")
    one.add_argument("--reason", required=True, help="why they are listed together; printed")


def block_add(given: Given) -> int:
    with opened(given) as session:
        made = blocking.list_in_block(session, given.number, given.criteria, given.reason)
        return say(given, made, [f"block {made.id}: {len(made.threads)} conversations"])


def block_end_arguments(one: argparse.ArgumentParser) -> None:
    acting(one)
    one.add_argument("block", type=whole, metavar="BLOCK")
    one.add_argument("--reason", required=True)


def block_end(given: Given) -> int:
    with opened(given) as session:
        blocking.end_block(session, given.block, given.reason)
    return 0


def block_list(given: Given) -> int:
    with opened(given) as session:
        found = blocking.block_listings(session)
        rows = [f"block {one.id}: {len(one.threads)} conversations, {one.criteria}" for one in found]
        return say(given, found, rows or ["Nothing is listed as a block."])


def wording_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument(
        "number", type=whole, nargs="?", metavar="N", help="a line; without it, what stands of each"
    )
    for form, what in (("plain", "plain English"), ("welsh", "Welsh"), ("easy", "Easy Read")):
        one.add_argument(f"--{form}", default="", metavar="WORDS", help=f"what it looks for, in {what}")


def wording(given: Given) -> int:
    with opened(given) as session:
        found = (
            (wording_lines.word_line(session, given.number, given.plain, given.welsh, given.easy),)
            if given.number
            else wording_lines.worded_lines(session)
        )
        rows = [
            row
            for one in found
            for row in (
                f"{one.number}: {one.title}",
                f"  plain English: {one.words.plain or NOT_SAID}",
                f"  Welsh: {one.words.welsh or NOT_SAID}",
                f"  Easy Read: {one.words.easy or NOT_SAID}",
            )
        ]
        return say(given, found, rows or ["No line is approved yet."])


NOT_SAID = "(nobody said it; the title is printed)"

"""The same steps from a terminal. Exit 0 done, 1 a ReviewError as one sentence on stderr, 2 usage.

To give a step a command: a function in a module here and its line in the table of its stage
(`commands_of_case`, `commands_of_review`, `commands_of_handover`), which names the steps it runs.
"""

import argparse
import sys
from collections.abc import Sequence
from typing import Any

from evidence_review import __version__
from evidence_review.cli.command import Command
from evidence_review.cli.commands_of_case import CASE
from evidence_review.cli.commands_of_decisions import DECISIONS
from evidence_review.cli.commands_of_handover import HANDOVER
from evidence_review.cli.commands_of_review import REVIEW
from evidence_review.cli.failing import NotUnderstood, Parser, tell

GROUPS = {
    "case": "make a case, see how it stands",
    "user": "who works on a case",
    "lines": "propose, approve and see lines of enquiry",
    "sample": "price, draw and read a random sample of what was not read",
    "look": "open one item that no line covers, by a second person's grant",
    "people": "which identities are one person",
    "overview": "all that a line lets through, seen at once",
    "mark": "search and mark, keep passages, cover areas",
    "personal": "decide on people and identifiers over the whole case",
    "record": "charges, issues and what else papers rest on, entered once",
    "assessment": "what police say of items for an accused, and where the prosecutor differs",
    "sensitive": "what stands on the sensitive schedule and on nothing that is served",
    "request": "what a prosecutor asks of the police",
    "defence": "what the defence served, and the answers",
    "description": "how entries of the schedule are described",
    "block": "several entries of the schedule as one",
    "letter": "letters to the defence",
    "due": "decisions that are due for review",
    "overlap": "marks on items that meet the disclosure test",
    "audit": "figures of how people work, and a sample of what they did",
    "returns": "passages that came back as redacted too little or too much",
}
"""What the commands of two words do, by their first."""
COMMANDS: tuple[Command, ...] = (*CASE, *REVIEW, *DECISIONS, *HANDOVER)
"""Every command, in the order in which the help lists them."""


def main(arguments: Sequence[str]) -> int:
    """Run one command; its exit status. SystemExit with 2 where the command was not understood."""
    given = argparse.Namespace(json="--json" in arguments, said=False)
    try:
        _parser(_named(arguments)).parse_args(arguments, given)
        if not hasattr(given, "run"):
            _parser(COMMANDS).print_help(sys.stderr)
            return 2
        return int(given.run(given))
    except BrokenPipeError:
        return 1
    except NotUnderstood as fault:
        tell(fault, as_json=given.json, said=False)
        raise SystemExit(2) from None
    # told by types and line numbers, never with its words, which may quote evidence
    except (Exception, KeyboardInterrupt) as fault:  # noqa: BLE001
        tell(fault, as_json=given.json, said=given.said)
        return 1


def _named(arguments: Sequence[str]) -> Sequence[Command]:
    """The command that the arguments begin with, all where they begin with none: a parser of all takes longer
    than most commands."""
    for command in COMMANDS:
        words = command.words.split()
        if list(arguments[: len(words)]) == words:
            return (command,)
    return COMMANDS


def _parser(commands: Sequence[Command]) -> argparse.ArgumentParser:
    top = Parser(prog="evidence-review", description="Disclosure review: without arguments the window opens.")
    top.add_argument("--version", action="version", version=f"evidence-review {__version__}")
    groups: dict[str, Any] = {"": top.add_subparsers(metavar="COMMAND")}
    for command in commands:
        group, _, word = command.words.rpartition(" ")
        if group not in groups:
            groups[group] = (
                groups[""]
                .add_parser(
                    group,
                    help=f"{GROUPS[group]} (evidence-review {group} --help)",
                    description=f"{GROUPS[group][0].upper()}{GROUPS[group][1:]}.",
                )
                .add_subparsers(metavar="COMMAND", required=True)
            )
        one = groups[group].add_parser(word, help=command.help, description=command.help)
        command.arguments(one)
        one.set_defaults(run=command.run)
    return top

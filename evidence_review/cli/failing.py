"""How a command ends that could not do its work: one sentence on stderr, the same as JSON on stdout where
JSON was asked for, and never a value of the case."""

import argparse
import os
import sys
from typing import NoReturn

from evidence_review.cli.terminal import json_text, put
from evidence_review.domain.errors import ReviewError
from evidence_review.domain.visible_text import visible

STOPPED = "Stopped. What was done so far is kept; run the command again to go on."
SORRY = (
    "Something in the program went wrong. What was saved before is safe; run the command again, and "
    "report the line below if it goes on."
)


class NotUnderstood(Exception):
    """A command line that names no command, or lacks or mistakes a part of one. `usage` is the form it
    has."""

    def __init__(self, usage: str, words: str) -> None:
        super().__init__(words)
        self.usage = usage


class Parser(argparse.ArgumentParser):
    """Tells what was not understood instead of ending the process."""

    def error(self, message: str) -> NoReturn:
        """Hand the fault to who called."""
        raise NotUnderstood(self.format_usage(), f"{self.prog}: error: {message}")


def sentence(fault: BaseException) -> str:
    """What stands in the way, and what she can do."""
    if isinstance(fault, ReviewError | NotUnderstood):
        return str(fault)
    if isinstance(fault, KeyboardInterrupt):
        return STOPPED
    if isinstance(fault, OSError):
        why = os.strerror(fault.errno) if fault.errno else "input or output failed"
        return f"The system refused: {why}. Check the place, its rights and the free space."
    return SORRY


def where(bug: BaseException) -> str:
    """Types and line numbers, which is what is needed to find a fault of the program, and nothing that was
    being looked at (reference/house.md 7)."""
    at, places = bug.__traceback__, list[str]()
    while at is not None:
        code = at.tb_frame.f_code
        places.append(f"{code.co_filename.rpartition('evidence_review')[2] or code.co_name}:{at.tb_lineno}")
        at = at.tb_next
    return f"evidence_review: {type(bug).__name__} at {' > '.join(places)}"


def tell(fault: BaseException, *, as_json: bool, said: bool) -> None:
    """One sentence on stderr; with `as_json` {"error": sentence} on stdout too, unless the command has `said`
    its JSON already."""
    words = sentence(fault)
    if isinstance(fault, NotUnderstood):
        sys.stderr.write(visible(fault.usage))
    put(words, file=sys.stderr)
    if words == SORRY:
        put(where(fault), file=sys.stderr)
    if as_json and not said:
        sys.stdout.write(json_text({"error": words}) + "\n")

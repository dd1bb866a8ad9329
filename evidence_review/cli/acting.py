"""Who acts and in what case, passphrases, worker processes, and how results are printed."""

import argparse
import dataclasses
import getpass
import os
import sys
import tomllib
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from evidence_review.cli.terminal import json_text, put
from evidence_review.domain.errors import ReviewError, RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import Tag
from evidence_review.domain.progress import Job, Progress, finish
from evidence_review.domain.redaction_values import Level
from evidence_review.domain.visible_text import visible
from evidence_review.workflow.case import opening, running
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.reviewing import reviewing

USER_VARIABLE = "EVIDENCE_REVIEW_USER"
PASSPHRASE_VARIABLE = "EVIDENCE_REVIEW_PASSPHRASE"  # noqa: S105 # the name of a variable
NEW_PASSPHRASE_VARIABLE = "EVIDENCE_REVIEW_NEW_PASSPHRASE"  # noqa: S105 # same


type Given = argparse.Namespace


def acting(one: argparse.ArgumentParser, *, reading: bool = False) -> None:
    one.add_argument("case", type=Path, metavar="CASE", help="the case folder")
    one.add_argument("--user", metavar="NAME", help=f"who acts (or ${USER_VARIABLE})")
    one.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help=f"a file that holds the passphrase (or ${PASSPHRASE_VARIABLE}, or a prompt)",
    )
    if reading:
        one.add_argument("--json", action="store_true", help="print JSON")


def tag_argument(one: argparse.ArgumentParser, words: str) -> None:
    """--tag NAME, for a view, an order or a sample of what carries it."""
    one.add_argument("--tag", type=choice(Tag, list(Tag)), metavar="TAG", help=f"{words}: {', '.join(Tag)}")


@contextmanager
def opened(given: Given) -> Any:
    user = given.user or os.environ.get(USER_VARIABLE) or _only_user(given.case)
    session = opening.open_case(
        given.case, user, passphrase(given.passphrase_file, PASSPHRASE_VARIABLE, f"Passphrase of {user}: ")
    )
    try:
        yield session
    finally:
        opening.close(session)


def _only_user(case: Path) -> str:
    names = [name for name, _ in opening.peek(case).users]
    if len(names) != 1:
        raise RuleBroken(f"Say who acts with --user NAME. This case knows: {', '.join(names)}.")
    return names[0]


def passphrase(file: Path | None, variable: str, prompt: str) -> str:
    if file:
        try:
            return file.read_text("utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError):
            raise ReviewError("The passphrase file cannot be read. Check the path and its rights.") from None
    if os.environ.get(variable):
        return os.environ[variable]
    if not sys.stdin.isatty():
        raise ReviewError(f"A passphrase is needed: give --passphrase-file or set {variable}.")
    return getpass.getpass(prompt)


def new_passphrase(given: Given, name: str) -> str:
    """A new user's passphrase; where nobody can be asked, the acting user's, and it says so."""
    if given.new_passphrase_file or os.environ.get(NEW_PASSPHRASE_VARIABLE):
        return passphrase(given.new_passphrase_file, NEW_PASSPHRASE_VARIABLE, "")
    if sys.stdin.isatty() and not os.environ.get(PASSPHRASE_VARIABLE) and not given.passphrase_file:
        first, again = getpass.getpass(f"New passphrase of {name}: "), getpass.getpass("The same again: ")
        if first != again:
            raise ReviewError("The two are not the same. Try again.")
        return first
    put(
        f"{name} starts with the passphrase given here, to be changed by its owner with: user passphrase",
        file=sys.stderr,
    )
    return passphrase(given.passphrase_file, PASSPHRASE_VARIABLE, "")


@contextmanager
def workers() -> Any:
    """Two worker processes for models, ended with the command."""
    with running.engine_processes(max(1, min(2, os.cpu_count() or 1))) as pool:
        yield pool


def shown[T](job: Job[T]) -> T:
    """Run a job with its progress on stderr, where that is a terminal."""
    with stepping() as step:
        return finish(job, step)


@contextmanager
def stepping() -> Generator[Callable[[Progress], None]]:
    """What shows each step of long work on stderr: on a terminal in one line, elsewhere what is begun."""
    seen: list[str] = []

    def show(step: Progress) -> None:
        words = visible(
            f"{step.what} {step.done}/{step.total}" if step.total else f"{step.what} {step.done or ''}"
        )
        if sys.stderr.isatty():
            print(f"\r\x1b[K{words}", end="", file=sys.stderr, flush=True)
        elif step.what not in seen:
            seen.append(step.what)
            put(step.what, file=sys.stderr)

    try:
        yield show
    finally:
        if sys.stderr.isatty():
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple | frozenset | set):
        return [plain(part) for part in value]
    if isinstance(value, Path | date | datetime):
        return str(value)
    return None if isinstance(value, bytes) else value


def say_json(given: Given, value: Any) -> None:
    """The one JSON value of a command; what fails after it is told on stderr alone."""
    print(json_text(value))
    given.said = True


def say(given: Given, value: Any, lines: Sequence[str]) -> int:
    if getattr(given, "json", False):
        say_json(given, plain(value))
    else:
        for line in lines:
            put(line)
    return 0


def choice[E: str](kind: Callable[[str], E], names: Sequence[str]) -> Callable[[str], E]:
    """An argument type that takes a name in any case, with spaces or hyphens."""

    def read(word: str) -> E:
        for name in names:
            if word.strip().replace("-", "_").replace(" ", "_").lower() == name.replace(" ", "_").lower():
                return kind(name)
        raise argparse.ArgumentTypeError(f"one of: {', '.join(names)}")

    return read


def whole(word: str) -> int:
    """A whole number, 0 or more, that the case file can hold."""
    number = int(word) if word.isascii() and word.isdigit() and len(word) < 19 else -1
    if number < 0:
        raise argparse.ArgumentTypeError("a whole number, for example 12")
    return number


def day(word: str) -> date:
    """A day of the calendar."""
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise argparse.ArgumentTypeError("a day as year, month and day, for example 2025-03-08") from None


def level_argument(one: argparse.ArgumentParser) -> None:
    one.add_argument(
        "--level",
        type=choice(Level, list(Level)),
        default=Level.TOKEN,
        metavar="LEVEL",
        help="on pages: L2 (the default) a token of its own width, the line set anew; L3 the whole "
        "line; L1 a bar as wide as the words, "
        "from which they may be guessed",
    )


def item_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("item", type=whole, metavar="ITEM")
    one.add_argument(
        "--line", type=whole, metavar="N", help="the line; found by itself where only one covers the item"
    )


def line_of(session: Session, given: Given) -> int:
    if given.line:
        return int(given.line)
    numbers = reviewing.lines_of(session, ItemId(given.item))
    if len(numbers) == 1:
        return numbers[0]
    if not numbers:
        raise RuleBroken(
            (
                "That item is outside every approved line, not screened yet, or held. See what may be "
                "read with: items."
            )
        )
    raise RuleBroken(
        f"Say which line with --line: this item is in scope of lines {', '.join(map(str, numbers))}."
    )


def toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise ReviewError(
            "That TOML file cannot be read. Check the path and that it is valid TOML."
        ) from None


def read(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)

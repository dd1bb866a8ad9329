"""The same steps from a terminal. Exit 0 done, 1 a ReviewError as one sentence on stderr, 2 usage.

To give a step a command: a function here and its line in COMMANDS, which names the steps it runs.
"""

import argparse
import dataclasses
import getpass
import json
import os
import sys
import tomllib
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from evidence_review import __version__
from evidence_review.domain.errors import ReviewError, RuleBroken
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.ids import DecisionId, ItemId, RedactionId
from evidence_review.domain.kinds import (
    DisclosureCode,
    ExhibitKind,
    HoldKind,
    LegalBasis,
    LineState,
    Purpose,
    RedactionType,
    Relevance,
    Role,
)
from evidence_review.domain.progress import Job, Progress, finish
from evidence_review.workflow import (
    approving,
    auditing,
    demonstrating,
    enquiring,
    flagging,
    importing,
    measuring,
    opening,
    producing,
    redacting,
    reviewing,
)
from evidence_review.workflow.opening import Session

USER_VARIABLE = "EVIDENCE_REVIEW_USER"
PASSPHRASE_VARIABLE = "EVIDENCE_REVIEW_PASSPHRASE"  # noqa: S105 # the name of a variable
NEW_PASSPHRASE_VARIABLE = "EVIDENCE_REVIEW_NEW_PASSPHRASE"  # noqa: S105 # same
type Given = argparse.Namespace


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its words, a line of help, its arguments, what it runs, and the steps of the workflow that it reaches."""

    words: str
    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[Given], int]
    steps: tuple[str, ...]


def main(arguments: Sequence[str]) -> int:
    """Run one command; its exit status."""
    given = _parser().parse_args(arguments)
    if not hasattr(given, "run"):
        _parser().print_help(sys.stderr)
        return 2
    try:
        return int(given.run(given))
    except ReviewError as fault:
        print(fault, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. What was done so far is kept; run the command again to go on.", file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 1
    except OSError as fault:
        print(
            f"The system refused: {os.strerror(fault.errno) if fault.errno else 'input or output failed'}. Check the place, its rights and the free space.",
            file=sys.stderr,
        )
        return 1


def _parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="evidence-review", description="Disclosure review: without arguments the window opens.")
    top.add_argument("--version", action="version", version=f"evidence-review {__version__}")
    groups: dict[str, Any] = {"": top.add_subparsers(metavar="COMMAND")}
    for command in COMMANDS:
        group, _, word = command.words.rpartition(" ")
        if group not in groups:
            groups[group] = (
                groups[""]
                .add_parser(group, help=f"{group}: see evidence-review {group} --help")
                .add_subparsers(metavar="COMMAND", required=True)
            )
        one = groups[group].add_parser(word, help=command.help, description=command.help)
        command.arguments(one)
        one.set_defaults(run=command.run)
    return top


# ---- who acts, and in what case -----------------------------------------------------------------------------------------
def _acting(one: argparse.ArgumentParser, *, reading: bool = False) -> None:
    one.add_argument("case", type=Path, metavar="CASE", help="the case folder")
    one.add_argument("--user", metavar="NAME", help=f"who acts (or ${USER_VARIABLE})")
    one.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help=f"a file that holds her passphrase (or ${PASSPHRASE_VARIABLE}, or a prompt)"
    )
    if reading:
        one.add_argument("--json", action="store_true", help="print JSON")


@contextmanager
def _session(given: Given) -> Any:
    user = given.user or os.environ.get(USER_VARIABLE) or _only_user(given.case)
    session = opening.open_case(given.case, user, _passphrase(given.passphrase_file, PASSPHRASE_VARIABLE, f"Passphrase of {user}: "))
    try:
        yield session
    finally:
        opening.close(session)


def _only_user(case: Path) -> str:
    names = [name for name, _ in opening.peek(case).users]
    if len(names) != 1:
        raise RuleBroken(f"Say who acts with --user NAME. This case knows: {', '.join(names)}.")
    return names[0]


def _passphrase(file: Path | None, variable: str, prompt: str) -> str:
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


def _new_passphrase(given: Given, name: str) -> str:
    """A new user's passphrase; where nobody can be asked, the acting user's, and it says so."""
    if given.new_passphrase_file or os.environ.get(NEW_PASSPHRASE_VARIABLE):
        return _passphrase(given.new_passphrase_file, NEW_PASSPHRASE_VARIABLE, "")
    if sys.stdin.isatty() and not os.environ.get(PASSPHRASE_VARIABLE) and not given.passphrase_file:
        first, again = getpass.getpass(f"New passphrase of {name}: "), getpass.getpass("The same again: ")
        if first != again:
            raise ReviewError("The two are not the same. Try again.")
        return first
    print(f"{name} starts with the passphrase given here; she should change it with: user passphrase", file=sys.stderr)
    return _passphrase(given.passphrase_file, PASSPHRASE_VARIABLE, "")


@contextmanager
def _pool() -> Any:
    """Two worker processes for models, spawned, ended with the command."""
    with ProcessPoolExecutor(max_workers=max(1, min(2, os.cpu_count() or 1)), mp_context=get_context("spawn")) as pool:
        yield pool


def _shown[T](job: Job[T]) -> T:
    """Run a job with its progress on stderr, where that is a terminal."""
    seen: list[str] = []

    def show(step: Progress) -> None:
        words = f"{step.what} {step.done}/{step.total}" if step.total else f"{step.what} {step.done or ''}"
        if sys.stderr.isatty():
            print(f"\r\x1b[K{words}", end="", file=sys.stderr, flush=True)
        elif step.what not in seen:
            seen.append(step.what)
            print(step.what, file=sys.stderr, flush=True)

    try:
        return finish(job, show)
    finally:
        if sys.stderr.isatty():
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple | frozenset | set):
        return [_plain(part) for part in value]
    if isinstance(value, Path | date | datetime):
        return str(value)
    return None if isinstance(value, bytes) else value


def _say(given: Given, value: Any, lines: Sequence[str]) -> int:
    if getattr(given, "json", False):
        print(json.dumps(_plain(value), ensure_ascii=False, indent=1))
    else:
        for line in lines:
            print(line)
    return 0


def _choice[E: str](kind: Callable[[str], E], names: Sequence[str]) -> Callable[[str], E]:
    """An argument type that takes a name in any case, with spaces or hyphens."""

    def read(word: str) -> E:
        for name in names:
            if word.strip().replace("-", "_").replace(" ", "_").lower() == name.replace(" ", "_").lower():
                return kind(name)
        raise argparse.ArgumentTypeError(f"one of: {', '.join(names)}")

    return read


# ---- case, users ----------------------------------------------------------------------------------------------------------
def _case_new_arguments(one: argparse.ArgumentParser) -> None:
    _acting(one)
    one.add_argument("--urn", required=True)
    one.add_argument("--name", default="", help="an operation name, never a complainant's")


def _case_new(given: Given) -> int:
    admin = given.user or os.environ.get(USER_VARIABLE) or "admin"
    if (given.case / "case.db").exists():
        raise ReviewError("There is a case in this folder already. Choose another folder, or open that case.")
    session = opening.create_case(
        given.case, given.urn, given.name, admin, _passphrase(given.passphrase_file, PASSPHRASE_VARIABLE, f"Passphrase for {admin}: ")
    )
    opening.close(session)
    print(f"The case is made. {admin} is its administrator and adds the others with: user add")
    return 0


def _summary(given: Given) -> int:
    with _session(given) as session:
        found = opening.summary(session)
        return _say(given, found, [f"{name.replace('_', ' ')}: {value}" for name, value in _plain(found).items()])


def _user_add_arguments(one: argparse.ArgumentParser) -> None:
    one.add_argument("case", type=Path, metavar="CASE", help="the case folder")
    one.add_argument("name", metavar="NAME")
    one.add_argument("--role", required=True, type=_choice(Role, list(Role)), metavar="ROLE", help=", ".join(Role))
    one.add_argument("--user", metavar="NAME", help="the administrator who acts")
    one.add_argument("--passphrase-file", type=Path, metavar="FILE", help="the administrator's")
    one.add_argument(
        "--new-passphrase-file", type=Path, metavar="FILE", help=f"the new user's (or ${NEW_PASSPHRASE_VARIABLE}, or a prompt)"
    )


def _user_add(given: Given) -> int:
    if not given.user:
        admins = [name for name, role in opening.peek(given.case).users if role is Role.ADMIN]
        given.user = admins[0] if len(admins) == 1 else None
    with _session(given) as session:
        user = opening.add_user(session, given.name, given.role, _new_passphrase(given, given.name))
    print(f"{user.name} is enrolled as {user.role} with key {user.public_key}.")
    return 0


def _user_list(given: Given) -> int:
    with _session(given) as session:
        found = opening.list_users(session)
        return _say(given, found, [f"{user.name}  {user.role}  {user.public_key}" for user in found])


def _user_passphrase_arguments(one: argparse.ArgumentParser) -> None:
    _acting(one)
    one.add_argument("--new-passphrase-file", type=Path, metavar="FILE")


def _user_passphrase(given: Given) -> int:
    with _session(given) as session:
        old = _passphrase(given.passphrase_file, PASSPHRASE_VARIABLE, "Present passphrase: ")
        opening.change_passphrase(session, old, _new_passphrase(given, session.user.name))
    print("The passphrase is changed.")
    return 0


# ---- import ---------------------------------------------------------------------------------------------------------------
def _import_arguments(one: argparse.ArgumentParser) -> None:
    _acting(one, reading=True)
    one.add_argument("path", type=Path, metavar="PATH", help="a file, or a folder of them")
    one.add_argument("--exhibit", required=True, metavar="REF", help="for example ABC/1")
    one.add_argument("--basis", type=_choice(LegalBasis, list(LegalBasis)), metavar="BASIS", help=", ".join(LegalBasis))
    one.add_argument("--basis-file", type=Path, metavar="TOML", help="power, note, [notice] and [request]: docs/legal-basis.md")
    one.add_argument("--basis-note", default="", metavar="TEXT", help="what the basis is, where it is OTHER")
    one.add_argument(
        "--kind", type=_choice(ExhibitKind, list(ExhibitKind)), default=ExhibitKind.DEVICE, metavar="KIND", help=", ".join(ExhibitKind)
    )
    one.add_argument("--attributed-to", default="", metavar="NAME")
    one.add_argument(
        "--owner",
        metavar="NAME",
        action="append",
        default=[],
        help="whose phone or account it is, as the export names her; again for her other names and numbers",
    )
    one.add_argument("--zone", metavar="ZONE", help="the phone's time zone, for example Europe/London")
    order = one.add_mutually_exclusive_group()
    order.add_argument("--day-first", action="store_const", const=True, dest="day_first", help="read 03/04/2025 as 3 April")
    order.add_argument("--month-first", action="store_const", const=False, dest="day_first", help="read it as 4 March")


def _import(given: Given) -> int:
    table: dict[str, Any] = _toml(given.basis_file) if given.basis_file else {}
    if not given.basis and "power" not in table:
        raise RuleBroken("An exhibit cannot be opened until its legal basis is recorded: give --basis or --basis-file.")
    table = {
        "power": str(given.basis or table["power"]),
        "note": given.basis_note or table.get("note", ""),
        **{k: table[k] for k in ("notice", "request") if k in table},
    }
    exhibit = demonstrating.exhibit_from({"ref": given.exhibit, "kind": given.kind, "attributed_to": given.attributed_to, "basis": table})
    options = ReadOptions(given.zone, given.day_first, given.owner[0] if given.owner else None, tuple(given.owner[1:]))
    with _session(given) as session:
        reports = _shown(importing.import_path(session, given.path, exhibit, options))
    _say(given, reports, [line for report in reports for line in _import_lines(report)])
    return 0


def _import_lines(report: Any) -> list[str]:
    found = report.coverage
    state = "complete" if report.complete else "not complete: run it again to resume"
    lines = [f"{report.exhibit} · {report.name} · {report.importer} · {state}", f"  sha256 {report.sha256}"]
    lines += [f"  the source declares {claim.count} {claim.what}" for claim in found.declared]
    lines.append(
        f"  found {found.found} = imported {found.imported} + double {found.duplicates} + not read or left out {found.accounted - found.imported - found.duplicates}"
    )
    if not found.balances:
        lines.append(f"  THIS DOES NOT RECONCILE: {found.found - found.accounted} records are not accounted for")
    return lines + [f"  {problem.kind}: {problem.reason} ({problem.locator})" for problem in found.problems[:50]]


def _imports(given: Given) -> int:
    with _session(given) as session:
        reports = importing.import_reports(session)
        return _say(given, reports, [line for report in reports for line in _import_lines(report)])


def _recognise_arguments(one: argparse.ArgumentParser) -> None:
    one.add_argument("path", type=Path, metavar="PATH")


def _recognise(given: Given) -> int:
    print(importing.recognise(given.path))
    return 0


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise ReviewError("That TOML file cannot be read. Check the path and that it is valid TOML.") from None


# ---- lines ----------------------------------------------------------------------------------------------------------------
def _lines_add_arguments(one: argparse.ArgumentParser) -> None:
    _acting(one)
    one.add_argument("file", type=Path, metavar="TOML")


def _lines_add(given: Given) -> int:
    lines = enquiring.lines_from_toml(given.file)
    with _session(given) as session:
        for line in lines:
            stored = enquiring.propose_line(session, line)
            print(f"Line {stored.number}, version {stored.version}, is proposed: {stored.title}")
            for term in stored.terms:
                print(f"  {term.kind} “{term.text}”" + (f": also {', '.join(term.forms)}" if term.forms else ""))
    return 0


def _line_arguments(one: argparse.ArgumentParser) -> None:
    _acting(one)
    one.add_argument("number", type=int, metavar="N", nargs="+")
    one.add_argument("--reason", default="")


def _lines_approve(given: Given) -> int:
    with _session(given) as session:
        for number in given.number:
            line = enquiring.approve_line(session, number)
            effect = enquiring.scope_effect(session, line)
            print(f"Line {line.number}, version {line.version}, is approved. It covers {effect.in_scope} of {effect.held} items held.")
    return 0


def _lines_refuse(given: Given) -> int:
    with _session(given) as session:
        for number in given.number:
            enquiring.refuse_line(session, number, given.reason)
    return 0


def _lines_list(given: Given) -> int:
    with _session(given) as session:
        found = enquiring.list_lines(session)
        out: list[str] = []
        for one in found:
            line = one.line
            out.append(f"{line.number} v{line.version} {line.state} {line.points}  {line.title}")
            if line.state is LineState.APPROVED:
                out.append(
                    f"   in scope {one.in_scope}, unscreened {one.unscreened}, held {one.held}, flagged {one.flagged} (must review {one.must_review}), decided {one.decided}, relevant {one.relevant}"
                )
            if one.missing and line.state is LineState.PROPOSED:
                out.append(f"   still missing: {'; '.join(one.missing)}")
        return _say(given, found, out)


def _privilege_arguments(one: argparse.ArgumentParser) -> None:
    _acting(one, reading=True)
    one.add_argument("name", nargs="+", metavar="NAME", help="a solicitor, firm or domain")


def _privilege(given: Given) -> int:
    with _session(given) as session:
        found = enquiring.agree_privilege_names(session, tuple(given.name))
        return _say(given, found, found)


def _outside(given: Given) -> int:
    with _session(given) as session:
        found = enquiring.outside(session)
        return _say(given, found, [f"{one.exhibit}  {one.kind}  {one.count}  {one.why}" for one in found])


# ---- flag, review ---------------------------------------------------------------------------------------------------------
def _flag(given: Given) -> int:
    with _session(given) as session, _pool() as pool:
        report = _shown(flagging.flag(session, pool))
    lines = [f"{name.replace('_', ' ')}: {value}" for name, value in _plain(report).items() if name != "not_searchable"]
    return _say(given, report, lines + [f"not searchable: {count} {why}" for why, count in report.not_searchable])


def _items_arguments(one: argparse.ArgumentParser) -> None:
    _acting(one, reading=True)
    one.add_argument("--line", type=int, metavar="N", help="one line; all approved lines without it")
    one.add_argument("--order", choices=("time", "rank"), default="time")
    one.add_argument("--only", choices=("all", "flagged", "undecided", "unsure"), default="all")
    one.add_argument("--item", type=int, metavar="ID", help="open this one: text, reasons, personal data; logged")
    one.add_argument("--context", action="store_true", help="with its neighbours in the conversation; logged")
    one.add_argument("--open", action="store_true", help="open every item listed; each look is logged")


def _items(given: Given) -> int:
    with _session(given) as session:
        numbers = (
            [given.line]
            if given.line
            else [one.line.number for one in enquiring.list_lines(session) if one.line.state is LineState.APPROVED]
        )
        if given.item:
            return _one_item(given, session, numbers)
        rows = [(number, row) for number in numbers for row in reviewing.queue(session, number, given.order, given.only)]
        if given.open:
            views = [reviewing.open_item(session, number, row.item) for number, row in rows]
            return _say(given, views, [line for view in views for line in _view_lines(view)])
        table = [{"line": number, **_plain(row)} for number, row in rows]
        lines = [
            f"{number}  {row.item}  {row.time_london}  {row.sender}  {row.band or ''}  {row.rank or ''}  {row.decision}"
            for number, row in rows
        ]
        return _say(given, table, lines)


def _one_item(given: Given, session: Session, numbers: Sequence[int]) -> int:
    fault: ReviewError | None = None
    for number in numbers:
        try:
            views = (
                reviewing.unfold(session, number, ItemId(given.item))
                if given.context
                else (reviewing.open_item(session, number, ItemId(given.item)),)
            )
        except RuleBroken as refused:
            fault = refused
            continue
        return _say(given, views if given.context else views[0], [line for view in views for line in _view_lines(view)])
    raise fault or RuleBroken("There is no approved line of enquiry, so nothing may be looked at yet.")


def _view_lines(view: Any) -> list[str]:
    head = (
        f"item {view.id} · line {view.line} · {view.exhibit} · {view.time_london} · {view.sender}{' (context)' if view.is_context else ''}"
    )
    lines = [head, *(f"    {line}" for line in view.text.splitlines())]
    lines += [f"  why: {reason.words}" for reason in view.reasons]
    lines += [
        f"  personal data: {mark.label} at {mark.from_start}-{mark.from_end}: {mark.why}" for mark in view.marks if mark.sort == "personal"
    ]
    return lines + ([f"  decided: {view.decision.value} by {view.decided_by}"] if view.decision else [])


def _item_arguments(one: argparse.ArgumentParser) -> None:
    _acting(one, reading=True)
    one.add_argument("item", type=int, metavar="ITEM")
    one.add_argument("--line", type=int, metavar="N", help="the line; found by itself where only one covers the item")


def _line_of(session: Session, given: Given) -> int:
    if given.line:
        return int(given.line)
    numbers = reviewing.lines_of(session, ItemId(given.item))
    if len(numbers) == 1:
        return numbers[0]
    if not numbers:
        raise RuleBroken("That item is outside every approved line, not screened yet, or held.")
    raise RuleBroken(f"Say which line with --line: this item is in scope of lines {', '.join(map(str, numbers))}.")


def _decide_arguments(one: argparse.ArgumentParser) -> None:
    _item_arguments(one)
    one.add_argument("value", type=_choice(Relevance, list(Relevance)), metavar="VALUE", help=", ".join(Relevance))
    one.add_argument("--reason", default="")


def _decide(given: Given) -> int:
    with _session(given) as session:
        number = _line_of(session, given)
        reviewing.open_item(session, number, ItemId(given.item))
        made = reviewing.decide(session, number, ItemId(given.item), given.value, given.reason)
        return _say(given, made, [f"Item {made.item} is {made.value} for line {number}. Decision {made.id}."])


def _undo_arguments(one: argparse.ArgumentParser) -> None:
    _acting(one, reading=True)
    one.add_argument("decision", metavar="DECISION")


def _undo(given: Given) -> int:
    with _session(given) as session:
        stands = reviewing.undo(session, DecisionId(given.decision))
        return _say(given, stands, [f"Undone. {'What stands: ' + stands.value if stands else 'Nothing stands now.'}"])


def _history(given: Given) -> int:
    with _session(given) as session:
        found = reviewing.history(session, ItemId(given.item))
        return _say(given, found, [f"{one.at}  {'undoes ' + one.undoes if one.undoes else one.value}  {one.reason}" for one in found])


def _reveal_arguments(one: argparse.ArgumentParser) -> None:
    _item_arguments(one)
    one.add_argument("--what", choices=("names", "special", "media"), default="names")
    one.add_argument("--reason", required=True)
    one.add_argument("--attachment", type=int, default=0, metavar="N")
    one.add_argument("--to", type=Path, metavar="FILE", help="where to write the file, for media")


def _reveal(given: Given) -> int:
    with _session(given) as session:
        number = _line_of(session, given)
        if given.what == "media":
            if not given.to:
                raise RuleBroken("Say where to write the file with --to.")
            given.to.write_bytes(reviewing.reveal_media(session, number, ItemId(given.item), given.attachment, given.reason))
            return 0
        view = reviewing.reveal(session, number, ItemId(given.item), given.what, given.reason)
        return _say(given, view, _view_lines(view))


def _page_arguments(one: argparse.ArgumentParser) -> None:
    _item_arguments(one)
    one.add_argument("to", type=Path, metavar="FILE.ppm")
    one.add_argument("--edited", action="store_true", help="as it would leave")
    one.add_argument("--dpi", type=int, default=100)


def _page(given: Given) -> int:
    with _session(given) as session:
        number = _line_of(session, given)
        if given.edited:
            picture = redacting.page_preview(session, ItemId(given.item), given.dpi)[1]
        else:
            picture = reviewing.page_picture(session, number, ItemId(given.item), given.dpi)
    given.to.write_bytes(f"P6 {picture.width} {picture.height} 255\n".encode() + picture.rgb)
    return 0


def _look_arguments(one: argparse.ArgumentParser) -> None:
    _acting(one, reading=True)
    one.add_argument("item", type=int, metavar="ITEM")
    one.add_argument("--line", type=int, required=True, metavar="N")
    one.add_argument("--reason", required=True)
    one.add_argument("--minutes", type=int, default=15)


def _look(given: Given) -> int:
    with _session(given) as session:
        view = reviewing.look_outside(session, ItemId(given.item), given.line, given.reason, given.minutes)
        return _say(given, view, _view_lines(view))


# ---- holds and finds ------------------------------------------------------------------------------------------------------
def _hold_arguments(one: argparse.ArgumentParser) -> None:
    _item_arguments(one)
    one.add_argument("--kind", type=_choice(HoldKind, list(HoldKind)), default=HoldKind.LPP)


def _hold(given: Given) -> int:
    with _session(given) as session:
        together = reviewing.hold(session, _line_of(session, given), ItemId(given.item), given.kind)
        return _say(given, together, [f"Held for independent counsel: {', '.join(map(str, together))}"])


def _held(given: Given) -> int:
    with _session(given) as session:
        found = reviewing.held(session)
        return _say(given, found, [f"{item}  {kind}  {trigger}" for item, kind, trigger in found])


def _held_read_arguments(one: argparse.ArgumentParser) -> None:
    _acting(one, reading=True)
    one.add_argument("item", type=int, metavar="ITEM")


def _held_read(given: Given) -> int:
    with _session(given) as session:
        found = reviewing.read_held(session, ItemId(given.item))
        return _say(given, found, found)


def _release_arguments(one: argparse.ArgumentParser) -> None:
    _held_read_arguments(one)
    one.add_argument("outcome", choices=("RELEASED", "UPHELD"))


def _release(given: Given) -> int:
    with _session(given) as session:
        reviewing.release(session, ItemId(given.item), given.outcome)
    return 0


def _find_arguments(one: argparse.ArgumentParser) -> None:
    _item_arguments(one)
    one.add_argument("--tier", choices=("IMMEDIATE", "SERIOUS", "OTHER"), required=True)
    one.add_argument("--category", required=True)
    one.add_argument("--note", required=True)


def _find(given: Given) -> int:
    with _session(given) as session:
        made = reviewing.report_find(session, _line_of(session, given), ItemId(given.item), given.tier, given.category, given.note)
    if given.tier == "IMMEDIATE":
        print("Telephone your supervisor now, and follow your force's emergency instructions.")
    print(f"Find {made} is recorded; the item is masked until a supervisor acts.")
    return 0


def _finds(given: Given) -> int:
    with _session(given) as session:
        found = reviewing.finds(session)
        return _say(given, found, ["  ".join(map(str, row)) for row in found])


def _find_close_arguments(one: argparse.ArgumentParser) -> None:
    _acting(one)
    one.add_argument("find", metavar="FIND")
    one.add_argument("outcome", metavar="OUTCOME")


def _find_close(given: Given) -> int:
    with _session(given) as session:
        reviewing.close_find(session, given.find, given.outcome)
    return 0


# ---- redact, approve, produce ---------------------------------------------------------------------------------------------
def _redact_arguments(one: argparse.ArgumentParser) -> None:
    _acting(one, reading=True)
    one.add_argument("item", type=int, nargs="?", metavar="ITEM", help="one item; without it every relevant item")
    one.add_argument("--line", type=int, metavar="N")
    one.add_argument("--suggested", action="store_true", help="take up every certain and likely finding (needs --attest)")
    one.add_argument("--attest", action="store_true", help=f"states: {redacting.ATTESTATION}")
    one.add_argument("--span", type=int, nargs=2, metavar=("START", "END"), help="mark this span of the item's text by hand")
    one.add_argument(
        "--type",
        type=_choice(RedactionType, list(RedactionType)),
        default=RedactionType.NAMED_INDIVIDUAL,
        metavar="TYPE",
        help=", ".join(RedactionType),
    )
    one.add_argument("--purpose", type=_choice(Purpose, list(Purpose)), default=Purpose.PRIVACY, metavar="PURPOSE")
    one.add_argument("--kind", default="", help="what it is, for its token; by default from the type")
    one.add_argument("--reason", default="")
    one.add_argument("--everywhere", action="store_true", help="the same value in every other relevant item too")
    one.add_argument("--keep", action="store_true", help="leave the span visible on purpose, with --reason")


def _redact(given: Given) -> int:
    with _session(given) as session:
        made: list[Any] = []
        if given.span:
            made = _redact_span(given, session)
        else:
            targets = [(_line_of(session, given), ItemId(given.item))] if given.item else redacting.relevant(session)
            for number, item in targets:
                made += redacting.mark_suggested(session, number, item, given.attest)
        if given.everywhere or not given.item:
            made += redacting.spread(session)
        return _say(
            given, made, [f"{len(made)} marks made.", *(f"  item {one.item} {one.start}-{one.end} {one.type} {one.token}" for one in made)]
        )


def _redact_span(given: Given, session: Session) -> list[Any]:
    if not given.item:
        raise RuleBroken("Say in which item the span is.")
    number, item = _line_of(session, given), ItemId(given.item)
    if given.keep:
        redacting.keep(session, number, item, *given.span, given.reason)
        return []
    kind = given.kind or next((kind for kind, cps in _KINDS.items() if cps is given.type), "OTHER")
    made = [redacting.mark(session, number, item, *given.span, kind, given.type, given.purpose, given.reason)]
    return made + (list(redacting.mark_everywhere(session, number, item, *given.span, given.reason)) if given.everywhere else [])


_KINDS = {
    "PERSON": RedactionType.NAMED_INDIVIDUAL,
    "PHONE_NUMBER": RedactionType.PHONE_NUMBER,
    "EMAIL_ADDRESS": RedactionType.EMAIL_ADDRESS,
    "ADDRESS": RedactionType.ADDRESS,
    "LOCATION": RedactionType.LOCATION,
    "DATE_OF_BIRTH": RedactionType.DATE_OF_BIRTH,
    "UK_NHS": RedactionType.NHS_NUMBER,
    "UK_NINO": RedactionType.NI_NUMBER,
    "UK_VEHICLE_REGISTRATION": RedactionType.VEHICLE_REGISTRATION,
    "UK_BANK_ACCOUNT": RedactionType.BANK_DETAILS,
    "OCCUPATION": RedactionType.OCCUPATION,
    "RELATIONSHIP": RedactionType.RELATIONSHIP,
    "TITLE": RedactionType.TITLE,
}


def _withdraw_arguments(one: argparse.ArgumentParser) -> None:
    _acting(one)
    one.add_argument("redaction", metavar="REDACTION")
    one.add_argument("--reason", required=True)


def _withdraw(given: Given) -> int:
    with _session(given) as session:
        redacting.withdraw(session, RedactionId(given.redaction), given.reason)
    return 0


def _waiting(given: Given) -> int:
    with _session(given) as session:
        found = (redacting.preview(session, ItemId(given.item)),) if given.item else approving.waiting(session)
        lines = [
            line
            for one in found
            for line in (f"item {one.item} · {one.exhibit} · {one.state}", f"  before: {one.before}", f"  after:  {one.after}")
        ]
        return _say(given, found, lines)


def _waiting_arguments(one: argparse.ArgumentParser) -> None:
    _acting(one, reading=True)
    one.add_argument("item", type=int, nargs="?", metavar="ITEM")


def _approve_arguments(one: argparse.ArgumentParser) -> None:
    _acting(one, reading=True)
    one.add_argument("item", type=int, nargs="*", metavar="ITEM", help="these; without any, everything that waits")
    one.add_argument("--attest", action="store_true", help="states that every item was looked at before and after")


def _approve(given: Given) -> int:
    with _session(given) as session:
        chosen = given.item or [one.item for one in approving.waiting(session) if not one.state.startswith("approved")]
        made = approving.approve(session, tuple(ItemId(item) for item in chosen), given.attest or not given.item)
        return _say(given, made, [f"Approved {len(made.items)} items. Digest {made.digest}"])


def _send_back_arguments(one: argparse.ArgumentParser) -> None:
    _held_read_arguments(one)
    one.add_argument("--reason", required=True)


def _send_back(given: Given) -> int:
    with _session(given) as session:
        approving.send_back(session, ItemId(given.item), given.reason)
    return 0


def _endorse_arguments(one: argparse.ArgumentParser) -> None:
    _held_read_arguments(one)
    one.add_argument("code", type=_choice(DisclosureCode, list(DisclosureCode)), metavar="CODE", help=", ".join(DisclosureCode))
    one.add_argument("--accused", required=True, metavar="NAME")
    one.add_argument("--reason", default="")


def _endorse(given: Given) -> int:
    with _session(given) as session:
        approving.endorse(session, ItemId(given.item), given.accused, given.code, given.reason)
    return 0


def _produce_arguments(one: argparse.ArgumentParser) -> None:
    _acting(one, reading=True)
    one.add_argument("out", type=Path, metavar="OUT", help="a new folder")
    one.add_argument("--to", required=False, default="", metavar="RECIPIENT")


def _produce(given: Given) -> int:
    with _session(given) as session:
        made = _shown(producing.produce(session, given.out, given.to or "recipient not named"))
    return _say(
        given,
        made,
        [
            f"{made.items} items, {made.redactions} redactions, {made.log_entries} log entries, root {made.root}",
            *(f"  {name}" for name in made.files),
        ],
    )


# ---- log, checks ----------------------------------------------------------------------------------------------------------
def _verify_arguments(one: argparse.ArgumentParser) -> None:
    one.add_argument("path", type=Path, metavar="PATH", help="a bundle folder, a log, or (with --user) a case")
    one.add_argument("--user", metavar="NAME", help="to check the log of a case")
    one.add_argument("--passphrase-file", type=Path, metavar="FILE")
    one.add_argument("--json", action="store_true", help="print JSON")


def _verify(given: Given) -> int:
    if (given.path / "case.db").is_file():
        given.case = given.path
        with _session(given) as session:
            verdict = auditing.verify_case(session)
    else:
        verdict = auditing.verify_path(given.path)
    status = ("INTACT", "ALTERED", "INCOMPLETE", "CANNOT TELL")[verdict.status]
    _say(given, verdict, [*verdict.lines, *(f"user {user} signs with key {key}" for user, key in verdict.keys), status])
    return 0 if verdict.status == 0 else 1


def _log_arguments(one: argparse.ArgumentParser) -> None:
    _acting(one, reading=True)
    one.add_argument("--by", default="", metavar="NAME", help="only what this user did")
    one.add_argument("--op", default="", help="only this operation, for example CONSULT")
    one.add_argument("--item", type=int, default=0, metavar="ID")


def _log(given: Given) -> int:
    with _session(given) as session:
        found = auditing.events(session, given.by, given.op, given.item)
        return _say(
            given, found, [f"{one.seq}  {one.utc}  {one.user}  {one.op}  {one.action}  {one.object}  {one.reason}" for one in found]
        )


def _not_examined(given: Given) -> int:
    with _session(given) as session:
        found = auditing.not_examined(session)
        return _say(given, found, [f"{count}  {why}" for why, count in found])


# ---- without a case -------------------------------------------------------------------------------------------------------
def _detect_arguments(one: argparse.ArgumentParser) -> None:
    one.add_argument("source", type=Path, metavar="IN.jsonl")
    one.add_argument("target", type=Path, metavar="OUT.jsonl")


def _detect(given: Given) -> int:
    print(f"{measuring.detect(given.source, given.target)} texts read.", file=sys.stderr)
    return 0


def _redact_file_arguments(one: argparse.ArgumentParser) -> None:
    one.add_argument("source", type=Path, metavar="IN")
    one.add_argument("target", type=Path, metavar="OUT")
    one.add_argument("--terms", type=Path, metavar="FILE", help="one term a line")
    one.add_argument("--auto", action="store_true", help="also what the detector is sure of")


def _redact_file(given: Given) -> int:
    terms: list[str] = []
    if given.terms:
        try:
            terms = given.terms.read_text("utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError):
            raise ReviewError("The file of terms cannot be read. Give a text file in UTF-8 with one term a line.") from None
    if not terms and not given.auto:
        raise ReviewError("Say what to remove: --terms FILE, --auto, or both.")
    done = measuring.redact_file(given.source, given.target, terms, given.auto)
    pictures = f", {len(done.pages_as_pixels)} pages became pictures" if done.pages_as_pixels else ""
    print(f"{done.removed} places removed{pictures}. The new file was read again and nothing that was to go was found.")
    for warning in done.warnings:
        print(warning, file=sys.stderr)
    return 0


def _demo_arguments(one: argparse.ArgumentParser) -> None:
    one.add_argument("out", type=Path, nargs="?", metavar="DIR", help="a new folder; by default one for this session only")
    one.add_argument("--headless", action="store_true", help="run the whole story without a window")
    one.add_argument("--messages", type=int, default=3600, help="how many messages, about")
    one.add_argument("--material", action="store_true", help="only write the fictional exports")


def _demo(given: Given) -> int:
    if not given.out:
        raise ReviewError("Say where the demo goes: demo --headless DIR.")
    if given.material:
        demonstrating.make_material(given.out, given.messages)
        return 0
    with _pool() as pool:
        done = _shown(demonstrating.run_demo(given.out, pool, given.messages))
    print(f"{done.items} items held, {done.in_scope} in scope of an approved line.")
    print(f"Items hit by an agreed term: {done.term_items}, of them flagged for review: {done.term_items_flagged}.")
    print(
        f"Planted relevant items in scope: {done.planted}, of them in the first 5 % of their line: {done.planted_in_top} (recall {done.planted_in_top / max(1, done.planted):.3f})."
    )
    for number, found, planted in done.recall_by_line:
        print(f"  line {number}: {found} of {planted}")
    print(
        f"Bundle: {done.bundle.items} items, {done.bundle.redactions} redactions, {len(done.bundle.files)} files, {done.bundle.log_entries} log entries."
    )
    print(*done.verdict.lines, sep="\n")
    return 0


def _read(one: argparse.ArgumentParser) -> None:
    _acting(one, reading=True)


COMMANDS: tuple[Command, ...] = (
    Command(
        "demo",
        "the fictional demo case: in a window, or whole without one",
        _demo_arguments,
        _demo,
        ("make_material", "prepare_demo", "run_demo"),
    ),
    Command("case new", "make a new case and its administrator", _case_new_arguments, _case_new, ("create_case",)),
    Command("case show", "the state of a case in counts", _read, _summary, ("summary", "open_case", "close")),
    Command("user add", "enrol a user", _user_add_arguments, _user_add, ("add_user", "peek")),
    Command("user list", "who is enrolled", _read, _user_list, ("list_users",)),
    Command("user passphrase", "change your own passphrase", _user_passphrase_arguments, _user_passphrase, ("change_passphrase",)),
    Command("recognise", "what a file is, by its bytes", _recognise_arguments, _recognise, ("recognise",)),
    Command("import", "read an export into the case", _import_arguments, _import, ("import_path", "exhibit_from", "options_from")),
    Command("imports", "the account of every import", _read, _imports, ("import_reports",)),
    Command(
        "lines add", "propose lines of enquiry from a TOML file", _lines_add_arguments, _lines_add, ("lines_from_toml", "propose_line")
    ),
    Command("lines approve", "approve proposed lines (another person)", _line_arguments, _lines_approve, ("approve_line", "scope_effect")),
    Command("lines refuse", "refuse proposed lines", _line_arguments, _lines_refuse, ("refuse_line",)),
    Command("lines list", "every line with its counts", _read, _lines_list, ("list_lines",)),
    Command("outside", "what no line covers, as counts", _read, _outside, ("outside",)),
    Command("privilege", "agree names that point to legal advice", _privilege_arguments, _privilege, ("agree_privilege_names",)),
    Command("flag", "screen, index, search, rank, find personal data", _read, _flag, ("flag",)),
    Command("items", "the queue of a line, or one item", _items_arguments, _items, ("queue", "open_item", "unfold")),
    Command("decide", "decide on an item for a line", _decide_arguments, _decide, ("decide", "lines_of")),
    Command("undo", "take back a decision of your own", _undo_arguments, _undo, ("undo",)),
    Command("history", "every decision on an item", _item_arguments, _history, ("history",)),
    Command("reveal", "show masked names, words or media, with a reason", _reveal_arguments, _reveal, ("reveal", "reveal_media")),
    Command("page", "write a document page as a picture", _page_arguments, _page, ("page_picture", "page_preview")),
    Command("look", "open one item outside scope, with a reason", _look_arguments, _look, ("look_outside",)),
    Command("hold", "hold an item for independent counsel", _hold_arguments, _hold, ("hold",)),
    Command("held", "the register of held items", _read, _held, ("held",)),
    Command("read-held", "counsel reads a held item", _held_read_arguments, _held_read, ("read_held",)),
    Command("release", "counsel's outcome for a held item", _release_arguments, _release, ("release",)),
    Command("find", "report an out-of-scope find", _find_arguments, _find, ("report_find",)),
    Command("finds", "open finds", _read, _finds, ("finds",)),
    Command("close-find", "a supervisor's outcome for a find", _find_close_arguments, _find_close, ("close_find",)),
    Command(
        "redact",
        "mark personal data in relevant items",
        _redact_arguments,
        _redact,
        ("mark", "mark_suggested", "mark_everywhere", "spread", "keep", "relevant"),
    ),
    Command("withdraw", "take back a mark", _withdraw_arguments, _withdraw, ("withdraw",)),
    Command("waiting", "items before and after, for approval", _waiting_arguments, _waiting, ("waiting", "preview")),
    Command("approve", "approve items with their marks (another person)", _approve_arguments, _approve, ("approve",)),
    Command("send-back", "send an item back to the reviewer", _send_back_arguments, _send_back, ("send_back",)),
    Command("endorse", "the prosecutor's code for an item and an accused", _endorse_arguments, _endorse, ("endorse",)),
    Command("produce", "write the bundle", _produce_arguments, _produce, ("produce",)),
    Command("verify", "check a bundle, a log or a case", _verify_arguments, _verify, ("verify_path", "verify_case")),
    Command("log", "the decision log", _log_arguments, _log, ("events",)),
    Command("not-examined", "what was not looked at, and why", _read, _not_examined, ("not_examined",)),
    Command("detect", "find personal data in a JSON-lines file", _detect_arguments, _detect, ("detect",)),
    Command("redact-file", "redact one file, without a case", _redact_file_arguments, _redact_file, ("redact_file",)),
)

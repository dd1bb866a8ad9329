"""Commands that bring exports into a case."""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from evidence_review.cli.acting import acting, choice, day, opened, plain, say, say_json, shown, toml
from evidence_review.cli.dates import dates_lines
from evidence_review.cli.terminal import put
from evidence_review.domain.accounting import GROUPS, Account
from evidence_review.domain.basis import Exhibit
from evidence_review.domain.errors import ReviewError, RuleBroken, UnreadableExport
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.import_limits import Limit
from evidence_review.domain.kinds import ExhibitKind, LegalBasis, ProblemKind
from evidence_review.domain.neutral_words import remark
from evidence_review.workflow.case.views import ImportReport, Preview
from evidence_review.workflow.importing import exhibit_facts, importing, previewing, reporting

type Given = argparse.Namespace


def import_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("path", type=Path, metavar="PATH", help="a file, or a folder of them")
    one.add_argument(
        "--exhibit", metavar="REF", help="for example ABC/1; may be left out where the case has exactly one"
    )
    one.add_argument(
        "--basis", type=choice(LegalBasis, list(LegalBasis)), metavar="BASIS", help=", ".join(LegalBasis)
    )
    one.add_argument(
        "--basis-file",
        type=Path,
        metavar="TOML",
        help="power, note, [notice] and [request]: docs/legal-basis.md",
    )
    one.add_argument("--basis-note", default="", metavar="TEXT", help="what the basis is, where it is OTHER")
    one.add_argument(
        "--kind",
        type=choice(ExhibitKind, list(ExhibitKind)),
        default=ExhibitKind.DEVICE,
        metavar="KIND",
        help=", ".join(ExhibitKind),
    )
    one.add_argument("--attributed-to", default="", metavar="NAME")
    _reading_arguments(one)
    limits = one.add_argument_group(
        "limits", "take only what the legal basis covers; the rest is counted and never stored"
    )
    limits.add_argument(
        "--person",
        action="append",
        default=[],
        metavar="NAME",
        help="only conversations with this person; again for more",
    )
    limits.add_argument(
        "--from",
        type=day,
        dest="date_from",
        metavar="DATE",
        help="only from this day on, for example 2025-03-08",
    )
    limits.add_argument("--to", type=day, dest="date_to", metavar="DATE", help="only up to and with this day")
    limits.add_argument(
        "--leave",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="leave this source of the folder out; again for more",
    )
    limits.add_argument("--no-undated", action="store_true", help="leave out what has no time")
    one.add_argument("--report", type=Path, metavar="PDF", help="write the import report too")
    one.add_argument(
        "--again",
        action="store_true",
        help="read once more what was not read, or in part only: what was not there is added, nothing twice",
    )


def _reading_arguments(one: argparse.ArgumentParser) -> None:
    one.add_argument(
        "--owner",
        metavar="NAME",
        action="append",
        default=[],
        help="whose phone or account it is, as the export has the name; again for each other name and number",
    )
    one.add_argument("--zone", metavar="ZONE", help="the phone's time zone, for example Europe/London")
    order = one.add_mutually_exclusive_group()
    order.add_argument(
        "--day-first", action="store_const", const=True, dest="day_first", help="read 03/04/2025 as 3 April"
    )
    order.add_argument(
        "--month-first", action="store_const", const=False, dest="day_first", help="read it as 4 March"
    )
    one.add_argument(
        "--mapping",
        type=Path,
        metavar="JSON",
        help="which column of a table is what, as `columns` wrote it and you corrected it",
    )


def import_(given: Given) -> int:
    with opened(given) as session:
        exhibit = _exhibit(given, session)
        limit = Limit(tuple(given.person), given.date_from, given.date_to, not given.no_undated)
        try:
            reports = shown(
                importing.import_path(
                    session, given.path, exhibit, _options(given), limit, _left(given), again=given.again
                )
            )
        except importing.SourceRefused as refused:
            if given.json:
                say_json(given, _figures(refused.report.account))
            raise
        if given.report:
            reporting.import_report(session, given.report, tuple(report.source for report in reports))
    _say_accounts(
        given,
        [report.account for report in reports],
        [line for report in reports for line in _import_lines(report)],
        [*map(_of_reading, reports)],
    )
    unread = [
        one.reason
        for report in reports
        for one in report.coverage.problems
        if one.kind is ProblemKind.NOT_READ
    ]
    if unread and not any(report.coverage.imported for report in reports):
        raise UnreadableExport(unread[0])
    return 0


def _exhibit(given: Given, session: Any) -> Exhibit:
    """The exhibit as given, or the only one on record."""
    if not given.exhibit:
        known = importing.exhibits_known(session)
        if len(known) != 1:
            raise RuleBroken(
                (
                    "Say under which exhibit this is imported, with --exhibit REF and, where it is "
                    "new, its --basis."
                )
            )
        return known[0]
    table: dict[str, Any] = toml(given.basis_file) if given.basis_file else {}
    if not given.basis and "power" not in table:
        for one in importing.exhibits_known(session):
            if one.ref == given.exhibit:
                return one
        raise RuleBroken(
            "An exhibit cannot be opened until its legal basis is recorded: give --basis or --basis-file."
        )
    table = {
        "power": str(given.basis or table["power"]),
        "note": given.basis_note or table.get("note", ""),
        **{k: table[k] for k in ("notice", "request") if k in table},
    }
    return exhibit_facts.exhibit_from(
        {"ref": given.exhibit, "kind": given.kind, "attributed_to": given.attributed_to, "basis": table}
    )


def _left(given: Given) -> frozenset[Path]:
    """The sources to leave out, as written or below the folder."""
    return frozenset(path for each in given.leave for path in (each, given.path / each))


def _options(given: Given) -> ReadOptions:
    owner = tuple(given.owner)
    options = ReadOptions(given.zone, given.day_first, owner[0] if owner else None, owner[1:])
    if not given.mapping:
        return options
    try:
        return replace(options, mapping=given.mapping.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        raise ReviewError(
            (
                "The mapping of columns cannot be read. Check the path and that it is the JSON that "
                "`columns` wrote."
            )
        ) from None


def _of_reading(report: ImportReport) -> dict[str, Any]:
    """The number of the source and how its dates are read; which reading of it it is and the figures of those
    before, but for the first."""
    said: dict[str, Any] = {
        "source_id": report.source,
        "dates": {**plain(report.dates), "order": report.dates.words},
    }
    return said | (
        {"reading": report.reading, "earlier": [_figures(one) for one in report.earlier]}
        if report.reading > 1
        else {}
    )


def _say_accounts(
    given: Given, accounts: list[Account], lines: list[str], more: Sequence[dict[str, Any]] = ()
) -> None:
    """One object for one source, a list for several."""
    if given.json:
        figures = [
            _figures(one) | beside for one, beside in zip(accounts, more or [{}] * len(accounts), strict=True)
        ]
        say_json(given, figures[0] if len(figures) == 1 else figures)
    else:
        put("\n".join(lines))


def _figures(account: Account) -> dict[str, Any]:
    """An account as printed: figures, groups as objects, and by how much it does not reconcile."""
    shown = plain(account)
    shown["declared"] = {claim.what: claim.count for claim in account.declared}
    for name in GROUPS:
        shown[name] = dict(getattr(account, name))
    return {**shown, "reconciles": account.off_by == 0, "off_by": account.off_by}


def preview_arguments(one: argparse.ArgumentParser) -> None:
    one.add_argument(
        "path",
        type=Path,
        metavar="PATH",
        help="a file, or a folder of them; nothing of it is stored, and no case is needed",
    )
    one.add_argument("--json", action="store_true", help="print JSON")
    one.add_argument(
        "--people",
        action="store_true",
        help="name who takes part, as the export does: to choose --owner and --person before the import",
    )
    _reading_arguments(one)


def preview(given: Given) -> int:
    found = shown(previewing.look_through(given.path, _options(given)))
    named = bool(given.people)
    _say_accounts(
        given,
        [one.named if named else one.account for one in found],
        [line for one in found for line in _preview_lines(one, named=named)],
        [{"people": dict(one.people)} for one in found] if named else (),
    )
    return 0 if any(one.account.imported for one in found) else 1


def columns_arguments(one: argparse.ArgumentParser) -> None:
    one.add_argument("path", type=Path, metavar="FILE", help="a spreadsheet, or a CSV file")
    one.add_argument("--json", action="store_true", help="what it prints is JSON always")


def columns(given: Given) -> int:
    """The mapping as JSON: write it to a file, correct it, and give it to `import --mapping`; it serves for
    every table of the same headings."""
    say_json(given, [sheet.to_dict() for sheet in previewing.columns_of(given.path)])
    return 0


def _preview_lines(one: Preview, *, named: bool) -> list[str]:
    account = one.named if named else one.account
    lines = [f"{one.path} · {account.importer}"]
    lines += [f"  the source declares {claim.count} {claim.what}" for claim in account.declared]
    lines.append(
        (
            f"  found {account.found} = to import {account.imported} + read in part {account.partly} + "
            f"not read {account.not_read}"
        )
    )
    lines += (
        ["  " + ", ".join(f"{kind.lower()}: {count}" for kind, count in account.kinds)]
        if account.kinds
        else []
    )
    lines.append(
        (
            f"  {account.first or 'no time known'} to {account.last or 'no time known'}; "
            f"{account.undated} without a time"
        )
    )
    people = "person" if account.participants == 1 else "people"
    lines.append(f"  {_conversations(account.conversations)}, {account.participants} {people}")
    lines += [
        f"  {_conversations(count)} with {label}"
        if count
        else f"  no conversation, but other records: {label}"
        for label, count in (one.people[:20] if named else ())
    ]
    return lines + [f"  {warning}" for warning in (*account.unknown, *account.warnings)[:50]]


def _conversations(number: int) -> str:
    return f"{number} conversation{'' if number == 1 else 's'}"


def _import_lines(report: ImportReport) -> list[str]:
    found, account = report.coverage, report.account
    state = "complete" if report.complete else "not complete: run it again to resume"
    state += f" · reading {report.reading}" if report.reading > 1 else ""
    lines = [
        f"{report.exhibit} · {report.name} · {report.importer} · {state}",
        f"  source {report.source}, sha256 {report.sha256}",
    ]
    lines += [f"  the source declares {claim.count} {claim.what}" for claim in found.declared]
    lines.append(
        (
            f"  found {found.found} = imported {account.imported} + read in part {account.partly} + "
            f"not read {account.not_read} + left out on purpose {account.left_out}"
        )
    )
    if account.off_by:
        lines.append(f"  THIS DOES NOT RECONCILE: {account.off_by} records are not accounted for")
    lines += dates_lines(report.dates)
    return lines + [f"  {problem.kind}: {remark(problem)}" for problem in found.problems[:50]]


def imports(given: Given) -> int:
    with opened(given) as session:
        reports = importing.import_reports(session)
        return say(given, reports, [line for report in reports for line in _import_lines(report)])


def report_arguments(one: argparse.ArgumentParser) -> None:
    acting(one)
    one.add_argument("out", type=Path, metavar="FILE", help="a new file that ends in .pdf or .json")


def report(given: Given) -> int:
    with opened(given) as session:
        put(reporting.import_report(session, given.out))
    return 0


def formats_arguments(one: argparse.ArgumentParser) -> None:
    one.add_argument("--json", action="store_true", help="print JSON: the page as one text")


def formats(given: Given) -> int:
    page = importing.formats_page()
    return say(given, {"page": page}, page.splitlines())


def recognise_arguments(one: argparse.ArgumentParser) -> None:
    one.add_argument("path", type=Path, metavar="PATH")
    one.add_argument("--json", action="store_true", help="print JSON")


def recognise(given: Given) -> int:
    found = importing.recognise(given.path)
    return say(given, {"recognised": found}, [found])

"""Commands that bring exports into a case."""

import argparse
from pathlib import Path
from typing import Any

from evidence_review.cli.acting import acting, choice, opened, say, shown, toml
from evidence_review.domain.errors import RuleBroken, UnreadableExport
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import ExhibitKind, LegalBasis, ProblemKind
from evidence_review.workflow import (
    demonstrating,
    importing,
)

type Given = argparse.Namespace


def import_arguments(one: argparse.ArgumentParser) -> None:
    acting(one, reading=True)
    one.add_argument("path", type=Path, metavar="PATH", help="a file, or a folder of them")
    one.add_argument("--exhibit", required=True, metavar="REF", help="for example ABC/1")
    one.add_argument("--basis", type=choice(LegalBasis, list(LegalBasis)), metavar="BASIS", help=", ".join(LegalBasis))
    one.add_argument("--basis-file", type=Path, metavar="TOML", help="power, note, [notice] and [request]: docs/legal-basis.md")
    one.add_argument("--basis-note", default="", metavar="TEXT", help="what the basis is, where it is OTHER")
    one.add_argument(
        "--kind", type=choice(ExhibitKind, list(ExhibitKind)), default=ExhibitKind.DEVICE, metavar="KIND", help=", ".join(ExhibitKind)
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


def import_(given: Given) -> int:
    table: dict[str, Any] = toml(given.basis_file) if given.basis_file else {}
    if not given.basis and "power" not in table:
        raise RuleBroken("An exhibit cannot be opened until its legal basis is recorded: give --basis or --basis-file.")
    table = {
        "power": str(given.basis or table["power"]),
        "note": given.basis_note or table.get("note", ""),
        **{k: table[k] for k in ("notice", "request") if k in table},
    }
    exhibit = demonstrating.exhibit_from({"ref": given.exhibit, "kind": given.kind, "attributed_to": given.attributed_to, "basis": table})
    options = ReadOptions(given.zone, given.day_first, given.owner[0] if given.owner else None, tuple(given.owner[1:]))
    with opened(given) as session:
        reports = shown(importing.import_path(session, given.path, exhibit, options))
    unread = [one.reason for report in reports for one in report.coverage.problems if one.kind is ProblemKind.NOT_READ]
    if unread and not any(report.coverage.imported for report in reports):
        raise UnreadableExport(unread[0])
    return say(given, reports, [line for report in reports for line in _import_lines(report)])


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


def imports(given: Given) -> int:
    with opened(given) as session:
        reports = importing.import_reports(session)
        return say(given, reports, [line for report in reports for line in _import_lines(report)])


def recognise_arguments(one: argparse.ArgumentParser) -> None:
    one.add_argument("path", type=Path, metavar="PATH")


def recognise(given: Given) -> int:
    print(importing.recognise(given.path))
    return 0

"""TSV exports of a LEAPP report whose artifact has no table in the LAVA database: read as records, so that
nothing is lost (reference/formats.md 3.14).

They are UTF-8 with a byte order mark and quoted cells that may hold line breaks, so physical lines are not
rows.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import PurePosixPath

from evidence_review.domain.evidence import Item, Problem
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.domain.sheet_mapping import Field
from evidence_review.importers.accounts.account_times import moment_of
from evidence_review.importers.examiners.lava.manifest import Artifact, sanitised
from evidence_review.importers.packed.export_files import Tree
from evidence_review.importers.plugin import Clock, decode_text
from evidence_review.importers.tables.tables_headers import meaning

_DAMAGED = (
    "A TSV table of this report is damaged. What came before the damage was kept. Ask for a fresh copy."
)


def exported(
    tree: Tree, folder: str, at: str, listed: list[Artifact], tables: set[str], clock: Clock
) -> Iterator[Item | Problem]:
    """A RECORD for each row of the TSV tables that no table of the database repeats; the others are only
    counted."""
    held = [each for each in listed if each.table in tables]
    known, headings = _names(held), [{*map(_same, each.labels.values())} for each in held if each.labels]
    repeated = 0
    for name in _table_files(tree, folder):
        rows, fault = _rows(tree, name)
        place, title = f"{at}{name[len(folder) :]}", PurePosixPath(name).stem
        if _same(title) in known or (rows and {*map(_same, rows[0])} in headings):
            repeated += 1
            continue
        yield from _items(place, title, rows, clock)
        if fault:
            yield Problem(place, ProblemKind.PARTLY_READ, _DAMAGED, 1)
    if repeated:
        reason = (
            f"{repeated} TSV tables show again what the database of this report holds; the database was read."
        )
        yield Problem(f"{at}TSV exports", ProblemKind.SKIPPED, reason)


def _names(held: list[Artifact]) -> set[str]:
    return {_same(name) for each in held for name in (each.name, each.table, each.key) if name}


def _table_files(tree: Tree, folder: str) -> Iterator[str]:
    """The TSV tables of a report, without those among the files that it holds."""
    for name in tree.names(".tsv"):
        if name.startswith(folder) and "/data/" not in f"/{name[len(folder) :]}":
            yield name


def _same(name: str) -> str:
    return sanitised(name).replace("_", "")


def _rows(tree: Tree, name: str) -> tuple[list[list[str]], bool]:
    data, fault = tree.read_until_damage(name)
    csv.field_size_limit(1 << 30)
    rows = csv.reader(io.StringIO(decode_text(data).text, newline=""), delimiter="\t")
    return [row for row in rows if any(row)], fault is not None


def _items(place: str, title: str, rows: list[list[str]], clock: Clock) -> Iterator[Item]:
    heading = rows[0] if rows else []
    timed = next(
        (index for index, cell in enumerate(heading) if meaning(cell).field in {Field.TIME, Field.DATE}), None
    )
    for number, row in enumerate(rows[1:], 1):
        names = [*heading, *(f"column {column}" for column in range(len(heading) + 1, len(row) + 1))]
        cell = row[timed] if timed is not None and timed < len(row) else ""
        yield Item(
            locator=f"{place} row {number}",
            kind=ItemKind.RECORD,
            text="\n".join(f"{name}: {cell}" for name, cell in zip(names, row, strict=False) if cell),
            thread=place,
            position=number,
            sent=moment_of(cell, clock),
            app=title,
            thread_title=title,
        )


def other_files(tree: Tree, folder: str, at: str) -> Iterator[Problem]:
    """How many other files the report holds, which only show or copy what was read."""
    own = ("_lava_", "media/", "_HTML/media/")
    other = sum(
        1
        for name in tree.sizes
        if name.startswith(folder)
        and not name.lower().endswith(".tsv")
        and not name[len(folder) :].startswith(own)
    )
    if other:
        reason = (
            f"{other} other files of this report (pages, timelines, logs, copies of source files) were "
            f"not read. Add a file on its own if it matters."
        )
        yield Problem(f"{at}other files", ProblemKind.SKIPPED, reason)

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
from evidence_review.importers.packed.archives import DamagedMember
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
    known = {
        _same(name)
        for each in listed
        if each.table in tables
        for name in (each.name, each.table, each.key)
        if name
    }
    headings = [
        {_same(label) for label in each.labels.values()}
        for each in listed
        if each.labels and each.table in tables
    ]
    repeated = 0
    for name in tree.names(".tsv"):
        if not name.startswith(folder) or "/data/" in f"/{name[len(folder) :]}":
            continue
        rows, fault = _rows(tree, name)
        if _same(PurePosixPath(name).stem) in known or (
            rows and {_same(cell) for cell in rows[0]} in headings
        ):
            repeated += 1
            continue
        yield from _items(f"{at}{name[len(folder) :]}", PurePosixPath(name).stem, rows, clock)
        if fault:
            yield Problem(f"{at}{name[len(folder) :]}", ProblemKind.PARTLY_READ, _DAMAGED, 1)
    if repeated:
        reason = (
            f"{repeated} TSV tables show again what the database of this report holds; the database was read."
        )
        yield Problem(f"{at}TSV exports", ProblemKind.SKIPPED, reason)


def _same(name: str) -> str:
    return sanitised(name).replace("_", "")


def _rows(tree: Tree, name: str) -> tuple[list[list[str]], bool]:
    data, fault = bytearray(), False
    try:
        for chunk in tree.chunks(name):
            data += chunk
    except (DamagedMember, OSError):
        fault = True
    csv.field_size_limit(1 << 30)
    text = decode_text(bytes(data)).text
    return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter="\t") if any(row)], fault


def _items(place: str, title: str, rows: list[list[str]], clock: Clock) -> Iterator[Item]:
    heading = rows[0] if rows else []
    timed = next(
        (index for index, cell in enumerate(heading) if meaning(cell).field in {Field.TIME, Field.DATE}), None
    )
    for number, row in enumerate(rows[1:], 1):
        cells = [
            (heading[index] if index < len(heading) else f"column {index + 1}", cell)
            for index, cell in enumerate(row)
            if cell
        ]
        cell = row[timed] if timed is not None and timed < len(row) else ""
        yield Item(
            locator=f"{place} row {number}",
            kind=ItemKind.RECORD,
            text="\n".join(f"{name}: {cell}" for name, cell in cells),
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

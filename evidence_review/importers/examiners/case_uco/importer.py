"""CASE/UCO, the exchange format of forensic programs: JSON-LD with a graph of objects, one document or a zip
of them (reference/formats.md 3.15).

The graph is put into plain form in case_uco_graph, objects become items in case_uco_items.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.accounts import account_files
from evidence_review.importers.accounts.account_files import Files, names_of, start_of
from evidence_review.importers.examiners.case_uco.graph import graph_of
from evidence_review.importers.examiners.case_uco.items import Bundle
from evidence_review.importers.markup import json_stream
from evidence_review.importers.plugin import About, Clock, Decoded, Importer, encoding_remark
from evidence_review.importers.tally import Unknown, distinct, tallied

_OTHERS = (
    "These are another program's findings in an exchange format, not the phone itself. Ask for the "
    "report of that program if something is unclear."
)
_NAMES = re.compile(
    rb"(?:unifiedcyberontology|caseontology)\.org|casework\.github\.io|case\.example\.org/core"
)
_GRAPH = re.compile(rb'"@(?:context|graph)"\s*:')
_OBJECT = re.compile(rb'"(?:[\w-]+:)?(?:hasFacet|propertyBundle|object)"\s*:\s*[\[{]')
_LINKED = (".json", ".jsonld", ".case")
_LARGEST = 2 << 30
_TOO_LARGE = (
    "This document is larger than can be read here. Nothing in it has been reviewed. Ask for it in parts."
)


def recognises(path: Path) -> bool:
    """JSON-LD that names the ontologies of CASE or UCO, or has their objects; a zip of such documents."""
    if path.is_dir():
        return False
    if not account_files.is_zip(path):
        return _fits(start_of(path, path.name))
    return any(_fits(start_of(path, name)) for name in _documents(names_of(path))[:20])


def _documents(names: list[str]) -> list[str]:
    return [name for name in names if name.lower().endswith(_LINKED) and not name.startswith("__MACOSX/")]


def _fits(start: bytes) -> bool:
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text.startswith((b"{", b"[")) or not _GRAPH.search(text):
        return False
    return (
        bool(_NAMES.search(text))
        or (b'"@graph"' in text and b"hasFacet" in text)
        or (b"propertyBundle" in text and bool(_OBJECT.search(text)))
    )


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """An item for every object of the graph; people, threads and files by reference."""
    clock = Clock(options.zone)
    with account_files.opened(path) as files:
        yield from tallied(
            distinct(_values(files, options, clock)), "This document holds no objects. That proves nothing."
        )


def _values(files: Files, options: ReadOptions, clock: Clock) -> Iterator[Item | Problem | Declared]:
    names = [name for name in files.tree.names() if _is_document(files, name)]
    if any(files.tree.sizes[name] > _LARGEST for name in names):
        raise UnreadableExport(_TOO_LARGE)
    unknown = Unknown()
    yield Problem("document", ProblemKind.SOURCE_FLAG, _OTHERS)
    for name in names:
        files.used.add(name)
        loaded = json_stream.load(files.tree.chunks(name))
        at = f"{name}:" if len(names) > 1 else ""
        yield from encoding_remark(Decoded("", "utf-8", loaded.certain), at or "document")
        yield from Bundle(graph_of(loaded), at, options, clock, files, unknown).items()
        if loaded.cut is not None:
            yield json_stream.cut_problem(name)
    yield from unknown.problems()
    yield from files.remarks("CASE")


def _is_document(files: Files, name: str) -> bool:
    """Whether a file is the one that was given, or begins as a document."""
    return len(files.tree.sizes) == 1 or (
        name in _documents([name]) and _fits(files.tree.start(name, 65_536))
    )


IMPORTER = Importer(
    "CASE/UCO (JSON-LD)",
    "1",
    recognises,
    read,
    about=About(
        "CASE/UCO documents in JSON-LD, alone or in a zip with their files",
        "CASE 0.1 to 1.4, UCO 0.3 to 1.4: graphs, bundles, investigations with objects inside; any prefixes",
        (
            "messages in their threads with people and files, e-mails, calls, contacts, calendars, "
            "visits, places, accounts, files; all else as records"
        ),
        (
            "other ways of writing the graph (Turtle, XML): ask for JSON-LD; contexts at a web address "
            "are never fetched"
        ),
        (
            "the dates 1900-01-01T08:00:00 and hashes of ones that a converter writes for nothing are "
            "taken as not set"
        ),
    ),
)

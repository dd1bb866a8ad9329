"""The files that a LAVA report keeps of what it found, and the references by which rows name them
(reference/formats.md 3.14).

A media cell holds the id of a reference, a JSON list of such ids, or in older reports the id of the file or
its path.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from evidence_review.domain.evidence import Attachment, Problem
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.packed.archives import DamagedMember
from evidence_review.importers.packed.export_files import Tree
from evidence_review.importers.plugin import attach
from evidence_review.importers.sqlite.databases import Database
from evidence_review.importers.text.row_values import words


@dataclass(frozen=True, slots=True)
class _File:
    """A file as the report lists it: its path below the report, its name on the phone, its media type."""

    path: str
    name: str
    kind: str


@dataclass(slots=True)
class Media:
    """Finds files by the references in rows; counts those that were not supplied and those that are
    damaged."""

    tree: Tree
    folder: str
    files: dict[str, _File] = field(default_factory=dict)
    missing: int = 0
    damaged: int = 0

    def of(self, row: Mapping[str, Any], columns: Collection[str]) -> tuple[tuple[Attachment, ...], set[str]]:
        """The attachments that these columns name, and the columns whose value names no file at all."""
        found, unresolved = list[Attachment](), set[str]()
        for column in columns:
            for reference in _references(row.get(column)):
                file = self.files.get(reference) or (
                    _File(reference, PurePosixPath(reference).name, "") if _is_path(reference) else None
                )
                if file:
                    found.append(self._attachment(file))
                else:
                    unresolved.add(column)
        return tuple(found), unresolved

    def _attachment(self, file: _File) -> Attachment:
        place = self._place(file.path)
        if place is None:
            self.missing += 1
            return Attachment(file.name, file.kind)
        try:
            return attach(file.name, self.tree.chunks(place), place, file.kind)
        except (DamagedMember, OSError):
            self.damaged += 1
            return Attachment(file.name, file.kind, member=place)

    def _place(self, path: str) -> str | None:
        plain = path.replace("\\", "/").lstrip("./")
        return next(
            (name for base in ("", "_HTML/") if (name := f"{self.folder}{base}{plain}") in self.tree.sizes),
            None,
        )

    def problems(self) -> Iterator[Problem]:
        """What is to be said of files at the end."""
        if self.missing:
            reason = (
                f"{self.missing} files are named in this report but were not supplied. Ask for the "
                f"whole report folder with its media."
            )
            yield Problem("media", ProblemKind.MISSING_ATTACHMENT, reason)
        if self.damaged:
            yield Problem(
                "media",
                ProblemKind.PARTLY_READ,
                f"{self.damaged} files of this report are damaged. Ask for a fresh copy.",
            )


def _text(row: Mapping[str, Any], column: str) -> str:
    return words(row.get(column)) or ""


def media_of(db: Database, tree: Tree, folder: str) -> Media:
    """The files that the database of a report lists, by the ids of references and of the files themselves."""
    files = dict[str, _File]()
    for row in db.rows("_lava_media_items"):
        path = _text(row, "extraction_path") or _text(row, "source_path")
        origin = PurePosixPath((_text(row, "source_path") or path).replace("\\", "/")).name
        files[str(row.get("id"))] = _File(path, origin or "file without a name", _text(row, "type"))
    for row in db.rows("_lava_media_references"):
        file = files.get(str(row.get("media_item_id")))
        if file:
            name = PurePosixPath(_text(row, "name")).name
            files[str(row.get("id"))] = _File(file.path, name or file.name, file.kind)
    return Media(tree, folder, files)


def _references(cell: Any) -> list[str]:
    text = (words(cell) or "").strip()
    if text.startswith("["):
        try:
            listed = json.loads(text)
        except ValueError:
            return [text]
        return [str(each).strip() for each in listed if each] if isinstance(listed, list) else [text]
    return [text] if text else []


def _is_path(reference: str) -> bool:
    suffix = PurePosixPath(reference.replace("\\", "/")).suffix
    return 1 < len(suffix) <= 6 and len(reference) < 1000 and "\n" not in reference

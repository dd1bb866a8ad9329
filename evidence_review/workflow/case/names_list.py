"""The list of names in an archive that this program made: which file is which, under its new name and its old
one redacted. Written and read here."""

import csv
import io
from collections.abc import Sequence
from typing import NamedTuple

from evidence_review.domain.contents import Contents, Sheet
from evidence_review.domain.redaction_values import Removal
from evidence_review.redaction.new_files.pieces import redact_pieces
from evidence_review.redaction.new_files.writing import written

LIST_NAMES = ("index", "list", "names")
"""What the list may be called: the first of these that is not itself to be removed."""
LEFT_OUT = "left out"
"""Stands in place of the new name of a file that could not be redacted."""
type Files = Sequence[tuple[str, bytes | None]]


class Row(NamedTuple):
    """A file by its new name and by its old one."""

    new: str
    old: str


def is_list(name: str) -> bool:
    """Whether a file bears a name of such a list."""
    return name.endswith(tuple(f"{one}.csv" for one in LIST_NAMES))


def list_of_names(rows: Sequence[Row], removals: Sequence[Removal]) -> bytes:
    """The list as CSV, with the removals taken out of the old names."""
    clean, _ = redact_pieces([row.old for row in rows], removals)
    return written(
        Contents(sheets=(Sheet("", tuple(Row(row.new, old) for row, old in zip(rows, clean, strict=True))),)),
        ".csv",
    )


def without_list(found: Files) -> tuple[Files, dict[int, str]]:
    """The files without the list that this program added, and the name that it tells for each, by number;
    files left out before have no bytes."""
    if not found or found[-1][0] not in {f"{one}.csv" for one in LIST_NAMES}:
        return found, {}
    read = list(csv.reader(io.StringIO((found[-1][1] or b"").decode("utf-8-sig", "replace"))))
    rows = [Row(*row) for row in read if len(row) == len(Row._fields)]
    if len(rows) < len(read) or [row.new for row in rows if row.new != LEFT_OUT] != [
        name for name, _ in found[:-1]
    ]:
        return found, {}
    left = iter(found[:-1])
    files = [(row.old, None) if row.new == LEFT_OUT else next(left) for row in rows]
    return files, {number: row.old for number, row in enumerate(rows, 1)}

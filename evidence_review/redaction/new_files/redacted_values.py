"""The values of a file without what was agreed to go, ready to be written as a new file (reference/safety.md
1.7, docs/decisions/0020).

What a reader of the original would not have seen is listed by kind and number, and either left out or kept as
ordinary words.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from evidence_review.domain.contents import Contents, Inside, Passage, Sheet, Unseen
from evidence_review.domain.redaction_values import Removal
from evidence_review.redaction.new_files.pieces import Grid, redact_pieces
from evidence_review.redaction.terms.coded_words import as_read, without_files


@dataclass(frozen=True, slots=True)
class Remade:
    """Redacted values, how many places were removed, and what readers would not have seen, as (kind, how
    many)."""

    contents: Contents
    removed: int
    unseen: tuple[tuple[str, int], ...] = ()


def remake(contents: Contents, removals: Sequence[Removal], unseen: Unseen = Unseen.LEFT_OUT) -> Remade:
    """The values with each removal replaced by its token in every passage, label, cell and name.

    A hidden sheet, row, column or passage is left out or shown as `unseen` says; either way it is counted in
    what comes back.
    """
    counts: Counter[str] = Counter()
    passages = [
        _said(as_read(each)) for each in contents.passages if _stays(each.unseen, each.text, unseen, counts)
    ]
    sheets = [
        _visible(each, unseen, counts)
        for each in contents.sheets
        if _stays(each.unseen, each.name, unseen, counts)
    ]
    clean, removed = redact_pieces(
        list(_words(passages, sheets)),
        removals,
        _grids(len(passages), sheets),
        range(1, 2 * len(passages), 2),
    )
    left = iter(clean)
    new_passages = tuple(
        Passage(next_text, label) for label, next_text in [(next(left), next(left)) for _ in passages]
    )
    new_sheets = tuple(
        Sheet(next(left), tuple(tuple(next(left) for _ in row) for row in sheet.rows)) for sheet in sheets
    )
    return Remade(
        Contents(new_passages, new_sheets, contents.files, contents.unread),
        removed,
        tuple(sorted(counts.items())),
    )


def _words(passages: Sequence[Passage], sheets: Sequence[Sheet]) -> Iterator[str]:
    """Every label, passage, name and cell in order."""
    for one in passages:
        yield from (one.label, one.text)
    for sheet in sheets:
        yield sheet.name
        for row in sheet.rows:
            yield from row


def _grids(passages: int, sheets: Sequence[Sheet]) -> list[Grid]:
    """The places of the cells of each sheet among `_words`."""
    out: list[Grid] = []
    at = 2 * passages
    for sheet in sheets:
        at += 1
        rows: list[Sequence[int]] = []
        for row in sheet.rows:
            rows.append(range(at, at + len(row)))
            at += len(row)
        out.append(Grid(rows))
    return out


def _stays(hidden: str, words: str, unseen: Unseen, counts: Counter[str]) -> bool:
    if not hidden:
        return True
    if words.strip():
        counts[hidden] += 1
    return unseen is Unseen.SHOWN


def _said(passage: Passage) -> Passage:
    """A passage that readers would not have seen says what it was; a file written into one is left out."""
    label = (
        f"{passage.unseen}: {passage.label}"
        if passage.unseen and passage.label
        else passage.unseen or passage.label
    )
    return Passage(without_files(passage.text)[0], label)


def _visible(sheet: Sheet, unseen: Unseen, counts: Counter[str]) -> Sheet:
    columns = _columns(sheet)
    rows = sorted(row for row in sheet.rows_unseen if row < len(sheet.rows))
    counts.update({"hidden row": len(rows)} if rows else {})
    counts.update({"hidden column": len(columns)} if columns else {})
    if unseen is Unseen.SHOWN:
        return sheet
    kept = tuple(
        tuple(cell for column, cell in enumerate(row) if column not in sheet.columns_unseen)
        for place, row in enumerate(sheet.rows)
        if place not in sheet.rows_unseen
    )
    return Sheet(sheet.name, kept)


def _columns(sheet: Sheet) -> list[int]:
    """The hidden columns that hold words."""
    used = max(map(len, sheet.rows), default=0)
    return sorted(
        column
        for column in sheet.columns_unseen
        if column < used and any(_cell(row, column).strip() for row in sheet.rows)
    )


def _cell(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def neutral(number: int, name: str, ending: str = "", word: str = "item") -> str:
    """The name of a file inside a new file: a number and the ending, never the name that it had."""
    suffix = ending or PurePosixPath(name).suffix.lower()
    return f"{word}-{number:03}{suffix if suffix[1:].isalnum() and len(suffix) < 7 else '.bin'}"


def without(contents: Contents, files: Sequence[Inside]) -> Contents:
    """The same values with other files inside."""
    return replace(contents, files=tuple(files))

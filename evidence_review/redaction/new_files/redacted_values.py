"""The values of a file without what was agreed to go, ready to be written as a new file (reference/safety.md
1.7, docs/decisions/0020).

What a reader of the original would not have seen is listed by kind and number, and either left out or kept as
ordinary words.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import PurePosixPath

from evidence_review.domain.contents import Contents, Inside, Passage, Sheet, Unseen
from evidence_review.domain.redaction_values import Removal
from evidence_review.domain.text_spans import merged
from evidence_review.redaction.rewriting import rewrite
from evidence_review.redaction.terms.coded_words import as_read, without_files
from evidence_review.redaction.terms.search import Search, find, search_for

_APART = "\n|||\n"
"""Between pieces: words of a name are still found over it, digits that stand in two cells by chance are
not."""
_LONG = 7
"""From this many letters and digits on, a value is also found where it is spread over pieces."""


@dataclass(frozen=True, slots=True)
class Remade:
    """Redacted values, how many places were removed, and what readers would not have seen, as (kind, how
    many)."""

    contents: Contents
    removed: int
    unseen: tuple[tuple[str, int], ...] = ()


def search_of(removals: Sequence[Removal]) -> Search:
    """The search for all removals."""
    return search_for(
        [one.value for one in removals],
        [n for n, one in enumerate(removals) if one.whole],
        [one.keep for one in removals],
    )


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
    clean, removed = redact_pieces(list(_words(passages, sheets)), removals)
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


def redact_pieces(pieces: Sequence[str], removals: Sequence[Removal]) -> tuple[list[str], int]:
    """The pieces of one text in order, each removal replaced, also one that goes over several of them; how
    many places that were."""
    search = search_of(removals)
    filled = [place for place, piece in enumerate(pieces) if piece.strip()]
    out = list(pieces)
    removed = 0
    for _ in range(3):  # what is left may come to stand beside another rest of the value
        count = 0
        for between, shortest in ((_APART, 1), (" ", _LONG)):
            count += _once(out, filled, between, search, removals, shortest)
        removed += count
        if not count:
            break
    return out, removed


def redact_joined(pieces: Sequence[str], removals: Sequence[Removal]) -> tuple[list[str], int]:
    """The pieces of one text, between which nothing stands, each removal that goes over several of them
    replaced where it begins."""
    out = list(pieces)
    search = search_of(removals)
    joined = "".join(pieces)
    ends = list(accumulate(map(len, pieces)))
    across = [
        hit
        for hit in find(joined, search)
        if not any(
            end - len(one) <= hit.start and hit.end <= end for end, one in zip(ends, pieces, strict=True)
        )
    ]
    edits: dict[int, list[tuple[int, int, str]]] = {}
    for start, end, token in merged([(hit.start, hit.end, removals[hit.term].token) for hit in across]):
        left = token
        for number, one in enumerate(pieces):
            low, high = max(start - ends[number] + len(one), 0), min(end - ends[number] + len(one), len(one))
            if low < high:
                edits.setdefault(number, []).append((low, high, left))
                left = ""
    for number, marks in edits.items():
        out[number] = rewrite(pieces[number], marks)
    return out, len(across)


def _once(
    pieces: list[str],
    filled: Sequence[int],
    between: str,
    search: Search,
    removals: Sequence[Removal],
    shortest: int,
) -> int:
    starts: list[int] = []
    at = 0
    for place in filled:
        starts.append(at)
        at += len(pieces[place]) + len(between)
    text = between.join(pieces[place] for place in filled)
    spans = merged([(hit.start, hit.end, removals[hit.term].token) for hit in find(text, search, shortest)])
    edits: dict[int, list[tuple[int, int, str]]] = {}
    first = 0
    for start, end, token in spans:
        while first + 1 < len(starts) and starts[first + 1] <= start:
            first += 1
        number = first
        while number < len(starts) and starts[number] < end:
            place = filled[number]
            low, high = max(0, start - starts[number]), min(len(pieces[place]), end - starts[number])
            if low < high:
                edits.setdefault(place, []).append((low, high, token))
            number += 1
    for place, marks in edits.items():
        pieces[place] = rewrite(pieces[place], marks)
    return len(spans)


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

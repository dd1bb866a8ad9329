"""Tables kept as text, with commas, semicolons, tabs or bars between the cells (reference/formats.md 3.3,
CSV).

A text counts as a table only where most of its rows have the same number of cells: prose, chats and program
code do not. A file whose name ends as tables do may be looser: short, uneven or of one column, as long as its
bytes are not those of another format.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Problem
from evidence_review.domain.kinds import ProblemKind
from evidence_review.domain.sheet_mapping import Field
from evidence_review.importers.plugin import decode_text, encoding_remark, head, hole_in
from evidence_review.importers.tables.tables_headers import meaning
from evidence_review.importers.tables.tables_sheets import Sheet, filled
from evidence_review.importers.tables.tables_times import written
from evidence_review.importers.text.broken_ends import NO_LINE_END, unended
from evidence_review.importers.text.text_encodings import decoded_by_language

_SNIFF, _ROWS, _LARGEST = 1 << 17, 400, 256 << 20
_NAMED = frozenset((".csv", ".tsv", ".tab"))
_HINT = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
_NO_TABLE = re.compile(
    (
        r"\s*(?:<[?!a-z]|[{\[]\s*[\"{\[]|BEGIN:|%PDF|From \S+\s+\w{3}\s+\w{3}\s|#!|#(?:ifndef|define|"
        r"pragma|include)|\x22{3}|\{\\rtf|-----BEGIN|\[?\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,"
        r"2}[:.]\d{2}[^,;\t]* - )"
    ),
    re.IGNORECASE,
)
_CODE = re.compile(
    (
        r"^\s*(?://|/\*|\*/|#include|import |from \w+ import|def |class |package |using |return[ ;]|"
        r"function[ (]|var |let |const |my |use |#\w+ |}|\{|\x22{3})|[{}]\s*$|^[^;]*;\s*$|=>|\b\w+ = "
        r"\S|^\w+="
    )
)
_MARKDOWN = re.compile(r"^\s*\|?\s*:?-{3,}:?\s*\|", re.MULTILINE)
SHORT = (
    "The last row of this table breaks off: it has fewer cells than the others and no end of line. "
    "What came after is missing; ask for a fresh copy."
)
UNEVEN = (
    "Rows of this table have fewer or more cells than all others, or marks of quotation that do not "
    "fit: something is damaged or missing there. Ask for a fresh copy."
)
_FEW, _LEAST = 50, 5
"""One row in so many may differ from the others for damage to be what made it so; rows of one width that show
which is the usual one."""
_SENTENCE = re.compile(r"[.!?]\s+\S|[.!?…]$")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text table is written: what stands between cells, whether quotation marks hold cells together,
    how many cells a row has."""

    delimiter: str
    quoted: bool
    width: int
    rows: int

    def cells(self, text: str) -> Iterator[list[str]]:
        """The rows of a text. A row with a fault in it is given as far as it goes."""
        csv.field_size_limit(1 << 30)
        quoting = csv.QUOTE_MINIMAL if self.quoted else csv.QUOTE_NONE
        return csv.reader(io.StringIO(text, newline=""), delimiter=self.delimiter, quoting=quoting)


def recognises_csv(path: Path) -> bool:
    """Whether the first bytes are text in rows of equal width that are no prose, chat, markup or code."""
    start = head(path, _SNIFF)
    if not start or not path.is_file():
        return False
    text = decode_text(start).text
    whole = len(start) < _SNIFF
    # a few damaged characters are no reason to show a table as prose; control characters in number mean that
    # this is no text
    return (
        len(_CONTROLS.findall(text)) * 100 <= len(text) and _dialect_of(path, text, whole=whole) is not None
    )


def _dialect_of(path: Path, text: str, *, whole: bool) -> Dialect | None:
    return dialect(text, whole=whole) or (_loose(text) if path.suffix.lower() in _NAMED else None)


def _loose(text: str) -> Dialect | None:
    """How a text that its name calls a table is most likely written; None where its first characters are
    those of something else."""
    hint = _HINT.match(text)
    body = text[hint.end() :] if hint else text
    if _NO_TABLE.match(body):
        return None
    found = list[tuple[int, Dialect]]()
    for delimiter in [hint[1]] if hint else [",", ";", "\t", "|"]:
        tried = Dialect(delimiter, body.count('"') % 2 == 0, 0, 0)
        widths = [
            len(row) for row in islice(tried.cells(body), _ROWS) if row
        ]  # rows of empty cells show what stands between cells
        if len(widths) >= 2:
            several = [width for width in widths if width > 1]
            width = Counter(several or widths).most_common(1)[0][0]
            found.append((len(several), Dialect(delimiter, tried.quoted, width, len(widths))))
    return max(found, key=lambda each: each[0])[1] if found else None


def dialect(text: str, *, whole: bool = True) -> Dialect | None:
    """How a text is written as a table; None where it is none. Without `whole` the last line may be cut and
    is left out."""
    hint = _HINT.match(text)
    body = text[hint.end() :] if hint else text
    if not whole:
        body = body[: body.rfind("\n") + 1]
    if _NO_TABLE.match(body) or _MARKDOWN.search(body) or _is_code(body):
        return None
    found = list[tuple[float, int, bool, Dialect]]()
    for delimiter in [hint[1]] if hint else [",", ";", "\t", "|"]:
        for quoted in (True,) if _has_quoted_cells(body, delimiter) else (True, False):
            tried = Dialect(delimiter, quoted, 0, 0)
            rows = [row for row in islice(tried.cells(body), _ROWS) if any(cell.strip() for cell in row)]
            if score := _score(rows, delimiter):
                width = Counter(map(len, rows)).most_common(1)[0][0]
                found.append((round(score, 1), width, quoted, Dialect(delimiter, quoted, width, len(rows))))
    return max(found, key=lambda each: each[:3])[3] if found else None


def _has_quoted_cells(text: str, delimiter: str) -> bool:
    """Whether nearly all quotation marks stand around cells or are written twice inside one, so that what is
    between them is one cell."""
    mark = re.escape(delimiter)
    within = text.replace('""', "")
    marks = within.count('"')
    around = len(re.findall(rf'(?:^|{mark})"|"(?={mark}|\r?$)', within, re.MULTILINE))
    return marks > 0 and around * 10 >= marks * 9


def _is_code(text: str) -> bool:
    lines = [line for line in text[:20_000].splitlines() if line.strip()]
    return sum(1 for line in lines if _CODE.search(line)) * 10 > len(lines)


def _score(rows: Sequence[Sequence[str]], delimiter: str) -> float:
    """How much of a text is a table, 0 for none of it: the share of rows of the usual width below what stands
    above the headings."""
    if len(rows) < 2:
        return 0
    width, _ = Counter(len(row) for row in rows).most_common(1)[0]
    first = next((at for at, row in enumerate(rows) if len(row) == width), 0)
    below = rows[first:]
    share = sum(len(row) == width for row in below) / len(below)
    if share < 0.8 and _ragged(rows):
        width, below, share = len(rows[0]), rows, 0.8
    if width < 2 or len(below) < 2 or first > 30 or share < (0.8 if width > 2 else 0.95):
        return 0
    return share if _is_table(below, width, delimiter) else 0


def _ragged(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row is headings and the others leave out cells at their end, as some programs
    write."""
    heading, body = rows[0], rows[1:]
    names = all(
        cell.strip() and len(cell) <= 40 and not cell.startswith(" ") and not _is_datum(cell)
        for cell in heading
    )
    return (
        names
        and len(heading) >= 3
        and sum(2 <= len(row) <= len(heading) for row in body) * 10 >= len(body) * 9
    )


def _is_table(rows: Sequence[Sequence[str]], width: int, delimiter: str) -> bool:
    """Whether rows of equal width are cells and not the clauses of sentences or the parts of a log."""
    heading, body = rows[0], rows[1:]
    known = sum(meaning(cell).field is not Field.EXTRA for cell in heading)
    used = [index for index in range(width) if any(index < len(row) and row[index].strip() for row in body)]
    if len(used) < 2:
        return False
    names = sum(bool(cell.strip()) for cell in heading) >= 2 and all(
        _is_name(cell.strip()) for cell in heading
    )
    later = [cell for row in body for cell in row[1:] if cell]
    loose = sum(cell.startswith(" ") for cell in later) * 2 > len(later) and sum(
        " " in cell.strip() for cell in later
    ) * 3 > len(later)
    if known >= 2 and names:
        return True
    if delimiter != "\t" and loose and heading[0].strip() and len(used) < 4:
        return False  # commas with a space behind them: sentences, or a list in words
    plain = [cell for cell in heading if cell.strip() and not _is_datum(cell)]
    if (
        names
        and len(plain) * 4 >= len([c for c in heading if c.strip()]) * 3
        and len(set(plain)) == len(plain)
    ):
        prose = sum(bool(_SENTENCE.search(row[-1].strip())) for row in body if row[-1].strip()) * 2 > len(
            body
        )
        return not (width == 2 and (prose or len(body) < 2))
    if len(used) >= 4 and len(rows) >= 3 and not loose:
        return True
    return (
        width >= 3
        and len(rows) >= 3
        and sum(_is_datum(cell) for row in rows for cell in row) * 4 >= sum(len(row) for row in rows)
    )


def _is_name(cell: str) -> bool:
    """Whether a cell can be a heading: short, and no sentence."""
    return len(cell) <= 80 and (len(cell.split()) < 5 or not _SENTENCE.search(cell))


def _is_datum(cell: str) -> bool:
    text = cell.strip()
    return bool(re.fullmatch(r"[+-]?[\d.,\s]*\d%?", text)) or (bool(text) and written(text) is not None)


def csv_sheet(path: Path) -> Iterator[Sheet | Problem]:
    """The one sheet of a text table, and remarks on its encoding and quotation marks."""
    if path.stat().st_size > _LARGEST:
        raise UnreadableExport(
            (
                "This table is larger than can be read here. Nothing in it has been reviewed. Ask for "
                "it in parts."
            )
        )
    decoded = decoded_by_language(path.read_bytes())
    text = decoded.text
    found = _dialect_of(path, text[: _SNIFF * 2], whole=len(text) <= _SNIFF * 2)
    if found is None:
        raise UnreadableExport(
            (
                "This file is not a table that can be read. Nothing in it has been reviewed. Ask for "
                "it as XLSX or CSV."
            )
        )
    yield from encoding_remark(decoded, "row 1")
    yield from hole_in(path, "row 1")
    hint = _HINT.match(text)
    rows = list(found.cells(text[hint.end() :] if hint else text))
    if found.quoted and text.count('"') % 2:
        yield Problem(
            f"row {len(rows)}", ProblemKind.PARTLY_READ,
            "A quotation mark is never closed in this table, so that rows may have run together. Ask for a fresh copy.", 0,
        )  # fmt: skip
    if is_uneven(text, rows, found):
        yield Problem("row 1", ProblemKind.PARTLY_READ, UNEVEN, 0)
    if ends_early(text, rows, found.width):
        yield Problem(f"row {len(rows)}", ProblemKind.PARTLY_READ, SHORT, 0)
    elif unended(text):
        yield Problem(f"row {len(rows)}", ProblemKind.SOURCE_FLAG, NO_LINE_END, 0)
    yield Sheet("", filled(rows))


def ends_early(text: str, rows: Sequence[Sequence[str]], width: int) -> bool:
    """Whether the text stops in the middle of a row: no end of line, and fewer cells than nearly all rows
    have."""
    even = sum(len(row) == width for row in rows[:-1]) * 10 >= (len(rows) - 1) * 8
    return len(rows) > 1 and even and 0 < len(rows[-1]) < width and not text.endswith(("\n", "\r"))


def is_uneven(text: str, rows: Sequence[Sequence[str]], dialect: Dialect) -> bool:
    """Whether a few rows inside a table whose others are all of one width are not, or a quotation mark stands
    where none can (RFC 4180)."""
    usual = [at for at, row in enumerate(rows) if len(row) == dialect.width]
    if dialect.width < 2 or len(usual) < _LEAST:
        return False
    odd = [
        at
        for at, row in enumerate(rows)
        if len(row) not in {0, 1, dialect.width} and not row[0].startswith("#")
    ]
    inside = any(usual[0] < at < usual[-1] for at in odd)
    return (inside and len(odd) <= max(1, len(usual) // _FEW)) or (
        dialect.quoted and _has_stray_quotes(text, dialect.delimiter)
    )


def _has_stray_quotes(text: str, delimiter: str) -> bool:
    """Whether something stands between the end of a quoted cell and the next cell; that marks are open is
    told elsewhere."""
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error as fault:
        return "expected after" in str(fault)
    return False


def is_torn_table(text: str) -> bool:
    """Whether a table that a program wrote has rows of another width than its headings."""
    marks = ";" if ";" in text.partition("\n")[0] else ","
    csv.field_size_limit(1 << 30)
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=marks) if row]
    width = len(rows[0]) if rows else 0
    odd = sum(len(row) != width for row in rows)
    return (width > 1 and 0 < odd <= max(1, len(rows) // _FEW)) or _has_stray_quotes(text, marks)

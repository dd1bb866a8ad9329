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
    r"^\s*(?://|/\*|\*/|#include|import |from \w+ import|def |class |package |using |return[ ;]|"
    r"function[ (]|var |let |const |my |use |#\w+ |}|\{|\x22{3})|[{}]\s*$|^[^;]*;\s*$|=>|\b\w+ = "
    r"\S|^\w+="
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


def _without_hint(text: str) -> tuple[str, str]:
    """The rows of a text, and the signs that may stand between cells: that of a first line which names one,
    else the usual."""
    hint = _HINT.match(text)
    return (text[hint.end() :], hint[1]) if hint else (text, ",;\t|")


def _loose(text: str) -> Dialect | None:
    """How a text that its name calls a table is most likely written; None where its first characters are
    those of something else."""
    body, delimiters = _without_hint(text)
    if _NO_TABLE.match(body):
        return None
    found = list[tuple[int, Dialect]]()
    for delimiter in delimiters:
        tried = Dialect(delimiter, body.count('"') % 2 == 0, 0, 0)
        # rows of empty cells show what stands between cells
        widths = [len(row) for row in islice(tried.cells(body), _ROWS) if row]
        if len(widths) >= 2:
            several = [width for width in widths if width > 1]
            width = Counter(several or widths).most_common(1)[0][0]
            found.append((len(several), Dialect(delimiter, tried.quoted, width, len(widths))))
    return max(found, key=lambda each: each[0])[1] if found else None


def dialect(text: str, *, whole: bool = True) -> Dialect | None:
    """How a text is written as a table; None where it is none. Without `whole` the last line may be cut and
    is left out."""
    body, delimiters = _without_hint(text)
    if not whole:
        body = body[: body.rfind("\n") + 1]
    if _NO_TABLE.match(body) or _MARKDOWN.search(body) or _is_code(body):
        return None
    found = [each for delimiter in delimiters for each in _scored(body, delimiter)]
    return max(found, key=lambda each: each[:3])[3] if found else None


def _scored(body: str, delimiter: str) -> Iterator[tuple[float, int, bool, Dialect]]:
    """What a text is as a table with this sign between cells, with its score and width."""
    for quoted in (True,) if _has_quoted_cells(body, delimiter) else (True, False):
        tried = Dialect(delimiter, quoted, 0, 0)
        rows = [row for row in islice(tried.cells(body), _ROWS) if any(cell.strip() for cell in row)]
        if score := _score(rows, delimiter):
            width = Counter(map(len, rows)).most_common(1)[0][0]
            yield round(score, 1), width, quoted, Dialect(delimiter, quoted, width, len(rows))


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
    width, first, share = _usual(rows)
    below = rows[first:]
    if share < 0.8 and _ragged(rows):
        width, below, share = len(rows[0]), rows, 0.8
    least = 0.8 if width > 2 else 0.95
    if min(width, len(below)) < 2 or first > 30 or share < least:
        return 0
    return share if _is_table(below, width, delimiter) else 0


def _usual(rows: Sequence[Sequence[str]]) -> tuple[int, int, float]:
    """The usual width of rows, the place of the first that has it, and the share of such rows from there
    on."""
    widths = list(map(len, rows))
    width, _ = Counter(widths).most_common(1)[0]
    first = widths.index(width)
    return width, first, widths.count(width) / (len(widths) - first)


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
    grid = _Grid.of(rows, width, delimiter)
    return next((is_table for holds, is_table in _RULES if holds(grid)), False)


@dataclass(frozen=True, slots=True)
class _Grid:
    """Rows of equal width, and what tells cells from sentences: how many columns have anything below the
    headings, whether the first row can be headings, whether cells are words with a space before them."""

    rows: Sequence[Sequence[str]]
    width: int
    delimiter: str
    used: int
    named: bool
    loose: bool

    @classmethod
    def of(cls, rows: Sequence[Sequence[str]], width: int, delimiter: str) -> "_Grid":
        """For rows of so many cells."""
        body, heading = rows[1:], [cell.strip() for cell in rows[0]]
        used = sum(any(at < len(row) and row[at].strip() for row in body) for at in range(width))
        named = sum(map(bool, heading)) >= 2 and all(map(_is_name, heading))
        return cls(rows, width, delimiter, used, named, _are_loose(body))

    def is_one_column(self) -> bool:
        return self.used < 2

    def has_known_headings(self) -> bool:
        return self.named and sum(meaning(cell).field is not Field.EXTRA for cell in self.rows[0]) >= 2

    def is_list_in_words(self) -> bool:
        """Commas with a space behind them: sentences, or a list in words."""
        return self.delimiter != "\t" and self.loose and bool(self.rows[0][0].strip()) and self.used < 4

    def has_headings(self) -> bool:
        """Whether the first row are names, hardly one of them a number or a time, none twice."""
        if not self.named:
            return False
        filled = [cell for cell in self.rows[0] if cell.strip()]
        plain = [cell for cell in filled if not _is_datum(cell)]
        return len(plain) * 4 >= len(filled) * 3 and len(set(plain)) == len(plain)

    def is_pair_of_prose(self) -> bool:
        """Whether headings stand over two columns of which the second holds sentences, or over one row."""
        if self.width != 2 or not self.has_headings():
            return False
        last, below = [row[-1].strip() for row in self.rows[1:]], len(self.rows) - 1
        return below < 2 or sum(bool(_SENTENCE.search(cell)) for cell in last) * 2 > below

    def is_wide(self) -> bool:
        return self.used >= 4 and len(self.rows) >= 3 and not self.loose

    def holds_data(self) -> bool:
        """Whether one cell in four is a number or a time."""
        if self.width < 3 or len(self.rows) < 3:
            return False
        return sum(_is_datum(cell) for row in self.rows for cell in row) * 4 >= sum(map(len, self.rows))


_RULES = (
    (_Grid.is_one_column, False),
    (_Grid.has_known_headings, True),
    (_Grid.is_list_in_words, False),
    (_Grid.is_pair_of_prose, False),
    (_Grid.has_headings, True),
    (_Grid.is_wide, True),
    (_Grid.holds_data, True),
)
"""What rows must be, and whether they are a table then; the first that holds decides."""


def _are_loose(rows: Sequence[Sequence[str]]) -> bool:
    """Whether most cells behind the first begin with a space, and many are of several words."""
    later = [cell for row in rows for cell in row[1:] if cell]
    spaced = sum(cell.startswith(" ") for cell in later) * 2 > len(later)
    return spaced and sum(" " in cell.strip() for cell in later) * 3 > len(later)


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
            "This table is larger than can be read here. Nothing in it has been reviewed. Ask for "
            "it in parts."
        )
    decoded = decoded_by_language(path.read_bytes())
    text = decoded.text
    found = _dialect_of(path, text[: _SNIFF * 2], whole=len(text) <= _SNIFF * 2)
    if found is None:
        raise UnreadableExport(
            "This file is not a table that can be read. Nothing in it has been reviewed. Ask for "
            "it as XLSX or CSV."
        )
    yield from encoding_remark(decoded, "row 1")
    yield from hole_in(path, "row 1")
    rows = list(found.cells(_without_hint(text)[0]))
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
    odd = _odd_rows(rows, dialect.width)
    inside = any(usual[0] < at < usual[-1] for at in odd)
    if inside and len(odd) <= max(1, len(usual) // _FEW):
        return True
    return dialect.quoted and _has_stray_quotes(text, dialect.delimiter)


def _odd_rows(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """The places of rows of several cells, remarks apart, that have another width."""
    others = (at for at, row in enumerate(rows) if len(row) not in {0, 1, width})
    return [at for at in others if not rows[at][0].startswith("#")]


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

"""A large workbook with much that is hidden in it: what its reader sees stays to the last word, what is
hidden goes, or is shown where that is asked for."""

import io
from dataclasses import dataclass

import openpyxl
import pytest
import xlsxwriter

from evidence_review.domain.contents import Unseen
from evidence_review.workflow.case.redaction_options import Wishes
from evidence_review.workflow.one_file import single_file

ROWS, COLUMNS = 120, 12
HIDDEN_COLUMNS = {4, 5, 11}
GROUPED = range(60, 75)


@dataclass(frozen=True)
class Book:
    data: bytes
    seen: frozenset[str]
    hidden: frozenset[str]


def _is_hidden(row: int) -> bool:
    return row % 7 == 3 or row in GROUPED


def _book() -> Book:
    """Filtered rows, a folded group, hidden columns to the last, rows hidden where empty, frozen panes, an
    area to print, sheets hidden in both ways."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Seen")
    sheet.freeze_panes(3, 2)
    sheet.print_area("A1:C10")
    sheet.set_default_row(hide_unused_rows=True)
    places = [(row, column) for row in range(ROWS) for column in range(COLUMNS)]
    for row, column in places:
        sheet.write(row, column, f"word{row:03}x{column:02}")
    for row in filter(_is_hidden, range(ROWS)):
        sheet.set_row(row, None, None, {"hidden": True, "level": int(row in GROUPED)})
    sheet.set_column(4, 5, None, None, {"level": 1, "hidden": True})
    sheet.set_column(11, 16_383, None, None, {"hidden": True})
    sheet.autofilter(0, 0, ROWS - 1, COLUMNS - 1)
    sheet.filter_column(0, "x == word*")
    for name, how in (("Hid", "hide"), ("Very", "very_hidden")):
        beside = book.add_worksheet(name)
        getattr(beside, how)()
        beside.write(0, 0, f"word{name}")
    book.close()
    seen = frozenset(
        f"word{row:03}x{column:02}"
        for row, column in places
        if not _is_hidden(row) and column not in HIDDEN_COLUMNS
    )
    every = frozenset(f"word{row:03}x{column:02}" for row, column in places)
    return Book(out.getvalue(), seen, (every - seen) | {"wordHid", "wordVery"})


@pytest.mark.parametrize(
    ("unseen", "hidden_stays"),
    [(Unseen.LEFT_OUT, False), (Unseen.SHOWN, True)],
    ids=["leave out-False", "show-True"],
)
def test_every_word_that_a_reader_sees_of_a_workbook_stays(unseen, hidden_stays, tmp_path):
    book, source, target = _book(), tmp_path / "a.xlsx", tmp_path / "new.xlsx"
    source.write_bytes(book.data)
    single_file.redact_file(source, target, ["word000x00"], wishes=Wishes(unseen=unseen))
    words = {
        str(value)
        for sheet in openpyxl.load_workbook(target)
        for row in sheet.iter_rows(values_only=True)
        for value in row
        if value
    }
    assert book.seen - {"word000x00"} <= words
    assert "word000x00" not in words
    assert (book.hidden <= words) if hidden_stays else not (book.hidden & words)

"""Excel workbooks from before 1994: numbers, words, truths, faults, dates and comments of versions 2 to 4."""

import struct

import pytest

from evidence_review.domain.evidence import Declared, Item, Problem, ReadOptions
from evidence_review.importers.choosing import read
from evidence_review.importers.tables import tables_biff_early
from evidence_review.importers.tables.tables_cells import shown

CELLS = {
    2: (0x03, 0x04, 0x05, 0x07, 0x06),
    3: (0x203, 0x204, 0x205, 0x207, 0x206),
    4: (0x203, 0x204, 0x205, 0x207, 0x406),
}
BEGIN = {2: 0x09, 3: 0x209, 4: 0x409}


def record(number, body=b""):
    return struct.pack("<HH", number, len(body)) + body


def sheet(version, *, locked=False, note="Ask Bo"):
    number, label, logical, string, formula = CELLS[version]
    short = version == 2

    def place(row, column, dated=False):
        style = bytes([0, int(dated), 0]) if short else struct.pack("<H", int(dated))
        return struct.pack("<HH", row, column) + style

    def words(text):
        return (bytes([len(text)]) if short else struct.pack("<H", len(text))) + text.encode("cp1252")

    formats = [
        record(0x41E, b"\0\0" + bytes([len(code)]) + code)
        if version == 4
        else record(0x1E, bytes([len(code)]) + code)
        for code in (b"General", b"d-mmm-yy")
    ]
    styles = (
        [record({3: 0x243, 4: 0x443}[version], bytes([0, key]) + bytes(10)) for key in (0, 1)]
        if version > 2
        else []
    )
    rows = [
        *(
            record(label, place(0, column) + words(name))
            for column, name in enumerate(("Name", "Due", "Paid", "Sum"))
        ),
        record(label, place(1, 0) + words("Zo\u00eb")),
        record(number, place(1, 1, dated=True) + struct.pack("<d", 45000)),
        record(logical, place(1, 2) + b"\x01\0"),
        record(number, place(1, 3) + struct.pack("<d", 7.5)),
        record(formula, place(2, 0) + b"\0\0\0\0\0\0\xff\xff" + bytes(4)),
        record(string, words("reckoned")),
        record(logical, place(2, 3) + b"\x07\x01"),
        record(0x1C, struct.pack("<HHH", 1, 3, len(note)) + note.encode()),
    ]
    if short:
        rows.append(record(0x02, place(2, 1) + struct.pack("<H", 12)))
    else:
        rows.append(record(0x27E, place(2, 1) + struct.pack("<I", 12 << 2 | 2)))
    body = b"".join(
        (
            record(0x42, struct.pack("<H", 1252)),
            *([record(0x2F, bytes(4))] if locked else ()),
            *formats,
            *styles,
            *rows,
        )
    )
    return (
        record(BEGIN[version], struct.pack("<HH", version, 0x10) + bytes(2 * (version > 2)))
        + body
        + record(0x0A)
    )


def told(tmp_path, data):
    path = tmp_path / "old.xls"
    path.write_bytes(data)
    return list(read(path, ReadOptions()))


@pytest.mark.parametrize("version", [2, 3, 4])
def test_every_kind_of_cell_is_read(version, tmp_path):
    (tmp_path / "old.xls").write_bytes(sheet(version))
    book = tables_biff_early.book(tmp_path / "old.xls")
    (table,) = book.tables
    assert [[shown(cell) for cell in row] for _, row in table.rows] == [
        ["Name", "Due", "Paid", "Sum"],
        ["Zo\u00eb", "2023-03-15", "TRUE", "7.5"],
        ["reckoned", "12", "", "#DIV/0!"],
    ]
    assert book.whole
    values = told(tmp_path, sheet(version))
    assert [value.count for value in values if isinstance(value, Declared)] == [1, 3]
    (first, _) = [value for value in values if isinstance(value, Item)]
    assert dict(first.extra)["comment on D2"] == "Ask Bo"


def test_a_workbook_of_version_4_names_its_sheets(tmp_path):
    named = b"".join(
        record(0x8F, bytes(4) + bytes([len(name)]) + name) + sheet(4) for name in (b"Calls", b"Sums")
    )
    (tmp_path / "old.xls").write_bytes(record(0x409, struct.pack("<HHH", 4, 0x100, 0)) + named + record(0x0A))
    assert [table.name for table in tables_biff_early.book(tmp_path / "old.xls").tables] == ["Calls", "Sums"]


@pytest.mark.parametrize("version", [2, 3, 4])
def test_a_workbook_that_is_cut_says_so_and_keeps_what_is_there(version, tmp_path):
    data = sheet(version)
    values = told(tmp_path, data[: len(data) - 30])
    assert any(isinstance(value, Problem) and "ends early" in value.reason for value in values)
    assert any(isinstance(value, Item) and "Zo\u00eb" in (value.text or "") for value in values)


def test_a_locked_workbook_is_refused(tmp_path):
    with pytest.raises(Exception, match="password"):
        told(tmp_path, sheet(3, locked=True))

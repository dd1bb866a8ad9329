"""Old Excel workbooks by hand: damage costs what it covers, and no lie about sizes ends the process
(reference/formats.md 3.3)."""

import struct
import zipfile

import biff_samples as made
import pytest

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Declared, Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.choosing import read
from evidence_review.importers.plugin import CAREFUL
from evidence_review.importers.tables import tables_biff
from evidence_review.importers.tables.tables_cells import shown

EXPECTED = [
    ["Name", "Number", "Due"],
    ["Ann", "7.5", "TRUE"],
    ["Bo \U0001f44d", "1234567", "#DIV/0!"],
    ["Café", "12.34", "2023-03-15 12:00:00"],
]


def put(tmp_path, data, name="old.xls"):
    path = tmp_path / name
    path.write_bytes(data)
    return path


def values(path):
    found = list(read(path, ReadOptions()))
    items, problems = [v for v in found if isinstance(v, Item)], [v for v in found if isinstance(v, Problem)]
    assert found[-1] == Tally(len(items) + sum(p.records for p in problems))
    return items, problems


def cells(path):
    return [[shown(cell) for cell in row] for _, row in tables_biff.book(path).tables[0].rows]


@pytest.fixture
def careful():
    token = CAREFUL.set(True)
    yield
    CAREFUL.reset(token)


@pytest.mark.parametrize("split", [None, 0, 1, 2])
def test_every_kind_of_cell_is_read_wherever_the_texts_are_split(split, tmp_path):
    path = put(tmp_path, made.xls(split=split))
    assert cells(path) == EXPECTED
    assert len(values(path)[0]) == 3


def test_the_library_and_the_hand_give_the_same_items_and_faults_are_kept(tmp_path, careful):
    path = put(tmp_path, made.xls())
    by_hand = [(item.locator, item.text, item.extra) for item in values(path)[0]]
    CAREFUL.set(False)
    assert [(item.locator, item.text, item.extra) for item in values(path)[0]] == by_hand
    assert len(by_hand) == 3
    assert ("Due", "#DIV/0!") in by_hand[1][2]


@pytest.mark.parametrize(
    "lie", [{"claims": 0xFFFFFFF0}, {"bounds": (0x3B000000, 3, 0, 3)}, {"bounds": (0, 0xFFFFFFFF, 0, 255)}]
)
def test_a_workbook_that_lies_about_its_size_is_read_by_hand(lie, tmp_path):
    path = put(tmp_path, made.xls(**lie))
    assert not tables_biff.book(path).is_sound
    assert [dict(item.extra)["Name"] for item in values(path)[0]] == ["Ann", "Bo \U0001f44d", "Café"]


def test_a_workbook_cut_short_gives_what_stands_before_the_cut_and_says_so(tmp_path):
    rows = [("Name", "Number"), *((f"Person {number}", number) for number in range(400))]
    whole = made.xls(rows=rows)
    items, problems = values(put(tmp_path, whole[: len(whole) * 6 // 10]))
    assert 50 < len(items) < 400
    assert [dict(item.extra)["Name"] for item in items] == [
        f"Person {number}" for number in range(len(items))
    ]
    assert [(p.kind, p.records) for p in problems if p.kind is ProblemKind.PARTLY_READ] == [
        (ProblemKind.PARTLY_READ, 1)
    ]


def test_a_locked_workbook_is_refused_as_locked(tmp_path):
    with pytest.raises(UnreadableExport, match="password-protected"):
        list(read(put(tmp_path, made.xls(locked=True)), ReadOptions()))


def test_a_careful_reading_does_without_the_library(tmp_path, careful):
    assert len(values(put(tmp_path, made.xls()))[0]) == 3
    row = (
        '<table:table-row table:number-rows-repeated="1200"><table:table-cell><text:p>Ann</text:p></'
        "table:table-cell></table:table-row>"
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet><table:table "
        f'table:name="S">{row}</table:table></office:spreadsheet></office:body></'
        f"office:document-content>"
    )
    path = tmp_path / "s.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    items, problems = values(path)
    assert len(items) == 1000
    assert [(p.kind, p.records) for p in problems if p.records] == [(ProblemKind.NOT_READ, 200)]


@pytest.mark.parametrize("at", [3000, 12_000, 16_000])
def test_bytes_lost_or_put_in_cost_what_is_near_them(at, tmp_path):
    rows = [("Name", "Number"), *((f"Person {number}", number + 0.5) for number in range(500))]
    whole = made.xls(rows=rows)
    for change in (
        whole[:at] + whole[at + 7 :],
        whole[:at] + b"XXXXX" + whole[at:],
        whole[:at] + b"\xff" * 30 + whole[at + 30 :],
    ):
        items, problems = values(put(tmp_path, change))
        numbers = {dict(item.extra).get("Number") or item.text for item in items}
        assert len(items) > (340 if at == 3000 else 480)
        assert len({f"{number}.5" for number in range(500)} & numbers) > 480 or at == 3000
        assert [
            p.records for p in problems if p.locator == "whole file" and p.kind is ProblemKind.PARTLY_READ
        ] in ([1], [])


def test_the_numbers_behind_a_chart_are_counted_and_not_read_twice(tmp_path):
    items, problems = values(put(tmp_path, made.xls(sheets=("Calls", "Chart1"), charts=("Chart1",))))
    assert len(items) == 3
    (left,) = [problem for problem in problems if problem.records]
    assert (left.locator, left.records, left.kind) == ("Chart1", 4, ProblemKind.SKIPPED)
    only, _ = values(put(tmp_path, made.xls(sheets=("Chart1",), charts=("Chart1",)), "only.xls"))
    assert len(only) == 3


def test_a_workbook_says_how_many_sheets_and_rows_it_holds(tmp_path):
    found = list(read(put(tmp_path, made.xls(sheets=("Calls", "More"))), ReadOptions()))
    declared = {each.what: each.count for each in found if isinstance(each, Declared)}
    assert declared == {"sheets": 2, "rows with something in them, headings included": 8}


def test_a_chart_is_one_of_the_sheets_that_a_workbook_holds(tmp_path):
    found = list(read(put(tmp_path, made.xls(sheets=("Calls", "Chart1"), charts=("Chart1",))), ReadOptions()))
    declared = {each.what: each.count for each in found if isinstance(each, Declared)}
    assert declared == {"sheets": 2, "rows with something in them, headings included": 8}


def test_a_hole_of_zeros_among_the_cells_is_told(tmp_path):
    whole = made.xls()
    for word in (struct.pack("<HH", 0x203, 14), struct.pack("<HH", 0x27E, 10)):
        at = whole.index(word)
        length = 4 + whole[at + 2]
        length += -length % 4
        spoilt = whole[:at] + bytes(length) + whole[at + length :]
        _, problems = values(put(tmp_path, spoilt))
        assert any("damaged or ends early" in problem.reason for problem in problems)
    assert values(put(tmp_path, whole))[1] == []

"""What a workbook holds beside its visible cells, and what damage does to it (reference/formats.md 3.3, any
workbook)."""

import io
import zipfile
from datetime import date, datetime

import pytest
import tables_samples as made

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Declared, Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.tables import tables


def values(tmp_path, data, name="book.xlsx"):
    path = tmp_path / name
    path.write_bytes(data)
    assert tables.recognises(path)
    found = list(tables.read(path, ReadOptions()))
    items, problems = [v for v in found if isinstance(v, Item)], [v for v in found if isinstance(v, Problem)]
    assert found[-1] == Tally(len(items) + sum(p.records for p in problems))
    return items, problems


def repacked(data, change):
    """The workbook with its parts changed; a part of None is left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return out.getvalue()


ROWS = [["Name", "Number"], ["Ann", "07700 900123"], ["Bo", "07700 900124"]]


def test_numbers_dates_and_faults_are_written_in_full(tmp_path):
    def more(book, sheets):
        page = sheets["Data"]
        page.write_number(1, 0, 447700900123)
        page.write_datetime(
            1, 1, datetime(2025, 7, 13, 18, 0, 1), book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"})
        )
        page.write_datetime(1, 2, date(2025, 7, 13), book.add_format({"num_format": "dd/mm/yyyy"}))
        page.write_boolean(1, 3, True)
        page.write_formula(1, 4, "=1+1", None, 2)
        page.write_formula(1, 5, "=1/0", None, "#DIV/0!")
        page.write_formula(1, 6, "=A2", None, "")
        page.write_number(1, 7, 1.5, book.add_format({"num_format": "[h]:mm:ss"}))

    data = made.workbook({"Data": [["Phone", "Seen", "Day", "Yes", "Sum", "Fault", "Empty", "Length"]]}, more)
    (only,), _ = values(tmp_path, data)
    assert {name: value for name, value in only.extra if not name.startswith("file says/")} == {
        "Phone": "447700900123", "Seen": "2025-07-13 18:00:01", "Day": "2025-07-13", "Yes": "TRUE", "Sum": "2", "Fault": "#DIV/0!",
        "Empty": "=A2", "Length": "36:00:00",
    }  # fmt: skip
    assert only.text.startswith("Phone: 447700900123\nSeen: 2025-07-13 18:00:01")


def test_a_long_number_keeps_its_last_digits(tmp_path):
    data = repacked(
        made.workbook({"S": [["IMEI", "N"], [123, 4]]}),
        lambda n, part: part.replace(b"<v>123</v>", b"<v>8944123456789012345</v>"),
    )
    (only,), _ = values(tmp_path, data)
    assert dict(only.extra)["IMEI"] == "8944123456789012345"


def test_hidden_sheets_rows_and_columns_are_read_and_said_so(tmp_path):
    def more(_book, sheets):
        sheets["Secret"].hide()
        sheets["Deep"].very_hidden()
        sheets["Open"].set_row(1, None, None, {"hidden": True})
        sheets["Open"].set_column(1, 1, None, None, {"hidden": True})

    items, problems = values(tmp_path, made.workbook({"Open": ROWS, "Secret": ROWS, "Deep": ROWS}, more))
    assert len(items) == 6
    assert ("hidden row", "yes") in items[0].extra
    assert ("hidden row", "yes") not in items[1].extra
    said = [(p.locator, p.reason) for p in problems]
    assert ("Open", "1 rows are hidden on this sheet. They were read and are marked.") in said
    assert ("Open", "Columns are hidden on this sheet (B). They were read like the others.") in said
    assert [place for place, reason in said if "sheet is hidden" in reason] == ["Secret", "Deep"]


def test_comments_links_and_drawings_are_kept(tmp_path):
    def more(_book, sheets):
        sheets["S"].write_comment("B2", "ask her", {"author": "Officer"})
        sheets["S"].write_comment("D9", "far away", {"author": "Officer"})
        sheets["S"].write_url("A3", "https://example.org/x", string="Bo")
        sheets["S"].insert_textbox("F1", "Words in a box")

    items, _ = values(tmp_path, made.workbook({"S": ROWS}, more))
    assert any(name == "comment on B2" and "ask her" in words for name, words in items[0].extra)
    assert ("link of A3", "https://example.org/x") in items[1].extra
    assert [item.locator for item in items[2:]] == ["S!comment D9", "S!drawing 1"]
    assert "far away" in items[2].text
    assert items[3].text == "Words in a box"


def test_a_cell_merged_downwards_belongs_to_each_of_its_rows(tmp_path):
    rows = [
        ["Chat #", "From", "Body", "Timestamp: Time"],
        ["7", "Ann", "a", "2025-07-13 18:00"],
        ["", "Bo", "b", "2025-07-13 18:01"],
        ["8", "Bo", "c", "2025-07-13 18:02"],
    ]
    items, _ = values(
        tmp_path, made.workbook({"Chats": rows}, lambda _b, s: s["Chats"].merge_range("A2:A3", "7"))
    )
    assert [item.thread for item in items] == ["7", "7", "8"]


def test_charts_pictures_and_empty_sheets(tmp_path):
    def more(book, sheets):
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=S!$B$2:$B$3"})
        book.add_chartsheet("Chart").set_chart(chart)
        bar = book.add_chart({"type": "bar"})
        bar.add_series({"values": "=S!$B$2:$B$3"})
        sheets["S"].insert_chart("D1", bar)

    items, problems = values(tmp_path, made.workbook({"S": ROWS, "Blank": []}, more))
    assert len(items) == 2
    assert any("chart or a form" in p.reason and p.locator == "Chart" for p in problems)
    said = {
        each.what: each.count
        for each in tables.read(tmp_path / "book.xlsx", ReadOptions())
        if isinstance(each, Declared)
    }
    assert said["sheets"] == 3
    assert any("1 charts on this sheet" in p.reason and p.locator == "S" for p in problems)


def test_an_empty_workbook_is_not_read_rather_than_nothing_found(tmp_path):
    items, problems = values(tmp_path, made.workbook({"A": [], "B": []}))
    assert not items
    assert [(p.kind, p.records) for p in problems] == [(ProblemKind.NOT_READ, 1)]


def test_a_table_without_headings_keeps_every_row(tmp_path):
    items, _ = values(tmp_path, made.workbook({"S": [[1, 2.5], [3, 4]]}))
    assert [item.text for item in items] == ["column A: 1\ncolumn B: 2.5", "column A: 3\ncolumn B: 4"]


def test_a_sheet_far_out_is_read_by_hand(tmp_path):
    def more(_book, sheets):
        sheets["S"].write_string(1_000_000, 16_383, "far")

    items, _ = values(tmp_path, made.workbook({"S": ROWS}, more))
    assert items[-1].locator == "S!1000001"
    assert ("column XFD", "far") in items[-1].extra


def test_a_workbook_without_its_texts_is_read_by_hand(tmp_path):
    items, _ = values(
        tmp_path,
        repacked(made.workbook({"S": ROWS}), lambda n, part: None if n == "xl/sharedStrings.xml" else part),
    )
    assert len(items) == 2
    assert "which is missing" in items[0].text


def test_a_sheet_that_ends_early_keeps_what_came_before(tmp_path):
    rows = [["Name", "Number"], *([f"Person {n}", n] for n in range(200))]
    data = repacked(
        made.workbook({"S": rows}),
        lambda n, part: part[: len(part) // 2] if n.endswith("sheet1.xml") else part,
    )
    items, problems = values(tmp_path, data)
    assert 50 < len(items) < 150
    assert any(p.kind is ProblemKind.PARTLY_READ and p.records for p in problems)


def test_a_missing_sheet_is_told(tmp_path):
    data = repacked(
        made.workbook({"S": ROWS, "T": ROWS}), lambda n, part: None if n.endswith("sheet2.xml") else part
    )
    items, problems = values(tmp_path, data)
    assert len(items) == 2
    assert any(p.locator == "T" and p.kind is ProblemKind.NOT_READ for p in problems)


def test_a_zip_cut_short_is_read_as_far_as_it_goes(tmp_path):
    data = made.workbook({"S": [["Name", "Number"], *([f"Person {n}", n] for n in range(500))]})
    items, problems = values(tmp_path, data[: data.index(b"PK\x01\x02")])
    assert len(items) == 500
    assert any(p.records for p in problems)


ODS = """<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><office:body><office:spreadsheet><table:table table:name="S">
<table:table-row><table:table-cell office:value-type="string"><text:p>Name</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Number</text:p></table:table-cell></table:table-row>
<table:table-row table:visibility="collapse"><table:table-cell office:value-type="string"><office:annotation><dc:creator>Officer</dc:creator>
<text:p>ask her</text:p></office:annotation><text:p>Ann</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="447700900123"><text:p>447700900123</text:p></table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""


def ods(content=ODS):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return out.getvalue()


def test_an_opendocument_sheet_with_its_comments_and_hidden_rows(tmp_path):
    (only,), problems = values(tmp_path, ods(), "book.ods")
    assert dict(only.extra)["Number"] == "447700900123"
    assert ("hidden row", "yes") in only.extra
    assert any(name == "comment on A2" and words == "Officer: ask her" for name, words in only.extra)
    assert any("hidden" in p.reason for p in problems)


def test_a_spreadsheet_of_openoffice_1_is_read_as_a_table(tmp_path):
    old = ODS.replace("urn:oasis:names:tc:opendocument:xmlns:", "http://openoffice.org/2000/").replace(
        "office:value", "table:value"
    )
    old = old.replace(
        "?><office",
        (
            '?>\n<!DOCTYPE office:document-content PUBLIC "-//OpenOffice.org//DTD OfficeDocument '
            '1.0//EN" "office.dtd"><office'
        ),
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.sun.xml.calc")
        archive.writestr("content.xml", old)
    (only,), _ = values(tmp_path, out.getvalue(), "book.sxc")
    assert (dict(only.extra)["Name"], dict(only.extra)["Number"]) == ("Ann", "447700900123")


def fods():
    about = "<office:meta><dc:creator>Officer</dc:creator></office:meta>"
    flat = ODS.replace("office:document-content", "office:document").replace(
        "<office:body>", about + "<office:body>"
    )
    return flat.replace(
        "<office:document ",
        '<office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet" ',
    )


def test_an_opendocument_sheet_that_is_one_xml_file_is_read_as_a_table(tmp_path):
    (only,), problems = values(tmp_path, fods().encode(), "book.fods")
    assert dict(only.extra)["Number"] == "447700900123"
    assert only.text == "Name: Ann\nNumber: 447700900123"
    assert {
        ("hidden row", "yes"),
        ("comment on A2", "Officer: ask her"),
        ("file says/creator", "Officer"),
    } <= set(only.extra)
    assert not any("damaged" in p.reason for p in problems)
    (only,), problems = values(tmp_path, fods().encode("utf-16"), "wide.fods")
    assert dict(only.extra)["Name"] == "Ann"


def test_such_a_file_that_is_cut_is_told(tmp_path):
    (only,), problems = values(tmp_path, fods().encode()[:-60], "book.fods")
    assert dict(only.extra)["Name"] == "Ann"
    assert any("ends early" in p.reason and p.records for p in problems)
    with pytest.raises(UnreadableExport, match="damaged"):
        values(tmp_path, fods().encode()[: fods().index("<table:table-row>") + 20], "torn.fods")


def test_an_opendocument_sheet_without_its_directory_is_read_by_hand(tmp_path):
    data = ods()
    (only,), problems = values(tmp_path, data[: data.index(b"PK\x01\x02")], "book.ods")
    assert (dict(only.extra)["Name"], dict(only.extra)["Number"]) == ("Ann", "447700900123")
    assert any("damaged" in p.reason and p.records for p in problems)


def test_a_zip_that_only_looks_like_a_workbook_is_refused(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<w/>")
    path = tmp_path / "book.xlsx"
    path.write_bytes(out.getvalue())
    with pytest.raises(UnreadableExport, match="damaged"):
        list(tables.read(path, ReadOptions()))


def test_rows_of_spaces_alone_are_counted_and_left_out(tmp_path):
    rows = [["Name", "Note"], ["Ann", "x"], ["", "  "], [" ", ""], ["", ""], ["Bo", "y"]]
    items, problems = values(tmp_path, made.workbook({"S": rows}))
    assert len(items) == 2
    assert [(p.kind, p.records) for p in problems if p.records] == [(ProblemKind.SKIPPED, 2)]
    assert Declared("rows with something in them, headings included", 5) in list(
        tables.read(tmp_path / "book.xlsx", ReadOptions())
    )


def test_what_a_workbook_says_of_itself_is_kept_with_its_first_row(tmp_path):
    def more(book, _):
        book.set_properties(
            {"author": "Ann Example", "company": "Allotment Society", "comments": "the key list"}
        )

    data = made.workbook({"Data": [["Name", "Key"], ["Bo", "shed"], ["Cy", "gate"]]}, more)
    first, second = values(tmp_path, data)[0]
    said = dict(first.extra)
    assert (said["file says/creator"], said["file says/Company"], said["file says/description"]) == (
        "Ann Example",
        "Allotment Society",
        "the key list",
    )
    assert not any(name.startswith("file says/") for name, _ in second.extra)

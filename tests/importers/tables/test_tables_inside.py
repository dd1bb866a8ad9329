"""Nothing that lies inside a workbook is passed over in silence: files, pictures, diagrams, data kept beside
the sheets (reference/formats.md 3.3).
"""

import io
import zipfile
from pathlib import Path

import biff_samples
import odf_samples
import pytest
import slides_samples
import tables_samples as made
from ole_files import ole
from picture_samples import photo

from evidence_review.domain.evidence import Item, Problem, ReadOptions
from evidence_review.domain.progress import finish
from evidence_review.importers import choosing
from evidence_review.importers.documents.left_inside import INSIDE, MACROS
from evidence_review.workflow.one_file.inspecting import inspect_file

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
DIAGRAM = (
    "<dgm:dataModel xmlns:dgm='http://schemas.openxmlformats.org/drawingml/2006/diagram' xmlns:a='"
    f"{A}'><dgm:ptLst><dgm:pt><dgm:t><a:bodyPr/><a:p><a:r><a:t>Meet at the shed</a:t></a:r></a:p></dgm:t></dgm:pt>"
    "</dgm:ptLst></dgm:dataModel>"
)


def read(tmp_path, data: bytes, name: str) -> tuple[list[Item], list[Problem]]:
    path = tmp_path / name
    path.write_bytes(data)
    values = list(choosing.read(path, ReadOptions()))
    return [v for v in values if isinstance(v, Item)], [v for v in values if isinstance(v, Problem)]


def with_parts(data: bytes, parts: dict[str, bytes], change=lambda name, data: data) -> bytes:
    """A package with more parts, or with some of its own changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, part in parts.items():
            new.writestr(name, part)
    return out.getvalue()


ROWS = (
    "<table:table table:name='One'><table:table-row><table:table-cell office:value-type='string'><text:p>x</text:p>"
    "</table:table-cell></table:table-row></table:table>"
)
BESIDE = {
    "xl/embeddings/Microsoft_Word_Document1.docx": b"PK docx",
    "xl/embeddings/oleObject1.bin": b"OLE",
    "xl/embeddings/_rels/x.rels": b"",
    "xl/activeX/activeX1.bin": b"x",
    "xl/vbaProject.bin": b"x",
    "xl/media/header.png": b"x",
    "xl/externalLinks/externalLink1.xml": b"<x/>",
    "xl/pivotCache/pivotCacheRecords1.xml": b"<x/>",
}
FILES = {"Microsoft_Word_Document1.docx", "oleObject1.bin", "activeX1.bin"}


def inside(problems: list[Problem]) -> set[str]:
    return {one.locator.removeprefix("file inside ") for one in problems if one.reason == INSIDE}


def told(problems: list[Problem], words: str) -> bool:
    return any(words in one.reason for one in problems)


@pytest.mark.parametrize("rows", [[["Date", "Words"], ["x", "y"]], []])
def test_every_file_inside_a_workbook_is_listed_also_where_no_cell_is_filled(tmp_path, rows) -> None:
    _, problems = read(tmp_path, with_parts(made.workbook({"One": rows}), BESIDE), "book.xlsx")
    assert inside(problems) == FILES
    assert MACROS in {one.reason for one in problems}
    for words in (
        "1 pictures of this workbook stand on no sheet",
        "behind pivot tables",
        "1 other workbooks",
    ):
        assert told(problems, words), words


def test_a_workbook_with_nothing_inside_says_nothing_of_it(tmp_path) -> None:
    _, problems = read(tmp_path, made.workbook({"One": [["Date", "Words"], ["x", "y"]]}), "book.xlsx")
    assert inside(problems) == set()
    assert not told(problems, "workbook")


def test_a_picture_on_a_sheet_is_counted_there_and_not_twice(tmp_path) -> None:
    def put(_book, sheets) -> None:
        sheets["One"].insert_image("B2", "a.jpg", {"image_data": io.BytesIO(photo())})

    _, problems = read(tmp_path, made.workbook({"One": [["x", "y"], ["1", "2"]]}, put), "book.xlsx")
    assert told(problems, "1 pictures on this sheet")
    assert not told(problems, "stand on no sheet")


def test_the_words_of_a_diagram_are_read(tmp_path) -> None:
    def put(_book, sheets) -> None:
        sheets["One"].insert_textbox("B2", "In a box")

    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData" '
        'Target="../diagrams/data1.xml"/></Relationships>'
    )
    parts = {
        "xl/drawings/_rels/drawing1.xml.rels": relation.encode(),
        "xl/diagrams/data1.xml": DIAGRAM.encode(),
    }
    book = made.workbook({"One": [["x", "y"], ["1", "2"]]}, put)
    items, _ = read(tmp_path, with_parts(book, parts), "book.xlsx")
    drawn = [one.text for one in items if "!drawing" in one.locator]
    assert drawn == ["In a box", "Meet at the shed"]


def test_files_inside_an_opendocument_workbook_are_listed(tmp_path) -> None:
    parts = {"Object 1/content.xml": b"<x/>", "Object 1/styles.xml": b"<x/>", "Pictures/1.png": b"x"}
    _, problems = read(tmp_path, with_parts(odf_samples.odf(ROWS, what="spreadsheet"), parts), "book.ods")
    assert inside(problems) == {"Object 1"}
    assert told(problems, "1 pictures of this workbook")


def test_files_inside_an_old_workbook_are_listed(tmp_path) -> None:
    tree = {
        "Workbook": biff_samples.workbook().ljust(4096, b"\0"),
        "MBD0018A3F2": {"\x01Ole": b"x" * 20, "CONTENTS": b"x"},
        "_VBA_PROJECT_CUR": {"PROJECT": b"x"},
    }
    _, problems = read(tmp_path, ole(tree), "book.xls")
    assert inside(problems) == {"MBD0018A3F2"}
    assert MACROS in {one.reason for one in problems}


def test_media_that_no_slide_shows_are_counted(tmp_path) -> None:
    parts = {
        "ppt/media/unused.mp4": b"x",
        "ppt/activeX/activeX1.bin": b"x",
        "ppt/embeddings/book.xlsx": b"PK",
    }
    _, problems = read(tmp_path, slides_samples.pptx(parts), "talk.pptx")
    assert inside(problems) == {"book.xlsx", "activeX1.bin"}
    assert told(problems, "1 pictures, sounds or films of this presentation")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("book.xlsx", with_parts(made.workbook({"One": [["x"]]}), BESIDE)),
        ("talk.pptx", slides_samples.pptx({"ppt/embeddings/book.xlsx": b"PK", "ppt/media/unused.png": b"x"})),
    ],
)
def test_inspecting_a_file_names_what_lies_inside(tmp_path, name: str, data: bytes) -> None:
    path = Path(tmp_path / name)
    path.write_bytes(data)
    unseen = "\n".join(finish(inspect_file(path, ())).unseen)
    for part in FILES if name == "book.xlsx" else {"book.xlsx", "unused.png"}:
        assert part in unseen, unseen
    assert "header.png" in unseen or name != "book.xlsx"

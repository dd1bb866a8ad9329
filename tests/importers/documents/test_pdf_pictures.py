"""PDF pages whose text stands only in their picture are read by a machine, and said to be; pages with text
are left as they are."""

import json

import picture_samples
import pytest

from evidence_review.domain.evidence import Item, Problem, ReadOptions
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.imaging import ocr_program
from evidence_review.importers.documents.pdf.importer import IMPORTER

pymupdf = pytest.importorskip("pymupdf")
needs_tesseract = pytest.mark.skipif(
    ocr_program.find() is None, reason="the tesseract program is not on this machine"
)


def scan(made, dpi=200, skew=0.0):
    """A page of A4 that is one picture, and the text on it."""
    image, truth = picture_samples.page(dpi, skew, paragraphs=2)
    page = made.new_page(width=595, height=842)
    page.insert_image(page.rect, stream=picture_samples.saved(image, "PNG"))
    return page, truth


def read(tmp_path, made):
    path = tmp_path / "letter.pdf"
    path.write_bytes(made.tobytes())
    *values, tally = IMPORTER.read(path, ReadOptions())
    items = [value for value in values if isinstance(value, Item)]
    problems = [value for value in values if isinstance(value, Problem)]
    assert tally.found == len(items) + sum(problem.records for problem in problems)
    return items, problems


@needs_tesseract
@pytest.mark.parametrize(("rotation", "skew"), [(0, 0), (90, 0), (0, 1.5)])
def test_a_scanned_page_is_read_from_its_picture(tmp_path, rotation, skew):
    made = pymupdf.open()
    made.new_page().insert_text((72, 72), "A page with a text layer")
    page, truth = scan(made, skew=skew)
    page.set_rotation(rotation)
    items, problems = read(tmp_path, made)
    assert [(item.kind, item.locator) for item in items] == [
        (ItemKind.PAGE, "page 1"),
        (ItemKind.PAGE, "page 2"),
    ]
    assert items[0].text == "A page with a text layer"
    assert "text from" not in dict(items[0].extra)
    assert items[1].text is not None
    assert picture_samples.errors(items[1].text, truth) <= 0.015
    said = dict(items[1].extra)
    assert said["text from"].startswith("optical character recognition, tesseract ")
    assert len(json.loads(said["ocr words"])) == len(items[1].text.split())
    assert [(problem.locator, problem.kind, problem.records) for problem in problems] == [
        ("page 2", ProblemKind.SOURCE_FLAG, 0)
    ]
    assert "read from its picture" in problems[0].reason


@needs_tesseract
def test_boxes_of_a_scan_lie_on_the_page_as_shown(tmp_path):
    made = pymupdf.open()
    scan(made)
    (item,), _ = read(tmp_path, made)
    said = dict(item.extra)
    width, height = map(int, said["ocr size"].split(" x "))
    word, left, top, right, bottom, _ = json.loads(said["ocr words"])[0]
    assert word == "Witness"
    assert 70 < left * 595 / width < 75, "an inch from the left edge, in points"
    assert 70 < top * 842 / height < 80
    assert right > left
    assert bottom > top


def test_without_the_program_a_scan_is_said_not_to_be_read(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    made = pymupdf.open()
    scan(made, 100)
    (item,), (problem,) = read(tmp_path, made)
    assert item.text is None
    assert (problem.kind, problem.records) == (ProblemKind.PARTLY_READ, 0)
    assert "not read" in problem.reason


@needs_tesseract
def test_a_page_whose_fonts_do_not_say_their_letters_is_read_beside_its_text(tmp_path):
    made = pymupdf.open()
    page, truth = scan(made)
    page.insert_font(fontname="F0", fontfile=picture_samples.SANS)
    page.insert_text((72, 800), "\ue001\ue002\ue003\ue004\ue005\ue006", fontname="F0", render_mode=3)
    items, problems = read(tmp_path, made)
    assert [item.locator for item in items] == ["page 1", "page 1/picture"]
    assert items[0].text is not None
    assert set(items[0].text.strip()) <= {"\ufffd", *"\ue001\ue002\ue003\ue004\ue005\ue006"}, (
        "the text that redaction boxes stays"
    )
    assert items[1].text is not None
    assert picture_samples.errors(items[1].text, truth) <= 0.015
    assert any("do not say which letters" in problem.reason for problem in problems)


@needs_tesseract
def test_a_stamp_of_text_on_a_scan_does_not_hide_the_scan(tmp_path):
    made = pymupdf.open()
    page, truth = scan(made)
    page.insert_text((72, 820), "Scanned by an app")
    items, problems = read(tmp_path, made)
    assert (items[0].text, items[1].locator) == ("Scanned by an app", "page 1/picture")
    assert items[1].text is not None
    assert picture_samples.errors(items[1].text.replace("Scanned by an app", ""), truth) <= 0.015
    assert any("record of their own" in problem.reason for problem in problems)

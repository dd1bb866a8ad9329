"""Ligatures, soft hyphens and odd spaces of a PDF stay as painted and are found as they are typed (decision
0015)."""

import pytest
from pdf_files import written

from evidence_review.domain.evidence import Item, ReadOptions
from evidence_review.domain.text import fold
from evidence_review.importers.documents.pdf.importer import IMPORTER
from evidence_review.recognizers.reading import reading
from evidence_review.relevance.words import indexed, words
from evidence_review.workflow.one_file.redact_file_task import redact_path

pymupdf = pytest.importorskip("pymupdf")
FONT = (
    b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding<</Type/Encoding/Differences[1/fi/fl/"
    b"hyphen/softhyphen/nbspace]>>>>"
)
LINES = (b"The of\\001ce was \\002at and cold", b"nobody spoke")


def page(tmp_path):
    content = b"BT /F1 12 Tf 15 TL 20 300 Td " + b" ".join(b"(%s) Tj T*" % line for line in LINES) + b" ET"
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        3: (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 5 0 R/Resources<</Font<</F1 4 0 "
            b"R>>>>>>"
        ),
        4: FONT,
        5: b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
    }
    path = tmp_path / "letter.pdf"
    path.write_bytes(written(objects))
    return path


def test_a_ligature_is_kept_as_painted_and_found_as_typed(tmp_path):
    item = next(value for value in IMPORTER.read(page(tmp_path), ReadOptions()) if isinstance(value, Item))
    assert item.text is not None
    assert "of\ufb01ce" in item.text
    assert "\ufb02at" in item.text
    assert {"office", "flat"} <= set(indexed(item.text).split())
    assert "office was flat" in reading.read(item.text).lower
    found = next(word for word in words(item.text) if word.text == "office")
    assert item.text[found.start : found.end] == "of\ufb01ce"


def test_a_typed_word_takes_its_ligature_off_the_page(tmp_path):
    target = tmp_path / "out.pdf"
    next(redact_path(page(tmp_path), target, ["office"]))
    with pymupdf.open(target) as document:
        left = fold(document[0].get_text()).text
    assert "office" not in left
    assert "ce" not in left.split()
    assert "flat and cold nobody spoke" in left


def test_a_soft_hyphen_at_the_end_of_a_line_joins_its_word_and_points_back_to_it():
    text = "an exam\u00ad\nple and co\u00adoperate, a well-\nknown no\u00a0break"
    folded = fold(text)
    assert folded.text == "an example and cooperate, a well- known no break"
    start = folded.text.index("example")
    begin, end = folded.span(start, start + len("example"))
    assert text[begin:end] == "exam\u00ad\nple"
    assert indexed(text).split()[1] == "example"
    assert fold("end\u00ad\r\n\r\nnext").text == "endnext"

"""Words beside an area that a person drew stay in the searchable layer; those under it go."""

import pymupdf
import pytest

from evidence_review.domain.redaction_values import PageArea
from evidence_review.redaction import redact_pdf

LABEL, NAME = "Passport: [t024]", "Zelda Quillfeather"
WIDE, HIGH = 400.0, 300.0


def page(turn: int = 0) -> bytes:
    """A small label (its line at 100 points from the top) close over a name (at 109)."""
    document = pymupdf.open()
    sheet = document.new_page(width=WIDE, height=HIGH)
    sheet.insert_text((60, 100), LABEL, fontname="courier", fontsize=6.4)
    sheet.insert_text((60, 109), NAME, fontname="courier", fontsize=10)
    sheet.set_rotation(turn)
    return document.tobytes()


def words_left(source: bytes, top: float, bottom: float) -> str:
    area = PageArea(0, (50 / WIDE, top / HIGH, 200 / WIDE, bottom / HIGH))
    with pymupdf.open(stream=redact_pdf(source, [], areas=[area]).data, filetype="pdf") as document:
        return " ".join(document[0].get_text().split())


@pytest.mark.parametrize("top", [100.6, 101.5])
def test_a_label_that_only_its_line_reaches_into_the_area_stays_whole(top):
    assert words_left(page(), top, 112) == LABEL


def test_what_lies_under_the_area_goes_from_the_layer():
    assert words_left(page(), 94, 112) == ""
    assert "Pass" not in words_left(page(), 97, 112)


def test_an_area_over_the_label_alone_leaves_the_name():
    assert words_left(page(), 93, 101) == NAME

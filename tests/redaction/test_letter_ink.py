"""Words beside an area that a person drew stay in the searchable layer; those under it go."""

import pymupdf
import pytest

from evidence_review.domain.redaction_values import PageArea, Removal
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


def stamped() -> bytes:
    """A name over a large grey stamp, and a line below on which an area can lie."""
    document = pymupdf.open()
    sheet = document.new_page(width=WIDE, height=HIGH)
    sheet.insert_text((59.5, 150.5), "CONFIDENTIAL", fontname="cobo", fontsize=15.8, color=(0.8, 0.8, 0.8))
    sheet.insert_text((62, 149), NAME, fontname="cour", fontsize=10)
    sheet.insert_text((60, 200), "An ordinary line of words.", fontsize=11)
    return document.tobytes()


def darkness(source: bytes, words: str) -> float:
    """Share of dark pixels over the name where the page became a picture."""
    area = PageArea(0, (0.1, 0.63, 0.8, 0.68))
    made = redact_pdf(source, [Removal(words, "[X 1]")], areas=[area])
    with pymupdf.open(stream=made.data, filetype="pdf") as document:
        shot = document[0].get_pixmap(clip=pymupdf.Rect(62, 140, 168, 151), colorspace=pymupdf.csGRAY)
    return sum(step < 60 for step in shot.samples) / len(shot.samples)


def test_a_bar_that_is_burnt_in_hides_a_name_painted_over_a_stamp():
    assert darkness(stamped(), NAME) > 0.85
    assert darkness(stamped(), "Nobody Elsewhere") < 0.5

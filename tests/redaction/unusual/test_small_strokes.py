"""Words that a page draws with small lines or squares are read off its picture; tables and rules are not."""

import numpy as np
import pymupdf
import pytest
from PIL import Image, ImageDraw, ImageFont

from evidence_review.domain.redaction_values import Removal
from evidence_review.imaging import ocr
from evidence_review.imaging.painted_shapes import painted_shapes
from evidence_review.redaction import redact_pdf
from evidence_review.redaction.gate.small_strokes import small_strokes

NAME, OTHER = "Brackwater", "Farthingay"


def page(words: str, *, dots: bool) -> bytes:
    document = pymupdf.open()
    sheet = document.new_page()
    sheet.insert_text((72, 60), "An ordinary line of words that stays where it stands.")
    drawn = Image.new("L", (round(ImageFont.load_default(20).getlength(words)) + 4, 24), 0)
    ImageDraw.Draw(drawn).text((2, 0), words, 255, ImageFont.load_default(20))
    shapes = sheet.new_shape()
    for down, across in zip(*np.nonzero(np.asarray(drawn) > 110), strict=True):
        x, y = 72 + 2 * across, 200 + 2 * down
        if dots:
            shapes.draw_rect((x, y, x + 2, y + 2))
        else:
            shapes.draw_line((x, y + 1), (x + 2, y + 1))
    shapes.finish(fill=(0, 0, 0) if dots else None, width=0 if dots else 2)
    shapes.commit()
    return document.tobytes()


@pytest.mark.skipif(ocr.absent(), reason="the text recognition program is not on this machine")
@pytest.mark.parametrize("dots", [True, False])
def test_a_word_of_small_pieces_goes(dots: bool):  # a parameter of the test
    source = page(NAME, dots=dots)
    assert redact_pdf(source, [Removal(NAME, "[PERSON 1]")]).pages_as_pixels == (0,)
    assert redact_pdf(source, [Removal(OTHER, "[PERSON 1]")]).pages_as_pixels == ()


def test_a_table_and_rules_are_no_words():
    document = pymupdf.open()
    sheet = document.new_page()
    for at in range(30):
        sheet.draw_line((72, 100 + 20 * at), (520, 100 + 20 * at))
        sheet.draw_line((72 + 15 * at, 100), (72 + 15 * at, 680))
    assert small_strokes(painted_shapes(sheet)) == []

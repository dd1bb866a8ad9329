"""Small pictures on a page are read together, whichever way up they stand."""

import io

import pymupdf
import pytest
from PIL import Image, ImageDraw, ImageFont, ImageOps

from evidence_review.domain.redaction_values import Removal
from evidence_review.imaging import ocr, ocr_program
from evidence_review.redaction import redact_pdf, redact_picture

pytestmark = [
    pytest.mark.skipif(ocr.absent(), reason="the text recognition program is not on this machine"),
    pytest.mark.filterwarnings("ignore"),
]
NAME, OTHER = "Ottoline Brackwater", "Leopoldine Farthing"


def picture(words: str, quarter: int = 0) -> Image.Image:
    made = Image.new("L", (760, 80), 255)
    ImageDraw.Draw(made).text((12, 12), words, 0, ImageFont.load_default(42))
    return made.rotate(quarter, expand=True)


def page(*pictures: Image.Image) -> bytes:
    """A page with a line of words and pictures below each other."""
    document = pymupdf.open()
    sheet = document.new_page()
    sheet.insert_text((72, 60), "An ordinary line of words that stays where it stands.")
    for at, one in enumerate(pictures):
        data = io.BytesIO()
        one.save(data, "PNG")
        left, top = 72, 100 + 90 * at
        sheet.insert_image((left, top, left + one.width / 2, top + one.height / 2), stream=data.getvalue())
    return document.tobytes()


def read(data: bytes, quarter: int) -> str:
    with pymupdf.open(stream=data, filetype="pdf") as document:
        shot = document[0].get_pixmap(dpi=200, colorspace=pymupdf.csGRAY, alpha=False)
    shown = Image.frombytes("L", (shot.width, shot.height), shot.samples)
    return ocr.recognise(shown.rotate(quarter, expand=True)).text


@pytest.mark.parametrize("quarter", [0, 180])
def test_a_name_in_a_small_picture_goes_whichever_way_up_it_stands(quarter):
    source = page(picture(NAME, quarter))
    assert "Brackwater" in read(source, quarter)
    assert "Brackwater" not in read(redact_pdf(source, [Removal(NAME, "[PERSON 1]")]).data, quarter)
    assert "Brackwater" in read(redact_pdf(source, [Removal(OTHER, "[PERSON 1]")]).data, quarter)


def test_pictures_read_together_give_what_each_gives_alone():
    shown = [
        picture(NAME),
        picture("Wednesday morning"),
        Image.new("L", (300, 80), 255),
        Image.new("L", (9, 9)),
    ]
    assert [one.text for one in ocr.recognise_all(shown)] == [ocr.recognise(one).text for one in shown]


def test_where_reading_together_fails_each_is_read_alone(monkeypatch):
    def fails(*_):
        raise OSError("no answer for each picture")

    monkeypatch.setattr(ocr_program.Engine, "tables", fails)
    assert [one.text for one in ocr.recognise_all([picture(NAME)])] == [NAME]


def _mixed(words: str, look: str) -> bytes:
    """A picture with an upright line, and below it words upside down or as a negative."""
    made = Image.new("RGB", (900, 300), "white")
    ImageDraw.Draw(made).text((20, 20), "An ordinary picture", 0, ImageFont.load_default(42))
    strip = picture(words, 180) if look == "upside down" else ImageOps.invert(picture(words))
    made.paste(strip.convert("RGB"), (20, 150))
    data = io.BytesIO()
    made.save(data, "PNG")
    return data.getvalue()


@pytest.mark.parametrize("look", ["upside down", "negative"])
def test_words_beside_upright_ones_are_seen_upside_down_and_as_a_negative(look):
    removals = [Removal(NAME, "[PERSON 1]")]
    for words, is_left in ((NAME, False), (OTHER, True)):
        done = redact_picture(_mixed(words, look), removals)
        shown = Image.open(io.BytesIO(done.data)).convert("L").crop((20, 150, 780, 230))
        turned = shown.rotate(180) if look == "upside down" else ImageOps.invert(shown)
        assert (words.split()[1] in ocr.recognise(turned).text) is is_left

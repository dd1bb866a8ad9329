"""Small pictures on a page are read together, whichever way up they stand."""

import io
from typing import Any

import numpy as np
import pymupdf
import pytest
from PIL import Image, ImageDraw, ImageFont, ImageOps

from evidence_review.domain.errors import OutputProblem
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


def _half(words: str, rest: str, *, gap: float = 0) -> bytes:
    """A page with the first half of a name as a picture and the other half as text beside it."""
    document = pymupdf.open()
    sheet = document.new_page()
    sheet.insert_text((72, 60), "An ordinary line of words that stays where it stands.")
    made = Image.new("L", (round(ImageFont.load_default(42).getlength(words)) + 8, 60), 255)
    ImageDraw.Draw(made).text((6, 4), words, 0, ImageFont.load_default(42))
    data = io.BytesIO()
    made.save(data, "PNG")
    right = 72 + made.width / 2
    sheet.insert_image((72, 200, right, 230), stream=data.getvalue())
    sheet.insert_text((right + gap, 220), rest, fontsize=21)
    return document.tobytes()


@pytest.mark.parametrize(("first", "rest"), [("Brack", "water"), ("B", "rackwater"), ("Brackwat", "er")])
def test_a_name_half_picture_half_text_goes(first: str, rest: str):
    source = _half(first, rest)
    assert "Brackwater" in read(source, 0)
    made = redact_pdf(source, [Removal(NAME, "[PERSON 1]")])
    shown = read(made.data, 0)
    assert first not in shown.replace("[PERSON 1]", "") or rest not in shown
    assert "ordinary line" in shown
    assert redact_pdf(source, [Removal(OTHER, "[PERSON 1]")]).pages_as_pixels == ()


def test_a_second_look_that_fails_is_told(monkeypatch: pytest.MonkeyPatch):
    data = _mixed("An ordinary word", "negative")
    assert redact_picture(data, [Removal(NAME, "[PERSON 1]")]).warnings == ()
    slow = ocr.Reading(fault=ocr.SLOW)

    def never(*_: Any) -> ocr.Reading:
        return slow

    monkeypatch.setattr(ocr, "on_its_side", never)
    with pytest.raises(OutputProblem, match="could not be read to be checked"):
        redact_picture(data, [Removal(NAME, "[PERSON 1]")])
    monkeypatch.undo()
    looks = iter([slow])
    later = ocr.on_its_side

    def first_slow(*given: Any) -> ocr.Reading:
        return next(looks, None) or later(*given)

    monkeypatch.setattr(ocr, "on_its_side", first_slow)
    assert redact_picture(data, [Removal(NAME, "[PERSON 1]")]).warnings == (ocr.HASTY,)


def _lowest(pixels: Any) -> str:
    """What the lowest bits of the first colour show."""
    return ocr.recognise(Image.fromarray((255 - 255 * (pixels[:, :, 0] & 1)).astype(np.uint8))).text


def test_words_in_the_lowest_bits_of_the_colours_do_not_outlive_it():
    plain = np.full((300, 900, 3), 254, np.uint8)
    hidden = picture(NAME).point([1] * 128 + [0] * 128)
    pixels = plain.copy()
    pixels[150:230, 20:780] |= np.asarray(hidden)[:, :, None]
    data = io.BytesIO()
    Image.fromarray(pixels).save(data, "PNG")
    made = redact_picture(data.getvalue(), [Removal(OTHER, "[PERSON 1]")]).data
    with Image.open(io.BytesIO(made)) as opened:
        kept = np.asarray(opened.convert("RGB"))
    assert "Brackwater" in _lowest(pixels)
    assert "Brackwater" not in _lowest(kept)
    assert np.abs(kept.astype(int) - pixels).max() <= 1


def _coloured(words: str) -> Image.Image:
    """Red letters on a green that is as light as they are."""
    made = Image.new("RGB", (760, 80), (0, 130, 0))
    made.paste((255, 0, 0), (0, 0, 760, 80), picture(words).point([255] * 128 + [0] * 128))
    return made


def _askew(words: str) -> Image.Image:
    made = Image.new("RGB", (900, 500), "white")
    ImageDraw.Draw(made).text((20, 20), "An ordinary picture", 0, ImageFont.load_default(42))
    made.paste(picture(words).crop((0, 0, 420, 80)).rotate(30, expand=True, fillcolor=255), (400, 130))
    return made


@pytest.mark.parametrize("made", [_coloured, _askew])
def test_words_as_light_as_their_ground_or_at_a_slant_are_seen(made: Any):
    data = io.BytesIO()
    made(NAME).save(data, "PNG")
    assert redact_picture(data.getvalue(), [Removal(NAME, "[PERSON 1]")]).removed >= 1
    assert redact_picture(data.getvalue(), [Removal(OTHER, "[PERSON 1]")]).removed == 0


def test_words_as_light_as_their_ground_in_a_picture_of_a_page_go():
    source = page(_coloured(NAME))
    assert redact_pdf(source, [Removal(NAME, "[PERSON 1]")]).pages_as_pixels == (0,)
    assert redact_pdf(source, [Removal(OTHER, "[PERSON 1]")]).pages_as_pixels == ()

"""Screenshots of chats: who writes is proposed from the layout, what they say is not; other pictures propose
nothing."""

import io

import pytest
from media_office import saved
from PIL import Image, ImageDraw, ImageFont

from evidence_review.domain.shipped_files import RESOURCES
from evidence_review.imaging import ocr
from evidence_review.redaction.pictures.frames import chat_areas
from evidence_review.workflow.case.redaction_options import Wishes
from evidence_review.workflow.one_file import redact_file_task

pytestmark = pytest.mark.skipif(ocr.absent(), reason="no tesseract on this machine")
TALK = [
    ("Imogen Quillfeather", "Are you at the old mill?", "19:02"),
    ("Tom Vale", "Yes, by the gate with Asha", "19:04"),
    ("", "On my way now", "19:05"),
    ("Asha Rowan", "Ring 07700 900123 please", "19:07"),
]


def _screen(dark=False):
    ink, paper, bubble = (
        ("white", (20, 20, 24), (50, 50, 58)) if dark else ("black", "white", (232, 236, 240))
    )
    image = Image.new("RGB", (720, 1280), paper)
    draw = ImageDraw.Draw(image)
    small, font, large = (
        ImageFont.truetype(str(RESOURCES / "fonts" / "DejaVuSans.ttf"), size) for size in (20, 26, 30)
    )
    draw.text((30, 14), "19:10", fill=ink, font=small)
    draw.text((620, 14), "84%", fill=ink, font=small)
    draw.ellipse((60, 86, 140, 166), fill="orange")
    draw.text((160, 92), "Walking Group", fill=ink, font=large)
    draw.text((160, 136), "Imogen, Tom, Asha", fill=ink, font=small)
    top, places = 260, []
    for who, words, when in TALK:
        left = 120 if who else 330
        draw.rounded_rectangle(
            (left - 16, top - 14, left + 400 * bool(who) + 360 * (not who), top + 110), 18, fill=bubble
        )
        if who:
            draw.ellipse((24, top - 10, 88, top + 54), fill="orange")
            draw.text((left, top), who, fill=ink, font=font)
            places.append((left, top))
        draw.text((left, top + 36), words, fill=ink, font=font)
        draw.text((left, top + 76), when, fill=ink, font=small)
        top += 200
    return saved(image, "PNG"), places


@pytest.mark.parametrize("dark", [False, True])
def test_who_writes_is_covered_and_what_they_say_is_not(tmp_path, dark):
    data, places = _screen(dark)
    found = chat_areas(data)
    for left, top in places:
        assert any(
            box[0] <= left + 4 and box[1] <= top + 6 and box[3] >= top + 24
            for box in (one.box for one in found if one.why == "name of a sender")
        )
    assert sum(one.why == "picture of a sender" for one in found) == len(places)
    assert [one.why for one in found].count("telephone number") == 1
    (tmp_path / "in.png").write_bytes(data)
    made = next(
        redact_file_task.redact_path(tmp_path / "in.png", tmp_path / "out.png", [], Wishes(chat=True))
    )
    with Image.open(io.BytesIO((tmp_path / "out.png").read_bytes())) as image:
        text = ocr.recognise(image.convert("RGB")).text
    assert "old mill" in text
    assert not any(word in text for word in ("Quillfeather", "Vale", "Rowan", "900123", "Walking"))
    assert "name of a sender (3)" in made["warnings"][0]


def test_other_pictures_propose_nothing():
    image = Image.new("RGB", (720, 1280), "white")
    ImageDraw.Draw(image).text(
        (60, 300), "Imogen Quillfeather\nwas at the mill at noon", fill="black", font_size=30
    )
    assert chat_areas(saved(image, "PNG")) == ()

"""Words drawn with signs, in the lowest bits of a picture, and over a page's end are found or told of."""

import io
from pathlib import Path

import numpy as np
import pymupdf
import pytest
from PIL import Image, ImageDraw, ImageFont

from evidence_review.imaging import ocr
from evidence_review.imaging.letter_art import drawings
from evidence_review.imaging.low_bits import holds_text
from evidence_review.workflow.one_file.redact_file_task import IN_LOW_BITS, redact_path

pytestmark = pytest.mark.filterwarnings("ignore")
NAME, OTHER = "Ottoline Brackwater", "Leopoldine Farthingay"
LAST = NAME.split()[1]


def art(words: str, ink: str) -> str:
    drawn = Image.new("L", (round(ImageFont.load_default(20).getlength(words)) + 4, 24), 0)
    ImageDraw.Draw(drawn).text((2, 0), words, 255, ImageFont.load_default(20))
    return "\n".join("".join(ink if step > 110 else " " for step in row) for row in np.asarray(drawn))


def said(data: bytes, ending: str, folder: Path, name: str = NAME) -> str:
    source, target = folder / f"in{ending}", folder / f"out{ending}"
    source.write_bytes(data)
    target.unlink(missing_ok=True)
    return " ".join(next(redact_path(source, target, [name]))["warnings"])


@pytest.mark.skipif(ocr.absent(), reason="the text recognition program is not on this machine")
@pytest.mark.parametrize("ink", ["#", "█"])
def test_a_word_drawn_with_signs_is_told_of(ink: str, tmp_path: Path):
    text = f"An ordinary line\n{art(LAST, ink)}\nAnother line\n".encode()
    assert "letters drawn with signs" in said(text, ".txt", tmp_path)
    assert "letters drawn with signs" not in said(text, ".txt", tmp_path, OTHER)


def test_ordinary_text_holds_no_drawings():
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n" + "-" * 40 + "\nA line of words\n" * 6
    assert list(drawings(table)) == []


def _page(bits: bytes) -> bytes:
    pixels = np.random.default_rng(1).integers(100, 200, (100, 300, 3)).astype(np.uint8)
    if bits:
        flat = (pixels & 0xFE).reshape(-1)
        flat[: 8 * len(bits)] |= np.unpackbits(np.frombuffer(bits, np.uint8))
        pixels = flat.reshape(100, 300, 3)
    data = io.BytesIO()
    Image.fromarray(pixels).save(data, "PNG")
    document = pymupdf.open()
    sheet = document.new_page()
    sheet.insert_text((72, 60), "An ordinary line of words that stays.")
    sheet.insert_image((72, 100, 372, 200), stream=data.getvalue())
    return document.tobytes()


def test_text_in_the_lowest_bits_of_a_picture_is_told_of(tmp_path: Path):
    told = IN_LOW_BITS.format(1)
    assert told in said(_page(f"{NAME} of the mill, 07700 900417".encode() * 9), ".pdf", tmp_path, OTHER)
    assert told not in said(_page(b""), ".pdf", tmp_path, OTHER)


def test_even_and_noisy_pictures_hold_no_text_in_their_bits():
    noise = np.random.default_rng(3)
    assert not any(holds_text(noise.integers(0, 255, (64, 64, 3)).astype(np.uint8)) for _ in range(200))
    assert not holds_text(np.zeros((64, 64, 3), np.uint8))
    assert not holds_text(np.full((64, 64), 85, np.uint8))


def test_a_name_that_goes_on_from_one_page_on_the_next_goes(tmp_path: Path):
    document = pymupdf.open()
    document.new_page().insert_text((72, 780), f"We spoke with {NAME[:14]}-")
    document.new_page().insert_text((72, 60), f"{NAME[14:]} of the mill, at length.")
    said(document.tobytes(), ".pdf", tmp_path)
    with pymupdf.open(tmp_path / "out.pdf") as new:
        first, second = (str(page.get_text()) for page in new)
    assert first.startswith("We spoke with [PERSON 1]")
    assert "of the mill" in second
    assert NAME[14:] not in second.split("of the mill")[0]
    assert "Brack" not in first

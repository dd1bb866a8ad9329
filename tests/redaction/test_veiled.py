"""check-file tells of words that a cover dims or dissolves, and keeps quiet of marks that leave them to be
read."""

import io

import pymupdf
import pytest
from drafting import FIRST, SECRET
from PIL import Image, ImageFilter

from evidence_review.redaction.hidden.hidden_pdf import pdf_hides
from evidence_review.redaction.pdf.invisible_letters import VEILED


def page() -> pymupdf.Document:
    document = pymupdf.open()
    sheet = document.new_page()
    sheet.insert_text((72, 100), f"Statement of {SECRET} at noon", fontsize=12)
    sheet.insert_text((72, 140), "The meeting on Tuesday was moved", fontsize=12)
    return document


def place(sheet: pymupdf.Page) -> pymupdf.Rect:
    return sheet.search_for(SECRET)[0] + (-1, -1, 1, 1)


def boxed(opacity: float, colour: tuple[float, float, float] = (0, 0, 0)) -> bytes:
    document = page()
    document[0].draw_rect(place(document[0]), color=None, fill=colour, fill_opacity=opacity)
    return document.tobytes()


def hatched() -> bytes:
    document = page()
    area = place(document[0])
    for step in range(int(area.height / 0.6) + 1):
        document[0].draw_line((area.x0, area.y0 + 0.6 * step), (area.x1, area.y0 + 0.6 * step), width=0.7)
    return document.tobytes()


def dissolved(how: str) -> bytes:
    document = page()
    area = place(document[0])
    drawn = document[0].get_pixmap(clip=area, dpi=150)
    picture = Image.frombytes("RGB", (drawn.width, drawn.height), drawn.samples)
    if how == "blurred":
        picture = picture.filter(ImageFilter.GaussianBlur(9))
    else:
        picture = picture.resize((drawn.width // 12, drawn.height // 12)).resize(
            picture.size, Image.Resampling.NEAREST
        )
    out = io.BytesIO()
    picture.save(out, "PNG")
    document[0].insert_image(area, stream=out.getvalue(), keep_proportion=False)
    return document.tobytes()


def scanned() -> bytes:
    """A scan over the words that it shows."""
    document = page()
    drawn = document[0].get_pixmap(dpi=100)
    document[0].insert_image(document[0].rect, stream=drawn.tobytes("png"))
    return document.tobytes()


def told(data: bytes) -> list[str]:
    return [what for _, what in pdf_hides(data) if what.startswith(VEILED)]


@pytest.mark.parametrize(
    "data",
    [boxed(0.5), boxed(0.85), boxed(0.92), hatched(), dissolved("blurred"), dissolved("blocks")],
    ids=["half", "dark", "nearly-black", "strokes", "blurred", "blocks"],
)
def test_dimmed_and_dissolved_words_are_told(data: bytes) -> None:
    said = told(data)
    assert len(said) == 1
    assert f"({len(SECRET.replace(' ', ''))} letters" in said[0]
    assert FIRST not in said[0]


@pytest.mark.parametrize(
    "data",
    [page().tobytes(), boxed(0.4, (1, 1, 0)), boxed(0.3, (0.8, 0.9, 1)), boxed(1), scanned()],
    ids=["nothing", "yellow", "light-blue", "told-as-a-box", "scan"],
)
def test_what_can_be_read_and_what_is_told_otherwise_is_not_told_here(data: bytes) -> None:
    assert not told(data)


def test_words_as_small_as_a_full_stop_are_told() -> None:
    document = page()
    document[0].insert_text((72, 200), SECRET, fontsize=1)
    assert any("too small" in what for _, what in pdf_hides(document.tobytes()))

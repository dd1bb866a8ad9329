"""Scans and pictures made for these tests: fictional words as pixels, with hiding places beside them."""

import io

import pikepdf
import pymupdf
from PIL import Image, ImageDraw, ImageFont

from evidence_review.domain.shipped_files import RESOURCES

LINES = (
    "Note of the meeting on 9 March 2025",
    "The letter came from Oluwaseun Okafor that morning.",
    "Her telephone was 07700 900456 and nobody answered.",
    "The kettle was on and the radio played quietly.",
    "Later Okafor left by the garden gate.",
)
NAME, NUMBER = "Oluwaseun Okafor", "07700 900456"
KEPT = ("kettle", "radio", "garden")


def picture(lines=LINES, size=(1240, 900), ink="black", paper="white", mode="RGB"):
    """A page of large letters."""
    image = Image.new("RGB", size, paper)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(RESOURCES / "fonts" / "DejaVuSans.ttf"), 34)
    for row, line in enumerate(lines):
        draw.text((70, 80 + 90 * row), line, fill=ink, font=font)
    return image.convert(mode)


def coded(image, form="PNG", **more):
    """The bytes of a picture file."""
    out = io.BytesIO()
    image.save(out, form, **more)
    return out.getvalue()


def scan(*pages, turned=0, text=""):
    """A PDF whose pages are these picture files, each filling its page; `text` is painted on the first one as
    letters."""
    document = pymupdf.open()
    for at, data in enumerate(pages):
        with Image.open(io.BytesIO(data)) as image:
            wide, high = image.width * 72 / 150, image.height * 72 / 150
        page = document.new_page(width=wide, height=high)
        page.insert_image(page.rect, stream=data)
        if text and not at:
            page.insert_text((30, high - 20), text, fontsize=9)
        if turned:
            page.set_rotation(turned)
    return document.tobytes()


def with_text_page(data):
    """The same PDF with an ordinary page of letters before it."""
    document = pymupdf.open(stream=data, filetype="pdf")
    page = document.new_page(0)
    page.insert_text(
        (72, 90), f"Covering letter about {NAME}, with more ordinary words to read.", fontsize=11
    )
    return document.tobytes()


def images_in(data):
    """The decoded bytes of every stream of a PDF."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [bytes(one.read_raw_bytes()) for one in pdf.objects if isinstance(one, pikepdf.Stream)]

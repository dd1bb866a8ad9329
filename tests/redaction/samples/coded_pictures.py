"""Pictures and pages with codes (QR, Data Matrix, Aztec, PDF417, bar codes) that say a name or number, made in
code. Everyone in them is fictional."""

import base64
import io

import pymupdf
import segno
import zxingcpp
from PIL import Image, ImageDraw, ImageOps

NAME, NUMBER = "Zebedee Quillfeather", "07700 900123"
OTHER = "Meet me by the old mill at noon"
CARD = f"BEGIN:VCARD\nVERSION:3.0\nN:Quillfeather;Zebedee\nFN:{NAME}\nEND:VCARD"


def qr(words, scale=5):
    out = io.BytesIO()
    segno.make(words, micro=False).save(out, kind="png", scale=scale)
    return Image.open(out).convert("L")


def code(words, kind, scale=4):
    made = zxingcpp.create_barcode(words, zxingcpp.barcode_format_from_str(kind))
    return Image.fromarray(made.to_image(scale=scale))


def sheet(*codes, words=OTHER, size=(900, 1000)):
    """Codes one below the other on paper, with words."""
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).text((40, 30), words, fill="black", font_size=34)
    at = 110
    for one in codes:
        image.paste(one.convert("RGB"), (60, at))
        at += one.height + 60
    return image


def saved(image, form="PNG"):
    out = io.BytesIO()
    image.save(out, form, **({"quality": 85} if form == "JPEG" else {}))
    return out.getvalue()


PICTURES = {
    "QR code": lambda: ("a.png", saved(sheet(qr(NAME)))),
    "QR code in a photograph": lambda: ("a.jpg", saved(sheet(qr(NAME)), "JPEG")),
    "QR code turned": lambda: ("a.png", saved(sheet(qr(NAME).rotate(31, expand=True, fillcolor=255)))),
    "QR code upside down": lambda: ("a.png", saved(sheet(qr(NAME).rotate(180)))),
    "QR code light on dark": lambda: ("a.png", saved(sheet(ImageOps.invert(qr(NAME))))),
    "QR code of a card": lambda: ("a.png", saved(sheet(qr(CARD, 4)))),
    "QR code of an address": lambda: ("a.png", saved(sheet(qr("https://example.org/?q=Zebedee%20%51uillfeather")))),
    "QR code in base64": lambda: ("a.png", saved(sheet(qr(base64.b64encode(f"to {NAME} there".encode()).decode())))),
    "QR code of a number": lambda: ("a.png", saved(sheet(qr(f"tel:{NUMBER.replace(' ', '')}")))),
    "two QR codes": lambda: ("a.png", saved(sheet(qr(OTHER), qr(NAME)))),
    "Data Matrix": lambda: ("a.png", saved(sheet(code(NAME, "DataMatrix", 8)))),
    "Aztec": lambda: ("a.png", saved(sheet(code(NAME, "Aztec", 8)))),
    "PDF417": lambda: ("a.png", saved(sheet(code(NAME, "PDF417")))),
    "bar code": lambda: ("a.png", saved(sheet(code(NAME, "Code128", 2)))),
    "bar code of a number": lambda: ("a.png", saved(sheet(code(NUMBER.replace(" ", ""), "Code39", 2)))),
    "bar code in a photograph": lambda: ("a.jpg", saved(sheet(code(NAME, "Code128", 2)), "JPEG")),
}  # fmt: skip


def with_page(paint):
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((72, 72), f"{OTHER}, and bring the papers about the mill with you, please.")
        paint(page)
        return document.tobytes()


def _shapes(page):
    """A QR code of filled squares, no picture."""
    for row, line in enumerate(segno.make(NAME, micro=False).matrix):
        for column, dark in enumerate(line):
            if dark:
                page.draw_rect(
                    pymupdf.Rect(100 + 3 * column, 150 + 3 * row, 103 + 3 * column, 153 + 3 * row),
                    color=None,
                    fill=(0, 0, 0),
                )


def _picture(words):
    return lambda page: page.insert_image(pymupdf.Rect(100, 150, 200, 250), stream=saved(qr(words)))


def _turned(page):
    _picture(NAME)(page)
    page.set_rotation(90)


PAGES = {
    "QR code as a picture": lambda: ("a.pdf", with_page(_picture(NAME))),
    "QR code as shapes": lambda: ("a.pdf", with_page(_shapes)),
    "QR code on a turned page": lambda: ("a.pdf", with_page(_turned)),
}

CODED = PICTURES | PAGES
KEPT = {
    "QR code of other words": lambda: ("a.png", saved(sheet(qr(OTHER)))),
    "QR code of a longer word": lambda: ("a.png", saved(sheet(qr("Quillfeatherstone")))),
    "QR code of other words on a page": lambda: ("a.pdf", with_page(_picture(OTHER))),
}

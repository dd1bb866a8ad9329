"""Letters badly redacted with several programs' own means, in as many ways as people do it: each a function
from nothing to the bytes of a PDF.

To add a way, write a function with the `way` mark. What was to go is always NAME and NUMBER; all else of the
letter is fictional too.
"""

import io
from collections.abc import Callable
from functools import partial
from typing import Any

NAME, NUMBER = "Zelda Quillfeather", "07700 900123"
LINES = (
    "The meeting on Tuesday was moved to the library.",
    f"{NAME} will bring bread and milk,",
    f"or call {NUMBER} before noon.",
)
WAYS: dict[str, Callable[[], bytes]] = {}


def way(build: Callable[[], bytes]) -> Callable[[], bytes]:
    WAYS[build.__name__] = build
    return build


def _letter(lines: tuple[str, ...] = LINES, *, colour: tuple[float, ...] = (0, 0, 0)) -> Any:
    import pymupdf

    document = pymupdf.open()
    page = document.new_page()
    for number, line in enumerate(lines):
        page.insert_text(
            (72, 100 + 24 * number),
            line,
            fontsize=12,
            color=colour if NAME in line or NUMBER in line else (0, 0, 0),
        )
    return document


def _found(page: Any) -> list[Any]:
    return [box for word in (NAME, NUMBER) for box in page.search_for(word)]


def _over(paint: Callable[[Any, Any], object]) -> bytes:
    """The letter with something put over each place by PyMuPDF."""
    document = _letter()
    for box in _found(document[0]):
        paint(document[0], box)
    return document.tobytes()


def _picture(size: tuple[int, int] = (60, 20), colour: str = "black", kind: str = "PNG") -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


_BOXES: dict[str, Callable[[Any, Any], object]] = {
    "mupdf_black_box": lambda page, box: page.draw_rect(box, color=(0, 0, 0), fill=(0, 0, 0)),
    "mupdf_white_box": lambda page, box: page.draw_rect(box, color=(1, 1, 1), fill=(1, 1, 1)),
    "mupdf_grey_box_no_edge": lambda page, box: page.draw_rect(box, color=None, fill=(0.5, 0.5, 0.5)),
    "mupdf_thick_line": lambda page, box: page.draw_line(
        (box.x0, (box.y0 + box.y1) / 2), (box.x1, (box.y0 + box.y1) / 2), color=(0, 0, 0), width=box.height
    ),
    "mupdf_rounded_box": lambda page, box: page.draw_rect(
        box + (-3, -2, 3, 2),  # noqa: RUF005
        color=(0, 0, 0),
        fill=(0, 0, 0),
        radius=0.2,
    ),  # a rectangle is widened
    "mupdf_ellipse": lambda page, box: page.draw_oval(
        box + (-20, -8, 20, 8),  # noqa: RUF005
        color=(0, 0, 0),
        fill=(0, 0, 0),
    ),  # same
    "mupdf_picture": lambda page, box: page.insert_image(box, stream=_picture(), keep_proportion=False),
    "mupdf_jpeg": lambda page, box: page.insert_image(
        box, stream=_picture(kind="JPEG"), keep_proportion=False
    ),
    "mupdf_square_note": lambda page, box: _filled(page.add_rect_annot(box)),
    "mupdf_black_marker": lambda page, box: _marker(page.add_highlight_annot(box), (0, 0, 0)),
    "mupdf_strike": lambda page, box: _wide(
        page.add_line_annot((box.x0, (box.y0 + box.y1) / 2), (box.x1, (box.y0 + box.y1) / 2)), box.height
    ),
    "mupdf_text_box_note": lambda page, box: page.add_freetext_annot(
        box, "XXXXXX", fill_color=(0, 0, 0), text_color=(1, 1, 1)
    ),
    "mupdf_unapplied": lambda page, box: page.add_redact_annot(box, fill=(0, 0, 0)),
    "mupdf_words_over": lambda page, box: page.insert_text(
        (box.x0, box.y1 - 3), "█" * 14, fontname="china-s", fontsize=14
    ),
}


def _filled(note: Any) -> None:
    note.set_colors(stroke=(0, 0, 0), fill=(0, 0, 0))
    note.update()


def _marker(note: Any, colour: tuple[float, ...]) -> None:
    note.set_colors(stroke=colour)
    note.update()


def _wide(note: Any, width: float) -> None:
    note.set_colors(stroke=(0, 0, 0))
    note.set_border(width=width)
    note.update()


WAYS |= {name: partial(_over, paint) for name, paint in _BOXES.items()}


@way
def white_words() -> bytes:
    return _letter(colour=(1, 1, 1)).tobytes()


@way
def nearly_white_words() -> bytes:
    return _letter(colour=(0.995, 0.995, 0.995)).tobytes()


@way
def unseen_words() -> bytes:
    document = _letter((LINES[0],))
    document[0].insert_text((72, 124), LINES[1], fontsize=12, render_mode=3)
    return document.tobytes()


@way
def cut_away() -> bytes:
    import pymupdf

    document = _letter()
    document[0].set_cropbox(pymupdf.Rect(0, 0, 595, 108))
    return document.tobytes()


@way
def beyond_the_paper() -> bytes:
    document = _letter((LINES[0],))
    document[0].insert_text((72, 900), LINES[1], fontsize=12)
    return document.tobytes()


@way
def tiny_words() -> bytes:
    document = _letter((LINES[0],))
    document[0].insert_text((72, 124), LINES[1], fontsize=0.5)
    return document.tobytes()


@way
def layer_switched_off() -> bytes:
    document = _letter((LINES[0],))
    document[0].insert_text((72, 124), LINES[1], fontsize=12, oc=document.add_ocg("notes", on=False))
    return document.tobytes()


def _scan(*, blacked: bool, layer: bool, quality: str = "PNG") -> bytes:
    """A page that is a picture, with or without the layer of words that a reader of pictures adds."""
    import pymupdf
    from PIL import Image, ImageDraw

    page = _letter()[0]
    places = _found(page)
    shot = page.get_pixmap(dpi=150)
    picture = Image.frombytes("RGB", (shot.width, shot.height), shot.samples)
    for box in places if blacked else ():
        ImageDraw.Draw(picture).rectangle([one * 150 / 72 for one in box], fill="black")
    out = io.BytesIO()
    picture.save(out, quality)
    new = pymupdf.open()
    made = new.new_page()
    made.insert_image(made.rect, stream=out.getvalue())
    for number, line in enumerate(LINES) if layer else ():
        made.insert_text((72, 100 + 24 * number), line, fontsize=12, render_mode=3)
    if not blacked:
        for box in places:
            made.draw_rect(box, color=(0, 0, 0), fill=(0, 0, 0))
    return new.tobytes()


WAYS["scan_blacked_with_its_layer"] = partial(_scan, blacked=True, layer=True)
WAYS["scan_boxed"] = partial(_scan, blacked=False, layer=False)
WAYS["scan_boxed_with_its_layer"] = partial(_scan, blacked=False, layer=True)
WAYS["jpeg_scan_boxed"] = partial(_scan, blacked=False, layer=False, quality="JPEG")


def _with(change: Callable[[Any], object]) -> bytes:
    """A clean page of which something other than the page holds the name."""
    document = _letter((LINES[0],))
    change(document)
    return document.tobytes()


_BESIDE: dict[str, Callable[[Any], object]] = {
    "title_of_the_file": lambda one: one.set_metadata({"title": f"Statement of {NAME}", "author": NAME}),
    "xmp": lambda one: one.set_xml_metadata(f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><a>{NAME}</a></x:xmpmeta>"),
    "bookmark": lambda one: one.set_toc([[1, f"Statement of {NAME}", 1]]),
    "attachment": lambda one: one.embfile_add("old.txt", f"{NAME} {NUMBER}".encode()),
    "note": lambda one: one[0].add_text_annot((300, 300), f"This is {NAME}"),
    "link": lambda one: one[0].insert_link(
        {"kind": 2, "from": one[0].rect, "uri": "mailto:zelda.quillfeather@example.org"}
    ),
    "page_label": lambda one: one.set_page_labels(
        [{"startpage": 0, "prefix": NAME, "style": "D", "firstpagenum": 1}]
    ),
}
WAYS |= {name: partial(_with, change) for name, change in _BESIDE.items()}


@way
def earlier_version() -> bytes:
    import pymupdf

    document = pymupdf.open(stream=_letter().tobytes(), filetype="pdf")
    for box in _found(document[0]):
        document[0].add_redact_annot(box, fill=(0, 0, 0))
    document[0].apply_redactions()
    out = io.BytesIO(document.stream)
    document.save(out, incremental=False)
    return bytes(document.stream) + out.getvalue().replace(b"%PDF-1.7", b"%next", 1)


def _reportlab(paint: Callable[[Any, float, float], object], font: str = "Helvetica") -> bytes:
    """The letter by reportlab, with something painted over the name (at x, y; 120 wide)."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.setFont(font, 12)
    for number, line in enumerate(LINES):
        canvas.drawString(72, 700 - 24 * number, line)
    paint(canvas, 72, 676)
    canvas.save()
    return out.getvalue()


def _box(canvas: Any, x: float, y: float, colour: str = "black") -> None:
    canvas.setFillColor(colour)
    canvas.rect(x - 1, y - 4, 120, 16, stroke=0, fill=1)


def _round(canvas: Any, x: float, y: float) -> None:
    canvas.roundRect(x - 2, y - 5, 122, 18, 4, stroke=0, fill=1)


def _stroke(canvas: Any, x: float, y: float) -> None:
    canvas.setLineWidth(16)
    canvas.line(x - 1, y + 4, x + 119, y + 4)


def _drawn(canvas: Any, x: float, y: float) -> None:
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(io.BytesIO(_picture())), x - 1, y - 4, 120, 16)


for _font in ("Helvetica", "Times-Roman", "Courier-Bold"):
    WAYS[f"reportlab_box_{_font}"] = partial(_reportlab, _box, _font)
    WAYS[f"reportlab_white_box_{_font}"] = partial(_reportlab, partial(_box, colour="white"), _font)
    WAYS[f"reportlab_round_{_font}"] = partial(_reportlab, _round, _font)
    WAYS[f"reportlab_stroke_{_font}"] = partial(_reportlab, _stroke, _font)
    WAYS[f"reportlab_picture_{_font}"] = partial(_reportlab, _drawn, _font)

"""Pages as offices and phones make them: justified paragraphs, tables, columns, charts, pictures, print-outs
of several programs."""

import io
from collections.abc import Callable

SANS = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
SENTENCES = (
    (
        "On the morning of 4 March the caretaker, Zelda Quillfeather, opened the hall and AVOWED that "
        "Tomas Werrick had left the keys in the office."
    ),
    (
        "Five names stand on this line: Zelda, Quillfeather, Zelda Quillfeather, Tomas and "
        "Quillfeather, and the faeces sample went to the clinic."
    ),
    (
        "Quillfeather's neighbour found the difficult file; first-floor tenants affirmed that WAVY "
        "Typography AVATAR kerning stays in place."
    ),
    (
        "The council wrote to Ms Quillfeather twice about the allotment fence, the water butt and the "
        "shed roof before anyone replied."
    ),
)


def reportlab_letter(font: str = "Helvetica") -> bytes:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

    if font == "Sans":
        pdfmetrics.registerFont(TTFont("Sans", SANS))
    style = getSampleStyleSheet()["BodyText"]
    style.fontName, style.alignment = font, 4
    out = io.BytesIO()
    story = [Paragraph(" ".join(SENTENCES), style), Spacer(1, 12)]
    rows = [
        ["When", "Who", "What"],
        *([f"{day} March", "Zelda Quillfeather", "came by"] for day in range(1, 12)),
    ]
    story.append(
        Table(
            rows,
            style=[
                ("GRID", (0, 0), (-1, -1), 0.5, "black"),
                ("BACKGROUND", (0, 0), (-1, 0), "lightgrey"),
                ("FONT", (0, 0), (-1, -1), font),
            ],
        )
    )
    story += [
        Spacer(1, 12),
        Paragraph(" ".join(reversed(SENTENCES)), style),
        PageBreak(),
        Paragraph(" ".join(SENTENCES * 6), style),
    ]
    SimpleDocTemplate(out, invariant=1).build(story)
    return out.getvalue()


def reportlab_sans() -> bytes:
    return reportlab_letter("Sans")


def chart() -> bytes:
    from reportlab.graphics import renderPDF
    from reportlab.graphics.charts.barcharts import VerticalBarChart
    from reportlab.graphics.shapes import Drawing, String
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    drawing = Drawing(400, 200)
    bars = VerticalBarChart()
    bars.data, bars.x, bars.y, bars.width, bars.height = [(3, 8, 5)], 50, 50, 300, 120
    bars.categoryAxis.categoryNames = ["Zelda", "Tomas", "Others"]
    drawing.add(bars)
    drawing.add(String(100, 180, "Calls of Zelda Quillfeather by week"))
    renderPDF.draw(drawing, canvas, 80, 500)
    canvas.saveState()
    around = canvas.beginPath()
    around.rect(80, 300, 320, 50)  # or the gradient would lie over the chart too
    canvas.clipPath(around, stroke=0)
    canvas.linearGradient(80, 300, 400, 350, ("red", "yellow"), extend=False)
    canvas.restoreState()
    canvas.setFillAlpha(0.4)
    canvas.rect(90, 310, 120, 80, fill=1)
    canvas.setFillAlpha(1)
    canvas.drawString(100, 330, "Over the gradient: Zelda Quillfeather and a friend.")
    canvas.rotate(30)
    canvas.drawString(300, 100, "A slanted note of Quillfeather, seen by all.")
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def html_story() -> bytes:
    import pymupdf

    html = (
        f"<h1>Report on Zelda Quillfeather</h1><p>{'</p><p><b>Note.</b> <i>'.join(SENTENCES)}</i></"
        f"p><ul><li>Quillfeather</li><li>others</li></ul>"
    )
    out = io.BytesIO()
    writer = pymupdf.DocumentWriter(out)
    story = pymupdf.Story(html)
    more = 1
    while more:
        device = writer.begin_page(pymupdf.paper_rect("a4"))
        more, _ = story.place(pymupdf.Rect(60, 60, 530, 780))
        story.draw(device)
        writer.end_page()
    writer.close()
    return out.getvalue()


def qt_print() -> bytes:
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QPageSize, QPdfWriter, QTextDocument

    # the tests of the window in this process want this kind of application
    from PySide6.QtWidgets import QApplication  # noqa: TID251

    app = QApplication.instance() or QApplication([])
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    document = QTextDocument()
    cells = "".join(
        f"<tr><td>{day}</td><td>Zelda Quillfeather</td><td bgcolor='#eeeeee'>left at noon</td></tr>"
        for day in range(8)
    )
    document.setHtml(
        (
            f"<p align='justify'>{' '.join(SENTENCES)}</p><table "
            f"border='1'>{cells}</table><p><u>{SENTENCES[0]}</u></p>"
        )
    )
    document.print_(writer)
    del writer, app
    return bytes(buffer.data().data())


def chat_screens() -> bytes:
    import pymupdf

    document = pymupdf.open()
    for turn in (0, 90, 180, 270):
        page = document.new_page()
        for row, sentence in enumerate(SENTENCES * 2):
            left, top = (60, 220)[row % 2], 60 + 80 * row
            page.draw_rect((left, top, left + 300, top + 66), fill=(0.85, 0.95, 0.8), color=None, radius=0.1)
            page.insert_textbox(
                (left + 8, top + 6, left + 292, top + 60),
                sentence,
                fontsize=9.5,
                fontname=("helv", "tiro")[row % 2],
            )
        page.set_rotation(turn)
    return document.tobytes(deflate=True)


def scan_with_layer() -> bytes:
    import pymupdf

    first = pymupdf.open(stream=html_story(), filetype="pdf")
    out = pymupdf.open()
    for source in first:
        picture = source.get_pixmap(dpi=110, colorspace=pymupdf.csGRAY)
        page = out.new_page(width=source.rect.width, height=source.rect.height)
        page.insert_image(page.rect, stream=picture.tobytes("jpeg"))
        for x0, _, x1, y1, word, *_ in source.get_text("words"):
            page.insert_text(
                (x0, y1 - 3),
                word,
                fontsize=max((x1 - x0) / max(pymupdf.get_text_length(word, "helv", 1), 0.01), 1),
                render_mode=3,
            )
    return out.tobytes(deflate=True)


LAYOUTS: dict[str, Callable[[], bytes]] = {
    build.__name__: build
    for build in (
        reportlab_letter,
        reportlab_sans,
        chart,
        html_story,
        qt_print,
        chat_screens,
        scan_with_layer,
    )
}

"""Shows a picture that a reason was given for, in memory only; sound and video are never played here."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from evidence_review.gui.models.look import ViewSettings
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.shown import one_line
from evidence_review.gui.widgets.parts.building_blocks import button, fill, label, row
from evidence_review.gui.widgets.parts.page_view import PageView
from evidence_review.workflow.case.views import AttachmentView

SIGNS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
)
MOST_PIXELS = 60_000_000


def format_of(data: bytes) -> str:
    """The format by the first bytes; empty for all others. Qt is never left to guess: its SVG reader opens
    files that a picture names."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((name for sign, name in SIGNS if data.startswith(sign)), "")


def image_in(data: bytes) -> QImage:
    """The first picture in the bytes, at most 2000 pixels wide or high; a null image where there is none we
    read (reference/safety.md 4.2)."""
    name = format_of(data)
    if not name:
        return QImage()
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(name.encode()))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return QImage()
    if max(size.width(), size.height()) > 2000:
        reader.setScaledSize(size.scaled(QSize(2000, 2000), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def show_media(
    parent: QWidget, file: AttachmentView, data: bytes, settings: ViewSettings | None = None
) -> QDialog:
    """Open a window of the program with the picture, covered until Space is held as the settings say, or with a
    sentence where there is none to show."""
    shown = QDialog(parent)
    shown.setWindowTitle("File")
    shown.setModal(True)
    shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    image = image_in(data)
    body: QWidget
    if image.isNull():
        words = (
            f"{one_line(file.media_type, 40) or 'This kind of file'} cannot be shown here "
            f"({count(len(data), 'byte')}). It is listed as not examined."
        )
        body = label(words)
    else:
        page = PageView("Picture")
        page.dress(settings or ViewSettings())
        page.put(image, is_picture=True)
        body = page
    fill(
        box := QVBoxLayout(shown),
        (label(one_line(file.name, 80), "section"), body, row(1, button("Close", shown.accept, "primary"))),
        10,
        18,
    )
    wide, high = parent.window().width() * 7 // 10, parent.window().height() * 85 // 100
    shown.resize(wide, box.totalHeightForWidth(wide) if image.isNull() else high)
    shown.open()
    return shown

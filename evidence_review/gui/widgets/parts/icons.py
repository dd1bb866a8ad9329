"""Small line drawings for the rail, drawn from paths of our own in the colour that the text has."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

PATHS = {
    "home": '<path d="M4 11l8-7 8 7"/><path d="M6 10v10h12V10M10 20v-6h4v6"/>',
    "review": '<path d="M4 5h16v11H9l-5 4z"/><path d="M8 9h8M8 12h5"/>',
    "overview": '<path d="M4 4h7v7H4zM13 4h7v4h-7zM13 10h7v10h-7zM4 13h7v7H4z"/>',
    "lines": '<path d="M12 4v16M12 6h7l2 2.5L19 11h-7M12 12H6l-2 2.5L6 17h6"/>',
    "samples": (
        '<path d="M4 4h16v16H4z"/><path d="M8 8h.01M12 8h.01M16 8h.01M8 12h.01M16 12h.01M8 16h.01M12 '
        '16h.01M16 16h.01"/><circle cx="12" cy="12" r="2"/>'
    ),
    "evidence": '<path d="M4 8h16v11H4z"/><path d="M3 5h18v3H3zM10 12h4"/>',
    "personal": (
        '<path d="M4 7h16v12H4z"/><circle cx="9" cy="12" r="2"/><path d="M6 17c0-2 1.5-3 3-3s3 1 3 '
        '3M14 11h4M14 14h4"/>'
    ),
    "approve": '<path d="M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6z"/><path d="M9 12l2 2 4-4"/>',
    "disclosure": '<path d="M12 4v16M7 20h10M5 7h14M5 7l-3 6h6zM19 7l-3 6h6z"/>',
    "produce": '<path d="M12 15V4M8 8l4-4 4 4"/><path d="M5 13v6h14v-6"/>',
    "held": '<path d="M6 11h12v9H6z"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "account": '<path d="M4 20h16M6 20V5M6 8h12M6 12h8M6 16h4"/>',
    "log": '<path d="M6 3h12v18H6z"/><path d="M9 8h6M9 12h6M9 16h4"/>',
    "jobs": '<circle cx="12" cy="12" r="8"/><path d="M12 7v5l3 3"/>',
    "files": (
        '<path d="M6 3h8l4 4v14H6z"/><path d="M14 3v4h4"/><path d="M9 11h6v3H9z" '
        'fill="{colour}"/><path d="M9 17h6"/>'
    ),
    "people": (
        '<circle cx="9" cy="8" r="3"/><path d="M3 19c0-4 3-6 6-6s6 2 6 6M16 5a3 3 0 0 1 0 6M18 13c2 1 '
        '3 3 3 6"/>'
    ),
    "keys": '<path d="M3 7h18v10H3z"/><path d="M7 11h.01M11 11h.01M15 11h.01M8 14h8"/>',
    "look": '<circle cx="12" cy="12" r="8"/><path d="M12 4v16a8 8 0 0 0 0-16z" fill="{colour}"/>',
    "close": '<path d="M14 4h5v16h-5M10 8l-4 4 4 4M6 12h9"/>',
}
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{colour}" '
    'stroke-width="1.7" '
    'stroke-linecap="round" stroke-linejoin="round">{paths}</svg>'
)


def icon(name: str, colour: str, size: int = 18) -> QIcon:
    """The drawing of that name, sharp at 100 % and 200 %."""
    made = QIcon()
    renderer = QSvgRenderer(
        QByteArray(_SVG.replace("{paths}", PATHS[name]).replace("{colour}", colour).encode())
    )
    for scale in (1, 2):
        image = QImage(QSize(size * scale, size * scale), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter, QRectF(0, 0, size * scale, size * scale))
        painter.end()
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(scale)
        made.addPixmap(pixmap)
    return made

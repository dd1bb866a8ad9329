"""Room for pages in a low window: one that would be squashed is scrolled as a whole instead."""

from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from evidence_review.gui.widgets.parts.building_blocks import calls, scrolled
from evidence_review.gui.widgets.window.rail_pages import PAGES

LEAST = (600, 320)
"""What a screen of 1366 by 768 has room for at 200 %, in pixels, less the title bar."""
TITLE_BAR = 40
"""What the desktop puts around a window, in pixels: its foot, where a job is shown, stays on a small
screen."""


def size_first(window: QWidget) -> None:
    """The size that a window has until a person gives it another; never larger than the screen."""
    window.setMinimumSize(*LEAST)
    room = window.screen().availableGeometry()
    window.resize(min(1280, room.width()), min(800, room.height() - TITLE_BAR))


class LowRoom:
    """`area` holds the pages. Where a page tells what was painted as seen, it is never scrolled as a whole: its
    own parts are."""

    def __init__(self, stack: QStackedWidget, pages: dict[str, QWidget]) -> None:
        self._stack, self._pages = stack, pages
        self.area: QScrollArea = scrolled(stack)
        stack.currentChanged.connect(calls(self.begin))

    def begin(self) -> None:
        """Another page is shown, from its top."""
        self.area.verticalScrollBar().setValue(0)
        self.give()

    def give(self) -> None:
        """The height below which the page in front is scrolled, by the size of the text."""
        shown = self._stack.currentWidget()
        lines = next((page.lines for page in PAGES if self._pages.get(page.name) is shown), 0)
        self._stack.setMinimumSize(1, max(1, lines * self._stack.fontMetrics().lineSpacing()))

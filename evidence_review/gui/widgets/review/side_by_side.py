"""The picture of a page and its text: one of them, or both side by side where a machine read the text from
the picture; the other pages of the document stand beside it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from evidence_review.gui.models.look import LIGHT
from evidence_review.gui.models.markstyles import painted_order, style_of
from evidence_review.gui.widgets.parts.page_view import Box, PageView
from evidence_review.gui.widgets.review.bubbles import Bubbles
from evidence_review.gui.widgets.review.page_list import PageList
from evidence_review.workflow.case.page_views import PageShown
from evidence_review.workflow.case.views import ItemView


class SideBySide(QSplitter):
    """Holds both; `arrange` says which is to be seen."""

    def __init__(self, picture: PageView, bubbles: Bubbles, pages: PageList) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.picture, self.bubbles, self.pages = picture, bubbles, pages
        self.shown: PageShown | None = None
        self.look = LIGHT
        self.setChildrenCollapsible(False)
        self.addWidget(pages)
        self.addWidget(picture)
        self.addWidget(bubbles)
        self.setStretchFactor(1, 1)
        self.setStretchFactor(2, 1)

    def arrange(self, view: str, focus: ItemView) -> None:
        """The view that was chosen for the item in front, with the boxes of its marks on the picture."""
        has_picture = view == "picture"
        self.picture.setVisible(has_picture)
        self.bubbles.setVisible(not has_picture or bool(focus.by_machine))
        has_pages = has_picture and len(self.pages.pages) > 1
        if (
            has_pages and self.sizes()[0] != self.pages.width()
        ):  # else the splitter gives the list an equal share
            rest = max(2, self.width() - self.pages.maximumWidth())
            self.setSizes([self.pages.maximumWidth(), rest // 2, rest // 2])
        self.pages.setVisible(has_pages)
        lit = [
            (box, style_of(mark, focus.line, self.look).colour)
            for mark in painted_order(focus.marks)
            if mark.sort != "redaction"
            for box in mark.boxes or self._boxes(mark.from_start, mark.from_end)
        ]
        goes = [
            box
            for one in focus.redactions
            for box in ((one.area,) if one.area else self._on_words(focus, one.start, one.end))
        ]
        self.picture.mark(lit, goes)

    def _boxes(self, start: int, end: int) -> tuple[Box, ...]:
        return self.shown.boxes(start, end) if self.shown else ()

    def _on_words(self, focus: ItemView, start: int, end: int) -> tuple[Box, ...]:
        """Where the words of a mark stand: as the page says, else as what a machine read says."""
        read = (mark.boxes for mark in focus.marks if (mark.from_start, mark.from_end) == (start, end))
        return self._boxes(start, end) or next((boxes for boxes in read if boxes), ())

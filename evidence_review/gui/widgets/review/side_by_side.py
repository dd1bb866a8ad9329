"""The picture of a page and its text: one of them, or both side by side where a machine read the text from
the picture."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from evidence_review.gui.models.look import LIGHT
from evidence_review.gui.models.markstyles import painted_order, style_of
from evidence_review.gui.widgets.parts.page_view import PageView
from evidence_review.gui.widgets.review.bubbles import Bubbles
from evidence_review.workflow.case.views import ItemView


class SideBySide(QSplitter):
    """Holds both; `arrange` says which is to be seen."""

    def __init__(self, picture: PageView, bubbles: Bubbles) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.picture, self.bubbles = picture, bubbles
        self.look = LIGHT
        self.setChildrenCollapsible(False)
        self.addWidget(picture)
        self.addWidget(bubbles)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 1)

    def arrange(self, view: str, focus: ItemView) -> None:
        """The view that was chosen for the item in front, with the boxes of its marks on the picture."""
        has_picture = view == "picture"
        self.picture.setVisible(has_picture)
        self.bubbles.setVisible(not has_picture or bool(focus.by_machine))
        styles = (
            (mark.boxes, style_of(mark, focus.line, self.look).colour) for mark in painted_order(focus.marks)
        )
        drawn = [(one.area, self.look.bad) for one in focus.redactions if one.area]
        self.picture.mark([*((box, colour) for boxes, colour in styles for box in boxes), *drawn])

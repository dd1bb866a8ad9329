"""Areas of the page in front: drawn with mouse or keys on the same view as in "Redact a file", then marked
with one type, purpose and note."""

from PySide6.QtGui import QImage, QPalette
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.domain.kinds import RedactionType
from evidence_review.gui import actions
from evidence_review.gui.models.drawn import Areas, box_words
from evidence_review.gui.widgets.parts.area_view import KEYS, AreaView
from evidence_review.gui.widgets.parts.building_blocks import (
    Empty,
    button,
    column,
    fill,
    frame,
    label,
    row,
    say,
    scrolled,
)
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.tick_list import TickList
from evidence_review.gui.widgets.review.mark_dialog import MarkWhy
from evidence_review.gui.widgets.review.review_state import Reviewing
from evidence_review.workflow.case.views import ItemView

SENTENCE = "What is drawn is filled, and the page becomes a picture. Areas marked before are shown in colour."
_WHOLE = (0.0, 0.0, 1.0, 1.0)


class AreasDialog(QDialog):
    """The page on one side, the areas and why they go on the other."""

    def __init__(self, parent: QWidget, reviewing: Reviewing, view: ItemView) -> None:
        super().__init__(parent)
        self.setWindowTitle("Cover areas of the page")
        self.setModal(True)
        self.reviewing, self.item, self.number = reviewing, view, reviewing.number
        self.areas = Areas()
        self.view, self.empty = AreaView(), Empty("The page is being drawn", "It comes in a moment.")
        self.list = TickList("Areas to be covered")
        self.list.setMaximumHeight(self.list.fontMetrics().height() * 6)
        self.why = MarkWhy(RedactionType.OTHER)
        self.fault = label("", "bad")
        self.yes = button("Cover", self._cover, "primary")
        self.before = tuple(one.area for one in view.redactions if one.area)
        self._build(parent)
        self.view.changed.connect(self.put_areas)
        self.list.currentRowChanged.connect(self._chosen)
        self.put_areas(self.areas)

    def _build(self, parent: QWidget) -> None:
        acts = Flow(
            button("Add an area", self._add),
            button("The whole page", self._add_whole),
            button("Take away", self._remove),
        )
        parts = (label(SENTENCE, "hint"), label(KEYS, "small"), self.list, acts, *self.why.parts(), 1)
        foot = column(self.fault, row(1, button("Cancel", self.reject), self.yes))
        side = frame(
            "pane", label("Cover areas of the page", "section"), scrolled(column(*parts)), foot, margin=14
        )
        self.fault.hide()
        box = QHBoxLayout(self)
        fill(box, (column(self.view, self.empty, gap=0), side), 0, 0)
        box.setStretch(0, 3)
        box.setStretch(1, 2)
        over = parent.window()
        self.resize(int(over.width() * 0.95), int(over.height() * 0.95))
        self.put(QImage())

    def put(self, image: QImage) -> None:
        """The page's picture has come."""
        self.view.put(image)
        self.view.setVisible(not image.isNull())
        self.empty.setVisible(image.isNull())
        colour = self.palette().color(QPalette.ColorRole.Accent).name()
        self.view.mark([(box, colour) for box in self.before])
        if not image.isNull():
            self.view.setFocus()

    def put_areas(self, areas: Areas) -> None:
        """Show these areas on the page and in the list."""
        self.areas = areas
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([box_words(one.area.box) for one in areas.all])
        self.list.setCurrentRow(areas.at)
        self.list.blockSignals(False)
        self.list.setVisible(bool(areas.all))
        self.view.show_areas(areas, 0)

    def _chosen(self, at: int) -> None:
        self.areas = Areas(self.areas.all, at)
        self.view.show_areas(self.areas, 0)

    def _add(self) -> None:
        self.put_areas(self.areas.add(0))
        self.view.setFocus()

    def _add_whole(self) -> None:
        self.put_areas(self.areas.add(0, _WHOLE))

    def _remove(self) -> None:
        self.put_areas(self.areas.without(self.areas.at))

    def _cover(self) -> None:
        boxes = [one.box for one in self.areas.going()]
        lacks = self.why.lacks() if boxes else "Draw at least one area first."
        if lacks:
            say(self.fault, lacks)
            self.fault.show()
            return
        self.accept()
        made = self.reviewing.desk.ask(
            actions.cover_areas, self.number, self.item.id, boxes, *self.why.said()
        )
        if made is not None:
            self.reviewing.desk.told.emit("The areas are marked, to be approved by another person.")


def ask_areas(parent: QWidget, reviewing: Reviewing) -> AreasDialog | None:
    """Open it on the item in front, still without its picture; None where it has no page."""
    view = reviewing.talk.focus
    if view is None or view.page is None or not reviewing.may(Act.REDACT):
        return None
    made = AreasDialog(parent, reviewing, view)
    made.open()
    return made

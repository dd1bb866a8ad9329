"""The conversation: an own scroll area that lays out what is near the screen and keeps it, and says when the
item was seen whole.

Assistive technology sees nothing in it: the plain list over the same model stands beside it
(reference/platform.md 6).
"""

import re
from collections import OrderedDict

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip

from evidence_review.domain.ids import ItemId
from evidence_review.gui.models.conversation import Conversation
from evidence_review.gui.models.look import LIGHT, Look
from evidence_review.gui.models.review.chosen_words import Chosen, moved
from evidence_review.gui.models.review.thread_words import OUTSIDE, above
from evidence_review.gui.models.seen import Seen
from evidence_review.gui.models.spans import hides
from evidence_review.gui.models.table_rows import plain_tip
from evidence_review.gui.widgets.review.bubble import GUTTER, Bubble, character_at, lay_out, paint, span_box
from evidence_review.gui.widgets.review.mark_strip import WIDE, MarkStrip, Sort, Tick
from evidence_review.workflow.case.search_views import sought
from evidence_review.workflow.case.views import ItemView

KEPT, MOST_HITS = 2000, 500


class Bubbles(QAbstractScrollArea):
    """Draws a Conversation. Nothing can be copied from it."""

    seen_whole = Signal()
    chosen = Signal(int, int)
    let_go = Signal()
    media_wanted = Signal(int)
    item_wanted = Signal(int)
    _painted_whole = Signal(int)

    def __init__(self, model: Conversation) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Conversation; the list shows the same to a screen reader")
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.verticalScrollBar().valueChanged.connect(self._moved)
        self.look = LIGHT
        self.model = model
        self.seen = Seen()
        self.extra: list[tuple[int, int, str]] = []
        self.choice: tuple[int, int] | None = None
        self._by_keys: Chosen | None = None
        self._anchor: int | None = None
        self._item: ItemId | None = None
        self._tops: list[int] = []
        self._between: list[tuple[int, str]] = []
        self.sought: re.Pattern[str] | None = None
        self.setViewportMargins(0, 0, WIDE, 0)
        self.strip = MarkStrip(self)
        self.strip.place_wanted.connect(self._jump)
        self._kept: OrderedDict[tuple[int, int], Bubble] = OrderedDict()
        model.modelReset.connect(self._reset)
        self._painted_whole.connect(self._tell_seen, Qt.ConnectionType.QueuedConnection)

    def dress(self, look: Look) -> None:
        """Draw in these colours."""
        self.look = look
        self._kept.clear()
        self._arrange()

    def bubble(self, row: int) -> Bubble:
        """The row laid out for the width there is now."""
        view = self.model.values()[row]
        key = (hash(view), self.viewport().width())
        made = self._kept.get(key)
        if made is None:
            made = self._kept[key] = lay_out(view, self.viewport().width(), self.font(), self.look)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return made

    def _reset(self) -> None:
        focus = self.model.focus
        new = focus is None or focus.id != self._item
        self._item = focus.id if focus else None
        if focus is None:
            self._kept.clear()
        if new:
            self.seen, self.extra = Seen(), []
            self.choose(None)
        self._arrange()
        if self.model.focus_row > 0 or new:
            self.show_focus()

    def show_focus(self) -> None:
        """Scroll to the item itself."""
        row = self.model.focus_row
        if row >= 0:
            self.verticalScrollBar().setValue(max(0, self._tops[row] - 24) if row else 0)

    def show_span(self, start: int, end: int) -> None:
        """Scroll so that these characters of the item can be read."""
        row = self.model.focus_row
        if row >= 0:
            box = span_box(self.bubble(row), start, end)
            self.verticalScrollBar().setValue(int(self._tops[row] + box.top() - self.viewport().height() / 3))
            self.viewport().update()

    def _arrange(self) -> None:
        top, self._tops, self._between = 12, [], []
        high, before = self.fontMetrics().height() + 10, None
        for row, view in enumerate(self.model.values()):
            for words in above(view, before):
                self._between.append((top, words))
                top += high
            self._tops.append(top)
            top, before = top + self.bubble(row).height, view
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self.fontMetrics().height() * 2)
        bar.setRange(0, max(0, top - self.viewport().height()))
        self._mark_strip(max(1, top))
        self.viewport().update()

    def _mark_strip(self, high: int) -> None:
        """Where hits, decided items and folded runs stand, in shares of the whole height."""
        ticks = [Tick(Sort.FOLDED, top / high) for top, words in self._between if words.endswith(OUTSIDE)]
        for row, view in enumerate(self.model.values()):
            if view.decision is not None:
                ticks.append(Tick(Sort.DECIDED, self._tops[row] / high))
            for start, end in self._hits_of(view):
                box = span_box(self.bubble(row), start, end)
                ticks.append(Tick(Sort.HIT, (self._tops[row] + box.top()) / high))
        self.strip.put(ticks, self.look)

    def _hits_of(self, view: ItemView) -> list[tuple[int, int]]:
        """Where the line's terms and what is searched for stand in a message as shown."""
        found = [(one.start, one.end) for one in view.marks if one.sort == "term" and one.label == "term"]
        if self.sought is not None:
            found += [one.span() for one in self.sought.finditer(view.text)][:MOST_HITS]
        return found

    def _jump(self, share: float) -> None:
        """Bring a place of the whole conversation to the screen, a little below its top."""
        bar = self.verticalScrollBar()
        high = bar.maximum() + self.viewport().height()
        bar.setValue(int(share * high - self.viewport().height() / 4))

    def seek(self, words: str) -> None:
        """Put a ground behind what a search of the line asks for, in every message."""
        self.sought = sought(words)
        self._arrange()

    def _moved(self) -> None:
        self.viewport().update()

    def _note_painted(self, top: int, bottom: int) -> None:
        """These rows of pixels of the viewport were painted: what of the item lies in them is seen. What
        follows from it
        waits until the painting is over."""
        row = self.model.focus_row
        if row < 0 or row >= len(self._tops):
            return
        bubble = self.bubble(row)
        long, before = int(bubble.box.height()), self.seen.whole
        offset = self.verticalScrollBar().value() - self._tops[row] - int(bubble.box.top())
        self.seen = self.seen.at_height(long).also(offset + top, offset + bottom)
        if self.seen.whole and not before:
            self._painted_whole.emit(int(bubble.view.id))

    def _tell_seen(self, item: int) -> None:
        """The item was painted whole; another may have come meanwhile."""
        focus = self.model.focus
        if focus is not None and focus.id == item:
            self.seen_whole.emit()

    # Qt calls it with this type, or with no argument
    def showEvent(self, event: QEvent) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Lay out for the width there is."""
        super().showEvent(event)  # pyright: ignore[reportArgumentType]  # Qt gives a QShowEvent
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new width."""
        super().resizeEvent(event)
        area = self.viewport().geometry()
        self.strip.setGeometry(area.right() + 1, area.top(), WIDE, area.height())
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size makes other heights."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._kept.clear()
            self._arrange()

    def sizeHint(self) -> QSize:
        """As much as it is given."""
        return QSize(480, 320)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll."""
        super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is on the screen."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), self.palette().base())
        first = self.verticalScrollBar().value()
        self._paint_between(painter, first)
        for row, top in enumerate(self._tops):
            if top > first + self.viewport().height():
                break
            bubble = self.bubble(row)
            if top + bubble.height < first:
                continue
            painter.save()
            painter.translate(0, top - first)
            focus = row == self.model.focus_row
            hits = self._sought_in(bubble.view)
            grounds = [*hits, *self._grounds()] if focus else hits
            paint(bubble, painter, self.look, self.font(), grounds, active=focus)
            painter.restore()
        painter.end()
        self._note_painted(event.rect().top(), event.rect().bottom() + 1)

    def _paint_between(self, painter: QPainter, first: int) -> None:
        """Days, and the runs that are folded: counts alone."""
        painter.setPen(QColor(self.look.muted))
        high = self.fontMetrics().height() + 6
        for top, words in self._between:
            if first - high < top < first + self.viewport().height():
                area = QRectF(0, top - first, self.viewport().width(), high)
                wide = self.fontMetrics().horizontalAdvance(words)
                middle, side = area.center().y(), (area.width() - wide) / 2 - 10
                painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), words)
                painter.drawLine(QPointF(GUTTER, middle), QPointF(max(GUTTER, side), middle))
                painter.drawLine(
                    QPointF(area.width() - max(GUTTER, side), middle), QPointF(area.width() - GUTTER, middle)
                )

    def _sought_in(self, view: ItemView) -> list[tuple[int, int, str]]:
        if self.sought is None:
            return []
        return [(*one.span(), self._warm()) for one in self.sought.finditer(view.text)][:MOST_HITS]

    def _warm(self) -> str:
        return self.look.warn_soft if self.look.name != "high contrast" else "#5a4a00"

    def _grounds(self) -> list[tuple[int, int, str]]:
        ground = f"#66{self.look.accent.removeprefix('#')}"
        chosen = [(*self.choice, ground)] if self.choice else []
        return [*self.extra, *chosen]

    def highlight(self, spans: list[tuple[int, int]]) -> None:
        """Put a ground behind spans of the item's text: the words of a reason, the hit one stands on, what
        was searched for."""
        self.extra = [(a, b, self._warm()) for a, b in spans]
        self.viewport().update()

    def _inside(self, place: QPoint) -> tuple[Bubble, QPointF] | None:
        row = self.model.focus_row
        if row < 0 or row >= len(self._tops):
            return None
        bubble = self.bubble(row)
        local = QPointF(place.x(), place.y() + self.verticalScrollBar().value() - self._tops[row])
        return (bubble, local) if bubble.box.adjusted(-GRACE, 0, GRACE, 0).contains(local) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Press on a file to be asked for a reason; press and drag over words to choose them."""
        found = self._inside(event.position().toPoint())
        if found is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        bubble, local = found
        for area, _words in bubble.notes[:1]:
            answered = bubble.view.answers
            if answered and answered.item and area.translated(bubble.text_left, 0).contains(local):
                self.item_wanted.emit(int(answered.item))
                return
        for area, file in bubble.files:
            if file.supplied and area.translated(bubble.text_left, 0).contains(local):
                self.media_wanted.emit(file.number)
                return
        self.choose(None)
        self._anchor = character_at(bubble, local)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose words while the button is held; else say what the mark under the mouse is."""
        found = self._inside(event.position().toPoint())
        if found is None:
            return
        bubble, local = found
        if self._anchor is not None and event.buttons() & Qt.MouseButton.LeftButton:
            here = character_at(bubble, local)
            self.choice = (min(self._anchor, here), max(self._anchor, here))
            self.viewport().update()
            return
        self._tip(bubble, local, event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Words were chosen."""
        del event
        self._anchor = None
        if self.choice and self.choice[0] < self.choice[1]:
            self.choose(Chosen(*self.choice))

    def choose(self, words: Chosen | None) -> None:
        """Choose words of the item in front, or none."""
        self._by_keys, self.choice, self._anchor = words, words.span if words else None, None
        self.viewport().update()
        if words is None:
            self.let_go.emit()
        elif words.span[0] < words.span[1]:
            self.chosen.emit(*words.span)

    def choice_box(self) -> QRect | None:
        """Where the chosen words stand in the viewport, first line only; None where there are none."""
        row = self.model.focus_row
        if self.choice is None or row < 0 or row >= len(self._tops):
            return None
        box = span_box(self.bubble(row), *self.choice)
        return box.translated(0, self._tops[row] - self.verticalScrollBar().value()).toRect()

    def event(self, event: QEvent) -> bool:
        """Escape belongs to the words that are chosen before it belongs to the window."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.choice is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift and the arrows choose words, with Ctrl whole ones; Escape lets go; else it scrolls."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        focus, key = self.model.focus, Qt.Key(event.key())
        if key is Qt.Key.Key_Escape and self.choice is not None:
            self.choose(None)
        elif focus and focus.text and key in steps and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            whole = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            begin = self.extra[0][0] if self.extra else 0
            self.choose(moved(self._by_keys, focus.text, steps[key], words=whole, begin=begin))
        else:
            super().keyPressEvent(event)

    def _tip(self, bubble: Bubble, local: QPointF, where: QPoint) -> None:
        for mark in bubble.view.marks:
            if QRectF(span_box(bubble, mark.start, mark.end)).adjusted(0, -4, 0, 4).contains(local):
                words = (
                    mark.label
                    if hides(bubble.view, mark.start, mark.end) or not mark.why
                    else f"{mark.label}: {mark.why}"
                )
                QToolTip.showText(where, plain_tip(words), self)
                return
        QToolTip.hideText()


GRACE = 6

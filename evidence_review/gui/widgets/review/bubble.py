"""One item laid out as a bubble: header, paragraphs with their marks, attachments as covered placeholders."""

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from evidence_review.domain.kinds import Direction, ItemKind
from evidence_review.gui.models.look import Look
from evidence_review.gui.models.markstyles import MarkStyle, painted_order, style_of
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.review.thread_words import answer_words, reaction_words, who_and_when
from evidence_review.gui.models.shown import Shown, one_line, show
from evidence_review.gui.widgets.review.bubble_text import (
    Fonts,
    Paragraph,
    across,
    fonts,
    ground_format,
    lay_text,
)
from evidence_review.workflow.case.views import AttachmentView, ItemView

PADDING, GUTTER, ROUND = 14, 18, 12


@dataclass(slots=True)
class Bubble:
    """An item laid out for a width. Places are relative to its own top left corner."""

    view: ItemView
    shown: Shown
    height: int
    box: QRectF
    text_left: float
    paragraphs: list[Paragraph]
    files: list[tuple[QRectF, AttachmentView]]
    letters: list[tuple[QPointF, MarkStyle]] = field(default_factory=list)
    notes: list[tuple[QRectF, str]] = field(default_factory=list)
    """What it answers, above its words, and the reactions below them; places as those of files."""


def lay_out(view: ItemView, width: int, base: QFont, look: Look) -> Bubble:
    """The item laid out for a width in pixels."""
    use, shown = fonts(base), show(view.text)
    narrow = min(width - 2 * GUTTER, max(280, int(QFontMetricsF(use.body).averageCharWidth() * 78)))
    inner = narrow - 2 * PADDING
    widest, top = _head(view, use, inner)
    top += PADDING
    answer, top, widest = _note(answer_words(view), inner, top, use, widest)
    styles = [
        (*shown.span(mark.start, mark.end), style_of(mark, view.line, look))
        for mark in painted_order(view.marks)
    ]
    paragraphs, top, wide = lay_text(view, shown, inner, top, use, styles)
    widest = max(widest, wide)
    if not view.text:
        top += QFontMetricsF(use.body).height() + 6
    files, top, widest = _place_files(view, inner, top, use, widest)
    signs, top, widest = _note(reaction_words(view), inner, top, use, widest)
    box_wide = min(narrow, int(widest) + 2 * PADDING + 2)
    left = (
        width - GUTTER - box_wide
        if view.direction is Direction.OUTGOING and view.kind is not ItemKind.PAGE
        else GUTTER
    )
    height = int(top + PADDING)
    bubble = Bubble(
        view, shown, height + 12, QRectF(left, 2, box_wide, height), left + PADDING, paragraphs, files
    )
    bubble.notes = [*answer, *signs]
    taken: set[tuple[float, float]] = set()
    for a, b, style in styles:
        if (span := _units_box(bubble, a, b)) is not None:
            bubble.letters.append((_free(span.topLeft(), taken, QFontMetricsF(use.letter)), style))
    return bubble


def _note(
    words: str, inner: int, top: float, use: Fonts, widest: float
) -> tuple[list[tuple[QRectF, str]], float, float]:
    """A line of small words at a height, the height below it, and the widest so far; nothing for no words."""
    if not words:
        return [], top, widest
    metrics = QFontMetricsF(use.small)
    wide = min(float(inner), metrics.horizontalAdvance(words) + 10)
    return (
        [(QRectF(0, top, wide, metrics.height() + 4), words)],
        top + metrics.height() + 6,
        max(widest, wide),
    )


def _head(view: ItemView, use: Fonts, inner: float) -> tuple[float, float]:
    """Width and height of the head: who and when on one line, or on two where one is too narrow."""
    who, when = who_and_when(view)
    metrics, small = QFontMetricsF(use.head), QFontMetricsF(use.small)
    note = small.horizontalAdvance("context") + 14 if view.is_context else 0
    first, second = metrics.horizontalAdvance(who), small.horizontalAdvance(when)
    if first + 12 + second + note <= inner:
        return first + 12 + second + note, metrics.height() + 4
    return min(inner, max(first + note, second)), metrics.height() + small.height() + 4


def file_words(file: AttachmentView) -> str:
    """An attachment by its facts."""
    size = "" if file.size is None else f", {count(max(1, file.size // 1024), 'KB', 'KB')}"
    state = "covered; press to show it with a reason" if file.supplied else "not supplied with this export"
    return (
        f"{one_line(file.name, 60) or 'file'} "
        f"({one_line(file.media_type, 30) or 'type not known'}{size}): {state}"
    )


def _place_files(
    view: ItemView, inner: int, top: float, use: Fonts, widest: float
) -> tuple[list[tuple[QRectF, AttachmentView]], float, float]:
    metrics = QFontMetricsF(use.small)
    placed: list[tuple[QRectF, AttachmentView]] = []
    for file in view.attachments:
        wide = min(float(inner), max(240.0, metrics.horizontalAdvance(file_words(file)) + 58))
        lines = metrics.boundingRect(
            QRectF(0, 0, wide - 58, 4000), int(Qt.TextFlag.TextWordWrap), file_words(file)
        ).height()
        placed.append((QRectF(0, top + 6, wide, max(44.0, lines + 16)), file))
        top += max(44.0, lines + 16) + 8
        widest = max(widest, wide)
    return placed, top, widest


def _free(place: QPointF, taken: set[tuple[float, float]], metrics: QFontMetricsF) -> QPointF:
    """A place for a letter, beside those that stand there already."""
    while (place.x(), place.y()) in taken:
        place = QPointF(place.x() + metrics.horizontalAdvance("M") + 1, place.y())
    taken.add((place.x(), place.y()))
    return place


def _units_box(bubble: Bubble, start: int, end: int) -> QRectF | None:
    """Where UTF-16 units start to end stand, first line only; None where the text is not laid out."""
    for paragraph in bubble.paragraphs:
        if paragraph.start <= start < max(paragraph.end, paragraph.start + 1):
            line = paragraph.layout.lineForTextPosition(start - paragraph.start)
            if line.isValid():
                left = across(line, start - paragraph.start)
                right = across(line, min(end, paragraph.end) - paragraph.start)
                x, y = bubble.text_left + paragraph.left + left, paragraph.top + line.y()
                return QRectF(x, y, max(4.0, right - left), line.height())
    return None


def span_box(bubble: Bubble, start: int, end: int) -> QRectF:
    """Where characters start to end of the item's text stand, first line only: to scroll there and to find
    what the mouse is on."""
    return _units_box(bubble, *bubble.shown.span(start, end)) or QRectF(bubble.box)


def character_at(bubble: Bubble, place: QPointF) -> int:
    """The character of the item's text nearest to a place in the bubble."""
    for paragraph in bubble.paragraphs:
        is_across = not paragraph.right or place.x() - bubble.text_left < paragraph.right
        if (place.y() <= paragraph.bottom and is_across) or paragraph is bubble.paragraphs[-1]:
            for at in range(paragraph.layout.lineCount()):
                line = paragraph.layout.lineAt(at)
                if (
                    place.y() <= paragraph.top + line.y() + line.height()
                    or at == paragraph.layout.lineCount() - 1
                ):
                    unit = line.xToCursor(place.x() - bubble.text_left - paragraph.left)
                    return bubble.shown.character(paragraph.start + int(unit))
    return 0


def paint(
    bubble: Bubble,
    painter: QPainter,
    look: Look,
    base: QFont,
    extra: list[tuple[int, int, str]],
    *,
    active: bool,
) -> None:
    """Draw the bubble at the painter's origin. `extra` are further grounds (start, end, colour): a hit, a
    reason, a choice."""
    use, view = fonts(base), bubble.view
    ground = look.bubble_out if view.direction is Direction.OUTGOING else look.bubble_in
    painter.setBrush(QColor(ground))
    painter.setPen(QPen(QColor(look.accent if active else look.bubble_edge), 2 if active else 1))
    painter.drawRoundedRect(bubble.box, ROUND, ROUND)
    _paint_head(bubble, painter, look, use)
    painter.setPen(QColor(look.text))
    if not bubble.paragraphs:
        painter.setFont(use.body)
        painter.setPen(QColor(look.muted))
        painter.drawText(
            QPointF(
                bubble.text_left,
                PADDING
                + _head(view, use, bubble.box.width() - 2 * PADDING + 1)[1]
                + 2
                + QFontMetricsF(use.body).ascent(),
            ),
            "No text in the source",
        )
    for paragraph in bubble.paragraphs:
        chosen = [ground_format(paragraph, *bubble.shown.span(a, b), colour) for a, b, colour in extra]
        paragraph.layout.draw(
            painter,
            QPointF(bubble.text_left + paragraph.left, paragraph.top),
            [part for part in chosen if part.length > 0],
        )
    painter.setFont(use.letter)
    for place, style in bubble.letters:
        painter.setPen(QColor(style.colour))
        painter.drawText(place, style.letter)
    for area, words in bubble.notes:
        _paint_note(painter, area.translated(bubble.text_left, 0), words, look, use)
    for area, file in bubble.files:
        _paint_file(painter, area.translated(bubble.text_left, 0), file, look, use)


def _paint_head(bubble: Bubble, painter: QPainter, look: Look, use: Fonts) -> None:
    who, when = who_and_when(bubble.view)
    metrics, small = QFontMetricsF(use.head), QFontMetricsF(use.small)
    inner = bubble.box.width() - 2 * PADDING
    note = small.horizontalAdvance("context") + 14 if bubble.view.is_context else 0
    painter.setPen(QColor(look.muted))
    painter.setFont(use.head)
    painter.drawText(
        QPointF(bubble.text_left, PADDING + metrics.ascent()),
        metrics.elidedText(who, Qt.TextElideMode.ElideRight, inner - note),
    )
    painter.setFont(use.small)
    first = metrics.horizontalAdvance(who)
    is_one = first + 12 + small.horizontalAdvance(when) + note <= inner + 1
    x, y = (
        (bubble.text_left + first + 12, metrics.ascent())
        if is_one
        else (bubble.text_left, metrics.height() + small.ascent())
    )
    room = bubble.text_left + inner - x
    painter.drawText(
        QPointF(x, PADDING + y), when if is_one else small.elidedText(when, Qt.TextElideMode.ElideRight, room)
    )
    if bubble.view.is_context:
        box = QRectF(bubble.box.left(), PADDING, bubble.box.width() - PADDING, metrics.height())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), "context")


def _paint_note(painter: QPainter, area: QRectF, words: str, look: Look, use: Fonts) -> None:
    """A small line with a bar at its left, as a quotation has it."""
    painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), QColor(look.muted))
    painter.setFont(use.small)
    painter.setPen(QColor(look.muted))
    inside = area.adjusted(8, 0, 0, 0)
    shown = QFontMetricsF(use.small).elidedText(words, Qt.TextElideMode.ElideRight, inside.width() + 1)
    painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter), shown)


def _paint_file(painter: QPainter, area: QRectF, file: AttachmentView, look: Look, use: Fonts) -> None:
    painter.setPen(QPen(QColor(look.line), 1))
    painter.setBrush(QColor(look.card))
    painter.drawRoundedRect(area, 7, 7)
    cover = QRectF(area.left() + 8, area.top() + 8, 34, area.height() - 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.ground))
    painter.drawRoundedRect(cover, 4, 4)
    painter.setBrush(Qt.BrushStyle.BDiagPattern if file.supplied else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(cover, 4, 4)
    painter.setFont(use.small)
    painter.setPen(QColor(look.text))
    words = QRectF(cover.right() + 8, area.top() + 8, area.width() - 58, area.height() - 16)
    painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap), file_words(file))

"""The words of an item laid out: as paragraphs one below the other, or, of a row of a table, as its headings beside its
values."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from evidence_review.gui.models.markstyles import MarkStyle
from evidence_review.gui.models.shown import Shown, show
from evidence_review.workflow.case.views import ItemView

LEADING = 1.55
PIECE = 3000
BESIDE = 14
"""Between a heading and its value, in pixels."""
UNDERLINE = {
    "solid": QTextCharFormat.UnderlineStyle.SingleUnderline,
    "dash": QTextCharFormat.UnderlineStyle.DashUnderline,
    "dot": QTextCharFormat.UnderlineStyle.DotLine,
    "wave": QTextCharFormat.UnderlineStyle.WaveUnderline,
    "dashdot": QTextCharFormat.UnderlineStyle.DashDotLine,
}


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of a bubble, all from the one of the program."""

    body: QFont
    head: QFont
    small: QFont
    letter: QFont


def fonts(base: QFont) -> Fonts:
    """Body a little larger than the window's text: it is what is being read."""

    def of(factor: float, *, bold: bool = False) -> QFont:
        font = QFont(base)
        font.setPointSizeF(base.pointSizeF() * factor)
        font.setBold(bold)
        return font

    return Fonts(of(1.12), of(0.95, bold=True), of(0.9), of(0.68, bold=True))


@dataclass(slots=True)
class Paragraph:
    """A stretch of text laid out at a place; `start` and `end` in UTF-16 units of the whole shown text. `right` and
    `bottom` are how far its column and its row reach, `right` 0 where it has the whole width."""

    start: int
    end: int
    top: float
    layout: QTextLayout
    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0


def pieces(text: str) -> list[tuple[str, int, int]]:
    """The text cut into paragraphs, so that no single layout grows with the whole: words, UTF-16 start and
    end of each."""
    cut: list[tuple[str, int, int]] = []
    at = 0
    for line in text.split("\n"):
        rest = line
        while len(rest) > PIECE:
            end = rest.rfind(" ", 0, PIECE) + 1 or PIECE
            at = _add(cut, rest[:end], at)
            rest = rest[end:]
        at = _add(cut, rest, at) + 1
    return cut


def _add(cut: list[tuple[str, int, int]], words: str, at: int) -> int:
    end = at + len(words.encode("utf-16-le", "replace")) // 2
    cut.append((words, at, end))
    return end


def set_lines(layout: QTextLayout, width: int) -> tuple[float, float]:
    """Break a layout into lines of a width in pixels: its height, and its widest line."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    high = wide = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, high + line.height() * (LEADING - 1) / 2))
        high += line.height() * LEADING
        wide = max(wide, line.naturalTextWidth())
    layout.endLayout()
    return high, wide


def mark_format(paragraph: Paragraph, start: int, end: int, style: MarkStyle) -> QTextLayout.FormatRange:
    """How a mark looks where it lies in a paragraph."""
    made = QTextLayout.FormatRange()
    made.start = max(start, paragraph.start) - paragraph.start
    made.length = min(end, paragraph.end) - paragraph.start - made.start
    form = QTextCharFormat()
    form.setUnderlineStyle(UNDERLINE[style.underline])
    form.setUnderlineColor(QColor(style.colour))
    form.setForeground(QColor(style.colour))
    form.setFontStrikeOut(style.struck)
    if style.ground:
        form.setBackground(QColor(style.ground))
    made.format = form
    return made


def across(line: QTextLine, place: int) -> float:
    """How far across a line a place stands; the binding gives the place back beside it."""
    given: Any = line.cursorToX(place)
    return float(given[0] if isinstance(given, tuple) else given)


def ground_format(paragraph: Paragraph, start: int, end: int, colour: str) -> QTextLayout.FormatRange:
    """A ground behind what of a span lies in a paragraph."""
    made = QTextLayout.FormatRange()
    made.start = max(start, paragraph.start) - paragraph.start
    made.length = min(end, paragraph.end) - paragraph.start - made.start
    form = QTextCharFormat()
    form.setBackground(QColor(colour))
    made.format = form
    return made


type Styles = Sequence[tuple[int, int, MarkStyle]]
"""Marks with their places in UTF-16 units of the whole shown text."""


def lay_text(
    view: ItemView, shown: Shown, inner: int, top: float, use: Fonts, styles: Styles
) -> tuple[list[Paragraph], float, float]:
    """The words from a height on in a width: paragraphs, the height below them, the widest line."""
    if view.cells:
        return _table(view, shown, inner, top, use, styles)
    made, below, wide = _column(shown.text, 0, inner, top, use.body, styles) if view.text else ([], top, 0.0)
    return made, below, wide


def _column(
    text: str, begin: int, inner: int, top: float, font: QFont, styles: Styles, left: float = 0.0
) -> tuple[list[Paragraph], float, float]:
    """Shown text that begins at a UTF-16 place, laid out at `left`."""
    made, widest = list[Paragraph](), 0.0
    for words, start, end in pieces(text):
        one = Paragraph(begin + start, begin + end, top, QTextLayout(words, font), left)
        one.layout.setFormats(
            [mark_format(one, a, b, style) for a, b, style in styles if a < one.end and one.start < b]
        )
        high, wide = set_lines(one.layout, inner)
        one.bottom = top + high
        made.append(one)
        top, widest = top + high, max(widest, wide)
    return made, top, widest


def _table(
    view: ItemView, shown: Shown, inner: int, top: float, use: Fonts, styles: Styles
) -> tuple[list[Paragraph], float, float]:
    """A row for each cell: its heading, as wide as the widest of them but at most two fifths, and its value beside
    it."""
    names = [show(view.text[start:begin]).text for start, begin, _ in view.cells]
    metrics = QFontMetricsF(use.head)
    room = int(min(inner * 0.4, max(map(metrics.horizontalAdvance, names)) + 2))
    made, widest = list[Paragraph](), 0.0
    for name, (start, begin, end) in zip(names, view.cells, strict=True):
        heading, below, _ = _column(name, shown.span(start, start)[0], room, top, use.head, styles)
        value = show(view.text[begin:end]).text
        left = room + BESIDE
        words, under, wide = _column(
            value, shown.span(begin, begin)[0], inner - left, top, use.body, styles, left
        )
        top = max(below, under)
        heading[-1].bottom = words[-1].bottom = top
        for one in heading:
            one.right = left - BESIDE / 2
        made += [*heading, *words]
        widest = max(widest, left + wide)
    return made, top, widest

"""A document on A4 paper: titles, text and tables flow down the page; every page says what it is and which of
how many.

Text is text: no mark-up is understood, long words are broken, rows longer than a page go on over the next.
The same calls give the same bytes, and the file says nothing of who made it or when. To add a report, make a
`Paper`, call what it needs in order, and return `to_bytes()`.
"""

import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from evidence_review.reports.text_lines import BODY, FONTS, Line, width, wrap

_MAKER = re.compile(
    rb"(?<= )ReportLab [Gg]enerated PDF document(?: -- digest)? \(opensource\)(?=\n)"
)  # two comments: blanked, lengths kept
A4 = (595.28, 841.89)
MARGIN = 45.0
_SMALL, _FOOT = 6.5, 12.0
"""Size of the line at the foot of a page, and its height above the edge, in points."""
_PAD = 3.0

type Cell = str | tuple[str, str]
"""Plain text, or a title in bold with plain text below it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and its share of the width."""

    title: str
    share: float


type _Stroke = Callable[[Any], None]


@dataclass(slots=True)
class Paper:
    """A document in the making. `title` is the file's own title, `header` and `footer` stand on every page,
    `wide` turns it on its side."""

    title: str
    header: str
    wide: bool = False
    footer: str = ""
    _pages: list[list[_Stroke]] = field(default_factory=lambda: [[]])
    _y: float = 0.0

    def __post_init__(self) -> None:
        """The first line stands below the top margin."""
        self._y = self._top

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of a page in points."""
        return (A4[1], A4[0]) if self.wide else A4

    @property
    def room(self) -> float:
        """The width between the margins, in points."""
        return self.size[0] - 2 * MARGIN

    @property
    def _top(self) -> float:
        return self.size[1] - MARGIN - 2 * BODY

    def headline(self, text: str) -> None:
        """The document's name, once, at its head."""
        self._flow(wrap(text, self.room, True, 14), MARGIN, self.room)
        self.gap(4)

    def heading(self, text: str) -> None:
        """A section's name; never the last line of a page."""
        self.gap(8)
        lines = wrap(text, self.room, True, 11)
        self._keep(sum(line.height for line in lines) + 4 * BODY)
        self._flow(lines, MARGIN, self.room)
        self.gap(2)

    def text(self, text: str, bold: bool = False, indent: float = 0, size: float = BODY) -> None:
        """A paragraph, or several where the text has line ends."""
        self._flow(wrap(text, self.room - indent, bold, size), MARGIN + indent, self.room - indent)

    def gap(self, points: float) -> None:
        """Empty space; none at the head of a page."""
        if self._y < self._top:
            self._y -= points

    def facts(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Names and values beside each other, a line or more each."""
        self.table((), pairs, shares=(0.3, 0.7), ruled=False)

    def start(self, lines: int) -> None:
        """A new page where fewer than this many lines fit on the present one."""
        self._keep(lines * 1.4 * BODY)

    def rule(self) -> None:
        """A thin line across the page."""
        self.gap(3)
        self._draw(_line(MARGIN, self._y, MARGIN + self.room, self._y))
        self.gap(3)

    def table(
        self,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Cell]],
        shares: Sequence[float] = (),
        ruled: bool = True,
    ) -> None:
        """Rows under headings that are repeated on every page. A row that does not fit goes on over the
        page's end."""
        parts = [column.share for column in columns] or list(shares)
        widths = [self.room * part / sum(parts) for part in parts]
        head = [
            wrap(column.title, wide - 2 * _PAD, True, BODY - 1)
            for column, wide in zip(columns, widths, strict=bool(columns))
        ]
        self._keep(_tallest(head) + 4 * BODY)
        if head:
            self._row(head, widths, [], ruled)
        for row in rows:
            cells = [_cell(cell, wide - 2 * _PAD) for cell, wide in zip(row, widths, strict=True)]
            self._row(cells, widths, head, ruled)
        self.gap(6)

    def bars(self, rows: Sequence[tuple[str, float, str]]) -> None:
        """A chart: name, a frame filled from the left by a share of 1, and what the share is in words. Black
        on white, so that it prints anywhere."""
        named = max((width(name, True, BODY) for name, _, _ in rows), default=0.0) + 2 * _PAD
        told = max((width(words, False, BODY) for _, _, words in rows), default=0.0) + 2 * _PAD
        wide, high = max(40.0, self.room - named - told), 1.1 * BODY
        self._keep(len(rows) * 1.7 * BODY)
        for name, share, words in rows:
            self._y -= 1.7 * BODY
            foot = self._y + 0.25 * BODY
            self._draw(_place(Line(name, True, BODY), MARGIN, foot, named))
            self._draw(_frame(MARGIN + named, self._y, wide, high))
            if share > 0:
                self._draw(_filled(MARGIN + named, self._y, max(0.8, wide * min(1.0, share)), high))
            self._draw(_place(Line(words, False, BODY), MARGIN + named + wide + _PAD, foot, told))
        self.gap(6)

    def squares(self, matrix: Iterable[Iterable[int]], side: float) -> None:
        """A pattern of dark and light squares (a QR code), `side` points wide."""
        rows = [list(row) for row in matrix]
        step = side / len(rows)
        self._keep(side)
        for down, row in enumerate(rows):
            for along, dark in enumerate(row):
                if dark:
                    self._draw(_square(MARGIN + along * step, self._y - (down + 1) * step, step))
        self._y -= side

    def sign(self, roles: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        """Blocks to be signed: who signs, and each line with what is known of it."""
        for who, lines in roles:
            self._keep((len(lines) + 2) * 2.4 * BODY)
            self.gap(8)
            self.text(who, bold=True)
            for label, value in lines:
                self.gap(6)
                self.text(f"{label}: {value or '.' * 60}", indent=12)

    def to_bytes(self) -> bytes:
        """The finished PDF. The same calls give the same bytes."""
        from reportlab.pdfgen.canvas import Canvas

        out = io.BytesIO()
        canvas = Canvas(out, pagesize=self.size, invariant=1, lang="en-GB")
        canvas.setTitle(self.title)
        for hide in (
            canvas.setAuthor,
            canvas.setCreator,
            canvas.setProducer,
            canvas.setSubject,
            canvas.setKeywords,
        ):
            hide("")
        for number, strokes in enumerate(self._pages, 1):
            self._margins(canvas, number)
            for stroke in strokes:
                stroke(canvas)
            canvas.showPage()
        canvas.save()
        return _MAKER.sub(lambda found: b" " * len(found[0]), out.getvalue())

    def _margins(self, canvas: Any, number: int) -> None:
        place = f"Page {number} of {len(self._pages)}"
        high = self.size[1] - MARGIN
        head = wrap(self.header, self.room - width(place, False, BODY - 1) - 12, False, BODY - 1)[0]
        _place(head, MARGIN, high, self.room)(canvas)
        _place(
            Line(place, False, BODY - 1), MARGIN + self.room - width(place, False, BODY - 1), high, self.room
        )(canvas)
        _line(MARGIN, high - 4, MARGIN + self.room, high - 4)(canvas)
        if self.footer:
            lines = wrap(self.footer, self.room, False, _SMALL)
            for at, line in enumerate(lines, start=1):  # drawn as it is read, from the top
                _place(line, MARGIN, _FOOT + (len(lines) - at) * 1.25 * _SMALL, self.room)(canvas)

    def _draw(self, stroke: _Stroke) -> None:
        self._pages[-1].append(stroke)

    def _keep(self, height: float) -> None:
        """A new page where less than this is left of the present one."""
        if self._y < self._top and self._y - height < MARGIN:
            self._turn()

    def _turn(self) -> None:
        self._pages.append([])
        self._y = self._top

    def _flow(self, lines: Sequence[Line], x: float, room: float) -> None:
        for line in lines:
            self._keep(line.height)
            self._y -= line.height
            self._draw(_place(line, x, self._y + 0.25 * line.size, room))

    def _row(self, cells: list[list[Line]], widths: list[float], head: list[list[Line]], ruled: bool) -> None:
        """One row, in as many pieces as pages it needs."""
        rest = cells
        if self._y - min(_tallest(cells), 8 * BODY) - 2 * _PAD < MARGIN:
            self._over(head, widths, ruled)
        while True:
            space = self._y - MARGIN - 2 * _PAD
            fits = [_fitting(cell, space) for cell in rest]
            self._piece([cell[:count] for cell, count in zip(rest, fits, strict=True)], widths, ruled)
            rest = [cell[count:] for cell, count in zip(rest, fits, strict=True)]
            if not any(rest):
                return
            self._over(head, widths, ruled)

    def _over(self, head: list[list[Line]], widths: list[float], ruled: bool) -> None:
        self._turn()
        if head:
            self._piece(head, widths, ruled)

    def _piece(self, cells: list[list[Line]], widths: list[float], ruled: bool) -> None:
        high = _tallest(cells) + (2 * _PAD if ruled else 0)
        x = MARGIN
        for cell, wide in zip(cells, widths, strict=True):
            y = self._y - (_PAD if ruled else 0)
            for line in cell:
                y -= line.height
                self._draw(_place(line, x + _PAD, y + 0.25 * line.size, wide - 2 * _PAD))
            if ruled:
                self._draw(_frame(x, self._y - high, wide, high))
            x += wide
        self._y -= high


def _cell(cell: Cell, room: float) -> list[Line]:
    if isinstance(cell, str):
        return wrap(cell, room)
    title, text = cell
    return [*(wrap(title, room, True) if title else ()), *(wrap(text, room) if text or not title else ())]


def _tallest(cells: list[list[Line]]) -> float:
    return max((sum(line.height for line in cell) for cell in cells), default=0.0)


def _fitting(cell: list[Line], space: float) -> int:
    """How many lines fit in this height; at least one, so that a row always goes on."""
    used = 0.0
    for count, line in enumerate(cell):
        used += line.height
        if used > space:
            return max(count, 1)
    return len(cell)


def _place(line: Line, x: float, y: float, room: float) -> _Stroke:
    at = x + room - width(line.text, line.bold, line.size) if line.from_right else x

    def stroke(canvas: Any) -> None:
        canvas.setFont(FONTS[line.bold], line.size)
        canvas.drawString(at, y, line.text)

    return stroke


def _line(x0: float, y0: float, x1: float, y1: float) -> _Stroke:
    def stroke(canvas: Any) -> None:
        canvas.setLineWidth(0.5)
        canvas.line(x0, y0, x1, y1)

    return stroke


def _frame(x: float, y: float, wide: float, high: float) -> _Stroke:
    def stroke(canvas: Any) -> None:
        canvas.setLineWidth(0.4)
        canvas.rect(x, y, wide, high, stroke=1, fill=0)

    return stroke


def _filled(x: float, y: float, wide: float, high: float) -> _Stroke:
    def stroke(canvas: Any) -> None:
        canvas.setFillGray(0.45)
        canvas.rect(x, y, wide, high, stroke=0, fill=1)
        canvas.setFillGray(0)

    return stroke


def _square(x: float, y: float, side: float) -> _Stroke:
    def stroke(canvas: Any) -> None:
        canvas.rect(x, y, side, side, stroke=0, fill=1)

    return stroke

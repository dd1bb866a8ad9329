"""A document on A4 paper: titles, text and tables flow down the page; every page says what it is and which of
how many.

Text is text: no mark-up is understood, long words are broken, rows longer than a page go on over the next. What is
set is tagged for readers that speak it (PDF/UA-1) and lasts (PDF/A-2). The same calls give the same bytes, and the
file says nothing of who made it or when. To add a report, make a `Paper`, call what it needs in order, and return
`to_bytes()`.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from evidence_review.domain.shipped_files import RESOURCES
from evidence_review.reports.emoji_drawings import with_drawings_in_line
from evidence_review.reports.stream_ends import with_whole_ends
from evidence_review.reports.text_lines import BODY, as_printed, breakable, line_height, with_turns

A4 = (595.28, 841.89)
MARGIN = 45.0
_PAD = 3.0
_NO_DAY = (2000, 1, 1)
"""The date of every file, as that of workbooks: a paper's own day stands in its words."""
_DRAWN = 0.18
"""The share of the width that a drawing has beside its text."""
STANDARDS = ("ua-1", "a-2a")

type Cell = str | tuple[str, str]
"""Plain text, or a title in bold with plain text below it."""
type Block = dict[str, Any]
type Lines = list[dict[str, Any]]
"""Lines of a text: what each says, and whether it runs from right to left."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and its share of the width."""

    title: str
    share: float


@dataclass(slots=True)
class Paper:
    """A document in the making. `title` is the file's own title, `header` and `footer` stand on every page,
    `wide` turns it on its side; `lang` is the language that it is tagged with. Without a title it is not tagged."""

    title: str
    header: str
    wide: bool = False
    footer: str = ""
    lang: str = "en"
    _blocks: list[Block] = field(default_factory=list[Block])

    @property
    def room(self) -> float:
        """The width between the margins, in points."""
        return (A4[1] if self.wide else A4[0]) - 2 * MARGIN

    def headline(self, text: str) -> None:
        """The document's name, once, at its head."""
        self._add("headline", lines=breakable(text, self.room, True, 14))

    def heading(self, text: str, size: float = 11) -> None:
        """A section's name; never the last line of a page."""
        self._add("heading", lines=breakable(text, self.room, True, size), size=size)

    def text(self, text: str, bold: bool = False, indent: float = 0, size: float = BODY) -> None:
        """A paragraph, or several where the text has line ends."""
        lines = breakable(text, self.room - indent, bold, size)
        self._add("text", lines=lines, bold=bold, indent=indent, size=size)

    def gap(self, points: float) -> None:
        """Empty space; none at the head of a page."""
        self._add("gap", points=points)

    def facts(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Names and values beside each other, a line or more each."""
        rooms = (0.3 * self.room - 2 * _PAD, 0.7 * self.room - 2 * _PAD)
        self._add(
            "facts",
            rows=[[_cell(one, wide) for one, wide in zip(pair, rooms, strict=True)] for pair in pairs],
        )

    def start(self, lines: int) -> None:
        """A new page where fewer than this many lines fit on the present one."""
        self._add("keep", points=lines * line_height(BODY))

    def rule(self) -> None:
        """A thin line across the page."""
        self._add("rule")

    def table(
        self, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], shares: Sequence[float] = ()
    ) -> None:
        """Rows under headings that are repeated on every page. A row that does not fit goes on over the
        page's end."""
        parts = [column.share for column in columns] or list(shares)
        rooms = [self.room * part / sum(parts) - 2 * _PAD for part in parts]
        head = [
            breakable(column.title, wide, True, BODY - 1)
            for column, wide in zip(columns, rooms, strict=bool(columns))
        ]
        cells = [[_cell(cell, wide) for cell, wide in zip(row, rooms, strict=True)] for row in rows]
        self._add("table", shares=parts, head=head, rows=cells)

    def bars(self, rows: Sequence[tuple[str, float, str]]) -> None:
        """A chart: name, a frame filled from the left by a share of 1, and what the share is in words. Black
        on white, so that it prints anywhere."""
        self._add(
            "bars",
            rows=[[_plain(name), min(1.0, max(0.0, share)), _plain(told)] for name, share, told in rows],
        )

    def squares(self, matrix: Iterable[Iterable[int]], side: float, told: str) -> None:
        """A pattern of dark and light squares (a QR code), `side` points wide; `told` says what it is to who
        cannot see it."""
        rows = [list(row) for row in matrix]
        dark = "".join(
            f"M{along} {down}h1v1h-1z"
            for down, row in enumerate(rows)
            for along, one in enumerate(row)
            if one
        )
        box = f"0 0 {len(rows)} {len(rows)}"
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><path d="{dark}"/></svg>'
        self._add("picture", svg=svg, side=side, told=told)

    def pictured(self, svg: str, told: str, text: str, size: float) -> None:
        """A drawing with a text beside it, a paragraph a line; `told` says what the drawing is."""
        room = self.room * (1 - _DRAWN) - 2 * _PAD
        self._add("pictured", svg=svg, told=told, size=size, lines=breakable(text, room, False, size))

    def sign(self, roles: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        """Blocks to be signed: who signs, and each line with what is known of it."""
        for who, lines in roles:
            self.start(len(lines) * 2 + 2)
            self.gap(8)
            self.text(who, bold=True)
            for label, value in lines:
                self.gap(6)
                self.text(f"{label}: {value or '.' * 60}", indent=12)

    def to_bytes(self) -> bytes:
        """The finished PDF. The same calls give the same bytes."""
        import typst

        told = {
            "title": self.title,
            "day": _NO_DAY,
            "header": _plain(self.header),
            "footer": _plain(self.footer),
            "wide": self.wide,
            "lang": self.lang,
            "paged": _PAGED[self.lang],
            "blocks": self._blocks,
        }
        made = typst.compile(
            str(RESOURCES / "templates" / "paper.typ"),
            format="pdf",
            font_paths=[str(RESOURCES / "fonts")],
            ignore_system_fonts=True,
            sys_inputs={"paper": json.dumps(told, ensure_ascii=False)},
            pdf_standards=list(STANDARDS) if self.title else [],
            pdf_tags=bool(self.title),
        )
        assert isinstance(made, bytes)
        if len(made) > _LONG:
            _forget()
        return with_whole_ends(with_drawings_in_line(made))

    def _add(self, kind: str, **told: Any) -> None:
        self._blocks.append({"kind": kind, **told})


_PAGED = {"en": ("Page", "of"), "cy": ("Tudalen", "o")}
"""How each language numbers a page: "Page 1 of 2"."""
_LONG, _KEPT = 2_000_000, 10
"""Bytes of a paper whose workings are too large to keep; of how many papers typst keeps them."""


def _forget() -> None:
    """Let typst drop what it keeps of the last papers, by setting as many empty ones."""
    import typst

    for _ in range(_KEPT + 1):
        typst.compile(b" ", format="pdf", ignore_system_fonts=True)


def wordless_pdf() -> bytes:
    """A paper with one of each block and no word: what stands in the frame of every paper."""
    paper = Paper("-", "-", footer="-")
    paper.headline("-")
    paper.heading("-")
    paper.facts([("-", "-")])
    paper.text("-", bold=True)
    paper.rule()
    paper.table([Column("-", 1.0)], [(("-", "-"),)])
    paper.bars([("-", 0.5, "-")])
    paper.squares([[1, 0], [0, 1]], 10, "-")
    return paper.to_bytes()


def _plain(text: str) -> str:
    """A text that is set in one line."""
    return with_turns(as_printed(text))


def _cell(cell: Cell, room: float) -> dict[str, Lines | None]:
    title, text = ("", cell) if isinstance(cell, str) else cell
    return {
        "title": breakable(title, room, True, BODY) if title else None,
        "text": breakable(text, room, False, BODY) if text or not title else None,
    }

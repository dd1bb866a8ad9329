"""Where a rewritten content stream paints each code of each font: a walk over its operators (ISO 32000-1,
9.4).

The walk is held against MuPDF's own trace of the page: where the two differ, nothing is set anew there.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from evidence_review.redaction.fonts.advances import Advances
from evidence_review.redaction.streams.glyphs import Box
from evidence_review.redaction.streams.operators import PAINT_PATH, SHOW

type Matrix = tuple[float, float, float, float, float, float]

UNIT: Matrix = (1, 0, 0, 1, 0, 0)
_EVERYTHING: Box = (-1e9, -1e9, 1e9, 1e9)


@dataclass(frozen=True, slots=True)
class TextState:
    """What decides how a string is shown; `font` is the key of the resource."""

    font: str = ""
    size: float = 0
    apart: float = 0
    word: float = 0
    wide: float = 1
    leading: float = 0
    rise: float = 0
    render: int = 0


class Code(NamedTuple):
    """One code as painted: which show operator (its place in the stream), element and place in it; where, and
    how far the pen moves.

    `x`, `y`: origin in PDF user space; `ux`, `uy`: direction of writing there; `advance` along it without
    letter or word spacing and `plain` the same at 100 % width; `size` the height of the font there; `tx` the
    pen in text space and `gap` how far it moves there for this code with its spacing, exactly. `less` and
    `more`, there too: how much less readers move it that cut widths to whole thousandths (PDFium), and how
    much more those that round them (MuPDF). A named tuple, as `Glyph` is.
    """

    show: int
    part: int
    data: bytes
    x: float
    y: float
    ux: float
    uy: float
    advance: float
    plain: float
    size: float
    tx: float
    gap: float
    less: float = 0.0
    more: float = 0.0


@dataclass(frozen=True, slots=True)
class Show:
    """One show operator: matrices and text state before it, its parts, and how far a reader sees (the box of
    the clip)."""

    text: Matrix
    ctm: Matrix
    state: TextState
    parts: tuple[Any, ...]
    clip: Box


@dataclass(frozen=True, slots=True)
class Path:
    """A painted path: the place of its painting operator and its box in PDF user space; `first` is where its
    construction begins.

    `clips` where it cuts what follows too.
    """

    first: int
    paint: int
    box: Box
    clips: bool


@dataclass(slots=True)
class Walk:
    """A page's stream: its instructions, what is shown, every code, and the painted paths.

    `images` are boxes of images and of forms that may paint some, `forms` of other forms; `drawn` is where
    each of them is painted, with its box.
    """

    instructions: list[Any]
    shows: dict[int, Show] = field(default_factory=dict[int, Show])
    codes: list[Code] = field(default_factory=list[Code])
    paths: list[Path] = field(default_factory=list[Path])
    images: list[Box] = field(default_factory=list[Box])
    forms: list[Box] = field(default_factory=list[Box])
    drawn: list[tuple[int, Box]] = field(default_factory=list[tuple[int, Box]])

    def covers(self, at: int) -> Iterator[Box]:
        """The boxes of what is painted after an instruction and may hide what it paints."""
        yield from (path.box for path in self.paths if path.paint > at)
        yield from (box for paint, box in self.drawn if paint > at)


def multiply(one: Matrix, two: Matrix) -> Matrix:
    """The matrix of doing `one` and then `two`."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def moved(point: tuple[float, float], matrix: Matrix) -> tuple[float, float]:
    """A point behind a matrix."""
    a, b, c, d, e, f = matrix
    return point[0] * a + point[1] * c + e, point[0] * b + point[1] * d + f


def walk(page: Any) -> Walk:
    """The walk of a page that the rebuild wrote. ValueError where its text is of a kind that is not set anew
    (clipping, downwards)."""
    import pikepdf

    walker = _Walker(page.get("/Resources"))
    out = Walk(list(pikepdf.parse_content_stream(pikepdf.Page(page))))
    for at, instruction in enumerate(out.instructions):
        walker.step(at, str(instruction.operator), list(instruction.operands), out)
    return out


class _Walker:
    """The graphics state while a stream is walked."""

    def __init__(self, resources: Any) -> None:
        self._resources = resources
        self._fonts: dict[str, Advances] = {}
        self._ctm, self._text, self._line = UNIT, UNIT, UNIT
        self._state, self._clip = TextState(), _EVERYTHING
        self._kept: list[tuple[Matrix, TextState, Box]] = []
        self._points: list[tuple[float, float]] = []
        self._first, self._clips = -1, False

    def step(self, at: int, operator: str, operands: list[Any], out: Walk) -> None:
        """One instruction."""
        if operator in SHOW:
            self._show(at, operator, operands, out)
        elif operator in _PATH:
            self._build(at, operator, [float(one) for one in operands])
        elif operator in PAINT_PATH or operator == "n":
            self._paint(at, operator, out)
        elif operator == "Do":
            self._painted(at, self._resources.XObject[str(operands[0])], out)
        elif operator in {"W", "W*"}:
            self._clips = True
        elif operator == "Tf":
            self._state = replace(self._state, font=str(operands[0]), size=float(operands[1]))
        else:
            self._set(operator, [float(one) for one in operands] if operator in _NUMBERS else [])

    def _set(self, operator: str, numbers: list[float]) -> None:
        match operator:
            case "q":
                self._kept.append((self._ctm, self._state, self._clip))
            case "Q" if self._kept:
                self._ctm, self._state, self._clip = self._kept.pop()
            case "cm":
                self._ctm = multiply(_six(numbers), self._ctm)
            case "BT":
                self._text = self._line = UNIT
            case "Tm":
                self._text = self._line = _six(numbers)
            case "Td" | "TD":
                if operator == "TD":
                    self._state = replace(self._state, leading=-numbers[1])
                self._next(numbers[0], numbers[1])
            case "T*":
                self._next(0, -self._state.leading)
            case _ if operator in _STATE:
                scale = 0.01 if operator == "Tz" else 1
                value = int(numbers[0]) if operator == "Tr" else numbers[0] * scale
                self._state = replace(self._state, **{_STATE[operator]: value})
            case _:
                pass

    def _next(self, across: float, up: float) -> None:
        self._text = self._line = multiply((1, 0, 0, 1, across, up), self._line)

    def _show(self, at: int, operator: str, operands: list[Any], out: Walk) -> None:
        if operator in {"'", '"'}:
            if operator == '"':
                self._state = replace(self._state, word=float(operands[0]), apart=float(operands[1]))
            self._next(0, -self._state.leading)
        if self._state.render > 3:
            raise ValueError("text that clips")
        parts = tuple(operands[-1]) if operator == "TJ" else (operands[-1],)
        out.shows[at] = Show(self._text, self._ctm, self._state, parts, self._clip)
        out.codes += self._codes(at, parts)

    def _codes(self, at: int, parts: tuple[Any, ...]) -> Iterator[Code]:
        import pikepdf

        state, tx = self._state, 0.0
        whole = multiply(self._text, self._ctm)
        long = math.hypot(whole[0], whole[1]) or 1e-9
        ux, uy = whole[0] / long, whole[1] / long
        size = abs(state.size) * math.hypot(whole[2], whole[3])
        if state.size * state.wide <= 0 or state.size == 0:
            raise ValueError("text written backwards")
        advances = self._advances(state.font)
        for number, part in enumerate(parts):
            if not isinstance(part, pikepdf.String):
                tx -= float(part) / 1000 * state.size * state.wide
                continue
            for data, width, exact in advances.split(bytes(part)):
                x, y = moved((tx, state.rise), whole)
                step = width * state.size
                spacing = state.apart + (state.word if data == b" " else 0)
                gap = (exact * state.size + spacing) * state.wide
                unit = state.size * state.wide
                least = math.floor(exact * 1000 + (0.5 if advances.drawn else 1e-6)) / 1000
                less, more = (exact - least) * unit, (width - exact) * unit
                far, plain = step * state.wide * long, step * long
                # as `Code` makes it, in half the time
                yield tuple.__new__(
                    Code, (at, number, data, x, y, ux, uy, far, plain, size, tx, gap, less, more)
                )
                tx += (step + spacing) * state.wide
        self._text = multiply((1, 0, 0, 1, tx, 0), self._text)

    def _advances(self, key: str) -> Advances:
        if key not in self._fonts:
            self._fonts[key] = Advances(self._resources.Font[key])
        return self._fonts[key]

    def _build(self, at: int, operator: str, numbers: list[float]) -> None:
        if not self._points:
            self._first = at
        if operator == "re":
            x, y, wide, high = numbers
            numbers = [x, y, x + wide, y, x, y + high, x + wide, y + high]
        self._points += [moved(point, self._ctm) for point in zip(numbers[::2], numbers[1::2], strict=False)]

    def _paint(self, at: int, operator: str, out: Walk) -> None:
        if self._points:
            xs, ys = [x for x, _ in self._points], [y for _, y in self._points]
            box = (min(xs), min(ys), max(xs), max(ys))
            if operator != "n":
                out.paths.append(Path(self._first, at, box, self._clips))
            if self._clips:
                old = self._clip
                self._clip = (
                    max(old[0], box[0]),
                    max(old[1], box[1]),
                    min(old[2], box[2]),
                    min(old[3], box[3]),
                )
        self._points, self._clips = [], False

    def _painted(self, at: int, painted: Any, out: Walk) -> None:
        if str(painted.get("/Subtype", "")) == "/Image":
            out.images.append(self._box([(0, 0), (1, 0), (0, 1), (1, 1)]))
            out.drawn.append((at, out.images[-1]))
            return
        x0, y0, x1, y1 = (float(part) for part in painted.get("/BBox", [0, 0, 0, 0]))
        matrix = _six([float(part) for part in painted.get("/Matrix", UNIT)])
        box = self._box([moved(point, matrix) for point in ((x0, y0), (x1, y0), (x0, y1), (x1, y1))])
        (out.images if "/XObject" in painted.get("/Resources", {}) else out.forms).append(box)
        out.drawn.append((at, box))

    def _box(self, points: list[tuple[float, float]]) -> Box:
        there = [moved(point, self._ctm) for point in points]
        xs, ys = [x for x, _ in there], [y for _, y in there]
        return (min(xs), min(ys), max(xs), max(ys))


def _six(numbers: list[float]) -> Matrix:
    a, b, c, d, e, f = numbers
    return a, b, c, d, e, f


_PATH = frozenset({"m", "l", "c", "v", "y", "re"})
_STATE = {"Tc": "apart", "Tw": "word", "Tz": "wide", "TL": "leading", "Ts": "rise", "Tr": "render"}
_NUMBERS = frozenset({"cm", "Tm", "Td", "TD", *_STATE})

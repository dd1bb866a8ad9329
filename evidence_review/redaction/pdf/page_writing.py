"""A page's content written with the plan for it: codes that go left out, moved ones where they stand now,
tokens in their places.

Every run of a line set anew gets a place of its own (Tm), so that no distance between operators tells what
stood there (reference/safety.md 1.4). What is not moved stands where each reader, with its own rounding of
widths, had it: strings that follow one another go on doing so.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from evidence_review.redaction.pdf.taking_out import Setting
from evidence_review.redaction.pdf.token_boxes import TokenBox
from evidence_review.redaction.streams.operators import SHOW, operator_named
from evidence_review.redaction.streams.stream_positions import Code, Matrix, Show, Walk

_DROPPED = frozenset({"Td", "TD", "Tm", "T*", "Tc", "Tw", "Tz", "TL"})
"""Operators that place text by what stood before; what they meant is said for each run."""
_PLACING = frozenset({"Td", "TD", "Tm", "T*"})
_ADJOIN = 1e-6
_AHEAD, _MOST = 0.04, 0.049
"""Points by which a reader's own rounding of widths may move what follows a word that went; and where readers
differ by more than twice that. Less than the gate lets pass."""
TOKEN_FONT, TOKEN_STATE = "/ERF", "/ERG"


@dataclass(slots=True)
class _Pen:
    """What the written stream has set so far: letter and word spacing, width; what it had at each q; whether
    the pen is where the source has it.

    `ahead`: how far (points) what follows on a line stands ahead of where it was, for readers that cut widths
    to whole thousandths and for those that round them.
    """

    spacing: tuple[float, float, float] = (0.0, 0.0, 1.0)
    kept: list[tuple[float, float, float]] = field(default_factory=list["tuple[float, float, float]"])
    follows: bool = False
    ahead: tuple[float, float] = (0.0, 0.0)

    def step(self, operator: str) -> None:
        """An instruction that is written as it was."""
        if operator == "q":
            self.kept.append(self.spacing)
        elif operator == "Q" and self.kept:
            self.spacing = self.kept.pop()
        self.follows &= operator != "BT"

    def back(self) -> float:
        """How far (points) to step back, so that no reader has what follows farther than `_AHEAD` from where
        it was, or `_MOST`; as far as it can be had."""
        cut, rounded = self.ahead
        step = cut - _AHEAD
        if step > rounded + _AHEAD:
            step = min((cut + rounded) / 2, rounded + _MOST)
        step = max(step, 0.0)
        self.ahead = (cut - step, rounded - step)
        return step


def rewrite(page: Any, walk: Walk, setting: Setting) -> bytes:
    """The content of the page; its resources get the tokens' font and state where there are tokens."""
    import pikepdf

    by_show: dict[int, list[int]] = {}
    for number, code in enumerate(walk.codes):
        by_show.setdefault(code.show, []).append(number)
    pen = _Pen()
    silent = _silent(walk, setting, by_show)
    out: list[Any] = []
    for at, instruction in enumerate(walk.instructions):
        operator = str(instruction.operator)
        if operator in SHOW:
            pen.follows &= operator not in {"'", '"'}
            out += _shown(walk, setting, walk.shows[at], by_show.get(at, ()), pen)
        elif operator in _DROPPED or at in setting.dropped or at in silent:
            pen.follows &= operator not in _PLACING
        else:
            pen.step(operator)
            out.append((list(instruction.operands), instruction.operator))
    if setting.tokens:
        token_resources(page)
    return pikepdf.unparse_content_stream(out)


def _silent(walk: Walk, setting: Setting, by_show: Mapping[int, Sequence[int]]) -> set[int]:
    """Where marked content begins and ends among whose letters something goes: words beside them would still
    say it."""
    out: set[int] = set()
    began, going = -1, False
    for at, instruction in enumerate(walk.instructions):
        match str(instruction.operator):
            case "BDC":
                began, going = at, False
            case "EMC":
                out |= {began, at} if going else set()
            case _:
                going |= any(
                    number in setting.gone or number in setting.tokens for number in by_show.get(at, ())
                )
    return out


def token_resources(page: Any) -> None:
    """The tokens' font and state among the page's resources."""
    import pikepdf

    for kind in ("/Font", "/ExtGState"):
        if kind not in page.Resources:
            page.Resources[kind] = pikepdf.Dictionary()
    page.Resources.Font[TOKEN_FONT] = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    page.Resources.ExtGState[TOKEN_STATE] = pikepdf.Dictionary(
        Type=pikepdf.Name.ExtGState, CA=1, ca=1, BM=pikepdf.Name.Normal, SMask=pikepdf.Name("/None")
    )


def _shown(walk: Walk, setting: Setting, show: Show, numbers: Sequence[int], pen: _Pen) -> Iterator[Any]:
    if all(_stays(setting, number) for number in numbers):
        yield from _still(walk, setting, show, numbers, pen)
        return
    pen.follows = False
    run: list[int] = []
    for number in numbers:
        token = setting.tokens.get(number)
        going = number in setting.gone
        if run and (token or going or not _together(walk.codes, setting, run[-1], number)):
            yield from _run(walk, setting, show, run, pen)
            run = []
        if token:
            yield from _token(token, show)
        if not going:
            run.append(number)
    if run:
        yield from _run(walk, setting, show, run, pen)


def _stays(setting: Setting, number: int) -> bool:
    going = number in setting.gone and number not in setting.still
    return not (going or number in setting.moved or number in setting.squeeze or number in setting.tokens)


def _still(walk: Walk, setting: Setting, show: Show, numbers: Sequence[int], pen: _Pen) -> Iterator[Any]:
    """An operator as it was, with the gaps of codes that go as they were."""
    import pikepdf

    yield from _spaced(pen, (show.state.apart, show.state.word, show.state.wide))
    if not pen.follows:
        yield _op("Tm", *show.text)
        pen.ahead = (0.0, 0.0)
    pen.follows = True
    out = _pieces(walk, setting, show, numbers, pen)
    written = [pikepdf.String(one) if isinstance(one, bytes) else _number(one) for one in out]
    yield (
        _op("Tj", written[0])
        if len(written) == 1 and isinstance(written[0], pikepdf.String)
        else _op("TJ", pikepdf.Array(written))
    )


def _pieces(walk: Walk, setting: Setting, show: Show, numbers: Sequence[int], pen: _Pen) -> list[Any]:
    """What such an operator shows: strings as bytes, kerns, and the gaps of codes that go as numbers."""
    import pikepdf

    unit = show.state.size * show.state.wide
    by_part: dict[int, list[int]] = {}
    for number in numbers:
        by_part.setdefault(walk.codes[number].part, []).append(number)
    out: list[Any] = []
    for at, part in enumerate(show.parts):
        if not isinstance(part, pikepdf.String) or not by_part.keys() & {at}:
            out.append(part)
            continue
        for number in by_part[at]:
            code = walk.codes[number]
            scale = code.size / show.state.size  # points to the unit of text space
            if number in setting.gone:
                out.append(-1000 * code.gap / unit)
                pen.ahead = (pen.ahead[0] + code.less * scale, pen.ahead[1] - code.more * scale)
                continue
            if step := pen.back():
                out.append(1000 * step / scale / unit)
            if out and isinstance(out[-1], bytes):
                out[-1] += code.data
            else:
                out.append(code.data)
    return out


def _spaced(pen: _Pen, spacing: tuple[float, float, float]) -> Iterator[Any]:
    for operator, old, new, scale in zip(("Tc", "Tw", "Tz"), pen.spacing, spacing, (1, 1, 100), strict=True):
        if abs(old - new) > 1e-7:
            yield _op(operator, new * scale)
    pen.spacing = spacing


def _together(codes: Sequence[Code], setting: Setting, one: int, other: int) -> bool:
    """Whether two neighbours were moved alike, so that what stands between them in the source holds; or stand
    side by side as their own advances have them."""
    if (one in setting.squeeze) or (other in setting.squeeze):
        return setting.squeeze.get(one) == setting.squeeze.get(other) and _adjoin(codes, setting, one, other)
    return all(
        abs(a - b) < 1e-6
        for a, b in zip(_shift(codes, setting, one), _shift(codes, setting, other), strict=True)
    )


def _adjoin(codes: Sequence[Code], setting: Setting, one: int, other: int) -> bool:
    before, after = codes[one], codes[other]
    if (
        one not in setting.moved
        or other not in setting.moved
        or (before.ux, before.uy) != (after.ux, after.uy)
    ):
        return False
    (x0, y0), (x1, y1), wide = setting.moved[one], setting.moved[other], before.plain * setting.squeeze[one]
    return abs(x1 - x0 - wide * before.ux) < _ADJOIN and abs(y1 - y0 - wide * before.uy) < _ADJOIN


def _shift(codes: Sequence[Code], setting: Setting, number: int) -> tuple[float, float]:
    x, y = setting.moved.get(number, (codes[number].x, codes[number].y))
    return x - codes[number].x, y - codes[number].y


def _run(walk: Walk, setting: Setting, show: Show, run: Sequence[int], pen: _Pen) -> Iterator[Any]:
    """The state and place of a run, and its strings with the kerns between them."""
    import pikepdf

    first = walk.codes[run[0]]
    squeeze = setting.squeeze.get(run[0])
    spacing = (show.state.apart, show.state.word, show.state.wide) if squeeze is None else (0.0, 0.0, squeeze)
    yield from _spaced(pen, spacing)
    a, b, c, d, e, f = show.text
    dx, dy = _back(_shift(walk.codes, setting, run[0]), show.ctm)
    yield _op("Tm", a, b, c, d, e + first.tx * a + dx, f + first.tx * b + dy)
    written = _strings(walk.codes, show, run, kerned=squeeze is None)
    yield _op("Tj", written[0]) if len(written) == 1 else _op("TJ", pikepdf.Array(written))


def _strings(codes: Sequence[Code], show: Show, run: Sequence[int], *, kerned: bool) -> list[Any]:
    import pikepdf

    parts: list[Any] = [codes[run[0]].data]
    for number in run[1:]:
        code, before = codes[number], codes[number - 1]
        if kerned and code.part != before.part:
            between = show.parts[before.part + 1 : code.part]
            parts += [part for part in between if not isinstance(part, pikepdf.String)]
            parts.append(b"")
        parts[-1] += code.data
    return [pikepdf.String(part) if isinstance(part, bytes) else part for part in parts]


def _token(token: TokenBox, show: Show) -> Iterator[Any]:
    """A black box with the token's words in white, outside of the text object, in a coordinate system of its
    own."""
    import pikepdf

    (x, y), (ux, uy) = token.origin, token.direction
    yield from (_op("ET"), _op("q"), _op("cm", *_inverse(show.ctm)), _op("cm", ux, uy, -uy, ux, x, y))
    yield from (
        _op("gs", pikepdf.Name(TOKEN_STATE)),
        _op("g", 0),
        _op("re", 0, -0.25 * token.size, token.wide, 1.1 * token.size),
        _op("f"),
    )
    if token.words:
        yield from (
            _op("g", 1),
            _op("BT"),
            _op("Tc", 0),
            _op("Tw", 0),
            _op("Tz", 100 * token.squeeze),
            _op("Ts", 0),
            _op("Tr", 0),
        )
        yield from (
            _op("Tf", pikepdf.Name(TOKEN_FONT), token.letters),
            _op("Tm", 1, 0, 0, 1, 0.3 * token.letters * token.squeeze, 0),
        )
        yield from (_op("Tj", pikepdf.String(token.words)), _op("ET"))
    yield from (_op("Q"), _op("BT"))


def _op(name: str, *operands: Any) -> Any:
    return [_number(one) for one in operands], operator_named(name)


def _number(value: Any) -> Any:
    return Decimal(f"{value:.8f}".rstrip("0")) if isinstance(value, float) else value


def _inverse(matrix: Matrix) -> Matrix:
    a, b, c, d, e, f = matrix
    whole = a * d - b * c
    if not whole:
        raise ValueError("a page without extent")
    return d / whole, -b / whole, -c / whole, a / whole, (c * f - d * e) / whole, (b * e - a * f) / whole


def _back(shift: tuple[float, float], ctm: Matrix) -> tuple[float, float]:
    """A shift of PDF user space in the space before the matrix."""
    a, b, c, d, _, _ = _inverse(ctm)
    return shift[0] * a + shift[1] * c, shift[0] * b + shift[1] * d

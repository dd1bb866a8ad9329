"""One segment laid out anew round the tokens that stand in it: from an edge that stays, by steps that no
removed word decides.

Where the line was set with spaces as wide as the font has them, its pieces keep their letters' distances
(kerning) and are only moved. Else (justified lines, spaces not painted) every letter is set by its own
advance and every space alike: the stretching of a justified line tells how long the removed word was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evidence_review.redaction.streams.segments import Anchor, Segment, across, along
from evidence_review.redaction.streams.stream_positions import Code

_SPACE = 0.28
"""Share of the font size of a space that the source does not paint."""
_GAP = 0.15
"""Share of the font size from which on a gap without a painted space is one between words."""
_EVEN = 0.004
"""Share of the font size by which a space may differ from the font's own in a line that is not stretched."""
_NARROWEST = 0.75
"""A line that would not fit is set as narrow as this, no narrower."""
_OVER = 0.3
"""Share of an advance: a letter that begins earlier is painted over the one before (fake bold, accents) and
stays with it."""


@dataclass(frozen=True, slots=True)
class Gone:
    """A run of codes that go, of one place; the width of the token that stands for it (0 for none), and the
    place's number."""

    codes: tuple[int, ...]
    place: int
    wide: float


@dataclass(slots=True)
class Laid:
    """Where everything stands: u of each kept code, (u, width) of each token by place, and the share of the
    width (1, or below)."""

    at: dict[int, float] = field(default_factory=dict[int, float])
    tokens: dict[int, tuple[float, float]] = field(default_factory=dict[int, tuple[float, float]])
    plain: bool = True
    squeeze: float = 1.0
    start: float = 0.0
    end: float = 0.0


def is_even(codes: Sequence[Code], chars: Mapping[int, str], segment: Segment) -> bool:
    """Whether all spaces of a segment are painted and as wide as the font has them."""
    for one, other in zip(segment.codes, segment.codes[1:], strict=False):
        gap = along(codes[other]) - along(codes[one]) - codes[one].advance
        if abs(codes[one].advance - codes[one].plain) > 1e-6:
            return False
        spaced = _is_space(chars, one) or _is_space(chars, other)
        if gap > _GAP * segment.size or (spaced and abs(gap) > _EVEN * segment.size + 0.01):
            return False
    return True


def lay(
    codes: Sequence[Code],
    chars: Mapping[int, str],
    segment: Segment,
    gone: Sequence[Gone],
    anchor: Anchor,
    room: tuple[float, float],
) -> Laid | None:
    """The segment set anew between the ends of `room` (u); None where it does not fit."""
    plain = is_even(codes, chars, segment)
    laid = _moved(codes, segment, gone) if plain else _anew(codes, chars, segment, gone)
    length = laid.end - laid.start
    edge = {
        Anchor.LEFT: segment.start,
        Anchor.RIGHT: _rounded(segment.end),
        Anchor.CENTRE: _rounded((segment.start + segment.end) / 2),
    }[anchor]
    share = {Anchor.LEFT: 0.0, Anchor.RIGHT: 1.0, Anchor.CENTRE: 0.5}[anchor]
    start = min(max(edge - share * length, room[0]), max(room[1] - length, room[0]))
    if anchor is Anchor.LEFT:
        start = edge
    if start + length > room[1] + 0.01:
        squeeze = (room[1] - start) / length
        if squeeze < _NARROWEST:
            return None
        laid = _anew(codes, chars, segment, gone)
        squeeze = min((room[1] - start) / max(laid.end - laid.start, 1e-6), 1.0)
        return _shifted(laid, start, squeeze) if squeeze >= _NARROWEST else None
    return _shifted(laid, start, 1.0)


def _rounded(edge: float) -> float:
    """To a quarter of a point: what a program rounds away where it sets a line from its other end tells of
    the line's length."""
    return round(4 * edge) / 4


def _shifted(laid: Laid, start: float, squeeze: float) -> Laid:
    at = {number: start + (u - laid.start) * squeeze for number, u in laid.at.items()}
    tokens = {
        place: (start + (u - laid.start) * squeeze, wide * squeeze)
        for place, (u, wide) in laid.tokens.items()
    }
    return Laid(at, tokens, laid.plain, squeeze, start, start + (laid.end - laid.start) * squeeze)


def _moved(codes: Sequence[Code], segment: Segment, gone: Sequence[Gone]) -> Laid:
    """Pieces as they are, one behind the other."""
    out = Laid(start=segment.start)
    of = {number: run for run in gone for number in run.codes}
    pen, shift, new, done = segment.start, 0.0, False, set[int]()
    for number in segment.codes:
        run = of.get(number)
        if run is None:
            u = along(codes[number])
            shift, new = (pen - u, False) if new else (shift, new)
            out.at[number] = u + shift
            pen = max(pen, u + shift + codes[number].advance)
        elif run.codes[0] not in done:
            done.add(run.codes[0])
            if run.wide:
                out.tokens[run.place] = (pen, run.wide)
            pen, new = pen + run.wide, True
    out.end = pen
    return out


def _anew(codes: Sequence[Code], chars: Mapping[int, str], segment: Segment, gone: Sequence[Gone]) -> Laid:
    """Every letter by its own advance, every space alike."""
    out = Laid(start=segment.start, plain=False)
    of = {number: run for run in gone for number in run.codes}
    pen, done = segment.start, set[int]()
    first: int | None = None
    before: int | None = None
    for number in segment.codes:
        code, run = codes[number], of.get(number)
        if before is not None and _word_gap(codes, chars, before, number, segment.size):
            pen += _SPACE * segment.size
        before = number
        if run is not None:
            if run.codes[0] not in done:
                done.add(run.codes[0])
                if run.wide:
                    out.tokens[run.place] = (pen, run.wide)
                pen += run.wide
            first = None
            continue
        if first is not None and _overprints(codes, first, number):
            out.at[number] = out.at[first] + along(code) - along(codes[first])
            pen = max(pen, out.at[number] + code.plain)
            continue
        first = number
        out.at[number] = pen
        pen += code.plain
    out.end = pen
    return out


def _overprints(codes: Sequence[Code], first: int, number: int) -> bool:
    step = along(codes[number]) - along(codes[first])
    return (
        step < _OVER * max(codes[first].advance, 0.01)
        and abs(across(codes[number]) - across(codes[first])) < codes[first].size
    )


def _word_gap(codes: Sequence[Code], chars: Mapping[int, str], one: int, other: int, size: float) -> bool:
    if _is_space(chars, one) or _is_space(chars, other):
        return False
    return along(codes[other]) - along(codes[one]) - codes[one].advance > _GAP * size


def _is_space(chars: Mapping[int, str], number: int) -> bool:
    return chars.get(number, "x").isspace()

"""How each marked place of a page is taken out: a token in a line set anew (L2), a bar on the same place
(L1), or the whole line (L3).

reference/safety.md 1.4; what was weighed stands in docs/decisions/0018-setting-lines-anew.md.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby

from evidence_review.domain.redaction_values import Level
from evidence_review.redaction.pdf.bar_reasons import (
    DRAWN,
    FRAMED,
    NO_ROOM,
    OVER_PICTURE,
    SPACED,
    UNDER,
    UNSEEN,
)
from evidence_review.redaction.pdf.line_layout import Gone, Laid, lay
from evidence_review.redaction.pdf.line_room import LaidPage, area_of, in_one, is_spaced, room_of
from evidence_review.redaction.pdf.locating import Located
from evidence_review.redaction.pdf.page_comparison import Shifted
from evidence_review.redaction.pdf.surrounds import decorations
from evidence_review.redaction.pdf.token_boxes import TokenBox, letters_of, token_wide, words_of
from evidence_review.redaction.streams.glyphs import Box, Glyph, meet
from evidence_review.redaction.streams.segments import Segment, edges_of, segments_of
from evidence_review.redaction.streams.stream_positions import Code, Walk

_NEAR = 0.05
_TOKEN_SHARES = (0.85, 0.7)
_LEAST_TOKEN = 4.5
"""Sizes of a token's letters in shares of the line's size, tried in turn, and the least, in points."""


@dataclass(slots=True)
class Setting:
    """What is done to one page.

    `levels` and `whys` by place; `gone` are codes that go, `still` those of them whose gap stays, `drawn`
    boxes of characters that go and that no code of the page paints; `moved` the new origins of codes, of
    which those in `anew` are set by their own advances at `squeeze` of their width; `tokens` stand before the
    code that is their key, or `late` on top of all where something painted later would cover them; `dropped`
    are instructions that build and paint underlines, which go. `taken` are boxes of characters that go though
    no place has them; `shifted` is for comparing, `areas` are where lines were set anew.
    """

    levels: list[Level] = field(default_factory=list[Level])
    whys: list[str] = field(default_factory=list[str])
    gone: set[int] = field(default_factory=set[int])
    still: set[int] = field(default_factory=set[int])
    drawn: list[Box] = field(default_factory=list[Box])
    moved: dict[int, tuple[float, float]] = field(default_factory=dict[int, "tuple[float, float]"])
    squeeze: dict[int, float] = field(default_factory=dict[int, float])
    tokens: dict[int, TokenBox] = field(default_factory=dict[int, TokenBox])
    late: list[TokenBox] = field(default_factory=list["TokenBox"])
    dropped: set[int] = field(default_factory=set[int])
    taken: list[Box] = field(default_factory=list[Box])
    shifted: list[Shifted] = field(default_factory=list["Shifted"])
    areas: list[Box] = field(default_factory=list[Box])

    def barred(self) -> list[int]:
        """Numbers of the places that get a bar where they are."""
        return [number for number, level in enumerate(self.levels) if level is Level.BAR]


def all_bars(located: Located, why: str) -> Setting:
    """Every place a bar, its characters taken out by the library."""
    return Setting([Level.BAR] * len(located.places), [why] * len(located.places), drawn=located.going())


def set_anew(walk: Walk, located: Located, visible: Box, level: Level, why: str) -> Setting:
    """The plan for a page: each place at the level wanted where that can be done, else L1 with its reason;
    `why` is that of bars wanted.

    With L3 all of every line that a place touches goes. ValueError where the walk and the library's trace of
    the page differ.
    """
    page, drawn = _page(walk, located, visible)
    out = Setting([level] * len(located.places), [why if level is Level.BAR else ""] * len(located.places))
    out.drawn = list(chain.from_iterable(drawn.values()))
    for place in drawn:
        _bar(out, place, DRAWN)
    _bar_unseen(page, out)
    if level is Level.LINE:
        _take_lines(page, out)
    for code, place in sorted(page.place_of.items()):
        page.firsts.setdefault(place, code)
    out.gone = set(page.place_of)
    laid = _lay_lines(page, out, located)
    out.still = {code for code, place in page.place_of.items() if place < 0 or out.levels[place] is Level.BAR}
    for segment, one in laid:
        _keep(page, out, segment, one, located)
    return out


def _lay_lines(page: LaidPage, out: Setting, located: Located) -> list[tuple[Segment, Laid]]:
    """The lines that places touch, set anew; the others' places get bars, which may cost other lines of the
    same places theirs."""
    touched = [(one, set(places)) for one in page.segments if (places := page.places_in(one))]
    laid: dict[int, Laid] = {}
    before = list[Level]()
    while out.levels != before:
        before = list(out.levels)
        for number, (segment, places) in enumerate(touched):
            whys = [out.whys[place] for place in places if out.levels[place] is Level.BAR]
            result = whys[0] if whys else _laid(page, segment, located)
            if isinstance(result, str):
                laid.pop(number, None)
                for place in places:
                    _bar(out, place, result)
            else:
                laid[number] = result
    return [(touched[number][0], one) for number, one in laid.items()]


def _bar(out: Setting, place: int, why: str) -> None:
    if place >= 0 and out.levels[place] is not Level.BAR:
        out.levels[place], out.whys[place] = Level.BAR, why


def _bar_unseen(page: LaidPage, out: Setting) -> None:
    for code, place in page.place_of.items():
        if page.walk.shows[page.walk.codes[code].show].state.render == 3:
            _bar(out, place, UNSEEN)


def _take_lines(page: LaidPage, out: Setting) -> None:
    for segment in page.segments:
        places = page.places_in(segment)
        if places and all(out.levels[place] is not Level.BAR for place in places):
            for code in segment.codes:
                page.place_of.setdefault(code, places[0])
            out.taken += [box for code in segment.codes for box in page.boxes.get(code, ())]


def _page(walk: Walk, located: Located, visible: Box) -> tuple[LaidPage, dict[int, list[Box]]]:
    """The page with each code's letters and place (-1 where it goes unseen), and by place the boxes that no
    code paints."""
    place_at = located.place_at()
    chars: dict[int, str] = {}
    boxes: defaultdict[int, list[Box]] = defaultdict(list)
    place_of: dict[int, int] = {}
    drawn: defaultdict[int, list[Box]] = defaultdict(list)
    painted_by = _matcher(walk.codes)
    known = set[Box]()
    for glyph in located.glyphs:
        number = painted_by(glyph)
        known.add(glyph.box)
        if number is not None:
            chars[number] = chars.get(number, "") + glyph.char
            boxes[number].append(glyph.box)
        if glyph.box in place_at:
            if number is None:
                drawn[place_at[glyph.box]].append(glyph.box)
            else:
                place_of[number] = place_at[glyph.box]
    for box, place in place_at.items():
        if box not in known:
            drawn[place].append(box)
    if len(chars) < 0.98 * len(walk.codes):
        raise ValueError("two readings of the page differ")
    segments = _inked(walk)
    page = LaidPage(walk, chars, boxes, place_of, segments, edges_of(segments), visible)
    for segment in segments:
        _fill(page, segment)
    return page, drawn


def _inked(walk: Walk) -> list[Segment]:
    """The lines of what is painted with ink."""
    inked = [number for number, code in enumerate(walk.codes) if walk.shows[code.show].state.render != 3]
    return segments_of(walk.codes, inked, walk.paths)


def _matcher(codes: Sequence[Code]) -> Callable[[Glyph], int | None]:
    """A function that gives the number of the code that paints a character; of several on one place the next,
    in order of painting."""
    cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for number, code in enumerate(codes):
        x, y = code.x, code.y
        left, right, low, high = round(x - _NEAR), round(x + _NEAR), round(y - _NEAR), round(y + _NEAR)
        cells[left, low].append(number)
        if left != right or low != high:  # it stands near the edge of a cell
            for cell in {(left, high), (right, low), (right, high)} - {(left, low)}:
                cells[cell].append(number)
    used: set[int] = set()

    def painted_by(glyph: Glyph) -> int | None:
        x, y = glyph.origin
        found: int | None = None
        for number in cells.get((round(x), round(y)), ()):
            code = codes[number]
            if abs(code.x - x) <= _NEAR and abs(code.y - y) <= _NEAR and (found is None or found in used):
                found = number
        if found is not None:
            used.add(found)
        return found

    return painted_by


def _fill(page: LaidPage, segment: Segment) -> None:
    """Spaces between two codes that go for the same place go with them."""
    waiting: list[int] = []
    last = -1
    for code in segment.codes:
        place = page.place_of.get(code)
        if place is None and page.chars.get(code, "x").isspace():
            waiting.append(code)
            continue
        if place is not None and place >= 0 and place == last:
            page.place_of |= dict.fromkeys(waiting, place)
        waiting, last = [], -1 if place is None else place


def _laid(page: LaidPage, segment: Segment, located: Located) -> Laid | str:
    """The segment set anew, or why it cannot be."""
    codes = page.walk.codes
    box = area_of(segment, segment.start, segment.end)
    if any(meet(box, image) for image in page.walk.images):
        return OVER_PICTURE
    if is_spaced(page, segment):
        return SPACED
    middle = (page.visible[0] + page.visible[2]) / 2 if segment.direction[0] > 0.99 else None
    stretched = any(page.walk.shows[codes[one].show].state.word for one in segment.codes)
    anchor = page.edges.anchor(segment, middle, stretched=stretched)
    room = room_of(page, segment)
    for share in _TOKEN_SHARES:
        letters = max(round(share * segment.size, 1), _LEAST_TOKEN)
        found = lay(codes, page.chars, segment, _gone(page, segment, located, letters), anchor, room)
        if found is not None:
            return UNDER if _would_hide(page, segment, found) else found
    return NO_ROOM


def _would_hide(page: LaidPage, segment: Segment, laid: Laid) -> bool:
    """Whether a letter that could be seen would come to stand under what was painted over the line: someone
    else's box, say."""
    codes, last = page.walk.codes, max(page.walk.codes[one].show for one in segment.codes)
    wide, high = 0.3 * segment.size, 0.3 * segment.size
    over = [
        box
        for box in page.walk.covers(last)
        if meet(box, area_of(segment, laid.start, laid.end)) and box[3] - box[1] > high
    ]
    if not over:
        return False
    for number, u in laid.at.items():
        code = codes[number]
        shift = u - (code.x * code.ux + code.y * code.uy)
        x, y = code.x + wide * code.ux - high * code.uy, code.y + wide * code.uy + high * code.ux
        if (
            abs(shift) > 1
            and in_one(over, x + shift * code.ux, y + shift * code.uy)
            and not in_one(over, x, y)
        ):
            return True
    return False


def _gone(page: LaidPage, segment: Segment, located: Located, letters: float) -> list[Gone]:
    """Runs of codes that go; the token stands in the run that holds the place's first character."""
    runs: list[Gone] = []
    for place, codes in groupby(segment.codes, page.place_of.get):
        if place is not None:
            run = tuple(codes)
            has_token = place >= 0 and page.firsts[place] in run
            wide = token_wide(located.places[place].token, letters, segment.size) if has_token else 0.0
            runs.append(Gone(run, place, wide))
    return runs


def _keep(page: LaidPage, out: Setting, segment: Segment, laid: Laid, located: Located) -> None:
    """Write a laid segment into the plan."""
    _move(page, out, laid)
    for place, token in _tokens(segment, laid, located):
        if _is_covered(page, page.firsts[place], token.box()):
            out.late.append(token)
        else:
            out.tokens[page.firsts[place]] = token
    old = area_of(segment, segment.start - 1, segment.end + 1)
    new = area_of(segment, laid.start - 1, laid.end + 1)
    out.areas.append((min(old[0], new[0]), min(old[1], new[1]), max(old[2], new[2]), max(old[3], new[3])))
    marked = [page.walk.codes[one] for one in segment.codes if page.place_of.get(one, -1) >= 0]
    dropped, framed = decorations(page.walk.paths, segment, marked)
    out.dropped |= dropped
    for place in page.places_in(segment) if framed else ():
        out.whys[place] = FRAMED


def _move(page: LaidPage, out: Setting, laid: Laid) -> None:
    """Write the kept letters of a laid segment into the plan."""
    anew = not laid.plain or laid.squeeze != 1
    for number, u in laid.at.items():
        code = page.walk.codes[number]
        shift = u - (code.x * code.ux + code.y * code.uy)
        if abs(shift) > 1e-9 or anew:
            out.moved[number] = (code.x + shift * code.ux, code.y + shift * code.uy)
            size = code.size if page.chars.get(number, " ").strip() else 0.0
            out.shifted.append(Shifted((code.x, code.y), out.moved[number], size))
        if anew:
            out.squeeze[number] = laid.squeeze


def _tokens(segment: Segment, laid: Laid, located: Located) -> Iterator[tuple[int, TokenBox]]:
    """The tokens of a laid segment, with their places."""
    ux, uy = segment.direction
    for place, (u, wide) in laid.tokens.items():
        token = words_of(located.places[place].token)
        letters = letters_of(token, wide / laid.squeeze)
        origin = (u * ux - segment.v * uy, u * uy + segment.v * ux)
        yield (
            place,
            TokenBox(place, token, origin, segment.direction, wide, letters, segment.size, laid.squeeze),
        )


def _is_covered(page: LaidPage, code: int, box: Box) -> bool:
    """Whether something painted later lies over some of a box: someone else's bar, say."""
    x0, y0, x1, y1 = box
    return any(
        (min(over[2], x1) - max(over[0], x0)) > 0.1 * (x1 - x0)
        and (min(over[3], y1) - max(over[1], y0)) > 0.3 * (y1 - y0)
        for over in page.walk.covers(page.walk.codes[code].show)
    )

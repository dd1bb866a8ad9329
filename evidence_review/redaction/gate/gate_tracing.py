"""Terms traced over a page letter by letter, as an eye goes: from each letter to the next one of the term that
stands beside it, whatever was painted before or between (docs/decisions/0042).

It knows only where letters stand and which they are, from whichever reader, and builds no lines: so it shares
nothing with the way in which the remover finds pieces of words by place. What it finds is judged by the one
matcher, with the letters that stand before and behind.
"""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from evidence_review.redaction.gate.gate_marks import APART, ASIDE, CAPITAL, LARGE, NEAR, Mark, Page, goes_on
from evidence_review.redaction.streams.glyphs import Glyph
from evidence_review.redaction.terms.folding import squashed
from evidence_review.redaction.terms.search import Search

_WIDE, _ALONE = 4.0, 16.0
"""How far behind a letter the next one may stand where nothing stands between (in sizes), and where letters
stand alone, one after the other."""
_UNDER, _BESIDE = (0.4, 2.6), 0.35
"""Sizes by which a letter stands below another of a stack, or at the beginning of the next line; by which
middles of a stack differ."""
_RARE = 4
"""Letters of a term from which ways are looked for before those from its first."""
_AROUND = 6
"""Letters before and behind what was traced that tell whether it is a word."""


type Trace = list[tuple[str, Glyph | None]]
"""What was traced, as (letter, its glyph), with gaps that have none."""


def traces(glyphs: Sequence[Glyph], search: Search) -> Iterator[Trace]:
    """Every place where letters of a term stand one after the other, each with a few letters before and
    behind it. OverflowError where a page was made to be endless."""
    needles = _needles(search, set(squashed("".join({glyph.char for glyph in glyphs}))))
    for page in _pages(glyphs) if needles else ():
        for needle in needles:
            yield from _traced(page, needle)


def _pages(glyphs: Sequence[Glyph]) -> Iterator[Page]:
    """The letters that are painted, and apart from them those without ink."""
    seen = [glyph for glyph in glyphs if not glyph.unseen]
    yield Page(seen)
    if len(seen) < len(glyphs):
        yield Page([glyph for glyph in glyphs if glyph.unseen])


def traced_texts(glyphs: Sequence[Glyph], search: Search) -> list[str]:
    """The same as texts."""
    return ["".join([text for text, _ in one]) for one in traces(glyphs, search)]


def _needles(search: Search, present: set[str]) -> list[str]:
    """What is to be traced: letters of terms that are all on the page, but for those that are made of others
    altogether."""
    single = {one.needle for one in search.wanted if not one.capital and len(one.needle) > 1}
    every = {one.needle for one in search.wanted if len(one.needle) > 1}
    return sorted(one for one in every if present.issuperset(one) and not _is_made_of(one, single - {one}))


def _is_made_of(needle: str, parts: AbstractSet[str]) -> bool:
    ends = {0}
    for at in range(len(needle)):
        if at in ends:
            ends.update(at + len(part) for part in parts if needle.startswith(part, at))
    return len(needle) in ends


def _traced(page: Page, needle: str) -> Iterator[Trace]:
    for start in page.every(needle[0]) if _may_lead(page, needle) else ():
        if needle.startswith(start.letters):
            for path in _paths(page, needle, start):
                yield _around(page, path)


def _may_lead(page: Page, needle: str) -> bool:
    """Whether the letters of a term that the page has fewest of lead to its end: where those of one kind do
    not, no way leads through the whole. Of a page with signs of several letters that may be in the term nothing
    is told."""
    if any(letters in needle for letters in page.joined):
        return True
    begins = page.count(needle[0])
    rare = sorted((page.count(letter), at) for at, letter in enumerate(needle))
    ends = [needle[at:] for count, at in rare[:_RARE] if count < begins]
    return all(any(_leads(page, end, start) for start in page.every(end[0])) for end in ends)


def _leads(page: Page, needle: str, start: Mark) -> bool:
    return needle.startswith(start.letters) and any(True for _ in _paths(page, needle, start))


type _State = tuple[int, int]
"""A letter's number, and how many letters of a term are traced with it."""


def _paths(page: Page, needle: str, start: Mark) -> Iterator[list[Mark]]:
    """Every end to which the letters of a term lead from one, each by one way."""
    origin = (start.number, len(start.letters))
    came: dict[_State, _State | None] = {origin: None}
    waiting = [origin]
    while waiting:
        state = number, done = waiting.pop()
        if done == len(needle):
            yield _way(page, came, state)
            continue
        for other in _next(page, page.mark(number), needle[done]):
            reached = (other.number, done + len(other.letters))
            if other.number != number and reached not in came and needle.startswith(other.letters, done):
                came[reached] = state
                waiting.append(reached)


def _way(page: Page, came: dict[_State, _State | None], state: _State | None) -> list[Mark]:
    out: list[Mark] = []
    while state is not None:
        out.append(page.mark(state[0]))
        state = came[state]
    return out[::-1]


def _next(page: Page, mark: Mark, letter: str) -> list[Mark]:
    """The letters of this kind that an eye may take for the next one; each asked for once."""
    key = mark.number, letter
    known = page.led.get(key)
    if known is None:
        known = page.led[key] = _looked_for(page, mark, letter)
    return known


def _looked_for(page: Page, mark: Mark, letter: str) -> list[Mark]:
    reach = NEAR * mark.size
    far = CAPITAL * mark.size if mark.size > LARGE * page.usual else reach
    return page.following(mark, letter, far, reach) or _farther(page, mark, letter)


def _farther(page: Page, mark: Mark, letter: str) -> list[Mark]:
    """Where nothing stands beside a letter: what stands farther on its line, under it, or behind a hyphen at
    the beginning of the next line."""
    if page.is_followed(mark):
        return []
    alone = page.ahead(mark) is None
    half = (_ALONE if alone else _WIDE) * mark.size / 2
    c, s = mark.glyph.along
    near = page.named(letter, mark.pen_x + half * c, mark.pen_y + half * s, half, half if s else mark.size)
    found = [other for other in near if _is_free(page, mark, other, 2 * half)]
    if alone:
        below = page.named(letter, mark.x, mark.y, _UNDER[1] * mark.size, _UNDER[1] * mark.size)
        found += [other for other in below if _is_stacked(page, mark, other)]
    if page.ends_in_hyphen(mark):
        found += [other for other in page.every(letter) if _is_on_next_line(page, mark, other)]
    return found


def _is_free(page: Page, mark: Mark, other: Mark, far: float) -> bool:
    """Whether a letter stands farther on the same line with nothing in the gap, which is no wider than that of
    words, or than letters that stand alone may have."""
    along, above = mark.before(other)
    if not (0 < along <= far and abs(above) <= ASIDE * mark.size):
        return False
    if along > _WIDE * mark.size and not page.is_alone(other):
        return False
    return all(not 0 < one < along - 0.1 * mark.size for one, _ in page.on_line(mark, along))


def _is_stacked(page: Page, mark: Mark, other: Mark) -> bool:
    (c, s), half = mark.glyph.along, 0.5
    across = (other.x + other.pen_x - mark.x - mark.pen_x) * half
    up = (other.y + other.pen_y - mark.y - mark.pen_y) * half
    beside, under = across * c + up * s, across * s - up * c
    return (
        abs(beside) < _BESIDE * mark.size
        and _UNDER[0] * mark.size < under < _UNDER[1] * mark.size
        and page.is_alone(other)
    )


def _is_on_next_line(page: Page, mark: Mark, other: Mark) -> bool:
    """Whether a letter begins the line below that of one."""
    _, above = mark.before(other)
    return _UNDER[0] * mark.size < -above < _UNDER[1] * mark.size and page.ahead(other) is None


def _around(page: Page, path: Sequence[Mark]) -> Trace:
    """What was traced with the letters before and behind it that stand close by."""
    head = _run(path, path[0], page.ahead)
    tail = _run(path, path[-1], lambda mark: page.behind(mark, APART))
    out: Trace = [(mark.glyph.char, mark.glyph) for mark in reversed(head)]
    for before, mark in zip((None, *path), path, strict=False):
        out += [(gap, None)] if before and (gap := _gap(before, mark)) else []
        out.append((mark.glyph.char, mark.glyph))
    return out + [(mark.glyph.char, mark.glyph) for mark in tail]


def _run(path: Sequence[Mark], start: Mark, following: Callable[[Mark], Mark | None]) -> list[Mark]:
    """The letters that follow one, on this side of what was traced."""
    out: list[Mark] = []
    while len(out) < _AROUND and (mark := following(out[-1] if out else start)):
        if mark in path or mark in out:
            break
        out.append(mark)
    return out


def _gap(one: Mark, other: Mark) -> str:
    along, above = one.before(other)
    if above < -_UNDER[0] * one.size and one.size < LARGE * other.size and not goes_on(one, other, one.size):
        return "\n"
    return " " if along > APART * max(one.size, other.size) else ""

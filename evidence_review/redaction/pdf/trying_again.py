"""What is done where the gate still finds something in a finished PDF: page by page a stronger remedy, so
that one page does not stop the whole file.

First the place is looked for as other readers have it (`second_reading`) and goes too; then the page becomes
a picture; at last one without a layer of words. The gate judges each new file from its beginning: nothing
leaves that it has not passed.
"""

import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from evidence_review.domain.redaction_values import Leak
from evidence_review.redaction.pdf.locating import Place
from evidence_review.redaction.pdf.page_comparison import Shifted
from evidence_review.redaction.pdf.page_targets import looked
from evidence_review.redaction.pdf.redaction_job import Work
from evidence_review.redaction.pdf.second_reading import Asked, further_places, glyphs_of
from evidence_review.redaction.refusal import BLIND
from evidence_review.redaction.streams.glyphs import Box, Glyph

STILL_READ = "some readers would still have found words to be removed"
MOST_ROUNDS = 6
"""How often a finished file may be made anew for what the gate finds in it."""
_ON_PAGE, _IN_OBJECT = re.compile(r"page (\d+)"), re.compile(r"(?:stream|object) (\d+)")


def remedied(work: Work, final: bytes, leaks: Sequence[Leak]) -> bool:
    """Whether anything more can be done for the pages on which the gate found something; then it is noted in
    `work`, and a new file is to be made."""
    pages = (
        set[int]() if any(leak.how == BLIND for leak in leaks) else pages_of(final, leaks)
    )  # nothing made here could be checked
    fresh = pages - work.reread
    chosen = {number: places for number in sorted(fresh) if (places := _more(work, number, final))}
    work.reread |= fresh
    work.source = replace(work.source, chosen={**work.source.chosen, **chosen})
    for one in looked(work.source, {}, work.want, sorted(chosen)):
        work.looked[one.page] = one
    silent = (pages & work.pictured) - work.silent
    pictured = pages - work.pictured - chosen.keys()
    work.silent |= silent
    work.pictured |= pictured
    return bool(chosen or silent or pictured)


def _more(work: Work, number: int, final: bytes) -> list[Place]:
    """The places chosen on a page, with those that other readers find in the source or in the finished page;
    none where they find none."""
    if number in work.first.broken:
        return []
    source, frame = work.source, work.source.frames[number]
    first = Asked(work.first.data, number, frame.media)
    found = [
        Place(tuple(dict.fromkeys(glyph.box for glyph in glyphs)), source.tokens[term])
        for term, glyphs in further_places(first, source.search)
    ]
    plan = work.plans.get(number)
    if plan and frame.rotate == 0 and frame.unit == 1:
        stood = glyphs_of(first)
        for term, glyphs in further_places(Asked(final, number, frame.media), source.search):
            boxes = [box for glyph in glyphs if (box := _stood(glyph, plan.expected.shifted, stood))]
            found += [Place(tuple(dict.fromkeys(boxes)), source.tokens[term])] if boxes else []
    return [*source.chosen.get(number, ()), *found] if found else []


def _stood(glyph: Glyph, shifted: Sequence[Shifted], stood: Sequence[Glyph]) -> Box | None:
    """Where a character of the finished page stood in the source: what is left beside a word may read as
    another only once that is gone."""
    moved = next((one.old for one in shifted if _on(one.new, glyph.origin)), glyph.origin)
    return next((one.box for one in stood if one.char == glyph.char and _on(one.origin, moved)), None)


def _on(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) <= _ALIKE and abs(one[1] - other[1]) <= _ALIKE


_ALIKE = 0.1
"""Points by which two readings of one character may differ."""


def pages_of(data: bytes, leaks: Sequence[Leak]) -> set[int]:
    """The pages (from 0) on which the finds of the gate lie, those that paint the objects in which they lie
    among them."""
    import pikepdf

    out: set[int] = set()
    numbers: set[int] = set()
    for leak in leaks:
        if found := _ON_PAGE.match(leak.place):
            out.add(int(found[1]) - 1)
        elif found := _IN_OBJECT.match(leak.place):
            numbers.add(int(found[1]))
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        needs = _needs(pdf) if numbers else {}
        for number, page in enumerate(pdf.pages):
            if numbers and not numbers.isdisjoint(_reached(page.obj.objgen[0], needs)):
                out.add(number)
        return {number for number in out if number < len(pdf.pages)}


def _needs(pdf: Any) -> Mapping[int, set[int]]:
    """Which objects each object names; a page does not name its parent, through which all others would be
    reached."""
    import pikepdf

    out: defaultdict[int, set[int]] = defaultdict(set)
    for value in pdf.objects:
        if isinstance(value, pikepdf.Object):
            out[value.objgen[0]].update(_named(value, 0))
    return out


def _named(value: Any, depth: int) -> Iterator[int]:
    import pikepdf

    if depth and value.is_indirect:
        yield value.objgen[0]
    elif depth <= _DEEPEST:
        for part in _parts(value):
            if isinstance(part, pikepdf.Object):
                yield from _named(part, depth + 1)


def _parts(value: Any) -> list[Any]:
    """What an object holds, but for what it belongs to."""
    import pikepdf

    if isinstance(value, pikepdf.Array):
        return list(value)
    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        return [part for key, part in value.items() if key != "/Parent"]
    return []


_DEEPEST = 60


def _reached(start: int, needs: Mapping[int, set[int]]) -> set[int]:
    out, left = {start}, [start]
    while left:
        for one in needs.get(left.pop(), ()):
            if one not in out:
                out.add(one)
                left.append(one)
    return out

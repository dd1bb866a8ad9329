"""The pieces of one text (cells, passages, values) without what was agreed to go, also where it goes over
several of them (decision 0010)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from evidence_review.domain.redaction_values import Removal
from evidence_review.domain.text_spans import merged
from evidence_review.redaction.rewriting import rewrite
from evidence_review.redaction.terms.search import Search, find, over_cells, places, search_for

_APART = "\n:::\n"
"""Between pieces: words of a name are still found over it, digits that stand in two cells by chance are
not."""
_LONG = 7
"""From this many letters and digits on, a value is also found where it is spread over pieces."""
_NO_EDGES = str.maketrans("\t\n\r|", "    ")


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of a table, each the numbers of the pieces that stand beside each other in it, and what stands
    between two rows."""

    rows: Sequence[Sequence[int]]
    between: str = "\n"


def search_of(removals: Sequence[Removal]) -> Search:
    """The search for all removals."""
    return search_for(
        [one.value for one in removals],
        [n for n, one in enumerate(removals) if one.whole],
        [one.keep for one in removals],
    )


def redact_pieces(
    pieces: Sequence[str],
    removals: Sequence[Removal],
    grids: Sequence[Grid] = (),
    flow: Sequence[int] = (),
) -> tuple[list[str], int]:
    """The pieces of one text in order, each removal replaced, also one that goes over several of them or is
    set in the cells of a table, along a row or down a column; how many places that were.

    `flow` names passages that follow each other: a word that begins with a capital may go on in the next.
    """
    search, tokens = search_of(removals), [one.token for one in removals]
    filled = [place for place, piece in enumerate(pieces) if piece.strip()]
    cells = over_cells(search)
    out = list(pieces)
    removed = 0
    for _ in range(3):  # what is left may come to stand beside another rest of the value
        count = 0
        for between, shortest in ((_APART, 1), (" ", _LONG)):
            strip = _in_order(out, filled, between)
            hits = find(strip.text, search, shortest)
            count += _replaced(out, strip, places(hits, tokens))
        for grid in grids:
            strip = _as_table(out, grid)
            count += _replaced(out, strip, places(find(strip.text, cells), tokens), once=True)
        strip = _in_order(out, [place for place in flow if out[place]], "\n")
        parted = [hit for hit in find(strip.text, cells) if strip.text[hit.start].isupper()]
        count += _replaced(out, strip, places(parted, tokens), once=True)
        removed += count
        if not count:
            break
    return out, removed


def redact_joined(pieces: Sequence[str], removals: Sequence[Removal]) -> tuple[list[str], int]:
    """The pieces of one text, between which nothing stands, each removal that goes over several of them
    replaced where it begins."""
    out = list(pieces)
    strip = _in_order(out, range(len(out)), "")
    ends = [start + len(piece) for start, piece in zip(strip.starts, pieces, strict=True)]
    across = [
        hit
        for hit in find(strip.text, search_of(removals))
        if not any(
            start <= hit.start and hit.end <= end for start, end in zip(strip.starts, ends, strict=True)
        )
    ]
    _replaced(out, strip, places(across, [one.token for one in removals]), once=True)
    return out, len(across)


@dataclass(frozen=True, slots=True)
class _Strip:
    """Pieces laid one after the other as one text: the number of each, and where it begins."""

    text: str
    order: Sequence[int]
    starts: Sequence[int]


def _in_order(pieces: Sequence[str], order: Sequence[int], between: str) -> _Strip:
    said = [pieces[place] for place in order]
    starts = [0, *accumulate(len(piece) + len(between) for piece in said)][: len(said)]
    return _Strip(between.join(said), order, starts)


def _as_table(pieces: Sequence[str], grid: Grid) -> _Strip:
    """A table as text, tabs between its cells and a line for each row."""
    text: list[str] = []
    order: list[int] = []
    starts: list[int] = []
    at = 0
    for row in grid.rows:
        for place in row:
            order.append(place)
            starts.append(at)
            text += [pieces[place].translate(_NO_EDGES), "\t"]
            at += len(pieces[place]) + 1
        text.append(grid.between)
        at += len(grid.between)
    return _Strip("".join(text), order, starts)


def _replaced(
    pieces: list[str], strip: _Strip, spans: Sequence[tuple[int, int, str]], *, once: bool = False
) -> int:
    """Put the tokens into the pieces; with `once` only where each begins. How many places that were."""
    done = merged(spans)
    edits: dict[int, list[tuple[int, int, str]]] = {}
    first = 0
    for start, end, token in done:
        while first + 1 < len(strip.starts) and strip.starts[first + 1] <= start:
            first += 1
        number, left = first, token
        while number < len(strip.starts) and strip.starts[number] < end:
            place, begins = strip.order[number], strip.starts[number]
            low, high = max(0, start - begins), min(len(pieces[place]), end - begins)
            if low < high:
                edits.setdefault(place, []).append((low, high, left))
                left = "" if once else token
            number += 1
    for place, marks in edits.items():
        pieces[place] = rewrite(pieces[place], marks)
    return sum(bool(token) for _, _, token in done)

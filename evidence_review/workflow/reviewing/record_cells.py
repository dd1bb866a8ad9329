"""A row of a table as its headings and values: where each stands in the text of its item, so that a screen can set
them as a table and still show every character once."""

import re
from collections.abc import Sequence

from evidence_review.domain.evidence import Item
from evidence_review.domain.kinds import ItemKind
from evidence_review.workflow.case.masking import Swap, to_shown

type Cell = tuple[int, int, int]
"""Where a heading begins, where its value begins, where that ends."""
_WORDS = frozenset(
    (
        ItemKind.MESSAGE,
        ItemKind.EMAIL,
        ItemKind.SYSTEM,
        ItemKind.PAGE,
        ItemKind.IMAGE,
        ItemKind.AUDIO,
        ItemKind.VIDEO,
    )
)
"""Kinds whose text is what somebody wrote or said, never headings and values."""
_HEADED = re.compile(r"[^\s:][^:\n]{0,79}: ")


def cells(item: Item) -> tuple[Cell, ...]:
    """The cells of an item that is a row, in its text as imported; () for any other.

    As the importer kept them beside the text, where it did; else where each line has a heading. A note is a row only
    in the first way, since a person may write a list like that.
    """
    text = item.text or ""
    if item.kind in _WORDS or not text:
        return ()
    made = _as_kept(text, item.extra) or (() if item.kind is ItemKind.NOTE else _by_lines(text))
    return made if len(made) > 1 else ()


def _as_kept(text: str, kept: Sequence[tuple[str, str]]) -> tuple[Cell, ...]:
    made, at = list[Cell](), 0
    for heading, value in kept:
        if at >= len(text) or not text.startswith(f"{heading}: {value}", at):
            break
        begin = at + len(heading) + 2
        made.append((at, begin, begin + len(value)))
        at = begin + len(value) + 1
        if at <= len(text) and text[at - 1] != "\n":
            return ()
    return tuple(made) if at == len(text) + 1 else ()


def _by_lines(text: str) -> tuple[Cell, ...]:
    made, at = list[Cell](), 0
    for line in text.split("\n"):
        found = _HEADED.match(line)
        if found is None:
            return ()
        made.append((at, at + found.end(), at + len(line)))
        at += len(line) + 1
    return tuple(made)


def shown_cells(
    made: Sequence[Cell], shown: str, pieces: Sequence[tuple[int, int, int]], taken: Sequence[Swap]
) -> tuple[Cell, ...]:
    """The same cells in the text as shown, each up to the next; () where a mask reaches over the edge of one, so that
    none can be told from the next."""
    edges = {edge for cell in made for edge in cell}
    if any(swap.start < edge < swap.end for swap in taken for edge in edges):
        return ()
    begins = [
        (to_shown(pieces, taken, start, start)[0], to_shown(pieces, taken, begin, begin)[0])
        for start, begin, _ in made
    ]
    ends = [start - 1 for start, _ in begins[1:]] + [len(shown)] * bool(begins)
    found = tuple((start, begin, end) for (start, begin), end in zip(begins, ends, strict=True))
    is_whole = all(start <= begin <= end for start, begin, end in found)
    is_parted = all(shown[start - 1 : start] == "\n" for start, _, _ in found[1:])
    return found if is_whole and is_parted and (not found or found[0][0] == 0) else ()

"""JSON without what was agreed to go: every key, text and number is read as a program reads it; all else
stays as it was written."""

import json
import re
from bisect import bisect_left
from collections.abc import Sequence

from evidence_review.domain.redaction_values import Removal
from evidence_review.redaction.new_files.pieces import Grid, redact_joined, redact_pieces
from evidence_review.redaction.terms.table_order import ROWS_APART

_LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?', re.DOTALL)
_FILE = re.compile(r"(?:data:[^,]{0,100},)?[A-Za-z0-9+/_=\s-]{200,}")
LEFT = "[FILE LEFT OUT]"


def is_notation(text: str) -> bool:
    """Whether a text is JSON, or a line of JSON after the other."""
    if text.lstrip("\ufeff \t\r\n")[:1] not in {"{", "["}:
        return False
    try:
        json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        try:
            return all(
                isinstance(json.loads(line), dict | list)
                for line in text.lstrip("\ufeff").splitlines()
                if line.strip()
            )
        except (ValueError, RecursionError):
            return False
    return True


def redact_notation(text: str, removals: Sequence[Removal]) -> tuple[str, int, int]:
    """The JSON with each removal's token in its place, how many places that were, and how many files in
    base64 were left out.

    A number that is removed becomes a text. Spaces, order, doubled keys and the writing of what stays are as
    they were.
    """
    found = list(_LITERAL.finditer(text))
    said = [_said(one[0]) for one in found]
    files = [
        place
        for place, one in enumerate(said)
        if len(one) >= 200 and " " not in one.strip() and _FILE.fullmatch(one)
    ]
    before = list(said)
    for place in files:
        before[place] = LEFT
    pieced = 0
    for group in _pieces(text, [one.span() for one in found]):
        words, count = redact_joined([before[place] for place in group], removals)
        pieced += count
        for place, one in zip(group, words, strict=True):
            before[place] = one
    after, removed = redact_pieces(before, removals, _grids(text, [one.span() for one in found]))
    removed += pieced
    out, at = [], 0
    for one, old, new in zip(found, said, after, strict=True):
        out += [text[at : one.start()], one[0] if old == new else json.dumps(new, ensure_ascii=False)]
        at = one.end()
    return "".join([*out, text[at:]]), removed, len(files)


def _pieces(text: str, spans: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Numbers of the literals that are pieces of one text: texts of a list, and the "text" of objects in it,
    as Telegram writes what is set in bold."""
    groups = (_pieces_from(text, spans, mine.end() - 1) for mine in _PIECED.finditer(text))
    return [group for group in groups if len(group) > 1]


def _pieces_from(text: str, spans: Sequence[tuple[int, int]], start: int) -> list[int]:
    """The pieces in the list that begins here."""
    depth, group, named = 0, list[int](), False
    for number in range(bisect_left(spans, (start, start)), len(spans)):
        first, last = spans[number]
        before = text[max(start, spans[number - 1][1] if number else 0) : first]
        depth += sum(map(before.count, "[{")) - sum(map(before.count, "]}"))
        if depth < 1:
            break
        is_key = _is_key(text, last)
        if text[first] == '"' and not is_key and (depth == 1 or (depth == _IN_OBJECT and named)):
            group.append(number)
        named = is_key and text[first:last] == '"text"'
    return group


def _grids(text: str, spans: Sequence[tuple[int, int]]) -> list[Grid]:
    """Lists and objects as the tables that programs make of them: each a row of its values, those in one list
    one below the other."""
    out: list[Grid] = []
    open_rows: list[list[int]] = [[]]  # the values so far of each list or object that is open
    inner: list[list[list[int]]] = [[]]  # the rows so far of each
    at = 0
    for number, (first, last) in enumerate([*spans, (len(text), len(text))]):
        for sign in _BRACKET.findall(text, at, first):
            if sign in "[{":
                open_rows.append([])
                inner.append([])
            elif len(inner) > 1:
                row, rows = open_rows.pop(), inner.pop()
                out += [Grid(rows, ROWS_APART)] if rows else []
                inner[-1] += [row] if row else []
        at = last
        if number < len(spans) and not _is_key(text, last):
            open_rows[-1].append(number)
    pairs = [(number, number + 1) for number in range(len(spans) - 1) if _is_key(text, spans[number][1])]
    return [*out, *(Grid(rows, ROWS_APART) for rows in inner if rows), Grid(pairs, ROWS_APART)]


def _is_key(text: str, end: int) -> bool:
    """Whether a literal that ends here names a value."""
    return text[end : end + 8].lstrip().startswith(":")


_BRACKET = re.compile(r"[\[\]{}]")
_PIECED = re.compile(r'"text"\s*:\s*\[')
_IN_OBJECT = 2


def _said(literal: str) -> str:
    if not literal.startswith('"'):
        return literal
    try:
        return str(json.loads(literal, strict=False))
    except ValueError:
        return literal[1:-1]

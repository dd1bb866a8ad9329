"""Messages, calls and other records with times that a program keeps as lists of objects in JSON, or as an
object a line: read as tables whose columns are the keys.

Where the keys say what a table of messages or calls says (a time, words, who wrote), or nearly every object
has a time, such a list is a table, wherever it stands; any other JSON is left to the readers that know it, or
shown as text. A key inside an object is a column of its own (`author.name`), so that nothing is dropped.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence_review.domain.evidence import Problem
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.markup import json_stream
from evidence_review.importers.markup.html_text import html_text
from evidence_review.importers.plugin import decode_text, encoding_remark, head, hole_in
from evidence_review.importers.tables.tables_phones import with_phone_words
from evidence_review.importers.tables.tables_proposals import Row, are_dated, propose_sheet
from evidence_review.importers.tables.tables_sheets import Sheet
from evidence_review.importers.tables.tables_trees import Place, are_objects, places, without

_LARGEST, _DEEPEST, _COLUMNS, _TRIED, _LOOK = 64 << 20, 4, 400, 12, 400
_TALK = frozenset((ItemKind.MESSAGE, ItemKind.CALL, ItemKind.EMAIL))
_READ = (
    "These are messages, calls or records with times in JSON of no program that is known here. They "
    "were read by the names of their keys; row {} is the first entry. Check the columns, and ask which "
    "program wrote it."
)
_NAMES = ("fileName", "filename", "file_name", "name", "url", "uri", "path")
"""What the name of an attached file stands under, the plainest first."""

_PAGE = re.compile(r"<(p|div|span|html|body)\b[^>]*>.*</\1>", re.DOTALL)
"""A text that is written as a piece of a page: its words are shown, and it is kept as it was."""

_BROKEN = (
    "This JSON is damaged or cut short. What is complete was read as rows; what follows the break, or "
    "lines that are none, is kept as it stands. Ask for a fresh copy."
)
_BEFORE = 2000
"""How many characters before a break are kept with what follows: the object in which it lies."""

type Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Read:
    """The value of a JSON text, and the characters that could not be read: from about the place where it
    breaks, or lines that are none."""

    value: Any
    rest: str = ""


def recognises_json(path: Path) -> bool:
    """Whether a text is JSON with lists of objects that are messages, calls or dated records by their keys,
    or lines of such objects."""
    start = head(path, 4096).lstrip(b"\xef\xbb\xbf \t\r\n")
    if (
        not (start[:1] in (b"[", b"{") or b'\n{"' in start)
        or not path.is_file()
        or path.stat().st_size > _LARGEST
    ):
        return False
    return bool(_chosen(_value(decode_text(path.read_bytes()).text).value))


def json_sheet(path: Path) -> Iterator[Sheet | Problem]:
    """A sheet for each place with such rows, named for the keys that lead to it, and remarks on the
    encoding."""
    decoded = decode_text(path.read_bytes())
    yield from encoding_remark(decoded, "row 1")
    yield from hole_in(path, "row 1")
    found = _value(decoded.text)
    chosen = _chosen(found.value)
    above = (
        list(_said(without(found.value, [each for each in chosen if each.path])))
        if any(each.path for each in chosen)
        else []
    )
    if found.rest:
        yield Problem("row 1", ProblemKind.PARTLY_READ, _BROKEN, 0)
        above += ["What follows could not be read as JSON and stands as it is:", found.rest]
    for number, place in enumerate(chosen):
        rows = _rows(place, above if number == 0 else [])
        yield Problem(
            _locator(place.path), ProblemKind.SOURCE_FLAG, _READ.format(len(rows) - len(place.rows) + 1), 0
        )
        yield Sheet(place.path, rows)


def _locator(path: str) -> str:
    return f"{path}!1" if path else "row 1"


def _value(text: str) -> _Read:
    """The value of a JSON text, a list for lines of objects; of a damaged one as much as is complete. None
    where it is neither."""
    body = text.lstrip("\ufeff")
    try:
        return _Read(json.loads(body, object_pairs_hook=_every_pair))
    except RecursionError:
        return _Read(None)
    except ValueError as fault:
        lines = _of_lines(body)
        if lines.value is not None:
            return lines
        at = fault.pos if isinstance(fault, json.JSONDecodeError) else 0
    if at * 3 < len(body) or body.lstrip()[:1] not in {"[", "{"}:
        return _Read(None)
    loaded = json_stream.load(body.encode("utf-8", "replace"))
    return _Read(loaded.value, body[max(0, at - _BEFORE) :]) if loaded.cut is not None else _Read(None)


def _of_lines(text: str) -> _Read:
    """The objects of a text that has one a line; three in four lines must be such, the others are kept as
    they stand."""
    found, odd = list[Any](), list[str]()
    for line in filter(str.strip, text.splitlines()):
        value = _object_of(line)
        if value:
            found.append(value)
        else:
            odd.append(line)
        if len(odd) > 3 and len(odd) * 4 > len(found) + len(odd):
            return _Read(None)
    enough = len(found) > 1 or (len(found) == 1 and odd)
    return _Read(found, "\n".join(odd)) if enough and len(odd) <= max(1, len(found) // 3) else _Read(None)


def _object_of(line: str) -> Record | None:
    try:
        value = json.loads(line, object_pairs_hook=_every_pair) if line.lstrip().startswith("{") else None
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _chosen(whole: Any) -> list[Place]:
    """The places whose rows are read: talk first, then records with times, none inside another; none where
    the file holds neither."""
    try:
        found = places(whole)[:_TRIED]
    except RecursionError:
        return []
    chosen, dated = list[Place](), list[Place]()
    for place in found:
        mapping = propose_sheet(place.path, lines := _sample(place))
        if mapping.kind in _TALK and place.is_apart(chosen):
            chosen.append(place)
        elif len(place.rows) > 1 and are_dated(mapping, lines):
            dated.append(place)
    if not chosen and isinstance(whole, dict):
        alone = Place("", [whole])
        if propose_sheet("", _sample(alone)).kind in _TALK:
            return [alone]  # one message by itself
    for place in sorted(dated, key=lambda each: each.path.count(".")):
        if place.is_apart(chosen):
            chosen.append(place)
    return chosen


def _sample(place: Place) -> list[Row]:
    """The first rows of a place by their own keys."""
    return _rows(Place(place.path, place.rows[:_LOOK]), [])


def _every_pair(pairs: list[tuple[str, Any]]) -> Record:
    """An object with every pair of it: a key that comes again is given a number."""
    made: Record = {}
    for key, value in pairs:
        name, count = key, 1
        while name in made:
            count += 1
            name = f"{key} ({count})"
        made[name] = value
    return made


def _said(value: Any, before: str = "") -> Iterator[str]:
    """What stands outside the rows, a line each: a value under its keys, an object of a list in one."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _said(each, f"{before}.{key}" if before else str(key))
    elif are_objects(value):
        for each in value:
            yield f"{before}: " + "; ".join(f"{key}: {text}" for key, text in _flat(each).items() if text)
    else:
        yield from (f"{before}: {text}" for text in _cells(before, value).values() if text)


def _rows(place: Place, above: Sequence[str]) -> list[Row]:
    """What stands beside the list, a row each; the keys as headings; a row for each object."""
    flat = with_phone_words(list(map(_flat, place.rows)))
    if place.around:
        flat = [_completed(*pair) for pair in zip(flat, map(_flat, place.around), strict=True)]
    keys = list(dict.fromkeys(key for each in flat for key in each))
    lines: list[list[str]] = [[line] for line in above]
    lines.append([_heading(key, keys) for key in keys])
    lines += [[each.get(key, "") for key in keys] for each in flat]
    return list(enumerate(lines, 1)) if len(keys) <= _COLUMNS else []


def _completed(row: dict[str, str], around: dict[str, str]) -> dict[str, str]:
    """A row, and behind it what the objects around it say under other keys."""
    return row | {key: value for key, value in around.items() if key not in row}


def _heading(key: str, keys: Sequence[str]) -> str:
    """The heading of a key. What sigtop calls the source of a message of Signal is a number, not an app."""
    return "source number" if key == "source" and {"sent_at", "body", "type"} <= set(keys) else key


def _flat(record: Record, before: str = "", depth: int = 0) -> dict[str, str]:
    """Every value of an object as text under its key, those of an object inside it under both keys."""
    made = dict[str, str]()
    for key, value in record.items():
        name = f"{before}{key}"
        if isinstance(value, dict) and value and depth < _DEEPEST:
            made |= _flat(value, f"{name}.", depth + 1)
        else:
            made |= _cells(name, value)
    return made


def _cells(name: str, value: Any) -> dict[str, str]:
    """A value as text: a list of words a line each, one of files by their names with the whole beside it,
    anything else as it is written."""
    if value is None or value in ([], {}):
        return {name: ""}
    if isinstance(value, str):
        paged = _PAGE.fullmatch(value.strip())
        return {name: html_text(value), f"{name} as written": value} if paged else {name: value}
    items: list[Any] = value if isinstance(value, list) else []
    if items and all(isinstance(each, str | int | float) for each in items):
        return {name: "\n".join(map(str, items))}
    whole = json.dumps(value, ensure_ascii=False)
    files = [_file_name(each) for each in items]
    return {name: "\n".join(files), f"{name} in full": whole} if files and all(files) else {name: whole}


def _file_name(value: Any) -> str:
    """What a file inside a list is called; "" where it is none."""
    if not isinstance(value, dict):
        return ""
    return next((value[key] for key in _NAMES if isinstance(value.get(key), str)), "")

"""Messages and calls that a program keeps as a list of objects in JSON, or as an object a line: read as a table whose columns are the keys.

Only where the keys say what a table of messages or calls says (a time, words, who wrote) is such a list a table; any other JSON is left to
the readers that know it, or shown as text. A key inside an object is a column of its own (`author.name`), so that nothing is dropped.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from evidence_review.domain.evidence import Problem
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.plugin import decode_text, encoding_remark, head, hole_in
from evidence_review.importers.tables_proposals import Row, propose_sheet
from evidence_review.importers.tables_sheets import Sheet

_LARGEST, _DEEPEST, _COLUMNS = 64 << 20, 4, 400
_TALK = frozenset((ItemKind.MESSAGE, ItemKind.CALL, ItemKind.EMAIL))
_READ = "This is a list of messages or calls in JSON of no program that is known here. It was read by the names of its keys; row {} is its first entry. Check the columns, and ask which program wrote it."
_NAMES = ("fileName", "filename", "file_name", "name", "url", "uri", "path")
"""What the name of an attached file stands under, the plainest first."""

type Record = dict[str, Any]


def recognises_json(path: Path) -> bool:
    """Whether a text is a list of objects, lines of objects, or an object around one such list, and its keys are those of messages or calls."""
    start = head(path, 256).lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] not in (b"[", b"{") or not path.is_file() or path.stat().st_size > _LARGEST:
        return False
    found = _list(decode_text(path.read_bytes()).text)
    return found is not None and propose_sheet(found[0], _rows(found[1], found[2])).kind in _TALK


def json_sheet(path: Path) -> Iterator[Sheet | Problem]:
    """The one sheet of such a file, named for the key that the list stands under, and remarks on its encoding."""
    decoded = decode_text(path.read_bytes())
    yield from encoding_remark(decoded, "row 1")
    yield from hole_in(path, "row 1")
    found = _list(decoded.text)
    if found:
        rows = _rows(found[1], found[2])
        yield Problem("row 1", ProblemKind.SOURCE_FLAG, _READ.format(len(rows) - len(found[1]) + 1), 0)
        yield Sheet(found[0], rows)


def _list(text: str) -> tuple[str, list[Record], Record] | None:
    """The key a list stands under ("" where it is the whole file), its objects, and what else is said beside it."""
    try:
        whole: Any = json.loads(text.lstrip("\ufeff"), object_pairs_hook=_every_pair)
    except (ValueError, RecursionError):
        return _of_lines(text)
    if isinstance(whole, list):
        return ("", whole, {}) if _are_objects(whole) else None
    lists = [key for key, value in whole.items() if isinstance(value, list) and _are_objects(value)] if isinstance(whole, dict) else []
    if "messages" in lists:
        lists = ["messages"]
    if len(lists) != 1:
        return ("", [whole], {}) if isinstance(whole, dict) and not lists and "\n" not in text.strip() else None
    return lists[0], whole[lists[0]], {key: value for key, value in whole.items() if key != lists[0]}


def _of_lines(text: str) -> tuple[str, list[Record], Record] | None:
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    try:
        found: list[Any] = [json.loads(line, object_pairs_hook=_every_pair) for line in lines]
    except (ValueError, RecursionError):
        return None
    return ("", found, {}) if len(found) > 1 and _are_objects(found) else None


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


def _are_objects(values: Sequence[Any]) -> bool:
    return bool(values) and all(isinstance(each, dict) and each for each in values)


def _rows(records: Sequence[Record], beside: Record) -> list[Row]:
    """What stands beside the list, a row each; the keys as headings; a row for each object."""
    flat = [_flat(each) for each in records]
    keys = list(dict.fromkeys(key for each in flat for key in each))
    above = [f"{key}: {value}" for key, value in _flat(beside).items() if value]
    lines: list[list[str]] = [[line] for line in above]
    lines.append([_heading(key, keys) for key in keys])
    lines += [[each.get(key, "") for key in keys] for each in flat]
    return list(enumerate(lines, 1)) if len(keys) <= _COLUMNS else []


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
    """A value as text: a list of words a line each, one of files by their names with the whole beside it, anything else as it is written."""
    if value is None or value in ([], {}):
        return {name: ""}
    if isinstance(value, str):
        return {name: value}
    if isinstance(value, list) and all(isinstance(each, str | int | float) for each in value):
        return {name: "\n".join(map(str, value))}
    whole = json.dumps(value, ensure_ascii=False)
    if isinstance(value, list) and (files := [_file_name(each) for each in value]) and all(files):
        return {name: "\n".join(files), f"{name} in full": whole}
    return {name: whole}


def _file_name(value: Any) -> str:
    """What a file inside a list is called; "" where it is none."""
    if not isinstance(value, dict):
        return ""
    return next((value[key] for key in _NAMES if isinstance(value.get(key), str)), "")

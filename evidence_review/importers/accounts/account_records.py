"""Records of an account download that are no messages: any JSON object becomes an item that keeps all it
holds.

Times are the first plausible count since 1970 in the object, its own keys before those below
(reference/formats.md rule 13).
"""

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

from evidence_review.domain.evidence import Attachment, Item, Moment
from evidence_review.domain.kinds import ItemKind
from evidence_review.importers.times.epochs import epoch

_TIMES = re.compile(r"(^|_)(time|timestamp|created|date)(_|$)|timestamp")
_EARLIEST, _LATEST = 3e8, 5e9
_LAYERS = 12


def as_text(value: Any) -> str:
    """A value as it is kept in `Item.extra`: words as they are, all else as JSON."""
    if isinstance(value, str):
        return value
    try:
        return json.dumps(value, ensure_ascii=False)
    except (ValueError, RecursionError):
        return str(value)


def as_object(value: Any) -> dict[str, Any]:
    """A value where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: Any) -> list[Any]:
    """A value where it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def as_elements(value: Any) -> list[Any]:
    """The elements of a list; any other value as the only one."""
    return value if isinstance(value, list) else [value]


def as_name(value: Any) -> str | None:
    """A value as a name or an id; None where it says nothing."""
    return str(value or "").strip() or None


def is_set(value: Any) -> bool:
    """Whether a value says anything."""
    return value not in (None, "", [], {})


def words(value: Any, name: str = "", layer: int = 0) -> Iterator[str]:
    """A line "key: value" for everything that an object holds; keys below are joined by dots."""
    if layer > _LAYERS or not isinstance(value, dict | list):
        if is_set(value):
            yield f"{name}: {as_text(value)}" if name else as_text(value)
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from words(below, f"{name}.{key}" if name else str(key), layer + 1)
    else:
        for each in value:
            yield from words(each, name, layer + 1)


def time_in(value: Any) -> Moment | None:
    """The first time in an object, nearest the top; None where there is none."""
    waiting = deque([("", value, 0)])
    while waiting:
        name, each, layer = waiting.popleft()
        if isinstance(each, dict | list) and layer <= _LAYERS:
            pairs = each.items() if isinstance(each, dict) else ((name, below) for below in each)
            waiting.extend((str(key), below, layer + 1) for key, below in pairs)
        elif isinstance(each, int | float) and _is_time(name, each):
            return epoch(each)
    return None


def _is_time(name: str, count: float) -> bool:
    """Whether a count is a plausible time and its key says that it is one."""
    if isinstance(count, bool) or not _TIMES.search(name.lower()):
        return False
    while count > _LATEST and count < 1e19:
        count /= 1000
    return _EARLIEST < count <= _LATEST


def record(
    value: Any,
    locator: str,
    thread: str,
    position: int,
    app: str,
    *,
    kind: ItemKind = ItemKind.RECORD,
    files: tuple[Attachment, ...] = (),
) -> Item:
    """One object as an item: its text has all its values, one a line."""
    return Item(
        locator=locator,
        kind=kind,
        text="\n".join(words(value)) or None,
        thread=thread,
        position=position,
        sent=time_in(value),
        app=app,
        thread_title=thread,
        attachments=files,
        extra=(("as written", as_text(value)),) if isinstance(value, Mapping | list) else (),
    )


def parts(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The records of a file that is no conversation, each with its JSON path.

    The elements of a list at the top, or of the lists that an object at the top holds; what else that object
    holds is one record.
    """
    if isinstance(value, list):
        yield from ((f"{path}[{number}]", each) for number, each in enumerate(value))
    elif isinstance(value, dict):
        yield from _parts_of_object(value, path)
    elif value is not None:
        yield path or "whole value", value


def _parts_of_object(value: dict[str, Any], path: str) -> Iterator[tuple[str, Any]]:
    lists = {key: each for key, each in value.items() if isinstance(each, list) and each}
    for key, each in lists.items():
        yield from parts(each, f"{path}.{key}" if path else str(key))
    rest = {key: each for key, each in value.items() if key not in lists}
    if any(map(is_set, rest.values())):
        yield path or "whole object", rest

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


def words(value: Any, name: str = "", layer: int = 0) -> Iterator[str]:
    """A line "key: value" for everything that an object holds; keys below are joined by dots."""
    if layer > _LAYERS or not isinstance(value, dict | list):
        if value not in (None, "", [], {}):
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
        elif isinstance(each, int | float) and not isinstance(each, bool) and _TIMES.search(name.lower()):
            seconds = each
            while seconds > _LATEST and seconds < 1e19:
                seconds /= 1000
            if _EARLIEST < seconds <= _LATEST:
                return epoch(each)
    return None


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
        rest = {key: each for key, each in value.items() if not isinstance(each, list) or not each}
        for key, each in value.items():
            if isinstance(each, list) and each:
                yield from parts(each, f"{path}.{key}" if path else str(key))
        if rest and any(each not in (None, "", [], {}) for each in rest.values()):
            yield path or "whole object", rest
    elif value is not None:
        yield path or "whole value", value

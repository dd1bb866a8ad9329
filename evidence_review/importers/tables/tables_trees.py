"""Lists of objects anywhere inside JSON: each place that holds rows, with what stands around them.

A conversation that holds its messages, a file of many such, objects under numbers or names: every list of one
place is put together, and each row is told what its conversation says of itself. What is in no such list is
left over, so that nothing is dropped.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

type Record = dict[str, Any]

_DEEPEST, _PLACES = 8, 40
_SHARED = 0.5


@dataclass(slots=True)
class Place:
    """Rows of one place and, for each, what stands around its list. `path` leads to them ("" for the whole
    file), with * for a key that differs."""

    path: str
    rows: list[Record] = field(default_factory=list[Record])
    around: list[Record] = field(default_factory=list[Record])
    lists: list[list[Record]] = field(default_factory=list[list[Record]])

    def overlaps(self, other: "Place") -> bool:
        """Whether one of the two lies inside the rows of the other."""
        first, second = sorted((f"{self.path}.".lstrip("."), f"{other.path}.".lstrip(".")), key=len)
        return second.startswith(first)

    def is_apart(self, others: Iterable["Place"]) -> bool:
        """Whether none of the others lies inside these rows, nor these inside theirs."""
        return not any(self.overlaps(each) for each in others)


def places(whole: Any) -> list[Place]:
    """Every place with rows, the one with the most first, then the outermost."""
    found = dict[str, Place]()
    for path, rows, around in _walk(whole, "", {}, 0):
        if path in found or len(found) < _PLACES:
            place = found.setdefault(path, Place(path))
            place.rows += rows
            place.around += [around] * len(rows)
            place.lists.append(rows)
    return sorted(found.values(), key=lambda each: (-len(each.rows), each.path.count("."), each.path))


def without(whole: Any, taken: Sequence[Place]) -> Any:
    """What is left of the value when these rows are gone."""
    gone = {id(rows) for place in taken for rows in place.lists}
    return _left(whole, gone) if gone else whole


def are_objects(values: Any) -> bool:
    """Whether a value is a list of filled objects."""
    return (
        isinstance(values, list) and bool(values) and all(isinstance(each, dict) and each for each in values)
    )


def _walk(value: Any, path: str, around: Record, depth: int) -> Iterator[tuple[str, list[Record], Record]]:
    if depth > _DEEPEST:
        return
    if are_objects(value):
        yield path, value, around
        for each in value:
            yield from _walk_inside(each, path, around, depth)
    elif isinstance(value, dict):
        yield from _walk_inside(value, path, around, depth)


def _walk_inside(
    value: Record, path: str, around: Record, depth: int
) -> Iterator[tuple[str, list[Record], Record]]:
    held = {key: each for key, each in value.items() if isinstance(each, dict | list) and each}
    if not held:
        return
    named = _are_alike(held)
    said = around | (_plain_values(value, _last(path)) if path else {})
    for key, each in held.items():
        inner = ".".join(part for part in (path, "*" if named else key.replace(".", "_")) if part)
        yield from _walk(each, inner, said | {"conversation": key} if named else said, depth + 1)


def _plain_values(value: Record, name: str) -> Record:
    """What an object says besides the objects and lists in it."""
    return {
        f"{name}.{key}": each
        for key, each in value.items()
        if not isinstance(each, dict | list) and each not in (None, "")
    }


def _last(path: str) -> str:
    return path.rpartition(".")[2].replace("*", "conversation")


def _are_alike(held: dict[str, Any]) -> bool:
    """Whether an object is a table of lists under numbers or names: all hold rows of about the same keys."""
    if len(held) < 2 or not all(are_objects(each) for each in held.values()):
        return False
    keys = [set(each[0]) for each in held.values()]
    return len(set.intersection(*keys)) >= _SHARED * len(set.union(*keys))


def _left(value: Any, gone: set[int], depth: int = 0) -> Any:
    """What is not in a row: an object whose own list was taken gives its plain values to each row of it, so
    that they are not said again."""
    if isinstance(value, list):
        if id(value) in gone:
            return None
        return [part for each in value if (part := _left(each, gone, depth + 1)) not in (None, {}, [])]
    if not isinstance(value, dict):
        return value
    if depth > 0 and any(id(each) in gone for each in value.values()):
        value = {key: each for key, each in value.items() if isinstance(each, dict | list)}
    return {key: part for key, each in value.items() if (part := _left(each, gone, depth + 1)) is not None}

"""Apple's property lists and keyed archives, as apps put them into columns of their databases; read with the
standard library."""

import plistlib
from collections.abc import Iterator
from typing import Any, override

_DEEPEST = 24
_MOST = 2000


class _Kept(dict[Any, Any]):
    """A dictionary that keeps every value of a name said more than once, as "name (2)" and so on."""

    def __init__(self) -> None:
        super().__init__()
        self._said: dict[str, int] = {}

    @override
    def __setitem__(self, key: Any, value: Any) -> None:
        if key in self and isinstance(key, str):
            self._said[key] = self._said.get(key, 1) + 1
            key = f"{key} ({self._said[key]})"
        super().__setitem__(key, value)


def plist(data: object) -> Any:
    """The value of a property list (binary or XML); None where the bytes are none. Never raises."""
    if not isinstance(data, bytes | bytearray) or not data:
        return None
    try:
        return plistlib.loads(bytes(data), dict_type=_Kept)
    except Exception:  # noqa: BLE001  plistlib raises many kinds on damaged bytes
        return None


def unarchived(data: object) -> Any:
    """The object that a keyed archive holds, as plain values; a property list that is no archive comes back
    as it is."""
    held = plist(data)
    if (
        not isinstance(held, dict)
        or not isinstance(held.get("$objects"), list)
        or not isinstance(held.get("$top"), dict)
    ):
        return held
    return _Archive(held["$objects"]).top(held["$top"])


class _Archive:
    def __init__(self, objects: list[Any]) -> None:
        self._objects, self._met = objects, 0

    def top(self, top: dict[str, Any]) -> Any:
        found = {key: self._value(each, 0) for key, each in top.items()}
        return found["root"] if set(found) == {"root"} else found

    def _value(self, value: Any, depth: int) -> Any:
        self._met += 1
        if depth > _DEEPEST or self._met > _MOST:
            return None
        if isinstance(value, plistlib.UID):
            value = self._objects[value.data] if value.data < len(self._objects) else None
            return None if value == "$null" else self._value(value, depth + 1)
        if isinstance(value, list):
            return [self._value(each, depth + 1) for each in value]
        return self._object(value, depth) if isinstance(value, dict) else value

    def _object(self, held: dict[str, Any], depth: int) -> Any:
        keys, values = held.get("NS.keys"), held.get("NS.objects")
        if isinstance(keys, list) and isinstance(values, list):
            pairs = zip(keys, values, strict=False)
            return {str(self._value(key, depth + 1)): self._value(value, depth + 1) for key, value in pairs}
        if isinstance(values, list):
            return [self._value(each, depth + 1) for each in values]
        for key in ("NS.string", "NS.data", "NS.time", "NS.bytes"):
            if key in held:
                return self._value(held[key], depth + 1)
        if "NS.relative" in held:
            return self._value(held["NS.relative"], depth + 1)
        return {key: self._value(each, depth + 1) for key, each in held.items() if key != "$class"}


def strings_in(value: Any, key: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Every text in a value with the key it stands under."""
    if isinstance(value, str) and value.strip():
        yield key, value
    elif isinstance(value, dict) and depth < _DEEPEST:
        for name, each in value.items():
            yield from strings_in(each, str(name), depth + 1)
    elif isinstance(value, list) and depth < _DEEPEST:
        for each in value:
            yield from strings_in(each, key, depth + 1)
